"""The decisions that the desk offers beside the moves: who fills in, Dispensasi, Tidak Melapor. Each is made by a whitelisted
method that checks for itself; what is said here is only whom to show the button, and what it asks for."""

import frappe
from frappe import _

from kinerja_kecamatan.access import authority
from kinerja_kecamatan.base.doctypes import DISPOSISI, FORMAT, UNIT_KERJA
from kinerja_kecamatan.formats import dispensasi
from kinerja_kecamatan.formats import pelaksana as performers
from kinerja_kecamatan.process import not_reporting
from kinerja_kecamatan.process.decisions import Decision, offered_on
from kinerja_kecamatan.recaps import office_recap


@offered_on(FORMAT)
def offer_pelaksana(form, user: str) -> Decision | None:
	"""For the unit's leader, until the Format is handed on."""
	if performers.is_handed_on(form) or not performers.leader_among(user, form):
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
		label=_(performers.action_label(form.pelaksana)),
		metode="kinerja_kecamatan.formats.api.tetapkan_pelaksana",
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
	if not dispensasi.is_locked(order) or performers.is_handed_on(form):
		return None
	if not authority.role_of(user, order, dispensasi.GIVEN_BY):
		return None
	return Decision(
		label=_(dispensasi.AKSI),
		metode="kinerja_kecamatan.formats.api.beri_dispensasi",
		argumen={"disposisi": order.name, "unit": form.unit_kerja},
		isian=[
			{"fieldname": "berlaku_sampai", "fieldtype": "Date", "label": _("Berlaku Sampai"), "reqd": 1},
			{"fieldname": "alasan", "fieldtype": "Small Text", "label": _("Alasan"), "reqd": 1},
		],
	)


@offered_on(DISPOSISI)
def offer_tidak_melapor(order, user: str) -> Decision | None:
	"""For who may decide it, while there are units that the kecamatan's recap still waits for."""
	if not authority.role_of(user, order, not_reporting.DECIDED_BY) or not_reporting.set_problem(order):
		return None
	counted = office_recap.units_in(order.name)
	waiting = [unit for unit in office_recap.units_of(order.name) if unit not in counted]
	if not waiting:
		return None
	names = [
		{"value": unit, "label": frappe.get_cached_value(UNIT_KERJA, unit, "nama_unit")} for unit in waiting
	]
	return Decision(
		label=_(not_reporting.TIDAK_MELAPOR),
		metode="kinerja_kecamatan.process.api.tetapkan_tidak_melapor",
		argumen={"disposisi": order.name},
		isian=[
			{"fieldname": "unit", "fieldtype": "Select", "label": _("Unit"), "options": names, "reqd": 1},
			{"fieldname": "alasan", "fieldtype": "Small Text", "label": _("Alasan"), "reqd": 1},
		],
	)
