"""Units and periods as they are printed."""

from collections.abc import Iterable
from datetime import date

import frappe
from frappe.utils import getdate

from kinerja_kecamatan.base import clock
from kinerja_kecamatan.base.doctypes import UNIT_KERJA
from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.base.stored_words import ROOT_UNIT
from kinerja_kecamatan.rules import places, unit_names
from kinerja_kecamatan.rules.periode import Periode
from kinerja_kecamatan.rules.unit_names import Name


def unit_name(unit: str | None, periode: str | None = None) -> str:
	"""A unit's printed name at a period's end, today's without one; the key itself where the unit is gone."""
	return name_on(unit, period_end(periode)).nama if unit else ""


def name_on(unit: str, day: date) -> Name:
	"""What a unit and its head were called on a day."""
	kept = frappe.get_cached_value(UNIT_KERJA, unit, ["nama_unit", "sebutan_kepala", "nama_terdahulu"])
	if not kept:
		return Name(clean(unit), "")
	nama, kepala, former = kept
	return unit_names.name_on(former_names(former), Name(clean(nama or unit), clean(kepala)), getdate(day))


def former_names(rows: Iterable | None) -> list[Name]:
	"""Rows of Nama Unit as the rules want them."""
	return [
		Name(clean(row.nama_unit), clean(row.sebutan_kepala), getdate(row.sampai))
		for row in rows or ()
		if row.sampai
	]


def period_end(periode: str | None) -> date:
	"""The day that everything about a period is judged on; today without one, or where it is none of ours."""
	try:
		return Periode.dari_kode(periode).akhir if periode else clock.today()
	except ValueError:
		return clock.today()


def office_word(kecamatan: str | None) -> str:
	"""What the office is called: Kecamatan, Kapanewon, Kemantren, Distrik."""
	name = kecamatan and frappe.get_cached_value(UNIT_KERJA, kecamatan, "nama_unit")
	return places.office_word(ROOT_UNIT, clean(name))


def period_name(periode: str | None) -> str:
	"""`Triwulan I Tahun 2021`; the key itself if it is none of ours."""
	if not periode:
		return ""
	try:
		return Periode.dari_kode(periode).nama
	except ValueError:
		return clean(periode)
