from kinerja_kecamatan.access.rows import RowOfParent


class KataNilai(RowOfParent):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		kata: DF.Data
		nilai: DF.Float
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		sinonim: DF.SmallText | None
	# end: auto-generated types
	pass
