"""Programs, kegiatan and sub kegiatan by their official codes, and sums over them that count no rupiah twice.

`7.01.02` is a program, `7.01.02.2.01` a kegiatan of it and `7.01.02.2.01.0001` a sub kegiatan (Permendagri 90/2019): what begins with
a code and a dot lies below it. An office that writes a program and its kegiatan beside it states the same money twice; one that is
paid from several sources has a row for each.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

PROGRAM, KEGIATAN, SUB_KEGIATAN = "Program", "Kegiatan", "Sub Kegiatan"
TINGKAT = (PROGRAM, KEGIATAN, SUB_KEGIATAN)
# By how many parts a code of the nomenclature has.
_PARTS = {3: PROGRAM, 5: KEGIATAN, 6: SUB_KEGIATAN}
_KODE = re.compile(r"[0-9A-Z]+(\.[0-9A-Z]+)*")


class Baris(NamedTuple):
	"""A row of a budget. `sumber_dana` folded as in rules.budget.Program; `anggaran` in rupiah, None or 0 for a mere heading."""

	kode: str
	sumber_dana: str
	anggaran: Decimal | None


def read_code(text: str | None) -> str | None:
	"""A code without blanks, in capitals; None for what is none."""
	code = "".join((text or "").split()).upper().strip(".")
	return code if _KODE.fullmatch(code) else None


def level_of(kode: str) -> str:
	"""What a code of the nomenclature is of; "" for one of another length."""
	return _PARTS.get(kode.count(".") + 1, "")


def is_below(kode: str, above: str) -> bool:
	"""Whether a code lies below another one, at whatever depth."""
	return bool(above) and kode.startswith(f"{above}.")


def codes_above(kode: str) -> list[str]:
	"""Every code that this one lies below, the nearest first."""
	parts = kode.split(".")
	return [".".join(parts[:n]) for n in range(len(parts) - 1, 0, -1)]


def wholes(rows: Sequence[Baris]) -> list[tuple[int, ...]]:
	"""For each row those that its money is part of, () for none: the nearest by code, of the same funding source where both name one,
	and with an amount of their own. Of several sources it is the very one's, else one that names none; a row that names no source
	itself is part of all of them together: nobody has said which of them pays it."""
	return [_whole(number, rows) for number in range(len(rows))]


def parents(rows: Sequence[Baris]) -> list[int | None]:
	"""For each row the first of those that it is part of."""
	return [whole[0] if whole else None for whole in wholes(rows)]


def _whole(number: int, rows: Sequence[Baris]) -> tuple[int, ...]:
	row = rows[number]
	above = [
		place
		for place, other in enumerate(rows)
		if other.anggaran and is_below(row.kode, other.kode) and _same_money(row, other)
	]
	nearest = max((len(rows[place].kode) for place in above), default=0)
	above = [place for place in above if len(rows[place].kode) == nearest]
	by_source: dict[str, int] = {}
	for place in above:
		by_source.setdefault(rows[place].sumber_dana, place)
	same = by_source.get(row.sumber_dana)
	return tuple(by_source.values()) if same is None else (same,)


def _same_money(row: Baris, other: Baris) -> bool:
	return not (row.sumber_dana and other.sumber_dana) or row.sumber_dana == other.sumber_dana


def counted(rows: Sequence[Baris]) -> list[int]:
	"""The rows that a sum is made of: those that are part of no other, without headings whose money stands below them."""
	found = wholes(rows)
	return [
		number
		for number, row in enumerate(rows)
		if not found[number] and (row.anggaran or not _is_heading(row, rows))
	]


def _is_heading(row: Baris, rows: Sequence[Baris]) -> bool:
	return any(other.anggaran and is_below(other.kode, row.kode) for other in rows)


def children(rows: Sequence[Baris]) -> list[list[int]]:
	"""For each row those that are part of it, alone or together with others."""
	found: list[list[int]] = [[] for _row in rows]
	for number, whole in enumerate(wholes(rows)):
		for place in whole:
			found[place].append(number)
	return found


def _together(rows: Sequence[Baris]) -> list[tuple[tuple[int, ...], list[int]]]:
	"""(rows, their parts) for each row or group of rows that something is part of, the smaller before the one that it belongs to."""
	by_whole: dict[tuple[int, ...], list[int]] = {}
	for number, whole in enumerate(wholes(rows)):
		if whole:
			by_whole.setdefault(whole, []).append(number)
	return sorted(by_whole.items(), key=lambda one: len(one[0]))


def _inside(whole: tuple[int, ...], groups: Sequence[tuple[tuple[int, ...], list[int]]]) -> list[int]:
	"""All parts of a group of rows: those of its rows alone, and those of several."""
	return [part for rows, parts in groups if set(rows) <= set(whole) for part in parts]


def own_parts(amounts: Sequence[Decimal], rows: Sequence[Baris]) -> list[Decimal]:
	"""Of each row the amount that stands in no row below it, 0 where those come to more: together the counted rows' amounts, as long as
	no parts exceed their whole. What several rows have together is taken from the first of them on."""
	own = list(amounts)
	for whole, parts in _together(rows):
		left = sum((amounts[part] for part in parts), Decimal(0))
		for place in whole:
			taken = min(own[place], left)
			own[place], left = own[place] - taken, left - taken
	return own


def from_parts(spent: Sequence[Decimal | None], rows: Sequence[Baris]) -> list[Decimal | None]:
	"""Spending with what follows from the rows below: a row that states none has spent what its parts have, where they make up all
	of its amount and each has stated its own. Of several rows that have their parts together, the last one that states none has spent
	the rest; where all is spent, or nothing, each of them has."""
	found, groups = list(spent), _together(rows)
	# The deepest first: what a kegiatan has spent follows from its sub kegiatan.
	for whole, _parts in sorted(groups, key=lambda one: -len(rows[one[0][0]].kode)):
		members = _inside(whole, groups)
		# A heading without an amount has nothing to state.
		stated = [found[part] for part in members if rows[part].anggaran]
		budget = sum((rows[part].anggaran or Decimal(0) for part in members), Decimal(0))
		known = all(amount is not None for amount in stated)
		if known and budget == sum((rows[place].anggaran for place in whole), Decimal(0)):
			_fill_whole(found, whole, sum(stated, Decimal(0)), rows)
	return found


def _fill_whole(
	found: list[Decimal | None], whole: tuple[int, ...], spent: Decimal, rows: Sequence[Baris]
) -> None:
	"""What rows that state none have spent, where those of `whole` have spent so much together; left open where it could be either's."""
	open_ones = [place for place in whole if found[place] is None]
	rest = spent - sum((found[place] for place in whole if found[place] is not None), Decimal(0))
	budget = sum((rows[place].anggaran for place in open_ones), Decimal(0))
	if len(open_ones) == 1 and rest >= 0:
		found[open_ones[0]] = rest
	elif rest in (0, budget):
		for place in open_ones:
			found[place] = rows[place].anggaran if rest else rest


class Lebih(NamedTuple):
	"""Rows (by number) whose parts come to more than they do together."""

	baris: tuple[int, ...]
	bagian: Decimal
	seluruh: Decimal


def exceeded(rows: Sequence[Baris]) -> list[Lebih]:
	"""Where the rows below come to more than the row itself, or the rows that they are part of together."""
	groups, found = _together(rows), []
	for whole, _parts in groups:
		total = sum((rows[part].anggaran or Decimal(0) for part in _inside(whole, groups)), Decimal(0))
		budget = sum((rows[place].anggaran or Decimal(0) for place in whole), Decimal(0))
		if total > budget:
			found.append(Lebih(whole, total, budget))
	return sorted(found, key=lambda one: (one.baris, len(one.baris)))


def asked_at(kode: str, amounts: Mapping[str, Decimal]) -> Decimal:
	"""What amounts by code come to at a code: its own, or that of all below it where these come to more. A kegiatan stands for its sub
	kegiatan, whichever of them are written, and a level that is left out hides none of them."""
	below = [other for other in amounts if is_below(other, kode)]
	nearest = [other for other in below if not any(is_below(other, between) for between in below)]
	parts = sum((asked_at(other, amounts) for other in nearest), Decimal(0))
	return max(amounts.get(kode, Decimal(0)), parts)


def groups_by(keys: Sequence[str | None], rows: Sequence[Baris]) -> list[str | None]:
	"""For each row its key, else that of the nearest row above it that has one: a kegiatan serves its program's sasaran. Of several that
	it is part of, the first that has one."""
	found, above = list(keys), wholes(rows)

	def _settle(number: int) -> str | None:
		if not found[number] and above[number]:
			found[number] = next(filter(None, map(_settle, above[number])), found[number])
		return found[number]

	return [_settle(number) for number in range(len(rows))]
