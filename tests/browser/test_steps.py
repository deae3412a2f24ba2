"""People take their steps in the desk: the login page, the real forms, the real Actions menu."""

import frappe
import pytest

from tests.browser.desk import PHONE
from tests.support.sop_run import DISPOSISI, FORMAT, REKAP

RETURN_REASON = "Bukti pada baris A1 belum jelas."


def state_of(doctype: str, name: str) -> str:
	frappe.db.rollback()
	return frappe.db.get_value(doctype, name, "workflow_state")


@pytest.mark.full
def test_camat_orders_and_sekcam_passes_on(sop, at_desk):
	order = sop.draft()
	camat = at_desk(sop.office.people["camat"], at=f"disposisi/{order}")
	camat.open(DISPOSISI, order)
	assert camat.actions() == ["Perintahkan", "Batalkan"]
	camat.picture("disposisi-camat")
	# On a phone the Actions button has no word on it: one tap on the move itself.
	camat.page.set_viewport_size(PHONE)
	camat.refresh()
	assert camat.page.evaluate("document.scrollingElement.scrollWidth") <= PHONE["width"]
	camat.picture("disposisi-camat-390", full=True)
	camat.form.locator(".form-message").get_by_role("button", name="Perintahkan").click()
	camat.wait_for_state("Diperintahkan")
	camat.picture("disposisi-camat-390-sesudah")
	assert camat.actions() == ["Batalkan"]
	assert "Menunggu Sekcam (Teruskan)" in camat.message

	sekcam = at_desk(sop.office.people["sekcam"], at=f"disposisi/{order}")
	sekcam.open(DISPOSISI, order)
	assert "Isi Batas Pengumpulan" in sekcam.message
	assert set(sekcam.actions()) == {"Teruskan", "Kembalikan", "Batalkan"}
	# Too early: the server says what is missing, and the page goes on working.
	sekcam.act("Teruskan")
	sekcam.dialog.wait_for()
	assert "Isi Batas Pengumpulan dan Data yang Diperlukan lebih dulu" in sekcam.dialog.inner_text()
	sekcam.picture("disposisi-teruskan-ditolak")
	sekcam.close_dialog()
	assert state_of(DISPOSISI, order) == "Diperintahkan"
	sekcam.settled()
	sekcam.type_into("batas_pengumpulan", "09-04-2099")
	sekcam.type_into("data_yang_diperlukan", "Semua indikator pada Perjanjian Kinerja.")
	sekcam.save()
	sekcam.act("Teruskan")
	sekcam.wait_for_state("Diteruskan")
	sekcam.picture("disposisi-sekcam-diteruskan", full=True)
	assert state_of(DISPOSISI, order) == "Diteruskan"
	frappe.db.rollback()
	saved = frappe.get_doc(DISPOSISI, order)
	assert str(saved.batas_pengumpulan) == "2099-04-09"
	steps = frappe.get_all(
		"Catatan Tahapan", {"disposisi": order, "hasil": "Selesai"}, ["langkah", "mulai_dicatat"]
	)
	assert sorted((row.langkah, row.mulai_dicatat) for row in steps) == [(1, 1), (2, 1)]


def test_pelaksana_fills_in_and_head_returns(sop, at_desk):
	sop.up_to_meeting()
	unit = sop.office.units[0]
	form = sop.formats(unit)[0]
	jp = at_desk(sop.office.people[f"jp:{unit}"], at=f"format-data-kinerja/{form}")
	jp.open(FORMAT, form)
	assert "Terisi 0 dari 3 baris" in jp.message
	# Only what a row needs takes a number: a count its realisasi, a ratio its pembilang and penyebut.
	count, ratio, faults, unmeasured = (jp.row_of(kode) for kode in ("A1", "A2", "A3", "A4"))
	for row, field in ((count, "pembilang"), (ratio, "realisasi"), (unmeasured, "pembilang")):
		assert not jp.takes_input(row, field), (row, field)
	assert jp.takes_input(unmeasured, "realisasi"), "a figure without target is kept as information"
	jp.type_into_cell(count, "realisasi", "9")
	jp.type_into_cell(ratio, "pembilang", "19")
	jp.type_into_cell(ratio, "penyebut", "20")
	jp.type_into_cell(faults, "realisasi", "1")
	jp.picture("format-pengisian")
	jp.save()
	assert "Terisi 3 dari 3 baris" in jp.message
	assert jp.cell(ratio, "capaian_teks").inner_text().strip() == "105,56 %"
	jp.picture("format-terisi", full=True)
	jp.act("Sampaikan Data")
	jp.wait_for_state("Selesai Disusun")
	recap = sop.recap(unit)
	sop.person(f"jp:{unit}").act(REKAP, recap, "Sampaikan Rekap")

	head = at_desk(sop.office.people[f"ku:{unit}"], at=f"rekap-kinerja/{recap}")
	head.open(REKAP, recap)
	assert head.actions() == ["Ketahui", "Kembalikan ke Pelaksana"]
	head.act("Kembalikan ke Pelaksana")
	head.dialog.wait_for()
	# Without a reason nothing is sent.
	ask = head.dialog.filter(has=head.page.locator("textarea"))
	ask.locator(".btn-modal-primary").click()
	refusal = head.dialog.filter(has_text="Alasan").last
	refusal.locator(".msgprint").wait_for()
	head.close_dialog()
	assert state_of(REKAP, recap) == "Direkap"
	ask.locator("textarea").fill(RETURN_REASON)
	head.picture("rekap-kembalikan")
	ask.locator(".btn-modal-primary").click()
	head.wait_for_state("Perlu Perbaikan")
	assert head.actions() == []

	jp.refresh()
	jp.wait_for_state("Perlu Perbaikan")
	assert RETURN_REASON in jp.message
	jp.picture("format-dikembalikan")
