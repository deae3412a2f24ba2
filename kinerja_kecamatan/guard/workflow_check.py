"""A Workflow of ours is an SOP in data: a change that would strand documents or lose a step is refused, with the reason."""

import frappe
from frappe import _
from frappe.query_builder.functions import Coalesce, Count
from frappe.utils import escape_html

from kinerja_kecamatan.base.doctypes import FORMAT, GUARDED_DOCTYPES, REKAP, SOP
from kinerja_kecamatan.base.roles import SYSTEM_ROLE
from kinerja_kecamatan.exceptions import WorkflowUnusable
from kinerja_kecamatan.office import role_names
from kinerja_kecamatan.sop import steps
from kinerja_kecamatan.sop.graph import closure
from kinerja_kecamatan.sop.workflow import GERAK_BATALKAN, GERAK_BUKA, GERAK_KEMBALIKAN, as_transition

# The column that our DocTypes bring along; under another one every document would start over at the first state.
STATE_FIELD = "workflow_state"

# System moves without which a return would leave other documents locked.
LISTENERS = {FORMAT: GERAK_KEMBALIKAN, REKAP: GERAK_BUKA}


def before_validate(doc, method=None) -> None:
	"""Hook Workflow.before_validate: what must be refused before Frappe writes, and commits, a new column."""
	if frappe.flags.in_uninstall:
		return
	refuse_other_doctype(doc)
	if doc.document_type in GUARDED_DOCTYPES and doc.workflow_state_field != STATE_FIELD:
		refuse_workflow(
			_("Kolom status {0} selalu {1}.").format(_(doc.document_type), frappe.bold(STATE_FIELD))
		)


def validate(doc, method=None) -> None:
	"""Hook Workflow.validate. An inactive workflow may be in any shape; an active one must carry the SOP."""
	if doc.document_type not in GUARDED_DOCTYPES or frappe.flags.in_uninstall:
		return
	if not doc.is_active:
		refuse_last_switched_off(doc)
		return
	role_names.check_named(row.allow_edit for row in doc.states)
	role_names.check_named(row.allowed for row in doc.transitions)
	graph = Graph(doc)
	refuse_states_in_use(doc)
	refuse_loops(doc, graph)
	refuse_missing_listener(doc)
	for sop in steps_by_sop(doc.document_type).values():
		refuse_lost_steps(graph, sop)
		refuse_dead_ends(graph, sop)


def on_trash(doc, method=None) -> None:
	"""Hook Workflow.on_trash: documents under way need their workflow."""
	if doc.document_type in GUARDED_DOCTYPES and doc.is_active and not frappe.flags.in_uninstall:
		_refuse_without_workflow(doc)


class Graph:
	"""The forward moves of a Workflow, and which states only a cancellation leads to."""

	def __init__(self, workflow):
		self.rows = [as_transition(row) for row in workflow.transitions]
		self.first = workflow.states[0].state
		self.states = {row.state for row in workflow.states}
		self.forward: dict[str, set[str]] = {state: set() for state in self.states}
		self.any: dict[str, set[str]] = {state: set() for state in self.states}
		for row in self.rows:
			self.any.setdefault(row.state, set()).add(row.next_state)
			if not row.gerak:
				self.forward.setdefault(row.state, set()).add(row.next_state)

	def reachable_from(self, state: str, edges: dict[str, set[str]] | None = None) -> set[str]:
		return closure(state, self.forward if edges is None else edges)

	def cancelled(self) -> set[str]:
		"""States that only a Batalkan leads to: the one lawful kind of end before the last step."""
		entered = {
			state: {row.gerak for row in self.rows if row.next_state == state} for state in self.states
		}
		return {state for state, kinds in entered.items() if kinds == {GERAK_BATALKAN}}


def steps_by_sop(doctype: str) -> dict[str, list]:
	return {
		sop: found
		for sop in frappe.get_all(SOP, pluck="name")
		if (found := [step for step in steps.steps_of(sop) if step.dokumen == doctype])
	}


def refuse_lost_steps(graph: Graph, sop_steps: list) -> None:
	"""Every step of the SOP is completed by a state that the workflow can reach."""
	reachable = graph.reachable_from(graph.first)
	for step in sop_steps:
		if step.status not in reachable:
			refuse_workflow(
				_(
					"Langkah {0} ({1}) tidak diselesaikan oleh status mana pun: status {2} tidak ada atau tidak dapat dicapai. Tambahkan transisi menuju status itu, atau ubah Status Penyelesai pada {3}."
				).format(step.nomor, escape_html(step.kegiatan), frappe.bold(step.status or "-"), step.sop)
			)


def refuse_dead_ends(graph: Graph, sop_steps: list) -> None:
	"""From every state that can be reached, the last step can still be reached, or has been passed."""
	completing = {step.status for step in sop_steps}
	goals = {state for state in completing if not (graph.reachable_from(state) - {state}) & completing}
	beyond = set().union(*(graph.reachable_from(goal) for goal in goals)) if goals else set()
	for state in sorted(graph.reachable_from(graph.first, graph.any)):
		if state in beyond or state in graph.cancelled() or graph.reachable_from(state) & goals:
			continue
		refuse_workflow(
			_("Status {0} adalah jalan buntu: dari sana tidak ada transisi maju yang menuju {1}.").format(
				frappe.bold(state), _(" atau ").join(sorted(goals))
			)
		)


def refuse_loops(doc, graph: Graph) -> None:
	"""A move back must say that it is one; otherwise returns would neither ask for a reason nor count a putaran."""
	for row in graph.rows:
		if not row.gerak and row.state in graph.reachable_from(row.next_state):
			refuse_workflow(
				_(
					"Transisi {0} dari {1} ke {2} membawa dokumen mundur. Isi Jenis Gerak pada transisi itu (misalnya {3})."
				).format(frappe.bold(row.action), row.state, row.next_state, GERAK_KEMBALIKAN)
			)


def refuse_states_in_use(doc) -> None:
	"""Documents may stand in states of the workflow as it was, or of another one that this one is to replace."""
	table = frappe.qb.DocType(doc.document_type)
	used = (
		frappe.qb.from_(table)
		.select(table[STATE_FIELD], Count("*"))
		.where(Coalesce(table[STATE_FIELD], "") != "")
		.groupby(table[STATE_FIELD])
		.orderby(table[STATE_FIELD])
	).run()
	known = {row.state for row in doc.states}
	for state, count in used:
		if state not in known:
			refuse_workflow(
				_("Status {0} tidak dapat dihapus: {1} dokumen {2} masih berstatus itu.").format(
					frappe.bold(state), count, _(doc.document_type)
				)
			)


def refuse_other_doctype(doc) -> None:
	"""Turning an active workflow of ours over to another DocType would take it away from its documents."""
	before = doc.get_doc_before_save()
	if (
		before
		and before.is_active
		and before.document_type in GUARDED_DOCTYPES
		and before.document_type != doc.document_type
	):
		_refuse_without_workflow(before)


def refuse_missing_listener(doc) -> None:
	event = LISTENERS.get(doc.document_type)
	if event and not any(row.allowed == SYSTEM_ROLE and row.action == event for row in doc.transitions):
		refuse_workflow(
			_(
				"Transisi {0} dengan peran {1} tidak boleh hilang: tanpa itu dokumen yang dikembalikan tetap terkunci."
			).format(frappe.bold(event), SYSTEM_ROLE)
		)


def refuse_last_switched_off(doc) -> None:
	before = doc.get_doc_before_save()
	if before and before.is_active:
		_refuse_without_workflow(doc)


def _refuse_without_workflow(doc) -> None:
	count = frappe.db.count(doc.document_type)
	if count:
		refuse_workflow(
			_("Alur {0} sedang dipakai {1} dokumen {2}. Aktifkan alur penggantinya lebih dulu.").format(
				doc.name, count, _(doc.document_type)
			)
		)


def refuse_uncompleted_steps(sop) -> None:
	"""Called when an SOP is saved: each of its steps names a state that the active workflow reaches, and no document can end
	before the last one."""
	if frappe.flags.in_install or frappe.flags.in_uninstall:
		return
	for doctype in GUARDED_DOCTYPES:
		name = frappe.db.get_value("Workflow", {"document_type": doctype, "is_active": 1})
		# Not the cached SOP: that is the one from before this save.
		mine = [step for step in steps.rows_as_steps(sop) if step.dokumen == doctype]
		if name and mine:
			graph = Graph(frappe.get_doc("Workflow", name))
			refuse_lost_steps(graph, mine)
			refuse_dead_ends(graph, mine)
	orphans = [row.nomor for row in sop.langkah if row.dokumen not in GUARDED_DOCTYPES or not row.status]
	if orphans:
		refuse_workflow(
			_("Langkah {0} belum punya Dokumen dan Status Penyelesai.").format(", ".join(map(str, orphans)))
		)


def refuse_workflow(message: str) -> None:
	frappe.throw(message, WorkflowUnusable, title=_("Alur tidak dapat dipakai"))
