"""Penyampaian Format: the forms are sent out to every unit that reports."""

from frappe import _
from frappe.utils import getdate

from kinerja_kecamatan.base.doctypes import DISPOSISI
from kinerja_kecamatan.formats import build
from kinerja_kecamatan.office import penugasan
from kinerja_kecamatan.office import units as office_units
from kinerja_kecamatan.process.step_registry import Activity
from kinerja_kecamatan.process.steps import forwarding, order_formats
from kinerja_kecamatan.sop import steps

PENYAMPAIAN = Activity(
	steps.PENYAMPAIAN,
	DISPOSISI,
	hint=lambda: _("Format tiap unit sudah disiapkan sebagai konsep; periksa dulu bila perlu."),
	reaches_all_units=True,
)


@PENYAMPAIAN.preparation
def forward_to_units(doc, move) -> None:
	forwarding.close_rows(doc, move)
	for unit in office_units.reporting_units(doc.kecamatan, getdate(move.moment)):
		head = penugasan.head_of(unit.name)
		title = head.jabatan if head else unit.sebutan_kepala or unit.nama_unit
		forwarding.add_row(
			doc, move, title, head.pegawai if head else None, unit.name, doc.data_yang_diperlukan
		)


@PENYAMPAIAN.effect
def open_all_formats(doc, move) -> None:
	"""All reporting units or none: what is missing is made first, a unit without targets stops the step."""
	order_formats.make_missing(doc)
	build.refuse_units_without_rows(doc)
	if doc.disposisi_utama:
		order_formats.add_new_indicators(doc)
		order_formats.catch_up(doc.disposisi_utama)
		return
	order_formats.move_formats(doc, move)
