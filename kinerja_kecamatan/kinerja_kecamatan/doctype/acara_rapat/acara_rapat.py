from kinerja_kecamatan.access.rows import RowOfParent


class AcaraRapat(RowOfParent):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		acara: DF.SmallText
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		pembahasan: DF.Text | None
	# end: auto-generated types
	pass
