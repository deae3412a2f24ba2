"""Workbooks: the recap out."""
