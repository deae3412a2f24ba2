"""CSS in which nothing loads but what stands in it.

No parser of ours has to agree with an engine's about what is a comment, a string or a rule: whatever looks like the
beginning of something that loads is replaced wherever it stands, and afterwards every `url(` of the text is one written here.
"""

import re
from collections.abc import Callable

# Gives a data: URI for an address, or nothing.
Embed = Callable[[str], str | None]

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})(?:\r\n|[ \t\r\n\f])?|(.))", re.S)
_ADDRESS = (
	r""""([^"\\\n]*(?:\\.[^"\\\n]*)*)"|'([^'\\\n]*(?:\\.[^'\\\n]*)*)'|([^"'()\\\s]*(?:\\.[^"'()\\\s]*)*)"""
)
_LOADING = re.compile(
	rf"@\s*import|(?:image-set|image|cross-fade|src)\s*\(|url(?:-prefix)?\s*\((?:\s*(?:{_ADDRESS})\s*\))?",
	re.I | re.S,
)
_SUSPECT = re.compile(r"[\\<&]|@\s*import|url(?:-prefix)?\s*\(|(?:image-set|image|cross-fade|src)\s*\(", re.I)
_FRAGMENT = re.compile(r"#[\w.:-]+")
_WRITTEN_HERE = r'(?:"data:[a-z0-9./+-]+;base64,[A-Za-z0-9+/=]*"|#[\w.:-]+)\)'
_LEFT_OVER = re.compile(
	rf"url\s*\((?!{_WRITTEN_HERE})|url-prefix|@\s*import|(?:image-set|image|cross-fade|src)\s*\(", re.I
)


def clean(text: str, embed: Embed) -> str:
	"""The same CSS with embedded pictures and fonts; every other reference, and every @import, is gone."""
	text = _CONTROL.sub("", text).replace("\r\n", "\n")
	if not _SUSPECT.search(text):
		return text
	text = _ESCAPE.sub(_plainly, text)
	text = _LOADING.sub(lambda found: _replaced(found, embed), text)
	# Markup in a style element: in SVG its text is read as markup, in HTML it is not.
	text = text.replace("&", "\\26 ").replace("<", "\\3c ")
	return "" if _LEFT_OVER.search(text) else text


def _plainly(found: re.Match) -> str:
	"""Letters as letters, so that no name hides behind escapes; all else so that nothing around it can join it."""
	code, sign = found.groups()
	if code:
		number = int(code, 16)
		sign = chr(number) if number < 128 else ""
		return sign if _is_of_names(sign) else f"\\{number:x} "
	if _is_of_names(sign):
		return sign
	if sign in "\r\n\f":
		return ""  # a string goes on in the next line; elsewhere no engine may join what stands around it
	return f"\\{ord(sign):x} " if sign in "\\<&" else f"\\{sign}"


def _is_of_names(sign: str) -> bool:
	return sign == "-" or (sign.isascii() and sign.isalpha())


def _replaced(found: re.Match, embed: Embed) -> str:
	said = found[0].lower()
	if said.startswith("@"):
		return "@not-"
	if not said.startswith("url") or not said.endswith(")"):
		return "not("
	address = _unescaped(next((part for part in found.groups() if part is not None), "")).strip()
	if _FRAGMENT.fullmatch(address):
		return f"url({address})"
	data = embed(address) if address else None
	return f'url("{data}")' if data else "none"


def _unescaped(text: str) -> str:
	return _ESCAPE.sub(lambda found: _sign(int(found[1], 16)) if found[1] else found[2].strip("\n"), text)


def _sign(number: int) -> str:
	return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else "�"
