"""A figure beside another time's: the same period last year, the end target of the Renstra (tables T2 and T3 of an LKjIP)."""

from decimal import Decimal
from typing import NamedTuple

from .capaian import NEGATIF, POSITIF, Target, compute_capaian
from .decimals import Bilangan, exact_arithmetic, to_decimal
from .errors import CapaianTidakSah
from .targets import annual_progress

MEMBAIK, MENURUN, TETAP = "Membaik", "Menurun", "Tetap"


class Perbandingan(NamedTuple):
	"""`selisih` in the indicator's unit (now minus then); `persen` of the earlier figure, None where that is 0; `arah`
	is Membaik, Menurun or Tetap by the indicator's sifat: fewer incidents are better."""

	selisih: Decimal
	persen: Decimal | None
	arah: str


def compare_years(kini: Bilangan | None, dulu: Bilangan | None, sifat: str) -> Perbandingan | None:
	"""`kini` against `dulu`; None while one of them was not measured. Error: CapaianTidakSah for an unknown sifat."""
	if sifat not in (POSITIF, NEGATIF):
		raise CapaianTidakSah("Sifat indikator “{0}” tidak dikenal. Pilih Positif atau Negatif.", sifat)
	sekarang, lalu = to_decimal(kini), to_decimal(dulu)
	if sekarang is None or lalu is None:
		return None
	with exact_arithmetic():
		selisih = sekarang - lalu
		persen = selisih * 100 / lalu.copy_abs() if lalu else None
	if not selisih:
		return Perbandingan(selisih, persen, TETAP)
	return Perbandingan(selisih, persen, MEMBAIK if (selisih > 0) == (sifat == POSITIF) else MENURUN)


def kemajuan(
	realisasi: Bilangan | None,
	target_akhir: Target | None,
	sifat: str,
	rumus_negatif: str,
	*,
	sebagian: bool = False,
	lengkap: bool = True,
) -> Decimal | None:
	"""Tingkat kemajuan in percent: the year's figure so far against the target of the Renstra's last year, by the
	formula of a capaian and without a cap. None while either is missing or the target cannot be divided by.

	:param sebagian: a sum of a part of the year: the part of the target that is there, whatever the sifat, as of the annual one. By 2T-R a
	        negative indicator would begin far above 100 % and only come down
	:param lengkap: no period is missing in the figure, and no part of it is waited for; of a negative one that lacks some, nothing is said
	"""
	if sebagian:
		return annual_progress(realisasi, target_akhir)
	if sifat == NEGATIF and not lengkap:
		return None
	return compute_capaian(realisasi, target_akhir, sifat, rumus_negatif, batas=None).mentah
