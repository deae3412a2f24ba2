"""before_uninstall: what Frappe leaves behind of an app is taken along; evidence (files, PDFs) stays."""

import frappe
import frappe.permissions
from frappe import _

from kinerja_kecamatan.base import roles
from kinerja_kecamatan.base.doctypes import GUARDED_DOCTYPES
from kinerja_kecamatan.setup import masters, registry, scripts
from kinerja_kecamatan.sop.workflow import GERAK_FIELD
from kinerja_kecamatan.step_log import anchors


def before_uninstall() -> None:
	"""Only while Frappe takes the app away: a job or a template that names this function takes nothing."""
	if not frappe.flags.in_uninstall:
		frappe.throw(_("Hanya dijalankan saat aplikasi dilepas."), frappe.PermissionError)
	remove_workflows()
	remove_scripts()
	remove_permissions()
	frappe.db.delete("Custom Field", {"dt": "Workflow Transition", "fieldname": GERAK_FIELD})
	remove_roles()
	remove_settings_and_jobs()
	anchors.set_aside()


def remove_workflows() -> None:
	for doctype in GUARDED_DOCTYPES:
		for name in frappe.get_all("Workflow", filters={"document_type": doctype}, pluck="name"):
			frappe.delete_doc("Workflow", name, force=True, ignore_permissions=True)  # by a site admin
		frappe.db.delete("Workflow Action", {"reference_doctype": doctype})


def remove_scripts() -> None:
	for seed in scripts.shipped():
		if name := scripts.standing_script(seed["api_method"]):
			frappe.delete_doc("Server Script", name, force=True, ignore_permissions=True)  # as above


def remove_permissions() -> None:
	"""Those on DocTypes of the app, and those that a role of its making has elsewhere. A role that was there before keeps
	what it has on DocTypes of others, but for the picking of roles (install.py)."""
	ours = frappe.get_all("DocType", filters={"module": "Kinerja Kecamatan"}, pluck="name")
	frappe.db.delete("Custom DocPerm", {"parent": ["in", ours or [""]]})
	made = {"role": ["in", masters.made_roles() or [""]]}
	touched = {"Role", *frappe.get_all("Custom DocPerm", filters=made, pluck="parent", distinct=True)}
	frappe.db.delete("Custom DocPerm", made)
	if registry.find_seed("Custom DocPerm", roles.ADMIN_ROLE):
		frappe.db.delete("Custom DocPerm", {"parent": "Role", "role": roles.ADMIN_ROLE})
	for doctype in touched - set(ours):
		drop_plain_copy(doctype)


def drop_plain_copy(doctype: str) -> None:
	"""add_permission had copied a DocType's own permissions; a copy that says nothing new would only freeze them."""
	if _permissions(doctype, "Custom DocPerm") == _permissions(doctype, "DocPerm"):
		frappe.db.delete("Custom DocPerm", {"parent": doctype})
		frappe.clear_cache(doctype=doctype)


def _permissions(doctype: str, kind: str) -> list[tuple]:
	fields = ["role", "permlevel", "if_owner", *frappe.permissions.rights]
	rows = frappe.get_all(kind, filters={"parent": doctype}, fields=fields)
	return sorted((row.role, *(int(row[field] or 0) for field in fields[1:])) for row in rows)


def remove_roles() -> None:
	"""The roles of the app's making go from every account and then go themselves."""
	for role in masters.made_roles():
		frappe.db.delete("Has Role", {"role": role})
		if frappe.db.exists("Role", role):
			frappe.delete_doc("Role", role, force=True, ignore_permissions=True)  # as above


def remove_settings_and_jobs() -> None:
	"""A single DocType's values outlive it, and a next install would take them for an admin's."""
	for doctype in frappe.get_all(
		"DocType", filters={"module": "Kinerja Kecamatan", "issingle": 1}, pluck="name"
	):
		frappe.db.delete("Singles", {"doctype": doctype})
	frappe.db.delete("Scheduled Job Type", {"method": ["like", "kinerja_kecamatan.%"]})
