"""Which columns of which DocType a request names, by the method that it calls.

Most of Frappe's methods say so by the names of their arguments: `doctype` and beside it `fields`, `filters`, `order_by` and the like.
That is taken for the rule, so that a method which a release adds is held to it as well; here stand those that say it otherwise.
"""

import inspect
from collections.abc import Iterator

import frappe

from kinerja_kecamatan.access.client_query import parsed_value

Asked = tuple[str, dict[str, list]]
# By kind of the question, how methods and REST name its parts.
ARGUMENTS = {
	"fields": ("fields", "fieldname"),
	"filters": ("filters", "current_filters", "export_filters"),
	"or_filters": ("or_filters",),
	"order": ("order_by", "sort_field"),
	"columns": (
		*("group_by", "field", "field_name", "searchfield", "filter_fields", "stats"),
		"workflow_state_field",
	),
}
# An assignment is no column, and nothing of the DocType's.
NO_COLUMNS = ("assigned_to",)
# {DocType or table field: [column, ...]}
BY_TABLE = ("select_columns", "export_fields")
# They name a field to write it, or note what somebody has filtered a report by.
NO_QUESTION = (
	"frappe.client.set_value",
	"frappe.core.doctype.access_log.access_log.make_access_log",
	"frappe.handler.upload_file",
	"frappe.handler.uploadfile",
)
SEARCHES = ("frappe.desk.search.search_link", "frappe.desk.search.search_widget")
# Queries that a search hands over to, by name or as the standard one of a DocType, and what they list. The filters of others are of
# their own making.
QUERIES = {
	"frappe.core.doctype.user.user.user_query": "User",
	"frappe.contacts.doctype.address.address.address_query": "Address",
	"frappe.contacts.doctype.contact.contact.contact_query": "Contact",
	"frappe.desk.doctype.dashboard_chart.dashboard_chart.get_charts_for_user": "Dashboard Chart",
}
QUERY_TAKES = ("doctype", "txt", "searchfield")
NO_FILTERS = frozenset({"ignore_user_type", "link_doctype", "link_name"})
CALENDAR = ("start", "end", "title", "color")
CARD, CHART = "Number Card", "Dashboard Chart"
# By method, without an argument that says so: the DocType, and under which names its columns are given.
ELSEWHERE = {
	"frappe.desk.doctype.event.event.get_events": ("Event", "filters", "filters"),
	"frappe.email.get_contact_list": ("Contact", "filters", "extra_filters"),
	"frappe.desk.page.user_profile.user_profile.get_energy_points_percentage_chart_data": (
		"Energy Point Log",
		"columns",
		"field",
	),
}
GOAL = "frappe.utils.goal.get_monthly_goal_graph_data"


def of_list(doctype: str, form: dict) -> Asked:
	"""What a list by REST asks, or a method for the DocType that it names."""
	asked: dict[str, list] = {}
	for kind, names in ARGUMENTS.items():
		said = [form[name] for name in names if form.get(name) and form[name] not in NO_COLUMNS]
		if said:
			asked[kind] = said
	return doctype, asked


def of_method(method: str, form: dict) -> Iterator[Asked]:
	"""What a request asks through one of Frappe's methods, or of ours in its place."""
	yield from _of_described(method, form)
	for column in parsed_value(form.get("custom_columns")) or ():
		if isinstance(column, dict) and column.get("link_field"):
			yield column.get("doctype"), {"columns": [column.get("fieldname")]}
	if method in ELSEWHERE:
		doctype, kind, argument = ELSEWHERE[method]
		yield doctype, {kind: [form.get(argument)]}
	elif method == GOAL:
		yield from _of_goal(form)
	elif method not in NO_QUESTION:
		yield from _of_doctype(method, form)


def _of_doctype(method: str, form: dict) -> Iterator[Asked]:
	doctype = parsed_value(form.get("doctype"))
	doctype = doctype[0] if isinstance(doctype, list) and doctype else doctype
	_doctype, asked = of_list(doctype, form)
	query = _query(method, doctype, form)  # which knows its DocType, whatever the request says
	if query:
		own = asked.pop("filters", [])
		if query in QUERIES:
			doctype, asked["filters"] = (
				QUERIES[query],
				[_without(parsed_value(each), NO_FILTERS) for each in own],
			)
	if not doctype:
		return
	yield doctype, asked
	dates = parsed_value(form.get("field_map"))
	if isinstance(dates, dict):
		yield doctype, {"columns": [[dates[name] for name in CALENDAR if dates.get(name)]]}
	for argument in BY_TABLE:
		yield from _by_table(doctype, parsed_value(form.get(argument)))
	if form.get("aggregate_on_field"):
		yield form.get("aggregate_on_doctype") or doctype, {"columns": [form["aggregate_on_field"]]}


def _query(method: str, doctype, form: dict) -> str | None:
	"""The function with filters of its own to which a search hands over, or which is called itself."""
	if method in SEARCHES:
		standard = frappe.get_hooks("standard_queries", {}).get(doctype)
		return form.get("query") or (standard[-1] if standard else None)
	if "txt" not in form or "filters" not in form:
		return None
	try:
		takes = tuple(inspect.signature(frappe.get_attr(method)).parameters)
	except Exception:  # there is no such function, which Frappe says itself
		return None
	return method if takes[: len(QUERY_TAKES)] == QUERY_TAKES else None


def _without(filters, words: frozenset) -> object:
	if isinstance(filters, dict):
		return {name: value for name, value in filters.items() if name not in words}
	return filters


def _by_table(doctype: str, columns) -> Iterator[Asked]:
	for table, names in columns.items() if isinstance(columns, dict) else ():
		field = frappe.get_meta(doctype).get_field(table) if frappe.db.exists("DocType", doctype) else None
		yield (field.options if field and field.options else table), {"columns": [names]}


def _of_goal(form: dict) -> Iterator[Asked]:
	own = [form.get(name) for name in ("goal_value_field", "goal_total_field", "goal_history_field")]
	asked = [form.get(name) for name in ("goal_field", "date_field", "goal_doctype_link")]
	yield form.get("doctype"), {"columns": own}
	yield form.get("goal_doctype"), {"columns": asked, "filters": [form.get("filters")]}


def _of_described(method: str, form: dict) -> Iterator[Asked]:
	"""A chart or a number card that is drawn: as the client describes it, or as it is kept."""
	if ".dashboard_chart." in method and (form.get("chart_name") or form.get("chart")):
		kept = form.get("chart_name")
		chart = _kept(CHART, kept) if kept else parsed_value(form.get("chart"))
		if isinstance(chart, dict):
			yield of_chart(chart, form.get("filters"))
	elif ".number_card." in method and form.get("doc"):
		card = parsed_value(form.get("doc"))
		if isinstance(card, dict):
			yield of_card(
				card if card.get("document_type") else _kept(CARD, card.get("name")), form.get("filters")
			)


def _kept(doctype: str, name) -> dict:
	return frappe.db.get_value(doctype, str(name), "*", as_dict=True) or {}


def of_chart(chart: dict, filters=None) -> Asked:
	"""What a Dashboard Chart over documents asks; its own filters where it is drawn with no others."""
	if chart.get("chart_type") == "Group By":
		columns = [chart.get("group_by_based_on"), chart.get("aggregate_function_based_on")]
	else:
		columns = [chart.get("based_on"), chart.get("value_based_on")]
	return chart.get("document_type"), {
		"columns": columns,
		"filters": [parsed_value(filters) or parsed_value(chart.get("filters_json"))],
	}


def of_card(card: dict, filters=None) -> Asked:
	"""What a Number Card over documents asks."""
	columns = [] if card.get("function") == "Count" else [card.get("aggregate_function_based_on")]
	return card.get("document_type"), {"columns": columns, "filters": [filters]}
