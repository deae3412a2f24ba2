"""A random year of a whole office, from its agreements to the year's recap: every figure on screen, paper, workbook and docx is the oracle's."""

import io
import re
import urllib.parse
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

import frappe
import pytest
from docx import Document
from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from kinerja_kecamatan.excel import recap as workbook
from kinerja_kecamatan.reporting import word
from tests.oracle import office as oracle
from tests.oracle.office import QUARTERS, YEAR, Planned, Row, percent, plain, predikat
from tests.oracle.recaps import Figure
from tests.support.libreoffice import converted
from tests.support.papers import html_of, pdf_of, squeezed, words_of
from tests.support.planned_office import PlannedOffice, go_through, prepare, through_the_year
from tests.support.sop_run import REKAP, SopRun

SEED = 20261130
LEVELS = ("IKU", "Program", "Kegiatan")
DASH = "–"
UNIT_PAPER, OFFICE_PAPER = "Rekap Data Kinerja Unit", "Rekap Data Kinerja Kecamatan"


class Sheet(NamedTuple):
	"""One recap to look at: of a period, of a unit or the kecamatan (None), with the indicators on it in their order."""

	made: PlannedOffice
	period: int
	place: int | None

	@property
	def ones(self) -> list[Planned]:
		"""As a recap puts them: by level, then as the units stand in the tree, then by code."""
		found = [one for one in self.made.plan if self.place in (None, one.unit)]
		order = {unit: frappe.db.get_value("Unit Kerja", unit, "lft") for unit in self.made.office.units}
		return sorted(
			found,
			key=lambda one: (LEVELS.index(one.level), order[self.made.unit(one.unit)], one.code),
		)

	@property
	def name(self) -> str:
		return self.made.recap(self.period, self.place).name

	def rows(self) -> Iterator[tuple[Planned, Row]]:
		for one in self.ones:
			yield one, oracle.row(one, self.period)


def sheets(made: PlannedOffice) -> list[Sheet]:
	places = [None, *range(len(made.office.units))]
	return [Sheet(made, period, place) for period in made.runs for place in places]


# Screen


def check_screen(sheet: Sheet, doc: dict) -> None:
	rows = {row["kode"]: row for row in doc["baris"]}
	assert len(rows) == len(sheet.ones)
	for one, wanted in sheet.rows():
		have = rows[sheet.made.code(one)]
		told = {column: have.get(column) or "" for column in screen(wanted)}
		assert told == screen(wanted), (sheet.period, sheet.place, one)
		for column, value in numbers(wanted).items():
			assert have[column] == near(value), (sheet.period, one.code, column)
	for year, suffix in ((False, ""), (True, "_sd")):
		mean = oracle.mean(sheet.made.plan, sheet.period, sheet.place, year)
		assert doc[f"rata_capaian{suffix}"] == near(mean)
		assert doc[f"predikat{suffix}"] == predikat(mean)
		assert doc[f"rata_capaian{suffix}_teks"] == oracle.basis(
			sheet.made.plan, sheet.period, sheet.place, year
		)


def near(value: Fraction | None):
	"""A stored figure has nine decimals."""
	return pytest.approx(float(value or 0), abs=2e-6, rel=1e-9)


def screen(wanted: Row) -> dict[str, str]:
	return {
		"status": wanted.status,
		"target_teks": wanted.target.text if wanted.target else "",
		"realisasi_teks": wanted.realisasi,
		"capaian_teks": percent(wanted.capaian),
		"predikat": predikat(wanted.capaian),
		"target_sd_teks": wanted.target_sd.text if wanted.target_sd else "",
		"sd_teks": wanted.sd,
		"sd_capaian_teks": percent(wanted.sd_capaian) or unfinished(wanted.year, wanted.target_sd),
		"sd_predikat": predikat(wanted.sd_capaian),
		"target_tahunan_teks": wanted.yearly.text,
		"kemajuan_tahun_teks": percent(wanted.kemajuan),
	}


def unfinished(figure: Figure, asked: object) -> str:
	"""What stands in the place of a capaian that is not there for want of a part that others publish."""
	return "belum utuh: menunggu rilis" if asked and figure.there and figure.partial else ""


def numbers(wanted: Row) -> dict[str, Fraction | None]:
	now, year = wanted.now, wanted.year
	return {
		"nilai": now.value if now.there else None,
		"capaian": wanted.capaian,
		"capaian_dibatasi": wanted.capped,
		"sd_nilai": year.value if year.there else None,
		"sd_capaian": wanted.sd_capaian,
		"sd_capaian_dibatasi": wanted.sd_capped,
		"sementara": Fraction(now.there and now.starred),
		"belum_utuh": Fraction(now.there and now.partial),
		"sd_sementara": Fraction(year.there and year.starred),
		"sd_belum_utuh": Fraction(year.there and year.partial),
	}


# Paper


def check_paper(sheet: Sheet, text: str) -> None:
	"""The cells of each row stand behind one another on the paper, blanks aside."""
	text = squeezed(text)
	for one, wanted in sheet.rows():
		for cells in (main_cells(sheet, one, wanted), year_cells(sheet, one, wanted)):
			assert squeezed("".join(cells)) in text, (sheet.period, sheet.place, cells)
	for year in (False, True):
		if oracle.mean(sheet.made.plan, sheet.period, sheet.place, year) is not None:
			assert squeezed(oracle.basis(sheet.made.plan, sheet.period, sheet.place, year)) in text
	for one, wanted in sheet.rows():
		if wanted.publisher:
			said = f"{sheet.made.code(one)}: {kind_of(wanted)} ({wanted.publisher})"
			assert squeezed(said) in text, (sheet.period, said)
	if any(wanted.realisasi.endswith("*") for _one, wanted in sheet.rows()):
		assert squeezed("* Angka sementara:") in text


def kind_of(wanted: Row) -> str:
	if wanted.status == "Menunggu Rilis":
		return "menunggu rilis"
	if wanted.now.partial:
		return "sebagian menunggu rilis, jumlahnya belum utuh dan belum dinilai"
	return "angka sementara"


def main_cells(sheet: Sheet, one: Planned, wanted: Row) -> list[str]:
	unit = [] if sheet.place is not None else [unit_name(sheet.made, one)]
	pair = [wanted.pair or DASH] if sheet.place is not None else []
	target = wanted.target.text if wanted.target else DASH
	return [
		f"Indikator {one.code}",
		*unit,
		one.satuan,
		target,
		*pair,
		figure_on_paper(one, wanted),
		judged_on_paper(wanted),
		predikat(wanted.capaian) or DASH,
	]


def unit_name(made: PlannedOffice, one: Planned) -> str:
	return frappe.db.get_value("Unit Kerja", made.unit(one.unit), "nama_unit")


def figure_on_paper(one: Planned, wanted: Row) -> str:
	if wanted.status == "Nihil" and not one.scale:
		return f"{wanted.realisasi} (nihil)"
	words = {
		"Menunggu Rilis": "Menunggu rilis",
		"Tidak Ada Objek": "Tidak ada objek",
		"Tidak Diukur": "Tidak diukur",
	}
	return words.get(wanted.status, wanted.realisasi)


def judged_on_paper(wanted: Row) -> str:
	if wanted.information:
		return "Informasi"
	if wanted.now.there and wanted.now.partial:
		return "Belum dinilai"
	return percent(wanted.capaian) or DASH


def year_cells(sheet: Sheet, one: Planned, wanted: Row) -> list[str]:
	"""The table of the year so far, of a figure with the period that it is of."""
	then = f"({sheet.made.office.tahun}-TW{wanted.last})" if wanted.last != sheet.period and wanted.sd else ""
	return [
		f"Indikator {one.code}",
		wanted.target_sd.text if wanted.target_sd else DASH,
		f"{wanted.sd}{then}" or DASH,
		percent(wanted.sd_capaian) or unfinished(wanted.year, wanted.target_sd) or DASH,
		predikat(wanted.sd_capaian) or DASH,
		wanted.yearly.text,
		percent(wanted.kemajuan) or DASH,
	]


# Workbook


def check_workbook(sheet: Sheet, content: bytes, calculated: bytes | None = None) -> None:
	"""The figures as numbers; where a program has calculated the formulas, what they give as well."""
	page, shown = load_workbook(io.BytesIO(content))["Rekap"], None
	if calculated:
		shown = load_workbook(io.BytesIO(calculated), data_only=True)["Rekap"]
	heads = head_of(page)
	for number, (one, wanted) in enumerate(sheet.rows(), start=1):
		line = page[heads["Kode"].row + number]
		assert line[heads["Kode"].column - 1].value == sheet.made.code(one)
		for head, value, text in columns(one, wanted):
			cell = line[heads[head].column - 1]
			check_cell(cell, shown and shown[cell.coordinate], value, text, (sheet.period, one.code, head))
		assert line[heads["Status"].column - 1].value == wanted.status
		assert wanted.publisher in (line[heads["Rilis"].column - 1].value or "")
		word = "Informasi" if wanted.information else predikat(wanted.capaian)
		assert (line[heads["Predikat"].column - 1].value or "") == word


def head_of(page: Worksheet) -> dict[str, Cell]:
	return {
		cell.value: cell
		for line in page.iter_rows(min_row=1, max_row=12)
		for cell in line
		if any(other.value == "Kode" for other in line)
	}


def columns(one: Planned, wanted: Row) -> list[tuple[str, Fraction | None, str]]:
	"""(head, figure, how it is shown where it is no plain figure)."""
	now, year = wanted.now, wanted.year
	return [
		("Target", wanted.target and wanted.target.low, ""),
		("Realisasi", now.value if now.there else None, wanted.realisasi),
		("Capaian (%)", wanted.capaian, unfinished(now, True)),
		("Capaian Dibatasi (%)", wanted.capped, ""),
		("Target s.d. Periode Ini", wanted.target_sd and wanted.target_sd.low, ""),
		("Realisasi s.d. Periode Ini", year.value if year.there else None, wanted.sd),
		("Capaian s.d. (%)", wanted.sd_capaian, unfinished(year, wanted.target_sd)),
		("Capaian s.d. Dibatasi (%)", wanted.sd_capped, ""),
		("Target Tahunan", wanted.yearly.low, ""),
		("Kemajuan Tahunan (%)", wanted.kemajuan, ""),
	]


def check_cell(cell, shown, value: Fraction | None, text: str, where: tuple) -> None:
	formula = isinstance(cell.value, str) and cell.value.startswith("=")
	if value is None and text.startswith("belum"):
		assert cell.value == text, where
		return
	if value is None:
		assert cell.value is None or (formula and (shown is None or not shown.value)), where
		return
	if not formula:
		assert cell.value == near(value), where
	if shown is not None:
		# A formula divides stored figures of nine decimals, and stands only where it gives the figure on record to the cent.
		assert shown.value == (pytest.approx(float(value), abs=0.005) if formula else near(value)), where
	if text:
		assert ("*" in cell.number_format) == text.endswith("*"), where


# Docx


def check_docx(sheet: Sheet, content: bytes) -> None:
	"""The report's first tables: the period's pair, or the year's when it closes."""
	tables = [
		[[cell.text for cell in line.cells] for line in table.rows]
		for table in Document(io.BytesIO(content)).tables
	]
	lines = {line[2]: line for table in tables for line in table if table[0][:3] == ACHIEVED}
	closes = sheet.period >= 4
	for one, wanted in sheet.rows():
		assert lines[f"Indikator {one.code}"][3:] == achieved(one, wanted, closes), (sheet.period, one)
	if closes:
		return
	progress = {line[0]: line for table in tables for line in table if table[0][:3] == SO_FAR}
	for one, wanted in sheet.rows():
		if one.level == "IKU":
			assert progress[f"Indikator {one.code}"][1:] == so_far(one, wanted), (sheet.period, one)


ACHIEVED = ["No.", "Sasaran", "Indikator Kinerja"]
SO_FAR = ["Indikator Kinerja", "Satuan", "Target s.d."]


def achieved(one: Planned, wanted: Row, closes: bool) -> list[str]:
	if closes:
		target, figure, text, capaian = wanted.target_sd, wanted.year, wanted.sd, wanted.sd_capaian
	else:
		target, figure, text, capaian = wanted.target, wanted.now, wanted.realisasi, wanted.capaian
	asked = target or not closes
	word = "Informasi" if wanted.information and not closes else predikat(capaian)
	return [
		one.satuan,
		target.text if target else "",
		text if figure.there else status_in_report(wanted, figure.status),
		unfinished(figure, asked) or cents(capaian),
		word,
	]


def so_far(one: Planned, wanted: Row) -> list[str]:
	target, figure = wanted.target_sd, wanted.year
	return [
		one.satuan,
		target.text if target else "",
		wanted.sd if figure.there else status_in_report(wanted, figure.status),
		unfinished(figure, target) or cents(wanted.sd_capaian),
		predikat(wanted.sd_capaian),
		wanted.yearly.text,
		cents(wanted.kemajuan),
	]


def cents(value: Fraction | None) -> str:
	return "-" if value is None else re.sub(r"^(-?[\d.]+)$", r"\1,00", plain(value, 2, fixed=True))


def status_in_report(wanted: Row, status: str) -> str:
	told = status == "Menunggu Rilis" and wanted.publisher
	return f"{status} ({wanted.publisher})" if told else status


@pytest.fixture
def quick(site: None) -> PlannedOffice:
	"""One unit with an indicator of every kind through two quarters, undone afterwards."""
	made = prepare(oracle.plan(SEED, 1, len(oracle.KINDS), shared=False), 1)
	for quarter in QUARTERS[:2]:
		go_through(made, quarter)
	return made


def test_two_quarters_of_a_small_office(quick: PlannedOffice) -> None:
	for sheet in sheets(quick):
		doc = frappe.get_doc(REKAP, sheet.name)
		check_screen(sheet, doc.as_dict())
		check_paper(sheet, words_of(doc, OFFICE_PAPER if sheet.place is None else UNIT_PAPER))
		check_workbook(sheet, workbook.build(doc))
		if sheet.place is None:
			check_docx(sheet, word.build(doc, "F4"))


@pytest.fixture(scope="module")
def year(_connected: None) -> PlannedOffice:
	"""Three units, one of them with shared indicators, through all quarters and the year; committed, in an office of its own."""
	frappe.db.rollback()
	frappe.set_user("Administrator")
	made = through_the_year(prepare(oracle.plan(SEED + 1, 3, 17), 3))
	frappe.db.commit()
	return made


@pytest.fixture(scope="module")
def web(env, year: PlannedOffice) -> SopRun:
	return SopRun(env, year.office)


def download(web: SopRun, method: str, **values) -> bytes:
	person = web.person("camat")
	answer = person.session.get(f"{person.url}/api/method/{method}?{urllib.parse.urlencode(values)}")
	assert answer.status_code == 200, answer.text[:500]
	return answer.content


@pytest.mark.full
@pytest.mark.parametrize("period", [*QUARTERS, YEAR])
def test_every_figure_of_the_year_on_screen_and_in_files(
	year: PlannedOffice, web: SopRun, period: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
	for sheet in (one for one in sheets(year) if one.period == period):
		check_screen(sheet, web.person("camat").get(REKAP, sheet.name))
		content = download(web, "kinerja_kecamatan.excel.api.unduh_rekap", name=sheet.name)
		check_workbook(sheet, content, converted(content, tmp_path_factory.mktemp("hitung")))
		if sheet.place is None:
			method = "kinerja_kecamatan.reporting.api.bahan_lkjip"
			check_docx(sheet, download(web, method, name=sheet.name, bentuk="docx"))


@pytest.mark.full
@pytest.mark.parametrize("period", [*QUARTERS, YEAR])
def test_every_figure_of_the_year_on_paper(year: PlannedOffice, site: None, period: int) -> None:
	for sheet in (one for one in sheets(year) if one.period == period):
		page = html_of(frappe.get_doc(REKAP, sheet.name), OFFICE_PAPER if sheet.place is None else UNIT_PAPER)
		check_paper(sheet, "".join(pdf_of(page)[0]))
