"""From when to when units count and who answers for whom, held against a look at every single day and a walk over all units."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kinerja_kecamatan.rules.errors import MasaBerlakuTidakSah
from kinerja_kecamatan.rules.validity import (
	Unit,
	answering,
	chain,
	check_recap_units,
	check_unit,
	forebears,
	in_turn,
	origins,
)

FIRST = date(2026, 1, 1)
DAYS = [FIRST + timedelta(days=n) for n in range(40)]
NAMES = "ABCDE"
some_day = st.one_of(st.none(), st.sampled_from(DAYS))
units = st.lists(st.tuples(some_day, some_day, st.sampled_from([None, *NAMES])), min_size=5, max_size=5).map(
	lambda rows: {name: Unit(name, "", *row) for name, row in zip(NAMES, rows, strict=True)}
)


def counts(unit: Unit, day: date) -> bool:
	"""One day after the other from the first to the last."""
	if unit.mulai and day < unit.mulai:
		return False
	return not (unit.sampai and day > unit.sampai)


def leads_to(found: dict[str, Unit], start: str, end: str) -> bool:
	"""Whether the work of one unit has come to another, in at most as many steps as there are units."""
	at = start
	for _step in found:
		at = found[at].penerus if at else None
		if at == end:
			return True
	return False


@given(units, st.sampled_from(NAMES), st.sampled_from(DAYS))
def test_who_did_a_units_work_on_a_day(found, name, day):
	wanted = {one for one in found if (one == name or leads_to(found, one, name)) and counts(found[one], day)}
	assert set(origins(found, name, day)) == wanted
	assert set(forebears(found, name)) == {name, *(one for one in found if leads_to(found, one, name))}


@given(units, st.sampled_from(NAMES), st.sampled_from(DAYS), st.sampled_from(NAMES))
def test_who_answers_is_the_unit_or_one_that_counts_and_is_its_kin(found, name, day, preferred):
	who = answering(found, name, day, [preferred])
	if counts(found[name], day):
		assert who == name
		return
	kin = {one for one in found if leads_to(found, one, name) or leads_to(found, name, one)}
	assert who == name or (who in kin and counts(found[who], day))
	if found[name].sampai and day > found[name].sampai:
		heirs = [one for one in chain(found, name) if counts(found[one], day)]
		assert who == (heirs or [name])[0]
	else:
		before = {one for one in found if leads_to(found, one, name) and counts(found[one], day)}
		wanted = {preferred} if preferred in before else before if len(before) == 1 else {name}
		assert {who} == wanted


@given(units, st.sampled_from(NAMES))
def test_a_ring_is_walked_once(found, name):
	walked = list(chain(found, name))
	assert walked[0] == name and len(set(walked)) == len(walked)


@given(units, st.sampled_from(NAMES))
def test_what_is_let_in_has_days_in_order_and_an_end_before_its_successor(found, name):
	unit = found[name]
	try:
		check_unit(unit, found)
	except MasaBerlakuTidakSah:
		return
	assert any(counts(unit, day) for day in DAYS) or unit.mulai is None or unit.mulai <= unit.sampai
	if unit.penerus:
		heir = found[unit.penerus]
		assert unit.sampai and not leads_to(found, heir.name, name) and heir.name != name
		after = [day for day in DAYS if day > unit.sampai]
		assume(after)
		assert not heir.sampai or heir.sampai > unit.sampai
		# All days are of one year: who is younger begins when the other has ended.
		if heir.mulai and heir.mulai > (unit.mulai or date.min):
			assert not any(counts(unit, day) and counts(heir, day) for day in DAYS)


@given(units)
def test_of_two_recap_units_it_is_always_known_which(found):
	first, second = found["A"], found["B"]
	assume(all(not (one.mulai and one.sampai) or one.mulai <= one.sampai for one in (first, second)))
	# Beyond the looked at days both sides are open alike.
	days = [DAYS[0] - timedelta(days=1), *DAYS, DAYS[-1] + timedelta(days=1)]
	both = any(counts(first, day) and counts(second, day) for day in days)
	if not both:
		check_recap_units([first, second], first)
		return
	# Of two that are there at once the one that ends first is it, unless the other was made to follow it.
	early, late = (
		(first, second) if (first.sampai or date.max) < (second.sampai or date.max) else (second, first)
	)
	told_apart = first.sampai != second.sampai
	older = not late.mulai or late.mulai <= (early.mulai or date.min)
	if told_apart and older:
		check_recap_units([first, second], first)
		assert in_turn([second, first])[0] == early
		return
	with pytest.raises(MasaBerlakuTidakSah, match="hanya satu per kecamatan"):
		check_recap_units([first, second], first)


def refused(unit: Unit, *others: Unit) -> str:
	with pytest.raises(MasaBerlakuTidakSah) as caught:
		check_unit(unit, {one.name: one for one in (unit, *others)})
	return str(caught.value)


def test_refusals_say_what_to_write():
	new_year, last = date(2027, 1, 1), date(2026, 12, 31)
	assert "31 Desember 2026" in refused(Unit("A", "", new_year, last))
	assert "Isi Berlaku Sampai" in refused(Unit("A", "Seksi A", penerus="C"), Unit("C"))
	assert "bukan unit kecamatan ini" in refused(Unit("A", "", None, last, "X"))
	assert "kembali ke unit ini" in refused(Unit("A", "", None, last, "A"))
	ring = Unit("C", "", None, date(2027, 6, 30), "A")
	assert "kembali ke unit ini" in refused(Unit("A", "", None, last, "C"), ring)
	ended = Unit("C", "Seksi C", None, last)
	assert "sudah berakhir pada 31 Desember 2026" in refused(Unit("A", "", None, last, "C"), ended)
	early = Unit("C", "Seksi C", date(2026, 12, 1))
	said = refused(Unit("A", "Seksi A", None, last, "C"), early)
	assert "bertumpang tindih" in said and "1 Desember 2026" in said and "Seksi A" in said
	# The same from the other side: the successor's first day is what is being changed.
	assert "bertumpang tindih" in refused(early, Unit("A", "Seksi A", None, last, "C"))


def test_an_older_unit_may_take_another_one_in():
	last = date(2026, 6, 30)
	for begun in (None, date(2020, 1, 1)):
		heir = Unit("C", "", begun)
		merged = Unit("A", "", date(2021, 1, 1), last, "C")
		check_unit(merged, {"A": merged, "C": heir})
		check_unit(heir, {"A": merged, "C": heir})
	following = Unit("C", "", date(2026, 7, 1))
	merged = Unit("A", "", None, last, "C")
	check_unit(merged, {"A": merged, "C": following})
