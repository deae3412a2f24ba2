"""Penerusan Perintah: the order is passed on, with the deadline and the data that are needed."""

import frappe
from frappe import _
from frappe.utils import add_days

from kinerja_kecamatan.base.doctypes import DISPOSISI, UNIT_KERJA
from kinerja_kecamatan.exceptions import PreconditionMissing
from kinerja_kecamatan.process.step_registry import Activity
from kinerja_kecamatan.process.steps import forwarding, order_formats
from kinerja_kecamatan.sop import steps

PENERUSAN = Activity(
	steps.PENERUSAN,
	DISPOSISI,
	hint=lambda: _("Isi Batas Pengumpulan dan Data yang Diperlukan, lalu simpan."),
	reaches_all_units=True,
	settles=("data_yang_diperlukan", "dokumen_rujukan"),
)


@PENERUSAN.precondition
def needs_deadline_and_data(doc, move) -> None:
	"""The step's two outputs: kepastian pengumpulan data, kejelasan data yang diperlukan."""
	missing = [
		label
		for field, label in (
			("batas_pengumpulan", _("Batas Pengumpulan")),
			("data_yang_diperlukan", _("Data yang Diperlukan")),
		)
		if not doc.get(field)
	]
	if missing:
		frappe.throw(
			_("Isi {0} lebih dulu; keduanya adalah keluaran langkah ini.").format(_(" dan ").join(missing)),
			PreconditionMissing,
			title=_("Belum lengkap"),
		)


PENERUSAN.preparation(forwarding.forward_to_next)


@PENERUSAN.preparation
def set_lock_date(doc, move) -> None:
	days = frappe.get_cached_value(UNIT_KERJA, doc.kecamatan, "hari_kunci")
	if days and not doc.tanggal_kunci:
		doc.tanggal_kunci = add_days(doc.batas_pengumpulan, days)


@PENERUSAN.effect
def make_drafts(doc, move) -> None:
	order_formats.make_missing(doc)
