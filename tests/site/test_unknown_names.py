"""A column or an operator that is not there gets a sentence, by whatever of Frappe's it is asked."""

import json
from collections.abc import Iterable
from urllib.parse import urlencode

import frappe
import pytest

from kinerja_kecamatan.access import asked_columns
from kinerja_kecamatan.demo.client import Person
from tests.support.environment import Environment
from tests.support.http import raw
from tests.support.inside import Answer, own_transaction, send
from tests.support.office import PASSWORD
from tests.support.sop_run import RAPAT
from tests.support.unknown_names import COLUMN, METHOD, OPERATOR, Question, questions

# What lists, counts, searches, draws or exports, where it has to be refused; elsewhere an answer that is no server's error will do.
REFUSING = (
	*("client.get", "client.get_count", "client.get_list", "client.get_value", "client.validate_link"),
	*("desk.calendar.get_events", "desk.doctype.event.event.get_events", "desk.form.utils.get_next"),
	*("desk.doctype.dashboard_chart.dashboard_chart.get", "desk.doctype.number_card.number_card.get_result"),
	*("desk.listview.get_group_by_count", "desk.query_report.get_data_for_custom_field"),
	*("desk.reportview.get", "desk.reportview.get_list", "desk.reportview.get_count"),
	*("desk.reportview.export_query", "desk.reportview.get_stats", "desk.reportview.get_sidebar_stats"),
	*("desk.search.search_link", "desk.search.search_widget", "geo.utils.get_coords"),
	"core.doctype.data_export.exporter.export_data",
	"core.doctype.data_import.data_import.download_template",
	"workflow.doctype.workflow.workflow.get_workflow_state_count",
)
LISTS = {f"{METHOD}frappe.{name}" for name in REFUSING} | {"/api/resource/ToDo"}
REFUSAL = "tidak dapat dipakai untuk mencari"
# Its filters are not of the DocType that all are asked about.
OF_ANOTHER = {f"{METHOD}frappe.desk.doctype.event.event.get_events"}
# These only write what they are told, or note it.
NOT_ASKING = {METHOD + name for name in asked_columns.NO_QUESTION}


def answer(user: str, question: Question, values: dict) -> Answer:
	path, content = question.path, {"json": values}
	if question.verb == "GET":
		flat = {
			key: each if isinstance(each, str | int) else json.dumps(each) for key, each in values.items()
		}
		path, content = f"{path}?{urlencode(flat)}", {}
	with own_transaction():
		return send(user, question.verb, path, **content)


def refuse_all(user: str, asked: Iterable[Question], beside: bool) -> set[str]:
	"""The paths that refused; `beside` asks each question also with a name that is there, which has to be let through."""
	wrong, refused = [], set()
	for question in asked:
		said = answer(user, question, question.values)
		sound = answer(user, question, question.sound) if beside else None
		if question.path in LISTS:
			fault = not (said.status == 417 and said.said)
			fault |= bool(sound) and REFUSAL in sound.said and question.path not in OF_ANOTHER
		else:
			fault = said.status >= 500 and bool(sound) and sound.status < 500
		if fault and question.path not in NOT_ASKING:
			wrong.append(f"{question.label}: {said} {sound}")
		if said.status == 417:
			refused.add(question.path)
	assert not wrong, "\n".join(wrong)
	return refused


def test_a_column_or_an_operator_that_is_not_there_gets_a_sentence(_shared_office, site):
	"""One of each by what lists; the full run takes every argument of every method."""
	seen, asked = set(), []
	for question in questions({f"frappe.{name}" for name in REFUSING}):
		kind = (question.path, question.label.rpartition(":")[2].split()[0])
		if question.path in LISTS and kind not in seen:
			seen.add(kind)
			asked.append(question)
	assert refuse_all(_shared_office.people["pek"], asked, beside=False) == LISTS


@pytest.mark.full
def test_by_no_method_of_the_installed_frappe_it_is_a_servers_error(_shared_office, site):
	assert refuse_all(_shared_office.people["pek"], questions(), beside=True) >= LISTS
	assert refuse_all("Administrator", questions(), beside=True) >= LISTS


def test_the_same_over_http(env: Environment, _shared_office):
	"""Through the web server: a link field's search, a count, a kept chart and a kept number card."""
	person = Person(env.url, env.site, _shared_office.people["pek"], PASSWORD, "Kasubag PEK")
	search = {"doctype": RAPAT, "txt": "", "filters": json.dumps({COLUMN: 1})}
	standard = {"doctype": "User", "txt": "", "filters": json.dumps({COLUMN: 1})}
	count = {"doctype": RAPAT, "filters": json.dumps([[RAPAT, "acara", OPERATOR, "x"]])}
	for method, values in (
		("frappe.desk.search.search_link", search),
		("frappe.desk.search.search_link", standard),
		("frappe.client.get_count", count),
	):
		said = raw(person, "POST", METHOD + method, json=values)
		assert said.status_code == 417 and said.json()["exc_type"] == "BadQuery", said.text[:300]
	found = raw(
		person,
		"POST",
		f"{METHOD}frappe.desk.search.search_link",
		json=standard | {"filters": json.dumps({"ignore_user_type": 1, "enabled": 1})},
	)
	assert found.ok, found.text[:300]


def test_what_is_drawn_later_names_columns_that_are_there(site):
	"""Charts and cards that are kept: refused when they are saved, and when a column has gone since."""
	user = "Administrator"
	chart = {"doctype": "Dashboard Chart", "chart_name": "Uji kolom", "document_type": "ToDo", "type": "Line"}
	chart |= {"chart_type": "Count", "based_on": "creation", "timespan": "Last Year"}
	chart |= {"time_interval": "Yearly", "filters_json": "[]"}
	card = {"doctype": "Number Card", "label": "Uji kolom", "document_type": "ToDo", "function": "Count"}
	card |= {"type": "Document Type", "filters_json": "[]"}
	for values, changes in (
		(chart, [{"based_on": COLUMN}, {"filters_json": json.dumps([["ToDo", COLUMN, "=", 1]])}]),
		(card, [{"function": "Sum", "aggregate_function_based_on": COLUMN}]),
		(card, [{"filters_json": json.dumps([["ToDo", "status", OPERATOR, 1]])}]),
	):
		for change in changes:
			with pytest.raises(frappe.DataError):
				frappe.get_doc({**values, **change}).insert()
	kept = frappe.get_doc(chart).insert()
	frappe.db.set_value("Dashboard Chart", kept.name, "based_on", COLUMN)
	get = f"{METHOD}frappe.desk.doctype.dashboard_chart.dashboard_chart.get"
	with own_transaction():
		said = send(user, "POST", get, json={"chart_name": kept.name, "no_cache": 1})
	assert said.status == 417 and COLUMN in said.said
