"""Methods of Frappe that write on what hangs on a document by SQL, past every hook, or tell who has a task there; hook
override_whitelisted_methods.

Each asks whether the caller takes part where the letter or the task hangs and where it would hang, and then calls Frappe's own.
"""

import json

import frappe
from frappe import _
from frappe import email as frappe_email
from frappe.core.doctype.communication import email as letters
from frappe.desk.form import assign_to as tasks
from frappe.desk.form import document_follow
from frappe.email import inbox
from frappe.templates.includes.comments import comments

from kinerja_kecamatan.access import attached_changes, participation, places
from kinerja_kecamatan.access.attached_records import may_see
from kinerja_kecamatan.access.releases import function_of
from kinerja_kecamatan.exceptions import RequestUnreadable

LETTER = "Communication"
# What Frappe lets every reader of the website comment on.
ON_THE_WEB = ("Blog Post", "Web Page")


@frappe.whitelist(methods=["POST"])
def relink(name: str, reference_doctype: str | None = None, reference_name: str | None = None) -> None:
	"""frappe.email.relink moves any letter to any document."""
	_check_letter(name, (reference_doctype, reference_name))
	return frappe_email.relink(name, reference_doctype, reference_name)


@frappe.whitelist(methods=["POST"])
def create_email_flag_queue(names: str | list, action: str) -> None:
	"""frappe.email.inbox.create_email_flag_queue marks any letter as read or unread."""
	for name in _listed(names):
		_check_letter(name)
	return inbox.create_email_flag_queue(json.dumps(_listed(names)), action)


@frappe.whitelist(methods=["POST"])
def mark_as_closed_open(communication: str, status: str) -> None:
	"""frappe.email.inbox.mark_as_closed_open, for who works on the letter's document."""
	_check_letter(communication)
	return inbox.mark_as_closed_open(communication, status)


@frappe.whitelist(methods=["POST"])
def move_email(communication: str, email_account: str) -> None:
	"""frappe.email.inbox.move_email, for who works on the letter's document."""
	_check_letter(communication)
	return inbox.move_email(communication, email_account)


@frappe.whitelist(methods=["POST"])
def mark_as_trash(communication: str) -> None:
	"""frappe.email.inbox.mark_as_trash, for who works on the letter's document."""
	_check_letter(communication)
	return inbox.mark_as_trash(communication)


@frappe.whitelist(methods=["POST"])
def mark_as_spam(communication: str, sender: str) -> None:
	"""frappe.email.inbox.mark_as_spam, for who works on the letter's document; and it writes a rule for the whole site's mail."""
	_check_letter(communication)
	frappe.has_permission("Email Rule", "create", throw=True)
	return inbox.mark_as_spam(communication, sender)


@frappe.whitelist(allow_guest=True, methods=["GET"])
def mark_email_as_seen(name: str | None = None) -> None:
	"""frappe.core.doctype.communication.email.mark_email_as_seen is the picture in a mail that says it was read. It is loaded by a
	recipient without a login; of a letter on a document of ours only where a receipt was asked for."""
	if places.root_documents(LETTER, name) and not frappe.db.get_value(LETTER, name, "read_receipt"):
		name = None
	elif frappe.session.user != "Guest":
		_check_letter(name)
	return letters.mark_email_as_seen(name)


@frappe.whitelist(allow_guest=True, methods=["POST"])
def add_comment(
	comment: str, comment_email: str, comment_by: str, reference_doctype: str, reference_name: str, route: str
) -> str | bool | None:
	"""frappe.templates.includes.comments.comments.add_comment writes on any document for whoever has logged in."""
	if reference_doctype not in ON_THE_WEB and frappe.session.user != "Guest":
		participation.check_participation(reference_doctype, reference_name, frappe.session.user)
	return frappe.call(
		comments.add_comment,
		comment=comment,
		comment_email=comment_email,
		comment_by=comment_by,
		reference_doctype=reference_doctype,
		reference_name=reference_name,
		route=route,
	)


@frappe.whitelist(methods=["POST"])
def add(args: dict | None = None) -> list:
	"""frappe.desk.form.assign_to.add answers with everybody who has a task on a document."""
	_check_tasks(args)
	return tasks.add(args)


@frappe.whitelist(methods=["POST"])
def add_multiple(args: dict | None = None) -> None:
	"""As add, over many documents."""
	_check_tasks(args, over_many=True)
	return tasks.add_multiple(args)


@frappe.whitelist(methods=["POST"])
def remove(doctype: str, name: str, assign_to: str) -> list:
	"""frappe.desk.form.assign_to.remove answers with everybody who has a task on a document, whoever asks."""
	participation.check_participation(doctype, name, frappe.session.user)
	return function_of(tasks, "remove")(doctype, name, assign_to)


@frappe.whitelist(methods=["POST"])
def remove_multiple(doctype: str, names: str | list) -> None:
	"""As remove, over many documents; not in older releases."""
	for name in _listed(names):
		participation.check_participation(doctype, name, frappe.session.user)
	return function_of(tasks, "remove_multiple")(doctype, json.dumps(_listed(names)))


@frappe.whitelist(methods=["POST"])
def close(doctype: str, name: str, assign_to: str) -> list:
	"""frappe.desk.form.assign_to.close answers as remove does; not in older releases."""
	participation.check_participation(doctype, name, frappe.session.user)
	return function_of(tasks, "close")(doctype, name, assign_to)


@frappe.whitelist()
def get_follow_users(doctype: str, doc_name: str) -> list:
	"""frappe.desk.form.document_follow.get_follow_users tells who follows any document."""
	return document_follow.get_follow_users(doctype, doc_name) if _sees(doctype, doc_name) else []


def _check_letter(name: str | None, *others: tuple[str | None, str | None]) -> None:
	"""Who moves or marks a letter on a document of ours takes part there, and wrote the letter or may read it."""
	found = {
		*places.root_documents(LETTER, name),
		*(root for other in others for root in places.root_documents(*other)),
	}
	attached_changes.check_places(found, frappe.session.user)
	if found and frappe.db.get_value(LETTER, name, "owner") != frappe.session.user:
		frappe.get_doc(LETTER, name).check_permission("read")


def _check_tasks(args: dict | None, over_many: bool = False) -> None:
	"""Who gives a task takes part in each of the documents that it is about."""
	said = args or frappe.local.form_dict
	for word in ("doctype", "name", "assign_to"):
		if not said.get(word):
			frappe.throw(_("Sebutkan {0}.").format(word), RequestUnreadable)
	for name in _listed(said.get("name")) if over_many else [said.get("name")]:
		participation.check_participation(said.get("doctype"), name, frappe.session.user)


def _listed(names: str | list | None) -> list[str]:
	"""Names out of a list or its JSON; what is no name is none of them."""
	found = frappe.parse_json(names) if isinstance(names, str) and names else names
	return [name for name in found if isinstance(name, str)] if isinstance(found, list) else []


def _sees(doctype: str, name: str) -> bool:
	return may_see(doctype, name, frappe.session.user)
