"""The present request, as far as the guard has to know what was sent and where to."""

import json
from urllib.parse import unquote

import frappe

OWN_METHODS = "/method/kinerja_kecamatan."


def text() -> str:
	"""What the request says, uploaded contents left out."""
	return unquote(json.dumps(frappe.local.form_dict, default=str, ensure_ascii=False))


def names_version(modified) -> bool:
	"""Whether a request that changes a document says which version of it was read: its `modified`, as Frappe gives it.

	A form of the desk always does. Frappe's other endpoints read the document themselves just before they write, so that
	without it the last writer would win. Methods of the app hold what they write against what was read in their own way, and
	where there is no request (a job, the console) nobody stands between reading and writing.
	"""
	request = getattr(frappe.local, "request", None)
	return not request or OWN_METHODS in request.path or str(modified) in text() or _in_body(request, str(modified))


def _in_body(request, modified: str) -> bool:
	"""JSON that was sent without saying that it is JSON."""
	return not request.files and modified in request.get_data(as_text=True)
