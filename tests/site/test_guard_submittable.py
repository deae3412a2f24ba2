"""The guard over a submittable DocType: docstatus goes where the workflow's rows say, by whom they say, and nowhere else.

The app's own documents are never submitted; this keeps the guard honest should that ever change."""

import json
from collections.abc import Iterator

import frappe
import pytest

from tests.support import routes
from tests.support.ajuan import AJUAN, ajuan
from tests.support.guard_stage import without_stamps
from tests.support.inside import Answer, own_transaction, send
from tests.support.local_run import LocalRun, signed_in
from tests.support.record import contents

pytestmark = pytest.mark.full


@pytest.fixture(scope="module")
def submittable(_connected) -> Iterator[None]:
	frappe.db.rollback()
	frappe.set_user("Administrator")
	with ajuan():
		yield


@pytest.fixture
def people(submittable, office) -> Iterator[dict[str, str]]:
	"""Accounts by role, and the order that a document of the fixture belongs to; endpoints' commits are held back."""
	unit = office.units[0]
	order = LocalRun(office).draft()
	with own_transaction():
		yield {
			"jp": office.people[f"jp:{unit}"],
			"ku": office.people[f"ku:{unit}"],
			"pek": office.people["pek"],
			"other": office.people[f"jp:{office.units[1]}"],
			"unit": unit,
			"order": order,
			"root": office.root,
		}


def values(people: dict, **more) -> dict:
	place = {"kecamatan": people["root"], "unit_kerja": people["unit"], "disposisi": people["order"]}
	return {"doctype": AJUAN, "perihal": "Uji", **place, **more}


def make(people: dict, state: str = "Uji Draf") -> dict:
	"""A document of the fixture, brought to a state by whose part it is."""
	with signed_in(people["jp"]):
		name = frappe.get_doc(values(people)).insert().name
	way = {
		"Uji Diajukan": ["Uji Ajukan"],
		"Uji Disahkan": ["Uji Ajukan", "Uji Sahkan"],
		"Uji Ditarik": ["Uji Ajukan", "Uji Tarik"],
	}
	for action in way.get(state, []):
		assert press(people["ku" if action == "Uji Sahkan" else "jp"], now(name), action).ok
	return now(name)


def now(name: str) -> dict:
	return json.loads(frappe.as_json(frappe.get_doc(AJUAN, name).as_dict()))


def press(user: str, doc: dict, action: str) -> Answer:
	return send(
		user,
		"POST",
		"/api/method/frappe.model.workflow.apply_workflow",
		json={"doc": json.dumps(doc), "action": action},
	)


def put(user: str, doc: dict, **change) -> Answer:
	return send(
		user, "PUT", f"/api/resource/{AJUAN}/{doc['name']}", json={**change, "modified": doc["modified"]}
	)


def cancel(user: str, doc: dict, state: str | None = None) -> Answer:
	chosen = {"workflow_state_fieldname": "workflow_state", "workflow_state": state} if state else {}
	return send(
		user,
		"POST",
		"/api/method/frappe.desk.form.save.cancel",
		json={"doctype": AJUAN, "name": doc["name"], **chosen},
	)


def standing(doc: dict) -> tuple[str, int]:
	return frappe.db.get_value(AJUAN, doc["name"], ["workflow_state", "docstatus"])


def test_the_right_persons_moves_carry_docstatus_along(people):
	for state, expected in (("Uji Draf", 0), ("Uji Diajukan", 1), ("Uji Disahkan", 1), ("Uji Ditarik", 2)):
		assert standing(make(people, state)) == (state, expected)
	draft = make(people)
	assert put(people["jp"], draft, workflow_state="Uji Diajukan", docstatus=1).ok
	assert cancel(people["jp"], draft, "Uji Ditarik").ok and standing(draft) == ("Uji Ditarik", 2)
	log = frappe.get_all(
		"Catatan Tahapan", filters={"dokumen": draft["name"]}, pluck="aksi", order_by="nomor"
	)
	assert log == ["Uji Ajukan", "Uji Tarik"]


@pytest.mark.parametrize("who", ["jp", "ku", "pek", "other", "Administrator"])
@pytest.mark.parametrize("state", ["Uji Draf", "Uji Diajukan", "Uji Disahkan", "Uji Ditarik"])
def test_docstatus_has_no_way_of_its_own(people, who, state):
	"""Submit, cancel, delete, rename and amend of a document as it stands, by whoever has all rights of Frappe's."""
	doc = make(people, state)
	before = without_stamps(contents(AJUAN, doc["name"]))
	frappe.db.savepoint("as_it_was")
	for label, verb, path, content in routes.endings(doc):
		if label.startswith("web form") or (label == "amend" and (who, state) == ("jp", "Uji Ditarik")):
			continue
		draft_goes = state == "Uji Draf" and who in ("jp", "Administrator")
		if draft_goes and ("DELETE" in label or "delete" in label):
			continue  # a draft may go by its editor: nothing has begun
		answer = send(people.get(who, who), verb, path, **content)
		assert without_stamps(contents(AJUAN, doc["name"])) == before, f"{label}: {answer}"
		assert frappe.db.count(AJUAN, {"amended_from": doc["name"]}) == 0, label
		frappe.db.rollback(save_point="as_it_was")


@pytest.mark.parametrize(
	("who", "state", "change"),
	[
		("jp", "Uji Draf", {"docstatus": 1}),
		("jp", "Uji Draf", {"workflow_state": "Uji Diajukan"}),  # the state without its docstatus
		("ku", "Uji Draf", {"workflow_state": "Uji Diajukan", "docstatus": 1}),
		("jp", "Uji Draf", {"workflow_state": "Uji Disahkan", "docstatus": 1}),
		("other", "Uji Draf", {"workflow_state": "Uji Diajukan", "docstatus": 1}),
		("jp", "Uji Diajukan", {"workflow_state": "Uji Disahkan"}),
		("pek", "Uji Diajukan", {"workflow_state": "Uji Disahkan"}),
		("jp", "Uji Diajukan", {"perihal": "Diubah"}),
		("ku", "Uji Disahkan", {"perihal": "Diubah"}),
		("jp", "Uji Ditarik", {"workflow_state": "Uji Draf", "docstatus": 0}),
	],
)
def test_no_move_and_no_edit_but_the_rows_own(people, who, state, change):
	doc = make(people, state)
	before = contents(AJUAN, doc["name"])
	assert not put(people[who], doc, **change).ok
	assert contents(AJUAN, doc["name"]) == before


def test_a_submitted_document_is_edited_by_its_states_editor(people):
	doc = make(people, "Uji Diajukan")
	assert put(people["ku"], doc, perihal="Diperjelas").ok
	assert frappe.db.get_value(AJUAN, doc["name"], "perihal") == "Diperjelas"


@pytest.mark.parametrize(
	("who", "state"), [("ku", "Uji Ditarik"), ("pek", "Uji Ditarik"), ("jp", None), ("jp", "Uji Draf")]
)
def test_cancelling_is_a_move_of_the_workflow(people, who, state):
	doc = make(people, "Uji Diajukan")
	assert not cancel(people[who], doc, state).ok
	assert standing(doc) == ("Uji Diajukan", 1)


def test_an_amendment_starts_at_the_beginning(people):
	doc = make(people, "Uji Ditarik")
	copy = values(people, amended_from=doc["name"])
	for who, more in (
		("pek", {}),
		("other", {}),
		("jp", {"workflow_state": "Uji Diajukan"}),
		("jp", {"docstatus": 1}),
	):
		answer = send(people[who], "POST", f"/api/resource/{AJUAN}", json=copy | more)
		assert not answer.ok and not frappe.db.exists(AJUAN, {"amended_from": doc["name"]}), (who, more)
	assert send(people["jp"], "POST", f"/api/resource/{AJUAN}", json=copy).ok
	made = frappe.get_doc(AJUAN, {"amended_from": doc["name"]})
	assert (made.workflow_state, made.docstatus, made.putaran) == ("Uji Draf", 0, 1)
