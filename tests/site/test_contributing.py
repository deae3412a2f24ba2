"""CONTRIBUTING.md, followed word for word: what its examples say is all that a change needs."""

import inspect
import io
import json
import re
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import frappe
import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from kinerja_kecamatan.access import hooks, queries
from kinerja_kecamatan.base.doctypes import DISPOSISI, FORMAT, RECAP_ROW, REKAP, SASARAN
from kinerja_kecamatan.excel import recap as workbook
from kinerja_kecamatan.excel.recap_sheets import table
from kinerja_kecamatan.exceptions import PreconditionMissing
from kinerja_kecamatan.papers import catalogue
from kinerja_kecamatan.process import step_registry
from kinerja_kecamatan.recaps import aggregate, computed_rows, office_recap
from kinerja_kecamatan.sop import steps
from tests.support.contributing import PAGE, block
from tests.support.inside import Answer, own_transaction, send
from tests.support.local_run import LocalRun, refused
from tests.support.papers import html_of

SLIP = "Lembar Batas Pengumpulan"


def files_named() -> set[str]:
	"""Paths of the app that the page sends people to."""
	named = set(re.findall(r"`((?:[a-z_]+/)+[a-z_]+\.(?:py|json|txt|html))`", PAGE))
	return {path for path in named if not path.startswith("tests/")}


def test_every_file_that_it_names_is_there(site):
	root = Path(frappe.get_app_path("kinerja_kecamatan")).parent
	assert len(files_named()) > 8
	example = "kinerja_kecamatan/rules/operators/nilai_tertinggi.py"  # the file to be written
	missing = [
		path
		for path in files_named() - {example}
		if not any((root / at / path).exists() for at in ("", "kinerja_kecamatan"))
	]
	assert not missing
	tests = set(re.findall(r"`(tests/[\w/]+\.py)`", PAGE))
	assert not [path for path in tests if not (root / path).exists()]


def test_every_name_that_it_sends_people_to_is_in_its_file(site):
	root = Path(frappe.get_app_path("kinerja_kecamatan"))
	named = re.findall(r"`(\w+)` (?:of|in) `((?:\w+/)+\w+\.py)`", PAGE)
	assert len(named) > 6
	for name, path in named:
		file = next(at / path for at in (root, root.parent) if (at / path).exists())
		assert re.search(rf"^(?:def )?{name}\b", file.read_text(), re.M), (name, path)


def test_its_permission_stands_where_the_others_of_its_kind_do(site):
	"""One of the app's own that lists are held by has each of the places that the page names."""
	assert hooks.permission_query_conditions[SASARAN].endswith(f".queries.{frappe.scrub(SASARAN)}")
	assert hooks.has_permission[SASARAN].endswith(".checks.has_permission")


@contextmanager
def added_column(doctype: str, said: dict) -> Iterator[str]:
	"""An example's field, as a Custom Field: to Frappe the same. Making a column commits."""
	frappe.db.rollback()
	made = frappe.get_doc({"doctype": "Custom Field", "dt": doctype, **said}).insert()
	frappe.db.commit()
	yield said["fieldname"]
	frappe.db.rollback()
	made.delete()
	frappe.db.sql_ddl(f"alter table `tab{doctype}` drop column `{said['fieldname']}`")
	frappe.clear_cache(doctype=doctype)
	frappe.db.commit()


@pytest.fixture
def field(site) -> Iterator[str]:
	with added_column(FORMAT, json.loads(block("json", "field"))) as name:
		yield name


@pytest.mark.full
def test_a_field_is_guarded_cleaned_and_held_to_its_column(field, office):
	run = LocalRun(office).up_to_meeting()
	unit = office.units[0]
	name = run.format_of(unit).name

	def write(key: str, value: str) -> Answer:
		content = {field: value, "modified": str(frappe.db.get_value(FORMAT, name, "modified"))}
		return send(office.people[key], "PUT", f"/api/resource/{FORMAT}/{name}", json=content)

	mine = f"jp:{unit}"
	with own_transaction():
		assert write(mine, "0812-3456-7890").ok
		assert frappe.db.get_value(FORMAT, name, field) == "0812-3456-7890"
		for other in ("camat", "sekcam", f"ku:{unit}"):
			assert not write(other, "0811").ok, other
		assert not write(mine, "0" * 200).ok
		answer = write(mine, "<img src=x onerror=alert(1)>")
		assert answer.ok, answer
		assert "<img" not in frappe.db.get_value(FORMAT, name, field)


@pytest.fixture
def recap_column(site, monkeypatch) -> Iterator[str]:
	with added_column(RECAP_ROW, json.loads(block("json", "recap"))) as name:
		# A field that a site has added is nobody's to work out; the example's is the app's own.
		monkeypatch.setattr(computed_rows, "_fields_of_others", lambda doc, table: [])
		yield name


def put_into(monkeypatch, function: Callable, before: str, lines: str) -> None:
	"""A function of the app with an example's lines before the one that begins so."""
	source = textwrap.dedent(inspect.getsource(function))
	(place,) = re.finditer(rf"^(\t+){re.escape(before)}", source, re.M)
	new = source[: place.start()] + textwrap.indent(lines, place.group(1)) + source[place.start() :]
	made: dict = {}
	exec(new, function.__globals__, made)
	monkeypatch.setattr(function, "__code__", made[function.__name__].__code__)


@pytest.mark.full
def test_a_column_of_the_recap_is_worked_out_carried_and_in_the_workbook(recap_column, office, monkeypatch):
	put_into(monkeypatch, aggregate._append_row, "return row", block("python", "recap"))
	monkeypatch.setattr(office_recap, "OWN", (*office_recap.OWN, recap_column))
	column = eval(block("python", "workbook"))
	monkeypatch.setattr(table, "COLUMNS", (*table.COLUMNS, column))
	letter = get_column_letter(len(table.COLUMNS))
	monkeypatch.setitem(table.LETTER, column[0], letter)
	monkeypatch.setattr(table, "WIDTHS", [*table.WIDTHS, column[2]])
	put_into(monkeypatch, table._Rows.write, "cells |= self._period", block("python", "cell"))
	with own_transaction():
		run = LocalRun(office).up_to_meeting()
		first, second = office.units
		run.unit_through(first)
		assert {row.get(recap_column) for row in run.recap(first).baris} == {1}
		frappe.db.set_value(RECAP_ROW, {"parent": run.recap(first).name}, recap_column, 3)
		run.unit_through(second)
		units, whole, expected = [run.recap(unit) for unit in office.units], run.recap(), {}
		for row in (row for unit in units for row in unit.baris):
			expected[row.indikator] = expected.get(row.indikator, 0) + row.get(recap_column)
		assert {
			row.indikator: row.get(recap_column) for row in whole.baris
		} == expected and 3 in expected.values()
		sheet = load_workbook(io.BytesIO(workbook.build(whole)))["Rekap"]
		assert sheet[f"{letter}{table.HEAD_ROW}"].value == column[1]
		said = [sheet[f"{letter}{place}"].value for place in range(table.FIRST_ROW, sheet.max_row)]
		assert said[: len(whole.baris)] == [expected[row.indikator] for row in whole.baris]


def test_a_paper_prints_from_its_builder_and_its_template(office, monkeypatch):
	made: dict = {}
	exec(block("python", "paper"), made)
	monkeypatch.setitem(catalogue.BUILDERS, SLIP, made["deadline_slip"])
	values = {"doc_type": DISPOSISI, "standard": "No", "custom_format": 1, "print_format_type": "Jinja"}
	frappe.get_doc(
		{"doctype": "Print Format", "name": SLIP, "html": block("html", "paper"), **values}
	).insert()
	run = LocalRun(office)
	run.order()
	doc = frappe.get_doc(DISPOSISI, run.disposisi)
	doc.db_set("batas_pengumpulan", "2026-10-01")
	html = html_of(doc, SLIP)
	assert "LEMBAR BATAS PENGUMPULAN" in html and "1 Oktober 2026" in html


def test_a_condition_shows_the_own_office_alone(office):
	made = {"_by_kecamatan": queries._by_kecamatan, "LAPORAN_TAMU": "Laporan Tamu"}
	exec(block("python", "permission"), made)
	of_camat = made["laporan_tamu"](office.people["camat"])
	assert of_camat.startswith("`tabLaporan Tamu`.`kecamatan`") and office.root in of_camat
	assert made["laporan_tamu"]("Administrator") == ""


@pytest.mark.full
def test_a_precondition_refuses_and_lets_through(office, monkeypatch):
	key = (step_registry.PRECONDITION, REKAP, steps.VALIDASI)
	monkeypatch.setitem(step_registry._handlers, key, [*step_registry._handlers[key]])
	exec(block("python", "precondition"), {})
	run, unit = LocalRun(office).up_to_meeting(), office.units[0]
	run.fill(unit)
	run.recap_unit(unit)
	assert "Tulis Catatan Validasi" in refused(PreconditionMissing, run.validate, unit)
	run.update("pek", REKAP, run.recap(unit).name, catatan_validasi="Bukti lengkap.")
	run.validate(unit)
	assert frappe.db.exists("Catatan Tahapan", {"dokumen": run.recap(unit).name, "kegiatan": steps.VALIDASI})
