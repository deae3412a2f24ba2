"""Which DocTypes are the app's own, and which documents of them a user may list or act on."""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe import _, permissions
from frappe.utils.caching import request_cache

MODULE = "Kinerja Kecamatan"


@request_cache
def our_doctypes() -> frozenset[str]:
	"""Every DocType of the app, child tables and settings included."""
	return frozenset(frappe.get_all("DocType", filters={"module": MODULE}, pluck="name"))


def own_name(word: object) -> str | None:
	"""How the DocType is written that the database finds under a word (it looks past case, accents and blanks at the end); None for
	none. What stands in a plain column, or comes from a client, is not always written so."""
	if not isinstance(word, str) or not word:
		return None
	return word if word in our_doctypes() else frappe.db.get_value("DocType", word, "name", cache=True)


def listed_in(doctype: str, user: str) -> str:
	"""The condition under which a user lists documents of one of our DocTypes; '' when all of them are."""
	methods = frappe.get_hooks("permission_query_conditions", {}).get(doctype, [])
	found = [frappe.get_attr(method)(user) for method in methods]
	return " and ".join(f"({condition})" for condition in found if condition)


def is_scoped(doctype: str) -> bool:
	"""Whether documents of one of our DocTypes belong to an office: the lists of those have a condition of their own."""
	return doctype in our_doctypes() and bool(
		frappe.get_hooks("permission_query_conditions", {}).get(doctype)
	)


def readable_names(doctype: str, names: list[str]) -> set[str]:
	"""Those of the named documents that the session user may list."""
	if not names or not permissions.has_permission(doctype, "read", raise_exception=False):
		return set()
	return set(frappe.get_list(doctype, filters={"name": ["in", names]}, pluck="name", limit_page_length=0))


def refuse_unseen(doctype: str, name: str) -> None:
	"""To whoever asks about a document by its name: the same sentence whether there is none or it is somebody else's."""
	frappe.throw(
		_("{0} {1} tidak ada, atau tidak dapat Anda buka.").format(
			_(doctype), frappe.utils.escape_html(str(name))
		),
		frappe.PermissionError,
		title=_("Tidak diizinkan"),
	)


def frappe_allows(doc, ptype: str, user: str | None) -> bool:
	"""Frappe's answer about a document, on behalf of a row or a file of it, without a word to the user.

	Frappe explains a refusal by naming the document that was asked, to who knows no more than a row or a file of it.
	"""
	with _unexplained():
		return bool(permissions.has_permission(doc.doctype, ptype, doc=doc, user=user, raise_exception=False))


@contextmanager
def _unexplained() -> Iterator[None]:
	"""Keep a question within a question from adding its reasons to those of the outer one."""
	reasons = frappe.flags.pop("has_permission_check_logs", None)
	try:
		yield
	finally:
		if reasons is not None:
			frappe.flags["has_permission_check_logs"] = reasons
