"""The Perjanjian Kinerja as a contract: one Murni a unit, one target an indicator, and what is odd about its targets."""

import frappe
import pytest

from kinerja_kecamatan.demo.client import reason_of
from kinerja_kecamatan.exceptions import DuplicateDocument, KinerjaError, MoveRefused
from kinerja_kecamatan.office.agreements import agreements_in_force
from kinerja_kecamatan.papers import agreement as paper
from kinerja_kecamatan.patches import agreement_doubles_told, agreements_bind
from tests.site.test_rows_from_agreement import agree, quarters, rows_of
from tests.support.at_once import all_at_once
from tests.support.http import raw
from tests.support.local_run import refused
from tests.support.office import Office, add_person, draft_of, reopened
from tests.support.papers import html_of

PK = "Perjanjian Kinerja"


def murni_of(office: Office, unit: str):
	return frappe.get_doc(PK, {"unit_kerja": unit, "tahun": office.tahun, "jenis": "Murni"})


def told(action, *args, **kwargs) -> str:
	"""What a save says beside doing it, all of it."""
	frappe.local.message_log = []
	action(*args, **kwargs)
	log = [
		entry if isinstance(entry, dict) else frappe.parse_json(entry) for entry in frappe.local.message_log
	]
	assert {entry.get("indicator") for entry in log} <= {"orange"} and len(log) <= 1
	return "".join(str(entry["message"]) for entry in log)


@pytest.mark.parametrize("status", ["Draf", "Ditetapkan"])
def test_a_second_murni_is_refused_and_names_the_first(office, status):
	unit = office.units[0]
	first, indicator = murni_of(office, unit), office.indicators[unit][0]
	said = refused(
		DuplicateDocument, agree, office, unit, "02-01", {indicator: {}}, jenis="Murni", status=status
	)
	assert first.name in said and "sudah mempunyai Perjanjian Kinerja Murni" in said
	# Frappe takes the blank off when everybody has looked.
	blank = {"jenis": "Murni ", "status": f" {status}"}
	assert first.name in refused(DuplicateDocument, agree, office, unit, "02-01", {indicator: {}}, **blank)
	changed = agree(office, unit, "02-01", {indicator: {}}, status="Draf")
	changed.update({"jenis": "Murni", "status": status})
	assert first.name in refused(DuplicateDocument, changed.save)
	first = reopened(office, unit, jenis="Murni")
	first.nomor = "PK/1"
	first.save()


@pytest.mark.full
def test_of_several_murni_at_once_one_is_made(sop):
	office, unit = sop.office, sop.office.units[0]
	key = f"admin pk {office.tahun}"
	add_person(office, key, "Admin Kinerja", office.root, [("Admin Kinerja", "Kecamatan")])
	frappe.db.commit()
	admin, year = sop.person(key), office.tahun + 1
	target = {"indikator": office.indicators[unit][0], "target_tahunan": "36", **quarters("9")}
	doc = {"unit_kerja": unit, "tahun": year, "berlaku_mulai": f"{year}-01-01", "target": [target]}
	answers = all_at_once([admin], [lambda: raw(admin, "POST", f"/api/resource/{PK}", json=doc)] * 4)
	frappe.db.rollback()
	(name,) = frappe.get_all(PK, {"unit_kerja": unit, "tahun": year}, pluck="name")
	refusals = [reason_of(answer) for answer in answers if not answer.ok]
	assert len(refusals) == 3 and all(name in said for said in refusals), refusals


def test_without_a_year_it_is_asked_for(office):
	unit = office.units[0]
	targets = [{"indikator": office.indicators[unit][0], "target_tahunan": "1"}]
	doc = frappe.get_doc({"doctype": PK, "unit_kerja": unit, "jenis": "Perubahan", "target": targets})
	refused(frappe.MandatoryError, doc.insert)


def test_an_indicator_of_another_units_agreement_is_refused_and_names_it(office):
	first, second = office.units[:2]
	theirs, foreign = murni_of(office, first), office.indicators[first][0]
	mine = office.indicators[second][0]
	targets = {mine: quarters("1"), foreign: quarters("1")}
	for unit in (second, office.root):
		said = refused(KinerjaError, agree, office, unit, "07-01", targets)
		assert foreign in said and theirs.name in said
	# As a draft it is told, and refused when it is set in force.
	draft = agree(office, second, "07-01", targets, status="Draf")
	assert theirs.name in told(draft.save)
	draft.status = "Ditetapkan"
	assert theirs.name in refused(KinerjaError, draft.save)
	# Once the first unit has given it away it is the other's.
	agree(office, first, "07-01", {name: quarters("1") for name in office.indicators[first][1:]})
	draft.reload()
	draft.status = "Ditetapkan"
	draft.save()
	assert theirs.name not in told(draft.save)


def test_taking_a_change_back_does_not_bring_a_double_about(office):
	first, second = office.units[:2]
	foreign = office.indicators[first][0]
	change = agree(office, first, "07-01", {name: quarters("1") for name in office.indicators[first][1:]})
	agree(office, second, "07-01", {foreign: quarters("1")})
	change.status = "Draf"
	assert "tertutup: Status" in refused(MoveRefused, change.save)


def test_what_a_site_has_from_before_is_left_and_told(office):
	first, second = office.units[:2]
	murni, indicator = murni_of(office, first), office.indicators[first][0]
	twin = agree(office, first, "01-01", {indicator: quarters("9")})
	both = agree(office, second, "02-01", {indicator: quarters("9")}, status="Draf")
	twin.db_set("jenis", "Murni")
	both.db_set("status", "Ditetapkan")
	agreement_doubles_told.execute()
	comments = {
		row.reference_name: row.content
		for row in frappe.get_all(
			"Comment",
			{
				"reference_doctype": PK,
				"reference_name": ["in", [twin.name, both.name]],
				"comment_type": "Info",
			},
			["reference_name", "content"],
		)
	}
	assert murni.name in comments[twin.name] and twin.name in comments[both.name]
	for doc, named in ((both, twin.name), (twin, murni.name)):
		doc.reload()
		doc.db_set("status", "Draf")
		doc.nomor = "tetap"
		assert named in told(doc.save)


def test_odd_targets_are_told_at_once_by_row_and_column(office):
	"""What an office may want all the same; nothing of it holds the agreement back."""
	unit, other = office.units[:2]
	doc = draft_of(office, unit)
	doc.target[3].target_tw4 = "88,5"
	assert told(doc.save) == ""
	doc.target[0].target_tw4 = "10"
	doc.target[1].target_tw4 = "95"
	doc.target[3].target_tw4 = ""
	said = told(doc.save)
	assert "Baris 1, kolom Target Tahunan: triwulan-triwulannya sampai pada 37 (Kumulatif)" in said
	assert (
		"Baris 2, kolom TW IV: triwulan-triwulannya sampai pada 95 (Rasio), sedangkan target tahunannya 90"
		in said
	)
	assert "Baris 4, kolom TW I - TW IV: tidak ada target triwulan" in said
	assert said.count("<br>") == 2
	indicator = frappe.get_doc("Indikator Kinerja", office.indicators[unit][2])
	indicator.db_set("sifat", "Positif")
	said = told(doc.save)
	named = frappe.db.get_value("Unit Kerja", other, "nama_unit")
	assert "Baris 3, kolom Indikator: sifatnya Positif, padahal namanya menyebut “gangguan”" in said
	assert (
		f"Baris 3, kolom Indikator: sifatnya Positif, sedangkan indikator bernama sama pada {named} Negatif"
		in said
	)


def test_targets_far_from_last_years_are_told(office):
	unit = office.units[0]
	later = office.in_new_year()
	doc = draft_of(later, unit)
	doc.target[0].update({"target_tahunan": "80", **quarters("20")})
	before = murni_of(office, unit)
	assert (later.tahun, before.target[0].target_tahunan) == (office.tahun + 1, "36")
	assert "Baris 1, kolom Target Tahunan: 80 jauh dari target tahun lalu (36)." in told(doc.save)


def test_what_is_told_of_names_is_plain_text(office):
	unit, other = office.units[:2]
	frappe.db.set_value("Unit Kerja", other, "nama_unit", "Seksi <img src=x onerror=alert(1)>")
	frappe.clear_document_cache("Unit Kerja", other)
	frappe.db.set_value("Indikator Kinerja", office.indicators[unit][2], "sifat", "Positif")
	try:
		assert "<img" not in told(draft_of(office, unit).save)
	finally:
		frappe.clear_document_cache("Unit Kerja", other)


def test_the_second_party_may_be_anybody(office):
	"""A Bupati: by name and office, without a NIP on the paper, and nobody to the app."""
	doc = draft_of(office, office.units[0])
	people = {kind: frappe.db.count(kind) for kind in ("User", "Pegawai", "Penugasan")}
	doc.update({"pihak_pertama": office.penugasan["camat"], "pihak_kedua_nama": "Drs. H. Contoh <M.Si.>"})
	doc.pihak_kedua_jabatan = "Bupati Uji"
	doc.save()
	second, first = paper.agreement_paper(doc)["ttd"]["orang"]
	assert (second["peran"], second["nama"], second["jabatan"]) == (
		"Pihak Kedua",
		doc.pihak_kedua_nama,
		"BUPATI UJI",
	)
	assert (second["pangkat"], second["nip"]) == ("", "") and first["nama"]
	page = html_of(doc, PK)
	assert page.count("Bupati Uji") == 1 and "BUPATI UJI" in page and "NIP." not in page
	assert people == {kind: frappe.db.count(kind) for kind in people}
	doc.update({"pihak_kedua_pangkat": "Pembina", "pihak_kedua_nip": "19791208 200003 1 001"})
	doc.save()
	(second, _first) = paper.agreement_paper(doc)["ttd"]["orang"]
	assert (second["pangkat"], second["nip"]) == ("Pembina", "19791208 200003 1 001")
	doc.pihak_kedua_nip = "12"
	assert "18 angka" in refused(KinerjaError, doc.save)
	doc.reload()
	doc.pihak_kedua = office.penugasan["sekcam"]
	assert "tidak keduanya" in refused(KinerjaError, doc.save)
	doc.reload()
	doc.pihak_kedua = office.penugasan["sekcam"]
	doc.update(
		dict.fromkeys(("pihak_kedua_nama", "pihak_kedua_jabatan", "pihak_kedua_pangkat", "pihak_kedua_nip"))
	)
	doc.save()
	(second, _first) = paper.agreement_paper(doc)["ttd"]["orang"]
	assert second["jabatan"] == "SEKRETARIS KECAMATAN" and second["nama"]


def test_funding_sources_of_one_program_are_rows_and_printed(office):
	doc = draft_of(office, office.units[0])
	doc.target[3].target_tw4 = "88,5"
	program = {"kode_program": "7.01.03", "program": "Pemberdayaan Masyarakat", "anggaran": "200.000.000"}
	doc.extend(
		"program", [program, {**program, "program": "pemberdayaan  masyarakat", "anggaran": "50.000.000"}]
	)
	assert "Sumber Dana" not in html_of(doc.save(), PK)
	said = told(doc.save)
	assert "Baris 2, kolom Sumber Dana: program yang sama sudah ada pada baris 1" in said
	for row, source in zip(doc.program, ("DAU", "PAD"), strict=True):
		row.sumber_dana = source
	assert told(doc.save) == ""
	page = html_of(doc, PK)
	assert all(text in page for text in (">Sumber Dana<", ">DAU<", ">PAD<", ">250.000.000<"))


def test_a_pelaksanas_agreement_stands_beside_the_units(office):
	"""Its Murni is no second one of the unit, and the unit's targets stay those of its head's agreement."""
	unit = office.units[0]
	first, indicator = murni_of(office, unit), office.indicators[unit][0]
	post = office.penugasan[f"jp:{unit}"]
	mine = agree(office, unit, "02-01", {indicator: quarters("1")}, jenis="Murni", pihak_pertama=post)
	assert (mine.mengikat, first.mengikat) == ("Perorangan", "Unit")
	assert agreements_in_force(office.root, office.periode).count(first.name) == 1
	assert mine.name not in agreements_in_force(office.root, office.periode)
	assert rows_of(office, unit, "-TW1")[indicator]["target"] == 9
	again = refused(
		DuplicateDocument, agree, office, unit, "03-01", {indicator: {}}, jenis="Murni", pihak_pertama=post
	)
	assert mine.name in again and f"Uji jp:{unit}" in again and first.name not in again
	head = office.penugasan[f"ku:{unit}"]
	said = refused(
		DuplicateDocument, agree, office, unit, "03-01", {indicator: {}}, jenis="Murni", pihak_pertama=head
	)
	assert first.name in said
	# What is chosen goes before what follows from who signs.
	chosen = dict(jenis="Murni", pihak_pertama=post, mengikat="Unit")
	assert first.name in refused(DuplicateDocument, agree, office, unit, "03-01", {indicator: {}}, **chosen)
	nobody = {"jenis": "Murni", "mengikat": "Perorangan"}
	assert "Pilih Pihak Pertama" in refused(
		KinerjaError, agree, office, unit, "03-01", {indicator: {}}, **nobody
	)


def test_agreements_of_its_people_count_where_a_unit_has_none(office):
	unit = office.units[0]
	indicator = office.indicators[unit][0]
	draft_of(office, unit)
	post = office.penugasan[f"jp:{unit}"]
	mine = agree(office, unit, "02-01", {indicator: quarters("3")}, jenis="Murni", pihak_pertama=post)
	assert mine.name in agreements_in_force(office.root, office.periode)
	assert rows_of(office, unit, "-TW1")[indicator]["target"] == 3
	reopened(office, unit, jenis="Murni", mengikat="Unit").save()
	assert rows_of(office, unit, "-TW1")[indicator]["target"] == 9


def test_two_people_of_a_unit_do_not_promise_one_indicator(office):
	"""A unit without an agreement of its own: what would be lost from one of them is refused, and names the other."""
	unit = office.units[0]
	indicator, other = office.indicators[unit][:2]
	draft_of(office, unit)
	post = office.penugasan[f"jp:{unit}"]
	add_person(office, "pelaksana kedua", "Pengadministrasi", unit, [("Jabatan Pelaksana", "Unit")])
	second = office.penugasan["pelaksana kedua"]
	mine = agree(office, unit, "02-01", {indicator: quarters("3")}, jenis="Murni", pihak_pertama=post)
	both = {indicator: quarters("5"), other: quarters("1")}
	said = refused(KinerjaError, agree, office, unit, "03-01", both, jenis="Murni", pihak_pertama=second)
	assert mine.name in said and indicator in said and f"Uji jp:{unit}" in said
	draft = agree(office, unit, "03-01", both, jenis="Murni", pihak_pertama=second, status="Draf")
	assert mine.name in told(draft.save)
	theirs = agree(office, unit, "04-01", {other: quarters("1")}, jenis="Perubahan", pihak_pertama=second)
	assert {mine.name, theirs.name} <= set(
		agreements_in_force(office.root, office.periode.replace("TW1", "TW2"))
	)


def test_whom_agreements_bind_is_settled_for_a_site_from_before(office):
	unit = office.units[0]
	post = office.penugasan[f"jp:{unit}"]
	first = murni_of(office, unit)
	mine = agree(office, unit, "02-01", {office.indicators[unit][0]: {}}, jenis="Murni", pihak_pertama=post)
	for name in (first.name, mine.name):
		frappe.db.set_value(PK, name, "mengikat", "")
	agreements_bind.execute()
	found = {name: frappe.db.get_value(PK, name, "mengikat") for name in (first.name, mine.name)}
	assert found == {first.name: "Unit", mine.name: "Perorangan"}
	agreement_doubles_told.execute()
	assert not frappe.db.exists("Comment", {"reference_name": mine.name, "comment_type": "Info"})
