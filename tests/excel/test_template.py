"""The template as it is handed out: what is locked, what text stays text, what is stamped."""

import io

import pytest
from openpyxl import load_workbook

from kinerja_kecamatan.excel import stamp
from kinerja_kecamatan.excel.intake.problems import WorkbookRefused
from kinerja_kecamatan.excel.intake.read import read_sheets
from kinerja_kecamatan.excel.layout import (
	COLUMNS,
	HEAD_ROW,
	HIDDEN,
	LETTER,
	PERIODS,
	SHEET,
	STAMP,
	VERSION,
	address,
)
from kinerja_kecamatan.excel.sheets import Book, Formula
from tests.excel.conftest import COUNT, KEY, LAST, NEGATIVE, RATIO, UNMEASURED, compared, made
from tests.support.workbooks import form, row

DANGEROUS = (
	"=1+1",
	"+62 81",
	"-2+3",
	"@SUM(A1)",
	"\t=1",
	"\r=1",
	'=HYPERLINK("http://x","y")',
	"#N/A",
	"{=1}",
)


@pytest.fixture
def book(doc):
	return load_workbook(io.BytesIO(made(doc)))


def test_only_entry_cells_are_open(book):
	sheet = book[SHEET]
	assert sheet.protection.sheet and book.security.lockStructure
	notes = {"kendala", "tindak_lanjut", "keterangan", "sumber_rilis", "perkiraan_rilis"}
	wanted = {
		COUNT: {"realisasi", "pilihan", *notes},
		RATIO: {"pembilang", "penyebut", "pilihan", *notes},
		NEGATIVE: {"realisasi", "pilihan", *notes},
		UNMEASURED: {"realisasi", *notes},
		LAST: {"realisasi", "pilihan", *notes},
	}
	for number, keys in wanted.items():
		found = {c.key for c in COLUMNS if not sheet[address(c.key, number)].protection.locked}
		assert found == keys, number
	assert all(cell.protection.locked for line in sheet.iter_rows(max_row=HEAD_ROW) for cell in line)


def test_a_years_template_brings_what_its_quarters_said(doc):
	assert PERIODS not in load_workbook(io.BytesIO(made(doc))).sheetnames
	doc.baris[4].kendala_triwulan = "Triwulan I Tahun 2021\nKendala: =1+1\nTindak lanjut: Dijadwalkan ulang"
	content = made(doc)
	sheet = load_workbook(io.BytesIO(content))[PERIODS]
	assert sheet.protection.sheet
	(said,) = [row for row in sheet.iter_rows(min_row=5, values_only=True)]
	assert said == (5, "IK-05", "Indikator 5", doc.baris[4].kendala_triwulan)
	read = compared(doc, content)
	assert not read.changes and not read.problems, "a sheet to read takes nothing in"


def test_a_cell_says_what_is_counted_in_it(doc):
	named = {"sebutan_pembilang": "Desa tepat waktu", "sebutan_penyebut": "Seluruh desa"}
	for name, text in named.items():
		setattr(doc.baris[1], name, text)
	checks = load_workbook(io.BytesIO(made(doc)))[SHEET].data_validations.dataValidation
	for key in ("pembilang", "penyebut"):
		mine = [check for check in checks if address(key, RATIO) in str(check.sqref).split()]
		assert [check.prompt.partition(".")[0] for check in mine] == [named[f"sebutan_{key}"]]
		assert mine[0].type == "custom" and address(key, RATIO) in mine[0].formula1
		others = [check for check in checks if address(key, COUNT) in str(check.sqref).split()]
		assert len(others) == 1 and others[0].promptTitle == "Angka"
	alone = load_workbook(io.BytesIO(made(form(doc.baris[1]))))[SHEET].data_validations.dataValidation
	assert all(str(check.sqref) for check in alone), "no check of no cell"


def test_what_surrounds_the_table(book):
	sheet = book[SHEET]
	assert sheet.freeze_panes == address("satuan", HEAD_ROW + 1)
	assert sheet.print_title_rows == f"${HEAD_ROW}:${HEAD_ROW}"
	assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.fitToWidth == 1
	assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
	assert all(sheet.column_dimensions[LETTER[column.key]].hidden for column in HIDDEN)
	checks = {str(v.sqref): v for v in sheet.data_validations.dataValidation}
	assert checks[f"{address('realisasi', 7)}:{address('realisasi', 11)}"].type == "custom"
	assert checks[f"{address('pilihan', 7)}:{address('pilihan', 11)}"].formula1 == (
		'"Nihil,Tidak Ada Objek,Menunggu Rilis"'
	)
	assert [len(v.formula1 or "") <= 255 for v in checks.values()].count(False) == 0
	assert book["Skala"].sheet_state == book[STAMP].sheet_state == "veryHidden"


def test_what_is_filled_in_stands_in_it(book):
	sheet = book[SHEET]
	assert sheet[address("realisasi", LAST)].value == "1.234,5"
	assert sheet[address("target", NEGATIVE)].value == 2
	assert sheet[address("target", UNMEASURED)].value == "Tidak Diukur"
	assert sheet[address("capaian", UNMEASURED)].value is None
	assert sheet[address("baris", LAST)].value == "b5"


def test_formulas_stand_only_in_computed_columns(book):
	computed = {"capaian", "predikat", "status"} | {column.key for column in HIDDEN} - {"baris"}
	for line in book[SHEET].iter_rows(min_row=HEAD_ROW + 1):
		for column, cell in zip(COLUMNS, line, strict=True):
			formula = cell.data_type == "f"
			assert not formula or column.key in computed or (column.key, cell.row) == ("realisasi", RATIO), (
				cell
			)


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_never_becomes_a_formula(text):
	doc = form(row(1, kode=text, nama_indikator=text, sasaran=text, kendala=text, keterangan=text))
	sheet = load_workbook(io.BytesIO(made(doc)))[SHEET]
	cells = [
		sheet[address(key, COUNT)] for key in ("kode", "nama_indikator", "sasaran", "kendala", "keterangan")
	]
	assert {cell.data_type for cell in cells} == {"s"}
	assert {cell.number_format for cell in cells[3:]} == {"@"}
	assert {cell.value.strip() for cell in cells} == {text.strip()}


def test_only_a_formula_is_written_as_one():
	book = Book()
	sheet = book.sheet("A", [10, 10])
	sheet.row(["=1+1", Formula("=1+1")], book.style("teks"))
	cells = load_workbook(io.BytesIO(book.bytes()))["A"][1]
	assert [cell.data_type for cell in cells] == ["s", "f"]


def lines(content: bytes) -> list[str]:
	return [cells[0].nilai for cells in read_sheets(content, (STAMP,), 24)[STAMP].rows.values()]


def test_stamp_is_the_sites_own(doc):
	text, signature = lines(made(doc))
	found = stamp.read(text, signature, KEY)
	assert (found.dokumen, found.versi) == ("FDK-UJI", VERSION)
	assert found.susunan == stamp.structure_digest(doc) and found.isian == stamp.entries_digest(doc)
	with pytest.raises(WorkbookRefused, match="Cap templat tidak sah"):
		stamp.read(text, signature, b"situs lain")
	with pytest.raises(WorkbookRefused, match="Cap templat tidak sah"):
		stamp.read(text.replace("FDK-UJI", "FDK-LAIN"), signature, KEY)
	older = text.replace(f'"versi": {VERSION}', f'"versi": {VERSION - 1}')
	with pytest.raises(WorkbookRefused, match="versi aplikasi yang lain"):
		stamp.read(older, stamp.sign(older, KEY), KEY)


def test_stamp_tells_a_change_of_targets_from_a_change_of_figures(doc):
	before = stamp.structure_digest(doc), stamp.entries_digest(doc)
	doc.baris[0].realisasi = "9"
	assert (stamp.structure_digest(doc), stamp.entries_digest(doc) != before[1]) == (before[0], True)
	doc.baris[0].target_teks = "10"
	assert stamp.structure_digest(doc) != before[0]
