import frappe
from frappe import _
from frappe.utils import escape_html, formatdate, get_datetime, getdate, to_timedelta

from kinerja_kecamatan.exceptions import KinerjaError, MoveRefused
from kinerja_kecamatan.sop import step_state
from kinerja_kecamatan.sop import steps
from kinerja_kecamatan.guard.flow_document import FlowDocument
from kinerja_kecamatan.office.units import reporting_in
from kinerja_kecamatan.base.stored_words import CANCELLED, NOTULEN, UNDANGAN
from kinerja_kecamatan.process import invited, letter_numbers
from kinerja_kecamatan.base import clock
from kinerja_kecamatan.base.duplicates import one_at_a_time
from kinerja_kecamatan.base.empty_times import EmptyTimes
from kinerja_kecamatan.base.doctypes import DISPOSISI

from kinerja_kecamatan.kinerja_kecamatan.doctype.acara_rapat.acara_rapat import AcaraRapat
from kinerja_kecamatan.kinerja_kecamatan.doctype.kehadiran_rapat.kehadiran_rapat import KehadiranRapat
from kinerja_kecamatan.kinerja_kecamatan.doctype.keputusan_rapat.keputusan_rapat import KeputusanRapat


# What the invitation says, and of which part of the plan it is.
PLAN = {"hari_undangan": "tanggal", "waktu_undangan": "waktu_mulai", "tempat_undangan": "tempat"}


class RapatKinerja(EmptyTimes, FlowDocument):
	"""Step 4: the meeting on how the forms are filled in, with attendance per unit."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		acara: DF.Data
		acara_rapat: DF.Table[AcaraRapat]
		cara: DF.Literal["Tatap Muka", "Daring"]
		daftar_keputusan: DF.Table[KeputusanRapat]
		disposisi: DF.Link
		hari_undangan: DF.Date | None
		kecamatan: DF.Link | None
		kehadiran: DF.Table[KehadiranRapat]
		keputusan: DF.Text | None
		nomor_notulen: DF.Data | None
		nomor_undangan: DF.Data | None
		notulis: DF.Link | None
		pembahasan: DF.Text | None
		periode: DF.Link | None
		pimpinan: DF.Link | None
		tanggal: DF.Date
		tanggal_undangan: DF.Date | None
		tempat: DF.Data | None
		tempat_undangan: DF.Data | None
		waktu_mulai: DF.Time
		waktu_selesai: DF.Time | None
		waktu_undangan: DF.Time | None
	# end: auto-generated types

	def before_insert(self):
		if self.disposisi:
			one_at_a_time(frappe.db.get_value(DISPOSISI, self.disposisi, "kecamatan"))
		self._drop_made_up_times()
		if not self.kehadiran:
			self._list_invited()

	def validate(self):
		if not self.disposisi:
			return  # which Frappe asks for after this
		one_at_a_time(frappe.db.get_value(DISPOSISI, self.disposisi, "kecamatan"))
		order = self._refuse_unless_open()
		self.kecamatan, self.periode = order.kecamatan, order.periode
		if self.waktu_selesai and to_timedelta(str(self.waktu_selesai)) <= to_timedelta(
			str(self.waktu_mulai)
		):
			frappe.throw(_("Waktu Selesai harus sesudah Waktu Mulai."), KinerjaError)
		self._keep_invited()
		self._date_invitation()
		self._check_people()
		letter_numbers.check_typed(self)

	def on_update(self):
		letter_numbers.settle(self, UNDANGAN)
		if self.nomor_notulen or letter_numbers.entry_of(self, NOTULEN):
			letter_numbers.settle(self, NOTULEN)

	def on_trash(self):
		self._refuse_unless_open()
		letter_numbers.cancel_all(self, _("{0} dihapus.").format(self.name))

	def check_editor(self, before, user: str):
		"""Asked by the guard for files that hang on it."""
		self._refuse_unless_open()

	def _refuse_unless_open(self):
		"""The meeting is the product of its step: once that is done its notes stand, and no other meeting joins them. Of an order that was
		cancelled everything stays as it was, and the numbers of its letters marked. Returns the order, as it is now and not as it was when
		this transaction began to read."""
		order = frappe.get_doc(DISPOSISI, self.disposisi, for_update=True)
		if (order.kunci or "").startswith(CANCELLED):
			frappe.throw(
				_("{0} sudah dibatalkan; rapatnya tidak dicatat atau diubah lagi.").format(order.name),
				MoveRefused,
			)
		if step_state.is_done(order, steps.RAPAT):
			said = _("{0} sudah ditetapkan hasilnya dan tidak dapat diubah.").format(self.name)
			if self.is_new():
				said = _("Hasil rapat untuk {0} sudah ditetapkan; tidak ada rapat lain yang dicatat.")
				said = said.format(order.name)
			frappe.throw(said, MoveRefused)
		return order

	def _drop_made_up_times(self):
		"""Frappe gives every empty Time field the present moment, to the microsecond; nobody writes a time like that. A
		meeting's times are what was written, or nothing."""
		for field in ("waktu_mulai", "waktu_selesai", "waktu_undangan"):
			if "." in str(self.get(field)):
				self.set(field, None)

	def _keep_invited(self):
		"""What the invitation asks for follows the plan until the moment that it asks for; when the meeting then happens is the meeting's
		own. What is written there apart from the plan stays."""
		before = self.get_doc_before_save()
		planned = not before or self._lies_ahead(before)
		for field, plan in PLAN.items():
			follows = before and planned and _same(self, before, field) and _same(before, before, field, plan)
			if follows or not self.get(field):
				self.set(field, self.get(plan))

	def _lies_ahead(self, before) -> bool:
		day, time = before.hari_undangan or before.tanggal, before.waktu_undangan or before.waktu_mulai
		return clock.now() < get_datetime(getdate(day)) + to_timedelta(str(time or "00:00:00"))

	def _date_invitation(self):
		"""Where it is empty the day on which the meeting was entered, or the day invited for where that was afterwards. The number of a letter
		says its month and year."""
		if not self.tanggal_undangan and self.hari_undangan:
			before = self.get_doc_before_save()
			entered = getdate(before.creation) if before else clock.today()
			self.tanggal_undangan = min(entered, getdate(self.hari_undangan))
		if self.tanggal_undangan and getdate(self.tanggal_undangan) > getdate(self.hari_undangan):
			frappe.throw(
				_("Tanggal Surat Undangan tidak boleh sesudah hari yang diundang ({0}).").format(
					formatdate(self.hari_undangan)
				),
				KinerjaError,
			)
		letter_numbers.keep_month(self, UNDANGAN)
		letter_numbers.keep_month(self, NOTULEN)

	def _check_people(self):
		"""Several people of a unit may come, each of them once."""
		seen = set()
		for row in self.kehadiran:
			who = (row.unit_kerja, row.pegawai or "")
			if who in seen:
				frappe.throw(
					_("Kehadiran {0} tertulis dua kali.").format(
						escape_html(row.nama_pegawai or row.unit_kerja)
					),
					KinerjaError,
				)
			seen.add(who)

	def _list_invited(self):
		"""Every unit that reports on the period with its head and its Jabatan Pelaksana, ready to be ticked off."""
		if not frappe.db.exists(DISPOSISI, self.disposisi):
			return
		order = frappe.get_doc(DISPOSISI, self.disposisi)
		for unit in reporting_in(order.kecamatan, order.periode):
			for one in invited.people_of(order, unit, getdate(self.tanggal)):
				self.append(
					"kehadiran",
					{
						"unit_kerja": unit.name,
						"pegawai": one.pegawai,
						"nama_pegawai": one.nama,
						"jabatan": one.jabatan,
					},
				)


def _same(one, other, field: str, of_other: str = "") -> bool:
	"""Whether two columns say the same; a payload writes days and times as text."""
	values = (one.get(field), other.get(of_other or field))
	return len({_plain(value, one.meta.get_field(field).fieldtype) for value in values}) == 1


def _plain(value, fieldtype: str):
	if not value:
		return None
	return {"Date": getdate, "Time": lambda text: to_timedelta(str(text))}.get(fieldtype, str)(value)
