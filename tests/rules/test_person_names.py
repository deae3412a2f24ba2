"""Names with their gelar, as typed and in capitals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_kecamatan.rules.person_names import full_name, in_capitals

FRONT = st.lists(
	st.sampled_from(["Prof.", "Dr.", "dr.", "Drs.", "Dra.", "Ir.", "H.", "Hj.", "apt."]), max_size=3
)
BEHIND = st.lists(
	st.sampled_from(["S.Sos.", "M.Si", "S.STP", "Sp.A", "A.Md.Kes", "SE", "M.A.P."]), max_size=3
)
WORDS = st.lists(
	st.sampled_from(["Ahmad", "fauzi", "Ma'ruf", "Siti", "bin", "M.", "Nur-Aini", "Muh."]),
	min_size=1,
	max_size=4,
)


@given(FRONT, WORDS, BEHIND)
def test_capitals_change_the_name_and_no_gelar(front: list, words: list, behind: list) -> None:
	written = full_name(" ".join(front), " ".join(words), ", ".join(behind))
	capitals = in_capitals(written)
	assert capitals.casefold() == written.casefold() and in_capitals(capitals) == capitals
	assert capitals.startswith(" ".join(front))
	if behind:
		assert capitals.endswith(f", {', '.join(behind)}")
	assert " ".join(words).upper() in capitals


@given(FRONT, WORDS, BEHIND, st.sampled_from(["", " ", ",", " , "]))
def test_a_full_name_stays_one_however_it_is_typed(front: list, words: list, behind: list, odd: str) -> None:
	gelar, name, after = " ".join(front), " ".join(words), ", ".join(behind)
	wanted = full_name(gelar, name, after)
	assert full_name(f"{gelar}{odd}", f" {name}{odd}", f"{odd}{after}{odd}") == wanted
	assert full_name("", wanted, "") == wanted
	assert ",," not in wanted and "  " not in wanted and not wanted.endswith(",")
	if behind:
		assert full_name(gelar, f"{name}, {after}", after) == wanted


@pytest.mark.parametrize(
	("name", "behind", "printed"),
	[
		("Adi Pratama", "MA", "Adi Pratama, MA"),
		("Rahma", "M.A.", "Rahma, M.A."),
		("Siti Rahma", "MA", "Siti Rahma, MA"),
		("Jose", "SE", "Jose, SE"),
		("Simanjuntak", "Ak", "Simanjuntak, Ak"),
		("Simanjuntak, Ak", "Ak", "Simanjuntak, Ak"),
		("Adi Pratama MA", "MA", "Adi Pratama MA"),
		("Adi Pratama,MA", "ma", "Adi Pratama,MA"),
		("Adi S. Sos, M. Si.", "S.Sos., M.Si.", "Adi S. Sos, M. Si., S.Sos., M.Si."),
		("Adi, S. Sos., M. Si.", "S.Sos., M.Si.", "Adi, S. Sos., M. Si."),
		("MA", "MA", "MA, MA"),
	],
)
def test_a_gelar_is_not_lost_in_the_end_of_a_name(name: str, behind: str, printed: str) -> None:
	assert full_name("", name, behind) == printed


@given(st.from_regex(r"[A-Z][a-z]{1,8}( [A-Z][a-z]{1,8})?", fullmatch=True), st.data())
def test_what_a_name_ends_with_is_a_gelar_only_as_a_word(name: str, data) -> None:
	behind = name[-data.draw(st.integers(1, len(name.split(" ")[-1]) - 1)) :]
	assert full_name("", name, behind.upper()) == f"{name}, {behind.upper()}"


@pytest.mark.parametrize(
	("written", "printed"),
	[
		("Sri Camat, M.Si.", "SRI CAMAT, M.Si."),
		("Drs. H. Ahmad Fauzi, S.Sos., M.Si.", "Drs. H. AHMAD FAUZI, S.Sos., M.Si."),
		("dr. Ani Wijaya, Sp.A", "dr. ANI WIJAYA, Sp.A"),
		("Prof.Dr. Muh. Ma'ruf S.Sos M.Si.", "Prof.Dr. MUH. MA'RUF S.Sos M.Si."),
		("Suparno", "SUPARNO"),
		("H. Dr", "H. DR"),
		("", ""),
		(None, ""),
	],
)
def test_as_offices_write_them(written: str | None, printed: str) -> None:
	assert in_capitals(written) == printed
