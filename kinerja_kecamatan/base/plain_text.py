"""Text as it may be printed and compared: no control or direction characters, single blanks, whatever an earlier release let in."""

import re
import unicodedata

from kinerja_kecamatan.rules.pasted_text import washed

_BLANKS = re.compile("[ \t]+")


def clean(value: object) -> str:
	"""A field as printable text: no control or direction characters, single blanks, lines by `\\n`."""
	text = "" if value is None else washed(str(value))
	text = "".join(c if c == "\n" or unicodedata.category(c) != "Cc" else " " for c in text)
	return "\n".join(_BLANKS.sub(" ", line).strip() for line in text.split("\n")).strip("\n")


def shortened(text: str, longest: int = 140) -> str:
	"""A label that fits into its column; one that is cut ends with an ellipsis."""
	return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
