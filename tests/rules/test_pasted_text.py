"""Text from PDF, Word and Excel as XML, a workbook and a PDF can carry it."""

import unicodedata
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from kinerja_kecamatan.rules.pasted_text import is_odd, washed, whole_letters

PASTED = "\u00ad\x02\x0b\x0c\x1e\x1f\x00\x07\x85\x96\ufeff\u200b\u200d\u202e\u00a0\u2009\uf0b7\uf0fc\ufb01\ud800\udc00\uffff\ufffc\r\n\t aZ5"
texts = st.one_of(st.text(st.sampled_from(PASTED)), st.text(st.characters()), st.text())


@given(texts)
def test_what_is_washed_goes_everywhere(text: str) -> None:
	clean = washed(text)
	assert washed(clean) == clean and not is_odd(clean) and is_odd(text) is (clean != text)
	clean.encode()
	found = ElementTree.fromstring(ElementTree.tostring(_element(clean)))
	assert (found.text or "") == clean
	assert not ILLEGAL_CHARACTERS_RE.search(clean)
	kinds = {unicodedata.category(letter) for letter in clean if letter not in "\n\t"}
	assert not kinds & {"Cc", "Cs", "Co"} and not {"\u00ad", "\ufeff", "\u200b"} & set(clean)


def _element(text: str) -> ElementTree.Element:
	element = ElementTree.Element("teks")
	element.text = text
	return element


@given(st.text(st.characters(whitelist_categories=("L", "N", "P", "S", "M"), min_codepoint=0x21)))
def test_no_letter_that_a_reader_sees_is_lost(text: str) -> None:
	seen = unicodedata.normalize("NFKC", text)
	kept = unicodedata.normalize("NFKC", washed(text))
	assert len(kept) >= len(seen) - sum(map(is_odd, text))


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E)))
def test_what_is_typed_stays_as_it_is(text: str) -> None:
	assert washed(text) == whole_letters(text) == text


@pytest.mark.parametrize(
	("pasted", "stored"),
	[
		("pelak\u00ad\nsanaan", "pelaksanaan"),
		("pelak\x02\r\nsanaan", "pelaksanaan"),
		("pelak\u00adsanaan", "pelaksanaan"),
		("satu\x0bdua\x0ctiga\u2028empat", "satu\ndua\ntiga\nempat"),
		("\uf0b7\tTertib\r\n\uf0a7 Aman\r\uf0d8 Rapi", "\u2022\tTertib\n\u25a0 Aman\n\u25ba Rapi"),
		("\ufeff93,75\u00a0%", "93,75 %"),
		("12\u200b", "12"),
		("TW\x1eI \x96 TW\x1eII", "TW-I \u2013 TW-II"),
		("veri\ufb01kasi e\ufb03sien", "verifikasi effisien"),
		("baik \ud83d\ude00, \ud83d", "baik \U0001f600, "),
		("a\x00b\uffffc\ufffcd\U000e0041", "a bcd"),
		("\ue123", ""),
		("\x93Baik\x94", "\u201cBaik\u201d"),
	],
)
def test_as_the_programs_write_it(pasted: str, stored: str) -> None:
	assert washed(pasted) == stored


@given(texts)
def test_halves_of_letters_go_alone_from_a_request(text: str) -> None:
	whole = whole_letters(text)
	whole.encode()
	assert "\0" not in whole and whole_letters(whole) == whole
