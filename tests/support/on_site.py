"""Functions that run on a throw-away site, in a process of their own; they commit and give plain data back."""


def ping() -> str:
	import frappe

	return frappe.local.site
