"""What must not be seen, planted; every way to look at it; who saw what, as a table."""
