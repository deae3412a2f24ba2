"""Dates and times the way an Indonesian office writes them, whatever the reader's language. Pure: no frappe, no clock."""

from datetime import date, datetime

from babel.dates import format_date

BAHASA = "id"


def tanggal_panjang(hari: date | datetime | str | None) -> str:
	"""`1 Oktober 2026`; None and '' give ''. ISO text is read; ValueError for any other text."""
	nilai = _baca(hari)
	return format_date(nilai, "d MMMM y", locale=BAHASA) if nilai else ""


def hari_tanggal(hari: date | datetime | str | None) -> str:
	"""`Kamis, 1 Oktober 2026`; None and '' give ''."""
	nilai = _baca(hari)
	return format_date(nilai, "EEEE, d MMMM y", locale=BAHASA) if nilai else ""


def jam(saat: datetime | str | None) -> str:
	"""`08.15`; None and '' give ''."""
	nilai = _baca(saat)
	return f"{nilai.hour:02d}.{nilai.minute:02d}" if nilai else ""


def waktu(saat: datetime | str | None) -> str:
	"""`1 Oktober 2026 pukul 08.15`; None and '' give ''."""
	return f"{tanggal_panjang(saat)} pukul {jam(saat)}" if saat else ""


def _baca(nilai: date | datetime | str | None) -> datetime | None:
	"""A date as its midnight, so that one path prints both."""
	if not nilai:
		return None
	if isinstance(nilai, str):
		return datetime.fromisoformat(nilai)
	return nilai if isinstance(nilai, datetime) else datetime(nilai.year, nilai.month, nilai.day)
