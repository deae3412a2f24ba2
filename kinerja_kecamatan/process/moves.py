"""A move: one change of workflow state, from the guard's yes to its effects and its line in the log."""

from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from weakref import WeakKeyDictionary

import frappe
from frappe import _

from kinerja_kecamatan.base import clock, typed_code
from kinerja_kecamatan.base.transactions import undo_to
from kinerja_kecamatan.exceptions import ReasonMissing
from kinerja_kecamatan.process import kecamatan_lock, step_registry
from kinerja_kecamatan.sop import steps
from kinerja_kecamatan.sop.steps import Step
from kinerja_kecamatan.sop.workflow import GERAK_KEMBALIKAN, Transition

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
	catatan: dict = field(default_factory=dict)
	"""What was said of a recap in the round that the move ends (`recaps.verdicts.begin_round`), for the chain."""
	followers: list[list[str]] = field(default_factory=list)
	"""[DocType, name, state] of each document that has moved with it."""
	line: dict = field(default_factory=dict)
	"""Its Catatan Tahapan, composed before the effects; `logged_as` is its name once it is written."""
	logged_as: str = ""

	@property
	def kegiatan(self) -> str:
		return self.step.kegiatan if self.step and not self.transition.gerak else ""

	@property
	def event(self) -> str:
		"""What system moves of other documents listen to: the completed activity, or the kind of backward move."""
		return self.transition.gerak or self.kegiatan


# The move that a document is being saved for. Not among its flags, which templates and scripts write.
_under_way: WeakKeyDictionary = WeakKeyDictionary()
# Where documents are noted that move with the present person's move; None outside of one.
_followers: ContextVar[list | None] = ContextVar("kinerja_followers", default=None)


def move_of(doc) -> Move | None:
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

	:param by_system: it follows from another document's move. :param override: see process.override; its alasan is there.
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
		kecamatan_lock.take_turn(doc.kecamatan)
	if not by_system and not override:
		_ask_preconditions(doc, before, move)
	if not by_system:
		frappe.db.savepoint(SAVEPOINT)
	_mark(doc, move)
	step_registry.run(step_registry.PREPARATION, doc, move)
	_under_way[doc] = move
	return move


def _ask_preconditions(doc, before, move: Move) -> None:
	if move.transition.needs_reason and not move.alasan:
		raise_reason_missing(move.transition)
	if hasattr(doc, "settle"):  # a DocType of somebody else's may be guarded too
		doc.settle(before)
	step_registry.run(step_registry.PRECONDITION, doc, move)


def _mark(doc, move: Move) -> None:
	"""The next step's T0, and what a return leaves on the document."""
	doc.tersedia_pada = move.moment
	doc.mulai_pada = None
	if move.transition.needs_reason:
		doc.alasan_terakhir = move.alasan
	if move.transition.gerak == GERAK_KEMBALIKAN:
		doc.putaran = move.putaran + 1


def finish(doc) -> None:
	"""After the save: what the move sets off in other documents, then its line in the log. One transaction with the save."""
	move = _under_way.pop(doc, None)
	if not move:
		return
	if move.by_system:
		step_registry.run(step_registry.EFFECT, doc, move)
		return
	try:
		_take_effect(doc, move)
	except Exception:
		# Some of Frappe's endpoints (client.bulk_update) swallow any error and commit what was written so far.
		undo_to(SAVEPOINT)
		raise


def _take_effect(doc, move: Move) -> None:
	step_registry.run(step_registry.LINE, doc, move)
	before = _followers.set(move.followers)
	try:
		step_registry.run(step_registry.EFFECT, doc, move)
	finally:
		_followers.reset(before)
	step_registry.run(step_registry.RECORD, doc, move)


def note_follower(doctype: str, name: str, state: str) -> None:
	"""A document has moved along with a person's move (process.system_moves); the move's line in the log says so."""
	followers = _followers.get()
	if followers is not None:
		followers.append([doctype, name, state])


def raise_reason_missing(transition: Transition) -> None:
	frappe.throw(
		_("Tulis alasan untuk tindakan {0}; yang menerima perlu tahu apa yang harus diperbaiki.").format(
			frappe.bold(transition.action)
		),
		ReasonMissing,
		title=_("Alasan belum diisi"),
	)
