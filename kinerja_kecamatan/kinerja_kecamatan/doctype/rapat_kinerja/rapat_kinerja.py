import frappe
from frappe import _
from frappe.utils import getdate, to_timedelta

from kinerja_kecamatan.exceptions import KinerjaError, MoveRefused
from kinerja_kecamatan.sop import step_state
from kinerja_kecamatan.sop import steps
from kinerja_kecamatan.guard.flow_document import FlowDocument
from kinerja_kecamatan.office.units import reporting_in
from kinerja_kecamatan.office import penugasan
from kinerja_kecamatan.base import clock
from kinerja_kecamatan.base.empty_times import EmptyTimes
from kinerja_kecamatan.base.doctypes import DISPOSISI

from kinerja_kecamatan.kinerja_kecamatan.doctype.kehadiran_rapat.kehadiran_rapat import KehadiranRapat


class RapatKinerja(EmptyTimes, FlowDocument):
	"""Step 4: the meeting on how the forms are filled in, with attendance per unit."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		acara: DF.Data
		cara: DF.Literal["Tatap Muka", "Daring"]
		disposisi: DF.Link
		kecamatan: DF.Link | None
		kehadiran: DF.Table[KehadiranRapat]
		keputusan: DF.Text | None
		notulis: DF.Link | None
		pembahasan: DF.Text | None
		periode: DF.Link | None
		pimpinan: DF.Link | None
		tanggal: DF.Date
		tanggal_undangan: DF.Date | None
		tempat: DF.Data | None
		waktu_mulai: DF.Time
		waktu_selesai: DF.Time | None
	# end: auto-generated types

	def before_insert(self):
		self._drop_made_up_times()
		if not self.kehadiran:
			self._list_units()

	def validate(self):
		self._refuse_after_step()
		self.kecamatan, self.periode = frappe.db.get_value(
			DISPOSISI, self.disposisi, ["kecamatan", "periode"]
		)
		if self.waktu_selesai and to_timedelta(str(self.waktu_selesai)) <= to_timedelta(
			str(self.waktu_mulai)
		):
			frappe.throw(_("Waktu Selesai harus sesudah Waktu Mulai."), KinerjaError)
		self._date_invitation()
		units = [row.unit_kerja for row in self.kehadiran]
		for unit in {unit for unit in units if units.count(unit) > 1}:
			frappe.throw(_("Kehadiran {0} tertulis dua kali.").format(unit), KinerjaError)

	def on_trash(self):
		self._refuse_after_step()

	def check_editor(self, before, user: str):
		"""Asked by the guard for files that hang on it."""
		self._refuse_after_step()

	def _refuse_after_step(self):
		"""The meeting is the product of its step; once that is done its notes stand."""
		if not self.is_new() and step_state.is_done(frappe.get_doc(DISPOSISI, self.disposisi), steps.RAPAT):
			frappe.throw(
				_("{0} sudah ditetapkan hasilnya dan tidak dapat diubah.").format(self.name), MoveRefused
			)

	def _drop_made_up_times(self):
		"""Frappe gives every empty Time field the present moment, to the microsecond; nobody writes a time like that. A
		meeting's times are what was written, or nothing."""
		for field in ("waktu_mulai", "waktu_selesai"):
			if "." in str(self.get(field)):
				self.set(field, None)

	def _date_invitation(self):
		"""Today for a new meeting, or the meeting's own day where it is entered afterwards."""
		if self.is_new() and not self.tanggal_undangan and self.tanggal:
			self.tanggal_undangan = min(clock.today(), getdate(self.tanggal))
		if self.tanggal_undangan and getdate(self.tanggal_undangan) > getdate(self.tanggal):
			frappe.throw(_("Tanggal Undangan tidak boleh sesudah Tanggal rapat."), KinerjaError)

	def _list_units(self):
		"""Every unit that reports on the period with its head, ready to be ticked off."""
		order = frappe.db.get_value(DISPOSISI, self.disposisi, ["kecamatan", "periode"], as_dict=True)
		for unit in reporting_in(order.kecamatan, order.periode) if order else ():
			head = penugasan.head_of(unit.name)
			self.append(
				"kehadiran",
				{
					"unit_kerja": unit.name,
					"pegawai": head.pegawai if head else None,
					"jabatan": head.jabatan if head else unit.sebutan_kepala,
				},
			)
