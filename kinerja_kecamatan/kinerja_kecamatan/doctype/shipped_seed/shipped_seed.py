from frappe.model.document import Document


class ShippedSeed(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		jenis: DF.Link
		kunci: DF.Data
		nama_dokumen: DF.Data | None
		sidik: DF.Data | None
	# end: auto-generated types
	pass
