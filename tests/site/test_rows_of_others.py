"""Rows of tables belong to the document that they were written with: no save takes another's, and none of ours has a way of its own."""

import json

import frappe
import pytest
from frappe.model.base_document import BaseDocument

from kinerja_kecamatan.access.doctypes import our_doctypes
from kinerja_kecamatan.guard import rows
from kinerja_kecamatan.guard.hooks import ROWS
from tests.support.inside import own_transaction, send
from tests.support.isolation.offices import own_copy
from tests.support.office import Office, add_person, add_site_admin, draft_of

ADMIN = [("Admin Kinerja", "Kecamatan")]
EVENTS = ("before_validate", "before_cancel", "before_update_after_submit")


@pytest.fixture
def admin(office) -> tuple[Office, str]:
	made = own_copy(office)
	return made, add_person(made, "admin baris", "Admin Kinerja", made.root, ADMIN)


def stored_row(doctype: str, field: str, parent: str, **values) -> str:
	"""A row of another document, as the database has it."""
	row = frappe.new_doc(frappe.get_meta(doctype).get_field(field).options)
	row.update({"parent": parent, "parenttype": doctype, "parentfield": field, "idx": 1, **values})
	row.name = f"uji-{frappe.generate_hash(length=8)}"
	BaseDocument.db_insert(row)
	return row.name


def whose(child: str, name: str) -> tuple:
	return frappe.db.get_value(child, name, ["parent", "parenttype", "parentfield"])


def tables() -> list[tuple[str, str]]:
	"""(DocType, table field) of every stored DocType of the site that is no row itself."""
	found = frappe.get_all("DocType", {"istable": 0, "is_virtual": 0}, pluck="name", order_by="name")
	return [(name, df.fieldname) for name in found for df in frappe.get_meta(name).get_table_fields()]


def test_no_save_of_any_doctype_takes_a_row_of_another_document(site):
	"""By the meta, so that tables which come later are tried as well; a row of its own keeps its name."""
	tried = set()
	for doctype, field in tables():
		doc, own = frappe.new_doc(doctype), frappe.new_doc(doctype)
		doc.name = own.name = "uji"
		for name in ("mine", "theirs"):
			doc.append(field, {"name": name})
		own.append(field, {"name": "mine"})
		doc._doc_before_save = own
		rows.keep_own(doc)
		mine, theirs = doc.get(field)
		assert (mine.name, theirs.name) == ("mine", None) and theirs.get("__islocal"), (doctype, field)
		tried.add(doctype)
	assert {"Unit Kerja", "Penugasan", "SOP", "Workspace", "User"} <= tried
	for event in EVENTS:
		assert "kinerja_kecamatan.guard.rows.keep_own" in frappe.get_doc_hooks()["*"][event]


def test_a_shared_holiday_stays_where_it_is(admin):
	office, user = admin
	row = stored_row("Pengaturan Kinerja", "hari_libur", "Pengaturan Kinerja", tanggal="2021-08-17")
	with own_transaction():
		said = send(
			user,
			"PUT",
			f"/api/resource/Unit Kerja/{office.root}",
			json={"hari_libur": [{"name": row, "tanggal": "2021-08-17", "keterangan": "Proklamasi"}]},
		)
	assert said.ok, said
	assert whose("Hari Libur", row) == ("Pengaturan Kinerja", "Pengaturan Kinerja", "hari_libur")
	(mine,) = frappe.get_doc("Unit Kerja", office.root).hari_libur
	assert mine.name != row and str(mine.tanggal) == "2021-08-17"


def test_the_shipped_sop_keeps_its_steps(admin):
	office, user = admin
	shipped = frappe.get_doc("SOP", frappe.db.get_value("SOP", {"kecamatan": ["is", "not set"]}))
	own = frappe.copy_doc(shipped)
	own.update({"kecamatan": office.root, "nomor_sop": "uji/1"})
	own.insert()
	before = [(row.name, row.nomor) for row in shipped.langkah]
	with own_transaction():
		send(
			user,
			"PUT",
			f"/api/resource/SOP/{own.name}",
			json={"langkah": json.loads(frappe.as_json([row.as_dict() for row in shipped.langkah]))},
		)
	shipped.reload()
	assert [(row.name, row.nomor) for row in shipped.langkah] == before


def test_no_appointment_loses_its_role_to_another(admin):
	office, user = admin
	unit = office.units[0]
	mine, theirs = office.penugasan[f"jp:{unit}"], office.penugasan["camat"]
	role = frappe.db.get_value("Peran Penugasan", {"parent": theirs}, "name")
	own = frappe.get_doc("Penugasan", mine)
	taken = {"name": role, "peran": own.peran[0].peran, "lingkup": own.peran[0].lingkup}
	with own_transaction():
		send(user, "PUT", f"/api/resource/Penugasan/{mine}", json={"peran": [taken]})
	assert whose("Peran Penugasan", role) == (theirs, "Penugasan", "peran")
	assert [row.peran for row in frappe.get_doc("Penugasan", theirs).peran] == ["Camat"]


def test_a_page_of_ones_own_takes_nothing_of_the_offices(admin):
	"""Any account of the desk, on releases where one writes an own page by REST."""
	_office, user = admin
	public = frappe.get_doc("Workspace", {"module": "Kinerja Kecamatan", "public": 1})
	row = public.shortcuts[0].name
	page = {
		"doctype": "Workspace",
		"title": "Milik Sendiri",
		"label": f"Milik Sendiri-{user}",
		"for_user": user,
		"public": 0,
		"content": "[]",
	}
	name = frappe.get_doc(page).insert().name
	with own_transaction():
		send(
			user, "PUT", f"/api/resource/Workspace/{name}", json={"shortcuts": [{"name": row, "label": "x"}]}
		)
	assert whose("Workspace Shortcut", row) == (public.name, "Workspace", "shortcuts")


def test_a_draft_takes_no_target_of_another_agreement(admin):
	office, user = admin
	mine, theirs = (draft_of(office, unit).save() for unit in office.units[:2])
	row = theirs.target[0].name
	with own_transaction():
		send(
			user,
			"PUT",
			f"/api/resource/Perjanjian Kinerja/{mine.name}",
			json={"target": [{"name": row, "indikator": mine.target[0].indikator, "target_tahunan": "1"}]},
		)
	assert whose("Target Kinerja", row)[0] == theirs.name


def test_every_table_of_ours_is_written_with_its_document_alone():
	assert set(ROWS) == {name for name in our_doctypes() if frappe.get_meta(name).istable}


@pytest.mark.parametrize("who", ["admin", "site"])
def test_a_name_is_not_slipped_under_a_unit(admin, who):
	"""What a unit is called and who heads it waits for a second person; its row by itself would not."""
	office, user = admin
	user = user if who == "admin" else add_site_admin(office)
	unit = office.units[0]
	row = {
		"doctype": "Nama Unit",
		"parenttype": "Unit Kerja",
		"parent": unit,
		"parentfield": "nama_terdahulu",
		"nama_unit": "Seksi Lain",
		"sebutan_kepala": "Pengolah Data",
		"sampai": "2099-12-31",
	}
	old = stored_row("Unit Kerja", "nama_terdahulu", unit, nama_unit="Nama Lama", sampai="2001-12-31")
	for verb, path, values in (
		("POST", "/api/resource/Nama Unit", row),
		("POST", "/api/method/frappe.client.insert", {"doc": json.dumps(row)}),
		("PUT", f"/api/resource/Nama Unit/{old}", {"sampai": "2099-12-31"}),
		("DELETE", f"/api/resource/Nama Unit/{old}", {}),
	):
		with own_transaction():
			said = send(user, verb, path, json=values)
		# Frappe's insert saves the unit with the row, and the unit keeps its former names to itself.
		assert said.status == 403 or "insert" in path, f"{verb} {path}: {said}"
	found = frappe.get_all("Nama Unit", {"parent": unit}, ["name", "sampai"])
	assert [(one.name, str(one.sampai)) for one in found] == [(old, "2001-12-31")]
