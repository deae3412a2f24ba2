"""Skala Predikat: which word a capaian earns. The scale is data; the bands have lower bounds only.

Source: Permendagri 86/2017 (ST/T/S/R/SR). Its printed bands (76-90, 91-100) leave gaps such as 90,5, so a
value belongs to the highest band whose lower bound it reaches.
"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from .decimals import Bilangan, rounded, to_decimal
from .errors import SkalaTidakSah
from .numbers import DESIMAL_CETAK, print_number


class Tingkat(NamedTuple):
	"""One band: from `batas_bawah` (percent, included) up to the next higher band."""

	batas_bawah: Decimal
	predikat: str
	singkatan: str


SKALA_BAWAAN: tuple[Tingkat, ...] = (
	Tingkat(Decimal(91), "Sangat Tinggi", "ST"),
	Tingkat(Decimal(76), "Tinggi", "T"),
	Tingkat(Decimal(66), "Sedang", "S"),
	Tingkat(Decimal(51), "Rendah", "R"),
	Tingkat(Decimal(0), "Sangat Rendah", "SR"),
)


def check_scale(skala: Sequence[Tingkat]) -> None:
	"""Accept a scale from highest to lowest band without gap, overlap or doubtful name.

	Lower bounds must fall strictly and the last one must be 0 or less; predikat and singkatan must be given
	and be different in each band (case and blanks aside). Error: SkalaTidakSah.
	"""
	if not skala:
		raise SkalaTidakSah("Skala predikat masih kosong. Isi paling sedikit satu tingkat.")
	batas = [_read_bound(nomor, tingkat) for nomor, tingkat in enumerate(skala, start=1)]
	for nomor, (atas, bawah) in enumerate(pairwise(batas), start=2):
		if bawah >= atas:
			raise SkalaTidakSah(
				"Baris {0}: batas bawah {1} harus lebih kecil daripada baris di atasnya ({2}). Urutkan dari batas tertinggi ke terendah tanpa nilai yang sama.",
				nomor,
				print_number(bawah),
				print_number(atas),
			)
	if batas[-1] > 0:
		raise SkalaTidakSah(
			"Tingkat terendah mulai dari {0}, sehingga nilai di bawahnya tidak berpredikat. Isi batas bawah tingkat terendah dengan 0.",
			print_number(batas[-1]),
		)
	_check_names([tingkat.predikat for tingkat in skala], "Predikat")
	_check_names([tingkat.singkatan for tingkat in skala], "Singkatan")


def find_predikat(nilai: Bilangan | None, skala: Sequence[Tingkat] = SKALA_BAWAAN) -> Tingkat | None:
	"""The band of `nilai` (percent); None stays None; below the lowest bound counts as the lowest band.

	`nilai` is judged as it is printed, rounded half up to 2 decimals (`numbers.print_percent`): 90,996 stands on paper as 91 %,
	and nobody could explain a 91 % that is not Sangat Tinggi. A mean of thirds that is 91 is 91 as well.
	`skala` must have passed check_scale. Error: SkalaTidakSah if it is empty.
	"""
	if not skala:
		raise SkalaTidakSah("Skala predikat masih kosong. Isi paling sedikit satu tingkat.")
	angka = to_decimal(nilai)
	if angka is None:
		return None
	angka = rounded(angka, DESIMAL_CETAK)
	return next((tingkat for tingkat in skala if angka >= tingkat.batas_bawah), skala[-1])


def _read_bound(nomor: int, tingkat: Tingkat) -> Decimal:
	batas = to_decimal(tingkat.batas_bawah)
	if batas is None:
		raise SkalaTidakSah("Baris {0}: batas bawah masih kosong. Isi dengan angka, misalnya 76.", nomor)
	return batas


def _check_names(nama: list[str], kolom: str) -> None:
	terlihat: set[str] = set()
	for nomor, teks in enumerate(nama, start=1):
		kunci = " ".join((teks or "").split()).casefold()
		if not kunci:
			raise SkalaTidakSah("Baris {0}: {1} masih kosong. Isi setiap tingkat.", nomor, kolom)
		if kunci in terlihat:
			raise SkalaTidakSah(
				"Baris {0}: {1} “{2}” sudah dipakai. Gunakan nama yang berbeda.", nomor, kolom, teks
			)
		terlihat.add(kunci)
