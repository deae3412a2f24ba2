import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import escape_html

from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.sop import activities, steps

from kinerja_kecamatan.kinerja_kecamatan.doctype.langkah_sop.langkah_sop import LangkahSOP
from kinerja_kecamatan.guard.workflow_check import refuse_uncompleted_steps


class SOP(Document):
	"""A procedure as data: cover, steps, mutu baku, and which workflow state completes which step."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		dasar_hukum: DF.Text | None
		disahkan_oleh: DF.Data | None
		instansi: DF.Data | None
		kecamatan: DF.Link | None
		keterkaitan: DF.Text | None
		kotak_unit: DF.Data | None
		kualifikasi_pelaksana: DF.Text | None
		langkah: DF.Table[LangkahSOP]
		nama_sop: DF.Data
		nomor_sop: DF.Data
		pencatatan: DF.Text | None
		peralatan: DF.Text | None
		peringatan: DF.Text | None
		tanggal_efektif: DF.Date | None
		tanggal_pembuatan: DF.Date | None
		tanggal_revisi: DF.Date | None
		total_waktu: DF.Int
	# end: auto-generated types

	def validate(self):
		self.langkah = steps.in_order(self.langkah)
		for idx, row in enumerate(self.langkah, start=1):
			row.idx, row.kegiatan = idx, " ".join((row.kegiatan or "").split())
		self.total_waktu = sum(row.waktu or 0 for row in self.langkah)
		self._refuse_doubles()
		for row in self.langkah:
			if problem := activities.problem_of(row.kegiatan):
				frappe.throw(problem, KinerjaError)
		self._refuse_unknown_papers()

	def _refuse_doubles(self):
		"""Of two steps that the same state completes, only the first would ever be done."""
		keys = {
			_("Nomor langkah"): [str(row.nomor) for row in self.langkah],
			_("Kegiatan"): [row.kegiatan for row in self.langkah],
			_("Status Penyelesai"): [f"{row.dokumen}: {row.status}" for row in self.langkah if row.status],
		}
		for label, values in keys.items():
			folded = [value.casefold() for value in values]
			if doubled := sorted({escape_html(v) for v in values if folded.count(v.casefold()) > 1}):
				frappe.throw(_("{0} ganda: {1}.").format(label, ", ".join(doubled)), KinerjaError)

	def _refuse_unknown_papers(self):
		"""A paper that no print format prints would silently be missing from the archive."""
		for step in steps.rows_as_steps(self):
			unknown = [name for name in step.kertas if not frappe.db.exists("Print Format", name)]
			if unknown:
				frappe.throw(
					_("Kertas pada langkah {0} bukan format cetak yang ada: {1}.").format(
						step.nomor, ", ".join(unknown)
					),
					KinerjaError,
				)

	def on_update(self):
		refuse_uncompleted_steps(self)
		before = self.get_doc_before_save()
		names = [row.kegiatan for row in self.langkah]
		if not before or {*names} != {row.kegiatan for row in before.langkah}:
			activities.tell_own(names)
