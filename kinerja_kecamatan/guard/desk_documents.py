"""Documents that come by Frappe's own methods instead of REST: from the desk's forms, lists and calendars, and its client for scripts.

The border looks at them as at those of REST. What such a method needs to find the document at all is asked here: Frappe takes it
for given.
"""

import json
from collections.abc import Iterator

import frappe
from frappe import _

from kinerja_kecamatan.access.doctypes import our_doctypes
from kinerja_kecamatan.guard.values import KINDS, check_plain, refuse_value

Said = tuple[str, dict]
SAVEDOCS, ACTIONS = "frappe.desk.form.save.savedocs", ("Save", "Submit", "Update", "Cancel")
MOVE = "frappe.model.workflow.apply_workflow"
# Their argument is a document, or a list of them, whatever else it may be elsewhere.
OF_ONE = {
	**dict.fromkeys((f"frappe.client.{name}" for name in ("insert", "save", "submit")), "doc"),
	**dict.fromkeys((SAVEDOCS, MOVE), "doc"),
}
OF_MANY = dict.fromkeys(("frappe.client.insert_many", "frappe.client.bulk_update"), "docs")
SET_VALUE = "frappe.client.set_value"
# What another method of Frappe's may carry a document in; that it is one, its doctype says.
CARRIERS = ("doc", "docs", "data", "args")
# Values for the DocType that the request names beside them, or the request itself.
OF_DOCTYPE = "frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs"
NEW_NODE = "frappe.desk.treeview.add_node"


def said_by(method: str, form: dict) -> Iterator[Said]:
	"""(DocType, values) of every document of ours in a request to one of Frappe's methods."""
	found = [*_carried(method, form)]
	if method == SAVEDOCS:
		_check_form(form)
	elif method == MOVE and not form.get("action"):
		refuse_value(_("Sebutkan {0}.").format("action"))
	elif method == SET_VALUE:
		found += _set(form)
	elif method == NEW_NODE:
		found.append((form.get("doctype"), form))
	elif method == OF_DOCTYPE:
		values = _read("data", form.get("data"))
		found += [(form.get("doctype"), values)] if isinstance(values, dict) else []
	for doctype, values in found:
		if isinstance(doctype, str) and doctype in our_doctypes():
			check_plain(values)
			yield doctype, values


def _check_form(form: dict) -> None:
	"""What the desk's own form sends beside the document's values."""
	if not isinstance(form.get("doc"), str):
		_unreadable("doc", str)
	if form.get("action") not in ACTIONS:
		refuse_value(_("Sebutkan {0}.").format("action"))
	values = json.loads(form["doc"])
	if values.get("__islocal") and not isinstance(values.get("name"), str):
		refuse_value(_("Sebutkan {0}.").format("name"))


def _carried(method: str, form: dict) -> Iterator[Said]:
	needed = OF_ONE.get(method) or OF_MANY.get(method)
	for name in CARRIERS:
		found = _read(name, form.get(name), needed=name == needed)
		many = found if isinstance(found, list) else [found]
		if name == needed:
			if isinstance(found, list) != (method in OF_MANY):
				_unreadable(name, list if method in OF_MANY else dict)
			for values in many:
				_check_document(name, values)
		for values in many:
			if isinstance(values, dict) and values.get("doctype"):
				yield values["doctype"], values


def _read(name: str, value, needed: bool = False):
	"""An argument as Frappe reads it: JSON in a text is what it says."""
	if not isinstance(value, str) or not (needed or value.lstrip()[:1] in ("[", "{")):
		return value
	try:
		return json.loads(value)
	except (ValueError, RecursionError):
		if needed:
			refuse_value(_("{0} bukan JSON yang utuh.").format(name))
		return None


def _check_document(name: str, values) -> None:
	"""What Frappe needs to make a document of it; a row says in addition where it goes."""
	if not isinstance(values, dict):
		_unreadable(name, dict)
	doctype = values.get("doctype")
	if not isinstance(doctype, str) or not doctype:
		refuse_value(_("Sebutkan {0}.").format("doctype"))
	if not frappe.db.exists("DocType", doctype):
		refuse_value(_("Tidak ada jenis dokumen {0}.").format(doctype[:140]))
	if doctype in our_doctypes() and frappe.is_table(doctype):
		_check_row(doctype, values)


def _check_row(doctype: str, row: dict) -> None:
	parent, table = row.get("parenttype"), row.get("parentfield")
	if not parent and not table:
		return  # Frappe asks for them
	known = isinstance(parent, str) and frappe.db.exists("DocType", parent)
	field = known and isinstance(table, str) and frappe.get_meta(parent).get_field(table)
	if not field or field.options != doctype:
		refuse_value(_("{0} bukan tabel dari dokumen itu.").format(str(table)[:140]))


def _set(form: dict) -> Iterator[Said]:
	"""frappe.client.set_value: one field, or several in one JSON."""
	doctype, name, field = form.get("doctype"), form.get("name"), form.get("fieldname")
	if not isinstance(doctype, str) or doctype not in our_doctypes():
		return
	single = frappe.get_meta(doctype).issingle
	if not isinstance(name, str | int) or (not single and not frappe.db.exists(doctype, name)):
		refuse_value(_("{0} {1} tidak ada.").format(_(doctype), str(name)[:140]))
	values = _read("fieldname", field)
	if isinstance(values, dict):
		yield doctype, values
	elif isinstance(values, str) and values:
		yield doctype, {values: form.get("value")}
	else:
		_unreadable("fieldname", str)


def _unreadable(name: str, kind: type) -> None:
	refuse_value(_("{0} tidak dapat dibaca; yang diharapkan: {1}.").format(name, KINDS[kind]))
