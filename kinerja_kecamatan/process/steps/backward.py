"""The backward moves: Kembalikan, Tarik Kembali, Buka Kembali and Batalkan, on whichever document."""

import frappe
from frappe import _

from kinerja_kecamatan.base import jobs
from kinerja_kecamatan.base.doctypes import DISPOSISI, FORMAT, RAPAT, REKAP
from kinerja_kecamatan.base.stored_words import OFFICE_RECAP, UNIT_RECAP
from kinerja_kecamatan.exceptions import PreconditionMissing
from kinerja_kecamatan.formats import build, of_unit
from kinerja_kecamatan.process import corrected_targets, letter_numbers, system_moves
from kinerja_kecamatan.process.step_registry import EFFECT, PRECONDITION, PREPARATION, on
from kinerja_kecamatan.process.steps import forwarding, order_formats
from kinerja_kecamatan.recaps import office_recap, unit_recap, verdicts
from kinerja_kecamatan.sop import step_state, steps
from kinerja_kecamatan.sop.workflow import (
	GERAK_BATALKAN,
	GERAK_BUKA,
	GERAK_KEMBALIKAN,
	GERAK_TARIK,
	state_field,
)


@on(PREPARATION, DISPOSISI, GERAK_KEMBALIKAN)
def close_rows_on_return(doc, move) -> None:
	forwarding.close_rows(doc, move)


@on(PREPARATION, DISPOSISI, GERAK_BATALKAN)
def free_the_period(doc, move) -> None:
	"""A cancelled order no longer holds the place of the period's main Disposisi."""
	doc.flags.kinerja_batal = True


@on(EFFECT, DISPOSISI, GERAK_BATALKAN)
def drop_drafts(doc, move) -> None:
	"""Formats that were prepared for a cancelled order and never sent out would keep their unit's place in the period."""
	build.drop_drafts(doc)


@on(EFFECT, DISPOSISI, GERAK_BATALKAN)
def cancel_numbers(doc, move) -> None:
	"""Letters that went out for a cancelled order keep their numbers, marked: its Nota Dinas and the invitations to its meetings."""
	meetings = frappe.get_all(RAPAT, filters={"disposisi": doc.name}, pluck="name")
	for letter in (doc, *(frappe.get_doc(RAPAT, name) for name in meetings)):
		letter_numbers.cancel_all(letter, _("{0} dibatalkan.").format(doc.name))


@on(PRECONDITION, FORMAT, GERAK_TARIK)
def by_its_pelaksana(doc, move) -> None:
	"""A Format that was given to one Pelaksana is taken back by that person."""
	doc.refuse_other_than_pelaksana(move.actor)


@on(PRECONDITION, FORMAT, GERAK_TARIK)
def recap_not_sent(doc, move) -> None:
	"""Tarik Kembali: only while the unit's recap has not been handed on."""
	recap = unit_recap.find_unit_recap(doc)
	if not recap:
		return
	rekap = frappe.get_doc(REKAP, recap)
	if not step_state.lies_ahead(rekap, steps.REKAP_UNIT):
		frappe.throw(
			_("Rekap unit {0} sudah berstatus {1}; Format tidak dapat ditarik lagi.").format(
				rekap.unit_kerja, rekap.get(state_field(REKAP))
			),
			PreconditionMissing,
		)


@on(PREPARATION, FORMAT, GERAK_KEMBALIKAN)
def show_notes_on_rows(doc, move) -> None:
	"""What is wrong with single rows stands beside them, where it is mended."""
	notes = move.rincian.get("catatan") or {}
	for row in doc.baris:
		row.catatan_perbaikan = notes.get(row.indikator)


@on(PRECONDITION, REKAP, GERAK_KEMBALIKAN)
def notes_are_on_known_rows(doc, move) -> None:
	"""Notes on single indicators belong to this recap's; the log and the paper say them with the reason."""
	given = move.rincian.get("catatan") or {}
	notes = {indicator: text.strip() for indicator, text in given.items() if (text or "").strip()}
	codes = {row.indikator: row.kode or row.indikator for row in doc.baris}
	unknown = ", ".join(sorted(set(notes) - set(codes)))
	if unknown:
		frappe.throw(
			_("Catatan untuk {0} tidak dapat dititipkan: bukan indikator rekap ini.").format(unknown),
			PreconditionMissing,
		)
	move.rincian = {**move.rincian, "catatan": notes}
	move.alasan = "\n".join(
		[move.alasan, *(f"{codes[indicator]}: {text}" for indicator, text in notes.items())]
	)


@on(PREPARATION, REKAP, GERAK_KEMBALIKAN)
@on(PREPARATION, REKAP, GERAK_BUKA)
def end_round(doc, move) -> None:
	"""Notes and verdicts are the round's: the next one begins without them, and the log's chain keeps them."""
	move.catatan = verdicts.begin_round(doc)


@on(PREPARATION, REKAP, GERAK_KEMBALIKAN)
@on(PREPARATION, REKAP, GERAK_BUKA)
def take_in_corrections(doc, move) -> None:
	"""What has been corrected in the Perjanjian Kinerja while a unit's recap was final counts from its next round on."""
	if doc.jenis != OFFICE_RECAP:
		corrected_targets.take_in_on_return(doc)


@on(EFFECT, REKAP, GERAK_KEMBALIKAN)
def reopen_formats(doc, move) -> None:
	"""Back at the unit, its Formats open again; back at the validator, they stay as they are."""
	if step_state.lies_ahead(doc, steps.REKAP_UNIT):
		_reopen_formats_of(doc, move.event, move.alasan, move.rincian)


@on(PREPARATION, REKAP, GERAK_BUKA)
def next_version(doc, move) -> None:
	"""Opened again after final: a new version on the same document, the old one kept whole in its Salinan Rekap."""
	doc.versi = (doc.versi or 1) + 1
	doc.penandatangan = None


@on(EFFECT, REKAP, GERAK_BUKA)
def reopen_named_units(doc, move) -> None:
	order_formats.move_orders(doc, move)
	units = (move.rincian or {}).get("unit", [])
	for number, unit in enumerate(units, start=1):
		name = frappe.db.exists(REKAP, {"disposisi": doc.disposisi, "jenis": UNIT_RECAP, "unit_kerja": unit})
		if not name:
			frappe.throw(
				_("Unit {0} tidak mempunyai rekap pada {1}.").format(unit, doc.disposisi), PreconditionMissing
			)
		putaran = frappe.db.get_value(REKAP, name, "putaran") + 1
		if system_moves.move_along(REKAP, name, move.event, move.alasan, putaran=putaran):
			_reopen_formats_of(frappe.get_doc(REKAP, name), GERAK_KEMBALIKAN, move.alasan, {})
		jobs.tell_progress(number, len(units), REKAP, doc.name)
	# Until they are in again, the office's draft is without them.
	office_recap.refresh_office_recap(doc.disposisi, move.moment)


def _reopen_formats_of(rekap, event: str, alasan: str, rincian: dict) -> None:
	"""All Formats of the unit, or those named in `rincian`."""
	only = rincian.get("format")
	for name in of_unit.formats_of(rekap):
		if not only or name in only:
			system_moves.move_along(FORMAT, name, event, alasan, rincian)
