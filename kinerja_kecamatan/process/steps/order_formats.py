"""The Formats of an order and the set that it belongs to: what is missing is made, what a Susulan brings finds its way in."""

import frappe
from frappe import _

from kinerja_kecamatan.access import acting
from kinerja_kecamatan.base import doctypes, jobs
from kinerja_kecamatan.base.doctypes import DISPOSISI, FORMAT_ROW, INDIKATOR, REKAP
from kinerja_kecamatan.exceptions import PreconditionMissing
from kinerja_kecamatan.formats import build
from kinerja_kecamatan.process import system_moves
from kinerja_kecamatan.recaps import office_recap, unit_recap
from kinerja_kecamatan.sop import step_state, steps
from kinerja_kecamatan.sop.workflow import GERAK_KEMBALIKAN, state_field

FORMAT = doctypes.FORMAT


def make_missing(disposisi) -> list[str]:
	"""Insert the Formats that a Disposisi's units still lack; returns their names."""
	lacking = build.missing_formats(disposisi)
	_refuse_closed(disposisi, {unit for unit, _group in lacking})
	return build.make_formats(disposisi, lacking)


def move_formats(doc, move) -> None:
	"""The order's Formats go where its move takes them."""
	names = frappe.get_all(FORMAT, filters={"disposisi": doc.name}, pluck="name", order_by="creation")
	for number, name in enumerate(names, start=1):
		system_moves.move_along(FORMAT, name, move.event)
		jobs.tell_progress(number, len(names), doc.doctype, doc.name)


def move_orders(rekap, move) -> None:
	"""The main Disposisi and its Susulan end, and open again, together."""
	for name in build.orders_of(rekap.disposisi):
		system_moves.move_along(DISPOSISI, name, move.event)


def catch_up(main: str) -> None:
	"""A set's Formats that came after these steps of it go straight to where the others are."""
	order = frappe.get_doc(DISPOSISI, main)
	done = [kegiatan for kegiatan in (steps.PENYAMPAIAN, steps.RAPAT) if step_state.is_done(order, kegiatan)]
	for name in frappe.get_all(FORMAT, filters={"disposisi": main}, pluck="name", order_by="creation"):
		for kegiatan in done:
			system_moves.move_along(FORMAT, name, kegiatan)


def add_new_indicators(susulan) -> None:
	"""A Susulan brings indicators that are younger than a unit's Format into it; a finished Format opens again for them."""
	wanted = [
		(unit, name, rows)
		for unit, group, name in build.asked_groups(susulan)
		if name and (rows := _new_rows(name, group))
	]
	_refuse_closed(susulan, {unit for unit, _name, _rows in wanted})
	for _unit, name, rows in wanted:
		system_moves.move_along(
			FORMAT, name, GERAK_KEMBALIKAN, _("Indikator tambahan menurut {0}.").format(susulan.name)
		)
		doc = frappe.get_doc(FORMAT, name)
		acting.update_as_system(doc, baris=[*doc.baris, *rows], susulan=susulan.name)


def _new_rows(name: str, group) -> list[dict]:
	created = frappe.db.get_value(FORMAT, name, "creation")
	have = set(frappe.get_all(FORMAT_ROW, filters={"parent": name, "parenttype": FORMAT}, pluck="indikator"))
	asked = [row["indikator"] for row in group.rows if row["indikator"] not in have]
	young = frappe.get_all(
		INDIKATOR, filters={"name": ["in", asked or [""]], "creation": [">", created]}, pluck="name"
	)
	return [row for row in group.rows if row["indikator"] in young]


def _refuse_closed(disposisi, units: set[str]) -> None:
	"""What comes into a set must still find its way into the recaps: those that have left the unit are called back first."""
	main = build.main_order(disposisi)
	office = units and office_recap.find_office_recap(main)
	if office and not step_state.lies_ahead(frappe.get_doc(REKAP, office), steps.REKAP_KECAMATAN):
		frappe.throw(
			_(
				"Rekap kecamatan {0} sudah final. Mintalah Sekretaris Kecamatan membukanya kembali lebih dulu."
			).format(office),
			PreconditionMissing,
			title=_("Sudah final"),
		)
	for unit in sorted(units):
		name = unit_recap.find_unit_recap(frappe._dict(disposisi=main, unit_kerja=unit))
		rekap = frappe.get_doc(REKAP, name) if name else None
		if rekap and not step_state.lies_ahead(rekap, steps.REKAP_UNIT):
			frappe.throw(
				_(
					"Rekap unit {0} sudah berstatus {1}. Kembalikan ke unit lebih dulu, agar tambahannya ikut direkap."
				).format(unit, rekap.get(state_field(REKAP))),
				PreconditionMissing,
				title=_("Rekap unit sudah berjalan"),
			)
