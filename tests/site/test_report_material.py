"""Step 9's product: the LKjIP's tables and chapters from the final recap, and the evaluator's evidence in one zip."""

import io
import zipfile
from pathlib import Path

import frappe
import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from kinerja_kecamatan.access import markup
from kinerja_kecamatan.archive import render
from kinerja_kecamatan.base.doctypes import ARCHIVE
from kinerja_kecamatan.exceptions import PreconditionMissing
from kinerja_kecamatan.reporting import api, evidence, tables, word, workbook
from kinerja_kecamatan.rules.periode import Periode
from tests.support.libreoffice import converted
from tests.support.local_run import LocalRun, refused, signed_in
from tests.support.office import FIGURES
from tests.support.sop_run import REKAP

pytestmark = pytest.mark.full

TYPED = "Banjir <b>besar</b>"
HINDRANCE = markup.inert_text(TYPED)
SHORT = {
	**FIGURES,
	"A2": {
		"pembilang": "9",
		"penyebut": "20",
		"kendala": TYPED,
		"tindak_lanjut": "=Jadwal\x0b ulang",
	},
}


@pytest.fixture(scope="module")
def _finished(_shared_office) -> LocalRun:
	"""All nine steps in a year of this file's own, committed; the first unit's IKU (A2) falls short."""
	frappe.db.rollback()
	frappe.set_user("Administrator")
	office = _shared_office.in_new_year(alone=True)
	run = LocalRun(office).up_to_meeting()
	first, *others = office.units
	run.unit_through(first, SHORT)
	for unit in others:
		run.unit_through(unit)
	run.finalize()
	frappe.db.commit()
	return run


@pytest.fixture
def final(_finished, site) -> tuple[LocalRun, object]:
	return _finished, _finished.recap()


def by_code(found: list[tables.Tabel]) -> dict[str, tables.Tabel]:
	return {table.kode: table for table in found}


def test_tables_say_what_the_final_recap_says(final):
	_run, doc = final
	found = by_code(tables.tables_of(doc))
	assert list(found) == ["T1", "T1b", "T1a", "T2", "T3", "T4", "T5", "T6"]
	iku = [row for row in doc.baris if row.tingkat == "IKU"]
	assert [line[2] for line in found["T1"].baris] == [row.nama_indikator for row in iku]
	for line, row in zip(found["T1"].baris, iku, strict=True):
		assert (*(float(cell.nilai) for cell in line[4:7]), line[7]) == (
			row.target,
			row.nilai,
			row.capaian,
			row.predikat,
		)
	unmeasured = [line for line in found["T1a"].baris if line[2] == "Indeks tahunan"]
	assert {(line[5], line[6]) for line in unmeasured} == {("Tidak Diukur", "-")}
	causes = [line for line in found["T5"].baris if "Banjir" in line[2]]
	assert len(causes) == 1 and causes[0][3] == "=Jadwal\nulang" and causes[0][1] == tables.OPEN
	# What only the office knows stays open, never 0.
	assert {line[2] for line in found["T4"].baris} == {tables.OPEN}
	assert {line[2] for line in found["T3"].baris} == {tables.OPEN}


def test_earlier_years_come_from_their_final_recaps(final):
	run, doc = final
	when = Periode.dari_kode(doc.periode)
	assert tables.final_rows(doc, when).keys() == {row.indikator for row in doc.baris}
	assert tables.final_rows(doc, when.tahun_lalu) == {}
	run.act("sekcam", REKAP, doc.name, "Buka Kembali", "Angka A1 keliru.")
	assert tables.final_rows(doc, when) == {}


def test_word_file_has_the_chapters_and_tables(final):
	_run, doc = final
	document = Document(io.BytesIO(word.build(doc)))
	headings = [line.text for line in document.paragraphs if line.style.name == "Heading 1"]
	assert headings == [
		"BAB I PENDAHULUAN",
		"BAB II PERENCANAAN KINERJA",
		"BAB III AKUNTABILITAS KINERJA",
		"BAB IV PENUTUP",
	]
	text = "\n".join(line.text for line in document.paragraphs)
	assert f"{doc.name} versi 1" in text
	assert (
		"Dari 2 indikator kinerja utama, 2 dapat dihitung capaiannya" in text
		and "1 di antaranya mencapai" in text
	)
	assert "realisasi 45 % dari target 90 %, capaian 50,00 % (Sangat Rendah)" in text.replace("\u00a0", " ")
	cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
	assert [
		"No.",
		"Sasaran",
		"Indikator Kinerja",
		"Satuan",
		"Target",
		"Realisasi",
		"Capaian (%)",
		"Predikat",
	] in cells
	assert any(HINDRANCE in value for line in cells for value in line)
	heads = [table.rows[0]._tr.xpath(".//w:tblHeader") for table in document.tables]
	assert heads and all(heads)


def test_word_file_opens_in_libreoffice(final, tmp_path):
	_run, doc = final
	pages = PdfReader(io.BytesIO(converted(word.build(doc), tmp_path, "pdf", "docx"))).pages
	text = " ".join("\n".join(page.extract_text() for page in pages).split())
	for words in ("BAB I PENDAHULUAN", "BAB IV PENUTUP", HINDRANCE, f"{doc.name} versi 1"):
		assert words in text, words
	# F4, whole and cut by nothing.
	assert {tuple(map(round, page.mediabox[2:])) for page in pages} == {(610, 936)}
	assert 3 <= len(pages) <= 30


def test_tables_as_a_workbook_keep_figures_as_numbers(final):
	_run, doc = final
	book = load_workbook(io.BytesIO(workbook.build(doc)))
	assert book.sheetnames == ["T1", "T1b", "T1a", "T2", "T3", "T4", "T5", "T6"]
	lines = [[cell.value for cell in row][4:8] for row in book["T1"].iter_rows(min_row=workbook.HEAD_ROW + 1)]
	assert [90, 45, 50, "Sangat Rendah"] in lines
	texts = [cell for row in book["T5"].iter_rows() for cell in row if cell.value == "=Jadwal\nulang"]
	assert [cell.data_type for cell in texts] == ["s"]


def test_only_a_final_recap_gives_material(final):
	run, doc = final
	with signed_in(run.user("sekcam")):
		api.bahan_lkjip(doc.name, "xlsx")
		assert frappe.local.response.filename == f"Bahan-LKjIP-{doc.periode}-{doc.name}.xlsx"
		unit = run.recap(run.office.units[0]).name
		assert "rekap kecamatan yang sudah final" in refused(PreconditionMissing, api.bahan_lkjip, unit)
	with signed_in(run.user(f"jp:{run.office.units[0]}")):
		refused(frappe.PermissionError, api.bukti_dukung, doc.name)
	run.act("sekcam", REKAP, doc.name, "Buka Kembali", "Angka A1 keliru.")
	with signed_in(run.user("sekcam")):
		assert "sudah final" in refused(PreconditionMissing, api.bukti_dukung, doc.name)


def test_evidence_answers_every_criterion(final):
	run, doc = final
	paper = frappe.db.get_value(ARCHIVE, {"disposisi": run.disposisi, "kegiatan": "Validasi"})
	assert render.keep_paper(paper)
	decree = {"doctype": "File", "file_name": "sk-camat.txt", "content": "SK", "is_private": 1}
	attached = {"attached_to_doctype": "Penugasan", "attached_to_name": run.office.penugasan["camat"]}
	frappe.get_doc({**decree, **attached}).insert()
	with signed_in(run.user("sekcam")):
		archive = zipfile.ZipFile(io.BytesIO(evidence.build(doc)))
	names = archive.namelist()
	assert {name.partition("/")[0] for name in names} == {*evidence.CRITERIA, "0 Daftar Bukti Dukung.xlsx"}
	assert len([name for name in names if name.startswith(evidence.MEASURES)]) == 1 + len(run.office.units)
	assert any(name.startswith(f"{evidence.LEVELS}/{doc.periode} Lembar Validasi") for name in names)
	assert [name for name in names if "sk-camat" in name and name.startswith(evidence.PEOPLE)]
	assert all(archive.read(name).startswith(b"%PDF") for name in names if name.endswith(".pdf"))
	listed = load_workbook(io.BytesIO(archive.read("0 Daftar Bukti Dukung.xlsx"))).active
	rows = list(listed.iter_rows(min_row=4, values_only=True))
	assert {(row[0], row[2]) for row in rows} == {tuple(name.split("/")) for name in names if "/" in name}
	assert [row[1] for row in rows if row[1]] == list(evidence.CRITERIA.values())
	log = load_workbook(io.BytesIO(archive.read(f"{evidence.SYSTEM}/Catatan Tahapan.xlsx"))).active
	assert log.max_row > 12


def test_one_damaged_paper_does_not_block_the_evidence(final):
	run, doc = final
	made = {"disposisi": run.disposisi, "langkah": ["in", [7, 9]]}
	for paper in frappe.get_all(ARCHIVE, made, pluck="name"):
		render.try_to_keep(paper)  # or a worker has
	harmed = frappe.get_all(
		ARCHIVE, {**made, "print_format": ["in", ["Lembar Validasi", evidence.CARD]]}, pluck="name"
	)
	kept = {"attached_to_doctype": ARCHIVE, "attached_to_name": ["in", harmed]}
	paths = [
		Path(frappe.get_doc("File", name).get_full_path())
		for name in frappe.get_all("File", kept, pluck="name")
	]
	before = {path: path.read_bytes() for path in paths}
	assert len(before) == len(harmed) > 1
	try:
		for path in paths:
			path.write_bytes(b"%PDF lain")
		with signed_in(run.user("sekcam")):
			archive = zipfile.ZipFile(io.BytesIO(evidence.build(doc)))
	finally:
		for path, content in before.items():
			path.write_bytes(content)
	names = archive.namelist()
	assert not [name for name in names if "Lembar Validasi" in name or "Kartu Kendali" in name]
	assert [name for name in names if name.startswith(evidence.REGULAR) and name.endswith(".pdf")]
	listed = load_workbook(io.BytesIO(archive.read("0 Daftar Bukti Dukung.xlsx"))).active
	told = [row[2] for row in listed.iter_rows(min_row=4, values_only=True) if "rusak / hilang" in row[2]]
	assert len(told) == len(harmed)
