"""Decimal arithmetic in one place: how precise, how rounded, how a float becomes exact."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, Overflow, localcontext

from .errors import AngkaTidakSah

DESIMAL_SIMPAN = 9
"""Decimals kept by a Frappe Float column, MariaDB decimal(21,9)."""
BATAS_HITUNG = Decimal(10) ** 30
"""Magnitude that no value or intermediate result of the rules reaches; guards against absurd exponents."""

_KONTEKS = Context(prec=60, rounding=ROUND_HALF_UP, traps=[DivisionByZero, InvalidOperation, Overflow])

_SIMPAN = Decimal(1).scaleb(-DESIMAL_SIMPAN)

Bilangan = Decimal | int | float


@contextmanager
def exact_arithmetic() -> Iterator[None]:
	"""Run a calculation with 60 significant digits, whatever the caller's decimal context is."""
	with localcontext(_KONTEKS):
		yield


def rounded(nilai: Decimal, desimal: int = DESIMAL_SIMPAN) -> Decimal:
	"""Round half up (away from zero) to `desimal` places. Error: AngkaTidakSah if absurdly large.

	What is printed is what a column holds of it: 9 decimals first. Thirds that come to a half together are a half then.
	"""
	if not nilai.is_finite() or nilai.copy_abs() >= BATAS_HITUNG:
		raise AngkaTidakSah("Hasil hitungan terlalu besar. Periksa kembali angka yang diisikan.")
	kept = nilai.quantize(_SIMPAN, context=_KONTEKS)
	return kept if desimal == DESIMAL_SIMPAN else kept.quantize(Decimal(1).scaleb(-desimal), context=_KONTEKS)


def read_cell(teks: str) -> Decimal:
	"""What a workbook's file holds of a number (`93.75`, `0.30000000000000004`, `1E-3`), exactly, but for what a program has added
	beyond 9 decimals; as plain digits. Of a magnitude that nothing can hold the least that `to_decimal` refuses. Error:
	ValueError for what no program writes."""
	try:
		hasil = Decimal(teks)
	except InvalidOperation:
		raise ValueError("no number of a cell") from None
	if hasil.copy_abs() >= BATAS_HITUNG:
		return BATAS_HITUNG.copy_sign(hasil)
	digit = format(rounded(hasil), "f")
	return Decimal(digit.rstrip("0").rstrip(".") if "." in digit else digit)


def to_decimal(nilai: Bilangan | None) -> Decimal | None:
	"""A number as Decimal: None stays None, floats are read as printed and rounded to 9 decimals.

	A float column holds no more than 9 decimals, so 0.1 + 0.2 is 0.3 here. Errors: AngkaTidakSah for NaN,
	infinity and magnitudes from 10**30; TypeError for text (use `numbers.read_number`) and booleans.
	"""
	if nilai is None:
		return None
	if isinstance(nilai, bool) or not isinstance(nilai, Decimal | int | float):
		raise TypeError(f"expected a number, got {type(nilai).__name__}")
	if isinstance(nilai, float):
		if not math.isfinite(nilai) or abs(nilai) >= BATAS_HITUNG:
			raise AngkaTidakSah(
				"Angka tidak terhingga atau terlalu besar. Periksa kembali angka yang diisikan."
			)
		return rounded(Decimal(repr(nilai)))
	if isinstance(nilai, Decimal) and not nilai.is_finite():
		raise AngkaTidakSah("Angka tidak terhingga atau bukan bilangan. Periksa kembali angka yang diisikan.")
	hasil = Decimal(nilai)
	if hasil.copy_abs() >= BATAS_HITUNG:
		raise AngkaTidakSah("Angka terlalu besar. Periksa kembali angka yang diisikan.")
	return hasil
