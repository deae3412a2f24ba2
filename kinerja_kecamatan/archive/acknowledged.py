"""A move that completes no step of the SOP and leaves a paper all the same: a recap is taken note of, a unit's by its head, the
kecamatan's final one by the Camat.

The paper is kept like a step's, under the number of the step that made the recap and the name of the move's action.
"""

from dataclasses import replace

from kinerja_kecamatan.base.doctypes import REKAP
from kinerja_kecamatan.base.stored_words import OFFICE_RECAP, UNIT_RECAP
from kinerja_kecamatan.papers import catalogue
from kinerja_kecamatan.sop import step_state, steps
from kinerja_kecamatan.sop.workflow import state_field

# By the kind of recap: the activity that makes it, and the papers that are kept when it has been taken note of.
MADE_BY = {UNIT_RECAP: steps.REKAP_UNIT, OFFICE_RECAP: steps.REKAP_KECAMATAN}


def step_of(doc, action: str) -> steps.Step | None:
	"""What stands in a step's place where a document is a recap that has been taken note of by `action`; else None."""
	kegiatan = MADE_BY.get(doc.jenis) if doc.doctype == REKAP else None
	if not kegiatan or not step_state.is_done(doc, kegiatan):
		return None
	made, state = steps.step_for(doc, kegiatan), doc.get(state_field(REKAP))
	if state == made.status or steps.step_completed_by(doc, state):
		return None
	return replace(made, kegiatan=action, status=state, waktu=0, kertas=catalogue.ACKNOWLEDGED[doc.jenis])
