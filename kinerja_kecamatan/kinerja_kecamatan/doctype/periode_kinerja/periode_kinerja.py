import frappe
from frappe.model.document import Document
from frappe.utils import escape_html

from kinerja_kecamatan.base.sentences import sentence_of
from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.rules.errors import RuleError
from kinerja_kecamatan.rules.periode import SEBUTAN, Periode


class PeriodeKinerja(Document):
	"""A reporting period, such as 2021-TW1."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		jenis: DF.Literal["Triwulan", "Semester", "Bulanan", "Tahunan"]
		kode: DF.Data
		nama_periode: DF.Data | None
		nomor: DF.Int
		tahun: DF.Int
		tanggal_mulai: DF.Date | None
		tanggal_selesai: DF.Date | None
	# end: auto-generated types

	def before_naming(self):
		self._read_code()

	def validate(self):
		self._read_code()

	def _read_code(self):
		"""Everything about a period follows from its code."""
		try:
			period = Periode.dari_kode(str(self.kode or ""))
		except RuleError as error:
			frappe.throw(escape_html(sentence_of(error)), KinerjaError)
		self.kode, self.nama_periode = period.kode, period.nama
		self.jenis, self.tahun, self.nomor = SEBUTAN[period.jenis], period.tahun, period.ke
		self.tanggal_mulai, self.tanggal_selesai = period.mulai, period.akhir
