"""A role that an admin puts on a transition gets the permissions that it needs; nobody loses theirs.

Frappe's own add_permission copies a DocType's standard permissions before it adds one; a bare Custom DocPerm would give
every other role 403.
"""

import frappe
from frappe.permissions import add_permission, update_permission_property

from kinerja_kecamatan.base.doctypes import (
	ARCHIVE,
	COPY,
	DISPENSASI,
	GUARDED_DOCTYPES,
	INDIKATOR,
	LOG,
	PEGAWAI,
	PENGATURAN,
	PENUGASAN,
	PERIODE,
	PERJANJIAN,
	PROGRAM_KEGIATAN,
	RAPAT,
	REGISTER_NOMOR,
	SASARAN,
	SATUAN,
	SKALA,
	SKALA_NILAI,
	SOP,
	UNIT_KERJA,
	USULAN,
)
from kinerja_kecamatan.base.roles import NEVER_ASSIGNED
from kinerja_kecamatan.office.role_sync import warn_about_gaps
from kinerja_kecamatan.sop import steps
from kinerja_kecamatan.sop.activities import facts_of

READ = ("read", "print", "email", "report", "export")
# Read by everyone who works on the SOP: what their documents link to and leave behind. What joins these is granted to the
# workflows' roles of existing sites by a patch (patches/references_readable.py).
REFERENCES = (
	UNIT_KERJA,
	PEGAWAI,
	PENUGASAN,
	USULAN,
	PERIODE,
	SASARAN,
	INDIKATOR,
	PERJANJIAN,
	PROGRAM_KEGIATAN,
	SKALA,
	SKALA_NILAI,
	SATUAN,
	SOP,
	PENGATURAN,
	RAPAT,
	REGISTER_NOMOR,
	LOG,
	COPY,
	DISPENSASI,
	ARCHIVE,
	*GUARDED_DOCTYPES,
)


def on_workflow_update(doc, method=None) -> None:
	"""Hook Workflow.on_update: grant what the roles of an active workflow of ours need."""
	if doc.document_type not in GUARDED_DOCTYPES or not doc.is_active:
		return
	grant_rights(doc)
	if not (frappe.flags.in_install or frappe.flags.in_migrate):
		_warn_about_gaps()


def grant_rights(workflow, doctypes: tuple[str, ...] = REFERENCES) -> None:
	"""Give the roles that a workflow names what they need of these DocTypes and lack."""
	roles = {row.allow_edit for row in workflow.states} | {row.allowed for row in workflow.transitions}
	held = _held()
	for role in sorted(roles - NEVER_ASSIGNED):
		for doctype, rights in needed_rights(workflow, role).items():
			if doctype in doctypes:
				_ensure(doctype, role, rights, held.get((doctype, role), set()))


def _warn_about_gaps() -> None:
	"""A role that has just come into the workflow may be one that nobody holds yet."""

	for kecamatan in frappe.get_all(
		UNIT_KERJA, filters={"parent_unit_kerja": ["is", "not set"]}, pluck="name"
	):
		warn_about_gaps(kecamatan)


def needed_rights(workflow, role: str) -> dict[str, set[str]]:
	"""{DocType: rights} of a role that a workflow names; reading is of all that a document links to."""
	rights: dict[str, set[str]] = {doctype: {"read"} for doctype in REFERENCES}
	rights[workflow.document_type].add("write")
	first = workflow.states[0].state
	begins = any(row.state == first and row.allow_edit == role for row in workflow.states)
	if begins and not frappe.get_meta(workflow.document_type).in_create:
		rights[workflow.document_type].add("create")
	if holds_meeting(workflow, role):
		rights[RAPAT] |= {"write", "create"}
	return rights


def holds_meeting(workflow, role: str) -> bool:
	"""Whether a role completes the meeting's step, and so writes the Rapat Kinerja."""
	states = {
		step.status
		for sop in frappe.get_all(SOP, pluck="name")
		for step in steps.steps_of(sop)
		if facts_of(step.kegiatan).is_meeting and step.dokumen == workflow.document_type
	}
	return any(row.allowed == role and row.next_state in states for row in workflow.transitions)


def _held() -> dict[tuple[str, str], set[str]]:
	"""Rights at level 0 by (DocType, role); a DocType's Custom DocPerms stand in place of its own permissions."""
	found: dict[str, dict[str, set[str]]] = {}
	for kind in ("DocPerm", "Custom DocPerm"):
		rows = frappe.get_all(
			kind,
			filters={"parent": ["in", REFERENCES], "permlevel": 0, "if_owner": 0},
			fields=["parent", "role", "read", "write", "create"],
		)
		for doctype in {row.parent for row in rows}:
			found[doctype] = {}
		for row in rows:
			rights = {right for right in ("read", "write", "create") if row[right]}
			found[row.parent].setdefault(row.role, set()).update(rights)
	return {(doctype, role): rights for doctype, roles in found.items() for role, rights in roles.items()}


def _ensure(doctype: str, role: str, rights: set[str], held: set[str]) -> None:
	"""Add what the role lacks; who has it all is left alone, for an added right turns a DocType's permissions into
	Custom DocPerms. Who could not even read gets what comes with reading."""
	missing = rights - held
	if not missing:
		return
	if not held:
		add_permission(doctype, role, 0, ptype="read")
		missing |= {"read"} if frappe.get_meta(doctype).issingle else set(READ)
	for right in sorted(missing):
		update_permission_property(doctype, role, 0, right, 1, validate=False)
	frappe.clear_cache(doctype=doctype)
