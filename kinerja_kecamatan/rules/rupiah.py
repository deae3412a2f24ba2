"""Rupiah as an office writes them: `1.500.000`, `Rp 1.500.000,00`, `Rp1.500.000,-`, whatever number format a site prints.

A column of numbers would take the dots for decimals, or for nothing, by the site's format: money is typed as text and read here.
"""

import re
from decimal import Decimal

from .decimals import Bilangan
from .errors import AnggaranTidakSah, AngkaTidakSah
from .numbers import print_number, read_number

_RP = re.compile(r"\s*rp\.?\s*(?=[0-9\-\u2212])", re.IGNORECASE)
# As `,00`: there are no cents.
_TANPA_SEN = re.compile(r"(?<=[0-9]),\s*[-\u2013\u2014]{1,2}\s*$")
SEN = 2
"""Decimals of a rupiah."""


def read_rupiah(nilai: str | Bilangan | None) -> Decimal | None:
	"""What was typed, as exact Decimal; None for what is empty, never 0.

	Errors: AngkaTidakSah for what is no amount or could be two, AnggaranTidakSah below 0 and for parts of a cent.
	"""
	hasil = read_number(_plain_digits(nilai) if isinstance(nilai, str) else nilai)
	if hasil is None:
		return None
	if hasil < 0:
		raise AnggaranTidakSah("Rupiah tidak boleh kurang dari 0. Periksa kembali jumlahnya.")
	if -hasil.normalize().as_tuple().exponent > SEN:
		raise AnggaranTidakSah(
			"{0} memuat bagian dari satu sen. Tulis rupiahnya dengan titik untuk ribuan, misalnya 1.500.000.",
			print_number(hasil),
		)
	return hasil


def stored_rupiah(teks: str | Bilangan | None) -> Decimal | None:
	"""What a column says that was read when it was written; None where it says nothing that can be read."""
	try:
		return read_rupiah(teks)
	except (AngkaTidakSah, AnggaranTidakSah):
		return None


def _plain_digits(teks: str) -> str:
	"""The figure without the signs of money around it."""
	begins = _RP.match(teks)
	return _TANPA_SEN.sub("", teks[begins.end() :] if begins else teks)
