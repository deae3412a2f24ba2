"""What joined the DocTypes that everybody of the SOP reads, after admins had put roles of their own into the workflows.

Such a role got its rights when its workflow was saved; shipped permissions know nothing of it. Only what joined is granted:
what an admin has taken from a role of the other DocTypes stays taken.
"""

import frappe

from kinerja_kecamatan.base.doctypes import GUARDED_DOCTYPES
from kinerja_kecamatan.office import role_permissions

JOINED = ("Usulan Perubahan", "Arsip Kertas", "Program Kegiatan")


def execute() -> None:
	active = {"document_type": ["in", GUARDED_DOCTYPES], "is_active": 1}
	for name in frappe.get_all("Workflow", filters=active, pluck="name"):
		role_permissions.grant_rights(frappe.get_doc("Workflow", name), JOINED)
