"""Whether Frappe's columns of the tree of units (lft, rgt) and each unit's kecamatan agree with the parent links.

Rights follow the parent links whatever these columns say; lists, tree views and "descendants of" filters follow the columns.
"""

import frappe
from frappe import _

from kinerja_kecamatan.base.doctypes import UNIT_KERJA
from kinerja_kecamatan.office import unit_tree


def disagreements(kecamatan: str | None = None) -> list[dict]:
	"""What is wrong in the tree of one kecamatan, or of the whole site: [{unit, kecamatan, masalah}]; empty when all is well."""
	rows = frappe.get_all(
		UNIT_KERJA, fields=["name", "kecamatan", "parent_unit_kerja", "lft", "rgt"], order_by="name"
	)
	by_name, around = {row.name: row for row in rows}, _enclosing(rows)
	attached = _attached(rows)
	found = [
		{"unit": row.name, "kecamatan": row.kecamatan, "masalah": problem}
		for row in rows
		for problem in _problems(row, by_name, attached, around)
	]
	return [
		one for one in found if kecamatan in (None, one["kecamatan"], _office_above(one["unit"], by_name))
	]


def _office_above(unit: str, by_name: dict) -> str | None:
	"""The kecamatan of a unit's parent: whoever keeps that one is told as well."""
	parent = by_name.get(by_name[unit].parent_unit_kerja)
	return parent.kecamatan if parent else None


def _attached(rows: list) -> set[str]:
	"""Units that hang on the root of their kecamatan."""
	offices: dict[str, dict] = {}
	for row in rows:
		offices.setdefault(row.kecamatan, {})[row.name] = row.parent_unit_kerja
	return {name for root, units in offices.items() for name in unit_tree.grow(root, units).order}


def _enclosing(rows: list) -> dict[str, str | None]:
	"""By unit: the narrowest interval around its own; the unit itself where its interval is none or crosses another."""
	around: dict[str, str | None] = {}
	open_ones: list = []
	taken: set[int] = set()
	for row in sorted(rows, key=lambda row: (row.lft, -row.rgt)):
		while open_ones and open_ones[-1].rgt < row.lft:
			open_ones.pop()
		broken = row.lft < 1 or row.rgt <= row.lft or taken & {row.lft, row.rgt}
		crossing = bool(open_ones) and open_ones[-1].rgt < row.rgt
		around[row.name] = row.name if broken or crossing else (open_ones[-1].name if open_ones else None)
		taken |= {row.lft, row.rgt}
		if not (broken or crossing):
			open_ones.append(row)
	return around


def _problems(row, by_name: dict, attached: set[str], around: dict) -> list[str]:
	parent = row.parent_unit_kerja or None
	if parent and parent not in by_name:
		return [_("Unit Induk {0} tidak ada.").format(parent)]
	if parent and by_name[parent].kecamatan != row.kecamatan:
		return [
			_("Tercatat di {0}, Unit Induknya {1} di {2}.").format(
				row.kecamatan or "-", parent, by_name[parent].kecamatan or "-"
			)
		]
	if row.name not in attached or (row.name == row.kecamatan and parent):
		return [_("Terlepas dari unit puncaknya: rantai Unit Induk berputar atau tidak sampai ke sana.")]
	if around[row.name] == row.name:
		return [_("Selang lft-rgt {0}-{1} rusak atau berpotongan.").format(row.lft, row.rgt)]
	if around[row.name] != parent:
		return [
			_("Menurut lft-rgt berada di bawah {0}, menurut Unit Induk di bawah {1}.").format(
				around[row.name] or "-", parent or "-"
			)
		]
	return []
