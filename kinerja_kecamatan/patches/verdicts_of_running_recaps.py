"""Unit recaps from before the validator gave a verdict on each figure.

What has not been validated yet gets a row for each figure, without a word; what has been validated keeps its paper and gets
no verdict that nobody gave.
"""

import frappe

from kinerja_kecamatan.base.doctypes import REKAP
from kinerja_kecamatan.recaps import unit_recap, verdicts
from kinerja_kecamatan.sop import step_state, steps


def execute() -> None:
	for name in frappe.get_all(REKAP, filters={"jenis": "Unit"}, pluck="name", order_by="creation"):
		doc = frappe.get_doc(REKAP, name)
		if doc.validasi or step_state.is_done(doc, steps.VALIDASI):
			continue
		verdicts.fill_verdicts(doc, unit_recap.sources_of(doc))
		doc.update_child_table("validasi")
