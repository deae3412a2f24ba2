"""What the app does at each activity of the SOP and at each kind of backward move.

A handler is keyed by DocType and by the activity (Langkah SOP.kegiatan) or the kind of move (Jenis Gerak); state names, step
numbers and roles stay in the Workflow and the SOP. What happens at every move, whatever moves, is keyed by EVERY; only a
person's moves pass LINE and RECORD. The handlers are registered by being imported, all of them in process.composition.

An activity that an admin has named has no file and no handler: its moves pass all the same.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

# In the order in which a move passes them: refuses; changes the moving document before it is saved; says how things stood as
# the document left its state; acts on other documents; records the move.
PRECONDITION, PREPARATION, LINE, EFFECT, RECORD = "precondition", "preparation", "line", "effect", "record"
PHASES = (PRECONDITION, PREPARATION, LINE, EFFECT, RECORD)
EVERY = "*"
_handlers: dict[tuple[str, str, str], list[Callable]] = defaultdict(list)
_activities: dict[str, "Activity"] = {}
_composed = False


@dataclass(frozen=True)
class Confirmation:
	"""What a person confirms before a move: a list of [{"value", "label"}], all of whose values come back under `kunci` of rincian."""

	kunci: str
	judul: str
	keterangan: str
	pernyataan: str
	"""What the person states by ticking it."""
	baris: list[dict]


@dataclass(frozen=True)
class Activity:
	"""One activity of the SOP, made in its file under process/steps/; its functions hang on it and take (doc, move)."""

	kegiatan: str
	doctype: str
	hint: Callable[[], str]
	"""What it asks of the person who is at it, for the message above the form."""
	tool: str = ""
	"""What the desk puts beside the form for it: MEETING, FILLING or nothing."""
	reaches_all_units: bool = False
	"""Its effects reach every unit's documents, or the kecamatan's recap with the rows of all of them."""
	settles: tuple[str, ...] = ()
	"""Fields of its document that it lays down: closed from then on (process.settled)."""
	confirms: Callable[..., Confirmation | None] | None = None
	"""What the person has to confirm first, of a document; a precondition of the activity holds every way of making the move to it."""

	def __post_init__(self):
		if self.kegiatan in _activities:
			raise ValueError(f"{self.kegiatan} has two files")
		_activities[self.kegiatan] = self

	def precondition(self, function: Callable) -> Callable:
		return on(PRECONDITION, self.doctype, self.kegiatan)(function)

	def preparation(self, function: Callable) -> Callable:
		return on(PREPARATION, self.doctype, self.kegiatan)(function)

	def effect(self, function: Callable) -> Callable:
		return on(EFFECT, self.doctype, self.kegiatan)(function)


# Tools of the desk.
MEETING, FILLING = "rapat", "isian"


def activity_of(kegiatan: str) -> Activity | None:
	"""The app's own activity of that name; None for one that an admin has named."""
	_refuse_before_composed()
	return _activities.get(kegiatan)


def activities_of(doctype: str) -> list[Activity]:
	"""The app's own activities of a DocType."""
	_refuse_before_composed()
	return [activity for activity in _activities.values() if activity.doctype == doctype]


def on(phase: str, doctype: str, event: str) -> Callable[[Callable], Callable]:
	"""Decorator: run the function in a phase of a move; it takes (doc, move)."""
	if phase not in PHASES:
		raise ValueError(phase)

	def register(function: Callable) -> Callable:
		_handlers[(phase, doctype, event)].append(function)
		return function

	return register


def on_every_move(phase: str) -> Callable[[Callable], Callable]:
	"""Decorator: run the function in a phase of whatever a person moves, one after the other as they stand in their file."""
	return on(phase, EVERY, EVERY)


def declare_composed() -> None:
	"""All handlers are registered; a move before that would leave out what belongs to it."""
	global _composed
	_composed = True


def run(phase: str, doc, move) -> None:
	"""Call what is registered for a phase of a move."""
	_refuse_before_composed()
	for key in ((phase, doc.doctype, move.event), (phase, EVERY, EVERY)):
		for function in _handlers.get(key, ()):
			function(doc, move)


def _refuse_before_composed() -> None:
	if not _composed:
		raise RuntimeError("Handlers are missing: whatever lets a move in calls process.composition.register")
