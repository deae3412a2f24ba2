"""Hooks of Frappe that write or delete the bytes of a File, before any hook of its document could refuse.

What counts is the place on the disk and who has a File there: row and payload may say anything.
"""

import os
from urllib.parse import unquote

import frappe
from frappe import _
from frappe.utils import get_files_path

from kinerja_kecamatan.access import acting
from kinerja_kecamatan.access.files import PRIVATE, PUBLIC, at_address
from kinerja_kecamatan.exceptions import MoveRefused
from kinerja_kecamatan.guard.evidence import check_removal
from kinerja_kecamatan.guard.rules import steps_aside


def write_file(doc):
	"""Bytes are written to a free place, or to where this File has its own and everybody else's there may be changed.

	Where another app's hook keeps the bytes elsewhere it goes on to that one.
	"""
	if not (steps_aside() or acting.active()):
		_check_target(doc)
	others = _other_apps("write_file")
	return others[0](doc) if others else doc.save_file_on_filesystem()


def delete_file_data_content(doc, only_thumbnail: bool = False) -> None:
	"""The bytes go at once, whatever a rollback brings back; they stay where another File needs them, whatever the hash says."""
	if not doc.flags.new_file:  # an upload that was refused takes its own bytes back
		check_removal(doc)
	if not _is_thumbnail(doc.thumbnail_url):
		doc.thumbnail_url = None
	shared = any(file.name != doc.name for file in at_address(doc.file_url))
	others = _other_apps("delete_file_data_content")
	delete = others[0] if others else type(doc).delete_file_from_filesystem
	delete(doc, only_thumbnail=only_thumbnail or shared)


def _check_target(doc) -> None:
	address = (PRIVATE if doc.is_private else PUBLIC) + doc.file_name
	own = frappe.db.get_value("File", doc.name, "file_url") if doc.name else None
	taken = address != own and os.path.exists(get_files_path(doc.file_name, is_private=doc.is_private))
	# Frappe unquotes an address when it is saved: the file would lie in one place and be looked for in another.
	if taken or unquote(doc.file_name) != doc.file_name or os.path.basename(doc.file_name) != doc.file_name:
		frappe.throw(
			_("Berkas {0} sudah ada atau namanya tidak dapat dipakai.").format(doc.file_name), MoveRefused
		)
	for file in at_address(address):
		check_removal(file)


def _is_thumbnail(address: str | None) -> bool:
	"""Frappe makes them beside public files, without a File of their own."""
	return bool(address) and address.startswith(PUBLIC) and not at_address(address)


def _other_apps(hook: str) -> list:
	return [
		frappe.get_attr(name) for name in frappe.get_hooks(hook) if not name.startswith("kinerja_kecamatan.")
	]
