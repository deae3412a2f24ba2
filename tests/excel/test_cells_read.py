"""Cells are read as openpyxl, the library that the office's own scripts use, reads them; whoever saved the file."""

import io
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from xml.sax.saxutils import escape

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.formula import ArrayFormula

from kinerja_kecamatan.excel.intake.cells import DATE, EMPTY, FORMULA, NUMBER, OTHER, TEXT
from kinerja_kecamatan.excel.intake.read import read_sheets
from kinerja_kecamatan.excel.layout import COLUMNS, FIRST_ROW, LETTER, SHEET, address
from tests.excel.conftest import compared, made
from tests.support.libreoffice import converted
from tests.support.workbooks import edited, form, part_of, ratio, row, with_named, with_strings

BOLD = CellRichText("Dua ", TextBlock(InlineFont(b=True), "bagian"), " teks")
# Value, number format, and what kind of cell it is.
CELLS = (
	(12, "General", NUMBER),
	(-1234.5678, "#,##0.00", NUMBER),
	(1e21, "General", NUMBER),
	(0.9375, "0.00%", NUMBER),
	(0.5, '0.0"d%"', NUMBER),
	("teks & <b>", "@", TEXT),
	("Dua\nbaris, huruf é dan \U0001f600", "General", TEXT),
	("_x0041_ dan _x005F_x0041_", "General", TEXT),
	(" berspasi ", "General", TEXT),
	("  ", "General", EMPTY),
	("", "General", EMPTY),
	(None, "0.00", EMPTY),
	(BOLD, "General", TEXT),
	(True, "General", OTHER),
	("#N/A", "General", OTHER),
	("=1+1", "General", FORMULA),
	(ArrayFormula("B16", "=SUM(A1:A2)"), "General", FORMULA),
	(date(2021, 3, 5), "dd-mm-yyyy", DATE),
	(datetime(2021, 3, 5, 9, 30), "yyyy-mm-dd h:mm", DATE),
	(time(9, 30), "h:mm", DATE),
	(timedelta(hours=30), "[h]:mm", DATE),
	(99, "[Red]yyyy", DATE),
	(9e9, "yyyy", OTHER),
)


def book_of_every_kind() -> Workbook:
	book = Workbook()
	book.active.title = SHEET
	for number, (value, form_, _kind) in enumerate(CELLS, start=1):
		cell = book.active.cell(number, 2, value)
		cell.number_format = form_
	return book


def saved(book: Workbook) -> bytes:
	out = io.BytesIO()
	book.save(out)
	return out.getvalue()


def differences(content: bytes) -> list:
	"""Cells that openpyxl reads otherwise: (place, ours, its own)."""
	ours = read_sheets(content, (SHEET,), len(COLUMNS))[SHEET].rows
	theirs = load_workbook(io.BytesIO(content))[SHEET]
	wrong = []
	for line in theirs.iter_rows(max_col=len(COLUMNS)):
		for number, cell in enumerate(line):
			mine = ours[cell.row][number] if cell.row in ours else None
			value = None if mine is None or mine.jenis == EMPTY else mine.nilai
			if isinstance(value, Decimal):
				value = float(value)  # ours are exact, to nine decimals
			wanted = cell.value
			if isinstance(wanted, str) and not wanted.strip():
				wanted = None
			if isinstance(wanted, ArrayFormula):
				wanted = "=…"
			if value != wanted or (
				mine and mine.persen != (mine.jenis == NUMBER and "%" in cell.number_format)
			):
				wrong.append((cell.coordinate, mine, wanted))
	return wrong


@pytest.mark.parametrize("mac", [False, True], ids=["1900", "1904"])
def test_every_kind_of_cell(mac):
	book = book_of_every_kind()
	if mac:
		book.epoch = CALENDAR_MAC_1904
	content = saved(book)
	assert differences(content) == []
	rows = read_sheets(content, (SHEET,), 2)[SHEET].rows
	kinds = [rows[number][1].jenis if number in rows else EMPTY for number in range(1, len(CELLS) + 1)]
	assert kinds == [kind for _value, _form, kind in CELLS]
	assert [cell.nilai for cell in rows[13]] == [None, "Dua bagian teks"]


def test_texts_kept_apart_from_their_cells(doc):
	"""As Excel keeps them: runs are put together, how a text is pronounced is left out."""
	run, spoken = "<r><rPr><b/></rPr><t>{}</t></r>", '<rPh sb="0" eb="1"><t>kana</t></rPh>'
	texts = [
		run.format("Dua ") + run.format("bagian") + spoken,
		f"<t>{escape('a & b')}</t>",
		"<t/>",
		"<t>x_x005F_x0041_</t>",
	]
	strings = "".join(f"<si>{text}</si>" for text in texts)
	cells = "".join(f'<c r="{letter}1" t="s"><v>{n}</v></c>' for n, letter in enumerate("ABCD"))
	head = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
	sheet = f'<worksheet {head}><sheetData><row r="1">{cells}</row></sheetData></worksheet>'
	content = with_named(
		with_strings(made(doc), f"<sst {head}>{strings}</sst>"), {"xl/worksheets/sheet1.xml": sheet}
	)
	found = [cell.nilai for cell in read_sheets(content, (SHEET,), 4)[SHEET].rows[1]]
	assert found == ["Dua bagian", "a & b", None, "x_x0041_"] and differences(content) == []


def large():
	"""A Format of 2,000 rows of both kinds, filled in."""
	notes = {
		"kendala": "Hambatan pada kegiatan",
		"tindak_lanjut": "Dijadwalkan ulang",
		"keterangan": "Dua\nbaris",
	}
	filled = {"realisasi": "1.234,5", "status": "Terisi"}
	return form(*(ratio(n, **notes) if n % 3 else row(n, **notes, **filled) for n in range(1, 2001)))


def as_excel_saves(content: bytes) -> bytes:
	"""Texts apart, attributes on every row, the list of formulas: what Excel adds to a template."""
	content = edited(content, lambda book: None)
	sheet = part_of(content, "xl/worksheets/sheet1.xml")
	sheet = sheet.replace("<row ", '<row xmlns:q="http://x" spans="1:25" q:dyDescent="0.25" ')
	computed = [column.key for column in COLUMNS if column.key.startswith(("teks_", "nilai_"))]
	places = [
		f"{LETTER[key]}{number}"
		for number in range(FIRST_ROW, FIRST_ROW + 2000)
		for key in ("capaian", "predikat", "status", "realisasi", *computed)
	]
	chain = "".join(f'<c r="{place}" i="1" l="1"/>' for place in places)
	return with_named(
		content, {"xl/worksheets/sheet1.xml": sheet, "xl/calcChain.xml": f"<calcChain>{chain}</calcChain>"}
	)


@pytest.mark.full
@pytest.mark.parametrize("program", ["Excel", "LibreOffice"])
def test_two_thousand_rows_saved_by(program, tmp_path):
	doc = large()
	content = made(doc)
	content = converted(content, tmp_path) if program == "LibreOffice" else as_excel_saves(content)
	found = compared(doc, content)
	assert (found.changes, found.problems) == ([], [])
	last = read_sheets(content, (SHEET,), len(COLUMNS))[SHEET].rows[FIRST_ROW + 1999]
	assert last[0].sel == address("nomor", FIRST_ROW + 1999) and differences(content) == []
