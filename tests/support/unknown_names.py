"""Names and operators that are not there, in every place of the installed Frappe where a request names columns."""

import inspect
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import frappe

from tests.support.expressions import places

METHOD = "/api/method/"
LISTED = "ToDo"
COLUMN, OPERATOR = "bukan_kolom", "sama dengan"
# What a search hands over to a query.
OF_SEARCH = {"txt": "", "searchfield": "name", "start": 0, "page_len": 5, "filters": "{}"}
# What a call needs beside the argument that is looked at, where it is not about LISTED.
BESIDE: dict[str, dict] = {
	"frappe.client.set_value": {"name": "x"},
	"frappe.client.get_value": {"fieldname": "status", "filters": "{}"},
	"frappe.client.validate_link": {"docname": "x"},
	"frappe.desk.listview.get_group_by_count": {"current_filters": "[]", "field": "status"},
	"frappe.desk.form.utils.get_next": {"value": "x", "prev": 0},
	"frappe.desk.search.search_link": {"txt": ""},
	"frappe.desk.search.search_widget": {"txt": ""},
	"frappe.desk.reportview.get_filter_dashboard_data": {"stats": '[{"name":"status","type":"Data"}]'},
	"frappe.core.doctype.data_export.exporter.export_data": {"with_data": 1},
	"frappe.core.doctype.data_import.data_import.download_template": {
		"export_fields": json.dumps({LISTED: ["name"]}),
		"export_records": "by_filter",
	},
	"frappe.desk.calendar.get_events": {
		**{"start": "2020-01-01", "end": "2030-01-01"},
		"field_map": '{"start":"date","end":"date","title":"status"}',
	},
	"frappe.geo.utils.get_coords": {"type": "coordinates", "filters": "[]"},
	"frappe.workflow.doctype.workflow.workflow.get_workflow_state_count": {
		"workflow_state_field": "status",
		"states": '["x"]',
	},
}


@dataclass(frozen=True)
class Question:
	"""One request; `sound` is the same one with a name that is there."""

	label: str
	verb: str
	path: str
	values: dict
	sound: dict


def odd(kind: str) -> Iterator[tuple[str, object, object]]:
	"""(what is odd, the odd value, one that is right) by what an argument is, in tests.support.expressions' words."""
	if kind == "filters":
		yield "column", [[LISTED, COLUMN, "=", "1"]], [[LISTED, "status", "=", "1"]]
		yield "column", {COLUMN: "1"}, {"status": "1"}
		yield "operator", [[LISTED, "status", OPERATOR, "1"]], [[LISTED, "status", "=", "1"]]
		yield "operator", {"status": [OPERATOR, "1"]}, {"status": ["=", "1"]}
		yield "table", [["Note", "title", "=", "1"]], [[LISTED, "status", "=", "1"]]
	elif kind == "fields":
		yield "column", ["name", COLUMN], ["name", "status"]
		yield "column in a function", [f"count({COLUMN}) as n"], ["count(status) as n"]
		yield "table", ["name", "`tabNote`.`title`"], ["name", "`tabToDo`.`status`"]
	elif kind == "order":
		yield "column", f"{COLUMN} desc", "status desc"
	elif kind == "columns":
		yield "column", COLUMN, "status"


def questions(only: Iterable[str] = ()) -> Iterator[Question]:
	"""By every whitelisted function of the installed Frappe or only some, by what reads the form, by REST."""
	for method, arguments in sorted(places(only).items()):
		verb = _verb(method)
		takes = inspect.signature(frappe.get_attr(method)).parameters
		beside = {"doctype": LISTED, **BESIDE.get(method, {})}
		if "page_len" in takes:
			beside = OF_SEARCH | beside
		for argument, kind in arguments.items():
			yield from asked(verb, METHOD + method, argument, kind, beside)
	arguments = {"fields": "fields", "filters": "filters", "or_filters": "filters", "order_by": "order"}
	for name in ("get", "get_list", "get_count", "export_query"):
		beside = {"doctype": LISTED, "fields": '["name"]'}
		if name == "export_query":
			beside |= {"file_format_type": "CSV", "title": "x"}
		for argument, kind in {**arguments, "group_by": "columns"}.items():
			yield from asked("POST", f"{METHOD}frappe.desk.reportview.{name}", argument, kind, beside)
	for name in ("get_stats", "get_sidebar_stats"):  # in the snapshot of 2023 they hide what they take
		beside = {"doctype": LISTED, "stats": '["status"]'}
		for argument, kind in {"stats": "columns", "filters": "filters"}.items():
			yield from asked("GET", f"{METHOD}frappe.desk.reportview.{name}", argument, kind, beside)
	for path in ("/api/resource/ToDo", "/api/v2/document/ToDo"):
		for argument, kind in arguments.items():
			yield from asked("GET", path, argument, kind, {})
	yield from drawn()


def _verb(method: str) -> str:
	return frappe.allowed_http_methods_for_whitelisted_func[frappe.get_attr(method)][0]


def asked(verb: str, path: str, argument: str, kind: str, beside: dict) -> Iterator[Question]:
	for what, value, right in odd(kind):
		label = f"{path} {argument}: {what} as {type(value).__name__}"
		yield Question(label, verb, path, {**beside, argument: value}, {**beside, argument: right})


def drawn() -> Iterator[Question]:
	"""What describes its columns in JSON: calendar, card, chart, columns of a report."""
	for label, method, name, values in (
		(
			"start",
			"frappe.desk.calendar.get_events",
			"field_map",
			{"start": "%", "end": "date", "title": "name"},
		),
		(
			"title",
			"frappe.desk.calendar.get_events",
			"field_map",
			{"start": "date", "end": "date", "title": "%"},
		),
		("sum", "frappe.desk.doctype.number_card.number_card.get_result", "doc", card("%")),
		("group", "frappe.desk.doctype.dashboard_chart.dashboard_chart.get", "chart", grouped("%")),
		("dates", "frappe.desk.doctype.dashboard_chart.dashboard_chart.get", "chart", dated("%")),
		("summed", "frappe.desk.doctype.dashboard_chart.dashboard_chart.get", "chart", dated("date", "%")),
		("export", "frappe.core.doctype.data_export.exporter.export_data", "select_columns", {LISTED: ["%"]}),
		(
			"template",
			"frappe.core.doctype.data_import.data_import.download_template",
			"export_fields",
			{LISTED: ["%"]},
		),
	):
		said = json.dumps(values)
		beside = {"doctype": LISTED, "filters": "[]", "no_cache": 1, **BESIDE.get(method, {})}
		yield Question(
			f"{METHOD}{method} {name}.{label}: column",
			_verb(method),
			METHOD + method,
			{**beside, name: said.replace("%", COLUMN)},
			{**beside, name: said.replace("%", "date" if "date" in label or label == "start" else "status")},
		)


def card(column: str) -> dict:
	return {"name": "x", "document_type": LISTED, "function": "Sum", "aggregate_function_based_on": column}


def grouped(column: str) -> dict:
	values = {"name": "x", "document_type": LISTED, "chart_type": "Group By", "group_by_type": "Count"}
	return {**values, "group_by_based_on": column, "filters_json": "[]"}


def dated(column: str, value: str = "") -> dict:
	values = {"name": "x", "document_type": LISTED, "chart_type": "Count", "type": "Line"}
	values |= {"timespan": "Last Year", "time_interval": "Yearly", "filters_json": "[]"}
	return {**values, "based_on": column, "value_based_on": value}
