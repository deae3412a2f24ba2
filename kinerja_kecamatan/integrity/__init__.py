"""What stands in the tables, held against what the log's chain says of it."""
