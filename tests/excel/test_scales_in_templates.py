"""Words, ranges and bounds in a template: shown as they are written, computed as the rules judge them, taken back as typed."""

import io

import pytest
from openpyxl import load_workbook

from kinerja_kecamatan.excel.layout import FIRST_ROW, SHEET, address
from kinerja_kecamatan.office.measures import measure_of, target_column
from kinerja_kecamatan.rules.capaian import compute_capaian
from kinerja_kecamatan.rules.errors import RuleError
from kinerja_kecamatan.rules.predikat import find_predikat
from kinerja_kecamatan.rules.written_targets import read_figure
from tests.excel.conftest import compared, made
from tests.support.workbooks import edited, form, row

SAKIP = {"satuan": "Nilai SAKIP", "skala_nilai": "Predikat SAKIP", "agregasi_sumber": "Nilai Tunggal"}
ROWS = (
	row(1, **SAKIP, target=70.0, target_teks="BB"),
	row(2, **SAKIP, target=70.0, target_lebar=10.0, target_teks="70-80 (BB)"),
	row(3, satuan="Predikat", skala_nilai="Opini BPK", target=4.0, target_teks="WTP"),
	row(4, satuan="%", target=80.0, target_lebar=5.0, target_teks="80-85"),
	row(5, satuan="%", sifat="Negatif", target=7.5, target_lebar=0.28, target_teks="7,50-7,78"),
	row(6, satuan="Menit", sifat="Negatif", target=15.0, target_teks="≤ 15 menit"),
	row(7, target=9.0, target_teks="9"),
	row(8, satuan="Skor", target=-5.0, target_teks="-5"),
	row(9, satuan="Skor", target=0.0, target_lebar=5.0, target_teks="0-5"),
	row(10, satuan="Skor", target=-2.0, target_lebar=2.0, target_teks="-2 - 0"),
)
# What is typed in each row, in rounds.
TYPED = (
	("BB", "75", "WDP", "82", "7,6", "12", "9", "1", "3", "-1"),
	("70,80 (BB)", "90", "wtp", "40", "9", "20", "8", "-9", "6", "-3"),
	("", "66,5", "tidak wajar", "90", "7,50", "15", "0", "", "0", "0"),
	("aa", "80", "x", "85", "0", "0", "", "2", "-1", "1"),
)


@pytest.fixture
def doc():
	return form(*ROWS)


def typed(content: bytes, texts: tuple[str, ...]) -> bytes:
	def fill(book):
		for number, text in enumerate(texts, start=FIRST_ROW):
			book[SHEET][address("realisasi", number)].value = text or None

	return edited(content, fill)


def test_targets_are_shown_as_they_are_written(doc):
	sheet = load_workbook(io.BytesIO(made(doc)))[SHEET]
	cells = [sheet[address("target", number)] for number in range(FIRST_ROW, FIRST_ROW + len(ROWS))]
	assert [cell.value for cell in cells] == [one.target for one in ROWS]
	shown = [cell.number_format for cell in cells]
	assert shown[0] == '"BB";"BB";"BB"' and shown[1] == '"70-80 (BB)";"70-80 (BB)";"70-80 (BB)"'
	assert '"≤ 15 menit"' in shown[5] and '"' not in shown[6]


def test_words_are_no_numbers_for_the_sheet(doc):
	sheet = load_workbook(io.BytesIO(made(doc)))[SHEET]
	checks = {str(check.sqref): check for check in sheet.data_validations.dataValidation}
	plain = next(
		ref
		for ref, check in checks.items()
		if check.type == "custom" and address("realisasi", FIRST_ROW + 6) in ref
	)
	graded = [address("realisasi", FIRST_ROW + number) for number in range(3)]
	assert not set(graded) & set(plain.replace(":", " ").split())
	assert "WTP, WDP, TW, TMP" in checks[graded[2]].prompt


def test_words_come_back_as_the_format_keeps_them(doc):
	found = compared(
		doc,
		typed(
			made(doc),
			("bb", "70,8", "Wajar Dengan Pengecualian", "82 %", "7,6", "12 menit", "9", "1", "3", "-1"),
		),
	)
	assert found.problems == []
	assert [change.menjadi for change in found.changes] == [
		"BB",
		"70,8 (BB)",
		"WDP",
		"82",
		"7,6",
		"12",
		"9",
		"1",
		"3",
		"-1",
	]
	assert compared(doc, made(doc)).changes == []


@pytest.mark.parametrize(
	("number", "text", "says"),
	[
		(0, "70,80 (A)", "termasuk BB"),
		(2, "Baik", "WTP, WDP, TW, TMP"),
		(3, "80-85", "bukan satu angka"),
		(5, "3 hari", "satuan indikatornya Menit"),
		(6, "5 %", "memakai tanda %"),
	],
)
def test_what_is_unclear_is_told_by_cell(doc, number, text, says):
	texts = [""] * len(ROWS)
	texts[number] = text
	(problem,) = compared(doc, typed(made(doc), tuple(texts))).problems
	assert problem.sel == address("realisasi", FIRST_ROW + number) and says in problem.pesan


def expected(one, text: str, rumus: str) -> tuple:
	"""(capaian rounded, predikat) by the rules; None for what has none."""
	try:
		figure = read_figure(text, measure_of(one))
	except RuleError:
		return (None, None)
	found = compute_capaian(figure and figure.nilai, target_column(one, "target"), one.sifat, rumus)
	if not found.terukur:
		return (None, None)
	return (round(float(found.mentah), 6), find_predikat(found.mentah).predikat)


@pytest.mark.full
@pytest.mark.parametrize("rumus", ["2T-R", "T/R"])
@pytest.mark.parametrize("texts", TYPED, ids=range(len(TYPED)))
def test_formulas_judge_them_as_the_rules_do(recalculated, doc, texts, rumus):
	content = recalculated(typed(made(doc, rumus_negatif=rumus), texts))
	sheet = load_workbook(io.BytesIO(content), data_only=True)[SHEET]
	for number, (one, text) in enumerate(zip(ROWS, texts, strict=True), start=FIRST_ROW):
		capaian, predikat = (sheet[address(key, number)].value for key in ("capaian", "predikat"))
		shown = round(capaian, 6) if isinstance(capaian, int | float) else None
		assert (shown, predikat or None) == expected(one, text, rumus), (number, text)


@pytest.mark.parametrize("satuan", ["%", "Persen", "Prosentase"])
def test_every_spelling_of_percent_takes_its_sign(satuan):
	doc = form(row(1, satuan=satuan))
	(change,) = compared(doc, typed(made(doc), ("93,75 %",))).changes
	assert change.menjadi == "93,75"
