"""Scripts and pages that run in other people's desks are changed by who administers desks, whatever the way; over HTTP, as an account
without roles."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import frappe
import pytest

from kinerja_kecamatan.access import browser_code
from kinerja_kecamatan.demo.client import Person
from tests.support.http import raw
from tests.support.local_run import signed_in
from tests.support.no_roles import no_roles

OFFICE_PAGE = "Kinerja Kecamatan"
WORKSPACE = "frappe.desk.doctype.workspace.workspace"
CODE = "__ran(1)"
CARD = {
	"label": "Uji",
	"type": "Document Type",
	"document_type": "ToDo",
	"function": "Count",
	"filters_json": "[]",
}
CHART = {
	**{"chart_name": "Uji", "chart_type": "Count", "document_type": "ToDo", "based_on": "creation"},
	**{
		"type": "Line",
		"filters_json": "[]",
		"timespan": "Last Year",
		"time_interval": "Yearly",
		"timeseries": 1,
	},
}
BY_METHOD = {
	"frappe.desk.doctype.number_card.number_card.create_number_card": CARD,
	"frappe.desk.doctype.dashboard_chart.dashboard_chart.create_dashboard_chart": CHART,
}


@pytest.fixture(scope="module")
def somebody(env, _connected) -> Iterator[Person]:
	frappe.db.rollback()
	frappe.set_user("Administrator")
	made = no_roles(env)
	yield made
	frappe.db.rollback()
	for doctype in ("Custom HTML Block", "Number Card", "Dashboard Chart", "Workspace"):
		frappe.db.delete(doctype, {"owner": made.user})
	frappe.db.commit()


@pytest.fixture
def boss(somebody, site) -> Iterator[str]:
	"""Somebody else, with a page, settings and a dashboard of the own."""
	email = f"atasan-{frappe.generate_hash(length=8)}@uji.test"
	frappe.get_doc(
		{"doctype": "User", "email": email, "first_name": "Atasan", "send_welcome_email": 0}
	).insert()
	with signed_in(email):
		page = frappe.get_doc(page_of(email)).insert(ignore_permissions=True)
	for doctype in ("Notification Settings", "Dashboard Settings"):
		if not frappe.db.exists(doctype, email):
			frappe.get_doc({"doctype": doctype, "name": email, "user": email}).insert()
	frappe.db.commit()
	yield email
	frappe.db.rollback()
	frappe.db.delete("Workspace", {"name": page.name})
	for doctype in ("Notification Settings", "Dashboard Settings", "User"):
		frappe.db.delete(doctype, {"name": email})
	frappe.db.commit()


def page_of(user: str, public: int = 0) -> dict:
	label = f"Uji-{user}"
	values = {"title": "Uji", "label": label, "name": label, "for_user": user, "public": public}
	return {"doctype": "Workspace", "content": "[]", **values}


def post(person: Person, method: str, **values):
	return raw(person, "POST", f"/api/method/{method}", json=values)


def put(person: Person, doctype: str, name: str, **values):
	return raw(person, "PUT", f"/api/resource/{doctype}/{name}", json=values)


def state(doctype: str, *names: str) -> list:
	frappe.db.rollback()
	return frappe.db.get_all(doctype, filters={"name": ["in", names]}, fields="*", order_by="name")


def shortcuts() -> int:
	frappe.db.rollback()
	return frappe.db.count("Workspace Shortcut", {"parenttype": "Workspace"})


@pytest.mark.parametrize("field", browser_code.RUN["Custom HTML Block"])
def test_a_block_of_html_is_no_everybodys(site, somebody, field):
	answer = raw(
		somebody, "POST", "/api/resource/Custom HTML Block", json={"name": f"Uji {field}", field: CODE}
	)
	assert answer.status_code == 403 and "peramban semua orang" in answer.text
	assert not state("Custom HTML Block", f"Uji {field}")


@pytest.mark.parametrize("method", sorted(BY_METHOD))
def test_filters_that_are_evaluated_are_no_everybodys_either(site, somebody, method):
	doctype = "Number Card" if BY_METHOD[method] is CARD else "Dashboard Chart"
	before = frappe.db.count(doctype)
	for field in browser_code.RUN[doctype]:
		for value in (CODE, json.dumps([["ToDo", "status", "=", CODE, False]]), json.dumps({"status": CODE})):
			answer = post(somebody, method, args=json.dumps({**BY_METHOD[method], field: value}))
			assert answer.status_code == 403 and "peramban semua orang" in answer.text, (field, answer.text)
	frappe.db.rollback()
	assert frappe.db.count(doctype) == before
	plain = {**BY_METHOD[method], "dynamic_filters_json": "[]"}
	assert post(somebody, method, args=json.dumps(plain)).ok


def test_who_administers_desks_writes_them_and_others_save_what_stands(site):
	card = frappe.get_doc(
		{"doctype": "Number Card", **CARD, "dynamic_filters_json": f'[["ToDo","status","=","{CODE}"]]'}
	)
	card.insert()
	with signed_in("Guest"):
		card.label = "Lain"
		card.save(ignore_permissions=True)
		card.dynamic_filters_json = card.dynamic_filters_json.replace("1", "2")
		with pytest.raises(frappe.PermissionError):
			card.save(ignore_permissions=True)


def test_every_field_that_the_desk_evaluates_is_named(site):
	"""Where Frappe's desk evaluates a field of a document by its name, it is one of ours, or its DocType's administrators' alone."""
	found = set()
	for path in (
		frappe.get_app_path("frappe", "desk"),
		frappe.get_app_path("frappe", "public", "js", "frappe"),
	):
		found |= evaluated_in(path)
	known = {field for fields in browser_code.RUN.values() for field in fields}
	assert found <= known | {"menu_item", "txt", "value", "parsed_value", "f", "dynamic_filters", "code"}, (
		found
	)
	assert found >= {"filters_config"}


def evaluated_in(folder: str) -> set[str]:
	pattern = re.compile(r"[^.\w]eval\((?:frm\.doc\.)?(\w+)")
	sources = (path.read_text() for path in Path(folder).rglob("*.js") if "node_modules" not in path.parts)
	return {name for source in sources for name in pattern.findall(source)}


def takes_away(boss: str) -> dict[str, tuple[str, str, dict]]:
	"""Ways to write on a page that is the office's, or somebody else's."""
	page, theirs = OFFICE_PAGE, f"Uji-{boss}"
	content = json.dumps([{"type": "paragraph", "data": {"text": "<img src=x onerror=__ran(1)>"}}])
	look = {"icon": "", "indicator_color": "", "parent": "", "public": 0}
	row = {
		"parenttype": "Workspace",
		"parentfield": "shortcuts",
		"type": "DocType",
		"link_to": "ToDo",
		"label": "x",
	}
	found = {}
	for name in (page, theirs):
		found |= {
			f"rename {name}": (
				"POST",
				f"/api/method/{WORKSPACE}.update_page",
				{"name": name, "title": "Curian", **look},
			),
			f"delete {name}": (
				"POST",
				f"/api/method/{WORKSPACE}.delete_page",
				{"page": json.dumps({"name": name, "public": 0})},
			),
			f"hide {name}": ("POST", f"/api/method/{WORKSPACE}.hide_page", {"page_name": name}),
			f"put {name}": ("PUT", f"/api/resource/Workspace/{name}", {"content": content}),
			f"steal {name}": ("PUT", f"/api/resource/Workspace/{name}", {"public": 0, "for_user": "tanpa"}),
			f"drop {name}": ("DELETE", f"/api/resource/Workspace/{name}", {}),
			f"rename_doc {name}": (
				"POST",
				"/api/method/frappe.client.rename_doc",
				{"doctype": "Workspace", "old_name": name, "new_name": "Curian"},
			),
			f"row {name}": (
				"POST",
				"/api/resource/Workspace Shortcut",
				{**row, "parent": name, "stats_filter": CODE},
			),
			f"save {name}": (
				"POST",
				f"/api/method/{WORKSPACE}.save_page",
				{"title": name, "public": 1, "new_widgets": "{}", "blocks": content},
			),
		}
	planted = {"title": "Baru", "label": f"Baru-{boss}", "for_user": boss, "public": 0, "content": content}
	public = {"title": "Umum", "label": "Umum", "for_user": "", "public": 1, "content": content}
	for label, values in {"plant": planted, "publish": public}.items():
		found |= {
			f"{label} by method": (
				"POST",
				f"/api/method/{WORKSPACE}.new_page",
				{"new_page": json.dumps(values)},
			),
			f"{label} by REST": ("POST", "/api/resource/Workspace", values),
		}
	return found


@pytest.mark.full
def test_pages_of_the_office_and_of_others_stay_as_they_are(site, somebody, boss):
	page = frappe.get_doc("Workspace", OFFICE_PAGE)
	named = (page.name, f"Uji-{boss}")
	before, number, rows = state("Workspace", *named), frappe.db.count("Workspace"), shortcuts()
	for label, (verb, path, values) in takes_away(boss).items():
		raw(somebody, verb, path, json=values)
		assert state("Workspace", *named) == before, label
		assert (frappe.db.count("Workspace"), shortcuts()) == (number, rows), label


def test_the_own_page_is_ones_own(site, somebody):
	me = somebody.user
	own = {"title": "Meja", "label": f"Meja-{me}", "for_user": me, "public": 0, "content": "[]"}
	assert post(somebody, f"{WORKSPACE}.new_page", new_page=json.dumps(own)).ok
	name = f"Meja-{me}"
	assert state("Workspace", name)
	blocks = json.dumps([{"type": "header", "data": {"text": "Judul"}}])
	assert post(
		somebody, f"{WORKSPACE}.save_page", title="Meja", public=0, new_widgets="{}", blocks=blocks
	).ok
	look = {"icon": "", "indicator_color": "", "parent": "", "public": 0}
	assert post(somebody, f"{WORKSPACE}.update_page", name=name, title="Kerja", **look).ok
	assert state("Workspace", f"Kerja-{me}")[0].content == blocks
	page = json.dumps({"name": f"Kerja-{me}", "public": 0})
	assert post(somebody, f"{WORKSPACE}.delete_page", page=page).ok
	assert not state("Workspace", name, f"Kerja-{me}")


@pytest.mark.full
def test_a_workspace_manager_keeps_the_offices_page(site, boss):
	page = frappe.get_doc("Workspace", OFFICE_PAGE)
	with signed_in(boss):
		assert not frappe.has_permission("Workspace", "write", page)
	frappe.get_doc("User", boss).add_roles("Workspace Manager")
	with signed_in(boss):
		assert frappe.has_permission("Workspace", "write", page)
		page.save()


@pytest.mark.parametrize(
	("doctype", "field", "value"),
	[("Notification Settings", "enabled", 0), ("Dashboard Settings", "chart_config", '{"x": 1}')],
)
def test_settings_are_ones_own(env, site, somebody, boss, doctype, field, value):
	before = state(doctype, boss)
	assert before
	assert put(somebody, doctype, boss, **{field: value}).status_code == 403
	assert raw(somebody, "GET", f"/api/resource/{doctype}/{boss}").status_code == 403
	assert raw(somebody, "DELETE", f"/api/resource/{doctype}/{boss}").status_code == 403
	named = frappe.generate_hash(length=8)
	raw(somebody, "POST", f"/api/resource/{doctype}", json={"name": named, "user": boss})
	assert state(doctype, boss) == before and not state(doctype, named)
	if not state(doctype, somebody.user):
		frappe.get_doc({"doctype": doctype, "name": somebody.user}).insert()
		frappe.db.commit()
	answer = put(somebody, doctype, somebody.user, **{field: value})
	assert answer.ok, answer.text


@pytest.mark.full
def test_a_saved_filter_is_its_makers(site, somebody, boss):
	values = {"doctype": "List Filter", "reference_doctype": "ToDo", "filters": "[]"}
	with signed_in(boss):
		common, own = (
			frappe.get_doc({**values, "filter_name": word, "for_user": user})
			.insert(ignore_permissions=True)
			.name
			for word, user in (("Semua", ""), ("Saya", boss))
		)
	frappe.db.commit()
	try:
		before = state("List Filter", common, own)
		for name in (common, own):
			assert put(somebody, "List Filter", name, filter_name="x").status_code == 403
			assert raw(somebody, "DELETE", f"/api/resource/List Filter/{name}").status_code == 403
		assert raw(somebody, "GET", f"/api/resource/List Filter/{common}").ok
		assert raw(somebody, "GET", f"/api/resource/List Filter/{own}").status_code == 403
		planted = {**values, "filter_name": "Titipan", "for_user": boss}
		assert raw(somebody, "POST", "/api/resource/List Filter", json=planted).status_code == 403
		assert state("List Filter", common, own) == before
		mine = raw(somebody, "POST", "/api/resource/List Filter", json={**planted, "for_user": somebody.user})
		assert mine.ok
		name = mine.json()["data"]["name"]
		assert raw(somebody, "DELETE", f"/api/resource/List Filter/{name}").ok
	finally:
		frappe.db.delete("List Filter", {"name": ["in", [common, own]]})
		frappe.db.commit()
