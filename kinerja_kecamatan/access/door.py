"""What every request passes first (hook before_request): which function it may call, and what it names in queries.

Frappe's list endpoints, its reports, searches, charts and calendars all take names of columns from the client, and so do other
apps'. Here the arguments are looked at by their names, before any of them runs, for every DocType: `fields`, `filters`, `order_by` and
the like wherever they come up, and for Frappe's own methods whatever else they take for a column. What a request writes as a
document (POST and PUT of REST) is no query; what Frappe keeps to build queries of later is in access.stored_queries.
"""

import re

import frappe

from kinerja_kecamatan.access import whitelist
from kinerja_kecamatan.access.client_query import check, check_added_columns, check_against_meta, parsed

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
}
# Methods that list documents of the DocType that they name: there the names have to be its.
LISTS = {
	"frappe.client": ("get_list", "get_count"),
	"frappe.desk.reportview": (
		"get",
		"get_list",
		"get_count",
		"export_query",
		"get_stats",
		"get_sidebar_stats",
	),
	"frappe.desk.listview": ("get_group_by_count",),
	"frappe.desk.form.utils": ("get_next",),
	"frappe.workflow.doctype.workflow.workflow": ("get_workflow_state_count",),
}
LISTING = frozenset(f"{module}.{name}" for module, names in LISTS.items() for name in names)
# By kind of the question, how the methods above and REST name its parts. An assignment is no column, and nothing of the DocType's.
ASKED = {
	"fields": ("fields",),
	"filters": ("filters", "current_filters"),
	"or_filters": ("or_filters",),
	"order": ("order_by", "sort_field"),
	"columns": ("group_by", "field", "workflow_state_field"),
}
NO_COLUMNS = ("assigned_to",)
METHOD = re.compile(r"/api/(?:v\d+/)?method/(?P<name>[^?]+?)/?")
LIST = re.compile(r"/api/(?:v\d+/)?(?:resource|document|doctype)/(?P<doctype>[^/]+)(?:/count)?/?")


def before_request() -> None:
	"""Hook: refuse what no query may say, before anything reads it."""
	whitelist.watch()
	path, form = frappe.local.request.path, frappe.local.form_dict
	if not form or not (form.get("cmd") or path.startswith("/api/")) or _is_document(path, form):
		return
	method, of_frappe = _method(path, form)
	kinds = {**OF_FRAPPE, **EVERYWHERE} if of_frappe else EVERYWHERE
	for name in set(form) & set(kinds):
		check(kinds[name], form[name])
	if of_frappe:
		_check_described(form)
	doctype = form.get("doctype") if method in LISTING else _listed(path, method)
	if doctype and frappe.db.exists("DocType", doctype):
		check_against_meta(doctype, _asked(form))


def _is_document(path: str, form: dict) -> bool:
	"""Whether the request's arguments are a document that is written."""
	reads = frappe.local.request.method in ("GET", "HEAD") or "/method/" in path
	return not (reads or form.get("cmd") or "run_method" in form)


def _method(path: str, form: dict) -> tuple[str, bool]:
	"""The method that is named, and whether it may be one of Frappe's or of ours; '' for a list by REST."""
	found = METHOD.fullmatch(path)
	name = str(form.get("cmd") or (found and found["name"]) or "")
	app = name.partition(".")[0]
	return name, "." not in name or "/" in name or app in ("frappe", whitelist.APP)


def _listed(path: str, method: str) -> str | None:
	found = None if method else LIST.fullmatch(path)
	return found["doctype"] if found else None


def _asked(form: dict) -> dict:
	asked = {}
	for kind, names in ASKED.items():
		for name in names:
			if form.get(name) and form[name] not in NO_COLUMNS:
				asked[kind] = form[name]
	return asked


def _check_described(form: dict) -> None:
	for name in CHARTS:
		described = parsed(form.get(name))
		if isinstance(described, dict) and ("chart_type" in described or "function" in described):
			for part in set(described) & set(OF_CHART):
				check(OF_CHART[part], described[part])
	fields = parsed(form.get("field_map"))
	for value in fields.values() if isinstance(fields, dict) else ():
		check("column", value if isinstance(value, str) else None)
	check_added_columns(form.get("custom_columns"))
