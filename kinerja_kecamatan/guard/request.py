"""The present request, as far as the guard has to know what was sent and where to."""

import json
from urllib.parse import unquote

import frappe

from kinerja_kecamatan.access import whitelist

OWN_JOBS = "kinerja_kecamatan."


def text() -> str:
	"""What the request says, uploaded contents left out."""
	return unquote(json.dumps(frappe.local.form_dict, default=str, ensure_ascii=False))


def is_for_own_method() -> bool:
	"""Whether the present request calls a method of the app itself, not something that calls it in turn.

	Asked of what is called: an address may name a method of ours while `cmd` names another, which is the one that runs.
	"""
	function = whitelist.called_function()
	return bool(function) and whitelist.is_own(function)


def names_version(modified) -> bool:
	"""Whether a request that changes a document says which version of it was read: its `modified`, as Frappe gives it.

	A form of the desk always does. Frappe's other endpoints, and its jobs over many documents, read the document themselves
	just before they write, so that without it the last writer would win. Methods and jobs of the app hold what they write against
	what was read in their own way, and in a console nobody stands between reading and writing.
	"""
	request = getattr(frappe.local, "request", None)
	if not request:
		return _names_in_job(str(modified))
	if is_for_own_method():
		return True
	return _mentions(frappe.local.form_dict, str(modified)) or _in_body(request, str(modified))


def _names_in_job(text: str) -> bool:
	job = getattr(frappe.local, "job", None)
	return not job or job.method.startswith(OWN_JOBS) or _mentions(job.kwargs, text)


def _mentions(value, text: str) -> bool:
	"""Whether a text stands anywhere in what a request sent, JSON in a text included."""
	if isinstance(value, dict):
		return any(_mentions(each, text) for each in value.values())
	if isinstance(value, list):
		return any(_mentions(each, text) for each in value)
	return isinstance(value, str) and text in value


def _in_body(request, text: str) -> bool:
	"""JSON that was sent without saying that it is JSON."""
	return not request.files and text in request.get_data(as_text=True)
