"""What a move runs, put together: importing this module registers all handlers.

Imported by whatever a move can come in by: the guard's events, through which every save of a document passes, and the override.
"""

from kinerja_kecamatan.flow.handlers import disposisi, format_data, record, rekap

HANDLERS = (disposisi, format_data, rekap, record)
