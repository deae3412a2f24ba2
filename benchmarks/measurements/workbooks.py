"""What offices do today: the same 100 unit workbooks opened and added up, beside the app's recap over HTTP."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import frappe
from openpyxl import Workbook, load_workbook

from benchmarks.measurement import Bench, Figure, measurement
from benchmarks.measurements.recap import INDICATORS, UNITS, Big
from benchmarks.timing import paired
from kinerja_kecamatan.demo.client import Person
from tests.support.office import PASSWORD

RUNS, LIMIT = 5, 0.1
# The columns of the form on paper, as an office's own spreadsheet has them.
COLUMNS = (
	*("idx", "sasaran", "nama_indikator", "satuan", "target", "nilai", "nilai_pembilang", "nilai_penyebut"),
	*("capaian", "predikat", "kendala", "tindak_lanjut", "keterangan"),
)


@measurement("recap, against consolidating workbooks")
def against_workbooks(bench: Bench) -> Iterator[Figure]:
	big = Big()
	person = Person(bench.url, bench.site, big.office.people["sekcam"], PASSWORD, "sekcam")
	with tempfile.TemporaryDirectory() as folder:
		paths = [_write(Path(folder), number, unit, big) for number, unit in enumerate(big.units)]

		def work() -> None:
			answer = person.read("kinerja_kecamatan.recaps.api.sementara", disposisi=big.order)
			if len(answer["baris"]) != INDICATORS:
				raise ValueError("the recap is short")

		for title, consolidate in _readers():

			def baseline(consolidate=consolidate) -> None:
				if len(consolidate(paths)) != INDICATORS:
					raise ValueError("the workbooks are short")

			seconds, others = paired(work, baseline, RUNS, warm_up=1)
			yield Figure.compared(
				f"recap 100 x 100 over HTTP, to 100 workbooks by {title}", seconds, others, limit=LIMIT
			)


def _write(folder: Path, number: int, unit: str, big: Big) -> Path:
	"""The workbook that a unit would have sent by WhatsApp."""
	book = Workbook(write_only=True)
	sheet = book.create_sheet("Data Kinerja")
	sheet.append(COLUMNS)
	rows = frappe.get_all(
		"Baris Rekap",
		filters={"parent": f"{big.order}/{unit}"},
		fields=list(COLUMNS),
		order_by="idx",
		as_list=True,
	)
	if len(rows) != INDICATORS:
		raise ValueError(f"{unit}: {len(rows)} rows")
	for row in rows:
		sheet.append(row)
	path = folder / f"{number:03d}.xlsx"
	book.save(path)
	return path


def _readers() -> Iterator[tuple]:
	yield "openpyxl", _by_openpyxl
	try:
		import pandas
	except ImportError:
		return  # not in every bench
	yield (
		"pandas",
		lambda paths: (
			pandas.concat([pandas.read_excel(path) for path in paths])
			.groupby("nama_indikator")["nilai"]
			.sum()
		),
	)


def _by_openpyxl(paths: list[Path]) -> dict[str, float]:
	name, value = COLUMNS.index("nama_indikator"), COLUMNS.index("nilai")
	sums: dict[str, float] = defaultdict(float)
	for path in paths:
		book = load_workbook(path, read_only=True, data_only=True)
		for row in book.active.iter_rows(min_row=2, values_only=True):
			sums[row[name]] += row[value] or 0
		book.close()
	if len(paths) != UNITS:
		raise ValueError("a workbook is missing")
	return sums
