"""What tables of a report are made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from kinerja_kecamatan.rules.decimals import to_decimal
from kinerja_kecamatan.rules.rilis import ARTI_TANDA, TANDA, is_starred

# For the office to fill in.
OPEN = "…"


class Angka(NamedTuple):
	"""A figure with its decimals, for a document to print and a workbook to keep as a number."""

	nilai: Decimal
	desimal: int
	tanda: str = ""
	"""Behind it: `*` for a provisional one."""


Cell = str | Angka | None


@dataclass(frozen=True)
class Tabel:
	"""`kode` such as T1; `lebar` are the columns' shares of the page's width."""

	kode: str
	judul: str
	kepala: Sequence[str]
	lebar: Sequence[int]
	baris: Sequence[Sequence[Cell]]

	@property
	def catatan(self) -> str:
		"""What the mark of provisional figures means, where there are some."""
		marked = any(is_marked(cell) for row in self.baris for cell in row)
		return f"{TANDA} {ARTI_TANDA}" if marked else ""


def is_marked(cell: Cell) -> bool:
	"""Whether a cell is a provisional figure."""
	return bool(cell.tanda) if isinstance(cell, Angka) else is_starred(cell)


def figure(column, decimals: int) -> Angka:
	return Angka(to_decimal(column), decimals)
