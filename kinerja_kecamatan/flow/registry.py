"""What the app does at each activity of the SOP and at each kind of backward move.

Three phases: `syarat` refuses, `siapkan` changes the moving document before it is saved, `akibat` acts on other
documents after. A handler is keyed by DocType and by the activity (Langkah SOP.kegiatan) or the kind of move (Jenis
Gerak); state names, step numbers and roles stay in the Workflow and the SOP.
"""

from collections import defaultdict
from collections.abc import Callable

PHASES = ("syarat", "siapkan", "akibat")
_handlers: dict[tuple[str, str, str], list[Callable]] = defaultdict(list)


def on(phase: str, doctype: str, event: str) -> Callable[[Callable], Callable]:
	"""Decorator: run the function in a phase of a move; it takes (doc, move)."""
	if phase not in PHASES:
		raise ValueError(phase)

	def register(function: Callable) -> Callable:
		_handlers[(phase, doctype, event)].append(function)
		return function

	return register


def run(phase: str, doc, move) -> None:
	from kinerja_kecamatan.flow import handlers  # noqa: F401  (registers on first import)

	for function in _handlers.get((phase, doc.doctype, move.event), ()):
		function(doc, move)
