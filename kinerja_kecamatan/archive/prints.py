"""What a print format prints: the document as it stands, or the paper that the archive holds of it."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager

import frappe

from kinerja_kecamatan.archive import codes, qr
from kinerja_kecamatan.base.doctypes import ARCHIVE
from kinerja_kecamatan.papers import catalogue, letterhead, photos
from kinerja_kecamatan.papers.document import stored_document
from kinerja_kecamatan.papers.text import as_text

# Papers that agree in these are versions of one. By the activity: a step that comes in between renumbers the others.
SAME_PAPER = ("dokumen", "print_format", "kegiatan")


def printed_paper(nama: str, doc) -> dict:
	"""The data of one paper with its verification: `isi` of the archived paper that is being rendered, else what the
	document says now. A print of today carries the code of an archived paper only where it says the very same.
	"""
	shown = getattr(frappe.local, "kinerja_arsip", None)
	this = (nama, doc.doctype, doc.name)
	if shown and (shown.print_format, shown.jenis_dokumen, shown.dokumen) == this and shown.isi:
		content = photos.with_photos(letterhead.with_emblem(json.loads(shown.isi)))
		return {**as_text(content), "verifikasi": verification(shown.kode)}
	content = catalogue.paper_content(nama, stored_document(doc))
	inline = letterhead.with_emblem(content)
	# Earlier releases kept a paper with its emblem in it.
	shown = verification(_code_of(nama, doc, {content_digest(content), content_digest(inline)}))
	verified = {**shown, "diarsipkan": nama not in catalogue.KEPT_BY_NO_STEP}
	return {**photos.with_photos(inline), "verifikasi": verified}


@contextmanager
def showing_kept_paper(row) -> Iterator[None]:
	"""Let print formats print what an Arsip Kertas holds, with its emblem or not at all."""
	frappe.local.kinerja_arsip = row
	try:
		with letterhead.emblem_needed():
			yield
	finally:
		frappe.local.kinerja_arsip = None


def version_in_force(row) -> int:
	"""The version of a paper (an Arsip Kertas or its row) that no later one has replaced."""
	if not row.diganti_oleh:
		return row.versi_kertas
	key = {field: row.get(field) for field in SAME_PAPER}
	return frappe.db.get_value(ARCHIVE, {**key, "diganti_oleh": ["is", "not set"]}, "versi_kertas")


def content_digest(content: dict) -> str:
	"""SHA-256 of what a paper says."""
	return hashlib.sha256(as_json(content).encode()).hexdigest()


def as_json(content: dict) -> str:
	return json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)


def verification(kode: str | None) -> dict:
	"""For the template: `kode` grouped for reading, `qr` (a data URI), `alamat` of the public page; all '' without one."""
	if not kode:
		return dict.fromkeys(("kode", "qr", "alamat", "diarsipkan"), "")
	page = frappe.utils.get_url("/verifikasi")
	return as_text({"kode": codes.grouped(kode), "qr": qr.data_uri(f"{page}/{kode}"), "alamat": page})


def _code_of(nama: str, doc, sidik: set[str]) -> str | None:
	paper = {"jenis_dokumen": doc.doctype, "dokumen": doc.name, "print_format": nama}
	same = {**paper, "sidik_isi": ["in", sorted(sidik)]}
	return frappe.db.get_value(ARCHIVE, same, "kode", order_by="creation desc")
