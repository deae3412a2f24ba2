"""The Perjanjian Kinerja that count at a period's end: those of units that count then."""

from datetime import date

import frappe

from kinerja_kecamatan.base.doctypes import PERJANJIAN
from kinerja_kecamatan.base.stored_words import IN_FORCE
from kinerja_kecamatan.office import agreement_parties
from kinerja_kecamatan.office.units import dated_units
from kinerja_kecamatan.rules.agreements import Agreement, spans
from kinerja_kecamatan.rules.periode import Periode


def agreements_in_force(kecamatan: str, periode: str) -> list[str]:
	"""Names of the Perjanjian Kinerja that count at a period's end: per unit the latest one begun by then that binds the unit; those of
	its people only where it has none (rules.agreements)."""
	return in_force_on(kecamatan, Periode.dari_kode(periode).akhir)


def in_force_on(kecamatan: str, day: date) -> list[str]:
	"""The same on a day: none counts beyond its year, or beyond its unit's last day."""
	rows = frappe.get_all(
		PERJANJIAN,
		filters={
			"kecamatan": kecamatan,
			"tahun": day.year,
			"status": IN_FORCE,
		},
		fields=["name", "unit_kerja", "berlaku_mulai", "creation", "mengikat", "pihak_pertama"],
	)
	units = dated_units(kecamatan)
	those = [
		Agreement(
			row.name,
			row.unit_kerja,
			row.berlaku_mulai,
			row.creation,
			pihak=agreement_parties.bound_person(row),
		)
		for row in rows
		if row.berlaku_mulai and (row.unit_kerja not in units or units[row.unit_kerja].in_force(day))
	]
	return [span.agreement.name for span in spans(those) if span.holds_on(day)]
