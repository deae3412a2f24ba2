"""A unit that is Tidak Melapor: its indicators stand in the kecamatan's recap, said to be missing, never counted as nought."""

import io

import frappe
import pytest
from openpyxl import load_workbook

from kinerja_kecamatan.base import clock
from kinerja_kecamatan.excel import recap as workbook
from kinerja_kecamatan.excel.recap_sheets.table import COLUMNS, FIRST_ROW
from kinerja_kecamatan.figures import engine, history
from kinerja_kecamatan.figures.not_reported import TEKS
from kinerja_kecamatan.formats import annual, rows
from kinerja_kecamatan.process import api
from kinerja_kecamatan.recaps import api as recaps_api
from kinerja_kecamatan.recaps import office_recap, outdated, year
from kinerja_kecamatan.reporting import tables
from tests.support.local_run import LocalRun, signed_in
from tests.support.papers import KECAMATAN, words_of
from tests.support.sop_run import REKAP
from tests.support.year_run import EXPLAINED, settle

pytestmark = pytest.mark.full  # two SOPs before the first test; the oracle's silent units are in every run

WHY = "Kasi sakit, tidak ada Plh."
KEYS = [key for key, *_ in COLUMNS]


@pytest.fixture(scope="module")
def _made(_shared_office) -> tuple[LocalRun, LocalRun]:
	"""TW1 with both units, TW2 with the first one Tidak Melapor after it had typed in figures; committed."""
	frappe.db.rollback()
	frappe.set_user("Administrator")
	office = _shared_office.in_new_year(alone=True)
	first, second = (LocalRun(office, f"{office.tahun}-TW{n}") for n in (1, 2))
	silent, *others = office.units
	first.up_to_meeting()
	for unit in office.units:
		first.unit_through(unit)
	first.finalize()
	second.up_to_meeting()
	second.type_in(silent)
	with signed_in(second.user("sekcam")):
		api.tetapkan_tidak_melapor(second.disposisi, silent, WHY)
	for unit in others:
		second.unit_through(unit)
	frappe.db.commit()
	return first, second


@pytest.fixture
def made(_made, site) -> tuple[LocalRun, LocalRun]:
	return _made


def lines_of(doc, unit: str) -> dict:
	return {row.kode[-2:]: row for row in doc.baris if row.unit_kerja == unit}


def test_its_rows_have_no_figure_and_do_not_count(made):
	_first, run = made
	silent, other = run.office.units[:2]
	doc = run.recap()
	missing, there = lines_of(doc, silent), lines_of(doc, other)
	assert missing.keys() == there.keys()
	for code in ("A1", "A2", "A3"):
		row = missing[code]
		assert (row.tidak_disampaikan, row.status, row.realisasi_teks, row.capaian_teks) == (
			1,
			"Belum Diisi",
			"",
			"",
		)
		assert (row.dihitung, row.predikat, row.lengkap, row.nilai, row.kendala or "") == (0, "", 0, 0, "")
		assert (row.target_teks, there[code].tidak_disampaikan) == (there[code].target_teks, 0)
	# The yearly survey was not asked for.
	assert (missing["A4"].status, missing["A4"].tidak_disampaikan) == ("Tidak Diukur", 0)
	assert doc.rata_capaian == there["A2"].capaian_dibatasi
	counts = {row.tingkat: (row.jumlah, row.dihitung) for row in doc.nilai}
	assert counts["IKU"] == (len(run.office.units), len(run.office.units) - 1)


def test_the_year_so_far_is_what_it_has_reported(made):
	first, run = made
	silent = run.office.units[0]
	row, then = lines_of(run.recap(), silent)["A1"], lines_of(first.recap(), silent)["A1"]
	assert (row.sd_teks, row.sd_lengkap, row.sd_terakhir) == (then.sd_teks, 0, first.periode)
	assert (row.target_sd_teks, row.sd_dihitung, row.sd_predikat, row.sd_capaian) == ("18", 0, "", 0)
	assert (row.sd_belum, row.sd_capaian_teks) == (run.periode, "belum lengkap: TW II")
	(source,) = [s for s in run.recap().sumber if s.indikator == row.indikator]
	assert (source.dokumen, source.status, source.nilai_teks) == (
		run.recap(silent).name,
		"Belum Diisi",
		"",
	)


def test_it_is_said_on_paper_in_the_workbook_and_in_the_report(made):
	_first, run = made
	doc, silent = run.recap(), run.office.units[0]
	assert words_of(doc, KECAMATAN).count(TEKS) == 3
	book = load_workbook(io.BytesIO(workbook.build(doc)))
	lines = [
		dict(zip(KEYS, line, strict=True))
		for line in book["Rekap"].iter_rows(
			min_row=FIRST_ROW, max_row=FIRST_ROW + len(doc.baris) - 1, values_only=True
		)
	]
	told = [line for line in lines if line["status"] == TEKS]
	assert len(told) == 3 and {(line["nilai"], line["capaian"]) for line in told} == {(None, None)}
	name = frappe.db.get_value("Unit Kerja", silent, "nama_unit")
	(summary,) = [r for r in book["Ringkasan"].iter_rows(values_only=True) if r[0] == name]
	assert summary[2:] == (None, None, None, None, "Tidak Melapor")
	assert "Tidak Melapor" in book[name]["A3"].value
	found = {table.kode: table for table in tables.tables_of(doc)}
	assert [line[5] for line in found["T1"].baris].count(TEKS) == 1
	assert [line[5] for line in found["T1a"].baris].count(TEKS) == 2
	assert [line[2] for line in found["T5"].baris].count(TEKS) == 3


def test_a_year_that_lacks_its_quarter_is_not_judged_anywhere(made):
	"""Neither in a mean nor in a cell: its target asks for the quarter that was not reported."""
	_first, run = made
	doc, silent = run.recap(), run.office.units[0]
	row, said = lines_of(doc, silent)["A1"], "belum lengkap: TW II"
	assert said in words_of(doc, KECAMATAN)
	book = load_workbook(io.BytesIO(workbook.build(doc)))
	(line,) = [
		dict(zip(KEYS, line, strict=True))
		for line in book["Rekap"].iter_rows(min_row=FIRST_ROW, values_only=True)
		if line[KEYS.index("kode")] == row.kode
	]
	assert (line["sd_capaian"], line["sd_dibatasi"], line["sd_predikat"]) == (said, None, None)
	(table,) = [table for table in tables.tables_of(doc) if table.kode == "T1b"]
	main = [one for one in doc.baris if one.tingkat == "IKU"]
	for one, cells in zip(main, table.baris, strict=True):
		assert isinstance(cells[4], str) == (one.unit_kerja == silent), (one.kode, cells)
	assert {cells[4] for cells in table.baris if isinstance(cells[4], str)} == {said}
	told = recaps_api.asal(doc.name, row.indikator)["angka"]
	title = "Capaian s.d. periode ini terhadap target s.d. periode ini"
	assert {"judul": title, "uraian": f"tidak dinilai: {said}"} in told
	(year,) = [one for one in recaps_api.asal_nilai(doc.name)["rata"] if "s.d." in one["judul"]]
	own = next(one for one in main if one.unit_kerja == silent)
	assert year["tidak_dihitung"] == [{"kode": own.kode, "nama": own.nama_indikator, "sebab": said}]
	assert doc.rata_capaian_sd_teks.startswith(f"1 dari {len(main)} IKU")


def test_the_interim_recap_says_the_same(made):
	_first, run = made
	rows_ = {row.indikator: row for row in run.recap().baris}
	told = recaps_api.sementara(run.disposisi)
	assert len(told["baris"]) == len(rows_)
	for row in told["baris"]:
		for column in ("status", "tidak_disampaikan", "realisasi_teks", "capaian_teks", "predikat"):
			assert row[column] == rows_[row["indikator"]].get(column), (column, row)
	assert float(told["rata_capaian"]) == pytest.approx(run.recap().rata_capaian)


def test_what_it_had_typed_is_no_source(made):
	_first, run = made
	row = lines_of(run.recap(), run.office.units[0])["A1"]
	told = recaps_api.asal(row.parent, row.indikator)
	assert {"judul": "Realisasi periode ini", "uraian": TEKS} in told["angka"]
	(source,) = told["sumber"]
	assert [one["untuk"] for one in source["sumber"]] == ["Tahun Berjalan"]


def test_a_unit_that_reports_after_all_is_back_with_its_figures(made):
	_first, run = made
	silent = run.office.units[0]
	run.fill(silent)
	run.recap_unit(silent)
	run.validate(silent)
	assert lines_of(run.recap(), silent)["A1"].tidak_disampaikan == 1
	run.read_closely(silent)
	row = lines_of(run.recap(), silent)["A1"]
	assert (row.tidak_disampaikan, row.status, row.realisasi_teks, row.sd_teks) == (0, "Terisi", "9", "18")


def test_a_later_recap_is_not_outdated_by_what_was_never_handed_in(made):
	"""The source of a later recap says that there is no figure, whatever the silent unit's rows hold."""
	_first, run = made
	run.finalize()
	third = LocalRun(run.office, f"{run.office.tahun}-TW3").up_to_meeting()
	for unit in third.office.units:
		third.unit_through(unit)
	third.finalize()
	row = lines_of(third.recap(), run.office.units[0])["A1"]
	assert (row.sd_teks, row.sd_lengkap, row.sd_capaian_teks) == ("18", 0, "belum lengkap: TW II")
	outdated.flag_users_of(run.recap(), clock.now())
	assert not third.recap().perlu_diperbarui


def test_the_years_figures_of_a_unit_wait_for_its_own_quarters(made, monkeypatch):
	_first, run = made
	silent, other = run.office.units[:2]
	quarters = [f"{run.office.tahun}-TW{n}" for n in (1, 2)]
	# The year as if it had these two quarters only.
	monkeypatch.setattr(annual, "parts_of", lambda kecamatan, periode: quarters)
	found = rows.rows_by_unit(run.office.root, str(run.office.tahun))
	lines = {
		unit: {row["kode"][-2:]: row for group in found[unit] for row in group.rows}
		for unit in (silent, other)
	}
	assert (lines[silent]["A1"]["realisasi"], lines[silent]["A1"]["lengkap"]) == ("9", 0)
	assert lines[other]["A1"]["realisasi"] == "18"
	past = history.history_of(run.office.root, quarters, [lines[silent]["A1"]["indikator"]])
	(result,) = engine.over_time([annual._group(lines[silent]["A1"], quarters, past, silent)])
	assert (result["lengkap"], result["belum"]) == (False, [quarters[1]])


def test_a_saved_format_of_the_year_still_says_that_its_unit_was_silent(made, monkeypatch):
	"""What it was made with, its rows say after a save too: the other unit's quarter is not theirs."""
	_first, run = made
	silent, other = run.office.units[:2]
	frappe.db.delete("Baris Rekap", {"parent": run.recap(silent).name})
	frappe.db.set_value(REKAP, run.recap(silent).name, {"unit_kerja": run.office.root})
	quarters = [f"{run.office.tahun}-TW{n}" for n in (1, 2)]
	for module in (annual, year):
		monkeypatch.setattr(module, "parts_of", lambda kecamatan, periode: quarters)
	whole = LocalRun(run.office, str(run.office.tahun)).up_to_meeting()
	for unit, complete in ((silent, 0), (other, 1)):
		form = whole.type_in(unit, {})
		row = next(row for row in form.baris if row.kode.endswith("A1"))
		assert (row.dari_triwulan, row.lengkap) == (1, complete), unit


def test_the_interim_recap_of_a_year_judges_no_year_that_lacks_a_quarter(made, monkeypatch):
	"""As the recap that is stored: what a year lacks is no row of its own recaps."""
	_first, run = made
	silent = run.office.units[0]
	quarters = [f"{run.office.tahun}-TW{n}" for n in (1, 2)]
	for module in (annual, year):
		monkeypatch.setattr(module, "parts_of", lambda kecamatan, periode: quarters)
	whole = LocalRun(run.office, str(run.office.tahun)).up_to_meeting()
	for unit in whole.office.units:
		whole.fill(unit, {"A4": {"realisasi": "90"}, **EXPLAINED})
		settle(whole, unit)
		whole.recap_unit(unit)
		settle(whole, unit, "pek")
		whole.validate(unit)
		whole.read_closely(unit)
	stored, told = whole.recap(), recaps_api.sementara(whole.disposisi)
	rows_ = {row.indikator: row for row in stored.baris}
	assert len(told["baris"]) == len(rows_)
	for row in told["baris"]:
		for column in ("status", "realisasi_teks", "capaian_teks", "predikat"):
			assert row[column] == (rows_[row["indikator"]].get(column) or ""), (column, row)
	said = {row["indikator"]: row for row in told["baris"]}
	lacking = said[lines_of(stored, silent)["A1"].indikator]
	assert (lacking["capaian_teks"], lacking["predikat"]) == ("belum lengkap: TW II", "")
	assert float(told["rata_capaian"]) == pytest.approx(stored.rata_capaian)
	assert told["rata_capaian_teks"] == stored.rata_capaian_teks


def test_a_unit_without_a_recap_is_missing_in_the_year_whoever_else_reported(made):
	"""Its own quarter counts, not that some unit of the office has made a recap."""
	_first, run = made
	silent = run.office.units[0]
	frappe.db.delete("Baris Rekap", {"parent": run.recap(silent).name})
	frappe.db.set_value(REKAP, run.recap(silent).name, {"unit_kerja": run.office.root})
	quarters = [f"{run.office.tahun}-TW{n}" for n in (1, 2)]
	row = lines_of(_first.recap(silent), silent)["A1"]
	past = history.history_of(run.office.root, quarters, [row.indikator])
	(result,) = engine.over_time([annual._group(row, quarters, past, silent)])
	assert (result["lengkap"], result["belum"]) == (False, [quarters[1]])


def test_recomputing_leaves_the_rows_as_they_are(made):
	_first, run = made
	doc = run.recap()
	before = [(row.indikator, row.status, row.sd_teks, row.tidak_disampaikan) for row in doc.baris]
	office_recap.fill_office_recap(doc)
	assert before == [(row.indikator, row.status, row.sd_teks, row.tidak_disampaikan) for row in doc.baris]
