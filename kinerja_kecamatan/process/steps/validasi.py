"""Validasi: the unit's recap is held against its evidence."""

import frappe
from frappe import _

from kinerja_kecamatan.base.doctypes import REKAP
from kinerja_kecamatan.exceptions import PreconditionMissing
from kinerja_kecamatan.process.step_registry import Activity
from kinerja_kecamatan.recaps import findings, own_work, verdicts
from kinerja_kecamatan.sop import steps

VALIDASI = Activity(
	steps.VALIDASI,
	REKAP,
	hint=lambda: _(
		"Periksa angka dan buktinya: beri putusan tiap indikator pada tabel Validasi; tulis Catatan Validasi bila ada."
	),
)


@VALIDASI.precondition
def needs_findings_settled(doc, move) -> None:
	"""Errors block; a warning goes through with a written reason."""
	found = findings.open_findings(doc)
	if found:
		frappe.throw(found, PreconditionMissing, title=_("Temuan belum selesai"), as_list=True)


@VALIDASI.precondition
def needs_verdicts(doc, move) -> None:
	"""Each figure has the validator's own word; the app never gives one."""
	lacking = verdicts.open_verdicts(doc)
	if lacking:
		# One text: over many recaps at once Frappe shows each one's under its name.
		frappe.throw("<br>".join(lacking), PreconditionMissing, title=_("Putusan belum lengkap"))


@VALIDASI.preparation
def say_who_validated(doc, move) -> None:
	doc.alasan_terakhir = None  # why the round before was sent back has been seen to
	doc.temuan_validasi = own_work.own_work_of_validator(doc, move)
