"""Catatan Tahapan from before the chain are put into it in the order in which they were written, marked as such.

Run again, it takes nothing in: whatever stands unchained beside a chain was put there by others.
"""

import frappe

from kinerja_kecamatan.base import doctypes
from kinerja_kecamatan.step_log import chain


def execute() -> None:
	begun = set(frappe.get_all(doctypes.CHAIN_HEAD, pluck="name"))
	old = frappe.get_all(
		doctypes.LOG,
		filters={"sidik": ["is", "not set"]},
		fields=["name", "kecamatan"],
		order_by="creation, name",
	)
	names = [row.name for row in old if row.kecamatan not in begun]
	for name in names:
		entry = frappe.get_doc(doctypes.LOG, name)
		chain.append(entry, dirantai_pada=frappe.utils.now())
		values = {field: entry.get(field) for field in chain.OWN}
		frappe.db.set_value(doctypes.LOG, name, values, update_modified=False)
