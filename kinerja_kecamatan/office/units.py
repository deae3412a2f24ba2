"""The units of an office, and which of them report: judged on a day, for a period on its last one."""

from collections.abc import Mapping
from datetime import date

import frappe
from frappe import _
from frappe.utils import getdate

from kinerja_kecamatan.base import clock
from kinerja_kecamatan.base.doctypes import UNIT_KERJA
from kinerja_kecamatan.exceptions import PreconditionMissing
from kinerja_kecamatan.office.names import period_end
from kinerja_kecamatan.rules import validity
from kinerja_kecamatan.rules.validity import Unit

COLUMNS = ("name", "nama_unit", "sebutan_kepala", "jenis", "is_group", "melapor", "unit_perekap")
DATED = ("berlaku_mulai", "berlaku_sampai", "unit_penerus")


def all_units(kecamatan: str) -> list:
	"""Every unit of a kecamatan in tree order, those that have ended or are to come included."""
	return frappe.get_all(
		UNIT_KERJA, filters={"kecamatan": kecamatan}, fields=[*COLUMNS, *DATED], order_by="lft, name"
	)


def dated_units(kecamatan: str) -> Mapping[str, Unit]:
	"""The same as the rules want them, by name."""
	return {row.name: as_rule(row) for row in all_units(kecamatan)}


def as_rule(row) -> Unit:
	"""A Unit Kerja, document or row, as the rule's dataclass."""
	begins, ends = (getdate(row.get(field)) if row.get(field) else None for field in DATED[:2])
	return Unit(row.name, row.nama_unit or "", begins, ends, row.unit_penerus or None)


def in_force(row, on: date) -> bool:
	"""Whether a unit counts on a day."""
	return as_rule(row).in_force(on)


def reporting_units(kecamatan: str, on: date | None = None) -> list:
	"""Units of a kecamatan that report and count on a day, today by default, in tree order."""
	on = on or clock.today()
	return [row for row in all_units(kecamatan) if row.melapor and in_force(row, on)]


def reporting_in(kecamatan: str, periode: str) -> list:
	"""Units that report on a period: those that count on its last day, whenever they are asked."""
	return reporting_units(kecamatan, period_end(periode))


def recap_unit(kecamatan: str, periode: str | None = None) -> str:
	"""The Unit Perekap of a kecamatan at a period's end, today without one; where there was none then, today's. Of two that counted the
	one that ended first: the other has taken over since."""
	marked = validity.in_turn(as_rule(row) for row in all_units(kecamatan) if row.unit_perekap)
	for day in (period_end(periode), clock.today()):
		for unit in marked:
			if unit.in_force(day):
				return unit.name
	frappe.throw(
		_(
			"Tetapkan satu Unit Perekap pada Unit Kerja di {0}; Jabatan Pelaksananya menyusun rekap kecamatan."
		).format(kecamatan),
		PreconditionMissing,
	)


def forebears(unit: str) -> list[str]:
	"""A unit and those whose work it carries on."""
	kecamatan = frappe.get_cached_value(UNIT_KERJA, unit, "kecamatan")
	return validity.forebears(dated_units(kecamatan), unit) if kecamatan else [unit]
