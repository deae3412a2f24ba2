"""Whose word a recap's notes and corrections are: each belongs to one step, and is written while that one is next."""

import frappe
from frappe import _

from kinerja_kecamatan.base.stored_words import UNIT_RECAP
from kinerja_kecamatan.exceptions import MoveRefused
from kinerja_kecamatan.guard import payload
from kinerja_kecamatan.sop import activities, step_state, steps

# Field -> activity.
OF_STEP = activities.activity_of_fields()


def check_step_fields(doc, before, changed: set[str]) -> None:
	"""Refuse what was written before its step or after it; corrections stand on a unit's recap only."""
	for field in sorted(changed & closed_fields(before)):
		if field == "koreksi" and _only_drops_spent(doc, before):
			continue
		if field == "koreksi" and before.jenis != UNIT_RECAP:
			_refuse(
				_("{0}: koreksi dicatat pada rekap unit; angka kecamatan mengikutinya.").format(before.name)
			)
		_refuse(
			_("{0}: {1} hanya dapat diubah saat {0} menunggu langkah {2}.").format(
				before.name, _(before.meta.get_label(field)), OF_STEP[field]
			)
		)


def closed_fields(rekap) -> set[str]:
	"""Fields of OF_STEP that nobody writes in the present state."""
	closed = {field for field, kegiatan in OF_STEP.items() if not step_state.is_next(rekap, kegiatan)}
	return closed | ({"koreksi"} if rekap.jenis != UNIT_RECAP else set())


def _only_drops_spent(doc, before) -> bool:
	"""What no longer applies stands in the way of validating and may be taken out for it."""
	kept = {row.name for row in doc.koreksi}
	gone = [row for row in before.koreksi if row.name not in kept]
	rest = [row for row in before.koreksi if row.name in kept]
	return (
		step_state.is_next(before, steps.VALIDASI)
		and all(row.usang for row in gone)
		and payload.same_value(before.meta.get_field("koreksi"), doc.koreksi, rest)
	)


def _refuse(message: str) -> None:
	frappe.throw(message, MoveRefused, title=_("Bukan langkahnya"))
