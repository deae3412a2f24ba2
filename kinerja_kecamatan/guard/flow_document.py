"""Base of Disposisi, Format Data Kinerja, Rekap Kinerja and Rapat Kinerja."""

import frappe
from frappe.model.document import Document

from kinerja_kecamatan.base.duplicates import forget_core_message
from kinerja_kecamatan.guard import conflict


class FlowDocument(Document):
	"""A document that several people work on: who saves over somebody's change is told what that was."""

	def settle(self, before):
		"""Work out what follows from what was typed. Called by the guard before a move's preconditions are asked, so that
		they see figures and not what a payload says of them; and by validate."""

	def check_if_latest(self):
		try:
			super().check_if_latest()
		except frappe.TimestampMismatchError:
			forget_core_message()
			conflict.refuse_stale(self, self.get_doc_before_save())
