"""Who may be the second person of a proposal. Never who proposed it, and never whom it would let sign.

- A System Manager, and another Admin Kinerja of every kecamatan concerned.
- A person's account: also the person, under the account as it was. Not under the new one, and not for a new name or NIP, which
  would be somebody else's.
- An appointment: also the head of the office, and who already holds all of what it gives over at least the same units: such a
  person shares nothing but their own signature. The role that says who holds roles is given by neither of these two.
- A name, a NIP, a unit: also the head of the office.
- A Ralat of a Perjanjian Kinerja: also the head of the office, and its Pihak Kedua, who supervises what it promises.
"""

import json

import frappe

from kinerja_kecamatan.access.scope import is_site_admin, roles_over
from kinerja_kecamatan.base.doctypes import PEGAWAI, PENUGASAN, PERJANJIAN, UNIT_KERJA
from kinerja_kecamatan.base.roles import ADMIN_ROLE, SITE_ADMIN
from kinerja_kecamatan.base.stored_words import WHOLE_OFFICE
from kinerja_kecamatan.office import penugasan
from kinerja_kecamatan.second_person import roles, signed
from kinerja_kecamatan.second_person.changes import account_of


def may_decide(usulan, user: str) -> bool:
	"""Whether a user may confirm or decline a proposal that is open."""
	before, after = before_and_after(usulan)
	if user in ({usulan.pengusul} | _gaining(usulan.jenis_dokumen, before, after)):
		return False
	offices = offices_of(usulan)
	if is_site_admin(user) or is_admin_of(user, offices):
		return True
	if usulan.jenis_dokumen == PEGAWAI and _only_account(before, after):
		return user == before["user"]
	if usulan.jenis_dokumen == PERJANJIAN and user == _account_of_second_party(usulan.dokumen):
		return True
	if usulan.jenis_dokumen != PENUGASAN:
		return _heads(user, offices)
	if any(role == ADMIN_ROLE for role, _reach in after["peran"]):
		return False
	return _heads(user, offices) or _holds_it_all(user, after)


def may_propose(user: str, offices: set[str]) -> bool:
	"""Whether who proposed could still do so now."""
	return bool(frappe.db.get_value("User", user, "enabled")) and (
		is_site_admin(user) or is_admin_of(user, offices)
	)


def candidates(usulan) -> list[str]:
	"""Accounts of the office that may decide; those of the site's administrators where it has none."""
	people = {a.user for office in offices_of(usulan) for a in penugasan.in_kecamatan(office) if a.user}
	before, _after = before_and_after(usulan)
	people |= {(before or {}).get("user")} - {None, ""}
	enabled = _enabled(people)
	mine = [user for user in sorted(enabled) if not is_site_admin(user) and may_decide(usulan, user)]
	return mine or [user for user in sorted(_site_admins()) if may_decide(usulan, user)]


def before_and_after(usulan) -> tuple[dict | None, dict]:
	"""What the document said before (None: it is new), and what it is to say."""
	return json.loads(usulan.semula or "null"), json.loads(usulan.menjadi)


def offices_of(usulan) -> set[str]:
	"""Every kecamatan in which the proposal would change who signs."""
	before, after = before_and_after(usulan)
	if usulan.jenis_dokumen == PEGAWAI:
		found = {row.kecamatan for row in roles.held_by(usulan.dokumen)}
	elif usulan.jenis_dokumen == PENUGASAN:
		units = {state["unit_kerja"] for state in (before, after) if state}
		found = {frappe.db.get_value(UNIT_KERJA, unit, "kecamatan") for unit in units}
	elif usulan.jenis_dokumen == PERJANJIAN:
		found = {frappe.db.get_value(PERJANJIAN, usulan.dokumen, "kecamatan")}
	else:
		found = {frappe.db.get_value(UNIT_KERJA, usulan.dokumen, "kecamatan")}
	return (found - {None, ""}) or {usulan.kecamatan}


def is_admin_of(user: str, offices: set[str]) -> bool:
	"""Whether a user administers all of these kecamatan, by Penugasan."""
	return all(ADMIN_ROLE in roles_over(user, _root(office)) for office in offices)


def _account_of_second_party(agreement: str) -> str:
	"""Of the agreement as it stands, not as the Ralat would have it; "" for who is no account's, and for who no longer holds the post or
	was never confirmed in it: the superior of then supervises nothing now."""
	return account_of(penugasan.holder_of(frappe.db.get_value(PERJANJIAN, agreement, "pihak_kedua")))


def _gaining(doctype: str, before: dict | None, after: dict) -> set[str]:
	"""The accounts that would sign as they did not before."""
	if doctype == PENUGASAN:
		return {after["akun"], account_of(after["pegawai"])} - {""}
	if doctype == PEGAWAI:
		renamed = not _only_account(before, after)
		moved = before["user"] != after["user"]
		return ({after["user"]} if moved or renamed else set()) | ({before["user"]} if renamed else set())
	return set()


def _only_account(before: dict, after: dict) -> bool:
	return {field for field in after if before[field] != after[field]} == {"user"}


def _heads(user: str, offices: set[str]) -> bool:
	"""Whether a user is the head of each office, by title and by a role of the workflows over all of it."""
	working = roles.signing_roles() - {ADMIN_ROLE}
	return all(
		any(a.user == user for a in penugasan.heads_of(office)) and working & roles_over(user, _root(office))
		for office in offices
	)


def _holds_it_all(user: str, after: dict) -> bool:
	"""All that the appointment is to hold, not only what is new: a role that stays may come over another unit."""
	gained = [(role, reach) for role, reach in after["peran"] if role in roles.signing_roles()]
	unit = after["unit_kerja"]
	if penugasan.is_title_of_head(after["jabatan"], unit) and not any(
		a.user == user for a in penugasan.heads_of(unit)
	):
		return False
	return bool(gained) and all(
		any(_includes(a, role, reach, unit) for a in penugasan.appointments_of(user))
		for role, reach in gained
	)


def _includes(appointment, role: str, reach: str, unit: str) -> bool:
	if appointment.peran != role or appointment.over:
		return False
	if appointment.lingkup == WHOLE_OFFICE:
		return appointment.kecamatan == frappe.db.get_value(UNIT_KERJA, unit, "kecamatan")
	return reach != WHOLE_OFFICE and signed.is_below(unit, appointment.unit_kerja)


def _root(kecamatan: str):
	return frappe._dict(doctype=PENUGASAN, kecamatan=kecamatan)


def _enabled(users: set[str]) -> set[str]:
	return set(
		frappe.get_all("User", filters={"name": ["in", list(users) or [""]], "enabled": 1}, pluck="name")
	)


def _site_admins() -> set[str]:
	held = {"role": SITE_ADMIN, "parenttype": "User"}
	return _enabled(set(frappe.get_all("Has Role", filters=held, pluck="parent")))
