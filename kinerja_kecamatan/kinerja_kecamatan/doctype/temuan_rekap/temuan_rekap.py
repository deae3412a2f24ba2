from kinerja_kecamatan.access.rows import RowOfParent


class TemuanRekap(RowOfParent):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		alasan: DF.SmallText | None
		indikator: DF.Link | None
		jenis: DF.Data | None
		oleh: DF.Data | None
		pada: DF.Datetime | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		sumber: DF.Data | None
		tingkat: DF.Literal["Galat", "Peringatan", "Informasi"]
		uraian: DF.SmallText | None
	# end: auto-generated types
	pass
