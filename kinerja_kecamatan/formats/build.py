"""Making the Formats of a Disposisi: all units that report on its period, only what is missing, never twice."""

import frappe
from frappe import _

from kinerja_kecamatan.access import acting
from kinerja_kecamatan.base import jobs
from kinerja_kecamatan.base.doctypes import DISPOSISI, FORMAT
from kinerja_kecamatan.exceptions import PreconditionMissing
from kinerja_kecamatan.formats import rows as target_rows
from kinerja_kecamatan.formats.open_releases import OpenReleases
from kinerja_kecamatan.office.units import reporting_in
from kinerja_kecamatan.sop import step_state, steps
from kinerja_kecamatan.sop.workflow import initial_state, state_field

# Stands where a Pelaksana would: the unit's own Format.
UNIT_OWN = "*"


def unique_key(periode: str, unit: str, pelaksana: str | None) -> str:
	"""The UNIQUE `kunci` of a Format; one Format a Pelaksana, and one of the unit's own."""
	return f"{periode}|{unit}|{pelaksana or UNIT_OWN}"


def main_order(disposisi) -> str:
	"""A Susulan works into the set of its main Disposisi."""
	return disposisi.disposisi_utama or disposisi.name


def orders_of(main: str) -> list[str]:
	"""The main Disposisi of a set and its Susulan."""
	return [
		main,
		*frappe.get_all(DISPOSISI, filters={"disposisi_utama": main}, pluck="name", order_by="creation"),
	]


def missing_formats(disposisi) -> list[tuple]:
	"""(unit, group of rows) of every Format that a Disposisi's units still lack."""
	return [(unit, group) for unit, group, name in asked_groups(disposisi) if not name]


def make_formats(disposisi, lacking: list[tuple]) -> list[str]:
	"""Insert the Formats that are `missing`; returns their names."""
	made, awaited = [], OpenReleases(disposisi.kecamatan, disposisi.periode) if lacking else None
	for number, (unit, group) in enumerate(lacking, start=1):
		made.append(_insert(disposisi, main_order(disposisi), unit, group, awaited.told(unit)))
		jobs.tell_progress(number, len(lacking), disposisi.doctype, disposisi.name)
	return made


def asked_groups(disposisi) -> list[tuple]:
	"""(unit, group of rows, name of its Format or None) for everything that the agreements in force ask for."""
	by_unit = target_rows.rows_by_unit(disposisi.kecamatan, disposisi.periode)
	return [
		(unit.name, group, _format_of(disposisi.periode, unit.name, group))
		for unit in reporting_in(disposisi.kecamatan, disposisi.periode)
		for group in by_unit.get(unit.name, [])
	]


def _format_of(periode: str, unit: str, group) -> str | None:
	"""The Format made for a group of rows, whoever fills it in by now (Alihkan Pelaksana changes `kunci`)."""
	made_for = group.pelaksana or UNIT_OWN
	return frappe.db.exists(FORMAT, {"periode": periode, "unit_kerja": unit, "kelompok": made_for})


def _insert(disposisi, order: str, unit: str, group, awaited: str) -> str:
	doc = frappe.get_doc(
		{
			"doctype": FORMAT,
			"disposisi": order,
			"kecamatan": disposisi.kecamatan,
			"periode": disposisi.periode,
			"unit_kerja": unit,
			"pelaksana": group.pelaksana,
			"susulan": disposisi.name if disposisi.disposisi_utama else None,
			"perjanjian": target_rows.agreements_text(group.perjanjian),
			"rilis_terbuka": awaited,
			"baris": group.rows,
		}
	)
	return acting.insert_as_system(doc).name


def drop_drafts(disposisi) -> None:
	"""Delete the Formats that a cancelled Disposisi leaves unsent: its own, or what its Susulan had added to a running set."""
	main = main_order(disposisi)
	if disposisi.disposisi_utama and not step_state.is_done(
		frappe.get_doc(DISPOSISI, main), steps.PENYAMPAIAN
	):
		return
	unsent = {"disposisi": main, state_field(FORMAT): initial_state(FORMAT)}
	for name in frappe.get_all(FORMAT, filters=unsent, pluck="name"):
		acting.delete_as_system(FORMAT, name)


def refuse_nothing_to_collect(disposisi) -> None:
	"""Without a single Format there is nothing to send out, whatever has been confirmed."""
	if not frappe.db.exists(FORMAT, {"disposisi": main_order(disposisi)}):
		frappe.throw(
			_(
				"Tidak ada satu unit pun yang melapor dan punya target pada Perjanjian Kinerja yang berlaku untuk {0}. Lengkapi Unit Kerja atau targetnya."
			).format(disposisi.periode),
			PreconditionMissing,
			title=_("Tidak ada yang dikumpulkan"),
		)
