"""What the guard costs on the save that people wait for most: a Format of 100 rows, every row typed into."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from contextlib import contextmanager

import frappe

from benchmarks.measurement import Bench, Figure, measurement
from benchmarks.timing import paired
from kinerja_kecamatan.figures.judging import is_ratio
from tests.support.local_run import LocalRun, signed_in
from tests.support.office import INDICATORS, add_indicators, make_office
from tests.support.sop_run import FORMAT

ROWS, RUNS, LIMIT = 100, 25, 1.10
GUARD = ("kinerja_kecamatan.guard.", "kinerja_kecamatan.process.guard_events.")


@measurement("guard, save of a 100-row Format")
def guard_overhead(bench: Bench) -> Iterator[Figure]:
	run, unit = _filled_in_office()
	with signed_in(run.user(f"jp:{unit}")):
		yield _figure("guard, 100-row Format, every row typed", run.formats(unit)[0], slice(None))
		# The guard looks for a first difference: here it has to look through all of them.
		yield _figure("guard, 100-row Format, last row typed", run.formats(unit)[0], slice(-1, None))


def _figure(title: str, name: str, rows: slice) -> Figure:
	figures = itertools.cycle(range(1, 10))
	doc = None

	def type_in() -> None:
		nonlocal doc
		frappe.db.rollback()
		doc, figure = frappe.get_doc(FORMAT, name), next(figures)
		for row in doc.baris[rows]:
			for field in _typed_fields(row):
				row.set(field, f"{figure}.{row.idx:03},5")

	def guarded() -> None:
		doc.save()

	def unguarded() -> None:
		with without_guard():
			doc.save()

	type_in()
	if len(doc.baris) != ROWS:
		raise ValueError(f"{name} has {len(doc.baris)} rows")
	on, off = paired(guarded, unguarded, RUNS, prepare=type_in, clock=time.process_time)
	return Figure.compared(title, on, off, limit=LIMIT)


def _typed_fields(row) -> tuple[str, ...]:
	if not row.diukur:
		return ()
	return ("pembilang", "penyebut") if is_ratio(row) else ("realisasi",)


@contextmanager
def without_guard() -> Iterator[None]:
	"""The app without its guard's hooks, in this process."""
	hooks = frappe.get_doc_hooks()
	frappe.local.doc_events_hooks = {
		doctype: {
			event: [handler for handler in handlers if not handler.startswith(GUARD)]
			for event, handlers in events.items()
		}
		for doctype, events in hooks.items()
	}
	try:
		yield
	finally:
		frappe.local.doc_events_hooks = hooks


def _filled_in_office() -> tuple[LocalRun, str]:
	"""An office after step 4, whose first unit has 100 indicators with a number each; committed."""
	office = make_office()
	unit = office.units[0]
	office = office.in_new_year()
	add_indicators(office, unit, *(f"UKUR-{number}" for number in range(ROWS - len(INDICATORS))))
	run = LocalRun(office).up_to_meeting()
	frappe.db.commit()
	return run, unit
