"""Where a figure comes from: a recap row's sources, its evidence, its corrections and the sums between them."""

import frappe
from frappe import _

from kinerja_kecamatan.base.doctypes import REKAP
from kinerja_kecamatan.office.names import unit_name
from kinerja_kecamatan.recaps import trace_sums
from kinerja_kecamatan.recaps.aggregate import THIS_PERIOD
from kinerja_kecamatan.recaps.unit_copies import UnitRecap
from kinerja_kecamatan.rules.periode import TAHUN, Periode

SHOWN = (
	*("untuk", "periode", "unit_kerja", "jenis_dokumen", "dokumen", "baris_sumber", "status", "nilai_teks"),
	*("pembilang_teks", "penyebut_teks", "nama_pelaksana", "bukti"),
)
CORRECTED = ("kolom", "sebelum", "sesudah", "alasan", "oleh", "pada", "usang")


def explain_row(name: str, indikator: str) -> dict:
	"""See `recaps.api.asal`."""
	doc = frappe.get_doc(REKAP, name)
	doc.check_permission("read")
	row = next((row for row in doc.baris if row.indikator == indikator), None)
	if not row:
		frappe.throw(_("{0} tidak memuat indikator {1}.").format(name, indikator), frappe.DoesNotExistError)
	sources = [_shown(source) for source in doc.sumber if source.indikator == indikator]
	units = _go_down(sources, indikator, doc.versi)
	return {
		"kode": row.kode,
		"nama": row.nama_indikator,
		"angka": trace_sums.calculations_of(
			row, sources, units, Periode.dari_kode(doc.periode).jenis == TAHUN
		),
		"sumber": sources,
		"koreksi": _corrections(doc, units, indikator),
	}


def _go_down(sources: list[dict], indikator: str, version: int) -> list[UnitRecap]:
	"""Give each unit's figure of this period its own sources; returns the recaps that those were read from."""
	found = []
	for source in sources:
		if source["jenis_dokumen"] != REKAP or source["untuk"] != THIS_PERIOD:
			continue
		recap = UnitRecap(source["dokumen"], version)
		# What the Formats of a unit that is Tidak Melapor hold was never handed in.
		source["sumber"] = [
			_shown(row)
			for row in recap.rows("sumber", indikator)
			if not (recap.unreported and row.untuk == THIS_PERIOD)
		]
		found.append(recap)
	return found


def _corrections(doc, units: list[UnitRecap], indikator: str) -> list[dict]:
	own = [(doc.unit_kerja, row) for row in doc.koreksi if row.indikator == indikator]
	below = [(one.unit, row) for one in units if not one.unreported for row in one.rows("koreksi", indikator)]
	return [
		{"unit": unit_name(unit, doc.periode), **{field: row.get(field) for field in CORRECTED}}
		for unit, row in (*own, *below)
	]


def _shown(source) -> dict:
	return {field: source.get(field) for field in SHOWN}
