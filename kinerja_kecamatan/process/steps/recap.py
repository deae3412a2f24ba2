"""Steps 6 to 9: the unit's recap, its validation and reading, the recap of the whole kecamatan."""

import frappe
from frappe import _

from kinerja_kecamatan.base import jobs
from kinerja_kecamatan.base.doctypes import REKAP
from kinerja_kecamatan.exceptions import PreconditionMissing
from kinerja_kecamatan.formats import build, of_unit
from kinerja_kecamatan.office.names import unit_name
from kinerja_kecamatan.papers import signatures
from kinerja_kecamatan.process import system_moves
from kinerja_kecamatan.process.step_registry import EFFECT, PRECONDITION, PREPARATION, on
from kinerja_kecamatan.recaps import findings, office_recap, outdated, own_work, snapshot, unit_recap
from kinerja_kecamatan.sop import step_state, steps
from kinerja_kecamatan.sop.workflow import GERAK_BUKA, GERAK_KEMBALIKAN


@on(PRECONDITION, REKAP, steps.REKAP_UNIT)
def needs_all_formats(doc, move) -> None:
	missing = of_unit.open_formats(doc)
	if missing:
		frappe.throw(
			_("Rekap unit menunggu Format berikut selesai disusun: {0}.").format(", ".join(missing)),
			PreconditionMissing,
			title=_("Format belum lengkap"),
		)


@on(PREPARATION, REKAP, steps.REKAP_UNIT)
def fill_unit_rows(doc, move) -> None:
	unit_recap.fill_unit_recap(doc)
	doc.alasan_terakhir = doc.temuan_validasi = None


@on(PREPARATION, REKAP, steps.VALIDASI)
def say_who_validated(doc, move) -> None:
	doc.temuan_validasi = own_work.own_work_of_validator(doc, move)


@on(PRECONDITION, REKAP, steps.VALIDASI)
@on(PRECONDITION, REKAP, steps.PENCERMATAN)
def needs_findings_settled(doc, move) -> None:
	"""Errors block; a warning goes through with a written reason."""
	found = findings.open_findings(doc)
	if found:
		frappe.throw(found, PreconditionMissing, title=_("Temuan belum selesai"), as_list=True)


@on(PREPARATION, REKAP, steps.PENCERMATAN)
def reports_after_all(doc, move) -> None:
	"""A unit that was set Tidak Melapor and then reported counts with its figures from here on."""
	doc.tidak_melapor, doc.alasan_tidak_melapor = 0, None


@on(EFFECT, REKAP, steps.PENCERMATAN)
def offer_to_office(doc, move) -> None:
	"""A unit that has been read closely goes into the kecamatan's recap (T0 of step 9 with the last one)."""
	final = office_recap.refresh_office_recap(doc.disposisi, move.moment)
	if final:
		outdated.flag_final(final, unit_name(doc.unit_kerja), move.moment)


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


@on(EFFECT, REKAP, GERAK_KEMBALIKAN)
def reopen_formats(doc, move) -> None:
	"""Back at the unit, its Formats open again; back at the validator, they stay as they are."""
	if step_state.is_next(doc, steps.REKAP_UNIT):
		_reopen_formats_of(doc, move.event, move.alasan, move.rincian)


@on(PRECONDITION, REKAP, steps.REKAP_KECAMATAN)
def needs_every_unit(doc, move) -> None:
	missing = office_recap.missing_units(doc)
	if missing:
		frappe.throw(
			_("Rekap kecamatan menunggu rekap unit yang belum selesai dicermati: {0}.").format(
				", ".join(missing)
			),
			PreconditionMissing,
			title=_("Unit belum lengkap"),
		)


@on(PREPARATION, REKAP, steps.REKAP_KECAMATAN)
def fill_office_rows(doc, move) -> None:
	office_recap.fill_office_recap(doc)
	doc.perlu_diperbarui = outdated.still_flagged(doc)
	signatures.keep_signers(doc)


@on(EFFECT, REKAP, steps.REKAP_KECAMATAN)
def close_order(doc, move) -> None:
	move.salinan = snapshot.keep_copies(doc)
	_move_orders(doc, move)
	outdated.flag_users_of(doc, move.moment)


@on(PREPARATION, REKAP, GERAK_BUKA)
def next_version(doc, move) -> None:
	"""Opened again after final: a new version on the same document, the old one kept whole in its Salinan Rekap."""
	doc.versi = (doc.versi or 1) + 1
	doc.penandatangan = None


@on(EFFECT, REKAP, GERAK_BUKA)
def reopen_named_units(doc, move) -> None:
	_move_orders(doc, move)
	units = (move.rincian or {}).get("unit", [])
	for number, unit in enumerate(units, start=1):
		name = frappe.db.exists(REKAP, {"disposisi": doc.disposisi, "jenis": "Unit", "unit_kerja": unit})
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


def _move_orders(rekap, move) -> None:
	"""The main Disposisi and its Susulan end, and open again, together."""
	for name in build.orders_of(rekap.disposisi):
		system_moves.move_along("Disposisi", name, move.event)


def _reopen_formats_of(rekap, event: str, alasan: str, rincian: dict) -> None:
	"""All Formats of the unit, or those named in `rincian`."""
	only = rincian.get("format")
	for name in of_unit.formats_of(rekap):
		if not only or name in only:
			system_moves.move_along("Format Data Kinerja", name, event, alasan, rincian)
