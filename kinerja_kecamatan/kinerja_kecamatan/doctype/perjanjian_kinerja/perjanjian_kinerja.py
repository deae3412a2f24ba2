from collections.abc import Callable

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import escape_html, getdate

from kinerja_kecamatan.base.sentences import sentence_of
from kinerja_kecamatan.exceptions import KinerjaError, NumberInvalid
from kinerja_kecamatan.rules.numbers import print_number
from kinerja_kecamatan.rules.errors import RuleError
from kinerja_kecamatan.rules.nilai_kinerja import warning_about_weights
from kinerja_kecamatan.rules.period_targets import LABEL
from kinerja_kecamatan.rules.rupiah import read_rupiah
from kinerja_kecamatan.base.doctypes import INDIKATOR, UNIT_KERJA
from kinerja_kecamatan.base.duplicates import one_at_a_time
from kinerja_kecamatan.guard import closed
from kinerja_kecamatan.office import agreement_parties, agreement_targets, periods
from kinerja_kecamatan.office.agreement_checks import (
	exceeding_parts,
	measures_of,
	odd_targets,
	plan_beyond_budget,
	same_programs,
)
from kinerja_kecamatan.office.agreement_doubles import check_doubles
from kinerja_kecamatan.office.agreement_goals import fill_goals
from kinerja_kecamatan.process import agreements
from kinerja_kecamatan.office.nomenclature import fill_plan, fill_programs
from kinerja_kecamatan.process import letter_numbers
from kinerja_kecamatan.rules.written_targets import Ukuran, read_target
from kinerja_kecamatan.rules.nip import NipTidakSah, check_nip
from kinerja_kecamatan.second_person import proposals

from kinerja_kecamatan.kinerja_kecamatan.doctype.program_anggaran.program_anggaran import ProgramAnggaran
from kinerja_kecamatan.kinerja_kecamatan.doctype.rencana_aksi.rencana_aksi import RencanaAksi
from kinerja_kecamatan.kinerja_kecamatan.doctype.target_kinerja.target_kinerja import TargetKinerja


MONEY = {
	"anggaran": "Anggaran",
	"kas_tw1": "Rencana Kas TW I",
	"kas_tw2": "Rencana Kas TW II",
	"kas_tw3": "Rencana Kas TW III",
	"kas_tw4": "Rencana Kas TW IV",
}
PLAN_MONEY = {"anggaran": "Anggaran"}
# What is written of a Pihak Kedua who has no Penugasan in the office; a rank of the day may stand beside a Penugasan too.
SECOND_PARTY = tuple(f"pihak_kedua_{part}" for part in ("nama", "jabatan", "nip"))


class PerjanjianKinerja(Document):
	"""Targets of a unit for a year: Murni, or Perubahan from a date on. Closed once it is Ditetapkan (guard.closed)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		bagi_target: DF.Check
		berlaku_mulai: DF.Date
		ditetapkan_oleh: DF.Link | None
		ditetapkan_pada: DF.Datetime | None
		jenis: DF.Literal["Murni", "Perubahan"]
		kamus: DF.JSON | None
		kecamatan: DF.Link | None
		mengikat: DF.Literal["", "Unit", "Perorangan"]
		nomor: DF.Data | None
		penandatangan: DF.JSON | None
		pihak_kedua: DF.Link | None
		pihak_kedua_jabatan: DF.Data | None
		pihak_kedua_nama: DF.Data | None
		pihak_kedua_nip: DF.Data | None
		pihak_kedua_pangkat: DF.Data | None
		pihak_pertama: DF.Link | None
		pihak_pertama_pangkat: DF.Data | None
		pindaian: DF.Attach | None
		program: DF.Table[ProgramAnggaran]
		rencana_aksi: DF.Table[RencanaAksi]
		status: DF.Literal["Draf", "Ditetapkan"]
		tahun: DF.Int
		tanggal: DF.Date | None
		target: DF.Table[TargetKinerja]
		unit_kerja: DF.Link
	# end: auto-generated types

	def before_insert(self):
		one_at_a_time(frappe.db.get_value(UNIT_KERJA, self.unit_kerja, "kecamatan"))

	def onload(self):
		self.set_onload("usulan", proposals.open_for(self.doctype, self.name))
		self.set_onload("ditutup", closed.is_closed(self))
		self.set_onload("target_periode", agreement_targets.for_the_form(self))

	def validate(self):
		is_closed, correction = closed.is_closed(self.get_doc_before_save()), closed.correction_of(self)
		if is_closed and not correction:
			return  # nothing has changed but its scan
		self._check(is_closed)
		if correction:
			closed.keep_the_rest(self)

	def before_save(self):
		agreements.prepare(self)

	def on_update(self):
		agreements.follow(self)

	def check_editor(self, before, user: str):
		"""Asked by the guard for files that hang on it."""
		closed.refuse_files(self)

	def _check(self, is_closed: bool):
		self.kecamatan = frappe.db.get_value(UNIT_KERJA, self.unit_kerja, "kecamatan")
		if not is_closed:
			self.bagi_target = int(periods.shares_targets(self.kecamatan))
		if self.berlaku_mulai and getdate(self.berlaku_mulai).year != self.tahun:
			frappe.throw(_("Berlaku Mulai harus pada tahun {0}.").format(self.tahun), KinerjaError)
		letter_numbers.check_typed(self)
		agreement_parties.settle(self)
		fill_goals(self)
		fill_programs(self)
		fill_plan(self)
		self._check_second_party()
		self._check_indicators()
		self._read_numbers()
		labels = {field: _(label) for field, label in LABEL.items()}
		told = [
			*check_doubles(self),
			*odd_targets(self, labels),
			*same_programs(self),
			*exceeding_parts(self),
			*plan_beyond_budget(self),
		]
		if odd := warning_about_weights(row.bobot for row in self.target):
			told.append(odd)
		if told:
			frappe.msgprint("<br>".join(told), title=_("Periksa Perjanjian Kinerja"), indicator="orange")

	def _check_second_party(self):
		"""Somebody of the office by Penugasan, or anybody by what is written of them; never both."""
		if self.pihak_kedua and any(self.get(field) for field in SECOND_PARTY):
			frappe.throw(
				_("Pihak Kedua dipilih dari Penugasan atau ditulis nama dan jabatannya, tidak keduanya."),
				KinerjaError,
			)
		try:
			self.pihak_kedua_nip = check_nip(self.pihak_kedua_nip)
		except NipTidakSah as error:
			frappe.throw(escape_html(sentence_of(error)), KinerjaError, title=_("NIP belum benar"))

	def _check_indicators(self):
		seen = {}
		offices = dict(
			frappe.get_all(
				INDIKATOR,
				filters={"name": ["in", [row.indikator for row in self.target]]},
				fields=["name", "kecamatan"],
				as_list=True,
			)
		)
		for row in self.target:
			if row.indikator in seen:
				frappe.throw(
					_("Baris {0}: indikator {1} sudah ada pada baris {2}.").format(
						row.idx, row.indikator, seen[row.indikator]
					),
					KinerjaError,
				)
			if offices.get(row.indikator) != self.kecamatan:
				frappe.throw(
					_("Baris {0}: indikator {1} bukan milik {2}.").format(
						row.idx, row.indikator, self.kecamatan
					),
					KinerjaError,
				)
			seen[row.indikator] = row.idx

	def _read_numbers(self):
		"""Numbers as the office writes them; all wrong cells at once, by row and column."""
		written = measures_of([row.indikator for row in self.target])
		errors = [
			*_read(self.target, LABEL, lambda row, text: _as_written(text, written.get(row.indikator))),
			*_read(self.program, MONEY, lambda row, text: print_number(read_rupiah(text))),
			*(
				f"{_('Rencana Aksi')}, {error}"
				for error in _read(
					self.rencana_aksi, PLAN_MONEY, lambda row, text: print_number(read_rupiah(text))
				)
			),
		]
		if errors:
			frappe.throw(errors, NumberInvalid, title=_("Angka belum benar"), as_list=True)


def _as_written(text, measure: Ukuran | None) -> str:
	found = read_target(text, measure or Ukuran())
	return found.tulisan if found else ""


def _read(rows: list, columns: dict[str, str], read: Callable) -> list[str]:
	"""Put what was read of a row's column in the place of what was typed; returns a sentence for each cell that cannot be read."""
	errors = []
	for row in rows:
		for field, label in columns.items():
			try:
				row.set(field, read(row, row.get(field)))
			except RuleError as error:
				errors.append(
					_("Baris {0}, kolom {1}: {2}").format(row.idx, _(label), escape_html(sentence_of(error)))
				)
	return errors
