"""Working minutes against a walk from minute to minute that looks at every one of them."""

import time as clock
from datetime import date, datetime, time, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja_kecamatan.rules.errors import KalenderTidakSah
from kinerja_kecamatan.rules.working_calendar import JamKerja, Kalender
from kinerja_kecamatan.rules.working_time import (
	add_work_minutes,
	default_calendar,
	merge_intervals,
	ramadan_hours,
	working_minutes_between,
	working_minutes_merged,
	working_seconds_between,
)

LIBUR = {date(2021, 1, 1), date(2021, 2, 12), date(2021, 3, 11), date(2021, 3, 14), date(2021, 5, 13)}
RAMADAN = (date(2021, 4, 13), date(2021, 5, 12))
OFFICE = default_calendar(LIBUR, ramadan_hours(*RAMADAN))
PLAIN = default_calendar()


def at(text: str) -> datetime:
	return datetime.fromisoformat(text)


def works(moment: datetime, calendar: Kalender) -> bool:
	"""Is somebody at work in the minute that starts at `moment`? Straight from the rows."""
	day, now = moment.date(), moment.time()
	if day in calendar.libur:
		return False
	best = None
	for row in calendar.jam:
		if row.hari != day.weekday():
			continue
		if row.berlaku_mulai and day < row.berlaku_mulai:
			continue
		if row.berlaku_sampai and day > row.berlaku_sampai:
			continue
		rank = (row.berlaku_mulai or date.min, date.max - (row.berlaku_sampai or date.max))
		if best is None or rank > best[0]:
			best = (rank, row)
	if best is None:
		return False
	row = best[1]
	on_break = row.istirahat_mulai is not None and row.istirahat_mulai <= now < row.istirahat_selesai
	return row.mulai <= now < row.selesai and not on_break


def walk(start: datetime, end: datetime, calendar: Kalender) -> int:
	"""Minutes of work, one by one."""
	moment, count = start.replace(second=0, microsecond=0), 0
	end = end.replace(second=0, microsecond=0)
	while moment < end:
		count += works(moment, calendar)
		moment += timedelta(minutes=1)
	return count


def minutes_of_day(first: int, last: int) -> st.SearchStrategy[time]:
	return st.integers(first, last).map(lambda n: time(n // 60, n % 60))


@st.composite
def rows(draw: st.DrawFn) -> JamKerja:
	cuts = sorted(draw(st.lists(st.integers(0, 1439), min_size=4, max_size=4)))
	times = [time(cut // 60, cut % 60) for cut in cuts]
	rest = times[1:3] if draw(st.booleans()) else (None, None)
	first = draw(st.none() | st.integers(-3, 12))
	last = draw(st.none() | st.integers(first or 0, 15))
	dates = [None if n is None else date(2021, 4, 5) + timedelta(days=n) for n in (first, last)]
	return JamKerja(draw(st.integers(0, 6)), times[0], *rest, times[3], *dates)


@st.composite
def calendars(draw: st.DrawFn) -> Kalender:
	chosen = {
		(row.hari, row.berlaku_mulai, row.berlaku_sampai): row for row in draw(st.lists(rows(), max_size=10))
	}
	free = draw(st.frozensets(st.dates(date(2021, 4, 5), date(2021, 4, 20)), max_size=3))
	return Kalender(tuple(chosen.values()), free)


moments = st.datetimes(datetime(2021, 4, 4), datetime(2021, 4, 21)).map(lambda m: m.replace(microsecond=0))
office_moments = st.datetimes(datetime(2021, 4, 8), datetime(2021, 5, 20)).map(
	lambda m: m.replace(microsecond=0)
)


@settings(max_examples=60)
@given(calendars(), moments, moments)
def test_any_calendar_equals_the_walk(calendar: Kalender, a: datetime, b: datetime) -> None:
	a, b = min(a, b), min(max(a, b), min(a, b) + timedelta(days=4))
	assert working_minutes_between(a, b, calendar) == walk(a, b, calendar)


@settings(max_examples=25)
@given(office_moments, st.integers(0, 8 * 1440))
def test_office_with_ramadan_equals_the_walk(a: datetime, length: int) -> None:
	b = a + timedelta(minutes=length)
	assert working_minutes_between(a, b, OFFICE) == walk(a, b, OFFICE)


def test_a_whole_year_equals_the_walk() -> None:
	a, b = at("2020-12-24 09:17"), at("2021-12-31 15:59")
	assert working_minutes_between(a, b, OFFICE) == walk(a, b, OFFICE)


@given(calendars(), st.lists(moments, min_size=3, max_size=3).map(sorted))
def test_additive(calendar: Kalender, three: list[datetime]) -> None:
	a, b, c = three
	for measure in (working_seconds_between, working_minutes_between):
		assert measure(a, c, calendar) == measure(a, b, calendar) + measure(b, c, calendar)
		assert measure(a, b, calendar) >= 0 == measure(b, a, calendar)
	assert working_seconds_between(a, c, calendar) <= (c - a).total_seconds()


@given(st.lists(st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1)), min_size=3, max_size=3).map(sorted))
def test_additive_over_decades_and_microseconds(three: list[datetime]) -> None:
	a, b, c = three
	for measure in (working_seconds_between, working_minutes_between):
		assert measure(a, c, OFFICE) == measure(a, b, OFFICE) + measure(b, c, OFFICE)


@pytest.mark.parametrize(
	("a", "b", "minutes"),
	[
		("2021-01-04 07:30", "2021-01-04 16:00", 480),
		("2021-01-04 00:00", "2021-01-05 00:00", 480),
		("2021-01-08 07:00", "2021-01-08 14:00", 330),
		("2021-01-04 00:00", "2021-01-11 00:00", 2250),
		("2021-01-04 11:45", "2021-01-04 12:45", 30),
		("2021-01-04 12:10", "2021-01-04 12:20", 0),
		("2021-01-04 12:10", "2021-01-04 13:00", 30),
		("2021-01-08 11:30", "2021-01-08 13:00", 0),
		("2021-01-08 13:30", "2021-01-11 08:00", 60),
		("2021-01-09 08:00", "2021-01-10 15:00", 0),
		("2021-01-07 15:30", "2021-01-08 07:30", 60),
		("2020-12-31 15:00", "2021-01-04 08:30", 120),
		("2021-02-11 15:00", "2021-02-15 08:30", 120),
		("2021-01-04 18:00", "2021-01-04 23:00", 0),
		("2021-01-04 10:00", "2021-01-04 10:00", 0),
		("2021-01-04 10:00", "2021-01-04 09:00", 0),
		("2021-01-04 08:00:59", "2021-01-04 08:01:01", 1),
		("2021-01-04 08:00:00", "2021-01-04 08:00:59", 0),
		("2021-04-12 07:30", "2021-04-12 16:00", 480),
		("2021-04-13 00:00", "2021-04-14 00:00", 390),
		("2021-04-16 07:00", "2021-04-16 17:00", 390),
		("2021-04-12 15:30", "2021-04-13 08:10", 40),
		("2021-05-12 14:00", "2021-05-14 07:30", 90),
		("2021-04-19 00:00", "2021-04-26 00:00", 1950),
	],
)
def test_examples(a: str, b: str, minutes: int) -> None:
	assert working_minutes_between(at(a), at(b), OFFICE) == minutes


def test_seconds_drop_only_fractions() -> None:
	assert (
		working_seconds_between(at("2021-01-04 08:00:00.900000"), at("2021-01-04 08:00:01.100000"), PLAIN)
		== 1
	)
	assert working_seconds_between(at("2021-01-04 15:59:30"), at("2021-01-05 07:30:30"), PLAIN) == 60


def test_latest_start_wins_then_earliest_end() -> None:
	def row(opens: int, first: date | None, last: date | None) -> JamKerja:
		return JamKerja(0, time(opens), None, None, time(16), first, last)

	monday, a, b = date(2021, 4, 19), date(2021, 4, 1), date(2021, 4, 30)
	base, open_end, closed = row(6, None, None), row(7, a, None), row(8, a, b)
	later = row(9, date(2021, 4, 15), None)
	for chosen, hours in (([base], 10), ([base, open_end], 9), ([base, open_end, closed], 8)):
		for order in (chosen, chosen[::-1]):
			day = Kalender(tuple(order))
			assert working_minutes_between(at(f"{monday} 00:00"), at(f"{monday} 23:59"), day) == hours * 60
	everything = Kalender((later, base, closed, open_end))
	assert working_minutes_between(at(f"{monday} 00:00"), at(f"{monday} 23:59"), everything) == 7 * 60
	assert working_minutes_between(at("2021-03-29 00:00"), at("2021-03-30 00:00"), everything) == 10 * 60


def test_a_dated_row_can_free_a_weekday() -> None:
	saturday = [
		JamKerja(5, time(8), None, None, time(12)),
		JamKerja(5, time(0), None, None, time(0), date(2021, 3, 1)),
	]
	calendar = Kalender(tuple(saturday))
	assert working_minutes_between(at("2021-02-27 00:00"), at("2021-02-28 00:00"), calendar) == 240
	assert working_minutes_between(at("2021-03-06 00:00"), at("2021-03-07 00:00"), calendar) == 0


@given(st.datetimes(datetime(2020, 12, 1), datetime(2021, 6, 30)), st.integers(0, 20000))
def test_adding_is_the_inverse(start: datetime, minutes: int) -> None:
	end = add_work_minutes(start, minutes, OFFICE)
	assert end >= start
	assert working_minutes_between(start, end, OFFICE) == minutes
	if minutes:
		assert working_seconds_between(start, end, OFFICE) == minutes * 60
		assert working_seconds_between(start, end - timedelta(seconds=1), OFFICE) == minutes * 60 - 1, (
			"not the earliest"
		)
	else:
		assert end == start


@given(calendars(), moments, st.integers(1, 3000))
def test_adding_in_any_calendar(calendar: Kalender, start: datetime, minutes: int) -> None:
	try:
		end = add_work_minutes(start, minutes, calendar)
	except KalenderTidakSah:
		assert working_seconds_between(start, datetime(9999, 12, 31), calendar) < minutes * 60
	else:
		assert working_minutes_between(start, end, calendar) == minutes


@pytest.mark.parametrize(
	("start", "minutes", "end"),
	[
		("2021-01-04 07:30", 480, "2021-01-04 16:00"),
		("2021-01-04 07:30", 481, "2021-01-05 07:31"),
		("2021-01-04 11:50", 10, "2021-01-04 12:00"),
		("2021-01-04 11:50", 11, "2021-01-04 12:31"),
		("2021-01-08 13:50", 15, "2021-01-11 07:35"),
		("2021-01-09 10:00", 15, "2021-01-11 07:45"),
		("2021-04-12 15:30", 40, "2021-04-13 08:10"),
		("2021-02-11 16:00", 1, "2021-02-15 07:31"),
		("2021-01-09 10:00", 0, "2021-01-09 10:00"),
	],
)
def test_deadlines(start: str, minutes: int, end: str) -> None:
	assert add_work_minutes(at(start), minutes, OFFICE) == at(end)


def test_adding_refuses_nonsense() -> None:
	with pytest.raises(ValueError):
		add_work_minutes(at("2021-01-04 08:00"), -1, PLAIN)
	for calendar in (
		Kalender(()),
		Kalender((JamKerja(0, time(8), None, None, time(9), None, date(2021, 1, 31)),)),
	):
		with pytest.raises(KalenderTidakSah):
			add_work_minutes(at("2021-02-01 08:00"), 1, calendar)
	with pytest.raises(KalenderTidakSah):
		add_work_minutes(at("2021-02-01 08:00"), 10**12, PLAIN)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8))
def test_union_equals_the_set_of_minutes(pairs: list[tuple[int, int]]) -> None:
	start = at("2021-01-04 11:45")
	spans = [(start + timedelta(minutes=a), start + timedelta(minutes=b)) for a, b in pairs]
	minutes = {m for a, b in pairs for m in range(a, b)}
	union = merge_intervals(spans)
	assert {
		m for a, b in union for m in range((a - start).seconds // 60, (b - start).seconds // 60)
	} == minutes
	assert all(left[1] < right[0] for left, right in pairwise(union))
	assert working_minutes_merged(spans, PLAIN) == sum(
		works(start + timedelta(minutes=m), PLAIN) for m in minutes
	)


def test_overlapping_work_counts_once() -> None:
	spans = [
		(at("2021-01-04 13:00"), at("2021-01-04 14:00")),
		(at("2021-01-04 08:00"), at("2021-01-04 10:00")),
		(at("2021-01-04 09:00"), at("2021-01-04 09:30")),
		(at("2021-01-04 10:00"), at("2021-01-04 10:15")),
		(at("2021-01-04 15:00"), at("2021-01-04 14:00")),
	]
	assert merge_intervals(spans) == [
		(at("2021-01-04 08:00"), at("2021-01-04 10:15")),
		(at("2021-01-04 13:00"), at("2021-01-04 14:00")),
	]
	assert working_minutes_merged(spans, PLAIN) == 135 + 60
	assert working_minutes_merged([], PLAIN) == 0


@pytest.mark.parametrize(
	("arguments", "words"),
	[
		((7, time(8), None, None, time(16)), "Hari ke-7"),
		((-1, time(8), None, None, time(16)), "Hari ke--1"),
		((0, time(16), None, None, time(8)), "berurutan"),
		((0, time(8), time(12), None, time(16)), "istirahat"),
		((0, time(8), None, time(13), time(16)), "istirahat"),
		((0, time(8), time(13), time(12), time(16)), "berurutan"),
		((0, time(8), time(7), time(9), time(16)), "berurutan"),
		((0, time(8), time(12), time(17), time(16)), "berurutan"),
		((0, time(8, 0, 1), None, None, time(16)), "jam dan menit"),
		((0, time(8), None, None, time(16), date(2021, 2, 1), date(2021, 1, 1)), "Berlaku Sampai"),
	],
)
def test_impossible_hours_are_refused(arguments: tuple, words: str) -> None:
	with pytest.raises(KalenderTidakSah, match=words):
		JamKerja(*arguments)


def test_two_rows_for_the_same_dates_are_refused() -> None:
	row = JamKerja(0, time(8), None, None, time(16))
	with pytest.raises(KalenderTidakSah, match="Senin"):
		Kalender((row, JamKerja(0, time(9), None, None, time(16))))


def test_holidays_may_come_as_datetimes_and_calendars_compare() -> None:
	free = Kalender(PLAIN.jam, frozenset({datetime(2021, 1, 4)}))
	assert (
		free.libur == {date(2021, 1, 4)}
		and working_minutes_between(at("2021-01-04 00:00"), at("2021-01-05 00:00"), free) == 0
	)
	assert default_calendar() == PLAIN and hash(default_calendar()) == hash(PLAIN) and free != PLAIN


def test_moments_with_a_time_zone_are_refused() -> None:
	aware = datetime(2021, 1, 4, 8, tzinfo=timezone.utc)
	with pytest.raises(ValueError):
		working_minutes_between(aware, aware + timedelta(hours=1), PLAIN)


def test_the_default_week() -> None:
	days = [
		working_minutes_between(datetime(2021, 1, 4 + n), datetime(2021, 1, 5 + n), PLAIN) for n in range(7)
	]
	assert days == [480, 480, 480, 480, 330, 0, 0] and sum(days) == 37.5 * 60


def test_a_hundred_years_cost_no_more_than_an_hour() -> None:
	holidays = {date(2000, 1, 1) + timedelta(days=17 * n) for n in range(1000)}
	calendar = default_calendar(holidays, ramadan_hours(*RAMADAN))
	start = clock.perf_counter()
	for year in range(1950, 2050):
		working_minutes_between(datetime(year, 1, 1), datetime(year + 10, 1, 1), calendar)
	assert (clock.perf_counter() - start) / 100 < 0.005, "ten years must stay far below 20 ms"
