"""Whitelisted methods of the flow, for the desk and for REST clients."""

import frappe
from frappe import _
from frappe.model.workflow import apply_workflow

from kinerja_kecamatan.access.own_session import check_own_session, looked_in_by
from kinerja_kecamatan.exceptions import MoveRefused
from kinerja_kecamatan.flow import background, decisions, offers, turns
from kinerja_kecamatan.flow.workflow import GUARDED_DOCTYPES
from kinerja_kecamatan.guard import conflict
from kinerja_kecamatan.people import penugasan
from kinerja_kecamatan.stages import clock, log


@frappe.whitelist(methods=["POST"])
def tindak(
	doctype: str,
	name: str,
	action: str,
	alasan: str | None = None,
	rincian: dict | str | None = None,
	modified: str | None = None,
) -> dict:
	"""Make one workflow move with its alasan, all in one transaction; returns the moved document, or where it reaches many
	documents {"latar": the job's name} (flow.background).

	:param rincian: what the move needs beyond the reason: {"unit": [...]} for Buka Kembali, {"format": [...]} to return
	        single Formats, {"catatan": {indikator: what is wrong there}} to say it beside the row.
	:param modified: of the document as this person sees it; the move is refused (EditConflict) where it has changed since
	"""
	check_own_session()  # a job would not know

	def move() -> dict:
		doc = _readable(doctype, name)
		doc.flags.kinerja_alasan = alasan
		doc.flags.kinerja_rincian = frappe.parse_json(rincian) if rincian else {}
		offers.refuse_unoffered(doc, action, frappe.session.user)
		if modified and modified != str(doc.modified):
			conflict.refuse_unseen(doc, modified)
		if background.is_heavy(doc, action):
			return background.enqueue(doc, action, alasan, doc.flags.kinerja_rincian)
		apply_workflow(doc, action)
		return frappe.get_doc(doctype, name).as_dict()

	return turns.in_turn(_readable(doctype, name).kecamatan, move)


@frappe.whitelist(methods=["POST"])
def buka(doctype: str, name: str) -> dict:
	"""What the desk calls when a form is opened: marks T1 and `dibaca`, and says what the person can do here.

	:return: {"tindakan": [{"action", "maju", "alasan", "kegiatan", "pilihan", "catatan"}],
	        "keputusan": what may be decided here beside the moves (flow.decisions), "sunting": may change the fields,
	        "menunggu": [{"action", "peran"}] who can take it forward, "modified": as a form must have it to be up to date,
	        "mulai": T1 was set just now}
	"""
	user = frappe.session.user
	doc = _readable(doctype, name)
	moves = offers.moves_of(doc, user)
	# Filling in (step 5) starts with the first save, not with a look (DESIGN 5).
	begun = bool(moves) and not doc.meta.has_field("kemajuan") and log.starts_now(doc)
	if doctype == "Disposisi" and not looked_in_by():
		_mark_read(doc)
	return {
		"tindakan": offers.describe(doc, moves),
		"keputusan": decisions.open_to(user, doc),
		"sunting": offers.may_edit(doc, user),
		"menunggu": offers.awaited(doc),
		"modified": str(doc.modified),
		"mulai": begun,
	}


def _readable(doctype: str, name: str):
	if doctype not in GUARDED_DOCTYPES:
		frappe.throw(_("{0} tidak mengikuti alur SOP.").format(_(doctype)), MoveRefused)
	doc = frappe.get_doc(doctype, name)
	doc.check_permission("read")
	return doc


def _mark_read(doc) -> None:
	"""`dibaca` of the forwarding rows addressed to this person; the rows are read-only to everyone."""
	mine = {a.pegawai for a in penugasan.of_user(frappe.session.user)}
	for row in doc.penerusan:
		if row.kepada_pegawai in mine and not row.dibaca:
			row.db_set("dibaca", clock.now(), update_modified=False)
