"""Who signed a step and when stays on its papers: over versions, over rounds, and when the account has another holder."""

import json

import frappe
import pytest

from kinerja_kecamatan.archive import files, render
from kinerja_kecamatan.base import clock, doctypes
from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.office import penugasan
from kinerja_kecamatan.papers import document, signatures
from kinerja_kecamatan.reporting import evidence
from kinerja_kecamatan.sop import steps
from tests.support.local_run import LocalRun, at, refused
from tests.support.papers import words_of
from tests.support.sop_run import DISPOSISI, FORMAT, RAPAT, REKAP

pytestmark = pytest.mark.full

VALIDATION, CARD = "Lembar Validasi", "Kartu Kendali Pelaksanaan SOP"


@pytest.fixture
def final(office) -> LocalRun:
	"""A run whose recap is final in version 1."""
	run = LocalRun(office).up_to_meeting()
	for unit in office.units:
		run.unit_through(unit)
	run.finalize()
	return run


def reopen(run: LocalRun, unit: str) -> None:
	run.act("sekcam", REKAP, run.recap().name, "Buka Kembali", "Angka keliru.", unit=[unit])


def archived(doc, langkah: int) -> dict:
	key = {"dokumen": doc.name, "langkah": langkah, "diganti_oleh": ["is", "not set"]}
	return json.loads(frappe.db.get_value(doctypes.ARCHIVE, key, "isi"))


def done(doc, kegiatan: str):
	return document.completing_line(doc, document.log_of(doc), kegiatan)


def test_later_versions_keep_their_signers(final):
	"""One unit is reopened in version 2, the other not before version 3."""
	run, (first, second) = final, final.office.units
	for unit in (first, second):
		reopen(run, unit)
		form, recap = run.format_of(unit), run.recap(unit)
		assert not done(form, steps.PENYUSUNAN) and not done(recap, steps.VALIDASI)
		assert not done(run.recap(), steps.REKAP_KECAMATAN)
		run.act(f"jp:{unit}", FORMAT, form.name, "Sampaikan Data")
		signed = archived(form, 5)["ttd"]
		assert signed["orang"][-1]["nama"] == f"Uji jp:{unit}" and "..." not in signed["tempat_tanggal"]
		run.recap_unit(unit)
		run.validate(unit)
		sheet = words_of(run.recap(unit), VALIDATION)
		assert "Belum selesai" not in sheet and "Yang memvalidasi, KASUBAG PEK, Uji pek" in sheet
		run.read_closely(unit)
		run.finalize()
	assert run.recap().versi == 3
	kept = {who["peran"]: who["nama"] for who in signatures.kept_blocks(run.recap())}
	assert kept["Yang merekap"] == f"Uji jp:{run.office.recap_unit}"


def test_what_goes_back_to_the_validator_alone_stays_signed_by_the_unit(office):
	run, unit = LocalRun(office).up_to_meeting(), office.units[0]
	run.fill(unit)
	run.recap_unit(unit)
	run.validate(unit)
	run.act("sekcam", REKAP, run.recap(unit).name, "Kembalikan ke Kasubag PEK", "Periksa A1.")
	recap = run.recap(unit)
	assert recap.putaran == 2 and done(recap, steps.REKAP_UNIT) and not done(recap, steps.VALIDASI)


def test_what_was_taken_back_is_not_signed(office):
	run, unit = LocalRun(office).up_to_meeting(), office.units[0]
	run.fill(unit)
	run.act(f"jp:{unit}", FORMAT, run.formats(unit)[0], "Tarik Kembali", "Salah ketik.")
	assert not done(run.format_of(unit), steps.PENYUSUNAN)


def test_a_step_passed_over_by_an_administrator_has_no_signer(final):
	unit = final.office.units[0]
	recap = final.recap(unit)
	line = frappe.get_all(
		"Catatan Tahapan", {"dokumen": recap.name, "kegiatan": steps.VALIDASI}, pluck="name"
	)
	frappe.db.set_value("Catatan Tahapan", line[0], "hasil", "Pintas")
	assert not done(recap, steps.VALIDASI) and done(recap, steps.PENCERMATAN)


@pytest.mark.parametrize("old_line", [False, True], ids=["kept", "from before"])
def test_the_account_passes_to_another_and_the_signer_stays(office, old_line):
	"""Between steps 3 and 9 the office's account gets a new holder: the card names who sent the forms, with that one's NIP."""
	run = LocalRun(office)
	account, pegawai = office.people["pek"], office.pegawai["pek"]
	frappe.db.set_value("Pegawai", pegawai, {"nip": "197912082000031001", "pangkat": "Penata"})
	run.order()
	run.pass_on()
	run.send_forms()
	if old_line:
		frappe.db.sql("update `tabCatatan Tahapan` set nip = null, pangkat = null")
	frappe.db.set_value("Pegawai", pegawai, "user", None)
	values = {"nama": "Uji penerus", "user": account, "aktif": 1, "nip": "198001012005011002"}
	frappe.get_doc({"doctype": "Pegawai", **values}).insert()
	card = words_of(frappe.get_doc(DISPOSISI, run.disposisi), CARD)
	controls = card.partition("Yang mengendalikan")[2]
	assert "Uji pek" in controls and "Uji penerus" not in card and "19800101 200501 1 002" not in card
	assert ("Penata NIP. 19791208 200003 1 001" in controls) != old_line


def test_a_finished_card_keeps_the_head_of_its_day(final):
	"""Printed again under the next Camat, or put into the evidence for SAKIP."""
	order = frappe.get_doc(DISPOSISI, final.disposisi)
	frappe.db.set_value("Penugasan", final.office.penugasan["camat"], "berlaku_sampai", frappe.utils.today())
	penugasan.forget()
	at("2031-02-03 09:00")
	assert "Uji camat" in words_of(order, CARD)
	paper = frappe.get_doc(doctypes.ARCHIVE, {"dokumen": order.name, "print_format": CARD})
	render.keep_paper(paper.name)
	paper.reload()
	assert evidence._card(order) == files.kept_bytes(paper)


def test_who_signs_on_behalf_of_the_head_signs_below_that_title(office):
	"""a.n. Camat: the head's title, under it the own one; letters go to the Camat all the same."""
	run = LocalRun(office)
	sekcam = office.pegawai["sekcam"]
	frappe.get_doc(
		{
			"doctype": "Penugasan",
			"pegawai": sekcam,
			"unit_kerja": office.root,
			"jabatan": "Camat",
			"jenis": "a.n.",
			"berlaku_mulai": "2020-01-01",
			"peran": [{"peran": "Camat", "lingkup": "Kecamatan"}],
		}
	).insert()
	run.order()
	block = signatures.signers(frappe.get_doc(DISPOSISI, run.disposisi))[0]
	own = frappe.db.get_value("Penugasan", office.penugasan["sekcam"], "jabatan")
	assert block["atas_nama"].startswith("a.n. Camat") and block["jabatan"].startswith(own)
	assert block["nama"] == "Uji sekcam"
	letter = words_of(frappe.get_doc(DISPOSISI, run.disposisi), "Lembar Disposisi")
	assert "a.n. CAMAT" in letter and letter.index("a.n. CAMAT") < letter.rindex(own.upper())
	assert signatures.head_title(office.root, clock.today()).startswith("Camat")


@pytest.fixture
def invited(office) -> LocalRun:
	"""An order whose meeting of 15 April was entered on 8 April."""
	run = LocalRun(office)
	at("2021-04-08 09:00")
	run.order()
	run.pass_on()
	run.send_forms()
	run.record_meeting("2021-04-15 10:00")
	return run


def meeting_of(run: LocalRun):
	return frappe.get_doc(RAPAT, {"disposisi": run.disposisi})


def test_the_invitation_has_a_day_of_its_own(invited):
	"""Dated and signed on the day on which it was written; the meeting's papers on the meeting's."""
	frappe.db.set_value("Penugasan", invited.office.penugasan["camat"], "berlaku_sampai", "2021-04-10")
	letter = words_of(meeting_of(invited), "Undangan Rapat")
	assert "Uji, 8 April 2021" in letter and "CAMAT" in letter
	assert "Uji camat" in letter and "Kamis, 15 April 2021" in letter
	assert "Uji, 15 April 2021" in words_of(meeting_of(invited), "Daftar Hadir Rapat")
	invited.update("pek", RAPAT, meeting_of(invited).name, tanggal_undangan="2021-04-12")
	letter = words_of(meeting_of(invited), "Undangan Rapat")
	assert "Uji, 12 April 2021" in letter and "Uji camat" not in letter


def test_no_invitation_is_dated_after_its_meeting(invited):
	meeting = meeting_of(invited)
	said = refused(KinerjaError, invited.update, "pek", RAPAT, meeting.name, tanggal_undangan="2021-04-16")
	assert "tidak boleh sesudah" in said
	frappe.db.set_value(RAPAT, meeting.name, {"tanggal_undangan": None, "creation": "2021-05-20 08:00:00"})
	assert "Uji, 15 April 2021" in words_of(meeting_of(invited), "Undangan Rapat")
	after = frappe.copy_doc(meeting, ignore_no_copy=False)  # as the desk does
	after.update({"tanggal": "2021-04-01", "tanggal_undangan": None}).insert()
	assert str(after.tanggal_undangan) == "2021-04-01", "entered afterwards"
