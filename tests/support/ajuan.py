"""A submittable DocType of the tests' own, with a workflow over docstatus, held by the guard's hooks like the app's three.

Every role in it has every right that Frappe can give: what is refused, the guard refuses.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe

from kinerja_kecamatan import hooks
from kinerja_kecamatan.guard.hooks import GUARDED
from tests.support import workflows

AJUAN = "Uji Ajuan"
FLOW = "Alur Uji Ajuan"
STATES = (
	("Uji Draf", "0", "Jabatan Pelaksana"),
	("Uji Diajukan", "1", "Kepala Unit"),
	("Uji Disahkan", "1", "Kasubag PEK"),
	("Uji Ditarik", "2", "Jabatan Pelaksana"),
)
TRANSITIONS = (
	("Uji Draf", "Uji Ajukan", "Uji Diajukan", "Jabatan Pelaksana"),
	("Uji Diajukan", "Uji Sahkan", "Uji Disahkan", "Kepala Unit"),
	("Uji Diajukan", "Uji Tarik", "Uji Ditarik", "Jabatan Pelaksana"),
)
RIGHTS = ("read", "write", "create", "submit", "cancel", "delete", "amend")


@contextmanager
def ajuan() -> Iterator[None]:
	"""Make DocType and workflow (DDL commits) and take them away again."""
	guarded = frappe.get_doc_hooks()["Disposisi"]
	assert set(guarded) == set(hooks.doc_events["Disposisi"]) >= set(GUARDED)
	try:
		_make_doctype()
		_make_workflow()
		frappe.db.commit()
		frappe.local.doc_events_hooks[AJUAN] = guarded
		yield
	finally:
		frappe.db.rollback()
		frappe.local.doc_events_hooks.pop(AJUAN, None)
		frappe.delete_doc("Workflow", FLOW)
		frappe.delete_doc("DocType", AJUAN, force=True)
		frappe.db.commit()


def _make_doctype() -> None:
	links = {"kecamatan": "Unit Kerja", "unit_kerja": "Unit Kerja", "disposisi": "Disposisi"}
	links |= {"periode": "Periode Kinerja", "workflow_state": "Workflow State"}
	kept = {"read_only": 1, "allow_on_submit": 1}
	fields = [
		*({"fieldname": name, "fieldtype": "Link", "options": options} for name, options in links.items()),
		{"fieldname": "perihal", "fieldtype": "Data", "allow_on_submit": 1},
		{"fieldname": "tersedia_pada", "fieldtype": "Datetime", **kept},
		{"fieldname": "mulai_pada", "fieldtype": "Datetime", **kept},
		{"fieldname": "putaran", "fieldtype": "Int", **kept},
		{"fieldname": "alasan_terakhir", "fieldtype": "Small Text", **kept},
	]
	for field in fields:
		field["label"] = field["fieldname"].replace("_", " ").title()
		if field["fieldname"] == "workflow_state":
			field |= {"allow_on_submit": 1, "no_copy": 1}
	roles = sorted({role for _state, _docstatus, role in STATES})
	frappe.get_doc(
		{
			"doctype": "DocType",
			"name": AJUAN,
			"module": "Kinerja Kecamatan",
			"custom": 1,
			"is_submittable": 1,
			"autoname": "hash",
			"fields": fields,
			"permissions": [{"role": role, **dict.fromkeys(RIGHTS, 1)} for role in roles],
		}
	).insert()


def _make_workflow() -> None:
	for state, _docstatus, _role in STATES:
		workflows.ensure_state(state)
	for _state, action, _next, _role in TRANSITIONS:
		workflows.ensure_action(action)
	frappe.get_doc(
		{
			"doctype": "Workflow",
			"workflow_name": FLOW,
			"document_type": AJUAN,
			"workflow_state_field": "workflow_state",
			"is_active": 1,
			"states": [{"state": s, "doc_status": d, "allow_edit": r} for s, d, r in STATES],
			"transitions": [
				{"state": s, "action": a, "next_state": n, "allowed": r} for s, a, n, r in TRANSITIONS
			],
		}
	).insert()
