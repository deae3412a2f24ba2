"""Sites from before offices said which kind of period they collect in: each collects on as it did, and months are called months.

An office whose last year was ordered month by month alone goes on so; every other one has the default, quarters, which is what the
column of old units holds already.
"""

import frappe

from kinerja_kecamatan.base.doctypes import DISPOSISI, PERIODE, UNIT_KERJA
from kinerja_kecamatan.office.periods import orders_of
from kinerja_kecamatan.rules.periode import SEBUTAN, TRIWULAN, Periode


def execute() -> None:
	for row in frappe.get_all(PERIODE, fields=["name", "nama_periode", "jenis"]):
		when = Periode.dari_kode(row.name)
		values = {"nama_periode": when.nama, "jenis": SEBUTAN[when.jenis]}
		if values != {key: row[key] for key in values}:
			frappe.db.set_value(PERIODE, row.name, values, update_modified=False)
	for root in frappe.get_all(UNIT_KERJA, filters={"parent_unit_kerja": ["is", "not set"]}, pluck="name"):
		kind = _last_kind(root)
		if kind and kind != TRIWULAN:
			frappe.db.set_value(UNIT_KERJA, root, "jenis_periode", SEBUTAN[kind], update_modified=False)


def _last_kind(kecamatan: str) -> str | None:
	"""The kind of the last year that was collected in periods, where it was one kind."""
	codes = frappe.get_all(DISPOSISI, filters={"kecamatan": kecamatan}, pluck="periode", distinct=True)
	for year in sorted({Periode.dari_kode(code).tahun for code in codes}, reverse=True):
		kinds = {order.periode.jenis for order in orders_of(kecamatan, year)}
		if kinds:
			return kinds.pop() if len(kinds) == 1 else None
	return None
