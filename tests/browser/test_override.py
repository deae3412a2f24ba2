"""A site's administrator past the workflow, in the desk: the form's menu, a state, a reason."""

import frappe
import pytest

from tests.browser.desk import Desk
from tests.support.office import add_site_admin
from tests.support.sop_run import DISPOSISI

pytestmark = pytest.mark.full


def menu_of(desk: Desk):
	"""What stands in the menu of the form in front."""
	desk.settled()
	return desk.form.locator(".menu-btn-group .menu-item-label", has_text="Pintas Administrator")


def test_pintas_from_the_forms_menu(sop, at_desk):
	order = sop.draft()
	admin = add_site_admin(sop.office)
	frappe.db.commit()
	camat = at_desk(sop.office.people["camat"], at=f"disposisi/{order}")
	camat.open(DISPOSISI, order)
	assert menu_of(camat).count() == 0
	desk = at_desk(admin, at=f"disposisi/{order}")
	desk.open(DISPOSISI, order)
	assert desk.actions() == []
	assert menu_of(desk).count() == 1
	desk.form.locator(".menu-btn-group > button").click()
	menu_of(desk).click()
	desk.dialog.wait_for()
	desk.dialog.locator('select[data-fieldname="status"]').select_option("Diteruskan")
	desk.dialog.locator('textarea[data-fieldname="alasan"]').fill("Camat dan Sekcam berhalangan")
	desk.picture("pintas")
	desk.dialog.get_by_role("button", name="Pintas", exact=True).click()
	desk.wait_for_state("Diteruskan")
	frappe.db.rollback()
	log = frappe.get_all(
		"Catatan Tahapan", {"dokumen": order}, ["hasil", "pelaku", "alasan"], order_by="nomor"
	)
	assert [tuple(row.values()) for row in log] == [("Pintas", admin, "Camat dan Sekcam berhalangan")] * 2
