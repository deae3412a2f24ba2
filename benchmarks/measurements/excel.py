"""Workbooks: a template, a 2,000-row upload in time and memory, and the export's writer beside the bare libraries."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import frappe
import xlsxwriter
from openpyxl import Workbook

from benchmarks.measurement import Bench, Figure, measurement
from benchmarks.timing import Work, paired, timed
from kinerja_kecamatan.excel import made, upload
from kinerja_kecamatan.excel.layout import FIRST_ROW, SHEET, address
from kinerja_kecamatan.excel.sheets import TEXT, Book, number_format
from tests.support.local_run import LocalRun, signed_in
from tests.support.office import make_office
from tests.support.sop_run import FORMAT
from tests.support.workbooks import edited

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE_ROWS, UPLOAD_ROWS = 30, 2000
EXPORT_ROWS, EXPORT_COLUMNS = 1000, 50


@measurement("excel, a template and a 2,000-row upload")
def template_and_upload(bench: Bench) -> Iterator[Figure]:
	run, unit = _office()
	name = run.formats(unit)[0]
	_grow(name, TEMPLATE_ROWS)
	doc = frappe.get_doc(FORMAT, name)
	yield Figure.of(
		f"templat Excel, {len(doc.baris)} baris", _computing(lambda: made.template_of(doc), 11), limit=100
	)
	_grow(name, UPLOAD_ROWS)
	with signed_in(run.user(f"jp:{unit}")):
		yield from _upload(name)


def _upload(name: str) -> Iterator[Figure]:
	doc = frappe.get_doc(FORMAT, name)
	content = _filled(doc)

	def take_in() -> None:
		found = upload.apply(doc, content)
		assert len(found.changes) >= UPLOAD_ROWS * 0.7, len(found.changes)

	def put_back() -> None:
		nonlocal doc
		frappe.db.rollback()
		doc = frappe.get_doc(FORMAT, name)

	looked_at = _computing(lambda: upload.dry_run(doc, content), 5, put_back)
	yield Figure.of(f"unggah {UPLOAD_ROWS} baris, periksa", looked_at, "s", limit=2)
	yield Figure.of(f"unggah {UPLOAD_ROWS} baris, simpan", _computing(take_in, 5, put_back), "s")
	yield Figure(f"unggah {UPLOAD_ROWS} baris, memori proses", _memory(content), "MB", limit=150)


@measurement("excel, 1,000 x 50 beside openpyxl and XlsxWriter")
def export(bench: Bench) -> Iterator[Figure]:
	title = f"ekspor {EXPORT_ROWS} x {EXPORT_COLUMNS}"
	ours, bare = paired(_styled, _bare_openpyxl, runs=7, clock=time.process_time)
	yield Figure.compared(f"{title}, terhadap openpyxl write_only polos", ours, bare, limit=1.5)
	ours, other = paired(_styled, _bare_xlsxwriter, runs=7, clock=time.process_time)
	yield Figure.compared(f"{title}, terhadap XlsxWriter polos", ours, other)


def _computing(work: Work, runs: int, prepare: Work | None = None) -> list[float]:
	"""Seconds of computing in this process: the limits are the app's, not the machine's other work's."""
	return [timed(work, prepare, time.process_time) for _ in range(1 + runs)][1:]


def _rows() -> Iterator[list]:
	for row in range(EXPORT_ROWS):
		yield [f"teks {row} {column}" if column % 2 else row * column / 7 for column in range(EXPORT_COLUMNS)]


def _styled() -> bytes:
	"""As the recap is written: every cell framed and formatted."""
	book = Book()
	sheet = book.sheet("Rekap", [12] * EXPORT_COLUMNS)
	text, figure = book.style("teks", TEXT), book.style("angka", number_format(2))
	styles = [text if column % 2 else figure for column in range(EXPORT_COLUMNS)]
	for values in _rows():
		sheet.row(values, styles)
	return book.bytes()


def _bare_openpyxl() -> bytes:
	book = Workbook(write_only=True)
	sheet = book.create_sheet("Rekap")
	for values in _rows():
		sheet.append(values)
	out = BytesIO()
	book.save(out)
	return out.getvalue()


def _bare_xlsxwriter() -> bytes:
	out = BytesIO()
	book = xlsxwriter.Workbook(out, {"in_memory": True})
	sheet = book.add_worksheet("Rekap")
	for number, values in enumerate(_rows()):
		sheet.write_row(number, 0, values)
	book.close()
	return out.getvalue()


def _office() -> tuple[LocalRun, str]:
	office = make_office().in_new_year()
	run = LocalRun(office).up_to_meeting()
	frappe.db.commit()
	return run, office.units[0]


def _grow(name: str, wanted: int) -> None:
	"""More rows for a Format, copies of the first, straight in the database."""
	doc = frappe.get_doc(FORMAT, name)
	first = next(row for row in doc.baris if row.diukur and row.agregasi_sumber != "Rasio")
	columns = ["name", *frappe.db.get_table_columns("Baris Data Kinerja")]
	columns = list(dict.fromkeys(columns))
	values = []
	for number in range(len(doc.baris) + 1, wanted + 1):
		copy = {
			**first.as_dict(),
			"name": frappe.generate_hash(length=10),
			"idx": number,
			"kode": f"UKUR-{number}",
		}
		values.append([copy.get(column) for column in columns])
	frappe.db.bulk_insert("Baris Data Kinerja", columns, values)
	frappe.db.commit()


def _filled(doc) -> bytes:
	"""The Format's template with a figure in every row and notes beside it."""

	def type_in(book) -> None:
		sheet = book[SHEET]
		for number, row in enumerate(doc.baris, start=FIRST_ROW):
			if row.diukur and row.agregasi_sumber != "Rasio":
				sheet[address("realisasi", number)].value = f"{number},5"
				sheet[address("kendala", number)].value = f"Hambatan pada kegiatan nomor {number}"
				sheet[address("tindak_lanjut", number)].value = "Dijadwalkan ulang pada bulan berikutnya"

	return edited(made.template_of(doc), type_in)


def _memory(content: bytes) -> float:
	"""Highest resident memory, in MB, of a process of its own that reads the file."""
	with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
		file.write(content)
		file.flush()
		command = [sys.executable, "-m", "tests.support.read_files", file.name]
		answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
	found = json.loads(answer.stdout)
	if found["refused"]:
		raise ValueError(found["refused"])
	return found["peak"]
