import frappe
from frappe.model.document import Document
from frappe.utils import escape_html

from kinerja_kecamatan.base.sentences import sentence_of
from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.rules.decimals import to_decimal
from kinerja_kecamatan.rules.errors import RuleError
from kinerja_kecamatan.rules.predikat import Tingkat, check_scale

from kinerja_kecamatan.kinerja_kecamatan.doctype.rentang_predikat.rentang_predikat import RentangPredikat


class SkalaPredikat(Document):
	"""Which word a capaian earns."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		dasar: DF.SmallText | None
		nama_skala: DF.Data
		rentang: DF.Table[RentangPredikat]
	# end: auto-generated types

	def validate(self):
		"""No gaps, no overlaps; kept from the highest band down."""
		self.rentang.sort(key=lambda row: row.batas_bawah or 0, reverse=True)
		for number, row in enumerate(self.rentang, start=1):
			row.idx = number
		try:
			check_scale(
				[
					Tingkat(to_decimal(row.batas_bawah or 0), row.predikat, row.singkatan or "")
					for row in self.rentang
				]
			)
		except RuleError as error:
			frappe.throw(escape_html(sentence_of(error)), KinerjaError)
