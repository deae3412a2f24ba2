"""What typed code puts off (a callback of the database, a job, an action on a live document, a row for the scheduler) is no
way around: it stays typed, or is refused. What the app and Frappe put off by themselves runs as it always did."""

import functools
import inspect
import json
from collections.abc import Callable

import frappe
import pytest
from frappe.deferred_insert import deferred_insert
from frappe.model.workflow import apply_workflow
from frappe.utils import CallbackManager, background_jobs
from frappe.utils.safe_exec import safe_exec

from kinerja_kecamatan.base import doctypes, typed_code
from kinerja_kecamatan.exceptions import MoveRefused
from kinerja_kecamatan.guard import put_off
from kinerja_kecamatan.patches import chain_old_entries, seal_register
from kinerja_kecamatan.process import background
from kinerja_kecamatan.step_log import chain
from tests.site.test_scripts import on, switch  # noqa: F401
from tests.site.test_typed_code import in_template
from tests.support.local_run import LocalRun, refused, signed_in
from tests.support.sop_run import DISPOSISI, FORMAT
from tests.support.workers import nothing_queued

ANCHORS = "kinerja_kecamatan.step_log.anchors"
JOB_TYPE = "Scheduled Job Type"


@pytest.fixture(scope="module")
def _ordered(_connected: None, _shared_office) -> LocalRun:
	"""An order that the Sekcam would only have to pass on, committed; what the tests do to it is rolled back."""
	frappe.db.rollback()
	frappe.set_user("Administrator")
	with nothing_queued():
		run = LocalRun(_shared_office.in_new_year())
		run.order()
		values = {"batas_pengumpulan": "2099-04-09", "data_yang_diperlukan": "Semua"}
		run.update("sekcam", DISPOSISI, run.disposisi, **values)
		frappe.db.commit()
	return run


@pytest.fixture
def order(_ordered, site: None) -> LocalRun:
	put_off.install()
	return _ordered


def state(run: LocalRun) -> str:
	return frappe.db.get_value(DISPOSISI, run.disposisi, "workflow_state")


def passed_on(run: LocalRun):
	"""The document with the next state written into it, as a template can."""
	doc = frappe.get_doc(DISPOSISI, run.disposisi)
	doc.set("workflow_state", "Diteruskan")
	return doc


def queues() -> list[CallbackManager]:
	"""Those that code from the desk may come by: the database's; a later release's request and job have theirs."""
	names = ("before_commit", "after_commit", "before_rollback", "after_rollback")
	return [CallbackManager(), *(getattr(frappe.db, name) for name in names if hasattr(frappe.db, name))]


def test_a_callback_that_typed_code_leaves_signs_nothing(order, on):  # noqa: F811
	ways = [
		lambda known: in_template("{{ later.add(d.save) }}", **known),
		lambda known: safe_exec("later.add(d.save)", known),
	]
	if "__call__" in vars(CallbackManager):  # not in the snapshot
		ways.append(lambda known: in_template("{{ later(d.save) }}", **known))
	for later in queues():
		for way in ways:
			with signed_in(order.user("sekcam")):
				way({"later": later, "d": passed_on(order)})
				function = later._functions.pop()
				with pytest.raises(MoveRefused):
					function()
			assert state(order) == "Diperintahkan"


def test_what_frappe_and_the_app_leave_runs_as_theirs_whoever_brings_its_moment_about(order):
	later = CallbackManager()
	later.add(passed_on(order).save)
	with signed_in(order.user("sekcam")):
		in_template("{{ run() }}", run=later._functions.pop())  # as by frappe.db.commit()
	assert state(order) == "Diteruskan"


@pytest.mark.parametrize("way", ["reset", "run"])
def test_typed_code_neither_drops_nor_hastens_what_others_have_left(on, way):  # noqa: F811
	put_off.install()
	later, told = CallbackManager(), []
	later.add(lambda: told.append(1))
	for attempt in (
		lambda: in_template(f"{{{{ later.{way}() }}}}", later=later),
		lambda: safe_exec(f"later.{way}()", {"later": later}),
		lambda: _left(getattr(later, way)),
	):
		with pytest.raises(MoveRefused):
			attempt()
		assert not told and len(later._functions) == 1
	getattr(later, way)()
	assert bool(told) == (way == "run") and not later._functions


def _left(function: Callable) -> None:
	"""As a callback of another queue."""
	other = CallbackManager()
	in_template("{{ other.add(f) }}", other=other, f=function)
	other.run()


@pytest.fixture
def jobs(monkeypatch) -> list[dict]:
	"""What is handed to the workers, which do not run here."""
	found: list[dict] = []

	class Queue:
		def enqueue_call(self, _function, **kwargs):
			found.append(kwargs["kwargs"])

	monkeypatch.setattr(background_jobs, "get_queue", lambda *args, **kwargs: Queue())
	return found


def work(job: dict):
	"""As execute_job calls it."""
	method = frappe.get_attr(job["method"]) if isinstance(job["method"], str) else job["method"]
	return method(**job["kwargs"])


def test_a_job_that_typed_code_orders_signs_nothing(order, jobs):
	doc = frappe.get_doc(DISPOSISI, order.disposisi).as_dict()
	asked = {"doc": json.dumps(doc, default=str), "action": "Teruskan"}
	with signed_in(order.user("sekcam")):
		for method in ("frappe.model.workflow.apply_workflow", apply_workflow):
			for enqueue in (frappe.enqueue, background_jobs.enqueue, frappe.utils.safe_exec.enqueue):
				in_template("{{ f() }}", f=functools.partial(enqueue, method, queue="short", **asked))
				(job,) = jobs
				with pytest.raises(MoveRefused):
					work(job)
				assert "apply_workflow" in job["job_name"] and state(order) == "Diperintahkan"
				jobs.clear()
		in_template(
			"{{ f() }}",
			f=functools.partial(
				frappe.enqueue_doc, DISPOSISI, order.disposisi, "add_comment", comment_type="Info", text="x"
			),
		)
		assert work(jobs.pop()) is None, "what else a job does it does"
		with pytest.raises(MoveRefused):
			in_template(
				"{{ f() }}", f=functools.partial(frappe.enqueue, "x", on_success="kinerja_kecamatan.x")
			)
		frappe.enqueue(apply_workflow, queue="short", **asked)
		work(jobs.pop())
	assert state(order) == "Diteruskan"


def test_a_move_over_many_units_is_not_handed_to_a_worker(order, jobs, monkeypatch):
	monkeypatch.setattr(background, "MANY", 1)
	with signed_in(order.user("sekcam")), pytest.raises(MoveRefused):
		doc = frappe.get_doc(DISPOSISI, order.disposisi)
		in_template("{{ f(d, 'Teruskan', None, {}) }}", f=background.queue_move, d=doc)
	assert not jobs


def test_no_action_on_a_live_document_of_ours_is_queued(order, jobs):
	"""By whomever: Frappe's worker would run any method of the document, without a word of who pressed what."""
	from frappe.core.doctype.submission_queue.submission_queue import queue_submission

	doc = passed_on(order)
	with signed_in(order.user("sekcam")):
		for attempt in (
			lambda: in_template("{{ d.queue_action('save') }}", d=doc),
			lambda: doc.queue_action("save"),
			lambda: in_template("{{ q.insert(d, 'save') }}", q=_submission(doc), d=doc),
			lambda: queue_submission(doc, "save", alert=False),
		):
			assert "tidak dikerjakan belakangan" in refused(MoveRefused, attempt)
			doc.unlock()
	assert not jobs and state(order) == "Diperintahkan"
	todo = frappe.get_doc({"doctype": "ToDo", "description": "uji"}).insert()
	todo.queue_action("save", enqueue_after_commit=False)
	todo.unlock()
	assert len(jobs) == 1


def _submission(doc):
	made = frappe.new_doc("Submission Queue")
	made.update({"ref_doctype": doc.doctype, "ref_docname": doc.name})
	return made


def test_no_document_of_ours_is_inserted_by_the_scheduler_later(order):
	for doctype in (DISPOSISI, FORMAT, doctypes.LOG):
		with pytest.raises(MoveRefused):
			deferred_insert(doctype, [{"hal": "palsu"}])
		with pytest.raises(MoveRefused):
			in_template("{{ d.deferred_insert() }}", d=frappe.new_doc(doctype))


# What the scheduler is set to call.


def test_the_scheduler_calls_of_the_app_what_its_hooks_name(order, monkeypatch):
	for method in (
		f"{ANCHORS}.set_aside",
		"kinerja_kecamatan.patches.seal_register.execute",
		"kinerja_kecamatan.uninstall.before_uninstall",
	):
		values = {"doctype": JOB_TYPE, "method": method, "frequency": "Daily"}
		assert "tidak dijalankan oleh penjadwal" in refused(MoveRefused, frappe.get_doc(values).insert)
		# Written by a query, which no hook sees.
		job = frappe.get_doc(values)
		job.set("name", f"uji {method}")
		job.db_insert()
		called = []
		monkeypatch.setattr(method, lambda called=called: called.append(1))
		with pytest.raises(MoveRefused):
			frappe.get_doc(JOB_TYPE, job.name).execute()
		assert not called
	monkeypatch.setattr(frappe.db, "commit", lambda: None)
	for method in ("daily",):
		frappe.get_doc(JOB_TYPE, {"method": f"{ANCHORS}.{method}"}).save()


def test_every_function_that_the_scheduler_calls_is_one_of_the_hooks(site):
	named = put_off._scheduled()
	assert {f"{ANCHORS}.daily", "kinerja_kecamatan.archive.render.catch_up"} <= named
	kept = frappe.get_all(JOB_TYPE, {"method": ["like", "kinerja_kecamatan.%"]}, pluck="method")
	assert set(kept) == {method for method in named if method.startswith("kinerja_kecamatan.")}


def test_a_patch_that_is_run_again_takes_no_forged_row_in(order):
	"""Whoever empties Patch Log has it run at the next update."""
	line = frappe.copy_doc(frappe.get_doc(doctypes.LOG, {"dokumen": order.disposisi}))
	line.update({"name": "palsu", "nomor": 0, "isi": None, "sidik": None, "segel": None})
	line.creation = line.modified = frappe.utils.now()
	line.owner = line.modified_by = "Administrator"
	line.docstatus = 0
	frappe.model.base_document.BaseDocument.db_insert(line)
	count = chain.head_of(order.office.root)[0]
	chain_old_entries.execute()
	seal_register.execute()
	assert chain.head_of(order.office.root)[0] == count
	assert not frappe.db.get_value(doctypes.LOG, "palsu", "sidik")


def test_a_notification_that_sets_a_state_signs_nothing(order, monkeypatch):
	"""A setting that runs in the session of whoever saves the document."""
	alert = frappe.get_doc(
		{
			"doctype": "Notification",
			"name": "Uji",
			"subject": "Uji",
			"message": "Uji",
			"document_type": DISPOSISI,
			"event": "Save",
			"channel": "System Notification",
			"recipients": [],
			"set_property_after_alert": "workflow_state",
			"property_value": "Diteruskan",
		}
	)
	with signed_in(order.user("sekcam")):
		alert.send(frappe.get_doc(DISPOSISI, order.disposisi))
		assert state(order) == "Diperintahkan"
		# It is the setting that is refused: the same save by itself is a move.
		passed_on(order).save()
	assert state(order) == "Diteruskan"


def test_the_wraps_are_installed_before_requests_and_jobs(site):
	path = f"{put_off.__name__}.install"
	assert path in frappe.get_hooks("before_request") and path in frappe.get_hooks("before_job")
	put_off.install()
	for module, functions in put_off.STRICTER.items():
		for name in functions:
			function = functools.reduce(getattr, name.split("."), frappe.get_module(module))
			assert inspect.unwrap(function) is not function, f"{module}.{name}"
	assert not typed_code.running()
