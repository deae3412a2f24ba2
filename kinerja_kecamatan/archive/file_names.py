"""Names of files inside a zip: safe on every system, each once, and with the ending that says what opens them."""

import os
import re
import unicodedata

# Characters of a name, and its bytes: file systems end at 255, and a number may still come to it.
LONGEST, MOST_BYTES = 120, 200
# What is taken for an ending: short, and letters and figures alone.
_ENDING = re.compile(r"(?:\.tar)?\.[^\W_]{1,10}$", re.I)
_FORBIDDEN = re.compile(r'[\\/:*?"<>|]+')
# Windows opens a device for these, whatever their ending.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)$", re.I)


def plain_file_name(name: str, ending: str = "") -> str:
	"""A name that every file system takes and no zip tool reads as a path. Of a long one the stem is cut, never the ending.

	:param ending: of the file itself (".pdf"), for a name that has none
	"""
	text = _FORBIDDEN.sub("-", "".join(_shown(letter) for letter in unicodedata.normalize("NFC", name)))
	found = _ENDING.search(text.rstrip(" ."))
	end = found[0] if found else ending
	stem = (text[: found.start()] if found else text).strip(" .") or "tanpa nama"
	stem = _cut(stem, LONGEST - len(end), MOST_BYTES - len(end.encode()))
	return f"_{stem}{end}" if _DEVICES.match(stem) else stem + end


def ending_of(name: str | None) -> str:
	"""`.pdf` of a file's name or address; "" where there is none."""
	found = _ENDING.search((name or "").rstrip(" ."))
	return found[0] if found else ""


def _shown(letter: str) -> str:
	"""Control characters stand for nothing; what turns the direction of writing would show another ending than there is."""
	kind = unicodedata.category(letter)
	return "-" if kind == "Cc" else "" if kind in ("Cf", "Cs", "Co", "Cn") else letter


def _cut(text: str, letters: int, size: int) -> str:
	text = text[:letters]
	while len(text.encode()) > size:
		text = text[:-1]
	return text.rstrip(" .") or "tanpa nama"


def free_path(path: str, taken: set[str]) -> str:
	"""The path, numbered where it is taken already; `taken` is kept up."""
	stem, ending = os.path.splitext(path)
	number, free = 2, path
	while free.casefold() in taken:
		number, free = number + 1, f"{stem} ({number}){ending}"
	taken.add(free.casefold())
	return free
