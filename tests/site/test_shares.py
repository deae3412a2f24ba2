"""An indicator that several Pelaksana add up: each writes a share, the target and its judgement are the unit's."""

import io

import frappe
import pytest
from openpyxl import load_workbook

from kinerja_kecamatan.excel import api as excel
from kinerja_kecamatan.papers import format_data
from tests.support.local_run import LocalRun, refused, signed_in
from tests.support.office import FIGURES, add_person
from tests.support.sop_run import FORMAT, REKAP

SHARE = "A1"  # summed over its sources, target 9


@pytest.fixture
def run(office) -> LocalRun:
	"""The section's first indicator given to two Pelaksana, up to the meeting."""
	unit = office.units[0]
	add_person(office, "jp2", "Pelaksana kedua", unit, [("Jabatan Pelaksana", "Unit")])
	people = [{"pegawai": office.pegawai[key]} for key in (f"jp:{unit}", "jp2")]
	doc = frappe.get_doc("Indikator Kinerja", office.indicators[unit][0])
	assert doc.agregasi_sumber == "Jumlah"
	doc.update({"pelaksana": people}).save()
	return LocalRun(office).up_to_meeting()


def fill_shares(run: LocalRun, first: dict, second: dict):
	"""Both shares and the unit's own Format, handed on; returns the unit's recap."""
	unit = run.office.units[0]
	for key, figures in ((f"jp:{unit}", first), ("jp2", second)):
		run.fill(unit, {SHARE: figures}, share_of(run, key).name, key)
	own = {"disposisi": run.disposisi, "unit_kerja": unit, "pelaksana": ["is", "not set"]}
	run.fill(unit, FIGURES, frappe.db.get_value(FORMAT, own))
	return run.recap(unit)


def share_of(run: LocalRun, key: str):
	return run.format_of(run.office.units[0], run.office.pegawai[key])


def row_of(doc):
	return next(row for row in doc.baris if row.kode.endswith(SHARE))


@pytest.mark.full
def test_a_share_is_handed_on_without_capaian_and_kendala(run):
	recap = fill_shares(run, {"realisasi": "3"}, {"realisasi": "6"})
	for key, figure in ((f"jp:{run.office.units[0]}", "3"), ("jp2", "6")):
		row = row_of(share_of(run, key))
		assert (row.sebagian, row.realisasi, row.status) == (1, figure, "Terisi")
		assert (row.dihitung, row.capaian, row.capaian_teks, row.predikat) == (0, 0, "", "")
		assert not row.temuan
	whole = row_of(recap)
	assert (whole.nilai, whole.target) == (9, row.target)
	assert whole.capaian == pytest.approx(900 / whole.target)
	assert not [row for row in recap.temuan if row.jenis == "kendala"]


@pytest.mark.full
def test_a_unit_below_its_target_is_explained_on_its_recap(run):
	unit = run.office.units[0]
	recap = fill_shares(run, {"realisasi": "3"}, {"realisasi": "1"})
	(found,) = [row for row in recap.temuan if row.jenis == "kendala"]
	assert (found.tingkat, found.sumber) == ("Peringatan", "")
	assert found.uraian.startswith(f"{row_of(recap).kode}: target unit belum tercapai")
	run.recap_unit(unit)
	name = run.recap(unit).name
	assert "target unit belum tercapai" in refused(Exception, run.act, "pek", REKAP, name, "Validasi")
	rows = [row.as_dict() for row in frappe.get_doc(REKAP, name).temuan]
	reasons = [{**row, "alasan": row.alasan or "Dua kegiatan ditunda karena banjir."} for row in rows]
	run.update("pek", REKAP, name, temuan=reasons)
	run.validate(unit)
	assert run.recap(unit).workflow_state == "Divalidasi"


@pytest.mark.full
def test_a_kendala_of_one_of_them_explains_it(run):
	short = {"realisasi": "1", "kendala": "Banjir", "tindak_lanjut": "Dijadwalkan ulang"}
	recap = fill_shares(run, {"realisasi": "3"}, short)
	assert not [row for row in recap.temuan if row.jenis == "kendala"]
	assert "Banjir" in row_of(recap).kendala


@pytest.mark.full
def test_paper_and_workbook_say_whose_target_it_is(run):
	doc = share_of(run, "jp2")
	printed = frappe.as_json(format_data.format_paper(doc)).replace("\\n", " ")
	assert f"{row_of(doc).target_teks} (seluruh unit)" in printed
	with signed_in(run.user("jp2")):
		excel.unduh_templat(doc.name)
	book = load_workbook(io.BytesIO(frappe.local.response.filecontent))
	said = [cell.value for row in book.worksheets[0].iter_rows() for cell in row if cell.value]
	assert "di rekap unit" in said


@pytest.mark.full
def test_who_fills_in_alone_is_judged_as_before(run):
	unit = run.office.recap_unit
	doc = run.type_in(unit, {SHARE: {"realisasi": "1"}})
	row = row_of(doc)
	assert (row.sebagian, row.dihitung) == (0, 1)
	assert "tulis kendalanya" in row.temuan
