"""Entry points of bench install-app and bench migrate."""

import frappe
from frappe.permissions import add_permission
from frappe.utils.password import get_encryption_key

from kinerja_kecamatan.base import roles
from kinerja_kecamatan.setup import fixtures, masters, registry, scripts, workflows


def after_install() -> None:
	fixtures.bring_fixtures()
	put_in_place()


def after_migrate() -> None:
	forget_shipped_permissions()
	put_in_place()


def forget_shipped_permissions() -> None:
	"""While patches run Frappe leaves Custom DocPerms out of what it knows of a DocType, and keeps that in its cache: after an
	update nobody would have the rights that admins have given, and everybody those that they have taken."""
	for doctype in set(frappe.get_all("Custom DocPerm", pluck="parent")):
		frappe.clear_cache(doctype=doctype)


def put_in_place() -> None:
	"""Everything the app brings beside its DocTypes; what is there already, in whatever form, is left alone."""
	masters.make_roles()
	workflows.sync()
	scripts.sync()
	masters.make_sop()
	masters.make_scale()
	masters.make_nomenclature()
	masters.make_units()
	masters.make_settings()
	let_admin_pick_roles()
	get_encryption_key()  # made once, before several web workers could make one each; it seals the log's chain


def let_admin_pick_roles() -> None:
	"""Admin Kinerja names roles on a Penugasan; Frappe lets only System Manager read the list of roles."""
	if not frappe.db.exists("Custom DocPerm", {"parent": "Role", "role": roles.ADMIN_ROLE}):
		add_permission("Role", roles.ADMIN_ROLE, 0, ptype="select")
		registry.record_seed("Custom DocPerm", roles.ADMIN_ROLE, "Role", registry.fingerprint("select"))
