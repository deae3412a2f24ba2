import frappe
from frappe import _
from frappe.model.document import Document

from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.office import penugasan
from kinerja_kecamatan.office import role_sync
from kinerja_kecamatan.office.nip import NipInvalid, check_nip
from kinerja_kecamatan.second_person import accounts
from kinerja_kecamatan.second_person import gate
from kinerja_kecamatan.second_person import proposals


class Pegawai(Document):
	"""A person of the office."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		aktif: DF.Check
		alasan_perubahan: DF.Data | None
		gelar_belakang: DF.Data | None
		gelar_depan: DF.Data | None
		golongan: DF.Data | None
		nama: DF.Data
		nama_lengkap: DF.Data | None
		nip: DF.Data | None
		pangkat: DF.Data | None
		user: DF.Link | None
	# end: auto-generated types

	def onload(self):
		self.set_onload("usulan", proposals.open_for(self.doctype, self.name))

	def validate(self):
		gate.take_reason(self)
		try:
			self.nip = check_nip(self.nip)
		except NipInvalid as error:
			frappe.throw(str(error), KinerjaError, title=_("NIP belum benar"))
		accounts.check_claim(self)
		gate.hold(self)
		self.nama_lengkap = self._full_name()

	def on_update(self):
		penugasan.forget()
		before = self.get_doc_before_save()
		role_sync.sync_user(self.user)
		if before and before.user != self.user:
			# The account that was this person's keeps nothing of the person's appointments.
			role_sync.sync_user(before.user, role_sync.roles_of_pegawai(self.name))
			for kecamatan in penugasan.kecamatan_of(self.name):
				role_sync.warn_about_gaps(kecamatan)
		gate.follow(self)

	def _full_name(self) -> str:
		front = f"{self.gelar_depan.strip()} " if self.gelar_depan else ""
		back = f", {self.gelar_belakang.strip()}" if self.gelar_belakang else ""
		name = (self.nama or "").strip()
		return f"{front}{name}{back}"
