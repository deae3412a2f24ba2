"""`Segel catatan: no. 214, 3fa9 12bc 77de 0a1b`: where the log was when a paper was made.

Number and beginning of the fingerprint of a line that the paper itself shows. A paper in a drawer holds the database to the
log of that day (step_log/anchors.py): whoever rewrites it afterwards does not know what has been printed.
"""

import frappe
from frappe import _

from kinerja_kecamatan.base.doctypes import LOG
from kinerja_kecamatan.step_log import anchors


def seal_of_last(filters: dict) -> dict[str, str]:
	"""For Paper.lain: `segel` of the last line that fits; "" where there is none, or one from before the chain."""
	lines = frappe.get_all(LOG, filters=filters, fields=["nomor", "sidik"], order_by="nomor desc", limit=1)
	if not lines or not lines[0].sidik:
		return {"segel": ""}
	return {"segel": _("Segel catatan: {0}").format(anchors.on_paper(lines[0].nomor, lines[0].sidik))}
