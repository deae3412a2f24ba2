"""Text as it may be printed and compared: no control or direction characters, single blanks."""

import re
import unicodedata

_BIDI = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

_BLANKS = re.compile("[ \t\u00a0]+")


def clean(value: object) -> str:
	"""A field as printable text: no control or direction characters, single blanks, lines by `\\n`."""
	text = "" if value is None else str(value)
	text = _BIDI.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
	text = "".join(c if c == "\n" or unicodedata.category(c) != "Cc" else " " for c in text)
	return "\n".join(_BLANKS.sub(" ", line).strip() for line in text.split("\n")).strip("\n")
