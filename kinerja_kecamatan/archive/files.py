"""The archive's files: private, never changed and never deleted, checked against their SHA-256 before they are given out."""

import hashlib
import re
from pathlib import Path

import frappe
from frappe import _

from kinerja_kecamatan.access import acting, file_kinds
from kinerja_kecamatan.archive import seal
from kinerja_kecamatan.base.doctypes import ARCHIVE
from kinerja_kecamatan.exceptions import KinerjaError, MoveRefused
from kinerja_kecamatan.guard.rules import steps_aside

# Of a file's name: what tells papers apart comes behind it.
LONGEST_PAPER = 80


class ArchiveDamaged(KinerjaError):
	"""The kept file is gone or is not what was kept."""


def store_file(row, content: bytes):
	"""Keep a paper's PDF as a private File of its Arsip Kertas; returns the File. Called as the system."""
	paper = re.sub(r"[^\w.-]+", "-", f"{row.print_format}-{row.dokumen}")
	name = f"{paper[:LONGEST_PAPER]}-v{row.versi_kertas}-{row.name}"
	_clear_leftovers(row)
	file = acting.insert_as_system(
		frappe.get_doc(
			{
				"doctype": "File",
				# Addresses of private files must not be guessed.
				"file_name": f"{name}-{frappe.generate_hash(length=12)}.pdf",
				"attached_to_doctype": ARCHIVE,
				"attached_to_name": row.name,
				"attached_to_field": "berkas",
				"is_private": 1,
				"content": content,
			}
		)
	)
	# Frappe's File takes the bytes off the disk before a hook can refuse its deletion, but only those whose hash it knows.
	file.db_set("content_hash", None, update_modified=False)
	return file


def _clear_leftovers(row) -> None:
	"""Take off the disk what a worker wrote for this paper and did not live to commit; the row is locked and not kept yet."""
	for path in Path(frappe.get_site_path("private", "files")).glob(f"*-{row.name}-*.pdf"):
		path.unlink()


def kept_bytes(row) -> bytes:
	"""The very bytes that were kept; ArchiveDamaged where they, or the row that names them, are not what was kept."""
	found, told = _read(row)
	if told:
		frappe.throw(told, ArchiveDamaged)
	return found


def problem_of_file(row) -> str:
	"""What is wrong with a kept paper's file, as a sentence; "" for one that `kept_bytes` gives out."""
	return _read(row)[1]


def damaged_papers(kecamatan: str) -> list[str]:
	"""The same of every kept paper of a kecamatan: only those with something wrong."""
	names = frappe.get_all(
		ARCHIVE,
		filters={"kecamatan": kecamatan, "sidik_berkas": ["is", "set"]},
		pluck="name",
		order_by="creation",
	)
	return [told for name in names if (told := problem_of_file(frappe.get_doc(ARCHIVE, name)))]


def _read(row) -> tuple[bytes, str]:
	"""(the file's bytes, what is wrong with them). The log's chain has the last word about the row."""
	if told := seal.problem_of_paper(row):
		return b"", told
	found = stored_bytes({"attached_to_doctype": ARCHIVE, "attached_to_name": row.name}) or b""
	if hashlib.sha256(found).hexdigest() == row.sidik_berkas:
		return found, ""
	return b"", _(
		"Berkas arsip {0} hilang atau berubah di penyimpanan; sidiknya tidak lagi {1}. "
		"Mintalah admin memulihkannya dari cadangan."
	).format(row.judul, row.sidik_berkas)


def stored_bytes(of: dict | str) -> bytes | None:
	"""The bytes of a File, by its name or by what it hangs on, as they lie on this server; None for one that is elsewhere, gone
	or unreadable, whatever Frappe would say about that."""
	name = frappe.db.get_value("File", of)
	file = name and frappe.get_doc("File", name)
	if not file or file.is_remote_file:
		return None
	return file_kinds.bytes_of(file)


def before_insert(doc, method=None) -> None:
	"""File: nobody hangs one on an archived paper."""
	if _is_archived(doc) and not acting.active():
		_refuse()


def before_validate(doc, method=None) -> None:
	"""File, saved again: one of the archive's stays as it is."""
	before = doc.get_doc_before_save()
	if before and (_is_archived(before) or _is_archived(doc)):
		_refuse()


def on_trash(doc, method=None) -> None:
	if _is_archived(doc):
		_refuse()


def _is_archived(file) -> bool:
	return file.attached_to_doctype == ARCHIVE and not steps_aside()


def _refuse() -> None:
	frappe.throw(_("Berkas arsip tidak dapat ditambah, diubah atau dihapus."), MoveRefused)
