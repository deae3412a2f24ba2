"""Which Formats and recaps rest on a value of a Perjanjian Kinerja that a Ralat changes.

A Format takes its targets when it is made and a recap takes those of its Formats; programs and their budget a recap takes from the
agreements in force. What is final keeps what it says and is told of it; what is open takes the Ralat in (process.corrected_targets).
"""

from collections.abc import Iterable
from typing import NamedTuple

import frappe

from kinerja_kecamatan.base.doctypes import FORMAT, RECAP_ROW, REKAP, SERAPAN_ANGGARAN
from kinerja_kecamatan.base.stored_words import UNIT_RECAP
from kinerja_kecamatan.formats.rows import agreements_of
from kinerja_kecamatan.guard.closed import Cell
from kinerja_kecamatan.office.agreements import agreements_in_force
from kinerja_kecamatan.sop import step_state, steps


class Resting(NamedTuple):
	"""Names of recaps that are final; of Formats none of whose recaps is; of recaps that are not, those `behind` a final one of their
	order (a kecamatan's over a unit's that has been read closely) apart."""

	final: list[str]
	forms: list[str]
	recaps: list[str]
	behind: list[str]


def on_cells(doc, cells: Iterable[Cell]) -> Resting:
	"""What rests on cells of an agreement: targets of an indicator, or its programs."""
	cells = list(cells)
	rows = {row.name: row.indikator for row in doc.target}
	indicators = {rows[cell.baris] for cell in cells if cell.tabel == "target"}
	forms = _formats(doc, indicators) if indicators else []
	recaps = _recaps_of(forms, indicators)
	if any(cell.tabel == "program" for cell in cells):
		recaps |= _recaps_with_programs(doc)
	final, unfinished = [], []
	for name in sorted(recaps):
		(final if is_final(frappe.get_doc(REKAP, name)) else unfinished).append(name)
	order = {name: frappe.db.get_value(REKAP, name, "disposisi") for name in recaps}
	kept = {order[name] for name in final}
	free, behind = (
		[name for name in unfinished if (order[name] in kept) == is_behind] for is_behind in (False, True)
	)
	return Resting(final, [form.name for form in forms if form.disposisi not in kept], free, behind)


def is_final(recap) -> bool:
	"""A unit's recap is when it has been read closely, the kecamatan's when it is made final."""
	return step_state.is_done(
		recap, steps.PENCERMATAN if recap.jenis == UNIT_RECAP else steps.REKAP_KECAMATAN
	)


def tell(name: str, sentence: str) -> None:
	"""A remark where the recap is read; nothing of it changes."""
	frappe.get_doc(REKAP, name).add_comment("Info", frappe.utils.escape_html(sentence))


def _formats(doc, indicators: set[str]) -> list:
	"""The Formats whose targets of these indicators come from the agreement."""
	made = frappe.get_all(
		FORMAT,
		filters={"kecamatan": doc.kecamatan, "perjanjian": ["like", f"%{doc.name}%"]},
		fields=["name", "disposisi", "perjanjian"],
		order_by="creation, name",
	)
	from_it = [form for form in made if doc.name in agreements_of(form.perjanjian)]
	table = frappe.get_meta(FORMAT).get_field("baris").options
	having = frappe.get_all(
		table,
		filters={
			"parenttype": FORMAT,
			"parent": ["in", [form.name for form in from_it] or [""]],
			"indikator": ["in", sorted(indicators)],
		},
		pluck="parent",
		distinct=True,
	)
	return [form for form in from_it if form.name in having]


def _recaps_of(forms: list, indicators: set[str]) -> set[str]:
	orders = sorted({form.disposisi for form in forms})
	recaps = frappe.get_all(REKAP, filters={"disposisi": ["in", orders or [""]]}, pluck="name")
	having = {
		"parenttype": REKAP,
		"parent": ["in", recaps or [""]],
		"indikator": ["in", sorted(indicators) or [""]],
	}
	return set(frappe.get_all(RECAP_ROW, filters=having, pluck="parent", distinct=True))


def _recaps_with_programs(doc) -> set[str]:
	"""The unit's own, and the kecamatan's, of the periods at whose end the agreement is in force."""
	found = frappe.get_all(
		REKAP,
		filters={"kecamatan": doc.kecamatan},
		or_filters={"unit_kerja": doc.unit_kerja, "jenis": ["!=", UNIT_RECAP]},
		fields=["name", "periode"],
	)
	periods = {
		periode
		for periode in {row.periode for row in found}
		if doc.name in agreements_in_force(doc.kecamatan, periode)
	}
	having = {
		"parenttype": REKAP,
		"parent": ["in", [row.name for row in found if row.periode in periods] or [""]],
	}
	return set(frappe.get_all(SERAPAN_ANGGARAN, filters=having, pluck="parent", distinct=True))
