"""The nine steps over HTTP, each by the right person."""

import frappe


def test_nine_steps_by_the_right_people(sop):
	sop.all()
	frappe.db.rollback()
	entries = frappe.get_all(
		"Catatan Tahapan",
		filters={"disposisi": sop.disposisi, "hasil": "Selesai"},
		fields=["langkah", "pelaku", "unit_kerja", "putaran", "versi"],
		order_by="creation",
	)
	office = sop.office
	expected = {
		1: "camat",
		2: "sekcam",
		3: "pek",
		4: "pek",
		7: "pek",
		8: "sekcam",
		9: f"jp:{office.recap_unit}",
	}
	for step, key in expected.items():
		assert {e.pelaku for e in entries if e.langkah == step} == {office.people[key]}, step
	for step in (5, 6):
		who = {e.unit_kerja: e.pelaku for e in entries if e.langkah == step}
		assert who == {unit: office.people[f"jp:{unit}"] for unit in office.units}
	assert {e.langkah for e in entries} == set(range(1, 10))
	assert frappe.db.get_value("Disposisi", sop.disposisi, "workflow_state") == "Selesai"
	recap = frappe.get_doc("Rekap Kinerja", sop.recap())
	assert recap.workflow_state == "Final"
	assert (recap.unit_masuk, recap.unit_total) == (2, 2)
	# 19/20 in both units against 90 %: recomputed from the sums, capped nowhere.
	ratio = [row for row in recap.baris if row.tingkat == "IKU"]
	assert [row.realisasi_teks for row in ratio] == ["95", "95"]
	assert {row.capaian_teks for row in ratio} == {"105,56 %"}
	# The timeline names who set a move of the system off.
	forms = frappe.get_all("Format Data Kinerja", filters={"disposisi": sop.disposisi}, pluck="name")
	moved = frappe.get_all(
		"Comment",
		filters={
			"reference_name": ["in", forms],
			"comment_type": "Workflow",
			"content": ["like", "%otomatis%"],
		},
		fields=["owner", "comment_email"],
	)
	assert {(row.owner, row.comment_email) for row in moved} == {(office.people["pek"], office.people["pek"])}
