"""has_permission for single documents: the same scope as the lists, and for writing a role that covers the document.

Asked of what the database holds, not of what a payload says the document is: a forged unit opens nothing.
"""

from collections.abc import Iterator

import frappe
from frappe.utils import cstr

from kinerja_kecamatan.access.scope import Place, is_site_admin, place_of, roles_at, scope_of
from kinerja_kecamatan.base.doctypes import (
	ARCHIVE,
	DISPOSISI,
	INDIKATOR,
	PEGAWAI,
	PENUGASAN,
	PERAN_PENUGASAN,
	PERIODE,
	PERJANJIAN,
	PROGRAM_KEGIATAN,
	RAPAT,
	REGISTER_NOMOR,
	SASARAN,
	SOP,
	UNIT_KERJA,
	USULAN,
)
from kinerja_kecamatan.base.stored_words import WHOLE_OFFICE
from kinerja_kecamatan.office import penugasan

READING = frozenset({"read", "print", "email", "export", "report", "select", "share"})
# Documents and masters of the whole office, read by everyone appointed in it.
OFFICE_WIDE = frozenset(
	{
		DISPOSISI,
		RAPAT,
		REGISTER_NOMOR,
		UNIT_KERJA,
		PENUGASAN,
		USULAN,
		SASARAN,
		INDIKATOR,
		PERJANJIAN,
		PROGRAM_KEGIATAN,
		SOP,
	}
)
# Those without a kecamatan are shipped, for all: read by everybody, changed by who may change them everywhere.
FOR_ALL = frozenset({SOP, PROGRAM_KEGIATAN})
# Papers of the order that name every unit's documents: in the archive they are read from office-wide posts alone.
OF_EVERY_UNIT = frozenset({"Tanda Terima Format"})
PLACE_FIELDS = ("unit_kerja", "kecamatan", "disposisi", "jenis_dokumen", "print_format")


def has_permission(doc, ptype: str | None = None, user: str | None = None, debug: bool = False) -> bool:
	"""False takes a right away, True leaves Frappe's own check to decide (it is never widened)."""
	user = user or frappe.session.user
	if is_site_admin(user) or isinstance(doc, str) or doc is None:
		return True
	ptype = ptype or "read"
	if ptype in READING:
		return can_read(doc, user)
	stored = as_stored(doc)
	if doc.doctype == UNIT_KERJA and not stored and not doc.get("parent_unit_kerja"):
		return False  # a new kecamatan on the site is for the site's admin
	places = [place for version in (stored, doc) if version for place in _places(version)]
	return all(_may_act_in(place, ptype, user) for place in places)


def may_see_pegawai(doc, ptype: str | None = None, user: str | None = None, debug: bool = False) -> bool:
	"""Pegawai: read in the offices where a person is, was or will be appointed; changed by who may do so in all of those
	where the person is appointed now: an account given away in one would be taken in the others."""
	user = user or frappe.session.user
	if is_site_admin(user) or isinstance(doc, str) or doc is None:
		return True
	scope, ptype = scope_of(user), ptype or "read"
	ever = penugasan.kecamatan_ever(doc.name) if doc.name else set()
	if not ever:
		# Not yet appointed anywhere: whoever enters people enters this one too.
		stored_owner = frappe.db.get_value(PEGAWAI, doc.name, "owner") if doc.name else None
		return bool(scope.member_of) and stored_owner in (None, user)
	if ptype in READING:
		return bool(ever & scope.member_of)
	places = set(penugasan.kecamatan_of(doc.name)) or ever
	return all(_may_act_at(PEGAWAI, Place(kecamatan, kecamatan), ptype, user) for kecamatan in places)


def may_see_of_site(doc, ptype: str | None = None, user: str | None = None, debug: bool = False) -> bool:
	"""What all kecamatan of a site share (periods, scales, settings): changed by who may change it in every one of them."""
	user = user or frappe.session.user
	ptype = ptype or "read"
	if is_site_admin(user) or isinstance(doc, str) or doc is None or ptype in READING:
		return True
	if ptype == "create" and doc.doctype == PERIODE:
		return True  # all of a period follows from its code; there is nothing in it to get wrong
	return may_act_everywhere(doc.doctype, ptype, user)


def can_read(doc, user: str) -> bool:
	"""Whether the stored document (a new one: as given) lies in the reading scope of a user."""
	scope = scope_of(user)
	doc = as_stored(doc) or doc
	kecamatan = place_of(doc).kecamatan
	if doc.get("kecamatan") and doc.doctype != UNIT_KERJA and doc.get("kecamatan") != kecamatan:
		return False  # its unit is another kecamatan's: seen by neither
	if doc.doctype in FOR_ALL and not kecamatan:
		return True
	if _is_of_office(doc):
		return kecamatan in scope.member_of
	if kecamatan in scope.kecamatan:
		return True
	return kecamatan in scope.member_of and doc.get("unit_kerja") in scope.units


def _is_of_office(doc) -> bool:
	"""An archived paper is read like the document that it prints, but for one that names every unit's documents."""
	if doc.doctype == ARCHIVE:
		return doc.jenis_dokumen in OFFICE_WIDE and doc.print_format not in OF_EVERY_UNIT
	return doc.doctype in OFFICE_WIDE


def may_act(doc, ptype: str, user: str) -> bool:
	"""Whether one of the roles that give this right is held over this very document, not just somewhere."""
	return _may_act_at(doc.doctype, place_of(doc), ptype, user)


def _may_act_at(doctype: str, place: Place, ptype: str, user: str) -> bool:
	giving = {
		row.role for row in frappe.get_meta(doctype).permissions if row.get(ptype) and not row.permlevel
	}
	return bool(giving & roles_at(user, place))


def may_act_everywhere(doctype: str, ptype: str, user: str) -> bool:
	"""Whether a right is held over every kecamatan of the site."""
	roots = frappe.get_all(UNIT_KERJA, filters={"parent_unit_kerja": ["is", "not set"]}, pluck="name")
	return bool(roots) and all(_may_act_at(doctype, Place(root, root), ptype, user) for root in roots)


def _places(doc) -> Iterator:
	"""Where a document has its effect: an appointment over the whole kecamatan is its root's, wherever the person sits."""
	yield doc
	if doc.doctype == PENUGASAN and _reaches_all(doc):
		yield frappe._dict(doctype=doc.doctype, kecamatan=place_of(doc).kecamatan)


def _reaches_all(doc) -> bool:
	rows = doc.get("peran")
	if rows is None:  # as it is stored
		rows = frappe.get_all(PERAN_PENUGASAN, {"parent": doc.name, "parenttype": doc.doctype}, ["lingkup"])
	return any(cstr(row.lingkup).strip() == WHOLE_OFFICE for row in rows)


def _may_act_in(place, ptype: str, user: str) -> bool:
	if place.doctype in FOR_ALL and not place.get("kecamatan"):
		return may_act_everywhere(place.doctype, ptype, user)
	return may_act(place, ptype, user)


def as_stored(doc):
	"""Where the database says that a document belongs; None for one that is not there yet."""
	if not doc.get("name"):
		return None
	meta = frappe.get_meta(doc.doctype)
	fields = [field for field in PLACE_FIELDS if meta.has_field(field)]
	row = frappe.db.get_value(doc.doctype, doc.name, ["name", *fields], as_dict=True)
	return frappe._dict(row, doctype=doc.doctype) if row else None
