"""What a save changes about who signs: before, after, whom it concerns, and whether it gives anybody anything; and what a Ralat
changes of a closed Perjanjian Kinerja (cells.py)."""

import json
from dataclasses import dataclass

import frappe
from frappe.utils import cstr, getdate

from kinerja_kecamatan.base.doctypes import PEGAWAI, PENUGASAN, UNIT_KERJA
from kinerja_kecamatan.base.roles import ADMIN_ROLE
from kinerja_kecamatan.base.stored_words import WHOLE_OFFICE
from kinerja_kecamatan.office import penugasan
from kinerja_kecamatan.second_person import roles

# What decides who signs, by DocType. Rank, SK and the like do not.
FIELDS = {
	PEGAWAI: ("nama", "gelar_depan", "gelar_belakang", "nip", "user"),
	PENUGASAN: ("pegawai", "jabatan", "jenis", "unit_kerja", "berlaku_mulai", "berlaku_sampai", "peran"),
	# A head's title is the sebutan with the unit's name: another name would make another appointment the head's.
	# Whose recap is the kecamatan's follows from which unit recaps, and that one from which has ended.
	# Those of the unit that carries another's work on finish what that one has left, once it has ended.
	UNIT_KERJA: (
		*("nama_unit", "jenis", "parent_unit_kerja", "sebutan_kepala", "unit_perekap"),
		*("nama_mulai", "berlaku_sampai", "unit_penerus"),
	),
}
DATES = frozenset({"berlaku_mulai", "berlaku_sampai", "nama_mulai"})


@dataclass(frozen=True)
class Change:
	"""`before` is None for what is new. `gives`: somebody could sign, or sign as somebody, who could not before."""

	doctype: str
	before: dict | None
	after: dict
	kecamatan: frozenset[str]
	gives: bool
	gives_admin: bool
	accounts: frozenset[str]

	@property
	def fields(self) -> list[str]:
		"""What differs, in the form's order; not of a Ralat."""
		before = self.before or {}
		return [field for field in FIELDS[self.doctype] if before.get(field, "") != self.after[field]]


def state_of(doc) -> dict:
	"""What a document says about who signs, as plain JSON values; roles as [role, lingkup] in order."""
	said = {field: _plain(field, doc.get(field)) for field in FIELDS[doc.doctype]}
	if doc.doctype == PENUGASAN:
		said["peran"] = sorted([row.peran, row.lingkup or ""] for row in doc.peran)
		said["akun"] = account_of(doc.pegawai)
	return said


def _plain(field: str, value) -> str:
	if field in DATES and value:
		return str(getdate(value))
	return "1" if value in (1, True, "1") else "" if value in (0, False, "0") else cstr(value).strip()


def change_of(doc) -> Change | None:
	"""What a document that is being saved changes about who signs; None when nothing."""
	stored = doc.get_doc_before_save()
	before, after = stored and state_of(stored), state_of(doc)
	if before and all(before[field] == after[field] for field in FIELDS[doc.doctype]):
		return None
	if stored and doc.doctype == PENUGASAN and not is_confirmed(stored):
		before = None  # one that nobody has confirmed gives nothing yet
	return {PEGAWAI: _of_pegawai, PENUGASAN: _of_penugasan, UNIT_KERJA: _of_unit}[doc.doctype](
		doc, before, after
	)


def is_confirmed(doc) -> bool:
	"""Whether a Penugasan is in force as far as the second person is concerned."""
	return doc.persetujuan == penugasan.DISETUJUI


def account_of(pegawai: str | None) -> str:
	return (pegawai and frappe.db.get_value(PEGAWAI, pegawai, "user")) or ""


def _of_pegawai(doc, before: dict | None, after: dict) -> Change | None:
	held = roles.held_by(doc.name) if before else []
	if not held:
		return None
	return Change(
		PEGAWAI,
		before,
		after,
		kecamatan=frozenset(row.kecamatan for row in held),
		gives=True,
		gives_admin=any(row.peran == ADMIN_ROLE for row in held),
		accounts=frozenset({before["user"], after["user"]} - {""}),
	)


def _of_penugasan(doc, before: dict | None, after: dict) -> Change | None:
	signing = [state for state in (before, after) if state and _signs(state)]
	if not signing:
		return None
	named = {role for role, _reach in after["peran"]}
	stored = doc.get_doc_before_save()
	places = {doc.kecamatan} | ({stored.kecamatan} if stored else set())
	return Change(
		PENUGASAN,
		before,
		after,
		kecamatan=frozenset(filter(None, places)),
		gives=_signs(after) and (not before or _exceeds(before, after)),
		gives_admin=ADMIN_ROLE in named,
		accounts=frozenset({after["akun"]} - {""}),
	)


def _of_unit(doc, before: dict | None, after: dict) -> Change | None:
	if not before:
		return None  # nobody is appointed there yet
	return Change(
		UNIT_KERJA,
		before,
		after,
		kecamatan=frozenset({doc.kecamatan}),
		gives=True,
		gives_admin=False,
		accounts=frozenset(),
	)


def _signs(state: dict) -> bool:
	return roles.signs_under(state["jabatan"], state["unit_kerja"], [role for role, _reach in state["peran"]])


def _exceeds(before: dict, after: dict) -> bool:
	"""Whether an appointment reaches further than it did; ending it sooner or taking a role out gives nobody anything."""
	if any(before[field] != after[field] for field in ("pegawai", "jabatan", "jenis", "unit_kerja")):
		return True
	if after["berlaku_mulai"] < before["berlaku_mulai"]:
		return True
	if (after["berlaku_sampai"] or penugasan.FAR_FUTURE) > (before["berlaku_sampai"] or penugasan.FAR_FUTURE):
		return True
	return bool(gained_roles(before, after))


def gained_roles(before: dict | None, after: dict) -> list[tuple[str, str]]:
	"""(role, lingkup) of an appointment that the one before did not include; the whole kecamatan includes a unit of it."""
	had = {tuple(row) for row in (before or {}).get("peran", [])}
	wide = {role for role, reach in had if reach == WHOLE_OFFICE}
	return [(role, reach) for role, reach in after["peran"] if (role, reach) not in had and role not in wide]


def as_text(state: dict | None) -> str:
	return json.dumps(state, ensure_ascii=False, sort_keys=True)
