"""The tree of units as its parent links say (parent_unit_kerja): what every right over a unit rests on.

Frappe's own columns of the tree, lft and rgt, serve lists and tree views alone: they are moved about by SQL, are stale in caches,
and are rewritten by whoever may rebuild a tree. The units of a kecamatan are read by one query, once a request.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import frappe

from kinerja_kecamatan.base.doctypes import UNIT_KERJA

KEPT = "kinerja_unit_trees"


@dataclass(frozen=True)
class Tree:
	"""The units of one kecamatan that hang on its root.

	A unit in a loop, or whose parent is missing or in another kecamatan, hangs on nothing: it covers itself and no other unit,
	and nothing covers it but a right over the whole kecamatan.
	"""

	order: tuple[str, ...]
	spans: dict[str, tuple[int, int]]  # from a unit's own place in `order` to the end of what lies below it
	parents: dict[str, str]

	def covers(self, above: str, unit: str) -> bool:
		"""Whether a unit is this one or lies below it."""
		if above == unit:
			return True
		outer, inner = self.spans.get(above), self.spans.get(unit)
		return bool(outer and inner) and outer[0] <= inner[0] < outer[1]

	def below(self, unit: str) -> tuple[str, ...]:
		"""A unit and all that lies below it, from the top."""
		start, end = self.spans.get(unit, (0, 0))
		return self.order[start:end] or (unit,)

	def path(self, unit: str) -> list[str]:
		"""A unit and those above it, from the unit to the root."""
		found = [unit]
		while unit in self.parents:
			unit = self.parents[unit]
			found.append(unit)
		return found


def tree_of(kecamatan: str) -> Tree:
	"""The tree of one kecamatan."""
	return trees_of([kecamatan])[kecamatan]


def trees_of(kecamatan: Iterable[str]) -> dict[str, Tree]:
	"""The trees of several kecamatan, with one query for those that this request has not read yet."""
	kept = frappe.local.cache.setdefault(KEPT, {})
	wanted = set(kecamatan)
	if unread := sorted(wanted - set(kept)):
		kept.update(_read(unread))
	return {name: kept[name] for name in wanted}


def forget() -> None:
	"""Drop what this request has read; called when a unit changes."""
	frappe.local.cache.pop(KEPT, None)


def _read(kecamatan: list[str]) -> dict[str, Tree]:
	unit = frappe.qb.DocType(UNIT_KERJA)
	rows = (
		frappe.qb.from_(unit)
		.select(unit.kecamatan, unit.name, unit.parent_unit_kerja)
		.where(unit.kecamatan.isin(kecamatan))
		.orderby(unit.name)
	).run()
	parents: dict[str, dict[str, str]] = {name: {} for name in kecamatan}
	for office, name, parent in rows:
		parents[office][name] = parent
	return {office: grow(office, units) for office, units in parents.items()}


def grow(root: str, parents: dict[str, str | None]) -> Tree:
	"""The tree that hangs on `root`, out of each unit's parent; a parent link of the root itself counts for nothing."""
	children: dict[str, list[str]] = {}
	for name, parent in parents.items():
		if name != root:
			children.setdefault(parent, []).append(name)
	order: list[str] = []
	starts, spans = {}, {}
	waiting = [root] if root in parents else []
	while waiting:
		name = waiting.pop()
		if name in starts:  # met again when all below it has been passed
			spans[name] = (starts[name], len(order))
			continue
		starts[name] = len(order)
		order.append(name)
		waiting += [name, *reversed(children.get(name, []))]
	return Tree(tuple(order), spans, {name: parents[name] for name in order if name != root})
