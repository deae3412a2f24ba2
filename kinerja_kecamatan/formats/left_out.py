"""What a period's collecting leaves out, and why: told to who sends the Formats out, who confirms it before it is done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import frappe
from frappe import _
from frappe.utils import formatdate

from kinerja_kecamatan.base.doctypes import INDIKATOR, PERJANJIAN, TARGET
from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.figures.history import pasts_of
from kinerja_kecamatan.formats.rows import asked_by_unit
from kinerja_kecamatan.office.agreements import agreements_in_force
from kinerja_kecamatan.office.names import unit_name
from kinerja_kecamatan.office.units import all_units, as_rule, dated_units, reporting_in
from kinerja_kecamatan.rules.periode import Periode
from kinerja_kecamatan.rules.validity import Unit, answering


@dataclass(frozen=True)
class LeftOut:
	"""One unit or indicator. `value` names it together with the reason, so that another reason is confirmed anew."""

	value: str
	label: str


def left_out_of(disposisi, today: date) -> list[LeftOut]:
	"""Units, in tree order, and then indicators of those that do report. A unit that ended before the period before this one, or
	that is still to come, is nobody whom anybody would miss."""
	asked = asked_by_unit(disposisi.kecamatan, disposisi.periode)
	when, units = Periode.dari_kode(disposisi.periode), all_units(disposisi.kecamatan)
	reporting = {unit.name for unit in reporting_in(disposisi.kecamatan, disposisi.periode)} & set(asked)
	return [
		*(one for unit in units for one in _unit(unit, when, today, len(asked.get(unit.name, ())))),
		*_indicators(disposisi, reporting, {indicator for those in asked.values() for indicator in those}),
	]


def _unit(unit, when: Periode, today: date, asked: int) -> Iterator[LeftOut]:
	"""Why a unit gets no Format; nothing of one that gets its own."""
	rule, name = as_rule(unit), unit_name(unit.name, when.kode)
	begun = not rule.mulai or rule.mulai <= today
	if rule.has_ended(when.akhir):
		if asked or (unit.melapor and _recently(rule, when)):
			yield _left(unit.name, "berakhir", name, _ended(rule), asked)
	elif not rule.in_force(when.akhir):
		if asked or (unit.melapor and begun):
			reason = _("baru berlaku mulai {0}, sesudah periode ini berakhir").format(formatdate(rule.mulai))
			yield _left(unit.name, "belum-berlaku", name, reason, asked)
	elif not unit.melapor:
		# What is only there to hold others reports nothing of its own.
		if asked or not unit.is_group:
			yield _left(unit.name, "tidak-melapor", name, _("tidak dicentang Melapor"), asked)
	elif not asked:
		reason = _("belum punya target pada Perjanjian Kinerja yang berlaku")
		yield _left(unit.name, "tanpa-target", name, reason, 0)


def _recently(rule: Unit, when: Periode) -> bool:
	"""Whether a unit still counted at the end of the period before."""
	return bool(rule.sampai) and rule.sampai >= when.mulai - timedelta(days=1)


def _ended(rule: Unit) -> str:
	ended = _("berlaku sampai {0}").format(formatdate(rule.sampai))
	return f"{ended}, {_('dilanjutkan oleh {0}').format(unit_name(rule.penerus))}" if rule.penerus else ended


def _indicators(disposisi, reporting: set[str], known: set[str]) -> Iterator[LeftOut]:
	"""Indicators of units that report, and of those that have just been carried on by one: with a target and not in use, or in use
	without one. What the successor reports under its own name is none of them."""
	units, when = dated_units(disposisi.kecamatan), Periode.dari_kode(disposisi.periode)
	agreements = agreements_in_force(disposisi.kecamatan, disposisi.periode)
	filters = {"parenttype": PERJANJIAN, "parent": ["in", agreements or [""]]}
	targets = set(frappe.get_all(TARGET, filters=filters, pluck="indikator"))
	carried_on = {old for those in pasts_of(disposisi.kecamatan, sorted(known)).values() for old in those}
	rows = frappe.get_all(
		INDIKATOR,
		filters={"kecamatan": disposisi.kecamatan, "name": ["not in", sorted(known) or [""]]},
		fields=["name", "kode", "nama_indikator", "unit_kerja", "aktif"],
		order_by="unit_kerja, kode",
	)
	for row in rows:
		if answering(units, row.unit_kerja, when.akhir) not in reporting or row.name in carried_on:
			continue
		if not (row.name in targets or (row.aktif and _is_missed(units[row.unit_kerja], when))):
			continue
		what = f"{row.kode} {row.nama_indikator} ({unit_name(row.unit_kerja)})"
		if row.aktif:
			reason = _("belum punya target pada Perjanjian Kinerja yang berlaku")
			yield _left(row.name, "tanpa-target", what, reason, 0)
		else:
			yield _left(row.name, "nonaktif", what, _("indikatornya tidak aktif"), 0)


def _is_missed(own: Unit, when: Periode) -> bool:
	"""Whether a unit's indicators without a target are missed: not what a unit to come will report, or one of long ago has reported."""
	return own.in_force(when.akhir) or _recently(own, when)


def _left(name: str, kind: str, what: str, reason: str, asked: int) -> LeftOut:
	label = _("{0}: {1}").format(clean(what), reason)
	if asked:
		label = _("{0} ({1} indikator bertarget tidak ikut)").format(label, asked)
	return LeftOut(f"{name}|{kind}", label)
