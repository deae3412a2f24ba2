"""Reading and printing numbers the way an Indonesian office writes them: `1.234,5`.

Source: what offices type (`1.234,5`, `93,75`, `4.25`) and Indonesian spelling (PUEBI/EYD: dot for
thousands, comma for decimals). What could mean two things is refused, never guessed.
"""

import re
from decimal import Decimal

from .decimals import DESIMAL_SIMPAN, Bilangan, rounded, to_decimal
from .errors import AngkaTidakSah, Sentence

PANJANG_MAKS = 140
"""Characters of a Frappe Data field; anything longer is no typed number."""
BATAS_ANGKA = Decimal(10) ** 12
"""Values must stay below this: decimal(21,9) has 12 digits before the decimals."""

DESIMAL_CETAK = 2
"""Decimals of a printed percentage, and what a capaian is judged at (`predikat.find_predikat`)."""

DESIMAL_TELITI = 4
"""Decimals with which a figure is still printed to the last one, whatever its indicator's are: as many as an indicator can have."""

_RIBUAN = re.compile(r"-?[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_POLOS = re.compile(r"-?[0-9]+(?:,[0-9]+)?")
_TITIK = re.compile(r"-?([0-9]+)\.([0-9]+)")
_INGGRIS = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})*(?:,[0-9]{3}|(?<=,[0-9]{3})\.[0-9]+)")
_MINUS = "-\u2212"
_STRIP = ("-", "\u2212", "\u2013", "\u2014")
_CONTOH = Sentence("Tulislah dengan angka saja: titik untuk ribuan dan koma untuk desimal, misalnya 1.234,5.")


def read_number(nilai: str | Bilangan | None, *, persen: bool = False) -> Decimal | None:
	"""What a user typed (or a spreadsheet cell holds) as exact Decimal; None and blank give None, never 0.

	Text: `12`, `-3,5`, `93,75`, `1.234,5`, `1.234.567`, `4.25`, `0.125`. Groups of three after a dot are
	thousands: `1.234` is 1234. `1,234` is 1.234 by the same convention. `%` at the end only with `persen`.
	Floats are rounded to 9 decimals.

	Error: AngkaTidakSah (Indonesian sentence) for anything else: text, NaN, infinity, scientific notation,
	English `1,234.5`, doubtful `1234.567`, more than 9 decimals, magnitudes from 10**12, more than 140
	characters.
	"""
	if nilai is None:
		return None
	if isinstance(nilai, str):
		hasil = _read_text(nilai, persen)
	elif isinstance(nilai, bool) or not isinstance(nilai, Decimal | int | float):
		raise AngkaTidakSah("Isian ini bukan angka. {0}", _CONTOH)
	else:
		hasil = to_decimal(nilai)
	return None if hasil is None else _check_range(hasil, nilai)


def print_number(nilai: Bilangan | None, desimal: int | None = None) -> str:
	"""Indonesian form `1.234,5`; None gives "" (an empty cell, not 0).

	`desimal` None: as many decimals as the value has, at most 9, no trailing zeros. A number: exactly so
	many, rounded half up. `read_number(print_number(x)) == x` for every x that read_number accepts. Error:
	AngkaTidakSah for NaN, infinity and magnitudes from 10**30.
	"""
	if nilai is None:
		return ""
	bulat = rounded(to_decimal(nilai), DESIMAL_SIMPAN if desimal is None else desimal)
	utuh, _, pecahan = format(bulat.copy_abs(), "f").partition(".")
	if desimal is None:
		pecahan = pecahan.rstrip("0")
	tanda = "-" if bulat < 0 else ""
	utuh = f"{int(utuh):,}".replace(",", ".")
	return f"{tanda}{utuh},{pecahan}" if pecahan else f"{tanda}{utuh}"


def shown_decimals(nilai: Bilangan, desimal: int | None) -> int | None:
	"""With how many decimals a figure is printed, so that what is printed is what was judged.

	Whole figures have none; others their indicator's `desimal`, or more where they were given more exactly (up to DESIMAL_TELITI). What
	has no end (thirds) has its indicator's, and DESIMAL_CETAK where that counts whole things: a mean of them is 2,33 and not 2.
	`desimal` None: None, as many as the value has.
	"""
	if desimal is None:
		return None
	angka = rounded(to_decimal(nilai)).normalize()
	teliti = max(-angka.as_tuple().exponent, 0)
	if not teliti:
		return 0
	return max(desimal, teliti) if teliti <= DESIMAL_TELITI else desimal or DESIMAL_CETAK


def print_figure(nilai: Bilangan | None, desimal: int | None) -> str:
	"""A figure of an indicator with the decimals that it was judged by (`shown_decimals`); None gives ""."""
	return "" if nilai is None else print_number(nilai, shown_decimals(nilai, desimal))


def print_percent(nilai: Bilangan | None, desimal: int = DESIMAL_CETAK) -> str:
	"""A percentage such as `93,75 %`: rounded half up to at most `desimal` places; None gives ""."""
	if nilai is None:
		return ""
	return f"{print_number(rounded(to_decimal(nilai), desimal))} %"


def _read_text(teks: str, persen: bool) -> Decimal | None:
	if len(teks) > PANJANG_MAKS:
		raise AngkaTidakSah(
			"Isian terlalu panjang ({0} karakter) untuk sebuah angka. {1}", len(teks), _CONTOH
		)
	bersih = teks.strip()
	if not bersih:
		return None
	if bersih in _STRIP:
		raise AngkaTidakSah(
			"Tanda “-” dapat berarti kosong atau nol. Kosongkan isian bila datanya belum ada, "
			"atau tulis 0 disertai keterangan bila memang nihil."
		)
	if bersih.endswith("%"):
		if not persen:
			raise AngkaTidakSah(
				"{0} memakai tanda %, padahal satuannya bukan persen. {1}", _quote(teks), _CONTOH
			)
		bersih = bersih[:-1].rstrip()
	if bersih[:1] in _MINUS:
		bersih = "-" + bersih[1:] if bersih else ""
	return _parse(bersih, teks)


def _parse(bersih: str, teks: str) -> Decimal:
	if _RIBUAN.fullmatch(bersih):
		return Decimal(bersih.replace(".", "").replace(",", "."))
	if _POLOS.fullmatch(bersih):
		return Decimal(bersih.replace(",", "."))
	if titik := _TITIK.fullmatch(bersih):
		utuh, pecahan = titik.groups()
		if len(pecahan) != 3 or utuh == "0":
			return Decimal(bersih)
		raise AngkaTidakSah(
			"{0} dapat dibaca dengan dua cara. Bila titik memisahkan ribuan, tulis {1}; bila titik berarti desimal, tulis {2},{3}.",
			_quote(teks),
			print_number(int(utuh + pecahan)),
			utuh,
			pecahan,
		)
	if _INGGRIS.fullmatch(bersih):
		saran = bersih.translate(str.maketrans(",.", ".,"))
		raise AngkaTidakSah(
			"{0} ditulis dengan cara Inggris. Tulis {1}: titik untuk ribuan dan koma untuk desimal.",
			_quote(teks),
			saran,
		)
	raise AngkaTidakSah("{0} bukan angka yang dapat dibaca. {1}", _quote(teks), _CONTOH)


def _check_range(hasil: Decimal, asal: str | Bilangan) -> Decimal:
	if hasil.copy_abs() >= BATAS_ANGKA:
		raise AngkaTidakSah(
			"{0} terlalu besar. Angka yang dapat disimpan harus di bawah satu triliun (1.000.000.000.000); periksa kembali, atau gunakan satuan yang lebih besar.",
			_quote(asal),
		)
	bulat = rounded(hasil)
	if bulat != hasil or (isinstance(asal, str) and -hasil.as_tuple().exponent > DESIMAL_SIMPAN):
		raise AngkaTidakSah(
			"{0} memuat lebih dari {1} angka di belakang koma. Bulatkan menjadi paling banyak {1} angka, misalnya {2}.",
			_quote(asal),
			DESIMAL_SIMPAN,
			print_number(bulat),
		)
	return hasil.copy_abs() if hasil.is_zero() else hasil


def _quote(asal: str | Bilangan) -> str:
	"""What was typed, in quotes, without control characters and cut to 40 characters."""
	teks = "".join(huruf if huruf.isprintable() else "·" for huruf in str(asal)[:41]).strip()
	return f"“{teks[:40]}…”" if len(teks) > 40 else f"“{teks}”"
