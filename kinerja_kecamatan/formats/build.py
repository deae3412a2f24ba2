"""Making the Formats of a Disposisi: all reporting units, only what is missing, never twice."""

import frappe
from frappe import _

from kinerja_kecamatan.exceptions import PreconditionMissing
from kinerja_kecamatan.flow import reach, steps, system
from kinerja_kecamatan.formats import rows as target_rows
from kinerja_kecamatan.stages import clock

FORMAT = "Format Data Kinerja"


def reporting_units(kecamatan: str, on=None) -> list:
	"""Units of a kecamatan that report and are not closed on a date, in tree order."""
	on = on or clock.today()
	units = frappe.get_all(
		"Unit Kerja",
		filters={"kecamatan": kecamatan, "melapor": 1},
		fields=["name", "nama_unit", "sebutan_kepala", "tanggal_tutup"],
		order_by="lft",
	)
	return [unit for unit in units if not unit.tanggal_tutup or unit.tanggal_tutup > on]


def key(periode: str, unit: str, pelaksana: str | None) -> str:
	"""The UNIQUE `kunci` of a Format; the unit's own one has a star where a Pelaksana would stand."""
	return f"{periode}|{unit}|{pelaksana or '*'}"


def main_order(disposisi) -> str:
	"""A Susulan works into the set of its main Disposisi."""
	return disposisi.disposisi_utama or disposisi.name


def make_missing(disposisi) -> list[str]:
	"""Insert the Formats that a Disposisi's units still lack; returns their names."""
	by_unit = target_rows.rows_by_unit(disposisi.kecamatan, disposisi.periode)
	order = main_order(disposisi)
	made = []
	for unit in reporting_units(disposisi.kecamatan):
		for group in by_unit.get(unit.name, []):
			if frappe.db.exists(FORMAT, {"kunci": key(disposisi.periode, unit.name, group.pelaksana)}):
				continue
			made.append(_insert(disposisi, order, unit.name, group))
	return made


def _insert(disposisi, order: str, unit: str, group) -> str:
	doc = frappe.get_doc(
		{
			"doctype": FORMAT,
			"disposisi": order,
			"kecamatan": disposisi.kecamatan,
			"periode": disposisi.periode,
			"unit_kerja": unit,
			"pelaksana": group.pelaksana,
			"batas_pengumpulan": disposisi.batas_pengumpulan,
			"perjanjian": ", ".join(group.perjanjian),
			"baris": group.rows,
		}
	)
	system.insert(doc)
	catch_up(doc)
	return doc.name


def catch_up(doc) -> None:
	"""A Format made after step 3 or 4 goes straight to where the others are."""
	order = frappe.get_doc("Disposisi", doc.disposisi)
	for kegiatan in (steps.PENYAMPAIAN, steps.RAPAT):
		if reach.is_done(order, kegiatan):
			system.move(FORMAT, doc.name, kegiatan)


def refuse_units_without_rows(disposisi) -> None:
	"""Step 3 reaches every reporting unit; one with nothing to report on has no targets yet."""
	have = set(
		frappe.get_all(FORMAT, filters={"disposisi": main_order(disposisi)}, pluck="unit_kerja", distinct=True)
	)
	empty = [unit.nama_unit for unit in reporting_units(disposisi.kecamatan) if unit.name not in have]
	if empty:
		frappe.throw(
			_("Unit berikut belum punya target pada Perjanjian Kinerja yang berlaku untuk {0}: {1}. Lengkapi targetnya, atau hapus centang Melapor pada unitnya.").format(
				disposisi.periode, ", ".join(empty)
			),
			PreconditionMissing,
			title=_("Format tidak lengkap"),
		)
