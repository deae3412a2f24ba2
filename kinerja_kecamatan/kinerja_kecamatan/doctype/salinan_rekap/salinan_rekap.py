from kinerja_kecamatan.guard.written_once import WrittenOnce


class SalinanRekap(WrittenOnce):
	"""A final recap as it was. Immutable."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		dibuat: DF.Datetime | None
		isi: DF.LongText | None
		kecamatan: DF.Link | None
		periode: DF.Link | None
		rekap: DF.Link
		sidik: DF.Data | None
		unit_kerja: DF.Link | None
		versi: DF.Int
	# end: auto-generated types

	pass
