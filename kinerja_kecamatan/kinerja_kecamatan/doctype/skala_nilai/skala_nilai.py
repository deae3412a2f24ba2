import frappe
from frappe.model.document import Document
from frappe.utils import escape_html

from kinerja_kecamatan.base.sentences import sentence_of
from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.office import measures
from kinerja_kecamatan.rules.errors import RuleError
from kinerja_kecamatan.rules.skala_nilai import check_words

from kinerja_kecamatan.kinerja_kecamatan.doctype.kata_nilai.kata_nilai import KataNilai


class SkalaNilai(Document):
	"""Words that targets and figures may be, and what each counts as."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		batas_termasuk: DF.Check
		berskor: DF.Check
		dasar: DF.SmallText | None
		kata: DF.Table[KataNilai]
		nama_skala: DF.Data
	# end: auto-generated types

	def validate(self):
		"""No word twice, no value twice; kept from the best word down."""
		self.kata.sort(key=lambda row: row.nilai or 0, reverse=True)
		for number, row in enumerate(self.kata, start=1):
			row.idx = number
			row.kata = " ".join((row.kata or "").split())
		try:
			check_words(measures.as_scale(self, self.kata))
		except RuleError as error:
			frappe.throw(escape_html(sentence_of(error)), KinerjaError)

	def on_update(self):
		measures.forget()

	def after_delete(self):
		measures.forget()
