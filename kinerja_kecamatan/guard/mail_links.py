"""The action links in Frappe's workflow mails: signed, without end and without login, so that who holds the mail acts.

For documents of the SOP they do nothing but lead to the document, where the person logs in and meets the guard.
"""

import frappe
from frappe import _
from frappe.utils import get_url_to_form
from frappe.workflow.doctype.workflow_action import workflow_action as core

from kinerja_kecamatan.base.doctypes import GUARDED_DOCTYPES


@frappe.whitelist(allow_guest=True)
def apply_action(
	action: str,
	doctype: str,
	docname: str,
	current_state: str,
	user: str | None = None,
	last_modified: str | None = None,
) -> None:
	"""In place of Frappe's page that asks whether to act."""
	if doctype in GUARDED_DOCTYPES:
		return _lead_to_document(doctype, docname)
	core.apply_action(action, doctype, docname, current_state, user, last_modified)


@frappe.whitelist(allow_guest=True)
def confirm_action(doctype: str, docname: str, user: str, action: str) -> None:
	"""In place of Frappe's act in the mail's person's name."""
	if doctype in GUARDED_DOCTYPES:
		return _lead_to_document(doctype, docname)
	core.confirm_action(doctype, docname, user, action)


def _lead_to_document(doctype: str, name: str) -> None:
	frappe.respond_as_web_page(
		_("Buka dokumennya"),
		_("Tindakan SOP dilakukan pada dokumennya, setelah masuk dengan akun sendiri."),
		primary_action=get_url_to_form(doctype, name),
		primary_label=_("Buka"),
		indicator_color="blue",
	)
