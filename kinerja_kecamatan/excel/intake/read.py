"""A workbook's cells.

They are read by the very code that checks them: what is checked is what is read, and no library's trees and patterns (some
take minutes over a few kilobytes) are let near a file that anybody can upload. A hostile file is told by counts alone,
so that no process of its own with limits of time and memory has to be started for each upload.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from kinerja_kecamatan.excel.intake import limits, scan, styles
from kinerja_kecamatan.excel.intake.cells import CellRead, Shared, SheetLook
from kinerja_kecamatan.excel.intake.stream import Parts


@dataclass(frozen=True)
class SheetRead:
	"""A sheet's rows by number (only those with a value in them) and its merged ranges."""

	rows: dict[int, list[CellRead]]
	merged: list[str]


def read_sheets(content: bytes, titles: tuple[str, ...], columns: int) -> dict[str, SheetRead]:
	"""The named sheets of an uploaded file, those that it has, in their first `columns` columns; other sheets are not looked at.

	WorkbookRefused, with an Indonesian sentence, for a file that is dangerous, broken or no workbook.
	"""
	with limits.open_archive(content) as archive:
		parts = Parts(archive)
		book = scan.check_parts(parts)
		shared = Shared(styles.shared_strings(parts), styles.number_formats(parts), book.from_1904)
		return {
			title: _sheet(parts, book.sheets[title], SheetLook(title, columns, shared))
			for title in titles
			if title in book.sheets
		}


def _sheet(parts: Parts, name: str, look: SheetLook) -> SheetRead:
	parts.read(name, look.start, look.end, look.text)
	letters = [get_column_letter(column) for column in range(1, look.columns + 1)]
	return SheetRead(
		{number: list(_whole(number, look, letters)) for number in sorted(look.rows)}, look.merged
	)


def _whole(number: int, look: SheetLook, letters: list[str]) -> Iterator[CellRead]:
	cells = look.rows[number]
	for column, letter in enumerate(letters, start=1):
		yield cells.get(column) or CellRead(f"{letter}{number}")
