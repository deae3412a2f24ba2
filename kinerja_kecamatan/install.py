"""Entry points of bench install-app and bench migrate."""

import frappe
from frappe.custom.doctype.custom_field.custom_field import create_custom_fields
from frappe.permissions import add_permission
from frappe.utils.password import get_encryption_key

from kinerja_kecamatan.base import roles
from kinerja_kecamatan.setup import masters, registry, scripts, workflows
from kinerja_kecamatan.sop.workflow import (
	GERAK_BATALKAN,
	GERAK_BUKA,
	GERAK_FIELD,
	GERAK_KEMBALIKAN,
	GERAK_TARIK,
)

CUSTOM_FIELDS = {
	"Workflow Transition": [
		{
			"fieldname": GERAK_FIELD,
			"label": "Jenis Gerak",
			"fieldtype": "Select",
			"options": "\n".join(["", GERAK_KEMBALIKAN, GERAK_TARIK, GERAK_BUKA, GERAK_BATALKAN]),
			"insert_after": "allow_self_approval",
			"in_list_view": 1,
			"columns": 1,
			"module": "Kinerja Kecamatan",
			"description": "Kosong: maju. Kembalikan, Buka Kembali dan Batalkan meminta alasan.",
		}
	]
}


def after_install() -> None:
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
	make_custom_fields()
	workflows.sync()
	scripts.sync()
	masters.make_sop()
	masters.make_scale()
	masters.make_settings()
	let_admin_pick_roles()
	get_encryption_key()  # made once, before several web workers could make one each; it seals the log's chain


def make_custom_fields() -> None:
	"""Jenis Gerak; only its choices are the app's, an admin's label or place of it stays. Writing it commits (DDL)."""
	for doctype, fields in CUSTOM_FIELDS.items():
		for field in fields:
			known = frappe.db.get_value(
				"Custom Field", {"dt": doctype, "fieldname": field["fieldname"]}, ["name", "options"]
			)
			if not known:
				create_custom_fields({doctype: [field]}, ignore_validate=True)
				frappe.clear_cache(doctype=doctype)
			elif known[1] != field["options"]:
				frappe.db.set_value("Custom Field", known[0], "options", field["options"])
				frappe.clear_cache(doctype=doctype)


def let_admin_pick_roles() -> None:
	"""Admin Kinerja names roles on a Penugasan; Frappe lets only System Manager read the list of roles."""
	if not frappe.db.exists("Custom DocPerm", {"parent": "Role", "role": roles.ADMIN_ROLE}):
		add_permission("Role", roles.ADMIN_ROLE, 0, ptype="select")
		registry.record_seed("Custom DocPerm", roles.ADMIN_ROLE, "Role", registry.fingerprint("select"))
