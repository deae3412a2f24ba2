"""Records that only the app writes, once: a final recap's copy, an archived paper, a Dispensasi."""

import frappe
from frappe import _
from frappe.model.document import Document

from kinerja_kecamatan.exceptions import MoveRefused
from kinerja_kecamatan.flow import system


class WrittenOnce(Document):
	"""Base of DocTypes that nobody inserts, changes, renames or deletes, whatever their role."""

	def before_insert(self):
		# No payload reaches a document's flags.
		if not (system.active() or self.flags.kinerja_log):
			frappe.throw(_("{0} hanya ditulis oleh alur SOP.").format(_(self.doctype)), MoveRefused)

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
		refuse(self)


def before_validate(doc, method=None) -> None:
	"""Hook of these DocTypes: a PUT can turn a loaded document of another class into one of them."""
	if not (doc.is_new() and isinstance(doc, WrittenOnce)):
		refuse(doc)


def refuse(doc) -> None:
	if not (frappe.flags.in_uninstall or frappe.flags.in_install):
		frappe.throw(_("{0} tidak dapat diubah atau dihapus.").format(_(doc.doctype)), MoveRefused)
