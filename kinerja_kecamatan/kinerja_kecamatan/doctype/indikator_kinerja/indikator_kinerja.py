import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, escape_html

from kinerja_kecamatan.base.sentences import sentence_of
from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.figures.judging import is_percent
from kinerja_kecamatan.rules import operators
from kinerja_kecamatan.rules.numbers import read_number, print_number
from kinerja_kecamatan.rules.errors import RuleError
from kinerja_kecamatan.rules.recap_rows import cara_tanpa_jumlah, check_operators
from kinerja_kecamatan.base.doctypes import UNIT_KERJA

from kinerja_kecamatan.kinerja_kecamatan.doctype.pelaksana_indikator.pelaksana_indikator import (
	PelaksanaIndikator,
)


# Satuan of figures that are measured anew each time, as a rule.
NOT_ADDED = frozenset({"indeks", "nilai", "skor"})


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
		definisi_operasional: DF.SmallText | None
		desimal: DF.Int
		formula: DF.SmallText | None
		kecamatan: DF.Link
		kode: DF.Data
		menyatakan_serapan: DF.Check
		nama_indikator: DF.SmallText
		pelaksana: DF.Table[PelaksanaIndikator]
		rumus_negatif: DF.Literal["", "2T-R", "T/R"]
		sasaran: DF.Link
		satuan: DF.Data
		sifat: DF.Literal["Positif", "Negatif"]
		sumber_data: DF.SmallText | None
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
		if cint(self.desimal) > 4:
			frappe.throw(_("Angka di Belakang Koma paling banyak 4."), KinerjaError)
		for field in ("batas_wajar_bawah", "batas_wajar_atas", "target_renstra"):
			self._normalize(field)
		self._check_ways()

	def _check_ways(self):
		try:
			check_operators(self.agregasi_waktu, self.agregasi_sumber, persen=is_percent(self))
		except RuleError as error:
			frappe.throw(sentence_of(error), KinerjaError)
		if (
			operators.operator(self.agregasi_waktu).adds
			and (self.satuan or "").strip().casefold() in NOT_ADDED
		):
			frappe.msgprint(
				_(
					"Satuan {0} biasanya tidak dijumlahkan antarperiode. Periksa apakah Agregasi Waktu seharusnya {1}."
				).format(escape_html(self.satuan), cara_tanpa_jumlah()),
				title=_("Agregasi Waktu"),
				indicator="orange",
			)

	def _normalize(self, field: str):
		try:
			self.set(field, print_number(read_number(self.get(field), persen=True)))
		except RuleError as error:
			frappe.throw(f"{_(self.meta.get_label(field))}: {sentence_of(error)}", KinerjaError)
