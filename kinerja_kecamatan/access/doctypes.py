"""Which DocTypes are the app's own, and which documents of them a user may list."""

import frappe
from frappe import permissions
from frappe.utils.caching import request_cache

MODULE = "Kinerja Kecamatan"


@request_cache
def ours() -> frozenset[str]:
	"""Every DocType of the app, child tables and settings included."""
	return frozenset(frappe.get_all("DocType", filters={"module": MODULE}, pluck="name"))


def listed_in(doctype: str, user: str) -> str:
	"""The condition under which a user lists documents of one of our DocTypes; '' when all of them are."""
	methods = frappe.get_hooks("permission_query_conditions", {}).get(doctype, [])
	found = [frappe.get_attr(method)(user) for method in methods]
	return " and ".join(f"({condition})" for condition in found if condition)


def readable(doctype: str, names: list[str]) -> set[str]:
	"""Those of the named documents that the session user may list."""
	if not names or not permissions.has_permission(doctype, "read", raise_exception=False):
		return set()
	return set(frappe.get_list(doctype, filters={"name": ["in", names]}, pluck="name", limit_page_length=0))
