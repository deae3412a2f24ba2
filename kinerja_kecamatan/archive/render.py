"""Rendering noted papers: once each, in the background; what fails is tried again later."""

import hashlib
import time
from datetime import timedelta

import frappe
from frappe import _

from kinerja_kecamatan.access import acting
from kinerja_kecamatan.archive import files, prints, seal, unnoted_papers
from kinerja_kecamatan.base import clock, jobs
from kinerja_kecamatan.base.doctypes import ARCHIVE, DISPOSISI
from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.office import penugasan
from kinerja_kecamatan.papers import catalogue, letterhead, page
from kinerja_kecamatan.step_log import chain

WAITING, KEPT = "Menunggu", "Tersimpan"
# After each failure the next try waits twice as long, a day at most.
FIRST_WAIT = timedelta(minutes=2)
LONGEST_WAIT = timedelta(days=1)
# A scheduler's run ends in time for the next.
SECONDS_A_RUN = 240
# What somebody waits for, under its name; it ends before Frappe would end it.
JOB = "Siapkan Berkas"
SECONDS_A_JOB = jobs.TIMEOUT - 60


def render_papers_of(dokumen: list[str]) -> int:
	"""The background job of a finished step: render these Arsip Kertas; returns how many were kept."""
	return sum(try_to_keep(name) for name in dokumen)


def prepare(disposisi: str, dokumen: list[str], job: str) -> None:
	"""The job of `siapkan`: render what somebody waits for, as many as there is time for; the scheduler goes on with the rest."""
	started = time.monotonic()
	with jobs.under_way(job):
		for number, name in enumerate(dokumen, start=1):
			if time.monotonic() - started > SECONDS_A_JOB:
				break
			try_to_keep(name)
			jobs.tell_progress(number, len(dokumen), DISPOSISI, disposisi)


def catch_up() -> int:
	"""Scheduler: note what was missed, render what no worker has got to, and what failed and is due again."""
	started, kept = time.monotonic(), 0
	unnoted_papers.note_unnoted()
	for name in waiting_papers():
		if time.monotonic() - started > SECONDS_A_RUN:
			break
		kept += try_to_keep(name)
	return kept


def waiting_papers(disposisi: str | None = None) -> list[str]:
	"""Arsip Kertas that wait for their PDF, oldest first; with a Disposisi its own, whatever their last failure."""
	filters = {"status": WAITING, **({"disposisi": disposisi} if disposisi else {})}
	rows = frappe.get_all(
		ARCHIVE, filters=filters, fields=["name", "percobaan", "dicoba_pada"], order_by="creation, name"
	)
	return [row.name for row in rows if disposisi or _is_due(row)]


def try_to_keep(name: str) -> bool:
	"""Render and keep one paper and commit; a failure is noted on it and in the Error Log, and told nobody else."""
	messages = list(frappe.local.message_log)
	penugasan.forget()  # who is in office now, not when a long job began
	try:
		made = _make(name)
		frappe.db.commit()  # what is kept is kept over what stands there then, not when rendering began
		kept = _keep(name, made)
		frappe.db.commit()
		return kept
	except Exception as error:
		frappe.db.rollback()
		frappe.local.message_log = messages
		_note_failure(name, error)
		frappe.db.commit()
		return False


def keep_paper(name: str) -> bool:
	"""Render one waiting paper and keep its file, without committing; False when it has been kept before."""
	return _keep(name, _make(name))


def _make(name: str) -> tuple[bytes, int, dict] | None:
	"""(PDF, pages, columns of what could not be settled when the step was done) of a waiting paper."""
	row, content = frappe.get_doc(ARCHIVE, name), {}
	if row.status != WAITING:
		return None
	_refuse_altered(row)
	with acting.acting_as_system():
		if not row.isi and row.print_format in catalogue.BUILDERS:
			content = _settled(row)
			row.update(content)
		pdf, pages = _pdf(row)
	return pdf, pages, content


def _keep(name: str, made: tuple[bytes, int, dict] | None) -> bool:
	"""The chain's place is taken first and the row after it, as a move does that replaces the paper; rendering, which takes
	seconds, has come before both."""
	if not made:
		return False
	pdf, pages, content = made
	chain.hold(frappe.db.get_value(ARCHIVE, name, "kecamatan"))
	row = frappe.get_doc(ARCHIVE, name, for_update=True)
	if row.status != WAITING:
		return False
	_refuse_altered(row)
	with acting.acting_as_system():
		file = files.store_file(row, pdf)
	row.db_set(
		{
			**content,
			"status": KEPT,
			"berkas": file.file_url,
			"sidik_berkas": hashlib.sha256(pdf).hexdigest(),
			"halaman": pages,
			"ukuran": len(pdf),
			"dirender_pada": clock.now(),
			"galat": None,
		},
		update_modified=False,
	)
	seal.note_kept(row)
	return True


def _refuse_altered(row) -> None:
	"""A paper that is not the one that was noted with its step is never made."""
	told = seal.problem_of_paper(row)
	if not told and row.isi and hashlib.sha256(row.isi.encode()).hexdigest() != row.sidik_isi:
		told = _("Isi kertas {0} tidak lagi cocok dengan sidiknya.").format(row.judul)
	if told:
		raise files.ArchiveDamaged(told)


def _settled(row) -> dict:
	with letterhead.emblem_needed():
		content = catalogue.paper_content(row.print_format, frappe.get_doc(row.jenis_dokumen, row.dokumen))
	return {"isi": prints.as_json(content), "sidik_isi": prints.content_digest(content)}


def _pdf(row) -> tuple[bytes, int]:
	with prints.showing_kept_paper(row):
		html = page.html(frappe.get_doc(row.jenis_dokumen, row.dokumen), row.print_format)
	pdf = page.pdf(html)
	return pdf, page.page_count(pdf)


def _is_due(row) -> bool:
	if not row.percobaan:
		return True
	wait = min(FIRST_WAIT * 2 ** min(row.percobaan, 12), LONGEST_WAIT)
	return not row.dicoba_pada or row.dicoba_pada + wait <= frappe.utils.now_datetime()


def _reason(error: Exception) -> str:
	"""Release 15 puts words of its own around what a template has raised."""
	inner = error.__cause__ or error.__context__
	return str(inner if isinstance(inner, KinerjaError) else error)[:500]


def _note_failure(name: str, error: Exception) -> None:
	tried = frappe.db.get_value(ARCHIVE, name, "percobaan") or 0
	values = {"percobaan": tried + 1, "dicoba_pada": frappe.utils.now_datetime(), "galat": _reason(error)}
	frappe.db.set_value(ARCHIVE, name, values, update_modified=False)
	frappe.log_error(title=f"Kertas arsip {name} gagal dirender")
