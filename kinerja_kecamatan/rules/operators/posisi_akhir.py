"""Posisi Akhir: the last period that was measured; what was missing before it is not waited for any more."""

from collections.abc import Sequence
from decimal import Decimal

from ..operator_type import TIME, Operator, Sql
from ..rows import Angka, Baris, figures_of_row
from ..status import STATUS_BERNILAI

SCRIPT = """\
# Periode terakhir yang diukur; yang kosong sebelumnya tidak ditunggu lagi.
terakhir = max(
	[urutan for urutan, b in enumerate(satu["baris"]) if b["status"] in ("Terisi", "Nihil")]
)
ditunggu = satu["baris"][terakhir:]
bernilai = [satu["baris"][terakhir]]
nilai = bernilai[0]["nilai"]
pembilang = bernilai[0]["pembilang"]
penyebut = bernilai[0]["penyebut"]
"""


def last(rows: Sequence[Baris], indikator: str, faktor: Decimal) -> Angka:
	"""The last one."""
	return figures_of_row(rows[-1])


def from_last_on(rows: Sequence[Baris]) -> Sequence[Baris]:
	"""From the last row with a value on; all rows if there is none."""
	places = [place for place, one in enumerate(rows) if one["status"] in STATUS_BERNILAI]
	return rows[places[-1] :] if places else rows


def last_cell(values: Sequence[str], tops: Sequence[str], bottoms: Sequence[str], factor: int) -> str:
	"""The last cell."""
	return values[-1]


OPERATOR = Operator(
	name="Posisi Akhir",
	axes=(TIME,),
	place=20,
	compute=last,
	script=SCRIPT,
	formula=last_cell,
	# The latest of "period, figure" is the figure of the last period.
	sql=Sql(
		{"akhir": "substring(max(concat(rpad({periode}, 10, ' '), {nilai})), 11)"},
		"cast({akhir} as decimal(30, 9))",
		"{kurang} < {terakhir}",
	),
	counted=from_last_on,
	keeps_pair=True,
	as_period=True,
)
