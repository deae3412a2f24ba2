"""Frappe's endpoints over many documents at once; hook override_whitelisted_methods.

They swallow what goes wrong, and hand many documents to a job, which does not know in whose session it was ordered. Each
does what Frappe's does. Arguments are handed on as they came, as they differ between releases of Frappe 15.
"""

import json

import frappe
from frappe import _, client
from frappe.core.doctype.data_import import data_import as importing
from frappe.desk import reportview
from frappe.desk.doctype.bulk_update import bulk_update as bulk_edit
from frappe.model import workflow

from kinerja_kecamatan.access.doctypes import our_doctypes
from kinerja_kecamatan.access.impersonation import refuse_impersonation
from kinerja_kecamatan.base.transactions import undo_to
from kinerja_kecamatan.guard import values

POINT = "kinerja_bulk_update"


@frappe.whitelist(methods=["POST", "PUT"])
def bulk_update(docs: str | list) -> dict:
	"""frappe.client.bulk_update goes on after an error and commits what was written up to it. Here each document is written
	wholly or not at all."""
	failed: list[dict] = []
	docs = frappe.parse_json(docs)
	if not isinstance(docs, list) or not all(isinstance(doc, dict) for doc in docs):
		values.refuse_value(
			_("{0} tidak dapat dibaca; yang diharapkan: {1}.").format("docs", _("daftar objek"))
		)
	for number, doc in enumerate(docs):
		frappe.db.savepoint(POINT)
		found = client.bulk_update(json.dumps([doc]))["failed_docs"]
		if not found or undo_to(POINT):
			failed += found
		else:  # those before it are gone as well
			failed = [{"doc": each, "exc": found[0]["exc"]} for each in docs[: number + 1]]
	return {"failed_docs": failed}


@frappe.whitelist(methods=["POST"])
def bulk_workflow_approval(docnames: str | list[str], doctype: str, action: str) -> None:
	"""frappe.model.workflow.bulk_workflow_approval, in the own session."""
	_check(doctype)
	names = docnames if isinstance(docnames, str) else json.dumps(docnames)
	return workflow.bulk_workflow_approval(names, doctype, action)


@frappe.whitelist(methods=["POST"])
def submit_cancel_or_update_docs(doctype: str, docnames: str | list, **rest) -> list | None:
	"""frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs, in the own session."""
	_check(doctype)
	return frappe.call(bulk_edit.submit_cancel_or_update_docs, doctype=doctype, docnames=docnames, **rest)


@frappe.whitelist(methods=["POST"])
def delete_items() -> None:
	"""frappe.desk.reportview.delete_items, in the own session."""
	_check(frappe.form_dict.get("doctype"))
	return reportview.delete_items()


@frappe.whitelist(methods=["POST"])
def form_start_import(data_import: str) -> bool | None:
	"""frappe.core.doctype.data_import.data_import.form_start_import, in the own session; it starts anybody's."""
	_check(frappe.db.get_value("Data Import", data_import, "reference_doctype"))
	frappe.get_doc("Data Import", data_import).check_permission("write")
	return importing.form_start_import(data_import)


def _check(doctype: str | None) -> None:
	if doctype in our_doctypes():
		refuse_impersonation()
