"""How targets and figures are printed, and how columns keep them (what is typed is read in written_targets)."""

from collections.abc import Sequence
from decimal import Decimal

from .capaian import POSITIF, Rentang
from .decimals import Bilangan, to_decimal
from .errors import AngkaTidakSah
from .numbers import print_number, read_number
from .skala_nilai import print_graded
from .written_targets import ANGKA, BATAS, Tertulis, Ukuran


def is_plain(teks: str | None) -> bool:
	"""Whether a text is a figure and nothing beside it, which a workbook may keep as a number."""
	try:
		return read_number(teks) is not None
	except AngkaTidakSah:
		return False


def figure_or_words(teks: str | None) -> str:
	"""What a kegiatan is to bring: a figure as the app prints figures, anything else (`1 laporan`, `v`) in its own words."""
	try:
		return print_number(read_number(teks))
	except AngkaTidakSah:
		return (teks or "").strip()


def decimals_of(teks: str | None) -> int:
	"""Decimals of a figure as the app prints it: a target is shown with as many as it was written with."""
	return len((teks or "").partition(",")[2])


def kept_figure(hasil: Tertulis | None) -> str:
	"""A realisasi as its cell keeps it: a figure without what stood behind it, but for the word of its scale."""
	if hasil is None:
		return ""
	return hasil.teks if hasil.kata else print_number(hasil.nilai)


def print_so_far(
	target: Decimal | Rentang | None, written: Sequence[Tertulis], ukuran: Ukuran, desimal: int | None
) -> str:
	"""A target that others, oldest first, have come to: as one of them is written where it is that one, else as print_target says; "" for none."""
	if target is None:
		return ""
	same = [one.teks for one in written if one.target == target]
	bound = any(one.jenis == BATAS for one in written)
	return same[-1] if same else print_target(target, BATAS if bound else ANGKA, ukuran, desimal or 0)


def print_target(target: Bilangan | Rentang, jenis: str, ukuran: Ukuran, desimal: int) -> str:
	"""A target that was put together from others, as they are written: `20-25`, `≥ 36`, `70,80 (BB)`, `18`.

	:param jenis: that of the others: BATAS if one of them is a bound
	"""
	if isinstance(target, Rentang):
		return f"{print_number(target.bawah)}-{print_number(target.atas)}"
	angka = to_decimal(target)
	if ukuran.skala:
		return print_graded(angka, ukuran.skala, desimal)
	tanda = ("≥ " if ukuran.sifat == POSITIF else "≤ ") if jenis == BATAS else ""
	return f"{tanda}{print_number(angka)}"


def target_from_columns(nilai: Bilangan | None, lebar: Bilangan | None) -> Bilangan | Rentang | None:
	"""A target as columns keep it: a figure, or a range from `nilai` up by `lebar`."""
	bawah, banyak = to_decimal(nilai), to_decimal(lebar or 0)
	return Rentang(bawah, bawah + banyak) if bawah is not None and banyak > 0 else bawah
