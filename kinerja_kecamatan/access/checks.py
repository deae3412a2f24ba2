"""has_permission for single documents: the same scope as the lists, and for writing a role that covers the document."""

import frappe

from kinerja_kecamatan.access.scope import is_site_admin, place_of, roles_over, scope_of

READING = frozenset({"read", "print", "email", "export", "report", "select", "share"})
# Documents of the whole office, read by everyone appointed in it.
OFFICE_WIDE = frozenset({"Disposisi", "Rapat Kinerja"})


def has_permission(doc, ptype: str | None = None, user: str | None = None, debug: bool = False) -> bool:
	"""False takes a right away, True leaves Frappe's own check to decide (it is never widened)."""
	user = user or frappe.session.user
	if is_site_admin(user) or isinstance(doc, str) or doc is None:
		return True
	if (ptype or "read") in READING:
		return can_read(doc, user)
	return bool(roles_over(user, doc))


def can_read(doc, user: str) -> bool:
	scope = scope_of(user)
	kecamatan, _lft, _rgt = place_of(doc)
	# An archived paper is read like the document that it prints.
	doctype = doc.jenis_dokumen if doc.doctype == "Arsip Kertas" else doc.doctype
	if doctype in OFFICE_WIDE:
		return kecamatan in scope.member_of
	return kecamatan in scope.kecamatan or doc.get("unit_kerja") in scope.units
