"""What every request passes first: which function it may call (hook before_request), and what it names in queries (hook auth_hooks, as
what somebody may ask depends on who it is, and Frappe takes keys and tokens for an account only after the first).

Frappe's list endpoints, its reports, searches, charts and calendars all take names of columns from the client, and so do other
apps'. Here the arguments are looked at by their names, before any of them runs, for every DocType: `fields`, `filters`, `order_by` and
the like wherever they come up, and for Frappe's own methods whatever else they take for a column. What a request writes as a
document (POST and PUT of REST) is no query; what Frappe keeps to build queries of later is in access.stored_queries.
"""

import re
from collections.abc import Iterator

import frappe
from frappe import _

from kinerja_kecamatan.access import asked_columns, whitelist
from kinerja_kecamatan.access.asked_columns import Asked
from kinerja_kecamatan.access.client_query import (
	check_added_columns,
	check_against_meta,
	check_named,
	no_such_doctype,
	parsed_value,
)
from kinerja_kecamatan.access.doctypes import own_name
from kinerja_kecamatan.access.linked_fields import refuse_hidden_links, without_titles
from kinerja_kecamatan.access.named_method import named_method

EVERYWHERE = {
	"fields": "fields",
	"filters": "filters",
	"or_filters": "filters",
	"order_by": "order",
	"group_by": "columns",
}
OF_FRAPPE = {
	**dict.fromkeys(("current_filters", "extra_filters", "export_filters", "applied_filters"), "filters"),
	**dict.fromkeys(("searchfield", "filter_fields", "field", "fieldname", "stats", "field_name"), "columns"),
	**dict.fromkeys(("sort_field", "sort_by", "parent_field", "workflow_state_field", "pluck"), "columns"),
	**dict.fromkeys(("goal_field", "date_field", "goal_doctype_link", "aggregate_on_field"), "columns"),
	**dict.fromkeys(("doctype", "dt", "goal_doctype", "aggregate_on_doctype", "parent_doctype"), "doctype"),
	**dict.fromkeys(("aggregation", "aggregate_function"), "aggregate"),
	"sort_order": "direction",
}
# A chart or a number card, as the client describes it.
CHARTS = ("chart", "doc")
OF_CHART = {
	**dict.fromkeys(
		("based_on", "value_based_on", "group_by_based_on", "aggregate_function_based_on"), "columns"
	),
	"document_type": "doctype",
	"filters_json": "filters",
	**dict.fromkeys(("function", "group_by_type"), "calculation"),
}
# Of Frappe, and of ours in its place, it is known what their arguments mean.
OF_DOCTYPE = ("frappe.", f"{whitelist.APP}.")
LIST = re.compile(r"/api/(?:v\d+/)?(?:resource|document|doctype)/(?P<doctype>[^/]+)(?:/count)?/?")


# How arguments name a DocType.
NAMING = frozenset(
	"doctype dt reference_doctype ref_doctype parent_doctype document_type share_doctype for_doctype doc_type".split()
)
RESOURCE = re.compile(r"/api/(?:v\d+/)?(?:resource|document|doctype)/(?P<doctype>[^/]+).*", flags=re.DOTALL)
# What no address of Frappe's holds: to one pattern the end of a line, to another part of a name.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def before_request() -> None:
	"""Hook: from here on the request may call what it has named."""
	if CONTROL.search(frappe.local.request.path):
		frappe.throw(_("Alamat ini tidak dikenal."), frappe.DoesNotExistError)
	whitelist.watch_request()


def before_answer() -> None:
	"""Hook auth_hooks, once it is known who asks: refuse what no query may say, before anything reads it."""
	path, form = frappe.local.request.path, frappe.local.form_dict
	if not form or not (form.get("cmd") or path.startswith("/api/")) or _is_document(path, form):
		return
	_refuse_other_spellings(path, form)
	method, of_frappe = _method()
	kinds = {**OF_FRAPPE, **EVERYWHERE} if of_frappe else EVERYWHERE
	for name in set(form) & set(kinds):
		check_named(kinds[name], form[name])
	if of_frappe:
		_check_described(form)
	for doctype, asked in _asked(path, method, form):
		_check_names(doctype, asked, method)


def _is_document(path: str, form: dict) -> bool:
	"""Whether the request's arguments are a document that is written."""
	reads = frappe.local.request.method in ("GET", "HEAD") or "/method/" in path
	return not (reads or form.get("cmd") or "run_method" in form)


def _method() -> tuple[str, bool]:
	"""The method that is named, and whether it may be one of Frappe's or of ours; '' for a list by REST."""
	name = named_method()
	return name, "." not in name or name.partition(".")[0] in ("frappe", whitelist.APP)


def _refuse_other_spellings(path: str, form: dict) -> None:
	"""To a database `format data kinerja ` is a DocType, to what looks a DocType up by its name it is none of ours."""
	resource = RESOURCE.fullmatch(path)
	said = [form[name] for name in NAMING if isinstance(form.get(name), str)]
	for word in [*said, *([resource["doctype"]] if resource else [])]:
		if own_name(word) not in (None, word):
			no_such_doctype(word)


def _asked(path: str, method: str, form: dict) -> Iterator[Asked]:
	listed = None if method else LIST.fullmatch(path)
	if listed:
		yield asked_columns.of_list(listed["doctype"], form)
	elif method.startswith(OF_DOCTYPE):
		yield from asked_columns.of_method(method, form)


def _check_names(doctype, asked: dict[str, list], method: str) -> None:
	"""Where the DocType is known, names are its columns, and none reads a linked document past that document's own right."""
	said = any(argument for arguments in asked.values() for argument in arguments)
	if not doctype or not said:
		return
	if not isinstance(doctype, str) or not frappe.db.exists("DocType", doctype):
		if method:
			no_such_doctype(doctype)
		return  # REST says so itself
	check_against_meta(doctype, asked)
	for kind, arguments in asked.items():
		for argument in arguments:
			refuse_hidden_links(doctype, without_titles(doctype, argument) if kind == "fields" else argument)


def _check_described(form: dict) -> None:
	for name in CHARTS:
		described = parsed_value(form.get(name))
		if isinstance(described, dict) and ("chart_type" in described or "function" in described):
			for part in set(described) & set(OF_CHART):
				check_named(OF_CHART[part], described[part])
	fields = parsed_value(form.get("field_map"))
	for value in fields.values() if isinstance(fields, dict) else ():
		check_named("column", value if isinstance(value, str) else None)
	check_added_columns(form.get("custom_columns"))
