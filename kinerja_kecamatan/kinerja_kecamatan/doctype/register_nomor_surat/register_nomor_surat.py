from kinerja_kecamatan.guard.written_once import WrittenOnce


class RegisterNomorSurat(WrittenOnce):
	"""A number that a letter of a kecamatan bears. Immutable; the app alone marks it when its letter is cancelled."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		asal: DF.Literal["Diberikan Aplikasi", "Diketik"]
		dokumen: DF.DynamicLink | None
		hal: DF.Data | None
		jenis_dokumen: DF.Link | None
		jenis_naskah: DF.Literal["Nota Dinas", "Undangan", "Notulen", "Perjanjian Kinerja"]
		kecamatan: DF.Link | None
		keterangan: DF.SmallText | None
		kunci: DF.Data | None
		nama_oleh: DF.Data | None
		nomor: DF.Data
		oleh: DF.Link | None
		pada: DF.Datetime | None
		status: DF.Literal["Berlaku", "Batal"]
		tahun: DF.Int
		tanggal: DF.Date | None
		urut: DF.Int
	# end: auto-generated types
