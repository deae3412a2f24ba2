import frappe
from frappe import _
from frappe.model.document import Document

from kinerja_kecamatan.exceptions import MoveRefused
from kinerja_kecamatan.flow import system


class SalinanRekap(Document):
	"""A final recap as it was. Immutable."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		dibuat: DF.Datetime | None
		isi: DF.LongText | None
		kecamatan: DF.Link | None
		periode: DF.Link | None
		rekap: DF.Link
		sidik: DF.Data | None
		unit_kerja: DF.Link | None
		versi: DF.Int
	# end: auto-generated types

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
		"""Written once by the app; nobody changes it."""
		if not (frappe.flags.in_uninstall or frappe.flags.in_install):
			frappe.throw(_("{0} tidak dapat diubah atau dihapus.").format(_(self.doctype)), MoveRefused)
