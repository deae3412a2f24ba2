"""Tidak Melapor: a unit that the kecamatan's recap need not wait for, and why."""

import frappe
from frappe import _
from frappe.utils import get_datetime

from kinerja_kecamatan.access import acting, authority
from kinerja_kecamatan.base import clock, jobs
from kinerja_kecamatan.base.doctypes import DISPOSISI, REKAP
from kinerja_kecamatan.exceptions import PreconditionMissing, ReasonMissing
from kinerja_kecamatan.process import background, kecamatan_lock
from kinerja_kecamatan.recaps import office_recap, unit_recap
from kinerja_kecamatan.sop import step_state, steps
from kinerja_kecamatan.step_log import log

TIDAK_MELAPOR = "Tetapkan Tidak Melapor"
DECIDED_BY = (steps.PENCERMATAN,)


def set_not_reporting(disposisi: str, unit: str, alasan: str) -> str:
	"""See `process.api.tetapkan_tidak_melapor`."""
	kecamatan = frappe.db.get_value(DISPOSISI, disposisi, "kecamatan")
	return kecamatan_lock.in_turn(
		kecamatan, lambda: _set_tidak_melapor(disposisi, unit, (alasan or "").strip())
	)


def _set_tidak_melapor(disposisi: str, unit: str, alasan: str) -> str:
	order = frappe.get_doc(DISPOSISI, disposisi, for_update=True)
	order.check_permission("read")
	role = authority.needed_role(order, DECIDED_BY, _("Menetapkan unit Tidak Melapor"))
	if not alasan:
		frappe.throw(
			_("Tulis alasan mengapa {0} tidak melapor; alasannya tercetak pada rekap kecamatan.").format(
				unit
			),
			ReasonMissing,
			title=_("Alasan belum diisi"),
		)
	_check_unit(order, unit)
	rekap = unit_recap.find_or_new(order, unit)
	rekap.update({"tidak_melapor": 1, "alasan_tidak_melapor": alasan})
	acting.update_as_system(rekap) if rekap.name else acting.insert_as_system(rekap)
	_take_into_office(order)
	log.note_decision(rekap, steps.step_for(order, steps.PENCERMATAN), TIDAK_MELAPOR, alasan, role)
	return rekap.name


def _take_into_office(order) -> None:
	"""Recompute the kecamatan's draft; with many units that is longer than a person should wait, and a job's. Finalizing
	computes it anew whatever the draft says by then."""
	if not background.has_many_units(order.kecamatan):
		office_recap.refresh_office_recap(order.name, clock.now())
		return
	frappe.enqueue(
		refresh_office,
		timeout=jobs.TIMEOUT,
		enqueue_after_commit=True,
		disposisi=order.name,
		kecamatan=order.kecamatan,
		moment=clock.now().isoformat(),
	)
	frappe.msgprint(_("Rekap kecamatan dihitung ulang di latar belakang."), alert=True, indicator="blue")


def refresh_office(disposisi: str, kecamatan: str, moment: str) -> None:
	"""The job: the kecamatan's draft as its units' recaps say when its turn has come."""
	frappe.flags.kinerja_job = f"kinerja|{DISPOSISI}|{disposisi}"
	try:
		kecamatan_lock.in_turn(
			kecamatan, lambda: office_recap.refresh_office_recap(disposisi, get_datetime(moment))
		)
	finally:
		frappe.flags.kinerja_job = None


def _check_unit(order, unit: str) -> None:
	"""Only a unit that owes a recap, while the kecamatan's is still open."""
	problem = set_problem(order)
	if not problem and unit not in office_recap.units_of(order.name):
		problem = _("{0} tidak termasuk unit yang melapor pada {1}.").format(unit, order.name)
	if not problem and unit in office_recap.units_in(order.name):
		problem = _(
			"{0} sudah masuk rekap kecamatan: sudah dicermati, atau sudah ditetapkan Tidak Melapor."
		).format(unit)
	if problem:
		frappe.throw(problem, PreconditionMissing, title=_("Tidak dapat ditetapkan"))


def set_problem(order) -> str | None:
	"""Why nothing can be decided for any unit of the set, as a sentence; None while its recap is open."""
	name = office_recap.find_office_recap(order.name)
	if not step_state.is_done(order, steps.RAPAT):
		return _("Pengumpulan data {0} belum atau tidak lagi berjalan.").format(order.name)
	if name and not step_state.lies_ahead(frappe.get_doc(REKAP, name), steps.REKAP_KECAMATAN):
		return _("Rekap kecamatan {0} sudah final; buka kembali lebih dulu.").format(name)
	return None
