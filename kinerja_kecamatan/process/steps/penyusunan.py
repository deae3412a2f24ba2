"""Penyusunan Data: the unit's people fill in their Format and hand it on."""

import frappe
from frappe import _
from frappe.utils import formatdate, getdate

from kinerja_kecamatan.access import authority
from kinerja_kecamatan.base.doctypes import DISPOSISI, FORMAT
from kinerja_kecamatan.exceptions import PreconditionMissing
from kinerja_kecamatan.formats import dispensasi, findings
from kinerja_kecamatan.process.step_registry import FILLING, Activity
from kinerja_kecamatan.recaps import unit_recap
from kinerja_kecamatan.sop import steps

PENYUSUNAN = Activity(
	steps.PENYUSUNAN,
	FORMAT,
	hint=lambda: _(
		"Isi kolom Realisasi; indikator rasio diisi Pembilang dan Penyebut. Kosong bukan nol: ketik 0 bila memang nihil."
	),
	tool=FILLING,
)


@PENYUSUNAN.precondition
def needs_complete_rows(doc, move) -> None:
	problems = findings.problems_of(doc)
	if problems:
		frappe.throw(problems, PreconditionMissing, title=_("Format belum lengkap"), as_list=True)


@PENYUSUNAN.precondition
def by_its_pelaksana(doc, move) -> None:
	"""A Format that was given to one Pelaksana is handed on by that person."""
	doc.refuse_other_than_pelaksana(move.actor)


@PENYUSUNAN.precondition
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


@PENYUSUNAN.preparation
def mark_late(doc, move) -> None:
	# What the office sends back was punctual or late the first time.
	if not _was_sent_back(doc):
		deadline = doc.batas_pengumpulan
		doc.terlambat = int(bool(deadline) and getdate(move.moment) > getdate(deadline))
	doc.alasan_terakhir = None
	for row in doc.baris:
		row.catatan_perbaikan = None


@PENYUSUNAN.effect
def unit_recap_when_last(doc, move) -> None:
	"""The unit's last Format makes its Rekap available (T0 of its step)."""
	unit_recap.make_ready(doc, move)


def _was_sent_back(doc) -> bool:
	return (doc.putaran or 1) > 1
