from kinerja_kecamatan.guard.written_once import WrittenOnce


class DispensasiKinerja(WrittenOnce):
	"""A unit may hand in after Tanggal Kunci: until when, why, by whom (formats.dispensasi). Immutable."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		akun_pemberi: DF.Link | None
		alasan: DF.SmallText
		berlaku_sampai: DF.Date
		diberikan_pada: DF.Datetime | None
		disposisi: DF.Link
		jabatan_pemberi: DF.Data | None
		kecamatan: DF.Link | None
		nama_pemberi: DF.Data | None
		periode: DF.Link | None
		tanggal_kunci: DF.Date | None
		unit_kerja: DF.Link
	# end: auto-generated types
