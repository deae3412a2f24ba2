"""Which agreement counts on which day, held against a look at every single day of the year."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kinerja_kecamatan.rules.agreements import Agreement, shared_indicators, spans

FIRST = date(2026, 1, 1)
DAYS = [FIRST + timedelta(days=n) for n in range(365)]
# Few days, units and indicators, so that they meet.
begun = st.sampled_from([FIRST, date(2026, 4, 1), date(2026, 4, 2), date(2026, 10, 1), date(2026, 12, 31)])
one = st.tuples(
	st.sampled_from("ABC"),
	begun,
	st.integers(0, 5),
	st.frozensets(st.sampled_from("xyz")),
	st.sampled_from(["", "", "", "Ani", "Budi"]),
)
# The last day of each unit, before, on and after days on which agreements begin.
ended = st.sampled_from([None, date(2025, 12, 31), date(2026, 4, 1), date(2026, 9, 30), date(2026, 12, 31)])
years = st.tuples(st.lists(one, max_size=7), st.fixed_dictionaries(dict.fromkeys("ABC", ended))).map(
	lambda drawn: [
		Agreement(f"PK-{n}", unit, start, datetime(2026, 1, 1 + made), names, person, drawn[1][unit])
		for n, (unit, start, made, names, person) in enumerate(drawn[0])
	]
)


def counting(agreements: list[Agreement], day: date) -> dict[tuple[str, str], Agreement]:
	"""The unit's agreement of a day, while there is the unit: the last one begun; those of its people only where the unit has
	none."""
	begun = sorted(
		(one for one in agreements if one.mulai <= day), key=lambda one: (one.mulai, one.dibuat, one.name)
	)
	last = {(one.unit, one.pihak): one for one in begun}
	return {
		(unit, person): one
		for (unit, person), one in last.items()
		if (not person or (unit, "") not in last) and not (one.unit_sampai and day > one.unit_sampai)
	}


@given(years)
def test_an_agreement_counts_until_the_units_next_begins(agreements):
	found = spans(agreements)
	for day in DAYS:
		now = {
			(span.agreement.unit, span.agreement.pihak): span.agreement
			for span in found
			if span.holds_on(day)
		}
		assert now == counting(agreements, day)


@given(years)
def test_an_indicator_is_shared_where_two_count_on_one_day(agreements):
	wanted = set()
	for day in DAYS:
		those = list(counting(agreements, day).values())
		for first in those:
			for second in those:
				if first is not second:
					names = frozenset((first.name, second.name))
					wanted |= {(indicator, names) for indicator in first.indikator & second.indikator}
	found = shared_indicators(agreements)
	assert {one.kunci for one in found} == wanted and len(found) == len(wanted)
	assert all(one.pertama.mulai <= one.kedua.mulai for one in found)


def test_a_persons_agreement_stands_beside_the_units_and_never_instead_of_it():
	made = datetime(2026, 1, 1)
	units = Agreement("A1", "A", FIRST, made, frozenset("x"))
	later = Agreement("A-ANI", "A", date(2026, 4, 1), made, frozenset("x"), "Ani")
	assert [span.agreement.name for span in spans([units, later])] == ["A1"]
	early = later._replace(name="A-BUDI", mulai=FIRST, pihak="Budi")
	alone = spans([early, units._replace(mulai=date(2026, 4, 1))])
	assert [(span.agreement.name, span.habis) for span in alone] == [
		("A-BUDI", date(2026, 4, 1)),
		("A1", None),
	]
	assert shared_indicators([units, later, early]) == []


def test_two_people_of_a_unit_give_one_indicator_one_target():
	made = datetime(2026, 1, 1)
	first = Agreement("A-ANI", "A", FIRST, made, frozenset("xy"), "Ani")
	second = Agreement("A-BUDI", "A", date(2026, 4, 1), made, frozenset("xz"), "Budi")
	(found,) = shared_indicators([second, first])
	assert (found.indikator, found.pertama.name, found.kedua.name) == ("x", "A-ANI", "A-BUDI")
	# With an agreement of the unit's own neither of them counts.
	assert shared_indicators([second, first, Agreement("A1", "A", FIRST, made, frozenset("x"))]) == []
	assert shared_indicators([first, first._replace(name="A-ANI2", mulai=date(2026, 4, 1))]) == []


def test_one_that_moves_on_a_day_is_not_shared():
	day, made = date(2026, 10, 1), datetime(2026, 1, 1)
	agreements = [
		Agreement("A1", "A", FIRST, made, frozenset("xy")),
		Agreement("B1", "B", FIRST, made, frozenset("z")),
		Agreement("A2", "A", day, made, frozenset("y")),
		Agreement("B2", "B", day, made, frozenset("xz")),
	]
	assert shared_indicators(agreements) == []
	(found,) = shared_indicators(agreements[:2] + agreements[3:])
	assert (found.indikator, found.pertama.name, found.kedua.name) == ("x", "A1", "B2")
