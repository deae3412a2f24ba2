"""Columns that a person may not read, and so may not ask about either.

Frappe leaves such columns out of what a list returns, but takes them in its filters, orders and groups: letter by letter a row that is
there or is not tells what stands in them. Whoever may only select a DocType, as every account may select User, asks by what a choice
of it shows; a column of a higher level is asked about by who reads that level.
"""

import frappe
from frappe.model import child_table_fields, default_fields, optional_fields
from frappe.permissions import get_role_permissions

# States and references; choices are narrowed down by them, and no secret fits into one.
NARROWING = frozenset({"Check", "Select", "Link", "Dynamic Link"})
STANDARD = frozenset({*default_fields, *optional_fields, *child_table_fields})
# What lets its holder in as somebody else, and older releases of Frappe keep readable: nobody searches by it.
KEYS = frozenset({("User", "reset_password_key")})


def is_hidden(doctype: str, column: str, asked: str) -> bool:
	"""Whether the session's user may not ask about a column.

	:param asked: the DocType that the query is over, where `doctype` is one of its tables
	"""
	user, meta = frappe.session.user, frappe.get_meta(doctype)
	field = meta.get_field(column)
	if user == "Administrator" or column in STANDARD or not field:
		return False
	if (doctype, column) in KEYS:
		return True
	if field.fieldtype in NARROWING:
		return False
	if not meta.istable and _only_chooses(meta, user):
		return column not in meta.get_search_fields()
	parent = asked if meta.istable and not frappe.get_meta(asked).istable else None
	return bool(field.permlevel) and field.permlevel not in meta.get_permlevel_access(
		"read", parent, user=user
	)


def _only_chooses(meta, user: str) -> bool:
	"""Whether a user's roles let him choose documents and not read them; or he is nobody yet, as where another app's way to log in
	comes after this one's hook."""
	said = get_role_permissions(meta, user=user)
	return not said.get("read") and bool(said.get("select") or user == "Guest")
