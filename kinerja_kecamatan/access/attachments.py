"""Attach and Attach Image fields of our documents, custom ones and those of rows included: always a file of the office.

Frappe stores whatever is sent, shows it as HTML and hangs a public file on a document as it is. Here such a field is empty
or the address of an existing File that its writer may read; the file hangs on this very document and is private, by a copy
where it was public or somebody else's. Links to the outside have a field of their own (web_links.py).
"""

import os

import frappe
from frappe import _

from kinerja_kecamatan.access import acting, file_kinds
from kinerja_kecamatan.access.doctypes import our_doctypes
from kinerja_kecamatan.access.files import PUBLIC_DOCTYPES, holders_of
from kinerja_kecamatan.exceptions import MoveRefused

ATTACH = ("Attach", "Attach Image")


def settle_attach_fields(doc, method=None) -> None:
	"""Hook validate, of every DocType: take in what was newly named in an Attach field of ours, or refuse it."""
	if (
		doc.doctype not in our_doctypes()
		or acting.active()
		or frappe.flags.in_install
		or frappe.flags.in_uninstall
	):
		return
	whole = frappe.get_doc(doc.parenttype, doc.parent) if doc.meta.istable else doc
	before = {address for _part, _df, address in filled_attach_fields(doc.get_doc_before_save())}
	for part, df, address in filled_attach_fields(doc):
		if address not in before:
			part.set(df.fieldname, take_in(whole, part, df, address))


def filled_attach_fields(doc) -> list[tuple]:
	"""(document or row, field, address) of every filled Attach field."""
	if not doc:
		return []
	return [
		(part, df, part.get(df.fieldname))
		for part in (doc, *doc.get_all_children())
		for df in attach_fields(part.doctype)
		if part.get(df.fieldname)
	]


def attach_fields(doctype: str) -> list:
	return frappe.get_meta(doctype).get("fields", {"fieldtype": ["in", ATTACH]})


def attach_columns(doctype: str) -> list[tuple[str, str]]:
	"""(table, column) of the Attach fields of a DocType and of its rows."""
	tables = [doctype, *dict.fromkeys(df.options for df in frappe.get_meta(doctype).get_table_fields())]
	return [(table, df.fieldname) for table in tables for df in attach_fields(table)]


def take_in(doc, part, df, address: str) -> str:
	"""The address of a named file as one of this document's own; refuses what is no file of the writer's."""
	place = _place(part, df)
	if not isinstance(address, str) or not file_kinds.is_plain(address):
		_refuse(
			_("{0}: nama berkas memuat tanda yang tidak dapat dipakai; unggah berkasnya di sini.").format(
				place
			)
		)
	# MariaDB takes addresses that differ in case for one.
	files = [file for file in holders_of(address) if file.file_url == address and file.is_downloadable()]
	if not files:
		name = os.path.basename(address)
		if address.startswith("https://"):
			_refuse(
				_("{0} hanya untuk berkas yang diunggah; tulis tautan pada isian tautannya.").format(place)
			)
		_refuse(
			_("{0}: berkas {1} tidak ada, atau milik dokumen yang tidak dapat Anda buka.").format(
				place, frappe.utils.escape_html(name)
			)
		)
	mine = next((file for file in files if _hangs_here(file, doc)), None)
	file = mine or next((file for file in files if _is_free(file)), files[0])
	content = _content(file, place)
	file_kinds.refuse_active(file.file_name or address, content)
	if df.fieldtype == "Attach Image" and not file_kinds.picture_in(content):
		_refuse(_("{0}: pilih gambar PNG, JPEG atau GIF yang utuh dan tidak terlalu besar.").format(place))
	if mine and mine.is_private:
		return address
	if doc.doctype in PUBLIC_DOCTYPES and not file.is_private:
		return address  # where it does not hang on the document yet, Frappe hangs it there
	return _own_file(doc, df, file, content)


def _own_file(doc, df, file, content) -> str:
	place = {
		"attached_to_doctype": doc.doctype,
		"attached_to_name": doc.name,
		"attached_to_field": df.fieldname,
	}
	free = _is_free(file)
	if free and file.is_private:
		frappe.db.set_value("File", file.name, place)
		return file.file_url
	copy = frappe.get_doc(
		{"doctype": "File", "file_name": file.file_name, "is_private": 1, "content": content, **place}
	)
	copy.insert()
	if free or _hangs_here(file, doc):
		_remove(file)
	return copy.file_url


def _remove(file) -> None:
	"""What was uploaded in public for this field; its bytes go with the commit, unless another File has them."""
	frappe.db.delete("File", {"name": file.name})
	path = file.get_full_path()

	def remove() -> None:
		if not frappe.db.exists("File", {"file_url": file.file_url}) and os.path.exists(path):
			os.remove(path)

	frappe.db.after_commit.add(remove)


def _hangs_here(file, doc) -> bool:
	return (file.attached_to_doctype, file.attached_to_name) == (doc.doctype, doc.name)


def _is_free(file) -> bool:
	"""An upload of one's own that hangs on nothing, or on a form that was not saved yet."""
	if file.owner != frappe.session.user:
		return False
	if not file.attached_to_doctype:
		return True
	return file.attached_to_doctype in our_doctypes() and not frappe.db.exists(
		file.attached_to_doctype, file.attached_to_name
	)


def _content(file, place: str):
	try:
		return file.get_content()
	except (OSError, frappe.ValidationError):
		_refuse(
			_("{0}: isi berkas {1} tidak ditemukan; unggah lagi.").format(
				place, frappe.utils.escape_html(file.file_name or "")
			)
		)


def _place(part, df) -> str:
	return _("{0} baris {1}").format(_(df.label), part.idx) if part.meta.istable else _(df.label)


def _refuse(message: str) -> None:
	frappe.throw(message, MoveRefused, title=_("Lampiran tidak diterima"))
