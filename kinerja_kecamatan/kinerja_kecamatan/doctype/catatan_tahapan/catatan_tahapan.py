from kinerja_kecamatan.step_log import chain
from kinerja_kecamatan.guard.written_once import WrittenOnce


class CatatanTahapan(WrittenOnce):
	"""The log of steps. Immutable."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		aksi: DF.Data | None
		alasan: DF.LongText | None
		dari_status: DF.Data | None
		dicatat_kemudian: DF.Check
		disposisi: DF.Link | None
		dokumen: DF.DynamicLink | None
		hasil: DF.Literal["Selesai", "Dikembalikan", "Lainnya", "Pintas"]
		isi: DF.LongText | None
		jabatan: DF.Data | None
		jenis_dokumen: DF.Link | None
		ke_status: DF.Data | None
		kecamatan: DF.Link | None
		kegiatan: DF.Data | None
		kelengkapan: DF.SmallText | None
		kelengkapan_ada: DF.Check
		langkah: DF.Int
		mulai_dicatat: DF.Check
		nama_pelaku: DF.Data | None
		nip: DF.Data | None
		nomor: DF.Int
		output: DF.SmallText | None
		pangkat: DF.Data | None
		pelaksanaan: DF.Int
		pelaku: DF.Link | None
		peran: DF.Data | None
		periode: DF.Link | None
		putaran: DF.Int
		segel: DF.Data | None
		sidik: DF.Data | None
		simulasi: DF.Check
		sop: DF.Link | None
		standar: DF.Int
		t0_tersedia: DF.Datetime | None
		t1_mulai: DF.Datetime | None
		t2_selesai: DF.Datetime | None
		tunggu: DF.Int
		unit_kerja: DF.Link | None
		versi: DF.Int
	# end: auto-generated types

	def before_writing(self, **more):
		"""What goes into the chain is what goes into the table."""
		chain.append(self, **more)
