"""Whom a Perjanjian Kinerja binds: a unit, by its head, or one of its people, whose agreement stands beside the unit's."""

import frappe
from frappe import _
from frappe.utils import getdate

from kinerja_kecamatan.base import clock
from kinerja_kecamatan.base.doctypes import PENUGASAN
from kinerja_kecamatan.base.stored_words import BINDS_PERSON, BINDS_UNIT
from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.office import penugasan

# Perjanjian Kinerja.mengikat


def settle(doc) -> None:
	"""Called while an agreement is being saved: what is left open follows from its Pihak Pertama."""
	if not doc.mengikat:
		doc.mengikat = bound_by(doc)
	if doc.mengikat == BINDS_PERSON and not doc.pihak_pertama:
		frappe.throw(
			_("Pilih Pihak Pertama: perjanjian perorangan mengikat orang itu."),
			KinerjaError,
			title=_("Pihak Pertama belum dipilih"),
		)


def bound_by(agreement) -> str:
	"""The word for an agreement, or its row, by who signs it first: a unit is bound by whoever heads one. Where nobody is known to
	head the unit, whoever signs does it for the unit."""
	post = agreement.pihak_pertama and frappe.db.get_value(
		PENUGASAN, agreement.pihak_pertama, ["pegawai", "jabatan", "unit_kerja"], as_dict=True
	)
	if not post or not agreement.unit_kerja or penugasan.is_title_of_head(post.jabatan, post.unit_kerja):
		return BINDS_UNIT
	day = getdate(agreement.berlaku_mulai) if agreement.berlaku_mulai else clock.today()
	heads = {head.pegawai for head in penugasan.heads_of(agreement.unit_kerja, day)}
	return BINDS_PERSON if heads and post.pegawai not in heads else BINDS_UNIT


def bound_person(agreement) -> str:
	"""For rules.agreements: "" for what binds a unit, else the Pegawai whom it binds."""
	if agreement.mengikat != BINDS_PERSON:
		return ""
	person = agreement.pihak_pertama and frappe.db.get_value(PENUGASAN, agreement.pihak_pertama, "pegawai")
	return person or agreement.name
