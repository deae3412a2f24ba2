"""Writing workbooks: rows streamed out in named styles, text that stays text, formulas only where the code says so.

A style object for every cell costs ten times the writing (measured: 3,9 s against 0,4 s for 1,000 x 50); here a cell object
is kept for each column and style and used again for every row.
"""

import math
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter

from kinerja_kecamatan.base.stored_words import USUAL_PAPER

# What a cell can hold in the file format itself.
MAX_TEXT = 32767
# Three times in a number format, which holds 255 letters.
MAX_SAID = 60
# Excel's numbers of paper sizes; F4 is nearest to its Folio.
PAPER = {"A4": 9, USUAL_PAPER: 14}
_LINE_HEIGHT = 13.5
# Words rarely fill a line to its end.
_FILLED = 1.15
INTEGER, TEXT = "#,##0", "@"

# What XML cannot hold, by any spelling.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_LINE = Side(style="thin", color="808080")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_GREY, _HEAD, _ENTRY = "F2F2F2", "D9D9D9", "FFFFE5"


def _font(size: int = 10, **more) -> Font:
	return Font(name="Arial", size=size, **more)


class Formula(str):
	"""A formula, the only text that is written as one; it starts with `=`."""


def plain_text(value: object) -> str:
	"""Text as a cell can hold it: no control characters, lines by `\\n`, at most 32,767 characters."""
	text = str(value or "").replace("\r\n", "\n").replace("\r", "\n")
	return _UNWRITABLE.sub("", text)[:MAX_TEXT]


def number_format(decimals: int, mark: str = "") -> str:
	"""Thousands apart, so many decimals, and a mark behind the figure that is no part of it."""
	plain = f"{INTEGER}.{'0' * decimals}" if decimals else INTEGER
	return f'{plain}"{mark}"' if mark else plain


def said_format(text: str | None) -> str:
	"""A number that is shown as it is said (`BB`, `70-80 (BB)`, `≥ 90`) and counts as what it is, whatever its sign."""
	said = '"' + plain_text(text or "").replace('"', "").replace("\n", " ")[:MAX_SAID] + '"'
	return ";".join([said] * 3)


class Book:
	"""A workbook that is written once, from top to bottom, sheet after sheet."""

	def __init__(self, paper: str = USUAL_PAPER):
		self._book = Workbook(write_only=True)
		self._paper = PAPER.get(paper, PAPER[USUAL_PAPER])
		self._styles: set[str] = set()

	def sheet(
		self, title: str, widths: Sequence[float], landscape: bool = True, hidden: bool = False
	) -> "SheetWriter":
		"""A new sheet with the widths of its columns in characters; `hidden` sheets do not appear in the list of hidden
		ones either."""
		sheet = self._book.create_sheet(title)
		for number, width in enumerate(widths, start=1):
			sheet.column_dimensions[get_column_letter(number)].width = width
		sheet.sheet_state = "veryHidden" if hidden else "visible"
		_set_page(sheet, self._paper, landscape)
		return SheetWriter(self, sheet, widths)

	def title(self, wanted: str) -> str:
		"""A sheet's name that is still free; Excel does not tell upper case from lower."""
		taken, name = {sheet.title.casefold() for sheet in self._book.worksheets}, wanted.strip() or "Lembar"
		number = 1
		while name.casefold() in taken:
			number += 1
			name = f"{wanted[:27].strip()} {number}"
		return name

	def lock(self) -> None:
		"""Sheets can be neither added nor renamed nor moved."""
		self._book.security.lockStructure = True

	def style(self, name: str, form: str = "General") -> str:
		"""A named style for one of LOOKS with a number format, made once a book; returns its name in the book."""
		key = name if form == "General" else f"{name} {form}"
		if key not in self._styles:
			look = {**LOOKS[name], **(_SHRUNK if form.startswith('"') else {})}
			self._book.add_named_style(NamedStyle(key, number_format=form, **look))
			self._styles.add(key)
		return key

	def bytes(self) -> bytes:
		"""The finished file."""
		out = BytesIO()
		self._book.save(out)
		return out.getvalue()


class SheetWriter:
	"""One sheet of a Book: rows are appended; `sheet` is openpyxl's own, for what is set beside the rows."""

	def __init__(self, book: Book, sheet, widths: Sequence[float]):
		self.book, self.sheet, self.widths, self.count = book, sheet, widths, 0
		self._cells: dict[tuple[int, str], WriteOnlyCell] = {}
		# openpyxl would try to convert each cell object to a value first, which takes half again as long. Should a release
		# drop this name, the sheet is written all the same.
		sheet._values_to_row = _place

	def row(self, values: Sequence, styles: Sequence[str] | str, height: float | None = None) -> int:
		"""Append a row, each value in its style (or all in one); returns its number. None leaves a cell empty."""
		self.count += 1
		if height:
			self.sheet.row_dimensions[self.count].height = height
		if isinstance(styles, str):
			styles = (styles,) * len(values)
		pairs = zip(styles, values, strict=True)
		self.sheet.append([self._cell(column, style, value) for column, (style, value) in enumerate(pairs)])
		return self.count

	def height(self, values: Sequence, least: int = 1) -> float:
		"""Points that a row of wrapped texts needs; programs differ in whether they find that out by themselves. Figures stand
		on one line."""
		most = max(least, 1)
		for value, width in zip(values, self.widths, strict=False):
			if type(value) is str and (len(value) * _FILLED > width or "\n" in value):
				most = max(most, sum(_lines(line, width) for line in value.split("\n")))
		return _LINE_HEIGHT * most

	def blank(self) -> int:
		self.count += 1
		self.sheet.append([])
		return self.count

	def _cell(self, column: int, style: str, value):
		cell = self._cells.get((column, style))
		if cell is None:
			cell = self._cells[column, style] = WriteOnlyCell(self.sheet)
			cell.style = style
		if isinstance(value, Decimal):
			value = float(value)
		if isinstance(value, str) and not isinstance(value, Formula):
			cell.value = plain_text(value)
			cell.data_type = "s"
		else:
			cell.value = value
		return cell


def _lines(text: str, width: float) -> int:
	"""Lines of a text in a column."""
	return max(1, math.ceil(len(text) * _FILLED / max(width, 1)))


def _place(cells: Sequence, row: int) -> Iterator:
	for column, cell in enumerate(cells, start=1):
		cell.row, cell.column = row, column
		yield cell


def _set_page(sheet, paper: int, landscape: bool) -> None:
	sheet.page_setup.orientation = "landscape" if landscape else "portrait"
	sheet.page_setup.paperSize = paper
	sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
	sheet.sheet_properties.pageSetUpPr.fitToPage = True
	for side in ("left", "right", "top", "bottom"):
		setattr(sheet.page_margins, side, 0.4)
	sheet.oddFooter.left.text = "&A"
	sheet.oddFooter.right.text = "Halaman &P dari &N"


def _fill(color: str) -> PatternFill:
	return PatternFill("solid", start_color=color, end_color=color)


_WRAP = {"alignment": Alignment(wrap_text=True, vertical="top")}
_RIGHT = {"alignment": Alignment(horizontal="right", vertical="top")}
# What a number is said as may be longer than its column is wide, where numbers are shown as ####.
_SHRUNK = {"alignment": Alignment(horizontal="right", vertical="top", shrink_to_fit=True)}
_OPEN = {"protection": Protection(locked=False)}
LOOKS = {
	"judul": {"font": _font(13, bold=True)},
	"baris": {"font": _font()},
	"tebal": {"font": _font(bold=True)},
	"naskah": {"font": _font(), **_WRAP},
	"kepala": {
		"font": _font(bold=True),
		"border": _BOX,
		"fill": _fill(_HEAD),
		"alignment": Alignment(wrap_text=True, vertical="center", horizontal="center"),
	},
	"kelompok": {"font": _font(bold=True), "border": _BOX, "fill": _fill(_GREY), **_WRAP},
	"teks": {"font": _font(), "border": _BOX, **_WRAP},
	"angka": {"font": _font(), "border": _BOX, **_RIGHT},
	"jumlah": {"font": _font(bold=True), "border": _BOX, "fill": _fill(_GREY), **_RIGHT},
	"tutup": {"font": _font(color="595959"), "border": _BOX, "fill": _fill(_GREY), **_WRAP},
	"tutup_angka": {"font": _font(color="595959"), "border": _BOX, "fill": _fill(_GREY), **_RIGHT},
	"isi": {"font": _font(), "border": _BOX, "fill": _fill(_ENTRY), **_WRAP, **_OPEN},
	"isi_angka": {"font": _font(), "border": _BOX, "fill": _fill(_ENTRY), **_RIGHT, **_OPEN},
}
