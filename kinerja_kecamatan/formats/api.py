"""Whitelisted methods of the Formats, for the desk and for REST clients."""

from datetime import date

import frappe
from frappe import _

from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.flow import authority
from kinerja_kecamatan.flow.decisions import Decision, offered_on
from kinerja_kecamatan.formats import dispensasi
from kinerja_kecamatan.formats import pelaksana as performers

DISPOSISI, FORMAT = "Disposisi", "Format Data Kinerja"
SELF = "kinerja_kecamatan.formats.api"


@frappe.whitelist(methods=["POST"])
def tetapkan_pelaksana(format_data: str, pelaksana: str | None = None, alasan: str | None = None) -> dict:
	"""Tunjuk or Alihkan Pelaksana: give a Format that is not handed on yet to one Pelaksana of its unit.

	:param pelaksana: a Pegawai; empty gives it back to all Pelaksana of the unit.
	:param alasan: needed where a Pelaksana is replaced.
	:return: the Format.
	"""
	form = frappe.get_doc(FORMAT, format_data, for_update=True)
	form.check_permission("read")
	performers.name(form, (pelaksana or "").strip(), (alasan or "").strip())
	return frappe.get_doc(FORMAT, format_data).as_dict()


@frappe.whitelist(methods=["POST"])
def beri_dispensasi(disposisi: str, unit: str, berlaku_sampai: str, alasan: str) -> str:
	"""Let a unit hand in its open Formats after Tanggal Kunci, until a day (ISO date); returns the Dispensasi Kinerja.

	:param disposisi: the order whose Tanggal Kunci has passed: of a Format that a Susulan asks for, the Susulan
	"""
	order = frappe.get_doc(DISPOSISI, disposisi, for_update=True)
	order.check_permission("read")
	return dispensasi.give(order, unit, _day(berlaku_sampai), (alasan or "").strip())


def _day(text: str) -> date:
	try:
		return date.fromisoformat((text or "").strip())
	except ValueError:
		frappe.throw(_("Isi Berlaku Sampai dengan tanggal, misalnya 2021-04-30."), KinerjaError)


@offered_on(FORMAT)
def offer_pelaksana(form, user: str) -> Decision | None:
	"""For the unit's leader, until the Format is handed on."""
	if performers.is_closed(form) or not performers.leader_among(user, form):
		return None
	people = [
		{"value": key, "label": name}
		for key, name in performers.candidates(form).items()
		if key != form.pelaksana
	]
	everyone = [{"value": "", "label": _("Semua pelaksana unit")}] if form.pelaksana else []
	if not people and not everyone:
		return None
	reason = {
		"fieldname": "alasan",
		"fieldtype": "Small Text",
		"label": _("Alasan"),
		"reqd": int(bool(form.pelaksana)),
	}
	return Decision(
		label=_(performers.label(form.pelaksana)),
		metode=f"{SELF}.tetapkan_pelaksana",
		argumen={"format_data": form.name},
		isian=[
			{
				"fieldname": "pelaksana",
				"fieldtype": "Select",
				"label": _("Pelaksana"),
				"options": [*people, *everyone],
			},
			reason,
		],
	)


@offered_on(FORMAT)
def offer_dispensasi(form, user: str) -> Decision | None:
	"""For who may give one, once the unit can no longer hand in without it."""
	order = frappe.get_doc(DISPOSISI, form.asked_by)
	if not dispensasi.is_locked(order) or performers.is_closed(form):
		return None
	if not authority.role_of(user, order, dispensasi.GIVEN_BY):
		return None
	return Decision(
		label=_(dispensasi.AKSI),
		metode=f"{SELF}.beri_dispensasi",
		argumen={"disposisi": order.name, "unit": form.unit_kerja},
		isian=[
			{"fieldname": "berlaku_sampai", "fieldtype": "Date", "label": _("Berlaku Sampai"), "reqd": 1},
			{"fieldname": "alasan", "fieldtype": "Small Text", "label": _("Alasan"), "reqd": 1},
		],
	)
