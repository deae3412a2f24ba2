from kinerja_kecamatan.access.rows import RowOfParent


class ProgramAnggaran(RowOfParent):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		anggaran: DF.Data | None
		indikator: DF.Link | None
		kas_tw1: DF.Data | None
		kas_tw2: DF.Data | None
		kas_tw3: DF.Data | None
		kas_tw4: DF.Data | None
		keterangan: DF.Data | None
		kode_program: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		program: DF.Data
		program_kegiatan: DF.Link | None
		sasaran: DF.Link | None
		sumber_dana: DF.Data | None
	# end: auto-generated types
	pass
