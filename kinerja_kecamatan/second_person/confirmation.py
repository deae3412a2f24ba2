"""That a change of who signs has been confirmed: known of the very object that is being saved, for that one save.

It is no flag on the document: templates and scripts set those as they like, and do not get here.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from frappe.model.document import Document

from kinerja_kecamatan.base import typed_code

# By id; an entry lives for one save.
_under_way: dict[int, Document] = {}


@contextmanager
def confirming(doc: Document) -> Iterator[None]:
	"""Around the save that lets a confirmed proposal take effect."""
	typed_code.refuse()
	_under_way[id(doc)] = doc
	try:
		yield
	finally:
		_under_way.pop(id(doc), None)


def is_confirmed(doc: Document) -> bool:
	return _under_way.get(id(doc)) is doc
