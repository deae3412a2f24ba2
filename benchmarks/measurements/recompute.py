"""A kecamatan's draft of 4,000 rows computed again: every row with another figure, and none; and what a recap's form weighs."""

from __future__ import annotations

from collections.abc import Iterator

import frappe

from benchmarks import bulk
from benchmarks.measurement import Bench, Figure, measurement
from benchmarks.timing import repeated
from kinerja_kecamatan.base import clock
from kinerja_kecamatan.demo.client import Person
from kinerja_kecamatan.recaps import office_recap
from kinerja_kecamatan.sop import step_state, steps
from tests.support.local_run import LocalRun
from tests.support.office import PASSWORD, make_office
from tests.support.sop_run import FORMAT, REKAP

UNITS, EACH, RUNS = 40, 100, 5
ROWS = UNITS * EACH
LIMIT = 3
# Seven units of four indicators each.
SMALL_UNITS, SMALL_ROWS, WEIGHT = 7, 28, 120
COMPUTED = ("Baris Rekap", "Sumber Rekap", "Nilai Rekap")


@measurement(f"recompute, a recap of {ROWS} rows")
def recompute(bench: Bench) -> Iterator[Figure]:
	order = _read_closely()
	moment = clock.now()
	office_recap.refresh_office_recap(order, moment)
	frappe.db.commit()

	def type_anew() -> None:
		frappe.db.rollback()
		frappe.db.sql(
			"""update `tabBaris Rekap` row join `tabRekap Kinerja` recap on recap.name = row.parent
			set row.nilai = row.nilai + 1, row.realisasi_teks = row.nilai
			where recap.disposisi = %s and recap.jenis = 'Unit'""",
			order,
		)

	def again() -> None:
		office_recap.refresh_office_recap(order, moment)

	seconds = repeated(again, RUNS, prepare=type_anew)
	yield Figure.of(f"recap of {ROWS} rows computed again, every figure changed", seconds, "s", LIMIT)
	frappe.db.rollback()
	stamps = _stamps(order)
	if len(stamps) < 2 * ROWS:
		raise ValueError(f"{len(stamps)} rows")
	yield Figure.of(
		f"recap of {ROWS} rows computed again, nothing changed", repeated(again, RUNS), "s", LIMIT
	)
	if _stamps(order) != stamps:
		raise ValueError("a recap without change was written")


@measurement(f"recompute, the form of a recap of {SMALL_ROWS} rows")
def weight(bench: Bench) -> Iterator[Figure]:
	"""After every unit has gone through, the first of them twice: with its Versions, as the desk asks for it."""
	run = LocalRun(make_office(SMALL_UNITS).in_new_year()).up_to_meeting()
	for unit in run.office.units:
		run.unit_through(unit)
	first = run.office.units[0]
	run.finalize()
	run.act("sekcam", REKAP, run.recap().name, "Buka Kembali", "Angka keliru", unit=[first])
	run.unit_through(first, {"A1": {"realisasi": "10"}})
	doc = run.recap()
	if len(doc.baris) != SMALL_ROWS:
		raise ValueError(f"{len(doc.baris)} rows")
	frappe.db.commit()
	person = Person(bench.url, bench.site, run.office.people["sekcam"], PASSWORD, "sekcam")
	address = f"{bench.url}/api/method/frappe.desk.form.load.getdoc"
	answer = person.session.get(address, params={"doctype": REKAP, "name": doc.name}, timeout=120)
	answer.raise_for_status()
	yield Figure(f"form of a recap of {SMALL_ROWS} rows", len(answer.content) / 1000, "kB", limit=WEIGHT)


def _stamps(order: str) -> dict[tuple[str, str], object]:
	"""When each row of the kecamatan's recap, the recap itself and its Versions were written."""
	name = office_recap.find_office_recap(order)
	found = {}
	for doctype, field in (*((row, "parent") for row in COMPUTED), (REKAP, "name"), ("Version", "docname")):
		rows = frappe.get_all(doctype, filters={field: name}, fields=["name", "modified"])
		found |= {(doctype, row.name): row.modified for row in rows}
	return found


def _read_closely() -> str:
	"""An order whose unit recaps have been read closely but for one unit's, which has not come in yet."""
	office = make_office().in_new_year()
	order = LocalRun(office).draft()
	probe = frappe._dict(doctype=REKAP, disposisi=order)
	state = sorted(step_state.states_done(probe, steps.PENCERMATAN))[0]
	units = [f"{office.root}-U{number}" for number in range(UNITS)]
	_insert_units(office.root, units)
	bulk.insert(
		FORMAT, ("name", "kunci", "disposisi", "unit_kerja"), [(order, order, order, office.units[0])]
	)
	names = {unit: f"{order}/{unit}" for unit in units}
	bulk.insert(
		REKAP,
		bulk.RECAP,
		(
			bulk.recap(name, "Unit", order, office.root, office.periode, unit, state)
			for unit, name in names.items()
		),
	)
	rows = (
		row
		for seed, (unit, name) in enumerate(names.items())
		for row in bulk.rows_of(name, _indicators(unit), seed)
	)
	bulk.insert("Baris Rekap", bulk.ROW, rows)
	return order


def _insert_units(root: str, units: list[str]) -> None:
	fields = ("name", "kode", "nama_unit", "kecamatan", "parent_unit_kerja", "jenis")
	bulk.insert("Unit Kerja", fields, ((unit, unit, unit, root, root, "Seksi") for unit in units))
	fields = ("name", "kode", "kecamatan", "nama_indikator", "unit_kerja", "satuan", "aktif")
	bulk.insert(
		"Indikator Kinerja",
		fields,
		((name, name, root, name, unit, "Dokumen", 1) for unit in units for name in _indicators(unit)),
	)


def _indicators(unit: str) -> list[str]:
	return [f"{unit}-I{number}" for number in range(EACH)]
