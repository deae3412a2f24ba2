"""A move that reaches many documents runs as one background job: once, in one transaction, with its progress at the desk.

A worker that dies takes its transaction with it: nothing is half moved, and the same move can be made again. A second
press while the first runs is the same job.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import frappe
from frappe import _
from frappe.utils import strip_html
from frappe.utils.background_jobs import get_job

from kinerja_kecamatan.exceptions import MoveRefused
from kinerja_kecamatan.flow import actions, steps
from kinerja_kecamatan.flow.workflow import GERAK_BUKA, GUARDED_DOCTYPES, state_field, transitions_from
from kinerja_kecamatan.guard import typed_code

# Documents from which on a move takes longer than a person should wait for a page.
MANY = 20
TIMEOUT = 600
# RQ's worker tells twice a minute that its job lives; one that has been silent for so long has died with its worker.
SILENT = timedelta(minutes=3)
RUNNING, DONE, FAILED = "berjalan", "selesai", "gagal"
# Activities whose effects reach every unit's documents, or the kecamatan's recap with the rows of all of them.
REACH_ALL_UNITS = frozenset(
	{steps.PENERUSAN, steps.PENYAMPAIAN, steps.RAPAT, steps.PENCERMATAN, steps.REKAP_KECAMATAN}
)


def hand_over(doc, action: str, alasan: str | None, rincian: dict) -> dict | None:
	"""For flow.actions.perform: a heavy move is handed to a worker, any other is made at once."""
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
	step = None if row.gerak else steps.step_completed_by(doc, row.next_state)
	if row.gerak != GERAK_BUKA and not (step and step.kegiatan in REACH_ALL_UNITS):
		return False
	return has_many_units(doc.kecamatan)


def has_many_units(kecamatan: str) -> bool:
	"""Whether work over all units of a kecamatan is a job's."""
	return frappe.db.count("Unit Kerja", {"kecamatan": kecamatan, "melapor": 1}) > MANY


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


def queue_job(method: Callable, doc, what: str, **values) -> str:
	"""Give work on a document to a worker under a name of its own, by which its progress is asked for (`keadaan`); the method gets
	it as `job`, beside the values.

	As all that is queued, it goes out with the commit. Frappe commits a request only where it has written, and this one has only
	waited for its turn: so it is committed here.
	"""
	typed_code.refuse()
	job = f"kinerja|{doc.doctype}|{doc.name}|{what}"
	_let_go_of_dead(job)
	frappe.db.after_commit.add(lambda: _note(job, RUNNING, 0))
	frappe.enqueue(
		method,
		queue="default",  # somebody waits for it: not behind the papers, which are rendered in `long`
		timeout=TIMEOUT,
		job_id=job,
		deduplicate=True,
		enqueue_after_commit=True,
		job=job,
		**values,
	)
	frappe.db.commit()
	return job


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


@contextmanager
def under_way(job: str) -> Iterator[None]:
	"""A job's work: committed and told to be done, or rolled back and told why not."""
	frappe.flags.kinerja_job = job
	try:
		yield
		frappe.db.commit()  # before it is told to be done
		_note(job, DONE, 100)
	except Exception as error:
		frappe.db.rollback()
		_note(job, FAILED, 0, _sentence(error))
		raise
	finally:
		frappe.flags.kinerja_job = None


def _sentence(error: Exception) -> str:
	"""What was told; a refusal of several sentences carries them as a list."""
	told = error.args[0] if error.args else ""
	return strip_html("\n".join(map(str, told)) if isinstance(told, list | tuple) else str(error))


def progress(number: int, total: int, doctype: str, docname: str) -> None:
	"""Tell the desk how far a job is; nothing outside of one."""
	job = frappe.flags.kinerja_job
	if not job or not total:
		return
	percent = int(100 * number / total)
	_note(job, RUNNING, percent)
	frappe.publish_progress(
		percent, title=_("Dikerjakan di latar belakang"), doctype=doctype, docname=docname
	)


@frappe.whitelist(methods=["GET"])
def keadaan(latar: str) -> dict:
	"""How a background job on a document stands, for who may read its document: {"keadaan": berjalan/selesai/gagal, "persen", "pesan"}."""
	parts = latar.split("|")
	if len(parts) != 4 or parts[1] not in GUARDED_DOCTYPES:
		frappe.throw(_("Pekerjaan itu tidak dikenal."), MoveRefused)
	frappe.get_doc(parts[1], parts[2]).check_permission("read")
	told = frappe.cache().get_value(_key(latar), expires=True)
	if told and told["keadaan"] == RUNNING and _let_go_of_dead(latar):
		told = _note(
			latar,
			FAILED,
			0,
			_("Pekerja latar belakang berhenti di tengah jalan; tidak ada yang berubah. Ulangilah."),
		)
	return told or {"keadaan": FAILED, "persen": 0, "pesan": _("Tidak ada pekerjaan.")}


def _let_go_of_dead(job_id: str) -> bool:
	"""A job whose worker has died would keep its name, as if it ran, until its timeout."""
	job = get_job(job_id)
	if not job or not job.is_started or not job.last_heartbeat:
		return False
	if datetime.utcnow() - job.last_heartbeat.replace(tzinfo=None) < SILENT:
		return False
	job.delete()
	return True


def _note(job: str, state: str, percent: int, message: str = "") -> dict:
	value = {"keadaan": state, "persen": percent, "pesan": message}
	frappe.cache().set_value(_key(job), value, expires_in_sec=24 * 3600)
	return value


def _key(job: str) -> str:
	return f"kinerja_job|{job}"
