"""Queries that Frappe keeps as documents and runs later: charts, number cards, report builder, boards. Hook before_save.

What they name as columns and filters is pasted into SQL when they are drawn, by whoever draws them and by the scheduler, where
access.door has nothing to look at.
"""

import frappe

from kinerja_kecamatan.access.asked_columns import CARD, CHART, of_card, of_chart
from kinerja_kecamatan.access.client_query import (
	check_added_columns,
	check_against_meta,
	check_named,
	parsed_value,
)

COLUMNS = {
	"Dashboard Chart": ("based_on", "value_based_on", "group_by_based_on", "aggregate_function_based_on"),
	"Number Card": ("aggregate_function_based_on",),
	"Kanban Board": ("field_name",),
}
FILTERS = {
	"Dashboard Chart": "filters_json",
	"Number Card": "filters_json",
	"Kanban Board": "filters",
	"Auto Email Report": "filters",
}
# Of the settings of a Report Builder report.
IN_REPORT = {
	"filters": "filters",
	"order_by": "order",
	**dict.fromkeys(("sort_by", "sort_by_next"), "key"),
	**dict.fromkeys(("sort_order", "sort_order_next"), "direction"),
}


def before_save(doc, method=None) -> None:
	"""Hook of the DocTypes above and of Report."""
	if frappe.flags.in_install or frappe.flags.in_migrate or frappe.flags.in_uninstall:
		return
	for field in COLUMNS.get(doc.doctype, ()):
		check_named("columns", doc.get(field))
	if doc.doctype in FILTERS:
		check_named("filters", doc.get(FILTERS[doc.doctype]))
	_check_names(doc)
	if doc.doctype == "Report":
		settings = parsed_value(doc.get("json"))
		_check_builder(settings) if doc.report_type == "Report Builder" else check_added_columns(settings)


def _check_names(doc) -> None:
	"""What a chart or a card over documents names is there; those over a report have its filters."""
	if doc.doctype == CHART and doc.chart_type not in ("Custom", "Report"):
		doctype, asked = of_chart(doc.as_dict())
	elif doc.doctype == CARD and doc.type == "Document Type":
		doctype, asked = of_card(doc.as_dict(), doc.filters_json)
	else:
		return
	if doctype and frappe.db.exists("DocType", doctype):
		check_against_meta(doctype, asked)


def _check_builder(settings) -> None:
	if not isinstance(settings, dict):
		return
	for name, kind in IN_REPORT.items():
		check_named(kind, settings.get(name))
	for column in (*(settings.get("fields") or ()), *(settings.get("columns") or ())):
		name, *doctype = column if isinstance(column, list) else [column]
		check_named("column", name)
		check_named("doctype", doctype[0] if doctype else None)
	grouped = settings.get("group_by")
	if isinstance(grouped, dict):
		for name, kind in (
			("group_by", "columns"),
			("aggregate_on", "columns"),
			("aggregate_function", "aggregate"),
		):
			check_named(kind, grouped.get(name))
