"""An Indonesian desk says the app's own words, whatever Frappe's catalogue makes of the same spelling."""

import csv
from pathlib import Path

import frappe
import pytest
from frappe import translate

from devbench import catalogue
from kinerja_kecamatan.base import sentences
from kinerja_kecamatan.rules import numbers
from kinerja_kecamatan.rules.errors import AgregasiTidakSah, AngkaTidakSah

APP = "kinerja_kecamatan"


def own() -> dict[str, str]:
	with Path(frappe.get_app_path(APP, "translations", "id.csv")).open(newline="") as file:
		return {row[0]: row[1] for row in csv.reader(file) if len(row) > 1}


def test_the_catalogue_misses_nothing_that_frappe_collects(site):
	"""Frappe asks the site: its navigation bar, and fixtures that the app has none of, are not the app's."""
	site_words = {message[1] for message in translate.get_messages_from_navbar()}
	theirs = {message[1] for message in translate.get_messages_for_app(APP)} - site_words
	assert len(theirs) > 500
	missing = sorted(theirs - set(catalogue.collected()))
	assert missing == []


def test_the_desk_says_our_words(site):
	said, ours = translate.get_all_translations("id"), own()
	wrong = {
		word: said[word] for word in catalogue.collected() if said.get(word, word) != ours.get(word, word)
	}
	assert not wrong
	assert {word: said.get(word) for word in ours} == ours


def test_what_a_rule_refuses_is_told_in_the_readers_language(site, monkeypatch):
	"""With all that stands in the sentence: another sentence, another error."""
	english = {
		"Isian ini bukan angka. {0}": "No number. {0}",
		str(numbers._CONTOH): "Write figures.",
		"Indikator “{0}”, sumber {1}: {2}": "{0} of {1}: {2}",
	}
	monkeypatch.setattr(sentences, "_", lambda text: english.get(text, text))
	with pytest.raises(AngkaTidakSah) as raised:
		numbers.read_number(True)
	assert str(raised.value).startswith("Isian ini bukan angka. Tulislah")
	assert sentences.sentence_of(raised.value) == "No number. Write figures."
	around = AgregasiTidakSah("Indikator “{0}”, sumber {1}: {2}", "IKU", "Seksi", raised.value)
	assert sentences.sentence_of(around) == "IKU of Seksi: No number. Write figures."
	assert sentences.sentence_of(ValueError("lain")) == "lain"
