"""A move: one change of workflow state, from the guard's yes to its effects and its line in the log."""

from dataclasses import dataclass, field
from datetime import datetime
from weakref import WeakKeyDictionary

import frappe
from frappe import _

from kinerja_kecamatan.exceptions import ReasonMissing
from kinerja_kecamatan.flow import registry, steps, system, turns
from kinerja_kecamatan.flow.savepoints import undo_to
from kinerja_kecamatan.flow.steps import Step
from kinerja_kecamatan.flow.workflow import GERAK_KEMBALIKAN, Transition
from kinerja_kecamatan.guard import typed_code
from kinerja_kecamatan.stages import clock

# Set before a person's move is written; what fails after it takes the move with it.
SAVEPOINT = "kinerja_move"


@dataclass
class Move:
	"""What moves, who moves it and what comes with it."""

	transition: Transition
	actor: str
	roles: set[str]
	step: Step | None
	moment: datetime
	alasan: str = ""
	rincian: dict = field(default_factory=dict)
	t0: datetime | None = None
	t1: datetime | None = None
	putaran: int = 1
	by_system: bool = False
	override: bool = False
	salinan: list[dict] = field(default_factory=list)
	"""What the chain keeps of the copies of recaps that the move has made."""

	@property
	def kegiatan(self) -> str:
		return self.step.kegiatan if self.step and not self.transition.gerak else ""

	@property
	def event(self) -> str:
		"""What system moves of other documents listen to: the completed activity, or the kind of backward move."""
		return self.transition.gerak or self.kegiatan


# The move that a document is being saved for. Not among its flags, which templates and scripts write.
_under_way: WeakKeyDictionary = WeakKeyDictionary()


def of(doc) -> Move | None:
	"""The move that a document is being saved for."""
	return _under_way.get(doc)


def start(
	doc,
	before,
	transition: Transition,
	actor: str,
	roles: set[str],
	by_system: bool = False,
	override: bool = False,
) -> Move:
	"""Check the move's preconditions and put its marks on the document that is about to be saved.

	:param by_system: it follows from another document's move. :param override: see guard.override; its alasan is there.
	"""
	typed_code.refuse()
	move = Move(
		transition=transition,
		actor=actor,
		roles=roles,
		step=steps.step_completed_by(doc, transition.next_state),
		moment=clock.now(),
		alasan=(doc.flags.kinerja_alasan or "").strip(),
		rincian=doc.flags.kinerja_rincian or {},
		t0=before.get("tersedia_pada"),
		t1=before.get("mulai_pada"),
		putaran=before.get("putaran") or 1,
		by_system=by_system,
		override=override,
	)
	if not by_system:
		turns.take(doc.kecamatan)
	if not by_system and not override:
		_ask_preconditions(doc, before, move)
	if not by_system:
		frappe.db.savepoint(SAVEPOINT)
	_mark(doc, move)
	registry.run("siapkan", doc, move)
	_under_way[doc] = move
	return move


def _ask_preconditions(doc, before, move: Move) -> None:
	if move.transition.needs_reason and not move.alasan:
		raise_reason_missing(move.transition)
	if hasattr(doc, "settle"):  # a DocType of somebody else's may be guarded too
		doc.settle(before)
	registry.run("syarat", doc, move)


def _mark(doc, move: Move) -> None:
	"""The next step's T0, and what a return leaves on the document."""
	doc.tersedia_pada = move.moment
	doc.mulai_pada = None
	if move.transition.needs_reason:
		doc.alasan_terakhir = move.alasan
	if move.transition.gerak == GERAK_KEMBALIKAN:
		doc.putaran = move.putaran + 1


def finish(doc) -> None:
	"""After the save: the log line, then what the move sets off in other documents. One transaction with the save."""
	move = _under_way.pop(doc, None)
	if not move:
		return
	if move.by_system:
		registry.run("akibat", doc, move)
		return
	try:
		_take_effect(doc, move)
	except Exception:
		# Some of Frappe's endpoints (client.bulk_update) swallow any error and commit what was written so far.
		undo_to(SAVEPOINT)
		raise


def _take_effect(doc, move: Move) -> None:
	"""The line says how things stood as the document left its state; it is written after the effects, as writers of the log
	wait for each other until commit and must not hold what another needs meanwhile. Then the papers, which print who did the
	step and when; nobody waits for theirs."""
	from kinerja_kecamatan.archive import register
	from kinerja_kecamatan.stages import log

	line = log.compose(doc, move)
	with system.followers() as moved:
		registry.run("akibat", doc, move)
	register.step_done(doc, move, log.write(line, ikut=moved, salinan=move.salinan))


def raise_reason_missing(transition: Transition) -> None:
	frappe.throw(
		_("Tulis alasan untuk tindakan {0}; yang menerima perlu tahu apa yang harus diperbaiki.").format(
			frappe.bold(transition.action)
		),
		ReasonMissing,
		title=_("Alasan belum diisi"),
	)
