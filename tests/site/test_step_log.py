"""Catatan Tahapan: every step's T0, T1, T2 and minutes by the kecamatan's own calendar, and the nine steps judged.

One SOP is run through a fortnight of 2021 with a holiday, a weekend, two Fridays, the first days of Ramadan, two returns
and a reopening. The minutes in the tests were counted by hand on that calendar.
"""

from collections.abc import Iterator
from datetime import datetime

import frappe
import pytest

from kinerja_kecamatan.demo.simulated_clock import SimulatedClock
from kinerja_kecamatan.exceptions import ReasonMissing
from kinerja_kecamatan.rules.working_time import default_calendar
from kinerja_kecamatan.sop import steps
from kinerja_kecamatan.step_log import api, materials
from tests.support.local_run import LocalRun, at, refused
from tests.support.office import make_office
from tests.support.sop_run import DISPOSISI, FORMAT, REKAP
from tests.support.stage_story import Story, tell


@pytest.fixture(scope="module")
def story(_connected: None) -> Iterator[Story]:
	"""Over an office that no worker knows: one that reads the Unit Kerja would keep the calendar of before in the cache."""
	frappe.db.rollback()
	frappe.set_user("Administrator")
	try:
		yield tell(make_office().in_new_year())
	finally:
		at(None)
		frappe.db.rollback()
		frappe.local.cache = {}
		frappe.cache().delete_keys("document_cache")


def times(entry) -> tuple[str, ...]:
	return tuple(f"{entry[field]:%m-%d %H:%M}" for field in ("t0_tersedia", "t1_mulai", "t2_selesai"))


def minutes(entries: list) -> list[tuple[int, int, str, int]]:
	return [(e.tunggu, e.pelaksanaan, e.hasil, e.putaran) for e in entries]


@pytest.mark.full
def test_step_one_waits_over_a_holiday_and_a_weekend(story):
	first, second = story.of(1)
	assert times(first) == ("04-01 15:30", "04-05 07:40", "04-05 07:50")
	assert minutes([first, second]) == [
		(40, 10, "Selesai", 1),
		(210, 25, "Selesai", 2),
	]  # the second over the lunch break
	assert times(second)[0] == "04-05 08:20"


@pytest.mark.full
def test_a_return_stops_the_returning_steps_clock_and_counts_a_putaran(story):
	returned, passed = story.of(2)
	assert minutes([returned, passed]) == [(10, 20, "Dikembalikan", 1), (5, 10, "Selesai", 2)]
	assert (returned.kegiatan, returned.aksi, returned.alasan) == (
		"Penerusan Perintah",
		"Kembalikan",
		"Perjelas perintahnya",
	)
	assert (returned.dari_status, returned.ke_status) == ("Diperintahkan", "Draf")
	assert (story.step(2)["pelaksanaan"], story.step(2)["nilai"]) == (30, "Sesuai")
	assert (story.step(1)["pelaksanaan"], story.step(1)["nilai"]) == (35, "Melebihi Mutu Baku")


@pytest.mark.full
def test_step_three_runs_over_the_end_of_a_day(story):
	assert minutes(story.of(3)) == [(170, 10 + 5, "Selesai", 2)]


@pytest.mark.full
def test_step_four_has_the_meetings_own_times(story):
	(entry,) = story.of(4)
	assert times(entry) == ("04-06 07:35", "04-08 11:30", "04-08 13:00")
	assert (entry.tunggu, entry.pelaksanaan) == (475 + 480 + 240, 60)
	assert (story.step(4)["nilai"], entry.standar) == ("Sesuai", 60)


@pytest.mark.full
def test_step_five_starts_with_the_first_save_and_knows_fridays(story):
	first, again = story.of(5, story.first_unit)
	assert times(first) == ("04-08 14:00", "04-09 07:30", "04-09 13:30")
	assert minutes([first, again]) == [(150, 270, "Selesai", 1), (30, 30, "Selesai", 2)]
	assert times(again) == ("04-13 09:30", "04-13 10:00", "04-13 10:30")


@pytest.mark.full
def test_ramadan_hours_count_from_their_first_day(story):
	(entry,) = story.of(5, story.last_unit)
	assert times(entry)[1:] == ("04-09 13:50", "04-14 09:00")
	assert entry.pelaksanaan == 10 + 480 + 390 + 60


@pytest.mark.full
def test_steps_five_and_six_are_as_slow_as_the_slowest_unit(story):
	assert (story.step(5)["pelaksanaan"], story.step(5)["nilai"]) == (940, "Melebihi Mutu Baku")
	assert minutes(story.of(6, story.first_unit)) == [(60, 120, "Selesai", 1), (10, 20, "Selesai", 2)]
	assert minutes(story.of(6, story.last_unit)) == [(10, 30, "Selesai", 1)]
	# Over its putaran the first unit took 140; what it waited for is in neither figure.
	assert (story.step(6)["pelaksanaan"], story.step(6)["nilai"]) == (140, "Sesuai")


@pytest.mark.full
def test_ketahui_is_charged_to_neither_neighbour(story):
	noted = [e for e in story.entries if e.aksi == "Ketahui" and e.unit_kerja == story.first_unit]
	assert [(e.langkah, e.hasil, e.kegiatan) for e in noted] == [(0, "Lainnya", "Ketahui")] * 2
	returned, validated = story.of(7, story.first_unit)
	assert [times(e)[0] for e in (returned, validated)] == ["04-12 15:00", "04-13 11:10"]
	assert [f"{e.t2_selesai:%m-%d %H:%M}" for e in noted] == ["04-12 15:00", "04-13 11:10"]
	assert [times(e)[2] for e in story.of(6, story.first_unit)] == ["04-12 10:00", "04-13 11:00"]


@pytest.mark.full
def test_steps_seven_and_eight_are_the_union_of_what_overlaps(story):
	assert minutes(story.of(7, story.first_unit)) == [(90, 60, "Dikembalikan", 1), (350, 120, "Selesai", 2)]
	assert [e.pelaksanaan for e in story.of(7, story.last_unit)] == [30]
	assert story.step(7)["pelaksanaan"] == 60 + 120
	assert sorted(e.pelaksanaan for e in story.of(8)) == [20, 50]
	assert story.step(8)["pelaksanaan"] == 50


@pytest.mark.full
def test_step_nine_is_available_with_the_last_unit(story):
	(entry,) = story.of(9)
	assert times(entry) == ("04-14 14:50", "04-15 08:00", "04-16 09:00")
	assert (entry.tunggu, entry.pelaksanaan) == (10, 390 + 60)
	assert (story.step(9)["pelaksanaan"], story.step(9)["nilai"]) == (450, "Sesuai")


@pytest.mark.full
def test_siklus_beside_the_sum_of_the_steps(story):
	assert story.summary["siklus"] == 30 + 4 * 480 + 330 + 480 + 3 * 390 + 60
	assert story.summary["pelaksanaan"] == 35 + 30 + 15 + 60 + 940 + 140 + 180 + 50 + 450
	assert story.summary["standar"] == 2280
	assert all(row["selesai"] for row in story.summary["langkah"])


@pytest.mark.full
def test_what_follows_a_reopening_is_reported_apart(story):
	(entry,) = story.of(9, versi=2)
	assert times(entry) == ("04-16 10:00", "04-16 10:15", "04-16 10:45")
	last = story.second["langkah"][-1]
	assert (last["pelaksanaan"], last["selesai"], story.second["siklus"]) == (30, True, None)
	reopened = next(e for e in story.entries if e.aksi == "Buka Kembali")
	assert (reopened.hasil, reopened.alasan, reopened.langkah) == ("Lainnya", "Salah jumlah", 0)


@pytest.mark.full
def test_every_line_says_who_under_which_title_and_what_the_standard_is(story):
	step = {row["nomor"]: row for row in story.summary["langkah"]}
	for entry in [e for e in story.entries if e.langkah]:
		assert entry.nama_pelaku.startswith("Uji ") and entry.jabatan and entry.peran
		assert (entry.standar, entry.kegiatan) == (
			step[entry.langkah]["standar"],
			step[entry.langkah]["kegiatan"],
		)
		assert entry.output and entry.kelengkapan and entry.sop
		assert (entry.mulai_dicatat, entry.simulasi, entry.dicatat_kemudian) == (1, 1, 0)
	assert story.summary["simulasi"] is True
	documents = {
		e.langkah: (e.jenis_dokumen, e.dokumen)
		for e in story.entries
		if e.unit_kerja == story.first_unit and e.langkah
	}
	assert documents[5] == (FORMAT, story.made["format"])
	assert documents[6] == documents[8] == (REKAP, story.made["recap"])


@pytest.mark.full
def test_papers_of_every_step_were_there(story):
	assert {e.kelengkapan_ada for e in story.entries if e.langkah} == {1}
	assert {e.kelengkapan_ada for e in story.entries if not e.langkah} == {0}


@pytest.mark.full
def test_a_paper_that_is_not_finished_is_missing(office):
	run = LocalRun(office)
	run.order()
	run.pass_on()
	unit = office.units[0]
	form, order = run.format_of(unit), frappe.get_doc(DISPOSISI, run.disposisi)
	step = {s.nomor: s for s in steps.steps_of(order.sop)}
	assert [s.nomor for s in materials.sources(step[9])] == [8]
	assert materials.sources(step[3]) == []  # ATK, komputer, stopmap: nobody's output
	assert materials.present(order, step[3], order.workflow_state)
	assert not materials.present(order, step[4], order.workflow_state)
	assert not materials.present(form, step[5], form.workflow_state)
	run.send_forms()
	run.meet()
	assert materials.present(form, step[5], form.workflow_state)
	draft = frappe.get_doc(
		{"doctype": REKAP, "disposisi": run.disposisi, "unit_kerja": unit, "jenis": "Unit"}
	)
	assert not materials.present(draft, step[6], "Draf")
	assert not materials.present(draft, step[9], "Draf")
	run.fill(unit)
	assert materials.present(draft, step[6], "Draf")
	assert not materials.present(draft, step[7], "Draf") and materials.present(
		draft, step[7], "Diketahui Kepala Unit"
	)


def test_without_a_declared_clock_nothing_is_marked_simulasi(office):
	run = LocalRun(office)
	run.order()
	(entry,) = frappe.get_all("Catatan Tahapan", filters={"dokumen": run.disposisi}, fields=["*"])
	assert (entry.simulasi, entry.mulai_dicatat, entry.tunggu) == (0, 0, 0)
	assert abs((entry.t2_selesai - frappe.utils.now_datetime()).total_seconds()) < 60
	assert api.ringkasan(run.disposisi)["simulasi"] is False


def test_the_declared_clock_reaches_the_server(sop, env):
	clock = SimulatedClock(env.site_config, datetime(2021, 6, 7, 8, 0), default_calendar())
	try:
		sop.draft()
		clock.work(10)
		sop.person("camat").open(DISPOSISI, sop.disposisi)
		clock.work(5)
		sop.person("camat").act(DISPOSISI, sop.disposisi, "Perintahkan")
	finally:
		clock.stop()
	frappe.db.rollback()
	(entry,) = frappe.get_all("Catatan Tahapan", filters={"dokumen": sop.disposisi}, fields=["*"])
	assert times(entry) == ("06-07 08:00", "06-07 08:10", "06-07 08:15")
	assert (entry.tunggu, entry.pelaksanaan, entry.simulasi, entry.mulai_dicatat) == (10, 5, 1, 1)
	assert "kinerja_jam_simulasi" not in env.site_config.read_text()


def test_a_move_that_is_refused_leaves_no_line(office):
	run = LocalRun(office)
	run.draft()
	assert "Tulis alasan" in refused(ReasonMissing, run.act, "sekcam", DISPOSISI, run.disposisi, "Batalkan")
	assert frappe.db.count("Catatan Tahapan", {"dokumen": run.disposisi}) == 0


def test_who_holds_two_appointments_acts_under_the_one_that_covers_the_document(office):
	first, last = office.units
	held = {
		"doctype": "Penugasan",
		"pegawai": office.pegawai[f"ku:{first}"],
		"jabatan": "Kasubag PEK",
		"unit_kerja": last,
	}
	role = [{"peran": "Kepala Unit", "lingkup": "Unit"}]
	frappe.get_doc({**held, "jenis": "Plt.", "berlaku_mulai": "2020-01-01", "peran": role}).insert()
	run = LocalRun(office).up_to_meeting()
	run.fill(first)
	run.recap_unit(first)
	entry = frappe.get_last_doc(
		"Catatan Tahapan", filters={"dokumen": run.recap(first).name, "aksi": "Ketahui"}
	)
	assert entry.jabatan == "Kasi 1"
