"""A role that an admin puts on a transition gets the permissions that it needs; nobody loses theirs.

Frappe's own add_permission copies a DocType's standard permissions before it adds one; a bare Custom DocPerm would give
every other role 403.
"""

import frappe
from frappe.permissions import add_permission, update_permission_property

from kinerja_kecamatan.flow import steps
from kinerja_kecamatan.flow.workflow import GUARDED_DOCTYPES, SYSTEM_ROLE, roles_in_use, transitions

READ = ("read", "print", "email", "report", "export")
# Roles that carry rights of Frappe itself are never handed out through a Penugasan.
NEVER_ASSIGNED = frozenset({"System Manager", "Administrator", "Guest", "All", "Desk User", SYSTEM_ROLE})
# Read by everyone who works on the SOP, for their links.
REFERENCES = (
	"Unit Kerja",
	"Pegawai",
	"Penugasan",
	"Periode Kinerja",
	"Sasaran Kinerja",
	"Indikator Kinerja",
	"Perjanjian Kinerja",
	"Skala Predikat",
	"SOP",
	"Pengaturan Kinerja",
	"Rapat Kinerja",
	"Catatan Tahapan",
	"Salinan Rekap",
	*GUARDED_DOCTYPES,
)


def assignable_roles() -> set[str]:
	"""Roles that a Penugasan may name: the app's own and whatever the active workflows use."""
	from kinerja_kecamatan.seeding.masters import SHIPPED_ROLES

	used = {role for doctype in GUARDED_DOCTYPES for role in roles_in_use(doctype)}
	return ({*SHIPPED_ROLES} | used) - NEVER_ASSIGNED


def on_workflow_update(doc, method=None) -> None:
	"""Hook Workflow.on_update: grant what the roles of an active workflow of ours need."""
	if doc.document_type not in GUARDED_DOCTYPES or not doc.is_active:
		return
	frappe.clear_cache(doctype=doc.document_type)
	for role in roles_in_use(doc.document_type) - NEVER_ASSIGNED:
		grant(doc, role)


def grant(workflow, role: str) -> None:
	for doctype in REFERENCES:
		_ensure(doctype, role, READ if doctype != "Pengaturan Kinerja" else ("read",))
	needed = ["write"]
	first = workflow.states[0].state
	if any(row.state == first and row.allow_edit == role for row in workflow.states):
		needed.append("create")
	_ensure(workflow.document_type, role, needed)
	if holds_meeting(role):
		_ensure("Rapat Kinerja", role, ("write", "create"))


def holds_meeting(role: str) -> bool:
	"""Whether a role completes the meeting's step, and so writes the Rapat Kinerja."""
	states = {
		(step.dokumen, step.status)
		for sop in frappe.get_all("SOP", pluck="name")
		for step in steps.steps_of(sop)
		if step.kegiatan == steps.RAPAT
	}
	return any(row.allowed == role and (doctype, row.next_state) in states for doctype, _s in states for row in transitions(doctype))


def _ensure(doctype: str, role: str, rights) -> None:
	"""Add what the role lacks at level 0 of a DocType."""
	held = [p for p in frappe.get_meta(doctype).permissions if p.role == role and not p.permlevel and not p.if_owner]
	missing = [right for right in rights if not any(p.get(right) for p in held)]
	if not missing:
		return
	if not held:
		add_permission(doctype, role, 0, ptype="read")
	for right in missing:
		update_permission_property(doctype, role, 0, right, 1, validate=False)
	frappe.clear_cache(doctype=doctype)
