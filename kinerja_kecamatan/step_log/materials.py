"""Kelengkapan, the first third of the mutu baku: whether the papers that a step works from were there.

The SOP says it itself: a paper that a step's Kelengkapan names is an earlier step's Output. Desk tools (ATK, Komputer) are
nobody's output and are taken as there.
"""

import frappe

from kinerja_kecamatan.base.doctypes import DISPOSISI, FORMAT, REKAP
from kinerja_kecamatan.base.stored_words import OFFICE_RECAP, UNIT_RECAP
from kinerja_kecamatan.sop import step_state, steps
from kinerja_kecamatan.sop.activities import facts_of
from kinerja_kecamatan.sop.workflow import state_field


def present(doc, step, state: str) -> bool:
	"""Whether every paper of the step was finished when `doc` left `state`."""
	return all(_finished(doc, source, state) for source in sources(step))


def sources(step) -> list:
	"""The earlier steps that the papers of a step come from: for each paper the last one that puts it out."""
	found = {
		earlier.output.casefold(): earlier
		for earlier in steps.steps_of(step.sop)
		if earlier.nomor < step.nomor
		and earlier.output
		and earlier.output.casefold() in step.kelengkapan.casefold()
	}
	return list(found.values())


def _finished(doc, source, state: str) -> bool:
	done = step_state.states_done(doc, source.kegiatan)
	order = _order_of(doc)
	if source.dokumen == DISPOSISI:
		at = (
			state
			if doc.doctype == DISPOSISI
			else frappe.db.get_value(DISPOSISI, order, state_field(DISPOSISI))
		)
		handed_out = not facts_of(source.kegiatan).hands_out_formats or frappe.db.exists(
			FORMAT, {"disposisi": order}
		)
		return at in done and bool(handed_out)
	if doc.doctype == DISPOSISI or doc.get("jenis") == OFFICE_RECAP:
		by_office = source.dokumen == REKAP and _state_of_office(doc, order, state) in done
		return by_office or _finished_by_all(source.dokumen, order, done)
	if source.dokumen == doc.doctype:
		return state in done
	return not _unfinished(source.dokumen, {"disposisi": order, "unit_kerja": doc.unit_kerja}, done)


def _state_of_office(doc, order: str, state: str) -> str | None:
	"""Where the kecamatan's recap stands, or stood before it moved itself."""
	if doc.doctype == REKAP:
		return state
	return frappe.db.get_value(REKAP, {"disposisi": order, "jenis": OFFICE_RECAP}, state_field(REKAP))


def _finished_by_all(doctype: str, order: str, done: set[str]) -> bool:
	"""Over the kecamatan every unit's paper must be there; one that is Tidak Melapor has none."""
	unit_papers = {"disposisi": order, **({"jenis": UNIT_RECAP} if doctype == REKAP else {})}
	units = set(frappe.get_all(FORMAT, filters={"disposisi": order}, pluck="unit_kerja"))
	have = set(frappe.get_all(doctype, filters=unit_papers, pluck="unit_kerja"))
	return units <= have and not _unfinished(doctype, unit_papers, done)


def _unfinished(doctype: str, filters: dict, done: set[str]) -> bool:
	return bool(
		frappe.db.exists(doctype, {**filters, state_field(doctype): ["not in", sorted(done) or [""]]})
	)


def _order_of(doc) -> str:
	"""The main order: a Susulan works into its set."""
	return (doc.disposisi_utama or doc.name) if doc.doctype == DISPOSISI else doc.disposisi
