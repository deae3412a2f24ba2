"""An account without any role: what it can write, everybody can."""

import frappe
from frappe.utils.password import update_password

from kinerja_kecamatan.demo.client import Person
from tests.support.environment import Environment
from tests.support.office import PASSWORD, _account

EVERYBODY = ("All", "Desk User", "Guest")


def no_roles(env: Environment) -> Person:
	"""Insert and commit one, with the share on itself that every account has, and log it in."""
	email = f"tanpa-peran-{frappe.generate_hash(length=8)}@uji.test"
	_account(email, "tanpa peran", [])
	update_password(email, PASSWORD)
	share = frappe.get_doc(
		{"doctype": "DocShare", "share_doctype": "User", "share_name": email, "user": email}
	)
	share.update({"read": 1, "write": 1, "share": 1})
	share.db_insert()
	frappe.db.commit()
	return Person(env.url, env.site, email, PASSWORD, "tanpa peran")


def written_by_everybody() -> list[str]:
	"""DocTypes of others that such an account may create or write by the installed Frappe's own permissions."""
	found = {"User"}
	for right in ("create", "write"):
		filters = {"role": ["in", EVERYBODY], right: 1, "permlevel": 0}
		found |= set(frappe.get_all("DocPerm", filters=filters, pluck="parent"))
	return sorted(doctype for doctype in found if not frappe.get_meta(doctype).issingle)
