"""Rekap Data Kinerja: of a unit (steps 6 to 8) and of the kecamatan (step 9, also before it is final)."""

from functools import partial

import frappe
from frappe import _

from kinerja_kecamatan.base import clock
from kinerja_kecamatan.base.doctypes import REKAP
from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.base.stored_words import OFFICE_RECAP, UNIT_RECAP
from kinerja_kecamatan.figures.judging import is_ratio
from kinerja_kecamatan.office.names import period_name, unit_name
from kinerja_kecamatan.papers import progress, seal_line
from kinerja_kecamatan.papers.corrections import MARKED, correction_blocks
from kinerja_kecamatan.papers.document import page_for
from kinerja_kecamatan.papers.indonesia import waktu
from kinerja_kecamatan.papers.paper import Paper, note_blocks, notes
from kinerja_kecamatan.papers.releases import release_blocks
from kinerja_kecamatan.papers.rows import (
	DASH,
	TITLES,
	by_level,
	capaian,
	derived_targets,
	judged,
	realisasi,
	remark,
	target,
)
from kinerja_kecamatan.papers.sheets import Column, Sheet, Table, table
from kinerja_kecamatan.recaps.summary import PERIOD, counted_rows, waiting_rows
from kinerja_kecamatan.rules.numbers import print_number
from kinerja_kecamatan.rules.recap_rows import IKU
from kinerja_kecamatan.rules.status import STATUS_BERNILAI
from kinerja_kecamatan.sop import step_state, steps

_FIRST = (Column("No", 8, "tengah"), Column("Sasaran", 35, gabung=True), Column("Indikator", 47))
_LAST = (
	Column("Realisasi", 20, "tengah"),
	Column("Capaian", 19, "tengah"),
	Column("Predikat", 20, "tengah"),
	Column("Kendala", 44),
	Column("Tindak Lanjut", 44),
)
_MEASURE = (Column("Satuan", 18, "tengah"), Column("Target", 17, "tengah"))
UNIT_COLUMNS = (*_FIRST, *_MEASURE, Column("Pembilang / Penyebut", 25, "tengah"), *_LAST)
OFFICE_COLUMNS = (*_FIRST, Column("Unit Kerja", 31), *_MEASURE, *_LAST)


def recap_paper(doc) -> dict:
	"""The paper of a Rekap, of a unit or of the kecamatan."""
	return _office(doc) if doc.jenis == OFFICE_RECAP else _unit(doc)


def _unit(doc) -> dict:
	page = page_for(landscape=True)
	return Paper(
		doc=doc,
		page=page,
		judul=_("REKAPITULASI DATA KINERJA UNIT"),
		anak_judul=period_name(doc.periode).upper(),
		cap=_("TIDAK MELAPOR") if doc.tidak_melapor else _outdated(doc),
		kiri=[
			(_("Unit Kerja"), unit_name(doc.unit_kerja, doc.periode)),
			(_("Disposisi"), doc.disposisi),
			(_("Rata-rata Capaian"), average_text(doc)),
			(_("s.d. Periode Ini"), progress.year_average(doc)),
		],
		kanan=[(_("Ketepatan Waktu"), _("Terlambat") if doc.terlambat else _("Tidak terlambat"))],
		blocks=[
			*note_blocks(
				page,
				"tidak_melapor",
				_("Alasan Tidak Melapor"),
				doc.alasan_tidak_melapor if doc.tidak_melapor else "",
			),
			_unit_rows(doc, page),
			*release_blocks(doc, page),
			*progress.year_so_far(doc, page),
			*progress.budget(doc, page),
			*correction_blocks(doc, page),
			*_notes(doc, page),
		],
	).data()


def _office(doc) -> dict:
	page = page_for(landscape=True)
	final = step_state.is_done(doc, steps.REKAP_KECAMATAN)
	units = f"{doc.unit_masuk or 0} dari {doc.unit_total or 0} unit"
	return Paper(
		doc=doc,
		page=page,
		judul=_("REKAPITULASI DATA KINERJA {0}").format(unit_name(doc.kecamatan, doc.periode).upper()),
		anak_judul=period_name(doc.periode).upper(),
		cap=_outdated(doc) if final else _("SEMENTARA ({0})").format(units),
		kiri=[
			(_("Unit Perekap"), unit_name(doc.unit_kerja, doc.periode)),
			(_("Disposisi"), doc.disposisi),
			(_("Rata-rata Capaian IKU"), average_text(doc)),
			(_("s.d. Periode Ini"), progress.year_average(doc)),
			*([] if final else [(_("Keadaan per"), waktu(clock.now()))]),
		],
		kanan=[(_("Unit Masuk"), units)],
		blocks=[
			_office_rows(doc, page),
			*release_blocks(doc, page),
			*progress.year_so_far(doc, page),
			*progress.budget(doc, page),
			*progress.findings(doc, page),
			*correction_blocks(doc, page),
			*note_blocks(page, "tidak_melapor", _("Unit yang Tidak Melapor"), _unreported_units(doc)),
			*_notes(doc, page),
			*note_blocks(page, "arahan", _("Arahan Pimpinan"), doc.arahan_pimpinan),
		],
		lain=seal_line.seal_of_last({"jenis_dokumen": REKAP, "dokumen": doc.name}),
	).data()


def _outdated(doc) -> str:
	"""Over figures that rest on a version of another recap that has been replaced since."""
	return _("PERLU DIPERBARUI") if doc.perlu_diperbarui else ""


def average_text(doc) -> str:
	"""`progress.mean_with_basis` of the period; a dash while nothing is computed: an empty average is not zero."""
	counted = [row for row in doc.baris if row.dihitung and (doc.jenis != OFFICE_RECAP or row.tingkat == IKU)]
	if not counted:
		waiting = len(waiting_rows(counted_rows(doc), PERIOD))
		if waiting:
			return _("{0} (belum ada yang dapat dihitung; {1} menunggu rilis)").format(DASH, waiting)
		return _("{0} (belum ada yang dapat dihitung)").format(DASH)
	return progress.mean_with_basis(doc.rata_capaian, doc.predikat, doc.rata_capaian_teks)


def _unit_rows(doc, page: Sheet) -> Table:
	cells = [{"sel": _unit_cells(number, row)} for number, row in enumerate(doc.baris, start=1)]
	return table(page, "baris", UNIT_COLUMNS, cells or empty_table(), bernomor=True, gap=0)


def _unit_cells(number: int, row) -> list[str]:
	return [*_beginning(number, row), clean(row.satuan), target(row), _ratio(row), *_ending(row)]


def _office_rows(doc, page: Sheet) -> Table:
	cells = by_level(doc.baris, partial(_office_cells, doc.periode), TITLES)
	return table(page, "baris", OFFICE_COLUMNS, cells or empty_table(), bernomor=True, gap=0)


def _office_cells(periode: str, number: int, row) -> list[str]:
	unit = unit_name(row.unit_kerja, periode) or _("Beberapa unit")
	return [*_beginning(number, row), unit, clean(row.satuan), target(row), *_ending(row)]


def _beginning(number: int, row) -> list[str]:
	return [str(number), clean(row.sasaran), indicator_text(row)]


def indicator_text(row) -> str:
	"""An indicator's name, marked where the row was corrected."""
	name = clean(row.nama_indikator) or clean(row.indikator)
	return f"{name} {MARKED}" if row.dikoreksi else name


def _ending(row) -> list[str]:
	return [
		realisasi(row, row.realisasi_teks, _("Belum diisi")),
		capaian(row) or DASH,
		judged(row, row.predikat) or DASH,
		remark(row),
		clean(row.tindak_lanjut),
	]


def _ratio(row) -> str:
	if not is_ratio(row) or row.status not in STATUS_BERNILAI:
		return DASH
	return f"{print_number(row.nilai_pembilang)} / {print_number(row.nilai_penyebut)}"


def empty_table() -> list[dict]:
	"""The one row of a recap that has none."""
	return [{"sel": [_("Belum ada baris: rekap ini belum diisi.")]}]


def _unreported_units(doc) -> str:
	rows = frappe.get_all(
		REKAP,
		filters={"disposisi": doc.disposisi, "jenis": UNIT_RECAP, "tidak_melapor": 1},
		fields=["unit_kerja", "alasan_tidak_melapor"],
		order_by="unit_kerja",
	)
	return "\n".join(
		f"{unit_name(row.unit_kerja, doc.periode)}: {clean(row.alasan_tidak_melapor) or DASH}" for row in rows
	)


def _notes(doc, page: Sheet) -> list[Table]:
	papers = dict.fromkeys(clean(row.dokumen) for row in doc.sumber if row.dokumen)
	texts = [
		(_("Target Turunan"), derived_targets(doc.baris)),
		(_("Temuan Validasi"), doc.temuan_validasi),
		(_("Catatan Validasi"), doc.catatan_validasi),
		(_("Catatan Pencermatan"), doc.catatan_pencermatan),
		(_("Alasan Pengembalian"), doc.alasan_terakhir),
		(_("Perlu Diperbarui"), doc.perlu_diperbarui),
		(_("Sumber Data"), ", ".join(papers)),
	]
	return notes(page, texts)
