"""Verdicts of the validator against a table written apart from the rules."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_kecamatan.rules.verdicts import (
	PUTUSAN,
	SESUAI,
	TANPA_BUKTI,
	TIDAK_SESUAI,
	tally,
	verdict_problem,
)

# (verdict, evidence is there, a reason is given) -> a word of the sentence, or None where nothing is asked.
TABLE = {
	("", False, False): "beri putusan",
	("", False, True): "beri putusan",
	("", True, False): "beri putusan",
	("", True, True): "beri putusan",
	(SESUAI, True, False): None,
	(SESUAI, True, True): None,
	(SESUAI, False, False): "tidak ada buktinya; tulis alasannya",
	(SESUAI, False, True): None,
	(TIDAK_SESUAI, True, False): "tulis apa yang tidak sesuai",
	(TIDAK_SESUAI, True, True): None,
	(TIDAK_SESUAI, False, False): "tulis apa yang tidak sesuai",
	(TIDAK_SESUAI, False, True): None,
	(TANPA_BUKTI, True, False): "tulis mengapa bukti itu tidak dapat dipakai",
	(TANPA_BUKTI, True, True): None,
	(TANPA_BUKTI, False, False): None,
	(TANPA_BUKTI, False, True): None,
}


@pytest.mark.parametrize(("case", "asked"), TABLE.items())
def test_what_a_verdict_needs_beside_it(case: tuple, asked: str | None) -> None:
	verdict, evidence, reason = case
	said = verdict_problem(verdict, evidence, "Sudah dilihat pada register." if reason else None)
	assert asked in said if asked else said == ""


def test_every_case_is_in_the_table() -> None:
	assert len(TABLE) == (len(PUTUSAN) + 1) * 2 * 2


@given(st.text(alphabet=" -.,;:!?\n\t…–_/()", max_size=12))
def test_marks_alone_are_no_reason(text: str) -> None:
	assert verdict_problem(SESUAI, False, text) and verdict_problem(TIDAK_SESUAI, True, text)


@given(st.text().filter(lambda text: text not in PUTUSAN and text))
def test_another_word_is_no_verdict(word: str) -> None:
	with pytest.raises(ValueError):
		verdict_problem(word, True, "alasan")


@given(st.lists(st.sampled_from(("", None, *PUTUSAN))))
def test_the_tally_counts_each_figure_once(given_: list) -> None:
	said = tally(given_)
	assert sum(map(int, re.findall(r"\d+", said))) == len(given_)
	for word in PUTUSAN:
		number = given_.count(word)
		assert (f"{number} {word}" in said.split(", ")) == bool(number)
