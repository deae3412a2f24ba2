"""Workbooks in: a template, and a 2,000-row upload in time and memory beside Frappe's own save of the same rows."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import frappe
from frappe.model.document import Document

from benchmarks.measurement import Bench, Figure, measurement
from benchmarks.timing import Work, paired, timed
from kinerja_kecamatan.excel import batch, office_templates, upload
from kinerja_kecamatan.excel.layout import FIRST_ROW, SHEET, address
from kinerja_kecamatan.process import background
from tests.support.local_run import LocalRun, signed_in
from tests.support.office import make_big_office, make_office
from tests.support.sop_run import FORMAT
from tests.support.workbooks import edited

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE_ROWS, UPLOAD_ROWS, FILES = 30, 2000, 50
TITLE = f"unggah {UPLOAD_ROWS} baris"


@measurement("excel, a template and a 2,000-row upload")
def template_and_upload(bench: Bench) -> Iterator[Figure]:
	run, unit = _office()
	name = run.formats(unit)[0]
	_grow(name, TEMPLATE_ROWS)
	doc = frappe.get_doc(FORMAT, name)
	yield Figure.of(
		f"templat Excel, {len(doc.baris)} baris",
		_computing(lambda: office_templates.template_of(doc), 11),
		limit=100,
	)
	_grow(name, UPLOAD_ROWS)
	with signed_in(run.user(f"jp:{unit}")):
		yield from _upload(name, run.user(f"jp:{unit}"))


def _upload(name: str, user: str) -> Iterator[Figure]:
	doc = frappe.get_doc(FORMAT, name)
	content = _filled(doc)

	def take_in() -> None:
		found = upload.apply_upload(doc, content)
		assert len(found.changes) >= UPLOAD_ROWS * 0.7, len(found.changes)

	def put_back() -> None:
		nonlocal doc
		frappe.db.rollback()
		doc = frappe.get_doc(FORMAT, name)

	looked_at = _computing(lambda: upload.dry_run(doc, content), 5, put_back)
	yield Figure.of(f"{TITLE}, periksa", looked_at, "s", limit=2)
	seconds, baseline = paired(
		take_in, lambda: _save_as_frappe_does(doc), 5, put_back, warm_up=1, clock=time.process_time
	)
	yield Figure.compared(f"{TITLE}, simpan, terhadap Frappe saja", seconds, baseline, "s", limit=2.5)
	frappe.db.rollback()
	before, peak = _memory(name, user, content)
	yield Figure(f"{TITLE}, memori di atas Frappe", peak - before, "MB", limit=150)
	yield Figure(f"{TITLE}, memori seluruh proses", peak, "MB")


@measurement("excel, 50 templates at once")
def many_at_once(bench: Bench) -> Iterator[Figure]:
	run = LocalRun(make_big_office(FILES).in_new_year())
	run.order()
	with patch.object(background, "MANY", FILES * 2):  # in this process, not by a worker
		run.pass_on()
	run.send_forms()
	order = frappe.get_doc("Disposisi", run.disposisi)
	names = frappe.get_all(FORMAT, filters={"disposisi": order.name}, pluck="name", limit=FILES)
	files = [(f"{name}.xlsx", office_templates.template_of(frappe.get_doc(FORMAT, name))) for name in names]
	assert len(files) == FILES, len(files)

	def look() -> None:
		assert [report["dokumen"] for report in batch.check_files(order, files)] == names

	frappe.db.commit()
	# Nobody fills in fifty Formats; what an office's assistant sends at once is as much work.
	with patch.object(upload, "may_fill_in"):
		yield Figure.of(f"{FILES} templat sekaligus, periksa", _computing(look, 5), "s", limit=5)


def _save_as_frappe_does(doc) -> None:
	"""The same rows filled in and saved, without anything of the app's: no controller, no hook."""
	for row in doc.baris:
		if row.diukur and row.agregasi_sumber != "Rasio":
			row.update(_typed(row.idx))
	doc.__class__ = Document
	with _without_hooks():
		doc.save()


@contextmanager
def _without_hooks() -> Iterator[None]:
	hooks = frappe.get_doc_hooks()
	frappe.local.doc_events_hooks = {}
	try:
		yield
	finally:
		frappe.local.doc_events_hooks = hooks


def _computing(work: Work, runs: int, prepare: Work | None = None) -> list[float]:
	"""Seconds of computing in this process: the limits are the app's, not the machine's other work's."""
	return [timed(work, prepare, time.process_time) for _ in range(1 + runs)][1:]


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


def _typed(number: int) -> dict[str, str]:
	return {
		"realisasi": f"{number},5",
		"kendala": f"Hambatan pada kegiatan nomor {number}",
		"tindak_lanjut": "Dijadwalkan ulang pada bulan berikutnya",
	}


def _filled(doc) -> bytes:
	"""The Format's template with a figure in every row and notes beside it."""

	def type_in(book) -> None:
		sheet = book[SHEET]
		for number, row in enumerate(doc.baris, start=FIRST_ROW):
			if row.diukur and row.agregasi_sumber != "Rasio":
				for key, value in _typed(row.idx).items():
					sheet[address(key, number)].value = value

	return edited(office_templates.template_of(doc), type_in)


def _memory(name: str, user: str, content: bytes) -> tuple[float, float]:
	"""Resident memory in MB of a process of its own with Frappe loaded: before the upload, and the most during dry run and save."""
	with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
		file.write(content)
		file.flush()
		command = [sys.executable, "-m", "benchmarks.upload_memory", frappe.local.site, user, name, file.name]
		answer = subprocess.run(
			command, cwd=frappe.local.sites_path, capture_output=True, text=True, check=True
		)
	found = json.loads(answer.stdout.splitlines()[-1])
	return found["before"], found["peak"]
