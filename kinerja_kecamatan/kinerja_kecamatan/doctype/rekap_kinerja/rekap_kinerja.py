from kinerja_kecamatan.base.stored_words import UNIT_RECAP
import frappe
from frappe import _

from kinerja_kecamatan.exceptions import MoveRefused
from kinerja_kecamatan.sop import step_state
from kinerja_kecamatan.sop import steps
from kinerja_kecamatan.access import acting
from kinerja_kecamatan.sop.workflow import state_field
from kinerja_kecamatan.guard.payload import changed_fields
from kinerja_kecamatan.recaps import step_fields
from kinerja_kecamatan.recaps import corrections
from kinerja_kecamatan.recaps import office_recap
from kinerja_kecamatan.recaps import unit_recap
from kinerja_kecamatan.recaps.computed_tables import ComputedTables

from kinerja_kecamatan.kinerja_kecamatan.doctype.serapan_anggaran.serapan_anggaran import SerapanAnggaran
from kinerja_kecamatan.kinerja_kecamatan.doctype.baris_rekap.baris_rekap import BarisRekap
from kinerja_kecamatan.kinerja_kecamatan.doctype.koreksi_rekap.koreksi_rekap import KoreksiRekap
from kinerja_kecamatan.kinerja_kecamatan.doctype.nilai_rekap.nilai_rekap import NilaiRekap
from kinerja_kecamatan.kinerja_kecamatan.doctype.sumber_rekap.sumber_rekap import SumberRekap
from kinerja_kecamatan.kinerja_kecamatan.doctype.temuan_rekap.temuan_rekap import TemuanRekap
from kinerja_kecamatan.kinerja_kecamatan.doctype.validasi_rekap.validasi_rekap import ValidasiRekap


# What people type into a recap that its figures follow from.
TYPED = frozenset({"koreksi", "anggaran", "temuan", "validasi"})


class RekapKinerja(ComputedTables):
	"""The recap of a unit (steps 6 to 8) or of the whole kecamatan (step 9)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		alasan_terakhir: DF.SmallText | None
		alasan_tidak_melapor: DF.SmallText | None
		anggaran: DF.Table[SerapanAnggaran]
		arahan_pimpinan: DF.SmallText | None
		baris: DF.Table[BarisRekap]
		catatan_pencermatan: DF.SmallText | None
		catatan_validasi: DF.SmallText | None
		disposisi: DF.Link
		efisiensi_teks: DF.Data | None
		jenis: DF.Literal["Unit", "Kecamatan"]
		kategori_efisiensi: DF.Data | None
		kecamatan: DF.Link | None
		koreksi: DF.Table[KoreksiRekap]
		kunci: DF.Data | None
		mulai_pada: DF.Datetime | None
		nilai: DF.Table[NilaiRekap]
		penandatangan: DF.JSON | None
		periode: DF.Link
		perlu_diperbarui: DF.SmallText | None
		predikat: DF.Data | None
		predikat_sd: DF.Data | None
		putaran: DF.Int
		rata_capaian: DF.Float
		rata_capaian_sd: DF.Float
		rata_capaian_sd_teks: DF.Data | None
		rata_capaian_teks: DF.Data | None
		serapan: DF.Float
		sumber: DF.Table[SumberRekap]
		temuan: DF.Table[TemuanRekap]
		temuan_validasi: DF.SmallText | None
		terlambat: DF.Check
		tersedia_pada: DF.Datetime | None
		tidak_melapor: DF.Check
		unit_kerja: DF.Link
		unit_masuk: DF.Int
		unit_total: DF.Int
		validasi: DF.Table[ValidasiRekap]
		versi: DF.Int
		workflow_state: DF.Link | None
	# end: auto-generated types

	def validate(self):
		self.kunci = f"{self.disposisi}|{self.jenis}|{self.unit_kerja}"
		before = self.get_doc_before_save()
		if before and not self.flags.pop("kinerja_filled", False) and not acting.active():
			self.settle(before)

	def settle(self, before):
		if changed_fields(self, before) & TYPED:
			# Recomputed from the sources, so that a correction taken back leaves no trace in the figures.
			corrections.forget_changed(self, before)
			fill = unit_recap.fill_unit_recap if self.jenis == UNIT_RECAP else office_recap.fill_office_recap
			fill(self)

	def check_editor(self, before, user: str):
		"""Called by the guard: what is final keeps its figures; the Camat adds directions, nothing else. Notes and
		corrections are written in their own step."""
		changed = changed_fields(self, before, ignore={"arahan_pimpinan", state_field(self.doctype)})
		if changed and step_state.is_done(before, steps.REKAP_KECAMATAN):
			labels = ", ".join(_(self.meta.get_label(field)) for field in sorted(changed))
			frappe.throw(
				_("{0} sudah final; {1} tidak dapat diubah lagi.").format(self.name, labels), MoveRefused
			)
		step_fields.check_step_fields(self, before, changed)

	def onload(self):
		self.set_onload("kolom_tertutup", sorted(step_fields.closed_fields(self)))

	def before_insert(self):
		self.versi = 1
