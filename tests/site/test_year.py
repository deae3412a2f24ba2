"""Four quarters of one year, the year's own recap and the next year's first quarter, cell by cell."""

import json

import frappe
import pytest

from kinerja_kecamatan.demo.client import DemoError, Person
from kinerja_kecamatan.exceptions import MoveRefused, NumberInvalid, PreconditionMissing
from kinerja_kecamatan.papers import catalogue
from kinerja_kecamatan.recaps import api, unit_recap
from tests.support.local_run import refused
from tests.support.office import PASSWORD, reopened
from tests.support.papers import table_of
from tests.support.sop_run import FORMAT, REKAP, SopRun
from tests.support.year_run import YearRun

pytestmark = pytest.mark.full  # six SOPs before the first test


@pytest.fixture(scope="module")
def committed(_connected) -> YearRun:
	return YearRun()


@pytest.fixture
def year(committed: YearRun, site: None) -> YearRun:
	"""The committed year in a transaction of the test's own."""
	return committed


@pytest.mark.parametrize(
	("key", "now", "so_far", "target", "capaian", "progress"),
	[
		("TW1", "9", "9", "9", "100 %", "25 %"),
		("TW2", "8", "17", "18", "94,44 %", "47,22 %"),
		("TW3", "10", "27", "27", "100 %", "75 %"),
		("TW4", "9", "36", "36", "100 %", "100 %"),
		("tahun", "36", "36", "36", "100 %", "100 %"),
	],
)
def test_a_sum_over_the_year(year, key, now, so_far, target, capaian, progress):
	"""The year so far is held against the targets so far; the part of the annual target is progress."""
	for row in (year.row(key, "A1"), year.office_row(key, "A1")):
		assert (row.realisasi_teks, row.sd_teks, row.target_sd_teks, row.sd_capaian_teks) == (
			now,
			so_far,
			target,
			capaian,
		)
		assert (row.target_tahunan_teks, row.kemajuan_tahun_teks) == ("36", progress)
		assert (row.sd_lengkap, row.sd_predikat) == (1, "Sangat Tinggi")


def test_a_percentage_is_recomputed_over_the_year(year):
	row = year.row("TW4", "A2")
	assert (row.realisasi_teks, row.sd_teks, row.sd_pembilang, row.sd_penyebut) == ("75", "82,86", 58, 70)
	assert year.row("TW3", "A2").status == "Tidak Ada Objek" and year.row("TW3", "A2").sd_teks == "93,33"
	annual = year.row("tahun", "A2")
	assert (annual.realisasi_teks, annual.nilai_pembilang, annual.nilai_penyebut) == ("82,86", 58, 70)


def test_the_year_takes_in_what_was_corrected_in_a_quarter_since(year):
	quarter, annual = (year.runs[key].recap(year.unit) for key in ("TW4", "tahun"))
	row = year.row("TW4", "A1")
	frappe.db.set_value("Baris Rekap", row.name, {"nilai": 11, "realisasi_teks": "11", "lengkap": 0})
	unit_recap.fill_unit_recap(annual)
	found = next(one for one in annual.baris if one.indikator == row.indikator)
	form = next(
		one for one in year.runs["tahun"].format_of(year.unit).baris if one.indikator == row.indikator
	)
	assert (found.realisasi_teks, form.realisasi, form.lengkap) == ("38", "38", 0)
	assert quarter.name in {source.dokumen for source in annual.sumber}
	(told,) = [one for one in annual.temuan if one.indikator == row.indikator and one.jenis == "triwulan"]
	assert "belum lengkap" in told.uraian


def test_the_years_sum_is_explained_by_its_quarters_alone(year):
	for row in (year.row("tahun", "A1"), year.office_row("tahun", "A1")):
		told = api.asal(row.parent, row.indikator)["angka"]
		(whole,) = [one["uraian"] for one in told if one["judul"].startswith("Realisasi s.d.")]
		assert whole == "9 + 8 + 10 + 9 = 36"


def test_the_kecamatans_year_so_far_is_its_units_sum(year):
	row = year.office_row("TW4", "A1")
	told = {one["judul"]: one["uraian"] for one in api.asal(row.parent, row.indikator)["angka"]}
	assert told["Realisasi s.d. periode ini (Kumulatif)"] == "9 + 8 + 10 + 9 = 36"
	assert told["Predikat s.d. periode ini"] == "100 % mencapai batas bawah 91 % untuk Sangat Tinggi"


def test_a_quarter_that_is_not_measured_does_not_change_the_year(year):
	row = year.row("TW4", "A4")
	assert (row.status, row.sd_status, row.sd_teks, row.sd_lengkap) == ("Tidak Diukur", "Tidak Diukur", "", 1)
	assert (year.row("tahun", "A4").realisasi_teks, year.row("tahun", "A4").capaian_teks) == (
		"90",
		"101,69 %",
	)


def test_the_years_figures_come_from_the_quarters_and_are_not_typed(year):
	run = year.runs["tahun"]
	rows = {row.kode[-2:]: row for row in run.format_of(year.unit).baris}
	assert {code: row.dari_triwulan for code, row in rows.items()} == {"A1": 1, "A2": 1, "A3": 1, "A4": 0}
	assert (rows["A1"].realisasi, rows["A2"].pembilang, rows["A3"].realisasi) == ("36", "58", "6")
	fresh = frappe.get_doc(FORMAT, run.format_of(year.unit).name)
	next(row for row in fresh.baris if row.kode.endswith("A1")).realisasi = "99"
	fresh.flags.ignore_permissions = True
	fresh.run_method("validate")
	assert next(row for row in fresh.baris if row.kode.endswith("A1")).realisasi == "36"


def test_next_year_is_compared_with_the_same_quarter(year):
	assert year.later.tahun == year.office.tahun + 1
	first, third = year.row("depan", "A1"), year.row("depan", "A3")
	assert (first.lalu_teks, first.lalu_selisih_teks, first.lalu_arah) == ("9", "+3", "Membaik")
	assert (third.lalu_teks, third.lalu_selisih_teks, third.lalu_arah) == ("1", "+1", "Menurun")
	assert year.office_row("depan", "A1").lalu_arah == "Membaik"
	assert first.sd_teks == "12", "a new year starts anew"
	assert year.row("TW1", "A1").lalu_teks == ""


def test_progress_towards_the_renstra(year):
	for row in (year.row("TW2", "A1"), year.office_row("TW2", "A1")):
		assert (row.renstra_teks, row.renstra_tahun, row.kemajuan_teks) == (
			"48",
			year.office.tahun + 2,
			"35,42 %",
		)
	assert year.row("TW2", "A3").renstra_teks == ""


def test_progress_of_a_negative_sum_does_not_come_down_through_the_year(year):
	"""Incidents so far are a part of the Renstra's figure; by the formula of a capaian they are judged when the year closes."""
	indicator = year.row("TW1", "A3").indikator
	frappe.db.set_value("Indikator Kinerja", indicator, {"target_renstra": "8", "tahun_renstra": 2030})
	found = {}
	for key in ("TW1", "TW2", "TW3", "TW4", "tahun"):
		doc = year.runs[key].recap(year.unit)
		unit_recap.fill_unit_recap(doc)
		row = next(row for row in doc.baris if row.indikator == indicator)
		found[key] = (row.sd_teks, row.kemajuan_teks)
		frappe.db.set_value(
			row.doctype, row.name, {"kemajuan": row.kemajuan, "kemajuan_teks": row.kemajuan_teks}
		)
		frappe.db.set_value(row.doctype, row.name, {"renstra_teks": "8", "renstra_target": 8})
	assert found == {
		"TW1": ("1", "12,5 %"),
		"TW2": ("1", "12,5 %"),
		"TW3": ("4", "50 %"),
		"TW4": ("6", "125 %"),
		"tahun": ("6", "125 %"),
	}
	for key, said in (
		("TW3", "4 / 8 = 50 %"),
		("TW4", "realisasi 6, target 8 (makin rendah makin baik) = 125 %"),
	):
		told = api.asal(year.runs[key].recap(year.unit).name, indicator)["angka"]
		assert said in {one["uraian"] for one in told if "Renstra" in one["judul"]}


def test_spending_and_efisiensi(year):
	doc = year.runs["TW4"].recap(year.unit)
	(row,) = doc.anggaran
	assert (row.program, row.anggaran, row.realisasi, row.serapan_teks) == (
		"Pelayanan Publik",
		200_000_000,
		"170.000.000",
		"85 %",
	)
	assert doc.serapan == 85
	points = doc.rata_capaian_sd - 85
	assert doc.efisiensi_teks.startswith(f"{points:.2f}".replace(".", ",").rstrip("0").rstrip(","))
	assert doc.kategori_efisiensi == ("Efisien" if points > 5 else "Cukup Efisien")
	office = year.runs["TW4"].recap()
	assert [(r.program, r.realisasi, r.dari_unit) for r in office.anggaran] == [
		("Pelayanan Publik", "170.000.000", 1)
	]
	assert office.serapan == 85 and office.kategori_efisiensi


def test_money_that_cannot_be_is_refused_in_place(year):
	run = year.runs["depan"]
	agreement = reopened(year.later, year.unit)
	agreement.append("program", {"kode_program": "1", "program": "Tanpa pagu", "anggaran": 0})
	agreement.save()
	doc = run.recap(year.unit)
	frappe.db.set_value(REKAP, doc.name, "workflow_state", "Draf")
	from kinerja_kecamatan.recaps import unit_recap

	doc = run.recap(year.unit)
	unit_recap.fill_unit_recap(doc)
	doc.anggaran[0].realisasi = "5"
	said = refused(NumberInvalid, unit_recap.fill_unit_recap, doc)
	assert "Anggaran baris 1 (Tanpa pagu)" in said and "tidak mempunyai anggaran" in said


def test_going_down_was_found_and_explained(year):
	findings = year.runs["TW2"].recap(year.unit).temuan
	(one,) = [row for row in findings if row.jenis == "turun"]
	assert one.tingkat == "Peringatan" and "8 turun dari 9" in one.uraian
	assert (one.alasan, one.oleh) == ("Sesuai register", f"Uji jp:{year.unit}") and one.pada
	assert "Peringatan: 8 turun dari 9" in next(
		row.temuan for row in year.runs["TW2"].format_of(year.unit).baris if row.kode.endswith("A1")
	), "shown to who fills in"


def test_a_warning_without_a_reason_holds_the_validation_back(year):
	run = year.runs["TW2"]
	name = run.recap(year.unit).name
	frappe.db.set_value(REKAP, name, "workflow_state", "Diketahui Kepala Unit")
	rows = [{**row.as_dict(), "alasan": ""} for row in run.recap(year.unit).temuan]
	run.update("pek", REKAP, name, temuan=rows)
	said = refused(PreconditionMissing, run.validate, year.unit)
	assert "turun dari 9" in said and "Tulis alasannya" in said
	rows = [{**row.as_dict(), "alasan": "Benar, dua kegiatan ditunda"} for row in run.recap(year.unit).temuan]
	run.update("pek", REKAP, name, temuan=rows)
	run.validate(year.unit)
	(one,) = [row for row in run.recap(year.unit).temuan if row.jenis == "turun"]
	assert (one.alasan, one.oleh) == ("Benar, dua kegiatan ditunda", "Uji pek")


def test_an_error_holds_the_validation_back(year):
	run = year.runs["TW3"]
	name = run.recap(year.unit).name
	source = next(
		s for s in run.recap(year.unit).sumber if s.indikator.endswith("A3") and s.untuk == "Periode Ini"
	)
	frappe.db.set_value("Baris Data Kinerja", source.baris_sumber, {"kendala": "", "tindak_lanjut": ""})
	frappe.db.set_value(REKAP, name, "workflow_state", "Diketahui Kepala Unit")
	rows = [{**row.as_dict(), "alasan": "lain"} for row in run.recap(year.unit).temuan]
	run.update("pek", REKAP, name, temuan=[*rows, {"uraian": "karangan", "tingkat": "Peringatan"}])
	assert "karangan" not in str([row.uraian for row in run.recap(year.unit).temuan])
	assert "tulis kendalanya" in refused(PreconditionMissing, run.validate, year.unit)


def test_the_year_rests_on_quarters_that_were_found_right(year):
	"""Four quarters without evidence are none of the year; what the verdict stood beside is what its paper says."""
	recap = year.runs["tahun"].recap(year.unit)
	assert {row.putusan for row in recap.validasi} == {"Tanpa Bukti"} == quarters_verdicts(year, "A1")
	assert not any(row.ada_bukti for row in recap.validasi)
	assert proofs_on_paper(recap) == {code: "tidak ada" for code in ("A1", "A2", "A3", "A4")}
	frappe.db.set_value(REKAP, recap.name, "workflow_state", "Diketahui Kepala Unit")
	for run in year.runs.values():
		frappe.db.set_value("Validasi Rekap", {"parent": run.recap(year.unit).name}, "putusan", "Sesuai")
	third = {"parent": year.runs["TW3"].recap(year.unit).name, "kode": year.row("TW3", "A3").kode}
	frappe.db.set_value("Validasi Rekap", third, "putusan", "Tidak Sesuai")
	recap = year.runs["tahun"].recap(year.unit)
	unit_recap.fill_unit_recap(recap)
	assert {row.kode[-2:]: row.ada_bukti for row in recap.validasi} == {"A1": 1, "A2": 1, "A3": 0, "A4": 0}
	said = "rekap keempat triwulan yang sudah dicermati"
	assert proofs_on_paper(recap) == {"A1": said, "A2": said, "A3": "tidak ada", "A4": "tidak ada"}


def quarters_verdicts(year, code: str) -> set[str]:
	found = [row for key in ("TW1", "TW2", "TW3", "TW4") for row in year.runs[key].recap(year.unit).validasi]
	return {row.putusan for row in found if row.kode.endswith(code)}


def proofs_on_paper(recap) -> dict[str, str]:
	rows = table_of(catalogue.paper_content("Lembar Validasi", recap), "baris")
	return {row.kode[-2:]: cells[5] for row, cells in zip(recap.baris, rows, strict=True)}


def test_what_is_final_keeps_its_figures(year):
	run = year.runs["TW4"]
	rows = [{**row.as_dict(), "realisasi": "1"} for row in run.recap().anggaran]
	said = refused(MoveRefused, run.update, "camat", REKAP, run.recap().name, anggaran=rows)
	assert "sudah final" in said
	run.update("camat", REKAP, run.recap().name, arahan_pimpinan="Lanjutkan.")
	assert run.recap().arahan_pimpinan == "Lanjutkan."


@pytest.fixture
def web(env, committed: YearRun) -> SopRun:
	made = SopRun(env, committed.office)
	made.disposisi = committed.runs["TW2"].disposisi
	return made


def test_where_a_figure_comes_from_over_http(committed, web, site):
	run = committed.runs["TW2"]
	answer = web.person("sekcam").read(
		"kinerja_kecamatan.recaps.api.asal",
		name=run.recap(committed.unit).name,
		indikator=committed.row("TW2", "A1").indikator,
	)
	sums = {one["judul"]: one["uraian"] for one in answer["angka"]}
	assert sums["Realisasi s.d. periode ini (Kumulatif)"] == "9 + 8 = 17"
	assert sums["Capaian periode ini"] == "8 / 9 = 88,89 %"
	said = [(row["untuk"], row["nilai_teks"], row["jenis_dokumen"]) for row in answer["sumber"]]
	assert said == [("Periode Ini", "8", FORMAT), ("Tahun Berjalan", "9", REKAP)]


def test_the_kecamatans_figure_leads_down_to_the_format(committed, web, site):
	run = committed.runs["TW2"]
	answer = web.person("camat").read(
		"kinerja_kecamatan.recaps.api.asal",
		name=run.recap().name,
		indikator=committed.row("TW2", "A2").indikator,
	)
	sums = {one["judul"]: one["uraian"] for one in answer["angka"]}
	assert sums["Realisasi s.d. periode ini (Rasio)"] == "(19 + 9) / (20 + 10) = 93,33"
	(unit,) = answer["sumber"]
	assert [row["untuk"] for row in unit["sumber"]] == ["Periode Ini", "Tahun Berjalan"]
	assert unit["dokumen"] == run.recap(committed.unit).name
	first = unit["sumber"][0]
	assert (first["jenis_dokumen"], first["pembilang_teks"], first["penyebut_teks"]) == (FORMAT, "9", "10")
	# From the snapshot: what is changed behind the recap's back afterwards does not show.
	snapshot = frappe.db.get_value("Salinan Rekap", {"rekap": unit["dokumen"], "versi": 1}, "isi")
	assert len(json.loads(snapshot)["sumber"]) >= len(unit["sumber"])


def test_a_figure_is_explained_only_to_who_may_read_the_recap(committed, env, _shared_office, site):
	stranger = Person(env.url, env.site, _shared_office.people["pek"], PASSWORD, "pek")
	name = committed.runs["TW2"].recap(committed.unit).name
	with pytest.raises(DemoError, match="403"):
		stranger.read("kinerja_kecamatan.recaps.api.asal", name=name, indikator="x")
