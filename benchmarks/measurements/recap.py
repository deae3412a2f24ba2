"""One recap over 100 units of 100 indicators, over HTTP as a restricted person, beside the bare grouped SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import frappe

from benchmarks import bulk
from benchmarks.measurement import Bench, Figure, measurement
from benchmarks.timing import paired
from kinerja_kecamatan.demo.client import Person
from kinerja_kecamatan.sop import step_state, steps
from tests.support.local_run import LocalRun
from tests.support.office import PASSWORD, make_office

UNITS, INDICATORS, RUNS = 100, 100, 15
LIMIT, GROWTH = 3.0, 1.3
BARE = """
	select b.indikator, b.status, count(*), sum(b.nilai), min(b.nilai), max(b.nilai), sum(b.nilai_pembilang), sum(b.nilai_penyebut)
	from `tabBaris Rekap` b join `tabRekap Kinerja` r on r.name = b.parent and b.parenttype = 'Rekap Kinerja'
	where r.disposisi = %s and r.jenis = 'Unit' and r.tidak_melapor = 0 and r.workflow_state = %s
	group by b.indikator, b.status
"""
# Every indicator has one source: what is shown is what stands in its row.
BARE_OWN = """
	select b.indikator, b.kode, b.nama_indikator, b.tingkat, b.satuan, b.sifat, b.agregasi_sumber, b.desimal, b.diukur, b.bobot,
		b.target, b.target_teks, b.status, count(*), sum(b.nilai), sum(b.nilai_pembilang), sum(b.nilai_penyebut)
	from `tabBaris Rekap` b join `tabRekap Kinerja` r on r.name = b.parent and b.parenttype = 'Rekap Kinerja'
	where r.disposisi = %s and r.jenis = 'Unit' and r.tidak_melapor = 0 and r.workflow_state = %s
	group by b.indikator, b.status
"""
TABLES = ("Rekap Kinerja", "Baris Rekap")


class Big:
	"""An order with 100 unit recaps that were read closely, and as many periods of the same before it as asked for. All units
	share their 100 indicators, or each has 100 of its `own`."""

	def __init__(self, own: bool = False):
		self.own = own
		self.office = make_office().in_new_year()
		self.run = LocalRun(self.office)
		self.order = self.run.draft()
		probe = frappe._dict(doctype="Rekap Kinerja", disposisi=self.order)
		self.done = sorted(step_state.states_done(probe, steps.PENCERMATAN))[0]
		self.indicators = [f"{self.office.root}-B{number}" for number in range(INDICATORS)]
		self.units = [f"{self.office.root}-U{number}" for number in range(UNITS)]
		bulk.insert(
			"Unit Kerja",
			("name", "kode", "nama_unit", "kecamatan", "parent_unit_kerja", "jenis"),
			((unit, unit, unit, self.office.root, self.office.root, "Seksi") for unit in self.units),
		)
		self.periods = 0
		self.store(self.order, self.office.periode)
		frappe.db.commit()

	def store(self, order: str, periode: str) -> None:
		root, names = self.office.root, {unit: f"{order}/{unit}" for unit in self.units}
		bulk.insert(
			"Rekap Kinerja",
			bulk.RECAP,
			(bulk.recap(name, "Unit", order, root, periode, unit, self.done) for unit, name in names.items()),
		)
		bulk.insert(
			"Baris Rekap",
			bulk.ROW,
			(
				row
				for seed, name in enumerate(names.values())
				for row in bulk.rows_of(name, self._indicators_of(seed), seed)
			),
		)
		self.periods = 1

	def _indicators_of(self, unit: int) -> list[str]:
		return [f"{name}-{unit}" for name in self.indicators] if self.own else self.indicators

	def grow(self, periods: int) -> None:
		"""Other periods of the same office, copied from this one, until there are so many."""
		while self.periods < periods:
			past = f"LAMA{self.periods}"
			name = f"concat('{past}-', name)"
			bulk.copy(
				"Rekap Kinerja",
				"where disposisi = %s",
				(self.order,),
				{
					"name": name,
					"kunci": name,
					"disposisi": f"concat('{past}-', disposisi)",
					"periode": f"'1{self.periods:03d}-TW1'",
				},
			)
			parents = f"{self.order}/%"
			changed = {
				"name": name,
				"parent": f"concat('{past}-', parent)",
				"nilai": f"nilai + {self.periods}",
			}
			bulk.copy("Baris Rekap", "where parent like %s", (parents,), changed)
			self.periods += 1
			frappe.db.commit()
		frappe.db.sql("analyze table `tabBaris Rekap`, `tabRekap Kinerja`")

	def keep_small(self) -> Callable[[bool], None]:
		"""Copies of the tables as they are now; gives what puts the small or the grown ones in the place that the app reads."""
		for doctype in TABLES:
			frappe.db.sql_ddl(f"drop table if exists `small {doctype}`")
			frappe.db.sql_ddl(f"create table `small {doctype}` like `tab{doctype}`")
			frappe.db.sql(f"insert into `small {doctype}` select * from `tab{doctype}`")
			frappe.db.sql(f"analyze table `small {doctype}`")
		frappe.db.commit()
		grown = True

		def use(large: bool) -> None:
			nonlocal grown
			frappe.db.rollback()
			if large != grown:
				stored, taken = ("small", "large") if grown else ("large", "small")
				frappe.db.sql_ddl(
					"rename table "
					+ ", ".join(
						f"`tab{doctype}` to `{taken} {doctype}`, `{stored} {doctype}` to `tab{doctype}`"
						for doctype in TABLES
					)
				)
				grown = large

		return use


@measurement("recap, 100 units x 100 indicators over HTTP")
def recap_over_http(bench: Bench) -> Iterator[Figure]:
	big = Big()
	work = _recap_of(bench, big, INDICATORS)
	seconds, baseline = paired(work, _bare(big, BARE), RUNS)
	yield Figure.compared(
		"recap 100 x 100 over HTTP, restricted person, to bare SQL", seconds, baseline, limit=LIMIT
	)
	use = big.keep_small()

	def ready(large: bool) -> Callable[[], None]:
		def prepare() -> None:
			use(large)
			work()  # the tables are opened anew after the change

		return prepare

	for times in (10, 100):
		use(True)
		big.grow(times)
		seconds, small = paired(work, work, RUNS, prepare=ready(True), prepare_baseline=ready(False))
		title = f"the same with {times} times as many periods stored, to once"
		yield Figure.compared(title, seconds, small, limit=GROWTH)
	use(True)


@measurement("recap, 100 units of 100 indicators of their own over HTTP")
def own_indicators_over_http(bench: Bench) -> Iterator[Figure]:
	big = Big(own=True)
	work = _recap_of(bench, big, UNITS * INDICATORS)
	seconds, baseline = paired(work, _bare(big, BARE_OWN), RUNS)
	title = f"recap 100 x 100 of their own ({UNITS * INDICATORS} lines) over HTTP, to bare SQL"
	yield Figure.compared(title, seconds, baseline, limit=LIMIT)


def _recap_of(bench: Bench, big: Big, lines: int) -> Callable[[], None]:
	person = Person(bench.url, bench.site, big.office.people["sekcam"], PASSWORD, "sekcam")

	def work() -> None:
		answer = person.read("kinerja_kecamatan.recaps.api.sementara", disposisi=big.order)
		if len(answer["baris"]) != lines:
			raise ValueError(f"{len(answer['baris'])} rows")

	return work


def _bare(big: Big, query: str) -> Callable[[], None]:
	"""The same figures by SQL alone: grouped, and fetched."""
	indicators = UNITS * INDICATORS if big.own else INDICATORS

	def bare() -> None:
		frappe.db.rollback()
		if len({row[0] for row in frappe.db.sql(query, (big.order, big.done))}) != indicators:
			raise ValueError("the bare SQL found something else")

	return bare
