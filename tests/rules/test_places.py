"""Kecamatan, kapanewon, kemantren, distrik, kelurahan: words, places and heads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_kecamatan.rules.places import HEADS, head_title, office_word, place_of, with_place

PLACES = st.sampled_from(["Pace", "Depok", "Sentani Timur", "At", "Kota", "Kasihan", "Bae"])
WORDS = [(jenis, word, head) for jenis, heads in HEADS.items() for word, head in heads.items()]


@pytest.mark.parametrize(("jenis", "word", "head"), WORDS)
@given(place=PLACES)
def test_every_kind_has_its_word_place_and_head(jenis: str, word: str, head: str, place: str) -> None:
	for name in (f"{word} {place}", f"{word.upper()}  {place.upper()}", f" {word.lower()} {place}"):
		assert office_word(jenis, name) == word
		assert place_of(jenis, name).casefold() == place.casefold()
		titled = with_place(head, jenis, name)
		assert titled == head_title(jenis, name) and titled.casefold() == f"{head} {place}".casefold()
		assert with_place(titled, jenis, name) == titled


@pytest.mark.parametrize(
	("jabatan", "jenis", "nama", "printed"),
	[
		("Camat", "Kecamatan", "Pace", "Camat Pace"),
		("Camat", "Kecamatan", "Kec. Pace", "Camat Pace"),
		("Camat Pace", "Kecamatan", "KECAMATAN PACE", "Camat Pace"),
		("Camat", "Kecamatan", "Kecamatan", "Camat"),
		("Camat", "Kecamatan", "Kecamatan At", "Camat At"),
		("Panewu", "Kecamatan", "Kapanewon Depok", "Panewu Depok"),
		("Kepala Distrik", "Kecamatan", "Distrik Sentani", "Kepala Distrik Sentani"),
		("Lurah", "Kelurahan", "Kel. Kauman", "Lurah Kauman"),
		("Kasi Pemerintahan", "Seksi", "Seksi Pemerintahan", "Kasi Pemerintahan"),
		("Sekretaris Kecamatan", "Sekretariat", "Sekretariat", "Sekretaris Kecamatan"),
	],
)
def test_titles_as_offices_write_them(jabatan: str, jenis: str, nama: str, printed: str) -> None:
	assert with_place(jabatan, jenis, nama) == printed


def test_where_the_office_says_nothing() -> None:
	assert office_word("Kecamatan", "Pace") == office_word("Kecamatan", None) == "Kecamatan"
	assert (head_title("Seksi", "Seksi X"), head_title("Sekretariat", "Sekretariat")) == ("", "Sekretaris")
	assert head_title("Kecamatan", "Pace") == "Camat Pace"
