"""Kop surat: the head of the office's paper, from the root Unit Kerja of its kecamatan."""

import base64
import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import frappe
from frappe import _

from kinerja_kecamatan.access import file_kinds
from kinerja_kecamatan.base.doctypes import UNIT_KERJA
from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.exceptions import EmblemUnreadable
from kinerja_kecamatan.papers.sheets import JUDUL, KECIL, KOP_NAMA, Sheet
from kinerja_kecamatan.papers.small_pictures import made_once
from kinerja_kecamatan.papers.text import Teks, wrap

# The emblem is printed 20 mm high; this many pixels are 300 dots to the inch.
EMBLEM_PX = 240
EMBLEM_HEIGHT = 76
EMBLEM_COLUMN = 90
# The double line with what is free above and below it.
RULES = 20

_needed: ContextVar[bool] = ContextVar("kinerja_emblem_needed", default=False)


def letterhead_of(kecamatan: str | None) -> dict:
	"""Plain data of the kop: pemerintah, nama, alamat (lines), lambang (which picture it is, or ''; `with_emblem` makes an
	address for `src` of it)."""
	if not kecamatan or not frappe.db.exists(UNIT_KERJA, kecamatan):
		return {"pemerintah": "", "nama": "", "alamat": [], "lambang": ""}
	root = frappe.get_cached_doc(UNIT_KERJA, kecamatan)
	return {
		"pemerintah": clean(root.kop_pemerintah),
		"nama": clean(root.kop_nama) or clean(root.nama_unit).upper(),
		"alamat": [line for line in clean(root.kop_alamat).split("\n") if line],
		"lambang": _emblem(root),
	}


def letterhead_height(kop: dict, page: Sheet) -> float:
	"""Pixels that the kop takes on a sheet, its rules and the gap below included."""
	room = page.width - 2 * EMBLEM_COLUMN
	text = sum(len(wrap(line, KECIL.px, room)) for line in kop["alamat"]) * KECIL.line
	text += len(wrap(kop["nama"], KOP_NAMA.px, room, bold=True)) * KOP_NAMA.line
	if kop["pemerintah"]:
		text += len(wrap(kop["pemerintah"], JUDUL.px, room, bold=True)) * JUDUL.line
	# The emblem on the left, the QR code on the right: one of them is nearly always there.
	return max(text, EMBLEM_HEIGHT) + RULES


def with_emblem(content: dict) -> dict:
	"""The content of a paper with its emblem as a data URI, for HTML: no network is needed. One kept by an earlier release has it
	already."""
	kop = content.get("kop")
	noted = kop and kop.get("lambang")
	return (
		{**content, "kop": {**kop, "lambang": Teks(_inline(noted))}} if isinstance(noted, dict) else content
	)


@contextmanager
def emblem_needed() -> Iterator[None]:
	"""For the archive: an emblem that cannot be read now stops the paper (EmblemUnreadable), which else is printed without."""
	before = _needed.set(True)
	try:
		yield
	finally:
		_needed.reset(before)


def _emblem(root) -> dict | str:
	"""Which picture an office has now: its root unit, its File, and the SHA-256 of that File's bytes. '' without one, and for
	what is no picture.

	Not of the PNG that is made of it, which another release of Pillow makes in other bytes.
	"""
	if not root.lambang:
		return ""
	for name in _files_at(root.lambang):
		content = _bytes(name)
		if content is not None:
			sidik = hashlib.sha256(content).hexdigest()
			return {"unit": root.name, "berkas": name, "sidik": sidik} if _as_png(sidik, content) else ""
	return _without(
		_(
			"Lambang pada Unit Kerja {0} tidak terbaca, sehingga kertas ini belum dapat disimpan. Unggah lagi lambangnya, atau "
			"kosongkan isian Lambang; kertasnya lalu disiapkan lagi dengan sendirinya."
		).format(root.name)
	)


def _inline(noted: dict) -> str:
	"""The very picture that was noted, wherever the office still has it: in its File, or in the one that has taken its place."""
	now = frappe.db.get_value(UNIT_KERJA, noted["unit"], "lambang")
	for name in (noted["berkas"], *_files_at(now)):
		content = _bytes(name)
		if content is not None and hashlib.sha256(content).hexdigest() == noted["sidik"]:
			return _as_png(noted["sidik"], content)
	return _without(
		_(
			"Lambang yang tercatat saat langkah ini selesai tidak ada lagi, sehingga kertasnya belum dapat disimpan. Unggah lagi "
			"gambar yang sama pada Unit Kerja {0}; kertasnya lalu disiapkan lagi dengan sendirinya."
		).format(noted["unit"])
	)


def _without(sentence: str) -> str:
	if _needed.get():
		raise EmblemUnreadable(sentence)
	return ""


def _files_at(address: str | None) -> list[str]:
	return frappe.get_all("File", filters={"file_url": address}, pluck="name") if address else []


def _bytes(name: str) -> bytes | None:
	"""The bytes of a File; None for one that is not there or cannot be read, which the next try may find otherwise.

	An attach field takes any address; somebody else's private picture is not to be had by naming it here.
	"""
	file = frappe.db.exists("File", name) and frappe.get_doc("File", name)
	if not file or (file.is_private and file.attached_to_doctype != UNIT_KERJA):
		return None
	return file_kinds.bytes_of(file)


def _as_png(sidik: str, content: bytes) -> str:
	"""A picture as a small PNG in a data URI, '' for what is none."""
	return made_once("lambang", sidik, lambda: _encoded(content))


def _encoded(content: bytes) -> str:
	picture = file_kinds.picture_in(content)
	small = picture and file_kinds.fitted(picture, EMBLEM_PX)
	if not small:
		return ""
	out = io.BytesIO()
	small.save(out, "PNG", optimize=True)
	return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()
