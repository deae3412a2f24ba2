"""Rekap Unit: over all Formats of one unit (steps 6 to 8)."""

import frappe
from pypika.terms import ValueWrapper

from kinerja_kecamatan.access import acting
from kinerja_kecamatan.base.doctypes import DISPOSISI, FORMAT, FORMAT_ROW, PEGAWAI, REKAP
from kinerja_kecamatan.base.stored_words import UNIT_RECAP
from kinerja_kecamatan.figures import policy as policies
from kinerja_kecamatan.formats import annual
from kinerja_kecamatan.formats.of_unit import formats_of, open_formats
from kinerja_kecamatan.office.names import unit_name
from kinerja_kecamatan.recaps import (
	aggregate,
	budget,
	computed_rows,
	corrections,
	findings,
	summary,
	verdicts,
	year,
)
from kinerja_kecamatan.rules.periode import TAHUN, Periode
from kinerja_kecamatan.sop import step_state, steps


def find_unit_recap(doc) -> str | None:
	"""The unit recap over a Format's (or Rekap's) unit and order."""
	return frappe.db.exists(
		REKAP, {"disposisi": doc.disposisi, "unit_kerja": doc.unit_kerja, "jenis": UNIT_RECAP}
	)


def make_ready(format_doc, move) -> None:
	"""After a Format is handed on: with the unit's last one, its recap stands ready and its clock starts."""
	if open_formats(format_doc):
		return
	rekap = find_or_new(format_doc, format_doc.unit_kerja)
	if not rekap.name:
		acting.insert_as_system(rekap)
	elif step_state.lies_ahead(rekap, steps.REKAP_UNIT):
		fill_unit_recap(rekap)
		acting.update_as_system(rekap, tersedia_pada=move.moment, mulai_pada=None)


def find_or_new(source, unit: str):
	"""The recap of a unit under the order of a Disposisi or Format: the one there is, or a new one, filled, not inserted."""
	order = source.name if source.doctype == DISPOSISI else source.disposisi
	key = {"disposisi": order, "unit_kerja": unit, "jenis": UNIT_RECAP}
	if name := frappe.db.exists(REKAP, key):
		return frappe.get_doc(REKAP, name)
	rekap = frappe.get_doc(
		{"doctype": REKAP, "kecamatan": source.kecamatan, "periode": source.periode, **key}
	)
	fill_unit_recap(rekap)
	return rekap


def fill_unit_recap(rekap) -> None:
	"""Recompute rows, sources, totals and findings from the unit's Formats; corrections are kept and applied again."""
	policy = policies.current_policy()
	_refresh_year(rekap)
	sources = sources_of(rekap)
	rekap.terlambat = int(any(source.terlambat for source in sources))
	rekap.perlu_diperbarui = None  # computed anew from what its sources say now
	with computed_rows.keeping_names(rekap):
		aggregate.fill_rows(rekap, sources, policy)
		corrections.apply_corrections(rekap, policy)
		past = year.fill_unit(rekap, policy)
		budget.fill_unit(rekap)
		summary.fill_totals(rekap, policy)
		findings.fill_findings(rekap, sources, past, policy)
		verdicts.fill_verdicts(rekap, sources)
	rekap.flags.kinerja_filled = True


def _refresh_year(rekap) -> None:
	"""A year's Formats take their figures from its periods; what was corrected there since comes in here."""
	if Periode.dari_kode(rekap.periode).jenis != TAHUN:
		return
	for name in formats_of(rekap):
		form = frappe.get_doc(FORMAT, name)
		if annual.refresh_from_periods(form):
			acting.update_as_system(form)


def sources_of(rekap) -> list:
	"""The rows of a unit's Formats under its order, as its recap puts them together."""
	row, form, person = (frappe.qb.DocType(name) for name in (FORMAT_ROW, FORMAT, PEGAWAI))
	columns = [row[field] for field in (*aggregate.COPIED, *aggregate.NOTES)]
	rows = (
		frappe.qb.from_(row)
		.join(form)
		.on((form.name == row.parent) & (row.parenttype == FORMAT))
		.left_join(person)
		.on(person.name == form.pelaksana)
		.select(*columns, row.status, row.nilai, row.nilai_pembilang, row.nilai_penyebut, row.bukti)
		.select(
			row.realisasi.as_("realisasi_teks"), row.name.as_("baris_sumber"), row.lengkap, row.dari_triwulan
		)
		.select(
			row.tautan_bukti,
			row.bukti_wajib,
			row.sebagian,
			row.penjelasan_temuan,
			row.sementara,
			row.belum_utuh,
			row.sumber_rilis,
			row.perkiraan_rilis,
			row.dihitung,
			row.capaian,
			form.terlambat,
			form.laporan_nihil,
		)
		.select(form.name.as_("dokumen"), ValueWrapper(FORMAT).as_("jenis_dokumen"), form.unit_kerja)
		.select(person.nama_lengkap.as_("sumber_nama"))
		.where((form.disposisi == rekap.disposisi) & (form.unit_kerja == rekap.unit_kerja))
		.orderby(row.urutan_target, form.creation, row.idx)
	).run(as_dict=True)
	own = unit_name(rekap.unit_kerja, rekap.periode)
	for source in rows:
		source.sumber_nama = source.sumber_nama or own
	return rows
