"""Recaps written straight to their tables, by the hundred thousand rows: what the recap measurements read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import frappe

STAMPS = ("creation", "modified", "owner", "modified_by", "docstatus")
RECAP = (
	"name",
	"jenis",
	"disposisi",
	"kecamatan",
	"periode",
	"unit_kerja",
	"kunci",
	"workflow_state",
	"versi",
)
ROW = (
	*("name", "parent", "parenttype", "parentfield", "idx", "indikator", "kode", "nama_indikator", "tingkat"),
	*("satuan", "sifat", "agregasi_waktu", "agregasi_sumber", "desimal", "diukur", "target", "target_teks"),
	*(
		"target_sd",
		"target_sd_teks",
		"target_tahunan",
		"status",
		"nilai",
		"nilai_pembilang",
		"nilai_penyebut",
		"realisasi_teks",
		"lengkap",
	),
)
# Over time, over sources; one after the other, so that every way is measured.
WAYS = (("Kumulatif", "Jumlah"), ("Posisi Akhir", "Rata-rata"), ("Rata-rata", "Jumlah"), ("Rasio", "Rasio"))


def insert(doctype: str, fields: tuple[str, ...], rows: Iterable[tuple], chunk: int = 20_000) -> None:
	"""frappe.db.bulk_insert in chunks, without hooks or checks."""
	now = frappe.utils.now()
	stamps = (now, now, "Administrator", "Administrator", 0)
	waiting: list[tuple] = []
	for row in rows:
		waiting.append((*row, *stamps))
		if len(waiting) == chunk:
			frappe.db.bulk_insert(doctype, [*fields, *STAMPS], waiting, chunk_size=chunk)
			waiting = []
	if waiting:
		frappe.db.bulk_insert(doctype, [*fields, *STAMPS], waiting, chunk_size=chunk)


def copy(doctype: str, source: str, values: tuple, changed: dict[str, str]) -> None:
	"""Rows copied within the database, which is what makes a million of them in a minute.

	:param source: after the table's name, which rows and beside what: "where parent = %s", ", seq_1_to_9 n where ..."
	:param values: for the placeholders of `source`
	:param changed: column -> SQL expression of its value in the copy
	"""
	columns = frappe.db.get_table_columns(doctype)
	into = ", ".join(f"`{column}`" for column in columns)
	given = ", ".join(changed.get(column, f"`tab{doctype}`.`{column}`") for column in columns)
	frappe.db.sql(f"insert into `tab{doctype}` ({into}) select {given} from `tab{doctype}` {source}", values)


def recap(name: str, jenis: str, order: str, kecamatan: str, periode: str, unit: str, state: str) -> tuple:
	return (name, jenis, order, kecamatan, periode, unit, name, state, 1)


def rows_of(parent: str, indicators: Iterable[str], seed: int) -> Iterator[tuple]:
	"""Rows of one recap, with figures that follow from `seed` and their place."""
	for number, indicator in enumerate(indicators, start=1):
		time, source = WAYS[number % len(WAYS)]
		level = ("IKU", "Program", "Kegiatan")[number % 3]
		value = (seed * 31 + number * 7) % 90 + 10
		yield (
			*(
				f"{parent}#{number}",
				parent,
				"Rekap Kinerja",
				"baris",
				number,
				indicator,
				indicator,
				indicator,
				level,
			),
			*("%" if source == "Rasio" else "Dokumen", "Positif", time, source, 2, 1, 50, "50"),
			*(200, "200", 200, "Terisi" if number % 11 else "Belum Diisi", value, value, 100, str(value), 1),
		)
