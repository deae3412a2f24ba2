"""Rounds of a step: what is counted adds up to the step's minutes, whatever came back."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kinerja_kecamatan.rules.rounds import Attempt, rounds_of_step

START = datetime(2021, 4, 5, 8)


def union(intervals: list) -> int:
	"""Minutes in any of the intervals, counted one by one."""
	minutes = set()
	for begun, ended in intervals:
		minutes |= set(
			range(int((begun - START).total_seconds()) // 60, int((ended - START).total_seconds()) // 60)
		)
	return len(minutes)


@st.composite
def logs(draw) -> list[Attempt]:
	"""Up to four documents, each done once or sent back and done again, side by side."""
	out = []
	for number in range(draw(st.integers(1, 4))):
		moment = draw(st.integers(0, 300))
		rounds = draw(st.integers(1, 3))
		for putaran in range(1, rounds + 1):
			begun = moment + draw(st.integers(0, 90))
			moment = begun + draw(st.integers(0, 90))
			out.append(
				Attempt(
					dokumen=f"D{number}",
					unit=f"U{number}",
					putaran=putaran,
					mulai=START + timedelta(minutes=begun),
					selesai=START + timedelta(minutes=moment),
					menit=moment - begun,
					kembali=putaran < rounds or (draw(st.booleans()) and draw(st.booleans())),
				)
			)
	return sorted(out, key=lambda one: one.selesai)


@given(logs())
def test_the_slowest_documents_rounds_are_the_steps_minutes(log: list[Attempt]) -> None:
	found = rounds_of_step(log)
	if not found:
		return
	slowest = max(
		sum(one.menit for one in log if one.dokumen == name) for name in {one.dokumen for one in log}
	)
	counted = [one for one in found if one.dihitung]
	assert sum(one.menit for one in counted) == slowest
	assert len({attempt.dokumen for one in counted for attempt in one.attempts}) == 1


@given(logs())
def test_rounds_over_all_units_add_up_to_their_union(log: list[Attempt]) -> None:
	found = rounds_of_step(log, union)
	if not found:
		return
	assert sum(one.menit for one in found) == union([(one.mulai, one.selesai) for one in log])
	assert all(one.dihitung and one.menit >= 0 for one in found)
	assert [one.putaran for one in found] == sorted({one.putaran for one in log})
	assert sum(len(one.attempts) for one in found) == len(log)


@given(logs())
def test_every_return_is_shown_and_nothing_where_nothing_came_back(log: list[Attempt]) -> None:
	for found in (rounds_of_step(log), rounds_of_step(log, union)):
		shown = [attempt for one in found for attempt in one.attempts]
		assert {one for one in log if one.kembali} <= set(shown)
		again = {one.dokumen for one in log if one.putaran > 1}
		assert again <= {one.dokumen for one in shown}
		if not again and not any(one.kembali for one in log):
			assert not found


def test_typed_in_times_are_shown_and_not_counted() -> None:
	first = Attempt("D", "U", 1, START, START + timedelta(minutes=60), 60, kembali=True, diukur=False)
	second = Attempt("D", "U", 2, START + timedelta(minutes=90), START + timedelta(minutes=100), 10)
	assert [one.menit for one in rounds_of_step([first, second])] == [0, 10]
	assert [one.menit for one in rounds_of_step([first, second], union)] == [0, 10]
