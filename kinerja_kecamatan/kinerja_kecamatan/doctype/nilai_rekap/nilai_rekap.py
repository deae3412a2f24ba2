from kinerja_kecamatan.recaps.computed_tables import ComputedRow


class NilaiRekap(ComputedRow):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		dihitung: DF.Int
		dihitung_sd: DF.Int
		jumlah: DF.Int
		menunggu: DF.Int
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		predikat: DF.Data | None
		predikat_sd: DF.Data | None
		rata_capaian: DF.Float
		rata_capaian_sd: DF.Float
		sementara: DF.Int
		tingkat: DF.Data | None
	# end: auto-generated types
	pass
