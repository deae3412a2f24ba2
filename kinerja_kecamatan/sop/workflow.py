"""Reading the active Workflow's rows: who may edit where, which moves exist, which state is what.

Everything here comes from the Workflow document that an admin can change; no state or role name is known to the code.
"""

from dataclasses import dataclass

import frappe
from frappe.model.workflow import get_workflow, get_workflow_name, is_transition_condition_satisfied

from kinerja_kecamatan.base.doctypes import GUARDED_DOCTYPES
from kinerja_kecamatan.base.roles import NEVER_ASSIGNED, SHIPPED_ROLES, SYSTEM_ROLE

# Values of the custom field on Workflow Transition; empty means forward.
GERAK_KEMBALIKAN = "Kembalikan"
GERAK_TARIK = "Tarik Kembali"
GERAK_BUKA = "Buka Kembali"
GERAK_BATALKAN = "Batalkan"
GERAK = (GERAK_KEMBALIKAN, GERAK_TARIK, GERAK_BUKA, GERAK_BATALKAN)
GERAK_FIELD = "kinerja_gerak"
NEEDS_REASON = frozenset({GERAK_KEMBALIKAN, GERAK_BUKA, GERAK_BATALKAN})


@dataclass(frozen=True)
class Transition:
	"""One row of a Workflow's transitions, as plain data."""

	state: str
	action: str
	next_state: str
	allowed: str
	allow_self_approval: bool
	condition: str | None
	gerak: str

	@property
	def by_system(self) -> bool:
		return self.allowed == SYSTEM_ROLE

	@property
	def needs_reason(self) -> bool:
		return self.gerak in NEEDS_REASON


def active_workflow(doctype: str):
	"""The active Workflow document of a DocType, or None when an admin has switched it off."""
	return get_workflow(doctype) if get_workflow_name(doctype) else None


def state_field(doctype: str) -> str:
	workflow = active_workflow(doctype)
	return workflow.workflow_state_field if workflow else "workflow_state"


def initial_state(doctype: str) -> str | None:
	workflow = active_workflow(doctype)
	return workflow.states[0].state if workflow else None


def editors(doctype: str, state: str) -> set[str]:
	"""Roles that may edit in a state; a state may stand in several rows, one a role."""
	workflow = active_workflow(doctype)
	return {row.allow_edit for row in workflow.states if row.state == state} if workflow else set()


def docstatus_of(doctype: str, state: str | None) -> int:
	"""The docstatus that the workflow gives to a state (Doc Status of its first row); 0 for one that it does not know."""
	workflow = active_workflow(doctype)
	return (
		next((int(row.doc_status or 0) for row in workflow.states if row.state == state), 0)
		if workflow
		else 0
	)


def transitions(doctype: str) -> list[Transition]:
	workflow = active_workflow(doctype)
	return [as_transition(row) for row in workflow.transitions] if workflow else []


def as_transition(row) -> Transition:
	return Transition(
		state=row.state,
		action=row.action,
		next_state=row.next_state,
		allowed=row.allowed,
		allow_self_approval=bool(row.allow_self_approval),
		condition=row.condition,
		gerak=row.get(GERAK_FIELD) or "",
	)


def transitions_from(doc, state: str) -> list[Transition]:
	"""The moves out of a state whose condition holds for the document as it stands in the database."""
	return [row for row in transitions(doc.doctype) if row.state == state and _holds(row, doc)]


def transitions_holding(doc) -> list[Transition]:
	"""The moves of any state whose condition holds for the document, its kind above all."""
	return [row for row in transitions(doc.doctype) if _holds(row, doc)]


def _holds(row: Transition, doc) -> bool:
	return is_transition_condition_satisfied(frappe._dict(row.__dict__), doc)


def may_approve(user: str, doc, transition: Transition) -> bool:
	"""The transition's self-approval rule. Frappe asks it of the button only, and never of the Administrator."""
	return transition.allow_self_approval or user != doc.owner


def roles_in_use(doctype: str) -> set[str]:
	"""Every role that edits or moves documents of this DocType, the system's own left out."""
	workflow = active_workflow(doctype)
	if not workflow:
		return set()
	roles = {row.allow_edit for row in workflow.states} | {row.allowed for row in workflow.transitions}
	return roles - {SYSTEM_ROLE}


def assignable_roles() -> set[str]:
	"""Roles that a Penugasan may name: the app's own and whatever the active workflows use."""

	used = {role for doctype in GUARDED_DOCTYPES for role in roles_in_use(doctype)}
	return ({*SHIPPED_ROLES} | used) - NEVER_ASSIGNED
