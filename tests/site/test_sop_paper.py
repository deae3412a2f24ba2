"""The SOP on paper: every word of the seed's document, and the flow sheet drawn from who may complete which step today."""

import io
import re
from pathlib import Path

import frappe
import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from kinerja_kecamatan.papers import catalogue, page
from kinerja_kecamatan.papers.sop import CHART
from tests.support.papers import squeezed
from tests.support.workflows import active

pytestmark = pytest.mark.full

SEED = Path(__file__).parents[1] / "data" / "sop_seed.txt"
COLUMNS = ["Camat", "Sekcam", "Kasubag PEK", "Jabatan Pelaksana"]
# SOP 30.1/1b/411.513/2021, columns Pelaksana: who takes which of the nine steps, and which of them can send the work back.
TAKEN_BY = (0, 1, 2, 2, 3, 3, 2, 1, 3)
SYMBOLS = ["kapsul", "ketupat", "kotak", "kotak", "kotak", "kotak", "ketupat", "ketupat", "kapsul"]


@pytest.fixture
def sop(site: None):
	return frappe.get_doc("SOP", frappe.get_all("SOP", pluck="name")[0])


def drawn(sop) -> tuple[list[str], list[dict]]:
	"""The pelaksana columns, and the drawing of each printed row in their order."""
	content = catalogue.paper_content("SOP", sop)
	rows = [
		row
		for sheet in content["lembar"]
		for block in sheet
		if block["nama"] == CHART
		for row in block["baris"]
	]
	return content["pelaksana"], [row["gambar"] for row in rows]


def column_of(drawing: dict, columns: int) -> int:
	middle = drawing["kiri"] + drawing["lebar_simbol"] / 2
	return int(middle / (drawing["lebar"] / columns))


def test_every_word_of_the_seed_stands_on_the_paper(sop):
	"""But the long title of the Kasubag's column: the columns are roles."""
	body = BeautifulSoup(page.html(sop, "SOP"), "html5lib").find(class_="kertas")
	printed = squeezed(body.get_text(" "))
	cells = [cell.strip() for line in SEED.read_text().splitlines() for cell in re.split(r"\t+| : ", line)]
	words = {re.sub(r"^(- )?\d+\.? ", "", cell).rstrip(".") for cell in cells} - {""}
	lost = {word for word in words if squeezed(word.replace(" /", "/").replace("/ ", "/")) not in printed}
	assert lost <= {"Kasubag Program, Evaluasi dan Keuangan"} and len(words) > 40, lost


def test_symbols_stand_in_the_columns_of_who_takes_the_step(sop):
	roles, drawings = drawn(sop)
	symbols = [drawing for drawing in drawings if drawing["simbol"]]
	assert roles == COLUMNS
	assert tuple(column_of(drawing, len(roles)) for drawing in symbols) == TAKEN_BY
	assert [drawing["simbol"] for drawing in symbols] == SYMBOLS
	assert all(any(line["panah"] for line in drawing["garis"]) for drawing in symbols[1:])


def test_a_decision_names_both_its_ways(sop):
	"""As the field draws them: Ya goes on to the next step, Tidak goes back; nothing else has words."""
	_roles, drawings = drawn(sop)
	said = [(drawing["simbol"], [word["teks"] for word in drawing["kata"]]) for drawing in drawings]
	assert [words for symbol, words in said if symbol == "ketupat"] == [["Ya", "Tidak"]] * SYMBOLS.count(
		"ketupat"
	)
	assert not any(words for symbol, words in said if symbol != "ketupat")
	printed = " ".join(
		reader.extract_text() for reader in PdfReader(io.BytesIO(page.pdf(page.html(sop, "SOP")))).pages
	)
	assert (
		len(re.findall(r"\bYa\b", printed))
		== len(re.findall(r"\bTidak\b", printed))
		== SYMBOLS.count("ketupat")
	)


def test_another_role_on_a_step_moves_its_symbol(sop):
	"""Step 3 is handed to the Sekcam: the symbol goes with it."""
	workflow = active("Disposisi")
	step = sop.langkah[2]
	for row in workflow.transitions:
		if row.next_state == step.status and row.allowed == "Kasubag PEK":
			row.allowed = "Sekcam"
	workflow.save()
	roles, drawings = drawn(sop)
	symbols = [drawing for drawing in drawings if drawing["simbol"]]
	assert roles[column_of(symbols[2], len(roles))] == "Sekcam"
	assert roles[column_of(symbols[3], len(roles))] == "Kasubag PEK"


def test_without_a_return_there_is_no_decision(sop):
	workflow = active("Rekap Kinerja")
	workflow.set(
		"transitions", [row for row in workflow.transitions if not row.action.startswith("Kembalikan")]
	)
	workflow.save()
	_roles, drawings = drawn(sop)
	assert [drawing["simbol"] for drawing in drawings if drawing["simbol"]][6:8] == ["kotak", "kotak"]
