"""Units were text, in as many spellings as there were typists; now they are a master (Satuan), and scales of words another.

Each indicator's unit is written as its master writes it; one that nobody knows gets a Satuan of its own. Rows of Formats and recaps, and
agreements that were signed, keep the word that they printed: every spelling is known for the unit that it is.
"""

import frappe

from kinerja_kecamatan.base.doctypes import GUARDED_DOCTYPES
from kinerja_kecamatan.office import measures, role_permissions
from kinerja_kecamatan.setup import masters

JOINED = ("Satuan", "Skala Nilai")


def execute() -> None:
	masters.make_units()
	for row in frappe.get_all("Indikator Kinerja", fields=["name", "satuan"], order_by="creation, name"):
		text = " ".join((row.satuan or "").split())
		name = _unit(text) if text else None
		if name and name != row.satuan:
			frappe.db.set_value("Indikator Kinerja", row.name, "satuan", name, update_modified=False)
	active = {"document_type": ["in", GUARDED_DOCTYPES], "is_active": 1}
	for workflow in frappe.get_all("Workflow", filters=active, pluck="name"):
		role_permissions.grant_rights(frappe.get_doc("Workflow", workflow), JOINED)


def _unit(text: str) -> str | None:
	"""The name of the unit that is written so; of one that there was not, made now. None where it can be no name."""
	if known := measures.units().find(text):
		return known.nama
	values = {"doctype": "Satuan", "nama": text, "jenis": "Desimal"}
	try:
		return frappe.get_doc(values).insert(ignore_permissions=True).name  # migrate
	except frappe.ValidationError:
		frappe.clear_last_message()
		return None
