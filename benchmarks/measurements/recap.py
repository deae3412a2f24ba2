"""One recap over 100 units of 100 indicators, over HTTP as a restricted person, beside the bare grouped SQL."""

from __future__ import annotations

from collections.abc import Iterator

import frappe

from benchmarks import bulk
from benchmarks.measurement import Bench, Figure, measurement
from benchmarks.timing import paired
from kinerja_kecamatan.demo.client import Person
from kinerja_kecamatan.flow import reach, steps
from tests.support.local_run import LocalRun
from tests.support.office import PASSWORD, make_office

UNITS, INDICATORS, RUNS = 100, 100, 15
LIMIT, GROWTH = 3.0, 1.3
BARE = """
	select b.indikator, min(b.nama_indikator), min(b.satuan), min(b.target), count(*), sum(b.nilai), min(b.nilai),
		max(b.nilai), sum(b.nilai_pembilang), sum(b.nilai_penyebut), sum(b.status = 'Terisi'), sum(b.status = 'Belum Diisi')
	from `tabBaris Rekap` b join `tabRekap Kinerja` r on r.name = b.parent and b.parenttype = 'Rekap Kinerja'
	where r.disposisi = %s and r.jenis = 'Unit' and r.tidak_melapor = 0
	group by b.indikator
"""


class Big:
	"""An order with 100 unit recaps that were read closely, and as many periods of the same before it as asked for."""

	def __init__(self):
		self.office = make_office().in_new_year()
		self.run = LocalRun(self.office)
		self.order = self.run.draft()
		probe = frappe._dict(doctype="Rekap Kinerja", disposisi=self.order)
		self.done = sorted(reach.states_done(probe, steps.PENCERMATAN))[0]
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
				for row in bulk.rows_of(name, self.indicators, seed)
			),
		)
		self.periods = 1

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


@measurement("recap, 100 units x 100 indicators over HTTP")
def recap_over_http(bench: Bench) -> Iterator[Figure]:
	big = Big()
	person = Person(bench.url, bench.site, big.office.people["sekcam"], PASSWORD, "sekcam")

	def work() -> None:
		answer = person.read("kinerja_kecamatan.recap.interim.sementara", disposisi=big.order)
		if len(answer["baris"]) != INDICATORS:
			raise ValueError(f"{len(answer['baris'])} rows")

	def bare() -> None:
		frappe.db.rollback()
		if len(frappe.db.sql(BARE, big.order)) != INDICATORS:
			raise ValueError("the bare SQL found something else")

	seconds, baseline = paired(work, bare, RUNS)
	yield Figure.compared(
		"recap 100 x 100 over HTTP, restricted person, to bare SQL", seconds, baseline, limit=LIMIT
	)
	for times in (10, 100):
		small = seconds
		big.grow(times)
		seconds, _bare = paired(work, bare, RUNS)
		title = f"the same with {times} times as many periods stored, to before"
		yield Figure.compared(title, seconds, small, limit=GROWTH)
