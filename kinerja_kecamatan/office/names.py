"""Units and periods as they are printed."""

import frappe

from kinerja_kecamatan.base.doctypes import UNIT_KERJA
from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.rules import places
from kinerja_kecamatan.rules.periode import Periode

# The kind of the unit at the top, whatever its province calls it.
ROOT = "Kecamatan"


def unit_name(unit: str | None) -> str:
	"""A unit's printed name; the key itself where the unit is gone."""
	return clean(frappe.get_cached_value(UNIT_KERJA, unit, "nama_unit") or unit) if unit else ""


def office_word(kecamatan: str | None) -> str:
	"""What the office is called: Kecamatan, Kapanewon, Kemantren, Distrik."""
	name = kecamatan and frappe.get_cached_value(UNIT_KERJA, kecamatan, "nama_unit")
	return places.office_word(ROOT, clean(name))


def period_name(periode: str | None) -> str:
	"""`Triwulan I Tahun 2021`; the key itself if it is none of ours."""
	if not periode:
		return ""
	try:
		return Periode.dari_kode(periode).nama
	except ValueError:
		return clean(periode)
