"""A year of a kabupaten and a province-sized table, recapped per kecamatan, beside the bare grouped SQL."""

from __future__ import annotations

from collections.abc import Iterator

import frappe

from benchmarks import bulk
from benchmarks.measurement import Bench, Figure, measurement
from benchmarks.timing import paired
from kinerja_kecamatan.recaps import offices

LIMIT, RUNS = 1.5, 5
INDICATORS = 9 * 30
MONTHS = 12
# The plain grouping by kecamatan and indicator that anybody would write first, over the same rows.
BARE = """
	select r.kecamatan, b.indikator, min(b.satuan), min(b.target_sd), sum(b.nilai), avg(b.nilai), max(r.periode),
		sum(b.nilai_pembilang), sum(b.nilai_penyebut), sum(b.status = 'Terisi')
	from `tabRekap Kinerja` r join `tabBaris Rekap` b on b.parent = r.name and b.parenttype = 'Rekap Kinerja'
	where r.jenis = 'Kecamatan' and r.periode in %s
	group by r.kecamatan, b.indikator
"""


@measurement("recap, a year of a kabupaten and of a province")
def year_of_many(bench: Bench) -> Iterator[Figure]:
	for title, count, year in (
		("a kabupaten's year, 20 kecamatan, 64 800 rows", 20, 2091),
		("a province's year, 371 kecamatan, 1 202 040 rows", 371, 2092),
	):
		periods = _store(count, year)
		seconds, baseline = paired(
			lambda p=periods, n=count: _own(p, n), lambda p=periods, n=count: _bare(p, n), RUNS, warm_up=1
		)
		yield Figure.compared(f"{title}, to bare SQL", seconds, baseline, unit="s", limit=LIMIT)


def _own(periods: list[str], count: int) -> None:
	found = offices.year_rows(periods)
	if len(found) != count or any(row.indikator != INDICATORS for row in found):
		raise ValueError(f"{len(found)} kecamatan")


def _bare(periods: list[str], count: int) -> None:
	if len(frappe.db.sql(BARE, [tuple(periods)])) != count * INDICATORS:
		raise ValueError("the bare SQL found something else")


def _store(count: int, year: int) -> list[str]:
	"""Final recaps of `count` kecamatan for twelve months, all of them in periods of their own: one kecamatan's, and copies."""
	final = offices.done_states()[0]
	periods = [f"{year}-{month:02d}" for month in range(1, MONTHS + 1)]
	office = f"K{year}-0"
	names = {period: f"{office}-{period}" for period in periods}
	bulk.insert(
		"Rekap Kinerja",
		bulk.RECAP,
		(
			bulk.recap(name, "Kecamatan", name, office, period, office, final)
			for period, name in names.items()
		),
	)
	bulk.insert(
		"Baris Rekap",
		bulk.ROW,
		(
			row
			for seed, name in enumerate(names.values())
			for row in bulk.rows_of(name, (f"{office}-I{n}" for n in range(INDICATORS)), seed)
		),
	)
	for number in range(1, count):
		_copy(office, f"K{year}-{number}", periods, number)
	frappe.db.commit()
	frappe.db.sql("analyze table `tabBaris Rekap`, `tabRekap Kinerja`")
	return periods


def _copy(first: str, office: str, periods: list[str], number: int) -> None:
	def named(column: str) -> str:
		return f"replace({column}, '{first}-', '{office}-')"

	recaps = {column: named(column) for column in ("name", "kunci", "disposisi")}
	recaps |= dict.fromkeys(("kecamatan", "unit_kerja"), f"'{office}'")
	bulk.copy("Rekap Kinerja", "where kecamatan = %s", (first,), recaps)
	rows = {column: named(column) for column in ("name", "parent", "indikator", "kode", "nama_indikator")}
	parents = tuple(f"{first}-{period}" for period in periods)
	bulk.copy("Baris Rekap", "where parent in %s", (parents,), rows | {"nilai": f"nilai + {number}"})
