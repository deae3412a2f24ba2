"""Findings of step 7 about who did it, beside those about figures: allowed by the SOP, and said."""

import frappe
from frappe import _

from kinerja_kecamatan.access.scope import appointment_over
from kinerja_kecamatan.base.doctypes import LOG
from kinerja_kecamatan.formats import of_unit
from kinerja_kecamatan.office import penugasan
from kinerja_kecamatan.sop import steps
from kinerja_kecamatan.step_log import log


def own_work_of_validator(doc, move) -> str | None:
	"""What a unit's validation says about its validator: also the unit's head, also at work on the same figures.

	:return: a sentence, kept on the recap and printed; None where the validator stands apart.
	"""
	also = [_("kepala unit ini")] if _leads(doc, move.actor) else []
	done = _earlier_work(doc, move.actor)
	if done:
		also.append(_("mengerjakan {0} pada data yang sama").format(", ".join(done)))
	if not also:
		return None
	held = appointment_over(move.actor, move.transition.allowed, doc)
	who = f"{held.nama} ({held.title})" if held else frappe.utils.get_fullname(move.actor)
	return _("Validasi atas unit sendiri: {0} juga {1}.").format(who, _(" dan ").join(also))


def _leads(doc, user: str) -> bool:
	return any(a.user == user for a in penugasan.heads_of(doc.unit_kerja))


def _earlier_work(doc, user: str) -> list[str]:
	"""Activities on this recap and its Formats that the log has of the same account, the validation itself left out."""
	return frappe.get_all(
		LOG,
		filters={
			"dokumen": ["in", [doc.name, *of_unit.formats_of(doc)]],
			"pelaku": user,
			"kegiatan": ["!=", steps.VALIDASI],
			"hasil": ["!=", log.DIKEMBALIKAN],
		},
		pluck="kegiatan",
		distinct=True,
		order_by="kegiatan",
	)
