from kinerja_kecamatan.base.stored_words import (
	CANCELLED,
	MAIN_ORDER,
	NOTA_DINAS,
	ROOT_UNIT,
	SUPPLEMENT,
)
import frappe
from frappe import _
from frappe.utils import getdate

from kinerja_kecamatan.exceptions import DuplicateDocument, KinerjaError
from kinerja_kecamatan.sop import step_state, steps
from kinerja_kecamatan.guard.flow_document import FlowDocument
from kinerja_kecamatan.base.duplicates import forget_core_message, holder_of_key, one_at_a_time
from kinerja_kecamatan.office import periods
from kinerja_kecamatan.office.units import recap_unit
from kinerja_kecamatan.process import letter_numbers
from kinerja_kecamatan.base.doctypes import DISPOSISI, UNIT_KERJA

from kinerja_kecamatan.kinerja_kecamatan.doctype.penerusan_disposisi.penerusan_disposisi import (
	PenerusanDisposisi,
)


TERTULIS = "Perintah Tertulis"


class Disposisi(FlowDocument):
	"""The order to collect the data of one period, and its course through steps 1 to 4."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		alasan_terakhir: DF.SmallText | None
		asal: DF.Literal["Perintah Langsung", "Surat", "Perintah Tertulis"]
		batas_pengumpulan: DF.Date | None
		data_yang_diperlukan: DF.SmallText | None
		disposisi_utama: DF.Link | None
		diterima_tanggal: DF.Date | None
		dokumen_rujukan: DF.SmallText | None
		hal: DF.Data
		isi_perintah: DF.SmallText
		jenis: DF.Literal["Utama", "Susulan"]
		kecamatan: DF.Link
		kunci: DF.Data | None
		mulai_pada: DF.Datetime | None
		nomor_agenda: DF.Data | None
		nomor_nota_dinas: DF.Data | None
		nomor_surat: DF.Data | None
		penerusan: DF.Table[PenerusanDisposisi]
		periode: DF.Link
		putaran: DF.Int
		scan_perintah: DF.Attach | None
		sifat: DF.Literal["Biasa", "Penting", "Segera", "Sangat Segera", "Rahasia"]
		sop: DF.Link | None
		surat_dari: DF.Data | None
		tanggal: DF.Date
		tanggal_kunci: DF.Date | None
		tanggal_surat: DF.Date | None
		tersedia_pada: DF.Datetime | None
		workflow_state: DF.Link | None
	# end: auto-generated types

	def before_insert(self):
		one_at_a_time(self.kecamatan)

	def validate(self):
		if self.is_new():
			self._start()
		letter_numbers.check_typed(self)
		if self.flags.kinerja_batal:
			self.kunci = f"{CANCELLED}{self.name}"
		if (
			self.batas_pengumpulan
			and self.tanggal_kunci
			and getdate(self.tanggal_kunci) < getdate(self.batas_pengumpulan)
		):
			frappe.throw(_("Tanggal Kunci tidak boleh sebelum Batas Pengumpulan."), KinerjaError)

	def on_update(self):
		self._register_late_number()

	def _register_late_number(self):
		"""A Nota Dinas that went out without a number may get the office's own one afterwards; the step that sends it registers the others."""
		before = self.get_doc_before_save()
		typed = before and self.nomor_nota_dinas and self.nomor_nota_dinas != before.nomor_nota_dinas
		if typed and step_state.is_done(before, steps.PENYAMPAIAN):
			letter_numbers.settle(self, NOTA_DINAS)

	def db_insert(self, *args, **kwargs):
		"""The UNIQUE kunci decides a race; the loser is told which Disposisi there is."""
		try:
			super().db_insert(*args, **kwargs)
		except frappe.UniqueValidationError:
			forget_core_message()
			self._refuse_second()

	def is_on_paper(self) -> bool:
		"""Whether the Camat gave the order in writing, with its scan kept here."""
		return self.asal == TERTULIS and bool(self.scan_perintah)

	def _start(self):
		if frappe.db.get_value(UNIT_KERJA, self.kecamatan, "jenis") != ROOT_UNIT:
			frappe.throw(_("{0} bukan kecamatan; pilih unit puncaknya.").format(self.kecamatan), KinerjaError)
		recap_unit(self.kecamatan, self.periode)
		self.sop = steps.sop_in_force(self.kecamatan, getdate(self.tanggal))
		if not self.sop:
			frappe.throw(
				_("Belum ada SOP yang berlaku pada {0}.").format(frappe.utils.formatdate(self.tanggal)),
				KinerjaError,
			)
		if self.jenis == SUPPLEMENT:
			self._check_main()
			self.kunci = f"susulan|{frappe.generate_hash(length=20)}"
			return
		self.disposisi_utama = None
		periods.refuse_other_kind(self.kecamatan, self.periode)
		self.kunci = f"{self.kecamatan}|{self.periode}"
		if frappe.db.exists(DISPOSISI, {"kunci": self.kunci}):
			self._refuse_second()

	def _check_main(self):
		main = frappe.db.get_value(
			DISPOSISI, self.disposisi_utama, ["kecamatan", "periode", "jenis"], as_dict=True
		)
		if not main or (main.kecamatan, main.periode, main.jenis) != (
			self.kecamatan,
			self.periode,
			MAIN_ORDER,
		):
			frappe.throw(
				_("Disposisi Susulan merujuk Disposisi Utama dari kecamatan dan periode yang sama."),
				KinerjaError,
			)

	def _refuse_second(self):
		first = holder_of_key(self)
		frappe.throw(
			_(
				"Pengumpulan data {0} untuk {1} sudah diperintahkan dengan {2}. Buat Disposisi Susulan yang merujuknya bila ada tambahan."
			).format(self.periode, self.kecamatan, first or _("Disposisi lain")),
			DuplicateDocument,
			title=_("Sudah ada"),
		)
