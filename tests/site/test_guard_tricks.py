"""Ways around the front doors: shares and assignments, mails, imports, restored documents, another's session, files."""

import io
import json
from collections.abc import Iterator

import frappe
import pytest
import requests
from frappe.core.doctype.data_import.importer import Importer
from frappe.model.naming import set_new_name
from PIL import Image

from kinerja_kecamatan.demo.client import reason_of
from kinerja_kecamatan.exceptions import MoveRefused
from tests.support import routes
from tests.support.guard_stage import try_all, upload
from tests.support.http import raw
from tests.support.inside import POINT, own_transaction
from tests.support.local_run import LocalRun, refused, signed_in
from tests.support.record import new_run, sha256_of, state, whole
from tests.support.sop_run import DISPOSISI, FORMAT, RAPAT, REKAP

pytestmark = pytest.mark.full


def post(person, endpoint: str, **values) -> requests.Response:
	return raw(person, "POST", f"/api/method/{endpoint}", json=values)


@pytest.fixture
def unshared(stage) -> Iterator[None]:
	"""What a test shares of the stage's documents is taken back after it."""
	yield
	frappe.db.rollback()
	frappe.db.delete("DocShare", {"share_doctype": ["in", [DISPOSISI, FORMAT, REKAP]]})
	frappe.db.commit()


@pytest.mark.parametrize("what", ["closed format", "open format", "order"])
def test_a_share_opens_the_door_and_not_the_document(stage, unshared, what):
	"""Nobody shares a document of the SOP; a share that is there all the same, from a console, gives nothing to write."""
	doctype, name = stage.name(what)
	stranger = stage.person("jp:{seksi}" if what == "open format" else "jp:{perekap}")
	share = {"doctype": doctype, "name": name, "user": stranger.user, "read": 1, "write": 1, "share": 1}
	for who in (stage.person("pek"), stage.admin):
		assert post(who, "frappe.share.add", **share).status_code == 403
	row = frappe.new_doc("DocShare")
	row.update({"share_doctype": doctype, "share_name": name, "user": stranger.user})
	row.update({"read": 1, "write": 1, "share": 1})
	set_new_name(row)
	row.db_insert()
	frappe.db.commit()
	field = routes.EDITED[doctype]
	doc = stage.doc(what)
	said = try_all(stranger, (doctype, name), routes.edits(doc, field, "Diubah diam-diam"))
	assert "hanya dapat diubah oleh" in said["PUT"]
	try_all(stranger, (doctype, name), routes.moves(doc, "Selesai Disusun", "Sampaikan Data", stranger.user))


def test_an_assignment_gives_nothing_to_write(stage, unshared):
	doctype, name = stage.name("closed format")
	stranger = stage.person("jp:{perekap}")
	task = {"assign_to": json.dumps([stranger.user]), "doctype": doctype, "name": name}
	post(stage.person("pek"), "frappe.desk.form.assign_to.add", description="Tolong isi", **task)
	try_all(stranger, (doctype, name), routes.edits(stage.doc("closed format"), "catatan", "x"))


def test_a_mails_link_leads_to_the_document_and_acts_for_nobody(stage, env, _shared_office):
	"""Signed for the Camat and never out of date: for whoever holds the mail, logged in or not, the order stays a draft."""
	run = new_run(env, _shared_office)
	target = (DISPOSISI, run.draft())
	doc, before = stage.admin.get(*target), whole(*target)
	camat = run.office.people["camat"]
	for method in ("apply_action", "confirm_action"):
		link = routes.mail_link(method, doc, "Perintahkan", camat)
		for browser in (
			requests.Session(),
			run.person("jp:" + run.office.units[0]).session,
			run.person("camat").session,
		):
			answer = browser.get(
				env.url + link, headers={"Host": env.site, "Accept": "text/html"}, timeout=60
			)
			assert answer.ok and f"/app/disposisi/{target[1]}" in answer.text
			assert whole(*target) == before
	assert state(*target) == "Draf"


@pytest.mark.parametrize("what", ["closed format", "recap", "order"])
def test_a_restored_document_starts_over_or_not_at_all(stage, what):
	"""A Deleted Document can be written by hand; restoring it would put a finished document there."""
	doc = stage.doc(what)
	own = {"kecamatan": stage.run.office.root}  # a worker may still be at another office's documents
	counted = {doctype: frappe.db.count(doctype, own) for doctype in (DISPOSISI, FORMAT, REKAP)}
	forged = {**doc, "name": f"{doc['name']}-P", "periode": f"{stage.run.office.tahun}-TW4"}
	deleted = {"doctype": "Deleted Document", "deleted_doctype": doc["doctype"], "deleted_name": doc["name"]}
	made = post(stage.admin, "frappe.client.insert", doc={**deleted, "data": json.dumps(forged)})
	if made.ok:
		name = made.json()["message"]["name"]
		method = "frappe.core.doctype.deleted_document.deleted_document"
		answer = post(stage.admin, f"{method}.restore", name=name)
		assert answer.status_code == 403, answer.text
		assert "selalu mulai dari status" in reason_of(answer)
		post(stage.admin, f"{method}.bulk_restore", docnames=json.dumps([name]))
	frappe.db.rollback()
	assert {doctype: frappe.db.count(doctype, own) for doctype in counted} == counted


IMPORTS = [
	("Update Existing Records", {"ID": "{closed}", "Status": "Siap Diisi"}),
	("Update Existing Records", {"ID": "{closed}", "catatan": "Diubah diam-diam"}),
	(
		"Insert New Records",
		{"Disposisi": "{order}", "Periode": "{periode}", "Unit Kerja": "{unit}", "Status": "Selesai Disusun"},
	),
]


@pytest.mark.parametrize(("kind", "row"), IMPORTS, ids=lambda v: str(v)[:12])
def test_data_import_meets_the_same_guard(office, kind, row):
	run = LocalRun(office).up_to_meeting()
	unit = office.units[0]
	run.fill(unit)
	closed = run.formats(unit)[0]
	names = {"closed": closed, "order": run.disposisi, "periode": office.periode, "unit": unit}
	text = ",".join(row) + "\n" + ",".join(v.format(**names) for v in row.values()) + "\n"
	before = frappe.get_doc(FORMAT, closed).as_dict()
	count = frappe.db.count(FORMAT)
	frappe.get_doc("DocType", FORMAT).db_set("allow_import", 1)
	with own_transaction():
		frappe.db.savepoint(POINT)
		sheet = frappe.get_doc(
			{"doctype": "File", "file_name": "impor.csv", "content": text, "is_private": 1}
		).insert()
		values = {"reference_doctype": FORMAT, "import_type": kind, "import_file": sheet.file_url}
		log = frappe.get_doc({"doctype": "Data Import", **values}).insert()
		Importer(FORMAT, data_import=log).import_data()
	told = frappe.get_all(
		"Data Import Log", filters={"data_import": log.name}, fields=["success", "messages", "exception"]
	)
	assert [entry.success for entry in told] == [0]
	assert "MoveRefused" in (told[0].exception or "") or "Tidak diizinkan" in (told[0].messages or "")
	assert frappe.get_doc(FORMAT, closed).as_dict() == before and frappe.db.count(FORMAT) == count
	frappe.db.after_rollback.run()


def test_evidences_bytes_stay_when_a_deletion_is_refused(stage):
	"""Frappe deletes the bytes before any hook of the deletion can say no."""
	target = stage.name("closed format")
	before = whole(*target)
	assert before["File"][0].sha256
	for who in ("jp:{seksi}", "sekcam", "admin"):
		for _label, verb, path, content in routes.files(stage.doc("closed format"), before["File"][0]):
			raw(stage.person(who), verb, path, **content)
			assert whole(*target) == before


def test_a_picture_of_a_closed_document_is_not_made_smaller(stage):
	"""Optimizing rewrites the bytes; whoever may look at a file may ask for it."""
	person, target = stage.person("jp:{perekap}"), stage.name("open format")
	picture = io.BytesIO()
	Image.effect_noise((600, 400), 90).convert("RGB").save(picture, "JPEG", quality=98)
	answer = raw(
		person,
		"POST",
		"/api/method/upload_file",
		files={"file": ("foto.jpg", picture.getvalue(), "image/jpeg")},
		data={"doctype": target[0], "docname": target[1]},
	)
	made = answer.json()["message"]
	bytes_before = sha256_of(made["file_url"])
	for who in ("sekcam", "jp:{seksi}"):
		post(stage.person(who), "run_doc_method", dt="File", dn=made["name"], method="optimize_file")
		raw(stage.person(who), "GET", f"/api/resource/File/{made['name']}?run_method=optimize_file")
		assert sha256_of(made["file_url"]) == bytes_before
	assert raw(person, "DELETE", f"/api/resource/File/{made['name']}").ok
	assert sha256_of(made["file_url"]) is None


def test_a_file_that_a_row_names_is_evidence_wherever_it_hangs(office):
	run = LocalRun(office).up_to_meeting()
	unit = office.units[0]
	jp = office.people[f"jp:{unit}"]
	with signed_in(jp):
		loose = frappe.get_doc(
			{"doctype": "File", "file_name": "lepas.txt", "content": office.root, "is_private": 1}
		).insert()
		form = run.format_of(unit)
		form.baris[0].bukti = loose.file_url
		form.save()
	run.fill(unit)
	with signed_in(jp):
		assert "buktinya tidak dapat diubah" in refused(MoveRefused, frappe.delete_doc, "File", loose.name)
	assert sha256_of(loose.file_url)
	frappe.db.after_rollback.run()


def test_what_was_refused_leaves_nothing_on_the_disk(stage, env):
	folders = [env.sites / env.site / place / "files" for place in ("private", "public")]
	before = {path for folder in folders for path in folder.iterdir()}
	answer = upload(stage.person("jp:{seksi}"), *stage.name("closed format"))
	assert answer.status_code == 403
	assert {path for folder in folders for path in folder.iterdir()} == before


def test_papers_of_a_meeting_close_with_its_step(stage):
	pek = stage.person("pek")
	meeting = pek.list(RAPAT, {"disposisi": stage.run.disposisi}, ["name"])[0]["name"]
	answer = upload(pek, RAPAT, meeting)
	assert answer.status_code == 403 and "sudah ditetapkan hasilnya" in reason_of(answer)
	run = new_run(stage.run.env, stage.run.office)
	run.order()
	run.pass_on()
	values = {"tanggal": "2021-04-01", "waktu_mulai": "10:00:00"}
	made = run.person("pek").insert(RAPAT, disposisi=run.disposisi, **values)["name"]
	assert upload(run.person("pek"), RAPAT, made).json()["message"]["is_private"] == 1
	assert upload(run.person(f"jp:{stage.seksi}"), RAPAT, made).status_code == 403


def test_a_row_of_another_document_cannot_be_taken_out_of_it(office):
	"""Frappe saves a row by its name, whoever's row that is."""
	run = LocalRun(office).up_to_meeting()
	unit = office.units[0]
	run.fill(unit)
	closed = run.format_of(unit)
	theirs = {"indikator": closed.baris[0].indikator, "name": closed.baris[0].name, "realisasi": "999"}
	other = LocalRun(office, f"{office.tahun}-TW2")
	other.order()
	other.pass_on()
	draft = other.format_of(unit)
	kept = [row.as_dict() for row in draft.baris]
	other.update("pek", FORMAT, draft.name, baris=[kept[1], theirs])
	assert run.format_of(unit).as_dict() == closed.as_dict()
	mine = other.format_of(unit).baris
	# Sent without its place, the new row may come before the kept one.
	assert {row.indikator for row in mine} == {kept[1]["indikator"], theirs["indikator"]} and len(mine) == 2
	assert theirs["name"] not in {row.name for row in mine}
	other.send_forms()
	meeting = frappe.get_doc(RAPAT, {"disposisi": run.disposisi})
	second = other.insert("pek", RAPAT, disposisi=other.disposisi, tanggal="2021-07-01", waktu_mulai="10:00")
	stolen = [{**row.as_dict(), "kehadiran": "Tidak Hadir"} for row in meeting.kehadiran]
	other.update("pek", RAPAT, second.name, kehadiran=stolen)
	assert frappe.get_doc(RAPAT, meeting.name).as_dict() == meeting.as_dict()


@pytest.mark.parametrize("what", ["closed format", "log"])
def test_a_document_does_not_slip_in_under_anothers_name(stage, what):
	"""A PUT to one document that says it is another one: what counts is the one that would be written."""
	target = stage.name("closed format")
	if what == "log":
		entries = frappe.get_all("Catatan Tahapan", {"disposisi": stage.run.disposisi}, pluck="name")
		target = ("Catatan Tahapan", entries[0])
	before = whole(*target)
	doc = stage.admin.get(*target)
	todo = stage.admin.insert("ToDo", description="x")["name"]
	forged = {"doctype": target[0], "name": target[1], "modified": doc["modified"]}
	forged |= {"alasan": "palsu", "catatan": "palsu", "description": "palsu"}
	for who, path in (
		("admin", f"/api/resource/ToDo/{todo}"),
		("admin", f"/api/resource/{FORMAT}/{stage.open_format}"),
		("jp:{perekap}", f"/api/resource/{FORMAT}/{stage.open_format}"),
	):
		answer = raw(stage.person(who), "PUT", path, json=forged)
		assert 400 <= answer.status_code < 500, answer.text
		assert whole(*target) == before


def test_flags_in_a_payload_do_nothing(stage):
	doc = stage.doc("order")
	flags = {
		"ignore_permissions": 1,
		"kinerja_move": {},
		"kinerja_log": 1,
		"kinerja_alasan": "x",
		"ignore_validate": 1,
	}
	for who in ("camat", "admin"):
		ways = [
			(
				"PUT",
				"PUT",
				f"/api/resource/{DISPOSISI}/{doc['name']}",
				{"json": {"nomor_agenda": "x", "flags": flags}},
			),
			(
				"save",
				"POST",
				"/api/method/frappe.client.save",
				{"json": {"doc": {**doc, "nomor_agenda": "x", "flags": flags}}},
			),
			(
				"savedocs",
				"POST",
				"/api/method/frappe.desk.form.save.savedocs",
				{"json": {"doc": json.dumps({**doc, "nomor_agenda": "x", "flags": flags}), "action": "Save"}},
			),
		]
		try_all(stage.person(who), stage.name("order"), ways)
