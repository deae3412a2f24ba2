"""Where things hang: the documents of ours that a document of Frappe's, or of another app, names by a Dynamic Link of its own or
of its rows, or through something else that hangs there (a tag on a letter, a comment on a task)."""

from collections.abc import Iterator

import frappe

from kinerja_kecamatan.access.doctypes import our_doctypes, own_name

Place = tuple[str, str]
# Frappe's DocTypes that name their document in plain fields.
BY_FIELDS = {
	"File": ("attached_to_doctype", "attached_to_name"),
	"Version": ("ref_doctype", "docname"),
	"Email Queue": ("reference_doctype", "reference_name"),
	"Notification Log": ("document_type", "document_name"),
	"Document Follow": ("ref_doctype", "ref_docname"),
	"DocShare": ("share_doctype", "share_name"),
}
DEEPEST = 3


def places_of(doc) -> set[Place]:
	"""Those of a document as it is at hand."""
	return {root for doctype, name in named_documents(doc) for root in root_documents(doctype, name)}


def root_documents(doctype: str | None, name: str | int | None, depth: int = 0) -> set[Place]:
	"""The documents of ours at the end of what something hangs on: itself, where it is one."""
	doctype = own_name(doctype)
	if not doctype or not isinstance(name, str | int) or not name:
		return set()
	if doctype in our_doctypes():
		return {(doctype, str(name))}
	if depth == DEEPEST or not can_hang(doctype) or not frappe.db.exists(doctype, name):
		return set()
	found = set(named_documents(frappe.get_doc(doctype, name))) - {(doctype, str(name))}
	return {root for place in found for root in root_documents(*place, depth + 1)}


def can_hang(doctype: str) -> bool:
	"""Whether documents of a DocType can hang on others."""
	if doctype in BY_FIELDS:
		return True
	meta = frappe.get_meta(doctype) if frappe.db.exists("DocType", doctype) else None
	if not meta or meta.get("is_virtual") or meta.issingle or meta.istable:
		return False
	rows = (frappe.get_meta(df.options) for df in meta.get_table_fields())
	return any(each.get_dynamic_link_fields() for each in (meta, *rows))


def named_documents(doc) -> Iterator[Place]:
	"""The documents, of whatever DocType, that a document names itself."""
	pairs = [
		(part.get(df.options), part.get(df.fieldname))
		for part in (doc, *_rows(doc))
		for df in part.meta.get_dynamic_link_fields()
	]
	if doc.doctype in BY_FIELDS:
		pairs.append(tuple(doc.get(field) for field in BY_FIELDS[doc.doctype]))
	for doctype, name in pairs:
		if isinstance(doctype, str) and isinstance(name, str | int) and doctype and name:
			yield doctype, str(name)


def _rows(doc) -> Iterator:
	for df in doc.meta.get_table_fields():
		yield from doc.get(df.fieldname) or ()
