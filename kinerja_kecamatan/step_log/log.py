"""Catatan Tahapan: one immutable line for every move that a person makes."""

from datetime import datetime

import frappe

from kinerja_kecamatan.access.impersonation import impersonator
from kinerja_kecamatan.access.scope import appointment_over
from kinerja_kecamatan.base import clock
from kinerja_kecamatan.base.doctypes import DISPOSISI, LOG, REKAP
from kinerja_kecamatan.base.stored_words import DIKEMBALIKAN, LAINNYA, OFFICE_RECAP, PINTAS, SELESAI
from kinerja_kecamatan.guard import written_once
from kinerja_kecamatan.office import penugasan
from kinerja_kecamatan.office.calendar import working_minutes
from kinerja_kecamatan.sop import step_state, steps
from kinerja_kecamatan.sop.activities import facts_of
from kinerja_kecamatan.sop.workflow import GERAK_KEMBALIKAN
from kinerja_kecamatan.step_log import anchors, materials
from kinerja_kecamatan.step_log.meeting import meeting_times


def compose(doc, move) -> dict:
	"""The line of one move: T0 tersedia, T1 mulai, T2 selesai and what they come to in working minutes.

	A return belongs to the step that the returning person was at: it stops that step's clock.
	"""
	step = move.step if move.kegiatan else _step_under_way(doc, move)
	transition = move.transition
	return {
		**_place(doc),
		**_standard(doc, step, transition.state),
		**_who(doc, move.actor, transition.allowed),
		**_minutes(doc, move),
		"kegiatan": step.kegiatan if step else transition.action,
		"putaran": move.putaran,
		"aksi": transition.action,
		"dari_status": transition.state,
		"ke_status": transition.next_state,
		"hasil": _result(move),
		"alasan": move.alasan,
	}


def note_decision(doc, step, aksi: str, alasan: str, role: str) -> None:
	"""Write a line for a decision that moves no document, such as Tidak Melapor: who, when and why, no minutes."""
	write_line(
		{
			**_place(doc),
			**_who(doc, frappe.session.user, role),
			"langkah": step.nomor,
			"kegiatan": step.kegiatan,
			"sop": step.sop,
			"putaran": doc.putaran,
			"aksi": aksi,
			"hasil": LAINNYA,
			"alasan": alasan,
			"t2_selesai": clock.now(),
		}
	)


def write_line(values: dict, **more) -> str:
	"""Add a line to the log and return its name. Whatever else a transaction writes comes before: the next writer waits for
	its commit.

	:param more: what the chain keeps beside the line's columns (chain_told reads it)
	"""
	entry = frappe.get_doc({"doctype": LOG, "simulasi": int(clock.is_simulated()), **values})
	name = written_once.insert_once(entry, **more).name
	anchors.drop_with_commit(entry.kecamatan)
	return name


def at_the_desk(kecamatan: str, user: str | None = None) -> dict:
	"""For a line that belongs to no order and no step: who is at the desk (by default the session's user), under an office held in the
	kecamatan."""
	user = user or frappe.session.user
	mine = [a for a in penugasan.appointments_of(user) if a.kecamatan == kecamatan]
	return {
		"pelaku": user,
		"nama_pelaku": mine[-1].nama if mine else frappe.utils.get_fullname(user),
		"jabatan": mine[-1].title if mine else "",
	}


def _place(doc) -> dict:
	return {
		"kecamatan": doc.kecamatan,
		"periode": doc.periode,
		"unit_kerja": doc.get("unit_kerja") or doc.kecamatan,
		"disposisi": doc.name if doc.doctype == DISPOSISI else doc.disposisi,
		"jenis_dokumen": doc.doctype,
		"dokumen": doc.name,
		"versi": version_of(doc),
	}


def _who(doc, user: str, role: str) -> dict:
	actor = appointment_over(user, role, doc)
	return {
		"pelaku": user,
		"nama_pelaku": actor.nama if actor else frappe.utils.get_fullname(user),
		"jabatan": actor.title if actor else "",
		"pangkat": actor.pangkat if actor else "",
		"nip": actor.nip if actor else "",
		"peran": role,
	}


def _standard(doc, step, source: str) -> dict:
	"""The three parts of the mutu baku: waktu, kelengkapan (there or not), output."""
	if not step:
		return {"langkah": 0, "standar": 0}
	return {
		"langkah": step.nomor,
		"standar": step.waktu,
		"sop": step.sop,
		"kelengkapan": step.kelengkapan,
		"kelengkapan_ada": int(materials.present(doc, step, source)),
		"output": step.output,
	}


def _minutes(doc, move) -> dict:
	t0, t1, t2, dicatat = _times(doc, move)
	return {
		"t0_tersedia": t0,
		"t1_mulai": t1 or t0,
		"t2_selesai": t2,
		"tunggu": working_minutes(doc.kecamatan, t0, t1 or t0),
		"pelaksanaan": working_minutes(doc.kecamatan, t1 or t0, t2),
		"mulai_dicatat": int(bool(t1)),
		"dicatat_kemudian": int(dicatat),
	}


def _result(move) -> str:
	if move.override:
		return PINTAS
	if move.kegiatan:
		return SELESAI
	return DIKEMBALIKAN if move.transition.gerak == GERAK_KEMBALIKAN else LAINNYA


def _step_under_way(doc, move):
	"""For a return: the step that a forward move from the same state would have completed."""
	if move.transition.gerak != GERAK_KEMBALIKAN:
		return None
	for step in steps.steps_of(steps.sop_of(doc)):
		if step.dokumen == doc.doctype and step_state.is_next(doc, step.kegiatan, move.transition.state):
			return step
	return None


def _times(doc, move) -> tuple[datetime | None, datetime | None, datetime, bool]:
	"""(T0, T1, T2, typed in): the meeting brings its own times, everything else is measured."""
	facts = facts_of(move.kegiatan)
	if facts.is_meeting:
		start, end = meeting_times(doc.name)
		if start and end:
			return move.t0, start, end, False
	# An order that was given on paper was not given at this desk: entering it says nothing about step 1's minutes.
	on_paper = facts.may_be_on_paper and doc.is_on_paper()
	return move.t0, move.t1, move.moment, on_paper


def version_of(doc) -> int:
	"""The version that the kecamatan's recap is in: what happens after a reopening is reported apart."""
	order = doc.name if doc.doctype == DISPOSISI else doc.disposisi
	return frappe.db.get_value(REKAP, {"disposisi": order, "jenis": OFFICE_RECAP}, "versi") or 1


def starts_now(doc) -> bool:
	"""Mark T1, the first opening by somebody who can make the next move. Returns whether it was set now."""
	if impersonator() or doc.get("mulai_pada") or not doc.get("tersedia_pada"):
		return False
	doc.db_set("mulai_pada", clock.now(), update_modified=False, notify=False)
	return True
