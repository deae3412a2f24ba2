"""Pages of the desk (Workspace): who is no Workspace Manager makes, changes, renames and deletes pages of the own alone.

Frappe's methods write them with ignore_permissions and ask about what the request says of a page, not about the page: anybody
made the office's page a private one, deleted it, or put a page, whose content is HTML, into somebody else's sidebar. Hooks of the DocType.
"""

import frappe
from frappe import _
from frappe.utils import cint

from kinerja_kecamatan.access import attached_changes
from kinerja_kecamatan.access.sql import session_user
from kinerja_kecamatan.base.roles import SITE_ADMIN
from kinerja_kecamatan.exceptions import MoveRefused

MANAGERS = frozenset((SITE_ADMIN, "Workspace Manager"))
READING = (None, "read", "select", "print", "export", "report", "email")


def before_write(doc, method=None) -> None:
	"""Hook before_validate and validate: neither as it stands in the table nor as it would is it anybody else's."""
	_check(doc, _stored(doc.name))


def before_change(doc, method=None, old=None, new=None, merge=False) -> None:
	"""Hook on_trash and before_rename."""
	_check(_stored(doc.name))


def has_permission(doc, ptype: str | None = None, user: str | None = None, debug: bool = False) -> bool:
	"""Hook: pages of others are not read, and rows of a page (shortcuts, whose filters the desk evaluates) are written by who may write it."""
	user = session_user(user)
	if attached_changes.steps_aside() or _manages(user) or _is_own(doc, user):
		return True
	return ptype in READING and bool(cint(doc.get("public")))


def _check(*pages) -> None:
	if attached_changes.steps_aside() or _manages(frappe.session.user):
		return
	for page in pages:
		if page and not _is_own(page, frappe.session.user):
			frappe.throw(
				_(
					"Halaman kerja itu milik kantor atau milik orang lain; Anda hanya mengubah halaman Anda sendiri."
				),
				MoveRefused,
				title=_("Tidak diizinkan"),
			)


def _manages(user: str) -> bool:
	return bool(MANAGERS.intersection(frappe.get_roles(user)))


def _is_own(page, user: str) -> bool:
	return not cint(page.get("public")) and page.get("for_user") == user


def _stored(name: str | None) -> dict | None:
	return name and frappe.db.get_value("Workspace", name, ["public", "for_user"], as_dict=True)
