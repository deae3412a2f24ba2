"""Capaian against a second implementation in Fractions, and the cases one by one."""

from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_kecamatan.rules.capaian import (
	Capaian,
	cap_capaian,
	compute_capaian,
	ratio_factor,
	value_of_ratio,
)
from kinerja_kecamatan.rules.errors import AngkaTidakSah, CapaianTidakSah, RasioTidakSah
from kinerja_kecamatan.rules.numbers import print_percent

D = Decimal
numbers = st.integers(-500, 2000).map(lambda n: D(n) / 4) | st.sampled_from(
	[D(0), D("1E-9"), D("999999999999")]
)
maybe = st.none() | numbers
EXACT = Fraction(1, 10**30)


def obvious(r: Decimal | None, t: Decimal | None, sifat: str, rumus: str) -> Fraction | str:
	"""The cases, spelled out."""
	if t is None:
		return "Tidak Diukur"
	if r is None:
		return "Belum Diisi"
	fr, ft = Fraction(r), Fraction(t)
	if ft < 0:
		better = fr - ft if sifat == "Positif" else ft - fr
		return max(Fraction(0), (1 + better / abs(ft)) * 100)
	if sifat == "Positif":
		return "Target Nol" if ft == 0 else fr / ft * 100
	if ft == 0:
		return Fraction(0 if fr > 0 else 100)
	if rumus == "T/R":
		return Fraction(100) if fr <= 0 else ft / fr * 100
	return max(Fraction(0), (1 + (1 - fr / ft)) * 100)


@given(maybe, maybe, st.sampled_from(["Positif", "Negatif"]), st.sampled_from(["2T-R", "T/R"]))
def test_equals_the_obvious(r: Decimal | None, t: Decimal | None, sifat: str, rumus: str) -> None:
	result, expected = compute_capaian(r, t, sifat, rumus), obvious(r, t, sifat, rumus)
	if isinstance(expected, str):
		assert result == Capaian(None, None, expected) and not result.terukur
		return
	assert result.status == "Dihitung" and result.terukur
	assert abs(Fraction(result.mentah) - expected) <= EXACT * max(1, abs(expected))
	assert result.dibatasi == min(max(result.mentah, D(0)), D(120))


@pytest.mark.parametrize(
	("r", "t", "sifat", "rumus", "raw", "capped"),
	[
		(9, 9, "Positif", "2T-R", "100", "100"),
		(0, 9, "Positif", "2T-R", "0", "0"),
		(15, 12, "Positif", "2T-R", "125", "120"),
		(D("206.25"), 100, "Positif", "2T-R", "206.25", "120"),
		(-3, 6, "Positif", "2T-R", "-50", "0"),
		(2, 2, "Negatif", "2T-R", "100", "100"),
		(1, 2, "Negatif", "2T-R", "150", "120"),
		(0, 2, "Negatif", "2T-R", "200", "120"),
		(3, 2, "Negatif", "2T-R", "50", "50"),
		(4, 2, "Negatif", "2T-R", "0", "0"),
		(9, 2, "Negatif", "2T-R", "0", "0"),
		(D("14.175"), D("13.5"), "Negatif", "2T-R", "95", "95"),
		(3, 2, "Negatif", "T/R", "66.666", "66.666"),
		(0, 2, "Negatif", "T/R", "100", "100"),
		(-1, 2, "Negatif", "T/R", "100", "100"),
		(1, 2, "Negatif", "T/R", "200", "120"),
		(0, 0, "Negatif", "2T-R", "100", "100"),
		(0, 0, "Negatif", "T/R", "100", "100"),
		(1, 0, "Negatif", "2T-R", "0", "0"),
		(1, 0, "Negatif", "T/R", "0", "0"),
		# A fall of 2 % at most, as growth that is to be no less than -2.
		(-2, -2, "Positif", "2T-R", "100", "100"),
		(-1, -2, "Positif", "2T-R", "150", "120"),
		(0, -2, "Positif", "T/R", "200", "120"),
		(1, -2, "Positif", "2T-R", "250", "120"),
		(-3, -2, "Positif", "2T-R", "50", "50"),
		(-4, -2, "Positif", "2T-R", "0", "0"),
		(-9, -2, "Positif", "2T-R", "0", "0"),
		# A fall of 2 % at least, as a growth that is to be no more than -2: of poverty, say.
		(-2, -2, "Negatif", "2T-R", "100", "100"),
		(-3, -2, "Negatif", "T/R", "150", "120"),
		(-1, -2, "Negatif", "2T-R", "50", "50"),
		(0, -2, "Negatif", "T/R", "0", "0"),
		(3, -2, "Negatif", "2T-R", "0", "0"),
		# Inflation, whose figure may fall below 0 under a target above it.
		(D("-0.5"), 3, "Negatif", "2T-R", "216.666", "120"),
	],
)
def test_cases(r: int, t: int, sifat: str, rumus: str, raw: str, capped: str) -> None:
	result = compute_capaian(r, t, sifat, rumus)
	assert result.status == "Dihitung"
	assert abs(result.mentah - D(raw)) < D("0.001") and abs(result.dibatasi - D(capped)) < D("0.001")


@pytest.mark.parametrize(
	("status", "r", "t", "expected"),
	[
		("Belum Diisi", 0.0, 5, "Belum Diisi"),
		("Tidak Ada Objek", 0.0, 5, "Tidak Ada Objek"),
		("Tidak Diukur", 3, 5, "Tidak Diukur"),
		("Tidak Ada Objek", None, None, "Tidak Diukur"),
		("Terisi", None, 5, "Belum Diisi"),
		("Terisi", 3, 0, "Target Nol"),
	],
)
def test_the_rows_status_comes_first(status: str, r: float | None, t: int | None, expected: str) -> None:
	assert compute_capaian(r, t, "Positif", status=status) == Capaian(None, None, expected)


def test_nihil_is_a_true_zero() -> None:
	assert compute_capaian(None, 4, "Positif", status="Nihil") == Capaian(D(0), D(0), "Dihitung")
	assert compute_capaian(None, 4, "Negatif", status="Nihil").mentah == 200
	assert compute_capaian(None, 0, "Negatif", status="Nihil").mentah == 100


def test_cap_is_a_setting() -> None:
	assert compute_capaian(3, 2, "Positif", batas=100).dibatasi == 100
	assert compute_capaian(3, 2, "Positif", batas=None).dibatasi == 150
	assert compute_capaian(3, 2, "Positif", batas=100).mentah == 150
	assert cap_capaian(None) is None
	assert (
		cap_capaian(D("120.000000001")) == 120
		and cap_capaian(D("119.9")) == D("119.9")
		and cap_capaian(-5) == 0
	)
	for wrong in (0, -1):
		with pytest.raises(CapaianTidakSah):
			cap_capaian(50, wrong)


def test_unknown_words_and_absurd_numbers() -> None:
	with pytest.raises(CapaianTidakSah):
		compute_capaian(1, 1, "positif")
	with pytest.raises(CapaianTidakSah):
		compute_capaian(1, 1, "Negatif", "T-R")
	with pytest.raises(AngkaTidakSah):
		compute_capaian(float("nan"), 1, "Positif")
	with pytest.raises(AngkaTidakSah):
		compute_capaian(1, D("Infinity"), "Positif")


@given(numbers, st.integers(-4000, 4000).filter(bool).map(lambda n: D(n) / 4))
def test_better_never_scores_worse(r: Decimal, t: Decimal) -> None:
	"""Whatever the signs of both; what lies above 0 scores strictly better."""
	more = r + 1
	better, worse = compute_capaian(more, t, "Positif").mentah, compute_capaian(r, t, "Positif").mentah
	assert better > worse or (better == worse == 0 and t < 0)
	assert compute_capaian(more, t, "Negatif").mentah <= compute_capaian(r, t, "Negatif").mentah


@given(numbers, st.integers(-4000, 4000).filter(bool).map(lambda n: D(n) / 4))
def test_one_rule_on_both_sides_of_zero(r: Decimal, t: Decimal) -> None:
	"""On target 100; as far above it as below it, in parts of the target's size, is as much better as it is worse; and what is better by
	one sifat is as much worse by the other."""
	for sifat in ("Positif", "Negatif"):
		assert compute_capaian(t, t, sifat).mentah == 100
		other = 2 * t - r
		pair = [compute_capaian(one, t, sifat).mentah for one in (r, other)]
		if min(pair) > 0:
			assert abs(sum(pair) - 200) < D("1E-20")
	both = [compute_capaian(r, t, sifat).mentah for sifat in ("Positif", "Negatif")]
	if min(both) > 0:
		assert abs(sum(both) - 200) < D("1E-20")
	# The mirror of a target is judged as the other sifat.
	mirrored = compute_capaian(-r, -t, "Negatif").mentah
	assert max(compute_capaian(r, t, "Positif").mentah, D(0)) == max(mirrored, D(0))


def test_on_target_is_one_hundred_whatever_the_context() -> None:
	with localcontext() as context:
		context.prec = 2
		for sifat in ("Positif", "Negatif"):
			for rumus in ("2T-R", "T/R"):
				assert compute_capaian(D("88.123456789"), D("88.123456789"), sifat, rumus).mentah == 100


def test_ratio() -> None:
	assert value_of_ratio(D(1), D(1)) == 100
	assert print_percent(value_of_ratio(1 + 9, 1 + 18)) == "52,63 %"
	assert value_of_ratio(0, 18) == 0
	assert value_of_ratio(0, 0) is None and value_of_ratio(None, None) is None
	assert value_of_ratio(450, 30, ratio_factor("Menit")) == 15
	for top, bottom in ((1, 0), (-1, 0), (1, None), (None, 1), (0, None), (1, -1), (0, -1)):
		with pytest.raises(RasioTidakSah):
			value_of_ratio(top, bottom)


@pytest.mark.parametrize(
	("satuan", "factor"),
	[("%", 100), (" % ", 100), ("Persen", 100), ("Menit", 1), ("", 1), (None, 1), ("Indeks", 1)],
)
def test_ratio_factor_follows_the_unit(satuan: str | None, factor: int) -> None:
	assert ratio_factor(satuan) == factor


@given(st.integers(-1000, 1000), st.integers(1, 1000), st.sampled_from([1, 100]))
def test_ratio_equals_the_fraction(top: int, bottom: int, factor: int) -> None:
	assert abs(Fraction(value_of_ratio(top, bottom, factor)) - Fraction(top, bottom) * factor) < EXACT
