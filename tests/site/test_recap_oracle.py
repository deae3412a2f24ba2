"""A thousand random data sets through the real recaps: every cell of every quarter held against the slow oracle."""

from dataclasses import replace
from fractions import Fraction

import frappe
import pytest

from kinerja_kecamatan.recaps import office_recap, unit_recap
from kinerja_kecamatan.sop import step_state, steps
from tests.oracle import indicators, recaps
from tests.oracle.indicators import QUARTERS
from tests.oracle.printing import band
from tests.support import random_year
from tests.support.sop_run import REKAP

SETS, FEW, SEED = 1000, 40, 20260101


def build(office, sets: int, silent: frozenset[tuple[int, int]] = frozenset()) -> dict:
	"""Recaps by (quarter, unit or None): each unit's stored and read closely before the next quarter, or set Tidak Melapor
	where `silent` says so."""
	drawn = [indicators.draw(SEED, number) for number in range(sets)]
	year = random_year.insert(office, [replace(one, silent=silent) for one in drawn])
	done = sorted(
		step_state.states_done(frappe._dict(doctype=REKAP, disposisi=year.orders[1]), steps.PENCERMATAN)
	)[0]
	made = {"year": year}
	for quarter in QUARTERS:
		order = frappe.get_doc("Disposisi", year.orders[quarter])
		for place, unit in enumerate(year.units):
			doc = unit_recap.find_or_new(order, unit)
			doc.tidak_melapor = int((quarter, place) in silent)
			random_year.store(doc, "Draf" if doc.tidak_melapor else done)
			made[(quarter, unit)] = doc
		office_doc = office_recap.new_office_recap(order.name)
		office_recap.fill_office_recap(office_doc)
		made[(quarter, None)] = office_doc
	return made


def compare(doc, year, expected) -> int:
	"""Hold every cell of a recap against `expected(indicator)`; returns how many cells were compared."""
	rows = {row.kode: row for row in doc.baris}
	assert len(rows) == len(year.indicators)
	count = 0
	for one in year.indicators:
		row = rows[one.name]
		for column, wanted in expected(one).items():
			have = row.get(column)
			if isinstance(wanted, Fraction) or (wanted is None and column != "status"):
				near = pytest.approx(float(wanted or 0), abs=tolerance(one, column), rel=1e-12)
				assert have == near, (doc.periode, one, column)
			else:
				assert have == wanted, (doc.periode, one, column, have, wanted)
			count += 1
	return count


def tolerance(one, column: str) -> float:
	"""What a stored figure's nine decimals can come to in a cell; in what is printed nothing may differ."""
	ends = [one.yearly_ends(), *map(one.ends, QUARTERS), *map(one.ends_so_far, QUARTERS), (1, 1)]
	goals = [end for pair in ends if pair for end in pair]
	smallest = min(abs(float(t)) for t in goals if t and float(t))
	return 1e-9 * max(1, 400 / smallest) if "capaian" in column or "kemajuan" in column else 4e-9


def check_all(made: dict) -> int:
	year, cells = made["year"], 0
	for quarter in QUARTERS:
		for place, unit in enumerate(year.units):
			doc = made[(quarter, unit)]
			cells += compare(doc, year, lambda one, q=quarter, u=place: _unit_cells(one, q, u))
			check_means(doc, year, lambda one, q=quarter, u=place: _unit_pair(one, q, u), every=False)
			check_basis(doc, [_unit_cells(one, quarter, place) for one in year.indicators], "indikator")
		doc = made[(quarter, None)]
		cells += compare(doc, year, lambda one, q=quarter: _office_cells(one, q))
		check_levels(doc, year, quarter)
		main = [one for one in year.indicators if one.level == "IKU"]
		check_basis(doc, [_office_cells(one, quarter) for one in main], "IKU")
	return cells


def _unit_cells(one, quarter: int, unit: int) -> dict:
	now, so_far = (
		recaps.unit_quarter(one, quarter, unit),
		recaps.unit_year(one, quarter, unit, False),
	)
	return recaps.cells(one, now, so_far, quarter, recaps.lacking(one, quarter, unit))


def _office_cells(one, quarter: int) -> dict:
	now, so_far = recaps.office_quarter(one, quarter), recaps.office_year(one, quarter)
	return recaps.cells(one, now, so_far, quarter, recaps.lacking(one, quarter, None))


def _unit_pair(one, quarter: int, unit: int) -> tuple:
	cells = _unit_cells(one, quarter, unit)
	return cells["capaian_dibatasi"], cells["sd_capaian_dibatasi"]


def check_means(doc, year, pair, every: bool, only: str | None = None) -> None:
	ones = [one for one in year.indicators if only in (None, one.level)]
	first = recaps.mean([(pair(one)[0], one.weight) for one in ones], every)
	second = recaps.mean([(pair(one)[1], one.weight) for one in ones], every)
	assert doc.rata_capaian == pytest.approx(float(first or 0), abs=1e-8)
	assert doc.rata_capaian_sd == pytest.approx(float(second or 0), abs=1e-8)
	assert doc.predikat == word(first)
	assert doc.predikat_sd == word(second)
	counted = sum(pair(one)[0] is not None for one in ones)
	what = "IKU" if only else "indikator"
	assert doc.rata_capaian_teks.split("; ")[0] == f"{counted} dari {len(ones)} {what}"


def check_basis(doc, rows: list[dict], what: str) -> None:
	"""Means say how many they count, how many wait for others to publish them, and how many are provisional."""
	for prefix, text in (("", doc.rata_capaian_teks), ("sd_", doc.rata_capaian_sd_teks)):
		counted = [row for row in rows if row[f"{prefix}dihitung"]]
		waiting = sum(
			row[f"{prefix}status"] == "Menunggu Rilis" or row[f"{prefix}belum_utuh"] for row in rows
		)
		starred = sum(row[f"{prefix}sementara"] for row in counted)
		said = [f"{len(counted)} dari {len(rows)} {what}"]
		said += [f"{waiting} menunggu rilis"] if waiting else []
		said += [f"{starred} angka sementara"] if starred else []
		assert text.split("; ")[: len(said)] == said


def word(mean) -> str:
	return "" if mean is None else band(mean)


def check_levels(doc, year, quarter: int) -> None:
	"""The kecamatan's figure is over the IKU; Program and Kegiatan stand apart."""

	def pair(one):
		cells = _office_cells(one, quarter)
		return cells["capaian_dibatasi"], cells["sd_capaian_dibatasi"]

	check_means(doc, year, pair, every=True, only="IKU")
	assert [row.tingkat for row in doc.nilai] == ["IKU", "Program", "Kegiatan"]
	for row in doc.nilai:
		ones = [one for one in year.indicators if one.level == row.tingkat]
		for place, prefix in enumerate(("", "_sd")):
			wanted = recaps.mean([(pair(one)[place], one.weight) for one in ones], True)
			assert row.get(f"rata_capaian{prefix}") == pytest.approx(float(wanted or 0), abs=1e-8)
			assert row.get(f"dihitung{prefix}") == sum(pair(one)[place] is not None for one in ones)
		assert row.jumlah == len(ones)


@pytest.mark.parametrize("sets", [FEW, pytest.param(SETS, marks=pytest.mark.full)])
def test_every_cell_of_random_data_sets(office, sets):
	assert check_all(build(office, sets)) == sets * len(QUARTERS) * 3 * 26


# (quarter, unit) that has been given up
ONCE, OFTEN = {(3, 1)}, {(1, 0), (2, 0), (2, 1), (4, 1)}


@pytest.mark.parametrize("silent", [ONCE, pytest.param(OFTEN, marks=pytest.mark.full)], ids=["once", "often"])
def test_a_unit_that_is_tidak_melapor_is_missing_and_not_nought(office, silent):
	"""Its indicators stand in the kecamatan's recap without a figure; the year is what has been reported of it."""
	made = build(office, FEW, frozenset(silent))
	year = made["year"]
	for quarter in QUARTERS:
		doc = made[(quarter, None)]
		compare(doc, year, lambda one, q=quarter: _office_cells(one, q))
		check_levels(doc, year, quarter)
		units = {place for _quarter, place in silent if _quarter == quarter}
		for row, one in zip(sorted(doc.baris, key=lambda row: row.kode), year.indicators, strict=True):
			nothing = recaps.office_quarter(one, quarter).status == "Belum Diisi"
			asked = one.targets[quarter] is not None
			assert row.tidak_disampaikan == int(bool(units) and nothing and asked), (quarter, row.kode)
		for place, unit in enumerate(year.units):
			if place not in units:
				compare(made[(quarter, unit)], year, lambda one, q=quarter, u=place: _unit_cells(one, q, u))


def test_an_earlier_quarter_that_was_not_read_closely_leaves_the_year_incomplete(office):
	made = build(office, 20)
	year = made["year"]
	doc = made[(2, year.units[0])]
	frappe.db.set_value(REKAP, made[(1, year.units[0])].name, "workflow_state", "Direkap")
	unit_recap.fill_unit_recap(doc)
	for row, one in zip(sorted(doc.baris, key=lambda row: row.kode), year.indicators, strict=True):
		wanted = recaps.unit_year(one, 2, 0, unread=True)
		assert (row.sd_lengkap, row.sd_status) == (int(wanted.complete), wanted.status), row.kode
		assert row.sd_nilai == pytest.approx(float(wanted.value or 0), abs=1e-9)
