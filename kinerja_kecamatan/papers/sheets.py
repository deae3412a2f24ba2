"""Sheets of paper and measured blocks to put on them. Pure: no frappe.

All lengths that CSS shares with this module are whole CSS pixels (96 to the inch);
`templates/papers/kertas.css` repeats those of `Font`, and a test compares the two.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kinerja_kecamatan.base.stored_words import USUAL_PAPER
from kinerja_kecamatan.papers.text import wrap

PX_PER_MM = 96 / 25.4
# What is left free at the foot of a page, for what rounding in an engine may add, and for patched wkhtmltopdf, which moves a row
# with a drawing to the next page some 14 pixels before it would have to.
RESERVE = 18
# The foot of every page with what the app says of the paper: its document, state and page, the QR code and how to verify it.
FOOT, FOOT_GAP = 64, 8
GAP = 10
PAPERS_MM = {USUAL_PAPER: (215, 330), "A4": (210, 297)}


@dataclass(frozen=True)
class Sheet:
	"""A paper with its margins, in millimetres: the left one is wide for the binder."""

	lebar: int
	tinggi: int
	atas: int = 12
	bawah: int = 10
	kiri: int = 20
	kanan: int = 12

	@property
	def inner_mm(self) -> int:
		return self.lebar - self.kiri - self.kanan

	@property
	def width(self) -> float:
		return self.inner_mm * PX_PER_MM

	@property
	def whole(self) -> int:
		"""Pixels from the upper margin to the end of the foot."""
		return int((self.tinggi - self.atas - self.bawah) * PX_PER_MM) - RESERVE

	@property
	def height(self) -> int:
		"""Pixels that the paper itself may take of a page: the head belongs to the office, the foot to the app."""
		return self.whole - FOOT - FOOT_GAP


def sheet(size: str, landscape: bool) -> Sheet:
	"""F4 or A4 (F4 for anything else), upright or landscape."""
	short, long = PAPERS_MM.get(size, PAPERS_MM[USUAL_PAPER])
	return Sheet(long, short) if landscape else Sheet(short, long)


@dataclass(frozen=True)
class Font:
	"""A size of print: font size, line height and the padding of a cell, in pixels."""

	px: int
	line: int
	pad_x: int
	pad_y: int


KECIL = Font(px=11, line=14, pad_x=4, pad_y=3)
BIASA = Font(px=13, line=17, pad_x=6, pad_y=4)
JUDUL = Font(px=16, line=20, pad_x=0, pad_y=0)
KOP_NAMA = Font(px=21, line=26, pad_x=0, pad_y=0)


@dataclass(frozen=True)
class Column:
	"""A column of a table: its share of the width (scaled to the sheet) and its class."""

	judul: str
	lebar: float
	kelas: str = ""
	gabung: bool = False
	"""Printed once for neighbouring rows with the same text."""


@dataclass(frozen=True)
class Row:
	"""A measured row: `sel` the texts, `baris` the lines they are printed in, one tuple a cell. One cell
	alone spans all columns.
	"""

	sel: tuple[str, ...]
	baris: tuple[tuple[str, ...], ...]
	font: Font
	minimum: int = 0
	kelas: str = ""
	ikut: bool = False
	"""Stays on one page with the row after it."""
	terusan: bool = False
	"""The rest of a row begun before."""

	@property
	def extra(self) -> int:
		return 2 * self.font.pad_y + 1

	@property
	def lines(self) -> int:
		return max(len(lines) for lines in self.baris)

	@property
	def height(self) -> float:
		return max(self.minimum, self.lines * self.font.line + self.extra)

	def split(self, lines: int) -> tuple["Row", "Row"]:
		"""The first `lines` lines of every cell, and the rest."""
		head, rest = ([part[:lines] for part in self.baris], [part[lines:] for part in self.baris])
		return self._part(head, self.terusan), self._part(rest, True)

	def _part(self, parts: list, terusan: bool) -> "Row":
		lines = tuple(tuple(part) or ("",) for part in parts)
		return replace(self, baris=lines, minimum=0, terusan=terusan)


@dataclass(frozen=True)
class Fixed:
	"""A block that stays whole: its height is known to whoever makes it."""

	nama: str
	tinggi: float
	ikat: bool = False
	"""Never alone on a page: rows of the table before come along."""


@dataclass(frozen=True)
class Table:
	"""Rows under a head that repeats on every page they reach."""

	nama: str
	kolom: tuple[Column, ...]
	rows: tuple[Row, ...]
	font: Font
	head: float
	judul: str = ""
	kelas: str = ""
	bernomor: bool = False
	gap: int = GAP
	baru: bool = False
	"""Begins on a page of its own."""

	@property
	def over(self) -> float:
		"""What the table needs besides its rows, on each page."""
		return self.head + self.gap


def table(
	page: Sheet,
	nama: str,
	columns: Sequence[Column],
	cells: Sequence[dict],
	*,
	font: Font = KECIL,
	judul: str = "",
	kelas: str = "",
	bernomor: bool = False,
	minimum: int = 0,
	gap: int = GAP,
	baru: bool = False,
) -> Table:
	"""Measure a table. `cells`: dicts with `sel` (one text a column, or one text alone that spans them
	all) and optionally `kelas`, `ikut`, `minimum`; `bernomor` adds the line of column numbers; `judul`
	stands over the heads.
	"""
	rooms = _rooms(page, columns, font)
	whole = page.width - 2 * font.pad_x - 2
	rows = tuple(_row(cell, rooms if len(cell["sel"]) > 1 else [whole], font, minimum) for cell in cells)
	heads = [
		wrap(column.judul, font.px, room, bold=True) for column, room in zip(columns, rooms, strict=True)
	]
	extra = 2 * font.pad_y + 1
	head = 0.0
	if any(column.judul for column in columns):
		head += max(len(lines) for lines in heads) * font.line + extra
	if bernomor:
		head += font.line + 1
	if judul:
		head += len(wrap(f"{judul} (lanjutan)", font.px, whole, bold=True)) * font.line + extra
	return Table(nama, tuple(columns), rows, font, head + 1, judul, kelas, bernomor, gap, baru)


def _rooms(page: Sheet, columns: Sequence[Column], font: Font) -> list[float]:
	share = page.width / sum(column.lebar for column in columns)
	return [column.lebar * share - 2 * font.pad_x - 2 for column in columns]


def _row(cell: dict, rooms: list[float], font: Font, minimum: int) -> Row:
	# A cell or row in bold is measured as such.
	bold = "tebal" in cell.get("kelas", "")
	lines = tuple(
		tuple(wrap(text, font.px, room, bold)) for text, room in zip(cell["sel"], rooms, strict=True)
	)
	return Row(
		sel=tuple(cell["sel"]),
		baris=lines,
		font=font,
		minimum=cell.get("minimum", minimum),
		kelas=cell.get("kelas", ""),
		ikut=cell.get("ikut", False),
	)
