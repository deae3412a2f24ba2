"""Where a recap's totals come from, and the corrections of the units under a kecamatan's figure."""

import io

import frappe
import pytest
from openpyxl import load_workbook

from kinerja_kecamatan.demo.client import DemoError
from kinerja_kecamatan.excel import recap as workbook
from kinerja_kecamatan.excel.recap_sheets.table import FIRST_ROW
from kinerja_kecamatan.process import api as process_api
from kinerja_kecamatan.recaps import api, office_recap, trace_sums
from kinerja_kecamatan.recaps.api import asal_nilai
from kinerja_kecamatan.recaps.unit_copies import UnitRecap, corrections_of
from tests.support.local_run import signed_in
from tests.support.recap_case import SHARED, by_code, mean, printed
from tests.support.sop_run import REKAP

TOTALS = "kinerja_kecamatan.recaps.api.asal_nilai"
TYPED, PLAIN = "Salah <b>ketik</b>", "Salah < b>ketik< /b>"  # nothing that is stored begins a tag


def test_a_units_mean_is_its_rows_by_bobot(run, units):
	"""Which rows count with which bobot, which do not and why, and the division that gives the figure."""
	doc = run.recap(units[0])
	period, year = asal_nilai(doc.name)["rata"]
	wanted = mean(list(SHARED.values()))
	rows = {row["kode"].rsplit("-", 1)[-1]: row for row in period["baris"]}
	counted = {code: one for code, one in SHARED.items() if one.capaian is not None}
	assert rows.keys() == counted.keys()
	for code, one in counted.items():
		capped = min(one.capaian, 120)
		assert rows[code]["capaian"] == f"{printed(capped)} %"
		assert rows[code]["bobot"] == printed(one.weight)
		assert rows[code]["hasil"] == printed(capped * one.weight)
	total = sum(min(one.capaian, 120) * one.weight for one in counted.values())
	assert period["uraian"] == f"{printed(total)} / 100 = {printed(wanted)} %"
	assert period["predikat"] == doc.predikat
	assert [(row["kode"].rsplit("-", 1)[-1], row["sebab"]) for row in period["tidak_dihitung"]] == [
		("A4", "tidak diukur")
	]
	assert year["judul"] == "Rata-rata capaian s.d. periode ini" and year["predikat"]
	assert period["dasar"] == f"{len(counted)} dari {len(SHARED)} indikator; capaian dibatasi 120 %"


def test_the_kecamatans_mean_is_over_its_iku(run, units):
	doc = run.recap()
	(period, _year) = asal_nilai(doc.name)["rata"]
	assert "(IKU)" in period["judul"]
	listed = {row["kode"] for row in (*period["baris"], *period["tidak_dihitung"])}
	assert listed == {row.kode for row in doc.baris if row.tingkat == "IKU"}
	# SI-2's ratio was 0/0: nothing to count, and it says so.
	assert [row["sebab"] for row in period["tidak_dihitung"]] == ["tidak ada objek"]
	assert period["uraian"] == "Belum ada indikator yang dapat dihitung."


def test_a_mean_by_another_rule_says_so(run, units):
	doc = run.recap(units[0])
	frappe.db.set_value(REKAP, doc.name, "rata_capaian", 12.5)
	(period, _year) = asal_nilai(doc.name)["rata"]
	assert period["uraian"].startswith("12,5 % menurut aturan lain (Server Script); hitungan biasa: ")


def test_serapan_and_efisiensi_are_divisions_too(run, units):
	doc = run.recap(units[0])
	program = {"kode_program": "7.01.02", "program": "Pelayanan", "anggaran": 200, "realisasi": "170"}
	row = doc.append("anggaran", {**program, "nilai_realisasi": 170, "serapan_teks": "85 %"})
	row.db_insert()
	doc.db_set("periode", f"{run.office.tahun}-TW4")
	figures = {"serapan": 85, "efisiensi_teks": "15 poin", "kategori_efisiensi": "Efisien"}
	frappe.db.set_value(REKAP, doc.name, {**figures, "rata_capaian_sd": 100})
	told = asal_nilai(doc.name)
	assert told["serapan"]["uraian"] == "170 / 200 = 85 %"
	assert told["serapan"]["baris"] == [
		{"program": "7.01.02 Pelayanan", "realisasi": "170", "anggaran": "200", "serapan": "85 %"}
	]
	assert told["efisiensi"] == "capaian 100 % - serapan 85 % = 15 poin (Efisien)"
	row.db_set({"realisasi": "", "nilai_realisasi": 0})
	assert asal_nilai(doc.name)["serapan"]["uraian"] == ("Realisasi anggaran belum diisi.")


def test_totals_over_http_for_who_may_read_the_recap(run, units, web):
	name = run.recap(units[0]).name
	told = web.person("sekcam").read(TOTALS, name=name)
	assert len(told["rata"]) == 2 and told["rata"][0]["baris"]
	with pytest.raises(DemoError, match="403"):
		web.person(f"jp:{units[1]}").read(TOTALS, name=name)


def corrected(run, unit: str):
	"""Step 8 corrects A1 of a unit's recap and reads it closely; returns its row in the kecamatan's."""
	name = run.recap(unit).name
	row = by_code(run.recap(unit))["A1"]
	correction = {
		"indikator": row.indikator,
		"kolom": "Realisasi",
		"sesudah": "7",
		"alasan": TYPED,
	}
	run.update("sekcam", REKAP, name, koreksi=[correction])
	run.read_closely(unit)
	return by_code(run.recap(), unit)["A1"]


def test_a_correction_of_a_unit_is_told_at_the_kecamatans_figure(run, units):
	row = corrected(run, units[0])
	told = api.asal(row.parent, row.indikator)
	assert (row.dikoreksi, row.realisasi_teks) == (1, "7")
	(one,) = told["koreksi"]
	unit = frappe.db.get_value("Unit Kerja", units[0], "nama_unit")
	assert (one["unit"], one["sebelum"], one["sesudah"], one["alasan"], one["oleh"]) == (
		unit,
		"10",
		"7",
		PLAIN,
		"Uji sekcam",
	)
	assert one["pada"]
	((of_unit, same),) = corrections_of(run.recap())
	assert (of_unit, same.sesudah) == (units[0], "7")
	sheet = load_workbook(io.BytesIO(workbook.build(run.recap())))["Koreksi"]
	(line,) = sheet.iter_rows(min_row=FIRST_ROW, values_only=True)
	assert line[:7] == (unit, row.kode, "Realisasi", "10", "7", PLAIN, "Uji sekcam")


def test_a_final_recap_tells_the_corrections_that_it_was_made_with(run, units):
	row = corrected(run, units[0])
	with signed_in(run.user("sekcam")):
		process_api.tetapkan_tidak_melapor(run.disposisi, units[2], "Sakit.")
	run.finalize()
	correction = run.recap(units[0]).koreksi[0]
	frappe.db.set_value("Koreksi Rekap", correction.name, "sesudah", "8")
	(one,) = api.asal(row.parent, row.indikator)["koreksi"]
	assert one["sesudah"] == "7" and one["pada"]
	((_unit, kept),) = corrections_of(run.recap())
	assert kept.sesudah == "7"


def test_target_and_predikat_are_explained(run, units):
	doc = run.recap(units[1])
	row = by_code(doc)["A1"]
	told = {one["judul"]: one["uraian"] for one in api.asal(doc.name, row.indikator)["angka"]}
	agreement = frappe.db.get_value("Perjanjian Kinerja", {"unit_kerja": units[1], "tahun": run.office.tahun})
	assert (
		told["Target"]
		== f"9 pada periode ini, 9 s.d. periode ini (Kumulatif), 36 setahun; menurut {agreement}"
	)
	assert told["Predikat periode ini"] == "277,78 % mencapai batas bawah 91 % untuk Sangat Tinggi"
	# On the kecamatan's recap the same, by way of the unit's Formats.
	office = {one["judul"]: one["uraian"] for one in api.asal(run.recap().name, row.indikator)["angka"]}
	assert (office["Target"], office["Predikat periode ini"]) == (
		told["Target"],
		told["Predikat periode ini"],
	)


def test_a_figure_of_several_units_names_each_units_year(run, units):
	"""An indicator that two units report on, as after it has moved from one to the other."""
	run.read_closely(units[0])
	office = run.recap()
	row, like = by_code(office, units[1])["A1"], by_code(run.recap(units[0]))["A1"]
	frappe.db.set_value("Baris Rekap", like.name, "indikator", row.indikator)
	office_recap.fill_office_recap(office)
	both = next(one for one in office.baris if one.indikator == row.indikator)
	sources = [source for source in office.sumber if source.indikator == row.indikator]
	names = [frappe.db.get_value("Unit Kerja", unit, "nama_unit") for unit in units[:2]]
	assert [source.nama_pelaksana for source in sources] == names
	told = trace_sums.calculations_of(
		both, [s.as_dict() for s in sources], [UnitRecap(s.dokumen, 1) for s in sources], False
	)
	(year,) = [one["uraian"] for one in told if one["judul"].startswith("Realisasi s.d.")]
	assert year == f"{names[0]}: 10; {names[1]}: 25 = 35"
