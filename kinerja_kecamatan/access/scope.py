"""Which units and kecamatan a user reaches. Comes from Penugasan and the tree alone, never from role names.

Reading: the units of one's Penugasan and below; the whole kecamatan from its root, its Sekretariat and its Unit Perekap,
and for a role whose lingkup is Kecamatan. Acting: a role reaches a document only through an appointment that covers it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import frappe

from kinerja_kecamatan.base.doctypes import DISPOSISI, UNIT_KERJA
from kinerja_kecamatan.base.roles import SITE_ADMIN
from kinerja_kecamatan.base.stored_words import ROOT_UNIT, SECRETARIAT, WHOLE_OFFICE
from kinerja_kecamatan.office import penugasan, unit_tree

WIDE_UNITS = (ROOT_UNIT, SECRETARIAT)
# By these a document says where it belongs (`place_of`).
PLACE_COLUMNS = ("unit_kerja", "disposisi", "parent_unit_kerja", "kecamatan")


@dataclass(frozen=True)
class Scope:
	"""What a user may read. `member_of`: kecamatan where the user holds anything at all."""

	everything: bool
	kecamatan: frozenset[str]
	units: frozenset[str]
	member_of: frozenset[str]


def is_site_admin(user: str) -> bool:
	return user == "Administrator" or SITE_ADMIN in frappe.get_roles(user)


def scope_of(user: str) -> Scope:
	"""The reading scope of a user today, worked out once a request."""
	known = frappe.local.cache.setdefault("kinerja_scopes", {})
	if user not in known:
		known[user] = _scope_of(user)
	return known[user]


def _scope_of(user: str) -> Scope:
	if is_site_admin(user):
		return Scope(True, frozenset(), frozenset(), frozenset())
	held = penugasan.appointments_of(user)
	wide = {a.kecamatan for a in held if _is_wide(a)}
	# Where the whole kecamatan is read, its units need no list.
	narrow = {(a.kecamatan, a.unit_kerja) for a in held if a.kecamatan not in wide}
	return Scope(
		False, frozenset(wide), frozenset(_units_below(narrow)), frozenset(a.kecamatan for a in held)
	)


def _is_wide(appointment) -> bool:
	if appointment.over:
		return appointment.unit_perekap  # the recap of the kecamatan is put together from all units
	return (
		appointment.lingkup == WHOLE_OFFICE
		or appointment.jenis_unit in WIDE_UNITS
		or appointment.unit_perekap
	)


def _units_below(places: set[tuple[str, str]]) -> set[str]:
	trees = unit_tree.trees_of(kecamatan for kecamatan, _unit in places)
	return {below for kecamatan, unit in places for below in trees[kecamatan].below(unit)}


class Place(NamedTuple):
	"""The unit that a document belongs to, and the kecamatan that this unit says it is of."""

	kecamatan: str | None
	unit: str | None


def roles_over(user: str, doc) -> set[str]:
	"""The roles that a user holds over one document of ours, through appointments that cover its unit.

	The Administrator's account has every role and holds none over a document without a Penugasan, like everybody's.
	"""
	return roles_at(user, place_of(doc))


def roles_at(user: str, place: Place) -> set[str]:
	"""The same of a place that the app itself names."""
	held = {a.peran for a in penugasan.appointments_of(user) if a.covers(*place)}
	return held & set(frappe.get_roles(user)) if held else set()


def appointment_over(user: str, role: str, doc):
	"""The appointment under which a person has a role over a document: with two, the latest that covers it. None without."""
	place = place_of(doc)
	held = [a for a in penugasan.appointments_of(user) if a.peran == role and a.covers(*place)]
	return held[-1] if held else None


def place_of(doc) -> Place:
	"""Where a document belongs: its unit, or its kecamatan's root when it has none. Only columns of its DocType say it: a payload may hold
	any others beside them, which nobody would ever store."""
	said = _of_own_columns(doc)
	unit = said("unit_kerja")
	if not unit and said("disposisi"):
		# A Rapat has no unit of its own; its kecamatan is the order's, whatever a payload says.
		unit = frappe.db.get_value(DISPOSISI, said("disposisi"), "kecamatan")
	# A new Unit Kerja belongs where its parent does; a new root belongs nowhere yet.
	unit = unit or said("parent_unit_kerja") or said("kecamatan")
	kecamatan = frappe.db.get_value(UNIT_KERJA, unit, "kecamatan") if unit else None
	if doc.doctype == UNIT_KERJA:
		unit = kecamatan  # what the tree looks like is the whole office's business
	return Place(kecamatan, unit) if kecamatan else Place(None, None)


def _of_own_columns(doc) -> Callable[[str], object]:
	meta = frappe.get_meta(doc.doctype)

	def said(fieldname: str) -> object:
		df = meta.get_field(fieldname)
		# One that an office has added is no place either: it says what the office likes.
		return doc.get(fieldname) if df and not df.get("is_custom_field") else None

	return said
