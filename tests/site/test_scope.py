"""Who sees what: a unit's people their unit, an office's people their office, on every way that gives a document out."""

import json
from dataclasses import dataclass

import frappe
import pytest

from kinerja_kecamatan.demo.client import Person, reason_of
from tests.support.environment import Environment
from tests.support.http import raw
from tests.support.office import _agree as agree
from tests.support.office import make_office
from tests.support.record import new_run
from tests.support.sop_run import DISPOSISI, FORMAT, RAPAT, REKAP, SopRun

pytestmark = pytest.mark.full

CHILDREN = {
	"Baris Data Kinerja": FORMAT,
	"Baris Rekap": REKAP,
	"Sumber Rekap": REKAP,
	"Penerusan Disposisi": DISPOSISI,
	"Kehadiran Rapat": RAPAT,
}
PAPER = {FORMAT: "Format Data Kinerja", REKAP: "Rekap Data Kinerja Unit", DISPOSISI: "Lembar Disposisi"}


@dataclass
class Foreign:
	"""Documents that a person must not see: names by DocType, rows by child DocType."""

	documents: dict[str, list[str]]
	rows: dict[str, list[str]]

	@property
	def names(self) -> set[str]:
		return {name for names in (*self.documents.values(), *self.rows.values()) for name in names}


def documents_of(disposisi: str, unit: str | None = None) -> Foreign:
	"""Everything of a set, or what belongs to one unit of it."""
	frappe.db.rollback()
	scope = {"disposisi": disposisi} | ({"unit_kerja": unit} if unit else {})
	documents = {doctype: frappe.get_all(doctype, filters=scope, pluck="name") for doctype in (FORMAT, REKAP)}
	documents["Catatan Tahapan"] = frappe.get_all("Catatan Tahapan", filters=scope, pluck="name")
	if not unit:
		documents[DISPOSISI] = [disposisi]
		documents[RAPAT] = frappe.get_all(RAPAT, filters=scope, pluck="name")
	rows = {}
	for child, parent in CHILDREN.items():
		if documents.get(parent):
			rows[child] = frappe.get_all(child, filters={"parent": ["in", documents[parent]]}, pluck="name")
	assert all(documents.values()) and all(rows.values())
	return Foreign(documents, rows)


@dataclass
class Offices:
	"""Two kecamatan in the same period, each with a section through step 6."""

	first: SopRun
	second: SopRun


@pytest.fixture(scope="module")
def offices(env: Environment, _shared_office) -> Offices:
	first = new_run(env, _shared_office)
	frappe.set_user("Administrator")
	neighbour = make_office()
	neighbour.tahun = first.office.tahun
	for unit in neighbour.units:
		agree(neighbour, unit)
	frappe.db.commit()
	second = SopRun(env, neighbour)
	for run in (first, second):
		run.up_to_meeting()
		run.fill(run.office.recap_unit)
	first.fill(first.office.units[0])
	return Offices(first, second)


def refused(person: Person, verb: str, path: str, **arguments) -> None:
	answer = raw(person, verb, path, **arguments)
	assert answer.status_code == 403, (
		f"{person.title} {verb} {path}: {answer.status_code} {answer.text[:200]}"
	)


def sees_nothing_of(person: Person, foreign: Foreign) -> None:
	"""Lists, single reads, counts by report, child tables, papers: not one foreign name comes out."""
	for doctype, names in foreign.documents.items():
		assert _listed(person, doctype).isdisjoint(names), doctype
		for name in names[:1]:
			_not_given(person, doctype, name)
	for child, rows in foreign.rows.items():
		refused(person, "GET", f"/api/resource/{child}/{rows[0]}")
		refused(
			person,
			"GET",
			"/api/method/frappe.client.get",
			params={"doctype": child, "name": rows[0], "parent": CHILDREN[child]},
		)
		assert _listed(person, child, parent=CHILDREN[child]).isdisjoint(rows), child
		assert _reported(person, child).isdisjoint(foreign.names), child
	for doctype, layout in PAPER.items():
		for name in foreign.documents.get(doctype, [])[:1]:
			paper = {"doctype": doctype, "name": name, "format": layout, "no_letterhead": 1}
			for path in ("/printview", "/api/method/frappe.utils.print_format.download_pdf"):
				answer = raw(person, "GET", path, params=paper)
				# Frappe 15.55 says "not found" here where older ones say "not permitted".
				assert answer.status_code in (403, 404) and b"%PDF" not in answer.content, (
					f"{path}: {answer.status_code}"
				)


def _listed(person: Person, doctype: str, parent: str | None = None) -> set[str]:
	values = {"doctype": doctype, "fields": json.dumps(["name"]), "limit_page_length": 0}
	answer = raw(
		person,
		"GET",
		"/api/method/frappe.client.get_list",
		params=values | ({"parent": parent} if parent else {}),
	)
	assert answer.ok or (parent and answer.status_code == 403), f"{doctype}: {reason_of(answer)}"
	return {row["name"] for row in answer.json()["message"]} if answer.ok else set()


def _reported(person: Person, child: str) -> set[str]:
	"""The list view's own query, with a column of a child table."""
	parent = CHILDREN[child]
	fields = json.dumps([f"`tab{parent}`.`name`", f"`tab{child}`.`name` as baris"])
	answer = raw(
		person,
		"POST",
		"/api/method/frappe.desk.reportview.get",
		json={"doctype": parent, "fields": fields, "page_length": 5000},
	)
	assert answer.ok, reason_of(answer)
	message = answer.json().get("message") or {}
	return {value for row in message.get("values", []) for value in row if isinstance(value, str)}


def _not_given(person: Person, doctype: str, name: str) -> None:
	refused(person, "GET", f"/api/resource/{doctype}/{name}")
	refused(person, "GET", "/api/method/frappe.client.get", params={"doctype": doctype, "name": name})
	refused(
		person, "GET", "/api/method/frappe.desk.form.load.getdoc", params={"doctype": doctype, "name": name}
	)
	for filters in ({"name": name}, name):
		answer = raw(
			person,
			"GET",
			"/api/method/frappe.client.get_value",
			params={
				"doctype": doctype,
				"filters": json.dumps(filters),
				"fieldname": json.dumps(["name", "modified"]),
			},
		)
		assert name not in answer.text or answer.status_code in (403, 417), f"get_value {doctype}"
	if doctype in (DISPOSISI, FORMAT, REKAP):
		for method, values in {
			"kinerja_kecamatan.process.api.buka": {},
			"kinerja_kecamatan.process.api.tindak": {"action": "Tarik Kembali"},
		}.items():
			refused(
				person, "POST", f"/api/method/{method}", json={"doctype": doctype, "name": name, **values}
			)


@pytest.mark.parametrize("role", ["jp", "ku"])
def test_a_units_people_see_their_unit_alone(offices, role):
	run = offices.first
	mine, other = run.office.units[0], run.office.recap_unit
	person = run.person(f"{role}:{mine}")
	sees_nothing_of(person, documents_of(run.disposisi, other))
	own = documents_of(run.disposisi, mine)
	for doctype, names in own.documents.items():
		assert _listed(person, doctype) >= set(names), doctype
		assert person.get(doctype, names[0])["name"] == names[0]
	for child, rows in own.rows.items():
		assert raw(person, "GET", f"/api/resource/{child}/{rows[0]}").ok, child
		assert _reported(person, child) >= set(rows)
	# The order is the whole office's.
	assert person.get(DISPOSISI, run.disposisi)["name"] == run.disposisi


def test_the_office_wide_posts_see_every_unit(offices):
	run = offices.first
	everything = documents_of(run.disposisi)
	for key in ("camat", "sekcam", "pek", f"jp:{run.office.recap_unit}"):
		person = run.person(key)
		for doctype, names in everything.documents.items():
			assert _listed(person, doctype) >= set(names), f"{key} {doctype}"


def test_two_offices_on_one_site_share_nothing(offices):
	first, second = offices.first, offices.second
	for here, there, key in (
		(first, second, "camat"),
		(first, second, "pek"),
		(second, first, f"jp:{second.office.recap_unit}"),
	):
		sees_nothing_of(here.person(key), documents_of(there.disposisi))


def test_nobody_acts_in_the_other_office(offices):
	"""The role alone is not enough: it has to be held over that unit."""
	here, there = offices.first, offices.second
	recap = there.recap(there.office.recap_unit)
	for key, doctype, name, state in (
		("camat", DISPOSISI, there.disposisi, "Dibatalkan"),
		("sekcam", REKAP, recap, "Dicermati"),
		("pek", DISPOSISI, there.disposisi, "Selesai"),
		(f"jp:{here.office.units[0]}", REKAP, recap, "Direkap"),
	):
		refused(here.person(key), "PUT", f"/api/resource/{doctype}/{name}", json={"workflow_state": state})
	meeting = {"disposisi": there.disposisi, "tanggal": "2021-04-01", "waktu_mulai": "10:00:00"}
	refused(here.person("pek"), "POST", f"/api/resource/{RAPAT}", json=meeting)
	order = {
		"kecamatan": there.office.root,
		"periode": f"{there.office.tahun}-TW2",
		"tanggal": "2021-04-01",
		"hal": "x",
		"isi_perintah": "x",
	}
	refused(here.person("pek"), "POST", f"/api/resource/{DISPOSISI}", json=order)


def test_a_users_own_record_does_not_widen_the_scope(offices):
	"""Scope must not come from what its holder can write."""
	run = offices.first
	person = run.person(f"jp:{run.office.units[0]}")
	for doctype, name in (
		("Penugasan", run.office.penugasan[f"jp:{run.office.units[0]}"]),
		("Pegawai", run.office.pegawai[f"jp:{run.office.units[0]}"]),
		("Unit Kerja", run.office.units[0]),
	):
		refused(
			person,
			"PUT",
			f"/api/resource/{doctype}/{name}",
			json={"unit_kerja": run.office.root, "unit_perekap": 1},
		)
	refused(
		person,
		"POST",
		"/api/resource/Penugasan",
		json={"pegawai": run.office.pegawai["camat"], "unit_kerja": run.office.root},
	)
