"""The ways in which a request can try to move, change or remove one document, as (label, verb, path, arguments)."""

import json
from collections.abc import Iterator
from copy import deepcopy

import frappe
from frappe.utils.verified_command import get_signed_params

Way = tuple[str, str, str, dict]


def _call(method: str, /, **values) -> tuple[str, str, dict]:
	return "POST", f"/api/method/{method}", {"json": values}


def _resource(doc: dict) -> str:
	return f"/api/resource/{doc['doctype']}/{doc['name']}"


# The ways of moves() that make a move which is the person's to make; the others make none for anybody.
MOVING = frozenset(
	{
		"PUT state",
		"v1 PUT state",
		"v2 PATCH state",
		"set_value",
		"client.save",
		"bulk_update",
		"savedocs",
		"bulk edit",
		"calendar drag",
		"kanban card",
		"kanban order",
		"web form",
		"apply_workflow",
		"bulk approval",
		"tindak",
	}
)
# Those that press the action's button, wherever it leads.
PRESSING = frozenset({"apply_workflow", "bulk approval", "tindak", "mail link", "mail page"})
# Of these only the last brings a reason along.
WITH_REASON = frozenset({"tindak"})
# What people fill in on a document: edits() by web form write this one.
PLAIN = ("Data", "Link", "Date", "Select", "Small Text", "Text", "Int", "Check")
EDITED = {"Disposisi": "nomor_agenda", "Format Data Kinerja": "catatan", "Rekap Kinerja": "arahan_pimpinan"}
# Release 15 knows these; the snapshot of 2023 answers that there is no such thing.
SINCE_15 = frozenset({"v1 PUT state", "v2 PATCH state"})


def moves(doc: dict, target: str, action: str, user: str = "") -> Iterator[Way]:
	"""Ways to bring a document into the state `target`, or to press `action`; `user` is whom a mail was sent to.

	Kanban and web form ways need what `furnish` makes.
	"""
	doctype, name = doc["doctype"], doc["name"]
	wanted = deepcopy(doc) | {"workflow_state": target}
	change = {"workflow_state": target}
	yield "PUT state", "PUT", _resource(doc), {"json": change}
	yield "PUT state and docstatus", "PUT", _resource(doc), {"json": change | {"docstatus": 1}}
	yield "v1 PUT state", "PUT", f"/api/v1/resource/{doctype}/{name}", {"json": change}
	yield "v2 PATCH state", "PATCH", f"/api/v2/document/{doctype}/{name}", {"json": change}
	yield (
		"set_value",
		*_call(
			"frappe.client.set_value", doctype=doctype, name=name, fieldname="workflow_state", value=target
		),
	)
	yield "client.save", *_call("frappe.client.save", doc=wanted)
	yield (
		"bulk_update",
		*_call(
			"frappe.client.bulk_update", docs=json.dumps([{"doctype": doctype, "docname": name, **change}])
		),
	)
	yield "savedocs", *_call("frappe.desk.form.save.savedocs", doc=json.dumps(wanted), action="Save")
	yield "savedocs Submit", *_call("frappe.desk.form.save.savedocs", doc=json.dumps(wanted), action="Submit")
	yield (
		"form cancel",
		*_call(
			"frappe.desk.form.save.cancel",
			doctype=doctype,
			name=name,
			workflow_state_fieldname="workflow_state",
			workflow_state=target,
		),
	)
	yield (
		"bulk edit",
		*_call(
			"frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs",
			doctype=doctype,
			docnames=json.dumps([name]),
			action="update",
			data=json.dumps(change),
		),
	)
	yield (
		"calendar drag",
		*_call(
			"frappe.desk.calendar.update_event",
			args=json.dumps(
				{"doctype": doctype, "name": name, "workflow_state": target, "alasan_terakhir": ""}
			),
			field_map=json.dumps({"start": "workflow_state", "end": "alasan_terakhir"}),
		),
	)
	board = {"board_name": f"Papan {doctype}"}
	yield (
		"kanban card",
		*_call(
			"frappe.desk.doctype.kanban_board.kanban_board.update_order_for_single_card",
			docname=name,
			from_colname=doc["workflow_state"],
			to_colname=target,
			old_index=0,
			new_index=0,
			**board,
		),
	)
	yield (
		"kanban order",
		*_call(
			"frappe.desk.doctype.kanban_board.kanban_board.update_order",
			order=json.dumps({target: [name]}),
			**board,
		),
	)
	yield (
		"web form",
		*_call(
			"frappe.website.doctype.web_form.web_form.accept",
			web_form=web_form_of(doctype),
			data=json.dumps({"name": name, **change}),
		),
	)
	for label, method in (("mail page", "apply_action"), ("mail link", "confirm_action")):
		yield label, "GET", mail_link(method, doc, action, user), {}
	yield (
		"apply_workflow",
		*_call("frappe.model.workflow.apply_workflow", doc=json.dumps(wanted), action=action),
	)
	yield (
		"bulk approval",
		*_call(
			"frappe.model.workflow.bulk_workflow_approval",
			docnames=json.dumps([name]),
			doctype=doctype,
			action=action,
		),
	)
	yield (
		"tindak",
		*_call(
			"kinerja_kecamatan.process.api.tindak",
			doctype=doctype,
			name=name,
			action=action,
			alasan="Coba saja",
		),
	)


def endings(doc: dict) -> Iterator[Way]:
	"""Ways to submit, cancel, delete, rename or amend a document: none is for anybody."""
	doctype, name = doc["doctype"], doc["name"]
	yield "PUT docstatus", "PUT", _resource(doc), {"json": {"docstatus": 1}}
	yield "PUT cancelled", "PUT", _resource(doc), {"json": {"docstatus": 2}}
	yield "client.submit", *_call("frappe.client.submit", doc=json.dumps(doc))
	yield "client.cancel", *_call("frappe.client.cancel", doctype=doctype, name=name)
	yield "savedocs Submit", *_call("frappe.desk.form.save.savedocs", doc=json.dumps(doc), action="Submit")
	yield "run_method submit", "POST", _resource(doc), {"json": {"run_method": "submit"}}
	yield "run_method cancel", "POST", _resource(doc), {"json": {"run_method": "cancel"}}
	yield "run_doc_method", *_call("run_doc_method", docs=json.dumps(doc), method="submit")
	yield (
		"run_doc_method db_set",
		*_call("run_doc_method", docs=json.dumps(doc), method="db_set", args='{"putaran": 9}'),
	)
	for action in ("submit", "cancel"):
		yield (
			f"bulk {action}",
			*_call(
				"frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs",
				doctype=doctype,
				docnames=json.dumps([name]),
				action=action,
			),
		)
	yield (
		"cancel all linked",
		*_call(
			"frappe.desk.form.linked_with.cancel_all_linked_docs",
			docs=json.dumps([{"doctype": doctype, "name": name, "docinfo": {"docstatus": 1}}]),
		),
	)
	yield (
		"run_method rename",
		"POST",
		_resource(doc),
		{"json": {"run_method": "rename", "name": f"{name}-X", "force": 1}},
	)
	yield (
		"web form delete",
		*_call(
			"frappe.website.doctype.web_form.web_form.delete",
			web_form_name=web_form_of(doctype),
			docname=name,
		),
	)
	yield "DELETE", "DELETE", _resource(doc), {}
	yield "v2 DELETE", "DELETE", f"/api/v2/document/{doctype}/{name}", {}
	yield "client.delete", *_call("frappe.client.delete", doctype=doctype, name=name)
	yield (
		"delete_items",
		*_call("frappe.desk.reportview.delete_items", doctype=doctype, items=json.dumps([name])),
	)
	yield (
		"rename_doc",
		*_call("frappe.client.rename_doc", doctype=doctype, old_name=name, new_name=f"{name}-X"),
	)
	yield (
		"update_document_title",
		*_call(
			"frappe.model.rename_doc.update_document_title", doctype=doctype, docname=name, name=f"{name}-X"
		),
	)
	copy = doc | {"name": "new-1", "amended_from": name, "docstatus": 0, "__islocal": 1}
	yield "amend", *_call("frappe.desk.form.save.savedocs", doc=json.dumps(copy), action="Save")


def edits(doc: dict, field: str, value) -> Iterator[Way]:
	"""Ways to write one field of a document as it was read; without its `modified` none of them says which version that was."""
	doctype, name = doc["doctype"], doc["name"]
	change = {field: value} | ({"modified": doc["modified"]} if doc.get("modified") else {})
	yield "PUT", "PUT", _resource(doc), {"json": change}
	yield "v2 PUT", "PUT", f"/api/v2/document/{doctype}/{name}", {"json": change}
	yield "set_value", *_call("frappe.client.set_value", doctype=doctype, name=name, fieldname=change)
	yield "client.save", *_call("frappe.client.save", doc=deepcopy(doc) | {field: value})
	yield (
		"bulk_update",
		*_call(
			"frappe.client.bulk_update",
			docs=json.dumps([{"doctype": doctype, "docname": name, **change}]),
		),
	)
	yield (
		"savedocs",
		*_call("frappe.desk.form.save.savedocs", doc=json.dumps(doc | {field: value}), action="Save"),
	)
	yield (
		"savedocs Update",
		*_call("frappe.desk.form.save.savedocs", doc=json.dumps(doc | {field: value}), action="Update"),
	)
	yield (
		"bulk edit",
		*_call(
			"frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs",
			doctype=doctype,
			docnames=json.dumps([name]),
			action="update",
			data=json.dumps(change),
		),
	)
	yield (
		"calendar edit",
		*_call(
			"frappe.desk.calendar.update_event",
			args=json.dumps({"doctype": doctype, "name": name, **change}),
			field_map=json.dumps({"start": field, "end": field}),
		),
	)
	if field == EDITED.get(doctype):
		yield (
			"web form edit",
			*_call(
				"frappe.website.doctype.web_form.web_form.accept",
				web_form=web_form_of(doctype, "sunting"),
				data=json.dumps({"name": name, **change}),
			),
		)


def nothing(doc: dict) -> Iterator[Way]:
	"""Ways to save a document as it is: that too would stamp it."""
	yield "PUT nothing", "PUT", _resource(doc), {"json": {}}
	yield "savedocs nothing", *_call("frappe.desk.form.save.savedocs", doc=json.dumps(doc), action="Save")


def row_edits(row: dict, field: str, value) -> Iterator[Way]:
	"""Ways to reach a child row on an endpoint of its own, past its parent."""
	doctype, name = row["doctype"], row["name"]
	path = f"/api/resource/{doctype}/{name}"
	yield "row PUT", "PUT", path, {"json": {field: value}}
	yield "row v2 PUT", "PUT", f"/api/v2/document/{doctype}/{name}", {"json": {field: value}}
	yield "row client.save", *_call("frappe.client.save", doc=row | {field: value})
	yield (
		"row set_value",
		*_call("frappe.client.set_value", doctype=doctype, name=name, fieldname=field, value=value),
	)
	yield "row DELETE", "DELETE", path, {}
	yield "row client.delete", *_call("frappe.client.delete", doctype=doctype, name=name)
	yield (
		"row delete_items",
		*_call("frappe.desk.reportview.delete_items", doctype=doctype, items=json.dumps([name])),
	)
	new = {k: v for k, v in row.items() if k != "name"}
	yield "row POST", "POST", f"/api/resource/{doctype}", {"json": new}
	yield "row client.insert", *_call("frappe.client.insert", doc=new)
	yield (
		"row rename",
		*_call("frappe.client.rename_doc", doctype=doctype, old_name=name, new_name=f"{name}x"),
	)


def files(doc: dict, file: dict) -> Iterator[Way]:
	"""Ways to add to, replace, hand over, publish or delete a document's evidence; `file` hangs on the document."""
	doctype, name = doc["doctype"], doc["name"]
	place = {"attached_to_doctype": doctype, "attached_to_name": name}
	path = f"/api/resource/File/{file['name']}"
	content = {"file_name": "susulan.txt", "content": f"Isi {name}", "is_private": 1}
	yield "file POST", "POST", "/api/resource/File", {"json": content | place}
	yield "file POST by url", "POST", "/api/resource/File", {"json": {"file_url": file["file_url"], **place}}
	yield (
		"attach_file",
		*_call(
			"frappe.client.attach_file",
			filename="susulan.txt",
			filedata=f"Isi {name}",
			doctype=doctype,
			docname=name,
			is_private=1,
		),
	)
	yield (
		"add_attachments",
		*_call(
			"frappe.utils.file_manager.add_attachments",
			doctype=doctype,
			name=name,
			attachments=json.dumps([file["name"]]),
		),
	)
	yield "file public", "PUT", path, {"json": {"is_private": 0}}
	yield "file detach", "PUT", path, {"json": {"attached_to_doctype": None, "attached_to_name": None}}
	yield "file replace", "PUT", path, {"json": {"file_url": "/private/files/lain.txt"}}
	yield "file rename", "PUT", path, {"json": {"file_name": "lain.txt"}}
	yield "file DELETE", "DELETE", path, {}
	yield "file client.delete", *_call("frappe.client.delete", doctype="File", name=file["name"])
	yield (
		"remove_attach",
		*_call("frappe.desk.form.utils.remove_attach", fid=file["name"], dt=doctype, dn=name),
	)
	yield (
		"file delete_items",
		*_call("frappe.desk.reportview.delete_items", doctype="File", items=json.dumps([file["name"]])),
	)


def mail_link(method: str, doc: dict, action: str, user: str) -> str:
	"""A signed link as Frappe's workflow mails carry it."""
	values = {"doctype": doc["doctype"], "docname": doc["name"], "user": user, "action": action}
	if method == "apply_action":
		values |= {"current_state": doc["workflow_state"], "last_modified": doc["modified"]}
	path = f"/api/method/frappe.workflow.doctype.workflow_action.workflow_action.{method}"
	return f"{path}?{get_signed_params(values)}"


def web_form_of(doctype: str, kind: str = "alur") -> str:
	"""`kind`: "alur" has the state, "sunting" what people fill in, "baru" all of a new document."""
	return f"uji-{kind}-{frappe.scrub(doctype).replace('_', '-')}"


def furnish(doctype: str, states: list[str]) -> None:
	"""What a site's administrator could set up around a DocType: a Kanban board over its states, a web form that saves it."""
	if not frappe.db.exists("Kanban Board", f"Papan {doctype}"):
		board = {
			"doctype": "Kanban Board",
			"kanban_board_name": f"Papan {doctype}",
			"reference_doctype": doctype,
		}
		columns = [{"column_name": state} for state in states]
		frappe.get_doc({**board, "field_name": "workflow_state", "columns": columns}).insert()
	plain = [df.fieldname for df in frappe.get_meta(doctype).fields if df.fieldtype in PLAIN]
	for kind, fields in (("alur", ["workflow_state"]), ("sunting", [EDITED[doctype]]), ("baru", plain)):
		if not frappe.db.exists("Web Form", web_form_of(doctype, kind)):
			_make_web_form(doctype, web_form_of(doctype, kind), fields)


def _make_web_form(doctype: str, name: str, fields: list[str]) -> None:
	form = {"doctype": "Web Form", "title": name, "route": name, "doc_type": doctype}
	allow = {"allow_edit": 1, "allow_delete": 1, "login_required": 1, "published": 1}
	rows = [{"fieldname": field, "fieldtype": "Data", "label": field} for field in fields]
	frappe.get_doc({**form, **allow, "web_form_fields": rows}).insert(set_name=name)


def inserts(values: dict) -> Iterator[Way]:
	"""Ways to insert a document."""
	yield "POST", "POST", f"/api/resource/{values['doctype']}", {"json": values}
	yield "v2 POST", "POST", f"/api/v2/document/{values['doctype']}", {"json": values}
	yield "client.insert", *_call("frappe.client.insert", doc=values)
	yield "insert_many", *_call("frappe.client.insert_many", docs=[values])
	if "docstatus" not in values:  # no field of a web form
		yield (
			"web form insert",
			*_call(
				"frappe.website.doctype.web_form.web_form.accept",
				web_form=web_form_of(values["doctype"], "baru"),
				data=json.dumps(values, default=str),
			),
		)
	tree = {k: v for k, v in values.items() if not isinstance(v, list | dict)}
	yield "treeview.add_node", *_call("frappe.desk.treeview.add_node", is_root="false", **tree)
	yield (
		"savedocs",
		*_call(
			"frappe.desk.form.save.savedocs",
			doc=json.dumps(values | {"__islocal": 1, "name": "new-1"}),
			action="Submit" if values.get("docstatus") else "Save",
		),
	)
