"""Figures stay what was reported: nothing typed in a wrong cell counts, nothing old is laid over what is new, nothing counts
twice, and a move is judged by the figures that it will leave behind."""

import frappe
import pytest

from kinerja_kecamatan.exceptions import KinerjaError, NumberInvalid, PreconditionMissing
from kinerja_kecamatan.patches import incomplete_years
from kinerja_kecamatan.process import api
from kinerja_kecamatan.recaps import api as recaps_api
from kinerja_kecamatan.step_log import api as step_log_api
from tests.support.local_run import LocalRun, at, refused, signed_in
from tests.support.office import FIGURES, add_indicators
from tests.support.sop_run import DISPOSISI, FORMAT, REKAP

pytestmark = pytest.mark.full  # a run up to the meeting for each

WHY = "Banjir di dua desa."


@pytest.fixture
def run(office) -> LocalRun:
	return LocalRun(office).up_to_meeting()


def row_of(doc, code: str):
	return next(row for row in doc.baris if row.kode.endswith(code))


def correct(run: LocalRun, unit: str, sesudah: str) -> None:
	recap = run.recap(unit)
	indicator = row_of(recap, "A1").indikator
	row = {"indikator": indicator, "kolom": "Realisasi", "sesudah": sesudah, "alasan": "Salah hitung."}
	run.update("sekcam", REKAP, recap.name, koreksi=[row])


def up_to_validation(run: LocalRun, unit: str, figures: dict | None = None) -> None:
	run.fill(unit, figures)
	run.recap_unit(unit)
	run.validate(unit)


def test_a_pair_beside_a_plain_figure_is_refused(run):
	unit = run.office.units[0]
	figures = FIGURES | {"A1": {"realisasi": "9", "pembilang": "33", "penyebut": "40"}}
	said = refused(NumberInvalid, run.type_in, unit, figures)
	assert "A1" in said and "tidak memakai pembilang dan penyebut" in said
	assert row_of(run.format_of(unit), "A1").realisasi in (None, "")


def test_a_format_is_not_handed_on_by_saying_that_it_is_filled_in(run):
	unit = run.office.units[0]
	with signed_in(run.user(f"jp:{unit}")):
		doc = frappe.get_doc(FORMAT, run.formats(unit)[0])
		for row in doc.baris:
			row.status = "Terisi" if row.diukur else row.status
		doc.workflow_state = "Selesai Disusun"
		said = refused(PreconditionMissing, doc.save)
	assert "isi realisasi" in said
	assert run.format_of(unit).workflow_state == "Siap Diisi"


def test_findings_that_a_payload_leaves_out_block_all_the_same(run):
	unit = run.office.units[0]
	run.fill(unit)
	run.recap_unit(unit)
	name = run.recap(unit).name
	count = row_of(run.recap(unit), "A1").indikator
	row = next(row.baris_sumber for row in run.recap(unit).sumber if row.indikator == count)
	frappe.db.set_value("Baris Data Kinerja", row, {"status": "Nihil", "nilai": 0, "keterangan": None})
	with signed_in(run.user("pek")):
		doc = frappe.get_doc(REKAP, name)
		doc.append("temuan", {"indikator": doc.baris[0].indikator, "jenis": "x", "alasan": "x"})
		doc.workflow_state = "Divalidasi"
		said = refused(PreconditionMissing, doc.save)
	assert "nihil perlu keterangan" in said
	assert run.recap(unit).workflow_state == "Diketahui Kepala Unit"


def test_a_correction_is_not_laid_over_a_figure_reported_anew(run):
	unit = run.office.units[0]
	up_to_validation(run, unit)
	correct(run, unit, "10")
	assert row_of(run.recap(unit), "A1").realisasi_teks == "10"
	run.act("sekcam", REKAP, run.recap(unit).name, "Kembalikan ke Unit", WHY)
	run.fill(unit, FIGURES | {"A1": {"realisasi": "12"}})
	run.recap_unit(unit)
	recap = run.recap(unit)
	row, (kept,) = row_of(recap, "A1"), recap.koreksi
	assert (row.realisasi_teks, row.dikoreksi) == ("12", 0)
	assert (kept.usang, kept.sebelum, kept.sesudah) == (1, "9", "10")
	(found,) = [one for one in recap.temuan if one.jenis == "koreksi"]
	assert found.tingkat == "Peringatan" and "dari 9 menjadi 10 tidak berlaku lagi" in found.uraian
	assert "tidak berlaku lagi" in refused(PreconditionMissing, run.validate, unit)


def test_a_correction_counts_again_where_the_same_figure_is_reported(run):
	unit = run.office.units[0]
	up_to_validation(run, unit)
	correct(run, unit, "10")
	run.act("sekcam", REKAP, run.recap(unit).name, "Kembalikan ke Unit", WHY)
	run.fill(unit)
	run.recap_unit(unit)
	recap = run.recap(unit)
	assert (row_of(recap, "A1").realisasi_teks, recap.koreksi[0].usang) == ("10", 0)


def test_a_reason_explains_only_the_figure_it_was_written_for(run):
	"""A warning that comes back with another figure asks anew."""
	unit = run.office.units[0]
	frappe.db.set_value("Indikator Kinerja", run.office.indicators[unit][0], "batas_wajar_atas", "10")
	run.fill(unit, FIGURES | {"A1": {"realisasi": "12"}})
	run.recap_unit(unit)
	name = run.recap(unit).name
	rows = [{**row.as_dict(), "alasan": WHY} for row in frappe.get_doc(REKAP, name).temuan]
	assert rows and "12 di atas batas wajar" in rows[0]["uraian"]
	run.update("pek", REKAP, name, temuan=rows)
	run.act("pek", REKAP, name, "Kembalikan ke Unit", WHY)
	run.fill(unit, FIGURES | {"A1": {"realisasi": "15"}})
	run.recap_unit(unit)
	(row,) = run.recap(unit).temuan
	assert "15 di atas batas wajar" in row.uraian and not row.alasan


def test_an_indicator_is_not_asked_twice_of_a_unit(office):
	run = LocalRun(office)
	run.order()
	run.pass_on()
	unit = office.units[0]
	doc = run.format_of(unit)
	twice = [*[row.as_dict() for row in doc.baris], {"indikator": doc.baris[0].indikator}]
	said = refused(KinerjaError, run.update, "pek", FORMAT, doc.name, baris=twice)
	assert "sudah ada pada Format ini; angkanya akan terhitung dua kali" in said


def test_laporan_nihil_taken_back_leaves_no_zero(run):
	unit = run.office.units[0]
	name = run.formats(unit)[0]
	with signed_in(run.user(f"jp:{unit}")):
		doc = frappe.get_doc(FORMAT, name)
		row_of(doc, "A3").keterangan = "Tidak ada gangguan."
		doc.update({"laporan_nihil": 1, "catatan": WHY})
		doc.save()
		assert row_of(doc, "A3").status == "Nihil"
		doc.laporan_nihil = 0
		doc.save()
	rows = run.format_of(unit).baris
	assert {row.status for row in rows if row.diukur} == {"Belum Diisi"}
	assert row_of(run.format_of(unit), "A3").keterangan == "Tidak ada gangguan."


def test_what_a_silent_unit_had_typed_is_in_no_later_figure(office):
	first, second = (LocalRun(office, f"{office.tahun}-TW{n}") for n in (1, 2))
	unit = office.units[0]
	first.up_to_meeting()
	first.type_in(unit)
	with signed_in(first.user("sekcam")):
		api.tetapkan_tidak_melapor(first.disposisi, unit, WHY)
	for other in office.units[1:]:
		first.unit_through(other)
	first.finalize()
	second.up_to_meeting()
	second.fill(unit)
	row = row_of(second.recap(unit), "A1")
	assert (row.realisasi_teks, row.sd_teks, row.sd_lengkap) == ("9", "9", 0)


def test_an_update_leaves_open_years_that_lack_a_period_unjudged(office):
	"""As a release before had judged them; a final recap keeps what it said."""
	first, second = (LocalRun(office, f"{office.tahun}-TW{n}") for n in (1, 2))
	unit, *others = office.units
	first.up_to_meeting()
	with signed_in(first.user("sekcam")):
		api.tetapkan_tidak_melapor(first.disposisi, unit, WHY)
	for other in others:
		first.unit_through(other)
	first.finalize()
	second.up_to_meeting()
	second.fill(unit)
	judged = {"sd_dihitung": 1, "sd_capaian": 50, "sd_capaian_dibatasi": 50, "sd_capaian_teks": "50 %"}
	judged |= {"sd_predikat": "Sangat Rendah", "sd_belum": None, "sd_lengkap": 0}
	rows = [row_of(second.recap(unit), "A1"), row_of(first.recap(), "A1")]
	for row in rows:
		frappe.db.set_value(row.doctype, row.name, judged)
	frappe.db.set_value(REKAP, rows[0].parent, "rata_capaian_sd", 50)
	for _twice in range(2):
		incomplete_years.execute()
	open_, final = (frappe.get_doc(row.doctype, row.name) for row in rows)
	assert (open_.sd_dihitung, open_.sd_capaian_teks, open_.sd_predikat) == (0, "belum lengkap", "")
	assert second.recap(unit).rata_capaian_sd != 50
	assert (final.sd_dihitung, final.sd_capaian_teks) == (1, "50 %")


def test_a_unit_that_reports_after_final_is_told_on_the_final_recap(office):
	run = LocalRun(office).up_to_meeting()
	unit, *others = office.units
	with signed_in(run.user("sekcam")):
		api.tetapkan_tidak_melapor(run.disposisi, unit, WHY)
	for other in others:
		run.unit_through(other)
	run.finalize()
	assert not run.recap().perlu_diperbarui
	run.unit_through(unit)
	final = run.recap()
	assert final.workflow_state == "Final"
	assert "melapor pada" in final.perlu_diperbarui and "buka kembali" in final.perlu_diperbarui


def test_a_quarter_corrected_after_the_next_one_was_final_flags_it(office):
	first, second = (LocalRun(office, f"{office.tahun}-TW{n}") for n in (1, 2))
	unit, *others = office.units
	first.up_to_meeting()
	up_to_validation(first, unit)
	second.up_to_meeting()
	for each in office.units:
		second.unit_through(each)
	second.finalize()
	correct(first, unit, "12")
	first.read_closely(unit)
	for other in others:
		first.unit_through(other)
	first.finalize()
	assert "menjadi final pada" in second.recap().perlu_diperbarui
	assert "dengan angka lain" in second.recap(unit).perlu_diperbarui


def test_a_quarter_final_with_the_same_figures_flags_nothing(office):
	first, second = (LocalRun(office, f"{office.tahun}-TW{n}") for n in (1, 2))
	first.up_to_meeting()
	for each in office.units:
		first.unit_through(each)
	second.up_to_meeting()
	for each in office.units:
		second.unit_through(each)
	second.finalize()
	first.finalize()
	assert not second.recap().perlu_diperbarui


def test_a_year_that_lacked_a_quarter_is_told_when_that_has_come_in(office):
	"""Unjudged on a final recap, because the quarter before was read closely only later, with the same figures."""
	first, second = (LocalRun(office, f"{office.tahun}-TW{n}") for n in (1, 2))
	unit, *others = office.units
	first.up_to_meeting()
	up_to_validation(first, unit)
	second.up_to_meeting()
	for each in office.units:
		second.unit_through(each)
	second.finalize()
	row = row_of(second.recap(unit), "A1")
	assert (row.sd_teks, row.sd_capaian_teks, row.sd_dihitung) == ("18", "belum lengkap: TW I", 0)
	first.read_closely(unit)
	for other in others:
		with signed_in(first.user("sekcam")):
			api.tetapkan_tidak_melapor(first.disposisi, other, WHY)
	first.finalize()
	for recap in (second.recap(), second.recap(unit)):
		assert "capaian s.d. yang belum lengkap dapat dinilai" in recap.perlu_diperbarui
	assert not any(second.recap(other).perlu_diperbarui for other in others), "they still lack it"
	second.act("sekcam", REKAP, second.recap().name, "Buka Kembali", WHY, unit=[unit])
	second.act(f"jp:{unit}", FORMAT, second.formats(unit)[0], "Sampaikan Data")
	row = row_of(second.recap(unit), "A1")
	assert (row.sd_capaian_teks, row.sd_belum) == ("100 %", "")


def test_reopening_takes_the_units_out_of_the_draft(office):
	run = LocalRun(office).up_to_meeting()
	for unit in office.units:
		run.unit_through(unit)
	run.finalize()
	run.act("sekcam", REKAP, run.recap().name, "Buka Kembali", WHY, unit=[office.units[0]])
	draft = run.recap()
	assert (draft.workflow_state, draft.versi) == ("Draf", 2)
	assert (draft.unit_masuk, draft.unit_total) == (len(office.units) - 1, len(office.units))
	assert office.units[0] not in {row.unit_kerja for row in draft.baris}


def test_steps_of_all_units_end_with_the_last_one(office):
	run = LocalRun(office).up_to_meeting()
	first, *others = office.units

	def done() -> dict[int, bool]:
		return {step["nomor"]: step["selesai"] for step in step_log_api.ringkasan(run.disposisi)["langkah"]}

	run.unit_through(first)
	assert not any(done()[number] for number in (5, 6, 7, 8))
	for unit in others:
		run.unit_through(unit)
	assert all(done()[number] for number in (5, 6, 7, 8)) and not done()[9]


@pytest.fixture
def clock():
	yield at
	at(None)


def test_what_the_office_sends_back_keeps_its_punctuality(office, clock):
	clock("2098-04-01 09:00")
	frappe.db.set_value("Unit Kerja", office.root, "hari_kunci", 3)
	frappe.clear_document_cache("Unit Kerja", office.root)
	run, unit = LocalRun(office).up_to_meeting(), office.units[0]
	run.fill(unit)
	assert not run.format_of(unit).terlambat
	run.recap_unit(unit)
	clock("2099-05-20 09:00")  # long after the deadline and the Tanggal Kunci
	run.act("pek", REKAP, run.recap(unit).name, "Kembalikan ke Unit", WHY)
	run.fill(unit, FIGURES | {"A1": {"realisasi": "10"}})
	assert not run.format_of(unit).terlambat
	other = office.units[1]
	assert "terkunci sejak" in refused(PreconditionMissing, run.fill, other)
	frappe.clear_document_cache("Unit Kerja", office.root)


def test_a_susulan_brings_its_own_deadline(office):
	run, unit = LocalRun(office).up_to_meeting(), office.units[0]
	add_indicators(office, unit, "SUSULAN-1", pelaksana=office.pegawai[f"jp:{unit}"])
	extra = LocalRun(office)
	extra.draft(jenis="Susulan", disposisi_utama=run.disposisi)
	extra.act("camat", DISPOSISI, extra.disposisi, "Perintahkan")
	extra.update(
		"sekcam", DISPOSISI, extra.disposisi, batas_pengumpulan="2099-06-30", data_yang_diperlukan="A9"
	)
	extra.act("sekcam", DISPOSISI, extra.disposisi, "Teruskan")
	extra.send_forms()
	added = run.format_of(unit, office.pegawai[f"jp:{unit}"])
	assert (added.disposisi, added.susulan) == (run.disposisi, extra.disposisi)
	assert str(added.batas_pengumpulan) == "2099-06-30"
	main = frappe.get_doc(FORMAT, run.formats(unit)[0])
	assert (main.susulan, str(main.batas_pengumpulan)) == (None, "2099-04-09")


def test_sums_of_the_year_add_up_where_they_are_explained(office):
	"""A kecamatan's ratio over the year names the pair that it was divided from."""
	first, second = (LocalRun(office, f"{office.tahun}-TW{n}") for n in (1, 2))
	for run, pair in ((first, ("1", "1")), (second, ("9", "18"))):
		run.up_to_meeting()
		upper, lower = pair
		note = {"kendala": WHY, "tindak_lanjut": "Diulang."}
		for unit in office.units:
			run.unit_through(unit, FIGURES | {"A2": {"pembilang": upper, "penyebut": lower, **note}})
	recap = second.recap()
	row = row_of(recap, f"{office.units[0].rpartition('-')[2]}-A2")
	told = recaps_api.asal(recap.name, row.indikator)["angka"]
	(year,) = [one["uraian"] for one in told if one["judul"].startswith("Realisasi s.d.")]
	assert year == f"(1 + 9) / (1 + 18) = {row.sd_teks}"
