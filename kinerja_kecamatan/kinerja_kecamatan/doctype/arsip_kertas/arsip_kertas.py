from kinerja_kecamatan.archive import seal
from kinerja_kecamatan.guard.written_once import WrittenOnce


class ArsipKertas(WrittenOnce):
	"""A paper of a finished step as it was. Immutable; only the archive itself adds the rendered file."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		berkas: DF.Attach | None
		catatan: DF.Link | None
		dicoba_pada: DF.Datetime | None
		diganti_oleh: DF.Link | None
		dirender_pada: DF.Datetime | None
		disposisi: DF.Link | None
		dokumen: DF.DynamicLink
		galat: DF.SmallText | None
		halaman: DF.Int
		isi: DF.LongText | None
		jenis_dokumen: DF.Link
		judul: DF.Data | None
		kecamatan: DF.Link | None
		kegiatan: DF.Data | None
		kode: DF.Data | None
		langkah: DF.Int
		nama_oleh: DF.Data | None
		oleh: DF.Link | None
		pada: DF.Datetime | None
		percobaan: DF.Int
		periode: DF.Link | None
		print_format: DF.Data
		putaran: DF.Int
		sidik_berkas: DF.Data | None
		sidik_isi: DF.Data | None
		simulasi: DF.Check
		status: DF.Literal["Menunggu", "Tersimpan"]
		ukuran: DF.Int
		unit_kerja: DF.Link | None
		versi: DF.Int
		versi_kertas: DF.Int
	# end: auto-generated types

	def before_writing(self, told: dict):
		"""Tell the archive what is written, for the log's chain."""
		told.update(seal.sealed_facts(self))
