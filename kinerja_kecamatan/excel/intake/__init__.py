"""Workbooks in: what is opened at all, what stands in it, what it would change. Plain Python, no Frappe."""
