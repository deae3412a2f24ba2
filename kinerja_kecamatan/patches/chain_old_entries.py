"""Catatan Tahapan from before the chain are put into it in the order in which they were written, marked as such."""

import frappe

from kinerja_kecamatan.stages import chain


def execute() -> None:
	names = frappe.get_all(
		chain.LOG, filters={"sidik": ["is", "not set"]}, pluck="name", order_by="creation, name"
	)
	for name in names:
		entry = frappe.get_doc(chain.LOG, name)
		chain.append(entry, dirantai_pada=frappe.utils.now())
		values = {field: entry.get(field) for field in chain.OWN}
		frappe.db.set_value(chain.LOG, name, values, update_modified=False)
