"""What calls a method by a name that a client gives: known, and no way around what stands in a method's place or its verb."""

import ast
import json
from pathlib import Path

import frappe
import pytest
from frappe.utils import background_jobs

import kinerja_kecamatan
from kinerja_kecamatan.access import whitelist
from kinerja_kecamatan.base import jobs
from kinerja_kecamatan.demo.client import Person, reason_of
from kinerja_kecamatan.process import api, background
from tests.support.dispatchers import found_in
from tests.support.environment import Environment
from tests.support.http import raw
from tests.support.isolation.own_methods import posted
from tests.support.local_run import LocalRun
from tests.support.office import PASSWORD
from tests.support.record import administrator
from tests.support.sop_run import DISPOSISI

APP, METHOD = "kinerja_kecamatan", "/api/method/"
MAP = f"{METHOD}frappe.model.mapper.map_docs"
# Dispatchers of the snapshot of 2023 and of 15.55.1, and why each is closed. One that is not here is to be looked at: does it ask
# `in frappe.whitelisted` (access.whitelist answers) or compute on its own?
KNOWN = {
	**dict.fromkeys(
		(
			"frappe.desk.search.search_link",
			"frappe.desk.search.search_widget",
			"frappe.desk.treeview.get_all_nodes",
			"frappe.handler.upload_file",
			"frappe.handler.uploadfile",
			"frappe.model.mapper.make_mapped_doc",
			"frappe.model.mapper.map_docs",
		),
		"asks the whitelist, second",
	),
	**dict.fromkeys(
		(
			"frappe.api.execute_doc_method",
			"frappe.api.v1.execute_doc_method",
			"frappe.api.v1.read_doc",
			"frappe.api.v2.execute_doc_method",
			"frappe.api.v2.handle_rpc_call",
			"frappe.api.v2.run_doc_method",
			"frappe.handler.execute_cmd",
			"frappe.handler.get_attr",
			"frappe.handler.handle",
			"frappe.handler.run_doc_method",
		),
		"the front door: resolves overrides, asks the whitelist, first",
	),
	**dict.fromkeys(
		("frappe.api.get_doc_list", "frappe.api.v1.document_list", "frappe.api.v2.document_list"),
		"calls get_list with what the form says, which access.door has looked at",
	),
	**dict.fromkeys(
		("frappe.desk.form.load.getdoc", "frappe.desk.form.load.get_docinfo"),
		"hook additional_timeline_content of a DocType: the name chooses among hooks",
	),
	**dict.fromkeys(
		(
			"frappe.automation.doctype.assignment_rule.assignment_rule.bulk_apply",
			"frappe.model.workflow.apply_workflow",
			"frappe.model.workflow.bulk_workflow_approval",
			"frappe.model.workflow.get_common_transition_actions",
			"frappe.model.workflow.get_transitions",
		),
		"evaluates a stored condition over a document",
	),
	"frappe.utils.nestedset.rebuild_tree": "the column of the parent, a name: access.door",
}


@pytest.fixture(scope="module")
def person(env: Environment, _shared_office) -> Person:
	office = _shared_office
	return Person(env.url, env.site, office.people[f"ku:{office.units[0]}"], PASSWORD, "Kepala Unit")


def test_every_dispatcher_of_the_installed_frappe_is_known(site):
	found = {each.function: sorted(each.sinks) for each in found_in(Path(frappe.__file__).parent)}
	assert {"frappe.model.mapper.map_docs", "frappe.desk.treeview.get_all_nodes"} <= set(found)
	unknown = {name: sinks for name, sinks in found.items() if name not in KNOWN}
	assert not unknown, f"look at these: {unknown}"


def test_the_search_for_dispatchers_finds_one_behind_names_and_helpers(tmp_path):
	"""Through an assignment, a helper of the module, and the form."""
	package = tmp_path / "paket"
	package.mkdir()
	(package / "modul.py").write_text(
		"@frappe.whitelist()\n"
		"def satu(jenis):\n\tnama = 'x.' + jenis\n\treturn _panggil(nama)\n\n"
		"def _panggil(apa):\n\treturn frappe.get_attr(apa)()\n\n"
		"@frappe.whitelist()\ndef dua():\n\treturn getattr(obj, frappe.form_dict.get('m'))()\n\n"
		"@frappe.whitelist()\ndef tiga(name):\n\treturn frappe.call(tetap, name)\n\n"
		"def empat(nama):\n\treturn frappe.get_attr(nama)\n"
	)
	assert {each.function for each in found_in(package)} == {"paket.modul.satu", "paket.modul.dua"}


def dispatches(method: str, first: str, second: str) -> dict[str, tuple[str, dict]]:
	"""A function of two arguments, called through everything that takes its name."""
	named = {"doctype": first, "field": second}
	return {
		"tree": (
			f"{METHOD}frappe.desk.treeview.get_all_nodes",
			{"tree_method": method, "parent": second, "label": "x", **named},
		),
		"map_docs": (
			MAP,
			{"method": method, "source_names": json.dumps([first]), "target_doc": second},
		),
		"mapped": (
			f"{METHOD}frappe.model.mapper.make_mapped_doc",
			{"method": method, "source_name": first},
		),
		"search": (f"{METHOD}frappe.desk.search.search_widget", {"query": method, "txt": second, **named}),
		"link": (f"{METHOD}frappe.desk.search.search_link", {"query": method, "txt": second, **named}),
		"upload": (f"{METHOD}upload_file", {"method": method, **named}),
		"upload of old": (f"{METHOD}uploadfile", {"method": method, **named}),
	}


def test_what_stands_in_a_methods_place_is_not_walked_around(person, site):
	"""By tree, mapper, search, upload, under the method's own name and under that of a module that has imported it."""
	frappe.db.rollback()
	names = set(frappe.get_all("Pegawai", pluck="name")) | set(frappe.get_all("Pegawai", pluck="nama"))
	for method in (
		"frappe.desk.query_report.get_data_for_custom_field",
		"frappe.client.get_count",
		"frappe.client.get_list",  # nothing stands in its place: its arguments would come under other names
	):
		for label, (path, values) in dispatches(method, "Pegawai", "nama").items():
			answer = raw(person, "POST", path, data=values)
			told = [name for name in names if f'"{name}"' in answer.text]
			assert not told, f"{label} {method}: {told[:3]}"
			message = answer.json().get("message") if "json" in answer.headers["Content-Type"] else None
			assert answer.status_code >= 400 or not message, f"{label} {method}: {answer.text[:200]}"
	alias = f"{METHOD}frappe.core.doctype.file.file.zip_files"
	assert raw(person, "GET", alias, params={"files": '["x"]'}).status_code in (403, 404)


def test_an_upload_is_one_at_every_address(env: Environment, _shared_office):
	"""Later releases route /api/v2 straight to the function, which asks nobody whether it may be called: what it calls further
	is called by it all the same."""
	person = Person(env.url, env.site, _shared_office.people["sekcam"], PASSWORD, "Sekcam")
	method = {"method": f"{APP}.integrity.api.keutuhan"}
	assert "kalimat" in raw(person, "GET", f"{METHOD}{method['method']}").text
	for path in (
		*(f"/api/{version}method/upload_file{end}" for version in ("", "v1/", "v2/") for end in ("", "/")),
		*(f"/api/{version}method/frappe.handler.upload_file" for version in ("", "v1/", "v2/")),
		*("/?cmd=upload_file", "/api/method/ping?cmd=upload_file", "/api/v2//method/upload_file"),
	):
		answer = raw(person, "GET", path, params=method)
		assert "kalimat" not in answer.text, path


def test_what_is_made_to_be_called_is_called(person, _shared_office):
	"""A tree over one's own units, and a link field with a query of its own."""
	tree = {"doctype": "Unit Kerja", "label": "Semua", "parent": "", "is_root": "true"}
	for method in ("frappe.desk.treeview.get_children",):
		path = f"{METHOD}frappe.desk.treeview.get_all_nodes"
		answer = raw(person, "POST", path, data={**tree, "tree_method": method})
		assert answer.ok and _shared_office.root in answer.text, reason_of(answer)
	query = {"doctype": "User", "txt": "uji", "query": "frappe.core.doctype.user.user.user_query"}
	answer = raw(person, "POST", f"{METHOD}frappe.desk.search.search_link", data=query)
	assert answer.ok and (answer.json().get("results") or answer.json().get("message")), answer.text[:300]


def test_a_link_does_nothing(env: Environment):
	"""GET asks for no CSRF token: what is declared for POST is not called by it, through whatever it goes."""
	admin = administrator(env)
	todo = admin.insert("ToDo", description="hapus")["name"]
	for path, values in (
		(f"{METHOD}frappe.client.delete", {"doctype": "ToDo", "name": todo}),
		(MAP, {"method": "frappe.client.delete", "source_names": '["ToDo"]', "target_doc": todo}),
		(f"{METHOD}frappe.desk.reportview.delete_items", {"doctype": "ToDo", "items": json.dumps([todo])}),
		(
			MAP,
			{
				"method": f"{APP}.process.api.tindak",
				"source_names": '["x"]',
				"target_doc": "x",
				"args": '"x"',
			},
		),
	):
		assert raw(admin, "GET", path, params=values).status_code == 403, path
	admin.call("frappe.client.delete", doctype="ToDo", name=todo)


def own() -> dict[str, list[str]]:
	"""Every whitelisted function of the app, with its verbs."""
	posted()  # every module is imported
	return {
		f"{function.__module__}.{function.__name__}": verbs
		for function, verbs in frappe.allowed_http_methods_for_whitelisted_func.items()
		if function.__module__.startswith(f"{APP}.") and "." not in function.__qualname__
	}


def check_own(person: Person, only: tuple[str, ...] = ("",)) -> int:
	"""Nothing else calls them, and no other verb."""
	asked = 0
	for method, verbs in own().items():
		if not method.startswith(only):
			continue
		for verb in {"GET", "POST", "PUT", "DELETE"} - set(verbs):
			assert raw(person, verb, METHOD + method).status_code == 403, f"{verb} {method}"
		for label, (path, values) in dispatches(method, DISPOSISI, "name").items():
			for verb in ("GET", "POST"):
				sent = {"params" if verb == "GET" else "data": values}
				answer = raw(person, verb, path, **sent)
				# Frappe's upload of old and its search make something else of a refusal.
				is_json = answer.headers["Content-Type"].endswith("json")
				quiet = label in ("search", "link", "upload of old")
				refused = (
					(not (is_json and answer.json().get("message"))) if quiet else answer.status_code == 403
				)
				assert refused, f"{verb} {label} {method}: {answer.status_code} {answer.text[:200]}"
				asked += 1
	return asked


def test_methods_of_the_app_are_called_by_themselves_and_as_declared(person, site):
	assert check_own(person, (f"{APP}.process.api.tindak", f"{APP}.access.core_reads.get_count")) > 20


@pytest.mark.full
def test_no_method_of_the_app_is_called_by_something_else(person, site):
	"""Every one that there is."""
	assert check_own(person) > 500


def test_the_version_is_asked_of_what_is_called_not_of_the_address(sop):
	"""A method of ours in the address and one of Frappe's in `cmd`: Frappe's runs, and is asked which version it read."""
	sop.draft()
	pek = sop.person("pek")
	change = {"doctype": DISPOSISI, "name": sop.disposisi, "fieldname": "hal", "value": "Tanpa membaca"}
	docs = [{"doctype": DISPOSISI, "docname": sop.disposisi, "hal": "Tanpa membaca"}]
	own = f"{METHOD}kinerja_kecamatan.process.api.buka"
	for path, values in (
		(f"{METHOD}frappe.client.set_value", change),
		(f"{own}?cmd=frappe.client.set_value", change),
		(own, {**change, "cmd": "frappe.client.set_value"}),
		(f"{METHOD}kinerja_kecamatan.guard.bulk.bulk_update", {"docs": json.dumps(docs)}),
	):
		answer = raw(pek, "POST", path, data=values)
		assert pek.get(DISPOSISI, sop.disposisi)["hal"] != "Tanpa membaca", f"{path}: {answer.text[:200]}"
	answer = raw(pek, "POST", own, data={"doctype": DISPOSISI, "name": sop.disposisi})
	assert answer.ok, reason_of(answer)


def test_sites_without_the_app_keep_frappes_own_answer(site, monkeypatch):
	"""The registry is the process's; what it refuses is the request's of a site that has the app."""
	whitelist.watch_request()
	original = frappe.get_attr("frappe.client.get_count")
	monkeypatch.setattr(frappe.local, "request", frappe._dict(method="POST"), raising=False)
	assert original not in frappe.whitelisted
	monkeypatch.setattr(frappe.local, "kinerja_watched", "lain.localhost")
	assert original in frappe.whitelisted
	size = len(frappe.whitelisted)
	frappe.whitelist()(lambda: None)
	assert len(frappe.whitelisted) == size + 1, "what is whitelisted later is Frappe's too"


def test_nothing_is_queued_before_the_commit():
	"""In the source: every job goes out with the commit."""
	package, number = Path(kinerja_kecamatan.__file__).parent, 0
	for path in package.rglob("*.py"):
		for node in ast.walk(ast.parse(path.read_text())):
			if isinstance(node, ast.Call) and ast.unparse(node.func) in (
				"frappe.enqueue",
				"enqueue",
				"enqueue_doc",
			):
				said = {word.arg: ast.unparse(word.value) for word in node.keywords}
				assert said.get("enqueue_after_commit") == "True", f"{path}:{node.lineno}"
				number += 1
			assert not (isinstance(node, ast.Attribute) and node.attr in ("enqueue_doc", "queue_action")), (
				path
			)
	assert number >= 3


def test_a_request_that_is_rolled_back_queues_nothing(office, monkeypatch):
	"""As a GET is at its end."""
	run, queued = LocalRun(office), []
	run.order()

	class Queue:
		def enqueue_call(self, *args, **kwargs):
			queued.append(kwargs["job_id"])

	monkeypatch.setattr(background_jobs, "get_queue", lambda *args, **kwargs: Queue())
	monkeypatch.setattr(frappe.db, "commit", lambda: None)
	doc = frappe.get_doc(DISPOSISI, run.disposisi)
	frappe.db.after_commit.reset()
	latar = background.queue_move(doc, "Teruskan", None, {})["latar"]
	assert not queued and api.keadaan(latar)["pesan"], "neither queued nor told to run"
	frappe.db.after_commit.reset()  # what a rollback does
	background.queue_move(doc, "Teruskan", None, {})
	frappe.db.after_commit.run()
	assert len(queued) == 1 and api.keadaan(latar)["keadaan"] == jobs.RUNNING
