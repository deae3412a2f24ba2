"""Penugasan from before a second person had to confirm them are in force as they were."""

import frappe

from kinerja_kecamatan.office.penugasan import DISETUJUI


def execute() -> None:
	table = frappe.qb.DocType("Penugasan")
	frappe.qb.update(table).set(table.persetujuan, DISETUJUI).where(
		table.persetujuan.isnull() | (table.persetujuan == "")
	).run()
