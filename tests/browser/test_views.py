"""The pages around the forms open, say what they should, and complain about nothing."""

import frappe

from tests.support.sop_run import DISPOSISI, FORMAT, RAPAT, REKAP


def test_meeting_recap_and_lists(sop, at_desk):
	sop.order()
	sop.pass_on()
	sop.send_forms()
	pek = at_desk(sop.office.people["pek"])
	pek.visit("kinerja-kecamatan")
	pek.page.get_by_text("Pengumpulan Data Kinerja").first.wait_for()
	assert pek.form.get_by_text("Perjanjian Kinerja", exact=True).is_visible()
	pek.picture("ruang-kerja", full=True)

	pek.open(DISPOSISI, sop.disposisi)
	pek.form.get_by_role("button", name="Catat Rapat").click()
	pek.page.wait_for_function(
		"name => window.cur_frm && cur_frm.doctype === 'Rapat Kinerja' && cur_frm.doc.disposisi === name",
		arg=sop.disposisi,
	)
	pek.settled()
	pek.type_into("tanggal", "01-04-2021")
	pek.type_into("waktu_mulai", "10:00:00")
	pek.save()
	pek.form.get_by_role("button", name="Tandai Semua Hadir").click()
	pek.type_into("waktu_selesai", "10:50:00")
	pek.type_into("keputusan", "Sepakat.")
	pek.save()
	pek.picture("rapat", full=True)
	frappe.db.rollback()
	meeting = frappe.get_last_doc(RAPAT, {"disposisi": sop.disposisi})
	assert {row.kehadiran for row in meeting.kehadiran} == {"Hadir"}
	assert len(meeting.kehadiran) == len(sop.office.units)

	pek.form.get_by_role("button", name="Buka Disposisi").click()
	pek.page.wait_for_function("() => cur_frm.doctype === 'Disposisi'")
	pek.act("Tetapkan Hasil Rapat")
	pek.wait_for_state("Format Dibahas")

	for unit in sop.office.units:
		sop.unit_through(unit)
	sop.finalize()
	pek.open(REKAP, sop.recap())
	pek.form.get_by_role("button", name="Unduh").click()
	with pek.context.expect_event("response", lambda answer: "excel.recap.unduh" in answer.url) as download:
		pek.form.locator(".dropdown-menu:visible").get_by_text("Excel").click()
	assert download.value.status == 200
	assert f"{sop.recap()}.xlsx" in download.value.headers["content-disposition"]
	pek.picture("rekap-kecamatan", full=True)
	pek.open(DISPOSISI, sop.disposisi)
	# The form had been open before: it notices that the document has moved on.
	pek.wait_for_state("Selesai")
	pek.form.locator(".kinerja-langkah .indicator-pill").nth(8).wait_for()
	assert pek.form.locator(".kinerja-langkah tbody tr").count() == 9
	pek.picture("disposisi-selesai", full=True)

	for doctype in (DISPOSISI, FORMAT, REKAP, "Catatan Tahapan"):
		pek.go("List", doctype, "List")
		pek.page.wait_for_function("d => cur_list && cur_list.doctype === d && cur_list.data.length", arg=doctype)
		pek.settled()
		pek.picture(f"daftar-{frappe.scrub(doctype)}")


def test_admin_pages(env, sop, at_desk):
	admin = at_desk("Administrator", env.admin_password)
	admin.visit("pengaturan-kinerja")
	table = admin.form.locator('[data-fieldname="keadaan_alur"] table')
	table.locator("tbody tr").nth(2).wait_for()
	assert table.locator("tbody tr").count() == 3
	assert table.get_by_text("Bawaan", exact=True).count() == 3
	assert not table.get_by_role("button").count()
	admin.picture("pengaturan", full=True)
	admin.go("Tree", "Unit Kerja")
	root = admin.form.locator(".tree").get_by_text(f"Kecamatan {sop.office.root}", exact=False).first
	root.click()
	admin.form.locator(".tree").get_by_text("Sekretariat SEK", exact=False).first.wait_for()
	admin.settled()
	admin.picture("unit-kerja")
	workflow = frappe.db.get_value("Workflow", {"document_type": DISPOSISI, "is_active": 1})
	admin.go("Form", "Workflow", workflow)
	admin.form.get_by_text("semua kecamatan pada situs ini").wait_for()
	admin.picture("alur-kerja")
