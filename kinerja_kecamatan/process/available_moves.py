"""What the desk offers a person on one document: the moves, what each asks for besides a click, who is waited for."""

import re
from dataclasses import asdict

import frappe
from frappe import _
from frappe.utils import escape_html, format_datetime

from kinerja_kecamatan.access.scope import roles_over
from kinerja_kecamatan.base.doctypes import FORMAT, LOG, REKAP, UNIT_KERJA
from kinerja_kecamatan.base.stored_words import UNIT_RECAP
from kinerja_kecamatan.exceptions import MoveRefused, PreconditionMissing
from kinerja_kecamatan.guard.rules import is_given_away
from kinerja_kecamatan.process import step_registry
from kinerja_kecamatan.sop import step_state, steps
from kinerja_kecamatan.sop.workflow import (
	GERAK_BUKA,
	GERAK_KEMBALIKAN,
	Transition,
	may_approve,
	state_field,
	transitions,
	transitions_from,
)


def moves_of(doc, user: str) -> list[Transition]:
	"""The transitions that a person may make on a document as it stands."""
	if is_given_away(doc, user):
		return []
	roles = roles_over(user, doc)
	return [t for t in _open_to_people(doc) if t.allowed in roles and may_approve(user, doc, t)]


def describe(doc, moves: list[Transition]) -> list[dict]:
	"""One entry an action: {"action", "maju", "alasan", "kegiatan", "petunjuk", "alat", "konfirmasi", "pilihan", "catatan"}.

	`kegiatan` is the activity it completes, `petunjuk` what that asks of the person, `alat` what the desk puts beside the form
	for it ("rapat", "isian" or ""), `konfirmasi` what has to be confirmed first ({"kunci", "judul", "keterangan", "pernyataan",
	"baris": [{"value", "label"}]}, whose values go back as rincian[kunci]; None where nothing), `catatan` the indicators that a return can carry a note on: [{"value", "label"}].
	"""
	found = {}
	for transition in moves:
		step = None if transition.gerak else steps.step_completed_by(doc, transition.next_state)
		found[transition.action] = {
			"action": transition.action,
			"maju": not transition.gerak,
			"alasan": transition.needs_reason,
			**_told_of(step),
			"konfirmasi": _confirmation(doc, step),
			"pilihan": _choices(doc, transition),
			"catatan": _noted_rows(doc) if _goes_to_the_unit(doc, transition) else [],
		}
	return list(found.values())


def _told_of(step) -> dict:
	"""Of an activity that an admin has named the SOP's own words are told."""
	if not step:
		return {"kegiatan": "", "petunjuk": "", "alat": ""}
	activity = step_registry.activity_of(step.kegiatan)
	return {
		"kegiatan": step.kegiatan,
		"petunjuk": activity.hint() if activity else step.uraian,
		"alat": activity.tool if activity else "",
	}


def _confirmation(doc, step) -> dict | None:
	activity = step_registry.activity_of(step.kegiatan) if step else None
	asked = activity.confirms(doc) if activity and activity.confirms else None
	return asdict(asked) if asked else None


def awaited(doc) -> list[dict]:
	"""Who can take the document forward from here: [{"action", "peran"}], the moves of the app itself left out."""
	pairs = {(t.action, t.allowed): None for t in _open_to_people(doc) if not t.gerak}
	return [{"action": action, "peran": role} for action, role in pairs]


def refuse_unoffered(doc, action: str, user: str) -> None:
	"""Say why a person cannot make a move now, where Frappe would only call the action invalid.

	Raises MoveRefused where the state has no such move or it belongs to another role, PreconditionMissing where its
	condition does not hold yet; returns where the workflow has the move for this person.
	"""
	state = doc.get(state_field(doc.doctype))
	rows = [t for t in transitions(doc.doctype) if (t.state, t.action) == (state, action) and not t.by_system]
	mine = [t for t in rows if t.allowed in roles_over(user, doc)]
	if not rows:
		_refuse(_already_done(doc, action, state) or _not_here(doc, action, state))
	if not mine:
		wanted = ", ".join(sorted({t.allowed for t in rows}))
		_refuse(
			_("Tindakan {0} pada {1} adalah wewenang: {2}.").format(frappe.bold(action), doc.name, wanted)
		)
	if not set(mine) & set(transitions_from(doc, state)):
		_refuse_condition(doc, action, mine)


def _already_done(doc, action: str, state: str) -> str | None:
	"""When the last thing that happened to a document is what is being asked for: somebody was quicker."""
	last = frappe.get_all(
		LOG,
		filters={"dokumen": doc.name, "ke_status": state},
		fields=["aksi", "nama_pelaku", "t2_selesai"],
		order_by="creation desc",
		limit=1,
	)
	if not last or last[0].aksi != action:
		return None
	return _(
		"{0} pada {1} sudah dilakukan oleh {2} pada {3}; statusnya kini {4}. Tidak ada yang perlu diulang."
	).format(
		frappe.bold(action),
		doc.name,
		escape_html(last[0].nama_pelaku),
		format_datetime(last[0].t2_selesai),
		frappe.bold(state),
	)


def _not_here(doc, action: str, state: str) -> str:
	return _("{0} berstatus {1}; tindakan {2} tidak berlaku di sini.").format(
		doc.name, frappe.bold(state), frappe.bold(action)
	)


def _refuse(message: str) -> None:
	frappe.throw(message, MoveRefused, title=_("Tidak diizinkan"))


def _refuse_condition(doc, action: str, rows: list[Transition]) -> None:
	"""Name the fields that the conditions of a move hang on."""
	fields = dict.fromkeys(re.findall(r"\bdoc\.(\w+)", " ".join(t.condition or "" for t in rows)))
	labels = [_(doc.meta.get_label(field)) for field in fields if doc.meta.has_field(field)]
	frappe.throw(
		_("Tindakan {0} bergantung pada isian berikut; lengkapi dan simpan lebih dulu: {1}.").format(
			frappe.bold(action), ", ".join(labels) or "-"
		),
		PreconditionMissing,
		title=_("Belum lengkap"),
	)


def _open_to_people(doc) -> list[Transition]:
	return [t for t in transitions_from(doc, doc.get(state_field(doc.doctype))) if not t.by_system]


def _choices(doc, transition: Transition) -> dict | None:
	"""What a backward move can be narrowed down to: {"kunci", "label", "keterangan", "baris": [{"value", "label"}]}."""
	if doc.doctype != REKAP:
		return None
	if transition.gerak == GERAK_BUKA:
		return {
			"kunci": "unit",
			"label": _("Unit yang dibuka kembali"),
			"keterangan": _("Kosong: hanya rekap kecamatan yang dibuka; data unit tetap."),
			"baris": _unit_rows(doc.disposisi),
		}
	if _goes_to_the_unit(doc, transition):
		rows = _format_rows(doc)
		return (
			{
				"kunci": "format",
				"label": _("Format yang diperbaiki"),
				"keterangan": _("Kosong: semua Format unit ini dibuka kembali."),
				"baris": rows,
			}
			if len(rows) > 1
			else None
		)
	return None


def _goes_to_the_unit(doc, transition: Transition) -> bool:
	"""A return after which the unit's Formats are open again."""
	return (
		doc.doctype == REKAP
		and transition.gerak == GERAK_KEMBALIKAN
		and step_state.lies_ahead(doc, steps.REKAP_UNIT, transition.next_state)
	)


def _noted_rows(doc) -> list[dict]:
	return [
		{"value": row.indikator, "label": f"{row.kode} {row.nama_indikator}"}
		for row in doc.baris
		if row.diukur
	]


def _unit_rows(disposisi: str) -> list[dict]:
	units = frappe.get_all(
		REKAP,
		filters={"disposisi": disposisi, "jenis": UNIT_RECAP},
		pluck="unit_kerja",
		order_by="unit_kerja",
	)
	return [
		{"value": unit, "label": frappe.get_cached_value(UNIT_KERJA, unit, "nama_unit")} for unit in units
	]


def _format_rows(doc) -> list[dict]:
	rows = frappe.get_all(
		FORMAT,
		filters={"disposisi": doc.disposisi, "unit_kerja": doc.unit_kerja},
		fields=["name", "nama_pelaksana"],
		order_by="creation",
	)
	return [{"value": row.name, "label": row.nama_pelaksana or row.name} for row in rows]
