"""The ways in which a request can try to move, change or remove one document, as (label, verb, path, arguments)."""

import json
from collections.abc import Iterator
from copy import deepcopy

Way = tuple[str, str, str, dict]


def _call(method: str, /, **values) -> tuple[str, str, dict]:
	return "POST", f"/api/method/{method}", {"json": values}


def _resource(doc: dict) -> str:
	return f"/api/resource/{doc['doctype']}/{doc['name']}"


def moves(doc: dict, target: str, action: str) -> Iterator[Way]:
	"""Ways to bring a document into the state `target`, or to press `action`."""
	doctype, name = doc["doctype"], doc["name"]
	wanted = deepcopy(doc) | {"workflow_state": target}
	change = {"workflow_state": target}
	yield "PUT state", "PUT", _resource(doc), {"json": change}
	yield "PUT state and docstatus", "PUT", _resource(doc), {"json": change | {"docstatus": 1}}
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
			"kinerja_kecamatan.flow.api.tindak", doctype=doctype, name=name, action=action, alasan="Coba saja"
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


def row_edits(row: dict, field: str, value) -> Iterator[Way]:
	"""Ways to reach a child row on an endpoint of its own, past its parent."""
	doctype, name = row["doctype"], row["name"]
	path = f"/api/resource/{doctype}/{name}"
	yield "row PUT", "PUT", path, {"json": {field: value}}
	yield "row v2 PUT", "PUT", f"/api/v2/document/{doctype}/{name}", {"json": {field: value}}
	yield "row client.save", *_call("frappe.client.save", doc=row | {field: value})
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


def inserts(values: dict) -> Iterator[Way]:
	"""Ways to insert a document."""
	yield "POST", "POST", f"/api/resource/{values['doctype']}", {"json": values}
	yield "v2 POST", "POST", f"/api/v2/document/{values['doctype']}", {"json": values}
	yield "client.insert", *_call("frappe.client.insert", doc=values)
	yield "insert_many", *_call("frappe.client.insert_many", docs=[values])
	yield (
		"savedocs",
		*_call(
			"frappe.desk.form.save.savedocs",
			doc=json.dumps(values | {"__islocal": 1, "name": "new-1"}),
			action="Submit" if values.get("docstatus") else "Save",
		),
	)
