from kinerja_kecamatan.access.rows import RowOfParent


class PeranPenugasan(RowOfParent):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		lingkup: DF.Literal["Unit", "Kecamatan"]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		peran: DF.Link
	# end: auto-generated types
	pass
