from kinerja_kecamatan.guard.written_once import WrittenOnce


class RantaiCatatan(WrittenOnce):
	"""The head of a kecamatan's chain over Catatan Tahapan; step_log.chain writes its columns, nobody a document."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		jumlah: DF.Int
		kecamatan: DF.Link
		segel: DF.Data | None
		sidik: DF.Data | None
	# end: auto-generated types
