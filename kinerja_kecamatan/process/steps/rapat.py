"""Rapat Pembahasan: the meeting about the forms, after which they are filled in."""

import frappe
from frappe import _

from kinerja_kecamatan.base.doctypes import DISPOSISI, RAPAT, REKAP
from kinerja_kecamatan.base.stored_words import NOTULEN
from kinerja_kecamatan.exceptions import PreconditionMissing
from kinerja_kecamatan.office import units as office_units
from kinerja_kecamatan.process import letter_numbers, system_moves
from kinerja_kecamatan.process.step_registry import MEETING, Activity
from kinerja_kecamatan.process.steps import order_formats
from kinerja_kecamatan.recaps import office_recap
from kinerja_kecamatan.sop import step_state, steps

RAPAT_PEMBAHASAN = Activity(
	steps.RAPAT,
	DISPOSISI,
	hint=lambda: _("Catat rapatnya: waktu, kehadiran tiap unit dan keputusan."),
	tool=MEETING,
	reaches_all_units=True,
)


@RAPAT_PEMBAHASAN.precondition
def needs_meeting(doc, move) -> None:
	"""The step is a meeting: without its times, decision and attendance there was none.

	A Susulan needs none of its own where the set's meeting has been held.
	"""
	if doc.disposisi_utama and step_state.is_done(
		frappe.get_doc(DISPOSISI, doc.disposisi_utama), steps.RAPAT
	):
		return
	meetings = frappe.get_all(RAPAT, filters={"disposisi": doc.name}, pluck="name")
	if not meetings:
		frappe.throw(
			_(
				"Catat Rapat Kinerja untuk {0} lebih dulu: waktu, kehadiran tiap unit dan keputusannya."
			).format(doc.name),
			PreconditionMissing,
			title=_("Rapat belum dicatat"),
		)
	problems = [problem for name in meetings if (problem := meeting_problem(frappe.get_doc(RAPAT, name)))]
	if len(problems) == len(meetings):
		frappe.throw(problems[0], PreconditionMissing, title=_("Rapat belum lengkap"))


def meeting_problem(meeting) -> str | None:
	"""What a Rapat Kinerja still lacks to be the product of the step, as a sentence; None when nothing."""
	if not meeting.waktu_selesai:
		return _("Isi Waktu Selesai pada {0}.").format(meeting.name)
	if not ((meeting.keputusan or "").strip() or meeting.daftar_keputusan):
		return _("Isi Keputusan rapat pada {0}.").format(meeting.name)
	open_rows = list(dict.fromkeys(row.unit_kerja for row in meeting.kehadiran if not row.kehadiran))
	present = {row.unit_kerja for row in meeting.kehadiran}
	periode = frappe.db.get_value(DISPOSISI, meeting.disposisi, "periode")
	units = office_units.reporting_in(meeting.kecamatan, periode)
	open_rows += [unit.name for unit in units if unit.name not in present]
	if open_rows:
		return _("Isi kehadiran pada {0} untuk: {1}.").format(meeting.name, ", ".join(open_rows))
	return None


@RAPAT_PEMBAHASAN.effect
def number_the_minutes(doc, move) -> None:
	"""Of every meeting that is complete: its Notulen stand from now on."""
	for name in frappe.get_all(
		RAPAT, filters={"disposisi": doc.name}, pluck="name", order_by="creation, name"
	):
		meeting = frappe.get_doc(RAPAT, name)
		if not meeting_problem(meeting):
			letter_numbers.settle(meeting, NOTULEN)


@RAPAT_PEMBAHASAN.effect
def open_formats_for_filling(doc, move) -> None:
	order_formats.move_formats(doc, move)


@RAPAT_PEMBAHASAN.effect
def close_with_its_set(doc, move) -> None:
	"""A Susulan that gets here after the kecamatan's recap is final ends with the others."""
	office = doc.disposisi_utama and office_recap.find_office_recap(doc.disposisi_utama)
	if office and step_state.is_done(frappe.get_doc(REKAP, office), steps.REKAP_KECAMATAN):
		system_moves.move_along(DISPOSISI, doc.name, steps.REKAP_KECAMATAN)
