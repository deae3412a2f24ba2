"""Papers that could not be noted with their step: noted when whatever stopped it is gone, as their documents stand then.

The log is the list of them (`seal.note_missing`). What has been noted since, or is no longer done, is passed over.
"""

from datetime import timedelta

import frappe

from kinerja_kecamatan.archive import acknowledged, register, seal
from kinerja_kecamatan.base.doctypes import LOG
from kinerja_kecamatan.sop import step_state, steps
from kinerja_kecamatan.sop.workflow import state_field

# Whatever has not been mended in this time is no longer waited for.
LOOKED_BACK = timedelta(days=400)


def note_unnoted() -> int:
	"""Note what was missed and commit step by step; how many papers. One that fails again waits for the next run."""
	return sum(_try(name) for name in seal.lines_without_papers(frappe.utils.now_datetime() - LOOKED_BACK))


def _try(name: str) -> int:
	messages = list(frappe.local.message_log)
	try:
		noted = _note(frappe.get_doc(LOG, name))
		frappe.db.commit()
		return noted
	except Exception:
		frappe.db.rollback()
		frappe.local.message_log = messages
		return 0


def _step_of(doc, line):
	"""What the line's move has completed, as long as the document has it behind it."""
	if not line.langkah:
		here = doc.get(state_field(doc.doctype)) == line.ke_status
		return acknowledged.step_of(doc, line.aksi) if here else None
	step = steps.step_for(doc, line.kegiatan)
	return step if step and step_state.is_done(doc, line.kegiatan) else None


def _note(line) -> int:
	doc = frappe.get_doc(line.jenis_dokumen, line.dokumen)
	step = _step_of(doc, line)
	# What has been sent back since is not done: its paper comes with the step.
	if not step:
		return 0
	# A later paper of the same step stands for this one too.
	move = frappe._dict(
		step=step,
		actor=line.pelaku,
		moment=line.t2_selesai,
		noted_from=line.creation,
	)
	return register.note_later(doc, move)
