"""What hangs on a document of ours by name: files, workflow actions, tags. Seen where the document is seen.

Frappe lists them by DocType or by role alone, so that a file or an action of another office would show. Documents of
other apps stay as Frappe has them.
"""

import frappe
from frappe import permissions
from frappe.core.doctype.file.file import has_permission as file_permission
from frappe.workflow.doctype.workflow_action.workflow_action import has_permission as action_permission

from kinerja_kecamatan.access import places
from kinerja_kecamatan.access.doctypes import frappe_allows, listed_in, our_doctypes, own_name
from kinerja_kecamatan.access.scope import scope_of
from kinerja_kecamatan.access.sql import NOTHING, among, session_user

# Of Frappe's, what hangs on a document of ours and has files itself; {DocType: the columns that name the document}.
BETWEEN = {
	"Communication": ("reference_doctype", "reference_name"),
	"Comment": ("reference_doctype", "reference_name"),
	"ToDo": ("reference_type", "reference_name"),
}


def file(user: str | None = None) -> str:
	"""Files of a letter, a comment or a task show where its document does, those of a report's kept result with that."""
	place = ("`tabFile`.`attached_to_doctype`", "`tabFile`.`attached_to_name`")
	parts = [_hanging(*place, user)]
	for doctype, columns in BETWEEN.items():
		parts.append(
			_of_seen(doctype, _hanging(*(f"`tab{doctype}`.`{column}`" for column in columns), user), *place)
		)
	parts.append(_of_seen("Prepared Report", prepared_report(user), *place))
	return " and ".join(part for part in parts if part)


def _of_seen(doctype: str, seen: str, doctype_column: str, name_column: str) -> str:
	"""Let through, of what hangs on documents of one of Frappe's DocTypes, what hangs on those that are seen."""
	if not seen:
		return ""
	hidden = f"select `tab{doctype}`.`name` from `tab{doctype}` where not {seen}"
	return f"not ({among(doctype_column, [doctype])} and {name_column} in ({hidden}))"


def workflow_action(user: str | None = None) -> str:
	table = "`tabWorkflow Action`"
	return _hanging(f"{table}.`reference_doctype`", f"{table}.`reference_name`", user)


def tag_link(user: str | None = None) -> str:
	return _hanging("`tabTag Link`.`document_type`", "`tabTag Link`.`document_name`", user)


def tag(user: str | None = None) -> str:
	"""A tag is a word that somebody wrote on a document: it shows where such a document does, or where it is on none of ours."""
	seen = tag_link(user)
	if not seen:
		return ""
	link = "select 1 from `tabTag Link` where `tabTag Link`.`tag` = `tabTag`.`name`"
	on_ours = among("`tabTag Link`.`document_type`", our_doctypes())
	return f"(not exists({link} and {on_ours}) or exists({link} and {on_ours} and {seen}))"


def prepared_report(user: str | None = None) -> str:
	"""The kept result of a report of ours was computed for one person, and is that person's."""
	user = session_user(user)
	if scope_of(user).everything:
		return ""
	table = "`tabPrepared Report`"
	reports = frappe.get_all("Report", filters={"ref_doctype": ["in", sorted(our_doctypes())]}, pluck="name")
	return f"({among(f'{table}.`owner`', [user])} or not {among(f'{table}.`report_name`', reports)})"


def file_has_permission(doc, ptype: str | None = None, user: str | None = None, debug: bool = False) -> bool:
	"""Frappe's own check, and never more than the document allows: its uploader too reads evidence only while in office.

	Frappe asks one hook only, so this one asks Frappe's.
	"""
	user = session_user(user)
	if not sees_file(doc, user):
		return False
	return bool(frappe.call(file_permission, doc=doc, ptype=ptype, user=user))


def action_has_permission(
	doc, ptype: str | None = None, user: str | None = None, debug: bool = False
) -> bool:
	"""Frappe's own check by role, and the document of the action in sight."""
	user = session_user(user)
	return may_see(doc.reference_doctype, doc.reference_name, user) and bool(
		frappe.call(action_permission, doc=doc, user=user)
	)


def document_follow(user: str | None = None) -> str:
	"""Who follows which document is nobody else's business."""
	user = session_user(user)
	return "" if scope_of(user).everything else among("`tabDocument Follow`.`user`", [user])


def tag_has_permission(doc, ptype: str | None = None, user: str | None = None, debug: bool = False) -> bool:
	"""As tag_link, of one by its name."""
	return may_see(doc.document_type, doc.document_name, session_user(user))


def told_has_permission(doc, ptype: str | None = None, user: str | None = None, debug: bool = False) -> bool:
	"""Notification Log and Document Follow by name: of whom they tell. Frappe asks for that in lists only, or nowhere."""
	user = session_user(user)
	return scope_of(user).everything or (doc.get("for_user") or doc.get("user")) in (None, user)


def own_settings_has_permission(
	doc, ptype: str | None = None, user: str | None = None, debug: bool = False
) -> bool:
	"""Notification Settings and Dashboard Settings are named after their user; Frappe asks for that in lists, or in newer releases
	of the first. As there, a site's admin has all but the Administrator's."""
	user = session_user(user)
	if user == "Administrator" or doc.name in (None, "", user):
		return True
	return scope_of(user).everything and doc.name != "Administrator"


def filter_has_permission(
	doc, ptype: str | None = None, user: str | None = None, debug: bool = False
) -> bool:
	"""List Filter: one's own, and everybody's to read. Frappe lets everybody rewrite and delete everybody's."""
	user = session_user(user)
	if scope_of(user).everything:
		return True
	for_all_or_me = doc.get("for_user") in (None, "", user)
	return for_all_or_me and (ptype in ("read", "select") or doc.get("owner") in (None, user))


def prepared_has_permission(doc, ptype: str | None = None, user: str | None = None, debug: bool = False):
	"""As prepared_report; None leaves Frappe's own check to decide."""
	user = session_user(user)
	if scope_of(user).everything or doc.owner == user:
		return None
	return False if frappe.db.get_value("Report", doc.report_name, "ref_doctype") in our_doctypes() else None


def may_see(doctype: str | None, name: str | None, user: str) -> bool:
	"""Whether a user may read what something hangs on; not our business when that is none of ours, or not there yet."""
	doctype = own_name(doctype)
	if doctype not in our_doctypes() or not name or not frappe.db.exists(doctype, name):
		return True
	return frappe_allows(frappe.get_doc(doctype, name), "read", user)


def sees_file(file, user: str) -> bool:
	"""Whether a user may read all documents of ours that a file hangs on, itself or by a letter, a comment or a task."""
	return all(
		may_see(*root, user)
		for root in places.root_documents(file.attached_to_doctype, file.attached_to_name)
	)


def _hanging(doctype_column: str, name_column: str, user: str | None) -> str:
	user = session_user(user)
	if scope_of(user).everything:
		return ""
	parts = [
		f"ifnull({doctype_column}, '') not in ({', '.join(map(frappe.db.escape, sorted(our_doctypes())))})"
	]
	for doctype in sorted(our_doctypes()):
		parts += _seen(doctype, doctype_column, name_column, user)
	return f"({' or '.join(parts)})"


def _seen(doctype: str, doctype_column: str, name_column: str, user: str) -> list[str]:
	"""The part of the condition that lets through what hangs on documents of one DocType."""
	meta = frappe.get_meta(doctype)
	if meta.istable or not permissions.has_permission(doctype, "read", user=user, raise_exception=False):
		return []
	here, condition = among(doctype_column, [doctype]), listed_in(doctype, user)
	if condition == NOTHING:
		return []
	if meta.issingle or not condition:
		return [here]
	return [
		f"({here} and {name_column} in (select `tab{doctype}`.`name` from `tab{doctype}` where {condition}))"
	]
