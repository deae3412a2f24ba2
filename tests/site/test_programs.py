"""Program, kegiatan, sub kegiatan: the nomenclature that agreements choose from, sums without counting twice, serapan by what it is for."""

import csv
import io
from pathlib import Path

import frappe
import pytest
from openpyxl import load_workbook

from kinerja_kecamatan.excel import recap as workbook
from kinerja_kecamatan.exceptions import DuplicateDocument, KinerjaError, MoveRefused
from kinerja_kecamatan.papers import agreement as agreement_paper
from kinerja_kecamatan.papers import progress
from kinerja_kecamatan.papers.document import page_for
from kinerja_kecamatan.recaps import budget, office_recap, unit_recap
from kinerja_kecamatan.reporting import tables
from kinerja_kecamatan.reporting.tables import OPEN
from kinerja_kecamatan.setup import masters
from tests.site.test_agreement_contract import told
from tests.site.test_rows_from_agreement import agree
from tests.support.inside import own_transaction, send
from tests.support.libreoffice import converted
from tests.support.local_run import LocalRun, refused, signed_in
from tests.support.office import add_person, draft_of, reopened
from tests.support.papers import html_of

PK, MASTER = "Perjanjian Kinerja", "Program Kegiatan"
ADMIN = [("Admin Kinerja", "Kecamatan")]
PROGRAM, FIRST, SECOND = "7.01.03", "7.01.03.2.01", "7.01.03.2.02"


@pytest.fixture
def admin(office) -> str:
	return add_person(office, "admin program", "Admin Kinerja", office.root, ADMIN)


def entry(**values):
	return frappe.get_doc({"doctype": MASTER, "nama": "Uji", **values}).insert()


def test_the_official_nomenclature_is_there_and_tied_together(site):
	"""6 programs, 16 kegiatan and 48 sub kegiatan: every line of the file, under its code, below its own kegiatan and program."""
	text = Path(masters.NOMENCLATURE_SEED).read_text(encoding="utf-8")
	wanted = list(csv.DictReader(io.StringIO(text), delimiter="\t"))
	assert len(wanted) == 70
	for row in wanted:
		doc = frappe.get_doc(MASTER, row["kode"])
		said = {key: doc.get(key) or "" for key in row}
		assert said == {
			key: " ".join(value.split()) if key == "nama" else value for key, value in row.items()
		}
		assert not doc.kecamatan and doc.aktif
		above = row["kode"].rpartition(".")[0]
		if doc.tingkat == "Kegiatan":
			above = above.rpartition(".")[0]
		assert (doc.induk or "") == ("" if doc.tingkat == "Program" else above)
	count = frappe.db.count(MASTER)
	masters.make_nomenclature()
	assert frappe.db.count(MASTER) == count, "once, and then the admin's"


def test_an_office_adds_its_own_and_no_other_sees_or_names_it(office, admin):
	path, values = (
		f"/api/resource/{MASTER}",
		{"kode": "7.01.03.2.09", "nama": "Kegiatan  kami", "kecamatan": office.root},
	)
	stranger = frappe.get_doc(
		{"doctype": "Unit Kerja", "kode": "LAIN-PRG", "nama_unit": "Kecamatan Lain", "jenis": "Kecamatan"}
	).insert()
	with own_transaction():
		assert send(admin, "POST", path, json=values).ok
		doc = frappe.get_doc(MASTER, f"{office.root}-7.01.03.2.09")
		assert (doc.nama, doc.tingkat, doc.induk) == ("Kegiatan kami", "Kegiatan", "7.01.03")
		assert not send(admin, "POST", path, json=values).ok, "twice"
		assert not send(admin, "POST", path, json={"kode": "7.99.01", "nama": "Untuk semua"}).ok, (
			"not for every office"
		)
		assert not send(admin, "PUT", f"{path}/7.01.03", json={"nama": "Nama lain"}).ok, "of all offices"
		assert send(office.people["camat"], "GET", f"{path}/{doc.name}").ok
		assert send(office.people["camat"], "GET", f"{path}/7.01.03").ok
	foreign = entry(kode="7.01.03.2.08", kecamatan=stranger.name)
	with signed_in(office.people["camat"]):
		listed = frappe.get_list(MASTER, pluck="name", limit=0)
	assert doc.name in listed and "7.01.03" in listed and foreign.name not in listed
	draft = draft_of(office, office.units[0])
	with signed_in(admin):
		draft.append("program", {"program_kegiatan": foreign.name, "program": "X"})
		assert "bukan milik" in refused(MoveRefused, draft.save)


@pytest.mark.parametrize(
	("values", "said"),
	[
		({"kode": "tujuh"}, "Pilih Tingkat"),
		({"kode": "7..01"}, "Kode 7..01 belum benar"),
		({"kode": "7.98.03.2.07", "induk": "7.01.02"}, "tidak berada di bawah 7.01.02"),
		({"kode": "7.01.03.2.07", "tingkat": "Program"}, "tidak berada di bawah 7.01.03"),
	],
)
def test_what_is_no_entry_is_refused(site, values, said):
	assert said in refused(KinerjaError, entry, **values)


def test_a_code_is_taken_once(site):
	assert "7.01.03 sudah ada" in refused(DuplicateDocument, entry, kode=" 7.01. 03 ")


def test_a_row_chooses_from_the_nomenclature_and_is_printed_by_it(office):
	long = "Koordinasi " * 27 + "dan"
	assert len(long) == 300
	made = entry(kode="7.01.03.2.07", nama=long, kecamatan=office.root)
	doc = draft_of(office, office.units[0])
	doc.set("program", [])
	doc.append("program", {"program_kegiatan": made.name, "anggaran": "5"})
	doc.append("program", {"program": "Program bebas", "kode_program": "9", "anggaran": "7"})
	doc.save()
	first, free = doc.program
	assert (first.kode_program, first.program) == ("7.01.03.2.07", long)
	assert (free.kode_program, free.program, free.program_kegiatan) == ("9", "Program bebas", None)
	page = " ".join(html_of(doc, PK).split())
	assert "Program bebas" in page and page.count("Koordinasi") == 27
	# What an office words otherwise stays, until another entry is chosen.
	first.program = "Koordinasi saja"
	doc.save()
	assert doc.program[0].program == "Koordinasi saja"
	doc.program[0].program_kegiatan = PROGRAM
	doc.save()
	assert (doc.program[0].kode_program, doc.program[0].program) == (
		PROGRAM,
		frappe.db.get_value(MASTER, PROGRAM, "nama"),
	)
	doc.status = "Ditetapkan"
	doc.save()
	frappe.db.set_value(MASTER, PROGRAM, "nama", "Nama baru")
	doc.reload()
	doc.save()
	assert doc.program[0].program != "Nama baru", "a closed one says what was signed"


def with_parts(office, unit: str, status: str = "Ditetapkan"):
	"""A program of 100 from two sources beside its two kegiatan, tied to two sasaran; and a free program of 40."""
	doc = draft_of(office, unit)
	goal = frappe.db.get_value("Indikator Kinerja", office.indicators[unit][0], "sasaran")
	other = frappe.get_doc(
		{"doctype": "Sasaran Kinerja", "nama_sasaran": "Sasaran lain", "kecamatan": office.root}
	).insert()
	doc.set("program", [])
	for values in (
		{"program_kegiatan": PROGRAM, "anggaran": "100", "sasaran": goal},
		{"program_kegiatan": FIRST, "anggaran": "60"},
		{"program_kegiatan": SECOND, "anggaran": "40", "sasaran": other.name},
		{"program": "Program bebas", "anggaran": "40", "indikator": office.indicators[unit][0]},
	):
		doc.append("program", values)
	doc.status = status
	return doc


def test_a_program_and_its_kegiatan_are_summed_once(office):
	doc = with_parts(office, office.units[0], "Draf")
	doc.target[3].target_tw4 = "88,5"
	assert told(doc.save) == ""
	assert doc.program[3].sasaran == doc.program[0].sasaran, "the indicator's own"
	said = html_of(doc, PK)
	assert ">140<" in said and ">240<" not in said
	doc.program[2].anggaran = "50"
	assert "Baris 1, kolom Anggaran: kegiatan dan sub kegiatannya berjumlah 110, melebihi 100" in told(
		doc.save
	)
	assert ">140<" in html_of(doc, PK)
	agreement_paper.agreement_paper(doc)


@pytest.mark.full
def test_a_code_is_kept_as_it_is_summed(office):
	"""However it is typed: another spelling of a program's code is no other program."""
	doc = draft_of(office, office.units[0])
	doc.set("program", [])
	doc.append("program", {"kode_program": "7. 01.02.", "program": "Program", "anggaran": "100"})
	doc.append("program", {"kode_program": " 7.01.02.2.02", "program": "Kegiatan", "anggaran": "60"})
	doc.append("program", {"kode_program": "7-01", "program": "Bebas", "anggaran": "5"})
	doc.save()
	assert [row.kode_program for row in doc.program] == ["7.01.02", "7.01.02.2.02", "7-01"]
	# As an earlier release has kept it.
	doc.program[0].db_set("kode_program", "7.01.02.")
	page = html_of(frappe.get_doc(PK, doc.name), PK)
	assert ">105<" in page and ">165<" not in page


def test_a_program_of_two_sources_is_not_counted_twice_with_its_kegiatan(office):
	unit = office.units[0]
	doc = draft_of(office, unit)
	doc.set("program", [])
	for code, amount, source in (
		(PROGRAM, "200", "DAU"),
		(PROGRAM, "50", "PAD"),
		(FIRST, "150", ""),
		(SECOND, "100", ""),
	):
		doc.append("program", {"program_kegiatan": code, "anggaran": amount, "sumber_dana": source})
	assert "melebihi" not in told(doc.save)
	doc.program[3].anggaran = "120"
	assert "Baris 1, 2, kolom Anggaran: kegiatan dan sub kegiatannya berjumlah 270, melebihi 250." in told(
		doc.save
	)
	goal = frappe.db.get_value("Indikator Kinerja", office.indicators[unit][0], "sasaran")
	doc.program[3].update({"anggaran": "100", "sasaran": goal})
	doc.status = "Ditetapkan"
	doc.save()
	recap = frappe.new_doc("Rekap Kinerja")
	recap.update({"kecamatan": office.root, "unit_kerja": unit, "periode": office.periode})
	budget.fill_unit(recap)
	assert sum(share.anggaran for share in budget.by_sasaran(recap)) == 250
	for row, spent in zip(recap.anggaran, (None, None, "150", "100"), strict=True):
		row.realisasi = spent
	budget.judge_spending(recap)
	assert [row.realisasi for row in recap.anggaran] == ["200", "50", "150", "100"]
	assert budget.total(recap)[:2] == (250, 250)
	assert sum(share.realisasi for share in budget.by_sasaran(recap)) == 250


def test_serapan_per_program_and_per_sasaran(office, tmp_path):
	unit = office.units[0]
	with_parts(office, unit).save()
	run = LocalRun(office).up_to_meeting()
	run.fill(unit)
	doc = run.recap(unit)
	unit_recap.fill_unit_recap(doc)
	goal, other = doc.anggaran[0].sasaran, "Sasaran lain"
	assert [row.sasaran or "" for row in doc.anggaran] == [goal, "", other, goal]
	for row, spent in zip(doc.anggaran, ("", "30", "", "20"), strict=True):
		row.realisasi = spent
	unit_recap.fill_unit_recap(doc)
	assert budget.stated_of_all(doc) == (1, 2) and not budget.is_complete(doc)
	assert (budget.total(doc).anggaran, budget.total(doc).realisasi) == (40, 20)
	doc.anggaran[2].realisasi = "10"
	for _again in range(2):
		unit_recap.fill_unit_recap(doc)
		# The kegiatan make up the program: what they have spent it has.
		assert [(row.realisasi, row.dari_rincian) for row in doc.anggaran] == [
			("40", 1),
			("30", 0),
			("10", 0),
			("20", 0),
		]
	assert budget.is_complete(doc)
	assert (budget.total(doc).anggaran, budget.total(doc).realisasi, doc.serapan) == (
		140,
		60,
		pytest.approx(42.857143),
	)
	name = frappe.db.get_value(MASTER, PROGRAM, "nama")
	shares = {share.nama: (share.anggaran, share.realisasi) for share in budget.by_program(doc)}
	assert shares == {f"{PROGRAM} {name}": (100, 40), "Program bebas": (40, 20)}
	goals = {share.nama: (share.anggaran, share.realisasi, share.serapan) for share in budget.by_sasaran(doc)}
	assert goals == {goal: (100, 50, 50), other: (40, 10, 25)}
	named = {table.kode: table for table in tables.tables_of(doc)}
	assert [line[0] for line in named["T6a"].baris] == [f"{PROGRAM} {name}", "Program bebas"]
	assert [line[0] for line in named["T6b"].baris] == [goal, other]
	assert named["T6"].baris[-1][1].nilai == 140
	titles = [table.judul for table in progress.budget(doc, page_for(landscape=True))]
	assert titles == ["Realisasi Anggaran", "Serapan per Program", "Serapan per Sasaran"]
	for row in doc.anggaran:
		row.db_update()
	sheet = load_workbook(io.BytesIO(converted(workbook.build(doc), tmp_path)), data_only=True)["Anggaran"]
	last = [cell.value for cell in next(row for row in sheet.iter_rows() if row[1].value == "Jumlah")]
	assert last[2:4] == [140, 60] and last[4] == pytest.approx(42.857143)
	doc.anggaran[2].realisasi = ""
	unit_recap.fill_unit_recap(doc)
	assert doc.anggaran[0].realisasi in (None, ""), "what followed from its parts goes with them"
	assert {table.kode: table for table in tables.tables_of(doc)}["T6a"].baris[0][2] == OPEN


@pytest.mark.full
def test_the_office_counts_kegiatan_of_its_units_with_their_program(office):
	"""One unit answers for the program, another for one of its kegiatan: the money is the program's."""
	first, second = office.units[:2]
	for unit, code, amount in ((first, PROGRAM, "100"), (second, FIRST, "60")):
		doc = reopened(office, unit)
		doc.append("program", {"program_kegiatan": code, "anggaran": amount})
		doc.save()
	run = LocalRun(office).up_to_meeting()
	for unit, spent in ((first, "50"), (second, "45")):
		run.fill(unit)
		recap = run.recap(unit)
		run.update(
			f"jp:{unit}",
			"Rekap Kinerja",
			recap.name,
			anggaran=[{**recap.anggaran[0].as_dict(), "realisasi": spent}],
		)
		run.recap_unit(unit)
		run.validate(unit)
		run.read_closely(unit)
	office_doc = run.recap()
	office_recap.fill_office_recap(office_doc)
	from_units = {
		row.kode_program: (row.anggaran, row.realisasi, row.dari_unit) for row in office_doc.anggaran
	}
	assert from_units == {PROGRAM: (100, "50", 1), FIRST: (60, "45", 1)}
	assert (budget.total(office_doc).anggaran, budget.total(office_doc).realisasi) == (100, 50)


@pytest.mark.full
def test_what_units_spend_on_kegiatan_is_spent_on_the_camats_program(office):
	"""The Camat answers for programs, the heads of units for their kegiatan: nobody types the sum."""
	first, second = office.units[:2]
	for unit, code, amount in ((first, FIRST, "60"), (second, SECOND, "40")):
		doc = reopened(office, unit)
		doc.append("program", {"program_kegiatan": code, "anggaran": amount})
		doc.save()
	mine = {"program_kegiatan": PROGRAM, "anggaran": "100"}
	agree(office, office.root, "01-01", {}, jenis="Murni", target=[_target(office)], program=[mine])
	run = LocalRun(office).up_to_meeting()
	run.fill(first)
	run.fill(second)
	for unit, spent, wanted in ((first, "45", ("", 0)), (second, "20", ("65", 1))):
		recap = run.recap(unit)
		rows = [{**recap.anggaran[0].as_dict(), "realisasi": spent}]
		run.update(f"jp:{unit}", "Rekap Kinerja", recap.name, anggaran=rows)
		run.recap_unit(unit)
		run.validate(unit)
		run.read_closely(unit)
		doc = run.recap()
		office_recap.fill_office_recap(doc)
		(row,) = doc.anggaran
		assert (row.kode_program, row.realisasi or "", row.dari_unit) == (PROGRAM, *wanted)


def _target(office) -> dict:
	"""An indicator of the office's own, for the Camat's agreement."""
	like = frappe.get_doc("Indikator Kinerja", office.indicators[office.units[0]][0])
	made = frappe.copy_doc(like)
	made.kode = f"{like.kode}-CAMAT"
	return {"indikator": made.insert().name, "target_tahunan": "36"}


def test_names_of_three_hundred_characters_go_onto_the_recap(office):
	unit = office.units[0]
	long = ("Peningkatan " * 25)[:300]
	doc = reopened(office, unit)
	doc.append("program", {"kode_program": "9", "program": long, "anggaran": "5"})
	doc.save()
	assert frappe.db.get_value("Program Anggaran", doc.program[0].name, "program") == long
	meta = frappe.get_meta("Serapan Anggaran").get_field("program")
	assert meta.length >= 300
