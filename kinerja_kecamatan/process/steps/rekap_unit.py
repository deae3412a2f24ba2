"""Rekapitulasi Unit: the unit's recap over its Formats."""

import frappe
from frappe import _

from kinerja_kecamatan.base.doctypes import REKAP
from kinerja_kecamatan.exceptions import PreconditionMissing
from kinerja_kecamatan.formats import of_unit
from kinerja_kecamatan.process.step_registry import Activity
from kinerja_kecamatan.recaps import unit_recap
from kinerja_kecamatan.sop import steps

REKAP_UNIT = Activity(
	steps.REKAP_UNIT, REKAP, hint=lambda: _("Periksa angka yang terhimpun dari Format unit ini.")
)


@REKAP_UNIT.precondition
def needs_all_formats(doc, move) -> None:
	missing = of_unit.open_formats(doc)
	if missing:
		frappe.throw(
			_("Rekap unit menunggu Format berikut selesai disusun: {0}.").format(", ".join(missing)),
			PreconditionMissing,
			title=_("Format belum lengkap"),
		)


@REKAP_UNIT.preparation
def fill_unit_rows(doc, move) -> None:
	unit_recap.fill_unit_recap(doc)
	doc.alasan_terakhir = doc.temuan_validasi = None
