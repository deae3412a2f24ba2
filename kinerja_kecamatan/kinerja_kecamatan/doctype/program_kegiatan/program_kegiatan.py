from frappe.model.document import Document

from kinerja_kecamatan.office import nomenclature


class ProgramKegiatan(Document):
	"""One program, kegiatan or sub kegiatan by its code: of the official nomenclature for all, or an office's own."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		aktif: DF.Check
		indikator: DF.SmallText | None
		induk: DF.Link | None
		kecamatan: DF.Link | None
		kinerja: DF.SmallText | None
		kode: DF.Data
		nama: DF.Data
		satuan: DF.Data | None
		tingkat: DF.Literal["", "Program", "Kegiatan", "Sub Kegiatan"]
	# end: auto-generated types

	def autoname(self):
		self.name = nomenclature.name_of(self)

	def validate(self):
		nomenclature.settle(self)
