"""Stories of a real year over HTTP: late, after Tanggal Kunci under a Dispensasi, nothing to report, not reporting at all."""

from collections.abc import Iterator

import frappe
import pytest

from tests.support.http import raw
from tests.support.record import new_run
from tests.support.sop_run import DISPOSISI, FORMAT, REKAP, SopRun
from tests.support.story import Clock, decide, decisions, declared_clock, log_of, printed, refused

pytestmark = pytest.mark.full  # a story of many logins and steps

DISPENSASI = "Dispensasi Kinerja"
GIVE = "kinerja_kecamatan.formats.api.beri_dispensasi"
WHY = "Kasi dan pelaksananya bertugas di posko banjir."


@pytest.fixture(scope="module")
def clock(env) -> Iterator[Clock]:
	with declared_clock(env, "2021-04-05 08:00") as made:
		yield made


@pytest.fixture
def run(env, clock, _shared_office) -> SopRun:
	"""Up to the meeting on 5 April 2021: due on the 9th, locked after the 12th."""
	clock.at("2021-04-05 08:00")
	run = new_run(env, _shared_office)
	run.order()
	sekcam = run.person("sekcam")
	sekcam.update(
		DISPOSISI,
		run.disposisi,
		batas_pengumpulan="2021-04-09",
		tanggal_kunci="2021-04-12",
		data_yang_diperlukan="Semua indikator",
	)
	sekcam.act(DISPOSISI, run.disposisi, "Teruskan")
	run.send_forms()
	run.meet()
	return run


def give(run: SopRun, key: str = "sekcam", **typed) -> str:
	values = {
		"disposisi": run.disposisi,
		"unit": run.office.units[0],
		"berlaku_sampai": "2021-04-15",
		"alasan": WHY,
	}
	return run.person(key).call(GIVE, **values | typed)


def state(person, doctype: str, name: str) -> str:
	return person.get(doctype, name)["workflow_state"]


def test_late_then_locked_then_let_in_by_a_dispensasi(run, clock):
	unit, recap_unit = run.office.units[0], run.office.recap_unit
	person, sekcam = run.person(f"jp:{unit}"), run.person("sekcam")
	form, other = run.formats(unit)[0], run.formats(recap_unit)[0]
	run.type_in(unit)
	clock.at("2021-04-09 15:00")
	assert "Beri Dispensasi" not in decisions(sekcam, FORMAT, form)
	clock.at("2021-04-12 15:00")
	run.fill(recap_unit)  # after Batas Pengumpulan, on the last day before the lock
	assert run.person("pek").get(FORMAT, other)["terlambat"] == 1

	clock.at("2021-04-13 08:00")
	said = refused(person.act, FORMAT, form, "Sampaikan Data")
	assert said.startswith("417") and f"Mintalah Dispensasi untuk {unit} kepada: Sekcam" in said
	assert state(person, FORMAT, form) == "Siap Diisi" and not log_of(form)
	for key in ("pek", "camat", f"ku:{unit}", f"jp:{unit}"):
		assert "Memberi Dispensasi adalah wewenang: Sekcam" in refused(give, run, key)
		assert "Beri Dispensasi" not in decisions(run.person(key), FORMAT, form)
	for typed, sentence in (
		({"alasan": "  "}, "Tulis alasan Dispensasi"),
		({"berlaku_sampai": "2021-04-12"}, "sesudah Tanggal Kunci"),
		({"berlaku_sampai": "besok"}, "misalnya 2021-04-30"),
		({"unit": recap_unit}, "tidak mempunyai Format yang belum disampaikan"),
	):
		assert sentence in refused(give, run, **typed)
	assert not sekcam.list(DISPENSASI, {"disposisi": run.disposisi}, ["name"])

	name = decide(sekcam, FORMAT, form, "Beri Dispensasi", berlaku_sampai="2021-04-14", alasan=WHY)
	clock.at("2021-04-15 08:00")
	assert "Mintalah Dispensasi" in refused(person.act, FORMAT, form, "Sampaikan Data"), "it has run out"
	again = give(run)
	check_dispensasi(run, form, [name, again])
	assert "oleh Sekretaris Kecamatan" in printed(person, FORMAT, form, "Format Data Kinerja")
	person.act(FORMAT, form, "Sampaikan Data")
	assert person.get(FORMAT, form)["terlambat"] == 1
	last = log_of(form)[-1]
	assert (last.langkah, last.hasil, last.alasan) == (5, "Selesai", f"Dengan Dispensasi {again}.")
	assert run.person("pek").get(REKAP, run.recap(unit))["terlambat"] == 1


def check_dispensasi(run: SopRun, form: str, names: list[str]) -> None:
	"""A real record: on the Format, in the log, on paper; nobody changes, deletes or makes one."""
	person, sekcam = run.person(f"jp:{run.office.units[0]}"), run.person("sekcam")
	shown = person.get(FORMAT, form)
	assert (shown["dispensasi"], shown["dispensasi_sampai"]) == (names[-1], "2021-04-15")
	record = person.get(DISPENSASI, names[0])
	assert (record["alasan"], record["berlaku_sampai"], record["tanggal_kunci"]) == (
		WHY,
		"2021-04-14",
		"2021-04-12",
	)
	assert (record["jabatan_pemberi"], record["akun_pemberi"]) == (
		"Sekretaris Kecamatan",
		run.office.people["sekcam"],
	)
	given = log_of(form, aksi="Beri Dispensasi")
	assert [(e.langkah, e.pelaku, e.peran) for e in given] == [(5, run.office.people["sekcam"], "Sekcam")] * 2
	assert names[0] in given[0].alasan and WHY in given[0].alasan
	path = f"/api/resource/{DISPENSASI}"
	for verb, address, body in (
		("PUT", f"{path}/{names[0]}", {"berlaku_sampai": "2099-01-01"}),
		("DELETE", f"{path}/{names[0]}", None),
		("POST", path, {k: record[k] for k in ("disposisi", "unit_kerja", "alasan", "berlaku_sampai")}),
	):
		assert raw(sekcam, verb, address, json=body).status_code == 403
	assert person.get(DISPENSASI, names[0]) == record


def test_without_a_lock_nobody_needs_a_dispensasi(run, clock):
	run.person("sekcam").update(DISPOSISI, run.disposisi, tanggal_kunci=None)
	clock.at("2021-05-20 08:00")
	assert "masih dapat disampaikan tanpa Dispensasi" in refused(give, run, berlaku_sampai="2021-05-30")
	unit = run.office.units[0]
	run.fill(unit)
	form = run.person(f"jp:{unit}").get(FORMAT, run.formats(unit)[0])
	assert (form["workflow_state"], form["terlambat"]) == ("Selesai Disusun", 1)


def test_nothing_to_report_is_signed_and_who_does_not_report_is_named(run, clock):
	clock.at("2021-04-08 09:00")
	silent, unit = run.office.units[0], run.office.recap_unit
	person, sekcam = run.person(f"jp:{unit}"), run.person("sekcam")
	form = run.formats(unit)[0]
	assert "isi realisasi" in refused(person.act, FORMAT, form, "Sampaikan Data")
	person.update(FORMAT, form, laporan_nihil=1)
	assert "tulis sebabnya pada Catatan Pelaksana" in refused(person.act, FORMAT, form, "Sampaikan Data")
	person.update(FORMAT, form, catatan="Seluruh kegiatan bergeser ke triwulan II.")
	person.act(FORMAT, form, "Sampaikan Data")
	rows = person.get(FORMAT, form)["baris"]
	assert [row["status"] for row in rows] == ["Tidak Ada Objek", "Nihil", "Nihil", "Tidak Diukur"]
	paper = printed(person, FORMAT, form, "Format Data Kinerja")
	assert "LAPORAN NIHIL" in paper and "bergeser ke triwulan II" in paper and "8 April 2021" in paper
	for key in (f"jp:{unit}", "pek"):  # who filled it in, and the head of the Subbagian
		assert f"Uji {key}" in paper
	run.recap_unit(unit)
	run.validate(unit)
	run.read_closely(unit)
	assert f"belum selesai dicermati: {silent}" in refused(run.finalize)

	assert "Tetapkan Tidak Melapor" not in decisions(run.person("pek"), DISPOSISI, run.disposisi)
	offer = decisions(sekcam, DISPOSISI, run.disposisi)["Tetapkan Tidak Melapor"]
	assert [row["value"] for row in offer["isian"][0]["options"]] == [silent]
	assert "Tulis alasan" in refused(sekcam.call, offer["metode"], **offer["argumen"], unit=silent, alasan="")
	decide(sekcam, DISPOSISI, run.disposisi, "Tetapkan Tidak Melapor", unit=silent, alasan=WHY)
	assert "Tetapkan Tidak Melapor" not in decisions(sekcam, DISPOSISI, run.disposisi)
	run.finalize()
	final = sekcam.get(REKAP, run.recap())
	assert (final["workflow_state"], final["unit_masuk"], final["unit_total"]) == ("Final", 2, 2)
	asked = [row for row in final["baris"] if row["unit_kerja"] == silent and row["diukur"]]
	assert asked and all(
		(row["tidak_disampaikan"], row["realisasi_teks"] or "", row["dihitung"]) == (1, "", 0)
		for row in asked
	)
	paper = printed(sekcam, REKAP, final["name"], "Rekap Data Kinerja Kecamatan")
	name = frappe.db.get_value("Unit Kerja", silent, "nama_unit")
	assert "Unit yang Tidak Melapor" in paper and f"{name}: {WHY}" in paper
	assert paper.count("Data tidak disampaikan") >= len(asked)
