"""Handlers of the three transaction DocTypes; importing them registers them."""

from kinerja_kecamatan.flow.handlers import disposisi, format_data, rekap  # noqa: F401
