"""The rows of a recap that is computed again: the same rows, and only what changed is written."""

import re

import frappe
import pytest

from kinerja_kecamatan.access import acting
from kinerja_kecamatan.base import clock
from kinerja_kecamatan.kinerja_kecamatan.doctype.rekap_kinerja.rekap_kinerja import RekapKinerja
from kinerja_kecamatan.recaps import computed_rows, office_recap, unit_recap
from tests.support.recap_case import by_code
from tests.support.record import contents
from tests.support.sop_run import REKAP

TABLES = {"baris": "Baris Rekap", "nilai": "Nilai Rekap", "sumber": "Sumber Rekap"}
WRITING = re.compile(r"\s*(insert|update|delete|replace)\b", re.I)


@pytest.fixture
def written(monkeypatch) -> list[str]:
	"""Statements that write, as they go to the database."""
	seen = []

	def note(query, *args, original=frappe.db.sql, **kwargs):
		if WRITING.match(str(query)):
			seen.append(str(query))
		return original(query, *args, **kwargs)

	monkeypatch.setattr(frappe.db, "sql", note)
	return seen


def of_rows(statements: list[str]) -> list[str]:
	return [text for text in statements if any(f"`tab{doctype}`" in text for doctype in TABLES.values())]


def stored(name: str) -> dict[str, dict[str, dict]]:
	"""The computed rows in the database, by table and name."""
	return {
		table: {row.name: row for row in contents(REKAP, name)[doctype]} for table, doctype in TABLES.items()
	}


def changed(before: dict, after: dict) -> set[str]:
	"""Names of the rows that were written, of those that stayed."""
	return {
		name
		for table in TABLES
		for name in before[table].keys() & after[table].keys()
		if before[table][name] != after[table][name]
	}


def type_anew(doc, code: str, value: int):
	"""Another figure in the Format's row behind an indicator of one source; returns that source."""
	source = next(s for s in doc.sumber if s.indikator == by_code(doc)[code].indikator)
	frappe.db.set_value("Baris Data Kinerja", source.baris_sumber, {"nilai": value, "realisasi": str(value)})
	return source


def test_a_recap_computed_again_writes_the_rows_that_changed(run, units, written):
	doc = run.recap(units[0])
	before = stored(doc.name)
	source = type_anew(doc, "A6", 3)
	written.clear()
	unit_recap.fill_unit_recap(doc)
	acting.update_as_system(doc)
	after = stored(doc.name)
	assert {table: set(rows) for table, rows in after.items()} == {
		table: set(rows) for table, rows in before.items()
	}
	row = by_code(doc)["A6"]
	level = next(one for one in doc.nilai if one.tingkat == row.tingkat)
	assert changed(before, after) == {row.name, source.name, level.name}
	assert len(of_rows(written)) == 3, "one statement a table"
	was, now = before["baris"][row.name], after["baris"][row.name]
	assert now.realisasi_teks != was.realisasi_teks and now.nilai != was.nilai
	assert (was.owner, was.creation, was.idx) == (now.owner, now.creation, now.idx)
	assert was.modified < now.modified == frappe.db.get_value(REKAP, doc.name, "modified")


def test_a_save_leaves_rows_alone_that_say_the_same(run, units, written):
	doc = run.recap(units[0])
	before = stored(doc.name)
	written.clear()
	unit_recap.fill_unit_recap(doc)
	acting.update_as_system(doc)
	assert of_rows(written) == [] and stored(doc.name) == before


def test_a_draft_without_change_is_not_written_at_all(run, units, written):
	name = run.recap().name
	before = contents(REKAP, name)
	versions = frappe.db.count("Version", {"docname": name})
	written.clear()
	office_recap.refresh_office_recap(run.disposisi, clock.now())
	assert written == []
	assert contents(REKAP, name) == before and frappe.db.count("Version", {"docname": name}) == versions
	frappe.db.set_value("Baris Rekap", by_code(run.recap(units[1]))["A3"].name, "kendala", "Lain")
	written.clear()
	office_recap.refresh_office_recap(run.disposisi, clock.now())
	assert "Lain" in by_code(run.recap())["A3"].kendala and len(of_rows(written)) == 1


def test_sources_go_and_come_with_what_they_are_of(run, units):
	doc = run.recap(units[0])
	before = stored(doc.name)
	gone = next(s for s in doc.sumber if s.indikator.endswith("A1") and s.nama_pelaksana == "Uji jp2")
	other = frappe.db.get_value("Baris Data Kinerja", gone.baris_sumber, "*")
	frappe.db.delete("Baris Data Kinerja", {"name": gone.baris_sumber})
	unit_recap.fill_unit_recap(doc)
	acting.update_as_system(doc)
	after = stored(doc.name)
	assert before["sumber"].keys() - after["sumber"].keys() == {gone.name}
	assert before["baris"].keys() == after["baris"].keys()
	frappe.get_doc({"doctype": "Baris Data Kinerja", **other, "name": "uji-lagi"}).db_insert()
	unit_recap.fill_unit_recap(doc)
	acting.update_as_system(doc)
	again = stored(doc.name)
	(new,) = again["sumber"].keys() - after["sumber"].keys()
	assert new != gone.name and again["sumber"][new].baris_sumber == "uji-lagi"
	assert again["sumber"][new].parent == doc.name and again["sumber"][new].creation


def test_the_rows_of_another_unit_come_in_beside_those_that_are_there(run, units, written):
	before = stored(run.recap().name)
	written.clear()
	run.read_closely(units[0])
	doc = run.recap()
	after = stored(doc.name)
	assert before["baris"].keys() < after["baris"].keys() and before["sumber"].keys() < after["sumber"].keys()
	assert {row.unit_kerja for row in doc.baris} == {units[0], units[1]}
	assert [row.idx for row in doc.baris] == list(range(1, len(doc.baris) + 1))
	for table in ("baris", "sumber"):
		for name, row in before[table].items():
			still = {**after[table][name], **{key: row[key] for key in ("idx", "modified", "modified_by")}}
			assert still == row
	assert len(of_rows(written)) <= 2 * len(TABLES), "new rows and moved ones, by table"


def test_a_new_recap_is_written_in_bulk(run, units, written):
	order = frappe.get_doc("Disposisi", run.disposisi)
	doc = unit_recap.find_or_new(order, units[2])
	assert not doc.name and doc.baris
	written.clear()
	acting.insert_as_system(doc)
	assert len(of_rows(written)) == sum(bool(doc.get(table)) for table in TABLES)
	there = frappe.get_doc(REKAP, doc.name)
	for table in TABLES:
		assert [(row.name, row.idx) for row in doc.get(table)] == [
			(row.name, row.idx) for row in there.get(table)
		]
		assert all(row.creation and row.owner and not row.is_new() for row in doc.get(table))
	assert by_code(there).keys() == by_code(doc).keys()


def test_versions_tell_what_somebody_changed(run, units):
	name = run.recap(units[0]).name
	row = by_code(run.recap(units[0]))["A3"]
	typed = {"indikator": row.indikator, "kolom": "Realisasi", "sesudah": "4", "alasan": "Salah hitung"}
	before = _versions(name)
	run.update("sekcam", REKAP, name, koreksi=[typed])
	(told,) = [one for key, one in _versions(name).items() if key not in before]
	assert {table for table, *_row in told["added"]} == {"koreksi"}
	assert not {row[0] for row in (*told["row_changed"], *told["removed"])} & set(TABLES)
	assert frappe.db.get_value("Baris Rekap", row.name, "realisasi_teks") == "4"


def test_rows_that_became_others_without_being_computed_are_told(run, units):
	doc = run.recap(units[0])
	before = _versions(doc.name)
	doc.baris[0].keterangan = "Ditulis skrip"
	acting.update_as_system(doc)
	(told,) = [one for key, one in _versions(doc.name).items() if key not in before]
	assert [(row[0], row[2]) for row in told["row_changed"]] == [("baris", doc.baris[0].name)]


def _versions(name: str) -> dict[str, dict]:
	rows = frappe.get_all("Version", filters={"docname": name}, fields=["name", "data"])
	return {row.name: frappe.parse_json(row.data) for row in rows}


def test_a_persons_save_keeps_the_rows(run, units):
	name = run.recap(units[0]).name
	before = stored(name)
	run.update("sekcam", REKAP, name, catatan_pencermatan="Dicermati bersama.")
	assert stored(name) == before
	forged = [{"name": row.name, "indikator": row.indikator, "nilai": 1} for row in run.recap(units[1]).baris]
	others = stored(run.recap(units[1]).name)
	run.update("sekcam", REKAP, name, catatan_pencermatan="Sekali lagi.", baris=forged, nilai=[], sumber=[])
	assert stored(name) == before and stored(run.recap(units[1]).name) == others


def test_a_row_under_another_documents_name_is_a_new_one(run, units):
	doc, other = run.recap(units[0]), run.recap(units[1])
	before = stored(other.name)
	doc.baris[0].name = other.baris[0].name
	acting.update_as_system(doc)
	assert stored(other.name) == before
	assert doc.baris[0].name != other.baris[0].name
	assert len(run.recap(units[0]).baris) == len(doc.baris)


def test_what_a_script_makes_of_a_row_is_written(run, units, monkeypatch):
	"""The guard has put the rows back that were read for the save: they are not what they are held against."""
	name = run.recap(units[0]).name
	row = by_code(run.recap(units[0]))["A3"].name

	def before_save(doc):
		next(one for one in doc.baris if one.name == row).keterangan = "Ditulis skrip"

	monkeypatch.setattr(RekapKinerja, "before_save", before_save, raising=False)
	run.update("sekcam", REKAP, name, catatan_pencermatan="Dicermati bersama.")
	assert frappe.db.get_value("Baris Rekap", row, "keterangan") == "Ditulis skrip"


def test_what_a_site_has_added_to_a_row_stays(run, units, monkeypatch):
	df = frappe.get_meta("Baris Rekap").get_field("sasaran")
	doc = run.recap(units[0])
	frappe.db.set_value("Baris Rekap", doc.baris[0].name, "sasaran", "Milik situs")
	doc.reload()
	unit_recap.fill_unit_recap(doc)
	assert doc.baris[0].sasaran != "Milik situs"
	doc.reload()
	monkeypatch.setattr(df, "is_custom_field", 1, raising=False)
	unit_recap.fill_unit_recap(doc)
	assert doc.baris[0].sasaran == "Milik situs"


@pytest.mark.parametrize(
	("wrong", "error"),
	[
		({"indikator": "TIDAK-ADA"}, frappe.LinkValidationError),
		({"unit_kerja": "TIDAK-ADA"}, frappe.LinkValidationError),
		({"indikator": ""}, frappe.MandatoryError),
		({"indikator": " "}, frappe.ValidationError),
		({"kode": "x" * 141}, frappe.CharacterLengthExceededError),
		({"status": "Entah"}, frappe.ValidationError),
		({"nilai": -1}, frappe.NonNegativeError),
	],
)
def test_frappes_checks_of_a_row_still_hold(run, units, monkeypatch, wrong, error):
	monkeypatch.setattr(frappe.get_meta("Baris Rekap").get_field("nilai"), "non_negative", 1, raising=False)
	doc = run.recap(units[0])
	doc.baris[1].update(wrong)
	before = stored(doc.name)
	with pytest.raises(error):
		acting.update_as_system(doc)
	assert stored(doc.name) == before


def test_text_of_a_row_is_cleaned_as_before(run, units):
	doc = run.recap(units[0])
	doc.baris[0].kendala = doc.baris[1].kendala = "<b onclick='alert(1)'>Rusak</b>"
	doc.baris[0]._sanitize_content()
	assert "Rusak" in doc.baris[0].kendala and "onclick" not in doc.baris[0].kendala
	acting.update_as_system(doc)
	assert "<b" not in frappe.db.get_value("Baris Rekap", doc.baris[1].name, "kendala")


def test_a_row_is_made_as_frappe_makes_it(run, units):
	doc = run.recap(units[0])
	for table, doctype in TABLES.items():
		values = doc.get(table)[0].as_dict(no_default_fields=True)
		quick = computed_rows.made_of(doc, table, {**values, "flags": 1, "docstatus": None})
		plain = frappe.get_doc({"doctype": doctype, **values})
		assert quick.as_dict() == plain.as_dict()
		assert quick.flags == plain.flags == {} and quick.docstatus.is_draft()
		assert quick.__dict__.keys() >= plain.__dict__.keys() - {"meta"}
