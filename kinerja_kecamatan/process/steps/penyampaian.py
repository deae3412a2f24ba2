"""Penyampaian Format: the forms are sent out to every unit that reports on the period."""

import frappe
from frappe import _
from frappe.utils import escape_html, getdate

from kinerja_kecamatan.base import clock
from kinerja_kecamatan.base.doctypes import DISPOSISI
from kinerja_kecamatan.base.stored_words import NOTA_DINAS
from kinerja_kecamatan.exceptions import PreconditionMissing
from kinerja_kecamatan.formats import build
from kinerja_kecamatan.formats.left_out import left_out_of
from kinerja_kecamatan.office import penugasan
from kinerja_kecamatan.office import units as office_units
from kinerja_kecamatan.office.names import unit_name
from kinerja_kecamatan.process import letter_numbers
from kinerja_kecamatan.process.step_registry import Activity, Confirmation
from kinerja_kecamatan.process.steps import forwarding, order_formats
from kinerja_kecamatan.sop import steps

# Of the move's rincian: the values that were confirmed.
TIDAK_IKUT = "tidak_ikut"


def ask_about_left_out(doc) -> Confirmation | None:
	"""What this order would leave out, for the person at the step; None where that is nothing."""
	found = left_out_of(doc, clock.today())
	if not found:
		return None
	return Confirmation(
		kunci=TIDAK_IKUT,
		judul=_("Yang tidak ikut dikumpulkan"),
		keterangan=_("Periksa alasannya; yang keliru diperbaiki dulu pada masternya."),
		pernyataan=_("Saya sudah memeriksa daftar ini; yang disebut memang tidak ikut dikumpulkan."),
		baris=[{"value": one.value, "label": one.label} for one in found],
	)


PENYAMPAIAN = Activity(
	steps.PENYAMPAIAN,
	DISPOSISI,
	hint=lambda: _("Format tiap unit sudah disiapkan sebagai konsep; periksa dulu bila perlu."),
	reaches_all_units=True,
	confirms=ask_about_left_out,
)


@PENYAMPAIAN.precondition
def left_out_is_confirmed(doc, move) -> None:
	"""Nothing drops out silently: the very list, with its reasons, has been confirmed by who makes the move."""
	given = move.rincian.get(TIDAK_IKUT) if isinstance(move.rincian, dict) else None
	confirmed = {value for value in given if isinstance(value, str)} if isinstance(given, list) else set()
	missing = [one for one in left_out_of(doc, getdate(move.moment)) if one.value not in confirmed]
	if missing:
		head = _(
			"Yang berikut tidak ikut dikumpulkan pada {0}. Perbaiki masternya, atau konfirmasikan dengan tombol {1} pada {2}:"
		).format(doc.periode, frappe.bold(escape_html(move.transition.action)), doc.name)
		frappe.throw(
			[head, *(escape_html(one.label) for one in missing)],
			PreconditionMissing,
			title=_("Perlu dikonfirmasi"),
			as_list=True,
		)


@PENYAMPAIAN.preparation
def say_what_is_left_out(doc, move) -> None:
	"""The log says what was confirmed, or passed over by an administrator."""
	labels = [one.label for one in left_out_of(doc, getdate(move.moment))]
	if labels:
		said = _("Tidak ikut dikumpulkan") if move.override else _("Tidak ikut dikumpulkan, dikonfirmasi")
		move.alasan = "\n".join(filter(None, [move.alasan, f"{said}: {'; '.join(labels)}."]))


@PENYAMPAIAN.preparation
def forward_to_units(doc, move) -> None:
	forwarding.close_rows(doc, move)
	for unit in office_units.reporting_in(doc.kecamatan, doc.periode):
		head = penugasan.head_of(unit.name)
		title = head.jabatan if head else unit.sebutan_kepala or unit_name(unit.name, doc.periode)
		forwarding.add_row(
			doc, move, title, head.pegawai if head else None, unit.name, doc.data_yang_diperlukan
		)


@PENYAMPAIAN.precondition
def typed_number_is_free(doc, move) -> None:
	letter_numbers.refuse_taken(doc)


@PENYAMPAIAN.effect
def number_the_note(doc, move) -> None:
	"""The Nota Dinas goes out with this step: sent once more after a return, it is the same letter."""
	letter_numbers.settle(doc, NOTA_DINAS, getdate(move.moment))


@PENYAMPAIAN.effect
def open_all_formats(doc, move) -> None:
	"""All units that report on the period; what is missing is made first."""
	order_formats.make_missing(doc)
	build.refuse_nothing_to_collect(doc)
	if doc.disposisi_utama:
		order_formats.add_new_indicators(doc)
		order_formats.catch_up(doc.disposisi_utama)
		return
	order_formats.move_formats(doc, move)
