"""Who is really at the desk: Frappe's "impersonate" lets the Administrator look at it as somebody else.

It is for looking. What is done in a person's name is done by that person, so that in such a session nothing of ours is written:
no save (before_write), no move or decision of the flow (process.system_moves), no job that would do it later, when nobody could tell any
more (guard.bulk, process.api); what a form only notes by being opened, such as the start of a step, is not noted.
"""

import frappe
from frappe import _

from kinerja_kecamatan.access.doctypes import our_doctypes
from kinerja_kecamatan.exceptions import MoveRefused


def impersonator() -> str | None:
	"""The administrator who has taken on the session user's name; None in a person's own session."""
	return (frappe.session.get("data") or {}).get("impersonated_by")


def refuse_impersonation() -> None:
	"""Refuse to act in somebody else's name."""
	other = impersonator()
	if other:
		frappe.throw(
			_("{0} sedang masuk sebagai {1}; dokumen SOP hanya diubah oleh orangnya sendiri.").format(
				other, frappe.session.user
			),
			MoveRefused,
			title=_("Tidak diizinkan"),
		)


def before_write(doc, method=None, *args, **kwargs) -> None:
	"""Hook of every document that is inserted, saved, renamed or deleted."""
	if impersonator() and doc.doctype in our_doctypes():
		refuse_impersonation()


def has_permission(doc, ptype: str | None = None, user: str | None = None, debug: bool = False) -> bool:
	"""Hook of Bulk Update, whose button starts a job: looking at it is all there is."""
	return not impersonator() or ptype == "read"
