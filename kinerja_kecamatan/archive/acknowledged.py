"""A move that completes no step of the SOP and leaves a paper all the same: the kecamatan's final recap is taken note of.

The paper is kept like a step's, under the number of the step that made the recap final and the name of the move's action.
"""

from dataclasses import replace

from kinerja_kecamatan.base.doctypes import REKAP
from kinerja_kecamatan.base.stored_words import OFFICE_RECAP
from kinerja_kecamatan.papers import catalogue
from kinerja_kecamatan.sop import step_state, steps
from kinerja_kecamatan.sop.workflow import state_field


def step_of(doc, action: str) -> steps.Step | None:
	"""What stands in a step's place where a document is a final recap that has been taken note of by `action`; else None."""
	if (
		doc.doctype != REKAP
		or doc.jenis != OFFICE_RECAP
		or not step_state.is_done(doc, steps.REKAP_KECAMATAN)
	):
		return None
	final, state = steps.step_for(doc, steps.REKAP_KECAMATAN), doc.get(state_field(REKAP))
	if state == final.status or steps.step_completed_by(doc, state):
		return None
	return replace(final, kegiatan=action, status=state, waktu=0, kertas=catalogue.ACKNOWLEDGED)
