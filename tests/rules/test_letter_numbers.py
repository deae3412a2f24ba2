"""Nomor surat: written by a pattern, read back, held against each other; an oracle takes numbers apart by hand."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kinerja_kecamatan.rules import letter_numbers
from kinerja_kecamatan.rules.errors import PolaNomorTidakSah
from kinerja_kecamatan.rules.letter_numbers import Pola, alike, check, is_counted, key, read_urut, write

USUAL = "{klasifikasi}/{urut}/{unit}/{tahun}"
PACE = Pola(USUAL, "000.8.6.3", "411.513")
MONTHLY = Pola("{klasifikasi}/{urut}/{unit}/{bulan}/{tahun}", "005", "411.513", 1)


def test_the_number_of_the_domain() -> None:
	assert write(PACE, 12, date(2026, 5, 4)) == "000.8.6.3/012/411.513/2026"
	assert write(MONTHLY, 7, date(2026, 9, 1)) == "005/7/411.513/IX/2026"
	assert write(Pola("{urut}", digit=2), 123, date(2026, 9, 1)) == "123", (
		"a number has as many digits as it needs"
	)


@pytest.mark.parametrize(
	("month", "roman"), enumerate("I II III IV V VI VII VIII IX X XI XII".split(), start=1)
)
def test_months_in_roman_numerals(month: int, roman: str) -> None:
	assert write(Pola("{urut}/{bulan}"), 1, date(2026, month, 28)) == f"001/{roman}"


separators = st.text(st.sampled_from("/-. ()ABx"), min_size=1, max_size=4).filter(lambda text: text.strip())
values = st.text(st.sampled_from("0123456789.-AB"), min_size=1, max_size=9)


@st.composite
def patterns(draw) -> Pola:
	"""Every part once in any order, with anything between that is no digit."""
	names = draw(st.permutations(letter_numbers.PARTS))
	text = draw(st.sampled_from(["", "No. ", "S-"]))
	text += "".join(f"{{{name}}}{draw(separators)}" for name in names[:-1]) + f"{{{names[-1]}}}"
	return Pola(text, draw(values), draw(values), draw(st.integers(1, 6)))


@given(patterns(), st.integers(1, 999_999), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_what_a_pattern_writes_it_reads_back(pola: Pola, urut: int, hari: date) -> None:
	check(pola)
	nomor = write(pola, urut, hari)
	assert len(nomor) <= letter_numbers.LONGEST
	for typed in (nomor, nomor.lower(), f"  {nomor} ", nomor.replace("/", " / ")):
		assert read_urut(pola, typed, hari.year) == urut
	assert read_urut(pola, nomor, hari.year + 1) is None, "another year's is another book's"


@given(patterns(), st.integers(1, 9999), st.integers(1, 9999), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_two_numbers_are_one_only_where_their_urut_is(pola: Pola, one: int, other: int, hari: date) -> None:
	assert (key(write(pola, one, hari)) == key(write(pola, other, hari))) == (one == other)


def by_hand(text: str) -> str:
	"""The oracle of `key`: sign by sign."""
	out, digits = "", ""
	for sign in [*text, "|"]:
		if sign in "0123456789":
			digits += sign
			continue
		if sign in " \t\n":
			continue
		if digits:
			out += digits.lstrip("0") or "0"
			digits = ""
		out += sign.lower()
	return out[:-1]


@given(st.text(st.sampled_from("0123456789/.- AbX"), max_size=40))
def test_blanks_capitals_and_zeros_make_no_other_number(text: str) -> None:
	assume(" " not in text.strip())  # a blank between figures would join them
	assert key(text) == by_hand(text)
	assert key(key(text)) == key(text)


def test_any_number_of_digits_of_any_script_is_a_number() -> None:
	for digits in ("1" * 5000, "0" * 5000 + "1" * 5000):
		assert key(f"005/{digits}/X") == f"5/{'1' * 5000}/x"
		assert read_urut(PACE, f"000.8.6.3/{digits}/411.513/2026", 2026) is None
	assert key("\u0660\u0661\u0662/\uff10\uff17/\u0966") == "12/7/0"


def test_a_number_far_beyond_the_last_is_not_counted_on_from() -> None:
	assert is_counted(9_999, None) and is_counted(9_999, 0) and not is_counted(10_000, None)
	assert is_counted(1_012, 12) and not is_counted(1_013, 12)
	assert is_counted(3, 12) and is_counted(1_012_000, 1_011_999)


def test_a_typed_number_that_is_of_another_kind_has_no_urut() -> None:
	for other in (
		"005/012/411.513/2026",
		"000.8.6.3/012/411.514/2026",
		"000.8.6.3/A12/411.513/2026",
		"012",
		"",
	):
		assert read_urut(PACE, other, 2026) is None, other
	assert read_urut(PACE, "000.8.6.3/12/411.513/2026", 2026) == 12
	assert read_urut(PACE, "000.8.6.3/000/411.513/2026", 2026) is None, "there is no letter number nought"
	assert read_urut(MONTHLY, "005/7/411.513/xii/2026", 2026) == 7, "whatever the month"


@pytest.mark.parametrize(
	("tulisan", "said"),
	[
		("{klasifikasi}/{unit}/{tahun}", "memuat {urut} tepat satu kali"),
		("{urut}/{urut}/{tahun}", "memuat {urut} tepat satu kali"),
		("", "memuat {urut} tepat satu kali"),
		("{nomor}/{urut}", "bagian yang tidak dikenal; yang dapat dipakai: {klasifikasi}, {urut}"),
		("{urut}/{}", "bagian yang tidak dikenal"),
		("{urut}/{tahun", "bagian yang tidak dikenal"),
		("{urut}{tahun}", "pisahkan {urut}"),
		("2{urut}/{tahun}", "pisahkan {urut}"),
		("{urut} {tahun}", "pisahkan {urut}"),
		("{urut}/" + "x" * 140, "lebih dari 140 huruf"),
	],
)
def test_a_pattern_that_cannot_be_written_or_read_says_why(tulisan: str, said: str) -> None:
	with pytest.raises(PolaNomorTidakSah) as caught:
		check(Pola(tulisan, "005", "411"))
	assert said in str(caught.value)


def test_what_a_pattern_uses_has_to_be_there() -> None:
	for pola, said in (
		(Pola(USUAL, "", "411"), "isi Klasifikasi"),
		(Pola(USUAL, "005", ""), "isi Kode pada Nomor Surat"),
		(Pola("{urut}/{tahun}", digit=0), "Digit nomor urut 1 sampai 6"),
		(Pola("{urut}/{tahun}", digit=7), "Digit nomor urut 1 sampai 6"),
	):
		with pytest.raises(PolaNomorTidakSah, match=said):
			check(pola)
	check(Pola("{urut}/{tahun}"))


def test_patterns_that_would_write_the_same_number_are_found() -> None:
	other = Pola(USUAL, "005", "411.513")
	assert alike([PACE, other, MONTHLY]) is None
	assert alike([other, PACE, Pola(USUAL, "5", "411.513", 4)]) == (0, 2), "zeros tell no two apart"
