"""Jumlah: what the sources state is added up."""

from collections.abc import Sequence
from decimal import Decimal

from ..operator_type import SOURCES, Operator, Said, Sums
from ..rows import Angka, Baris, value_of_row

SCRIPT = """\
nilai = sum([b["nilai"] for b in bernilai])
"""


def total(rows: Sequence[Baris], indikator: str, faktor: Decimal) -> Angka:
	"""The sum."""
	return sum((value_of_row(one) for one in rows), Decimal(0)), None, None


def sum_up(said: Sequence[Said], result: str) -> str:
	"""`8 + 12 = 20`; a single figure alone."""
	return f"{' + '.join(one.nilai for one in said)} = {result}" if len(said) > 1 else result


def sum_cells(values: Sequence[str], tops: Sequence[str], bottoms: Sequence[str], factor: int) -> str:
	"""Excel's sum."""
	return f"SUM({','.join(values)})"


def database_total(sums: Sums, indikator: str, faktor: Decimal) -> Decimal:
	"""The database's sum."""
	return sums.total


OPERATOR = Operator(
	name="Jumlah",
	axes=(SOURCES,),
	place=10,
	compute=total,
	script=SCRIPT,
	formula=sum_cells,
	explain=sum_up,
	from_sums=database_total,
	adds=True,
)
