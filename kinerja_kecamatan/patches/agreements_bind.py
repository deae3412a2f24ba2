"""Whom a Perjanjian Kinerja binds was not asked: a Pelaksana's took the place of the unit's. From now on it stands beside it; by whoever
signs first, as a new one is settled. Formats and recaps that were made keep their targets."""

import frappe

from kinerja_kecamatan.base.doctypes import PERJANJIAN
from kinerja_kecamatan.office.agreement_parties import bound_by


def execute() -> None:
	rows = frappe.get_all(
		PERJANJIAN,
		filters={"mengikat": ["is", "not set"]},
		fields=["name", "unit_kerja", "berlaku_mulai", "pihak_pertama"],
	)
	for row in rows:
		frappe.db.set_value(PERJANJIAN, row.name, "mengikat", bound_by(row), update_modified=False)
