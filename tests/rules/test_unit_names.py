"""What a unit is called on a day, held against a diary that writes the name down every evening."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_kecamatan.rules.errors import MasaBerlakuTidakSah
from kinerja_kecamatan.rules.unit_names import Name, name_on, redated, renamed

FIRST = date(2026, 1, 1)
DAYS = [FIRST + timedelta(days=n) for n in range(60)]


@given(st.lists(st.sampled_from(DAYS[1:]), unique=True, max_size=5))
def test_every_day_has_the_name_that_was_used_then(days):
	changes = {day: f"Seksi {n}" for n, day in enumerate(sorted(days), start=1)}
	diary, called = {}, "Seksi 0"
	for day in DAYS:
		called = changes.get(day, called)
		diary[day] = called
	former, present = [], Name("Seksi 0", "")
	for day, name in changes.items():
		former, present = renamed(former, present, day), Name(name, "")
	assert {day: name_on(former, present, day).nama for day in DAYS} == diary
	assert {day: name_on(reversed(former), present, day).nama for day in DAYS} == diary


@given(st.sampled_from(DAYS), st.sampled_from(DAYS))
def test_a_name_is_not_changed_before_the_one_before_it_was_out_of_use(first, second):
	former = renamed([], Name("Lama", "Kasi Lama"), first)
	if second > first:
		assert len(renamed(former, Name("Tengah", ""), second)) == 2
		return
	with pytest.raises(MasaBerlakuTidakSah, match=r"bertumpang tindih.*Tengah"):
		renamed(former, Name("Tengah", ""), second)


def test_another_day_for_the_last_change():
	former = renamed(renamed([], Name("A", ""), date(2026, 2, 1)), Name("B", ""), date(2026, 3, 1))
	moved = redated(former, date(2026, 4, 1))
	assert moved == [Name("A", "", date(2026, 1, 31)), Name("B", "", date(2026, 3, 31))]
	with pytest.raises(MasaBerlakuTidakSah, match="31 Januari 2026"):
		redated(former, date(2026, 1, 15))
