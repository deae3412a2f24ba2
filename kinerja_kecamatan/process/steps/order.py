"""Steps 1 to 4: the order, its passing on, the sending of the forms, the meeting."""

import frappe
from frappe import _
from frappe.utils import add_days, getdate

from kinerja_kecamatan.base import jobs
from kinerja_kecamatan.base.doctypes import DISPOSISI, FORMAT, RAPAT, REKAP, UNIT_KERJA
from kinerja_kecamatan.exceptions import PreconditionMissing
from kinerja_kecamatan.formats import build
from kinerja_kecamatan.office import penugasan
from kinerja_kecamatan.office import units as office_units
from kinerja_kecamatan.process import system_moves
from kinerja_kecamatan.process.step_registry import EFFECT, PRECONDITION, PREPARATION, on
from kinerja_kecamatan.process.steps import order_formats
from kinerja_kecamatan.recaps import office_recap
from kinerja_kecamatan.sop import step_state, steps
from kinerja_kecamatan.sop.workflow import GERAK_BATALKAN, GERAK_KEMBALIKAN, transitions


@on(PREPARATION, DISPOSISI, steps.PERINTAH)
@on(PREPARATION, DISPOSISI, steps.PENERUSAN)
def forward_to_next(doc, move) -> None:
	"""A forwarding row to whoever can make the next move."""
	_close_rows(doc, move)
	roles = {
		t.allowed for t in transitions(DISPOSISI) if t.state == move.transition.next_state and not t.gerak
	}
	for holder in penugasan.holders(doc.kecamatan, roles):
		_add_row(doc, move, holder.jabatan, holder.pegawai, holder.unit_kerja, doc.isi_perintah)


@on(PRECONDITION, DISPOSISI, steps.PERINTAH)
def scan_is_there(doc, move) -> None:
	"""An order on paper is proven by its scan: a file of this very Disposisi, not just an address."""
	if not doc.scan_perintah:
		return
	attached = {"file_url": doc.scan_perintah, "attached_to_doctype": DISPOSISI, "attached_to_name": doc.name}
	files = frappe.get_all("File", filters=attached, pluck="name")
	if not any(frappe.get_doc("File", name).exists_on_disk() for name in files):
		frappe.throw(
			_("Unggah {0} pada {1}; berkas yang disebut tidak terlampir di sini.").format(
				_(doc.meta.get_label("scan_perintah")), doc.name
			),
			PreconditionMissing,
			title=_("Pindaian belum ada"),
		)


@on(PRECONDITION, DISPOSISI, steps.PENERUSAN)
def needs_deadline_and_data(doc, move) -> None:
	"""Step 2's two outputs: kepastian pengumpulan data, kejelasan data yang diperlukan."""
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


@on(PREPARATION, DISPOSISI, steps.PENERUSAN)
def set_lock_date(doc, move) -> None:
	days = frappe.get_cached_value(UNIT_KERJA, doc.kecamatan, "hari_kunci")
	if days and not doc.tanggal_kunci:
		doc.tanggal_kunci = add_days(doc.batas_pengumpulan, days)


@on(EFFECT, DISPOSISI, steps.PENERUSAN)
def make_drafts(doc, move) -> None:
	order_formats.make_missing(doc)


@on(PREPARATION, DISPOSISI, steps.PENYAMPAIAN)
def forward_to_units(doc, move) -> None:
	_close_rows(doc, move)
	for unit in office_units.reporting_units(doc.kecamatan, getdate(move.moment)):
		head = penugasan.head_of(unit.name)
		title = head.jabatan if head else unit.sebutan_kepala or unit.nama_unit
		_add_row(doc, move, title, head.pegawai if head else None, unit.name, doc.data_yang_diperlukan)


@on(EFFECT, DISPOSISI, steps.PENYAMPAIAN)
def open_all_formats(doc, move) -> None:
	"""All reporting units or none: what is missing is made first, a unit without targets stops the step."""
	order_formats.make_missing(doc)
	build.refuse_units_without_rows(doc)
	if doc.disposisi_utama:
		order_formats.add_new_indicators(doc)
		order_formats.catch_up(doc.disposisi_utama)
		return
	_move_formats(doc, move)


@on(PRECONDITION, DISPOSISI, steps.RAPAT)
def needs_meeting(doc, move) -> None:
	"""Step 4 is a meeting: without its times, decision and attendance there was none.

	A Susulan needs none of its own where the set's meeting has been held.
	"""
	if doc.disposisi_utama and step_state.is_done(
		frappe.get_doc(DISPOSISI, doc.disposisi_utama), steps.RAPAT
	):
		return
	meetings = frappe.get_all(RAPAT, filters={"disposisi": doc.name}, pluck="name")
	if not meetings:
		frappe.throw(
			_(
				"Catat Rapat Kinerja untuk {0} lebih dulu: waktu, kehadiran tiap unit dan keputusannya."
			).format(doc.name),
			PreconditionMissing,
			title=_("Rapat belum dicatat"),
		)
	problems = [problem for name in meetings if (problem := meeting_problem(frappe.get_doc(RAPAT, name)))]
	if len(problems) == len(meetings):
		frappe.throw(problems[0], PreconditionMissing, title=_("Rapat belum lengkap"))


def meeting_problem(meeting) -> str | None:
	"""What a Rapat Kinerja still lacks to be the product of step 4, as a sentence; None when nothing."""
	if not meeting.waktu_selesai:
		return _("Isi Waktu Selesai pada {0}.").format(meeting.name)
	if not (meeting.keputusan or "").strip():
		return _("Isi Keputusan rapat pada {0}.").format(meeting.name)
	open_rows = [row.unit_kerja for row in meeting.kehadiran if not row.kehadiran]
	present = {row.unit_kerja for row in meeting.kehadiran}
	units = office_units.reporting_units(meeting.kecamatan, getdate(meeting.tanggal))
	open_rows += [unit.name for unit in units if unit.name not in present]
	if open_rows:
		return _("Isi kehadiran pada {0} untuk: {1}.").format(meeting.name, ", ".join(open_rows))
	return None


@on(EFFECT, DISPOSISI, steps.RAPAT)
def open_formats_for_filling(doc, move) -> None:
	_move_formats(doc, move)


@on(EFFECT, DISPOSISI, steps.RAPAT)
def close_with_its_set(doc, move) -> None:
	"""A Susulan that gets here after the kecamatan's recap is final ends with the others."""
	office = doc.disposisi_utama and office_recap.find_office_recap(doc.disposisi_utama)
	if office and step_state.is_done(frappe.get_doc(REKAP, office), steps.REKAP_KECAMATAN):
		system_moves.move_along(DISPOSISI, doc.name, steps.REKAP_KECAMATAN)


@on(PREPARATION, DISPOSISI, GERAK_KEMBALIKAN)
def close_rows_on_return(doc, move) -> None:
	_close_rows(doc, move)


@on(PREPARATION, DISPOSISI, GERAK_BATALKAN)
def free_the_period(doc, move) -> None:
	"""A cancelled order no longer holds the place of the period's main Disposisi."""
	doc.flags.kinerja_batal = True


@on(EFFECT, DISPOSISI, GERAK_BATALKAN)
def drop_drafts(doc, move) -> None:
	"""Formats that were prepared for a cancelled order and never sent out would keep their unit's place in the period."""
	build.drop_drafts(doc)


def _move_formats(doc, move) -> None:
	names = frappe.get_all(FORMAT, filters={"disposisi": doc.name}, pluck="name", order_by="creation")
	for number, name in enumerate(names, start=1):
		system_moves.move_along("Format Data Kinerja", name, move.event)
		jobs.tell_progress(number, len(names), doc.doctype, doc.name)


def _add_row(doc, move, to: str, pegawai: str | None, unit: str | None, instruction: str | None) -> None:
	doc.append(
		"penerusan",
		{
			"dari": _sender(doc, move),
			"kepada": to,
			"kepada_pegawai": pegawai,
			"kepada_unit": unit,
			"instruksi": instruction,
			"tanggal": move.moment,
			"batas_waktu": doc.batas_pengumpulan,
		},
	)


def _sender(doc, move) -> str:
	held = [a for a in penugasan.appointments_of(move.actor) if a.peran == move.transition.allowed]
	return held[-1].jabatan if held else frappe.utils.get_fullname(move.actor)


def _close_rows(doc, move) -> None:
	"""Whoever passes the order on has read it and is done with it."""
	mine = {a.pegawai for a in penugasan.appointments_of(move.actor)}
	for row in doc.penerusan:
		if row.kepada_pegawai in mine and not row.selesai:
			row.dibaca = row.dibaca or move.moment
			row.selesai = move.moment
