"""Step 5: the unit's people fill in their Format and hand it on."""

import frappe
from frappe import _
from frappe.utils import formatdate, getdate

from kinerja_kecamatan.access import authority
from kinerja_kecamatan.base.doctypes import DISPOSISI, FORMAT, REKAP
from kinerja_kecamatan.exceptions import PreconditionMissing
from kinerja_kecamatan.formats import dispensasi, findings
from kinerja_kecamatan.process.step_registry import EFFECT, PRECONDITION, PREPARATION, on
from kinerja_kecamatan.recaps import unit_recap
from kinerja_kecamatan.sop import step_state, steps
from kinerja_kecamatan.sop.workflow import GERAK_KEMBALIKAN, GERAK_TARIK, state_field


@on(PRECONDITION, FORMAT, steps.PENYUSUNAN)
def needs_complete_rows(doc, move) -> None:
	problems = findings.problems_of(doc)
	if problems:
		frappe.throw(problems, PreconditionMissing, title=_("Format belum lengkap"), as_list=True)


@on(PRECONDITION, FORMAT, steps.PENYUSUNAN)
@on(PRECONDITION, FORMAT, GERAK_TARIK)
def by_its_pelaksana(doc, move) -> None:
	"""A Format that was given to one Pelaksana is handed on, and taken back, by that person."""
	doc.refuse_other_than_pelaksana(move.actor)


@on(PRECONDITION, FORMAT, steps.PENYUSUNAN)
def not_after_lock(doc, move) -> None:
	"""After Tanggal Kunci only under a Dispensasi, which the log then names; what the office itself sent back needs none."""
	order = frappe.get_doc(DISPOSISI, doc.asked_by)
	if not dispensasi.is_locked(order) or _was_sent_back(doc):
		return
	pardon = dispensasi.in_force(doc, getdate(move.moment))
	if not pardon:
		givers = sorted(authority.roles_deciding(order, dispensasi.GIVEN_BY))
		frappe.throw(
			_("Penyampaian data terkunci sejak {0}. Mintalah Dispensasi untuk {1} kepada: {2}.").format(
				formatdate(order.tanggal_kunci), doc.unit_kerja, ", ".join(givers)
			),
			PreconditionMissing,
			title=_("Lewat Tanggal Kunci"),
		)
	move.alasan = _("Dengan Dispensasi {0}.").format(pardon)


def _was_sent_back(doc) -> bool:
	return (doc.putaran or 1) > 1


@on(PREPARATION, FORMAT, steps.PENYUSUNAN)
def mark_late(doc, move) -> None:
	# What the office sends back was punctual or late the first time.
	if not _was_sent_back(doc):
		deadline = doc.batas_pengumpulan
		doc.terlambat = int(bool(deadline) and getdate(move.moment) > getdate(deadline))
	doc.alasan_terakhir = None
	for row in doc.baris:
		row.catatan_perbaikan = None


@on(PREPARATION, FORMAT, GERAK_KEMBALIKAN)
def show_notes_on_rows(doc, move) -> None:
	"""What is wrong with single rows stands beside them, where it is mended."""
	notes = move.rincian.get("catatan") or {}
	for row in doc.baris:
		row.catatan_perbaikan = notes.get(row.indikator)


@on(EFFECT, FORMAT, steps.PENYUSUNAN)
def unit_recap_when_last(doc, move) -> None:
	"""The unit's last Format makes its Rekap available (T0 of step 6)."""
	unit_recap.make_ready(doc, move)


@on(PRECONDITION, FORMAT, GERAK_TARIK)
def recap_not_sent(doc, move) -> None:
	"""Tarik Kembali: only while the unit's recap has not been handed on."""
	recap = unit_recap.find_unit_recap(doc)
	if not recap:
		return
	rekap = frappe.get_doc(REKAP, recap)
	if not step_state.is_next(rekap, steps.REKAP_UNIT):
		frappe.throw(
			_("Rekap unit {0} sudah berstatus {1}; Format tidak dapat ditarik lagi.").format(
				rekap.unit_kerja, rekap.get(state_field("Rekap Kinerja"))
			),
			PreconditionMissing,
		)
