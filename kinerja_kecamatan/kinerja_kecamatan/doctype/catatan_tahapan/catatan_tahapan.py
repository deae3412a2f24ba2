import frappe
from frappe import _
from frappe.model.document import Document

from kinerja_kecamatan.exceptions import MoveRefused


class CatatanTahapan(Document):
	"""The log of steps. Immutable."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		aksi: DF.Data | None
		alasan: DF.SmallText | None
		dari_status: DF.Data | None
		dicatat_kemudian: DF.Check
		disposisi: DF.Link | None
		dokumen: DF.DynamicLink | None
		hasil: DF.Literal["Selesai", "Dikembalikan", "Lainnya"]
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
		output: DF.SmallText | None
		pelaksanaan: DF.Int
		pelaku: DF.Link | None
		peran: DF.Data | None
		periode: DF.Link | None
		putaran: DF.Int
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

	def before_insert(self):
		if not self.flags.kinerja_log:
			frappe.throw(_("{0} hanya ditulis oleh alur SOP.").format(_(self.doctype)), MoveRefused)

	def validate(self):
		if not self.is_new():
			self._refuse()

	def on_trash(self):
		self._refuse()

	def before_rename(self, *args, **kwargs):
		self._refuse()

	def _refuse(self):
		"""Written once by the app; nobody changes it."""
		if not (frappe.flags.in_uninstall or frappe.flags.in_install):
			frappe.throw(_("{0} tidak dapat diubah atau dihapus.").format(_(self.doctype)), MoveRefused)
