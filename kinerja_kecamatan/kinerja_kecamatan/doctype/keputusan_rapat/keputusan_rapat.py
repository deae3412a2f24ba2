from kinerja_kecamatan.access.rows import RowOfParent


class KeputusanRapat(RowOfParent):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		batas_waktu: DF.Date | None
		keputusan: DF.SmallText
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		penanggung_jawab: DF.Data | None
	# end: auto-generated types
	pass
