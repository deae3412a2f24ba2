"""Decisions: what a person settles on a document beside its workflow moves (who fills in, Dispensasi, Tidak Melapor).

A decision is a whitelisted method of its feature, which checks for itself; what stands here only tells the desk which
buttons to show to whom, and what each asks for. Offers are registered by being imported, in process.composition.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class Decision:
	"""A button: `metode` is called with `argumen` and what the person typed into `isian` (fields of a desk dialog)."""

	label: str
	metode: str
	argumen: dict
	isian: list[dict] = field(default_factory=list)


_offered: dict[str, list[Callable]] = defaultdict(list)


def offered_on(doctype: str) -> Callable[[Callable], Callable]:
	"""Decorator: the function takes (doc, user) and gives the Decision that is open to that person there, or None."""

	def register(function: Callable) -> Callable:
		_offered[doctype].append(function)
		return function

	return register


def open_to(user: str, doc) -> list[dict]:
	"""[{"label", "metode", "argumen", "isian"}] of the decisions that a person may take on a document as it stands."""
	found = (function(doc, user) for function in _offered[doc.doctype])
	return [asdict(decision) for decision in found if decision]
