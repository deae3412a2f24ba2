"""doc_events of Disposisi, Format Data Kinerja and Rekap Kinerja.

Frappe checks less on the server than the desk suggests: a PUT skips self-approval and allow_edit, docstatus can be set
from outside, delete ignores the workflow. These hooks read the Workflow's own rows and hold every way in to them.
"""

import frappe
from frappe import _

from kinerja_kecamatan.access import acting
from kinerja_kecamatan.access.scope import roles_over
from kinerja_kecamatan.base import clock
from kinerja_kecamatan.base.doctypes import DISPOSISI, LOG
from kinerja_kecamatan.guard import conflict, payload, request, rules
from kinerja_kecamatan.guard.rules import steps_aside
from kinerja_kecamatan.process import composition, moves, override, settled
from kinerja_kecamatan.sop.workflow import editors, initial_state, state_field

composition.register()


def before_insert(doc, method=None) -> None:
	if steps_aside():
		return
	field = state_field(doc.doctype)
	first = initial_state(doc.doctype)
	rules.check_docstatus(doc, first)
	if doc.get(field) and doc.get(field) != first:
		rules.refuse_move(
			_("{0} baru selalu mulai dari status {1}.").format(_(doc.doctype), frappe.bold(first))
		)
	doc.set(field, first)
	doc.tersedia_pada, doc.mulai_pada, doc.putaran = clock.now(), None, 1
	if acting.active():
		return
	rules.check_class(doc)
	rules.check_shadows(doc)
	rules.check_amendment(doc)
	payload.blank_read_only(doc)
	if not roles_over(frappe.session.user, doc) & editors(doc.doctype, first):
		rules.refuse_move(
			_("{0} hanya dapat dibuat oleh: {1}.").format(
				_(doc.doctype), ", ".join(sorted(editors(doc.doctype, first)))
			)
		)
	# A web form asks nobody.
	if not frappe.has_permission(doc.doctype, "create", doc):
		rules.refuse_move(_("Anda tidak berwenang membuat {0}.").format(_(doc.doctype)))


def before_change(doc, method=None) -> None:
	"""before_validate (save and submit), before_cancel and before_update_after_submit: Frappe runs one of them."""
	before = doc.get_doc_before_save()
	if steps_aside() or doc.is_new() or not before:
		return
	if acting.active():
		override.hide_from_core(doc, before)
		return
	rules.check_class(doc)
	rules.check_shadows(doc)
	payload.restore_read_only(doc, before)
	field = state_field(doc.doctype)
	source, target = before.get(field), doc.get(field)
	rules.check_docstatus(doc, target)
	roles = roles_over(frappe.session.user, before)
	changed = payload.changed_fields(doc, before, ignore={field})
	# A save that changes nothing is an edit all the same: it would stamp the document and start the step's clock.
	if changed or source == target:
		rules.check_edit(doc, before, source, roles)
	settled.check(before, changed)
	if changed and not request.names_version(before.modified):
		conflict.refuse_unnamed(doc, before)
	if source != target:
		transition = rules.check_move(before, source, target, roles)
		rules.check_person(doc, before)
		moves.start(doc, before, transition, frappe.session.user, roles)


def after_change(doc, method=None) -> None:
	"""on_update, on_cancel and on_update_after_submit."""
	if not steps_aside():
		override.show_to_core(doc)
		moves.finish(doc)


def on_trash(doc, method=None) -> None:
	"""A document of an order that has begun is never deleted; a draft only by who may edit it and has the permission to
	delete, which a web form does not ask for, or by the Administrator."""
	if steps_aside() or acting.active():
		return
	first = initial_state(doc.doctype)
	order = doc.name if doc.doctype == DISPOSISI else doc.disposisi
	if doc.get(state_field(doc.doctype)) != first or frappe.db.exists(LOG, {"disposisi": order}):
		rules.refuse_move(
			_("{0} {1} sudah menjadi bagian SOP dan tidak dapat dihapus.").format(_(doc.doctype), doc.name)
		)
	user = frappe.session.user
	edits = roles_over(user, doc) & editors(doc.doctype, first)
	if user != "Administrator" and not (edits and frappe.has_permission(doc.doctype, "delete", doc)):
		rules.refuse_move(_("Anda tidak berwenang menghapus {0}.").format(doc.name))


def before_rename(doc, method=None, *args, **kwargs) -> None:
	if not steps_aside():
		rules.refuse_move(_("Nomor {0} tetap; dokumen SOP tidak diganti namanya.").format(doc.name))


def before_discard(doc, method=None) -> None:
	"""Frappe 16 throws a draft away into docstatus 2 without asking the workflow."""
	if not steps_aside():
		rules.refuse_move(_("{0} tidak dibuang; batalkan dengan tindakan alur kerjanya.").format(doc.name))
