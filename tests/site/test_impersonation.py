"""Frappe's "impersonate" is for looking: what is done as the Camat is done by the Camat, and nothing is noted of a look."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import frappe
import pytest
from frappe.core.doctype.user import user as accounts

from kinerja_kecamatan.archive import api as archive
from kinerja_kecamatan.archive import render
from kinerja_kecamatan.base import clock
from kinerja_kecamatan.excel import api as excel
from kinerja_kecamatan.exceptions import MoveRefused
from kinerja_kecamatan.formats import api as formats
from kinerja_kecamatan.process import api, background
from kinerja_kecamatan.process.api import pintas
from tests.support.http import raw
from tests.support.inside import own_transaction, send
from tests.support.local_run import LocalRun, refused, signed_in
from tests.support.office import add_person, add_site_admin
from tests.support.record import administrator, contents, new_run, whole
from tests.support.sop_run import DISPOSISI, FORMAT, RAPAT

SENTENCE = "Administrator sedang masuk sebagai"
# From which number of documents on Frappe's endpoints leave the work to a job.
MANY = 25


@contextmanager
def somebody_elses_session() -> Iterator[None]:
	"""What release 15 keeps in a session that the Administrator has taken on; the snapshot of 2023 has no such thing."""
	data, frappe.session.data = frappe.session.get("data"), frappe._dict(impersonated_by="Administrator")
	try:
		yield
	finally:
		frappe.session.data = data


def says_no(action: Callable, *args, **kwargs) -> None:
	assert SENTENCE in refused(MoveRefused, action, *args, **kwargs)


def test_nobody_moves_edits_or_makes_anything_in_a_session_that_is_not_the_own(office):
	run = LocalRun(office)
	name = run.draft()
	with somebody_elses_session():
		says_no(run.act, "camat", DISPOSISI, name, "Perintahkan")
		says_no(run.update, "camat", DISPOSISI, name, workflow_state="Diperintahkan")
		says_no(run.update, "pek", DISPOSISI, name, hal="Diubah")
		says_no(run.draft)
		with signed_in("Administrator"):
			says_no(frappe.delete_doc, DISPOSISI, name)
			says_no(pintas, DISPOSISI, name, "Diperintahkan", "Coba")
	run.act("camat", DISPOSISI, name, "Perintahkan")


@pytest.mark.full
def test_nor_keeps_the_minutes_or_the_masters(office):
	run = LocalRun(office)
	run.order()
	run.pass_on()
	run.record_meeting()
	meeting = frappe.db.get_value(RAPAT, {"disposisi": run.disposisi})
	add_person(office, "admin sesi", "Pengelola", office.root, [("Admin Kinerja", "Kecamatan")])
	with somebody_elses_session():
		says_no(run.update, "pek", RAPAT, meeting, keputusan="Lain.")
		says_no(run.insert, "pek", RAPAT, disposisi=run.disposisi, tanggal="2021-04-02", waktu_mulai="10:00")
		says_no(run.update, "admin sesi", "Penugasan", office.penugasan["camat"], berlaku_sampai="2021-01-01")
		with signed_in(run.user("pek")):
			says_no(frappe.get_doc(RAPAT, meeting).add_comment, "Comment", "Baik.")
	run.update("pek", RAPAT, meeting, keputusan="Lain.")


@pytest.mark.full
def test_nor_decides(office):
	run = LocalRun(office).up_to_meeting()
	unit = office.units[0]
	form, order = run.formats(unit)[0], run.disposisi
	run.fill(office.recap_unit)
	frappe.db.set_value(DISPOSISI, order, "tanggal_kunci", "2021-04-10")
	later = str(frappe.utils.add_days(clock.today(), 5))
	decisions = (
		(f"ku:{unit}", lambda: formats.tetapkan_pelaksana(form, office.pegawai[f"jp:{unit}"])),
		("sekcam", lambda: formats.beri_dispensasi(order, unit, later, "Banjir")),
		("sekcam", lambda: api.tetapkan_tidak_melapor(order, unit, "Tidak ada orang.")),
	)
	for key, decide in decisions:
		before, count = contents(FORMAT, form), frappe.db.count("Catatan Tahapan", {"disposisi": order})
		with signed_in(run.user(key)):
			with somebody_elses_session():
				says_no(decide)
			assert contents(FORMAT, form) == before
			assert frappe.db.count("Catatan Tahapan", {"disposisi": order}) == count
			decide()
		assert frappe.db.count("Catatan Tahapan", {"disposisi": order}) == count + 1


@pytest.mark.full
def test_nor_adds_changes_or_takes_away_evidence(office):
	run = LocalRun(office).up_to_meeting()
	unit = office.units[0]
	form = run.formats(unit)[0]
	place = {"attached_to_doctype": FORMAT, "attached_to_name": form, "is_private": 1}
	with signed_in(run.user(f"jp:{unit}")):
		kept = frappe.get_doc({"doctype": "File", "file_name": "a.txt", "content": office.root, **place})
		kept.insert()
		before = contents(FORMAT, form)
		with somebody_elses_session():
			new = frappe.get_doc({"doctype": "File", "file_name": "b.txt", "content": "b", **place})
			says_no(new.insert)
			kept.file_name = "c.txt"
			says_no(kept.save)
			says_no(frappe.delete_doc, "File", kept.name)
		assert contents(FORMAT, form) == before
	frappe.db.after_rollback.run()


def test_a_look_opens_the_form_and_notes_nothing(office):
	run = LocalRun(office).up_to_meeting()
	unit = office.units[0]
	form, jp = run.formats(unit)[0], f"jp:{unit}"
	other = LocalRun(office, f"{office.tahun}-TW2")
	other.order()
	before = contents(DISPOSISI, other.disposisi), contents(FORMAT, form)
	with somebody_elses_session():
		seen = other.open("sekcam", DISPOSISI, other.disposisi)
		assert "Teruskan" in [move["action"] for move in seen["tindakan"]] and not seen["mulai"]
		assert run.open(jp, FORMAT, form)["tindakan"]
		with signed_in(run.user(jp)):
			excel.unduh_templat(form)
			assert frappe.local.response.filecontent
	assert (contents(DISPOSISI, other.disposisi), contents(FORMAT, form)) == before
	assert other.open("sekcam", DISPOSISI, other.disposisi)["mulai"]
	after = frappe.get_doc(DISPOSISI, other.disposisi)
	assert after.mulai_pada and [row for row in after.penerusan if row.dibaca]
	with signed_in(run.user(jp)):
		excel.unduh_templat(form)
	assert frappe.db.get_value(FORMAT, form, "mulai_pada")


def test_no_paper_is_rendered_for_a_look(office, queued, monkeypatch):
	run = LocalRun(office)
	run.order()
	queued.clear()
	monkeypatch.setattr(frappe.db, "commit", lambda: None)
	with signed_in(run.user("camat")):
		with somebody_elses_session():
			assert archive.siapkan(run.disposisi) == {"menunggu": 1, "latar": ""} and not queued
		assert archive.siapkan(run.disposisi)["latar"] and queued == [render.prepare]


@pytest.fixture
def queued(monkeypatch) -> list[Callable | str]:
	"""What is handed to the workers; their session is nobody's, so that there nobody could tell."""
	jobs: list[Callable | str] = []
	monkeypatch.setattr(frappe, "enqueue", lambda method, **kwargs: jobs.append(method))
	return jobs


def test_no_job_is_ordered_that_would_act_in_the_name(office, queued, monkeypatch):
	run = LocalRun(office)
	run.order()
	run.pass_on()
	monkeypatch.setattr(background, "MANY", 1)
	sheet = {"doctype": "Data Import", "reference_doctype": FORMAT, "import_type": "Update Existing Records"}
	names = json.dumps([run.disposisi] * MANY)
	asked = {
		"frappe.model.workflow.bulk_workflow_approval": {"docnames": names, "action": "Sampaikan Format"},
		"frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs": {
			"docnames": names,
			"action": "update",
			"data": json.dumps({"hal": "Lain"}),
		},
		"frappe.desk.reportview.delete_items": {"items": names},
		"kinerja_kecamatan.process.api.tindak": {"name": run.disposisi, "action": "Sampaikan Format"},
	}
	with own_transaction():
		frappe.get_doc("DocType", FORMAT).db_set("allow_import", 1)
		imported = frappe.get_doc(sheet).insert(ignore_mandatory=True).name
		asked["frappe.core.doctype.data_import.data_import.form_start_import"] = {"data_import": imported}
		before, _earlier = contents(DISPOSISI, run.disposisi), queued.clear()
		with somebody_elses_session():
			for method, values in asked.items():
				content = {"doctype": DISPOSISI, **values}
				answer = send(run.user("pek"), "POST", f"/api/method/{method}", json=content)
				assert answer.status == 403 and SENTENCE in answer.said, (method, answer)
			bulk = frappe.get_doc({"doctype": "Bulk Update", "document_type": DISPOSISI})
			with signed_in(add_site_admin(office)), pytest.raises(frappe.PermissionError):
				bulk.bulk_update()
		assert queued == [] and contents(DISPOSISI, run.disposisi) == before
		method = "kinerja_kecamatan.process.api.tindak"
		answer = send(
			run.user("pek"), "POST", f"/api/method/{method}", json={"doctype": DISPOSISI, **asked[method]}
		)
		assert answer.ok and background.run in queued


@pytest.mark.full
def test_over_the_desks_own_button(env, _shared_office):
	"""The session that release 15 makes of the Administrator's, over HTTP."""
	if not hasattr(accounts, "impersonate"):
		pytest.skip("not in this release of Frappe")
	run = new_run(env, _shared_office)
	name = run.draft()
	looking = administrator(env)
	looking.call(
		"frappe.core.doctype.user.user.impersonate", user=run.office.people["camat"], reason="Melihat"
	)
	before = whole(DISPOSISI, name)
	assert "Perintahkan" in [move["action"] for move in looking.open(DISPOSISI, name)["tindakan"]]
	workflow = "/api/method/frappe.model.workflow"
	docnames = json.dumps([name] * MANY)
	for verb, path, content in (
		("PUT", f"/api/resource/{DISPOSISI}/{name}", {"workflow_state": "Diperintahkan"}),
		(
			"POST",
			"/api/method/kinerja_kecamatan.process.api.tindak",
			{"doctype": DISPOSISI, "name": name, "action": "Perintahkan"},
		),
		(
			"POST",
			f"{workflow}.bulk_workflow_approval",
			{"docnames": docnames, "doctype": DISPOSISI, "action": "Perintahkan"},
		),
	):
		answer = raw(looking, verb, path, json=content)
		assert answer.status_code == 403 and SENTENCE in answer.text, answer.text
	assert whole(DISPOSISI, name) == before
	run.person("camat").act(DISPOSISI, name, "Perintahkan")
