"""How wide a text is and where it wraps, in the font that the papers are set in. Pure: no frappe.

The papers use Liberation Sans, which has the advance widths of Arial and Helvetica. Knowing them, the
height of every table row is known before the browser sees it, so that the app itself breaks pages: with
head, page number and whole rows on each, by any PDF engine (Debian's wkhtmltopdf repeats no table head
and prints no footer).
"""

import re
import unicodedata
from functools import lru_cache

from markupsafe import Markup, escape

# Advance widths of the characters 32 to 126 in thousandths of the font size.
_REGULAR = (
	*(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278),
	*(556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556),
	*(1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778),
	*(667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556),
	*(333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556),
	*(556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584),
)
_BOLD = (
	*(278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278),
	*(556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611),
	*(975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778),
	*(667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556),
	*(333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611),
	*(611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584),
)
# Anything else is taken as wide rather than narrow: a row may be given a line too many, never one too few.
_OTHER, _FALLBACK_GLYPH = 1000, 1500
# Engines round glyphs to the device; the widest difference measured was 0.6 %.
_SAFETY = 1.015
# Where a word too long for its line is broken first.
_SOFT = re.compile("(?<=[-/?&_@.])(?=.)")


class Teks(str):
	"""Text that a template prints with `|e`: escaped, and so that Frappe's rewriting of urls leaves it alone.

	Before rendering a PDF, Frappe turns every `src=x`, `href=x` and `:url(x)` in the page into an address
	of the site, also where it is plain text.
	"""

	def __html__(self) -> Markup:
		return Markup(str(escape(str(self))).replace("=", "&#61;").replace("(", "&#40;"))


def as_text(data: object) -> object:
	"""The same data with every str as Teks, for a template."""
	if isinstance(data, dict):
		return {key: as_text(value) for key, value in data.items()}
	if isinstance(data, list | tuple):
		return [as_text(value) for value in data]
	return Teks(data) if isinstance(data, str) else data


def width(text: str, px: int, bold: bool = False) -> float:
	"""Width in CSS pixels at a font size, a little on the wide side."""
	return sum(_advance(c, bold) for c in text) * px * _SAFETY / 1000


@lru_cache(maxsize=4096)
def _advance(char: str, bold: bool) -> int:
	code = ord(char)
	if 32 <= code <= 126:
		return (_BOLD if bold else _REGULAR)[code - 32]
	if unicodedata.combining(char):
		return 0
	return _OTHER if code < 0x2000 or 0x2010 <= code <= 0x2027 else _FALLBACK_GLYPH


def wrap(text: str, px: int, room: float, bold: bool = False) -> list[str]:
	"""The lines that a text is set in, `room` pixels wide; a word wider than that is broken. Empty text
	is one line.

	The papers print these very lines: engines differ in where they break a long word, and no row may grow
	unforeseen.
	"""
	lines: list[str] = []
	for paragraph in text.split("\n"):
		lines += _fill(paragraph.split(" "), px, room, bold)
	return lines


def _fill(words: list[str], px: int, room: float, bold: bool) -> list[str]:
	lines, line, used, blank = [], "", 0.0, width(" ", px, bold)
	for word in words:
		size = width(word, px, bold)
		if line and used + blank + size <= room:
			line, used = f"{line} {word}", used + blank + size
			continue
		if line:
			lines.append(line)
		*full, line = _break_word(word, px, room, bold) if size > room else [word]
		lines += full
		used = width(line, px, bold)
	return [*lines, line]


def _break_word(word: str, px: int, room: float, bold: bool) -> list[str]:
	"""A long word or address in parts: after a slash or hyphen where there is one, else anywhere."""
	parts, part, used = [], "", 0.0
	for piece in _SOFT.split(word):
		size = width(piece, px, bold)
		if part and used + size > room:
			parts.append(part)
			part, used = "", 0.0
		for char in piece if size > room else [piece]:
			size = width(char, px, bold)
			if part and used + size > room:
				parts.append(part)
				part, used = "", 0.0
			part, used = part + char, used + size
	return [*parts, part]
