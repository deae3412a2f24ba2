"""A year of kecamatan beside one another, from their final recaps: for a kabupaten, or for the one kecamatan of an office."""

import frappe
from frappe import _

from kinerja_kecamatan.access.markup import inert_text
from kinerja_kecamatan.base.doctypes import PERIODE, UNIT_KERJA
from kinerja_kecamatan.figures.judging import as_column
from kinerja_kecamatan.recaps import api
from kinerja_kecamatan.rules.decimals import rounded
from kinerja_kecamatan.rules.periode import DIKUMPULKAN, SEBUTAN

Row = dict[str, object]
# Instead of one kind: of each kecamatan the one that it collects in.
EACH_ITS_OWN = "Menurut Kecamatan"
COLLECTED = tuple(SEBUTAN[kind] for kind in DIKUMPULKAN)


def execute(filters: dict | None = None) -> tuple[list[Row], list[Row], str | None, Row | None]:
	"""Columns, rows as of `recaps.offices.year_rows` (capaian in percent, two decimals) with the kecamatan's name, what to say where there are none, and the chart.

	:param filters: {"tahun" (year), "jenis" (Periode Kinerja.jenis of the recaps: Triwulan, Semester, Bulanan or Tahunan; or Menurut
	        Kecamatan: of each kecamatan the periods that it collects in)}
	"""
	filters = frappe._dict(filters or {})
	rows = _rows(filters.tahun, filters.jenis or "Triwulan")
	for row in rows:
		# As a column would hold it: Frappe writes a Decimal into a workbook as text.
		row.rata_capaian = None if row.rata_capaian is None else as_column(rounded(row.rata_capaian, 2))
		# The desk shows cells, and the chart its labels, as HTML.
		row.nama = inert_text(
			frappe.get_cached_value(UNIT_KERJA, row.kecamatan, "nama_unit") or row.kecamatan
		)
		row.predikat = inert_text(row.predikat or "")
	if not rows:
		return _columns(), [], _("Pada tahun itu tidak ada rekap kecamatan final yang dapat Anda baca."), None
	return _columns(), rows, None, _chart(rows)


def _rows(year: object, kind: str) -> list[Row]:
	"""A row a kecamatan; where each is to have its own kind of period, the first of which it has recaps: a year is collected in one."""
	found: dict[str, Row] = {}
	for word in COLLECTED if kind == EACH_ITS_OWN else (kind,):
		periods = frappe.get_all(PERIODE, filters={"tahun": year, "jenis": word}, pluck="name")
		for row in api.tahunan(periods) if periods else ():
			found.setdefault(row.kecamatan, row)
	return sorted(found.values(), key=lambda row: row.kecamatan)


def _columns() -> list[Row]:
	return [
		{
			"fieldname": "kecamatan",
			"label": _("Kecamatan"),
			"fieldtype": "Link",
			"options": UNIT_KERJA,
			"width": 140,
		},
		{"fieldname": "nama", "label": _("Nama"), "fieldtype": "Data", "width": 220},
		{"fieldname": "banyak_periode", "label": _("Rekap Final"), "fieldtype": "Int", "width": 100},
		{
			"fieldname": "periode",
			"label": _("Sampai Dengan"),
			"fieldtype": "Link",
			"options": PERIODE,
			"width": 130,
		},
		{"fieldname": "indikator", "label": _("Indikator"), "fieldtype": "Int", "width": 100},
		{"fieldname": "dihitung", "label": _("Terhitung"), "fieldtype": "Int", "width": 100},
		{"fieldname": "menunggu", "label": _("Menunggu Rilis"), "fieldtype": "Int", "width": 130},
		{"fieldname": "sementara", "label": _("Angka Sementara"), "fieldtype": "Int", "width": 140},
		{
			"fieldname": "rata_capaian",
			"label": _("Rata-rata Capaian IKU (%)"),
			"fieldtype": "Float",
			"precision": 2,
			"width": 190,
		},
		{"fieldname": "predikat", "label": _("Predikat"), "fieldtype": "Data", "width": 150},
	]


def _chart(rows: list[Row]) -> Row:
	return {
		"type": "bar",
		"data": {
			"labels": [row.nama for row in rows],
			"datasets": [
				{
					"name": _("Rata-rata Capaian IKU (%)"),
					"values": [row.rata_capaian or 0 for row in rows],
				}
			],
		},
	}
