"""A Perjanjian Kinerja beside the others of its year: one Murni a unit and person, and at no time two targets for one indicator.

What a site has had from before is left as it is and told; only what a save would add is refused, and names the first.
"""

import frappe
from frappe import _
from frappe.utils import cint, escape_html, formatdate, get_datetime, getdate

from kinerja_kecamatan.base.doctypes import PEGAWAI, PERJANJIAN, TARGET, UNIT_KERJA
from kinerja_kecamatan.base.duplicates import one_at_a_time
from kinerja_kecamatan.base.stored_words import IN_FORCE, MURNI
from kinerja_kecamatan.exceptions import DuplicateDocument, KinerjaError
from kinerja_kecamatan.office.agreement_parties import bound_person
from kinerja_kecamatan.office.names import unit_name
from kinerja_kecamatan.office.units import dated_units
from kinerja_kecamatan.rules.agreements import Agreement, Shared, shared_indicators


def check_doubles(doc) -> list[str]:
	"""Refuse what an agreement about to be saved would hold a second time.

	:return: sentences on what was there before, and on what a draft would be refused for when it is set in force
	"""
	one_at_a_time(doc.kecamatan)
	before = doc.get_doc_before_save()
	told = _check_murni(doc, before)
	stored = _in_force(doc.kecamatan, doc.tahun)
	known = {one.kunci for one in shared_indicators(stored)}
	others = [one for one in stored if one.name != doc.name]
	own = _as_agreement(doc)
	after = shared_indicators([*others, own] if doc.status == IN_FORCE else others)
	new = [sentence_of(one, doc.name) for one in after if one.kunci not in known]
	if new:
		frappe.throw(new, KinerjaError, title=_("Indikator sudah diperjanjikan"), as_list=True)
	drafted = shared_indicators([*others, own]) if doc.status != IN_FORCE else after
	return [*told, *(sentence_of(one, doc.name) for one in drafted if doc.name in one.kunci[1])]


def all_doubles(kecamatan: str, tahun: int) -> tuple[list[tuple[str, str]], list[Shared]]:
	"""For what a site has from before: (second Murni, first Murni) of each unit, and the shared indicators of a year."""
	rows = frappe.get_all(
		PERJANJIAN,
		filters={"kecamatan": kecamatan, "tahun": tahun, "jenis": MURNI},
		fields=["name", "unit_kerja", "mengikat", "pihak_pertama"],
		order_by="creation, name",
	)
	first: dict[tuple[str, str], str] = {}
	seconds = [
		(row.name, first[row.unit_kerja, bound_person(row)])
		for row in rows
		if first.setdefault((row.unit_kerja, bound_person(row)), row.name) != row.name
	]
	return seconds, shared_indicators(_in_force(kecamatan, tahun))


def sentence_of(shared: Shared, own: str) -> str:
	"""What a double is, told of the agreement `own` by naming the other; of two others by naming both."""
	if own not in shared.kunci[1]:
		return _(
			"Indikator {0}: {1} dan {2} akan berlaku bersamaan, padahal pada waktu yang sama satu indikator hanya mempunyai satu target."
		).format(*map(escape_html, (shared.indikator, shared.pertama.name, shared.kedua.name)))
	other = shared.kedua if shared.pertama.name == own else shared.pertama
	return _(
		"Indikator {0} sudah ada pada {1} ({2}), berlaku mulai {3}. Pada waktu yang sama satu indikator hanya mempunyai satu target; hapus dari salah satunya."
	).format(
		escape_html(shared.indikator),
		escape_html(other.name),
		escape_html(_bound(other.unit, other.pihak)),
		formatdate(other.mulai),
	)


def second_murni(unit: str, tahun: int, first: str, person: str = "") -> str:
	"""That a unit, or one of its people, has a Perjanjian Kinerja Murni of the year already."""
	return _(
		"{0} sudah mempunyai Perjanjian Kinerja Murni tahun {1}: {2}. Perubahannya dibuat dengan Jenis Perubahan."
	).format(escape_html(_bound(unit, person)), tahun, escape_html(first))


def _bound(unit: str, person: str) -> str:
	"""Whom an agreement binds, by name: the unit, or one of its people."""
	if not person:
		return unit_name(unit)
	named = frappe.db.get_value(PEGAWAI, person, "nama_lengkap")
	return f"{named} ({unit_name(unit)})" if named else unit_name(unit)


def _check_murni(doc, before) -> list[str]:
	if doc.jenis != MURNI:
		return []
	agreement = frappe.qb.DocType(PERJANJIAN)
	rows = (
		(
			frappe.qb.from_(agreement)
			.select(agreement.name, agreement.mengikat, agreement.pihak_pertama)
			.where((agreement.unit_kerja == doc.unit_kerja) & (agreement.tahun == doc.tahun))
			.where((agreement.jenis == MURNI) & (agreement.name != doc.name))
			.orderby(agreement.creation, agreement.name)
			.for_update()  # what the one before has left, and not what was there when this transaction began to read
		).run(as_dict=True)
	)
	person = bound_person(doc)
	first = next((row for row in rows if bound_person(row) == person), None)
	if not first:
		return []
	sentence = second_murni(doc.unit_kerja, doc.tahun, first.name, person)
	was = before and (before.unit_kerja, cint(before.tahun), before.jenis, bound_person(before))
	if was != (doc.unit_kerja, cint(doc.tahun), MURNI, person):
		frappe.throw(sentence, DuplicateDocument, title=_("Sudah ada Perjanjian Kinerja Murni"))
	return [sentence]


def _as_agreement(doc) -> Agreement:
	indicators = frozenset(row.indikator for row in doc.target if row.indikator)
	begun, made = getdate(doc.berlaku_mulai), get_datetime(doc.creation)
	last_day = frappe.db.get_value(UNIT_KERJA, doc.unit_kerja, "berlaku_sampai")
	return Agreement(doc.name, doc.unit_kerja, begun, made, indicators, bound_person(doc), last_day)


def _in_force(kecamatan: str | None, tahun: int) -> list[Agreement]:
	"""Those of a year that are Ditetapkan, as the database holds them now."""
	agreement, target = frappe.qb.DocType(PERJANJIAN), frappe.qb.DocType(TARGET)
	last_days = {name: unit.sampai for name, unit in dated_units(kecamatan).items()} if kecamatan else {}
	rows = (
		frappe.qb.from_(agreement)
		.left_join(target)
		.on((target.parent == agreement.name) & (target.parenttype == PERJANJIAN))
		.select(agreement.name, agreement.unit_kerja, agreement.berlaku_mulai, agreement.creation)
		.select(agreement.mengikat, agreement.pihak_pertama, target.indikator)
		.where((agreement.kecamatan == kecamatan) & (agreement.tahun == tahun))
		.where((agreement.status == IN_FORCE) & agreement.berlaku_mulai.isnotnull())
		.for_update()
	).run(as_dict=True)
	found: dict[str, tuple] = {}
	for row in rows:
		_row, indicators = found.setdefault(row.name, (row, set()))
		if row.indikator:
			indicators.add(row.indikator)
	return [
		Agreement(
			row.name,
			row.unit_kerja,
			row.berlaku_mulai,
			row.creation,
			frozenset(indicators),
			bound_person(row),
			last_days.get(row.unit_kerja),
		)
		for row, indicators in found.values()
	]
