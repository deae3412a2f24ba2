"""Money of a Perjanjian Kinerja was a number that the site's format misread (`1.500.000` as 1,5 or 0); now it is text, read as offices
write it. What stood there is written so; a cash plan of 0 was none."""

import frappe

from kinerja_kecamatan.base.doctypes import PROGRAM_ANGGARAN
from kinerja_kecamatan.rules.numbers import print_number
from kinerja_kecamatan.rules.rupiah import stored_rupiah

PLANNED = tuple(f"kas_tw{number}" for number in range(1, 5))


def execute() -> None:
	for row in frappe.get_all(PROGRAM_ANGGARAN, fields=["name", "anggaran", *PLANNED]):
		values = {column: _written(row[column]) for column in ("anggaran", *PLANNED)}
		if not any(stored_rupiah(row[column]) for column in PLANNED):
			values |= dict.fromkeys(PLANNED, "")
		frappe.db.set_value(PROGRAM_ANGGARAN, row.name, values, update_modified=False)


def _written(text):
	"""As it is typed today; what nobody can read stays."""
	amount = stored_rupiah(text)
	return text if amount is None else print_number(amount)
