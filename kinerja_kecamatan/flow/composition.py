"""What the flow is made of, put together: importing this module registers what a move runs and which decisions are offered.

Imported by whatever a move or a question can come in by: the guard's events, through which every save of a document passes,
the override, and the whitelisted methods of the flow.
"""

from kinerja_kecamatan.flow.handlers import decisions, disposisi, format_data, record, rekap

HANDLERS = (disposisi, format_data, rekap, record)
DECISIONS = (decisions,)
