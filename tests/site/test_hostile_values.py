"""What a person sends into text fields is stored as text that no browser takes for markup, in every DocType of ours."""

import re

import frappe
import pytest
from bs4 import BeautifulSoup

from kinerja_kecamatan.access import markup
from kinerja_kecamatan.demo.client import reason_of
from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.patches import plain_texts_and_files
from tests.support import hostile
from tests.support.http import raw
from tests.support.local_run import LocalRun, refused, signed_in
from tests.support.sop_run import DISPOSISI, FORMAT

# In a name: ours, and Frappe's own for angle brackets.
UNFIT = (KinerjaError, frappe.NameError)
VALUES = {name: shape.format(n=1) for name, shape in hostile.SHAPES.items()}
OFFICE_TEXTS = (
	"R < T",
	"<50 orang, >= 5",
	"5 > 3 & 2 < 4",
	"a<=b",
	"Rapat \"A\" & 'B'",
	"x <",
	"<3 hari",
	"100 %",
)


def running(html: str) -> list[str]:
	"""What of some HTML a browser would run."""
	parts = BeautifulSoup(html, "html5lib").find_all(True)
	return [
		str(part)
		for part in parts
		if part.name == "script"
		or any(name.startswith("on") for name in part.attrs)
		or any(str(value).strip().lower().startswith("javascript:") for value in part.attrs.values())
	]


@pytest.mark.parametrize("text", OFFICE_TEXTS)
def test_what_offices_write_stays_as_it_is(text):
	assert markup.inert_text(text) == text


@pytest.mark.parametrize("shape", list(VALUES))
def test_nothing_in_any_field_begins_a_tag(site, shape):
	value, tried = VALUES[shape], 0
	for doctype in hostile.doctypes(tables=True):
		doc = frappe.new_doc(doctype)
		fields = hostile.fields_of(doctype)
		doc.update(dict.fromkeys(fields, value))
		for df in doc.meta.get_table_fields():
			doc.append(df.fieldname, dict.fromkeys(hostile.fields_of(df.options), value))
		markup.keep_plain(doc)
		for part in (doc, *doc.get_all_children()):
			kept = {name: part.get(name) for name in hostile.fields_of(part.doctype)}
			attached = {
				df.fieldname
				for df in part.meta.get("fields", {"fieldtype": ["in", ["Attach", "Attach Image"]]})
			}
			found = [
				name for name, text in kept.items() if name not in attached and markup.TAG.search(text or "")
			]
			assert not found, (doctype, part.doctype, found)
			tried += len(kept)
	assert tried > 150


def test_the_rule_stands_on_every_save(site):
	"""The hooks as Frappe calls them, not the function alone."""
	for doctype in hostile.doctypes():
		methods = frappe.get_doc_hooks().get("*", {})
		assert "kinerja_kecamatan.access.markup.keep_plain" in methods["validate"], doctype
	for event in ("before_cancel", "before_update_after_submit"):
		assert "kinerja_kecamatan.access.markup.keep_plain" in frappe.get_doc_hooks()["*"][event]


@pytest.mark.parametrize("shape", list(VALUES))
def test_a_person_stores_plain_text(office, shape):
	run, value = LocalRun(office), VALUES[shape]
	run.draft()
	run.update("pek", DISPOSISI, run.disposisi, hal=value[:140], isi_perintah=value, surat_dari=value[:140])
	doc = frappe.get_doc(DISPOSISI, run.disposisi)
	assert not [
		name for name in ("hal", "isi_perintah", "surat_dari") if markup.TAG.search(doc.get(name) or "")
	]
	assert "__ran(1)" in doc.isi_perintah
	with signed_in(run.user("pek")):
		comment = doc.add_comment("Comment", value)
	content = frappe.db.get_value("Comment", comment.name, "content")
	assert not running(content), content


def test_reasons_of_moves_are_plain_text(office):
	run = LocalRun(office)
	run.order()
	run.act("sekcam", DISPOSISI, run.disposisi, "Kembalikan", VALUES["json"])
	assert not markup.TAG.search(frappe.db.get_value(DISPOSISI, run.disposisi, "alasan_terakhir"))
	said = frappe.get_all("Catatan Tahapan", {"disposisi": run.disposisi}, pluck="alasan")
	assert any(said) and not any(markup.TAG.search(text or "") for text in said)


def test_over_http_too(sop):
	order = sop.draft()
	pek = sop.person("pek")
	doc = pek.get(DISPOSISI, order)
	answer = raw(
		pek,
		"PUT",
		f"/api/resource/{DISPOSISI}/{order}",
		json={"modified": doc["modified"], "hal": VALUES["json"]},
	)
	assert answer.ok, reason_of(answer)
	assert not markup.TAG.search(answer.json()["data"]["hal"])


@pytest.mark.full
def test_what_was_stored_before_is_cleaned(office):
	run = LocalRun(office).up_to_meeting()
	form = run.format_of(run.office.units[0])
	row, other = form.baris[0], form.baris[1]
	frappe.db.set_value(FORMAT, form.name, "catatan", VALUES["json"])
	link = "https://drive.contoh.test/bukti?tw=1"
	frappe.db.set_value("Baris Data Kinerja", row.name, {"bukti": link, "kendala": VALUES["tag"]})
	frappe.db.set_value("Baris Data Kinerja", other.name, "bukti", VALUES["tag"])
	frappe.db.set_value(DISPOSISI, run.disposisi, "scan_perintah", "javascript:__ran(1)")
	comment = form.add_comment("Comment", "x")
	frappe.db.set_value("Comment", comment.name, "content", VALUES["json"])
	plain_texts_and_files.execute()
	form.reload()
	assert not markup.TAG.search(form.catatan + form.baris[0].kendala)
	assert (form.baris[0].bukti, form.baris[0].tautan_bukti) == (None, link)
	assert form.baris[1].bukti is None and form.baris[1].tautan_bukti is None
	assert frappe.db.get_value(DISPOSISI, run.disposisi, "scan_perintah") is None
	assert not running(frappe.db.get_value("Comment", comment.name, "content"))
	notes = frappe.get_all(
		"Comment",
		filters={"reference_name": ["in", [form.name, run.disposisi]], "comment_type": "Info"},
		pluck="content",
	)
	assert sum("bukan berkas dan dikosongkan" in note for note in notes) == 2
	assert not any("<img" in note for note in notes)


def test_how_every_name_comes_about(site):
	"""What hostile.NAMES says of each DocType is so: no name is free text."""
	made = set(hostile.doctypes()) - {
		doctype for doctype in hostile.doctypes() if frappe.get_meta(doctype).issingle
	}
	assert set(hostile.NAMES) == made
	kinds = {hostile.SERIES: r"[A-Z]+-\.#+", hostile.RANDOM: "hash"}
	for doctype, kind in hostile.NAMES.items():
		meta = frappe.get_meta(doctype)
		if kind in kinds:
			assert re.fullmatch(kinds[kind], meta.autoname), doctype
		elif kind == hostile.OF_OTHERS:
			parts = re.findall(r"{(\w+)}|^field:(\w+)", meta.autoname)
			types = {meta.get_field(one or other).fieldtype for one, other in parts}
			assert types and types <= {"Link", "Int", "Select"}, doctype
	codes = dict.fromkeys(("Unit Kerja", "Periode Kinerja", "Program Kegiatan"), "kode")
	assert set(codes) == {doctype for doctype, kind in hostile.NAMES.items() if kind == hostile.BY_CODE}
	for doctype, field in codes.items():
		for value in (*VALUES.values(), "2021-TW1 {{x}}", "A&lt;B"):
			doc = frappe.copy_doc(frappe.get_doc(doctype, frappe.get_all(doctype, pluck="name", limit=1)[0]))
			doc.set(field, value)
			refused(UNFIT, doc.insert)


def test_choices_are_held_to_their_options(site):
	"""Why a choice carries no text: Frappe refuses every other value, of documents and of rows."""
	tried = 0
	for doctype in hostile.doctypes(tables=True):
		for df in frappe.get_meta(doctype).get("fields", {"fieldtype": "Select"}):
			doc = frappe.new_doc(doctype)
			doc.set(df.fieldname, VALUES["tag"])
			refused(frappe.ValidationError, doc._validate_selects)
			tried += 1
	assert tried > 25


@pytest.mark.parametrize("sign", "<>\"'`\\")
def test_names_of_documents_fit_into_attributes(site, office, sign):
	names = {
		"Skala Predikat": "nama_skala",
		"Skala Nilai": "nama_skala",
		"Satuan": "nama",
		"Indikator Kinerja": "kode",
	}
	for doctype, field in names.items():
		copy = frappe.copy_doc(frappe.get_doc(doctype, frappe.get_all(doctype, pluck="name", limit=1)[0]))
		copy.update({field: f"Uji {sign}5{sign}", **({"sinonim": ""} if doctype == "Satuan" else {})})
		said = refused(UNFIT, copy.insert)
		assert "tanda petik" in said or sign in "<>"  # of these two Frappe says it first
		copy = frappe.copy_doc(copy)
		copy.set(field, f"Uji (Nomor 5), {frappe.generate_hash(length=6)}")
		copy.insert()
		if not copy.meta.allow_rename:
			continue
		said = refused(KinerjaError, frappe.rename_doc, doctype, copy.name, f"Uji {sign}5{sign}")
		assert "tanda petik" in said


def test_names_of_people_are_plain_text(site):
	user = frappe.get_doc("User", "Guest")
	user.first_name = VALUES["json"]
	markup.keep_plain(user)
	assert not markup.TAG.search(user.first_name)
