"""Whitelisted methods of the recap, for the desk and for REST clients."""

import frappe
from frappe import _

from kinerja_kecamatan.access.scope import roles_over
from kinerja_kecamatan.exceptions import MoveRefused, PreconditionMissing, ReasonMissing
from kinerja_kecamatan.flow import reach, steps, system
from kinerja_kecamatan.recap import kecamatan as office_recap
from kinerja_kecamatan.recap import unit as unit_recap
from kinerja_kecamatan.stages import clock, log

DISPOSISI, REKAP = "Disposisi", "Rekap Kinerja"
TIDAK_MELAPOR = "Tetapkan Tidak Melapor"


@frappe.whitelist(methods=["POST"])
def tetapkan_tidak_melapor(disposisi: str, unit: str, alasan: str) -> str:
	"""Set a unit Tidak Melapor with its alasan, so that the kecamatan's recap need not wait for it; returns its Rekap.

	For who may complete the Pencermatan over the whole kecamatan. A unit that reports after all counts again with its
	figures once its Rekap has been read closely.
	"""
	order = frappe.get_doc(DISPOSISI, disposisi, for_update=True)
	order.check_permission("read")
	role = _deciding_role(order)
	alasan = (alasan or "").strip()
	if not alasan:
		frappe.throw(
			_("Tulis alasan mengapa {0} tidak melapor; alasannya tercetak pada rekap kecamatan.").format(unit),
			ReasonMissing,
			title=_("Alasan belum diisi"),
		)
	_check_unit(order, unit)
	rekap = unit_recap.find_or_new(order, unit)
	rekap.update({"tidak_melapor": 1, "alasan_tidak_melapor": alasan})
	system.update(rekap) if rekap.name else system.insert(rekap)
	log.note(rekap, steps.step_for(order, steps.PENCERMATAN), TIDAK_MELAPOR, alasan, role)
	office_recap.refresh(order.name, clock.now())
	return rekap.name


def _deciding_role(order) -> str:
	wanted = reach.roles_completing(order, steps.PENCERMATAN)
	mine = sorted(wanted & roles_over(frappe.session.user, order))
	if not mine:
		frappe.throw(
			_("Menetapkan unit Tidak Melapor adalah wewenang: {0}.").format(", ".join(sorted(wanted)) or "-"),
			MoveRefused,
			title=_("Tidak diizinkan"),
		)
	return mine[0]


def _check_unit(order, unit: str) -> None:
	"""Only a unit that owes a recap, while the kecamatan's is still open."""
	problem = None
	name = office_recap.find(order.name)
	if not reach.is_done(order, steps.RAPAT):
		problem = _("Pengumpulan data {0} belum atau tidak lagi berjalan.").format(order.name)
	elif name and not reach.is_next(frappe.get_doc(REKAP, name), steps.REKAP_KECAMATAN):
		problem = _("Rekap kecamatan {0} sudah final; buka kembali lebih dulu.").format(name)
	elif unit not in office_recap.units_of(order.name):
		problem = _("{0} tidak termasuk unit yang melapor pada {1}.").format(unit, order.name)
	elif unit in office_recap.units_in(order.name):
		problem = _("{0} sudah masuk rekap kecamatan: sudah dicermati, atau sudah ditetapkan Tidak Melapor.").format(unit)
	if problem:
		frappe.throw(problem, PreconditionMissing, title=_("Tidak dapat ditetapkan"))
