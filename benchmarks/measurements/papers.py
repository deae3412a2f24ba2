"""100 Formats as PDF, as the archive renders them, beside Frappe's own print view of the same documents; and noting one."""

from __future__ import annotations

from collections.abc import Iterator

import frappe

from benchmarks.measurement import Bench, Figure, measurement
from benchmarks.timing import paired, repeated
from kinerja_kecamatan.archive import register
from kinerja_kecamatan.papers import page
from tests.support.local_run import LocalRun
from tests.support.office import make_office
from tests.support.sop_run import FORMAT

PAPERS, BATCHES = 100, 5
# The archive's way leaves out Frappe's style sheets and its page about errors; it must not cost more.
LIMIT = 1.10


@measurement("Format PDFs")
def format_pdfs(bench: Bench) -> Iterator[Figure]:
	run = LocalRun(make_office(units=3).in_new_year()).up_to_meeting()
	frappe.db.commit()
	names = [name for unit in run.office.units for name in run.formats(unit)]
	batch = [names[n % len(names)] for n in range(PAPERS // BATCHES)]
	frappe.flags.in_test = True  # Frappe's print view would commit a line of its access log for every paper
	ours, core = paired(lambda: _archive(batch), lambda: _print_view(batch), BATCHES, warm_up=1)
	yield Figure.compared(
		f"{PAPERS} Format PDFs, beside Frappe's print view",
		[seconds * BATCHES for seconds in ours],
		[seconds * BATCHES for seconds in core],
		unit="s",
		limit=LIMIT,
	)
	move = _move()
	yield Figure.of(
		"noting a paper when its step is done",
		repeated(lambda: register._note((FORMAT, names[0]), FORMAT, move, move.step), runs=20),
		limit=150,
	)
	frappe.db.rollback()


def _archive(names: list[str]) -> None:
	for name in names:
		page.pdf(page.html(frappe.get_doc(FORMAT, name), FORMAT))


def _print_view(names: list[str]) -> None:
	for name in names:
		frappe.get_print(FORMAT, name, FORMAT, as_pdf=True)


def _move() -> frappe._dict:
	step = frappe._dict(nomor=5, kegiatan="", kertas=(FORMAT,))
	return frappe._dict(kegiatan="", step=step, actor="Administrator", moment=frappe.utils.now_datetime())
