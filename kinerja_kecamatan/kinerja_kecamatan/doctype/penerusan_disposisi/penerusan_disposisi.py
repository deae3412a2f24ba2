from kinerja_kecamatan.access.rows import RowOfParent


class PenerusanDisposisi(RowOfParent):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		batas_waktu: DF.Date | None
		dari: DF.Data | None
		dibaca: DF.Datetime | None
		instruksi: DF.SmallText | None
		kepada: DF.Data | None
		kepada_pegawai: DF.Link | None
		kepada_unit: DF.Link | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		selesai: DF.Datetime | None
		tanggal: DF.Datetime | None
	# end: auto-generated types
	pass
