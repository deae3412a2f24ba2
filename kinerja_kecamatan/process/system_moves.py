"""Moves that follow from another document's move, made by the app under the system's role."""

import frappe
from frappe import _

from kinerja_kecamatan.access.acting import acting_as_system, become, real_user
from kinerja_kecamatan.process import moves
from kinerja_kecamatan.sop.workflow import state_field, transitions_from


def move_along(
	doctype: str, name: str, event: str, alasan: str = "", rincian: dict | None = None, **values
) -> bool:
	"""Make the system move that listens to `event`, if the document's state has one.

	:param event: an activity (Langkah SOP.kegiatan) or a Jenis Gerak; a Workflow row under the system's role listens by
	        carrying it as its Action.
	:param rincian: details of the person's move that this one follows from, as in process.api.tindak.
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
	become(person)
	try:
		comment.insert(ignore_permissions=True)  # left by the move, whatever the person may write there
	finally:
		become(acting)
