"""One sheet's cells and merged ranges, and whether it is of a size that a template can have."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel, from_ISO8601

from kinerja_kecamatan.excel.intake.problems import WorkbookRefused
from kinerja_kecamatan.excel.intake.stream import STRANGE, TOO_MANY, Path
from kinerja_kecamatan.excel.intake.styles import NumberFormat
from kinerja_kecamatan.excel.sheets import MAX_TEXT
from kinerja_kecamatan.rules.decimals import read_cell

EMPTY, NUMBER, TEXT, DATE, FORMULA, OTHER = "kosong", "angka", "teks", "tanggal", "rumus", "lain"
MAX_ROWS, MAX_COLUMNS = 3000, 64
MAX_ROW_ELEMENTS = 20_000
MAX_CELLS = 80_000
MAX_MERGES = 1000
# Programs write 17 digits of a number, and a place of at most XFD1048576.
_MAX_NUMBER, _MAX_PLACE = 64, 10
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?")

_TWICE = "{0}!{1}: sel ini ada dua kali dalam berkas, sehingga isinya tidak jelas. Unduh templat baru, lalu salin isian Anda."
_TOO_LONG = "{0}!{1}: teksnya lebih dari {2} karakter, lebih panjang daripada yang dapat disimpan sebuah sel. Ringkaslah teks itu."
_FAR = "{0}!{1}: ada sel jauh di luar tabel. Hapus baris dan kolom di luar tabel, atau unduh templat baru."


@dataclass(frozen=True, slots=True)
class CellRead:
	"""One cell: its address, what kind of value it holds, and whether it shows a number as a percentage."""

	sel: str
	jenis: str = EMPTY
	nilai: object = None
	persen: bool = False


@dataclass(frozen=True)
class Shared:
	"""What the cells of all sheets refer to."""

	strings: list[str]
	formats: list[NumberFormat]
	from_1904: bool

	def format(self, style: str | None) -> NumberFormat:
		return self.formats[int(style)] if style else NumberFormat()

	def string(self, number: str) -> str:
		if not number.isdecimal():
			raise ValueError("no number of a text")
		return self.strings[int(number)]

	def moment(self, number: Decimal, span: bool) -> date | time | timedelta | str:
		try:
			epoch = CALENDAR_MAC_1904 if self.from_1904 else CALENDAR_WINDOWS_1900
			return from_excel(float(number), epoch, timedelta=span)
		except (OverflowError, ValueError):
			return "#VALUE!"


class SheetLook(Path):
	"""Collects the cells of the first `columns` columns that hold something, by row and column number, and the merged ranges."""

	known = frozenset(
		{
			("", "worksheet"),
			("worksheet", "sheetData"),
			("sheetData", "row"),
			("row", "c"),
			*(("c", tag) for tag in ("v", "f", "is")),
			("is", "t"),
			("is", "r"),
			("r", "t"),
			("worksheet", "mergeCells"),
			("mergeCells", "mergeCell"),
		}
	)

	def __init__(self, title: str, columns: int, shared: Shared):
		super().__init__()
		self.title, self.columns, self.shared = title, columns, shared
		self.rows: dict[int, dict[int, CellRead]] = {}
		self.merged: list[str] = []
		self._count = self._cells = self._row = self._column = 0
		self._seen: set[tuple[int, int]] = set()
		self._cell: dict[str, str] = {}
		# What stands in the cell's v, f, and t by the element's name, and the one that is open.
		self._parts: dict[str, list[str]] = {}
		self._open: list[str] | None = None

	def opened(self, tag: str, attributes: dict[str, str]) -> None:
		if tag == "c":
			self._place(attributes.get("r"))
			self._cell, self._parts = attributes, {}
		elif tag in ("v", "f", "t"):
			if tag != "t" and tag in self._parts:
				raise ValueError(f"two {tag} in a cell")
			self._open = self._parts.setdefault(tag, [])
			if tag == "f":
				self._cell["f"] = attributes.get("t", "")
		elif tag == "row":
			self._start_row(attributes.get("r"))
		elif tag == "mergeCell":
			self.merged.append(attributes.get("ref", "")[:40])
			if len(self.merged) > MAX_MERGES:
				raise WorkbookRefused(TOO_MANY.format(self.title, "gabungan sel"))

	def text(self, text: str) -> None:
		if self._open is not None:
			self._open.append(text)

	def closed(self, tag: str) -> None:
		self._open = None
		if tag == "c" and self._parts and self._column <= self.columns:
			found = self._read(f"{get_column_letter(self._column)}{self._row}")
			if found.jenis != EMPTY:
				self.rows.setdefault(self._row, {})[self._column] = found

	def _start_row(self, number: str | None) -> None:
		self._count += 1
		self._row, self._column = int(number or self._row + 1), 0
		if self._count > MAX_ROW_ELEMENTS:
			raise WorkbookRefused(TOO_MANY.format(self.title, "baris"))

	def _place(self, place: str | None) -> None:
		self._cells += 1
		if place:
			row, self._column = coordinate_to_tuple(place[: _MAX_PLACE + 1])
			if row != self._row:
				raise WorkbookRefused(STRANGE.format(f"sel {self.title}!{place[:20]} di baris lain"))
		else:
			self._column += 1
		where = (self._row, self._column)
		if self._row > MAX_ROWS or self._column > MAX_COLUMNS:
			raise WorkbookRefused(_FAR.format(self.title, _name(*where)))
		if self._cells > MAX_CELLS:
			raise WorkbookRefused(TOO_MANY.format(self.title, "sel"))
		if where in self._seen:
			raise WorkbookRefused(_TWICE.format(self.title, _name(*where)))
		self._seen.add(where)

	def _read(self, place: str) -> CellRead:
		parts = {tag: "".join(texts) for tag, texts in self._parts.items()}
		if any(len(text) > MAX_TEXT for text in parts.values()):
			raise WorkbookRefused(_TOO_LONG.format(self.title, place, MAX_TEXT))
		if "f" in parts:
			# One formula of several cells stands in the first of them only.
			plain = parts["f"] and self._cell["f"] in ("", "normal", "shared")
			return CellRead(place, FORMULA, f"={parts['f']}" if plain else "=…")
		kind = self._cell.get("t", "n")
		value = parts.get("t" if kind == "inlineStr" else "v")
		if not value:
			return CellRead(place)
		if kind in ("s", "str", "inlineStr"):
			text = self.shared.string(value) if kind == "s" else value
			return CellRead(place, TEXT, text) if text.strip() else CellRead(place)
		return self._value(place, kind, value)

	def _value(self, place: str, kind: str, value: str) -> CellRead:
		if len(value) > _MAX_NUMBER:
			raise ValueError("no value of a cell is so long")
		if kind == "b":
			return CellRead(place, OTHER, bool(int(value)))
		if kind == "e":
			return CellRead(place, OTHER, value)
		if kind == "d":
			return CellRead(place, DATE, from_ISO8601(value))
		if kind != "n" or not _NUMBER.fullmatch(value):
			raise ValueError("neither a number nor of a known kind")
		number = read_cell(value)
		form = self.shared.format(self._cell.get("s"))
		if form.date:
			found = self.shared.moment(number, form.span)
			kind = DATE if isinstance(found, datetime | date | time | timedelta) else OTHER
			return CellRead(place, kind, found)
		return CellRead(place, NUMBER, number, form.percent)


def _name(row: int, column: int) -> str:
	return f"{get_column_letter(min(max(column, 1), 18278))}{min(row, 10**7)}"
