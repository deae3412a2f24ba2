"""Codes of units are plain: capital letters, digits, single dashes between. They stand in names, addresses and file names."""

import re

_POLA = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*")


def is_plain(kode: str | None) -> bool:
	"""Whether a unit's code is written so."""
	return bool(_POLA.fullmatch(kode or ""))
