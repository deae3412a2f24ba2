"""Records that only the app writes, once: a final recap's copy, an archived paper, a Dispensasi."""

import frappe
from frappe import _
from frappe.model.document import Document

from kinerja_kecamatan.exceptions import MoveRefused
from kinerja_kecamatan.flow import system


class WrittenOnce(Document):
	"""Base of DocTypes that nobody inserts, changes, renames or deletes, whatever their role."""

	def before_insert(self):
		if not system.active():
			frappe.throw(_("{0} hanya ditulis oleh alur SOP.").format(_(self.doctype)), MoveRefused)

	def validate(self):
		if not self.is_new():
			self._refuse()

	def on_trash(self):
		self._refuse()

	def before_rename(self, *args, **kwargs):
		self._refuse()

	def _refuse(self):
		if not (frappe.flags.in_uninstall or frappe.flags.in_install):
			frappe.throw(_("{0} tidak dapat diubah atau dihapus.").format(_(self.doctype)), MoveRefused)
