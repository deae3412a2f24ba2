"""A workbook's cells, read with openpyxl once `limits` and `scan` have let it through."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from kinerja_kecamatan.excel.intake import limits, scan
from kinerja_kecamatan.excel.intake.problems import WorkbookRefused

EMPTY, NUMBER, TEXT, DATE, FORMULA, OTHER = "kosong", "angka", "teks", "tanggal", "rumus", "lain"


@dataclass(frozen=True)
class CellRead:
	"""One cell: its address, what kind of value it holds, and whether it shows a number as a percentage."""

	sel: str
	jenis: str = EMPTY
	nilai: object = None
	persen: bool = False


@dataclass(frozen=True)
class SheetRead:
	"""A sheet's rows by number (only those with a value in them) and its merged ranges."""

	rows: dict[int, list[CellRead]]
	merged: list[str]


def read(content: bytes, titles: tuple[str, ...], columns: int) -> dict[str, SheetRead]:
	"""The named sheets of an uploaded file, those that it has, in their first `columns` columns.

	WorkbookRefused, with an Indonesian sentence, for a file that is dangerous, broken or no workbook.
	"""
	with limits.open_archive(content) as archive:
		facts = scan.check(archive)
	try:
		book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
		return {title: _sheet(book[title], facts[title], columns) for title in titles if title in facts}
	except WorkbookRefused:
		raise
	except Exception as error:  # openpyxl lets through whatever a malformed part made it stumble over
		raise WorkbookRefused(
			"Berkas ini tidak dapat dibaca sebagai buku kerja Excel. Buka dan simpan lagi sebagai .xlsx, lalu unggah kembali."
		) from error


def _sheet(sheet, facts: scan.SheetFacts, columns: int) -> SheetRead:
	rows: dict[int, list[CellRead]] = {}
	letters = [get_column_letter(column) for column in range(1, columns + 1)]
	# The last row is the one seen: what a sheet says about its own size may leave cells out silently.
	for number, cells in enumerate(sheet.iter_rows(max_row=facts.last_row or 1, max_col=columns), start=1):
		found = [_cell(cell, f"{letter}{number}") for letter, cell in zip(letters, cells, strict=True)]
		if any(cell.jenis != EMPTY for cell in found):
			rows[number] = found
	return SheetRead(rows, facts.merged)


def _cell(cell, place: str) -> CellRead:
	value = cell.value
	if value is None or (isinstance(value, str) and not value.strip()):
		return CellRead(place)
	if cell.data_type == "f":
		return CellRead(place, FORMULA, value if isinstance(value, str) else "=…")
	if cell.data_type == "e" or isinstance(value, bool):
		return CellRead(place, OTHER, value)
	if isinstance(value, datetime | date | time | timedelta):
		return CellRead(place, DATE, value)
	if isinstance(value, int | float):
		return CellRead(place, NUMBER, value, "%" in (cell.number_format or ""))
	return CellRead(place, TEXT, str(value))
