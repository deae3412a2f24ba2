"""What stands beside a document of ours for good: words are their author's, and what Frappe notes by itself is nobody's.

Frappe makes a note's "owner" whoever set it off, and lets owners rewrite it; and it takes from the client in whose name a comment, a letter
or a task stands. Hooks of Comment, Communication, ToDo, Document Follow and of Frappe's own notes.
"""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_fullname, now, parse_addr

from kinerja_kecamatan.access import attached_changes, places, whitelist
from kinerja_kecamatan.access.doctypes import our_doctypes
from kinerja_kecamatan.access.scope import is_site_admin
from kinerja_kecamatan.base.doctypes import PEGAWAI
from kinerja_kecamatan.exceptions import MoveRefused

# What people write themselves; all other kinds of Comment are Frappe's notes.
TYPED, LIKE = "Comment", "Like"
LETTER, AUTOMATIC = "Communication", "Automated Message"
# Where Frappe's own notes name their document.
NOTES = {
	"Version": ("ref_doctype", "docname"),
	"View Log": ("reference_doctype", "reference_name"),
	"Activity Log": ("reference_doctype", "reference_name"),
	"Workflow Action": ("reference_doctype", "reference_name"),
}
# fmt: off
SAID = {
	"Comment": ("comment_type", "comment_by", "comment_email", "subject", "reference_doctype", "reference_name"),
	"Communication": ("communication_type", "comment_type", "communication_medium", "communication_date", "sender", "sender_full_name",
		"user", "sent_or_received", "recipients", "cc", "bcc", "phone_no", "subject", "content"),
}
# fmt: on


def before_comment(doc, method=None) -> None:
	"""Hook before_validate of Comment: said in one's own name, changed by its author, and where it was said."""
	if attached_changes.steps_aside():
		return
	stored = _stored(doc)
	if not stored:
		_check_new_comment(doc)
	elif _is_on_ours(doc) or _is_on_ours(stored):
		_check_author(stored, stored.comment_type in (TYPED, LIKE))
		_check_unchanged(doc, stored)


def before_letter(doc, method=None) -> None:
	"""Hook before_validate of Communication: a letter is its sender's, and stays as it was sent."""
	if attached_changes.steps_aside() or doc.flags.in_receive:
		return
	stored = _stored(doc)
	if not stored:
		_check_sender(doc)
	elif places.places_of(stored) or places.places_of(doc):
		_check_unchanged(doc, stored)


def before_task(doc, method=None) -> None:
	"""Hook before_validate of ToDo: who gives a task on a document of ours is who is at the desk."""
	if not attached_changes.steps_aside() and not _stored(doc) and places.places_of(doc):
		doc.assigned_by = frappe.session.user


def before_note(doc, method=None) -> None:
	"""Hook before_validate and on_trash of what Frappe notes by itself: written by Frappe, once."""
	if attached_changes.steps_aside():
		return
	stored = _stored(doc)
	if _is_on_ours(stored or doc) and (stored or not doc.flags.ignore_permissions):
		_refuse_note()


def before_delete(doc, method=None) -> None:
	"""Hook on_trash of Comment and Communication: taken back by its author, or by the site's admin; never Frappe's notes."""
	stored = _stored(doc)
	if attached_changes.steps_aside() or not stored or not places.places_of(stored):
		return
	kind = stored.comment_type if doc.doctype == "Comment" else stored.communication_type
	typed = kind in ((TYPED, LIKE) if doc.doctype == "Comment" else (LETTER,))
	if typed and is_site_admin(frappe.session.user):
		return
	_check_author(stored, typed)


def _check_new_comment(doc) -> None:
	if not _is_on_ours(doc):
		return
	if doc.comment_type not in (TYPED, LIKE):
		# Frappe's own code writes its notes without asking for permission; a client cannot, but by a document's own method, which
		# in release 15 may be called by whoever reads the document.
		if not doc.flags.ignore_permissions or whitelist.called_function() is Document.add_comment:
			_refuse_note()
		return
	doc.comment_email, doc.comment_by = frappe.session.user, get_fullname(frappe.session.user)


def _check_author(stored, typed: bool) -> None:
	if not typed:
		_refuse_note()
	if stored.owner != frappe.session.user:
		frappe.throw(_("Tulisan itu milik {0}.").format(get_fullname(stored.owner)), MoveRefused)


def _check_unchanged(doc, stored) -> None:
	for field in SAID[doc.doctype]:
		if (doc.get(field) or None) != (stored.get(field) or None) and str(doc.get(field)) != str(
			stored.get(field)
		):
			frappe.throw(
				_("{0} dari tulisan yang sudah ada tidak dapat diubah.").format(_(doc.meta.get_label(field))),
				MoveRefused,
			)


def _check_sender(doc) -> None:
	"""On a document of ours everybody writes in the own name; elsewhere nobody writes in that of an office's person."""
	_name, address = parse_addr(doc.sender or "")
	user = frappe.session.user
	on_ours = bool(places.places_of(doc))
	if on_ours:
		doc.user, doc.communication_date = user, now()
	if not address or _is_own(address, user):
		if on_ours or not address:
			doc.sender_full_name = get_fullname(user)
		return
	if _is_of_office(address) or (on_ours and not _is_of_site(doc, address)):
		frappe.throw(
			_("Surat ditulis atas nama sendiri; {0} bukan alamat Anda.").format(address),
			MoveRefused,
		)
	if on_ours:
		doc.sender_full_name = frappe.db.get_value("Email Account", {"email_id": address})


def _is_own(address: str, user: str) -> bool:
	mine = frappe.get_all("User Email", filters={"parent": user}, pluck="email_id")
	known = {user, frappe.db.get_value("User", user, "email"), *mine}
	return address.lower() in {each.lower() for each in known if each}


def _is_of_office(address: str) -> bool:
	"""Whether an address is an account, or a mailbox, of somebody whom an office has."""
	users = {address, *frappe.get_all("User", filters={"email": address}, pluck="name")}
	users.update(frappe.get_all("User Email", filters={"email_id": address}, pluck="parent"))
	return bool(frappe.db.exists(PEGAWAI, {"user": ["in", sorted(users)]}))


def _is_of_site(doc, address: str) -> bool:
	"""Frappe's own notifications come from a mailbox of the site that is nobody's own."""
	return (
		doc.communication_type == AUTOMATIC
		and bool(frappe.db.exists("Email Account", {"email_id": address}))
		and not frappe.db.exists("User Email", {"email_id": address})
	)


def _stored(doc):
	"""What the database holds of a document; None of a new one."""
	if not doc.name or not frappe.db.exists(doc.doctype, doc.name):
		return None
	return frappe.get_doc(doc.doctype, doc.name)


def _is_on_ours(doc) -> bool:
	doctype, name = NOTES.get(doc.doctype, ("reference_doctype", "reference_name"))
	return doc.get(doctype) in our_doctypes() and bool(doc.get(name))


def _refuse_note() -> None:
	frappe.throw(
		_("Catatan riwayat ditulis oleh sistem; tidak ditulis, diubah atau dihapus oleh siapa pun."),
		MoveRefused,
	)
