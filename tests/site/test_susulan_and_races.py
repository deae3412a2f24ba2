"""One main Disposisi a period, one Format a unit: a later order joins the set, and fifty at once leave one."""

from collections import Counter

import frappe
import pytest
import requests
from frappe.client import bulk_update

from kinerja_kecamatan.demo.client import reason_of
from kinerja_kecamatan.exceptions import DuplicateDocument, KinerjaError, PreconditionMissing
from kinerja_kecamatan.formats import api as formats_api
from kinerja_kecamatan.process.steps import decisions
from tests.support.at_once import all_at_once
from tests.support.http import raw
from tests.support.local_run import LocalRun, refused, signed_in
from tests.support.office import FIGURES, add_indicators, retire
from tests.support.record import new_run
from tests.support.sop_run import DISPOSISI, FORMAT, REKAP, SopRun

ATTEMPTS, AT_ONCE = 50, 10


@pytest.fixture
def run(office) -> LocalRun:
	return LocalRun(office)


def susulan(run: LocalRun, **values) -> str:
	"""The draft of a Disposisi Susulan into the run's set; the run goes on meaning the main one."""
	main = run.disposisi
	run.draft(jenis="Susulan", **{"disposisi_utama": main, **values})
	made, run.disposisi = run.disposisi, main
	return made


def order_of(run: LocalRun, name: str) -> None:
	run.act("camat", DISPOSISI, name, "Perintahkan")
	run.update("sekcam", DISPOSISI, name, batas_pengumpulan="2099-04-09", data_yang_diperlukan="Tambahan")
	run.act("sekcam", DISPOSISI, name, "Teruskan")


def state(doctype: str, name: str) -> str:
	return frappe.db.get_value(doctype, name, "workflow_state")


def test_a_second_main_order_is_refused_with_the_firsts_number(run):
	run.order()
	first = run.disposisi
	with pytest.raises(
		DuplicateDocument, match=f"sudah diperintahkan dengan {first}. Buat Disposisi Susulan"
	):
		run.draft()
	other = LocalRun(run.office, f"{run.office.tahun}-TW2")
	assert other.draft() != first


@pytest.mark.parametrize("wrong", ["another period", "a Susulan", "nothing"])
def test_a_susulan_names_a_main_order_of_the_same_period(run, wrong):
	run.order()
	main = run.disposisi
	if wrong == "another period":
		run.periode = f"{run.office.tahun}-TW2"
	if wrong == "a Susulan":
		main = susulan(run)
	with pytest.raises(KinerjaError, match="merujuk Disposisi Utama dari kecamatan dan periode yang sama"):
		susulan(run, disposisi_utama=None if wrong == "nothing" else main)


@pytest.mark.full
def test_a_susulan_brings_its_formats_into_the_running_set_and_ends_with_it(run):
	"""After step 4: an indicator of a Pelaksana's own, another of the unit's, each ready to be filled in; all end together."""
	run.up_to_meeting()
	unit, other = run.office.units[0], run.office.recap_unit
	run.fill(other)
	own = run.format_of(unit)
	late = susulan(run)
	[shared] = add_indicators(run.office, unit, "T1", pelaksana=run.office.pegawai[f"jp:{unit}"])
	[plain] = add_indicators(run.office, unit, "T2")
	untouched = frappe.db.get_value(FORMAT, run.format_of(other).name, "modified")
	order_of(run, late)
	added = run.format_of(unit, run.office.pegawai[f"jp:{unit}"])
	assert (added.workflow_state, added.disposisi) == ("Konsep", run.disposisi)
	run.send_forms(late)
	added.reload()
	own.reload()
	assert (added.workflow_state, [row.indikator for row in added.baris]) == ("Siap Diisi", [shared])
	assert own.workflow_state == "Siap Diisi" and own.baris[-1].indikator == plain
	assert (own.baris[-1].target_teks, own.baris[-1].status) == ("1", "Belum Diisi")
	assert frappe.db.get_value(FORMAT, run.format_of(other).name, "modified") == untouched
	assert frappe.db.count(FORMAT, {"disposisi": run.disposisi}) == 3
	# No meeting of its own: the set's has been held.
	run.act("pek", DISPOSISI, late, "Tetapkan Hasil Rapat")
	run.fill(unit, name=added.name, figures={"T1": {"realisasi": "1"}})
	assert not frappe.db.exists(REKAP, {"disposisi": run.disposisi, "unit_kerja": unit, "jenis": "Unit"})
	run.fill(unit, name=own.name, figures={**FIGURES, "T2": {"realisasi": "2"}})
	assert {shared, plain} <= {row.indikator for row in run.recap(unit).baris}
	for each in (unit, other):
		run.recap_unit(each)
		run.validate(each)
		run.read_closely(each)
	run.finalize()
	assert (state(DISPOSISI, run.disposisi), state(DISPOSISI, late)) == ("Selesai", "Selesai")
	run.act("sekcam", REKAP, run.recap().name, "Buka Kembali", "Angka keliru.")
	assert (state(DISPOSISI, run.disposisi), state(DISPOSISI, late)) == ("Format Dibahas", "Format Dibahas")


@pytest.mark.parametrize("main_is_locked", [True, pytest.param(False, marks=pytest.mark.full)])
def test_a_dispensasi_waives_the_lock_of_the_order_that_asks(run, main_is_locked):
	"""The main order's opens nothing that a Susulan asks for after its own Tanggal Kunci, and is not needed to open it."""
	unit = run.office.units[0]
	person = run.office.pegawai[f"jp:{unit}"]
	run.up_to_meeting()
	own, late = run.format_of(unit), susulan(run)
	add_indicators(run.office, unit, "T1", pelaksana=person)
	order_of(run, late)
	run.send_forms(late)
	added = run.format_of(unit, person)
	assert (own.asked_by, added.asked_by) == (run.disposisi, late)
	frappe.db.set_value(DISPOSISI, late, "tanggal_kunci", "2001-02-01")
	frappe.db.set_value(DISPOSISI, run.disposisi, "tanggal_kunci", "2001-01-01" if main_is_locked else None)
	assert offered(run, own) == ([run.disposisi] if main_is_locked else [])
	if main_is_locked:
		with signed_in(run.user("sekcam")):
			given = formats_api.beri_dispensasi(run.disposisi, unit, "2099-01-01", "Banjir.")
		assert [frappe.db.get_value(FORMAT, form.name, "dispensasi") for form in (own, added)] == [
			given,
			None,
		]
	typed = {"name": added.name, "figures": {"T1": {"realisasi": "1"}}}
	assert "Mintalah Dispensasi" in refused(PreconditionMissing, run.fill, unit, **typed)
	assert offered(run, added) == [late]
	with signed_in(run.user("sekcam")):
		given = formats_api.beri_dispensasi(late, unit, "2099-01-01", "Banjir.")
	run.fill(unit, **typed)
	assert (state(FORMAT, added.name), frappe.db.get_value(FORMAT, added.name, "dispensasi")) == (
		"Selesai Disusun",
		given,
	)
	assert frappe.db.get_value(FORMAT, own.name, "dispensasi") != given
	run.fill(unit, name=own.name)


def offered(run: LocalRun, form) -> list[str]:
	"""The orders for which the Sekcam may give a Dispensasi from a Format."""
	with signed_in(run.user("sekcam")):
		made = decisions.offer_dispensasi(frappe.get_doc(FORMAT, form.name), run.user("sekcam"))
	return [made.argumen["disposisi"]] if made else []


@pytest.mark.full
def test_a_susulan_cannot_slip_past_a_recap_that_has_left_its_unit(run):
	run.up_to_meeting()
	unit = run.office.units[0]
	run.fill(unit)
	run.act(f"jp:{unit}", REKAP, run.recap(unit).name, "Sampaikan Rekap")
	late = susulan(run)
	add_indicators(run.office, unit, "T1", pelaksana=run.office.pegawai[f"jp:{unit}"])
	with pytest.raises(
		PreconditionMissing, match=f"Rekap unit {unit} sudah berstatus Direkap. Kembalikan ke unit"
	):
		order_of(run, late)
	assert (
		state(DISPOSISI, late) == "Diperintahkan"
		and frappe.db.count(FORMAT, {"disposisi": run.disposisi}) == 2
	)
	run.act(f"ku:{unit}", REKAP, run.recap(unit).name, "Kembalikan ke Pelaksana", "Ada tambahan.")
	run.act("sekcam", DISPOSISI, late, "Teruskan")
	run.send_forms(late)
	assert Counter(
		frappe.get_all(
			FORMAT, filters={"disposisi": run.disposisi, "unit_kerja": unit}, pluck="workflow_state"
		)
	) == {
		"Perlu Perbaikan": 1,
		"Siap Diisi": 1,
	}


@pytest.mark.full
def test_a_cancelled_susulan_takes_its_drafts_with_it(run):
	run.up_to_meeting()
	unit = run.office.units[0]
	late = susulan(run)
	add_indicators(run.office, unit, "T1", pelaksana=run.office.pegawai[f"jp:{unit}"])
	order_of(run, late)
	assert frappe.db.count(FORMAT, {"disposisi": run.disposisi, "workflow_state": "Konsep"}) == 1
	run.act("camat", DISPOSISI, late, "Batalkan", "Tidak jadi.")
	assert frappe.db.count(FORMAT, {"disposisi": run.disposisi}) == 2
	run.fill(unit)
	assert run.recap(unit).workflow_state == "Draf"


@pytest.mark.full
def test_step_three_reaches_all_units_or_none(run):
	"""A reporting unit without targets stops it, whatever endpoint swallows the error; afterwards only the missing is made."""
	run.order()
	run.pass_on()
	bare, _other = run.office.units
	form = run.format_of(bare)
	frappe.db.delete("Baris Data Kinerja", {"parent": form.name})
	frappe.db.delete(FORMAT, {"name": form.name})
	pk = frappe.get_doc("Perjanjian Kinerja", {"unit_kerja": bare, "tahun": run.office.tahun})
	pk.db_set("status", "Draf")
	before = frappe.get_all(
		FORMAT, filters={"disposisi": run.disposisi}, fields=["name", "modified", "workflow_state"]
	)
	name = frappe.db.get_value("Unit Kerja", bare, "nama_unit")
	with pytest.raises(PreconditionMissing, match=f"{name}: belum punya target"):
		run.act("pek", DISPOSISI, run.disposisi, "Sampaikan Format")
	with signed_in(run.user("pek")):
		change = {"doctype": DISPOSISI, "docname": run.disposisi, "workflow_state": "Format Disampaikan"}
		assert len(bulk_update(frappe.as_json([change]))["failed_docs"]) == 1
	assert state(DISPOSISI, run.disposisi) == "Diteruskan"
	assert (
		frappe.get_all(
			FORMAT, filters={"disposisi": run.disposisi}, fields=["name", "modified", "workflow_state"]
		)
		== before
	)
	assert not frappe.db.exists("Catatan Tahapan", {"dokumen": run.disposisi, "langkah": 3})
	pk.db_set("status", "Ditetapkan")
	run.send_forms()
	now = frappe.get_all(FORMAT, filters={"disposisi": run.disposisi}, fields=["name", "workflow_state"])
	assert len(now) == 2 and {row.workflow_state for row in now} == {"Disampaikan"}
	assert before[0].name in {row.name for row in now}


@pytest.fixture
def http(env, _shared_office) -> SopRun:
	return new_run(env, _shared_office)


def one_stays(answers: list[requests.Response], sentence: str) -> None:
	"""One winner; every loser is told, in the office's words and nothing else, which document there is."""
	statuses = Counter(answer.status_code for answer in answers)
	strange = {reason_of(answer) for answer in answers if answer.status_code not in (200, 409, 417)}
	assert statuses[200] == 1 and not strange, (statuses, strange)
	assert {reason_of(answer) for answer in answers if not answer.ok} == {sentence}


def test_fifty_main_orders_at_once_leave_one(http):
	values = {
		"kecamatan": http.office.root,
		"periode": http.office.periode,
		"tanggal": "2021-04-01",
		"hal": "Uji",
		"isi_perintah": "Uji",
	}
	pek = http.person("pek")
	answers = all_at_once(
		[pek], [lambda: raw(pek, "POST", f"/api/resource/{DISPOSISI}", json=values)] * ATTEMPTS, AT_ONCE
	)
	frappe.db.rollback()
	names = frappe.get_all(
		DISPOSISI, filters={"kecamatan": http.office.root, "periode": http.office.periode}, pluck="name"
	)
	assert len(names) == 1
	one_stays(
		answers,
		f"Pengumpulan data {http.office.periode} untuk {http.office.root} sudah diperintahkan dengan {names[0]}. "
		"Buat Disposisi Susulan yang merujuknya bila ada tambahan.",
	)


@pytest.mark.full
def test_fifty_formats_at_once_leave_one_and_step_three_is_taken_once(http, request):
	http.order()
	http.pass_on()
	office, unit = http.office, http.office.units[0]
	[late] = add_indicators(office, unit, f"T-{office.tahun}")
	request.addfinalizer(lambda: retire(late))
	frappe.db.commit()
	values = {
		"disposisi": http.disposisi,
		"periode": office.periode,
		"unit_kerja": unit,
		"pelaksana": office.pegawai[f"jp:{unit}"],
		"baris": [{"indikator": late}],
	}
	pek = http.person("pek")
	answers = all_at_once(
		[pek], [lambda: raw(pek, "POST", f"/api/resource/{FORMAT}", json=values)] * ATTEMPTS, AT_ONCE
	)
	frappe.db.rollback()
	names = frappe.get_all(
		FORMAT, filters={"disposisi": http.disposisi, "pelaksana": values["pelaksana"]}, pluck="name"
	)
	assert len(names) == 1
	one_stays(
		answers,
		f"Format {office.periode} untuk {unit} sudah ada: {names[0]}. Satu Format per periode, unit dan Pelaksana.",
	)
	press = {"doctype": DISPOSISI, "name": http.disposisi, "action": "Sampaikan Format"}
	tindak = "/api/method/kinerja_kecamatan.process.api.tindak"
	answers = all_at_once([pek], [lambda: raw(pek, "POST", tindak, json=press)] * AT_ONCE)
	statuses = Counter(answer.status_code for answer in answers)
	assert statuses[200] == 1 and max(statuses) < 500, [reason_of(answer) for answer in answers]
	assert all(reason_of(answer) for answer in answers if not answer.ok)
	frappe.db.rollback()
	forms = frappe.get_all(FORMAT, filters={"disposisi": http.disposisi}, pluck="workflow_state")
	assert forms == ["Disampaikan"] * 3
	assert frappe.db.count("Catatan Tahapan", {"dokumen": http.disposisi, "langkah": 3}) == 1
	# To the Sekcam, to the Kasubag PEK, then once to each unit.
	assert frappe.db.count("Penerusan Disposisi", {"parent": http.disposisi}) == 2 + len(office.units)
