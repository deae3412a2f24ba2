"""Kanban Boards over our DocTypes from before they stopped keeping the names of their cards (access.participation)."""

import frappe

from kinerja_kecamatan.access.doctypes import our_doctypes
from kinerja_kecamatan.access.participation import NO_ORDER


def execute() -> None:
	boards = frappe.get_all(
		"Kanban Board", filters={"reference_doctype": ["in", sorted(our_doctypes())]}, pluck="name"
	)
	if boards:
		frappe.db.set_value(
			"Kanban Board Column", {"parent": ["in", boards]}, "order", NO_ORDER, update_modified=False
		)
