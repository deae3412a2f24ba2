import frappe

from kinerja_kecamatan.flow.document import FlowDocument
from kinerja_kecamatan.guard.payload import changed_fields
from kinerja_kecamatan.recap import corrections
from kinerja_kecamatan.recap import unit as unit_recap


class RekapKinerja(FlowDocument):
	"""The recap of a unit (steps 6 to 8) or of the whole kecamatan (step 9)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF
		from kinerja_kecamatan.kinerja_kecamatan.doctype.baris_rekap.baris_rekap import BarisRekap
		from kinerja_kecamatan.kinerja_kecamatan.doctype.koreksi_rekap.koreksi_rekap import KoreksiRekap
		from kinerja_kecamatan.kinerja_kecamatan.doctype.sumber_rekap.sumber_rekap import SumberRekap

		alasan_terakhir: DF.SmallText | None
		alasan_tidak_melapor: DF.SmallText | None
		arahan_pimpinan: DF.SmallText | None
		baris: DF.Table[BarisRekap]
		catatan_pencermatan: DF.SmallText | None
		catatan_validasi: DF.SmallText | None
		disposisi: DF.Link
		jenis: DF.Literal["Unit", "Kecamatan"]
		kecamatan: DF.Link | None
		koreksi: DF.Table[KoreksiRekap]
		kunci: DF.Data | None
		mulai_pada: DF.Datetime | None
		penandatangan: DF.JSON | None
		periode: DF.Link
		predikat: DF.Data | None
		putaran: DF.Int
		rata_capaian: DF.Float
		sumber: DF.Table[SumberRekap]
		terlambat: DF.Check
		tersedia_pada: DF.Datetime | None
		tidak_melapor: DF.Check
		unit_kerja: DF.Link
		unit_masuk: DF.Int
		unit_total: DF.Int
		versi: DF.Int
		workflow_state: DF.Link | None
	# end: auto-generated types

	def validate(self):
		self.kunci = f"{self.disposisi}|{self.jenis}|{self.unit_kerja}"
		before = self.get_doc_before_save()
		if before and self.jenis == "Unit" and "koreksi" in changed_fields(self, before):
			# Recomputed from the sources, so that a correction taken back leaves no trace in the figures.
			corrections.forget_changed(self, before)
			unit_recap.fill(self)

	def before_insert(self):
		self.versi = 1

	def as_title(self) -> str:
		"""As printed and searched: jenis, unit and period."""
		return f"Rekap {self.jenis} {frappe.get_cached_value('Unit Kerja', self.unit_kerja, 'nama_unit')} {self.periode}"
