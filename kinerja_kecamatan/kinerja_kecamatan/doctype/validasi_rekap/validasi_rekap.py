from kinerja_kecamatan.access.rows import RowOfParent


class ValidasiRekap(RowOfParent):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		ada_bukti: DF.Check
		alasan: DF.SmallText | None
		angka_teks: DF.Data | None
		bukti: DF.LongText | None
		indikator: DF.Link | None
		kode: DF.Data | None
		nama_indikator: DF.SmallText | None
		oleh: DF.Data | None
		pada: DF.Datetime | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		putusan: DF.Literal["", "Sesuai", "Tidak Sesuai", "Tanpa Bukti"]
	# end: auto-generated types
	pass
