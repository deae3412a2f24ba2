"""Periods in the desk: a year's are made with a few clicks, an agreement shows what each month asks for, an order offers the office's kind."""

import frappe
import pytest

from tests.browser.desk import Desk
from tests.browser.test_second_person import show
from tests.support.office import add_person, reopened

pytestmark = pytest.mark.full
PK, YEAR = "Perjanjian Kinerja", 2093


@pytest.fixture
def monthly(own_sop):
	"""An office of the test's own that collects by month, with its admin; its periods are nobody else's."""
	run = own_sop()
	office = run.office
	admin = add_person(office, "admin", "Pengelola", office.root, [("Admin Kinerja", "Kecamatan")])
	frappe.get_doc("Unit Kerja", office.root).update({"jenis_periode": "Bulanan", "bagi_target": 1}).save()
	for unit in office.units:
		reopened(office, unit).save()
	frappe.db.commit()
	yield run, admin
	frappe.db.rollback()
	for code in frappe.get_all("Periode Kinerja", {"tahun": YEAR}, pluck="name"):
		frappe.delete_doc("Periode Kinerja", code, force=True)
	frappe.db.commit()


def test_a_years_months_are_made_and_an_agreement_shows_them(monthly, at_desk):
	run, admin = monthly
	office, unit = run.office, run.office.units[0]
	desk: Desk = at_desk(admin, at="periode-kinerja")
	desk.page.get_by_role("button", name="Buat Periode Setahun").click()
	desk.dialog.wait_for()
	desk.page.wait_for_function("() => window.cur_dialog")
	desk.page.evaluate("values => cur_dialog.set_values(values)", {"kecamatan": office.root, "tahun": YEAR})
	desk.settled()
	desk.dialog.locator('input[data-fieldname="tahun"]').click()  # what the other field offers closes
	desk.dialog.get_by_role("button", name="Buat", exact=True).click()
	desk.page.get_by_text(f"{YEAR}-12").first.wait_for()
	desk.settled()
	frappe.db.rollback()
	made = frappe.get_all("Periode Kinerja", {"tahun": YEAR}, pluck="jenis")
	assert sorted(made) == ["Bulanan"] * 12 + ["Tahunan"]

	name = frappe.db.get_value(PK, {"unit_kerja": unit, "tahun": office.tahun})
	show(desk, PK, name)
	table = desk.form.locator(".kinerja-target table")
	table.wait_for()
	heads = table.locator("thead th").all_inner_texts()
	assert (heads[1], heads[-1], len(heads)) == ("Januari", "Desember", 13)
	first = table.locator("tbody tr").first.locator("td").all_inner_texts()
	assert first[1:] == ["3*"] * 12
	assert "dibagi rata, bulan ke-2 dari 3" in table.locator("tbody td").nth(2).get_attribute("title")
	legend = desk.form.locator(".kinerja-target").inner_text()
	assert "* diturunkan dari triwulannya: dibagi rata ke tiga bulan (Kumulatif)" in legend
	desk.picture("perjanjian-per-bulan")


def test_an_order_offers_the_offices_kind_alone(monthly, at_desk):
	run, _admin = monthly
	desk: Desk = at_desk(run.office.people["pek"], at="disposisi/new")
	desk.page.wait_for_function("() => window.cur_frm && cur_frm.doctype === 'Disposisi' && cur_frm.is_new()")
	desk.page.evaluate("kecamatan => cur_frm.set_value('kecamatan', kecamatan)", run.office.root)
	desk.page.wait_for_function("() => cur_frm.kinerja_jenis_periode")
	assert desk.page.evaluate("() => cur_frm.kinerja_jenis_periode") == ["Bulanan", "Tahunan"]
	query = "() => cur_frm.fields_dict.periode.get_query().filters.jenis"
	assert desk.page.evaluate(query) == ["in", ["Bulanan", "Tahunan"]]
	desk.settled()
