"""Saving a Format of 100 rows, and step 3 for 100 units, beside the same with one get_doc and save a row."""

from __future__ import annotations

from collections.abc import Iterator

import frappe

from benchmarks.measurement import Bench, Figure, measurement
from benchmarks.measurements.guard_overhead import ROWS, _filled_in_office, _typed_fields
from benchmarks.timing import paired
from kinerja_kecamatan.access import acting
from kinerja_kecamatan.process import background
from tests.support.local_run import LocalRun, signed_in
from tests.support.office import INDICATORS, make_big_office
from tests.support.sop_run import FORMAT

RUNS, TYPED, UNITS = 5, 20, 100


@measurement("row by row, save of a 100-row Format")
def save_of_a_format(bench: Bench) -> Iterator[Figure]:
	run, unit = _filled_in_office()
	name = run.formats(unit)[0]

	def one_save() -> None:
		doc = frappe.get_doc(FORMAT, name)
		for row in doc.baris[:TYPED]:
			_type(row)
		doc.save()

	def a_save_a_row() -> None:
		for place in range(TYPED):
			doc = frappe.get_doc(FORMAT, name)
			_type(doc.baris[place])
			doc.save()

	with signed_in(run.user(f"jp:{unit}")):
		seconds, baseline = paired(one_save, a_save_a_row, RUNS, prepare=frappe.db.rollback, warm_up=1)
	title = f"{TYPED} rows typed into a {ROWS}-row Format, one save, to one get_doc and save a row"
	yield Figure.compared(title, seconds, baseline, limit=0.25)


def _type(row) -> None:
	for field in _typed_fields(row):
		row.set(field, f"{row.idx},5")


@measurement("row by row, step 3 for 100 units")
def step_three(bench: Bench) -> Iterator[Figure]:
	run = LocalRun(make_big_office(UNITS).in_new_year())
	run.order()
	background.MANY = UNITS * 2  # in this process, not by a worker
	run.pass_on()
	frappe.db.commit()

	def whole() -> None:
		run.send_forms()

	def a_save_a_row() -> None:
		for name in frappe.get_all(FORMAT, filters={"disposisi": run.disposisi}, pluck="name"):
			for place in range(len(INDICATORS)):
				doc = frappe.get_doc(FORMAT, name)
				doc.baris[place].keterangan = "Disampaikan"
				acting.update_as_system(doc)

	seconds, baseline = paired(whole, a_save_a_row, RUNS, prepare=frappe.db.rollback, warm_up=0)
	if frappe.db.count(FORMAT, {"disposisi": run.disposisi}) != UNITS:
		raise ValueError("not every unit has its Format")
	title = f"step 3 for {UNITS} units, to one get_doc and save a row"
	yield Figure.compared(title, seconds, baseline, unit="s", limit=0.6)
