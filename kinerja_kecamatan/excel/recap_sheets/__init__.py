"""The sheets of a recap's workbook."""
