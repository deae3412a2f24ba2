"""What the flow is made of, put together: what a move runs and which decisions are offered.

Called by whatever a move or a question can come in by: the guard's events, through which every save of a document passes, the
override, and the whitelisted methods of the flow.
"""

from kinerja_kecamatan.flow import registry
from kinerja_kecamatan.flow.handlers import decisions, disposisi, format_data, record, rekap

# Each registers its functions by being imported.
HANDLERS = (disposisi, format_data, rekap, record)
DECISIONS = (decisions,)


def register() -> None:
	"""From here on moves can be made."""
	registry.declare_composed()
