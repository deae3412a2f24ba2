"""NIP, the number of a civil servant: 18 digits, 8 birth date + 6 month of appointment + 1 sex + 3 serial.

PPPK digits differ after the birth date, so only length and birth date are checked.
"""

from datetime import date


class NipInvalid(ValueError):
	"""Message is an Indonesian sentence for the person who typed."""


def check_nip(nip: str | None) -> str:
	"""The NIP without blanks, '' when there is none. Raises NipInvalid."""
	digits = "".join((nip or "").split())
	if not digits:
		return ""
	if len(digits) != 18 or not digits.isascii() or not digits.isdigit():
		raise NipInvalid("NIP terdiri atas 18 angka, misalnya 19791208 200003 1 001.")
	try:
		date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
	except ValueError:
		raise NipInvalid("Delapan angka pertama NIP adalah tanggal lahir (tahun, bulan, tanggal).") from None
	return digits


def spaced(nip: str | None) -> str:
	"""As printed, 8-6-1-3: `19791208 200003 1 001`."""
	digits = nip or ""
	return f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}" if len(digits) == 18 else digits
