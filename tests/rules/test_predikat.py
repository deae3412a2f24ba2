"""Skala Predikat: checked as data, looked up without gaps."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_kecamatan.rules.errors import SkalaTidakSah
from kinerja_kecamatan.rules.numbers import print_percent, read_number
from kinerja_kecamatan.rules.predikat import SKALA_BAWAAN, Tingkat, check_scale, find_predikat

D = Decimal


@pytest.mark.parametrize(
	("value", "short"),
	[
		*(
			("120", "ST"),
			("91", "ST"),
			("90.999999999", "ST"),
			("90.995", "ST"),
			("90.99499", "T"),
			("90.5", "T"),
			("76", "T"),
			("75.99", "S"),
			("66", "S"),
		),
		*(
			("65.5", "R"),
			("51", "R"),
			("50.995", "R"),
			("50.994", "SR"),
			("50", "SR"),
			("0", "SR"),
			("-3", "SR"),
			("206.25", "ST"),
		),
	],
)
def test_lower_bounds_decide(value: str, short: str) -> None:
	assert find_predikat(D(value), SKALA_BAWAAN).singkatan == short


@given(st.decimals(-10, 130, places=6))
def test_the_word_is_that_of_the_printed_figure(value: Decimal) -> None:
	"""90,996 is printed as 91 %, and 91 % is Sangat Tinggi."""
	printed = read_number(print_percent(value), persen=True)
	assert find_predikat(value) == find_predikat(printed)


def test_names_and_missing_value() -> None:
	assert [band.predikat for band in SKALA_BAWAAN] == [
		"Sangat Tinggi",
		"Tinggi",
		"Sedang",
		"Rendah",
		"Sangat Rendah",
	]
	assert find_predikat(None, SKALA_BAWAAN) is None
	assert find_predikat(D("90." + "9" * 40)).singkatan == "ST"
	with pytest.raises(SkalaTidakSah):
		find_predikat(D(1), [])
	check_scale(SKALA_BAWAAN)


def band(bound: object, name: str, short: str | None = None) -> Tingkat:
	return Tingkat(None if bound is None else D(str(bound)), name, name if short is None else short)


@pytest.mark.parametrize(
	("scale", "words"),
	[
		([], "masih kosong"),
		([band(50, "A"), band(50, "B"), band(0, "C")], "Baris 2"),
		([band(50, "A"), band(60, "B"), band(0, "C")], "Baris 2"),
		([band(0, "A"), band(50, "B")], "Urutkan"),
		([band(50, "A"), band(1, "B")], "dengan 0"),
		([band(50, "A"), band(0, " a ")], "sudah dipakai"),
		([band(50, "A", "X"), band(0, "B", "x")], "Singkatan"),
		([band(50, ""), band(0, "B")], "Predikat masih kosong"),
		([band(50, "A", " "), band(0, "B")], "Singkatan masih kosong"),
		([band(None, "A"), band(0, "B")], "batas bawah masih kosong"),
	],
)
def test_doubtful_scales_are_refused(scale: list[Tingkat], words: str) -> None:
	with pytest.raises(SkalaTidakSah, match=words):
		check_scale(scale)


@given(st.sets(st.integers(1, 200), max_size=6), st.decimals(-50, 300, places=3))
def test_exactly_one_band_holds_every_value(bounds: set[int], value: Decimal) -> None:
	lower = [*sorted(bounds, reverse=True), 0]
	scale = [band(bound, f"P{bound}") for bound in lower]
	check_scale(scale)
	upper = [None, *lower[:-1]]
	shown = value.quantize(D("0.01"), rounding=ROUND_HALF_UP)
	holding = [
		name
		for name, low, high in zip(scale, lower, upper, strict=True)
		if (shown >= low or low == 0) and (high is None or shown < high)
	]
	assert holding == [find_predikat(value, scale)]
