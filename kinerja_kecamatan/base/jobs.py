"""Work on a document given to a worker under a name, and how far it is, told to the desk from whatever floor it is done on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import frappe
from frappe import _
from frappe.utils import strip_html
from frappe.utils.background_jobs import get_job

from kinerja_kecamatan.base import typed_code

TIMEOUT = 600

# RQ's worker tells twice a minute that its job lives; one that has been silent for so long has died with its worker.
NO_SIGN_OF_LIFE = timedelta(minutes=3)

RUNNING, DONE, FAILED = "berjalan", "selesai", "gagal"


def queue_job(method: Callable, doc, what: str, **values) -> str:
	"""Give work on a document to a worker under a name of its own, by which its progress is asked for (`keadaan`); the method gets
	it as `job`, beside the values.

	As all that is queued, it goes out with the commit. Frappe commits a request only where it has written, and this one has only
	waited for its turn: so it is committed here.
	"""
	typed_code.refuse()
	job = f"kinerja|{doc.doctype}|{doc.name}|{what}"
	let_go_of_dead(job)
	frappe.db.after_commit.add(lambda: note_progress(job, RUNNING, 0))
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


@contextmanager
def under_way(job: str) -> Iterator[None]:
	"""A job's work: committed and told to be done, or rolled back and told why not."""
	frappe.flags.kinerja_job = job
	try:
		yield
		frappe.db.commit()  # before it is told to be done
		note_progress(job, DONE, 100)
	except Exception as error:
		frappe.db.rollback()
		note_progress(job, FAILED, 0, _sentence(error))
		raise
	finally:
		frappe.flags.kinerja_job = None


def _sentence(error: Exception) -> str:
	"""What was told; a refusal of several sentences carries them as a list."""
	told = error.args[0] if error.args else ""
	return strip_html("\n".join(map(str, told)) if isinstance(told, list | tuple) else str(error))


def tell_progress(number: int, total: int, doctype: str, docname: str) -> None:
	"""Tell the desk how far a job is; nothing outside of one."""
	job = frappe.flags.kinerja_job
	if not job or not total:
		return
	percent = int(100 * number / total)
	note_progress(job, RUNNING, percent)
	frappe.publish_progress(
		percent, title=_("Dikerjakan di latar belakang"), doctype=doctype, docname=docname
	)


def let_go_of_dead(job_id: str) -> bool:
	"""A job whose worker has died would keep its name, as if it ran, until its timeout."""
	job = get_job(job_id)
	if not job or not job.is_started or not job.last_heartbeat:
		return False
	if datetime.utcnow() - job.last_heartbeat.replace(tzinfo=None) < NO_SIGN_OF_LIFE:
		return False
	job.delete()
	return True


def note_progress(job: str, state: str, percent: int, message: str = "") -> dict:
	value = {"keadaan": state, "persen": percent, "pesan": message}
	frappe.cache().set_value(progress_key(job), value, expires_in_sec=24 * 3600)
	return value


def progress_key(job: str) -> str:
	return f"kinerja_job|{job}"
