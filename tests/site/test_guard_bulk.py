"""Frappe's endpoints over many documents swallow what goes wrong and commit: all of a document goes through them, or nothing."""

import json
from collections.abc import Iterator

import frappe
import pytest
from frappe.desk.doctype.bulk_update import bulk_update as bulk_edit

from kinerja_kecamatan.process import step_registry
from tests.support import routes
from tests.support.inside import Answer, own_transaction, send
from tests.support.local_run import LocalRun, refused, signed_in
from tests.support.record import contents
from tests.support.sop_run import DISPOSISI, FORMAT
from tests.support.told_once import as_told, told_once

BULK_UPDATE = "/api/method/frappe.client.bulk_update"
# Called while a save is on its way, before and after the document's own row is written.
METHODS = (
	"update_children",
	"run_post_save_methods",
	"notify_update",
	"on_update",
	"db_update",
	"reset_seen",
)


def with_a_draft(office) -> LocalRun:
	run = LocalRun(office)
	run.draft()
	return run


@pytest.fixture(scope="module")
def story(_shared_office) -> Iterator[LocalRun]:
	with told_once(lambda: with_a_draft(_shared_office.in_new_year())) as told:
		yield told


@pytest.fixture
def run(story: LocalRun) -> Iterator[LocalRun]:
	"""A draft of an order; what endpoints commit or roll back stays within the test's transaction."""
	with as_told(story) as told:
		yield told


def update(user: str, *docs: dict) -> Answer:
	return send(user, "POST", BULK_UPDATE, json={"docs": json.dumps(docs)})


def failed() -> list[str]:
	"""Which documents the last answer of bulk_update says have failed."""
	return [entry["doc"]["docname"] for entry in frappe.local.response["message"]["failed_docs"]]


def given(run: LocalRun, name: str | None = None, **more) -> dict:
	"""The Camat's move, as a document of bulk_update."""
	return {
		"doctype": DISPOSISI,
		"docname": name or run.disposisi,
		"workflow_state": "Diperintahkan",
		**more,
	}


def whole(name: str) -> dict:
	return contents(DISPOSISI, name)


@pytest.mark.parametrize("method", METHODS)
def test_a_key_named_like_a_method_breaks_no_move_in_two(run, method):
	before = whole(run.disposisi)
	update(run.user("camat"), given(run, **{method: 1}))
	assert failed() == [run.disposisi]
	assert whole(run.disposisi) == before


@pytest.mark.parametrize("method", METHODS)
def test_a_key_named_like_a_method_breaks_no_edit_in_two(run, method):
	before = whole(run.disposisi)
	version = {"modified": str(before[DISPOSISI][0]["modified"])}
	change = {"doctype": DISPOSISI, "docname": run.disposisi, "hal": "Separuh", method: 1, **version}
	update(run.user("pek"), change)
	assert failed() == [run.disposisi]
	assert whole(run.disposisi) == before


@pytest.mark.full
@pytest.mark.parametrize("method", ("db_update", "get_valid_dict", "is_new"))
def test_nor_does_one_in_a_row(office, method):
	run = LocalRun(office).up_to_meeting()
	unit = office.units[0]
	form = run.format_of(unit)
	rows = json.loads(frappe.as_json([row.as_dict() for row in form.baris]))
	rows[-1] |= {"keterangan": "Separuh", method: 1}
	with own_transaction():
		before = contents(FORMAT, form.name)
		change = {"catatan": "Separuh", "baris": rows, "modified": str(form.modified)}
		update(run.user(f"jp:{unit}"), {"doctype": FORMAT, "docname": form.name, **change})
		assert failed() == [form.name] and contents(FORMAT, form.name) == before
		answer = send(run.user(f"jp:{unit}"), "PUT", f"/api/resource/{FORMAT}/{form.name}", json=change)
		# Release 15 stumbles over some of them itself, before anything of ours is asked.
		refused = answer.status == 403 and f"tidak mempunyai isian {method}" in answer.said
		assert refused or answer.status == 500
		assert contents(FORMAT, form.name) == before


ERRORS = [RuntimeError("rusak"), frappe.QueryTimeoutError("1205"), KeyError("x")]
BY = ("bulk_update", "bulk approval", "bulk edit", "PUT state", "tindak")


@pytest.mark.parametrize("way", BY)
@pytest.mark.parametrize(
	"error", [ERRORS[0], *(pytest.param(one, marks=pytest.mark.full) for one in ERRORS[1:])]
)
def test_an_effect_that_fails_takes_its_move_along(run, monkeypatch, way, error):
	"""Whatever it fails with, by whatever endpoint; the same request goes through once it does not."""
	before, doc = whole(run.disposisi), frappe.get_doc(DISPOSISI, run.disposisi).as_dict()
	doc = json.loads(frappe.as_json(doc))
	asked = next(one for one in routes.moves(doc, "Diperintahkan", "Perintahkan") if one[0] == way)
	_label, verb, path, arguments = asked
	handlers = step_registry.run

	def broken(phase, doc, move):
		handlers(phase, doc, move)
		if phase == step_registry.EFFECT:
			raise error

	monkeypatch.setattr(step_registry, "run", broken)
	send(run.user("camat"), verb, path, **arguments)
	assert whole(run.disposisi) == before
	monkeypatch.setattr(step_registry, "run", handlers)
	answer = send(run.user("camat"), verb, path, **arguments)
	now = whole(run.disposisi)
	assert now[DISPOSISI][0]["workflow_state"] == "Diperintahkan", answer
	assert now["Catatan Tahapan"] == before["Catatan Tahapan"] + 1


def test_one_documents_failure_is_not_the_others(run):
	first, second = run.disposisi, LocalRun(run.office, f"{run.office.tahun}-TW2").draft()
	before = whole(second)
	update(run.user("camat"), given(run, first), given(run, second, update_children=1), given(run, first))
	assert failed() == [second, first], "the first one has moved, and does not move again"
	assert whole(second) == before
	assert whole(first)["Catatan Tahapan"] == 1


def test_what_a_deadlock_took_away_is_not_told_to_be_done(run, monkeypatch):
	"""MariaDB throws the whole transaction away, the documents before it as well."""
	first, second = run.disposisi, LocalRun(run.office, f"{run.office.tahun}-TW2").draft()
	before = whole(first), whole(second)
	handlers = step_registry.run

	def deadlocked(phase, doc, move):
		handlers(phase, doc, move)
		if phase == step_registry.EFFECT and doc.name == second:
			frappe.db.rollback()
			raise frappe.QueryDeadlockError("1213")

	monkeypatch.setattr(step_registry, "run", deadlocked)
	update(run.user("camat"), given(run, first), given(run, second))
	assert failed() == [first, second]
	assert (whole(first), whole(second)) == before


def test_a_job_of_bulk_edit_overwrites_nobody(run, monkeypatch):
	"""Release 15 edits twenty documents and more in a job, where no request says which version was read."""
	before = whole(run.disposisi)
	in_job = getattr(bulk_edit, "_bulk_action", bulk_edit.submit_cancel_or_update_docs)
	asked = {"doctype": DISPOSISI, "docnames": [run.disposisi], "action": "update", "data": {"hal": "Lain"}}
	job = frappe._dict(method=f"{in_job.__module__}.{in_job.__qualname__}", kwargs=asked)
	monkeypatch.setattr(frappe.local, "job", job, raising=False)
	with signed_in(run.user("pek")):
		assert in_job(**asked) == [run.disposisi]
		assert whole(run.disposisi) == before
		asked["data"]["modified"] = str(before[DISPOSISI][0]["modified"])
		assert in_job(**asked) == []
	assert whole(run.disposisi)[DISPOSISI][0]["hal"] == "Lain"


def test_a_job_of_ours_is_no_stranger(run, monkeypatch):
	"""What the app itself does in the background holds its writes against what was read in its own way."""
	job = frappe._dict(method="kinerja_kecamatan.process.background.run", kwargs={})
	monkeypatch.setattr(frappe.local, "job", job, raising=False)
	run.update("pek", DISPOSISI, run.disposisi, hal="Dari pekerjaan sendiri")
	job.method = "frappe.core.doctype.data_import.data_import.start_import"
	said = refused(frappe.ValidationError, run.update, "pek", DISPOSISI, run.disposisi, hal="Impor")
	assert f"Sertakan modified dari {run.disposisi}" in said
