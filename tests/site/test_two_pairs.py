"""This period beside its target, the year so far beside the target so far: on recaps, papers and workbooks, and after an update."""

import io

import frappe
import pytest
from openpyxl import load_workbook

from kinerja_kecamatan.excel import recap as workbook
from kinerja_kecamatan.exceptions import PreconditionMissing
from kinerja_kecamatan.papers import progress
from kinerja_kecamatan.papers.document import page_for
from kinerja_kecamatan.papers.rekap import average_text
from kinerja_kecamatan.patches import targets_so_far
from kinerja_kecamatan.process.steps import rekap_kecamatan
from kinerja_kecamatan.recaps import api, office_recap, unit_recap
from tests.support.local_run import LocalRun
from tests.support.office import reopened
from tests.support.sop_run import FORMAT, REKAP

pytestmark = pytest.mark.full  # a SOP of two units for each test
PROGRAM = {"kode_program": "7.01.02", "program": "Pelayanan Publik", "anggaran": 200}
YEAR = ("target_sd_teks", "sd_capaian_teks", "sd_predikat", "kemajuan_tahun_teks", "sd_capaian_dibatasi")


@pytest.fixture
def quarter(office) -> LocalRun:
	"""TW II of an office whose first unit has a program with a plan of its cash; recapped, not validated. It has reported TW I."""
	unit = office.units[0]
	agreement = reopened(office, unit)
	agreement.append("program", {**PROGRAM, "kas_tw1": 40, "kas_tw2": 60, "kas_tw3": 50, "kas_tw4": 50})
	agreement.save()
	LocalRun(office, f"{office.tahun}-TW1").up_to_meeting().unit_through(unit)
	run = LocalRun(office, f"{office.tahun}-TW2").up_to_meeting()
	run.fill(unit)
	run.recap_unit(unit)
	return run


def filled(run: LocalRun, spent: str = ""):
	doc = run.recap(run.office.units[0])
	unit_recap.fill_unit_recap(doc)
	doc.anggaran[0].realisasi = spent
	unit_recap.fill_unit_recap(doc)
	return doc


def test_the_two_pairs_stand_apart(quarter):
	doc = filled(quarter)
	row = next(row for row in doc.baris if row.kode.endswith("A1"))
	assert (row.target_teks, row.target_sd_teks, row.target_tahunan_teks) == ("9", "18", "36")
	now, year = float(row.nilai), float(row.sd_nilai)
	assert row.capaian == pytest.approx(now / 9 * 100)
	assert row.sd_capaian == pytest.approx(year / 18 * 100)
	assert row.kemajuan_tahun == pytest.approx(year / 36 * 100)
	assert row.sd_predikat and doc.predikat_sd
	(head,) = progress.year_so_far(doc, page_for(landscape=True))
	assert [column.judul for column in head.kolom][2:7] == [
		"Target s.d. Periode Ini",
		"Realisasi s.d. Periode Ini",
		"Capaian s.d. Periode Ini",
		"Predikat s.d.",
		"Target Tahunan",
	]


def test_a_mean_says_how_many_it_counts_and_under_which_cap(quarter):
	doc = filled(quarter)
	counted = sum(row.dihitung for row in doc.baris)
	basis = f"{counted} dari {len(doc.baris)} indikator; capaian dibatasi 120 %"
	assert doc.rata_capaian_teks == basis
	assert average_text(doc).endswith(f"({basis})") and doc.predikat in average_text(doc)
	sheet = load_workbook(io.BytesIO(workbook.build(doc)))
	texts = {str(cell.value) for page in sheet for line in page.iter_rows() for cell in line if cell.value}
	assert any(basis in text for text in texts)
	settings = frappe.get_doc("Pengaturan Kinerja")
	settings.tanpa_batas = 1
	settings.save()
	doc = filled(quarter)
	assert doc.rata_capaian_teks.endswith("capaian tidak dibatasi")
	assert max(row.capaian_dibatasi for row in doc.baris) == max(row.capaian for row in doc.baris)


def test_efisiensi_before_the_year_closes_is_of_the_plan_of_cash(quarter):
	doc = filled(quarter, "90")
	assert doc.anggaran[0].rencana_kas == 100 and doc.serapan == 45
	points = doc.rata_capaian_sd - 90
	assert doc.efisiensi_teks.startswith(f"{points:.2f}".rstrip("0").rstrip(".").replace(".", ","))
	assert doc.kategori_efisiensi in ("Efisien", "Cukup Efisien", "Tidak Efisien")
	frappe.db.set_value("Program Anggaran", {"anggaran": "200"}, {"kas_tw1": "0", "kas_tw2": "0"})
	doc = filled(quarter, "90")
	assert (doc.efisiensi_teks, doc.kategori_efisiensi) == ("", "Belum dinilai")
	assert "Belum dinilai" in str(
		[row.sel for block in progress.budget(doc, page_for(landscape=True)) for row in block.rows]
	)


def test_an_indicator_that_states_the_spending_says_what_the_table_says(quarter):
	doc = filled(quarter, "90")
	row = next(row for row in doc.baris if row.sd_status == "Terisi")
	frappe.db.set_value("Indikator Kinerja", row.indikator, "menyatakan_serapan", 1)
	doc = filled(quarter, "90")
	(found,) = [one for one in doc.temuan if one.jenis == "serapan"]
	assert found.indikator == row.indikator and "tabel anggaran 45 %" in found.uraian
	budget = 200 * float(row.sd_nilai) / 100
	doc = filled(quarter, f"{budget:.2f}".replace(".", ","))
	assert [one for one in doc.temuan if one.jenis == "serapan"] == []
	doc = filled(quarter, "")
	assert [one for one in doc.temuan if one.jenis == "serapan"] == [], "nothing is stated yet"
	frappe.db.set_value("Indikator Kinerja", row.indikator, "tabel_serapan", "Kecamatan")
	doc = filled(quarter, "90")
	assert [one for one in doc.temuan if one.jenis == "serapan"] == [], "it states another table"


def test_a_kecamatans_recap_with_two_rates_is_not_final(quarter):
	first, second = quarter.office.units[:2]
	doc = quarter.recap(first)
	rows = [row for row in filled(quarter).baris if row.sd_status == "Terisi"]
	row = next(row for row in rows if row.tingkat == "IKU")
	own = next(row for row in rows if row.tingkat != "IKU")
	quarter.validate(first)
	quarter.read_closely(first)
	quarter.unit_through(second)
	frappe.db.set_value("Serapan Anggaran", {"parent": doc.name}, {"realisasi": "90", "nilai_realisasi": 90})
	office = quarter.recap()
	frappe.db.set_value("Indikator Kinerja", own.indikator, "menyatakan_serapan", 1)
	for whose in ("Menurut Tingkat", "", "Unit"):
		frappe.db.set_value("Indikator Kinerja", own.indikator, "tabel_serapan", whose)
		rekap_kecamatan.fill_office_rows(office, None)  # a unit's own rate is none of the whole
	frappe.db.set_value("Indikator Kinerja", own.indikator, "tabel_serapan", "Kecamatan")
	with pytest.raises(PreconditionMissing, match="tabel anggaran 45 %"):
		rekap_kecamatan.fill_office_rows(office, None)  # of whatever tingkat and unit it is
	frappe.db.set_value("Indikator Kinerja", own.indikator, "tabel_serapan", "Unit")
	frappe.db.set_value("Indikator Kinerja", row.indikator, "menyatakan_serapan", 1)
	with pytest.raises(PreconditionMissing, match="tabel anggaran 45 %"):
		rekap_kecamatan.fill_office_rows(office, None)


def test_what_is_open_at_an_update_is_judged_anew_and_what_is_final_is_not(quarter):
	"""The patch on a site whose rows had no target so far: as if computed by this release, and finals with what they were held against."""
	doc = quarter.recap(quarter.office.units[0])
	wanted = {row.indikator: [row.get(field) for field in YEAR] for row in doc.baris}
	blank = {"target_sd": 0, "target_sd_teks": None, "target_tahunan_teks": None}
	for doctype, child in ((FORMAT, "Baris Data Kinerja"), (REKAP, "Baris Rekap")):
		names = frappe.get_all(doctype, {"disposisi": quarter.disposisi}, pluck="name")
		frappe.db.set_value(child, {"parent": ["in", names]}, blank)
	frappe.db.set_value("Baris Rekap", {"parent": doc.name}, {"sd_capaian": 1, "sd_capaian_teks": "1 %"})
	modified = frappe.db.get_value(REKAP, doc.name, "modified")
	targets_so_far.execute()
	found = {row.indikator: [row.get(field) for field in YEAR] for row in quarter.recap(doc.unit_kerja).baris}
	assert found == wanted
	form = quarter.format_of(doc.unit_kerja)
	assert {row.kode[-2:]: row.target_sd_teks for row in form.baris}["A1"] == "18"
	assert frappe.db.get_value(REKAP, doc.name, "modified") == modified
	for unit in quarter.office.units:
		if unit != doc.unit_kerja:
			quarter.unit_through(unit)
	quarter.validate(doc.unit_kerja)
	quarter.read_closely(doc.unit_kerja)
	quarter.finalize()
	office = quarter.recap()
	before = {row.name: row.sd_capaian_teks for row in office.baris}
	frappe.db.set_value("Baris Rekap", {"parent": office.name}, blank)
	targets_so_far.execute()
	rows = quarter.recap().baris
	assert {row.name: row.sd_capaian_teks for row in rows} == before
	assert all(row.target_sd_teks == row.target_tahunan_teks for row in rows)
	assert api.asal(office.name, rows[0].indikator)["angka"]
	assert office_recap.find_office_recap(quarter.disposisi) == office.name
