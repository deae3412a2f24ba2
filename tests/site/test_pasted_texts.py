"""What is pasted from PDF, Word or Excel is cleaned once, on its way in, and prints in papers and workbooks."""

import json

import frappe
import pytest

from kinerja_kecamatan.access import pasted_texts
from kinerja_kecamatan.rules.pasted_text import is_odd, washed
from tests.support import hostile
from tests.support.inside import send
from tests.support.local_run import LocalRun
from tests.support.papers import LEMBAR, words_of
from tests.support.sop_run import DISPOSISI, FORMAT

PASTED = "\ufeffTertib\u00a0dan aman\x0b\uf0b7\tpelak\u00ad\nsanaan \x93baik\x94\u200b \ufb01sik\x07"
STORED = "Tertib dan aman\n\u2022\tpelaksanaan \u201cbaik\u201d fisik "
ONE_LINE = "Tertib dan aman \u2022\tpelaksanaan \u201cbaik\u201d fisik"


def test_every_text_field_of_every_doctype_is_washed(site):
	tried = 0
	for doctype in hostile.doctypes(tables=True):
		doc = frappe.new_doc(doctype)
		fields = hostile.fields_of(doctype)
		doc.update(dict.fromkeys(fields, PASTED))
		pasted_texts.wash(doc)
		kept = {
			name
			for name in fields
			if is_odd(doc.get(name) or "")
			and (doctype, name) not in pasted_texts.AS_COMPOSED
			and doc.meta.get_field(name).fieldtype not in (*pasted_texts.NO_TEXT, "Attach", "Attach Image")
		}
		assert not {name for name in kept if name != "isi"}, (doctype, kept)
		tried += len(fields)
	assert tried > 120


def test_the_hooks_stand_on_every_save(site):
	hooks = frappe.get_doc_hooks()["*"]
	for event in ("before_insert", "before_validate"):
		assert f"kinerja_kecamatan.guard.border.{event}" in hooks[event]


def test_a_pasted_text_is_stored_and_printed_clean(office):
	run = LocalRun(office)
	run.draft()
	run.update("pek", DISPOSISI, run.disposisi, hal=PASTED, isi_perintah=PASTED)
	doc = frappe.get_doc(DISPOSISI, run.disposisi)
	assert (doc.hal, doc.isi_perintah) == (ONE_LINE, STORED)
	assert "\u2022 pelaksanaan \u201cbaik\u201d fisik" in words_of(doc, LEMBAR)


def test_a_pasted_code_makes_a_clean_name(office):
	goal = frappe.get_value("Sasaran Kinerja", {"kecamatan": office.root})
	known = frappe.get_doc("Indikator Kinerja", office.indicators[office.units[0]][0]).as_dict()
	kept = {key: known[key] for key in ("kecamatan", "tingkat", "unit_kerja", "satuan", "sifat")}
	ways = {key: known[key] for key in ("agregasi_waktu", "agregasi_sumber")}
	values = {"doctype": "Indikator Kinerja", "sasaran": goal, "nama_indikator": PASTED, "aktif": 1}
	doc = frappe.get_doc({**values, **kept, **ways, "kode": "\ufeffZ\u00a09\u200b"}).insert()
	assert doc.name == f"{office.root}-Z 9" and not is_odd(doc.nama_indikator)


def test_a_figure_with_blanks_of_word_is_read(office):
	run = LocalRun(office).up_to_meeting()
	unit = office.units[0]
	form = run.type_in(unit, {"A1": {"realisasi": "\ufeff3\u00a0"}})
	assert next(row.realisasi for row in form.baris if row.kode.endswith("A1")) == "3"


def test_reasons_are_clean_in_the_log(office):
	run = LocalRun(office)
	run.order()
	run.act("sekcam", DISPOSISI, run.disposisi, "Kembalikan", PASTED)
	said = frappe.get_all(
		"Catatan Tahapan", {"disposisi": run.disposisi, "aksi": "Kembalikan"}, pluck="alasan"
	)
	assert said and not any(map(is_odd, said)) and "pelaksanaan" in said[0]
	assert not is_odd(frappe.db.get_value(DISPOSISI, run.disposisi, "alasan_terakhir"))


HALVES = "baik \\ud83d\\ude00, se\\u0000lesai \\ud83d"
WHOLE = "baik \U0001f600, se lesai"


@pytest.mark.parametrize("way", ["REST", "savedocs"])
def test_half_a_letter_stops_no_save(office, way):
	"""Cut through by who copied it; JSON carries it all the same."""
	run = LocalRun(office)
	run.draft()
	stored = frappe.get_doc(DISPOSISI, run.disposisi).as_dict()
	if way == "REST":
		verb, path = "PUT", f"/api/resource/{DISPOSISI}/{run.disposisi}"
		said = json.dumps({"modified": str(stored.modified), "isi_perintah": "ISI"})
		body = said.replace('"ISI"', f'"{HALVES}"')
	else:
		verb, path = "POST", "/api/method/frappe.desk.form.save.savedocs"
		doc = frappe.as_json({**stored, "isi_perintah": "ISI"}).replace('"ISI"', f'"{HALVES}"')
		body = json.dumps({"doc": doc, "action": "Save"})
	answer = send(run.user("pek"), verb, path, data=body.encode(), content_type="application/json")
	assert answer.ok, answer
	assert frappe.db.get_value(DISPOSISI, run.disposisi, "isi_perintah").strip() == WHOLE


def test_a_text_from_before_is_left_in_place_and_printed_clean(office):
	"""What the chain has sealed is not written anew by a later save."""
	run = LocalRun(office)
	run.draft()
	frappe.db.set_value(DISPOSISI, run.disposisi, "isi_perintah", PASTED)
	run.update("pek", DISPOSISI, run.disposisi, hal="Lain")
	doc = frappe.get_doc(DISPOSISI, run.disposisi)
	assert doc.isi_perintah == PASTED and doc.hal == "Lain"
	assert "pelaksanaan" in words_of(doc, LEMBAR)


@pytest.mark.full
def test_notes_of_a_form_go_clean_through_recap_and_workbook(office):
	run = LocalRun(office).up_to_meeting()
	for unit in office.units:
		form = run.format_of(unit)
		rows = [{**row.as_dict(), "kendala": PASTED, "tindak_lanjut": PASTED} for row in form.baris]
		run.update(f"jp:{unit}", FORMAT, form.name, baris=rows)
		run.unit_through(unit)
	for row in run.recap().baris:
		assert not is_odd(row.kendala or "") and washed(row.kendala or "") == (row.kendala or "")
