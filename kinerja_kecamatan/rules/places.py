"""What offices of the kecamatan's kind are called in the provinces, how their heads are, and where the place stands in a title.

A Kecamatan is a Kapanewon or Kemantren in Yogyakarta, a Distrik in Papua; the app's kinds of units say Kecamatan and Kelurahan for all
of them, the unit's own name says what it is called.
"""

import re

_BLANKS = re.compile(r"\s+")
# By the app's kind of unit: what such an office is called, and its head.
HEADS = {
	"Kecamatan": {
		"Kecamatan": "Camat",
		"Kapanewon": "Panewu",
		"Kemantren": "Mantri Pamong Praja",
		"Distrik": "Kepala Distrik",
	},
	"Kelurahan": {"Kelurahan": "Lurah", "Kalurahan": "Lurah"},
}
OTHER_HEADS = {"Sekretariat": "Sekretaris"}
# As they are shortened in names.
SHORT = {"kec.": "Kecamatan", "kap.": "Kapanewon", "kel.": "Kelurahan"}


def office_word(jenis: str, nama: str | None) -> str:
	"""What an office of a kind is called by its name: `Kapanewon` for Kapanewon Depok; the kind itself where the name says nothing."""
	return _split(jenis, nama)[0] or jenis


def place_of(jenis: str, nama: str | None) -> str:
	"""The place in an office's name: `Depok` of Kapanewon Depok; the name itself where it says no word of its kind."""
	return _split(jenis, nama)[1]


def head_title(jenis: str, nama: str | None) -> str:
	"""What a head is called where the office has not said it: `Panewu Depok`, `Lurah Kauman`; '' for kinds without a word of their
	own."""
	if jenis not in HEADS:
		return OTHER_HEADS.get(jenis, "")
	word, place = _split(jenis, nama)
	return f"{HEADS[jenis][word or jenis]} {place}".strip()


def with_place(jabatan: str, jenis: str, nama: str | None) -> str:
	"""The title of a head with the place, where heads of its kind are named after it and the title does not say it yet."""
	place = place_of(jenis, nama)
	named = jenis in HEADS and place and not _has(jabatan, place)
	return f"{jabatan} {place}".strip() if named else jabatan


def _split(jenis: str, nama: str | None) -> tuple[str, str]:
	"""(word, place) of a name; the word is '' where the name does not begin with one."""
	name = _one_line(nama)
	first, _blank, rest = name.partition(" ")
	for word in HEADS.get(jenis, (jenis,)):
		if first.casefold() == word.casefold() or SHORT.get(first.casefold()) == word:
			return word, rest
	return "", name


def _has(title: str, place: str) -> bool:
	"""Whether a title says a place, as words of their own."""
	return re.search(rf"(?<!\w){re.escape(place)}(?!\w)", title, re.I) is not None


def _one_line(text: str | None) -> str:
	return _BLANKS.sub(" ", text or "").strip()
