"""An operator that the app does not have, written as docs say that one is added: this file alone."""

from collections.abc import Sequence
from decimal import Decimal

from kinerja_kecamatan.rules.operator_type import SOURCES, TIME, Operator, Said, Sql, Sums
from kinerja_kecamatan.rules.rows import Angka, Baris, figures_of_row, value_of_row

SCRIPT = """\
tertinggi = max([b["nilai"] for b in bernilai])
teratas = [b for b in bernilai if b["nilai"] == tertinggi][0]
nilai = tertinggi
pembilang = teratas["pembilang"]
penyebut = teratas["penyebut"]
"""


def highest(rows: Sequence[Baris], indikator: str, faktor: Decimal) -> Angka:
	found = figures_of_row(max(rows, key=value_of_row))
	return value_of_row(max(rows, key=value_of_row)), *found[1:]


def name_highest(said: Sequence[Said], result: str) -> str:
	return f"maks({'; '.join(one.nilai for one in said)}) = {result}"


def highest_cell(values: Sequence[str], tops: Sequence[str], bottoms: Sequence[str], factor: int) -> str:
	return f"MAX({','.join(values)})"


def database_highest(sums: Sums, indikator: str, faktor: Decimal) -> Decimal:
	return sums.greatest


OPERATOR = Operator(
	name="Nilai Tertinggi",
	axes=(SOURCES, TIME),
	place=60,
	compute=highest,
	script=SCRIPT,
	formula=highest_cell,
	explain=name_highest,
	from_sums=database_highest,
	sql=Sql({"tertinggi": "max({nilai})"}, "{tertinggi}"),
	keeps_pair=True,
	by_period=True,
)
