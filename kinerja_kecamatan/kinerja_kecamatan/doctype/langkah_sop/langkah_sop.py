from kinerja_kecamatan.access.rows import RowOfParent


class LangkahSOP(RowOfParent):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		dokumen: DF.Link | None
		kegiatan: DF.Autocomplete
		kelengkapan: DF.SmallText | None
		kertas: DF.SmallText | None
		keterangan: DF.SmallText | None
		nomor: DF.Int
		output: DF.SmallText | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		pelaksana: DF.Data | None
		status: DF.Link | None
		uraian: DF.SmallText
		waktu: DF.Int
	# end: auto-generated types
	pass
