"""Fixtures: what the app owns and no admin edits. Frappe imports them at install and anew at every migrate."""

import frappe
from frappe.utils.fixtures import sync_fixtures

APP, MODULE = "kinerja_kecamatan", "Kinerja Kecamatan"
# Of a Custom Field of ours; all else (label, place, help, width) is an admin's once it is there.
APPS_OWN = ("dt", "fieldname", "fieldtype", "options", "module")


def bring_fixtures() -> None:
	"""Frappe brings them only after an app's after_install, whose workflows need them."""
	sync_fixtures(APP)


def keep_admins_words(doc, method=None) -> None:
	"""Before a Custom Field of ours is imported over the one that stands: what an admin has made of it stays."""
	if doc.module != MODULE or not frappe.db.exists("Custom Field", doc.name):
		return
	known = frappe.get_doc("Custom Field", doc.name)
	for field in doc.meta.fields:
		if field.fieldname not in APPS_OWN:
			doc.set(field.fieldname, known.get(field.fieldname))
