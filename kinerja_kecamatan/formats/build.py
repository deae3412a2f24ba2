"""Making the Formats of a Disposisi: all reporting units, only what is missing, never twice."""

import frappe
from frappe import _

from kinerja_kecamatan.exceptions import PreconditionMissing
from kinerja_kecamatan.flow import background, reach, steps, system
from kinerja_kecamatan.flow.workflow import GERAK_KEMBALIKAN, initial_state, state_field
from kinerja_kecamatan.formats import rows as target_rows
from kinerja_kecamatan.stages import clock

FORMAT = "Format Data Kinerja"
# Stands where a Pelaksana would: the unit's own Format.
UNIT_OWN = "*"


def reporting_units(kecamatan: str, on=None) -> list:
	"""Units of a kecamatan that report and are not closed on a date, in tree order."""
	on = on or clock.today()
	units = frappe.get_all(
		"Unit Kerja",
		filters={"kecamatan": kecamatan, "melapor": 1},
		fields=["name", "nama_unit", "sebutan_kepala", "tanggal_tutup"],
		order_by="lft",
	)
	return [unit for unit in units if not unit.tanggal_tutup or unit.tanggal_tutup > on]


def key(periode: str, unit: str, pelaksana: str | None) -> str:
	"""The UNIQUE `kunci` of a Format; one Format a Pelaksana, and one of the unit's own."""
	return f"{periode}|{unit}|{pelaksana or UNIT_OWN}"


def main_order(disposisi) -> str:
	"""A Susulan works into the set of its main Disposisi."""
	return disposisi.disposisi_utama or disposisi.name


def orders_of(main: str) -> list[str]:
	"""The main Disposisi of a set and its Susulan."""
	return [
		main,
		*frappe.get_all("Disposisi", filters={"disposisi_utama": main}, pluck="name", order_by="creation"),
	]


def make_missing(disposisi) -> list[str]:
	"""Insert the Formats that a Disposisi's units still lack; returns their names."""
	missing = [(unit, group) for unit, group, name in _groups(disposisi) if not name]
	refuse_closed(disposisi, {unit for unit, _group in missing})
	made = []
	for number, (unit, group) in enumerate(missing, start=1):
		made.append(_insert(disposisi, main_order(disposisi), unit, group))
		background.progress(number, len(missing), disposisi.doctype, disposisi.name)
	return made


def _groups(disposisi) -> list[tuple]:
	"""(unit, group of rows, name of its Format or None) for everything that the agreements in force ask for."""
	by_unit = target_rows.rows_by_unit(disposisi.kecamatan, disposisi.periode)
	return [
		(unit.name, group, _format_of(disposisi.periode, unit.name, group))
		for unit in reporting_units(disposisi.kecamatan)
		for group in by_unit.get(unit.name, [])
	]


def _format_of(periode: str, unit: str, group) -> str | None:
	"""The Format made for a group of rows, whoever fills it in by now (Alihkan Pelaksana changes `kunci`)."""
	made_for = group.pelaksana or UNIT_OWN
	return frappe.db.exists(FORMAT, {"periode": periode, "unit_kerja": unit, "kelompok": made_for})


def _insert(disposisi, order: str, unit: str, group) -> str:
	doc = frappe.get_doc(
		{
			"doctype": FORMAT,
			"disposisi": order,
			"kecamatan": disposisi.kecamatan,
			"periode": disposisi.periode,
			"unit_kerja": unit,
			"pelaksana": group.pelaksana,
			"susulan": disposisi.name if disposisi.disposisi_utama else None,
			"perjanjian": ", ".join(group.perjanjian),
			"baris": group.rows,
		}
	)
	return system.insert(doc).name


def drop_drafts(disposisi) -> None:
	"""Delete the Formats that a cancelled Disposisi leaves unsent: its own, or what its Susulan had added to a running set."""
	main = main_order(disposisi)
	if disposisi.disposisi_utama and not reach.is_done(frappe.get_doc("Disposisi", main), steps.PENYAMPAIAN):
		return
	unsent = {"disposisi": main, state_field(FORMAT): initial_state(FORMAT)}
	for name in frappe.get_all(FORMAT, filters=unsent, pluck="name"):
		system.delete(FORMAT, name)


def catch_up(main: str) -> None:
	"""A set's Formats that came after its step 3 or 4 go straight to where the others are."""
	order = frappe.get_doc("Disposisi", main)
	done = [kegiatan for kegiatan in (steps.PENYAMPAIAN, steps.RAPAT) if reach.is_done(order, kegiatan)]
	for name in frappe.get_all(FORMAT, filters={"disposisi": main}, pluck="name", order_by="creation"):
		for kegiatan in done:
			system.move(FORMAT, name, kegiatan)


def add_new_indicators(susulan) -> None:
	"""A Susulan brings indicators that are younger than a unit's Format into it; a finished Format opens again for them."""
	wanted = [
		(unit, name, rows)
		for unit, group, name in _groups(susulan)
		if name and (rows := _new_rows(name, group))
	]
	refuse_closed(susulan, {unit for unit, _name, _rows in wanted})
	for _unit, name, rows in wanted:
		system.move(FORMAT, name, GERAK_KEMBALIKAN, _("Indikator tambahan menurut {0}.").format(susulan.name))
		doc = frappe.get_doc(FORMAT, name)
		system.update(doc, baris=[*doc.baris, *rows], susulan=susulan.name)


def _new_rows(name: str, group) -> list[dict]:
	created = frappe.db.get_value(FORMAT, name, "creation")
	have = set(
		frappe.get_all(
			"Baris Data Kinerja", filters={"parent": name, "parenttype": FORMAT}, pluck="indikator"
		)
	)
	asked = [row["indikator"] for row in group.rows if row["indikator"] not in have]
	young = frappe.get_all(
		"Indikator Kinerja", filters={"name": ["in", asked or [""]], "creation": [">", created]}, pluck="name"
	)
	return [row for row in group.rows if row["indikator"] in young]


def refuse_closed(disposisi, units: set[str]) -> None:
	"""What comes into a set must still find its way into the recaps: those that have left the unit are called back first."""
	from kinerja_kecamatan.recap import kecamatan as office_recap
	from kinerja_kecamatan.recap import unit as unit_recap

	main = main_order(disposisi)
	office = units and office_recap.find(main)
	if office and not reach.is_next(frappe.get_doc("Rekap Kinerja", office), steps.REKAP_KECAMATAN):
		frappe.throw(
			_(
				"Rekap kecamatan {0} sudah final. Mintalah Sekretaris Kecamatan membukanya kembali lebih dulu."
			).format(office),
			PreconditionMissing,
			title=_("Sudah final"),
		)
	for unit in sorted(units):
		name = unit_recap.find(frappe._dict(disposisi=main, unit_kerja=unit))
		rekap = frappe.get_doc("Rekap Kinerja", name) if name else None
		if rekap and not reach.is_next(rekap, steps.REKAP_UNIT):
			frappe.throw(
				_(
					"Rekap unit {0} sudah berstatus {1}. Kembalikan ke unit lebih dulu, agar tambahannya ikut direkap."
				).format(unit, rekap.get(state_field("Rekap Kinerja"))),
				PreconditionMissing,
				title=_("Rekap unit sudah berjalan"),
			)


def refuse_units_without_rows(disposisi) -> None:
	"""Step 3 reaches every reporting unit; one with nothing to report on has no targets yet."""
	have = set(
		frappe.get_all(
			FORMAT, filters={"disposisi": main_order(disposisi)}, pluck="unit_kerja", distinct=True
		)
	)
	empty = [unit.nama_unit for unit in reporting_units(disposisi.kecamatan) if unit.name not in have]
	if empty:
		frappe.throw(
			_(
				"Unit berikut belum punya target pada Perjanjian Kinerja yang berlaku untuk {0}: {1}. Lengkapi targetnya, atau hapus centang Melapor pada unitnya."
			).format(disposisi.periode, ", ".join(empty)),
			PreconditionMissing,
			title=_("Format tidak lengkap"),
		)
