"""What a client names in a query is a column, wherever it says so; what the desk asks for is answered as before."""

import json
import time
from collections.abc import Iterator

import frappe
import pytest
import requests
from frappe.utils import add_months, nowdate

from kinerja_kecamatan.access import client_query, core_reads, reports
from kinerja_kecamatan.demo.client import Person, reason_of
from kinerja_kecamatan.exceptions import BadQuery
from tests.support.environment import Environment
from tests.support.expressions import EXPRESSIONS, forms, places
from tests.support.http import raw
from tests.support.inside import own_transaction, send
from tests.support.local_run import LocalRun, refused, signed_in
from tests.support.office import PASSWORD, make_office
from tests.support.sop_run import FORMAT

METHOD = "/api/method/"
REFUSED = "BadQuery"
# Lists that read their arguments out of the form, and what they need beside the expression.
READING_FORM = ("get", "get_list", "get_count", "export_query")
# What the desk and its pages send (tried in both releases), by argument.
OF_THE_DESK = {
	"fields": (
		'["`tabToDo`.`name`","`tabToDo`.`_comments`"]',
		'["name","status as value"]',
		'["*"]',
		'["count(`tabToDo`.`name`) as total_count"]',
		'["`tabToDo`.`name`","`tabToDo`.`status` as \'ToDo:status\'"]',
		'["assigned_by.full_name as assigned_by_full_name","name"]',
	),
	"order_by": (
		"`tabToDo`.`modified` desc",
		"modified desc",
		"creation",
		"`tabToDo`.`idx` desc, modified ASC",
	),
	"filters": (
		'[["ToDo","status","=","Open"]]',
		'[["ToDo","status","=","Open",false]]',
		'{"status":["in",["Open","Closed"]]}',
		'[["creation","between",["2020-01-01","2030-01-01"]]]',
		'[["ToDo","description","like","%(select 1)%"]]',
		"{}",
		"[]",
	),
	"group_by": ("`tabToDo`.`status`", "status"),
}


@pytest.fixture(scope="module")
def person(env: Environment, _shared_office) -> Person:
	office = _shared_office
	return Person(env.url, env.site, office.people[f"ku:{office.units[0]}"], PASSWORD, "Kepala Unit")


def is_refused(answer: requests.Response) -> bool:
	"""The second release of Frappe's API says so in its own form."""
	said = answer.json() if answer.status_code == 417 else {}
	kinds = {said.get("exc_type"), *(error.get("type") for error in said.get("errors", ()))}
	# The border asks first whether a DocType is one, and whether nothing is lacking.
	return bool(kinds & {REFUSED, "RequestUnreadable"})


def attacks(expression: str) -> Iterator[tuple[str, str, dict]]:
	"""(verb, path, what to send) of the lists that have no arguments of their own."""
	for name in READING_FORM:
		for argument in ("fields", "filters", "or_filters", "order_by", "group_by"):
			kind = {"order_by": "order", "group_by": "columns"}.get(argument, argument.removeprefix("or_"))
			for value in forms(kind, expression):
				sent = {"doctype": "ToDo", "fields": ["name"], "file_format_type": "CSV", argument: value}
				yield "POST", f"{METHOD}frappe.desk.reportview.{name}", {"json": sent}
	for path in ("/api/resource/ToDo", "/api/v1/resource/ToDo", "/api/v2/document/ToDo"):
		yield "GET", path, {"params": {"order_by": expression}}
		yield "GET", path, {"params": {"fields": json.dumps([expression])}}
		yield "GET", path, {"params": {"filters": json.dumps([["ToDo", expression, "=", "1"]])}}
	yield "GET", "/api/v2/doctype/ToDo/count", {"params": {"filters": json.dumps({expression: "1"})}}
	yield "GET", "/?cmd=frappe.client.get_list", {"params": {"doctype": "ToDo", "order_by": expression}}
	card = {
		"name": "x",
		"document_type": "ToDo",
		"function": "Sum",
		"aggregate_function_based_on": expression,
	}
	number_card = "frappe.desk.doctype.number_card.number_card.get_result"
	yield "POST", METHOD + number_card, {"json": {"doc": json.dumps(card), "filters": []}}
	chart = {"document_type": "ToDo", "chart_type": "Group By", "group_by_type": "Count", "name": "x"}
	get_chart = "frappe.desk.doctype.dashboard_chart.dashboard_chart.get"
	for part in ("group_by_based_on", "based_on", "value_based_on"):
		yield "POST", METHOD + get_chart, {"json": {"chart": json.dumps({**chart, part: expression})}}
	filtered = {**chart, "filters_json": json.dumps([["ToDo", expression, "=", "1"]])}
	yield "POST", METHOD + get_chart, {"json": {"chart": json.dumps(filtered)}}
	events = {"doctype": "ToDo", "start": "2020-01-01", "end": "2030-01-01"}
	dates = json.dumps({"start": expression, "end": "date", "title": "name"})
	yield "GET", f"{METHOD}frappe.desk.calendar.get_events", {"params": {**events, "field_map": dates}}
	column = {"doctype": "ToDo", "fieldname": expression, "link_field": "name", "insert_after_index": 0}
	run = {"report_name": "ToDo", "filters": {}, "custom_columns": [column]}
	yield "POST", f"{METHOD}frappe.desk.query_report.run", {"json": run}


def refuse_all(person: Person, asked: Iterator[tuple[str, str, dict]]) -> int:
	"""Go through them all: each is refused by the check, and at once."""
	number, wrong = 0, []
	for verb, path, sent in asked:
		began = time.monotonic()
		answer = raw(person, verb, path, **sent)
		number += 1
		missing = answer.status_code == 404 and path.startswith(
			("/api/v1/", "/api/v2/")
		)  # not in the snapshot
		if not (is_refused(answer) or missing) or time.monotonic() - began > 5:
			wrong.append(f"{verb} {path} {str(sent)[:200]}: {answer.status_code} {reason_of(answer)[:200]}")
	assert not wrong, wrong[:10]
	return number


def test_no_list_takes_an_expression(person):
	"""Two expressions here, all of them in the full run."""
	assert sum(refuse_all(person, attacks(expression)) for expression in EXPRESSIONS[:2]) > 100


@pytest.mark.full
def test_no_list_takes_any_of_many_expressions(person):
	for expression in EXPRESSIONS[2:]:
		refuse_all(person, attacks(expression))


def through_arguments(only: set[str] | None, expressions: tuple[str, ...]) -> Iterator[tuple[str, str, dict]]:
	for method, arguments in places().items():
		if only is not None and method not in only:
			continue
		verb = frappe.allowed_http_methods_for_whitelisted_func[frappe.get_attr(method)][0]
		for argument, kind in arguments.items():
			for expression in expressions if kind != "doctype" else expressions[:1]:
				value = next(iter(forms(kind, expression)))
				sent = {"doctype": "ToDo", argument: value}
				if verb == "GET":
					value = value if isinstance(value, str) else json.dumps(value)
					yield verb, METHOD + method, {"params": {**sent, argument: value}}
				else:
					yield verb, METHOD + method, {"json": sent}


@pytest.mark.full
def test_no_method_in_the_place_of_frappes_takes_an_expression(person, site):
	overridden = set(frappe.get_hooks("override_whitelisted_methods"))
	assert refuse_all(person, through_arguments(overridden, EXPRESSIONS[:1])) > 15


@pytest.mark.full
def test_no_method_of_the_installed_frappe_takes_an_expression(person, site):
	"""Whatever takes a column, by its arguments' names, found in the installed Frappe."""
	assert len(places()) > 100
	refuse_all(person, through_arguments(None, EXPRESSIONS[:4]))


@pytest.mark.parametrize("argument", OF_THE_DESK)
def test_what_the_desk_asks_for_is_answered(person, argument):
	"""For a DocType that is not ours."""
	for value in OF_THE_DESK[argument]:
		sent = {"doctype": "ToDo", "fields": '["name"]', argument: value}
		if argument == "group_by":
			sent["fields"] = '["status"]'
			sent |= {
				"aggregate_function": "count",
				"aggregate_on_doctype": "ToDo",
				"aggregate_on_field": "name",
			}
			sent["order_by"] = "_aggregate_column desc"
		answer = raw(person, "POST", f"{METHOD}frappe.desk.reportview.get", data=sent)
		assert answer.ok, f"{value}: {reason_of(answer)}"
		if argument != "group_by" and "*" not in value:
			values = {key: each for key, each in sent.items() if key != "doctype"}
			answer = raw(person, "GET", "/api/resource/ToDo", params=values)
			assert answer.ok or "count(" in value, f"REST {value}: {reason_of(answer)}"


def test_names_that_are_not_there_are_refused(person):
	for verb, path, sent in (
		("GET", "/api/resource/ToDo", {"params": {"order_by": "tidak_ada desc"}}),
		("GET", "/api/resource/ToDo", {"params": {"filters": '[["ToDo","tidak_ada","=","1"]]'}}),
		# Blanks around a name make it another one, to the database as to Frappe.
		*(
			("GET", "/api/resource/ToDo", {"params": {"filters": json.dumps(filters)}})
			for name in (" name ", "name ", " name", "\tname", "name\n", "`name `", "\u00a0name")
			for filters in ([["ToDo", name, "=", "1"]], [[name, "=", "1"]], {name: "1"})
		),
		("POST", f"{METHOD}frappe.client.get_list", {"json": {"doctype": "ToDo", "fields": ["tidak_ada"]}}),
		(
			"POST",
			f"{METHOD}frappe.client.get_count",
			{"json": {"doctype": "ToDo", "filters": {"tidak_ada": 1}}},
		),
		(
			"POST",
			f"{METHOD}frappe.client.get_count",
			{"json": {"doctype": "ToDo", "filters": [["ToDo", "status", "= 1 or 1 =", "1"]]}},
		),
		(
			"POST",
			f"{METHOD}frappe.desk.listview.get_group_by_count",
			{
				"json": {"doctype": "ToDo", "current_filters": "[]", "field": "tidak_ada"},
			},
		),
	):
		assert is_refused(raw(person, verb, path, **sent)), f"{path} {sent}"


def test_a_document_with_fields_of_such_names_is_written(env: Environment, site):
	"""DocType, Custom Field and the like have fields called `fields`, `order_by`, `filters`: to write them is no query."""
	admin = Person(env.url, env.site, "Administrator", env.admin_password, "Administrator")
	name = f"Uji Kueri {frappe.generate_hash(length=6)}"
	fields = [{"fieldname": "judul", "label": "Judul (apa saja)", "fieldtype": "Data", "in_list_view": 1}]
	permissions = [{"role": "System Manager", "read": 1, "write": 1, "create": 1, "delete": 1, "report": 1}]
	made = {"name": name, "custom": 1, "module": "Custom", "fields": fields, "permissions": permissions}
	assert raw(admin, "POST", "/api/resource/DocType", json=made).ok
	try:
		assert admin.insert(name, judul="satu")["name"]
	finally:
		assert raw(admin, "DELETE", f"/api/resource/DocType/{name}").ok


def test_a_query_that_is_kept_for_later_takes_no_expression(site):
	bad = EXPRESSIONS[0]
	chart = {"doctype": "Dashboard Chart", "chart_name": "x", "document_type": "ToDo", "chart_type": "Count"}
	chart |= {"based_on": "creation", "timespan": "Last Year", "time_interval": "Yearly", "type": "Line"}
	chart["filters_json"] = "[]"
	card = {"doctype": "Number Card", "label": "x", "document_type": "ToDo", "function": "Count"}
	card |= {"type": "Document Type", "filters_json": "[]"}
	report = {"doctype": "Report", "report_name": "x", "ref_doctype": "ToDo", "report_type": "Report Builder"}
	settings = {"fields": [["name", "ToDo"]], "filters": [["ToDo", "status", "=", "Open"]]}
	settings |= {"order_by": "`tabToDo`.`modified` desc", "sort_by": "ToDo.modified", "sort_order": "desc"}
	for values, changes in (
		(
			chart,
			[
				{"based_on": bad},
				{"value_based_on": bad},
				{"filters_json": json.dumps([["ToDo", bad, "=", 1]])},
			],
		),
		(
			card,
			[{"function": "Sum", "aggregate_function_based_on": bad}, {"filters_json": json.dumps({bad: 1})}],
		),
		(
			report,
			[
				{"json": json.dumps({**settings, name: value})}
				for name, value in (
					("fields", [[bad, "ToDo"]]),
					("order_by", bad),
					("filters", [["ToDo", bad, "=", 1]]),
					("group_by", {"group_by": bad, "aggregate_function": "count"}),
					("sort_order", f"desc, {bad}"),
				)
			],
		),
	):
		if values is report:
			values = {**values, "json": json.dumps(settings)}
		for change in changes:
			with pytest.raises(BadQuery):
				frappe.get_doc({**values, **change}).insert()
		frappe.get_doc(values).insert()


def test_a_goal_graph_adds_up_what_one_may_list(office):
	"""Whatever the client says of the documents to add up."""
	run = LocalRun(office).up_to_meeting()
	unit = office.units[0]
	formats = {
		of: frappe.get_all(FORMAT, {"disposisi": run.disposisi, "unit_kerja": of}, pluck="name")
		for of in office.units
	}
	every = [name for names in formats.values() for name in names]
	for name in every:  # the present month's figure is the document's own
		frappe.db.set_value(FORMAT, name, "creation", add_months(nowdate(), -2), update_modified=False)
	asked = {"goal_value_field": "idx", "goal_total_field": "idx", "goal_history_field": "catatan"}
	asked |= {
		"goal_doctype_link": "name",
		"goal_field": "name",
		"date_field": "creation",
		"aggregation": "count",
	}
	for person, expected in ((f"ku:{unit}", formats[unit]), ("sekcam", every)):
		with signed_in(office.people[person]):
			graph = core_reads.get_monthly_goal_graph_data(
				FORMAT, formats[unit][0], FORMAT, filters={"name": ["in", every]}, title="x", **asked
			)
		assert sum(graph["data"]["datasets"][0]["values"]) == len(expected), person


def test_ones_own_documents_are_not_held_against_others(person, office):
	"""`get_next` compares any field of the document that is named."""
	other = make_office()
	with signed_in(person.user):
		said = refused(
			frappe.PermissionError, core_reads.get_next, "Unit Kerja", other.root, 0, sort_field="nama_unit"
		)
	assert "tidak dapat Anda buka" in said
	with signed_in(person.user):
		assert core_reads.get_next("Unit Kerja", office.root, 0, sort_field="name", sort_order="asc")


def test_a_refusal_says_why(person, office, monkeypatch):
	"""About a document of another office, about one of Frappe's that one may not read, about a column that one may not."""
	other = make_office()
	unseen = {"tag": "x", "dt": "User", "dn": other.people["camat"]}
	hidden = {"doctype": "Unit Kerja", "field": "rgt"}
	monkeypatch.setattr(reports, "get_permitted_fields", lambda doctype: ["name"])
	with own_transaction():
		for method, values, words in (
			(
				"frappe.desk.form.linked_with.get",
				{"doctype": "Unit Kerja", "docname": other.root},
				"Anda buka",
			),
			("frappe.desk.doctype.tag.tag.add_tag", unseen, "Anda buka"),
			("frappe.desk.query_report.get_data_for_custom_field", hidden, "Anda baca"),
		):
			answer = send(person.user, "POST", METHOD + method, json=values)
			assert answer.status == 403 and words in answer.said, f"{method}: {answer}"


def test_long_texts_are_refused_at_once(site):
	"""A pattern that tries every split of a long text would be a lever of its own."""
	began = time.monotonic()
	for kind in client_query.READS_AS:
		with pytest.raises(BadQuery):
			client_query.check_named(kind, "a " * 500_000 + "(")
	assert time.monotonic() - began < 1
