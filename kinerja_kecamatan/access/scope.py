"""Which units and kecamatan a user reaches. Comes from Penugasan and the tree alone, never from role names.

Reading: the units of one's Penugasan and below; the whole kecamatan from its root, its Sekretariat and its Unit Perekap,
and for a role whose lingkup is Kecamatan. Acting: a role reaches a document only through an appointment that covers it.
"""

from dataclasses import dataclass

import frappe

from kinerja_kecamatan.people import penugasan

WIDE_UNITS = ("Kecamatan", "Sekretariat")


@dataclass(frozen=True)
class Scope:
	"""What a user may read. `member_of`: kecamatan where the user holds anything at all."""

	everything: bool
	kecamatan: frozenset[str]
	units: frozenset[str]
	member_of: frozenset[str]


def is_site_admin(user: str) -> bool:
	return user == "Administrator" or "System Manager" in frappe.get_roles(user)


def scope_of(user: str) -> Scope:
	"""The reading scope of a user today, worked out once a request."""
	known = frappe.local.cache.setdefault("kinerja_scopes", {})
	if user not in known:
		known[user] = _scope_of(user)
	return known[user]


def _scope_of(user: str) -> Scope:
	if is_site_admin(user):
		return Scope(True, frozenset(), frozenset(), frozenset())
	held = penugasan.of_user(user)
	wide = {a.kecamatan for a in held if _is_wide(a)}
	spans = {(a.lft, a.rgt) for a in held}
	return Scope(
		False, frozenset(wide), frozenset(_units_within(spans)), frozenset(a.kecamatan for a in held)
	)


def _is_wide(appointment) -> bool:
	return (
		appointment.lingkup == penugasan.LINGKUP_KECAMATAN
		or appointment.jenis_unit in WIDE_UNITS
		or appointment.unit_perekap
	)


def _units_within(spans: set[tuple[int, int]]) -> set[str]:
	unit = frappe.qb.DocType("Unit Kerja")
	found: set[str] = set()
	for lft, rgt in spans:
		query = frappe.qb.from_(unit).select(unit.name).where((unit.lft >= lft) & (unit.rgt <= rgt))
		found.update(query.run(pluck=True))
	return found


def roles_over(user: str, doc) -> set[str]:
	"""The roles that a user holds over one document of ours, through appointments that cover its unit.

	The Administrator's account has every role and holds none over a document without a Penugasan, like everybody's.
	"""
	kecamatan, lft, rgt = place_of(doc)
	if not kecamatan:
		return set()
	held = {a.peran for a in penugasan.of_user(user) if a.covers(kecamatan, lft, rgt)}
	return held & set(frappe.get_roles(user))


def appointment_over(user: str, role: str, doc):
	"""The appointment under which a person has a role over a document: with two, the latest that covers it. None without."""
	kecamatan, lft, rgt = place_of(doc)
	held = [a for a in penugasan.of_user(user) if a.peran == role and a.covers(kecamatan, lft, rgt)]
	return held[-1] if held else None


def place_of(doc) -> tuple[str | None, int, int]:
	"""(kecamatan, lft, rgt) of the unit a document belongs to; its kecamatan's root when it has no unit."""
	unit = doc.get("unit_kerja")
	if not unit and doc.get("disposisi"):
		# A Rapat has no unit of its own; its kecamatan is the order's, whatever a payload says.
		unit = frappe.db.get_value("Disposisi", doc.get("disposisi"), "kecamatan")
	# A new Unit Kerja belongs where its parent does; a new root belongs nowhere yet.
	unit = unit or doc.get("parent_unit_kerja") or doc.get("kecamatan")
	if not unit:
		return None, 0, 0
	row = frappe.db.get_value("Unit Kerja", unit, ["kecamatan", "lft", "rgt"])
	return row if row else (None, 0, 0)
