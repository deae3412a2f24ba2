"""What the calls are aimed at: a Format of another unit, everything that hangs on it, and hangers of the caller's own that
would be hung there."""

import json
from dataclasses import dataclass, field

import frappe
from frappe.model.naming import set_new_name

from tests.support.sop_run import FORMAT

MARK = "Tulisan yang tidak boleh berubah"
NEW = "Tulisan orang lain"
# A text of each kind of hanger, which a caller would change.
TEXT = {
	**dict.fromkeys(("Comment", "Communication"), "content"),
	**dict.fromkeys(("ToDo", "Event", "Reminder"), "description"),
	**{
		"Tag Link": "title",
		"DocShare": "write",
		"File": "file_name",
		"Version": "data",
		"User": "first_name",
	},
	**{"Workflow Action": "status", "Document Follow": "user", "Notification Log": "subject"},
	**{"Email Queue": "sender", "Deleted Document": "data", "Auto Repeat": "status", "View Log": "viewed_by"},
	**{"Unit Kerja": "nama_unit", "Pegawai": "nama", "Penugasan": "jabatan", "Activity Log": "subject"},
	**{"Workspace": "title", "Number Card": "label", "Dashboard Chart": "dynamic_filters_json"},
	**{
		"List Filter": "filter_name",
		"Dashboard Settings": "chart_config",
		"Notification Settings": "enabled",
	},
	**{"Disposisi": "nomor_agenda", "Rekap Kinerja": "catatan_validasi", FORMAT: "catatan"},
}


@dataclass(frozen=True)
class Target:
	"""One document to aim at; `values` says what stands for the arguments that name something else."""

	label: str
	doctype: str
	name: str | None
	stored: dict
	values: dict = field(default_factory=dict)

	def changed(self) -> dict:
		"""The document as a form would send it, one text of it changed."""
		text = TEXT.get(self.doctype)
		return {**self.stored, **({text: 1 if text == "write" else NEW} if text else {})}


@dataclass
class Planted:
	"""The Format, its hangers by DocType, and people."""

	format: str
	officer: str
	owner: str
	hangers: dict[str, str]

	def reference(self) -> dict:
		return {"reference_doctype": FORMAT, "reference_name": self.format}


def plant(form: str, officer: str, owner: str, others: dict[str, str]) -> Planted:
	"""Hang one of everything on a Format, as its people would have; committed.

	:param officer: the account in whose name the letter is, and who has a task there
	:param others: {DocType: name} of further documents to aim at
	"""
	planted = Planted(form, officer, owner, dict(others))
	for doctype, values in _hangers(planted).items():
		doc = frappe.new_doc(doctype)
		doc.update({"owner": owner, "modified_by": owner, **_dated(), **values})
		set_new_name(doc)
		doc.set_parent_in_children()
		doc.db_insert()
		for child in doc.get_all_children():
			child.name = frappe.generate_hash(length=10)
			child.db_insert()
		planted.hangers[doctype] = str(doc.name)
	planted.hangers["Workflow comment"] = _trace(planted)
	frappe.db.commit()
	return planted


def _hangers(planted: Planted) -> dict[str, dict]:
	here, officer = planted.reference(), planted.officer
	named = {"document_type": FORMAT, "document_name": planted.format}
	ref = {"ref_doctype": FORMAT}
	return {
		"Comment": {**here, "comment_type": "Comment", "content": MARK, "comment_email": planted.owner},
		"Communication": {
			**{**here, "communication_type": "Communication", "communication_medium": "Email", "uid": 7},
			**{"sender": officer, "subject": MARK, "content": MARK, "sent_or_received": "Received"},
			"_seen": json.dumps([officer]),
		},
		"ToDo": {
			**{"reference_type": FORMAT, "reference_name": planted.format, "allocated_to": officer},
			**{"description": MARK, "status": "Open", "assigned_by": planted.owner},
		},
		"Tag Link": {**named, "tag": MARK, "parent": MARK, "title": MARK},
		"DocShare": {
			**{"share_doctype": FORMAT, "share_name": planted.format, "user": officer, "read": 1},
		},
		"Version": {
			**ref,
			"docname": planted.format,
			"data": json.dumps({"changed": [["catatan", "", MARK]]}),
		},
		"Workflow Action": {**here, "status": "Open", "user": officer},
		"View Log": {**here, "viewed_by": officer},
		"Document Follow": {**ref, "ref_docname": planted.format, "user": officer},
		"Notification Log": {**named, "for_user": officer, "subject": MARK, "type": "Alert"},
		"Activity Log": {**here, "subject": MARK, "user": officer, "full_name": officer},
		"Email Queue": {**here, "sender": officer, "status": "Not Sent", "message": MARK},
		"Event": {
			**{"subject": MARK, "event_type": "Private", "starts_on": "2031-01-01 10:00:00"},
			"event_participants": [{"reference_doctype": FORMAT, "reference_docname": planted.format}],
		},
		"Reminder": {
			**{"user": officer, "description": MARK, "remind_at": "2031-01-01 10:00:00"},
			**{"reminder_doctype": FORMAT, "reminder_docname": planted.format},
		},
		"Deleted Document": {
			**{"deleted_doctype": "Comment", "deleted_name": "gantung-lama"},
			"data": json.dumps({"doctype": "Comment", "comment_type": "Comment", "content": MARK, **here}),
		},
		"Auto Repeat": {
			**{"reference_doctype": FORMAT, "reference_document": planted.format, "frequency": "Daily"},
			**{"status": "Active", "start_date": "2031-01-01"},
		},
	}


def _trace(planted: Planted) -> str:
	"""What Frappe writes of a move, in the name of who made it."""
	doc = frappe.new_doc("Comment")
	doc.update(
		{
			**planted.reference(),
			"comment_type": "Workflow",
			"content": MARK,
			"owner": planted.owner,
			**_dated(),
		}
	)
	set_new_name(doc)
	doc.db_insert()
	return doc.name


def aims(planted: Planted, caller: str) -> list[Target]:
	"""Everything that one caller aims at, with two hangers of the caller's own."""
	own = _own(planted, caller)
	there = {**planted.hangers, FORMAT: planted.format}
	found = [
		Target(label, _doctype(label), name, _stored(_doctype(label), name), _values(planted, label, name))
		for label, name in there.items()
	]
	for doctype, name in own.items():
		moved = {**_stored(doctype, name), **_here(doctype, planted)}
		found.append(Target(f"own {doctype}", doctype, name, moved, _values(planted, doctype, name)))
		fresh = {key: value for key, value in moved.items() if key not in ("name", "creation", "modified")}
		found.append(
			Target(
				f"new {doctype}", doctype, None, {**fresh, "__islocal": 1}, _values(planted, doctype, name)
			)
		)
	return found


def _doctype(label: str) -> str:
	return {"Workflow comment": "Comment", "page of the office": "Workspace"}.get(label, label)


def _here(doctype: str, planted: Planted) -> dict:
	if doctype == "Event":
		return {"event_participants": [{"reference_doctype": FORMAT, "reference_docname": planted.format}]}
	return {**planted.reference(), **({"reference_type": FORMAT} if doctype == "ToDo" else {})}


def _stored(doctype: str, name: str) -> dict:
	return json.loads(frappe.as_json(frappe.get_doc(doctype, name).as_dict()))


def _own(planted: Planted, caller: str) -> dict[str, str]:
	"""A letter and a task of the caller's own, about nothing."""
	found = {}
	letter = {
		"communication_type": "Communication",
		"communication_medium": "Email",
		"content": "Milik sendiri",
	}
	for doctype, values in (
		("Communication", {**letter, "subject": "Milik sendiri", "sender": planted.officer, "uid": 8}),
		("ToDo", {"description": "Milik sendiri", "allocated_to": caller, "status": "Open"}),
		("Event", {"subject": "Milik sendiri", "event_type": "Private", "starts_on": "2031-01-01 10:00:00"}),
	):
		doc = frappe.new_doc(doctype)
		doc.update({"owner": caller, "modified_by": caller, **_dated(), **values})
		set_new_name(doc)
		doc.db_insert()
		found[doctype] = str(doc.name)
	frappe.db.commit()
	return found


def _values(planted: Planted, label: str, name: str) -> dict:
	hangers = planted.hangers
	order, unit = frappe.db.get_value(FORMAT, planted.format, ["disposisi", "unit_kerja"])
	return {
		**dict.fromkeys(("format", "format_data"), planted.format),
		**{"disposisi": order, "unit": unit},
		**planted.reference(),
		"communication": name if _doctype(label) == "Communication" else hangers["Communication"],
		"comment": hangers["Comment"],
		"user": planted.officer,
	}


def _dated() -> dict:
	"""Without these the owner of what is inserted bare is who inserts it."""
	return dict.fromkeys(("creation", "modified"), frappe.utils.now())
