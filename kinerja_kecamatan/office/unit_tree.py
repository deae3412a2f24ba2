"""The tree of units as its links say (parent_unit_kerja, unit_penerus): what every right over a unit rests on.

Frappe's own columns of the tree, lft and rgt, serve lists and tree views alone: they are moved about by SQL, are stale in caches,
and are rewritten by whoever may rebuild a tree. The units of a kecamatan are read by one query, once a request.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import frappe

from kinerja_kecamatan.base import clock
from kinerja_kecamatan.base.doctypes import UNIT_KERJA

KEPT = "kinerja_unit_trees"


@dataclass(frozen=True)
class Tree:
	"""The units of one kecamatan that hang on its root.

	A unit in a loop, or whose parent is missing or in another kecamatan, hangs on nothing: it covers itself and no other unit,
	and nothing covers it but a right over the whole kecamatan.

	A unit that has ended lies below the one that carries its work on as well, so that its documents find an end there.
	"""

	order: tuple[str, ...]
	spans: dict[str, tuple[int, int]]  # from a unit's own place in `order` to the end of what lies below it
	parents: dict[str, str]
	heirs: dict[str, str] = field(default_factory=dict)
	"""By unit that has ended the one that carries its work on."""

	def covers(self, above: str, unit: str) -> bool:
		"""Whether a unit is this one or lies below it, or one that carries its work on does."""
		return any(self._encloses(above, one) for one in self.with_heirs(unit))

	def _encloses(self, above: str, unit: str) -> bool:
		if above == unit:
			return True
		outer, inner = self.spans.get(above), self.spans.get(unit)
		return bool(outer and inner) and outer[0] <= inner[0] < outer[1]

	def below(self, unit: str) -> tuple[str, ...]:
		"""A unit and all that it covers, from the top; what it has only taken over comes last."""
		start, end = self.spans.get(unit, (0, 0))
		own = self.order[start:end] or (unit,)
		return own + tuple(one for one in self.heirs if one not in own and self.covers(unit, one))

	def with_heirs(self, unit: str) -> list[str]:
		"""A unit and those that carry its work on, one after the other; a ring is passed once."""
		found = [unit]
		while (unit := self.heirs.get(unit)) and unit not in found:
			found.append(unit)
		return found

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
		.select(unit.kecamatan, unit.name, unit.parent_unit_kerja, unit.berlaku_sampai, unit.unit_penerus)
		.where(unit.kecamatan.isin(kecamatan))
		.orderby(unit.name)
	).run()
	today = clock.today()
	parents: dict[str, dict[str, str]] = {name: {} for name in kecamatan}
	heirs: dict[str, dict[str, str]] = {name: {} for name in kecamatan}
	for office, name, parent, last_day, heir in rows:
		parents[office][name] = parent
		if heir and last_day and last_day < today:
			heirs[office][name] = heir
	trees = {office: grow(office, units) for office, units in parents.items()}
	# Another office's unit inherits nothing, whatever a column says.
	return {
		office: replace(
			tree, heirs={name: heir for name, heir in heirs[office].items() if heir in parents[office]}
		)
		for office, tree in trees.items()
	}


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
