"""Serapan anggaran and efisiensi, as reports on performance work it out: capaian kinerja minus serapan, in points.

More than 5 points above what was spent is Efisien, within 5 Cukup Efisien, below Tidak Efisien. Grading the serapan
alone would reward not spending.
"""

from decimal import Decimal
from typing import NamedTuple

from .decimals import Bilangan, exact_arithmetic, to_decimal
from .errors import AnggaranTidakSah
from .numbers import print_number
from .program_codes import read_code

EFISIEN, CUKUP_EFISIEN, TIDAK_EFISIEN = "Efisien", "Cukup Efisien", "Tidak Efisien"
# Before the year closes, without a plan of the cash by quarter.
BELUM_DINILAI = "Belum dinilai"
AMBANG = Decimal(5)


class Program(NamedTuple):
	"""What a row of a budget is of, however it is spelled; one program has a row for each of its funding sources."""

	kode: str
	nama: str
	sumber_dana: str


def program_of(kode: str | None, nama: str | None, sumber_dana: str | None) -> Program:
	"""The key of a row: blanks and capitals tell nothing apart, nor does a full stop behind a code."""
	return Program(read_code(kode) or (kode or "").strip(), _folded(nama), _folded(sumber_dana))


def _folded(teks: str | None) -> str:
	return " ".join((teks or "").split()).casefold()


class Efisiensi(NamedTuple):
	"""`selisih` in percentage points, and its word."""

	selisih: Decimal
	kategori: str


def serapan(realisasi: Bilangan | None, anggaran: Bilangan | None) -> Decimal | None:
	"""Spent in percent of the budget, both in rupiah; None while nothing is stated or there is no budget.

	Error: AnggaranTidakSah for negative amounts, and for money spent without a budget.
	"""
	terpakai, pagu = to_decimal(realisasi), to_decimal(anggaran)
	if terpakai is None or pagu is None:
		return None
	if terpakai < 0 or pagu < 0:
		raise AnggaranTidakSah(
			"Anggaran dan realisasinya tidak boleh kurang dari 0. Periksa kembali rupiahnya."
		)
	if not pagu:
		if terpakai:
			raise AnggaranTidakSah(
				"Realisasi {0} tidak mempunyai anggaran. Isi anggarannya di Perjanjian Kinerja.",
				print_number(terpakai),
			)
		return None
	with exact_arithmetic():
		return terpakai * 100 / pagu


def efisiensi(capaian: Bilangan | None, terserap: Bilangan | None) -> Efisiensi | None:
	"""Capaian kinerja (percent, capped) against serapan (percent); None while either is missing."""
	kinerja, anggaran = to_decimal(capaian), to_decimal(terserap)
	if kinerja is None or anggaran is None:
		return None
	with exact_arithmetic():
		selisih = kinerja - anggaran
	if selisih > AMBANG:
		return Efisiensi(selisih, EFISIEN)
	return Efisiensi(selisih, CUKUP_EFISIEN if selisih >= -AMBANG else TIDAK_EFISIEN)
