"""Rekapitulasi Kecamatan: the recap of the whole kecamatan becomes final and the order ends."""

import frappe
from frappe import _

from kinerja_kecamatan.base.doctypes import REKAP
from kinerja_kecamatan.exceptions import PreconditionMissing
from kinerja_kecamatan.papers import signatures
from kinerja_kecamatan.process.step_registry import Activity
from kinerja_kecamatan.process.steps import order_formats, validasi
from kinerja_kecamatan.recaps import office_recap, outdated, snapshot, stated_spending
from kinerja_kecamatan.sop import steps

REKAP_KECAMATAN = Activity(
	steps.REKAP_KECAMATAN,
	REKAP,
	hint=lambda: _("Periksa rekap kecamatan sebelum difinalkan."),
	reaches_all_units=True,
)


@REKAP_KECAMATAN.precondition
def needs_every_unit(doc, move) -> None:
	missing = office_recap.missing_units(doc)
	if missing:
		frappe.throw(
			_("Rekap kecamatan menunggu rekap unit yang belum selesai dicermati: {0}.").format(
				", ".join(missing)
			),
			PreconditionMissing,
			title=_("Unit belum lengkap"),
		)


@REKAP_KECAMATAN.preparation
def fill_office_rows(doc, move) -> None:
	office_recap.fill_office_recap(doc)
	stated_spending.refuse_contradictions(doc)
	validasi.needs_findings_settled(doc, move)
	doc.perlu_diperbarui = outdated.still_flagged(doc)
	signatures.keep_signers(doc)


@REKAP_KECAMATAN.effect
def close_order(doc, move) -> None:
	move.salinan = snapshot.keep_copies(doc)
	order_formats.move_orders(doc, move)
	outdated.flag_users_of(doc, move.moment)
