"""Numbers and names of people and places as offices write them, on papers; long ones stop no step."""

import frappe
import pytest

from kinerja_kecamatan.access import file_kinds
from kinerja_kecamatan.base import doctypes
from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.office import penugasan
from kinerja_kecamatan.papers import signatures
from tests.support.local_run import LocalRun, refused, signed_in
from tests.support.office import Office, add_person, make_office
from tests.support.papers import LEMBAR, four_documents, html_of, words_of
from tests.support.sop_run import DISPOSISI, FORMAT, RAPAT

NIP, PPPK = "197912082000031001", "199001012023211001"
CARD, ATTENDANCE, MINUTES = "Kartu Kendali Pelaksanaan SOP", "Daftar Hadir Rapat", "Notulen Rapat"
PEGAWAI, UNIT = doctypes.PEGAWAI, doctypes.UNIT_KERJA


def new_person(**values):
	return frappe.get_doc({"doctype": PEGAWAI, "nama": "Uji Baru", "aktif": 1, **values}).insert()


def renamed(unit: str, **values) -> None:
	frappe.db.set_value(UNIT, unit, values)
	frappe.clear_document_cache(UNIT, unit)
	penugasan.forget()


@pytest.mark.parametrize(
	("typed", "told"),
	[
		("19791208 200013 1 001", "bulan pengangkatan"),
		("19791208 200003 3 001", "jenis kelamin"),
		("19791208 200003 1 000", "Excel membulatkan"),
		(1.97912082000031e17, "Excel membulatkan"),
		("1979", "18 angka"),
	],
)
def test_a_wrong_nip_says_what_is_wrong(site, typed, told):
	assert told in refused(KinerjaError, new_person, nip=typed)


def test_a_nip_is_one_persons_and_the_other_is_named(office):
	first = new_person(nama="Siti Aminah", gelar_belakang="S.E.", nip=f"NIP. {NIP[:8]} {NIP[8:]}")
	assert first.nip == NIP
	said = refused(KinerjaError, new_person, nip=NIP)
	assert "Siti Aminah, S.E." in said and first.name in said and "19791208 200003 1 001" in said
	first.pangkat = "Penata"
	first.save()
	again = new_person(nip=PPPK)
	again.nip = NIP
	assert first.name in refused(KinerjaError, again.save)


def test_a_person_of_another_office_is_not_named(office):
	other = make_office()
	frappe.db.set_value(PEGAWAI, other.pegawai["camat"], {"nip": NIP, "nama_lengkap": "Rahasia Sekali"})
	admin = add_person(office, "admin nip", "Admin", office.root, [("Admin Kinerja", "Kecamatan")])
	with signed_in(admin):
		said = refused(KinerjaError, new_person, nip=NIP)
	assert "kecamatan lain" in said and "Rahasia" not in said and other.pegawai["camat"] not in said


def test_a_number_from_before_stands_until_it_is_changed(office):
	pegawai = office.pegawai["sekcam"]
	frappe.db.set_value(PEGAWAI, pegawai, "nip", "197912082000130000")
	doc = frappe.get_doc(PEGAWAI, pegawai)
	doc.pangkat = "Penata"
	doc.save()
	assert frappe.db.get_value(PEGAWAI, pegawai, ["nip", "pangkat"]) == ("197912082000130000", "Penata")


@pytest.mark.full
def test_a_pppk_is_printed_as_one(office):
	run = LocalRun(office)
	for key, number in (("pek", PPPK), ("camat", NIP)):
		frappe.db.set_value(PEGAWAI, office.pegawai[key], "nip", number)
	run.order()
	run.pass_on()
	run.send_forms()
	run.record_meeting()
	card = words_of(frappe.get_doc(DISPOSISI, run.disposisi), CARD)
	assert "NI PPPK. 19900101 202321 1 001" in card and "NIP. 19791208 200003 1 001" in card
	meeting = frappe.get_doc(RAPAT, {"disposisi": run.disposisi})
	assert "NI PPPK 19900101 202321 1 001" in words_of(meeting, ATTENDANCE)
	meeting.notulis = office.pegawai["pek"]
	meeting.save()
	assert "NI PPPK. 19900101 202321 1 001" in words_of(meeting, MINUTES)


def test_the_kind_of_a_number_stands_in_no_paper_that_needs_none(site):
	"""Papers that were kept before say NIP, and are compared with what they would say now."""
	block = signatures.signature_block([{**signatures.blank_block(), "nip": NIP}], "")["orang"][0]
	assert "sebutan_nip" not in block


def test_names_in_capitals_where_the_office_wants_them(site):
	papers = four_documents()
	for choice, name in (("Seperti Tertulis", "Sri Camat, M.Si."), ("Huruf Kapital", "SRI CAMAT, M.Si.")):
		frappe.db.set_single_value("Pengaturan Kinerja", "nama_penanda_tangan", choice)
		frappe.clear_document_cache("Pengaturan Kinerja", "Pengaturan Kinerja")
		assert f"CAMAT UJI, {name} Pembina NIP." in words_of(papers[LEMBAR], LEMBAR)


def test_a_full_name_has_each_gelar_once(site):
	person = new_person(nama="Ahmad Fauzi, M.Si. ", gelar_depan="Drs. ", gelar_belakang=", M.Si.")
	assert person.nama_lengkap == "Drs. Ahmad Fauzi, M.Si."


@pytest.mark.parametrize(
	("name", "head", "printed", "word"),
	[
		("Kapanewon Depok", "Panewu", "PANEWU DEPOK", "Kapanewon"),
		("DISTRIK SENTANI", "Kepala Distrik", "KEPALA DISTRIK SENTANI", "Distrik"),
		("Kemantren Danurejan", "Mantri Pamong Praja", "MANTRI PAMONG PRAJA DANUREJAN", "Kemantren"),
		("Kec. Pace", "Camat", "CAMAT PACE", "Kecamatan"),
		("Pace", "Camat", "CAMAT PACE", "Kecamatan"),
	],
)
def test_heads_and_words_of_every_province(office, name, head, printed, word):
	renamed(office.root, nama_unit=name, sebutan_kepala=head)
	frappe.db.set_value(doctypes.PENUGASAN, office.penugasan["camat"], "jabatan", head)
	penugasan.forget()
	run = LocalRun(office)
	run.order()
	card = words_of(frappe.get_doc(DISPOSISI, run.disposisi), CARD)
	assert f"{printed}, Uji camat" in card and f"{word} : {name}" in card.replace(f"{word}:", f"{word} :")


def test_a_head_of_whom_nothing_is_said_has_the_title_of_the_kind(office):
	renamed(office.root, nama_unit="Kapanewon Depok", sebutan_kepala=None)
	block = signatures.head_block(office.root, "", frappe.utils.getdate("2021-04-01"))
	assert block["jabatan"] == "Panewu Depok" and not block["nama"]


LONG_NAME = "Ny. " + "Nama Panjang " * 33
LONG_TITLE = ("Pengelola Data " * 10)[:140].strip()
LONG_UNIT = ("Seksi Ketenteraman " * 10)[:140].strip()


def lengthened(office: Office) -> None:
	"""Everybody's name, office and unit as long as their columns let them be (an account's is its full_name: 140)."""
	for pegawai in office.pegawai.values():
		frappe.db.set_value(PEGAWAI, pegawai, "nama_lengkap", LONG_NAME[:423].strip())
	frappe.db.sql("update `tabUser` set first_name = %s, last_name = %s, full_name = concat(first_name, ' ', last_name) where name in %s",
		("D" * 70, "B" * 69, tuple(office.people.values())))  # fmt: skip
	frappe.local.fullnames = {}
	for key, name in office.penugasan.items():
		frappe.db.set_value(doctypes.PENUGASAN, name, "jabatan", f"{key} {LONG_TITLE}"[:140])
	for unit in (office.root, *office.units):
		renamed(unit, nama_unit=LONG_UNIT)
	titles = {
		row.unit_kerja: row.jabatan
		for row in frappe.get_all(
			doctypes.PENUGASAN,
			filters={"name": ["in", [office.penugasan[key] for key in ("camat", "pek")]]},
			fields=["unit_kerja", "jabatan"],
		)
	}
	for unit, title in titles.items():
		renamed(unit, sebutan_kepala=title)
	frappe.db.sql("update `tabPenugasan` set jenis = 'Plt.' where name = %s", office.penugasan["camat"])
	penugasan.forget()


def test_the_longest_names_stop_no_order(office):
	lengthened(office)
	run = LocalRun(office)
	run.order()
	run.pass_on()
	run.send_forms()
	line = frappe.get_last_doc("Catatan Tahapan", {"disposisi": run.disposisi})
	assert len(line.nama_pelaku) > 400 and line.jabatan
	assert "Nama Panjang" in words_of(frappe.get_doc(DISPOSISI, run.disposisi), CARD)


@pytest.mark.full
def test_the_longest_names_stop_no_step_and_print(office):
	lengthened(office)
	run = LocalRun(office).up_to_meeting()
	for unit in office.units:
		form = run.format_of(unit)
		row = form.baris[0]
		run.update(
			f"jp:{unit}",
			FORMAT,
			form.name,
			baris=[
				{
					**one.as_dict(),
					**(
						{"kendala": "k" * 30_000, "tindak_lanjut": "t" * 30_000}
						if one.name == row.name
						else {}
					),
				}
				for one in form.baris
			],
		)
		run.unit_through(unit)
	run.finalize()
	recap = run.recap()
	assert recap.docstatus == 0 and all(len(row.nama_pelaksana) <= 500 for row in recap.sumber)
	assert html_of(frappe.get_doc(DISPOSISI, run.disposisi), CARD)


def test_a_long_file_name_is_cut_before_its_ending(office):
	run = LocalRun(office)
	for name in ("Laporan " * 40 + ".pdf", "\U0001f4c4" * 120 + ".pdf", "x" * 300):
		with signed_in(run.user("pek")):
			file = frappe.get_doc(
				{"doctype": "File", "file_name": name, "is_private": 1, "content": frappe.generate_hash()}
			).insert()
		ending = ".pdf" if name.endswith(".pdf") else ""
		assert file.file_name.endswith(f"\u2026{ending}") and len(file.file_name) <= 140
		assert len(file.file_name.encode()) < 255 and file.exists_on_disk()
	assert file_kinds.fitting_name("Laporan TW 1.pdf") == "Laporan TW 1.pdf"


def test_a_long_code_of_a_unit_is_refused(office):
	values = {"doctype": UNIT, "nama_unit": "Seksi", "jenis": "Seksi", "parent_unit_kerja": office.root}
	assert "30 karakter" in refused(KinerjaError, frappe.get_doc({**values, "kode": "S" * 31}).insert)
	assert frappe.get_doc({**values, "kode": "S" * 30}).insert().name
