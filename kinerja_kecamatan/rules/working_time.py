"""Working time mk(a, b) between moments, by a kecamatan's calendar.

Moments are naive local datetimes. Seconds: fractions of a second are dropped from both moments. Minutes: the
seconds of both moments are dropped, as an office clock and the printed log show HH.MM; so what is printed can
be recalculated by hand, minutes are whole, and mk(a, c) = mk(a, b) + mk(b, c) holds exactly for a <= b <= c.
"""

from collections.abc import Iterable
from datetime import date, datetime, time

from .errors import KalenderTidakSah
from .working_calendar import JamKerja, Kalender

__all__ = [
	"JamKerja",
	"Kalender",
	"KalenderTidakSah",
	"add_work_minutes",
	"default_calendar",
	"merge_intervals",
	"ramadan_hours",
	"working_minutes_between",
	"working_minutes_merged",
	"working_seconds_between",
]

Interval = tuple[datetime, datetime]


def working_seconds_between(mulai: datetime, selesai: datetime, kalender: Kalender) -> int:
	"""Whole seconds of work in [mulai, selesai); 0 if selesai is not after mulai."""
	return max(0, kalender.detik_sebelum(selesai) - kalender.detik_sebelum(mulai))


def working_minutes_between(mulai: datetime, selesai: datetime, kalender: Kalender) -> int:
	"""Whole minutes of work between two moments read as HH.MM; 0 if selesai is not after mulai."""
	return working_seconds_between(mulai.replace(second=0), selesai.replace(second=0), kalender) // 60


def add_work_minutes(mulai: datetime, menit: int, kalender: Kalender) -> datetime:
	"""The earliest moment at which `menit` minutes of work have passed since `mulai`.

	0 gives `mulai` itself; the end of a day is given as that day's closing time, not as the next morning. For
	every n: working_minutes_between(m, add_work_minutes(m, n)) == n. Errors: ValueError if `menit` is negative,
	KalenderTidakSah if the calendar never has that much work.
	"""
	if menit < 0:
		raise ValueError("menit must not be negative")
	if menit == 0:
		return mulai
	return kalender.saat_ke(kalender.detik_sebelum(mulai) + menit * 60)


def merge_intervals(interval: Iterable[Interval]) -> list[Interval]:
	"""Union of intervals: sorted, neither overlapping nor touching; empty and reversed ones fall away."""
	hasil: list[Interval] = []
	for mulai, selesai in sorted((awal, akhir) for awal, akhir in interval if awal < akhir):
		if hasil and mulai <= hasil[-1][1]:
			hasil[-1] = (hasil[-1][0], max(hasil[-1][1], selesai))
		else:
			hasil.append((mulai, selesai))
	return hasil


def working_minutes_merged(interval: Iterable[Interval], kalender: Kalender) -> int:
	"""Minutes of work in the union of intervals: what overlaps counts once (steps 7 and 8, whose standard covers all units)."""
	return sum(
		working_minutes_between(mulai, selesai, kalender) for mulai, selesai in merge_intervals(interval)
	)


def default_calendar(libur: Iterable[date] = (), tambahan: Iterable[JamKerja] = ()) -> Kalender:
	"""Default office week of five days, 37,5 hours: the length of Perpres 21/2023 (own knowledge, text not
	checked). The clock times are a plausible default that the kecamatan's settings replace, no regulation.

	Senin-Kamis 07.30-16.00, break 12.00-12.30: 480 minutes. Jumat 07.00-14.00, break 11.30-13.00: 330
	minutes. `tambahan` are dated rows beside them, such as ramadan_hours(...).
	"""
	biasa = [JamKerja(hari, time(7, 30), time(12), time(12, 30), time(16)) for hari in range(4)]
	jumat = JamKerja(4, time(7), time(11, 30), time(13), time(14))
	return Kalender((*biasa, jumat, *tambahan), frozenset(libur))


def ramadan_hours(mulai: date, sampai: date) -> tuple[JamKerja, ...]:
	"""Default rows for Ramadan, both days included: 32,5 hours a week, 390 minutes a day (times of the
	Menteri PANRB's yearly circulars, own knowledge, texts not checked). Senin-Kamis 08.00-15.00, break
	12.00-12.30; Jumat 08.00-15.30, break 11.30-12.30.
	"""
	biasa = [JamKerja(hari, time(8), time(12), time(12, 30), time(15), mulai, sampai) for hari in range(4)]
	return (*biasa, JamKerja(4, time(8), time(11, 30), time(12, 30), time(15, 30), mulai, sampai))
