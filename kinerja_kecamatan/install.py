"""Entry points of bench install-app and bench migrate."""

import frappe
from frappe.custom.doctype.custom_field.custom_field import create_custom_fields
from frappe.permissions import add_permission

from kinerja_kecamatan.flow.workflow import GERAK_BATALKAN, GERAK_BUKA, GERAK_FIELD, GERAK_KEMBALIKAN, GERAK_TARIK
from kinerja_kecamatan.seeding import masters, workflows

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
	put_in_place()


def put_in_place() -> None:
	"""Everything the app brings beside its DocTypes; what is there already, in whatever form, is left alone."""
	masters.make_roles()
	create_custom_fields(CUSTOM_FIELDS, ignore_validate=True)
	frappe.clear_cache(doctype="Workflow Transition")
	workflows.sync()
	masters.make_sop()
	masters.make_scale()
	masters.make_settings()
	let_admin_pick_roles()


def let_admin_pick_roles() -> None:
	"""Admin Kinerja names roles on a Penugasan; Frappe lets only System Manager read the list of roles."""
	if not frappe.db.exists("Custom DocPerm", {"parent": "Role", "role": masters.ADMIN_ROLE}):
		add_permission("Role", masters.ADMIN_ROLE, 0, ptype="select")
