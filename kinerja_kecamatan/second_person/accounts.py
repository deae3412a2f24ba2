"""Accounts behind people: which one a Pegawai may name, and who may change an account that signs.

Frappe of 2023 asks for a right on User as a whole before it renames or merges one, and every account has such a right on its
own entry: anybody could rename the account of a head. Release 15.55 asks for the entry, and lets an account rename itself.
"""

import frappe
from frappe import _

from kinerja_kecamatan.access import acting
from kinerja_kecamatan.access.scope import is_site_admin
from kinerja_kecamatan.base import doctypes
from kinerja_kecamatan.base.doctypes import PEGAWAI
from kinerja_kecamatan.exceptions import KinerjaError, MoveRefused
from kinerja_kecamatan.guard.rules import steps_aside
from kinerja_kecamatan.office import role_sync
from kinerja_kecamatan.second_person import record, roles

NOBODYS = frozenset({"Administrator", "Guest"})
# What every account has without being given it.
OF_EVERYBODY = frozenset({"All", "Guest", "Desk User"})
# What says whose account it is, and lets somebody in as its holder.
DECIDING = (
	"email",
	"enabled",
	"username",
	"mobile_no",
	"new_password",
	"reset_password_key",
	"api_key",
	"api_secret",
	"role_profile_name",
	"user_type",
)
TABLES = {"roles": ("role",), "social_logins": ("provider", "userid"), "role_profiles": ("role_profile",)}


def check_claim(doc) -> None:
	"""Called while a Pegawai is being saved: the account that it newly names is one that nobody else lives by."""
	stored = doc.get_doc_before_save()
	if not doc.user or (stored and stored.user == doc.user) or steps_aside():
		return
	account = frappe.db.get_value("User", doc.user, ["name", "enabled"], as_dict=True)
	if not account or account.name != doc.user or account.name in NOBODYS:
		_refuse_claim(_("{0} bukan akun seorang pegawai.").format(frappe.utils.escape_html(doc.user)))
	if frappe.db.exists(PEGAWAI, {"user": account.name, "name": ["!=", doc.name or ""]}):
		_refuse_claim(_("Akun {0} sudah dipakai pegawai lain.").format(account.name))
	if is_site_admin(acting.real_user()):
		return
	if not account.enabled:
		_refuse_claim(
			_("Akun {0} tidak aktif. Mintalah administrator situs mengaktifkannya.").format(account.name)
		)
	more = _roles_of(account.name) - role_sync.roles_of_pegawai(doc.name or "") - OF_EVERYBODY
	if more:
		_refuse_claim(
			_(
				"Akun {0} memegang peran yang tidak berasal dari penugasan pegawai ini; hanya administrator situs yang dapat memasangkannya."
			).format(account.name)
		)


def before_user_change(doc, method=None) -> None:
	"""Hook User.before_validate: whose account it is and how one gets in, of an account that signs, is for its holder and the
	site's administrators, whatever other rights on User a site has given."""
	user = frappe.session.user
	if doc.is_new() or user in (doc.name, "Guest") or steps_aside():
		return
	if doc.flags.ignore_permissions or frappe.flags.kinerja_role_sync:
		return  # a program's own doing, such as roles that follow a Penugasan
	changed = _changed_access(doc)
	if not changed or not may_sign(doc.name):
		return
	if not is_site_admin(user):
		frappe.throw(
			_(
				"{0} adalah akun penanda tangan; hanya pemiliknya dan administrator situs yang mengubahnya."
			).format(doc.name),
			MoveRefused,
		)
	doc.flags.kinerja_akses = changed


def after_user_change(doc, method=None) -> None:
	"""Hook User.on_update: what an administrator changed of how one gets into an account that signs stands in the log."""
	changed = doc.flags.pop("kinerja_akses", None)
	if not changed:
		return
	held = {row.kecamatan for row in roles.held_by(frappe.db.get_value(PEGAWAI, {"user": doc.name}))}
	record.access_changed(doc.name, changed, filter(roles.is_set_up, held))


def before_user_rename(doc, method, old: str, new: str, merge: bool = False) -> None:
	"""Hook User.before_rename: an account is renamed by the site's administrators; one that the app knows is never merged."""
	if steps_aside():
		return
	if not is_site_admin(frappe.session.user):
		frappe.throw(_("Nama akun hanya diganti oleh administrator situs."), MoveRefused)
	if merge:
		for account in (old, new):
			if frappe.db.exists(PEGAWAI, {"user": account}) or frappe.db.exists(
				doctypes.LOG, {"pelaku": account}
			):
				frappe.throw(
					_(
						"Akun {0} dipakai pegawai atau tercatat pada Catatan Tahapan dan tidak digabungkan."
					).format(account),
					KinerjaError,
				)


def may_sign(user: str) -> bool:
	"""Whether an account's person may sign, now or from an appointment to come."""
	return bool(roles.held_by(frappe.db.get_value(PEGAWAI, {"user": user})))


def _roles_of(user: str) -> set[str]:
	return set(frappe.get_all("Has Role", filters={"parent": user, "parenttype": "User"}, pluck="role"))


def _changed_access(doc) -> list[str]:
	"""Labels of the fields that say whose account it is or let somebody in, and are others now."""
	stored = doc.get_doc_before_save()
	before, after = _access_of(stored) if stored else {}, _access_of(doc)
	return [_(doc.meta.get_label(field)) for field in after if after[field] != before.get(field)]


def _access_of(doc) -> dict:
	said: dict = {field: doc.get(field) or None for field in DECIDING}
	for table, columns in TABLES.items():
		said[table] = sorted([str(row.get(column)) for column in columns] for row in doc.get(table) or [])
	return said


def _refuse_claim(message: str) -> None:
	frappe.throw(message, KinerjaError, title=_("Akun tidak dapat dipasangkan"))
