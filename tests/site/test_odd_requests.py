"""What no form of the desk sends gets a sentence and not a server's error, and nothing is written."""

import json
from collections.abc import Iterator

import frappe
import pytest

from kinerja_kecamatan.demo.client import Person, reason_of
from kinerja_kecamatan.exceptions import RequestUnreadable
from kinerja_kecamatan.guard.payload import typed_fields
from kinerja_kecamatan.guard.values import check_value
from tests.support.guard_stage import Stage
from tests.support.hangs.digest import differences, digest
from tests.support.http import raw
from tests.support.inside import own_transaction, send
from tests.support.isolation import own_methods
from tests.support.isolation.offices import own_copy
from tests.support.odd import ODD, body
from tests.support.office import add_person, add_site_admin
from tests.support.sop_run import DISPOSISI, FORMAT, RAPAT, REKAP, SopRun

JSON = {"headers": {"Content-Type": "application/json"}}
# Who changes which documents; the other masters are the office's admin's.
WRITERS = {
	**{DISPOSISI: "pek", RAPAT: "pek", FORMAT: "jp:{perekap}", REKAP: "jp:{seksi}"},
	**dict.fromkeys(("Skala Predikat", "Skala Nilai", "Satuan", "Pengaturan Kinerja"), "situs"),
}
FILLED_IN = {
	"Data",
	"Small Text",
	"Text",
	"Date",
	"Datetime",
	"Time",
	"Int",
	"Float",
	"Check",
	"Link",
	"Select",
	"Table",
}
Call = tuple[str, str, str, dict[str, str]]


def own_calls(stage: Stage, every_kind: bool) -> Iterator[Call]:
	"""Every method of the app with one argument made odd: in every way, or each argument in another; and with none."""
	known = {
		**dict.fromkeys(("name", "docname", "dn"), stage.draft),
		**{
			"doctype": DISPOSISI,
			"disposisi": stage.run.disposisi,
			"unit": stage.seksi,
			"action": "Perintahkan",
		},
		**dict.fromkeys(("format", "format_data"), stage.open_format),
		**{
			"nilai": {"realisasi": "1"},
			"sebelum": {"realisasi": ""},
			"periode": ["2001-TW1"],
			"alasan": "Uji",
		},
	}
	turn = 0
	for path, method, verb in own_methods.every():
		parameters = own_methods.parameters(method)
		plain = {name: json.dumps(known.get(name, "x")) for name in parameters}
		for name in parameters:
			kinds = list(ODD) if every_kind else [list(ODD)[turn % len(ODD)]]
			turn += 1
			for kind in kinds:
				yield f"{path}({name}={kind})", verb, f"/api/method/{path}", {**plain, name: ODD[kind]}
		if parameters:
			yield f"{path}()", verb, f"/api/method/{path}", {}


def faults(status: int, said: str) -> str:
	"""What is wrong with an answer; '' where nothing is."""
	if status >= 500:
		return f"{status} {said[:200]}"
	return "" if status < 400 or said.strip() else f"{status} without a sentence"


def asked(person: Person, verb: str, address: str, values: dict[str, str]) -> str:
	answer = raw(person, verb, address, data=body(values), **JSON)
	try:
		said = "; ".join(json.loads(answer.json().get("_server_messages", "[]")))
	except ValueError:
		said = ""
	return faults(answer.status_code, said if answer.status_code < 500 else reason_of(answer))


def inside(user: str, verb: str, address: str, values: dict[str, str]) -> str:
	"""As asked, in the test's own transaction, and undone."""
	with own_transaction():
		answer = send(user, verb, address, data=body(values), content_type="application/json")
		frappe.db.rollback()
	return faults(answer.status, answer.said)


def test_a_method_of_the_app_answers_an_odd_argument_with_a_sentence(stage, site):
	user = stage.run.office.people["pek"]
	wrong = {label: inside(user, *call) for label, *call in own_calls(stage, every_kind=False)}
	wrong = {label: fault for label, fault in wrong.items() if fault}
	assert not wrong, json.dumps(wrong, indent=1)


@pytest.mark.full
def test_and_every_odd_argument_over_http(stage):
	stage.settle()
	before = digest()
	wrong = {label: asked(stage.person("pek"), *call) for label, *call in own_calls(stage, every_kind=True)}
	wrong = {label: fault for label, fault in wrong.items() if fault}
	assert not wrong, json.dumps(wrong, indent=1)
	assert not {table for table in differences(before, digest()) if table not in OF_READING}


# Searching, tagging and the like are asked about the caller's own office as well.
OF_READING = {"tabTag", "tabTag Link", "tabComment", "tabDisposisi", "tabKanban Board"}


@pytest.fixture(scope="module")
def writers(stage: Stage) -> SopRun:
	"""Who keeps the masters of the office, and those of the site."""
	office = own_copy(stage.run.office)
	frappe.set_user("Administrator")
	add_person(office, "admin aneh", "Admin", office.root, [("Admin Kinerja", "Kecamatan")])
	office.people["situs"] = add_site_admin(office)
	frappe.db.commit()
	return SopRun(stage.run.env, office)


def fields_of(meta) -> list[str]:
	"""One field of each kind that a person fills in, some of Frappe's own, and one that there is not. With every field the full run takes
	far more than ten minutes."""
	found: dict[str, str] = {}
	for df in meta.fields:
		if df.fieldtype in FILLED_IN and not df.read_only:
			found.setdefault(df.fieldtype, df.fieldname)
	return [*found.values(), "name", "docstatus", "owner", "bukan_kolom"]


def odd_documents(stage: Stage, doctype: str, every_kind: bool) -> Iterator[Call]:
	"""A new document and a stored one with one field, or one cell of a row, made odd."""
	meta = frappe.get_meta(doctype)
	known = {DISPOSISI: stage.draft, FORMAT: stage.open_format, REKAP: stage.recap}
	name = doctype if meta.issingle else known.get(doctype) or frappe.db.get_value(doctype, {}, "name")
	for turn, field in enumerate(fields_of(meta)):
		kinds = list(ODD) if every_kind else [list(ODD)[(turn * 5 + len(doctype)) % len(ODD)]]
		for kind in kinds:
			for label, values in _values(meta, field, kind):
				yield f"POST {doctype}.{label}", "POST", f"/api/resource/{doctype}", values
				if name:
					read = {"modified": json.dumps(str(frappe.db.get_value(doctype, name, "modified")))}
					yield (
						f"PUT {doctype}.{label}",
						"PUT",
						f"/api/resource/{doctype}/{name}",
						{**read, **values},
					)


def _values(meta, field: str, kind: str) -> Iterator[tuple[str, dict[str, str]]]:
	yield f"{field}={kind}", {field: ODD[kind]}
	df = meta.get_field(field)
	if df and df.fieldtype == "Table":
		for cell in fields_of(frappe.get_meta(df.options)):
			yield f"{field}.{cell}={kind}", {field: f'[{{"{cell}": {ODD[kind]}}}]'}


def documents() -> list[str]:
	return frappe.get_all(
		"DocType", {"module": "Kinerja Kecamatan", "istable": 0}, pluck="name", order_by="name"
	)


@pytest.mark.parametrize("every_kind", [False, pytest.param(True, marks=pytest.mark.full)])
def test_a_document_answers_odd_values_with_a_sentence(stage, writers, site, every_kind):
	wrong = {}
	for doctype in documents():
		key = WRITERS.get(doctype, "admin aneh").format(seksi=stage.seksi, perekap=stage.perekap)
		for label, verb, address, values in odd_documents(stage, doctype, every_kind):
			fault = inside(writers.office.people[key], verb, address, values)
			if fault:
				wrong[label] = fault
	assert not wrong, json.dumps(wrong, indent=1)


@pytest.mark.parametrize("fieldtype", ["Int", "Check", "Float", "Currency"])
def test_more_digits_than_a_number_has_are_no_number(site, fieldtype):
	"""Frappe would make 0 of them."""
	for digits in ("1" * 5000, "-" + "1" * 5000):
		with pytest.raises(RequestUnreadable, match="terlalu besar"):
			check_value("Hari Kunci", fieldtype, digits)
	check_value("Hari Kunci", fieldtype, "7")


CELLS = "kinerja_kecamatan.formats.api.isi_baris"


def odd_cells(stage: Stage, every_kind: bool) -> Iterator[Call]:
	"""Every column of a Format's row that a person types, odd as what is to be written and as what was read."""
	row = frappe.get_doc(FORMAT, stage.open_format).baris[0]
	plain = {"format": json.dumps(stage.open_format), "baris": json.dumps(row.name)}
	kinds, turn = list(ODD), 0
	for df in typed_fields(row.meta):
		for odd, other in (("nilai", "sebelum"), ("sebelum", "nilai")):
			turn += 1
			for kind in kinds if every_kind else [kinds[turn * 7 % len(kinds)], "a bad date"]:
				cells = {odd: f'{{"{df.fieldname}": {ODD[kind]}}}', other: f'{{"{df.fieldname}": null}}'}
				yield f"{odd}.{df.fieldname}={kind}", "POST", f"/api/method/{CELLS}", {**plain, **cells}


@pytest.mark.parametrize("every_kind", [False, pytest.param(True, marks=pytest.mark.full)])
def test_a_cell_of_a_row_answers_odd_values_with_a_sentence(stage, site, every_kind):
	user, wrong = stage.run.office.people[f"jp:{stage.perekap}"], {}
	for label, verb, address, values in odd_cells(stage, every_kind):
		fault = inside(user, verb, address, values)
		if fault:
			wrong[label] = fault
	assert not wrong, json.dumps(wrong, indent=1)


def test_an_odd_date_in_a_cell_names_its_row_and_column(stage, site):
	user, row = (
		stage.run.office.people[f"jp:{stage.perekap}"],
		frappe.get_doc(FORMAT, stage.open_format).baris[0],
	)
	for odd in ("31-01-2027", "10000000000", "2027-02-31"):
		for nilai, sebelum in ((odd, None), (None, odd), ("2027-01-31", odd)):
			said = {"nilai": {"perkiraan_rilis": nilai}, "sebelum": {"perkiraan_rilis": sebelum}}
			with own_transaction():
				answer = send(
					user,
					"POST",
					f"/api/method/{CELLS}",
					json={"format": stage.open_format, "baris": row.name, **said},
				)
				frappe.db.rollback()
			assert answer.status == 417 and f"Baris {row.idx} ({row.kode}), " in answer.said, (said, answer)
			assert "bukan tanggal" in answer.said


CLIENT, SAVEDOCS = "frappe.client.", "frappe.desk.form.save.savedocs"


def desk_ways(doctype: str, name: str | None, field: str, value: str) -> Iterator[Call]:
	"""One odd value, or a whole table of them, by the desk's ways to a new document and to a stored one."""
	new = text({"doctype": doctype, "__islocal": 1, "name": f"new-{frappe.scrub(doctype)}-1"}, field, value)
	bare = text({"doctype": doctype}, field, value)
	for method, arguments in (
		(SAVEDOCS, {"doc": json.dumps(new), "action": '"Save"'}),
		(CLIENT + "insert", {"doc": bare}),
		(CLIENT + "insert_many", {"docs": f"[{bare}]"}),
	):
		yield method, "POST", f"/api/method/{method}", arguments
	if not name:
		return
	stored = json.loads(frappe.as_json(frappe.get_doc(doctype, name).as_dict()))
	whole = text({key: each for key, each in stored.items() if key != field}, field, value)
	one = {"doctype": json.dumps(doctype), "name": json.dumps(name)}
	row = text({"doctype": doctype, "docname": name}, field, value)
	for method, arguments in (
		(SAVEDOCS, {"doc": json.dumps(whole), "action": '"Save"'}),
		(CLIENT + "save", {"doc": whole}),
		(CLIENT + "set_value", {**one, "fieldname": json.dumps(field), "value": value}),
		(CLIENT + "set_value", {**one, "fieldname": json.dumps(f'{{"{field}": {value}}}')}),
		(CLIENT + "bulk_update", {"docs": json.dumps(f"[{row}]")}),
		("frappe.model.workflow.apply_workflow", {"doc": json.dumps(whole), "action": '"Batalkan"'}),
	):
		yield method, "POST", f"/api/method/{method}", arguments


def text(values: dict, field: str, value: str) -> str:
	"""JSON of a document with one value of which Python would not write it."""
	said = {key: json.dumps(each) for key, each in values.items() if key != field}
	return body({**said, field: value}).decode()


def by_the_desk(stage: Stage, doctype: str, every_kind: bool) -> Iterator[Call]:
	"""Each odd value goes one of the ways, in turn."""
	meta, turn = frappe.get_meta(doctype), len(doctype)
	known = {DISPOSISI: stage.draft, FORMAT: stage.open_format, REKAP: stage.recap}
	name = doctype if meta.issingle else known.get(doctype) or frappe.db.get_value(doctype, {}, "name")
	for number, field in enumerate(fields_of(meta)):
		kinds = list(ODD) if every_kind else [list(ODD)[(number * 7 + len(doctype)) % len(ODD)]]
		for kind in kinds:
			for label, values in _values(meta, field, kind):
				key, value = next(iter(values.items()))
				calls = list(desk_ways(doctype, name, key, value))
				turn += 1
				way, verb, address, arguments = calls[turn % len(calls)]
				yield f"{way} {doctype}.{label}", verb, address, arguments


@pytest.mark.parametrize("every_kind", [False, pytest.param(True, marks=pytest.mark.full)])
def test_a_document_by_the_desks_ways_gets_a_sentence_too(stage, writers, site, every_kind):
	"""A form, a script's client, many at once, a move: each field in one way here, in all of them in the full run."""
	wrong, asked = {}, 0
	for doctype in documents():
		key = WRITERS.get(doctype, "admin aneh").format(seksi=stage.seksi, perekap=stage.perekap)
		for label, verb, address, values in by_the_desk(stage, doctype, every_kind):
			fault = inside(writers.office.people[key], verb, address, values)
			asked += 1
			if fault:
				wrong[label] = fault
	assert not wrong, json.dumps(wrong, indent=1)
	assert asked > 100


def test_what_is_no_document_at_all_gets_a_sentence(stage, writers, site):
	"""By the desk's ways: nothing, no JSON, another kind of JSON, no DocType, one that there is not, a row that goes nowhere."""
	user, wrong = writers.office.people["admin aneh"], {}
	row = {
		"doctype": "Pelaksana Indikator",
		"parent": "x",
		"parenttype": "Indikator Kinerja",
		"parentfield": "x",
	}
	bad = (
		'"{"',
		"7",
		"[1]",
		'"[]"',
		"{}",
		'{"doctype": ["x"]}',
		'{"doctype": "Bukan Jenis"}',
		json.dumps(row),
	)
	for method, name in (
		(SAVEDOCS, "doc"),
		(CLIENT + "insert", "doc"),
		(CLIENT + "save", "doc"),
		("frappe.model.workflow.apply_workflow", "doc"),
		(CLIENT + "insert_many", "docs"),
		(CLIENT + "bulk_update", "docs"),
	):
		for values in ({}, *({name: each} for each in bad), {name: json.dumps('{"doctype": "Pegawai"}')}):
			fault = inside(user, "POST", f"/api/method/{method}", values)
			if fault:
				wrong[f"{method} {values}"] = fault
	for values in (
		{"doctype": '"Pegawai"', "name": '["x"]', "fieldname": '"nama"', "value": '"x"'},
		{"doctype": '"Pegawai"', "name": '"tidak ada"', "fieldname": '"nama"', "value": '"x"'},
		{"doctype": '"Pelaksana Indikator"', "name": '"tidak ada"', "fieldname": '"pegawai"', "value": '"x"'},
		{"doctype": '"Pegawai"', "name": '"tidak ada"', "fieldname": "[1]"},
	):
		fault = inside(user, "POST", f"/api/method/{CLIENT}set_value", values)
		if fault:
			wrong[f"set_value {values}"] = fault
	assert not wrong, json.dumps(wrong, indent=1)


@pytest.mark.full  # in process it is asked above; here it waits until the workers have rendered every paper of the suite
def test_the_same_over_http(stage):
	order = ("PUT", f"/api/resource/{DISPOSISI}/{stage.draft}")
	stage.settle()
	before = digest()
	for kind in ("a list", "an object", "not a number", "very long", "deep"):
		answer = raw(stage.person("pek"), *order, data=body({"hal": ODD[kind]}), **JSON)
		assert 400 <= answer.status_code < 500, (kind, answer.status_code)
		assert asked(stage.person("pek"), *order, {"hal": ODD[kind]}) == ""
	assert not differences(before, digest())
