"""Step 7's verdicts: the validator's own word on each figure, and nothing said in one round on the next one's paper."""

import json
from collections.abc import Iterator
from dataclasses import replace

import frappe
import pytest

from kinerja_kecamatan.base import doctypes
from kinerja_kecamatan.exceptions import MoveRefused, PreconditionMissing
from kinerja_kecamatan.papers import catalogue
from kinerja_kecamatan.patches import verdicts_of_running_recaps
from kinerja_kecamatan.recaps import verdicts
from kinerja_kecamatan.sop import activities, steps
from tests.support.inside import own_transaction, send
from tests.support.local_run import LocalRun, refused, signed_in
from tests.support.papers import squeezed, table_of, words_of
from tests.support.sop_run import FORMAT, REKAP
from tests.support.told_once import as_told, told_once

ARCHIVE, LOG = doctypes.ARCHIVE, doctypes.LOG
PAPER = "Lembar Validasi"
BULK = "/api/method/frappe.model.workflow.bulk_workflow_approval"


def at_the_validators_desk(office) -> LocalRun:
	"""A unit's recap; of its figures A1 has evidence, A2 an address, A3 nothing."""
	run, unit = LocalRun(office).up_to_meeting(), office.units[0]
	form = run.formats(unit)[0]
	with signed_in(run.user(f"jp:{unit}")):
		file = frappe.get_doc(
			{
				"doctype": "File",
				"file_name": "register A1.txt",
				"content": f"register {form}".encode(),
				"is_private": 1,
				"attached_to_doctype": FORMAT,
				"attached_to_name": form,
			}
		).insert()
	run.type_in(unit)
	proofs = {"A1": {"bukti": file.file_url}, "A2": {"tautan_bukti": "https://register.example/a2"}}
	run.type_in(unit, proofs)
	run.act(f"jp:{unit}", FORMAT, form, "Sampaikan Data")
	run.recap_unit(unit)
	return run


@pytest.fixture(scope="module")
def story(_shared_office) -> Iterator[LocalRun]:
	with told_once(lambda: at_the_validators_desk(_shared_office.in_new_year())) as told:
		yield told


@pytest.fixture
def run(story: LocalRun) -> Iterator[LocalRun]:
	with as_told(story) as told:
		yield told


def rows(run: LocalRun, unit: str) -> dict:
	return {row.kode.rsplit("-", 1)[-1]: row for row in run.recap(unit).validasi}


def say(run: LocalRun, unit: str, key: str = "pek", **verdicts: tuple[str, str]) -> None:
	"""Verdict and reason by the last part of each indicator's code."""
	doc = run.recap(unit)
	table = []
	for row in doc.validasi:
		verdict = verdicts.get(row.kode.rsplit("-", 1)[-1])
		said = dict(zip(("putusan", "alasan"), verdict, strict=True)) if verdict else {}
		table.append({**row.as_dict(), **said})
	run.update(key, REKAP, doc.name, validasi=table)


def validate(run: LocalRun, unit: str) -> dict:
	return run.act("pek", REKAP, run.recap(unit).name, "Validasi")


GIVEN = {
	"A1": ("Sesuai", ""),
	"A2": ("Tidak Sesuai", "Register memuat 18 dari 20."),
	"A3": ("Tanpa Bukti", ""),
}


def test_the_app_gives_no_verdict_and_the_step_waits_for_each(run: LocalRun) -> None:
	unit = run.office.units[0]
	found = rows(run, unit)
	assert set(found) == {"A1", "A2", "A3"}, "rows with a figure: A4 is not measured"
	assert not any(row.putusan or row.alasan or row.oleh for row in found.values())
	assert [found[code].ada_bukti for code in ("A1", "A2", "A3")] == [1, 1, 0]
	assert "/private/files/register" in found["A1"].bukti
	said = refused(PreconditionMissing, validate, run, unit)
	assert run.recap(unit).name in said and "3 indikator" in said and said.count("beri putusan") == 3
	say(run, unit, A1=("Sesuai", ""))
	said = refused(PreconditionMissing, validate, run, unit)
	assert found["A1"].kode not in said and said.count("beri putusan") == 2
	assert run.recap(unit).workflow_state == "Diketahui Kepala Unit"


@pytest.mark.parametrize(
	("code", "verdict", "asked"),
	[
		("A3", "Sesuai", "tidak ada buktinya; tulis alasannya"),
		("A1", "Tidak Sesuai", "tulis apa yang tidak sesuai"),
		("A1", "Tanpa Bukti", "tulis mengapa bukti itu tidak dapat dipakai"),
	],
)
def test_a_verdict_that_needs_a_reason_asks_for_it(
	run: LocalRun, code: str, verdict: str, asked: str
) -> None:
	unit = run.office.units[0]
	say(run, unit, **{**GIVEN, code: (verdict, " - ")})
	said = refused(PreconditionMissing, validate, run, unit)
	assert asked in said and "1 indikator" in said
	say(run, unit, **{code: (verdict, "Dilihat langsung pada register.")})
	validate(run, unit)
	row = rows(run, unit)[code]
	assert (row.putusan, row.alasan) == (verdict, "Dilihat langsung pada register.")
	assert row.oleh == frappe.utils.get_fullname(run.user("pek")) and row.pada


def test_verdicts_stand_on_the_paper_as_they_were_given(run: LocalRun) -> None:
	unit = run.office.units[0]
	doc = run.recap(unit)
	assert not [text for text in cells(doc) if text in ("Sesuai", "Tidak Sesuai", "Tanpa Bukti")]
	say(run, unit, **GIVEN)
	validate(run, unit)
	kept = frappe.get_doc(ARCHIVE, {"dokumen": doc.name, "print_format": PAPER})
	text = squeezed(kept.isi)
	assert squeezed("1 Sesuai, 1 Tidak Sesuai, 1 Tanpa Bukti") in text
	assert squeezed("Register memuat 18 dari 20.") in text
	found = cells(run.recap(unit))
	assert [found.count(word) for word in ("Sesuai", "Tidak Sesuai", "Tanpa Bukti")] == [1, 1, 1]
	assert "Tidak Sesuai" in words_of(run.recap(unit), PAPER)


def cells(doc) -> list[str]:
	"""Texts of the paper's main table."""
	return [text for row in table_of(catalogue.paper_content(PAPER, doc), "baris") for text in row]


def test_a_verdict_is_about_its_figure(run: LocalRun) -> None:
	"""What the payload says about figure and evidence is not taken; the Sekcam's correction leaves the word as it was given."""
	unit = run.office.units[0]
	doc = run.recap(unit)
	table = [
		{**row.as_dict(), "putusan": "Sesuai", "ada_bukti": 1, "angka_teks": "99"} for row in doc.validasi
	]
	run.update("pek", REKAP, doc.name, validasi=table)
	assert rows(run, unit)["A3"].ada_bukti == 0 and rows(run, unit)["A1"].angka_teks == "9"
	run.update("pek", REKAP, doc.name, validasi=table[:1])
	assert set(rows(run, unit)) == {"A1", "A2", "A3"}, "rows follow the figures"
	say(run, unit, **GIVEN)
	validate(run, unit)
	indicator = rows(run, unit)["A1"].indikator
	correction = {"indikator": indicator, "kolom": "Realisasi", "sesudah": "8", "alasan": "Register."}
	run.update("sekcam", REKAP, doc.name, koreksi=[correction])
	row = rows(run, unit)["A1"]
	assert (row.putusan, row.angka_teks) == ("Sesuai", "9")
	assert "Sesuai (atas 9)" in words_of(run.recap(unit), PAPER)


def test_only_the_validator_gives_verdicts_and_only_in_the_step(run: LocalRun) -> None:
	unit = run.office.units[0]
	for key in ("sekcam", f"ku:{unit}", f"jp:{unit}", "camat"):
		refused(MoveRefused, say, run, unit, key, A1=("Sesuai", ""))
	say(run, unit, **GIVEN)
	validate(run, unit)
	for key in ("pek", "sekcam"):
		refused(MoveRefused, say, run, unit, key, A1=("Tanpa Bukti", "Lain."))
	assert rows(run, unit)["A1"].putusan == "Sesuai"


@pytest.mark.parametrize("action", ["Kembalikan ke Unit", "Kembalikan ke Kasubag PEK"])
def test_nothing_of_one_round_stands_on_the_next(run: LocalRun, action: str) -> None:
	unit = run.office.units[0]
	say(run, unit, **GIVEN)
	name = run.recap(unit).name
	run.update("pek", REKAP, name, catatan_validasi="Catatan putaran pertama.")
	validate(run, unit)
	run.update("sekcam", REKAP, name, catatan_pencermatan="Cermatan putaran pertama.")
	run.act("sekcam", REKAP, name, action, "Periksa lagi A1.")
	doc = run.recap(unit)
	assert doc.putaran == 2 and not (doc.catatan_validasi or doc.catatan_pencermatan or doc.temuan_validasi)
	assert not any(row.putusan or row.alasan or row.oleh for row in doc.validasi)
	if doc.workflow_state == "Perlu Perbaikan":
		run.act(f"jp:{unit}", FORMAT, run.formats(unit)[0], "Sampaikan Data")
		run.recap_unit(unit)
	assert "beri putusan" in refused(PreconditionMissing, validate, run, unit)
	run.judge(unit)
	validate(run, unit)
	first, second = [
		frappe.get_doc(ARCHIVE, paper).isi
		for paper in frappe.get_all(
			ARCHIVE, {"dokumen": name, "print_format": PAPER}, pluck="name", order_by="versi_kertas"
		)
	]
	for text in ("Catatan putaran pertama.", "Register memuat 18 dari 20."):
		assert text in first and text not in second
	told = json.loads(frappe.db.get_value(LOG, {"dokumen": name, "aksi": action}, "isi"))["catatan"]
	assert told["catatan_pencermatan"] == "Cermatan putaran pertama."
	assert {row["putusan"] for row in told["validasi"]} == {"Sesuai", "Tidak Sesuai", "Tanpa Bukti"}
	assert run.recap(unit).alasan_terakhir is None, "what the Sekcam asked for has been seen to"


def test_a_text_that_becomes_a_steps_word_is_its_rounds(run: LocalRun, monkeypatch) -> None:
	facts, field = activities.FACTS[steps.VALIDASI], "alasan_tidak_melapor"
	monkeypatch.setitem(activities.FACTS, steps.VALIDASI, replace(facts, fields=(*facts.fields, field)))
	doc = run.recap(run.office.units[0])
	notes = {field: "Kata langkah.", "temuan_validasi": "Temuan.", "arahan_pimpinan": "Arahan."}
	doc.update(notes)
	doc.append("koreksi", {"alasan": "Salah hitung."})
	assert verdicts.begin_round(doc) == notes
	assert not any(doc.get(name) for name in notes) and len(doc.koreksi) == 1


def test_validating_in_bulk_names_the_recaps_without_verdicts(run: LocalRun, monkeypatch) -> None:
	first, second = run.office.units[:2]
	run.fill(second)
	run.recap_unit(second)
	run.judge(second)
	names = [run.recap(unit).name for unit in (first, second)]
	told: list = []  # release 15 tells it through the socket, the snapshot of 2023 in its answer
	monkeypatch.setattr(frappe, "publish_realtime", lambda *args, **more: told.append((args, more)))
	with own_transaction():
		answer = send(
			run.user("pek"),
			"POST",
			BULK,
			json={"docnames": json.dumps(names), "doctype": REKAP, "action": "Validasi"},
		)
	assert [run.recap(unit).workflow_state for unit in (first, second)] == [
		"Diketahui Kepala Unit",
		"Divalidasi",
	]
	said = f"{answer.said} {told}"
	assert f"{names[0]} belum dapat divalidasi" in said and "beri putusan" in said
	assert f"{names[1]} belum dapat divalidasi" not in said


def test_recaps_of_an_earlier_release_get_rows_and_no_word(run: LocalRun) -> None:
	"""One that waits for its validation gets a row for each figure, one that has been validated nothing."""
	first, second = run.office.units[:2]
	run.fill(second)
	run.recap_unit(second)
	run.validate(second)
	for unit in (first, second):
		frappe.db.delete("Validasi Rekap", {"parent": run.recap(unit).name})
	said = refused(PreconditionMissing, validate, run, first)
	assert said.count("beri putusan") == 3
	before = frappe.db.get_value(REKAP, run.recap(first).name, "modified")
	for _twice in range(2):
		verdicts_of_running_recaps.execute()
	assert set(rows(run, first)) == {"A1", "A2", "A3"} and not rows(run, second)
	assert not any(row.putusan for row in rows(run, first).values())
	assert frappe.db.get_value(REKAP, run.recap(first).name, "modified") == before
	assert not [text for text in cells(run.recap(second)) if text == "Sesuai"]
	say(run, first, **GIVEN)
	validate(run, first)
