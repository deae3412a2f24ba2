"""Numbers in a Format: read as the office writes them, judged by the rules, empty never taken for zero."""

from decimal import Decimal
from types import SimpleNamespace

import frappe
import pytest

from kinerja_kecamatan.demo.client import DemoError
from kinerja_kecamatan.exceptions import NumberInvalid, PreconditionMissing
from kinerja_kecamatan.formats import entries
from kinerja_kecamatan.formats.rows import rows_by_unit
from tests.support.local_run import LocalRun, refused
from tests.support.record import whole
from tests.support.sop_run import FORMAT, SopRun


@pytest.fixture(scope="module")
def opened(_shared_office) -> LocalRun:
	"""An order whose Formats stand Siap Diisi, committed; every test works on it in a transaction of its own."""
	frappe.db.rollback()
	run = LocalRun(_shared_office.in_new_year()).up_to_meeting()
	frappe.db.commit()
	return run


@pytest.fixture
def sheet(opened, site) -> SimpleNamespace:
	"""The first unit's Format, to type into as its Jabatan Pelaksana. Rows: 1 A2 ratio, 2 A1 whole, 3 A3 negative, 4 A4 unmeasured."""
	unit = opened.office.units[0]
	name = opened.formats(unit)[0]

	def type_in(**cells):
		return opened.type_in(unit, cells)

	return SimpleNamespace(
		run=opened,
		unit=unit,
		name=name,
		type_in=type_in,
		send=lambda: opened.act(f"jp:{unit}", FORMAT, name, "Sampaikan Data"),
		row=lambda code: row_of(frappe.get_doc(FORMAT, name), code),
	)


def row_of(doc, code: str):
	return next(row for row in doc.baris if row.kode.endswith(f"-{code}"))


@pytest.mark.parametrize(
	("typed", "shown", "value"),
	[
		("1.234,5", "1.234,5", 1234.5),
		("93,75", "93,75", 93.75),
		("4.25", "4,25", 4.25),
		(" 9 ", "9", 9),
		("1.234.567", "1.234.567", 1234567),
		("-3,5", "-3,5", -3.5),
		("0,50", "0,5", 0.5),
		(7, "7", 7),
		(4.25, "4,25", 4.25),
	],
)
def test_office_numbers_are_read_and_shown_back(site, typed, shown, value):
	row = judged("Positif", 9, typed)
	assert (row.realisasi, row.nilai, row.status) == (shown, value, "Terisi")


def test_office_numbers_are_kept_as_they_are_shown(sheet):
	sheet.type_in(A1={"realisasi": "1.234,5"}, A3={"realisasi": "4.25"})
	assert (sheet.row("A1").realisasi, sheet.row("A1").nilai) == ("1.234,5", 1234.5)
	assert (sheet.row("A3").realisasi, sheet.row("A3").nilai) == ("4,25", 4.25)


@pytest.mark.parametrize(
	"typed",
	[
		"NaN",
		"nan",
		"Infinity",
		"-inf",
		"1e308",
		"1E3",
		"1,234.5",
		"sembilan",
		"9 orang",
		"-",
		"1.234.56",
		"=1+1",
		"9;8",
	],
)
def test_what_is_no_number_is_refused_by_row_and_column(site, typed):
	assert "Baris 1 (X1): kolom Realisasi:" in refused(NumberInvalid, judged, "Positif", 9, typed)


def test_a_refused_save_writes_nothing(sheet):
	before = whole(FORMAT, sheet.name)
	said = refused(NumberInvalid, sheet.type_in, A1={"realisasi": "sembilan"}, A3={"realisasi": "1"})
	assert f"Baris 2 ({sheet.row('A1').kode}): kolom Realisasi:" in said
	frappe.db.rollback()
	assert whole(FORMAT, sheet.name) == before


@pytest.mark.parametrize(
	"typed", [float("nan"), float("inf"), 1e308, 10**400, True], ids=lambda v: str(v)[:8]
)
def test_json_numbers_that_no_cell_can_hold_are_refused(site, typed):
	assert "kolom Realisasi" in refused(NumberInvalid, judged, "Positif", 9, typed)


def test_all_wrong_cells_are_named_at_once_over_http_and_nothing_is_written(opened, env, site):
	unit = opened.office.units[0]
	run = SopRun(env, opened.office)
	run.disposisi = opened.disposisi
	name = opened.formats(unit)[0]
	before = whole(FORMAT, name)
	cells = {
		"A1": {"realisasi": "1,234.5"},
		"A2": {"pembilang": "abc", "penyebut": "1e308"},
		"A3": {"realisasi": "NaN"},
	}
	with pytest.raises(DemoError, match="417") as refusal:
		run.type_in(unit, cells)
	codes = [row.kode for row in frappe.get_doc(FORMAT, name).baris]
	for number, column in ((1, "Pembilang"), (2, "Realisasi"), (3, "Realisasi")):
		assert f"Baris {number} ({codes[number - 1]}): kolom {column}:" in str(refusal.value)
	assert "ditulis dengan cara Inggris" in str(refusal.value)
	assert whole(FORMAT, name) == before


def test_what_was_typed_is_escaped_in_the_refusal(sheet):
	said = refused(NumberInvalid, sheet.type_in, A1={"realisasi": "<img src=x onerror=alert(1)>"})
	assert "kolom Realisasi" in said and "<img" not in said


def test_empty_is_not_zero(sheet):
	assert sheet.row("A1").status == "Belum Diisi"
	sheet.type_in(A1={"realisasi": "0"})
	row = sheet.row("A1")
	assert (row.status, row.realisasi, row.nilai, row.capaian_teks) == ("Nihil", "0", 0, "0 %")
	sheet.type_in(A1={"realisasi": ""})
	row = sheet.row("A1")
	assert (row.status, row.realisasi or "", row.capaian_teks, row.predikat, row.dihitung) == (
		"Belum Diisi",
		"",
		"",
		"",
		0,
	)


def test_nihil_chosen_without_typing_writes_the_zero(sheet):
	sheet.type_in(A1={"status": "Nihil"})
	assert (sheet.row("A1").status, sheet.row("A1").realisasi) == ("Nihil", "0")


def test_status_follows_the_figures_whatever_was_chosen(sheet):
	sheet.type_in(A1={"status": "Terisi"}, A3={"status": "Tidak Diukur"})
	assert (sheet.row("A1").status, sheet.row("A3").status) == ("Belum Diisi", "Belum Diisi")
	sheet.type_in(A1={"status": "Tidak Ada Objek"}, A3={"status": "Tidak Ada Objek", "realisasi": "1"})
	assert (sheet.row("A1").status, sheet.row("A3").status) == ("Tidak Ada Objek", "Terisi")


def test_ratio_comes_from_pembilang_and_penyebut(sheet):
	sheet.type_in(A2={"pembilang": "1", "penyebut": "3", "realisasi": "99"})
	row = sheet.row("A2")
	assert (row.realisasi, row.status, row.capaian_teks) == ("33,33", "Terisi", "37,04 %")
	assert (row.nilai_pembilang, row.nilai_penyebut) == (1, 3)
	assert row.nilai == pytest.approx(100 / 3, abs=1e-9)


def test_zero_over_zero_is_no_object_and_emptied_it_is_empty_again(sheet):
	sheet.type_in(A2={"pembilang": "0", "penyebut": "0"})
	row = sheet.row("A2")
	assert (row.status, row.realisasi or "", row.dihitung) == ("Tidak Ada Objek", "", 0)
	sheet.type_in(A2={"pembilang": "", "penyebut": ""})
	assert sheet.row("A2").status == "Belum Diisi"
	sheet.type_in(A2={"pembilang": "0", "penyebut": "20"})
	assert (sheet.row("A2").status, sheet.row("A2").realisasi) == ("Nihil", "0")


@pytest.mark.parametrize(
	("upper", "lower", "sentence"),
	[
		("1", "", "Pembilang dan penyebut harus diisi kedua-duanya"),
		("", "5", "Pembilang dan penyebut harus diisi kedua-duanya"),
		("1", "0", "Penyebut 0 sedangkan pembilang tidak 0"),
		("1", "-4", "Penyebut tidak boleh kurang dari 0"),
		("999.999.999.999", "0,000000001", "terlalu besar untuk disimpan"),
	],
)
def test_impossible_ratios_are_refused(sheet, upper, lower, sentence):
	said = refused(NumberInvalid, sheet.type_in, A2={"pembilang": upper, "penyebut": lower})
	assert sentence in said and f"Baris 1 ({sheet.row('A2').kode})" in said


def test_unmeasured_is_the_systems_word(sheet):
	assert sheet.row("A4").status == "Tidak Diukur"
	sheet.type_in(A4={"status": "Terisi"})
	assert sheet.row("A4").status == "Tidak Diukur"


def test_kemajuan_counts_the_measured_rows_only(sheet):
	progress = lambda: frappe.db.get_value(FORMAT, sheet.name, "kemajuan")  # noqa: E731
	assert progress() == 0
	sheet.type_in(A1={"realisasi": "9"})
	assert progress() == pytest.approx(33.3)
	sheet.type_in(A2={"pembilang": "0", "penyebut": "0"}, A3={"realisasi": "0"})
	assert progress() == 100


def test_laporan_nihil_fills_every_measured_row_and_can_be_taken_back(sheet):
	update = lambda value: sheet.run.update(f"jp:{sheet.unit}", FORMAT, sheet.name, laporan_nihil=value)  # noqa: E731
	update(1)
	shown = {
		code: (sheet.row(code).status, sheet.row(code).keterangan or "") for code in ("A1", "A2", "A3", "A4")
	}
	assert shown == {
		"A1": ("Nihil", "Laporan Nihil"),
		"A2": ("Tidak Ada Objek", "Laporan Nihil"),
		"A3": ("Nihil", "Laporan Nihil"),
		"A4": ("Tidak Diukur", ""),
	}
	update(1)
	assert (sheet.row("A1").status, sheet.row("A2").status) == ("Nihil", "Tidak Ada Objek")
	update(0)
	for code in ("A1", "A2", "A3"):
		row = sheet.row(code)
		assert (row.status, row.realisasi or "", row.keterangan or "") == ("Belum Diisi", "", "")


def test_laporan_nihil_is_refused_over_figures(sheet):
	sheet.type_in(A1={"realisasi": "9"})
	said = refused(NumberInvalid, sheet.run.update, f"jp:{sheet.unit}", FORMAT, sheet.name, laporan_nihil=1)
	assert f"sudah ada isian pada: {sheet.row('A1').kode}" in said


def test_handing_over_names_every_row_that_is_not_complete(sheet):
	frappe.db.set_value("Baris Data Kinerja", sheet.row("A2").name, "bukti_wajib", 1)
	sheet.type_in(A1={"realisasi": "0"}, A2={"pembilang": "19", "penyebut": "20"})
	said = refused(PreconditionMissing, sheet.send)
	codes = {code: sheet.row(code).kode for code in ("A1", "A2", "A3")}
	assert f"Baris 2 ({codes['A1']}): nihil perlu keterangan." in said
	assert f"Baris 2 ({codes['A1']}): target belum tercapai; tulis kendalanya." in said
	assert f"Baris 1 ({codes['A2']}): lampirkan bukti." in said
	assert f"Baris 3 ({codes['A3']}): isi realisasi, atau pilih Nihil/Tidak Ada Objek." in said
	assert "Baris 4" not in said
	frappe.db.rollback()
	assert frappe.db.get_value(FORMAT, sheet.name, "workflow_state") == "Siap Diisi"


def test_kendala_asks_for_a_tindak_lanjut_and_then_the_data_goes_out(sheet):
	sheet.type_in(
		A1={"realisasi": "8", "kendala": "Hujan"},
		A2={"pembilang": "0", "penyebut": "0"},
		A3={"realisasi": "1"},
	)
	said = refused(PreconditionMissing, sheet.send)
	assert said.count("Baris") == 1
	assert f"Baris 2 ({sheet.row('A1').kode}): ada kendala; tulis tindak lanjutnya." in said
	sheet.type_in(A1={"tindak_lanjut": "Dijadwalkan ulang"})
	assert sheet.send()["workflow_state"] == "Selesai Disusun"


def test_kendala_is_not_asked_for_where_the_setting_says_so(sheet):
	set_policy(wajib_kendala=0)
	sheet.type_in(A1={"realisasi": "8"}, A2={"pembilang": "19", "penyebut": "20"}, A3={"realisasi": "1"})
	assert sheet.send()["workflow_state"] == "Selesai Disusun"


def set_policy(**values) -> None:
	settings = frappe.get_doc("Pengaturan Kinerja")
	settings.update(values)
	settings.save()


def judged(sifat: str, target: float, realisasi: str, satuan: str = "Kegiatan"):
	"""One row through fill.apply, as a save does it."""
	row = {
		"doctype": "Baris Data Kinerja",
		"kode": "X1",
		"sifat": sifat,
		"satuan": satuan,
		"target": target,
		"diukur": 1,
		"agregasi_sumber": "Jumlah",
		"agregasi_waktu": "Kumulatif",
		"desimal": 2,
		"realisasi": realisasi,
	}
	doc = frappe.get_doc({"doctype": FORMAT, "baris": [row]})
	entries.read_entries(doc)
	return doc.baris[0]


# sifat, target, realisasi, capaian as printed, predikat; worked out by hand
JUDGED = [
	("Positif", 9, "9", "100 %", "Sangat Tinggi"),
	("Positif", 9, "8", "88,89 %", "Tinggi"),
	("Positif", 200, "181,9", "90,95 %", "Tinggi"),
	("Positif", 200, "182", "91 %", "Sangat Tinggi"),
	("Positif", 9, "6", "66,67 %", "Sedang"),
	("Positif", 9, "0", "0 %", "Sangat Rendah"),
	("Positif", 4, "10", "250 %", "Sangat Tinggi"),
	("Positif", 0, "3", "", ""),
	("Negatif", 8, "6", "125 %", "Sangat Tinggi"),
	("Negatif", 8, "8", "100 %", "Sangat Tinggi"),
	("Negatif", 8, "11", "62,5 %", "Rendah"),
	("Negatif", 8, "17", "0 %", "Sangat Rendah"),
	("Negatif", 8, "0", "200 %", "Sangat Tinggi"),
	("Negatif", 0, "0", "100 %", "Sangat Tinggi"),
	("Negatif", 0, "1", "0 %", "Sangat Rendah"),
]


@pytest.mark.parametrize(("sifat", "target", "realisasi", "capaian", "predikat"), JUDGED)
def test_capaian_and_predikat(site, sifat, target, realisasi, capaian, predikat):
	row = judged(sifat, target, realisasi)
	assert (row.capaian_teks, row.predikat, bool(row.dihitung)) == (capaian, predikat, bool(capaian))


@pytest.mark.parametrize(
	("target", "realisasi", "capaian"),
	[(8, "16", "50 %"), (8, "4", "200 %"), (8, "0", "100 %"), (0, "1", "0 %")],
)
def test_negative_by_target_over_realisasi_when_the_setting_says_so(site, target, realisasi, capaian):
	set_policy(rumus_negatif="T/R")
	assert judged("Negatif", target, realisasi).capaian_teks == capaian
	assert judged("Positif", 8, "4").capaian_teks == "50 %"


@pytest.mark.parametrize(
	("target", "realisasi", "shown"),
	[
		("0.000000001", "999.999.999.999", "99.999.999.999.900.000.000.000 %"),
		("0.000000001", "-999.999.999.999", "-99.999.999.999.900.000.000.000 %"),
	],
)
def test_a_capaian_beyond_every_column_does_not_crash_the_save(sheet, target, realisasi, shown):
	frappe.db.set_value("Baris Data Kinerja", sheet.row("A1").name, "target", Decimal(target))
	sheet.type_in(A1={"realisasi": realisasi})
	row = sheet.row("A1")
	assert row.capaian_teks == shown
	assert abs(row.capaian) == 999_999_999_999


def test_percent_sign_only_where_the_unit_is_percent(sheet):
	frappe.db.set_value("Baris Data Kinerja", sheet.row("A1").name, "satuan", "%")
	sheet.type_in(A1={"realisasi": "93,75 %"})
	assert sheet.row("A1").realisasi == "93,75"
	assert "memakai tanda %" in refused(NumberInvalid, sheet.type_in, A3={"realisasi": "5 %"})


def test_read_only_figures_come_from_the_app_whatever_is_sent(sheet):
	sheet.type_in(
		A1={
			"realisasi": "8",
			"target": 1,
			"nilai": 99,
			"capaian": 500,
			"predikat": "Sangat Tinggi",
			"capaian_teks": "500 %",
		}
	)
	row = sheet.row("A1")
	assert (row.target, row.nilai, row.capaian_teks, row.predikat) == (9, 8, "88,89 %", "Tinggi")


def test_target_text_is_read_as_the_office_writes_it(opened, site):
	rows = {row["kode"].rsplit("-", 1)[-1]: row for row in _unit_rows(opened)}
	assert (rows["A1"]["target"], rows["A1"]["target_teks"]) == (9, "9")
	assert (rows["A4"]["diukur"], rows["A4"]["target_tahunan"]) == (0, 88.5)


def _unit_rows(run) -> list[dict]:
	unit = run.office.units[0]
	return [row for group in rows_by_unit(run.office.root, run.office.periode)[unit] for row in group.rows]
