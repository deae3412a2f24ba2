"""Which documents the papers of a finished step are printed of; the SOP's rows name the papers, nothing is known here."""

import frappe

from kinerja_kecamatan.base.doctypes import DISPOSISI
from kinerja_kecamatan.base.stored_words import OFFICE_RECAP


def printed_documents(doc, print_format: str) -> list[tuple[str, str]]:
	"""(DocType, name) of every document that a print format prints for the step that `doc` has just completed.

	The moved document itself where the format is for its DocType, its order for a paper of the order, else whatever
	hangs on that order: only the same unit's where the step is a unit's.
	"""
	doctype = frappe.db.get_value("Print Format", print_format, "doc_type")
	if not doctype:
		return []
	order = doc.name if doc.doctype == DISPOSISI else doc.disposisi
	if doctype == doc.doctype:
		return [(doctype, doc.name)]
	if doctype == DISPOSISI:
		return [(doctype, order)]
	meta = frappe.get_meta(doctype)
	if not meta.has_field("disposisi"):
		return []
	filters = {"disposisi": order}
	if meta.has_field("unit_kerja") and doc.doctype != DISPOSISI and doc.get("jenis") != OFFICE_RECAP:
		filters["unit_kerja"] = doc.unit_kerja
	return [
		(doctype, name)
		for name in frappe.get_all(doctype, filters=filters, pluck="name", order_by="creation")
	]
