from kinerja_kecamatan.access.rows import RowOfParent


class RencanaAksi(RowOfParent):
	"""A kegiatan by which targets are reached: when, with which money, by whom."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		anggaran: DF.Data | None
		indikator: DF.Link | None
		kegiatan: DF.SmallText
		kode: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		penanggung_jawab: DF.Data | None
		program_kegiatan: DF.Link | None
		satuan: DF.Data | None
		target_tahunan: DF.Data | None
		target_tw1: DF.Data | None
		target_tw2: DF.Data | None
		target_tw3: DF.Data | None
		target_tw4: DF.Data | None
	# end: auto-generated types
	pass
