"""Records that only the app writes, once: a line of the log, a final recap's copy, an archived paper, a Dispensasi.

The right to write one is no flag: it is the very object that one of our writers has handed to `insert`, for one write, and
lies in this module alone. Templates, scripts and payloads make documents and set flags as they like; they do not get here.
"""

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model import no_value_fields
from frappe.model.document import Document
from frappe.utils import now

from kinerja_kecamatan.access import markup, pasted_texts
from kinerja_kecamatan.base import typed_code
from kinerja_kecamatan.exceptions import MoveRefused


@dataclass(frozen=True)
class _Writing:
	"""What a writer has handed over: the document, what it said then, and what goes with it."""

	doc: Document
	said: dict
	more: dict


# By id; an entry lives for one write.
_under_way: dict[int, _Writing] = {}


def insert_once(doc: Document, **more) -> Document:
	"""Insert a record of the app's. What it says now is what is written, whatever hooks and scripts on its DocType, which run
	before the row is written, make of it.

	:param more: for the DocType's own `before_writing`
	"""
	typed_code.refuse()
	blank = frappe.new_doc(doc.doctype)
	said = {df.fieldname: _or(doc.get(df.fieldname), blank.get(df.fieldname)) for df in _columns(doc)}
	_under_way[id(doc)] = _Writing(doc, said, more)
	try:
		return doc.insert(ignore_permissions=True)  # the app's; no role may write it
	finally:
		_under_way.pop(id(doc), None)


def _columns(doc: Document) -> list:
	return [df for df in doc.meta.fields if df.fieldtype not in no_value_fields]


def _or(value, default):
	return default if value is None else value


class WrittenOnce(Document):
	"""Base of DocTypes that nobody inserts, changes, renames or deletes, whatever their role."""

	def before_insert(self):
		if id(self) not in _under_way:
			refuse_new(self)

	def db_insert(self, *args, **kwargs):
		"""Not every way into the table goes through before_insert."""
		writing = _under_way.pop(id(self), None)
		if not writing or writing.doc is not self:
			refuse_new(self)
		self.update(writing.said)
		self.owner = self.modified_by = frappe.session.user
		self.creation = self.modified = now()
		self._sanitize_content()  # of what people typed, as Frappe did before
		pasted_texts.wash(self)
		markup.keep_plain(self)
		self.before_writing(**writing.more)
		super().db_insert(*args, **kwargs)

	def before_writing(self, **more):
		"""As late as can be: what a DocType adds to its own row."""

	def validate(self):
		if not self.is_new():
			self._refuse()

	def on_trash(self):
		self._refuse()

	def before_rename(self, *args, **kwargs):
		self._refuse()

	def check_editor(self, before, user: str):
		"""Asked by the guard for files that hang on it."""
		self._refuse()

	def _refuse(self):
		refuse_change(self)


def before_validate(doc, method=None) -> None:
	"""Hook of these DocTypes: a PUT can turn a loaded document of another class into one of them."""
	if not (doc.is_new() and isinstance(doc, WrittenOnce)):
		refuse_change(doc)


def refuse_new(doc) -> None:
	frappe.throw(_("{0} hanya ditulis oleh alur SOP.").format(_(doc.doctype)), MoveRefused)


def refuse_change(doc) -> None:
	if not (frappe.flags.in_uninstall or frappe.flags.in_install):
		frappe.throw(_("{0} tidak dapat diubah atau dihapus.").format(_(doc.doctype)), MoveRefused)
