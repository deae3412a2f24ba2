"""Nilai Tunggal: one source states the figure; several only if they agree, and once it is there the others are not waited for."""

from collections.abc import Sequence
from decimal import Decimal

from ..errors import AgregasiTidakSah
from ..operator_type import SOURCES, Operator, Sums
from ..rows import Angka, Baris, figures_of_row, name_of_source

SCRIPT = """\
ditunggu = bernilai
nilai = bernilai[0]["nilai"]
if len(set([b["nilai"] for b in bernilai])) > 1:
	frappe.throw(
		satu["kode"]
		+ ": Indikator “"
		+ satu["indikator"]
		+ "” hanya boleh mempunyai satu nilai, tetapi diisi berbeda oleh "
		+ ", ".join([b["sumber"] for b in bernilai])
		+ ". Sepakati satu sumber, lalu kosongkan atau samakan isian yang lain."
	)
pembilang = bernilai[0]["pembilang"]
penyebut = bernilai[0]["penyebut"]
"""


def the_one(rows: Sequence[Baris], indikator: str, faktor: Decimal) -> Angka:
	"""The figure on which all agree. 1/2 and 2/4 are one value; what it was divided from goes on with the first of them."""
	if len({figures_of_row(one)[0] for one in rows}) > 1:
		raise AgregasiTidakSah(
			"Indikator “{0}” hanya boleh mempunyai satu nilai, tetapi diisi berbeda oleh {1}. Sepakati satu sumber, lalu kosongkan atau samakan isian yang lain.",
			indikator,
			", ".join(name_of_source(one) for one in rows),
		)
	return figures_of_row(rows[0])


def first_cell(values: Sequence[str], tops: Sequence[str], bottoms: Sequence[str], factor: int) -> str:
	"""The first cell: the others say the same."""
	return values[0]


def database_one(sums: Sums, indikator: str, faktor: Decimal) -> Decimal:
	"""The least, which is the greatest too."""
	if sums.least != sums.greatest:
		raise AgregasiTidakSah(
			"Indikator “{0}” hanya boleh mempunyai satu nilai, tetapi diisi berbeda oleh beberapa unit.",
			indikator,
		)
	return sums.least


OPERATOR = Operator(
	name="Nilai Tunggal",
	axes=(SOURCES,),
	place=50,
	compute=the_one,
	script=SCRIPT,
	formula=first_cell,
	from_sums=database_one,
	keeps_pair=True,
	waits=False,
	by_period=True,
)
