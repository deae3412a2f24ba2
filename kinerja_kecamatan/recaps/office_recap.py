"""Rekap Kecamatan: over the unit recaps that have been read closely (step 9)."""

from datetime import datetime
from functools import cache

import frappe
from pypika.terms import ValueWrapper

from kinerja_kecamatan.access import acting
from kinerja_kecamatan.base.doctypes import DISPOSISI, FORMAT, RECAP_ROW, REKAP, UNIT_KERJA
from kinerja_kecamatan.base.stored_words import OFFICE_RECAP, UNIT_RECAP
from kinerja_kecamatan.figures import not_reported
from kinerja_kecamatan.figures import policy as policies
from kinerja_kecamatan.office.names import unit_name
from kinerja_kecamatan.office.units import recap_unit
from kinerja_kecamatan.recaps import aggregate, budget, computed_rows, findings, summary, year
from kinerja_kecamatan.rules.recap_rows import level_place
from kinerja_kecamatan.sop import step_state, steps
from kinerja_kecamatan.sop.workflow import state_field


def find_office_recap(disposisi: str) -> str | None:
	return frappe.db.exists(REKAP, {"disposisi": disposisi, "jenis": OFFICE_RECAP})


def units_of(disposisi: str) -> list[str]:
	"""Units that report under an order: those with Formats in its set."""
	return frappe.get_all(
		FORMAT, filters={"disposisi": disposisi}, pluck="unit_kerja", distinct=True, order_by="unit_kerja"
	)


def units_in(disposisi: str) -> set[str]:
	"""Units whose recap counts: read closely, or set Tidak Melapor."""
	done = step_state.states_done(frappe._dict(doctype=REKAP, disposisi=disposisi), steps.PENCERMATAN)
	rows = frappe.get_all(
		REKAP,
		filters={"disposisi": disposisi, "jenis": UNIT_RECAP},
		fields=["unit_kerja", "tidak_melapor", f"{state_field(REKAP)} as state"],
	)
	return {row.unit_kerja for row in rows if row.tidak_melapor or row.state in done}


def missing_units(rekap) -> list[str]:
	return sorted(set(units_of(rekap.disposisi)) - units_in(rekap.disposisi))


def refresh_office_recap(disposisi: str, moment: datetime) -> str | None:
	"""Make or recompute the draft after a unit came in; with the last unit its clock starts (T0 of step 9). A draft that
	says what it said is not written.

	:return: the recap's name where it is final, and stays as it is
	"""
	name = find_office_recap(disposisi)
	rekap = frappe.get_doc(REKAP, name) if name else new_office_recap(disposisi)
	if name and not step_state.lies_ahead(rekap, steps.REKAP_KECAMATAN):
		return name
	said = computed_rows.remember(rekap)
	fill_office_recap(rekap)
	if not missing_units(rekap):
		rekap.update({"tersedia_pada": moment, "mulai_pada": None})
	if not name:
		acting.insert_as_system(rekap)
	elif not computed_rows.says_the_same(rekap, said):
		acting.update_as_system(rekap)
	return None


def new_office_recap(disposisi: str):
	"""A kecamatan's recap under an order, neither filled nor inserted."""
	kecamatan, periode = frappe.db.get_value(DISPOSISI, disposisi, ["kecamatan", "periode"])
	return frappe.get_doc(
		{
			"doctype": REKAP,
			"jenis": OFFICE_RECAP,
			"disposisi": disposisi,
			"kecamatan": kecamatan,
			"periode": periode,
			"unit_kerja": recap_unit(kecamatan, periode),
		}
	)


def fill_office_recap(rekap) -> None:
	"""Rows from the unit recaps that count; what is not in yet is counted, not guessed (Rekap Sementara)."""
	policy = policies.current_policy()
	counted = units_in(rekap.disposisi)
	rekap.unit_masuk, rekap.unit_total = len(counted), len(units_of(rekap.disposisi))
	sources = read_sources(rekap.disposisi, counted)
	with computed_rows.keeping_names(rekap):
		aggregate.fill_rows(rekap, sources, policy)
		year.fill_office(rekap, sources, policy)
		budget.fill_office(rekap, counted)
		summary.fill_totals(rekap, policy)
		findings.fill_office(rekap)
	rekap.flags.kinerja_filled = True


OWN = (
	*("status", "nilai", "nilai_pembilang", "nilai_penyebut", "realisasi_teks", "lengkap", "dikoreksi"),
	*("sementara", "belum_utuh", "sumber_rilis", "perkiraan_rilis"),
	*("sd_status", "sd_nilai", "sd_pembilang", "sd_penyebut", "sd_teks", "sd_lengkap", "sd_terakhir"),
	*("sd_belum", "sd_sementara", "sd_belum_utuh"),
	*("lalu_status", "lalu_nilai", "lalu_pembilang", "lalu_penyebut", "lalu_teks", "lalu_capaian_teks"),
	"lalu_arah",
)


def read_sources(disposisi: str, units: set[str], indicators: list[str] | None = None) -> list:
	"""Rows of these units' recaps, of some indicators or of all (None), blank where a unit is Tidak Melapor."""
	row, recap, unit = frappe.qb.DocType(RECAP_ROW), frappe.qb.DocType(REKAP), frappe.qb.DocType(UNIT_KERJA)
	query = (
		frappe.qb.from_(row)
		.join(recap)
		.on((recap.name == row.parent) & (row.parenttype == REKAP))
		.join(unit)
		.on(unit.name == recap.unit_kerja)
		.select(*(row[field] for field in (*aggregate.COPIED, *aggregate.NOTES, *OWN)))
		.select(
			row.name.as_("baris_sumber"), recap.name.as_("dokumen"), ValueWrapper(REKAP).as_("jenis_dokumen")
		)
		.select(recap.unit_kerja, recap.tidak_melapor, recap.periode)
		.where((recap.disposisi == disposisi) & (recap.jenis == UNIT_RECAP))
		.where(recap.unit_kerja.isin(sorted(units) or [""]))
		.orderby(unit.lft, row.idx)
	)
	if indicators is not None:
		query = query.where(row.indikator.isin(indicators))
	rows = query.run(as_dict=True)
	named = cache(unit_name)
	for source in rows:
		source.sumber_nama = named(source.unit_kerja, source.periode)
		if source.tidak_melapor:
			not_reported.blank_row(source)
	return sorted(rows, key=lambda row: level_place(row.tingkat))
