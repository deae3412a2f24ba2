"""What a person may do to a document now, by the active Workflow's own rows. Every function returns or refuses."""

from functools import lru_cache

import frappe
from frappe import _
from frappe.model.base_document import get_controller

from kinerja_kecamatan.access.scope import roles_over
from kinerja_kecamatan.exceptions import MoveRefused
from kinerja_kecamatan.sop.workflow import (
	Transition,
	docstatus_of,
	editors,
	may_approve,
	state_field,
	transitions_from,
)


def steps_aside() -> bool:
	"""Install and uninstall touch documents wholesale; nothing of a person's comes that way."""
	return bool(frappe.flags.in_install or frappe.flags.in_uninstall)


def check_class(doc) -> None:
	"""A PUT can turn a loaded document into one of another DocType, whose own class would then not be asked."""
	if not isinstance(doc, get_controller(doc.doctype)):
		refuse_move(_("{0} {1} tidak dapat diubah dengan cara ini.").format(_(doc.doctype), doc.name))


def check_edit(doc, before, state: str, roles: set[str]) -> None:
	"""`Only Allow Edit For`, held on the server, plus what the document itself asks of its editor."""
	allowed = editors(doc.doctype, state)
	if not roles & allowed:
		refuse_move(
			_("{0} {1} berstatus {2}; isinya hanya dapat diubah oleh: {3}.").format(
				_(doc.doctype), doc.name, frappe.bold(state), ", ".join(sorted(allowed))
			)
		)
	check_person(doc, before)


def check_person(doc, before) -> None:
	"""What a document itself asks of who works on it, beyond the role."""
	if hasattr(doc, "check_editor"):
		doc.check_editor(before, frappe.session.user)


def check_move(before, source: str, target: str, roles: set[str]) -> Transition:
	"""The one transition that this person may make from source to target; refuses when there is none."""
	rows = [t for t in transitions_from(before, source) if t.next_state == target and not t.by_system]
	mine = [t for t in rows if t.allowed in roles]
	if not mine:
		wanted = ", ".join(sorted({t.allowed for t in rows}))
		if wanted:
			refuse_move(
				_("Perubahan status {0} dari {1} ke {2} adalah wewenang: {3}.").format(
					before.name, frappe.bold(source), frappe.bold(target), wanted
				)
			)
		refuse_move(
			_("{0} tidak dapat beralih dari {1} ke {2}.").format(
				before.name, frappe.bold(source), frappe.bold(target)
			)
		)
	approved = [t for t in mine if may_approve(frappe.session.user, before, t)]
	if not approved:
		refuse_move(
			_("Anda membuat {0}; tindakan {1} harus dilakukan orang lain.").format(
				before.name, mine[0].action
			)
		)
	return approved[0]


def check_amendment(doc) -> None:
	"""Only what the workflow has cancelled is amended."""
	amended = doc.get("amended_from")
	if amended and frappe.db.get_value(doc.doctype, amended, "docstatus") != 2:
		refuse_move(_("{0} tidak batal dan tidak dapat diganti dengan perbaikan.").format(amended))


def check_docstatus(doc, state: str) -> None:
	"""Submitted and cancelled are what the workflow says of the state, never a way of their own."""
	if doc.docstatus != docstatus_of(doc.doctype, state):
		refuse_move(
			_("{0} tidak diajukan atau dibatalkan dengan cara ini; gunakan tindakan alur kerjanya.").format(
				_(doc.doctype)
			)
		)


def check_shadows(doc) -> None:
	"""A key of a payload that has the name of a method takes its place: the save would break off where it is called, with part
	of the document written, and some of Frappe's endpoints go on after that."""
	for part in (doc, *doc.get_all_children()):
		if part.__dict__.keys() & _methods(type(part)):
			names = ", ".join(sorted(part.__dict__.keys() & _methods(type(part))))
			refuse_move(_("{0} tidak mempunyai isian {1}.").format(_(part.doctype), names))


@lru_cache
def _methods(controller: type) -> frozenset[str]:
	return frozenset(name for name in dir(controller) if callable(getattr(controller, name)))


def refuse_move(message: str) -> None:
	frappe.throw(message, MoveRefused, title=_("Tidak diizinkan"))


def may_edit(doc, user: str) -> bool:
	"""Whether the guard would let this person change the document as it stands."""
	if not roles_over(user, doc) & editors(doc.doctype, doc.get(state_field(doc.doctype))):
		return False
	return not is_given_away(doc, user)


def is_given_away(doc, user: str) -> bool:
	return hasattr(doc, "is_given_to_other") and doc.is_given_to_other(user)
