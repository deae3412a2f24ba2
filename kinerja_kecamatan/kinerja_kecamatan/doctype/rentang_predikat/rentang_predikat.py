from kinerja_kecamatan.access.rows import RowOfParent


class RentangPredikat(RowOfParent):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		batas_bawah: DF.Float
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		predikat: DF.Data
		singkatan: DF.Data | None
	# end: auto-generated types
	pass
