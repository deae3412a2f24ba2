"""NIP, the number of a civil servant, and the NI PPPK of who works under a contract: 18 digits both.

PNS: 8 birth date + 6 month of appointment + 1 sex + 3 serial (Perka BKN 22/2007). PPPK: in the place of the month stand the year
and 21; part-time ones begin with 25 there.
"""

import re
from datetime import date

from .errors import RuleError

NIP, NI_PPPK = "NIP", "NI PPPK"
# What people write before the number, and between its parts.
_LABEL = re.compile(r"^[\s']*(?:N\.?I\.?\s?-?(?:PPPK|P3K)|N\.?I\.?P?\.?\s?(?:PPPK|P3K)?)?[\s.:]*", re.I)
_BETWEEN = re.compile(r"[\s./_\-\u2010-\u2015']+")
_PPPK = re.compile(r"(?:20|25)\d\d21")
# A number that a spreadsheet has kept as a figure, and shows by its power of ten.
_POWER = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.I)
# Nobody is appointed as a child.
_YOUNGEST = 15


class NipTidakSah(RuleError):
	"""A number that is no NIP and no NI PPPK."""


def check_nip(nip: object) -> str:
	"""The 18 digits, '' when there is none. Raises NipTidakSah."""
	typed = "" if nip is None else str(nip)
	if _POWER.fullmatch(typed.strip()):
		raise _rounded()
	digits = _BETWEEN.sub("", _LABEL.sub("", typed))
	if not digits:
		return ""
	if len(digits) != 18 or not digits.isascii() or not digits.isdigit():
		raise NipTidakSah("NIP dan NI PPPK terdiri atas 18 angka, misalnya 19791208 200003 1 001.")
	if digits.endswith("000"):
		raise _rounded()
	_check_dates(digits)
	if digits[14] not in "12":
		raise NipTidakSah(
			"Angka ke-15 NIP menyatakan jenis kelamin: 1 laki-laki atau 2 perempuan, bukan {0}.", digits[14]
		)
	return digits


def is_pppk(nip: str | None) -> bool:
	"""Whether a number of 18 digits is that of a PPPK."""
	return bool(nip and len(nip) == 18 and _PPPK.fullmatch(nip[8:14]))


def label(nip: str | None) -> str:
	"""What is printed before a number: `NIP` or `NI PPPK`."""
	return NI_PPPK if is_pppk(nip) else NIP


def spaced(nip: str | None) -> str:
	"""As printed, 8-6-1-3: `19791208 200003 1 001`."""
	digits = nip or ""
	return f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}" if len(digits) == 18 else digits


def _check_dates(digits: str) -> None:
	try:
		born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
	except ValueError:
		born = None
	if not born or not 1900 <= born.year < 2100:
		raise NipTidakSah("Delapan angka pertama NIP adalah tanggal lahir (tahun, bulan, tanggal).")
	if is_pppk(digits):
		return
	year, month = int(digits[8:12]), int(digits[12:14])
	if not 1 <= month <= 12:
		raise NipTidakSah(
			"Angka ke-9 sampai ke-14 NIP adalah tahun dan bulan pengangkatan, misalnya 200003; {0} bukan bulan. Pada NI PPPK di "
			"tempat itu tertulis tahun dan 21, misalnya 202121.",
			digits[12:14],
		)
	if not born.year + _YOUNGEST <= year < 2100:
		raise NipTidakSah(
			"Tahun pengangkatan {0} pada NIP tidak sesuai dengan tahun lahir {1}.", digits[8:12], digits[:4]
		)


def _rounded() -> NipTidakSah:
	return NipTidakSah(
		"Nomor urut pada tiga angka terakhir NIP dimulai dari 001. Excel membulatkan angka yang lebih panjang dari 15 digit "
		"menjadi 000: ubah format selnya menjadi Teks, lalu ketik ulang NIP dari SK."
	)
