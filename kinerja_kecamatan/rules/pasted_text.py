"""Text that was pasted from PDF, Word, Excel or a chat, as XML, a workbook and a PDF can all carry it.

What such programs use for themselves is turned into what it stands for (a line break, a bullet, a dash, the two letters of a
ligature) or taken out; no word, digit or sign that a reader sees is lost.
"""

import re

# Symbol, Wingdings and their like keep their bullets in the private area; here the nearest sign that every font of papers has.
_BULLETS = {
	**dict.fromkeys("\uf0b7\uf06c\uf09f\uf0a8\uf06d", "\u2022"),
	**dict.fromkeys("\uf0a7\uf06e\uf071\uf06f\uf072", "\u25a0"),
	**dict.fromkeys("\uf0d8\uf0e0\uf0e8\uf0f0\uf034\uf046", "\u25ba"),
	**dict.fromkeys("\uf076\uf074\uf075", "\u25ca"),
	**dict.fromkeys("\uf0fc\uf0fe\uf050\uf052", "\u221a"),
	**dict.fromkeys("\uf02d\uf0be", "-"),
}
_LIGATURES = {
	"\ufb00": "ff",
	"\ufb01": "fi",
	"\ufb02": "fl",
	"\ufb03": "ffi",
	"\ufb04": "ffl",
	"\ufb05": "st",
	"\ufb06": "st",
}
# Word's own signs for dashes and breaks; what is left of the controls parts words.
_CONTROLS = {
	**dict.fromkeys(map(chr, (*range(9), *range(14, 32), 127)), " "),
	**dict.fromkeys("\x0b\x0c\x85\u2028\u2029", "\n"),
	"\x1e": "-",
	"\x1f": "",
	"\x02": "",
}
_BLANKS = dict.fromkeys("\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))), " ")
# Seen by nobody: soft hyphens, widths of nothing, directions, marks of the byte order, places of pictures.
_UNSEEN = dict.fromkeys(
	"\u00ad\u061c\u180e\ufeff\ufff9\ufffa\ufffb\ufffc"
	+ "".join(map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)))),
	"",
)
# Letters of Windows that were taken for controls: quotes, dashes, the euro.
_WINDOWS = {chr(n): bytes((n,)).decode("cp1252", "ignore") for n in range(0x80, 0xA0) if n != 0x85}
_TABLE = str.maketrans({**_BULLETS, **_LIGATURES, **_CONTROLS, **_BLANKS, **_UNSEEN, **_WINDOWS})
# A word that was parted at the end of a line, as PDF says it.
_PARTED = re.compile("(?<=\\w)[\u00ad\x02\x1f][ \t]*(?:\r\n|\r|\n)(?=\\w)")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_HALF = re.compile("[\ud800-\udfff]")
# Private letters, noncharacters, tags: nothing that a font has.
_NOTHING = "\ue000-\uf8ff\U000f0000-\U0010ffff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e0fff" + "".join(
	chr(plane << 16 | last) for plane in range(1, 15) for last in (0xFFFE, 0xFFFF)
)
_UNPRINTED = re.compile(f"[{_NOTHING}]")
_ODD = re.compile(f"[{''.join(map(re.escape, map(chr, _TABLE)))}\r\ud800-\udfff{_NOTHING}]")


def is_odd(text: str) -> bool:
	"""Whether `washed` would make another text of it."""
	return not (text.isascii() and text.isprintable()) and _ODD.search(text) is not None


def washed(text: str) -> str:
	"""The same text as everything that prints it can carry; lines end with `\\n`."""
	if not is_odd(text):
		return text
	text = _PARTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
	return _UNPRINTED.sub("", whole_letters(text).translate(_TABLE))


def whole_letters(text: str) -> str:
	"""The text without halves of letters and zero bytes, which no column can hold; two halves that belong together are put together."""
	if not _HALF.search(text):
		return text.replace("\0", " ")
	text = _PAIR.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)
	return _HALF.sub("", text).replace("\0", " ")
