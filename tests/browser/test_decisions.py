"""Decisions beside the workflow's moves are buttons of the form: only whose they are, asking for what they need."""

import frappe
import pytest

from tests.browser.desk import Desk
from tests.support.office import add_person
from tests.support.sop_run import DISPOSISI, FORMAT

pytestmark = pytest.mark.full

WHY = "Kasi dan pelaksananya bertugas di posko banjir."


def button(desk: Desk, label: str):
	return desk.form.locator(".page-actions, .form-inner-toolbar, .custom-actions").get_by_role(
		"button", name=label
	)


def answer(desk: Desk, label: str, **typed: str) -> None:
	"""Press a decision's button and fill its dialog in: a Select by its label, text as it is."""
	button(desk, label).first.click()
	box = desk.dialog.last
	box.wait_for()
	for field, value in typed.items():
		control = box.locator(f'.frappe-control[data-fieldname="{field}"]')
		select = control.locator("select")
		if select.count():
			select.select_option(label=value)
		else:
			control.locator("input:visible, textarea:visible").first.fill(value)
	desk.picture(f"keputusan-{label.lower().replace(' ', '-')}")
	box.locator(".btn-modal-primary").click()


def test_head_names_who_fills_in(own_sop, at_desk):
	sop = own_sop()
	unit = sop.office.units[0]
	add_person(sop.office, "jp2", "Pelaksana dua", unit, [("Jabatan Pelaksana", "Unit")])
	frappe.db.commit()
	sop.up_to_meeting()
	form = sop.formats(unit)[0]
	filler = at_desk(sop.office.people[f"jp:{unit}"], at=f"format-data-kinerja/{form}")
	filler.open(FORMAT, form)
	assert not button(filler, "Tunjuk Pelaksana").count()

	head = at_desk(sop.office.people[f"ku:{unit}"], at=f"format-data-kinerja/{form}")
	head.open(FORMAT, form)
	answer(head, "Tunjuk Pelaksana", pelaksana="Uji jp2")
	head.page.wait_for_function("() => cur_frm.doc.nama_pelaksana === 'Uji jp2'")
	head.settled()
	# The next time it is Alihkan, and that needs a reason: the dialog keeps what was chosen.
	assert button(head, "Alihkan Pelaksana").count() == 1 and not button(head, "Tunjuk Pelaksana").count()
	answer(head, "Alihkan Pelaksana", pelaksana=f"Uji jp:{unit}")
	head.dialog.filter(has_text="Alasan").last.locator(".msgprint").wait_for()
	head.close_dialog()
	box = head.dialog.last
	box.locator('[data-fieldname="alasan"] textarea').fill("Uji jp2 cuti.")
	box.locator(".btn-modal-primary").click()
	head.page.wait_for_function("name => cur_frm.doc.nama_pelaksana === name", arg=f"Uji jp:{unit}")

	filler.refresh()
	assert filler.actions() == ["Sampaikan Data"]


def test_what_drops_out_is_confirmed_before_the_forms_go_out(own_sop, at_desk):
	"""Shown with its reasons in the move's own dialog; nothing is sent before the statement is ticked."""
	sop = own_sop()
	unit = sop.office.units[0]
	frappe.db.set_value("Unit Kerja", unit, {"melapor": 0, "nama_unit": "Seksi <b>Diam</b> & Co"})
	frappe.db.commit()
	sop.order()
	sop.pass_on()
	desk = at_desk(sop.office.people["pek"], at=f"disposisi/{sop.disposisi}")
	desk.open(DISPOSISI, sop.disposisi)
	desk.act("Sampaikan Format")
	box = desk.dialog.last
	box.wait_for()
	told = box.locator(".kinerja-konfirmasi").inner_text()
	assert "tidak dicentang Melapor" in told and "4 indikator" in told
	desk.picture("disposisi-konfirmasi")
	box.locator(".btn-modal-primary").click()
	desk.dialog.filter(has_text="Centang pernyataan").locator(".msgprint").wait_for()
	desk.close_dialog()
	assert sop.person("pek").get(DISPOSISI, sop.disposisi)["workflow_state"] == "Diteruskan"
	box.locator('input[data-fieldname="konfirmasi"]').check()
	box.locator(".btn-modal-primary").click()
	desk.wait_for_state("Format Disampaikan")
	assert not sop.formats(unit)


def test_sekcam_sets_a_unit_tidak_melapor(sop, at_desk):
	sop.up_to_meeting()
	silent = frappe.db.get_value("Unit Kerja", sop.office.units[0], "nama_unit")
	sekcam = at_desk(sop.office.people["sekcam"], at=f"disposisi/{sop.disposisi}")
	sekcam.open(DISPOSISI, sop.disposisi)
	answer(sekcam, "Tetapkan Tidak Melapor", unit=silent, alasan=WHY)
	sekcam.dialog.last.wait_for(state="hidden")
	sekcam.settled()
	recap = sop.person("sekcam").get("Rekap Kinerja", sop.recap(sop.office.units[0]))
	assert (recap["tidak_melapor"], recap["alasan_tidak_melapor"]) == (1, WHY)
