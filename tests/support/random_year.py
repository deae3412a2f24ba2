"""A thousand random indicators (tests.oracle.indicators) as rows in the database. What the recaps must make of them is told apart, in
tests.oracle.recaps."""

from dataclasses import dataclass, field
from fractions import Fraction

import frappe
from frappe.model import no_value_fields

from kinerja_kecamatan.sop.workflow import initial_state
from tests.oracle.indicators import QUARTERS, Indicator, said_score

ROW_FIELDS = (
	*("name", "parent", "parenttype", "parentfield", "idx", "indikator", "kode", "nama_indikator", "tingkat"),
	*("satuan", "sifat", "agregasi_waktu", "agregasi_sumber", "desimal", "bobot", "diukur", "target"),
	*("target_sd", "target_sd_teks", "target_tahunan_teks", "rumus_negatif", "batas_capaian"),
	*("target_lebar", "target_sd_lebar", "target_tahunan_lebar", "skala_nilai"),
	*("target_tahunan", "target_teks", "urutan_target", "status", "realisasi", "nilai", "nilai_pembilang"),
	*("nilai_penyebut", "kendala", "tindak_lanjut", "keterangan", "sementara"),
)


@dataclass
class RandomYear:
	"""The data sets and the documents that hold them, inserted but not committed."""

	indicators: list[Indicator]
	kecamatan: str
	units: list[str]
	year: int
	orders: dict[int, str] = field(default_factory=dict)


def insert(office, indicators: list[Indicator]) -> RandomYear:
	"""Write an office's random year: indicators, one order a quarter, the Formats with their rows."""
	made = RandomYear(indicators, office.root, office.units[:2], office.tahun)
	_insert_indicators(made)
	for quarter in QUARTERS:
		made.orders[quarter] = _insert_order(made, quarter)
		for place, unit in enumerate(made.units):
			for source in range(max(len(one.rows[(quarter, place)]) for one in indicators)):
				_insert_format(made, quarter, place, unit, source)
	return made


def _bulk(doctype: str, fields: tuple[str, ...], rows: list[tuple]) -> None:
	stamps = ("creation", "modified", "owner", "modified_by", "docstatus")
	now = frappe.utils.now()
	frappe.db.bulk_insert(
		doctype, [*fields, *stamps], [(*row, now, now, "Administrator", "Administrator", 0) for row in rows]
	)


def _insert_indicators(made: RandomYear) -> None:
	fields = ("name", "kode", "kecamatan", "nama_indikator", "tingkat", "unit_kerja", "satuan", "sifat")
	ways = ("agregasi_waktu", "agregasi_sumber", "desimal", "aktif")
	rows = [
		(
			*(f"{made.kecamatan}-{one.name}", one.name, made.kecamatan, one.name, one.level, made.units[0]),
			*(one.satuan, one.sifat, one.time, one.source, 2, 1),
		)
		for one in made.indicators
	]
	_bulk("Indikator Kinerja", (*fields, *ways), rows)


def _insert_order(made: RandomYear, quarter: int) -> str:
	doc = frappe.get_doc(
		{
			"doctype": "Disposisi",
			"name": f"UJI-{made.kecamatan}-{made.year}-{quarter}",
			"kecamatan": made.kecamatan,
			"periode": f"{made.year}-TW{quarter}",
			"sop": frappe.get_all("SOP", pluck="name", limit=1)[0],
			"workflow_state": initial_state("Disposisi"),
		}
	)
	doc.db_insert()
	return doc.name


def _insert_format(made: RandomYear, quarter: int, place: int, unit: str, source: int) -> None:
	name = f"{made.orders[quarter]}-{unit}-{source}"
	doc = frappe.get_doc(
		{
			"doctype": "Format Data Kinerja",
			"name": name,
			"disposisi": made.orders[quarter],
			"kecamatan": made.kecamatan,
			"periode": f"{made.year}-TW{quarter}",
			"unit_kerja": unit,
			"kunci": name,
		}
	)
	doc.db_insert()
	rows = []
	for number, one in enumerate(made.indicators, start=1):
		said = one.rows[(quarter, place)]
		if source < len(said):
			starred = (quarter, place, source) in one.starred
			rows.append((*_as_row(made, one, quarter, said[source], name, number), int(starred)))
	_bulk("Baris Data Kinerja", ROW_FIELDS, rows)


def _as_row(made: RandomYear, one: Indicator, quarter: int, said: tuple, parent: str, number: int) -> tuple:
	status, value, top, bottom = said
	target, so_far = one.targets[quarter], one.target_so_far(quarter)
	plain = "" if so_far is None else f"{float(so_far):.9f}".rstrip("0").rstrip(".")
	wide = 0 if so_far is None else one.ends_so_far(quarter)[1] - so_far
	if one.scale and value is not None:
		said_value = said_score(Fraction(value))
	else:
		said_value = value
	return (
		*(f"{parent}-{number}", parent, "Format Data Kinerja", "baris", number),
		*(f"{made.kecamatan}-{one.name}", one.name, one.name, one.level),
		*(one.satuan, one.sifat, one.time, one.source, 2, one.weight, int(target is not None), target or 0),
		*(plain or 0, plain.replace(".", ","), one.yearly, one.formula, one.cap),
		*(one.width if target is not None else 0, f"{float(wide):.9f}", one.width, one.scale),
		*(one.yearly, target or "", number, status, said_value, value or 0, top or 0, bottom or 0),
		*("Hambatan", "Rencana", "Keterangan"),
	)


def store(doc, state: str) -> None:
	"""Write a filled recap with its rows, past Frappe's row by row checks: the next quarter reads them from the database."""
	doc.name = f"{doc.disposisi}-{doc.unit_kerja}-{doc.jenis}"
	doc.kunci, doc.workflow_state = doc.name, state
	doc.db_insert()
	fields = [
		df.fieldname for df in frappe.get_meta("Baris Rekap").fields if df.fieldtype not in no_value_fields
	]
	place = ("name", "parent", "parenttype", "parentfield", "idx")
	rows = [
		(
			f"{doc.name}-{row.idx}",
			doc.name,
			doc.doctype,
			"baris",
			row.idx,
			*(row.get(field) for field in fields),
		)
		for row in doc.baris
	]
	_bulk("Baris Rekap", (*place, *fields), rows)
