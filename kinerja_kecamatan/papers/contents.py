"""Daftar Isi Berkas: what the file of one Disposisi holds, in the order of the steps."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import frappe
from frappe import _

from kinerja_kecamatan.base.doctypes import ARCHIVE
from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.office.names import office_word, period_name, unit_name
from kinerja_kecamatan.papers.document import page_for
from kinerja_kecamatan.papers.indonesia import tanggal_panjang
from kinerja_kecamatan.papers.paper import Paper, note_blocks
from kinerja_kecamatan.papers.rows import DASH
from kinerja_kecamatan.papers.sheets import Column, table

COLUMNS = (
	Column("No", 9, "tengah"),
	Column("Lgk.", 10, "tengah"),
	Column("Kertas", 50),
	Column("Unit / Nomor Dokumen", 55),
	Column("Tanggal", 33, "tengah"),
	Column("Versi", 12, "tengah"),
	Column("Lembar", 16, "tengah"),
)


# Names of Arsip Kertas whose file is gone or damaged, while a file of papers is put together without them.
_left_out: ContextVar[frozenset] = ContextVar("kinerja_left_out", default=frozenset())


@contextmanager
def naming_left_out(names: set[str]) -> Iterator[None]:
	"""Let the Daftar Isi say which papers could not be put in."""
	before = _left_out.set(frozenset(names))
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
	"""The Daftar Isi of a Disposisi's file. `Lembar` counts the sheets after this list."""
	page, rows, missing = page_for(landscape=False), listed_papers(doc.name), _left_out.get()
	cells, sheet = [], 1
	for number, row in enumerate(rows, start=1):
		cells.append({"sel": _cells(number, row, _("rusak / hilang") if row.name in missing else str(sheet))})
		sheet += 0 if row.name in missing else row.halaman or 0
	return Paper(
		doc=doc,
		page=page,
		judul=_("DAFTAR ISI BERKAS"),
		anak_judul=_("PENGUMPULAN DATA KINERJA {0}").format(period_name(doc.periode)).upper(),
		kiri=[
			(_(office_word(doc.kecamatan)), unit_name(doc.kecamatan, doc.periode)),
			(_("Isi"), _("{0} kertas, {1} lembar").format(len(rows), sheet - 1)),
		],
		blocks=[
			table(page, "isi", COLUMNS, cells or [{"sel": [_("Belum ada kertas yang diarsipkan.")]}], gap=0),
			*note_blocks(page, "tidak_disertakan", _("Tidak disertakan"), _excuse(len(missing))),
		],
		ringkas=True,
		ttd={},
	).data()


def _excuse(missing: int) -> str:
	if not missing:
		return ""
	return _(
		"{0} kertas bertanda rusak / hilang tidak ada dalam berkas ini: berkas arsipnya hilang atau tidak lagi cocok dengan "
		"sidiknya. Mintalah admin memulihkannya dari cadangan."
	).format(missing)


def _cells(number: int, row, sheet: str) -> list[str]:
	unit = unit_name(row.unit_kerja, row.periode) if row.unit_kerja != row.kecamatan else ""
	return [
		str(number),
		str(row.langkah or DASH),
		clean(row.print_format),
		"\n".join(part for part in (unit, clean(row.dokumen)) if part),
		tanggal_panjang(row.pada),
		str(row.versi_kertas),
		sheet if row.halaman else _("disiapkan"),
	]
