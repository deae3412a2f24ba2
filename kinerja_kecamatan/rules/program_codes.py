"""Programs, kegiatan and sub kegiatan by their official codes, and sums over them that count no rupiah twice.

`7.01.02` is a program, `7.01.02.2.01` a kegiatan of it and `7.01.02.2.01.0001` a sub kegiatan (Permendagri 90/2019): what begins with
a code and a dot lies below it. An office that writes a program and its kegiatan beside it states the same money twice; one that is
paid from several sources has a row for each.
"""

import re
from collections.abc import Sequence
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


def parents(rows: Sequence[Baris]) -> list[int | None]:
	"""For each row the nearest one that its money is part of: by code, of the same funding source where both name one, and with an
	amount of its own. Of several the one of the very source, else the first."""
	return [_parent(number, rows) for number in range(len(rows))]


def _parent(number: int, rows: Sequence[Baris]) -> int | None:
	row = rows[number]
	above = [
		place
		for place, other in enumerate(rows)
		if other.anggaran and is_below(row.kode, other.kode) and _same_money(row, other)
	]
	if not above:
		return None
	return min(
		above,
		key=lambda place: (
			-len(rows[place].kode),
			rows[place].sumber_dana != row.sumber_dana,
			place,
		),
	)


def _same_money(row: Baris, other: Baris) -> bool:
	return not (row.sumber_dana and other.sumber_dana) or row.sumber_dana == other.sumber_dana


def counted(rows: Sequence[Baris]) -> list[int]:
	"""The rows that a sum is made of: those that are part of no other, without headings whose money stands below them."""
	found = parents(rows)
	return [
		number
		for number, row in enumerate(rows)
		if found[number] is None and (row.anggaran or not _is_heading(row, rows))
	]


def _is_heading(row: Baris, rows: Sequence[Baris]) -> bool:
	return any(other.anggaran and is_below(other.kode, row.kode) for other in rows)


def children(rows: Sequence[Baris]) -> list[list[int]]:
	"""For each row those whose nearest row above it is."""
	found: list[list[int]] = [[] for _row in rows]
	for number, parent in enumerate(parents(rows)):
		if parent is not None:
			found[parent].append(number)
	return found


def own_parts(amounts: Sequence[Decimal], rows: Sequence[Baris]) -> list[Decimal]:
	"""Of each row the amount that stands in no row below it, 0 where those come to more: together the counted rows' amounts, as long as
	no parts exceed their whole."""
	below = children(rows)
	return [
		max(Decimal(0), amounts[number] - sum((amounts[part] for part in below[number]), Decimal(0)))
		for number in range(len(rows))
	]


def from_parts(spent: Sequence[Decimal | None], rows: Sequence[Baris]) -> list[Decimal | None]:
	"""Spending with what follows from the rows below: a row that states none has spent what its parts have, where they make up all
	of its amount and each has stated its own."""
	below, found = children(rows), list(spent)

	def _settle(number: int) -> Decimal | None:
		if found[number] is None and below[number]:
			# A heading without an amount has nothing to state.
			parts = [_settle(part) for part in below[number] if rows[part].anggaran]
			whole = sum((rows[part].anggaran or Decimal(0) for part in below[number]), Decimal(0))
			if whole == rows[number].anggaran and all(part is not None for part in parts):
				found[number] = sum(parts, Decimal(0))
		return found[number]

	for number in range(len(rows)):
		_settle(number)
	return found


def exceeded(rows: Sequence[Baris]) -> list[tuple[int, Decimal]]:
	"""(row, what its parts come to) where the rows below come to more than the row itself."""
	sums = [
		(number, sum((rows[part].anggaran or Decimal(0) for part in below), Decimal(0)))
		for number, below in enumerate(children(rows))
	]
	return [
		(number, total) for number, total in sums if total > (rows[number].anggaran or Decimal(0)) and total
	]


def groups_by(keys: Sequence[str | None], rows: Sequence[Baris]) -> list[str | None]:
	"""For each row its key, else that of the nearest row above it that has one: a kegiatan serves its program's sasaran."""
	found, above = list(keys), parents(rows)

	def _settle(number: int) -> str | None:
		parent = above[number]
		if not found[number] and parent is not None:
			found[number] = _settle(parent)
		return found[number]

	return [_settle(number) for number in range(len(rows))]
