import frappe
from frappe import _

from kinerja_kecamatan.exceptions import DuplicateDocument, KinerjaError, MoveRefused
from kinerja_kecamatan.process import moves
from kinerja_kecamatan.sop import step_state
from kinerja_kecamatan.sop import steps
from kinerja_kecamatan.access import acting
from kinerja_kecamatan.guard.flow_document import FlowDocument
from kinerja_kecamatan.base.duplicates import forget_core_message, holder_of_key, one_at_a_time
from kinerja_kecamatan.formats import annual
from kinerja_kecamatan.formats import build
from kinerja_kecamatan.formats import findings
from kinerja_kecamatan.formats import entries
from kinerja_kecamatan.base import clock
from kinerja_kecamatan.base.doctypes import DISPOSISI, FORMAT, FORMAT_ROW, PEGAWAI, UNIT_KERJA

from kinerja_kecamatan.kinerja_kecamatan.doctype.baris_data_kinerja.baris_data_kinerja import BarisDataKinerja
from kinerja_kecamatan.formats.open_releases import OpenReleases
from kinerja_kecamatan.formats.rows import rows_by_unit


class FormatDataKinerja(FlowDocument):
	"""What one unit, or one Pelaksana of it, fills in for one period (step 5)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		alasan_terakhir: DF.SmallText | None
		baris: DF.Table[BarisDataKinerja]
		batas_pengumpulan: DF.Date | None
		catatan: DF.SmallText | None
		dispensasi: DF.Link | None
		dispensasi_sampai: DF.Date | None
		disposisi: DF.Link
		kecamatan: DF.Link | None
		kelompok: DF.Data | None
		kemajuan: DF.Percent
		kunci: DF.Data | None
		laporan_nihil: DF.Check
		mulai_pada: DF.Datetime | None
		nama_pelaksana: DF.Data | None
		pelaksana: DF.Link | None
		periode: DF.Link
		perjanjian: DF.SmallText | None
		putaran: DF.Int
		rilis_terbuka: DF.LongText | None
		susulan: DF.Link | None
		terlambat: DF.Check
		tersedia_pada: DF.Datetime | None
		unggahan: DF.Data | None
		unit_kerja: DF.Link
		workflow_state: DF.Link | None
	# end: auto-generated types

	def before_insert(self):
		one_at_a_time(self.unit_kerja)

	def validate(self):
		before = self.get_doc_before_save()
		self._take_from_order()
		self.kunci = build.unique_key(self.periode, self.unit_kerja, self.pelaksana)
		if not before:
			self.kelompok = self.pelaksana or build.UNIT_OWN
		if not acting.active():
			self._keep_pelaksana(before)
			self._check_rows(before)
		self.settle(before)
		if self.rilis_terbuka and not step_state.is_done(self, steps.PENYUSUNAN):
			# What has come in since the Format was made is not asked for any more.
			self.rilis_terbuka = OpenReleases(self.kecamatan, self.periode).told(self.unit_kerja)
		findings.write_findings(self)
		if before and not acting.active() and not moves.move_of(self) and not self.mulai_pada:
			# Step 5 starts with the first save.
			self.mulai_pada = clock.now()

	def settle(self, before):
		annual.fill_format(self)
		entries.read_entries(self, before)

	def db_insert(self, *args, **kwargs):
		try:
			super().db_insert(*args, **kwargs)
		except frappe.UniqueValidationError:
			forget_core_message()
			self._refuse_second()

	def db_update(self):
		try:
			super().db_update()
		except frappe.UniqueValidationError:
			forget_core_message()
			self._refuse_second()

	@property
	def asked_by(self) -> str:
		"""The Disposisi whose dates count: a Susulan's own, for what it asks."""
		return self.susulan or self.disposisi

	def check_editor(self, before, user: str):
		"""Called by the guard: a Format that was given to one Pelaksana is filled in by that person."""
		if before.is_given_to_other(user):
			before.refuse_other_than_pelaksana(user)

	def is_given_to_other(self, user: str) -> bool:
		"""Whether another Pelaksana, one with an account, is to fill this Format in now."""
		return step_state.is_next(self, steps.PENYUSUNAN) and self._belongs_to_other(user)

	def refuse_other_than_pelaksana(self, user: str):
		if self._belongs_to_other(user):
			frappe.throw(_("{0} diisi oleh {1}.").format(self.name, self.nama_pelaksana), MoveRefused)

	def _belongs_to_other(self, user: str) -> bool:
		owner = self.pelaksana and frappe.db.get_value(PEGAWAI, self.pelaksana, "user")
		return bool(owner) and owner != user

	def _keep_pelaksana(self, before):
		"""Fixed when the Format is made; from then on by the unit's leader (formats.pelaksana)."""
		if before and (self.pelaksana or "") != (before.pelaksana or ""):
			frappe.throw(
				_(
					"Pelaksana {0} ditetapkan oleh kepala unit dengan tombol Tunjuk Pelaksana atau Alihkan Pelaksana."
				).format(self.name),
				MoveRefused,
			)

	def _take_from_order(self):
		order = frappe.db.get_value(DISPOSISI, self.disposisi, ["kecamatan", "periode"], as_dict=True)
		unit = frappe.db.get_value(UNIT_KERJA, self.unit_kerja, "kecamatan")
		if (order.kecamatan, order.periode) != (unit, self.periode):
			frappe.throw(
				_("Unit dan periode Format harus sama dengan {0}.").format(self.disposisi), KinerjaError
			)
		self.kecamatan = order.kecamatan
		self.batas_pengumpulan = frappe.db.get_value(DISPOSISI, self.asked_by, "batas_pengumpulan")

	def _check_rows(self, before):
		"""Which indicators a Format asks for is settled with the meeting; after it the rows stand."""
		old = {row.name: row.indikator for row in before.baris} if before else {}
		self._refuse_swapped(old)
		if {row.name for row in self.baris} == set(old) and all(row.name in old for row in self.baris):
			return
		order = frappe.get_doc(DISPOSISI, self.disposisi)
		if before and step_state.is_done(order, steps.RAPAT):
			frappe.throw(
				_("Susunan indikator sudah ditetapkan dalam rapat dan tidak dapat ditambah atau dikurangi."),
				KinerjaError,
			)
		self._complete_new_rows(set(old))

	def _refuse_swapped(self, old: dict[str, str]):
		"""A row is its indicator's: what was typed under one must not be counted as another's."""
		swapped = [row.idx for row in self.baris if row.name in old and row.indikator != old[row.name]]
		if swapped:
			frappe.throw(
				_(
					"Baris {0}: indikatornya tidak dapat diganti. Hapus barisnya dan tambahkan yang lain."
				).format(", ".join(map(str, swapped))),
				KinerjaError,
			)

	def _complete_new_rows(self, old: set[str]):
		"""A row added by hand gets its target from the Perjanjian Kinerja like every other."""

		known = {
			row["indikator"]: row
			for group in rows_by_unit(self.kecamatan, self.periode).get(self.unit_kerja, [])
			for row in group.rows
		}
		for row in self.baris:
			if row.name in old:
				continue
			if row.indikator not in known:
				frappe.throw(
					_("Baris {0}: {1} bukan indikator {2} pada Perjanjian Kinerja yang berlaku.").format(
						row.idx, row.indikator, self.unit_kerja
					),
					KinerjaError,
				)
			self._refuse_doubled(row)
			row.update(known[row.indikator])

	def _refuse_doubled(self, row):
		"""An indicator is asked once of a unit, or of each Pelaksana that shares it; the flow sees to that."""
		forms = frappe.get_all(
			FORMAT,
			filters={
				"disposisi": self.disposisi,
				"unit_kerja": self.unit_kerja,
				"kunci": ["!=", self.kunci],
			},
			pluck="name",
		)
		elsewhere = frappe.db.get_value(
			FORMAT_ROW, {"parent": ["in", forms or [""]], "indikator": row.indikator}, "parent"
		)
		if elsewhere or any(other.indikator == row.indikator and other is not row for other in self.baris):
			frappe.throw(
				_("Baris {0}: {1} sudah ada pada {2}; angkanya akan terhitung dua kali.").format(
					row.idx, row.indikator, elsewhere or _("Format ini")
				),
				KinerjaError,
			)

	def _refuse_second(self):
		first = holder_of_key(self)
		frappe.throw(
			_("Format {0} untuk {1} sudah ada: {2}. Satu Format per periode, unit dan Pelaksana.").format(
				self.periode, self.unit_kerja, first or _("baru saja dibuat")
			),
			DuplicateDocument,
			title=_("Sudah ada"),
		)
