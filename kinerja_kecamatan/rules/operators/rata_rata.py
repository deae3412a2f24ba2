"""Rata-rata: each source, or each measured period, counts once."""

from collections.abc import Sequence
from decimal import Decimal

from ..operator_type import EACH, SOURCES, TIME, Operator, Said, Sql, Sums
from ..rows import Angka, Baris, value_of_row

SCRIPT = """\
# Tiap sumber, atau tiap periode yang diukur, dihitung satu kali.
pembilang = sum([b["nilai"] for b in bernilai])
penyebut = len(bernilai)
nilai = pembilang / penyebut
"""


def mean(rows: Sequence[Baris], indikator: str, faktor: Decimal) -> Angka:
	"""The mean with the sum and the count that it comes from: a stored third is no longer a third."""
	total = sum((value_of_row(one) for one in rows), Decimal(0))
	return total / len(rows), total, Decimal(len(rows))


def divide_sum(said: Sequence[Said], result: str) -> str:
	"""`(8 + 12) / 2 = 10`; a single figure alone."""
	return f"({' + '.join(one.nilai for one in said)}) / {len(said)} = {result}" if len(said) > 1 else result


def average_cells(values: Sequence[str], tops: Sequence[str], bottoms: Sequence[str], factor: int) -> str:
	"""Excel's mean."""
	return f"AVERAGE({','.join(values)})"


def mean_of_targets(targets: Sequence[Decimal]) -> Decimal:
	"""As the figures themselves: each period that has one counts once."""
	return sum(targets, Decimal(0)) / len(targets)


def database_mean(sums: Sums, indikator: str, faktor: Decimal) -> Decimal:
	"""From the database's sum and count."""
	return sums.total / sums.count


OPERATOR = Operator(
	name="Rata-rata",
	axes=(SOURCES, TIME),
	place=30,
	compute=mean,
	script=SCRIPT,
	formula=average_cells,
	explain=divide_sum,
	from_sums=database_mean,
	sql=Sql({"rata": "avg({nilai})"}, "{rata}"),
	target=mean_of_targets,
	months=EACH,
	quotient=True,
)
