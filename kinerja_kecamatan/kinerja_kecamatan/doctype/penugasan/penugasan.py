import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from kinerja_kecamatan.access.checks import may_see_pegawai
from kinerja_kecamatan.exceptions import KinerjaError, MoveRefused
from kinerja_kecamatan.sop.workflow import assignable_roles
from kinerja_kecamatan.office import penugasan
from kinerja_kecamatan.office import role_names
from kinerja_kecamatan.office import role_sync
from kinerja_kecamatan.second_person import gate
from kinerja_kecamatan.second_person import proposals
from kinerja_kecamatan.base.doctypes import PEGAWAI, UNIT_KERJA

from kinerja_kecamatan.kinerja_kecamatan.doctype.peran_penugasan.peran_penugasan import PeranPenugasan


class Penugasan(Document):
	"""One appointment of one person, with its dates and roles."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		alasan_perubahan: DF.Data | None
		berlaku_mulai: DF.Date
		berlaku_sampai: DF.Date | None
		jabatan: DF.Data
		jenis: DF.Literal["Definitif", "Plt.", "Plh.", "Pj.", "a.n."]
		kecamatan: DF.Link | None
		nomor_sk: DF.Data | None
		pegawai: DF.Link
		peran: DF.Table[PeranPenugasan]
		persetujuan: DF.Literal["Disetujui", "Menunggu Persetujuan", "Ditolak"]
		tanggal_sk: DF.Date | None
		unit_kerja: DF.Link
	# end: auto-generated types

	def onload(self):
		self.set_onload("usulan", proposals.open_for(self.doctype, self.name))

	def validate(self):
		gate.take_reason(self)
		self.kecamatan = frappe.db.get_value(UNIT_KERJA, self.unit_kerja, "kecamatan")
		if self.berlaku_sampai and getdate(self.berlaku_sampai) < getdate(self.berlaku_mulai):
			frappe.throw(_("Berlaku Sampai tidak boleh sebelum Berlaku Mulai."), KinerjaError)
		self._check_person()
		self._check_roles()
		gate.hold(self)

	def on_update(self):
		self._follow()
		gate.follow(self)

	def on_trash(self):
		gate.on_trash(self)

	def after_delete(self):
		self._follow()

	def _check_person(self):
		"""Nobody appoints a person of another office: an appointment opens the person's entry to those who make it."""
		before = self.get_doc_before_save()
		if self.flags.ignore_permissions or (before and before.pegawai == self.pegawai):
			return
		if not may_see_pegawai(frappe.get_doc(PEGAWAI, self.pegawai)):
			frappe.throw(
				_(
					"{0} bukan pegawai yang dapat Anda buka; penugasannya di sini dibuat oleh admin situs."
				).format(self.pegawai),
				MoveRefused,
			)

	def _check_roles(self):
		"""An office admin appoints people to the SOP's roles and no others; a site admin may name any role in use."""
		before = self.get_doc_before_save()
		# What it names already may stay: an appointment can be ended after its role has left the workflows.
		allowed = assignable_roles() | ({row.peran for row in before.peran} if before else set())
		for row in self.peran:
			role_names.check_role_name(row.peran)
			if row.peran not in allowed:
				frappe.throw(
					_("Peran {0} bukan peran SOP. Pilih salah satu dari: {1}.").format(
						row.peran, ", ".join(sorted(allowed))
					),
					KinerjaError,
				)

	def _follow(self):
		"""Account roles follow the dates, and nobody ends up without a needed role unseen."""
		penugasan.forget()
		people: dict[str, set[str]] = {}
		for version in filter(None, (self, self.get_doc_before_save())):
			people.setdefault(version.pegawai, set()).update(row.peran for row in version.peran)
		for person, named in people.items():
			role_sync.sync_user(frappe.db.get_value(PEGAWAI, person, "user"), named)
		if not frappe.flags.in_import:
			role_sync.warn_about_gaps(self.kecamatan)
