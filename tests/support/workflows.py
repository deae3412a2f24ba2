"""Workflows as the database holds them, and the edits that tests make to them."""

import frappe

from kinerja_kecamatan.base.doctypes import GUARDED_DOCTYPES

TABLES = ("Workflow", "Workflow Document State", "Workflow Transition")


def rows(doctype: str, **filters) -> list[dict]:
	"""Every column of matching rows, names and time stamps too."""
	return frappe.get_all(doctype, filters=filters, fields=["*"], order_by="name")


def stored() -> dict[str, list[dict]]:
	"""The three DocTypes' Workflows byte for byte."""
	names = frappe.get_all("Workflow", filters={"document_type": ["in", GUARDED_DOCTYPES]}, pluck="name")
	return {
		"Workflow": rows("Workflow", name=["in", names]),
		**{child: rows(child, parent=["in", names], parenttype="Workflow") for child in TABLES[1:]},
	}


def active(doctype: str):
	"""The active Workflow document of a DocType."""
	return frappe.get_doc("Workflow", {"document_type": doctype, "is_active": 1})


def copy_of(workflow, name: str, is_active: int = 1):
	"""An admin's own workflow with the content of another one, not inserted yet."""
	doc = frappe.copy_doc(workflow)
	doc.workflow_name, doc.is_active = name, is_active
	return doc


def ensure_state(state: str) -> None:
	if not frappe.db.exists("Workflow State", state):
		frappe.get_doc({"doctype": "Workflow State", "workflow_state_name": state}).insert()


def ensure_action(action: str) -> None:
	if not frappe.db.exists("Workflow Action Master", action):
		frappe.get_doc({"doctype": "Workflow Action Master", "workflow_action_name": action}).insert()


def transition(workflow, state: str, action: str, allowed: str | None = None):
	"""One row of a workflow's transitions."""
	return next(
		row
		for row in workflow.transitions
		if (row.state, row.action) == (state, action) and allowed in (None, row.allowed)
	)


def drop(workflow, *transitions) -> None:
	"""Take rows out of a workflow's transitions."""
	workflow.set("transitions", [row for row in workflow.transitions if row not in transitions])


def swap_role(workflow, old: str, new: str) -> int:
	"""Put another role wherever one stands; says in how many rows."""
	found = [row for row in workflow.states if row.allow_edit == old]
	for row in found:
		row.allow_edit = new
	moves = [row for row in workflow.transitions if row.allowed == old]
	for row in moves:
		row.allowed = new
	return len(found) + len(moves)
