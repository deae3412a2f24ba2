"""Rows of tables: written with their document, and each document's own.

Rows of ours have REST endpoints of their own, past every check of the parent: refused. Parent saves do not fire that hook, so nothing of
the app's own comes this way. And Frappe writes whatever row a save brings by the row's name, whosever it is.
"""

import frappe
from frappe import _

from kinerja_kecamatan.exceptions import MoveRefused
from kinerja_kecamatan.guard import conflict, payload, request
from kinerja_kecamatan.guard.rules import steps_aside


def keep_own(doc, method=None) -> None:
	"""Hook of every save of a stored document, of any DocType: a row that is not the document's own is a new one."""
	before = doc.get_doc_before_save()
	if not before or steps_aside():
		return
	for df in doc.meta.get_table_fields():
		known = {row.name for row in before.get(df.fieldname) or ()}
		for row in doc.get(df.fieldname) or ():
			if row.name not in known:
				payload.as_new(row)


def refuse_unread(doc, method=None) -> None:
	"""before_validate of a Rapat Kinerja: what is written says what was read."""
	keep_own(doc)
	before = doc.get_doc_before_save()
	if not before or steps_aside():
		return
	if payload.changed_fields(doc, before) and not request.names_version(before.modified):
		conflict.refuse_unnamed(doc, before)


def refuse_row(doc, method=None, *args, **kwargs) -> None:
	if not steps_aside():
		frappe.throw(
			_("Baris {0} hanya dapat diubah melalui dokumen induknya.").format(_(doc.doctype)), MoveRefused
		)
