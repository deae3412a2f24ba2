"""Sums over programs and what lies below them: held against leaves of a budget that was taken apart on purpose."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_kecamatan.rules.budget import program_of
from kinerja_kecamatan.rules.program_codes import (
	KEGIATAN,
	PROGRAM,
	SUB_KEGIATAN,
	Baris,
	asked_at,
	children,
	codes_above,
	counted,
	exceeded,
	from_parts,
	groups_by,
	is_below,
	level_of,
	own_parts,
	parents,
	read_code,
	wholes,
)

D = Decimal


def row(kode: str, amount: int | None, source: str = "") -> Baris:
	return Baris(kode, source, None if amount is None else D(amount))


def test_levels_of_the_nomenclature():
	assert level_of("7.01.02") == PROGRAM and level_of("7.01.02.2.01") == KEGIATAN
	assert level_of("7.01.02.2.01.0001") == SUB_KEGIATAN and level_of("7.01") == ""
	assert codes_above("7.01.02") == ["7.01", "7"]
	assert is_below("7.01.02.2", "7.01.02") and not is_below("7.01.021", "7.01.02") and not is_below("7", "")


@pytest.mark.parametrize(
	("typed", "code"),
	[
		(" 7.01. 02 ", "7.01.02"),
		("7.01.02.", "7.01.02"),
		("x.01", "X.01"),
		("7..01", None),
		("", None),
		("7-01", None),
	],
)
def test_codes_are_read(typed, code):
	assert read_code(typed) == code


# A budget is made of leaves; a program or kegiatan above them states what its leaves come to, or nothing, or is not written at all.
leaf = st.tuples(
	st.sampled_from(["7.01.01", "7.01.02"]),
	st.sampled_from(["2.01", "2.02"]),
	st.sampled_from(["0001", "0002", "0003"]),
	st.sampled_from(["dau", "pad"]),
)
budgets = st.dictionaries(leaf, st.integers(1, 50), min_size=1, max_size=8)
KINDS = st.sampled_from(["stated", "heading", "absent"])


@st.composite
def taken_apart(draw) -> tuple[list[Baris], dict]:
	"""(rows in any order, the leaves): sources are named everywhere or nowhere, as an office does."""
	leaves = draw(budgets)
	sourced = draw(st.booleans())
	if not sourced:
		leaves = {(*key[:3], ""): amount for key, amount in leaves.items()}
	rows = [row(".".join(key[:3]), amount, key[3]) for key, amount in leaves.items()]
	above = {(".".join(key[:length]), key[3]) for key in leaves for length in (1, 2)}
	for code, source in sorted(above):
		whole = sum(a for key, a in leaves.items() if is_below(".".join(key[:3]), code) and key[3] == source)
		kind = draw(KINDS)
		if kind != "absent":
			rows.append(row(code, whole if kind == "stated" else None, source))
	return draw(st.permutations(rows)), leaves


@given(taken_apart())
def test_a_sum_is_what_the_leaves_come_to_however_it_is_written(made):
	rows, leaves = made
	total = sum(leaves.values())
	assert sum(rows[n].anggaran or 0 for n in counted(rows)) == total
	assert sum(own_parts([one.anggaran or D(0) for one in rows], rows)) == total
	assert exceeded(rows) == []


@given(taken_apart())
def test_spending_of_the_parts_is_that_of_the_whole(made):
	rows, leaves = made
	codes = {".".join(key[:3]) for key in leaves}
	spent = [D(2 * int(one.anggaran)) if one.kode in codes else None for one in rows]
	found = from_parts(spent, rows)
	for one, said in zip(rows, found, strict=True):
		assert said == (2 * one.anggaran if one.anggaran else None), one


@given(taken_apart())
def test_parts_by_key_come_to_the_whole(made):
	"""Each sub kegiatan may serve another sasaran than its program."""
	rows, leaves = made
	keys = [
		one.kode[-1] if level_of(one.kode) == SUB_KEGIATAN and one.kode[-1] != "3" else None for one in rows
	]
	groups, parts = groups_by(keys, rows), own_parts([one.anggaran or D(0) for one in rows], rows)
	sums: dict = {}
	for group, part in zip(groups, parts, strict=True):
		sums[group] = sums.get(group, 0) + part
	assert sum(sums.values()) == sum(leaves.values())
	for last in "12":
		wanted = sum(amount for key, amount in leaves.items() if key[2][-1] == last)
		assert sums.get(last, 0) == wanted


def test_sources_tell_money_apart():
	rows = [
		row("7.01.02", 60, "dau"),
		row("7.01.02", 40, "pad"),
		row("7.01.02.2.01", 60, "dau"),
		row("7.01.02.2.02", 5, "dak"),
	]
	assert parents(rows) == [None, None, 0, None] and counted(rows) == [0, 1, 3]
	# One that names none lies below any, and above any.
	assert parents([*rows, row("7.01.02.2.03", 1)])[4] == 0
	assert parents([row("7.01.02", 100), *rows[2:]]) == [None, 0, 0]


@st.composite
def paid_from_several(draw) -> tuple[list[Baris], int]:
	"""(rows in any order, the whole): a program with a row for each source, its kegiatan beside it some with a source, some without."""
	sources = draw(st.lists(st.sampled_from(["dau", "pad", "dak"]), min_size=2, max_size=3, unique=True))
	rows, number = [], 0
	for program in ("7.01.02", "7.01.03"):
		money = {source: draw(st.integers(1, 60)) for source in sources}
		rows += [row(program, amount, source) for source, amount in money.items()]
		left = dict(money)
		for source in sources:
			part = draw(st.integers(0, left[source]))
			if part:
				number += 1
				rows.append(row(f"{program}.2.{number:02}", part, source))
				left[source] -= part
		shared = draw(st.integers(0, sum(left.values())))
		for part in (shared // 2, shared - shared // 2):
			if part:
				number += 1
				rows.append(row(f"{program}.2.{number:02}", part))
				if draw(st.booleans()):
					rows.append(row(f"{program}.2.{number:02}.0001", part))
	whole = sum(one.anggaran for one in rows if level_of(one.kode) == PROGRAM)
	return draw(st.permutations(rows)), int(whole)


@given(paid_from_several())
def test_parts_without_a_source_belong_to_all_sources_of_their_program_together(made):
	rows, whole = made
	own = own_parts([one.anggaran for one in rows], rows)
	assert sum(own) == whole == sum(rows[n].anggaran for n in counted(rows))
	assert all(0 <= part <= one.anggaran for part, one in zip(own, rows, strict=True))
	assert exceeded(rows) == []


def test_a_program_of_two_sources_with_its_kegiatan_beside_it():
	rows = [
		row("7.01.03", 200, "dau"),
		row("7.01.03", 50, "pad"),
		row("7.01.03.2.01", 150),
		row("7.01.03.2.02", 100),
	]
	assert wholes(rows) == [(), (), (0, 1), (0, 1)] and children(rows) == [[2, 3], [2, 3], [], []]
	assert counted(rows) == [0, 1] and exceeded(rows) == []
	assert own_parts([one.anggaran for one in rows], rows) == [0, 0, 150, 100]
	more = [*rows, row("7.01.03.2.03", 30)]
	assert exceeded(more) == [((0, 1), D(280), D(250))]
	assert exceeded([*more, row("7.01.03.2.04", 60, "pad")]) == [
		((0, 1), D(340), D(250)),
		((1,), D(60), D(50)),
	]
	assert groups_by([None, "B", None, "A"], rows) == [None, "B", "B", "A"]
	# Which source has paid it nobody can tell, but for all, nothing, and what the other one has left.
	assert from_parts([None, None, D(120), D(80)], rows) == [None, None, 120, 80]
	assert from_parts([D(170), None, D(120), D(80)], rows) == [170, 30, 120, 80]
	assert from_parts([D(210), None, D(120), D(80)], rows) == [210, None, 120, 80]
	assert from_parts([None, None, D(150), D(100)], rows) == [200, 50, 150, 100]
	assert from_parts([None, None, D(0), D(0)], rows) == [0, 0, 0, 0]
	assert from_parts([None, None, D(150), None], rows) == [None, None, 150, None]
	assert from_parts([None, None, D(120), D(80), D(9)], more) == [None, None, 120, 80, 9]


@pytest.mark.parametrize("written", ["7.01.02.", "7. 01.02", " 7.01.02 "])
def test_a_code_is_the_same_however_it_is_typed(written):
	key = program_of(written, "Program", "DAU")
	assert key == program_of("7.01.02", "program", "dau")
	rows = [row(key.kode, 100), row("7.01.02.2.02", 60)]
	assert counted(rows) == [0]
	assert program_of("7-01", "x", None).kode == "7-01"


def test_free_rows_without_a_code_are_their_own():
	rows = [row("", 5), row("", 6), row("7.01.02", 7)]
	assert counted(rows) == [0, 1, 2] and parents(rows) == [None, None, None]


def test_parts_that_exceed_their_whole_are_told():
	rows = [row("7.01.02", 10), row("7.01.02.2.01", 7), row("7.01.02.2.02", 4)]
	assert exceeded(rows) == [((0,), D(11), D(10))]
	assert own_parts([one.anggaran for one in rows], rows) == [0, 7, 4]
	assert from_parts([None, D(7), D(4)], rows) == [None, 7, 4]


def test_a_part_that_has_stated_nothing_leaves_the_whole_open():
	rows = [row("7.01.02", 10), row("7.01.02.2.01", 6), row("7.01.02.2.02", 4)]
	assert from_parts([None, D(1), None], rows) == [None, 1, None]
	assert from_parts([D(9), D(1), None], rows) == [9, 1, None]
	assert from_parts([None, D(1), D(0)], rows) == [1, 1, 0]


def test_a_key_comes_from_above():
	rows = [row("7.01.02", 10), row("7.01.02.2.01", 6), row("7.01.02.2.01.0001", 4), row("7.01.03", 1)]
	assert groups_by(["A", None, None, None], rows) == ["A", "A", "A", None]
	assert groups_by(["A", "B", None, ""], rows) == ["A", "B", "B", ""]


CODES = st.sampled_from(
	["7.01.01", "7.01.01.2.01", "7.01.01.2.01.0001", "7.01.01.2.01.0002", "7.01.01.2.02", "7.01.011"]
)


@given(st.dictionaries(CODES, st.integers(1, 100).map(D)))
def test_what_is_asked_for_at_a_code(amounts: dict):
	"""Never less than any selection of rows of which none lies below another, and always one of these."""
	asked = asked_at("7.01.01", amounts)
	mine = [code for code in amounts if code == "7.01.01" or code.startswith("7.01.01.")]
	sums = []
	for bits in range(2 ** len(mine)):
		chosen = [code for n, code in enumerate(mine) if bits >> n & 1]
		if not any(is_below(one, other) for one in chosen for other in chosen):
			sums.append(sum((amounts[code] for code in chosen), D(0)))
	assert asked == max(sums)
