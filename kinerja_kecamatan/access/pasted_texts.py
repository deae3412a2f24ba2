"""Texts on their way into documents of ours: what was pasted from PDF, Word or Excel is stored as everything prints it.

Once, here, and only what is newly typed: a text that stands already stays as it is, for the chain's sake, and is cleaned as it is
printed (base/plain_text.py).
"""

import json
import re

from kinerja_kecamatan.access.doctypes import our_doctypes
from kinerja_kecamatan.access.markup import RICH, text_fields
from kinerja_kecamatan.base.doctypes import USULAN
from kinerja_kecamatan.rules.pasted_text import is_odd, washed, whole_letters

# No text of a person's own: names of documents, choices, addresses.
NO_TEXT = ("Link", "Dynamic Link", "Select", "Code", "Date", "Datetime", "Time")
# What a proposal was made of, held against the document that it changes.
AS_COMPOSED = {(USULAN, "semula"), (USULAN, "menjadi")}
ONE_LINE = ("Data",)
# Where REST takes a document.
DOCUMENTS = ("/resource/", "/document/")
_LINES = re.compile(r"\s*\n\s*")
# In JSON, what no column of a database can hold.
_ESCAPED = re.compile(r"\\u(?:0000|[dD][89a-fA-F][0-9a-fA-F]{2})")
# As deep as the border reads a request (guard/values.py); what lies below is refused there.
DEEPEST = 12


def wash(doc) -> None:
	"""The texts of a document of ours and of its rows that this save brings."""
	if doc.doctype not in our_doctypes():
		return
	fields: dict[str, dict] = {}
	for part in (doc, *doc.get_all_children()):
		odd = [name for name, value in part.__dict__.items() if type(value) is str and is_odd(value)]
		if not odd:
			continue
		if part.doctype not in fields:
			fields[part.doctype] = _washable(part.meta)
		stored = _stored(doc, part)
		for name in odd:
			df = fields[part.doctype].get(name)
			if df and part.get(name) != stored.get(name):
				part.set(name, _clean(part.get(name), df.fieldtype))


def wash_request(request, form: dict) -> None:
	"""What a request says without halves of letters and zero bytes, which a text is cut to when it is copied; JSON in a text is
	written anew."""
	whole = {name: _whole(value) for name, value in form.items()}
	if whole == form:
		return
	form.update(whole)
	if form.get("data") is None and any(part in request.path for part in DOCUMENTS):
		form["data"] = json.dumps(whole)  # or Frappe reads the document out of the request once more


def _washable(meta) -> dict:
	return {
		df.fieldname: df
		for df in text_fields(meta)
		if df.fieldtype not in NO_TEXT and (meta.name, df.fieldname) not in AS_COMPOSED
	}


def _stored(doc, part) -> dict:
	"""What stands of a document or of one of its rows."""
	before = doc.get_doc_before_save()
	if not before or part is doc:
		return before or {}
	rows = before.get(part.parentfield) or ()
	return next((row for row in rows if row.name == part.name), {})


def _clean(text: str, fieldtype: str) -> str:
	text = washed(text)
	if fieldtype in ONE_LINE:
		return _LINES.sub(" ", text).strip()
	return text if fieldtype in RICH else text.strip("\n")


def _whole(value, depth: int = 0):
	if isinstance(value, str):
		is_json = value.lstrip()[:1] in ("[", "{") and _ESCAPED.search(value)
		return _whole_json(value) if is_json else whole_letters(value)
	if depth > DEEPEST:
		return value
	if isinstance(value, list):
		return [_whole(each, depth + 1) for each in value]
	if isinstance(value, dict):
		return {key: _whole(each, depth + 1) for key, each in value.items()}
	return value


def _whole_json(text: str) -> str:
	try:
		return json.dumps(_whole(json.loads(text)))
	except (ValueError, RecursionError):
		return text
