"""Who fills a Format in: named by whoever leads the unit (Tunjuk Pelaksana), and changed by them (Alihkan Pelaksana)."""

import frappe
from frappe import _

from kinerja_kecamatan.access import acting
from kinerja_kecamatan.base.doctypes import PEGAWAI
from kinerja_kecamatan.exceptions import KinerjaError, MoveRefused, PreconditionMissing, ReasonMissing
from kinerja_kecamatan.office import penugasan
from kinerja_kecamatan.sop import step_state, steps
from kinerja_kecamatan.sop.workflow import state_field
from kinerja_kecamatan.step_log import log

TUNJUK, ALIHKAN = "Tunjuk Pelaksana", "Alihkan Pelaksana"


def appoint_pelaksana(form, pelaksana: str | None, alasan: str) -> None:
	"""Give a Format to one Pelaksana of its unit, or back to all of them (None), and log it.

	Raises MoveRefused for anybody but the unit's leader, PreconditionMissing once the Format is handed on, ReasonMissing
	where a Pelaksana is replaced without an alasan, DuplicateDocument where the new one already has a Format there.
	"""
	leader = _needed_leader(form)
	_refuse_closed(form)
	pelaksana, before = pelaksana or None, form.pelaksana or None
	if pelaksana == before:
		frappe.throw(
			_("{0} memang sudah diisi oleh {1}.").format(form.name, _shown(form.pelaksana)), KinerjaError
		)
	if before and not alasan:
		frappe.throw(
			_("Tulis alasan mengalihkan {0}.").format(form.name), ReasonMissing, title=_("Alasan belum diisi")
		)
	if pelaksana and pelaksana not in candidates(form):
		frappe.throw(
			_("{0} tidak bertugas sebagai pelaksana di {1}. Pilih salah satu dari: {2}.").format(
				_shown(pelaksana), form.unit_kerja, ", ".join(candidates(form).values()) or "-"
			),
			KinerjaError,
		)
	# A fetched field stays as it was when its link is emptied.
	acting.update_as_system(form, pelaksana=pelaksana, **({} if pelaksana else {"nama_pelaksana": None}))
	course = _("Dari {0} kepada {1}.").format(_shown(before), _shown(pelaksana))
	step = steps.step_for(form, steps.PENYUSUNAN)
	log.note_decision(form, step, action_label(before), f"{course} {alasan}".strip(), leader.peran)


def action_label(before: str | None) -> str:
	"""The first naming is Tunjuk, every later one Alihkan."""
	return ALIHKAN if before else TUNJUK


def leader_among(user: str, form):
	"""The appointment under which a person leads the Format's unit, None when they do not."""
	return next((a for a in reversed(penugasan.leaders_of(form.unit_kerja)) if a.user == user), None)


def candidates(form) -> dict[str, str]:
	"""{Pegawai: name} of those who may fill in for the Format's unit, by the Workflow and their Penugasan."""
	roles = step_state.roles_completing(form, steps.PENYUSUNAN)
	return {a.pegawai: a.nama for a in penugasan.holders(form.kecamatan, roles, form.unit_kerja)}


def is_handed_on(form) -> bool:
	"""Handed on: whose work it was stands."""
	return step_state.is_done(form, steps.PENYUSUNAN)


def _needed_leader(form):
	leader = leader_among(frappe.session.user, form)
	if not leader:
		names = dict.fromkeys(f"{a.nama} ({a.jabatan})" for a in penugasan.leaders_of(form.unit_kerja))
		frappe.throw(
			_("Menunjuk pelaksana {0} adalah wewenang kepala unitnya: {1}.").format(
				form.name, ", ".join(names) or "-"
			),
			MoveRefused,
			title=_("Tidak diizinkan"),
		)
	return leader


def _refuse_closed(form) -> None:
	if is_handed_on(form):
		frappe.throw(
			_("{0} berstatus {1}; pelaksananya tidak dapat dialihkan lagi.").format(
				form.name, form.get(state_field(form.doctype))
			),
			PreconditionMissing,
			title=_("Sudah disampaikan"),
		)


def _shown(pegawai: str | None) -> str:
	if not pegawai:
		return _("semua pelaksana unit")
	return frappe.db.get_value(PEGAWAI, pegawai, "nama_lengkap") or pegawai
