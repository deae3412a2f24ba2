from kinerja_kecamatan.recaps.computed_tables import ComputedRow


class SumberRekap(ComputedRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		baris_sumber: DF.Data | None
		bukti: DF.SmallText | None
		dokumen: DF.DynamicLink | None
		indikator: DF.Link | None
		jenis_dokumen: DF.Link | None
		nama_pelaksana: DF.Data | None
		nilai_teks: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		pembilang_teks: DF.Data | None
		penyebut_teks: DF.Data | None
		periode: DF.Link | None
		status: DF.Data | None
		unit_kerja: DF.Link | None
		untuk: DF.Literal["Periode Ini", "Tahun Berjalan", "Tahun Lalu"]
	# end: auto-generated types
	pass
