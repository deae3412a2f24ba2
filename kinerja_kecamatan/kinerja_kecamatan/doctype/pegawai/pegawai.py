from frappe.model.document import Document

from kinerja_kecamatan.office import penugasan
from kinerja_kecamatan.office import role_sync
from kinerja_kecamatan.office import pegawai_numbers
from kinerja_kecamatan.rules.person_names import full_name
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
		pegawai_numbers.check(self)
		accounts.check_claim(self)
		gate.hold(self)
		self.nama_lengkap = full_name(self.gelar_depan, self.nama, self.gelar_belakang)

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
