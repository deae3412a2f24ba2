"""What the database groups by itself says the same as the recaps that are put together row by row; counted in queries."""

import re
from dataclasses import replace

import frappe
import pytest
from frappe import boot
from frappe.desk import query_report

from kinerja_kecamatan.figures import engine, scripts
from kinerja_kecamatan.figures import policy as policies
from kinerja_kecamatan.figures.columns import stored_period
from kinerja_kecamatan.figures.groups import group_of
from kinerja_kecamatan.office.measures import target_column
from kinerja_kecamatan.recaps import (
	api,
	interim,
	office_recap,
	offices,
	offices_by_row,
	offices_grouped,
	unit_recap,
)
from kinerja_kecamatan.rules import aggregation, operators
from kinerja_kecamatan.rules.decimals import to_decimal
from kinerja_kecamatan.rules.operator_type import SOURCES
from kinerja_kecamatan.rules.recap_rows import judge_cell, mean_of_rows, rows_of_time
from kinerja_kecamatan.sop import step_state, steps
from tests.oracle.indicators import QUARTERS
from tests.site.test_recap_oracle import build
from tests.support import random_year
from tests.support.local_run import signed_in

pytestmark = pytest.mark.full

SETS = 96
TABLES = ("tabBaris Rekap", "tabBaris Data Kinerja", "tabSerapan Anggaran", "tabProgram Anggaran")


@pytest.fixture
def made(office) -> dict:
	return make(office, SETS)


def make(office, sets: int) -> dict:
	"""A random year whose kecamatan recaps are final."""
	made = build(office, sets)
	probe = frappe._dict(doctype="Rekap Kinerja", disposisi=made["year"].orders[1])
	final = sorted(step_state.states_done(probe, steps.REKAP_KECAMATAN))[0]
	for quarter in QUARTERS:
		random_year.store(made[(quarter, None)], final)
	return made


@pytest.fixture
def queries(monkeypatch):
	"""Statements that read figures, as they go to the database."""
	seen = []

	def note(query, *args, original=frappe.db.sql, **kwargs):
		values = args[0] if args else kwargs.get("values")
		text = frappe.db.mogrify(str(query), values) if values else str(query)
		if text.lstrip().lower().startswith("select") and any(table in text for table in TABLES):
			seen.append(text)
		return original(query, *args, **kwargs)

	monkeypatch.setattr(frappe.db, "sql", note)
	return seen


def test_the_interim_recap_says_what_the_stored_one_would(made):
	for quarter in QUARTERS:
		told = api.sementara(made["year"].orders[quarter])
		wanted = made[(quarter, None)]
		rows = {row.indikator: row for row in wanted.baris}
		assert len(told["baris"]) == len(rows) == SETS
		for row in told["baris"]:
			for column in ("status", "realisasi_teks", "capaian_teks", "predikat", "target_teks", "satuan"):
				assert row[column] == rows[row["indikator"]].get(column), (quarter, column, row)
		assert float(told["rata_capaian"]) == pytest.approx(wanted.rata_capaian, abs=1e-7)
		assert told["predikat"] == wanted.predikat
		assert (told["unit_masuk"], told["unit_total"]) == (2, 2)


def test_with_a_script_at_work_the_interim_recap_is_the_scripts(made, monkeypatch):
	order = made["year"].orders[2]
	grouped = api.sementara(order)
	monkeypatch.setattr(scripts, "at_work", lambda method: None)
	monkeypatch.setattr(interim, "_grouped", lambda *args: pytest.fail("the rules were asked"))
	monkeypatch.setattr(scripts, "at_work", lambda method: "x" if method == engine.SOURCES else None)
	monkeypatch.setattr(scripts, "run", lambda name, groups, check: [_own(group) for group in groups])
	by_script = api.sementara(order)
	assert by_script["baris"] == grouped["baris"]


def _own(group: dict) -> dict:
	return aggregation.aggregate_sources(
		group["baris"], group["cara"], indikator=group["indikator"], faktor=group["faktor"]
	)


def take_away(monkeypatch, what: str, ways: tuple[str, ...]) -> None:
	"""From now on operators of these names have nothing that a database could group by."""
	table = {
		name: replace(one, **{what: None}) if name in ways else one for name, one in operators._table.items()
	}
	monkeypatch.setattr(operators, "_table", table)


@pytest.mark.parametrize(
	"ways", [("Rata-rata",), ("Nilai Tunggal", "Rasio"), operators.names(SOURCES)], ids=len
)
def test_only_what_a_database_cannot_sum_is_put_together_by_row(made, monkeypatch, ways):
	monkeypatch.setattr(scripts, "at_work", lambda method: None)  # or they would do it
	order = made["year"].orders[2]
	grouped, read, original = api.sementara(order), [], office_recap.read_sources

	def note(disposisi: str, units: set[str], indicators: list[str] | None = None) -> list:
		read.extend(original(disposisi, units, indicators))
		return original(disposisi, units, indicators)

	take_away(monkeypatch, "from_sums", ways)
	monkeypatch.setattr(office_recap, "read_sources", note)
	monkeypatch.setattr(interim, "_row_by_row", lambda *args: pytest.fail("all of it was"))
	told = api.sementara(order)
	assert told["baris"] == grouped["baris"]
	assert float(told["rata_capaian"]) == pytest.approx(float(grouped["rata_capaian"]), abs=1e-7)
	used = {row.agregasi_sumber for row in made[(2, None)].baris}
	# What is said in words of a scale is asked how its sources said it, whatever the way.
	assert {row.agregasi_sumber for row in read if not row.skala_nilai} == set(ways) & used


@pytest.mark.parametrize("weights", ["0", "5 + b.idx", "if(mod(b.idx, 7), 5 + b.idx, 0)"])
@pytest.mark.parametrize("ways", [("Rata-rata",), ("Kumulatif", "Rasio")], ids=len)
def test_only_years_that_have_no_sql_are_put_together_by_row(made, monkeypatch, ways, weights):
	monkeypatch.setattr(scripts, "at_work", lambda method: None)  # or they would do it
	year = made["year"]
	periods = [f"{year.year}-TW{q}" for q in QUARTERS]
	set_weights(year, weights)
	(grouped,) = offices.year_rows(periods, [year.kecamatan])
	judged, original = [], offices_by_row._over_time

	def note(rows: list) -> dict:
		judged.append(rows[-1].agregasi_waktu)
		return original(rows)

	take_away(monkeypatch, "sql", ways)
	monkeypatch.setattr(offices_by_row, "_over_time", note)
	(mixed,) = offices.year_rows(periods, [year.kecamatan])
	assert float(mixed.pop("rata_capaian")) == pytest.approx(float(grouped.pop("rata_capaian")), abs=1e-6)
	assert mixed == grouped and grouped["indikator"] == SETS
	assert set(judged) == set(ways) and len(judged) < SETS


def set_weights(year, bobot: str) -> None:
	frappe.db.sql(
		f"update `tabBaris Rekap` b join `tabRekap Kinerja` r on r.name = b.parent set b.bobot = {bobot} where r.kecamatan = %(root)s",
		{"root": year.kecamatan},
	)


def test_a_year_of_kecamatan_by_the_database_equals_the_rules(made):
	hold_against_rules(made, SETS)


def hold_against_rules(made: dict, sets: int) -> None:
	year = made["year"]
	(told,) = offices.year_rows([f"{year.year}-TW{q}" for q in QUARTERS], [year.kecamatan])
	policy, pairs, counted, waiting, provisional = policies.current_policy(), [], 0, 0, 0
	for number, row in enumerate(made[(1, None)].baris):
		rows = [made[(q, None)].baris[number] for q in QUARTERS]
		assert {one.indikator for one in rows} == {row.indikator}
		group = group_of([row], stored_period, row.agregasi_waktu)
		group["baris"] = rows_of_time(
			[(str(q), stored_period(one)) for q, one in zip(QUARTERS, rows, strict=True)]
		)
		last = made[(4, None)].baris[number]
		own = policies.policy_of(last, policy)
		(result,) = engine.over_time([group])
		cell = judge_cell(result, target_column(last, "target_sd"), row.sifat, own)
		counted += cell.capaian.terukur
		waiting += result["status"] == "Menunggu Rilis" or result["belum_utuh"]
		provisional += result["sementara"] and cell.capaian.terukur
		if row.tingkat == "IKU":
			pairs.append((cell.capaian.dibatasi, to_decimal(last.bobot)))
	mean = mean_of_rows(pairs, semua_berbobot=True)
	assert (told.indikator, told.dihitung) == (sets, counted)
	assert (told.menunggu, told.sementara) == (waiting, provisional) and waiting and provisional
	assert float(told.rata_capaian) == pytest.approx(float(mean), abs=1e-6)
	assert told.predikat == policy.predikat(mean)


@pytest.mark.parametrize("weights", ["none", "all", "some"])
def test_the_database_and_the_scripts_way_say_the_same_of_a_year(made, monkeypatch, weights):
	"""By bobot where every judged IKU has one; row by row where a Server Script does the arithmetic."""
	year = made["year"]
	periods = [f"{year.year}-TW{q}" for q in QUARTERS]
	bobot = {"none": "0", "all": "5 + b.idx", "some": "if(mod(b.idx, 7), 5 + b.idx, 0)"}[weights]
	set_weights(year, bobot)
	(grouped,) = offices.year_rows(periods, [year.kecamatan])
	monkeypatch.setattr(scripts, "at_work", lambda method: "x" if method == engine.MEAN else None)
	monkeypatch.setattr(scripts, "run", lambda name, groups, check: [_weighted(group) for group in groups])
	monkeypatch.setattr(
		offices_grouped, "mean_of_offices", lambda *args: pytest.fail("the database was asked")
	)
	(by_row,) = offices.year_rows(periods, [year.kecamatan])
	assert float(grouped.pop("rata_capaian")) == pytest.approx(float(by_row.pop("rata_capaian")), abs=1e-6)
	assert grouped == by_row and grouped["indikator"] == SETS


def _weighted(group: dict):
	pairs = [(row["capaian"], row["bobot"]) for row in group["baris"]]
	return mean_of_rows(pairs, semua_berbobot=group["semua_berbobot"])


def test_a_year_with_a_quarter_missing_has_no_predikat(made):
	"""The target so far asks for all quarters up to the last one."""
	year = made["year"]
	periods = [f"{year.year}-TW{q}" for q in QUARTERS]
	told = {}
	for asked in (periods[:1], periods[:3], periods[1:], periods):
		(row,) = offices.year_rows(asked, [year.kecamatan])
		told[tuple(asked)] = (row.periode, row.banyak_periode, bool(row.predikat))
	assert list(told.values()) == [
		(periods[0], 1, True),
		(periods[2], 3, True),
		(periods[3], 3, False),
		(periods[3], 4, True),
	]


def test_a_target_changed_during_the_year_counts_from_its_period_on(made):
	"""A Perjanjian Perubahan: the year is judged by the last one, as on the kecamatan's own recap."""
	year = made["year"]
	periods = [f"{year.year}-TW{q}" for q in QUARTERS]
	(before,) = offices.year_rows(periods, [year.kecamatan])
	for quarter in QUARTERS[:-1]:
		frappe.db.sql(
			"update `tabBaris Rekap` set target_sd = target_sd * 3 + 7 where parent = %s",
			made[(quarter, None)].name,
		)
	(after,) = offices.year_rows(periods, [year.kecamatan])
	assert after == before


def test_a_kecamatan_that_is_not_final_is_not_in_the_kabupatens_year(made):
	year = made["year"]
	periods = [f"{year.year}-TW{q}" for q in QUARTERS]
	for quarter in QUARTERS:
		frappe.db.set_value("Rekap Kinerja", made[(quarter, None)].name, "workflow_state", "Draf")
	assert offices.year_rows(periods, [year.kecamatan]) == []
	assert offices.year_rows(periods, []) == [], "nobody's kecamatan is not everybody's"


def test_the_report_shows_a_year_to_who_may_read_its_recaps(made, office):
	year, filters = made["year"], {"tahun": made["year"].year, "jenis": "Triwulan"}
	(wanted,) = offices.year_rows([f"{year.year}-TW{q}" for q in QUARTERS], [year.kecamatan])
	with signed_in(office.people["sekcam"]):
		told = query_report.run("Capaian Kecamatan", filters)
	(row,) = told["result"]
	assert (row["kecamatan"], row["periode"]) == (year.kecamatan, f"{year.year}-TW4")
	assert row["rata_capaian"] == round(float(wanted.rata_capaian), 2)
	assert told["chart"]["data"]["labels"] == [frappe.db.get_value("Unit Kerja", year.kecamatan, "nama_unit")]
	with signed_in(office.people[f"ku:{office.units[0]}"]):
		told = query_report.run("Capaian Kecamatan", filters)
	assert told["result"] == [] and "dapat Anda baca" in told["message"], "there are some, only not for them"
	with signed_in(office.people["sekcam"]):
		assert "Capaian Kecamatan" in boot.get_allowed_reports(), "or the workspace would not show it"
	with signed_in("Guest"), pytest.raises(frappe.PermissionError):
		query_report.run("Capaian Kecamatan", filters)


@pytest.mark.parametrize("key", [None, "sekcam"], ids=["Administrator", "restricted"])
def test_no_recap_takes_more_than_five_queries_of_figures(made, queries, office, key):
	order = frappe.get_doc("Disposisi", made["year"].orders[4])
	with signed_in(office.people[key] if key else "Administrator"):
		for fill in (
			lambda: unit_recap.fill_unit_recap(unit_recap.find_or_new(order, made["year"].units[0])),
			lambda: office_recap.fill_office_recap(office_recap.new_office_recap(order.name)),
			lambda: api.sementara(order.name),
			lambda: api.tahunan([f"{made['year'].year}-TW4"]),
		):
			queries.clear()
			fill()
			assert 1 <= len(queries) <= 5, [text[:150] for text in queries]


def test_who_is_silent_costs_no_more_queries(office, queries):
	"""One unit Tidak Melapor: its year is read in the query that the others' agreed values need as well."""
	made = build(office, SETS, frozenset({(4, 1)}))
	order = made["year"].orders[4]
	with signed_in(office.people["sekcam"]):
		for fill in (
			lambda: office_recap.fill_office_recap(office_recap.new_office_recap(order)),
			lambda: api.sementara(order),
		):
			queries.clear()
			fill()
			assert 1 <= len(queries) <= 5, [text[:150] for text in queries]
		told = {row["indikator"]: row for row in api.sementara(order)["baris"]}
	for row in made[(4, None)].baris:
		for column in ("status", "tidak_disampaikan", "realisasi_teks", "capaian_teks", "predikat"):
			assert told[row.indikator][column] == row.get(column), (column, row.kode)


def test_the_plan_of_a_recap_uses_indexes(made):
	query = "explain select b.indikator, sum(b.nilai) from `tabBaris Rekap` b join `tabRekap Kinerja` r on b.parent = r.name where r.disposisi = %s group by b.indikator"
	plan = frappe.db.sql(query, made["year"].orders[1], as_dict=True)
	assert all(row.key for row in plan), plan


def test_the_index_holds_all_that_the_sums_need(made, queries, monkeypatch):
	"""The texts of a recap's rows are many times its figures. Whether it is used is the database's choice, by the table's size."""
	monkeypatch.setattr(scripts, "at_work", lambda method: None)  # or they would do it
	quarters = [f"{made['year'].year}-TW{q}" for q in QUARTERS]
	for fill in (lambda: api.sementara(made["year"].orders[1]), lambda: offices.year_rows(quarters)):
		queries.clear()
		fill()
		sums = next(text for text in queries if "sum(" in text.lower())
		forced = re.sub(
			r"`tabBaris Rekap`( b)?(?= (join|on b.parent))", r"\g<0> force index (figures)", sums, flags=re.I
		)
		plan = frappe.db.sql(f"explain {forced}", as_dict=True)
		assert any(row.key == "figures" and "Using index" in row.Extra for row in plan), plan
