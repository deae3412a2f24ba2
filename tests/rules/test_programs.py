"""Which rows of a budget are of one program and one funding source."""

from hypothesis import given
from hypothesis import strategies as st

from kinerja_kecamatan.rules.budget import program_of

words = st.lists(st.text("abcXYZ", min_size=1, max_size=5), min_size=1, max_size=3)


@given(words, words)
def test_spelling_tells_nothing_apart_and_a_source_does(name, source):
	one, other = " ".join(name), "  ".join(name).upper()
	assert program_of("7.01", one, " ".join(source)) == program_of(
		" 7.01 ", f" {other}\n", "\t".join(source).lower()
	)
	assert program_of("7.01", one, " ".join(source)) != program_of("7.01", one, None)
	assert program_of("7.01", one, None) == program_of("7.01", one, " ") != program_of("", one, "")


def test_sources_of_one_program():
	keys = {program_of("7.01.03", "Pemberdayaan", source) for source in ("DAU", "dau", " PAD ", "", None)}
	assert [key.sumber_dana for key in sorted(keys)] == ["", "dau", "pad"]
