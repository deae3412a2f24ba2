"""The units of an office that report."""

import frappe

from kinerja_kecamatan.base import clock
from kinerja_kecamatan.base.doctypes import UNIT_KERJA


def reporting_units(kecamatan: str, on=None) -> list:
	"""Units of a kecamatan that report and are not closed on a date, in tree order."""
	on = on or clock.today()
	units = frappe.get_all(
		UNIT_KERJA,
		filters={"kecamatan": kecamatan, "melapor": 1},
		fields=["name", "nama_unit", "sebutan_kepala", "tanggal_tutup"],
		order_by="lft",
	)
	return [unit for unit in units if not unit.tanggal_tutup or unit.tanggal_tutup > on]
