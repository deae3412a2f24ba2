"""The recap at the desk: what is odd is said while typing, a figure tells where it comes from, a long move shows how far it is."""

import frappe
import pytest

from kinerja_kecamatan.process import background
from tests.browser.desk import Desk
from tests.support.local_run import LocalRun
from tests.support.office import FIGURES, make_big_office
from tests.support.sop_run import DISPOSISI, FORMAT, REKAP

pytestmark = pytest.mark.full

# More than the desk waits for.
MANY_UNITS = background.MANY + 2
SHORT = {"realisasi": "6"}
WRONG = "Satu kegiatan belum dicatat."
WHY = {"kendala": "Dua kegiatan ditunda karena banjir.", "tindak_lanjut": "Dijadwalkan pada triwulan depan."}


def click_figure(desk: Desk, kode: str, fieldname: str):
	"""Click a figure of the recap's grid; returns the dialog that it opens."""
	desk.cell(desk.row_of(kode), fieldname).click()
	desk.dialog.locator(".kinerja-sumber").wait_for()
	desk.settled()
	return desk.dialog.last


def test_findings_stand_above_the_form_while_it_is_filled_in(sop, at_desk):
	sop.up_to_meeting()
	unit = sop.office.units[0]
	form = sop.formats(unit)[0]
	sop.type_in(unit, FIGURES | {"A1": SHORT})
	desk = at_desk(sop.office.people[f"jp:{unit}"], at=f"format-data-kinerja/{form}")
	desk.open(FORMAT, form)
	found = desk.form.locator(".kinerja-temuan")
	assert "target belum tercapai; tulis kendalanya" in found.inner_text()
	desk.picture("format-temuan")
	desk.act("Sampaikan Data")
	desk.dialog.wait_for()
	assert "tulis kendalanya" in desk.dialog.inner_text()
	desk.close_dialog()
	sop.type_in(unit, {"A1": SHORT | WHY})
	desk.refresh()
	assert not desk.form.locator(".kinerja-temuan").count()


def test_a_click_on_a_figure_tells_where_it_comes_from(sop, at_desk):
	sop.up_to_meeting()
	unit = sop.office.units[0]
	for each in sop.office.units:
		sop.fill(each, FIGURES | {"A1": SHORT | WHY})
		sop.recap_unit(each)
		sop.validate(each)
		if each != unit:
			sop.read_closely(each)
	sekcam = at_desk(sop.office.people["sekcam"], at=f"rekap-kinerja/{sop.recap(unit)}")
	sekcam.open(REKAP, sop.recap(unit))
	box = click_figure(sekcam, "A1", "realisasi_teks")
	said = box.inner_text()
	assert "6 / 9" in said and "66,67 %" in said
	assert box.locator(f'.kinerja-sumber a:text("{sop.formats(unit)[0]}")').count() == 1
	sekcam.picture("rekap-asal-angka")
	box.locator(".btn-modal-close:visible").first.click()
	correct(sop, unit, "A1", "7")
	sop.read_closely(unit)
	# The kecamatan's figure leads to the unit's recap, and on to the Format behind it.
	office = sop.recap()
	sekcam.open(REKAP, office)
	box = click_figure(sekcam, f"{unit.rpartition('-')[2]}-A1", "capaian_teks")
	said = box.inner_text()
	assert "↳" in said and sop.recap(unit) in said and sop.formats(unit)[0] in said
	sekcam.picture("rekap-kecamatan-asal-angka")
	assert "↳ Periode Ini" in said and "menurut" in box.locator(".kinerja-angka").inner_text()
	assert "6 → 7" in box.locator(".kinerja-koreksi").inner_text() and WRONG in said and "Uji sekcam" in said
	box.locator(".btn-modal-close:visible").first.click()
	box = click_figure(sekcam, f"{unit.rpartition('-')[2]}-A1", "sd_teks")
	assert "Realisasi s.d. periode ini (Kumulatif)\t7" in box.locator(".kinerja-angka").inner_text()
	box.locator(".btn-modal-close:visible").first.click()
	# A total leads to the rows that it counts.
	sekcam.form.locator('[data-fieldname="rata_capaian"] .control-value').click()
	sekcam.dialog.locator(".kinerja-dihitung").first.wait_for()
	sekcam.settled()
	told = sekcam.dialog.last.inner_text()
	assert "(IKU)" in told and "/ 2 = 105,56 %" in told and "Realisasi anggaran belum diisi" in told
	sekcam.picture("rekap-kecamatan-asal-nilai")


def correct(sop, unit: str, code: str, value: str) -> None:
	"""Step 8 corrects a figure of a unit's recap."""
	doc = sop.person("sekcam").get(REKAP, sop.recap(unit))
	row = next(row for row in doc["baris"] if row["kode"].endswith(code))
	correction = {"indikator": row["indikator"], "kolom": "Realisasi", "sesudah": value, "alasan": WRONG}
	sop.person("sekcam").update(REKAP, doc["name"], koreksi=[correction])


def test_a_move_over_many_units_shows_how_far_it_is(env, site, at_desk, monkeypatch):
	with monkeypatch.context() as here:
		here.setattr(background, "MANY", 1000)  # the steps before are made in this process
		run = LocalRun(make_big_office(MANY_UNITS).in_new_year())
		run.order()
		run.pass_on()
		frappe.db.commit()
	desk = at_desk(run.office.people["pek"], at=f"disposisi/{run.disposisi}")
	desk.open(DISPOSISI, run.disposisi)
	desk.act("Sampaikan Format")
	bar = desk.page.locator(".modal.show .progress-bar")
	bar.wait_for()
	desk.picture("disposisi-latar-belakang")
	desk.page.wait_for_function(
		"state => cur_frm.doc.workflow_state === state", arg="Format Disampaikan", timeout=60_000
	)
	desk.settled()
	desk.picture("disposisi-latar-belakang-selesai")
	frappe.db.rollback()
	states = frappe.get_all(FORMAT, filters={"disposisi": run.disposisi}, pluck="workflow_state")
	assert len(states) == MANY_UNITS and set(states) == {"Disampaikan"}


def test_the_validator_judges_several_rows_by_a_click(sop, at_desk):
	"""What lies beside its evidence in one click, the rest as chosen; nothing is judged before."""
	sop.up_to_meeting()
	unit = sop.office.units[0]
	proof = {"tautan_bukti": "https://register.example/a1"}
	sop.fill(unit, FIGURES | {"A1": FIGURES["A1"] | proof})
	sop.recap_unit(unit)
	desk = at_desk(sop.office.people["pek"], at=f"rekap-kinerja/{sop.recap(unit)}")
	desk.open(REKAP, sop.recap(unit))
	said = "() => cur_frm.doc.validasi.map((row) => row.putusan || '')"
	assert desk.page.evaluate(said) == ["", "", ""]
	grid = desk.form.locator('.form-grid-container:has([data-fieldname="putusan"])').first
	grid.get_by_role("button", name="Semua yang berbukti: Sesuai").click()
	assert desk.page.evaluate(said) == ["Sesuai", "", ""]
	for number in (2, 3):
		grid.locator(f'.grid-body .grid-row[data-idx="{number}"] .grid-row-check').check()
	grid.get_by_role("button", name="Putuskan baris terpilih").click()
	desk.dialog.locator('select[data-fieldname="putusan"]').select_option("Tanpa Bukti")
	desk.dialog.locator(".btn-primary:visible").click()
	assert desk.page.evaluate(said) == ["Sesuai", "Tanpa Bukti", "Tanpa Bukti"]
	desk.picture("rekap-validasi")
	desk.page.evaluate("() => cur_frm.save()")
	desk.settled()
	kept = sop.person("pek").get(REKAP, sop.recap(unit))["validasi"]
	assert [row["putusan"] for row in kept] == ["Sesuai", "Tanpa Bukti", "Tanpa Bukti"]
	assert {row["oleh"] for row in kept} == {"Uji pek"}
