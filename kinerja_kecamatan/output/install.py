"""Hooks before every request and every job: what leaves this process as a PDF, a mail or a table is made with care.

Frappe has no hook where an engine or a spreadsheet's writer is entered, and more than a dozen ways lead there, so the
functions themselves are wrapped, in the process. For sites of the bench without the app they stay what they are.
"""

from kinerja_kecamatan.output import engines, mails, tables, wraps

STRICTER = {**engines.STRICTER, **mails.STRICTER, **tables.STRICTER}


def install(*args, **kwargs) -> None:
	"""Hooks before_request and before_job; whoever makes a PDF without either (the archive, a console) calls it too."""
	wraps.put_in_place(STRICTER)
