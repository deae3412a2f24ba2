"""Names of people with their gelar, as an office writes them: `Drs. H. Ahmad Fauzi, S.Sos., M.Si.`."""

import re

_BLANKS = re.compile(r"\s+")
# What stands before a name: one of them, or several without blanks (`Prof.Dr.`).
TITLES = frozenset(
	"""
	prof dr drg drh drs dra ir apt ns h hj haji hajjah k kh kyai ust ustadz ustadzah r rr ra rm tb tgh pdt pdm rd st
	""".split()
)
# What stands behind it where nobody has put a comma: S.Sos, M.Si., A.Md.Kes.
_BEHIND = re.compile(r"[A-Z][A-Za-z]{0,4}\.(?:[A-Z][A-Za-z]{0,5}\.?)+")


def full_name(depan: str | None, nama: str | None, belakang: str | None) -> str:
	"""The name with the gelar before and behind it, each once however it was typed: without doubled commas and blanks, and
	without a gelar that stands in the name already."""
	front, name, behind = _tidy(depan), _tidy(nama), _tidy(belakang)
	if front and _same_beginning(name, front):
		front = ""
	if behind and _same_ending(name, behind):
		behind = ""
	named = f"{front} {name}".strip()
	return f"{named}, {behind}" if behind else named


def in_capitals(nama_lengkap: str | None) -> str:
	"""The name in capitals, every gelar as it is: `Drs. H. AHMAD FAUZI, S.Sos., M.Si.`."""
	named, comma, behind = _one_line(nama_lengkap).partition(",")
	words = named.split(" ")
	first, last = 0, len(words)
	while first < last - 1 and _is_title(words[first]):
		first += 1
	while last > first + 1 and _BEHIND.fullmatch(words[last - 1]):
		last -= 1
	words[first:last] = [word.upper() for word in words[first:last]]
	return " ".join(words) + comma + behind


def _is_title(word: str) -> bool:
	parts = [part for part in word.casefold().split(".") if part]
	return bool(parts) and all(part in TITLES for part in parts)


def _tidy(text: str | None) -> str:
	return _one_line(text).strip(" ,;")


def _one_line(text: str | None) -> str:
	return _BLANKS.sub(" ", text or "").strip()


def _same_ending(name: str, behind: str) -> bool:
	"""Whether a name ends with a gelar, after a comma or a blank: `Rahma` does not end with `MA`. Compared without case, blanks and
	commas."""
	letters = re.sub(r"[\s,]", "", behind)
	return bool(re.search(r"[\s,]" + r"[\s,]*".join(map(re.escape, letters)) + "$", name, re.IGNORECASE))


def _same_beginning(name: str, front: str) -> bool:
	return name.casefold().startswith(f"{front.casefold()} ")
