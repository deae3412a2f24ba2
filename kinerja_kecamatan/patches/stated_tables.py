"""Indicators from before they said whose budget they state: as their tingkat had it until now."""

import frappe

from kinerja_kecamatan.base.doctypes import INDIKATOR


def execute() -> None:
	unsaid = {"tabel_serapan": ["is", "not set"]}
	for name in frappe.get_all(INDIKATOR, filters=unsaid, pluck="name"):
		frappe.db.set_value(INDIKATOR, name, "tabel_serapan", "Menurut Tingkat", update_modified=False)
