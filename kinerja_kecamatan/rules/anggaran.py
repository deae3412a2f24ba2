"""Serapan anggaran and efisiensi, way (a) of domain.md 1: capaian kinerja minus serapan, in points.

More than 5 points above what was spent is Efisien, within 5 Cukup Efisien, below Tidak Efisien. Grading the serapan
alone would reward not spending.
"""

from decimal import Decimal
from typing import NamedTuple

from .angka import cetak_angka
from .desimal import Bilangan, hitungan, ke_desimal
from .galat import AnggaranTidakSah

EFISIEN, CUKUP_EFISIEN, TIDAK_EFISIEN = "Efisien", "Cukup Efisien", "Tidak Efisien"
AMBANG = Decimal(5)


class Efisiensi(NamedTuple):
	"""`selisih` in percentage points, and its word."""

	selisih: Decimal
	kategori: str


def serapan(realisasi: Bilangan | None, anggaran: Bilangan | None) -> Decimal | None:
	"""Spent in percent of the budget, both in rupiah; None while nothing is stated or there is no budget.

	Error: AnggaranTidakSah for negative amounts, and for money spent without a budget.
	"""
	terpakai, pagu = ke_desimal(realisasi), ke_desimal(anggaran)
	if terpakai is None or pagu is None:
		return None
	if terpakai < 0 or pagu < 0:
		raise AnggaranTidakSah(
			"Anggaran dan realisasinya tidak boleh kurang dari 0. Periksa kembali rupiahnya."
		)
	if not pagu:
		if terpakai:
			raise AnggaranTidakSah(
				f"Realisasi {cetak_angka(terpakai)} tidak mempunyai anggaran. Isi anggarannya di Perjanjian Kinerja."
			)
		return None
	with hitungan():
		return terpakai * 100 / pagu


def efisiensi(capaian: Bilangan | None, terserap: Bilangan | None) -> Efisiensi | None:
	"""Capaian kinerja (percent, capped) against serapan (percent); None while either is missing."""
	kinerja, anggaran = ke_desimal(capaian), ke_desimal(terserap)
	if kinerja is None or anggaran is None:
		return None
	with hitungan():
		selisih = kinerja - anggaran
	if selisih > AMBANG:
		return Efisiensi(selisih, EFISIEN)
	return Efisiensi(selisih, CUKUP_EFISIEN if selisih >= -AMBANG else TIDAK_EFISIEN)
