"""Figures that others measure: waited for (Menunggu Rilis), or known before they are official (Angka Sementara).

What is waited for is no figure and no zero. A figure that others have a part in which is waited for is provisional as a provisional
figure is; a sum is not even that, since what is missing would count as nought: it stands as far as it goes (`belum_utuh`) and is held
against no target.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from textwrap import shorten
from typing import NamedTuple

from babel.dates import get_month_names

from . import operators
from .errors import RuleError
from .rows import Baris
from .status import MENUNGGU_RILIS, STATUS_BERNILAI

TANDA = "*"
"""Behind a figure: provisional."""
BELUM_UTUH = "belum utuh: menunggu rilis"
"""Why a sum of which a part is waited for is not judged."""
ARTI_TANDA = "Angka sementara: belum resmi, atau ada bagiannya yang masih menunggu rilis."
PANJANG_SUMBER = 200
"""Letters of a source in a sentence."""
INFORMASI = "Informasi"
"""What stands in the place of a capaian where a figure came in a period without target."""

_BULAN = dict(get_month_names("wide", locale="id"))
_SINGKATAN = {nama[:3].casefold(): nomor for nomor, nama in _BULAN.items()} | {"agt": 8, "ags": 8, "nop": 11}
_KATA = re.compile(r"(?:masih )?(?:menunggu rilis(?:nya)?|belum (?:di)?rilis)\.?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ t].*)?")
_ANGKA = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_KATA_HARI = re.compile(r"(\d{1,2})[- ]([a-z]{3,9})\.?[- ](\d{4})")


class Marks(NamedTuple):
	"""What a figure that was put together is marked with."""

	sementara: bool
	belum_utuh: bool


NONE = Marks(False, False)


def is_waiting_word(teks: object) -> bool:
	"""Whether somebody wrote that a figure is waited for, in its place."""
	return isinstance(teks, str) and bool(_KATA.fullmatch(" ".join(teks.split()).casefold()))


def is_starred(teks: object) -> bool:
	"""Whether a figure is written with the mark of a provisional one."""
	return isinstance(teks, str) and teks.rstrip().endswith(TANDA)


def unstarred(teks: str | None) -> str:
	"""A figure without the mark; what is no text stays as it is."""
	return teks.rstrip().removesuffix(TANDA).rstrip() if is_starred(teks) else teks


def starred(teks: str | None, sementara: object) -> str:
	"""A figure as it is printed, with the mark where it is provisional: once, and never where there is no figure."""
	text = unstarred(teks or "")
	return f"{text}{TANDA}" if text and sementara else text


def marks_of(baris: Sequence[Baris], cara: str) -> Marks:
	"""What the figure that these rows come to (in their order, by this operator) is marked with; NONE where they come to none."""
	operator = operators.operator(cara)
	counted = operator.counted(baris)
	there = [one for one in counted if one["status"] in STATUS_BERNILAI]
	if not there:
		return NONE
	waiting = operator.waits and any(one["status"] == MENUNGGU_RILIS for one in counted)
	return Marks(
		waiting or any(one.get("sementara") for one in there),
		(waiting and operator.adds) or any(one.get("belum_utuh") for one in there),
	)


def is_information(baris: Mapping[str, object]) -> bool:
	"""Whether a row (of a Format or a recap) holds a figure of a period without target: kept, printed, judged by nothing."""
	aimed = baris.get("diukur") or baris.get("target_teks")
	return baris.get("status") in STATUS_BERNILAI and not aimed


def release_of(baris: Mapping[str, object]) -> str:
	"""What a row (of a Format or a recap) says of a figure that others publish, such as `menunggu rilis`; "" of every other row."""
	if baris.get("status") == MENUNGGU_RILIS:
		return "menunggu rilis"
	if baris.get("belum_utuh"):
		return "sebagian menunggu rilis, jumlahnya belum utuh dan belum dinilai"
	return "angka sementara" if baris.get("sementara") else ""


def told_release(baris: Mapping[str, object], tambahan: str = "") -> str:
	"""The same with who publishes it and when: `menunggu rilis (Inspektorat, perkiraan 31 Januari 2027)`.

	:param tambahan: what is said after them in the brackets
	"""
	kind = release_of(baris)
	said = who_and_when(baris.get("sumber_rilis"), baris.get("perkiraan_rilis"))
	return f"{kind} ({said}{tambahan})" if kind and said else kind


def publishers_of(baris: Sequence[Mapping[str, object]]) -> dict:
	"""{sumber_rilis, perkiraan_rilis}: who publishes what is waited for or provisional among these rows, and when all of it is expected to
	be there; "" and None where nobody says it."""
	open_ones = [one for one in baris if one.get("status") == MENUNGGU_RILIS or one.get("sementara")]
	names = dict.fromkeys((one.get("sumber_rilis") or "").strip() for one in open_ones)
	days = [read_day(one.get("perkiraan_rilis")) for one in open_ones]
	return {
		"sumber_rilis": "; ".join(filter(None, names)),
		"perkiraan_rilis": max(filter(None, days), default=None),
	}


def read_day(teks: object) -> date | None:
	"""A day as people write it (`31-01-2027`, `31/1/2027`, `2027-01-31`, `31 Januari 2027`, `31 Jan 2027`); None for what is empty.

	Error: RuleError for everything else.
	"""
	if teks is None or isinstance(teks, date):
		return teks.date() if hasattr(teks, "date") else teks
	bersih = " ".join(str(teks).split()).casefold()
	if not bersih:
		return None
	try:
		if found := _ISO.fullmatch(bersih):
			return date(*map(int, found.groups()))
		if found := _ANGKA.fullmatch(bersih):
			hari, bulan, tahun = map(int, found.groups())
			return date(tahun, bulan, hari)
		if found := _KATA_HARI.fullmatch(bersih):
			return date(int(found[3]), _month(found[2]), int(found[1]))
	except ValueError:
		pass
	raise RuleError("“{0}” bukan tanggal. Tulis hari-bulan-tahun, misalnya 31-01-2027.", bersih[:40])


def print_day(hari: date | str | None) -> str:
	"""`31 Januari 2027`; "" for none."""
	found = read_day(hari)
	return f"{found.day} {_BULAN[found.month]} {found.year}" if found else ""


def who_and_when(sumber: str | None, hari: date | str | None) -> str:
	"""`Inspektorat, perkiraan 31 Januari 2027`, of what there is, a long source cut; "" where nothing is said."""
	day = print_day(hari)
	who = shorten(sumber or "", PANJANG_SUMBER, placeholder="…")
	return ", ".join(part for part in (who, f"perkiraan {day}" if day else "") if part)


def _month(kata: str) -> int:
	whole = {nama.casefold(): nomor for nomor, nama in _BULAN.items()}
	found = whole.get(kata) or _SINGKATAN.get(kata)
	if not found:
		raise ValueError(kata)
	return found
