"""What typed code puts off to a later moment stays typed; what nobody may put off is refused. Hooks before requests and jobs.

typed_code.py knows such code by the call stack, and a deferred call has another one: a callback of the database's commit or
rollback, or of the request's end (CallbackManager); a job of a worker (enqueue, and all that comes to it: enqueue_doc, scripts'
frappe.enqueue, a move that the app hands to a worker). Both are marked when they are put off. Actions on a live document
(queue_action, Submission Queue) and rows that a scheduler is to insert are refused for documents of ours altogether: the app
has ways of its own. A Scheduled Job Type names a function that the scheduler calls in the Administrator's session: of this
app only those that its hooks name.
"""

import functools
import inspect
import sys

import frappe
from frappe import _
from frappe.utils import background_jobs  # noqa: F401  loaded, so that what scripts get of it is the wrapped one

from kinerja_kecamatan.access.doctypes import our_doctypes
from kinerja_kecamatan.base import typed_code
from kinerja_kecamatan.exceptions import MoveRefused
from kinerja_kecamatan.output import wraps

APP = "kinerja_kecamatan"
JOB = "kinerja_kecamatan.guard.put_off.run_job"
# Whose own business it is to run callbacks, or to drop them: commit and rollback, the end of a request, the end of a job.
RUN_BY = ("frappe.database.", "frappe.app", "frappe.utils.background_jobs")


def install(*args, **kwargs) -> None:
	"""Hooks before_request and before_job."""
	wraps.put_in_place(STRICTER)


def run_job(work: list):
	"""A job that typed code has ordered, in a worker: [method or its name, its arguments]."""
	method, kwargs = work
	return typed_code.as_typed(frappe.get_attr(method) if isinstance(method, str) else method, **kwargs)


def _add(original, callbacks, function) -> None:
	"""frappe.utils.CallbackManager.add"""
	way = typed_code.as_typed if typed_code.running() else typed_code.as_untyped
	return original(callbacks, functools.partial(way, function))


def _by_frappe_alone(original, callbacks) -> None:
	"""frappe.utils.CallbackManager.run and reset: whoever drops others' callbacks, or runs them before the commit, would undo
	what hangs on it, such as the log's anchors."""
	caller = sys._getframe(2).f_globals.get("__name__") or ""
	if typed_code.running() and not caller.startswith(RUN_BY):
		typed_code.refuse()
	return original(callbacks)


def _enqueue(original, method, *args, **kwargs):
	"""frappe.utils.background_jobs.enqueue"""
	if not typed_code.running():
		return original(method, *args, **kwargs)
	given = inspect.signature(original).bind(method, *args, **kwargs).arguments
	theirs = given.pop("kwargs", {})
	if "async" in theirs:
		given["is_async"] = theirs.pop("async")
	if any(isinstance(given.get(name), str) for name in ("on_success", "on_failure")):
		typed_code.refuse()  # any function by its name, called in the worker
	method = given.pop("method")
	name = method if isinstance(method, str) else f"{method.__module__}.{method.__qualname__}"
	return original(JOB, **{"job_name": name, **given}, work=[method, theirs])


def _queue_action(original, doc, *args, **kwargs):
	"""Document.queue_action; a Submission Queue comes here with the document that it names."""
	if our_doctypes() & {doc.doctype, doc.get("ref_doctype")}:
		_refuse_later(doc.get("ref_doctype") or doc.doctype)
	return original(doc, *args, **kwargs)


def _deferred_insert(original, doctype, *args, **kwargs) -> None:
	"""frappe.deferred_insert.deferred_insert"""
	if doctype in our_doctypes():
		_refuse_later(doctype)
	return original(doctype, *args, **kwargs)


def _refuse_later(doctype: str) -> None:
	frappe.throw(
		_("{0} tidak dikerjakan belakangan; jalankan tindakannya sendiri.").format(_(doctype)), MoveRefused
	)


def check_scheduled(doc, method=None) -> None:
	"""Hook validate of Scheduled Job Type."""
	if _is_ours(doc.method) and doc.method not in _scheduled():
		frappe.throw(
			_("{0} tidak dijalankan oleh penjadwal.").format(
				frappe.bold(frappe.utils.escape_html(doc.method))
			),
			MoveRefused,
		)


def _execute(original, job) -> None:
	"""ScheduledJobType.execute: the row may have been written by a query, which no hook sees."""
	check_scheduled(job)
	return original(job)


def _is_ours(method: str | None) -> bool:
	"""By its name, and by what stands under it."""
	if (method or "").strip().partition(".")[0] == APP:
		return True
	try:
		function = frappe.get_attr(method)
	except Exception:  # there is none, which Frappe says itself
		return False
	return str(getattr(function, "__module__", "")).partition(".")[0] == APP


def _scheduled() -> set[str]:
	found: set[str] = set()
	for methods in frappe.get_hooks("scheduler_events", {}).values():
		for part in methods.values() if isinstance(methods, dict) else [methods]:
			found.update([part] if isinstance(part, str) else part)
	return found


STRICTER = {
	"frappe.utils": {
		"CallbackManager.add": _add,
		"CallbackManager.run": _by_frappe_alone,
		"CallbackManager.reset": _by_frappe_alone,
	},
	"frappe.utils.background_jobs": {"enqueue": _enqueue},
	"frappe.model.document": {"Document.queue_action": _queue_action},
	"frappe.deferred_insert": {"deferred_insert": _deferred_insert},
	"frappe.core.doctype.scheduled_job_type.scheduled_job_type": {"ScheduledJobType.execute": _execute},
}
