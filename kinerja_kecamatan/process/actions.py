"""One workflow move for the person of the session, as the desk's button and the background job make it."""

from collections.abc import Callable

import frappe
from frappe import _
from frappe.model.workflow import apply_workflow

from kinerja_kecamatan.base.doctypes import GUARDED_DOCTYPES
from kinerja_kecamatan.exceptions import MoveRefused
from kinerja_kecamatan.guard import conflict
from kinerja_kecamatan.process import available_moves, kecamatan_lock


def perform(
	doctype: str,
	name: str,
	action: str,
	alasan: str | None = None,
	rincian: dict | str | None = None,
	modified: str | None = None,
	hand_over: Callable[..., dict | None] | None = None,
) -> dict:
	"""Make the move when it is the kecamatan's turn; returns the moved document.

	:param modified: of the document as the person sees it; the move is refused (EditConflict) where it has changed since
	:param hand_over: takes (doc, action, alasan, rincian) of a move that may be made; what it answers is returned instead of
	        making the move, None where it leaves the move to be made here and now
	"""

	def move() -> dict:
		doc = readable_document(doctype, name)
		doc.flags.kinerja_alasan = alasan
		doc.flags.kinerja_rincian = frappe.parse_json(rincian) if rincian else {}
		available_moves.refuse_unoffered(doc, action, frappe.session.user)
		if modified and modified != str(doc.modified):
			conflict.refuse_unseen(doc, modified)
		handed = hand_over(doc, action, alasan, doc.flags.kinerja_rincian) if hand_over else None
		if handed:
			return handed
		apply_workflow(doc, action)
		return frappe.get_doc(doctype, name).as_dict()

	return kecamatan_lock.in_turn(readable_document(doctype, name).kecamatan, move)


def readable_document(doctype: str, name: str):
	"""A document that follows the SOP, for who may read it. Raises MoveRefused or PermissionError."""
	if doctype not in GUARDED_DOCTYPES:
		frappe.throw(_("{0} tidak mengikuti alur SOP.").format(_(doctype)), MoveRefused)
	doc = frappe.get_doc(doctype, name)
	doc.check_permission("read")
	return doc
