"""A closed Perjanjian Kinerja in the desk: nothing of it is typed into, and a Ralat is proposed with a few clicks."""

import frappe
import pytest

from tests.browser.desk import Desk
from tests.browser.test_second_person import show
from tests.support.office import add_person

pytestmark = pytest.mark.full
PK = "Perjanjian Kinerja"


def test_a_closed_agreement_is_read_and_corrected_by_two(own_sop, at_desk):
	run = own_sop()
	office, unit = run.office, run.office.units[0]
	admin = add_person(office, "admin", "Pengelola", office.root, [("Admin Kinerja", "Kecamatan")])
	frappe.db.commit()
	name = frappe.db.get_value(PK, {"unit_kerja": unit, "tahun": office.tahun})
	desk: Desk = at_desk(admin, at=f"perjanjian-kinerja/{name}")
	show(desk, PK, name)
	readable = "() => cur_frm.fields.filter(f => f.df.fieldname && f.df.read_only !== 1 && f.disp_status === 'Write').map(f => f.df.fieldname)"
	assert desk.page.evaluate(readable) == ["pindaian"]
	desk.picture("perjanjian-tertutup")
	desk.form.get_by_role("button", name="Ajukan Ralat", exact=True).click()
	desk.dialog.wait_for()
	desk.dialog.locator(".grid-add-row").click()
	row = desk.dialog.locator(".grid-body .grid-row").first
	row.locator('[data-fieldname="sel"]').click()
	row.locator('[data-fieldname="sel"] select').select_option(label="Target 1, TW I")
	row.locator('.grid-static-col[data-fieldname="menjadi"]').click()
	row.locator('textarea[data-fieldname="menjadi"]').fill("8")
	# What stands there now is shown beside it, in each row its own.
	desk.dialog.locator(".grid-add-row").click()
	second = desk.dialog.locator(".grid-body .grid-row").nth(1)
	second.locator('[data-fieldname="sel"]').click()
	second.locator('[data-fieldname="sel"] select').select_option(label="Target 2, TW II")
	row.locator('.grid-static-col[data-fieldname="menjadi"]').click()
	row.locator('[data-fieldname="sel"] select').select_option(label="Target 1, TW III")
	row.locator('[data-fieldname="sel"] select').select_option(label="Target 1, TW I")
	shown = "() => cur_dialog.fields_dict.perubahan.grid.grid_rows.map((row) => row.wrapper.find('[data-fieldname=semula] input').val())"
	targets = frappe.get_all(
		"Target Kinerja", {"parent": name}, ["target_tw1", "target_tw2"], order_by="idx", limit=2
	)
	assert desk.page.evaluate(shown) == [targets[0].target_tw1, targets[1].target_tw2]
	second.locator(".grid-row-check").check()
	desk.dialog.locator(".grid-remove-rows").click()
	desk.dialog.locator('textarea[data-fieldname="alasan"]').fill("Salah ketik")
	desk.picture("perjanjian-ralat")
	desk.dialog.get_by_role("button", name="Ajukan", exact=True).click()
	desk.page.wait_for_function("() => cur_frm.doc.__onload.usulan")
	desk.settled()
	frappe.db.rollback()
	usulan = frappe.db.get_value("Usulan Perubahan", {"dokumen": name, "status": "Menunggu"})

	camat = at_desk(office.people["camat"], at="usulan-perubahan")
	show(camat, "Usulan Perubahan", usulan)
	camat.form.locator(".primary-action:visible", has_text="Setujui").click()
	camat.page.wait_for_function("() => cur_frm.doc.status === 'Disetujui'")
	camat.settled()
	frappe.db.rollback()
	(target,) = frappe.get_all("Target Kinerja", {"parent": name, "idx": 1}, pluck="target_tw1")
	assert target == "8"
