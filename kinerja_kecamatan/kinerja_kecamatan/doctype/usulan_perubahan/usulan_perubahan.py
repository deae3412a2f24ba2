import frappe

from kinerja_kecamatan.guard.written_once import WrittenOnce
from kinerja_kecamatan.second_person import confirmers
from kinerja_kecamatan.second_person import proposals


class UsulanPerubahan(WrittenOnce):
	"""A change of who signs that waits for its second person (second_person.proposals). Decided once, otherwise immutable."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		alasan: DF.SmallText | None
		catatan: DF.SmallText | None
		diputus_pada: DF.Datetime | None
		diusulkan_pada: DF.Datetime | None
		dokumen: DF.DynamicLink | None
		jenis_dokumen: DF.Link | None
		kecamatan: DF.Link | None
		menjadi: DF.LongText | None
		nama_pemutus: DF.Data | None
		nama_pengusul: DF.Data | None
		pegawai: DF.Link | None
		pemutus: DF.Link | None
		pengusul: DF.Link | None
		perihal: DF.Data | None
		ringkasan: DF.SmallText | None
		semula: DF.LongText | None
		status: DF.Literal["Menunggu", "Disetujui", "Ditolak", "Gugur"]
	# end: auto-generated types

	def onload(self):
		"""What the form offers; the methods ask again."""
		is_open = self.status == proposals.MENUNGGU
		user = frappe.session.user
		self.set_onload("memutus", is_open and confirmers.may_decide(self, user))
		self.set_onload("menarik", is_open and user == self.pengusul)
		if is_open:
			names = [frappe.utils.get_fullname(each) for each in confirmers.candidates(self)[:5]]
			self.set_onload("menunggu", names)
