"""A move that reaches many documents runs as one background job: once, in one transaction, with its progress at the desk.

A worker that dies takes its transaction with it: nothing is half moved, and the same move can be made again. A second
press while the first runs is the same job.
"""

import frappe
from frappe import _

from kinerja_kecamatan.base.doctypes import GUARDED_DOCTYPES, UNIT_KERJA
from kinerja_kecamatan.base.jobs import (
	FAILED,
	RUNNING,
	let_go_of_dead,
	note_progress,
	progress_key,
	queue_job,
	under_way,
)
from kinerja_kecamatan.exceptions import MoveRefused
from kinerja_kecamatan.process import actions, step_registry
from kinerja_kecamatan.sop import steps
from kinerja_kecamatan.sop.workflow import GERAK_BUKA, state_field, transitions_from

# Documents from which on a move takes longer than a person should wait for a page.
MANY = 20


def hand_over(doc, action: str, alasan: str | None, rincian: dict) -> dict | None:
	"""For process.actions.perform: a heavy move is handed to a worker, any other is made at once."""
	return queue_move(doc, action, alasan, rincian) if is_heavy(doc, action) else None


def is_heavy(doc, action: str) -> bool:
	"""Whether a move is to be made by a job; never inside one."""
	if frappe.flags.kinerja_job:
		return False
	row = next(
		(t for t in transitions_from(doc, doc.get(state_field(doc.doctype))) if t.action == action), None
	)
	if not row:
		return False
	return (row.gerak == GERAK_BUKA or _reaches_all_units(doc, row)) and has_many_units(doc.kecamatan)


def _reaches_all_units(doc, row) -> bool:
	step = None if row.gerak else steps.step_completed_by(doc, row.next_state)
	activity = step_registry.activity_of(step.kegiatan) if step else None
	return bool(activity) and activity.reaches_all_units


def has_many_units(kecamatan: str) -> bool:
	"""Whether work over all units of a kecamatan is a job's."""
	return frappe.db.count(UNIT_KERJA, {"kecamatan": kecamatan, "melapor": 1}) > MANY


def queue_move(doc, action: str, alasan: str | None, rincian: dict) -> dict:
	"""Hand the move to a worker; returns what the desk asks for its progress by. `doc` is what the person has decided on: the
	worker makes the move of that version or none."""
	job = queue_job(
		run,
		doc,
		action,
		doctype=doc.doctype,
		docname=doc.name,
		action=action,
		alasan=alasan,
		rincian=rincian,
		modified=str(doc.modified),
	)
	return {"name": doc.name, "doctype": doc.doctype, "latar": job}


def run(
	doctype: str,
	docname: str,
	action: str,
	alasan: str | None,
	rincian: dict,
	job: str,
	modified: str | None = None,
) -> None:
	"""The job: the move as its person would have made it, all of it or nothing.

	:param modified: of the document that was decided on; None only in a job of an earlier release
	"""
	with under_way(job):
		actions.perform(doctype, docname, action, alasan, rincian, modified)


def state_of_job(latar: str) -> dict:
	"""See `process.api.keadaan`."""
	parts = latar.split("|")
	if len(parts) != 4 or parts[1] not in GUARDED_DOCTYPES:
		frappe.throw(_("Pekerjaan itu tidak dikenal."), MoveRefused)
	frappe.get_doc(parts[1], parts[2]).check_permission("read")
	told = frappe.cache().get_value(progress_key(latar), expires=True)
	if told and told["keadaan"] == RUNNING and let_go_of_dead(latar):
		told = note_progress(
			latar,
			FAILED,
			0,
			_("Pekerja latar belakang berhenti di tengah jalan; tidak ada yang berubah. Ulangilah."),
		)
	return told or {"keadaan": FAILED, "persen": 0, "pesan": _("Tidak ada pekerjaan.")}
