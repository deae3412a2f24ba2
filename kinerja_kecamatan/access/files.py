"""Files of our documents: read with the document and no longer, and never claimed by naming their address.

Frappe lets whoever uploaded a file download it for ever, and makes whoever names a private address in a File or an Attach
field an owner, and so a reader, of what lies there.
"""

import os
from urllib.parse import unquote

import frappe
from frappe import _
from frappe.core.doctype.file.file import File
from frappe.utils import get_url

from kinerja_kecamatan.access.doctypes import ours
from kinerja_kecamatan.access.hangers import may_see
from kinerja_kecamatan.exceptions import MoveRefused
from kinerja_kecamatan.flow import system

PRIVATE, PUBLIC = "/private/files/", "/files/"
ATTACH = ("Attach", "Attach Image")


class ScopedFile(File):
	"""Frappe's File; hook override_doctype_class."""

	def before_insert(self):
		"""Frappe copies what lies at a named address before any other hook hears of it."""
		named = self.file_url
		if named:
			refuse_claim(named)
		self.file_name = _literal(self.file_name)
		super().before_insert()
		if named and self.file_url != named:
			refuse_claim(self.file_url)

	@frappe.whitelist()
	def optimize_file(self) -> None:
		"""Frappe takes the File as a request describes it, and asks who may change it once the bytes are written."""
		stored = frappe.get_doc("File", self.name)
		stored.check_permission("write")
		super(ScopedFile, stored).optimize_file()
		self.reload()

	def is_downloadable(self) -> bool:
		"""Asked for every row at an address, also where the uploader has left the office."""
		# Asked first: Frappe's own refusal names the document.
		seen = may_see(self.attached_to_doctype, self.attached_to_name, frappe.session.user)
		return seen and bool(super().is_downloadable())


def refuse_claim(address: str) -> None:
	"""Refuse to name the address of a file that belongs to documents of ours which the user may not read."""
	if system.active() or frappe.flags.in_install or frappe.flags.in_uninstall:
		return
	is_local = _normal(address).startswith("/")
	for place in _places(address) if is_local else ():
		holders = _holders(place)
		if any(file.attached_to_doctype in ours() for file in holders) and not _any_readable(holders):
			frappe.throw(_("Berkas itu milik dokumen yang tidak dapat Anda buka."), MoveRefused)


def check_attach_fields(doc, method=None) -> None:
	"""Hook validate: an address newly typed into an Attach field must be a file that the person may read.

	Frappe would hang the file on this document, and give it to all of its readers.
	"""
	if system.active() or frappe.flags.in_install or frappe.flags.in_uninstall:
		return
	before = set(_attached(doc.get_doc_before_save()))
	for label, address in _attached(doc):
		if (label, address) not in before and address.startswith((PUBLIC, PRIVATE)):
			if not _any_readable(_holders(_normal(address))):
				frappe.throw(
					_("{0}: berkas {1} tidak ada, atau milik dokumen yang tidak dapat Anda buka.").format(
						label, os.path.basename(address)
					),
					MoveRefused,
				)


def _attached(doc) -> list[tuple[str, str]]:
	"""(where, address) of every filled Attach field of a document and its rows."""
	if not doc:
		return []
	found = [(_(df.label), doc.get(df.fieldname)) for df in _attach_fields(doc.doctype)]
	for table in doc.meta.get_table_fields():
		fields = _attach_fields(table.options)
		found += [
			(_("{0} baris {1}").format(_(df.label), row.idx), row.get(df.fieldname))
			for row in doc.get(table.fieldname)
			for df in fields
			if row.get(df.fieldname)
		]
	return [(label, address) for label, address in found if address]


def _attach_fields(doctype: str) -> list:
	return frappe.get_meta(doctype).get("fields", {"fieldtype": ["in", ATTACH]})


def at_address(address: str | None) -> list:
	"""The Files whose bytes Frappe would touch under an address."""
	return [file for place in _places(address or "") for file in _holders(place) if file.file_url == place]


def _places(address: str) -> set[str]:
	"""Where Frappe goes under an address: by its path, or (moving and deleting) by the last part of it alone."""
	place = _normal(address)
	flat = {folder + os.path.basename(place) for folder in (PRIVATE, PUBLIC)}
	return {place} if place in flat else {place} | flat


def _holders(address: str) -> list:
	rows = frappe.get_all("File", filters={"file_url": address}, fields="*")
	return [frappe.get_doc(doctype="File", **row) for row in rows]


def _any_readable(files: list) -> bool:
	return any(file.is_downloadable() for file in files)


def _normal(address: str) -> str:
	"""An address as the file system would read it, however it is written."""
	address = str(address).removeprefix(get_url())
	while address != unquote(address):
		address = unquote(address)
	return os.path.normpath(address)


def _literal(name: str | None) -> str | None:
	"""A file's name without escapes: Frappe unquotes the address made of it, which would be another file's."""
	while name and name != unquote(name):
		name = unquote(name).replace("/", "")
	return name
