"""The recap as a workbook: its sheets, figures as numbers, formulas that give the figures on record, its chart."""

from io import BytesIO

import frappe
import pytest
from openpyxl import load_workbook

from kinerja_kecamatan.excel import recap as workbook
from kinerja_kecamatan.excel.recap_sheets import table
from kinerja_kecamatan.excel.recap_sheets.table import COLUMNS, FIRST_ROW, LETTER
from kinerja_kecamatan.rules.status import STATUS_BERNILAI
from tests.support.libreoffice import converted
from tests.support.local_run import signed_in

HEADS = {key: head for key, head, _width in COLUMNS}


def book_of(doc):
	return load_workbook(BytesIO(workbook.build(doc)))


def lines(sheet, doc) -> list[dict]:
	"""The table's rows by column."""
	found = sheet.iter_rows(min_row=FIRST_ROW, max_row=FIRST_ROW + len(doc.baris) - 1, values_only=True)
	return [dict(zip(HEADS, values, strict=True)) for values in found]


def test_unit_workbook_has_figures_and_formulas(run, units):
	doc = run.recap(units[0])
	book = book_of(doc)
	assert book.sheetnames == ["Ringkasan", "Rekap", "Koreksi", "Putusan", "Temuan", "Anggaran", "Tahapan"]
	sheet = book["Rekap"]
	assert [cell.value for cell in sheet[table.HEAD_ROW]] == list(HEADS.values())
	rows = lines(sheet, doc)
	assert [line["kode"] for line in rows] == [row.kode for row in doc.baris]
	for number, (row, line) in enumerate(zip(doc.baris, rows, strict=True), start=FIRST_ROW):
		assert line["status"] == row.status
		assert line["target"] == (row.target if row.diukur else None)
		assert line["nilai"] == (row.nilai if row.status in STATUS_BERNILAI else None)
		value, target = f"{LETTER['nilai']}{number}", f"{LETTER['target']}{number}"
		shape = (
			f"{value}/{target}*100" if row.sifat == "Positif" else f"MAX((2*{target}-{value})/{target}*100,0)"
		)
		assert line["capaian"] == (f'=IF(ISNUMBER({value}),{shape},"")' if row.dihitung else None), row.kode
	# The section's indicators carry a bobot: the mean is weighed, as the office's own figure is.
	mean = sheet[f"{LETTER['dibatasi']}{FIRST_ROW + len(doc.baris)}"].value
	assert mean.startswith("=SUMPRODUCT(")
	summary = book["Ringkasan"]
	assert summary["A1"].value == "REKAPITULASI DATA KINERJA UNIT" and doc.name in summary["A3"].value
	(chart,) = summary._charts
	assert f"$M${FIRST_ROW}" in chart.series[0].val.numRef.f and "Rekap" in chart.series[0].val.numRef.f


def test_a_figure_that_the_settings_of_today_do_not_give_stands_as_it_is(run, units):
	doc = run.recap(units[0])
	row = next(row for row in doc.baris if row.dihitung)
	row.capaian += 1
	line = lines(book_of(doc)["Rekap"], doc)[row.idx - 1]
	assert line["capaian"] == pytest.approx(row.capaian)


# Target, its width, realisasi, capaian: ranges of which one end is 0, by which nothing can be divided.
TOUCHING = (
	(0, 5, 3, 100),
	(0, 5, 0, 100),
	(0, 5, 6, 120),
	(-2, 2, -1, 100),
	(-2, 2, 0, 100),
	(-2, 2, -3, 50),
)


def touching(doc, case: tuple) -> None:
	"""The first row is judged by such a range, the only one that is."""
	for row in doc.baris:
		row.update({"dihitung": 0, "capaian_teks": ""})
	target, wide, value, percent = case
	doc.baris[0].update(
		{"diukur": 1, "sifat": "Positif", "status": "Terisi", "dihitung": 1, "batas_capaian": "", "bobot": 0}
	)
	doc.baris[0].update({"target": target, "target_lebar": wide, "nilai": value, "capaian": percent})


@pytest.mark.parametrize("case", TOUCHING)
def test_a_range_that_touches_nought_has_its_capaian(run, units, case):
	doc = run.recap(units[0])
	touching(doc, case)
	line = lines(book_of(doc)["Rekap"], doc)[0]
	assert str(line["capaian"]).startswith("=IF(ISNUMBER(") and ",100))" in line["capaian"], line["capaian"]


@pytest.mark.full
@pytest.mark.parametrize("case", TOUCHING)
def test_a_range_that_touches_nought_is_counted_as_it_was_judged(run, units, tmp_path, case):
	doc = run.recap(units[0])
	touching(doc, case)
	book = load_workbook(BytesIO(converted(workbook.build(doc), tmp_path)), data_only=True)
	line = lines(book["Rekap"], doc)[0]
	assert (line["capaian"], line["dibatasi"]) == (pytest.approx(case[-1]), pytest.approx(case[-1]))


DANGEROUS = (
	"=1+1",
	"+62 81",
	"-- nihil",
	"@SUM(A1)",
	"\t=1+1",
	"\r=1+1",
	'=HYPERLINK("http://x","y")',
	"dua\x0b\x00\uffff",
)
SHOWN = (*DANGEROUS[:5], "\n=1+1", DANGEROUS[6], "dua")


def test_text_that_looks_like_a_formula_stays_text(run, units):
	doc = run.recap(units[0])
	while len(doc.baris) < len(DANGEROUS):
		doc.append("baris", {**doc.baris[0].as_dict(), "name": None, "idx": None})
	for row, text in zip(doc.baris, DANGEROUS, strict=False):
		row.kendala = row.sasaran = row.nama_indikator = text
	sheet = book_of(doc)["Rekap"]
	for key in ("kendala", "sasaran", "nama_indikator"):
		found = [sheet[f"{LETTER[key]}{n}"] for n in range(FIRST_ROW, FIRST_ROW + len(DANGEROUS))]
		assert tuple(cell.value for cell in found) == SHOWN
		assert {cell.data_type for cell in found} == {"s"}


def test_records_that_look_like_a_formula_stay_text(run, units):
	"""What is typed beside the figures: reasons, findings, names of programs and people."""
	doc = run.recap(units[0])
	for table_ in ("koreksi", "validasi", "temuan", "anggaran"):
		doc.set(table_, [])
	for text in DANGEROUS:
		doc.append(
			"koreksi", dict.fromkeys(("indikator", "kolom", "sebelum", "sesudah", "alasan", "oleh"), text)
		)
		doc.append("temuan", dict.fromkeys(("uraian", "alasan", "oleh"), text))
		said = ("kode", "nama_indikator", "angka_teks", "bukti", "putusan", "alasan", "oleh")
		doc.append("validasi", dict.fromkeys(said, text))
		doc.append("anggaran", dict.fromkeys(("kode_program", "program"), text))
	logged = frappe.get_all(
		"Catatan Tahapan", filters={"disposisi": doc.disposisi, "unit_kerja": doc.unit_kerja}, pluck="name"
	)
	for name, text in zip(logged, DANGEROUS * len(logged), strict=False):
		values = dict.fromkeys(("kegiatan", "nama_pelaku", "jabatan", "alasan"), text)
		frappe.db.set_value("Catatan Tahapan", name, values, update_modified=False)
	book = book_of(doc)
	for title, columns in (
		("Koreksi", "BCDEFG"),
		("Putusan", "BCDEFGH"),
		("Temuan", "CDE"),
		("Anggaran", "AB"),
	):
		for letter in columns:
			found = [book[title][f"{letter}{n}"] for n in range(FIRST_ROW, FIRST_ROW + len(DANGEROUS))]
			assert [(cell.value, cell.data_type) for cell in found] == [(text, "s") for text in SHOWN], (
				title,
				letter,
			)
	sheet, last = book["Tahapan"], FIRST_ROW + len(logged) - 1
	assert len(logged) > 2
	for letter in "BEFQ":
		found = [sheet[f"{letter}{n}"] for n in range(FIRST_ROW, last + 1)]
		assert {cell.data_type for cell in found} == {"s"} and {cell.value for cell in found} <= set(SHOWN), (
			letter
		)


def test_a_correction_that_no_longer_applies_says_so(run, units):
	doc = run.recap(units[0])
	row = doc.baris[0]
	for spent in (0, 1):
		doc.append(
			"koreksi",
			{
				"indikator": row.indikator,
				"kolom": "Realisasi",
				"sesudah": "9",
				"alasan": "Salah",
				"usang": spent,
			},
		)
	kept, spent = list(book_of(doc)["Koreksi"].iter_rows(min_row=FIRST_ROW, values_only=True))[-2:]
	assert (kept[1], kept[5]) == (row.kode, "Salah")
	assert spent[5] == "Salah (tidak berlaku lagi)"


def test_office_workbook_has_a_sheet_a_unit(run, units):
	doc = run.recap()
	book = book_of(doc)
	names = [frappe.db.get_value("Unit Kerja", unit, "nama_unit") for unit in units[:2]]
	assert book.sheetnames == [
		"Ringkasan",
		"Rekap",
		*names,
		"Koreksi",
		"Putusan",
		"Temuan",
		"Anggaran",
		"Tahapan",
	]
	for name, unit in zip(names, units, strict=False):
		assert len(lines(book[name], run.recap(unit))) == len(run.recap(unit).baris)
		assert book[name]["A1"].value == "REKAPITULASI DATA KINERJA UNIT"
	assert [cell.value for cell in book["Ringkasan"]["A"] if cell.value in names] == names
	assert len(book["Ringkasan"]._charts) == 1
	figures = [str(line["nilai"]) for line in lines(book["Rekap"], run.recap()) if line["nilai"] is not None]
	assert figures and all(figure.startswith("=") and "!$" in figure for figure in figures), "to be followed"
	steps = [row[1].value for row in book["Tahapan"].iter_rows(min_row=FIRST_ROW)]
	assert {"Perintah", "Penyusunan Data", "Pencermatan"} <= set(steps)


def test_sheets_hold_what_their_reader_may_read(run, units):
	"""The head of a section gets his own unit's log, not the office's."""
	with signed_in(run.user(f"ku:{units[0]}")):
		book = book_of(run.recap(units[0]))
	names = {row[2].value for row in book["Tahapan"].iter_rows(min_row=FIRST_ROW)}
	assert names == {frappe.db.get_value("Unit Kerja", units[0], "nama_unit")}


def test_sheet_names_are_what_excel_takes():
	from kinerja_kecamatan.excel.sheets import Book

	book = Book()
	for wanted in ("Seksi Pemberdayaan Masyarakat dan", "seksi pemberdayaan masyarakat dan", "Seksi"):
		title = book.title(wanted[:31])
		assert len(title) <= 31
		book.sheet(title, [5]).row(["x"], book.style("teks"))
	names = load_workbook(BytesIO(book.bytes())).sheetnames
	assert len({name.casefold() for name in names}) == 3


def test_workbook_over_http(run, units, web):
	name = run.recap(units[0]).name
	content = web.person("sekcam").download("kinerja_kecamatan.excel.api.unduh_rekap", name=name)
	assert load_workbook(BytesIO(content))["Rekap"]["A1"].value == "REKAPITULASI DATA KINERJA UNIT"


@pytest.mark.full
def test_formulas_give_the_figures_on_record(run, units, tmp_path):
	for doc in (run.recap(units[0]), run.recap()):
		book = load_workbook(BytesIO(converted(workbook.build(doc), tmp_path)), data_only=True)
		for row, line in zip(doc.baris, lines(book["Rekap"], doc), strict=True):
			assert line["nilai"] == (pytest.approx(row.nilai) if row.status in STATUS_BERNILAI else None), (
				row.kode
			)
			for key, counted in (("capaian", row.dihitung), ("sd_capaian", row.sd_dihitung)):
				wanted = pytest.approx(row.get(key), abs=0.005) if counted else None
				assert line[key] == wanted, (row.kode, key)
		means = FIRST_ROW + len(doc.baris)
		for key, wanted in (("dibatasi", doc.rata_capaian), ("sd_dibatasi", doc.rata_capaian_sd)):
			found = book["Rekap"][f"{LETTER[key]}{means}"].value or 0
			assert found == pytest.approx(wanted, abs=0.005)
		errors = [
			c.coordinate for sheet in book for line in sheet.iter_rows() for c in line if c.data_type == "e"
		]
		assert errors == []
