"""Which target the year so far is held against, by an oracle in fractions; and the part of the annual target."""

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_kecamatan.rules import operators
from kinerja_kecamatan.rules.operator_type import TIME
from kinerja_kecamatan.rules.policy import TANPA_BATAS, Policy, basis_of_mean
from kinerja_kecamatan.rules.targets import annual_progress, target_so_far

DOCTYPES = Path(__file__).resolve().parents[2] / "kinerja_kecamatan/kinerja_kecamatan/doctype"
INDIKATOR = DOCTYPES / "indikator_kinerja/indikator_kinerja.json"
D = Decimal
targets = st.one_of(st.none(), st.integers(0, 10**9).map(lambda n: D(n) / 100))


def so_far(known, way: str, yearly=None, closes: bool = False, desimal: int = 2):
	return target_so_far(known, yearly, way, closes_year=closes, desimal=desimal)


@pytest.mark.parametrize(
	("way", "wanted"),
	[("Kumulatif", ("9", "18", "27")), ("Posisi Akhir", ("9", "9", "9")), ("Rasio", ("9", "9", "9"))],
)
def test_four_equal_quarters(way, wanted):
	assert [so_far([D(9)] * n, way, D(36)) for n in (1, 2, 3)] == [D(one) for one in wanted]
	assert so_far([D(9)] * 4, way, D(36), closes=True) == 36, "the annual target closes the year"


@given(st.lists(targets, min_size=1, max_size=4), st.integers(0, 4))
def test_it_is_put_together_as_the_figures_are(known, desimal):
	there = [Fraction(one) for one in known if one is not None]
	if not there:
		assert all(so_far(known, way, D(5)) is None for way in operators.names(TIME))
		return
	assert so_far(known, "Kumulatif") == sum(there)
	assert so_far(known, "Posisi Akhir") == so_far(known, "Rasio") == there[-1]
	mean = so_far(known, "Rata-rata", desimal=desimal)
	places = max(0, -mean.as_tuple().exponent)
	assert abs(Fraction(mean) - sum(there) / len(there)) <= Fraction(1, 2 * 10**places)
	assert places >= desimal, "rounded no further than it is printed"
	if len(set(there)) == 1:
		assert mean == there[0]


@given(st.lists(targets, min_size=1, max_size=4), targets)
def test_the_year_closes_with_its_own_target(known, yearly):
	found = so_far(known, "Kumulatif", yearly, closes=True)
	assert found == (yearly if yearly is not None else so_far(known, "Kumulatif"))


def test_a_negative_indicator_on_target_is_on_target_all_year():
	"""A cumulative one with 2 a quarter: 100 % each time, where 2T-R against the annual 8 said 175, 150, 125, 100."""
	rules = Policy()
	for quarter in (1, 2, 3, 4):
		target = so_far([D(2)] * quarter, "Kumulatif", D(8), closes=quarter == 4)
		assert rules.capaian(D(2 * quarter), target, "Negatif", "Terisi").mentah == 100
		assert annual_progress(D(2 * quarter), D(8)) == 25 * quarter


@pytest.mark.parametrize(("value", "annual"), [(None, 8), (3, None), (3, 0), (3, -2)])
def test_no_progress_towards_nothing(value, annual):
	assert annual_progress(value, annual) is None


def test_an_indicator_may_have_a_cap_and_a_formula_of_its_own():
	office = Policy(batas=D(120), rumus_negatif="2T-R")
	assert office.for_indicator("", None) is office
	own = office.for_indicator("T/R", "100")
	found = own.capaian(D(4), D(8), "Negatif", "Terisi")
	assert (found.mentah, found.dibatasi) == (200, 100)
	free = office.for_indicator(None, TANPA_BATAS).capaian(D(40), D(8), "Positif", "Terisi")
	assert (free.mentah, free.dibatasi) == (500, 500)


def test_every_cap_that_the_form_offers_is_understood():
	said = json.loads(INDIKATOR.read_text())["fields"]
	(field,) = [df for df in said if df["fieldname"] == "batas_capaian"]
	choices = [word for word in field["options"].splitlines() if word]
	caps = [Policy().for_indicator("", word).batas for word in choices]
	assert caps == [D(100), D(110), D(120), None] and choices[-1] == TANPA_BATAS


@pytest.mark.parametrize(
	("caps", "text"),
	[
		([D(120), D(120)], "2 dari 4 IKU; capaian dibatasi 120 %"),
		([None, None], "2 dari 4 IKU; capaian tidak dibatasi"),
		([D(120), D(100)], "2 dari 4 IKU; capaian dibatasi menurut indikatornya"),
		([], "0 dari 4 IKU"),
	],
)
def test_a_mean_says_what_it_rests_on(caps, text):
	assert basis_of_mean(len(caps), 4, "IKU", caps) == text
