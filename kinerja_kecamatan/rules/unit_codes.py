"""Codes of units are plain: capital letters, digits, single dashes between. They stand in names, addresses and file names."""

import re

_POLA = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*")

# Names of documents, and what is made of them, hold the kecamatan's code twice and the unit's.
LONGEST = 30


def is_plain(kode: str | None) -> bool:
	"""Whether a unit's code is written so."""
	return bool(_POLA.fullmatch(kode or ""))


def is_short(kode: str | None) -> bool:
	"""Whether a code leaves room in the names of the documents that carry it."""
	return len(kode or "") <= LONGEST
