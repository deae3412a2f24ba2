"""Cells of a closed Perjanjian Kinerja, as a Ralat names, reads and writes them.

A state is {cell as text: value as text}, as an Usulan Perubahan keeps it.
"""

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal

import frappe
from frappe import _
from frappe.model import no_value_fields
from frappe.utils import cstr, escape_html, getdate

from kinerja_kecamatan.base.doctypes import PERJANJIAN, PROGRAM_ANGGARAN, RENCANA_AKSI, TARGET
from kinerja_kecamatan.base.sentences import sentence_of
from kinerja_kecamatan.exceptions import NumberInvalid
from kinerja_kecamatan.guard.closed import Cell
from kinerja_kecamatan.rules.errors import RuleError
from kinerja_kecamatan.rules.numbers import print_number, read_number

# What says whose agreement it is, of which year and whether it counts is no misprint.
HEAD = (
	*("nomor", "tanggal", "berlaku_mulai", "pihak_pertama", "pihak_pertama_pangkat", "pihak_kedua"),
	*(f"pihak_kedua_{part}" for part in ("nama", "jabatan", "pangkat", "nip")),
)
TABLES = {"target": TARGET, "program": PROGRAM_ANGGARAN, "rencana_aksi": RENCANA_AKSI}
# Another indicator is another row.
NOT_OF_ROWS = frozenset({"indikator"})
# What a row is of.
ROW_IS_OF = {"target": "indikator", "program": "program", "rencana_aksi": "kegiatan"}
DATES = ("tanggal", "berlaku_mulai")


def columns_of(table: str) -> list[str]:
	"""The columns of a table that a Ralat may change."""
	return [
		df.fieldname
		for df in frappe.get_meta(TABLES[table]).fields
		if not df.read_only and df.fieldtype not in no_value_fields and df.fieldname not in NOT_OF_ROWS
	]


def fill(doc, values: Mapping[Cell, object]) -> None:
	"""Write values into their cells. A number is read as people write it, and as a kept state does; targets and money are read when the
	agreement is. NumberInvalid where it is none."""
	for cell, value in values.items():
		part = _part(doc, cell)
		if isinstance(value, str) and part.meta.get_field(cell.kolom).fieldtype == "Float":
			value = _number(part, cell, value)
		part.set(cell.kolom, None if value == "" else value)


def _number(part, cell: Cell, text: str):
	try:
		return read_number(text)
	except RuleError as error:
		frappe.throw(
			_("Baris {0}, kolom {1}: {2}").format(
				part.idx, label(part.doctype, cell.kolom), escape_html(sentence_of(error))
			),
			NumberInvalid,
			title=_("Ralat belum dapat diajukan"),
		)


def state_of(doc, cells: Iterable[Cell]) -> dict[str, str]:
	"""What a document says in some cells."""
	return {key_of(cell): _plain(cell.kolom, _part(doc, cell).get(cell.kolom)) for cell in cells}


def key_of(cell: Cell) -> str:
	"""A cell as text; a row's name may hold any sign."""
	return json.dumps(cell, ensure_ascii=False)


def cells_of(state: Mapping[str, str]) -> dict[Cell, str]:
	"""The cells of a kept state, with what they say."""
	return {Cell(*_parts(key)): value for key, value in state.items()}


def _parts(key: str) -> list[str]:
	"""Of a cell's text, also as it was kept before: `target|1|target_tw1`."""
	return json.loads(key) if key.startswith("[") else key.split("|")


def still_says(doc, state: Mapping[str, str]) -> bool:
	"""Whether a document says what a kept state says, in every cell."""
	cells = cells_of(state)
	rows = {row.name for table in TABLES for row in doc.get(table)}
	return {cell.baris for cell in cells} - {""} <= rows and cells_of(state_of(doc, cells)) == cells


def lines(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
	"""One line a cell: `Target baris 1 (KEC-A1), TW I: 9 → 8`."""
	was = cells_of(before)
	return [
		f"{_told(cell)}: {_shown(cell, was[cell])} → {_shown(cell, value)}"
		for cell, value in cells_of(after).items()
	]


def label(doctype: str, field: str) -> str:
	return _(frappe.get_meta(doctype).get_label(field))


def _told(cell: Cell) -> str:
	if not cell.tabel:
		return label(PERJANJIAN, cell.kolom)
	of = ROW_IS_OF[cell.tabel]
	number, what = frappe.db.get_value(TABLES[cell.tabel], cell.baris, ["idx", of]) or ("", "")
	column = label(TABLES[cell.tabel], cell.kolom)
	return _("{0} baris {1} ({2}), {3}").format(label(PERJANJIAN, cell.tabel), number, what, column)


def _shown(cell: Cell, value: str) -> str:
	if cell.kolom in DATES and value:
		return frappe.utils.formatdate(value)
	return value or "-"


def _part(doc, cell: Cell):
	if not cell.tabel:
		return doc
	return next(row for row in doc.get(cell.tabel) if row.name == cell.baris)


def _plain(column: str, value) -> str:
	if column in DATES and value:
		return str(getdate(value))
	if value in (None, 0):
		return ""
	return print_number(value) if isinstance(value, float | Decimal) else cstr(value).strip()
