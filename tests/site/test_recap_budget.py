"""Serapan and efisiensi of the recaps: no rate without a budget, no sum without one of its units."""

import frappe
import pytest

from kinerja_kecamatan.figures import policy as policies
from kinerja_kecamatan.papers import progress
from kinerja_kecamatan.papers.document import page_for
from kinerja_kecamatan.process import api
from kinerja_kecamatan.recaps import budget, office_recap, unit_recap
from kinerja_kecamatan.recaps.api import asal_nilai
from kinerja_kecamatan.reporting import tables
from kinerja_kecamatan.reporting.tables import OPEN
from tests.site.test_programs import _target
from tests.site.test_rows_from_agreement import agree
from tests.support.local_run import LocalRun, signed_in
from tests.support.office import reopened

pytestmark = pytest.mark.full  # a SOP of two units for each test
PROGRAM = {"kode_program": "7.01.02", "program": "Pelayanan Publik"}


@pytest.fixture
def started(office) -> LocalRun:
	"""A set whose two units have the same program in their agreements, 100 each; nothing is filled in yet."""
	for unit in office.units:
		add_program(office, unit, 100)
	return LocalRun(office).up_to_meeting()


def add_program(office, unit: str, pagu: int, **program) -> None:
	agreement = reopened(office, unit)
	agreement.append("program", {**PROGRAM, "anggaran": pagu, **program})
	agreement.save()


def state(run: LocalRun, unit: str, spent: str) -> None:
	"""What a unit states for its first program, as it stands on its recap."""
	(row, *_more) = run.recap(unit).anggaran
	frappe.db.set_value(row.doctype, row.name, {"realisasi": spent, "nilai_realisasi": float(spent or 0)})


def filled(run: LocalRun):
	doc = run.recap()
	office_recap.fill_office_recap(doc)
	return doc


def test_a_program_of_several_units_waits_for_all_of_them(started):
	"""A spent 90 of 100 and B has said nothing: the office has not spent 45 %."""
	first, second = started.office.units[:2]
	for unit in (first, second):
		started.unit_through(unit)
	state(started, first, "90")
	doc = filled(started)
	(row,) = doc.anggaran
	assert (row.anggaran, row.realisasi or "", row.dari_unit, row.serapan_teks) == (200, "", 0, "")
	assert (doc.serapan, doc.kategori_efisiensi) == (0, "")
	row.realisasi = "120"
	office_recap.fill_office_recap(doc)
	assert (row.realisasi, row.dari_unit, row.serapan_teks) == ("120", 0, "60 %"), "typed by the Unit Perekap"
	state(started, second, "30")
	office_recap.fill_office_recap(doc)
	(row,) = doc.anggaran
	assert (row.realisasi, row.dari_unit, row.serapan_teks) == ("120", 1, "60 %")
	state(started, second, "50")
	office_recap.fill_office_recap(doc)
	assert (doc.anggaran[0].realisasi, doc.serapan) == ("140", 70)


def test_a_unit_that_is_tidak_melapor_or_not_in_yet_has_stated_nothing(started):
	first, second = started.office.units[:2]
	started.unit_through(first)
	state(started, first, "90")
	assert filled(started).anggaran[0].realisasi in (None, "")
	with signed_in(started.user("sekcam")):
		api.tetapkan_tidak_melapor(started.disposisi, second, "Sakit.")
	state(started, second, "10")
	assert filled(started).anggaran[0].realisasi in (None, "")


def test_a_program_of_one_unit_is_its_alone(started):
	first, second = started.office.units[:2]
	add_program(started.office, first, 40, kode_program="7.01.03", program="Pemberdayaan")
	for unit in (first, second):
		started.unit_through(unit)
	row = next(row for row in started.recap(first).anggaran if row.kode_program == "7.01.03")
	frappe.db.set_value(row.doctype, row.name, {"realisasi": "20", "nilai_realisasi": 20})
	rows = {row.kode_program: (row.realisasi or "", row.dari_unit) for row in filled(started).anggaran}
	assert rows == {"7.01.02": ("", 0), "7.01.03": ("20", 1)}


def test_a_program_under_two_funding_sources_keeps_what_is_typed_for_each(started):
	"""DAU and PAD of one program, in a unit's agreement and in the Camat's."""
	first, second = started.office.units[:2]
	add_program(started.office, first, 50)
	for unit in (first, second):
		started.unit_through(unit)
	doc = started.recap(first)
	for row, spent in zip(doc.anggaran, ("90", "20"), strict=True):
		row.realisasi = spent
	for again in (doc, doc):
		unit_recap.fill_unit_recap(again)
		assert len({id(row) for row in doc.anggaran}) == 2
		assert [(row.anggaran, row.realisasi) for row in doc.anggaran] == [(100, "90"), (50, "20")]
	frappe.db.delete("Program Anggaran", {"anggaran": "100", "parent": ["in", _agreements(started, first)]})
	unit_recap.fill_unit_recap(doc)
	assert [(row.anggaran, row.realisasi) for row in doc.anggaran] == [(50, "20")]
	for pagu in (100, 50):
		budget_rows = reopened(started.office, second)
		budget_rows.append("program", {**PROGRAM, "anggaran": pagu})
		budget_rows.save()
	frappe.db.set_value("Perjanjian Kinerja", budget_rows.name, "unit_kerja", started.office.root)
	state(started, first, "30")
	office = filled(started)
	assert [(row.realisasi or "", row.dari_unit) for row in office.anggaran] == [("", 0)] * 3


def fund(run: LocalRun, unit: str, **sources: int) -> None:
	"""The unit's one program, paid from these sources."""
	agreement = reopened(run.office, unit)
	rows = [{**PROGRAM, "sumber_dana": name, "anggaran": pagu} for name, pagu in sources.items()]
	agreement.set("program", rows)
	agreement.save()


def by_source(doc) -> dict[str, tuple]:
	return {row.sumber_dana or "": (row.anggaran, row.realisasi or "") for row in doc.anggaran}


def test_each_funding_source_is_a_row_of_its_own(started):
	first, second = started.office.units[:2]
	fund(started, first, DAU=100, PAD=50)
	fund(started, second, DAU=100)
	for unit in (first, second):
		started.unit_through(unit)
	doc = started.recap(first)
	for row in doc.anggaran:
		row.realisasi = {"DAU": "90", "PAD": "20"}[row.sumber_dana]
	for _again in range(2):
		unit_recap.fill_unit_recap(doc)
		assert by_source(doc) == {"DAU": (100, "90"), "PAD": (50, "20")}
	# In another order, and with the other's budget.
	fund(started, first, PAD=100, DAU=50)
	unit_recap.fill_unit_recap(doc)
	assert by_source(doc) == {"PAD": (100, "20"), "DAU": (50, "90")}
	for row in doc.anggaran:
		row.db_update()
	state(started, second, "30")
	office = filled(started)
	assert by_source(office) == {"DAU": (150, "120"), "PAD": (100, "20")}
	assert [row.dari_unit for row in office.anggaran] == [1, 1] and budget.total(office).realisasi == 140
	told = {row["program"] for row in _told(office)["serapan"]["baris"]}
	assert told == {"7.01.02 Pelayanan Publik (DAU)", "7.01.02 Pelayanan Publik (PAD)"}


def test_a_source_that_is_named_later_keeps_what_was_typed(started):
	unit = started.office.units[0]
	started.unit_through(unit)
	doc = started.recap(unit)
	doc.anggaran[0].realisasi = "40"
	for sources, wanted in (
		({"DAU": 100}, {"DAU": (100, "40")}),
		({"DAU": 100, "PAD": 100}, {"DAU": (100, "40"), "PAD": (100, "")}),
		({"": 120}, {"": (120, "40")}),
		({"PAD": 80}, {"PAD": (80, "40")}),
		({"APBN": 80}, {"APBN": (80, "")}),
	):
		fund(started, unit, **sources)
		unit_recap.fill_unit_recap(doc)
		assert by_source(doc) == wanted, "another source's money is never taken"


def test_a_program_twice_waits_for_both_of_its_rows(started):
	"""Without a source that tells them apart, one of them alone is not what the unit has spent."""
	first, second = started.office.units[:2]
	add_program(started.office, first, 50)
	for unit in (first, second):
		started.unit_through(unit)
		state(started, unit, "30")
	(row,) = filled(started).anggaran
	assert (row.anggaran, row.realisasi or "", row.dari_unit) == (250, "", 0)
	last = started.recap(first).anggaran[-1]
	frappe.db.set_value(last.doctype, last.name, {"realisasi": "10", "nilai_realisasi": 10})
	(row,) = filled(started).anggaran
	assert (row.realisasi, row.dari_unit) == ("70", 1)


def _agreements(run: LocalRun, unit: str) -> list[str]:
	return frappe.get_all(
		"Perjanjian Kinerja", filters={"unit_kerja": unit, "tahun": run.office.tahun}, pluck="name"
	)


def test_without_a_budget_there_is_no_rate_and_no_efisiensi(started):
	unit = started.office.units[0]
	agreement = reopened(started.office, unit)
	agreement.program[0].anggaran = 0
	agreement.save()
	started.unit_through(unit)
	doc = started.recap(unit)
	unit_recap.fill_unit_recap(doc)
	doc.anggaran[0].realisasi = "0"
	unit_recap.fill_unit_recap(doc)
	assert doc.rata_capaian_sd and budget.total(doc).serapan is None
	assert (doc.anggaran[0].serapan_teks, doc.efisiensi_teks, doc.kategori_efisiensi) == ("", "", "")
	rows = {table.kode: table for table in tables.tables_of(doc)}["T6"].baris
	assert [line[3] for line in rows] == ["-", "-"] and rows[-1][5] == OPEN
	assert "tidak mempunyai anggaran" in _told(doc)["serapan"]["uraian"]


def _told(doc) -> dict:
	for row in doc.anggaran:
		row.db_update()
	doc.db_update()
	with signed_in("Administrator"):
		return asal_nilai(doc.name)


def test_what_nobody_has_stated_is_open_and_not_nought(started):
	started.unit_through(started.office.units[0])
	doc = started.recap(started.office.units[0])
	rows = {table.kode: table for table in tables.tables_of(doc)}["T6"].baris
	assert {line[3] for line in rows} == {OPEN}
	assert policies.current_policy().predikat(budget.total(doc).serapan) == ""


def plan(run: LocalRun, unit: str, *programs: dict) -> None:
	agreement = reopened(run.office, unit)
	agreement.set("program", [{**PROGRAM, **one} for one in programs])
	agreement.save()


def judged(doc, *spent: str):
	"""A unit's recap with what it states for each row."""
	unit_recap.fill_unit_recap(doc)
	for row, amount in zip(doc.anggaran, spent, strict=True):
		row.realisasi = amount
	unit_recap.fill_unit_recap(doc)
	return doc


@pytest.mark.parametrize(("second", "rate"), [("0", 90), ("", None), ("Rp 0", 90)])
def test_a_planned_nought_is_a_plan_and_an_empty_cell_is_none(started, second, rate):
	"""The second program starts in TW III: nothing is to be spent of it yet."""
	unit = started.office.units[0]
	later = {"kode_program": "7.01.03", "program": "Pemberdayaan", "anggaran": 100, "kas_tw3": "100"}
	plan(started, unit, {"anggaran": 200, "kas_tw1": "50"}, {**later, "kas_tw1": second})
	started.unit_through(unit)
	doc = judged(started.recap(unit), "45", "0")
	assert budget.rate_of_plan(doc) == rate
	assert (doc.kategori_efisiensi != "Belum dinilai") == (rate is not None)
	cells = [row.sel for block in progress.budget(doc, page_for(landscape=True)) for row in block.rows]
	planned = [row[3] for row in cells if row[1].startswith("7.01.03")]
	assert planned[0] == ("0" if rate else "–")


def test_a_plan_of_nothing_at_all_gives_no_rate(started):
	unit = started.office.units[0]
	plan(started, unit, {"anggaran": 200, "kas_tw1": "0"})
	started.unit_through(unit)
	doc = judged(started.recap(unit), "10")
	assert budget.rate_of_plan(doc) is None and doc.kategori_efisiensi == "Belum dinilai"


PARTS = [
	{"kode_program": "7.01.02.2.01", "program": "Koordinasi", "anggaran": 60, "kas_tw1": "30"},
	{"kode_program": "7.01.02.2.02", "program": "Pelayanan", "anggaran": 40, "kas_tw1": "20"},
]


def test_a_program_has_the_cash_that_its_kegiatan_have_planned(started):
	unit = started.office.units[0]
	plan(started, unit, {"anggaran": 100}, *PARTS)
	started.unit_through(unit)
	doc = judged(started.recap(unit), "", "30", "15")
	assert [row.rencana_kas for row in doc.anggaran] == [50, 30, 20]
	assert (doc.anggaran[0].realisasi, budget.rate_of_plan(doc)) == ("45", 90)
	plan(started, unit, {"anggaran": 120}, *PARTS)
	doc = judged(started.recap(unit), "45", "30", "15")
	assert budget.rate_of_plan(doc) is None, "parts that are not the whole say nothing of the rest"


def test_the_camats_program_has_the_cash_of_the_units_kegiatan(started):
	first, second = started.office.units[:2]
	plan(started, first, PARTS[0])
	plan(started, second, PARTS[1])
	mine = {**PROGRAM, "anggaran": "100"}
	root = started.office.root
	agree(started.office, root, "01-01", {}, jenis="Murni", target=[_target(started.office)], program=[mine])
	for unit in (first, second):
		started.unit_through(unit)
	state(started, first, "30")
	state(started, second, "15")
	doc = filled(started)
	(row,) = doc.anggaran
	assert (row.anggaran, row.realisasi, row.rencana_kas) == (100, "45", 50)
	assert budget.rate_of_plan(doc) == 90
