"""Pencermatan: the unit's recap is read closely and corrected."""

from frappe import _

from kinerja_kecamatan.base.doctypes import REKAP
from kinerja_kecamatan.office.names import unit_name
from kinerja_kecamatan.process.step_registry import Activity
from kinerja_kecamatan.process.steps import validasi
from kinerja_kecamatan.recaps import office_recap, outdated
from kinerja_kecamatan.sop import steps

PENCERMATAN = Activity(
	steps.PENCERMATAN,
	REKAP,
	hint=lambda: _("Cermati angkanya; perbaikan ditulis pada tabel Koreksi dengan alasannya."),
	reaches_all_units=True,
)
# A correction can bring findings of its own.
PENCERMATAN.precondition(validasi.needs_findings_settled)


@PENCERMATAN.preparation
def reports_after_all(doc, move) -> None:
	"""A unit that was set Tidak Melapor and then reported counts with its figures from here on."""
	doc.tidak_melapor, doc.alasan_tidak_melapor = 0, None


@PENCERMATAN.effect
def offer_to_office(doc, move) -> None:
	"""A unit that has been read closely goes into the kecamatan's recap (whose clock starts with the last one)."""
	final = office_recap.refresh_office_recap(doc.disposisi, move.moment)
	if final:
		outdated.flag_final(final, unit_name(doc.unit_kerja, doc.periode), move.moment)
