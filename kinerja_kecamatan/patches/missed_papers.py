"""Papers that could not be noted with their step stood in the Error Log alone, which is cleared: their list goes on in the log."""

import frappe

from kinerja_kecamatan.archive import register, seal, unnoted_papers
from kinerja_kecamatan.base import doctypes


def execute() -> None:
	known = seal.lines_without_papers(frappe.utils.now_datetime() - unnoted_papers.LOOKED_BACK)
	lines = frappe.get_all(
		"Error Log",
		filters={"method": register.FAILED, "reference_doctype": doctypes.LOG},
		pluck="reference_name",
		distinct=True,
		order_by="reference_name",
	)
	for line in lines:
		if line not in known and frappe.db.exists(doctypes.LOG, line):
			seal.note_missing(line)
