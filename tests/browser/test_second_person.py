"""A change of who signs, in the desk: the admin is told that it waits, the second person decides with one click."""

import frappe
import pytest

from tests.browser.desk import Desk
from tests.support.office import add_person

pytestmark = pytest.mark.full

NIP = "198001012005011002"


def show(desk: Desk, doctype: str, name: str) -> None:
	desk.go("Form", doctype, name)
	desk.page.wait_for_function(
		"([doctype, name]) => window.cur_frm && cur_frm.doctype === doctype && cur_frm.doc.name === name",
		arg=[doctype, name],
	)
	desk.settled()


def test_a_plh_is_proposed_and_confirmed(own_sop, at_desk):
	run = own_sop()
	office, section = run.office, run.office.units[0]
	admin = add_person(office, "admin", "Pengelola", office.root, [("Admin Kinerja", "Kecamatan")])
	frappe.db.commit()
	run.order()
	person, clerk = office.pegawai["sekcam"], office.people[f"jp:{section}"]
	values = {"pegawai": office.pegawai[f"jp:{section}"], "jabatan": "Camat", "jenis": "Plh."}
	values |= {"unit_kerja": office.root, "berlaku_mulai": frappe.utils.today(), "nomor_sk": "800/7/2026"}
	plh = run.person("admin").insert(
		"Penugasan", **values, peran=[{"peran": "Camat", "lingkup": "Kecamatan"}]
	)["name"]

	desk = at_desk(admin, at=f"penugasan/{plh}")
	show(desk, "Penugasan", plh)
	assert "menunggu persetujuan orang kedua" in desk.message
	desk.picture("orang-kedua-pengusul")
	show(desk, "Pegawai", person)
	desk.type_into("nip", NIP)
	desk.form.locator(".primary-action:visible").click()
	desk.dialog.wait_for()
	assert "disetujui orang kedua" in desk.dialog.inner_text() and "Uji camat" in desk.dialog.inner_text()
	desk.picture("orang-kedua-disimpan")
	desk.close_dialog()
	assert not desk.page.evaluate("() => cur_frm.doc.nip")
	usulan = desk.page.evaluate("() => cur_frm.doc.__onload.usulan")
	show(desk, "Usulan Perubahan", usulan)
	assert "Uji camat" in desk.message
	assert not desk.form.locator(".primary-action:visible", has_text="Setujui").count()
	desk.picture("orang-kedua-usulan-pengusul")

	camat = at_desk(office.people["camat"], at="usulan-perubahan")
	camat.page.wait_for_function("() => window.cur_list && cur_list.data && cur_list.data.length === 2")
	camat.settled()
	camat.picture("orang-kedua-daftar")
	frappe.db.rollback()
	proposal = frappe.db.get_value("Usulan Perubahan", {"dokumen": plh})
	show(camat, "Usulan Perubahan", proposal)
	camat.picture("orang-kedua-pemutus")
	camat.form.locator(".primary-action:visible", has_text="Setujui").click()
	camat.page.wait_for_function("() => cur_frm.doc.status === 'Disetujui'")
	camat.settled()
	camat.picture("orang-kedua-disetujui")
	show(camat, "Usulan Perubahan", usulan)
	camat.form.get_by_role("button", name="Tolak", exact=True).click()
	camat.dialog.locator('textarea[data-fieldname="alasan"]').fill("NIP itu milik orang lain")
	camat.dialog.get_by_role("button", name="Tolak", exact=True).click()
	camat.page.wait_for_function("() => cur_frm.doc.status === 'Ditolak'")
	camat.settled()

	frappe.db.rollback()
	assert frappe.db.get_value("Penugasan", plh, "persetujuan") == "Disetujui"
	assert "Camat" in frappe.get_all("Has Role", {"parent": clerk}, pluck="role")
	assert not frappe.db.get_value("Pegawai", person, "nip")
	told = frappe.get_all("Notification Log", {"for_user": clerk}, pluck="document_name")
	assert told == [proposal]
