"""What a request says to the app, read once at the border: hook before_request.

Frappe hands on what came, and what no form of the desk sends (a list for a name, half a character, JSON that breaks off) ends deep
inside as a server's error. Here it is a sentence, before anything is read or written. It is for clarity alone: rights and values are
checked by the guard and by Frappe, whatever way a request has taken.
"""

import inspect
import json
from collections.abc import Callable
from types import NoneType
from typing import Union, get_args
from urllib.parse import unquote

import frappe
from frappe import _
from frappe.model import default_fields, no_value_fields, table_fields
from pydantic import TypeAdapter, ValidationError

from kinerja_kecamatan.access import pasted_texts, whitelist
from kinerja_kecamatan.access.doctypes import our_doctypes
from kinerja_kecamatan.access.named_method import named_method
from kinerja_kecamatan.access.scope import PLACE_COLUMNS
from kinerja_kecamatan.guard import values
from kinerja_kecamatan.guard.desk_documents import said_by
from kinerja_kecamatan.guard.values import KINDS, check_plain, refuse_value

OWN = "kinerja_kecamatan."
WRITING = ("POST", "PUT", "PATCH")
# Of arguments of this name Frappe makes a module or a table.
DOCTYPES = ("doctype", "dt", "reference_doctype")
OF_FRAPPE = {"docstatus": "Int", "idx": "Int", "creation": "Datetime", "modified": "Datetime"}
# Letters in Frappe's own columns of names, whose length it does not check in rows.
LONGEST_NAME = 140
# Bytes of a plain text: what the app puts before it fits into its column (values.LONGEST_TEXT) as well.
LONGEST = 60_000
# Shorter ones fit into any column, at four bytes a letter.
LONG = values.LONGEST_TEXT // 4


def before_request() -> None:
	"""Refuse what cannot be read, for methods of the app and documents of its DocTypes."""
	request = frappe.local.request
	if "/api/" not in request.path and not frappe.local.form_dict.get("cmd"):
		return
	pasted_texts.wash_request(request, frappe.local.form_dict)
	name = named_method()
	method = _of_ours(name)
	doctype = None if method else _written_to(request)
	if method or doctype:
		check_plain(frappe.local.form_dict)
	if name:
		for of, said in said_by(name, frappe.local.form_dict):
			check_shape(frappe.get_meta(of), said)
	if method:
		check_arguments(method, frappe.local.form_dict)
	elif doctype:
		check_shape(frappe.get_meta(doctype), _document(frappe.local.form_dict))


def check_arguments(method: Callable, said: dict) -> None:
	"""Refuse what the method's types do not know, and what it needs and did not get."""
	for name, parameter in inspect.signature(method).parameters.items():
		if parameter.kind in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL):
			continue
		if name not in said:
			if parameter.default is parameter.empty:
				refuse_value(_("Sebutkan {0}.").format(name))
			continue
		_check_argument(name, said, parameter)


def check_shape(meta, said: dict) -> None:
	"""Refuse a document whose tables are no rows, or whose cells are no values."""
	for name, value in said.items():
		df = meta.get_field(name)
		if df and df.fieldtype in table_fields:
			if value is not None and not _are_rows(value):
				refuse_value(_("{0} diisi dengan daftar baris.").format(_(df.label)))
			for row in value or ():
				check_shape(frappe.get_meta(df.options), row)
		elif df:
			values.check_value(df.label or name, df.fieldtype, value)
		elif name in default_fields:
			values.check_value(name, OF_FRAPPE.get(name, "Text"), value)
			if isinstance(value, str) and len(value) > LONGEST_NAME:
				refuse_value(_("{0} terlalu panjang.").format(name))


def before_insert(doc, method=None) -> None:
	"""Hook of every document, before its name is made of what it says."""
	_check_cells(doc)
	pasted_texts.wash(doc)


def before_validate(doc, method=None) -> None:
	"""Hook of every document: the same of what has come some other way."""
	_check_cells(doc)
	pasted_texts.wash(doc)


def _check_cells(doc) -> None:
	"""A list or an object in a Link would be a search to Frappe's own checks, and what is found by it another document than the one
	that is written; a number in a text is the text that it prints as."""
	if doc.doctype not in our_doctypes():
		return
	_drop_places(doc)
	kinds: dict[str, tuple[set[str], list[str], list[str]]] = {}
	for part in (doc, *doc.get_all_children()):
		if part.doctype not in kinds:
			kinds[part.doctype] = _numbers_moments_and_choices(part.meta)
		numbers, moments, choices = kinds[part.doctype]
		# Thousands of cells a document: only what cannot be right by its kind alone is looked up.
		odd = [
			name
			for name, value in part.__dict__.items()
			if (type(value) in (dict, list, tuple, int, float) and not (name in numbers and _is_usual(value)))
			or (type(value) is str and len(value) > LONG)
		]
		for name in (*odd, *moments):
			_check_cell(part, part.meta.get_field(name))
		for name in choices:
			# Frappe takes the blanks off after everybody has looked at it.
			if type(part.get(name)) is str:
				part.set(name, part.get(name).strip())


def _drop_places(doc) -> None:
	"""A place that the DocType has no column for is never stored, but what is written of a document elsewhere (its lines in the log, its
	papers, the numbers of its letters) would believe it."""
	for name in PLACE_COLUMNS:
		if name in doc.__dict__ and not doc.meta.has_field(name):
			del doc.__dict__[name]


def _numbers_moments_and_choices(meta) -> tuple[set[str], list[str], list[str]]:
	numbers = {df.fieldname for df in meta.fields if df.fieldtype in (*values.WHOLE, *values.DECIMAL)}
	moments = [df.fieldname for df in meta.fields if df.fieldtype in values.MOMENTS]
	return numbers, moments, [df.fieldname for df in meta.fields if df.fieldtype == "Select"]


def _is_usual(value) -> bool:
	"""Whether every column of numbers holds it."""
	return type(value) in (int, float) and -values.LARGEST_INT <= value <= values.LARGEST_INT


def _check_cell(part, df) -> None:
	if not df or df.fieldtype in no_value_fields or df.fieldtype in table_fields:
		return
	value = part.get(df.fieldname)
	values.check_value(df.label or df.fieldname, df.fieldtype, value)
	if df.fieldtype == "Data" and isinstance(value, int | float):
		part.set(df.fieldname, str(value))


def _check_argument(name: str, said: dict, parameter: inspect.Parameter) -> None:
	value, wanted = said[name], _kinds(parameter)
	containers = [kind for kind in wanted if kind in (dict, list)]
	if value == parameter.default or parameter.annotation is parameter.empty:
		return
	if value == "" and (containers or name in DOCTYPES) and parameter.default is None:
		said[name] = None  # what need not be there, left empty
	elif isinstance(value, str) and containers and (len(containers) == 1 or value.lstrip()[:1] in ("[", "{")):
		_check_json(name, value, parameter, containers)
	else:
		_check_text(name, value)
		_check_type(name, value, parameter.annotation, wanted)


def _check_text(name: str, value) -> None:
	if not isinstance(value, str):
		return
	if len(value.encode("utf-8", "surrogatepass")) > LONGEST:
		refuse_value(_("{0} terlalu panjang.").format(name))
	if name in DOCTYPES and not frappe.db.exists("DocType", value):
		refuse_value(_("Tidak ada jenis dokumen {0}.").format(value[:140]))


def _check_json(name: str, value: str, parameter: inspect.Parameter, containers: list[type]) -> None:
	"""A text that stands for an object or a list is one, and one of the right kind."""
	try:
		found = json.loads(value)
	except (ValueError, RecursionError):
		refuse_value(_("{0} bukan JSON yang utuh.").format(name))
	check_plain(found)
	parts = tuple(part for part in get_args(parameter.annotation) if part not in (str, NoneType))
	_check_type(name, found, Union[parts], containers)  # noqa: UP007 (made of what the annotation says)


def _check_type(name: str, value, annotation, wanted: list[type]) -> None:
	try:
		TypeAdapter(annotation).validate_python(value)
	except ValidationError:
		known = dict.fromkeys(KINDS[kind] for kind in wanted if kind in KINDS)
		refuse_value(_("{0} tidak dapat dibaca; yang diharapkan: {1}.").format(name, ", ".join(known)))


def _kinds(parameter: inspect.Parameter) -> list[type]:
	"""The plain types that an annotation allows."""
	parts = get_args(parameter.annotation) or (parameter.annotation,)
	if getattr(parameter.annotation, "__origin__", None) in (dict, list):
		parts = (parameter.annotation,)
	return [getattr(part, "__origin__", part) for part in parts if part is not NoneType]


def _of_ours(name: str | None) -> Callable | None:
	"""The method of the app that is called, by its own address or in place of one of Frappe's."""
	name = next(iter(frappe.get_hooks("override_whitelisted_methods", {}).get(name, [])), name)
	if not name or not name.startswith(OWN):
		return None
	try:
		method = frappe.get_attr(name)
	except Exception:  # there is no such method, which Frappe says itself
		return None
	# Another verb Frappe refuses, whatever else is said.
	return method if frappe.local.request.method in whitelist.declared_verbs(method) else None


def _written_to(request) -> str | None:
	"""The DocType of ours that a REST request inserts into or changes."""
	if request.method not in WRITING:
		return None
	for part in ("/resource/", "/document/"):
		name = unquote(request.path.partition(part)[2].partition("/")[0])
		if name and name in our_doctypes():
			return name
	return None


def _document(said: dict) -> dict:
	"""A REST request's document: the request itself, or what it carries as `data`."""
	if "data" not in said:
		return said
	found = said["data"]
	if isinstance(found, str):
		try:
			found = json.loads(found)
		except (ValueError, RecursionError):
			refuse_value(_("{0} bukan JSON yang utuh.").format("data"))
	check_plain(found)
	if not isinstance(found, dict):
		refuse_value(_("{0} tidak dapat dibaca; yang diharapkan: {1}.").format("data", KINDS[dict]))
	return found


def _are_rows(value) -> bool:
	return isinstance(value, list) and all(isinstance(row, dict) for row in value)
