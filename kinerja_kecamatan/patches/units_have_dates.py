"""Units were closed by the day from which they were (`tanggal_tutup`); now they have their first and last day. A unit that had been
closed counts up to the day before. Which unit carries its work on nobody had said: that is for the office to add."""

import frappe
from frappe.utils import add_days, getdate

from kinerja_kecamatan.base.doctypes import UNIT_KERJA

CLOSED = "tanggal_tutup"


def execute() -> None:
	if not frappe.db.has_column(UNIT_KERJA, CLOSED):
		return
	unit = frappe.qb.DocType(UNIT_KERJA)
	rows = (
		frappe.qb.from_(unit)
		.select(unit.name, unit[CLOSED])
		.where(unit[CLOSED].isnotnull() & unit.berlaku_sampai.isnull())
	).run()
	for name, closed in rows:
		last_day = add_days(getdate(closed), -1)
		frappe.db.set_value(UNIT_KERJA, name, "berlaku_sampai", last_day, update_modified=False)
