"""Where a state stands in its workflow, read from the transitions: what lies ahead of it, what it has passed."""

from kinerja_kecamatan.sop import steps
from kinerja_kecamatan.sop.graph import closure
from kinerja_kecamatan.sop.workflow import state_field, transitions


def states_onward(doctype: str, state: str) -> set[str]:
	"""`state` and every state that forward moves lead to from it."""
	edges: dict[str, set[str]] = {}
	for row in transitions(doctype):
		if not row.gerak:
			edges.setdefault(row.state, set()).add(row.next_state)
	return closure(state, edges)


def states_done(doc, kegiatan: str) -> set[str]:
	"""States in which an activity counts as done: the completing one and those that only lie beyond it."""
	step = steps.step_for(doc, kegiatan)
	if not step or not step.status:
		return set()
	beyond = states_onward(step.dokumen, step.status)
	# A state from which the completing one still lies ahead has not passed it.
	return {s for s in beyond if s == step.status or step.status not in states_onward(step.dokumen, s)}


def is_done(doc, kegiatan: str) -> bool:
	"""Whether this document itself has completed an activity and has not been taken back since."""
	return doc.get(state_field(doc.doctype)) in states_done(doc, kegiatan)


def roles_completing(doc, kegiatan: str) -> set[str]:
	"""Roles that the workflow lets complete an activity, under the SOP of this document."""
	step = steps.step_for(doc, kegiatan)
	if not step:
		return set()
	return {
		row.allowed
		for row in transitions(step.dokumen)
		if row.next_state == step.status and not row.gerak and not row.by_system
	}


def lies_ahead(doc, kegiatan: str, state: str | None = None) -> bool:
	"""Whether forward moves from the document's state (or the given one) still lead to where the activity is completed."""
	step = steps.step_for(doc, kegiatan)
	state = state or doc.get(state_field(doc.doctype))
	return (
		bool(step)
		and state not in states_done(doc, kegiatan)
		and step.status in states_onward(step.dokumen, state)
	)


def is_next(doc, kegiatan: str, state: str | None = None) -> bool:
	"""Whether one move from the document's state (or the given one) completes the activity."""
	step = steps.step_for(doc, kegiatan)
	state = state or doc.get(state_field(doc.doctype))
	return bool(step) and any(
		row.state == state and row.next_state == step.status and not row.gerak
		for row in transitions(doc.doctype)
	)
