"""Names of roles are compared exactly, and no second role may look like one that the workflows use.

The database takes `camat`, `Camat ` and `Çamat` for one name, people take a Cyrillic С for a C: a role is known by the exact
text of its record, and a new record that reads like one of the roles that count is refused.
"""

from collections.abc import Iterable

import frappe
from frappe import _

from kinerja_kecamatan.base.roles import NEVER_ASSIGNED
from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.rules.look_alikes import looks_like, skeleton
from kinerja_kecamatan.sop.workflow import assignable_roles


def kept_roles() -> set[str]:
	"""Roles that no other may look like: those of the workflows and of the app, and Frappe's own that mean power."""
	return assignable_roles() | NEVER_ASSIGNED


def check_role_name(role: str | None) -> None:
	"""Refuse a role that is not, letter by letter, the name of a Role."""
	known = role and frappe.db.get_value("Role", role, "name")
	if role and known != role:
		frappe.throw(
			_("Peran {0} tidak ada. Nama peran ditulis persis, huruf besar dan spasi juga.").format(
				frappe.bold(frappe.utils.escape_html(role))
			),
			KinerjaError,
		)


def check_named(roles: Iterable[str]) -> None:
	"""The roles that a workflow names: each exists, exactly, and none looks like another one that counts."""
	named = set(roles) - {None, ""}
	for role in sorted(named):
		check_role_name(role)
		_refuse_look_alike(role, named | kept_roles())


def before_write(
	doc, method=None, old: str | None = None, new: str | None = None, merge: bool = False
) -> None:
	"""Hook of Role: validate, and before_rename, where the new name counts and nothing is merged away."""
	if frappe.flags.in_install or frappe.flags.in_uninstall:
		return
	others = kept_roles() - {old}
	if merge and {old, new} & kept_roles():
		frappe.throw(
			_("Peran {0} dipakai alur SOP dan tidak digabungkan dengan peran lain.").format(
				old if old in kept_roles() else new
			),
			KinerjaError,
		)
	name = new or doc.name or doc.role_name
	if name in others:
		return
	_refuse_look_alike(name, others)


def _refuse_look_alike(name: str, others: set[str]) -> None:
	twin = next((role for role in sorted(others) if looks_like(name, role)), None)
	if twin or not skeleton(name):
		frappe.throw(
			_("Nama peran {0} terbaca sama dengan peran {1}. Pilih nama yang jelas berbeda.").format(
				frappe.bold(frappe.utils.escape_html(name)), frappe.bold(twin or "-")
			),
			KinerjaError,
			title=_("Nama peran menyerupai peran lain"),
		)
