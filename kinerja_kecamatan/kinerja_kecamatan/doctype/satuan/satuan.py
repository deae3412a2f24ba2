import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, escape_html

from kinerja_kecamatan.base.doctypes import INDIKATOR
from kinerja_kecamatan.base.sentences import sentence_of
from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.office import measures
from kinerja_kecamatan.rules.errors import RuleError
from kinerja_kecamatan.rules.satuan import check_unit, split_spellings


class Satuan(Document):
	"""A unit of measure in all its spellings."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		desimal: DF.Int
		diukur_ulang: DF.Check
		jenis: DF.Literal["Persen", "Bilangan Bulat", "Desimal", "Uang", "Waktu", "Skala", "Ya/Tidak"]
		nama: DF.Data
		sinonim: DF.SmallText | None
		skala_nilai: DF.Link | None
	# end: auto-generated types

	def before_naming(self):
		self.nama = " ".join((self.nama or "").split())

	def validate(self):
		if cint(self.desimal) > 4:
			frappe.throw(_("Angka di Belakang Koma paling banyak 4."), KinerjaError)
		self.sinonim = "\n".join(split_spellings(self.sinonim))
		try:
			others = [unit for unit in measures.stored_units() if unit.nama != self.nama]
			check_unit(measures.as_unit(self), others)
		except RuleError as error:
			frappe.throw(escape_html(sentence_of(error)), KinerjaError)

	def on_update(self):
		measures.forget()

	def on_trash(self):
		"""Indicators name their unit as text: one that is still somebody's stays."""
		used = frappe.get_all(INDIKATOR, filters={"satuan": self.nama}, pluck="name", limit=1)
		if used:
			frappe.throw(
				_("Satuan {0} masih dipakai indikator {1}. Ganti satuannya lebih dulu.").format(
					self.nama, used[0]
				),
				KinerjaError,
			)

	def after_delete(self):
		measures.forget()
