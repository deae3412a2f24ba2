"""Cross-document (Sistem) moves: the one place where the app acts beyond the rights of the person at the desk.

Called only from the effects of a move that the guard has let through. Core checks a transition's role against the
session user, so the session is the Administrator's for the length of the save, and always given back.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe import _

from kinerja_kecamatan.access.own_session import check_own_session
from kinerja_kecamatan.flow.workflow import state_field, transitions_from


def active() -> bool:
	"""Whether the code runs inside a system move."""
	return bool(getattr(frappe.local, "kinerja_system_depth", 0))


def real_user() -> str:
	"""The person behind the present system move, or the session user."""
	return getattr(frappe.local, "kinerja_real_user", None) or frappe.session.user


@contextmanager
def acting_as_system() -> Iterator[None]:
	"""Act as Administrator with the guard's knowledge; nests, and restores the person whatever happens."""
	depth = getattr(frappe.local, "kinerja_system_depth", 0)
	person = frappe.session.user
	if not depth:
		check_own_session()
		frappe.local.kinerja_real_user = person
	frappe.local.kinerja_system_depth = depth + 1
	_become("Administrator")
	try:
		yield
	finally:
		frappe.local.kinerja_system_depth = depth
		if not depth:
			frappe.local.kinerja_real_user = None
		_become(person)


def _become(user: str) -> None:
	"""Switch the session's user. frappe.set_user would also throw away the request's form and session data."""
	frappe.session.user = user
	frappe.local.role_permissions = {}
	frappe.local.user_perms = None


def move(
	doctype: str, name: str, event: str, alasan: str = "", rincian: dict | None = None, **values
) -> bool:
	"""Make the system move that listens to `event`, if the document's state has one.

	:param event: an activity (Langkah SOP.kegiatan) or a Jenis Gerak; a Workflow row under the system's role listens by
	        carrying it as its Action.
	:param rincian: details of the person's move that this one follows from, as in flow.api.tindak.
	:param values: fields that change with it.
	:return: whether the document moved.
	"""
	from kinerja_kecamatan.flow import moves

	person = real_user()
	with acting_as_system():
		doc = frappe.get_doc(doctype, name, for_update=True)
		field = state_field(doctype)
		row = next(
			(t for t in transitions_from(doc, doc.get(field)) if t.by_system and t.action == event), None
		)
		if not row:
			return False
		before = frappe.get_doc(doc.as_dict())
		doc.update(values)
		doc.set(field, row.next_state)
		doc.flags.kinerja_alasan, doc.flags.kinerja_rincian = alasan, rincian
		moves.start(doc, before, row, person, set(), by_system=True)
		doc.save(ignore_permissions=True)  # the person's own move was checked; this one follows from it
		_comment(doctype, name, row.next_state, event, person)
	return True


def update(doc, **values) -> None:
	"""Write fields that only the app writes, in any state, through a full save."""
	with acting_as_system():
		doc.update(values)
		doc.save(ignore_permissions=True)  # fields of the app's own, see the guard


def insert(doc):
	"""Insert a document that the flow makes (Format, Rekap), for whoever set it off."""
	with acting_as_system():
		return doc.insert(ignore_permissions=True)  # made by the flow, not by the person


def delete(doctype: str, name: str) -> None:
	"""Delete what the flow had only prepared."""
	with acting_as_system():
		# Prepared by the flow, wanted by nobody now.
		frappe.delete_doc(doctype, name, ignore_permissions=True)  # the flow's own


def _comment(doctype: str, name: str, state: str, event: str, person: str) -> None:
	"""A trace for the timeline, in the name of the person: Frappe shows a comment's owner there."""
	comment = frappe.get_doc(
		{
			"doctype": "Comment",
			"comment_type": "Workflow",
			"comment_email": person,
			"comment_by": frappe.utils.get_fullname(person),
			"reference_doctype": doctype,
			"reference_name": name,
			"content": _("{0} (otomatis, mengikuti: {1})").format(state, event),
		}
	)
	acting = frappe.session.user
	_become(person)
	try:
		comment.insert(ignore_permissions=True)  # left by the move, whatever the person may write there
	finally:
		_become(acting)
