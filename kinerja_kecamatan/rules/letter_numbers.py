"""Nomor surat: the pattern that an office writes its numbers in, a number written by it, and what a typed one says.

`000.8.6.3/012/411.513/2026` is klasifikasi, nomor urut, unit and year (Permendagri 1/2023 on naskah dinas; the month, where an office
writes it, in Roman numerals). A pattern is that number with names in braces: `{klasifikasi}/{urut}/{unit}/{tahun}`.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .errors import PolaNomorTidakSah

KLASIFIKASI, URUT, UNIT, BULAN, TAHUN = "klasifikasi", "urut", "unit", "bulan", "tahun"
PARTS = (KLASIFIKASI, URUT, UNIT, BULAN, TAHUN)
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
# Letters that a column of numbers holds, and digits of the nomor urut.
LONGEST, MOST_DIGITS = 140, 6
# How far a typed nomor urut may lie beyond the last one and still be counted on from; where there is none yet, how high it may be.
LONGEST_JUMP, HIGHEST_FIRST = 1_000, 9_999
_NAME = re.compile(r"\{([^{}]*)\}")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Pola:
	"""A pattern with what is written into it. `digit`: the nomor urut is filled up with zeros to so many."""

	tulisan: str
	klasifikasi: str = ""
	unit: str = ""
	digit: int = 3


def check(pola: Pola) -> None:
	"""Raises PolaNomorTidakSah where no number can be written by it, or a typed one not be read back."""
	pieces = _pieces(pola.tulisan)
	names = [name for name, is_part in pieces if is_part]
	unknown = [name for name in names if name not in PARTS]
	if unknown or any(sign in text for text, is_part in pieces if not is_part for sign in "{}"):
		raise PolaNomorTidakSah(
			"Pola {0} memuat bagian yang tidak dikenal; yang dapat dipakai: {1}.",
			pola.tulisan,
			", ".join(f"{{{name}}}" for name in PARTS),
		)
	if names.count(URUT) != 1:
		raise PolaNomorTidakSah("Pola {0} memuat {1} tepat satu kali.", pola.tulisan, "{urut}")
	if _runs_on(pieces):
		raise PolaNomorTidakSah(
			"Pola {0}: pisahkan {1} dari angka dan bagian lain, misalnya dengan garis miring.",
			pola.tulisan,
			"{urut}",
		)
	if not 1 <= pola.digit <= MOST_DIGITS:
		raise PolaNomorTidakSah("Digit nomor urut 1 sampai {0}.", MOST_DIGITS)
	for name, value, column in (
		(KLASIFIKASI, pola.klasifikasi, "Klasifikasi"),
		(UNIT, pola.unit, "Kode pada Nomor Surat"),
	):
		if name in names and not value:
			raise PolaNomorTidakSah("Pola {0} memakai {1}; isi {2}.", pola.tulisan, f"{{{name}}}", column)
	if len(write(pola, 10**MOST_DIGITS - 1, date(2000, 8, 1))) > LONGEST:
		raise PolaNomorTidakSah("Nomor menurut pola {0} lebih dari {1} huruf.", pola.tulisan, LONGEST)


def write(pola: Pola, urut: int, hari: date) -> str:
	"""The number of a letter of that day: `000.8.6.3/012/411.513/2026`."""
	values = {
		KLASIFIKASI: pola.klasifikasi,
		URUT: str(urut).zfill(pola.digit),
		UNIT: pola.unit,
		BULAN: ROMAN[hari.month - 1],
		TAHUN: str(hari.year),
	}
	return "".join(values[text] if is_part else text for text, is_part in _pieces(pola.tulisan))


def read_urut(pola: Pola, nomor: str, tahun: int) -> int | None:
	"""The nomor urut of a number that was written by a pattern in a year, in any month; None where it was not."""
	fixed = {KLASIFIKASI: pola.klasifikasi, UNIT: pola.unit, TAHUN: str(tahun)}
	wanted = {URUT: r"(?P<urut>\d{1,9})", BULAN: f"(?:{'|'.join(map(str.casefold, ROMAN))})"}
	parts = [
		wanted.get(text) or re.escape(_plain(fixed[text])) if is_part else re.escape(_plain(text))
		for text, is_part in _pieces(pola.tulisan)
	]
	found = re.fullmatch("".join(parts), _plain(nomor))
	return int(found["urut"]) or None if found else None


def next_urut(taken: int | None) -> int:
	"""The nomor urut after the highest one that is taken."""
	return (taken or 0) + 1


def is_counted(urut: int, taken: int | None) -> bool:
	"""Whether the app goes on counting after a number that somebody typed. One far beyond the highest that is taken is a slip more often
	than not, and what is given after it could not be taken back."""
	return urut <= (taken + LONGEST_JUMP if taken else HIGHEST_FIRST)


def key(nomor: str) -> str:
	"""What two numbers have in common that are one: neither blanks, capitals nor zeros before a figure make another of it."""
	return _DIGITS.sub(lambda found: _figure(found[0]), _plain(nomor))


def alike(patterns: Sequence[Pola]) -> tuple[int, int] | None:
	"""The places of two patterns that write the same numbers, where each kind of letter is counted apart; None without such."""
	seen: dict[str, int] = {}
	for place, pola in enumerate(patterns):
		# Of a month with a numeral of its own, so that patterns are told apart by what they say and not by how they are filled.
		written = key(write(pola, 1, date(2000, 1, 1)))
		if written in seen:
			return seen[written], place
		seen[written] = place
	return None


def _figure(digits: str) -> str:
	"""Any number of digits, of any script, without zeros before them; int() takes no more than 4,300."""
	return "".join(str(unicodedata.decimal(digit)) for digit in digits).lstrip("0") or "0"


def _plain(text: str) -> str:
	return "".join(unicodedata.normalize("NFKC", text or "").casefold().split())


def _pieces(tulisan: str) -> list[tuple[str, bool]]:
	"""A pattern in order: (text, False) as it stands, (name, True) for what stood in braces."""
	parts = _NAME.split(tulisan)
	return [(text, bool(n % 2)) for n, text in enumerate(parts) if text or n % 2]


def _runs_on(pieces: list[tuple[str, bool]]) -> bool:
	"""Whether something stands next to the nomor urut that could be read as a part of it."""
	place = pieces.index((URUT, True))
	before, after = pieces[place - 1 : place], pieces[place + 1 : place + 2]
	edges = [(text.rstrip()[-1:], part) for text, part in before]
	edges += [(text.lstrip()[:1], part) for text, part in after]
	return any(is_part or not edge or edge.isdecimal() for edge, is_part in edges)
