"""Templates over HTTP as each person: downloaded, filled offline, looked at, taken in whole or not at all."""

import io
import zipfile
from contextlib import contextmanager

import frappe
import pytest
from frappe.custom.doctype.property_setter.property_setter import make_property_setter
from openpyxl import load_workbook

from kinerja_kecamatan.demo.client import Person, reason_of
from kinerja_kecamatan.excel import batch, office_templates, upload
from kinerja_kecamatan.excel.layout import FIRST_ROW, LETTER, SHEET
from tests.support.http import raw
from tests.support.local_run import LocalRun, signed_in
from tests.support.record import new_run, whole
from tests.support.sop_run import DISPOSISI, FORMAT, SopRun
from tests.support.workbooks import edited

API = "/api/method/kinerja_kecamatan.excel.api."
FIGURES = {
	("A1", "realisasi"): "9",
	("A2", "pembilang"): "19",
	("A2", "penyebut"): "20",
	("A3", "realisasi"): "1",
}


@pytest.fixture(scope="module")
def run(env, _shared_office) -> SopRun:
	"""Two units that fill in, in a year of this file's own."""
	return new_run(env, _shared_office).up_to_meeting()


def template(person: Person, name: str) -> bytes:
	answer = raw(person, "POST", f"{API}unduh_templat", data={"name": name})
	assert answer.ok, reason_of(answer)
	return answer.content


def send(person: Person, method: str, content: bytes | dict[str, bytes], **values):
	files = content if isinstance(content, dict) else {"isian.xlsx": content}
	return raw(person, "POST", API + method, files=[("file", pair) for pair in files.items()], data=values)


def filled(content: bytes, cells: dict) -> bytes:
	"""The template with cells filled in, by the last part of the indicator's code and the column."""

	def edit(book):
		sheet = book[SHEET]
		places = {sheet[f"B{n}"].value.rsplit("-", 1)[-1]: n for n in range(FIRST_ROW, sheet.max_row + 1)}
		for (code, key), value in cells.items():
			sheet[f"{LETTER[key]}{places[code]}"].value = value

	return edited(content, edit)


def messages(answer) -> list[str]:
	return [problem["pesan"] for problem in answer.json()["message"]["masalah"]]


def versions(name: str) -> list[str]:
	frappe.db.rollback()
	return frappe.get_all("Version", filters={"docname": name}, pluck="owner")


def untouched(name: str) -> dict:
	return {**whole(FORMAT, name), "Version": versions(name)}


def test_filled_offline_and_taken_in(run):
	unit = run.office.units[0]
	jp, name = run.person(f"jp:{unit}"), run.formats(unit)[0]
	assert frappe.db.get_value(FORMAT, name, "mulai_pada") is None
	content = template(jp, name)
	assert whole(FORMAT, name)[FORMAT][0].mulai_pada, "step 5 starts with the first template"
	before = untouched(name)

	# As it came: nothing to change, nothing written, not even looked at as a save.
	seen = send(jp, "periksa", content, name=name).json()["message"]
	assert (seen["dokumen"], seen["perubahan"], seen["masalah"]) == (name, [], [])
	assert send(jp, "unggah", content, name=name, modified=seen["modified"]).ok
	assert untouched(name) == before

	offline = filled(content, FIGURES)
	seen = send(jp, "periksa", offline, name=name).json()["message"]
	assert seen["masalah"] == [] and untouched(name) == before
	assert {(row["kolom"], row["semula"], row["menjadi"]) for row in seen["perubahan"]} == {
		("Realisasi", "", "9"),
		("Pembilang", "", "19"),
		("Penyebut", "", "20"),
		("Realisasi", "", "1"),
	}
	done = send(jp, "unggah", offline, name=name, modified=seen["modified"])
	assert done.ok, reason_of(done)
	doc = jp.get(FORMAT, name)
	assert doc["kemajuan"] == 100 and doc["modified_by"] == jp.user and versions(name).count(jp.user) == 1
	rows = {row["kode"].rsplit("-", 1)[-1]: row for row in doc["baris"]}
	assert (rows["A2"]["capaian_teks"], rows["A2"]["status"], rows["A1"]["predikat"]) == (
		"105,56 %",
		"Terisi",
		"Sangat Tinggi",
	)

	# The same file once more changes nothing; corrected further, it is still this template that was taken in last.
	before = untouched(name)
	assert send(jp, "unggah", offline, name=name).ok and untouched(name) == before
	assert send(jp, "unggah", filled(offline, {("A1", "realisasi"): "10"}), name=name).ok
	assert {row["kode"][-2:]: row["realisasi"] for row in jp.get(FORMAT, name)["baris"]}["A1"] == "10"

	# Changed at the desk in the meantime: the file is old, and says so before anything is lost.
	run.type_in(unit, {"A3": {"realisasi": "2"}})
	before = untouched(name)
	old = filled(offline, {("A1", "realisasi"): "11"})
	assert (
		"sudah diubah di aplikasi sesudah templat ini diunduh"
		in messages(send(jp, "periksa", old, name=name))[0]
	)
	refused = send(jp, "unggah", old, name=name)
	assert refused.status_code == 417 and "Unduh templat baru" in reason_of(refused)
	assert untouched(name) == before
	assert send(jp, "unggah", filled(template(jp, name), {("A1", "realisasi"): "11"}), name=name).ok


def test_all_or_nothing_and_only_for_who_may(run):
	unit, other = run.office.units
	jp, name = run.person(f"jp:{unit}"), run.formats(unit)[0]
	content = template(jp, name)
	before = untouched(name)

	half = filled(content, {("A1", "realisasi"): "12", ("A3", "realisasi"): "<b>dua</b>"})
	seen = send(jp, "periksa", half, name=name).json()["message"]
	assert len(seen["perubahan"]) == 1 and [row["sel"] for row in seen["masalah"]] == ["I9"]
	refused = send(jp, "unggah", half, name=name)
	assert refused.status_code == 417
	assert "Isian!I9: kolom Realisasi: “&lt;b&gt;dua&lt;/b&gt;” bukan angka" in reason_of(refused)

	good = filled(content, {("A1", "realisasi"): "12"})
	late = send(jp, "unggah", good, name=name, modified="2001-01-01 00:00:00.000000")
	assert "berubah sesudah berkasnya diperiksa" in reason_of(late)
	# Who the workflow does not let fill it in is refused in the guard's words, whatever the file.
	head = send(run.person(f"ku:{unit}"), "periksa", good, name=name)
	assert head.status_code == 403
	for person in (f"jp:{other}", "camat"):
		assert send(run.person(person), "unggah", good, name=name).status_code == 403, person
	theirs = raw(jp, "POST", f"{API}unduh_templat", data={"name": run.formats(other)[0]})
	assert theirs.status_code == 403
	assert untouched(name) == before

	# The wrong file: another Format's, no template, no file at all.
	foreign = template(run.person(f"jp:{other}"), run.formats(other)[0])
	assert f"bukan {name}" in messages(send(jp, "periksa", foreign, name=name))[0]
	assert "bukan templat" in messages(send(jp, "periksa", other_workbook(), name=name))[0]
	assert "bukan buku kerja Excel" in messages(send(jp, "periksa", b"PK teks", name=name))[0]
	assert "Pilih berkas" in reason_of(raw(jp, "POST", f"{API}periksa", data={"name": name}))
	assert untouched(name) == before


def other_workbook() -> bytes:
	from openpyxl import Workbook

	out = io.BytesIO()
	Workbook().save(out)
	return out.getvalue()


def test_many_at_once_with_one_report(run):
	unit, other = run.office.units
	pek = run.person("pek")
	answer = raw(pek, "POST", f"{API}unduh_semua", data={"disposisi": run.disposisi})
	archive = zipfile.ZipFile(io.BytesIO(answer.content))
	names = [run.formats(unit)[0], run.formats(other)[0]]
	assert sorted(archive.namelist()) == sorted(f"{name}.xlsx" for name in names)
	assert (
		load_workbook(io.BytesIO(archive.read(f"{names[0]}.xlsx")))[SHEET]["A1"].value
		== "FORMAT DATA KINERJA"
	)
	# A Pelaksana gets what he may read: the Unit Perekap's reads the whole office, the section's its own.
	own = raw(run.person(f"jp:{unit}"), "POST", f"{API}unduh_semua", data={"disposisi": run.disposisi})
	assert zipfile.ZipFile(io.BytesIO(own.content)).namelist() == [f"{names[0]}.xlsx"]

	jp = run.person(f"jp:{other}")
	mine = archive.read(f"{names[1]}.xlsx")
	files = {
		"baik.xlsx": filled(mine, FIGURES),
		"milik unit lain.xlsx": filled(archive.read(f"{names[0]}.xlsx"), {("A1", "realisasi"): "99"}),
		"salah.xlsx": b"bukan excel",
	}
	before = {name: untouched(name) for name in names}
	seen = send(jp, "periksa_banyak", files, disposisi=run.disposisi).json()["message"]
	assert [row["berkas"] for row in seen] == list(files)
	assert [len(row["perubahan"]) for row in seen] == [4, 0, 0] and [len(row["masalah"]) for row in seen] == [
		0,
		1,
		1,
	]
	assert {name: untouched(name) for name in names} == before

	done = send(jp, "unggah_banyak", files, disposisi=run.disposisi).json()["message"]
	assert [row["diterapkan"] for row in done] == [True, False, False]
	assert untouched(names[0]) == before[names[0]]
	assert jp.get(FORMAT, names[1])["kemajuan"] == 100


def test_two_copies_of_one_template_do_not_undo_each_other(run):
	unit = run.office.units[0]
	jp, name = run.person(f"jp:{unit}"), run.formats(unit)[0]
	content = template(jp, name)
	one = filled(content, {("A1", "realisasi"): "15"})
	two = filled(content, {("A3", "realisasi"): "3"})
	before = untouched(name)
	for method in ("periksa_banyak", "unggah_banyak"):
		answer = send(jp, method, {"satu.xlsx": one, "dua.xlsx": two}, disposisi=run.disposisi)
		for report in answer.json()["message"]:
			assert report["diterapkan"] is False and report["perubahan"] == []
			assert f"“satu.xlsx” dan “dua.xlsx” sama-sama mengisi {name}." in report["masalah"][0]["pesan"]
	assert untouched(name) == before

	# One after the other: the second copy does not take back what the first has brought.
	assert send(jp, "unggah", one, name=name).ok
	before = untouched(name)
	[lost] = send(jp, "periksa", two, name=name).json()["message"]["masalah"]
	assert lost["lembar"] == SHEET and lost["sel"].startswith(LETTER["realisasi"])
	assert "kolom Realisasi: belum diubah sejak templat diunduh" in lost["pesan"]
	assert "padahal di aplikasi sudah “15”" in lost["pesan"]
	assert send(jp, "unggah", two, name=name).status_code == 417
	assert untouched(name) == before
	# To another person the copy is old, whatever it says.
	with signed_in(run.office.people["pek"]):
		found = upload.check_upload(frappe.get_doc(FORMAT, name), upload.open_upload(two))
	assert "sudah diubah di aplikasi sesudah templat ini diunduh" in found.problems[0].pesan

	# One's own figures can be corrected in the same file as often as needed.
	for figure in ("16", "17"):
		one = filled(one, {("A1", "realisasi"): figure})
		assert send(jp, "unggah", one, name=name).ok
	merged = filled(two, {("A1", "realisasi"): "17"})
	assert send(jp, "unggah", merged, name=name).ok
	rows = {row["kode"][-2:]: row["realisasi"] for row in jp.get(FORMAT, name)["baris"]}
	assert (rows["A1"], rows["A3"]) == ("17", "3")


def test_whatever_stops_a_file_is_in_the_report(run, monkeypatch):
	unit = run.office.units[0]
	jp, name = run.person(f"jp:{unit}"), run.formats(unit)[0]
	content = template(jp, name)
	good = filled(content, {("A1", "realisasi"): "21"})
	before = untouched(name)

	def told(file: bytes) -> list[str]:
		answer = send(jp, "unggah_banyak", {"isian.xlsx": file}, disposisi=run.disposisi)
		assert answer.ok, reason_of(answer)
		[report] = answer.json()["message"]
		assert report["diterapkan"] is False and untouched(name) == before
		return [problem["pesan"] for problem in report["masalah"]]

	# A list of sentences is told as sentences.
	large = filled(content, {("A2", "pembilang"): "900.000.000.000", ("A2", "penyebut"): "0,001"})
	[sentence] = told(large)
	assert sentence.startswith("Baris ") and "-A2): hasil hitungannya terlalu besar" in sentence
	# A field that the site has made mandatory.
	with mandatory("catatan"):
		assert "Catatan" in told(good)[0]

	# An error of the app's own: what came before stands, and the record of the error stays.
	def fail(*_args):
		raise RuntimeError("uji galat")

	monkeypatch.setattr(upload, "write_upload", fail)
	with signed_in(jp.user):
		order = frappe.get_doc(DISPOSISI, run.disposisi)
		reports = batch.apply_files(order, [("galat.xlsx", good), ("teks.xlsx", b"bukan excel")])
	assert "tercatat di Error Log" in reports[0]["masalah"][0]["pesan"]
	assert "bukan buku kerja" in reports[1]["masalah"][0]["pesan"]
	frappe.db.rollback()
	assert frappe.db.exists("Error Log", {"error": ["like", "%uji galat%"]})
	assert untouched(name) == before


@contextmanager
def mandatory(field: str):
	"""A field of the Format made mandatory, as an administrator does it under Customize Form.

	A worker that renders a paper between Frappe's clearing of the cache and the commit would put the old meta back.
	"""
	setter = make_property_setter(FORMAT, field, "reqd", 1, "Check")
	_commit_meta()
	try:
		yield
	finally:
		setter.delete()
		_commit_meta()


def _commit_meta() -> None:
	frappe.db.commit()
	frappe.clear_cache(doctype=FORMAT)


def test_what_is_handed_on_takes_no_upload(run):
	unit = run.office.recap_unit
	jp, name = run.person(f"jp:{unit}"), run.formats(unit)[0]
	content = template(jp, name)
	run.fill(unit)
	before = untouched(name)
	refused = send(jp, "unggah", filled(content, {("A1", "realisasi"): "8"}), name=name)
	assert refused.status_code == 403 and "isinya hanya dapat diubah oleh" in reason_of(refused)
	assert untouched(name) == before
	# Whom no Format is open to is refused before the files are looked at.
	for person in (jp, run.person("sekcam")):
		for method in ("periksa_banyak", "unggah_banyak"):
			answer = send(person, method, {"a.xlsx": b"bukan excel"}, disposisi=run.disposisi)
			assert answer.status_code == 403 and "Tidak ada Format pada" in reason_of(answer)


@pytest.mark.full
def test_a_template_of_another_disposisi_is_named(run):
	unit = run.office.units[0]
	later = LocalRun(run.office, run.office.periode.replace("TW1", "TW2"))
	later.order()
	later.pass_on()
	frappe.db.commit()
	foreign = office_templates.template_of(later.format_of(unit))
	[report] = send(
		run.person(f"jp:{unit}"), "periksa_banyak", {"a.xlsx": foreign}, disposisi=run.disposisi
	).json()["message"]
	assert "tidak termasuk" in report["masalah"][0]["pesan"]
