from kinerja_kecamatan.access.rows import RowOfParent


class NamaUnit(RowOfParent):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		nama_unit: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		sampai: DF.Date | None
		sebutan_kepala: DF.Data | None
	# end: auto-generated types
	pass
