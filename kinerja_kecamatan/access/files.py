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

from kinerja_kecamatan.access import acting, file_kinds
from kinerja_kecamatan.access.attached_records import sees_file
from kinerja_kecamatan.access.doctypes import our_doctypes
from kinerja_kecamatan.base.doctypes import UNIT_KERJA
from kinerja_kecamatan.exceptions import MoveRefused

PRIVATE, PUBLIC = "/private/files/", "/files/"
# The arms of the office stand on every paper; what is attached to anything else of ours is nobody else's to see.
PUBLIC_DOCTYPES = frozenset({UNIT_KERJA})


class ScopedFile(File):
	"""Frappe's File; hook override_doctype_class."""

	def before_insert(self):
		"""Frappe copies what lies at a named address before any other hook hears of it."""
		named = self.file_url
		if named:
			refuse_claim(named)
		self.file_name = _literal(self.file_name)
		self._check_kind()
		self._set_upright()
		super().before_insert()
		if named and self.file_url != named:
			refuse_claim(self.file_url)

	def validate(self):
		"""Saved again under another name, at another address or on another document it is checked anew."""
		if not self.is_new() and self._differs(
			"file_name", "file_url", "attached_to_doctype", "attached_to_name"
		):
			self._check_kind()
		super().validate()

	def _differs(self, *fields: str) -> bool:
		before = self.get_doc_before_save()
		return not before or any(self.get(field) != before.get(field) for field in fields)

	def _check_kind(self) -> None:
		"""Names and addresses as pages take them; on documents of ours no links and nothing that a browser runs."""
		name = file_kinds.plain_name(self.file_name or os.path.basename(self.file_url or ""))
		self.file_name = file_kinds.fitting_name(name) if self.is_new() and not self.is_folder else name
		refuse_new_markup(self.file_url)
		if self.is_folder or self.attached_to_doctype not in our_doctypes():
			return
		if not acting.active():
			refuse_unfit(self)

	def _set_upright(self) -> None:
		"""A phone writes down which side of its picture is up; Frappe takes that away with all else that a phone writes down."""
		if isinstance(self.content, bytes) and self.attached_to_doctype in our_doctypes():
			self.content = file_kinds.upright(self.content)

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
		seen = sees_file(self, frappe.session.user)
		return seen and bool(super().is_downloadable())


def refuse_new_markup(address: str | None) -> None:
	"""Refuse an address that would end the attribute that a page puts it into. Frappe cleans none; those of old files stay."""
	if address and not file_kinds.is_plain(address) and not frappe.db.exists("File", {"file_url": address}):
		frappe.throw(
			_("Alamat berkas memuat tanda yang tidak dapat dipakai; unggah berkasnya saja."),
			MoveRefused,
			title=_("Alamat berkas tidak diterima"),
		)


def refuse_unfit(file) -> None:
	"""Refuse a File on a document of ours that is no file of the site, or one that a browser would run."""
	if file.file_url and not (
		file.file_url.startswith((PUBLIC, PRIVATE)) and file_kinds.is_plain(file.file_url)
	):
		frappe.throw(
			_("Lampiran dokumen ini adalah berkas yang diunggah; tautan ke luar ditulis pada isian tautan."),
			MoveRefused,
		)
	if file.content and not file.file_url:
		file.content = file.get_content()  # as bytes, so that it is not decoded twice
	names = {file.file_name, os.path.basename(file.file_url or "")} - {None, ""}
	content = file.content or (file.get_content() if file.file_url and file.exists_on_disk() else b"")
	for name in names or {""}:
		file_kinds.refuse_active(name, content)


def refuse_claim(address: str) -> None:
	"""Refuse to name the address of files none of which the user may read: whatever they hang on, a letter or a report's kept result
	on a document of ours too."""
	if acting.active() or frappe.flags.in_install or frappe.flags.in_uninstall:
		return
	is_local = _normal(address).startswith("/")
	for place in _places(address) if is_local else ():
		holders = holders_of(place)
		if holders and not _any_readable(holders):
			frappe.throw(_("Berkas itu tidak dapat Anda buka; unggah berkas Anda sendiri."), MoveRefused)


def at_address(address: str | None) -> list:
	"""The Files whose bytes Frappe would touch under an address."""
	return [file for place in _places(address or "") for file in holders_of(place) if file.file_url == place]


def _places(address: str) -> set[str]:
	"""Where Frappe goes under an address: by its path, or (moving and deleting) by the last part of it alone."""
	place = _normal(address)
	flat = {folder + os.path.basename(place) for folder in (PRIVATE, PUBLIC)}
	return {place} if place in flat else {place} | flat


def holders_of(address: str) -> list:
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
