"""Parts of a letter in the blocks that papers are made of: its head, whom it goes to, running text, pairs with a colon between."""

from collections.abc import Sequence
from datetime import date

import frappe
from frappe import _

from kinerja_kecamatan.base.doctypes import REGISTER_NOMOR, UNIT_KERJA
from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.papers.paper import COLON_MM
from kinerja_kecamatan.papers.sheets import BIASA, Column, Sheet, Table, table

PLAIN = "naskah polos"
# Of the last row of a letter's head, which a line follows.
RULED = "bergaris"
LABEL_MM = 22
# Where place and date of a letter stand.
RIGHT_MM = 62
YTH_MM = 12
# Of more receivers than these a letter has a list behind it.
MOST_RECEIVERS = 8
# What is filled in by hand where a letter has no number yet.
BLANK = "." * 36


def number_or_blank(nomor: object) -> str:
	"""A number as it was given or typed; dots to write it on where there is none."""
	return clean(nomor) or BLANK


def numbered_on(doc, nomor: object) -> date | None:
	"""The day under which a letter's number stands in the register; None for one that is not in it."""
	if not clean(nomor):
		return None
	letter = {"jenis_dokumen": doc.doctype, "dokumen": doc.name, "nomor": clean(nomor)}
	return frappe.db.get_value(REGISTER_NOMOR, letter, "tanggal")


def paragraphs(page: Sheet, nama: str, texts: Sequence[str]) -> list[Table]:
	"""Text without a frame, one row a paragraph; [] when there is none."""
	cells = [{"sel": [clean(text)]} for text in texts if clean(text)]
	return [table(page, nama, [Column("", 1)], cells, font=BIASA, kelas=PLAIN)] if cells else []


def pairs(
	page: Sheet, nama: str, entries: Sequence[tuple[str, str]], label_mm: int = 40, ruled: bool = False
) -> list[Table]:
	"""`Hari/Tanggal : Kamis, 1 Oktober 2026`, each text in lines of its own beside its label.

	:param ruled: with a line under the last of them
	"""
	columns = (
		Column("", label_mm),
		Column("", COLON_MM + 2),
		Column("", page.inner_mm - label_mm - COLON_MM - 2),
	)
	cells = [{"sel": [label, ":" if label else "", clean(text)]} for label, text in entries]
	if ruled and cells:
		cells[-1]["kelas"] = RULED
	return [table(page, nama, columns, cells, font=BIASA, kelas=PLAIN, gap=0)] if cells else []


def heading(page: Sheet, place_and_date: str, entries: Sequence[tuple[str, str]]) -> list[Table]:
	"""Of a letter: Nomor, Sifat, Lampiran and Hal on the left, place and date on the right of the first."""
	columns = (
		Column("", LABEL_MM),
		Column("", COLON_MM + 2),
		Column("", page.inner_mm - LABEL_MM - COLON_MM - 2 - RIGHT_MM),
		Column("", RIGHT_MM, "kanan"),
	)
	right = [place_and_date, *[""] * (len(entries) - 1)]
	cells = [
		{"sel": [label, ":", clean(text), other]} for (label, text), other in zip(entries, right, strict=True)
	]
	return [table(page, "kepala_surat", columns, cells, font=BIASA, kelas=PLAIN, gap=0)]


def receivers(titles: Sequence[str]) -> str:
	"""Whom a letter goes to: the one, several one by one, or that they are listed behind it."""
	if are_listed(titles):
		return _("Daftar terlampir")
	numbered = "\n".join(f"{n}. {title}" for n, title in enumerate(titles, start=1))
	return numbered if len(titles) > 1 else "".join(titles)


def are_listed(titles: Sequence[str]) -> bool:
	"""Whether a letter needs a list of its receivers behind it."""
	return len(titles) > MOST_RECEIVERS


def addressed(page: Sheet, titles: Sequence[str], kecamatan: str | None) -> list[Table]:
	"""`Yth.` with whom a letter goes to, `di -` and the office's place set in below."""
	place = clean(frappe.get_cached_value(UNIT_KERJA, kecamatan, "tempat")) if kecamatan else ""
	columns = (Column("", YTH_MM), Column("", page.inner_mm - YTH_MM))
	cells = [
		{"sel": [_("Yth."), receivers(titles)]},
		{"sel": [_("di -"), ""]},
		{"sel": ["", place or _("Tempat")]},
	]
	return [table(page, "kepada", columns, cells, font=BIASA, kelas=PLAIN)]


def listed(page: Sheet, nama: str, judul: str, titles: Sequence[str]) -> Table:
	"""The list of receivers behind a letter, on a page of its own."""
	columns = (Column(_("No"), 12, "tengah"), Column(_("Jabatan"), page.inner_mm - 12))
	cells = [{"sel": [str(n), title]} for n, title in enumerate(titles, start=1)]
	return table(page, nama, columns, cells, font=BIASA, judul=judul, kelas="naskah", baru=True)
