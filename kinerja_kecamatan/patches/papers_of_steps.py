"""SOPs from before the archive: each step gets the papers that the shipped SOP names for its activity."""

import json

import frappe

from kinerja_kecamatan.setup import masters


def execute() -> None:
	"""Only SOPs that name no paper at all; where one does, an admin has decided about the rest."""
	seed = json.loads(masters.SOP_SEED.read_text())
	papers = {row["kegiatan"]: row["kertas"] for row in seed["langkah"]}
	for sop in frappe.get_all("SOP", pluck="name"):
		rows = frappe.get_all("Langkah SOP", filters={"parent": sop}, fields=["name", "kegiatan", "kertas"])
		if any(row.kertas for row in rows):
			continue
		for row in rows:
			if row.kegiatan in papers:
				frappe.db.set_value(
					"Langkah SOP", row.name, "kertas", papers[row.kegiatan], update_modified=False
				)
		frappe.clear_document_cache("SOP", sop)
