"""Rows that are computed anew take up the rows they were, with what was typed there and nowhere else."""

from collections.abc import Callable, Hashable


def matched(old: list, new: list, *keys: Callable[[object], Hashable]) -> list:
	"""For each new row the old one that it takes up, each once; None where there is none.

	Several rows may agree in a key (two corrections of one indicator, one program under two funding sources): by the first key
	first, then what is left by the next, in their order.
	"""
	left, found = list(old), [None] * len(new)
	for key in keys:
		by_key: dict[Hashable, list] = {}
		for row in left:
			by_key.setdefault(key(row), []).append(row)
		for number, row in enumerate(new):
			if found[number] is None and by_key.get(key(row)):
				found[number] = by_key[key(row)].pop(0)
		left = [row for rows in by_key.values() for row in rows]
	return found
