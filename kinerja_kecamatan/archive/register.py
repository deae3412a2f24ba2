"""A step is done: its papers are noted with all that they say, in the same transaction; rendering comes after it.

What a paper says is settled here, so that a PDF made a minute or a day later is the paper of the step, not of the day.
"""

import frappe
from frappe.utils import cint
from redis.exceptions import RedisError

from kinerja_kecamatan.access import acting
from kinerja_kecamatan.archive import acknowledged, codes, prints, seal
from kinerja_kecamatan.base import clock
from kinerja_kecamatan.base.doctypes import ARCHIVE, DISPOSISI, LOG
from kinerja_kecamatan.base.plain_text import shortened
from kinerja_kecamatan.base.transactions import TRANSACTION_LOST
from kinerja_kecamatan.guard import written_once
from kinerja_kecamatan.office.names import period_name, unit_name
from kinerja_kecamatan.papers import catalogue, letterhead, targets
from kinerja_kecamatan.sop import steps
from kinerja_kecamatan.step_log import chain, log

SAVEPOINT = "kinerja_archive"
# In the Error Log, with the line of the step: why.
FAILED = "Arsip kertas gagal dicatat"
JOB = "kinerja_kecamatan.archive.render.render_papers_of"


def step_done(doc, move, line: str) -> None:
	"""Note the papers of what a person's move has completed (a step, or a final recap's Ketahui); `line` is its Catatan
	Tahapan. A failure is told in the log, is made up for later (`seal.lines_without_papers`) and never stops the step."""
	step = step_done_by(doc, move)
	if not step or not step.kertas:
		return
	messages = list(frappe.local.message_log)
	frappe.db.savepoint(SAVEPOINT)
	try:
		noted = [_note(*paper, move, step) for paper in papers_of(doc, step)]
		seal.note_papers(noted, doc.get("unit_kerja") or doc.kecamatan)
	except TRANSACTION_LOST:
		raise
	except Exception:
		frappe.db.rollback(save_point=SAVEPOINT)
		frappe.local.message_log = messages
		frappe.log_error(FAILED, reference_doctype=LOG, reference_name=line)
		seal.note_missing(line)
	else:
		_render_soon(doc, step, [said["arsip"] for said in noted])


def step_done_by(doc, move) -> steps.Step | None:
	"""The step whose papers a move leaves, or what stands in its place; nobody has taken note where an administrator skips."""
	if move.kegiatan:
		return move.step
	if move.transition.gerak or move.override:
		return None
	return acknowledged.step_of(doc, move.transition.action)


def papers_of(doc, step) -> list[tuple[tuple[str, str], str]]:
	"""((DocType, name), print format) of every paper of a step that `doc` has completed."""
	return [(target, nama) for nama in step.kertas for target in targets.printed_documents(doc, nama)]


def note_paper(doc, nama: str, kegiatan: str) -> str:
	"""Note a paper that no step of the SOP brings about, as a Perjanjian Kinerja that is set in force; returns its Arsip Kertas."""
	step = frappe._dict(nomor=0, kegiatan=kegiatan)
	move = frappe._dict(actor=frappe.session.user, moment=clock.now())
	said = _note((doc.doctype, doc.name), nama, move, step)
	seal.note_papers([said], doc.get("unit_kerja") or doc.kecamatan)
	_render_soon(doc, step, [said["arsip"]])
	return said["arsip"]


def note_later(doc, move) -> int:
	"""Note those papers of a finished step that are not there, as their documents stand now; how many they were."""
	missing = [
		paper
		for paper in papers_of(doc, move.step)
		if not frappe.db.exists(
			ARCHIVE,
			{
				"dokumen": paper[0][1],
				"print_format": paper[1],
				"kegiatan": move.step.kegiatan,
				"creation": [">=", move.noted_from],
			},
		)
	]
	if missing:
		chain.hold(doc.kecamatan)
	seal.note_papers(
		[_note(*paper, move, move.step) for paper in missing], doc.get("unit_kerja") or doc.kecamatan
	)
	return len(missing)


def _render_soon(doc, step, noted: list[str]) -> None:
	"""Hand them to a worker; the scheduler finds them where no queue can be reached."""
	if not noted:
		return
	try:
		frappe.enqueue(
			JOB,
			queue="long",
			enqueue_after_commit=True,
			job_id=f"kinerja-arsip-{doc.name}-{step.kegiatan}",
			deduplicate=True,
			dokumen=noted,
		)
	except RedisError:
		frappe.log_error(f"Kertas {doc.name} menunggu penjadwal: antrean tidak terjangkau")


def _note(target: tuple[str, str], nama: str, move, step) -> dict:
	"""The paper's Arsip Kertas is made; what the chain is to keep of it, as it was composed."""
	doc = frappe.get_doc(*target)
	key = {"dokumen": doc.name, "print_format": nama, "kegiatan": step.kegiatan}
	last = frappe.qb.max(ARCHIVE, "versi_kertas", key)
	content = _content(nama, doc)
	row = frappe.get_doc(
		{
			"doctype": ARCHIVE,
			**key,
			**_place(doc),
			"judul": _title(nama, doc),
			"kode": codes.new_code(),
			"versi_kertas": cint(last) + 1,
			"langkah": step.nomor,
			"oleh": move.actor,
			"nama_oleh": frappe.utils.get_fullname(move.actor),
			"pada": move.moment,
			"simulasi": int(clock.is_simulated()),
			"isi": prints.as_json(content) if content else None,
			"sidik_isi": prints.content_digest(content) if content else None,
		}
	)
	said: dict = {}
	with acting.acting_as_system():
		written_once.insert_once(row, told=said)
	frappe.db.set_value(
		ARCHIVE,
		{**key, "name": ["!=", row.name], "diganti_oleh": ["is", "not set"]},
		"diganti_oleh",
		row.name,
	)
	return said


def _content(nama: str, doc) -> dict | None:
	"""What the paper says now, of all units whoever made the move; None for an admin's own print format, and where
	building it fails: then rendering tries."""
	try:
		with acting.acting_as_system(), letterhead.emblem_needed():
			return catalogue.paper_content(nama, doc) if nama in catalogue.BUILDERS else None
	except TRANSACTION_LOST:
		raise
	except Exception:
		frappe.log_error(title=f"Isi kertas {nama} untuk {doc.name} gagal disusun")
		return None


def _place(doc) -> dict:
	if doc.doctype != DISPOSISI and not doc.get("disposisi"):
		return {
			"jenis_dokumen": doc.doctype,
			"kecamatan": doc.kecamatan,
			"unit_kerja": doc.get("unit_kerja") or doc.kecamatan,
			"versi": 1,
			"putaran": 1,
		}
	order = doc if doc.doctype == DISPOSISI else frappe.get_cached_doc(DISPOSISI, doc.disposisi)
	return {
		"jenis_dokumen": doc.doctype,
		"disposisi": order.name,
		"kecamatan": order.kecamatan,
		"periode": order.periode,
		"unit_kerja": doc.get("unit_kerja") or order.kecamatan,
		"versi": log.version_of(doc),
		"putaran": doc.get("putaran") or 1,
	}


def _title(nama: str, doc) -> str:
	unit = doc.get("unit_kerja")
	year = str(doc.tahun) if doc.get("tahun") else ""
	parts = (nama, unit_name(unit, doc.get("periode")), period_name(doc.get("periode")) or year)
	return shortened(", ".join(part for part in parts if part))
