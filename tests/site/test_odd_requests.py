"""What no form of the desk sends gets a sentence and not a server's error, and nothing is written."""

import json
import re

import frappe
import pytest

from kinerja_kecamatan.demo.client import Person, reason_of
from tests.support.guard_stage import Stage
from tests.support.hangs.digest import differences, digest
from tests.support.http import raw
from tests.support.isolation import own_methods
from tests.support.isolation.offices import own_copy
from tests.support.odd import ODD, body
from tests.support.office import add_person, add_site_admin
from tests.support.sop_run import DISPOSISI, FORMAT, REKAP, SopRun

SAMPLE = ("a list", "an object", "very long", "half a character", "a bad date")
JSON = {"headers": {"Content-Type": "application/json"}}


def sentence(answer) -> str:
	try:
		body = answer.json()
	except ValueError:
		return ""
	return "; ".join(str(json.loads(each).get("message", "")) for each in json.loads(body.get("_server_messages", "[]")))


def faults(person: Person, verb: str, address: str, values: dict[str, str]) -> str:
	"""What is wrong with the answer to one request; '' where nothing is."""
	answer = raw(person, verb, address, data=body(values), **JSON)
	if answer.status_code >= 500:
		return f"{answer.status_code} {reason_of(answer)[:200]}"
	if answer.status_code >= 400 and not sentence(answer).strip():
		return f"{answer.status_code} without a sentence: {answer.text[:200]}"
	return ""


def own_calls(stage: Stage, kinds) -> list[tuple[str, str, str, dict]]:
	"""(label, verb, address, arguments as JSON) of every method of the app with one argument made odd."""
	known = {
		"doctype": DISPOSISI, "name": stage.draft, "docname": stage.draft, "disposisi": stage.run.disposisi, "unit": stage.seksi,
		"format": stage.open_format, "format_data": stage.open_format, "action": "Perintahkan", "alasan": "Uji",
	}
	found = []
	for path, call, verb in own_methods.every():
		parameters = own_methods.parameters(call)
		plain = {name: json.dumps(known.get(name, "x")) for name in parameters}
		for name in parameters:
			for kind in kinds:
				found.append((f"{path}({name}={kind})", verb, f"/api/method/{path}", {**plain, name: ODD[kind]}))
		if parameters:
			found.append((f"{path}()", verb, f"/api/method/{path}", {}))
	return found


@pytest.mark.full
def test_every_method_answers_odd_arguments(stage):
	wrong, before = [], digest()
	for label, verb, address, values in own_calls(stage, ODD):
		if verb == "GET":
			pass
		for person in (stage.person("pek"),):
			fault = faults(person, verb, address, values)
			if fault:
				wrong.append(f"{label}: {fault}")
	assert not wrong, f"{len(wrong)}\n" + "\n".join(wrong)
	assert not differences(before, digest())


WRITERS = {
	**{DISPOSISI: "pek", "Rapat Kinerja": "pek", FORMAT: "jp:{perekap}", REKAP: "jp:{seksi}"},
	**{"Skala Predikat": "situs", "Pengaturan Kinerja": "situs"},
}
ONE_OF = {"Data", "Small Text", "Text", "Date", "Datetime", "Time", "Int", "Float", "Check", "Link", "Select", "Table", "Attach"}


def fields_of(meta) -> list[str]:
	"""One field of each kind that a person fills in, and one that there is not."""
	found: dict[str, str] = {}
	for df in meta.fields:
		if df.fieldtype in ONE_OF and not df.read_only:
			found.setdefault(df.fieldtype, df.fieldname)
	return [*found.values(), "name", "docstatus", "modified", "bukan_kolom"]


def documents(stage: Stage) -> list[str]:
	rows = frappe.get_all(
		"DocType", filters={"module": "Kinerja Kecamatan", "istable": 0}, fields=["name", "issingle"], order_by="name"
	)
	return [row.name for row in rows]


@pytest.fixture(scope="module")
def writers(stage: Stage) -> SopRun:
	"""Who keeps the masters of the office, and those of the site."""
	office = own_copy(stage.run.office)
	frappe.set_user("Administrator")
	add_person(office, "admin aneh", "Admin", office.root, [("Admin Kinerja", "Kecamatan")])
	office.people["situs"] = add_site_admin(office)
	frappe.db.commit()
	return SopRun(stage.run.env, office)


def one_of(stage: Stage, doctype: str) -> str | None:
	known = {DISPOSISI: stage.draft, FORMAT: stage.open_format, REKAP: stage.recap}
	return known.get(doctype) or frappe.db.get_value(doctype, {}, "name", order_by="creation desc")


def odd_documents(stage: Stage, doctype: str, kinds):
	"""(label, verb, address, values as JSON): a new document and a stored one with one field made odd."""
	meta = frappe.get_meta(doctype)
	name = doctype if meta.issingle else one_of(stage, doctype)
	for field in fields_of(meta):
		for kind in kinds:
			label = f"{doctype}.{field}={kind}"
			yield f"POST {label}", "POST", f"/api/resource/{doctype}", {field: ODD[kind]}
			if name:
				modified = json.dumps(str(frappe.db.get_value(doctype, name, "modified")))
				values = {"modified": modified, field: ODD[kind]}
				yield f"PUT {label}", "PUT", f"/api/resource/{doctype}/{name}", values


@pytest.mark.full
def test_every_document_answers_odd_values(stage, writers):
	wrong = []
	for doctype in documents(stage):
		key = WRITERS.get(doctype, "admin aneh").format(seksi=stage.seksi, perekap=stage.perekap)
		person = writers.person(key)
		for label, verb, address, values in odd_documents(stage, doctype, ODD):
			fault = faults(person, verb, address, values)
			if fault:
				wrong.append(f"{label}: {fault}")
			frappe.db.rollback()
	assert not wrong, f"{len(wrong)}\n" + "\n".join(wrong)
