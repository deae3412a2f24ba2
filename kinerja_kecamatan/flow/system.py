"""Cross-document (Sistem) moves: the one place where the app acts beyond the rights of the person at the desk.

Called only from the effects of a move that the guard has let through. Core checks a transition's role against the
session user, so the session is the Administrator's for the length of the save, and always given back.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import frappe
from frappe import _

from kinerja_kecamatan.access.own_session import check_own_session
from kinerja_kecamatan.flow import moves
from kinerja_kecamatan.flow.workflow import state_field, transitions_from
from kinerja_kecamatan.guard import typed_code

# The person behind the present system move; "" outside of one. In this module, where no template or script looks.
_person: ContextVar[str] = ContextVar("kinerja_person", default="")


def active() -> bool:
	"""Whether the code runs inside a system move; never for what a template or script does on the way, such as a print format
	that is rendered or a notification that is sent."""
	return bool(_person.get()) and not typed_code.running()


def real_user() -> str:
	"""The person behind the present system move, or the session user."""
	return _person.get() or frappe.session.user


@contextmanager
def acting_as_system() -> Iterator[None]:
	"""Act as Administrator with the guard's knowledge; nests, and restores the person whatever happens."""
	person, outermost = frappe.session.user, not _person.get()
	if outermost:
		check_own_session()
	before = _person.set(person) if outermost else None
	_become("Administrator")
	try:
		yield
	finally:
		if before:
			_person.reset(before)
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
		moves.note_follower(doctype, name, row.next_state)
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
