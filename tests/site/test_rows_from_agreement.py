"""Which rows and targets a Format starts with: the Perjanjian Kinerja in force at the period's end."""

import frappe
import pytest

from kinerja_kecamatan.exceptions import KinerjaError, NumberInvalid
from kinerja_kecamatan.formats import annual
from kinerja_kecamatan.formats.rows import rows_by_unit
from kinerja_kecamatan.office.agreements import agreements_in_force
from tests.support.local_run import LocalRun, refused
from tests.support.office import reopened
from tests.support.sop_run import DISPOSISI, FORMAT


def agree(office, unit: str, start: str, targets: dict[str, dict], **values):
	"""A Perjanjian Kinerja of the office's year from a day (MM-DD) on, a Perubahan; targets by indicator."""
	return frappe.get_doc(
		{
			"doctype": "Perjanjian Kinerja",
			"jenis": "Perubahan",
			"unit_kerja": unit,
			"tahun": office.tahun,
			"status": "Ditetapkan",
			"berlaku_mulai": f"{office.tahun}-{start}",
			"target": [
				{"indikator": name, "target_tahunan": "36", **cells} for name, cells in targets.items()
			],
			**values,
		}
	).insert()


def quarters(value: str) -> dict[str, str]:
	return {f"target_tw{n}": value for n in range(1, 5)}


def rows_of(office, unit: str, period: str) -> dict[str, dict]:
	"""Rows of a unit's own Format by indicator."""
	groups = rows_by_unit(office.root, f"{office.tahun}{period}").get(unit, [])
	return {row["indikator"]: row for group in groups for row in group.rows}


def test_murni_gives_every_indicator_its_quarter(office):
	unit = office.units[0]
	rows = rows_of(office, unit, "-TW1")
	assert list(rows) == [office.indicators[unit][n] for n in (1, 0, 2, 3)]  # IKU first, then by kode
	a1 = rows[office.indicators[unit][0]]
	assert (a1["target"], a1["target_teks"], a1["target_tahunan"], a1["diukur"]) == (9, "9", 36, 1)
	assert (a1["satuan"], a1["sifat"], a1["status"]) == ("Kegiatan", "Positif", "Belum Diisi")
	order = [row["urutan_target"] for row in rows.values()]
	assert order == sorted(set(order))


def test_quarter_without_target_is_not_measured_but_the_year_is(office):
	unit = office.units[0]
	index = office.indicators[unit][3]
	row = rows_of(office, unit, "-TW1")[index]
	assert (row["diukur"], row["status"], row["target_teks"], row["target_tahunan"]) == (
		0,
		"Tidak Diukur",
		"",
		88.5,
	)
	row = rows_of(office, unit, "")[index]
	assert (row["diukur"], row["status"], row["target"], row["target_teks"]) == (
		1,
		"Belum Diisi",
		88.5,
		"88,5",
	)
	assert rows_of(office, unit, "")[office.indicators[unit][0]]["target"] == 36


def test_a_target_of_zero_is_a_target(office):
	unit, (first, *_rest) = office.units[0], office.indicators[office.units[0]]
	agree(office, unit, "01-02", {first: quarters("0")})
	row = rows_of(office, unit, "-TW1")[first]
	assert (row["diukur"], row["target_teks"], row["status"]) == (1, "0", "Belum Diisi")


def test_a_month_has_what_its_quarter_says_of_it(office):
	"""A share of what adds up only where the office lets it be shared out; a ratio is asked every month."""
	unit = office.units[0]
	adds, ratio, falls, index = office.indicators[unit]
	rows = rows_of(office, unit, "-02")
	assert {name: (row["diukur"], row["target_teks"]) for name, row in rows.items()} == {
		adds: (0, ""),
		ratio: (1, "90"),
		falls: (0, ""),
		index: (0, ""),
	}
	assert rows[ratio]["target_asal"].startswith("diturunkan dari TW I: sama tiap bulan (Rasio)")
	frappe.db.set_value("Unit Kerja", office.root, "bagi_target", 1)
	assert rows_of(office, unit, "-02")[adds]["target_teks"] == "", "what is in force asks what it asked"
	reopened(office, unit).save()
	rows = rows_of(office, unit, "-02")
	assert [(rows[name]["target_teks"], rows[name]["target_sd_teks"]) for name in (adds, falls)] == [
		("3", "6"),
		("0", "1"),
	]


def test_perubahan_counts_from_its_first_day(office):
	unit, indicators = office.units[0], office.indicators[office.units[0]]
	murni = agreements_in_force(office.root, f"{office.tahun}-TW4")
	changed = agree(
		office, unit, "10-01", {indicators[0]: {**quarters("12"), "target_tahunan": "40"}}, jenis="Perubahan"
	)
	assert agreements_in_force(office.root, f"{office.tahun}-TW3") == murni
	assert rows_of(office, unit, "-TW3")[indicators[0]]["target"] == 9
	assert changed.name in agreements_in_force(office.root, f"{office.tahun}-TW4")
	# The changed agreement replaces the unit's first one whole: what it leaves out is no longer asked.
	assert {name: row["target"] for name, row in rows_of(office, unit, "-TW4").items()} == {indicators[0]: 12}
	assert rows_of(office, unit, "")[indicators[0]]["target"] == 40
	other = office.units[1]
	assert len(rows_of(office, other, "-TW4")) == 4


def test_perubahan_on_the_last_day_still_counts_and_the_day_after_not(office):
	unit, first = office.units[0], office.indicators[office.units[0]][0]
	agree(office, unit, "03-31", {first: quarters("10")}, jenis="Perubahan")
	assert rows_of(office, unit, "-TW1")[first]["target"] == 10
	agree(office, unit, "07-01", {first: quarters("11")}, jenis="Perubahan")
	assert rows_of(office, unit, "-TW2")[first]["target"] == 10
	assert rows_of(office, unit, "-TW3")[first]["target"] == 11


def test_draft_agreements_do_not_count(office):
	unit, first = office.units[0], office.indicators[office.units[0]][0]
	draft = agree(office, unit, "02-01", {first: quarters("99")}, jenis="Perubahan", status="Draf")
	assert rows_of(office, unit, "-TW1")[first]["target"] == 9
	draft.status = "Ditetapkan"
	draft.save()
	assert rows_of(office, unit, "-TW1")[first]["target"] == 99


def test_the_units_own_agreement_beats_the_camats(office):
	"""On a site that has had one indicator in two agreements from before that was refused."""
	unit, indicators = office.units[0], office.indicators[office.units[0]]
	foreign = office.indicators[office.units[1]]
	as_before(office, "01-01", {indicators[1]: quarters("70")})
	assert rows_of(office, unit, "-TW1")[indicators[1]]["target"] == 90
	# An indicator that only the Camat's agreement has still goes to the unit that reports it.
	agree(office, office.units[1], "01-02", {foreign[0]: quarters("5")})
	as_before(office, "01-02", {indicators[1]: quarters("70"), foreign[1]: quarters("88")})
	rows = rows_of(office, office.units[1], "-TW1")
	assert {name: row["target"] for name, row in rows.items()} == {foreign[0]: 5, foreign[1]: 88}


def as_before(office, start: str, targets: dict[str, dict]) -> None:
	"""The Camat's agreement, set in force without the question whether a unit's holds its indicators."""
	made = agree(office, office.root, start, targets, status="Draf")
	made.db_set("status", "Ditetapkan")


def test_inactive_indicators_are_left_out(office):
	unit, first = office.units[0], office.indicators[office.units[0]][0]
	frappe.get_doc("Indikator Kinerja", first).update({"aktif": 0}).save()
	assert first not in rows_of(office, unit, "-TW1")
	assert len(rows_of(office, unit, "-TW1")) == 3


def test_agreements_of_another_year_do_not_count(office):
	unit = office.units[0]
	assert rows_by_unit(office.root, f"{office.tahun + 1}-TW1") == {}
	refused(KinerjaError, agree, office, unit, "01-01", {}, berlaku_mulai=f"{office.tahun + 1}-01-01")


def test_targets_are_read_by_row_and_column_all_at_once(office):
	unit, indicators = office.units[0], office.indicators[office.units[0]]
	said = refused(
		NumberInvalid,
		agree,
		office,
		unit,
		"01-02",
		{
			indicators[0]: {"target_tw1": "1,234.5"},
			indicators[1]: {"target_tahunan": "banyak", "target_tw4": "NaN"},
		},
	)
	assert "Baris 1, kolom TW I:" in said
	assert "Baris 2, kolom Target Tahunan:" in said and "Baris 2, kolom TW IV:" in said
	made = agree(office, unit, "01-02", {indicators[0]: {"target_tw1": "1234,50", "target_tw2": "93.75"}})
	assert (made.target[0].target_tw1, made.target[0].target_tw2) == ("1.234,50", "93,75")


def test_an_indicator_twice_or_of_another_office_is_refused(office):
	unit, first = office.units[0], office.indicators[office.units[0]][0]
	doc = {
		"doctype": "Perjanjian Kinerja",
		"unit_kerja": unit,
		"tahun": office.tahun,
		"berlaku_mulai": f"{office.tahun}-01-01",
	}
	twice = frappe.get_doc({**doc, "target": [{"indikator": first}, {"indikator": first}]})
	assert f"Baris 2: indikator {first} sudah ada pada baris 1." in refused(KinerjaError, twice.insert)


def test_shared_indicators_stand_in_the_format_of_each_pelaksana(office):
	unit, indicators = office.units[0], office.indicators[office.units[0]]
	people = [office.pegawai[f"jp:{unit}"], office.pegawai[f"ku:{unit}"]]
	shared = frappe.get_doc("Indikator Kinerja", indicators[0])
	shared.update({"pelaksana": [{"pegawai": name} for name in people]})
	shared.save()
	groups = {
		g.pelaksana: [row["indikator"] for row in g.rows]
		for g in rows_by_unit(office.root, office.periode)[unit]
	}
	assert groups == {
		None: [indicators[1], indicators[2], indicators[3]],
		people[0]: [indicators[0]],
		people[1]: [indicators[0]],
	}


def test_formats_are_made_from_these_rows_and_a_closed_unit_gets_none(office):
	closing, first = office.units[0], office.indicators[office.recap_unit][0]
	frappe.get_doc("Unit Kerja", closing).update({"berlaku_sampai": f"{office.tahun}-03-30"}).save()
	agree(office, office.recap_unit, "02-01", {first: quarters("7,5")}, jenis="Perubahan")
	run = LocalRun(office)
	run.order()
	run.pass_on()
	made = frappe.get_all(
		FORMAT, filters={"disposisi": run.disposisi}, fields=["name", "unit_kerja", "perjanjian"]
	)
	assert [row.unit_kerja for row in made] == [office.recap_unit]
	rows = frappe.get_doc(FORMAT, made[0].name).baris
	assert [(row.indikator, row.target, row.target_teks) for row in rows] == [(first, 7.5, "7,5")]
	assert made[0].perjanjian in agreements_in_force(office.root, office.periode)
	run.send_forms()
	assert frappe.db.get_value(DISPOSISI, run.disposisi, "workflow_state") == "Format Disampaikan"


@pytest.mark.full
def test_a_later_change_of_targets_leaves_the_format_as_it_was(office):
	unit, first = office.units[0], office.indicators[office.units[0]][0]
	run = LocalRun(office)
	run.order()
	run.pass_on()
	agree(office, unit, "02-01", {first: quarters("99")}, jenis="Perubahan")
	run.send_forms()
	row = next(row for row in run.format_of(unit).baris if row.indikator == first)
	assert row.target == 9


def test_a_reporting_unit_without_targets_is_confirmed_at_step_3(office):
	unit = office.units[0]
	for name in frappe.get_all(
		"Perjanjian Kinerja", {"unit_kerja": unit, "tahun": office.tahun}, pluck="name"
	):
		frappe.db.set_value("Perjanjian Kinerja", name, "status", "Draf")
	run = LocalRun(office)
	run.order()
	run.pass_on()
	said = refused(KinerjaError, run.act, "pek", DISPOSISI, run.disposisi, "Sampaikan Format")
	assert frappe.db.get_value("Unit Kerja", unit, "nama_unit") in said
	assert "belum punya target" in said


@pytest.mark.parametrize("unit", [None, ""])
def test_a_years_figures_are_somebodys(site, unit):
	"""Without a unit they would be any unit's, and no quarter would be missing that one of them has reported."""
	row = {"diukur": 1, "indikator": "x"}
	with pytest.raises(ValueError, match="of no unit"):
		annual.fill_from_periods([row], "y", "2021", units=[unit])
	with pytest.raises(TypeError):
		annual.fill_from_periods([row], "y", "2021")


def test_targets_so_far_follow_the_indicators_way_over_time(office):
	"""A sum over the quarters for what adds up, the last one for what is a state; the year's when it closes."""
	unit = office.units[0]
	first, second, _third, index = office.indicators[unit]
	frappe.db.set_value("Indikator Kinerja", first, {"rumus_negatif": "T/R", "batas_capaian": "100"})
	told = {quarter: rows_of(office, unit, f"-TW{quarter}") for quarter in range(1, 5)}
	assert [told[q][first]["target_sd_teks"] for q in told] == ["9", "18", "27", "36"]
	assert [told[q][second]["target_sd_teks"] for q in told] == ["90"] * 4
	assert [told[q][index]["target_sd_teks"] for q in told] == ["", "", "", "88,5"], "no quarter has one"
	assert {told[q][first]["target_tahunan_teks"] for q in told} == {"36"}
	assert rows_of(office, unit, "")[first]["target_sd"] == 36
	assert (told[1][first]["rumus_negatif"], told[1][first]["batas_capaian"]) == ("T/R", "100")
	assert (told[1][second]["rumus_negatif"], told[1][second]["batas_capaian"]) == ("", "")


def test_a_quarter_without_target_is_passed_over_by_the_target_so_far(office):
	unit, first = office.units[0], office.indicators[office.units[0]][0]
	agree(office, unit, "01-02", {first: {"target_tw1": "4", "target_tw3": "6", "target_tw4": "10"}})
	told = [rows_of(office, unit, f"-TW{quarter}")[first] for quarter in range(1, 5)]
	assert [(row["diukur"], row["target_sd_teks"]) for row in told] == [
		(1, "4"),
		(0, "4"),
		(1, "10"),
		(1, "36"),
	]
