from kinerja_kecamatan.access.rows import RowOfParent


class SerapanAnggaran(RowOfParent):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		anggaran: DF.Currency
		dari_rincian: DF.Check
		dari_unit: DF.Check
		kas_direncanakan: DF.Check
		kode_program: DF.Data | None
		nilai_realisasi: DF.Currency
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		program: DF.Data | None
		realisasi: DF.Data | None
		rencana_kas: DF.Currency
		sasaran: DF.SmallText | None
		serapan: DF.Float
		serapan_teks: DF.Data | None
		sumber_dana: DF.Data | None
	# end: auto-generated types
	pass
