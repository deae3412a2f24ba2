"""What somebody may not read cannot be asked about either: a row that is there or not would tell it letter by letter."""

import json
from collections.abc import Iterator
from copy import copy

import frappe
import pytest
import requests
from frappe.utils.password import set_encrypted_password

from kinerja_kecamatan.access.client_query import check_against_meta
from kinerja_kecamatan.demo.client import Person
from kinerja_kecamatan.exceptions import BadQuery
from tests.support.environment import Environment
from tests.support.http import raw
from tests.support.local_run import signed_in
from tests.support.no_roles import no_roles

METHOD = "/api/method/"
USER_QUERY = "frappe.core.doctype.user.user.user_query"
# The second where a request does not even say which DocType it is about.
REFUSALS = ("BadQuery", "RequestUnreadable", "Alamat ini tidak dikenal")
SECRETS = ("reset_password_key", "api_key", "last_ip", "mobile_no")


@pytest.fixture(scope="module")
def nobody(env: Environment, _connected: None) -> Person:
	"""An account without any role: it may select users, as everybody may."""
	return no_roles(env)


def ways(column: str) -> Iterator[tuple[str, str, dict]]:
	"""(verb, path, what to send): every way of the list of accounts to ask about a column."""
	guess = [["User", column, "like", "a%"]]
	for path in ("/api/resource/User", "/api/v2/document/User"):
		yield "GET", path, {"params": {"filters": json.dumps(guess)}}
		yield "GET", path, {"params": {"order_by": f"`tabUser`.`{column}` asc"}}
	for name in ("get", "get_list", "get_count", "get_stats"):
		asked = {"doctype": "User", "fields": json.dumps(["name"]), "stats": json.dumps([column])}
		yield "POST", f"{METHOD}frappe.desk.reportview.{name}", {"json": {**asked, "filters": guess}}
	for value in (f"max(`tabUser`.`{column}`) as name", f"{column} as name"):
		asked = {"doctype": "User", "fields": [value]}
		yield "POST", f"{METHOD}frappe.desk.reportview.get", {"json": asked}
	asked = {"doctype": "User", "txt": "", "reference_doctype": "ToDo"}
	yield (
		"POST",
		f"{METHOD}frappe.desk.search.search_link",
		{"json": {**asked, "filters": {column: ["like", "a%"]}}},
	)
	yield "POST", f"{METHOD}frappe.desk.search.search_link", {"json": {**asked, "searchfield": column}}
	# A query of Frappe's own knows its DocType, whatever the request says, and is found by more than one address.
	asked = {"txt": "a", "searchfield": column, "start": 0, "page_len": 20, "filters": "{}"}
	for doctype in ("", "User", "ToDo"):
		query = {**asked, "doctype": doctype}
		yield "POST", f"{METHOD}{USER_QUERY}", {"json": query}
		yield "GET", f"{METHOD}{USER_QUERY}/x", {"params": query}
		yield "GET", "/api/v2/method/User/user_query", {"params": query}
		for name in ("search_link", "search_widget"):
			sent = {**query, "query": USER_QUERY, "reference_doctype": "ToDo"}
			yield "POST", f"{METHOD}frappe.desk.search.{name}", {"json": sent}
	grouped = {"doctype": "User", "current_filters": "[]", "field": column}
	yield "GET", f"{METHOD}frappe.desk.listview.get_group_by_count", {"params": grouped}
	for name in ("get_value", "get_list", "get_count"):
		asked = {"doctype": "User", "fieldname": "name", "filters": json.dumps(guess)}
		yield "GET", f"{METHOD}frappe.client.{name}", {"params": asked}
		# To one reader of the address the end of a line, to another a part of what it leaves out.
		for sign in ("%0A", "%0Ax", "%0D", "%0B", "%C2%85", "%E2%80%A8"):
			yield "GET", f"{METHOD}frappe.client.{name}/{sign}", {"params": asked}
	linked = json.dumps([f"allocated_to.{column} as x"])
	yield "GET", "/api/resource/ToDo", {"params": {"fields": linked}}


@pytest.fixture(scope="module")
def by_token(nobody: Person) -> Person:
	"""The same account, let in by its key: Frappe knows who asks only after the hooks of a request."""
	key = frappe.generate_hash(length=15)
	frappe.db.set_value(
		"User", nobody.user, "api_key", key
	)  # a save would make a visitor of an account without roles
	set_encrypted_password("User", nobody.user, "rahasia", "api_secret")
	frappe.db.commit()
	keyed = copy(nobody)
	keyed.session = requests.Session()
	keyed.session.headers.update({**nobody.session.headers, "Authorization": f"token {key}:rahasia"})
	return keyed


@pytest.mark.parametrize("column", SECRETS)
def test_accounts_are_not_searched_by_what_is_not_shown_of_them(nobody, column):
	refused_everywhere(nobody, column)


@pytest.mark.parametrize("column", ["mobile_no", pytest.param("api_key", marks=pytest.mark.full)])
def test_nor_by_who_comes_with_a_token(by_token, column):
	answer = raw(by_token, "GET", f"{METHOD}frappe.auth.get_logged_user")
	assert answer.json()["message"] == by_token.user
	refused_everywhere(by_token, column)


def refused_everywhere(nobody: Person, column: str) -> None:
	wrong = []
	for verb, path, sent in ways(column):
		answer = raw(nobody, verb, path, **sent)
		missing = answer.status_code == 404 and path.startswith("/api/v2/")  # not in the snapshot
		if not any(word in answer.text for word in REFUSALS) and not missing:
			wrong.append(f"{verb} {path} {str(sent)[:160]}: {answer.status_code} {answer.text[:200]}")
	assert not wrong, wrong


@pytest.mark.parametrize("let_in", ["nobody", "by_token"])
def test_accounts_are_chosen_as_before(request, let_in):
	"""By what a choice shows of them, and by states and references."""
	nobody = request.getfixturevalue(let_in)
	for filters in (
		[["User", "full_name", "like", "%tanpa%"]],
		[["User", "enabled", "=", 1], ["User", "user_type", "=", "System User"]],
		[["User", "name", "=", nobody.user]],
	):
		answer = raw(
			nobody,
			"GET",
			"/api/resource/User",
			params={"filters": json.dumps(filters), "limit_page_length": 0},
		)
		assert answer.status_code == 200 and nobody.user in {row["name"] for row in answer.json()["data"]}
	asked = {"doctype": "User", "txt": "tanpa", "filters": json.dumps({"enabled": 1})}
	assert raw(nobody, "POST", f"{METHOD}frappe.desk.search.search_link", json=asked).status_code == 200


def test_a_column_of_a_higher_level_is_asked_about_by_who_reads_that_level(office, monkeypatch):
	field = frappe.get_meta("ToDo").get_field("description")
	monkeypatch.setattr(field, "permlevel", 1)
	asked = {"filters": [[["ToDo", "description", "like", "a%"]]]}
	with signed_in(office.people["camat"]):
		with pytest.raises(BadQuery):
			check_against_meta("ToDo", asked)
		with pytest.raises(BadQuery):
			check_against_meta("ToDo", {"order": ["description desc"]})
		check_against_meta("ToDo", {"fields": ["description"]})  # Frappe leaves it out of its answer
		monkeypatch.setattr(field, "permlevel", 0)
		check_against_meta("ToDo", asked)
	monkeypatch.setattr(field, "permlevel", 1)
	check_against_meta("ToDo", asked)  # the Administrator reads all


def test_who_reads_accounts_searches_them(office):
	with signed_in("Administrator"):
		check_against_meta("User", {"filters": [[["User", "mobile_no", "like", "08%"]]]})
