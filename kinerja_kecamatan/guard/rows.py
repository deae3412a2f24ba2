"""Child rows have REST endpoints of their own, past every check of the parent. They are refused.

Parent saves do not fire these hooks, so nothing of the app's own comes this way.
"""

import frappe
from frappe import _

from kinerja_kecamatan.exceptions import MoveRefused
from kinerja_kecamatan.guard import conflict, payload, request
from kinerja_kecamatan.guard.rules import steps_aside


def keep_own(doc, method=None) -> None:
	"""before_validate of a Rapat Kinerja: its rows are its own, no other meeting's, and what is written says what was read."""
	before = doc.get_doc_before_save()
	if not before or steps_aside():
		return
	for df in doc.meta.get_table_fields():
		known = {row.name for row in before.get(df.fieldname)}
		for row in doc.get(df.fieldname):
			if row.name not in known:
				payload.as_new(row)
	if payload.changed_fields(doc, before) and not request.names_version(before.modified):
		conflict.refuse_unnamed(doc, before)


def refuse_row(doc, method=None, *args, **kwargs) -> None:
	if not steps_aside():
		frappe.throw(
			_("Baris {0} hanya dapat diubah melalui dokumen induknya.").format(_(doc.doctype)), MoveRefused
		)
