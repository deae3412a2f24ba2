"""An admin puts another role into the workflows, in Frappe's own form, and the nine steps run through with it."""

import json
from collections.abc import Iterator

import frappe
import pytest

from kinerja_kecamatan.demo.client import DemoError, Person
from kinerja_kecamatan.office import penugasan
from kinerja_kecamatan.office.role_permissions import REFERENCES
from kinerja_kecamatan.office.role_sync import unheld_roles
from kinerja_kecamatan.patches import references_readable, units_of_indicators
from kinerja_kecamatan.setup import workflows
from tests.support import workflows as flows
from tests.support.http import raw
from tests.support.office import PASSWORD, add_site_admin
from tests.support.sop_run import DISPOSISI, REKAP, SopRun

OLD, NEW = "Sekcam", "Sekretaris Baru"
# What the roles of a workflow were granted by the first release; all that came later needs the patch.
FIRST = {
	*("Unit Kerja", "Pegawai", "Penugasan", "Periode Kinerja", "Sasaran Kinerja", "Indikator Kinerja", "SOP"),
	*("Perjanjian Kinerja", "Skala Predikat", "Pengaturan Kinerja", "Rapat Kinerja", "Catatan Tahapan"),
	*("Salinan Rekap", "Dispensasi Kinerja", DISPOSISI, "Format Data Kinerja", REKAP),
}
RIGHTS = (
	"select",
	"read",
	"write",
	"create",
	"delete",
	"submit",
	"cancel",
	"print",
	"email",
	"report",
	"export",
	"share",
)


def permissions() -> dict[str, dict[str, list]]:
	"""{DocType: {role: rows}} of what people work with, as Frappe applies it."""
	found: dict[str, dict[str, list]] = {}
	for doctype in REFERENCES:
		for row in frappe.get_meta(doctype, cached=False).permissions:
			rights = (row.permlevel, row.if_owner or 0, *(right for right in RIGHTS if row.get(right)))
			found.setdefault(doctype, {}).setdefault(row.role, []).append(rights)
	return found


def save_in_form(admin: Person, doc: dict) -> None:
	"""The Save button of a desk form."""
	answer = raw(
		admin,
		"POST",
		"/api/method/frappe.desk.form.save.savedocs",
		data={"doc": json.dumps(doc), "action": "Save"},
	)
	assert answer.status_code == 200, answer.text[:2000]


def swap_in_form(admin: Person, doctype: str) -> int:
	"""Put the new role wherever the old one stands in the active workflow; says in how many rows."""
	name = admin.list("Workflow", {"document_type": doctype, "is_active": 1}, ["name"])[0]["name"]
	doc = admin.get("Workflow", name)
	found = [
		(row, field)
		for table, field in (("states", "allow_edit"), ("transitions", "allowed"))
		for row in doc[table]
	]
	mine = [(row, field) for row, field in found if row[field] == OLD]
	for row, field in mine:
		row[field] = NEW
	save_in_form(admin, doc)
	return len(mine)


@pytest.fixture
def swapped(own_sop, changed_setup) -> Iterator[tuple[SopRun, Person, dict]]:
	"""An office of its own and a System Manager who is nothing else; workflows, role and permissions are put back."""
	sop = own_sop()
	admin = add_site_admin(sop.office)
	frappe.db.commit()
	frappe.clear_cache()
	before = {name: workflows.content(flows.active(name)) for name in (DISPOSISI, REKAP)}
	frozen = set(frappe.get_all("Custom DocPerm", pluck="parent"))
	granted = permissions()
	try:
		yield sop, Person(sop.env.url, sop.env.site, admin, PASSWORD, "Admin situs"), granted
	finally:
		frappe.db.rollback()
		for doctype in (DISPOSISI, REKAP):
			workflows.restore(doctype)
		frappe.db.delete("Custom DocPerm", {"parent": ["in", set(REFERENCES) - frozen]})
		frappe.db.set_value("Peran Penugasan", {"peran": NEW}, "peran", OLD)
		frappe.db.delete("Has Role", {"role": NEW})
		frappe.delete_doc("Role", NEW, force=True, ignore_missing=True)
		frappe.db.commit()
		frappe.clear_cache()
	assert {name: workflows.content(flows.active(name)) for name in before} == before
	assert permissions() == granted


@pytest.mark.full
def test_swapped_role_works_through_to_the_end(swapped):
	sop, admin, before = swapped
	office = sop.office
	admin.insert("Role", role_name=NEW, desk_access=1)
	assert swap_in_form(admin, DISPOSISI) == 8
	assert swap_in_form(admin, REKAP) == 6
	frappe.db.rollback()
	assert unheld_roles(office.root) == [NEW]

	after = permissions()
	for doctype, roles in before.items():
		assert {role: rows for role, rows in after[doctype].items() if role != NEW} == roles, doctype
	for doctype in REFERENCES:
		assert "read" in after[doctype][NEW][0], doctype
	assert {"write", "create"} <= set(after[DISPOSISI][NEW][0])
	assert "write" in after[REKAP][NEW][0] and "create" not in after[REKAP][NEW][0]
	for doctype in set(REFERENCES) - {DISPOSISI, REKAP}:
		assert not {"write", "create", "delete"} & set(after[doctype][NEW][0]), doctype
	for doctype in (DISPOSISI, REKAP):
		assert not {"delete", "submit", "cancel"} & set(after[doctype][NEW][0])

	sop.order()
	with pytest.raises(DemoError, match=f"403: .*{NEW}"):
		sop.pass_on()  # the Sekcam still has the old role

	name = office.penugasan["sekcam"]
	admin.update("Penugasan", name, peran=[{"peran": NEW, "lingkup": "Kecamatan"}])
	frappe.db.rollback()
	held = set(frappe.get_all("Has Role", filters={"parent": office.people["sekcam"]}, pluck="role"))
	assert NEW in held and OLD not in held
	penugasan.forget()  # what this process has read before
	assert unheld_roles(office.root) == []

	sop.pass_on()
	sop.send_forms()
	sop.meet()
	for unit in office.units:
		sop.unit_through(unit)
	sop.finalize()
	frappe.db.rollback()
	done = frappe.get_all(
		"Catatan Tahapan",
		filters={"disposisi": sop.disposisi, "hasil": "Selesai"},
		fields=["langkah", "pelaku"],
	)
	assert {row.langkah for row in done} == set(range(1, 10))
	assert {row.pelaku for row in done if row.langkah in (2, 8)} == {office.people["sekcam"]}
	assert frappe.db.get_value(DISPOSISI, sop.disposisi, "workflow_state") == "Selesai"
	assert frappe.db.get_value(REKAP, sop.recap(), "workflow_state") == "Final"


def test_grants_leave_no_trace_where_nothing_is_lacking(changed_flow):
	"""Saving a workflow with its own roles must not turn standard permissions into Custom DocPerms."""
	before = frappe.db.count("Custom DocPerm")
	for doctype in (DISPOSISI, "Format Data Kinerja", REKAP):
		flows.active(doctype).save()
	assert frappe.db.count("Custom DocPerm") == before


def test_roles_in_workflows_read_all_that_shipped_ones_read(site):
	doctypes = frappe.get_all("DocType", {"module": "Kinerja Kecamatan", "istable": 0}, pluck="name")
	shipped = {"Camat", "Sekcam", "Kasubag PEK", "Kepala Unit", "Jabatan Pelaksana"}
	read = {
		doctype: set(frappe.get_all("DocPerm", {"parent": doctype, "read": 1, "permlevel": 0}, pluck="role"))
		for doctype in doctypes
	}
	assert set(REFERENCES) == {doctype for doctype, roles in read.items() if shipped <= roles}


@pytest.mark.full
def test_what_joined_is_granted_to_roles_of_existing_sites(changed_flow):
	"""As a site of the first release comes to this one: its admin's role has all but what joined since."""
	joined = (*references_readable.JOINED, *units_of_indicators.JOINED)
	assert set(joined) == set(REFERENCES) - FIRST
	before = permissions()
	frappe.get_doc({"doctype": "Role", "role_name": NEW, "desk_access": 1}).insert()
	flow = flows.active(DISPOSISI)
	flows.swap_role(flow, OLD, NEW)
	flow.save()
	lacking = (*joined, "Salinan Rekap")  # of the last its admin took the right away
	frappe.db.delete("Custom DocPerm", {"parent": ["in", lacking]})
	frappe.clear_cache()
	assert not [doctype for doctype in lacking if NEW in permissions()[doctype]]

	for _time in range(2):
		references_readable.execute()
		units_of_indicators.execute()
	after = permissions()
	for doctype in joined:
		assert [set(rows) >= {"read"} for rows in after[doctype].pop(NEW)] == [True], doctype
		assert after[doctype] == before[doctype]
	assert after["Salinan Rekap"] == before["Salinan Rekap"]
