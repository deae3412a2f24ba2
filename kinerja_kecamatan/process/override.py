"""Pintas Administrator: the one way past the workflow's own roles, conditions and preconditions.

Open to a site's administrator only, in the own name, with a reason. Every state on the way is passed one by one with its
effects on other documents, and every move leaves its line (hasil `Pintas`) in Catatan Tahapan and on the timeline. It
leads to no state that the workflow does not know for the document.
"""

from dataclasses import replace
from itertools import pairwise

import frappe
from frappe import _
from frappe.utils import escape_html

from kinerja_kecamatan.access import acting
from kinerja_kecamatan.access.impersonation import refuse_impersonation
from kinerja_kecamatan.access.scope import is_site_admin
from kinerja_kecamatan.base.doctypes import GUARDED_DOCTYPES
from kinerja_kecamatan.base.roles import SITE_ADMIN
from kinerja_kecamatan.exceptions import PreconditionMissing, ReasonMissing
from kinerja_kecamatan.guard import rules
from kinerja_kecamatan.process import composition, moves
from kinerja_kecamatan.sop.graph import closure, path
from kinerja_kecamatan.sop.workflow import (
	GERAK_KEMBALIKAN,
	Transition,
	docstatus_of,
	initial_state,
	state_field,
	transitions_holding,
)

composition.register()

AKSI = "Pintas Administrator"


def targets_of(doctype: str, name: str) -> list[str]:
	"""See `process.api.pilihan_pintas`."""
	return sorted(_targets(_document(doctype, name)))


def override_state(doctype: str, name: str, status: str, alasan: str) -> dict:
	"""See `process.api.pintas`."""
	doc = _document(doctype, name)
	alasan = (alasan or "").strip()
	if not alasan:
		frappe.throw(
			_("Tulis alasan pintas ini; tersimpan pada catatan tahapan."),
			ReasonMissing,
			title=_("Alasan belum diisi"),
		)
	if status not in _targets(doc):
		frappe.throw(
			_("{0} tidak mengenal status {1}.").format(name, frappe.bold(escape_html(status))),
			PreconditionMissing,
		)
	source = doc.get(state_field(doctype))
	for row in _rows_to(doc, source, status):
		_pass(doctype, name, row, alasan)
	doc = frappe.get_doc(doctype, name)
	doc.add_comment(
		"Workflow", _("{0}: {1} → {2}. Alasan: {3}").format(AKSI, source, status, escape_html(alasan))
	)
	return doc.as_dict()


def _document(doctype: str, name: str):
	if doctype not in GUARDED_DOCTYPES:
		rules.refuse_move(_("{0} tidak mengikuti alur SOP.").format(_(doctype)))
	refuse_impersonation()
	if not is_site_admin(frappe.session.user):
		rules.refuse_move(_("{0} hanya untuk administrator situs.").format(AKSI))
	return frappe.get_doc(doctype, name, for_update=True)


def _edges(rows: list[Transition]) -> dict[str, set[str]]:
	edges: dict[str, set[str]] = {}
	for row in rows:
		edges.setdefault(row.state, set()).add(row.next_state)
	return edges


def _targets(doc) -> set[str]:
	reachable = closure(initial_state(doc.doctype), _edges(transitions_holding(doc)))
	return reachable - {doc.get(state_field(doc.doctype))}


def _rows_to(doc, source: str, target: str) -> list[Transition]:
	"""The forward moves that lead to the target; where none do, one move back (or out) of its own."""
	rows = transitions_holding(doc)
	forward = [row for row in rows if not row.gerak]
	way = path(source, target, _edges(forward))
	if way:
		return [next(r for r in forward if (r.state, r.next_state) == hop) for hop in pairwise(way)]
	direct = next((row for row in rows if (row.state, row.next_state) == (source, target)), None)
	if direct:
		return [direct]
	kinds = {row.gerak for row in rows if row.next_state == target}
	gerak = kinds.pop() if len(kinds) == 1 else GERAK_KEMBALIKAN
	return [Transition(source, AKSI, target, "", True, None, gerak or GERAK_KEMBALIKAN)]


def _pass(doctype: str, name: str, row: Transition, alasan: str) -> None:
	person = frappe.session.user
	role = "Administrator" if person == "Administrator" else SITE_ADMIN
	with acting.acting_as_system():
		doc = frappe.get_doc(doctype, name, for_update=True)
		before = frappe.get_doc(doctype, name)
		doc.set(state_field(doctype), row.next_state)
		doc.docstatus = docstatus_of(doctype, row.next_state)
		doc.flags.kinerja_alasan = alasan
		moves.start(doc, before, replace(row, action=AKSI, allowed=role), person, {role}, override=True)
		doc.save(ignore_permissions=True)  # past the workflow, by a site's administrator, and logged as such


def hide_from_core(doc, before) -> None:
	"""Core accepts no change of state without a transition of the session's roles: for the save there is none to see."""
	move = moves.move_of(doc)
	if move and move.override:
		before.set(state_field(doc.doctype), move.transition.next_state)


def show_to_core(doc) -> None:
	"""The change is in the Version after all."""
	move = moves.move_of(doc)
	if move and move.override:
		doc.get_doc_before_save().set(state_field(doc.doctype), move.transition.state)
