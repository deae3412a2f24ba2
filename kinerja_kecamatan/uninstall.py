"""before_uninstall: what Frappe leaves behind of an app is taken along; evidence (files, PDFs) stays."""

import frappe

from kinerja_kecamatan.flow.workflow import GERAK_FIELD, GUARDED_DOCTYPES
from kinerja_kecamatan.seeding import masters


def before_uninstall() -> None:
	remove_workflows()
	remove_permissions()
	frappe.db.delete("Custom Field", {"dt": "Workflow Transition", "fieldname": GERAK_FIELD})
	remove_roles()


def remove_workflows() -> None:
	for doctype in GUARDED_DOCTYPES:
		for name in frappe.get_all("Workflow", filters={"document_type": doctype}, pluck="name"):
			frappe.delete_doc("Workflow", name, force=True, ignore_permissions=True)  # uninstall, by a site admin
		frappe.db.delete("Workflow Action", {"reference_doctype": doctype})


def remove_permissions() -> None:
	ours = frappe.get_all("DocType", filters={"module": "Kinerja Kecamatan"}, pluck="name")
	frappe.db.delete("Custom DocPerm", {"parent": ["in", ours or [""]]})
	frappe.db.delete("Custom DocPerm", {"role": ["in", list(masters.SHIPPED_ROLES)]})


def remove_roles() -> None:
	"""The app's roles go from every account and then go themselves."""
	for role in masters.SHIPPED_ROLES:
		frappe.db.delete("Has Role", {"role": role})
		if frappe.db.exists("Role", role):
			frappe.delete_doc("Role", role, force=True, ignore_permissions=True)  # as above
