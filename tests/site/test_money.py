"""Money as offices write it, by every way in and whatever number format the site prints; and money that is odd."""

import csv
import io

import frappe
import pytest
from frappe.core.doctype.data_import.importer import Importer

from kinerja_kecamatan.exceptions import NumberInvalid, PreconditionMissing
from kinerja_kecamatan.patches import agreement_money, funding_sources
from kinerja_kecamatan.process.steps import rekap_kecamatan
from kinerja_kecamatan.recaps import office_recap
from tests.support.inside import POINT, own_transaction, send
from tests.support.local_run import LocalRun, refused
from tests.support.office import add_person, draft_of, reopened
from tests.support.papers import html_of
from tests.support.sop_run import REKAP

PK, ROW = "Perjanjian Kinerja", "Program Anggaran"
PROGRAM = {"kode_program": "7.01.02", "program": "Pelayanan Publik"}
SETTINGS = "System Settings"


def agreement_of(office, unit: str):
	return frappe.get_doc(PK, {"unit_kerja": unit, "tahun": office.tahun})


def add_program(office, unit: str, **values):
	doc = reopened(office, unit)
	doc.append("program", {**PROGRAM, **values})
	return doc.save()


def put(user: str, doc, programs: list[dict]):
	with own_transaction():
		return send(
			user,
			"PUT",
			f"/api/resource/{PK}/{doc.name}",
			json={"program": programs, "modified": str(doc.modified)},
		)


@pytest.fixture(
	params=["#,###.##", *(pytest.param(one, marks=pytest.mark.full) for one in ("#.###,##", "#.###"))]
)
def number_format(request: pytest.FixtureRequest, office):
	"""The site prints numbers so; its caches are told again when the test has gone."""
	frappe.db.set_single_value(SETTINGS, "number_format", request.param)
	frappe.db.set_default("number_format", request.param)
	frappe.clear_document_cache(SETTINGS, SETTINGS)
	yield request.param
	frappe.db.rollback()
	frappe.clear_document_cache(SETTINGS, SETTINGS)
	frappe.clear_cache()


def test_money_is_what_was_typed_whatever_the_site_prints(office, number_format):
	admin = add_person(office, "admin uang", "Admin Kinerja", office.root, [("Admin Kinerja", "Kecamatan")])
	doc = draft_of(office, office.units[0])
	rows = [
		{**PROGRAM, "anggaran": "1.500.000", "kas_tw1": "Rp 500.000,-", "kas_tw2": "1.000.000,00"},
		{"program": "Pemberdayaan", "anggaran": 2500000},
		{"program": "Ketertiban", "anggaran": 1500000.5},
	]
	said = put(admin, doc, rows)
	assert said.ok, said.said
	doc.reload()
	assert [row.anggaran for row in doc.program] == ["1.500.000", "2.500.000", "1.500.000,5"]
	assert (doc.program[0].kas_tw1, doc.program[0].kas_tw2, doc.program[0].kas_tw3) == (
		"500.000",
		"1.000.000",
		"",
	)
	said = put(admin, doc, [{**PROGRAM, "anggaran": "1,500,000"}])
	assert not said.ok and "Baris 1, kolom Anggaran:" in said.said and "Tulis 1.500.000" in said.said
	page = html_of(doc, PK)
	assert all(amount in page for amount in (">1.500.000<", ">2.500.000<", ">5.500.000,5<"))


def test_money_comes_in_by_data_import(office, number_format):
	unit = office.units[0]
	values = {
		"Unit Kerja": unit,
		"Tahun": str(office.tahun),
		"Jenis": "Perubahan",
		"Status": "Ditetapkan",
		"Berlaku Mulai": f"{office.tahun}-02-01",
		"Indikator (Target)": office.indicators[unit][0],
		"Target Tahunan (Target)": "36",
		"Program/Kegiatan (Program dan Anggaran)": "Pelayanan Publik",
		"Anggaran (Program dan Anggaran)": "1.500.000",
		"Rencana Kas TW I (Program dan Anggaran)": "Rp750.000",
	}
	text = io.StringIO()
	csv.writer(text).writerows([values.keys(), values.values()])
	with own_transaction():
		frappe.db.savepoint(POINT)
		sheet = frappe.get_doc(
			{"doctype": "File", "file_name": "pk.csv", "content": text.getvalue(), "is_private": 1}
		).insert()
		asked = {"reference_doctype": PK, "import_type": "Insert New Records", "import_file": sheet.file_url}
		log = frappe.get_doc({"doctype": "Data Import", **asked}).insert()
		Importer(PK, data_import=log).import_data()
	told = frappe.get_all("Data Import Log", {"data_import": log.name}, ["success", "messages", "exception"])
	assert [entry.success for entry in told] == [1], told
	(row,) = frappe.get_doc(PK, {"unit_kerja": unit, "tahun": office.tahun, "jenis": "Perubahan"}).program
	assert (row.anggaran, row.kas_tw1) == ("1.500.000", "750.000")
	frappe.db.after_rollback.run()


@pytest.mark.parametrize("typed", ["-1", "sejuta", "1.500.00", "0,001"])
def test_what_is_no_money_is_refused_by_row_and_column(office, typed):
	said = refused(NumberInvalid, add_program, office, office.units[0], anggaran="5", kas_tw3=typed)
	assert "Baris 1, kolom Rencana Kas TW III:" in said


def test_money_of_an_earlier_release_is_written_as_it_is_typed(office):
	"""As the columns of numbers come out of the database once they hold text."""
	doc = add_program(office, office.units[0], anggaran="1", kas_tw1="1")
	frappe.db.set_value(
		ROW,
		doc.program[0].name,
		{
			"anggaran": "1500000.000000000",
			"kas_tw1": "0.000000000",
			"kas_tw2": "0.000000000",
			"kas_tw3": None,
		},
	)
	agreement_money.execute()
	row = agreement_of(office, office.units[0]).program[0]
	assert (row.anggaran, row.kas_tw1, row.kas_tw2, row.kas_tw3) == ("1.500.000", "", "", "")
	agreement_money.execute()
	assert frappe.db.get_value(ROW, row.name, "anggaran") == "1.500.000"


def test_sources_that_stood_under_keterangan_become_sources(office):
	first, second = office.units[:2]
	for unit, notes in (
		(first, ("DAU", "Pendapatan Asli Daerah")),
		(second, ("DAU", "kegiatan dari 7.01.02")),
	):
		for note in notes:
			add_program(office, unit, anggaran="5", keterangan=note)
	add_program(office, first, program="Ketertiban", anggaran="5", keterangan="DAU")
	for _again in range(2):
		funding_sources.execute()
		rows = [(row.sumber_dana, row.keterangan) for row in agreement_of(office, first).program]
		assert rows == [("DAU", None), ("Pendapatan Asli Daerah", None), (None, "DAU")]
		rows = [(row.sumber_dana, row.keterangan) for row in agreement_of(office, second).program]
		assert rows == [(None, "DAU"), (None, "kegiatan dari 7.01.02")]


def say(run: LocalRun, unit: str, *spent: str, key: str | None = None) -> None:
	doc = run.recap(unit)
	rows = [{**row.as_dict(), "realisasi": text} for row, text in zip(doc.anggaran, spent, strict=True)]
	run.update(key or f"jp:{unit}", REKAP, doc.name, anggaran=rows)


def kinds(doc) -> list[str]:
	return [row.jenis for row in doc.temuan if row.sumber == "Anggaran"]


def explain(run: LocalRun, unit: str) -> None:
	doc = run.recap(unit)
	rows = [{**row.as_dict(), "alasan": row.alasan or "Sesuai SP2D"} for row in doc.temuan]
	run.update("pek", REKAP, doc.name, temuan=rows)


@pytest.mark.full
def test_spending_that_falls_or_passes_the_budget_is_explained(office):
	unit = office.units[0]
	add_program(office, unit, anggaran="1.000.000")
	first = LocalRun(office).up_to_meeting()
	first.fill(unit)
	say(first, unit, "Rp 600.000,-")
	(row,) = first.recap(unit).anggaran
	assert (row.realisasi, row.nilai_realisasi, row.serapan_teks) == ("600.000", 600_000, "60 %")
	assert kinds(first.recap(unit)) == []
	second = LocalRun(office, f"{office.tahun}-TW2").up_to_meeting()
	second.fill(unit)
	for spent, found in (("400.000", ["realisasi_turun"]), ("600.000", []), ("1.200.000", ["pagu"])):
		say(second, unit, spent)
		assert kinds(second.recap(unit)) == found
	say(second, unit, "400.000")
	(finding,) = [row for row in second.recap(unit).temuan if row.sumber == "Anggaran"]
	assert (finding.tingkat, finding.indikator) == ("Peringatan", None)
	assert finding.uraian.startswith("7.01.02 Pelayanan Publik: realisasi 400.000 turun dari 600.000")
	assert first.periode in finding.uraian
	second.recap_unit(unit)
	assert "turun dari 600.000" in refused(PreconditionMissing, second.validate, unit)
	explain(second, unit)
	second.validate(unit)
	(finding,) = [row for row in second.recap(unit).temuan if row.sumber == "Anggaran"]
	assert (finding.alasan, finding.oleh) == ("Sesuai SP2D", "Uji pek")


@pytest.mark.full
def test_what_the_unit_perekap_types_is_explained_too(office):
	first, second = office.units[:2]
	for unit in (first, second):
		add_program(office, unit, anggaran="100")
	run = LocalRun(office).up_to_meeting()
	for unit in (first, second):
		run.unit_through(unit)
	doc = run.recap()
	office_recap.fill_office_recap(doc)
	doc.anggaran[0].realisasi = "250"
	with pytest.raises(PreconditionMissing, match=r"melebihi anggarannya 200\. Tulis alasannya"):
		rekap_kecamatan.fill_office_rows(doc, None)
	assert kinds(doc) == ["pagu"]
	doc.temuan[0].alasan = "Pergeseran anggaran menunggu penetapan"
	rekap_kecamatan.fill_office_rows(doc, None)
	assert doc.temuan[0].alasan and doc.temuan[0].oleh
	doc.anggaran[0].realisasi = "150"
	rekap_kecamatan.fill_office_rows(doc, None)
	assert kinds(doc) == []
