"""The three Workflows: seeded once from the module's workflow/ folder, never as fixtures.

Frappe re-imports fixtures at every migrate and throws an admin's edits away; here a release updates a workflow only where
the admin has not touched it, and a button brings the shipped one back.
"""

import json
from pathlib import Path

import frappe
from frappe import _

from kinerja_kecamatan.base.doctypes import PENGATURAN
from kinerja_kecamatan.setup import registry
from kinerja_kecamatan.sop.workflow import GERAK_FIELD

WORKFLOW = "Workflow"
SETTINGS = ("is_active", "override_status", "send_email_alert", "workflow_state_field")
STATE_FIELDS = (
	"state",
	"doc_status",
	"allow_edit",
	"is_optional_state",
	"update_field",
	"update_value",
	"message",
)
TRANSITION_FIELDS = (
	"state",
	"action",
	"next_state",
	"allowed",
	"allow_self_approval",
	"condition",
	GERAK_FIELD,
)


def folder() -> Path:
	return Path(frappe.get_app_path("kinerja_kecamatan", "kinerja_kecamatan", "workflow"))


def shipped() -> list[dict]:
	"""The workflows of this release."""
	return [json.loads(path.read_text()) for path in sorted(folder().glob("*/*.json"))]


def content(workflow) -> dict:
	"""States, transitions and settings of a Workflow (document or shipped dict), nothing else."""
	return {
		**{field: _plain(workflow.get(field)) for field in SETTINGS if field != "is_active"},
		"states": [[_plain(row.get(f)) for f in STATE_FIELDS] for row in workflow.get("states")],
		"transitions": [
			[_plain(row.get(f)) for f in TRANSITION_FIELDS] for row in workflow.get("transitions")
		],
	}


def _plain(value) -> str:
	return (
		""
		if value in (None, 0, "0", False)
		else str(int(value) if isinstance(value, bool) else value).strip()
	)


def digest(workflow) -> str:
	return registry.fingerprint(content(workflow))


def sync() -> None:
	"""After install and after every migrate: ship what is new, update what is untouched, leave the rest."""
	make_states_and_actions()
	for seed in shipped():
		known = registry.find_seed(WORKFLOW, seed["document_type"])
		if not known:
			_ship(seed)
		elif untouched(known) and known.sidik != digest(seed):
			_overwrite(frappe.get_doc(WORKFLOW, known.nama_dokumen), seed)


def untouched(known) -> bool:
	"""Whether the shipped document is still there under its name and as it was shipped, active as ever."""
	if not frappe.db.exists(WORKFLOW, known.nama_dokumen):
		return False
	return digest(frappe.get_doc(WORKFLOW, known.nama_dokumen)) == known.sidik


def restore(document_type: str) -> str:
	"""Bring the shipped workflow of a DocType back and make it the active one; returns its name."""
	seed = next((s for s in shipped() if s["document_type"] == document_type), None)
	if not seed:
		frappe.throw(_("Tidak ada alur bawaan untuk {0}.").format(_(document_type)))
	make_states_and_actions()
	known = registry.find_seed(WORKFLOW, document_type)
	if known and frappe.db.exists(WORKFLOW, known.nama_dokumen):
		doc = frappe.get_doc(WORKFLOW, known.nama_dokumen)
		doc.is_active = 1
		_overwrite(doc, seed)
		return doc.name
	return _ship(seed, replace_active=True)


def _ship(seed: dict, replace_active: bool = False) -> str:
	"""Insert a shipped workflow; it never goes active over another active one unless that was asked for."""
	other = frappe.db.exists(WORKFLOW, {"document_type": seed["document_type"], "is_active": 1})
	doc = frappe.get_doc({**seed, "workflow_name": _free_name(seed["workflow_name"])})
	doc.name = None
	doc.is_active = int(replace_active or not other)
	doc.insert(ignore_permissions=True)  # install, migrate, or the restore button, which checks its own right
	registry.record_seed(WORKFLOW, seed["document_type"], doc.name, digest(doc))
	return doc.name


def _free_name(name: str) -> str:
	"""The shipped name, or a numbered one where an admin's own workflow already has it."""
	taken, number = name, 2
	while frappe.db.exists(WORKFLOW, taken):
		taken, number = f"{name} {number}", number + 1
	return taken


def _overwrite(doc, seed: dict) -> None:
	for field in SETTINGS:
		if field != "is_active":
			doc.set(field, seed.get(field))
	doc.workflow_data = None
	doc.set("states", [{f: row.get(f) for f in STATE_FIELDS} for row in seed["states"]])
	doc.set("transitions", [{f: row.get(f) for f in TRANSITION_FIELDS} for row in seed["transitions"]])
	doc.save(ignore_permissions=True)  # as above
	registry.record_seed(WORKFLOW, seed["document_type"], doc.name, digest(doc))


def make_states_and_actions() -> None:
	"""Workflow State and Workflow Action Master records that the shipped workflows name; existing ones are left."""
	styles = json.loads((folder() / "state_styles.json").read_text())
	for seed in shipped():
		for row in seed["states"]:
			_ensure("Workflow State", "workflow_state_name", row["state"], style=styles.get(row["state"], ""))
		for row in seed["transitions"]:
			_ensure("Workflow Action Master", "workflow_action_name", row["action"])


def _ensure(doctype: str, field: str, name: str, **values) -> None:
	if not frappe.db.exists(doctype, name):
		doc = frappe.get_doc({"doctype": doctype, field: name, **values})
		doc.insert(ignore_permissions=True)  # install and migrate


def status_of_workflows() -> list[dict]:
	"""See `setup.api.keadaan_alur`."""
	frappe.has_permission(PENGATURAN, "read", throw=True)
	out = []
	for seed in shipped():
		known = registry.find_seed(WORKFLOW, seed["document_type"])
		active = frappe.db.get_value(WORKFLOW, {"document_type": seed["document_type"], "is_active": 1})
		out.append(
			{
				"document_type": seed["document_type"],
				"active": active,
				"shipped": known.nama_dokumen if known else None,
				"changed": not (known and active == known.nama_dokumen and untouched(known)),
			}
		)
	return out


def restore_workflow(document_type: str) -> str:
	"""See `setup.api.kembalikan_alur`."""
	if not frappe.has_permission(WORKFLOW, "write"):
		frappe.throw(_("Alur bawaan hanya dapat dikembalikan oleh System Manager."), frappe.PermissionError)
	return restore(document_type)
