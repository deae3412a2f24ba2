"""Rows that are written by themselves, without the document they belong to, in any DocType: by who may write that document.

Frappe asks for the right over the parent's DocType alone, so that whoever has a page of the own writes rows of everybody's. A row
that is saved with its document runs no hook.
"""

import frappe
from frappe import _

from kinerja_kecamatan.access import attached_changes
from kinerja_kecamatan.exceptions import MoveRefused

# Whose rows are written with their document alone: who gets into an account, and what it may do, is noted where it is saved.
NEVER_ALONE = ("User",)


def before_write(doc, method=None) -> None:
	"""Hook before_validate and on_trash of every DocType."""
	if not doc.meta.istable or doc.flags.ignore_permissions or attached_changes.steps_aside():
		return
	for place in {_place(doc), _stored(doc)} - {None}:
		if place[0] in NEVER_ALONE:
			frappe.throw(_("Baris ini diubah dengan menyimpan {0} {1}.").format(*place), MoveRefused)
		if frappe.db.exists(*place):
			frappe.get_doc(*place).check_permission("write")


def _place(doc) -> tuple[str, str] | None:
	return (doc.parenttype, doc.parent) if doc.get("parenttype") and doc.get("parent") else None


def _stored(doc) -> tuple[str, str] | None:
	"""Where it hung before; a request moves a row by naming another parent."""
	found = doc.name and frappe.db.get_value(doc.doctype, doc.name, ["parenttype", "parent"])
	return tuple(found) if found and all(found) else None
