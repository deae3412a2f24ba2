from kinerja_kecamatan.access.rows import RowOfParent


class TargetKinerja(RowOfParent):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		bobot: DF.Float
		indikator: DF.Link
		nama_indikator: DF.SmallText | None
		nama_sasaran: DF.SmallText | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		satuan: DF.Data | None
		target_b01: DF.Data | None
		target_b02: DF.Data | None
		target_b03: DF.Data | None
		target_b04: DF.Data | None
		target_b05: DF.Data | None
		target_b06: DF.Data | None
		target_b07: DF.Data | None
		target_b08: DF.Data | None
		target_b09: DF.Data | None
		target_b10: DF.Data | None
		target_b11: DF.Data | None
		target_b12: DF.Data | None
		target_s1: DF.Data | None
		target_s2: DF.Data | None
		target_tahunan: DF.Data
		target_tw1: DF.Data | None
		target_tw2: DF.Data | None
		target_tw3: DF.Data | None
		target_tw4: DF.Data | None
	# end: auto-generated types
	pass
