from kinerja_kecamatan.base.stored_words import ROOT_UNIT, SECRETARIAT
import frappe
from frappe import _
from frappe.utils import escape_html, getdate
from frappe.utils.nestedset import NestedSet

from kinerja_kecamatan.base.sentences import sentence_of
from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.base import clock
from kinerja_kecamatan.office import letter_patterns
from kinerja_kecamatan.office import penugasan
from kinerja_kecamatan.office import periods
from kinerja_kecamatan.office import role_sync
from kinerja_kecamatan.office import unit_tree
from kinerja_kecamatan.office import units as office_units
from kinerja_kecamatan.office.names import former_names
from kinerja_kecamatan.rules import unit_names, validity
from kinerja_kecamatan.rules.errors import RuleError
from kinerja_kecamatan.rules.working_calendar import NAMA_HARI, Kalender
from kinerja_kecamatan.rules.unit_codes import LONGEST, is_plain, is_short
from kinerja_kecamatan.rules.unit_names import Name
from kinerja_kecamatan.second_person import gate
from kinerja_kecamatan.second_person import proposals
from kinerja_kecamatan.office.calendar import as_rule
from kinerja_kecamatan.base.doctypes import UNIT_KERJA

from kinerja_kecamatan.kinerja_kecamatan.doctype.hari_libur.hari_libur import HariLibur
from kinerja_kecamatan.kinerja_kecamatan.doctype.jam_kerja.jam_kerja import JamKerja
from kinerja_kecamatan.kinerja_kecamatan.doctype.nama_unit.nama_unit import NamaUnit
from kinerja_kecamatan.kinerja_kecamatan.doctype.pola_nomor_surat.pola_nomor_surat import PolaNomorSurat


# Frappe's own columns of the tree; what a payload, an import or a bulk edit says about them is put back.
TREE_COLUMNS = ("lft", "rgt", "old_parent")
# What is looked at anew where it changes; a unit that an earlier release let in can be saved all the same.
VALIDITY = ("berlaku_mulai", "berlaku_sampai", "unit_penerus")


class UnitKerja(NestedSet):
	"""A unit of the office; the root carries kop surat, calendar and locks of its kecamatan."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		bagi_target: DF.Check
		berlaku_mulai: DF.Date | None
		berlaku_sampai: DF.Date | None
		hari_kunci: DF.Int
		hari_libur: DF.Table[HariLibur]
		is_group: DF.Check
		jam_kerja: DF.Table[JamKerja]
		jenis: DF.Literal["Kecamatan", "Sekretariat", "Subbagian", "Seksi", "Kelurahan"]
		jenis_periode: DF.Literal["Triwulan", "Semester", "Bulanan"]
		kecamatan: DF.Link | None
		kode: DF.Data
		kode_surat: DF.Data | None
		kop_alamat: DF.SmallText | None
		kop_nama: DF.Data | None
		kop_pemerintah: DF.Data | None
		lambang: DF.AttachImage | None
		lft: DF.Int
		melapor: DF.Check
		nama_mulai: DF.Date | None
		nama_terdahulu: DF.Table[NamaUnit]
		nama_unit: DF.Data
		old_parent: DF.Link | None
		parent_unit_kerja: DF.Link | None
		pola_nomor: DF.Table[PolaNomorSurat]
		rgt: DF.Int
		sebutan_kepala: DF.Data | None
		tempat: DF.Data | None
		unit_penerus: DF.Link | None
		unit_perekap: DF.Check
		urutan_surat: DF.Literal["Satu urutan untuk semua naskah", "Urutan sendiri tiap jenis naskah"]
	# end: auto-generated types

	nsm_parent_field = "parent_unit_kerja"

	def autoname(self):
		"""The root is its own code (PACE), every unit below carries it (PACE-SI-PEM)."""
		self.kode = (self.kode or "").strip().upper()
		self.name = f"{self._kecamatan()}-{self.kode}" if self.parent_unit_kerja else self.kode

	def before_validate(self):
		stored = None
		if not self.is_new():
			# Locked: while siblings are moved, a save must not write their old places back.
			stored = frappe.db.get_value(
				UNIT_KERJA, self.name, list(TREE_COLUMNS), as_dict=True, for_update=True
			)
		for field in TREE_COLUMNS:
			self.set(field, stored[field] if stored else None)
		before = self.get_doc_before_save()
		self.set("nama_terdahulu", before.nama_terdahulu if before else [])

	def onload(self):
		self.set_onload("usulan", proposals.open_for(self.doctype, self.name))

	def validate(self):
		self._check_code()
		self._check_place()
		self.kecamatan = self._kecamatan()
		# Who proposes a change is told what is wrong with it, not who is to confirm it.
		self._check_validity()
		self._former_names()
		gate.hold(self)
		self.is_group = int(
			bool(self.is_group or self.jenis in (ROOT_UNIT, SECRETARIAT) or self._has_children())
		)
		gate.refuse_new_recap_unit(self)
		self.set("nama_terdahulu", self._former_names())
		self._check_calendar()
		letter_patterns.check(self)

	def on_update(self):
		super().on_update()
		if self.parent_unit_kerja and not frappe.db.get_value(UNIT_KERJA, self.parent_unit_kerja, "is_group"):
			frappe.db.set_value(UNIT_KERJA, self.parent_unit_kerja, "is_group", 1)
		self._forget()
		if self.get_doc_before_save() and self.has_value_changed("jenis_periode"):
			periods.tell_of_change(self.name, clock.today().year)
		if self.get_doc_before_save() and self.has_value_changed("bagi_target"):
			periods.tell_of_shares(self.name, clock.today().year)
		if self.get_doc_before_save() and self.has_value_changed("berlaku_sampai"):
			role_sync.sync_unit(self.name)
		gate.follow(self)

	def after_rename(self, old: str, new: str, merge: bool = False):
		super().after_rename(old, new, merge)
		self._forget()

	def on_trash(self):
		super().on_trash()
		self._forget()

	def _forget(self):
		"""The tree of before, and every unit's cached row: Frappe has moved the siblings by SQL."""
		penugasan.forget()
		frappe.clear_document_cache(self.doctype)

	def _check_code(self):
		"""One that stands already stays as it is: its unit's name carries it."""
		before = self.get_doc_before_save()
		if before and before.kode == self.kode:
			return
		if not is_short(self.kode):
			frappe.throw(_("Kode unit paling panjang {0} karakter.").format(LONGEST), KinerjaError)
		if not is_plain(self.kode):
			frappe.throw(
				_("Kode unit hanya memuat huruf A-Z, angka dan tanda hubung, misalnya SI-PEM."), KinerjaError
			)

	def _kecamatan(self) -> str:
		if not self.parent_unit_kerja:
			return self.name or self.kode
		return frappe.db.get_value(UNIT_KERJA, self.parent_unit_kerja, "kecamatan")

	def _check_place(self):
		if (self.jenis == ROOT_UNIT) == bool(self.parent_unit_kerja):
			frappe.throw(
				_("Unit puncak berjenis Kecamatan dan tidak punya induk; unit lain wajib punya Unit Induk."),
				KinerjaError,
			)
		before = self.get_doc_before_save()
		if before and before.kecamatan != self._kecamatan():
			frappe.throw(_("Unit tidak dapat dipindahkan ke kecamatan lain."), KinerjaError)
		if self.parent_unit_kerja and (not before or before.parent_unit_kerja != self.parent_unit_kerja):
			self._check_parent()

	def _check_parent(self):
		"""Frappe looks for loops in lft and rgt, which may be wrong; a parent has to hang on the root, and not below its child."""
		path = unit_tree.tree_of(self._kecamatan()).path(self.parent_unit_kerja)
		if path[-1] != self._kecamatan() or self.name in path:
			frappe.throw(
				_(
					"{0} tidak dapat menjadi Unit Induk: ia berada di bawah unit ini, atau terlepas dari susunannya."
				).format(self.parent_unit_kerja),
				KinerjaError,
			)

	def _has_children(self) -> bool:
		return bool(not self.is_new() and frappe.db.exists(UNIT_KERJA, {"parent_unit_kerja": self.name}))

	def _check_validity(self):
		"""The dates beside those of the units around it, and one Unit Perekap at a time."""
		before = self.get_doc_before_save()
		dated = any(self.has_value_changed(field) for field in VALIDITY) if before else True
		if not dated and not (self.unit_perekap and self.has_value_changed("unit_perekap")):
			return
		rows = [row for row in office_units.all_units(self.kecamatan) if row.name != self.name]
		own = office_units.as_rule(self)
		units = {row.name: office_units.as_rule(row) for row in rows} | {own.name: own}
		try:
			if dated:
				validity.check_unit(own, units)
			if self.unit_perekap:
				validity.check_recap_units((units[row.name] for row in rows if row.unit_perekap), own)
		except RuleError as error:
			frappe.throw(escape_html(sentence_of(error)), KinerjaError, title=_("Masa berlaku"))

	def _former_names(self) -> list:
		"""The names of before, with the present one's predecessor where a new one begins on a day; without a day it is the same one,
		spelt better."""
		before = self.get_doc_before_save()
		if not before or not self.nama_mulai or not self.has_value_changed("nama_mulai"):
			return self.nama_terdahulu
		was, former = Name(before.nama_unit, before.sebutan_kepala or ""), former_names(self.nama_terdahulu)
		begins = getdate(self.nama_mulai)
		try:
			if was != Name(self.nama_unit, self.sebutan_kepala or ""):
				former = unit_names.renamed(former, was, begins)
			elif former:
				former = unit_names.redated(former, begins)
		except RuleError as error:
			frappe.throw(escape_html(sentence_of(error)), KinerjaError, title=_("Nama unit"))
		return [{"nama_unit": one.nama, "sebutan_kepala": one.kepala, "sampai": one.sampai} for one in former]

	def _check_calendar(self):
		for row in self.jam_kerja:
			if row.hari not in NAMA_HARI or row.mulai in (None, "") or row.selesai in (None, ""):
				frappe.throw(
					_("Jam Kerja baris {0}: isi Hari, Mulai dan Selesai.").format(row.idx), KinerjaError
				)
		try:
			Kalender(tuple(as_rule(row) for row in self.jam_kerja))
		except RuleError as error:
			frappe.throw(_("Jam Kerja: {0}").format(escape_html(sentence_of(error))), KinerjaError)
