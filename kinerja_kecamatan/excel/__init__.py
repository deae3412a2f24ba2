"""Workbooks out and in."""
