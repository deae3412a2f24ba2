"""Documents of which there may be one: who stands in the place that a second one wanted."""

import frappe

from kinerja_kecamatan.base.doctypes import UNIT_KERJA


def holder_of_key(doc) -> str | None:
	"""Name of the document that holds `doc`'s UNIQUE kunci.

	A plain read would not show the winner of a race, who committed after this transaction's snapshot; a shared lock reads
	what is there now. (An exclusive one would let two losers wait for each other.)
	"""
	rows = frappe.db.sql(
		f"select name from `tab{doc.doctype}` where kunci = %s lock in share mode", doc.kunci
	)
	return rows[0][0] if rows else None


def forget_core_message() -> None:
	"""Frappe has already queued its own sentence about the index; ours says more."""
	if frappe.local.message_log:
		frappe.clear_last_message()


def one_at_a_time(unit: str | None) -> None:
	"""Let inserts for one unit (or kecamatan) wait for each other until commit.

	Several at once would meet in Frappe's table of number series, where a new prefix deadlocks.
	"""
	if unit:
		frappe.db.get_value(UNIT_KERJA, unit, "name", for_update=True)
