"""The upload dialog in real Chromium: a template downloaded, filled, looked at, corrected and taken in."""

import pytest

from tests.site.test_excel_upload import FIGURES, filled, template
from tests.support.sop_run import DISPOSISI, FORMAT

pytestmark = pytest.mark.full


@pytest.fixture
def prepared(sop):
	sop.up_to_meeting()
	return sop, sop.office.units[0]


def button(desk, label: str):
	return desk.form.locator(".page-actions, .form-message, .custom-actions").get_by_role(
		"button", name=label
	)


def download(desk, label: str) -> tuple[str, bytes]:
	with desk.page.expect_download() as started:
		button(desk, label).first.click()
	return started.value.suggested_filename, started.value.path().read_bytes()


def choose(desk, *files: tuple[str, bytes]) -> None:
	mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	chosen = [{"name": name, "mimeType": mime, "buffer": content} for name, content in files]
	desk.dialog.locator("input.kinerja-berkas").set_input_files(chosen)
	desk.dialog.locator(".kinerja-laporan, .alert").first.wait_for()


def test_upload_dialog_shows_what_a_file_changes(prepared, at_desk):
	sop, unit = prepared
	name = sop.formats(unit)[0]
	jp = at_desk(sop.office.people[f"jp:{unit}"], at=f"format-data-kinerja/{name}")
	jp.open(FORMAT, name)
	file_name, content = download(jp, "Unduh Templat Excel")
	assert file_name == f"{name}.xlsx"

	button(jp, "Unggah Excel").click()
	jp.dialog.wait_for()
	apply = jp.dialog.locator(".btn-modal-primary")
	assert apply.is_disabled()
	wrong = filled(content, {**FIGURES, ("A3", "realisasi"): "<img src=x onerror=alert(1)>"})
	choose(jp, ("isian.xlsx", wrong))
	told = jp.dialog.locator(".kinerja-masalah").inner_text()
	assert "Isian!I9" in told and "<img src=x onerror=alert(1)>" in told
	assert apply.is_disabled() and jp.dialog.locator(".kinerja-hasil img").count() == 0
	jp.picture("excel-unggah-masalah")

	choose(jp, ("isian.xlsx", filled(content, FIGURES)))
	jp.dialog.locator(".kinerja-masalah").wait_for(state="detached")
	rows = jp.dialog.locator(".kinerja-perubahan tbody tr")
	assert rows.count() == 4
	assert [text.strip() for text in rows.nth(0).locator("td").all_inner_texts()][-3:] == [
		"Pembilang",
		"-",
		"19",
	]
	jp.picture("excel-unggah-perubahan")
	apply.click()
	jp.dialog.wait_for(state="hidden")
	jp.page.wait_for_function("() => cur_frm.doc.kemajuan === 100")
	jp.settled()
	assert "Terisi 3 dari 3 baris" in jp.message
	jp.picture("excel-sesudah-unggah")


def test_many_templates_on_the_disposisi(prepared, at_desk):
	sop, unit = prepared
	content = template(sop.person(f"jp:{unit}"), sop.formats(unit)[0])
	pek = at_desk(sop.office.people["pek"], at=f"disposisi/{sop.disposisi}")
	pek.open(DISPOSISI, sop.disposisi)
	group = pek.form.locator(".inner-group-button").filter(has_text="Excel")
	group.locator("button").first.click()
	pek.picture("excel-disposisi")
	with pek.page.expect_download() as started:
		group.get_by_text("Unduh Semua Templat").click()
	assert started.value.suggested_filename == f"{sop.disposisi}-templat.zip"

	jp = at_desk(sop.office.people[f"jp:{unit}"], at=f"disposisi/{sop.disposisi}")
	jp.open(DISPOSISI, sop.disposisi)
	group = jp.form.locator(".inner-group-button").filter(has_text="Excel")
	group.locator("button").first.click()
	group.get_by_text("Unggah Banyak Templat").click()
	jp.dialog.wait_for()
	choose(jp, ("baik.xlsx", filled(content, FIGURES)), ("salah.xlsx", b"bukan excel"))
	assert jp.dialog.locator(".kinerja-laporan h5").all_inner_texts() == [
		f"baik.xlsx ({sop.formats(unit)[0]})",
		"salah.xlsx",
	]
	jp.dialog.locator(".btn-modal-primary").click()
	jp.dialog.get_by_text("4 isian sudah disimpan").wait_for()
	jp.settled()
	assert sop.person(f"jp:{unit}").get(FORMAT, sop.formats(unit)[0])["kemajuan"] == 100
	jp.picture("excel-unggah-banyak")
