import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, escape_html

from kinerja_kecamatan.base.sentences import sentence_of
from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.figures.judging import is_percent
from kinerja_kecamatan.office import measures
from kinerja_kecamatan.office.agreement_checks import unreadable_targets
from kinerja_kecamatan.rules import operators
from kinerja_kecamatan.rules.numbers import DESIMAL_CETAK, read_number, print_number
from kinerja_kecamatan.rules.errors import RuleError
from kinerja_kecamatan.rules.written_targets import read_target
from kinerja_kecamatan.rules.recap_rows import ways_without_sum, check_operators, check_scale_ways
from kinerja_kecamatan.base.doctypes import UNIT_KERJA

from kinerja_kecamatan.kinerja_kecamatan.doctype.pelaksana_indikator.pelaksana_indikator import (
	PelaksanaIndikator,
)


# What says how targets are read.
MEASURED_BY = ("satuan", "skala_nilai", "sifat")


class IndikatorKinerja(Document):
	"""What is measured, and how it is aggregated."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		agregasi_sumber: DF.Literal["Jumlah", "Rata-rata", "Rasio", "Nilai Tunggal"]
		agregasi_waktu: DF.Literal["Kumulatif", "Posisi Akhir", "Rata-rata", "Rasio"]
		aktif: DF.Check
		batas_capaian: DF.Literal["", "100", "110", "120", "Tanpa Batas"]
		batas_wajar_atas: DF.Data | None
		batas_wajar_bawah: DF.Data | None
		bukti_wajib: DF.Check
		data_dari_luar: DF.Check
		definisi_operasional: DF.SmallText | None
		desimal: DF.Int
		formula: DF.SmallText | None
		kecamatan: DF.Link
		kode: DF.Data
		menyatakan_serapan: DF.Check
		nama_indikator: DF.SmallText
		pelaksana: DF.Table[PelaksanaIndikator]
		penanggung_jawab: DF.Data | None
		rumus_negatif: DF.Literal["", "2T-R", "T/R"]
		sasaran: DF.Link
		satuan: DF.Data
		sebutan_pembilang: DF.Data | None
		sebutan_penyebut: DF.Data | None
		sifat: DF.Literal["Positif", "Negatif"]
		skala_nilai: DF.Link | None
		sumber_data: DF.SmallText | None
		sumber_luar: DF.SmallText | None
		tabel_serapan: DF.Literal["Menurut Tingkat", "Unit", "Kecamatan"]
		tahun_renstra: DF.Int
		target_renstra: DF.Data | None
		tidak_boleh_turun: DF.Check
		tingkat: DF.Literal["IKU", "Program", "Kegiatan"]
		unit_kerja: DF.Link
	# end: auto-generated types

	def validate(self):
		if frappe.db.get_value(UNIT_KERJA, self.unit_kerja, "kecamatan") != self.kecamatan:
			frappe.throw(
				_("Unit Pelapor {0} bukan bagian dari {1}.").format(self.unit_kerja, self.kecamatan),
				KinerjaError,
			)
		self._take_unit()
		if cint(self.desimal) > 4:
			frappe.throw(_("Angka di Belakang Koma paling banyak 4."), KinerjaError)
		for field in ("batas_wajar_bawah", "batas_wajar_atas", "target_renstra"):
			self._normalize(field)
		self._check_ways()
		self._check_targets()

	def _check_targets(self):
		"""Another unit, scale or sifat reads what agreements hold of this indicator otherwise: what it could not read is mended first."""
		before = self.get_doc_before_save()
		if before and any((before.get(field) or "") != (self.get(field) or "") for field in MEASURED_BY):
			if unread := unreadable_targets(self):
				frappe.throw(unread, KinerjaError, title=_("Target yang sudah diperjanjikan"), as_list=True)

	def _take_unit(self):
		"""The unit under its own name, whichever of its spellings was typed, with its decimals where none are said; a new one brings its Skala
		Nilai along."""
		known, text = measures.units(), " ".join((self.satuan or "").split())
		unit, before = known.find(text), self.get_doc_before_save()
		if not unit and not (before and before.satuan == self.satuan):
			near = known.near(text)
			frappe.throw(
				_("Satuan {0} belum terdaftar.{1} Pilih dari daftar Satuan, atau tambahkan di sana.").format(
					escape_html(text),
					_(" Mungkin maksudnya {0}?").format(escape_html(", ".join(near))) if near else "",
				),
				KinerjaError,
				title=_("Satuan"),
			)
		self.satuan = unit.nama if unit else self.satuan
		if self.desimal in (None, ""):
			self.desimal = unit.desimal if unit else DESIMAL_CETAK
		if unit and not self.skala_nilai and (not before or before.satuan != self.satuan):
			self.skala_nilai = unit.skala or None

	def _check_ways(self):
		try:
			check_operators(self.agregasi_waktu, self.agregasi_sumber, persen=is_percent(self))
			if scale := measures.scale_of(self.skala_nilai):
				check_scale_ways(self.agregasi_waktu, self.agregasi_sumber, scale)
		except RuleError as error:
			frappe.throw(escape_html(sentence_of(error)), KinerjaError)
		unit = measures.units().find(self.satuan)
		if operators.operator(self.agregasi_waktu).adds and unit and unit.diukur_ulang:
			frappe.msgprint(
				_(
					"Satuan {0} biasanya tidak dijumlahkan antarperiode. Periksa apakah Agregasi Waktu seharusnya {1}."
				).format(escape_html(self.satuan), ways_without_sum()),
				title=_("Agregasi Waktu"),
				indicator="orange",
			)

	def _normalize(self, field: str):
		measure = measures.measure_of(self)
		try:
			if field == "target_renstra":
				found = read_target(self.target_renstra, measure)
				self.target_renstra = found.tulisan if found else ""
			else:
				self.set(field, print_number(read_number(self.get(field), persen=measure.persen)))
		except RuleError as error:
			frappe.throw(f"{_(self.meta.get_label(field))}: {escape_html(sentence_of(error))}", KinerjaError)
