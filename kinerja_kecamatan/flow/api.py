"""Whitelisted methods of the flow, for the desk and for REST clients."""

import frappe

from kinerja_kecamatan.access.own_session import check_own_session, looked_in_by
from kinerja_kecamatan.flow import actions, background, composition, decisions, offers
from kinerja_kecamatan.people import penugasan
from kinerja_kecamatan.stages import clock, log

composition.register()


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
	return actions.perform(doctype, name, action, alasan, rincian, modified, hand_over=background.hand_over)


@frappe.whitelist(methods=["POST"])
def buka(doctype: str, name: str) -> dict:
	"""What the desk calls when a form is opened: marks T1 and `dibaca`, and says what the person can do here.

	:return: {"tindakan": [{"action", "maju", "alasan", "kegiatan", "pilihan", "catatan"}],
	        "keputusan": what may be decided here beside the moves (flow.decisions), "sunting": may change the fields,
	        "menunggu": [{"action", "peran"}] who can take it forward, "modified": as a form must have it to be up to date,
	        "mulai": T1 was set just now}
	"""
	user = frappe.session.user
	doc = actions.readable(doctype, name)
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


def _mark_read(doc) -> None:
	"""`dibaca` of the forwarding rows addressed to this person; the rows are read-only to everyone."""
	mine = {a.pegawai for a in penugasan.of_user(frappe.session.user)}
	for row in doc.penerusan:
		if row.kepada_pegawai in mine and not row.dibaca:
			row.db_set("dibaca", clock.now(), update_modified=False)
