"""LibreOffice opens the template clean, and its formulas say what the rules say: typed text, capaian, predikat, status."""

import io
import random
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from kinerja_kecamatan.excel import formulas, stamp, template
from kinerja_kecamatan.excel.layout import CHOICES, COLUMNS, FIRST_ROW, HIDDEN, SHEET, address
from kinerja_kecamatan.figures.judging import is_ratio
from kinerja_kecamatan.rules.capaian import compute_capaian, ratio_factor, value_of_ratio
from kinerja_kecamatan.rules.errors import RuleError
from kinerja_kecamatan.rules.numbers import print_number, read_number
from kinerja_kecamatan.rules.predikat import find_predikat
from kinerja_kecamatan.rules.status import BELUM_DIISI, MENUNGGU_RILIS, NIHIL, TERISI, TIDAK_ADA_OBJEK
from tests.excel.conftest import KEY, compared, made
from tests.support.libreoffice import converted
from tests.support.workbooks import edited, form, policy, ratio, row

pytestmark = pytest.mark.full
TYPED = (
	"",
	"0",
	"9",
	"1.234,5",
	"93,75",
	"4.25",
	"0.125",
	"-3,5",
	"1.234.567",
	"12,5",
	"90,996",
	"90,994",
	"1.234",
	"sembilan",
	"1.2.3x",
	"12,5*",
	"4.25 *",
	"Menunggu Rilis",
	"menunggu rilis",
)


def cases(count: int = 250):
	"""Rows of every kind with what is typed into them, by chance but always the same."""
	chance = random.Random(2021)
	rows, typed = [], []
	for number in range(1, count + 1):
		target = chance.choice([0, 1, 2, 8, 36, 87.5, 90, 100, -2, -3.5])
		make = ratio if chance.random() < 0.4 else row
		made_ = make(number, sifat=chance.choice(["Positif", "Negatif"]), desimal=chance.choice([0, 2, 3]))
		made_.target, made_.target_teks = float(target), print_number(target)
		rows.append(made_)
		mine = ("pembilang", "penyebut") if is_ratio(made_) else ("realisasi",)
		cells = {key: chance.choice(TYPED) for key in mine}
		if not any(cells.values()):
			cells["pilihan"] = chance.choice(["", *CHOICES])
		typed.append(cells)
	return form(*rows), typed


def expected(row_, cells: dict, rumus: str) -> tuple:
	"""(status, capaian rounded, predikat) by the rules; None for what has none."""
	if any(text.casefold() == MENUNGGU_RILIS.casefold() for text in cells.values()):
		return (MENUNGGU_RILIS, None, None)
	try:
		numbers = {
			key: read_number(text.removesuffix("*")) for key, text in cells.items() if key != "pilihan"
		}
		value = (
			value_of_ratio(*numbers.values(), ratio_factor(row_.satuan))
			if is_ratio(row_)
			else numbers["realisasi"]
		)
	except RuleError:
		return (formulas.CHECK_RATIO if is_ratio(row_) else formulas.CHECK_NUMBER, None, None)
	choice = cells.get("pilihan", "")
	if value is None and choice == NIHIL and not is_ratio(row_):
		value = Decimal(0)
	if value is None:
		nothing = choice == TIDAK_ADA_OBJEK or (any(cells.values()) and choice != NIHIL)
		return (TIDAK_ADA_OBJEK if nothing else BELUM_DIISI, None, None)
	found = compute_capaian(value, row_.target, row_.sifat, rumus)
	status = NIHIL if value == 0 else TERISI
	if not found.terukur:
		return (status, None, None)
	return (status, round(float(found.mentah), 6), find_predikat(found.mentah).predikat)


@pytest.mark.parametrize("rumus", ["2T-R", "T/R"])
def test_formulas_agree_with_the_rules(recalculated, rumus):
	doc, typed = cases()

	def fill(book):
		for number, cells in enumerate(typed, start=FIRST_ROW):
			for key, text in cells.items():
				book[SHEET][address(key, number)].value = text or None

	content = recalculated(edited(made(doc, rumus_negatif=rumus), fill))
	sheet = load_workbook(io.BytesIO(content), data_only=True)[SHEET]
	wrong = []
	for number, (row_, cells) in enumerate(zip(doc.baris, typed, strict=True), start=FIRST_ROW):
		status, capaian, predikat = (
			sheet[address(key, number)].value for key in ("status", "capaian", "predikat")
		)
		shown = round(capaian, 6) if isinstance(capaian, int | float) else None
		found = (status, shown, predikat or None)
		if found != expected(row_, cells, rumus):
			wrong.append((number, cells, row_.sifat, row_.target, found, expected(row_, cells, rumus)))
	assert not wrong, wrong[:10]


def test_opened_and_saved_by_libreoffice_it_is_the_same_template(recalculated, doc):
	found = compared(doc, recalculated(made(doc)))
	assert (found.changes, found.problems) == ([], [])
	book = load_workbook(io.BytesIO(recalculated(made(doc))), data_only=True)
	errors = [
		cell.coordinate
		for sheet in book
		for line in sheet.iter_rows()
		for cell in line
		if cell.data_type == "e"
	]
	assert errors == []


@pytest.mark.parametrize(("paper", "size"), [("F4", (936, 612)), ("A4", (842, 595))])
def test_printed_it_is_one_page_wide(tmp_path, paper, size):
	"""Landscape on the office's paper, every column on each page, the heads on every page of the table."""
	doc = form(*(row(n, nama_indikator=f"Indikator ke-{n} kecamatan") for n in range(1, 61)))
	content = template.build(doc, ["UJI"], policy(), stamp.stamp_of(doc, "k1", "2021-04-01"), KEY, paper)
	pages = PdfReader(io.BytesIO(converted(content, tmp_path, "pdf"))).pages
	texts = [" ".join(page.extract_text().split()) for page in pages]
	entries = [text for text in texts if "Indikator ke-" in text]
	printed = [column.label for column in COLUMNS if column not in HIDDEN]
	heads = ("Kode", "Sasaran", "Predikat", "Kendala", "Keterangan", "Bukti")
	assert set(heads) <= set(printed)
	assert [text for text in entries if not all(head in text for head in heads)] == []
	assert sum(text.count("kecamatan") for text in entries) == 60
	# So many rows take some pages, but none for columns that did not fit.
	assert 2 <= len(entries) <= 6 and len(pages) <= len(entries) + 2
	sizes = {
		tuple(round(float(side)) for side in page.mediabox[2:])
		for page, text in zip(pages, texts, strict=True)
		if text in entries
	}
	assert sizes == {size}
