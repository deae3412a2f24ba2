"""doc_events of Disposisi, Format Data Kinerja and Rekap Kinerja.

Frappe checks less on the server than the desk suggests: a PUT skips self-approval and allow_edit, docstatus can be set
from outside, delete ignores the workflow. These hooks read the Workflow's own rows and hold every way in to them.
"""

import frappe
from frappe import _
from frappe.model.workflow import has_approval_access

from kinerja_kecamatan.access.scope import roles_over
from kinerja_kecamatan.exceptions import MoveRefused
from kinerja_kecamatan.flow import moves, system
from kinerja_kecamatan.flow.workflow import editors, initial_state, state_field, transitions_from
from kinerja_kecamatan.guard import conflict, payload, request
from kinerja_kecamatan.stages import clock


def steps_aside() -> bool:
	"""Install and uninstall touch documents wholesale; nothing of a person's comes that way."""
	return bool(frappe.flags.in_install or frappe.flags.in_uninstall)


def before_insert(doc, method=None) -> None:
	if steps_aside():
		return
	refuse_docstatus_of(doc)
	field = state_field(doc.doctype)
	first = initial_state(doc.doctype)
	if doc.get(field) and doc.get(field) != first:
		refuse(_("{0} baru selalu mulai dari status {1}.").format(_(doc.doctype), frappe.bold(first)))
	doc.set(field, first)
	doc.tersedia_pada, doc.mulai_pada, doc.putaran = clock.now(), None, 1
	if system.active():
		return
	payload.blank_read_only(doc)
	if not roles_over(frappe.session.user, doc) & editors(doc.doctype, first):
		refuse(
			_("{0} hanya dapat dibuat oleh: {1}.").format(
				_(doc.doctype), ", ".join(sorted(editors(doc.doctype, first)))
			)
		)


def before_validate(doc, method=None) -> None:
	if steps_aside() or doc.is_new() or system.active():
		return
	before = doc.get_doc_before_save()
	if not before:
		return
	refuse_docstatus_of(doc)
	payload.restore_read_only(doc, before)
	field = state_field(doc.doctype)
	source, target = before.get(field), doc.get(field)
	roles = roles_over(frappe.session.user, before)
	if payload.changed_fields(doc, before, ignore={field}):
		check_edit(doc, before, source, roles)
		if not request.names_version(before.modified):
			conflict.refuse_unnamed(doc, before)
	if source != target:
		moves.start(doc, before, check_move(before, source, target, roles), frappe.session.user, roles)


def check_edit(doc, before, state: str, roles: set[str]) -> None:
	"""`Only Allow Edit For`, held on the server, plus what the document itself asks of its editor."""
	allowed = editors(doc.doctype, state)
	if not roles & allowed:
		refuse(
			_("{0} {1} berstatus {2}; isinya hanya dapat diubah oleh: {3}.").format(
				_(doc.doctype), doc.name, frappe.bold(state), ", ".join(sorted(allowed))
			)
		)
	if hasattr(doc, "check_editor"):
		doc.check_editor(before, frappe.session.user)


def check_move(before, source: str, target: str, roles: set[str]):
	"""The one transition that this person may make from source to target; refuses when there is none."""
	rows = [t for t in transitions_from(before, source) if t.next_state == target and not t.by_system]
	mine = [t for t in rows if t.allowed in roles]
	if not mine:
		wanted = ", ".join(sorted({t.allowed for t in rows}))
		if wanted:
			refuse(
				_("Perubahan status {0} dari {1} ke {2} adalah wewenang: {3}.").format(
					before.name, frappe.bold(source), frappe.bold(target), wanted
				)
			)
		refuse(_("{0} tidak dapat beralih dari {1} ke {2}.").format(before.name, frappe.bold(source), frappe.bold(target)))
	approved = [t for t in mine if has_approval_access(frappe.session.user, before, t.__dict__)]
	if not approved:
		refuse(_("Anda membuat {0}; tindakan {1} harus dilakukan orang lain.").format(before.name, mine[0].action))
	return approved[0]


def on_update(doc, method=None) -> None:
	if not steps_aside():
		moves.finish(doc)


def refuse_docstatus(doc, method=None) -> None:
	"""Hook of submit, cancel and update-after-submit: our lock is the workflow state, these have no place."""
	if not steps_aside():
		refuse(_("{0} tidak diajukan atau dibatalkan dengan cara ini; gunakan tindakan alur kerjanya.").format(_(doc.doctype)))


def refuse_docstatus_of(doc) -> None:
	if doc.docstatus:
		refuse_docstatus(doc)


def on_trash(doc, method=None) -> None:
	"""A document that took part in a step is never deleted; a draft only by who may edit it."""
	if steps_aside():
		return
	first = initial_state(doc.doctype)
	if doc.get(state_field(doc.doctype)) != first or frappe.db.exists("Catatan Tahapan", {"dokumen": doc.name}):
		refuse(_("{0} {1} sudah menjadi bagian SOP dan tidak dapat dihapus.").format(_(doc.doctype), doc.name))
	if not roles_over(frappe.session.user, doc) & editors(doc.doctype, first):
		refuse(_("Anda tidak berwenang menghapus {0}.").format(doc.name))


def before_rename(doc, method=None, *args, **kwargs) -> None:
	if not steps_aside():
		refuse(_("Nomor {0} tetap; dokumen SOP tidak diganti namanya.").format(doc.name))


def refuse(message: str) -> None:
	frappe.throw(message, MoveRefused, title=_("Tidak diizinkan"))
