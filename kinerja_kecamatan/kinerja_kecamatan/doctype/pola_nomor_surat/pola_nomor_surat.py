from kinerja_kecamatan.access.rows import RowOfParent


class PolaNomorSurat(RowOfParent):
	"""How one kind of naskah dinas of a kecamatan is numbered."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		cara: DF.Literal["Diberikan Aplikasi", "Diketik"]
		digit: DF.Int
		jenis_naskah: DF.Literal["Nota Dinas", "Undangan", "Notulen", "Perjanjian Kinerja"]
		klasifikasi: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		pola: DF.Data
	# end: auto-generated types
	pass
