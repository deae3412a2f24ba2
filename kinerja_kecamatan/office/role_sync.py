"""Roles of user accounts follow the dates of their Penugasan.

Only roles that some Penugasan of the person names (now, before or later) are managed; every other role of the account
is left alone.
"""

import frappe
from frappe import _

from kinerja_kecamatan.base import clock
from kinerja_kecamatan.base.doctypes import GUARDED_DOCTYPES, PEGAWAI, PENUGASAN, PERAN_PENUGASAN, UNIT_KERJA
from kinerja_kecamatan.base.roles import ADMIN_ROLE, NEVER_ASSIGNED, SITE_ADMIN, SYSTEM_ROLE
from kinerja_kecamatan.base.stored_words import ROOT_UNIT
from kinerja_kecamatan.office import penugasan
from kinerja_kecamatan.office.units import reporting_units
from kinerja_kecamatan.sop.workflow import transitions

ATTEMPT = "kinerja_role_sync"


def on_login(login_manager) -> None:
	"""Hook on_session_creation: the roles are right from the first click of the day."""
	_sync_apart(login_manager.user)


def on_user_update(doc, method=None) -> None:
	"""Hook User.on_update: roles taken away by hand come back as the Penugasan says."""
	if frappe.flags.kinerja_role_sync or frappe.flags.in_install or frappe.flags.in_uninstall:
		return
	sync_user(doc.name)


def daily() -> None:
	"""Scheduler: appointments that began or ended today."""
	for user in frappe.get_all(PEGAWAI, filters={"user": ["is", "set"]}, pluck="user"):
		_sync_apart(user)
	notify_gaps()


def _sync_apart(user: str) -> None:
	"""An account that cannot be saved stops neither those after it nor its person's login."""
	told = len(frappe.local.message_log)
	frappe.db.savepoint(ATTEMPT)
	try:
		sync_user(user)
	except Exception:
		frappe.db.rollback(save_point=ATTEMPT)
		del frappe.local.message_log[told:]
		frappe.log_error(title=f"Peran akun {user} tidak dapat disesuaikan dengan Penugasan")


def sync_user(user: str | None, dropped: set[str] = frozenset()) -> None:
	"""Give an account the roles of its Penugasan in force, take those of ended ones; writes only on a difference.

	:param dropped: roles that a Penugasan named until now; without it a role struck out would stay on the account.
	"""

	if not user or user in ("Administrator", "Guest") or not frappe.db.exists("User", user):
		return
	managed = (managed_roles(user) | dropped) - NEVER_ASSIGNED
	if not managed:
		return
	wanted = {a.peran for a in penugasan.appointments_of(user)} - NEVER_ASSIGNED
	held = set(frappe.get_all("Has Role", filters={"parent": user, "parenttype": "User"}, pluck="role"))
	add, remove = wanted - held, (managed - wanted) & held
	if not add and not remove:
		return
	doc = frappe.get_doc("User", user)
	if doc.role_profile_name:
		return  # Frappe sets the profile's roles and no others with every save; see profiled()
	doc.set("roles", [row for row in doc.roles if row.role not in remove])
	for role in sorted(add):
		doc.append("roles", {"role": role})
	frappe.flags.kinerja_role_sync = True
	try:
		# The person saving a Penugasan (Admin Kinerja) has no right on User.
		doc.save(ignore_permissions=True)  # the roles follow from the dates
	finally:
		frappe.flags.kinerja_role_sync = False
	if SITE_ADMIN not in held:
		_take_back_site_admin(user)


def sync_unit(unit: str) -> None:
	"""The accounts of everybody who is or was appointed to a unit whose last day has changed."""
	people = frappe.get_all(PENUGASAN, filters={"unit_kerja": unit}, pluck="pegawai", distinct=True)
	accounts = {"name": ["in", people or [""]], "user": ["is", "set"]}
	for user in frappe.get_all(PEGAWAI, filters=accounts, pluck="user"):
		sync_user(user)


def _take_back_site_admin(user: str) -> None:
	"""On a site whose only System Manager is the Administrator, Frappe makes one of whatever account is saved next."""
	given = {"parent": user, "parenttype": "User", "role": SITE_ADMIN}
	if frappe.db.exists("Has Role", given):
		frappe.db.delete("Has Role", given)
		frappe.clear_cache(user=user)


def managed_roles(user: str) -> set[str]:
	"""Roles named by any Penugasan of this account's Pegawai, whatever its dates."""
	pegawai = frappe.get_all(PEGAWAI, filters={"user": user}, pluck="name")
	return set().union(*map(roles_of_pegawai, pegawai))


def roles_of_pegawai(pegawai: str) -> set[str]:
	"""Roles named by any Penugasan of one person, whatever its dates; one without its second person manages nothing."""
	assignment, row = frappe.qb.DocType(PENUGASAN), frappe.qb.DocType(PERAN_PENUGASAN)
	found = (
		frappe.qb.from_(row)
		.join(assignment)
		.on((row.parent == assignment.name) & (row.parenttype == PENUGASAN))
		.select(row.peran)
		.distinct()
		.where(assignment.pegawai == pegawai)
		.where(assignment.persetujuan == penugasan.DISETUJUI)
	).run(pluck=True)
	return set(found)


def unheld_roles(kecamatan: str) -> list[str]:
	"""What the active workflows need and nobody with a working account holds in this kecamatan today.

	:return: a role, or `role (unit, unit)` where it is missing over some of the reporting units only; first the roles that an
	        account does not get because a Role Profile says what it has.
	"""
	held = _held_with_account(kecamatan)
	barred = kept_by_profile(held)
	held = [a for a in held if a not in barred]
	found = [
		_("{0} (akun {1} memakai Role Profile yang tidak memuatnya)").format(a.peran, a.user) for a in barred
	]
	for role, units in sorted(_needed(kecamatan).items()):
		mine = [a for a in held if a.peran == role]
		bare = [unit.name for unit in units if not any(a.covers(kecamatan, unit.name) for a in mine)]
		if bare:
			found.append(f"{role} ({', '.join(bare)})" if mine else role)
	return found


def _needed(kecamatan: str) -> dict[str, list]:
	"""Each role of the active workflows with the units over which it has work: the root, or every reporting unit."""

	root = frappe.get_all(UNIT_KERJA, filters={"name": kecamatan}, fields=["name"])
	reporting = reporting_units(kecamatan) or root
	needed: dict[str, list] = {}
	for doctype in GUARDED_DOCTYPES:
		units = reporting if frappe.get_meta(doctype).has_field("unit_kerja") else root
		for role in {row.allowed for row in transitions(doctype)} - {SYSTEM_ROLE}:
			known = needed.setdefault(role, [])
			known += [unit for unit in units if unit not in known]
	return needed


def _held_with_account(kecamatan: str) -> list:
	held = [a for a in penugasan.in_kecamatan(kecamatan) if a.user]
	enabled = set(
		frappe.get_all(
			"User", filters={"name": ["in", [a.user for a in held] or [""]], "enabled": 1}, pluck="name"
		)
	)
	return [a for a in held if a.user in enabled]


def kept_by_profile(held: list) -> list:
	"""Roles of appointments that the account has not got and cannot get: its Role Profile is an admin's decision."""
	users = [a.user for a in held] or [""]
	fixed = frappe.get_all(
		"User", filters={"name": ["in", users], "role_profile_name": ["is", "set"]}, pluck="name"
	)
	rows = frappe.get_all(
		"Has Role", filters={"parent": ["in", fixed or [""]], "parenttype": "User"}, fields=["parent", "role"]
	)
	given = {(row.parent, row.role) for row in rows}
	return [a for a in held if a.user in fixed and (a.user, a.peran) not in given]


def warn_about_gaps(kecamatan: str) -> None:
	"""Tell whoever changes an appointment that a role of the SOP is now without a person."""
	missing = unheld_roles(kecamatan)
	if missing:
		frappe.msgprint(
			_(
				"Peran berikut belum dipegang siapa pun di {0} per {1}: {2}. Langkah SOP yang memerlukannya akan terhenti."
			).format(kecamatan, frappe.utils.formatdate(clock.today()), ", ".join(missing)),
			title=_("Peran tanpa pemegang"),
			indicator="orange",
		)

	bare = headless_units(kecamatan)
	if bare:
		frappe.msgprint(
			_(
				"Unit berikut mempunyai penugasan, tetapi tidak ada yang jabatannya sesuai dengan Sebutan Kepala: {0}. Kertasnya tercetak tanpa nama kepala."
			).format(", ".join(bare)),
			title=_("Unit tanpa kepala"),
			indicator="orange",
		)


def headless_units(kecamatan: str) -> list[str]:
	"""`unit (sebutan kepala)` of units where people are appointed and none of them as the head."""
	peopled = {a.unit_kerja for a in penugasan.in_kecamatan(kecamatan)}
	units = frappe.get_all(
		UNIT_KERJA,
		filters={"name": ["in", sorted(peopled) or [""]], "sebutan_kepala": ["is", "set"]},
		fields=["name", "sebutan_kepala"],
		order_by="lft",
	)
	return [f"{unit.name} ({unit.sebutan_kepala})" for unit in units if not penugasan.heads_of(unit.name)]


def notify_gaps() -> None:
	"""A Notification Log for each office admin while a role of their kecamatan has no holder."""
	for kecamatan in frappe.get_all(UNIT_KERJA, filters={"jenis": ROOT_UNIT}, pluck="name"):
		missing = unheld_roles(kecamatan)
		for user in {a.user for a in penugasan.in_kecamatan(kecamatan) if a.peran == ADMIN_ROLE and a.user}:
			if missing:
				_notify(user, kecamatan, missing)


def _notify(user: str, kecamatan: str, missing: list[str]) -> None:
	frappe.get_doc(
		{
			"doctype": "Notification Log",
			"for_user": user,
			"type": "Alert",
			"document_type": UNIT_KERJA,
			"document_name": kecamatan,
			"subject": _("Peran tanpa pemegang di {0}: {1}").format(kecamatan, ", ".join(missing)),
		}
	).insert(ignore_permissions=True)  # a notice of the system, not of a person
