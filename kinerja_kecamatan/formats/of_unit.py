"""The Formats of one unit under an order."""

import frappe

from kinerja_kecamatan.base.doctypes import FORMAT
from kinerja_kecamatan.sop import step_state, steps
from kinerja_kecamatan.sop.workflow import state_field


def formats_of(doc) -> list[str]:
	return frappe.get_all(
		FORMAT,
		filters={"disposisi": doc.disposisi, "unit_kerja": doc.unit_kerja},
		pluck="name",
		order_by="creation",
	)


def open_formats(doc) -> list[str]:
	"""Formats of the unit that step 5 has not completed, by name."""
	probe = frappe._dict(doctype=FORMAT, disposisi=doc.disposisi)
	done = step_state.states_done(probe, steps.PENYUSUNAN)
	return frappe.get_all(
		FORMAT,
		filters={
			"disposisi": doc.disposisi,
			"unit_kerja": doc.unit_kerja,
			state_field(FORMAT): ["not in", list(done) or [""]],
		},
		pluck="name",
	)
