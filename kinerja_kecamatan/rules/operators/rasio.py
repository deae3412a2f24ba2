"""Rasio: the sum of pembilang over the sum of penyebut; percentages are recomputed, never averaged over unequal bases (1/1 then
9/18 is 52,63 %, not 75 %)."""

from collections.abc import Sequence
from decimal import Decimal

from ..capaian import value_of_ratio
from ..decimals import to_decimal
from ..operator_type import EACH, SOURCES, TIME, Operator, Said, Sql, Sums
from ..rows import Angka, Baris

SCRIPT = """\
# Persentase dihitung ulang dari jumlah pembilang dan jumlah penyebut, tidak dirata-ratakan.
pembilang = sum([b["pembilang"] for b in bernilai])
penyebut = sum([b["penyebut"] for b in bernilai])
if penyebut:
	nilai = pembilang * satu["faktor"] / penyebut
"""


def ratio(rows: Sequence[Baris], indikator: str, faktor: Decimal) -> Angka:
	"""Sum over sum, times the factor; no value over nothing."""
	top, bottom = (
		sum((to_decimal(one.get(key)) or Decimal(0) for one in rows), Decimal(0))
		for key in ("pembilang", "penyebut")
	)
	return value_of_ratio(top, bottom, faktor), top, bottom


def sum_over_sum(said: Sequence[Said], result: str) -> str:
	"""`(1 + 9) / (1 + 18) = 52,63`."""
	if not said:
		return result
	top, bottom = (" + ".join(text or "0" for text in texts) for texts in list(zip(*said, strict=True))[1:])
	return f"({top}) / ({bottom}) = {result}"


def divide_cells(values: Sequence[str], tops: Sequence[str], bottoms: Sequence[str], factor: int) -> str:
	"""Excel's sums, divided."""
	return f"SUM({','.join(tops)})/SUM({','.join(bottoms)})*{factor}"


def database_ratio(sums: Sums, indikator: str, faktor: Decimal) -> Decimal | None:
	"""From the database's sums."""
	return value_of_ratio(sums.top, sums.bottom, faktor)


OPERATOR = Operator(
	name="Rasio",
	axes=(SOURCES, TIME),
	place=40,
	compute=ratio,
	script=SCRIPT,
	formula=divide_cells,
	explain=sum_over_sum,
	months=EACH,
	from_sums=database_ratio,
	sql=Sql(
		{"pembilang": "sum({pembilang})", "penyebut": "sum({penyebut})"},
		"{pembilang} * {faktor} / nullif({penyebut}, 0)",
	),
	pair=True,
	quotient=True,
	keeps_pair=True,
)
