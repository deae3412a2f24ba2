from kinerja_kecamatan.access.rows import RowOfParent


class KoreksiRekap(RowOfParent):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		alasan: DF.SmallText
		indikator: DF.Link
		kolom: DF.Literal["Realisasi", "Pembilang", "Penyebut"]
		oleh: DF.Data | None
		pada: DF.Datetime | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		sebelum: DF.Data | None
		sesudah: DF.Data
		usang: DF.Check
	# end: auto-generated types
	pass
