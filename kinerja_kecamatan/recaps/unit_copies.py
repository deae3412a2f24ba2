"""The unit recaps under a kecamatan's, as they stood when this version of it became final; as they are now before that."""

import json

import frappe

from kinerja_kecamatan.base.doctypes import COPY, KOREKSI_REKAP, RECAP_ROW, RECAP_SOURCE, REKAP, UNIT_KERJA
from kinerja_kecamatan.base.stored_words import UNIT_RECAP
from kinerja_kecamatan.recaps.aggregate import THIS_PERIOD

TABLES = {"baris": RECAP_ROW, "sumber": RECAP_SOURCE, "koreksi": KOREKSI_REKAP}


class UnitRecap:
	"""One of them, by name: its rows, and whether its unit was Tidak Melapor."""

	def __init__(self, name: str, version: int):
		self.name = name
		kept = frappe.db.get_value(COPY, {"rekap": name, "versi": version}, "isi")
		self._kept = json.loads(kept) if kept else None
		head = (
			self._kept
			or frappe.db.get_value(REKAP, name, ["unit_kerja", "tidak_melapor"], as_dict=True)
			or {}
		)
		self.unit, self.unreported = head.get("unit_kerja"), bool(head.get("tidak_melapor"))

	def rows(self, table: str, indikator: str | None = None) -> list[frappe._dict]:
		"""Rows of one of TABLES, of one indicator or all of them, in their order."""
		if self._kept is not None:
			found = [frappe._dict(row) for row in self._kept[table]]
			return [row for row in found if indikator in (None, row.indikator)]
		filters = {"parent": self.name, "parenttype": REKAP, "parentfield": table}
		if indikator:
			filters["indikator"] = indikator
		return frappe.get_all(TABLES[table], filters=filters, fields=["*"], order_by="idx")


def recaps_of(doc) -> list[UnitRecap]:
	"""Those that a kecamatan's recap was computed from, in the order of units."""
	names = {s.dokumen for s in doc.sumber if s.jenis_dokumen == REKAP and s.untuk == THIS_PERIOD}
	recap, unit = frappe.qb.DocType(REKAP), frappe.qb.DocType(UNIT_KERJA)
	ordered = (
		frappe.qb.from_(recap)
		.join(unit)
		.on(unit.name == recap.unit_kerja)
		.select(recap.name)
		.where(recap.name.isin(sorted(names) or [""]))
		.orderby(unit.lft)
	).run(pluck=True)
	return [UnitRecap(name, doc.versi) for name in ordered]


def corrections_of(doc) -> list[tuple[str, frappe._dict]]:
	"""(unit, correction) of a recap: its own, or those that a kecamatan's figures come from."""
	if doc.jenis == UNIT_RECAP:
		return [(doc.unit_kerja, row) for row in doc.koreksi]
	return [(one.unit, row) for one in recaps_of(doc) if not one.unreported for row in one.rows("koreksi")]
