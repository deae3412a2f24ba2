"""Dispensasi: after Tanggal Kunci a unit hands its data in only with one (reason, until when, by whom).

It waives the Tanggal Kunci of one order, for the Formats that this order asks for: a Susulan has a Tanggal Kunci of its own, and is
neither opened by the main order's Dispensasi nor in need of the main order's lock to get one.
"""

from datetime import date

import frappe
from frappe import _
from frappe.utils import formatdate, getdate

from kinerja_kecamatan.access import acting, authority
from kinerja_kecamatan.access.scope import appointment_over
from kinerja_kecamatan.base import clock
from kinerja_kecamatan.base.doctypes import DISPENSASI, FORMAT
from kinerja_kecamatan.exceptions import PreconditionMissing, ReasonMissing
from kinerja_kecamatan.formats import of_unit
from kinerja_kecamatan.guard import written_once
from kinerja_kecamatan.sop import steps
from kinerja_kecamatan.step_log import log

AKSI = "Beri Dispensasi"
# Who gives the deadline and who reads closely may waive it.
GIVEN_BY = (steps.PENERUSAN, steps.PENCERMATAN)


def give_dispensasi(order, unit: str, sampai: date, alasan: str) -> str:
	"""Let a unit hand in the open Formats that an order asks for until a day after its Tanggal Kunci; returns the Dispensasi.

	For who may complete the Penerusan or the Pencermatan over the whole kecamatan. Raises MoveRefused, ReasonMissing or
	PreconditionMissing with nothing written.
	"""
	role = authority.needed_role(order, GIVEN_BY, _("Memberi Dispensasi"))
	if not alasan:
		frappe.throw(
			_("Tulis alasan Dispensasi; alasannya tercetak pada Format."),
			ReasonMissing,
			title=_("Alasan belum diisi"),
		)
	problem = _problem(order, unit, sampai)
	if problem:
		frappe.throw(problem, PreconditionMissing, title=_("Dispensasi tidak dapat diberikan"))
	content = {**_content(order, unit, role), "berlaku_sampai": sampai, "alasan": alasan}
	with acting.acting_as_system():
		doc = written_once.insert_once(frappe.get_doc(content))
	_show_on_formats(order, doc, role)
	return doc.name


def is_locked(order) -> bool:
	"""Whether Tanggal Kunci has passed."""
	return bool(order.tanggal_kunci) and clock.today() > getdate(order.tanggal_kunci)


def in_force(form, on: date) -> str | None:
	"""The Dispensasi that lets a Format be handed in on a day."""
	return frappe.db.get_value(
		DISPENSASI,
		{"disposisi": form.asked_by, "unit_kerja": form.unit_kerja, "berlaku_sampai": [">=", on]},
		order_by="berlaku_sampai desc",
	)


def _problem(order, unit: str, sampai: date) -> str | None:
	if not order.tanggal_kunci:
		return _("{0} tidak mempunyai Tanggal Kunci; data masih dapat disampaikan tanpa Dispensasi.").format(
			order.name
		)
	if not _open_formats(order, unit):
		return _("{0} tidak mempunyai Format yang belum disampaikan pada {1}.").format(unit, order.name)
	if sampai <= getdate(order.tanggal_kunci) or sampai < clock.today():
		return _(
			"Isi Berlaku Sampai dengan tanggal sesudah Tanggal Kunci ({0}) dan tidak sebelum hari ini."
		).format(formatdate(order.tanggal_kunci))
	return None


def _content(order, unit: str, role: str) -> dict:
	user = frappe.session.user
	giver = appointment_over(user, role, order)
	return {
		"doctype": DISPENSASI,
		"disposisi": order.name,
		"kecamatan": order.kecamatan,
		"periode": order.periode,
		"unit_kerja": unit,
		"tanggal_kunci": order.tanggal_kunci,
		"akun_pemberi": user,
		"nama_pemberi": giver.nama if giver else frappe.utils.get_fullname(user),
		"jabatan_pemberi": giver.title if giver else "",
		"diberikan_pada": clock.now(),
	}


def _open_formats(order, unit: str) -> list[str]:
	"""Those that this very order, the main one or a Susulan, asks of a unit."""
	main = order.disposisi_utama or order.name
	names = of_unit.open_formats(frappe._dict(disposisi=main, unit_kerja=unit))
	asked = frappe.get_all(
		FORMAT, filters={"name": ["in", names or [""]]}, fields=["name", "susulan", "disposisi"]
	)
	return [form.name for form in asked if (form.susulan or form.disposisi) == order.name]


def _show_on_formats(order, doc, role: str) -> None:
	"""The Format shows its Dispensasi and the log keeps it. `modified` stays: somebody may be typing in there."""
	for name in _open_formats(order, doc.unit_kerja):
		form = frappe.get_doc(FORMAT, name)
		form.db_set(
			{"dispensasi": doc.name, "dispensasi_sampai": doc.berlaku_sampai},
			update_modified=False,
			notify=False,
		)
		alasan = _("{0} s.d. {1}: {2}").format(doc.name, formatdate(doc.berlaku_sampai), doc.alasan)
		log.note_decision(form, steps.step_for(form, steps.PENYUSUNAN), AKSI, alasan, role)
