"""Evidence: files attached to the SOP's documents are private, and change only while their document may be edited."""

import frappe
from frappe import _

from kinerja_kecamatan.access.checks import can_read
from kinerja_kecamatan.access.scope import is_site_admin, roles_over
from kinerja_kecamatan.exceptions import MoveRefused
from kinerja_kecamatan.flow import system
from kinerja_kecamatan.flow.workflow import GUARDED_DOCTYPES, editors, state_field
from kinerja_kecamatan.guard.events import steps_aside


def before_validate(doc, method=None) -> None:
	"""File: force private, refuse where the document is closed to this person."""
	if steps_aside() or system.active() or doc.attached_to_doctype not in GUARDED_DOCTYPES:
		return
	if doc.is_new():
		doc.is_private = 1
	elif not doc.is_private:
		frappe.throw(_("Berkas bukti selalu bersifat pribadi."), MoveRefused)
	check(doc)


def on_trash(doc, method=None) -> None:
	if not steps_aside() and not system.active() and doc.attached_to_doctype in GUARDED_DOCTYPES:
		check(doc)


def check(doc) -> None:
	"""Refuse a change of evidence by someone who could not edit the document now."""
	if not doc.attached_to_name or not frappe.db.exists(doc.attached_to_doctype, doc.attached_to_name):
		return
	target = frappe.get_doc(doc.attached_to_doctype, doc.attached_to_name)
	user = frappe.session.user
	if not is_site_admin(user) and not can_read(target, user):
		frappe.throw(_("Anda tidak mempunyai akses ke {0}.").format(target.name), MoveRefused)
	state = target.get(state_field(target.doctype))
	if not roles_over(user, target) & editors(target.doctype, state):
		frappe.throw(
			_("{0} berstatus {1}; buktinya tidak dapat diubah.").format(target.name, state), MoveRefused
		)
