"""Papers that could not be noted with their step: noted when whatever stopped it is gone, as their documents stand then.

The Error Log is the list of them, as long as Frappe keeps it (Log Settings, 30 days).
"""

import frappe

from kinerja_kecamatan.archive import register
from kinerja_kecamatan.flow import reach, steps

LINE = "Catatan Tahapan"


def note() -> int:
	"""Note what was missed and commit step by step; how many papers. One that fails again waits for the next run."""
	return sum(_try(name) for name in _lines())


def _lines() -> list[str]:
	return frappe.get_all(
		"Error Log",
		filters={"method": register.MISSED, "reference_doctype": LINE},
		pluck="reference_name",
		distinct=True,
		order_by="reference_name",
	)


def _try(name: str) -> int:
	messages = list(frappe.local.message_log)
	try:
		noted = _note(frappe.get_doc(LINE, name))
		frappe.db.commit()
		return noted
	except Exception:
		frappe.db.rollback()
		frappe.local.message_log = messages
		return 0


def _note(line) -> int:
	doc = frappe.get_doc(line.jenis_dokumen, line.dokumen)
	step = steps.step_for(doc, line.kegiatan)
	# What has been sent back since is not done: its paper comes with the step.
	if not step or not reach.is_done(doc, line.kegiatan):
		return 0
	# A later paper of the same step stands for this one too.
	move = frappe._dict(
		kegiatan=line.kegiatan,
		step=step,
		actor=line.pelaku,
		moment=line.t2_selesai,
		noted_from=line.creation,
	)
	return register.note_later(doc, move)
