import frappe
from frappe import _
from frappe.model.document import Document

from kinerja_kecamatan.exceptions import KinerjaError

from kinerja_kecamatan.kinerja_kecamatan.doctype.hari_libur.hari_libur import HariLibur


class PengaturanKinerja(Document):
	"""How capaian is judged on this site, and the holidays that all its kecamatan share."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		batas_capaian: DF.Float
		hari_libur: DF.Table[HariLibur]
		nama_penanda_tangan: DF.Literal["Seperti Tertulis", "Huruf Kapital"]
		rumus_negatif: DF.Literal["2T-R", "T/R"]
		skala_predikat: DF.Link | None
		tanpa_batas: DF.Check
		ukuran_kertas: DF.Literal["F4", "A4"]
		wajib_kendala: DF.Check
	# end: auto-generated types

	def validate(self):
		if not self.tanpa_batas and (self.batas_capaian or 0) < 100:
			frappe.throw(
				_(
					"Batas Capaian paling sedikit 100 %. Bila capaian tidak dibatasi, centang Capaian Tidak Dibatasi."
				),
				KinerjaError,
			)
