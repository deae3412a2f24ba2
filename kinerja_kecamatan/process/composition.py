"""What the flow is made of, put together: what a move runs and which decisions are offered.

Called by whatever a move or a question can come in by: the guard's events, through which every save of a document passes, the
override, and the whitelisted methods of the flow.
"""

from kinerja_kecamatan.process import step_registry
from kinerja_kecamatan.process.steps import decisions, forms, order, recap, record

# Each registers its functions by being imported.
HANDLERS = (order, forms, recap, record)
DECISIONS = (decisions,)


def register() -> None:
	"""From here on moves can be made."""
	step_registry.declare_composed()
