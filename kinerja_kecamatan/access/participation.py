"""Who only reads a document of ours writes nothing around it either: no comment, assignment, tag, mail, share.

A Pemeriksa reads; what Frappe lets every reader leave on a document is for those who take part in the office's work.
"""

import frappe
from frappe import _

from kinerja_kecamatan.access import acting, places
from kinerja_kecamatan.access.attached_records import may_see
from kinerja_kecamatan.access.checks import may_act
from kinerja_kecamatan.access.doctypes import our_doctypes, own_name, refuse_unseen
from kinerja_kecamatan.access.impersonation import impersonator, refuse_impersonation
from kinerja_kecamatan.access.scope import is_site_admin, place_of
from kinerja_kecamatan.base.doctypes import GUARDED_DOCTYPES
from kinerja_kecamatan.exceptions import MoveRefused
from kinerja_kecamatan.office import penugasan
from kinerja_kecamatan.sop.workflow import roles_in_use

NO_ORDER = "[]"


def before_share(doc, method=None) -> None:
	"""Hook of DocShare: who sees what follows from Penugasan; a share would open a document past it."""
	if _steps_aside():
		return
	if doc.share_doctype in our_doctypes():
		frappe.throw(
			_("{0} tidak dibagikan satu per satu; siapa yang melihatnya diatur oleh Penugasan.").format(
				_(doc.share_doctype)
			),
			MoveRefused,
		)
	for place in places.root_documents(doc.share_doctype, doc.share_name):
		check_participation(*place, frappe.session.user)


def before_unshare(doc, method=None) -> None:
	"""Hook on_trash of DocShare: one from before the app is taken away by who works on the document."""
	if not _steps_aside():
		check_participation(doc.share_doctype, doc.share_name, frappe.session.user)


def before_follow(doc, method=None) -> None:
	"""Hook of Document Follow: changes are mailed to who may read the document, at the own wish or a colleague's."""
	if _steps_aside() or doc.ref_doctype not in our_doctypes():
		return
	if not may_see(doc.ref_doctype, doc.ref_docname, doc.user):
		frappe.throw(_("Anda tidak mempunyai akses ke {0}.").format(doc.ref_docname), MoveRefused)
	if doc.user != frappe.session.user:
		check_participation(doc.ref_doctype, doc.ref_docname, frappe.session.user)


def before_unfollow(doc, method=None) -> None:
	"""Hook on_trash of Document Follow: everybody ends the own one."""
	if _steps_aside() or doc.ref_doctype not in our_doctypes() or is_site_admin(frappe.session.user):
		return
	if frappe.db.get_value(doc.doctype, doc.name, "user") != frappe.session.user:
		frappe.throw(_("Hanya pengikut dokumen itu sendiri yang dapat berhenti mengikutinya."), MoveRefused)


def before_board(doc, method=None) -> None:
	"""Hook of Kanban Board: one of an office's people is the maker's alone; and none keeps the names of the cards that its maker
	sees, as every account of the desk may list the columns of all boards."""
	if doc.reference_doctype not in our_doctypes():
		return
	if not is_site_admin(doc.owner or frappe.session.user):
		doc.private = 1
	for column in doc.columns:
		column.order = NO_ORDER


def drop_lost_follows() -> None:
	"""Scheduler: whose Penugasan has ended is mailed no more."""
	for row in frappe.get_all(
		"Document Follow",
		filters={"ref_doctype": ["in", sorted(our_doctypes())]},
		fields=["name", "ref_doctype", "ref_docname", "user"],
	):
		if not may_see(row.ref_doctype, row.ref_docname, row.user):
			frappe.delete_doc("Document Follow", row.name, ignore_permissions=True)  # the scheduler's own act


def works_on(doc, user: str) -> bool:
	"""Whether what a user does around a document may leave something behind."""
	return not impersonator() and (is_site_admin(user) or takes_part(doc, user))


def check_participation(doctype: str | None, name: str | None, user: str) -> None:
	"""Refuse a user who takes no part in the work on a document of ours, or on the one that something else hangs on."""
	doctype = own_name(doctype) or doctype
	if doctype not in our_doctypes() or not name:
		_check_hanger(doctype, name, user)
		return
	refuse_impersonation()
	if is_site_admin(user) or not frappe.db.exists(doctype, name):
		return
	if not may_see(doctype, name, user) or not takes_part(frappe.get_doc(doctype, name), user):
		frappe.throw(
			_("{0} tidak mengerjakan {1} dan tidak dapat menulis, menandai atau ditugasi di sana.").format(
				frappe.utils.get_fullname(user), name
			),
			MoveRefused,
		)


def _check_hanger(doctype: str | None, name: str | None, user: str) -> None:
	"""The same of what is none of ours: by what it hangs on; and nobody marks what they may not even read."""
	found = places.root_documents(doctype, name)
	for place in found:
		check_participation(*place, user)
	if not found and doctype and name and not frappe.has_permission(doctype, "read", doc=name, user=user):
		refuse_unseen(doctype, name)


def takes_part(doc, user: str) -> bool:
	"""Whether a user works on such documents: a role of the workflows in that office, or the right to change it."""
	kecamatan = place_of(doc).kecamatan
	working = {role for doctype in GUARDED_DOCTYPES for role in roles_in_use(doctype)}
	if any(a.peran in working and a.kecamatan == kecamatan for a in penugasan.appointments_of(user)):
		return True
	return may_act(doc, "write", user)


def _steps_aside() -> bool:
	return bool(acting.active() or frappe.flags.in_install or frappe.flags.in_uninstall)
