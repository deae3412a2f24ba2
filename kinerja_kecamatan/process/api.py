"""Whitelisted methods of the flow, for the desk and for REST clients."""

import frappe

from kinerja_kecamatan.access.impersonation import impersonator, refuse_impersonation
from kinerja_kecamatan.base import clock
from kinerja_kecamatan.base.doctypes import DISPOSISI
from kinerja_kecamatan.guard import rules
from kinerja_kecamatan.office import penugasan
from kinerja_kecamatan.process import (
	actions,
	available_moves,
	background,
	composition,
	decisions,
	not_reporting,
	override,
	settled,
)
from kinerja_kecamatan.step_log import log

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
	documents {"latar": the job's name} (process.background).

	:param rincian: what the move needs beyond the reason: {"unit": [...]} for Buka Kembali, {"format": [...]} to return
	        single Formats, {"catatan": {indikator: what is wrong there}} to say it beside the row, {"tidak_ikut": [...]} to confirm what the
	        Penyampaian leaves out; `buka` gives the values of that (`konfirmasi`).
	:param modified: of the document as this person sees it; the move is refused (EditConflict) where it has changed since
	"""
	refuse_impersonation()  # a job would not know
	return actions.perform(doctype, name, action, alasan, rincian, modified, hand_over=background.hand_over)


@frappe.whitelist(methods=["POST"])
def buka(doctype: str, name: str) -> dict:
	"""What the desk calls when a form is opened: marks T1 and `dibaca`, and says what the person can do here.

	:return: {"tindakan": what the person can do (process.available_moves.describe),
	        "keputusan": what may be decided here beside the moves (process.decisions), "sunting": may change the fields, "tertutup": those that a step has settled,
	        "menunggu": [{"action", "peran"}] who can take it forward, "modified": as a form must have it to be up to date,
	        "mulai": T1 was set just now}
	"""
	user = frappe.session.user
	doc = actions.readable_document(doctype, name)
	moves = available_moves.moves_of(doc, user)
	# Filling in (step 5) starts with the first save, not with a look.
	begun = bool(moves) and not doc.meta.has_field("kemajuan") and log.starts_now(doc)
	if doctype == DISPOSISI and not impersonator():
		_mark_read(doc)
	return {
		"tindakan": available_moves.describe(doc, moves),
		"keputusan": decisions.open_to(user, doc),
		"sunting": rules.may_edit(doc, user),
		"tertutup": list(settled.fields_of(doc)),
		"menunggu": available_moves.awaited(doc),
		"modified": str(doc.modified),
		"mulai": begun,
	}


def _mark_read(doc) -> None:
	"""`dibaca` of the forwarding rows addressed to this person; the rows are read-only to everyone."""
	mine = {a.pegawai for a in penugasan.appointments_of(frappe.session.user)}
	for row in doc.penerusan:
		if row.kepada_pegawai in mine and not row.dibaca:
			row.db_set("dibaca", clock.now(), update_modified=False)


@frappe.whitelist(methods=["GET"])
def keadaan(latar: str) -> dict:
	"""How a background job on a document stands, for who may read its document: {"keadaan": berjalan/selesai/gagal, "persen", "pesan"}."""
	return background.state_of_job(latar)


@frappe.whitelist(methods=["GET"])
def pilihan_pintas(doctype: str, name: str) -> list[str]:
	"""The states that a site's administrator could take this document to."""
	return override.targets_of(doctype, name)


@frappe.whitelist(methods=["POST"])
def pintas(doctype: str, name: str, status: str, alasan: str) -> dict:
	"""Take a document to another state of its workflow past every rule of it; returns the document.

	:param alasan: why, for the log; must not be empty.
	"""
	return override.override_state(doctype, name, status, alasan)


@frappe.whitelist(methods=["POST"])
def tetapkan_tidak_melapor(disposisi: str, unit: str, alasan: str) -> str:
	"""Set a unit Tidak Melapor with its alasan, so that the kecamatan's recap need not wait for it; returns its Rekap.

	For who may complete the Pencermatan over the whole kecamatan. A unit that reports after all counts again with its
	figures once its Rekap has been read closely.
	"""
	return not_reporting.set_not_reporting(disposisi, unit, alasan)
