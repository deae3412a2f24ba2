"""Daftar Isi Berkas: what the file of one Disposisi holds, in the order of the steps."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

import frappe
from frappe import _

from kinerja_kecamatan.base.doctypes import ARCHIVE
from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.office.names import office_word, period_name, unit_name
from kinerja_kecamatan.papers import file_parts, missing
from kinerja_kecamatan.papers.document import page_for
from kinerja_kecamatan.papers.file_parts import Part
from kinerja_kecamatan.papers.indonesia import tanggal_panjang
from kinerja_kecamatan.papers.missing import Missing
from kinerja_kecamatan.papers.paper import Paper, note_blocks
from kinerja_kecamatan.papers.rows import DASH
from kinerja_kecamatan.papers.sheets import Column, Sheet, Table, table

COLUMNS = (
	Column("No", 9, "tengah"),
	Column("Lgk.", 10, "tengah"),
	Column("Kertas", 50),
	Column("Unit / Nomor Dokumen", 55),
	Column("Tanggal", 33, "tengah"),
	Column("Versi", 12, "tengah"),
	Column("Lembar", 16, "tengah"),
)


MISSING_COLUMNS = (
	Column("Lgk.", 10, "tengah"),
	Column("Kertas / Bukti", 52),
	Column("Unit / Nomor Dokumen", 60),
	Column("Keterangan", 63),
)


@dataclass(frozen=True)
class LeftOut:
	"""What could not be put into a file of papers: names of Arsip Kertas that are gone or damaged, and by order what else."""

	damaged: frozenset[str] = frozenset()
	more: dict[str, list[Missing]] = field(default_factory=dict)


NOTHING = LeftOut()
_left_out: ContextVar[LeftOut] = ContextVar("kinerja_left_out", default=NOTHING)


@contextmanager
def naming_left_out(left_out: LeftOut) -> Iterator[None]:
	"""Let the Daftar Isi say what could not be put in."""
	before = _left_out.set(left_out)
	try:
		yield
	finally:
		_left_out.reset(before)


def listed_papers(disposisi: str) -> list:
	"""The newest version of each archived paper of a Disposisi that the person may read, in the order of the steps."""
	return frappe.get_list(
		ARCHIVE,
		filters={"disposisi": disposisi, "diganti_oleh": ["is", "not set"]},
		fields=[
			*(
				"name",
				"judul",
				"print_format",
				"dokumen",
				"jenis_dokumen",
				"unit_kerja",
				"kecamatan",
				"periode",
				"langkah",
				"kegiatan",
			),
			*("versi_kertas", "pada", "halaman", "status", "kode", "sidik_berkas", "berkas"),
		],
		order_by="langkah, print_format, unit_kerja, creation",
		limit_page_length=0,
	)


def contents_paper(doc) -> dict:
	"""The Daftar Isi of a Disposisi's file, of a year with its periods', and what is missing in it. `Lembar` counts the sheets
	after this list."""
	page, left_out = page_for(landscape=False), _left_out.get()
	parts = [(part, listed_papers(part.disposisi)) for part in file_parts.parts_of(doc)]
	cells, sheets = _listed(parts, left_out.damaged)
	lacking = [cell for part, rows in parts for cell in _lacking(part, rows, left_out)]
	return Paper(
		doc=doc,
		page=page,
		judul=_("DAFTAR ISI BERKAS"),
		anak_judul=_("PENGUMPULAN DATA KINERJA {0}").format(period_name(doc.periode)).upper(),
		kiri=[
			(_(office_word(doc.kecamatan)), unit_name(doc.kecamatan, doc.periode)),
			(
				_("Isi"),
				_("{0} kertas, {1} lembar").format(sum(len(rows) for _part, rows in parts), sheets),
			),
		],
		blocks=[
			table(page, "isi", COLUMNS, cells or [{"sel": [_("Belum ada kertas yang diarsipkan.")]}], gap=0),
			*note_blocks(page, "tidak_disertakan", _("Tidak disertakan"), _excuse(len(left_out.damaged))),
			*_what_is_missing(page, lacking),
		],
		ttd={},
	).data()


def _heading(part: Part) -> list[dict]:
	return [{"sel": [part.judul], "kelas": "kelompok tebal", "ikut": True}] if part.judul else []


def _listed(parts: list[tuple[Part, list]], damaged: frozenset[str]) -> tuple[list[dict], int]:
	"""(cells of every paper under its order, sheets of all)."""
	cells, number, sheets = [], 0, 0
	for part, rows in parts:
		cells += _heading(part) if rows else []
		several = _kept_more_than_once(rows)
		for row in rows:
			number, gone = number + 1, row.name in damaged
			place = _("rusak / hilang") if gone else str(sheets + 1)
			cells.append({"sel": _cells(number, row, place, several)})
			sheets += 0 if gone else row.halaman or 0
	return cells, sheets


def _lacking(part: Part, rows: list, left_out: LeftOut) -> list[dict]:
	"""What one order's papers lack, by step; what belongs to none comes first."""
	found = [*missing.missing_of(part.disposisi, rows), *left_out.more.get(part.disposisi, [])]
	found.sort(key=lambda one: one.langkah)
	return [*_heading(part), *({"sel": _missing_cells(one)} for one in found)] if found else []


def _what_is_missing(page: Sheet, cells: list[dict]) -> list[Table]:
	if not cells:
		return note_blocks(page, "belum_ada", _("Yang Belum Ada"), _("Tidak ada; berkas ini lengkap."))
	return [table(page, "belum_ada", MISSING_COLUMNS, cells, judul=_("Yang Belum Ada"))]


def _missing_cells(one: Missing) -> list[str]:
	return [str(one.langkah or DASH), one.nama, one.tempat, one.sebab]


def _excuse(missing: int) -> str:
	if not missing:
		return ""
	return _(
		"{0} kertas bertanda rusak / hilang tidak ada dalam berkas ini: berkas arsipnya hilang atau tidak lagi cocok dengan "
		"sidiknya. Mintalah admin memulihkannya dari cadangan."
	).format(missing)


def _kept_more_than_once(rows: list) -> set[tuple[str, str]]:
	"""(document, paper) of what several activities have left of one document, each in its own words."""
	seen = Counter((row.dokumen, row.print_format) for row in rows)
	return {key for key, times in seen.items() if times > 1}


def _cells(number: int, row, sheet: str, several: set[tuple[str, str]]) -> list[str]:
	title = clean(row.print_format)
	if (row.dokumen, row.print_format) in several:
		title = f"{title} ({clean(row.kegiatan)})"
	unit = unit_name(row.unit_kerja, row.periode) if row.unit_kerja != row.kecamatan else ""
	return [
		str(number),
		str(row.langkah or DASH),
		title,
		"\n".join(part for part in (unit, clean(row.dokumen)) if part),
		tanggal_panjang(row.pada),
		str(row.versi_kertas),
		sheet if row.halaman else _("disiapkan"),
	]
