"""Units in every spelling, words of a scale, ranges and bounds: in agreements, Formats, recaps, papers, workbooks, reports."""

import io
import json
from collections.abc import Iterator
from decimal import Decimal

import frappe
import pytest
from openpyxl import load_workbook

from kinerja_kecamatan.excel import recap as workbook
from kinerja_kecamatan.exceptions import KinerjaError, NumberInvalid
from kinerja_kecamatan.figures import judging
from kinerja_kecamatan.figures.finding_facts import facts_of
from kinerja_kecamatan.figures.policy import current_policy
from kinerja_kecamatan.office import measures
from kinerja_kecamatan.papers.agreement import agreement_paper
from kinerja_kecamatan.patches import units_of_indicators
from kinerja_kecamatan.recaps import api, unit_recap
from kinerja_kecamatan.reporting import tables
from kinerja_kecamatan.rules.satuan import SATUAN_BAWAAN
from tests.support.local_run import LocalRun, refused, signed_in
from tests.support.office import FIGURES, reopened
from tests.support.papers import squeezed, words_of
from tests.support.real_targets import ROWS, SPELLINGS
from tests.support.sop_run import FORMAT
from tests.support.told_once import as_told, told_once

SAKIP = "Predikat SAKIP"


def indicator(office, kode: str, satuan: str, **values):
	"""Another indicator of the office's first unit, measured anew each time."""
	unit = office.units[0]
	made = frappe.copy_doc(frappe.get_doc("Indikator Kinerja", office.indicators[unit][3]))
	made.update(
		{"kode": f"UJI-{kode}", "nama_indikator": f"Ukuran {kode}", "satuan": satuan, "sifat": "Positif"}
	)
	made.update({"agregasi_waktu": "Posisi Akhir", "agregasi_sumber": "Nilai Tunggal", "skala_nilai": None})
	return made.update(values).insert()


def promise(office, targets: dict[str, dict], **values):
	"""A Perubahan of the first unit's agreement."""
	return frappe.get_doc(
		{
			"doctype": "Perjanjian Kinerja",
			"jenis": "Perubahan",
			"unit_kerja": office.units[0],
			"tahun": office.tahun,
			"berlaku_mulai": f"{office.tahun}-01-02",
			"target": [{"indikator": name, **cells} for name, cells in targets.items()],
			**values,
		}
	).insert()


def quarters(text: str) -> dict[str, str]:
	return {"target_tahunan": text, **{f"target_tw{number}": text for number in range(1, 5)}}


# What offices really write.


def test_every_real_target_is_in_an_agreement_and_printed_as_it_was_written(office):
	names = []
	for number, row in enumerate(ROWS):
		made = indicator(office, f"R{number}", row.satuan, sifat=row.sifat, skala_nilai=row.skala or None)
		assert made.satuan == SPELLINGS.get(row.satuan, row.satuan)
		names.append(made.name)
	doc = promise(office, {name: quarters(row.target) for name, row in zip(names, ROWS, strict=True)})
	doc.reload()
	for line, row in zip(doc.target, ROWS, strict=True):
		for column in quarters(""):
			assert line.get(column) == row.printed, row
	again = frappe.get_doc(doc.doctype, doc.name).save()
	assert [line.target_tahunan for line in again.target] == [row.printed for row in ROWS]
	paper = json.dumps(agreement_paper(doc), ensure_ascii=False, default=str)
	page = squeezed(words_of(doc, "Perjanjian Kinerja"))
	for row in ROWS:
		assert squeezed(row.printed) in squeezed(paper), row
		assert squeezed(row.printed) in page, row


def test_every_real_spelling_is_a_unit_of_the_master(site):
	known = measures.units()
	assert {text: known.find(text).nama for text in SPELLINGS} == SPELLINGS
	assert {unit.nama for unit in SATUAN_BAWAAN} <= set(frappe.get_all("Satuan", pluck="name"))


@pytest.mark.parametrize(
	"cells", [{"target_tw1": "BBB"}, {"target_tw1": "≤ 80"}, {"target_tahunan": "5 dokumen"}]
)
def test_what_an_agreement_cannot_read_is_told_by_row_and_column(office, cells):
	made = indicator(office, "S", "Nilai", skala_nilai=SAKIP)
	said = refused(NumberInvalid, promise, office, {made.name: {**quarters("70"), **cells}})
	((column, text),) = cells.items()
	assert f"Baris 1, kolom {'Target Tahunan' if column == 'target_tahunan' else 'TW I'}:" in said
	assert text in said


def test_whole_things_question_a_fraction_in_a_target(office):
	made = indicator(office, "D", "dokumen")
	promise(office, {made.name: quarters("2,5")})
	told = json.dumps(frappe.local.message_log, ensure_ascii=False, default=str)
	assert "2,5 Dokumen: jumlah biasanya bilangan bulat." in told


def test_an_indicator_is_not_measured_otherwise_than_its_targets_are_written(office):
	made = indicator(office, "V", "Nilai", skala_nilai=SAKIP)
	doc = promise(office, {made.name: quarters("BB")})
	made.skala_nilai = None
	said = refused(KinerjaError, made.save)
	assert f"{doc.name}, baris 1:" in said and "“BB”" in said
	frappe.delete_doc(doc.doctype, doc.name)
	frappe.get_doc("Indikator Kinerja", made.name).update({"skala_nilai": None}).save()


# The master.


@pytest.mark.parametrize("text", ["%", "persen", " PROSENTASE ", "Persentase"])
def test_every_spelling_of_a_unit_is_that_unit(office, text):
	assert indicator(office, "P", text).satuan == "%"


def test_a_unit_that_nobody_knows_is_refused_with_what_is_near(office):
	said = refused(KinerjaError, indicator, office, "X", "Dokumne")
	assert "Satuan Dokumne belum terdaftar." in said and "Dokumen" in said
	frappe.get_doc(
		{"doctype": "Satuan", "nama": "Bidang Tanah", "jenis": "Bilangan Bulat", "sinonim": "Bidang"}
	).insert()
	assert indicator(office, "X", "bidang").satuan == "Bidang Tanah"


def test_a_unit_of_an_earlier_release_stays_until_it_is_changed(office):
	made = indicator(office, "L", "Dokumen")
	frappe.db.set_value("Indikator Kinerja", made.name, "satuan", "Bidang Lama")
	assert frappe.get_doc("Indikator Kinerja", made.name).save().satuan == "Bidang Lama"
	units_of_indicators.execute()
	assert frappe.db.get_value("Satuan", "Bidang Lama", "jenis") == "Desimal"
	for _time in range(2):
		units_of_indicators.execute()
	assert frappe.db.get_value("Indikator Kinerja", made.name, "satuan") == "Bidang Lama"


def test_a_unit_in_use_stays_and_no_two_are_written_alike(office):
	made = indicator(office, "U", "Paket")
	assert made.name in refused(KinerjaError, frappe.delete_doc, "Satuan", "Paket")
	for values in (
		{"nama": "Prosen"},
		{"nama": "Uji", "sinonim": "paket"},
		{"nama": "Uji", "jenis": "Ya/Tidak"},
	):
		refused(KinerjaError, frappe.get_doc({"doctype": "Satuan", **values}).insert)
	frappe.delete_doc("Indikator Kinerja", made.name)
	frappe.delete_doc("Satuan", "Paket")
	assert not measures.units().find("paket")


def test_percent_is_what_the_master_says(office):
	"""A unit of the site's own: read with its sign, judged as a percentage, its ratios times a hundred."""
	frappe.get_doc({"doctype": "Satuan", "nama": "Persen per Tahun", "jenis": "Persen"}).insert()
	made = indicator(office, "T", "persen per tahun")
	assert measures.factor_of(made.satuan) == 100
	doc = promise(office, {made.name: quarters("95 %")})
	assert doc.target[0].target_tw1 == "95 %"
	row = frappe._dict(
		status="Terisi", nilai=101, satuan=made.satuan, sifat="Positif", agregasi_sumber="", agregasi_waktu=""
	)
	assert facts_of(row, current_policy()).persen


def test_an_indicator_without_decimals_has_its_units(office):
	"""As from REST or Data Import, which make a document of the DocType's defaults first."""
	assert frappe.new_doc("Indikator Kinerja").desimal is None
	found = {
		unit: indicator(office, kode, unit, desimal=None).desimal
		for kode, unit in (("Q1", "Rasio"), ("Q2", "orang"), ("Q3", "persen"))
	}
	assert found == {"Rasio": 3, "orang": 0, "persen": 2}
	assert indicator(office, "Q4", "Rasio", desimal=0).desimal == 0


@pytest.mark.parametrize(
	("satuan", "desimal", "value", "printed"),
	[
		("Rasio", 2, "0.018", "0,018"),
		("%", 0, "92.6", "92,6"),
		("%", 2, "92.5", "92,50"),
		("%", 2, "12", "12"),
		("Orang", 0, "50.5", "50,5"),
		("Orang", 0, "33.333333333", "33,33"),
		("%", 2, "66.666666667", "66,67"),
		("%", None, "1.5", "1,5"),
	],
)
def test_a_figure_prints_with_the_decimals_that_it_is_judged_by(site, satuan, desimal, value, printed):
	row = frappe._dict(satuan=satuan, desimal=desimal)
	assert judging.row_text(row, Decimal(value)) == printed


def test_a_new_unit_brings_its_scale_along(office):
	assert indicator(office, "N", "Nilai AKIP").skala_nilai == SAKIP
	assert indicator(office, "M", "Nilai").skala_nilai is None
	opinion = indicator(office, "O", "Opini")
	assert (opinion.satuan, opinion.skala_nilai) == ("Opini BPK", "Opini BPK")


@pytest.mark.parametrize(
	"ways", [{"agregasi_waktu": "Kumulatif"}, {"agregasi_sumber": "Jumlah"}, {"agregasi_waktu": "Rata-rata"}]
)
def test_words_are_not_added_up(office, ways):
	said = refused(KinerjaError, indicator, office, "W", "Opini BPK", **ways)
	assert "Kata pada Skala Nilai Opini BPK tidak digabungkan" in said
	assert f"Pilih {'Nilai Tunggal' if 'agregasi_sumber' in ways else 'Posisi Akhir'}." in said


def test_a_scale_is_the_sites_and_needs_no_code(office):
	words = [
		{"kata": "Mandiri", "nilai": 3},
		{"kata": "Maju", "nilai": 2},
		{"kata": "Berkembang", "nilai": 1},
	]
	frappe.get_doc({"doctype": "Skala Nilai", "nama_skala": "Status Desa", "kata": words}).insert()
	made = indicator(office, "IDM", "Predikat", skala_nilai="Status Desa")
	doc = promise(office, {made.name: quarters("maju")})
	assert doc.target[0].target_tw1 == "maju"
	for bad in ([*words, {"kata": "MAJU", "nilai": 4}], [*words, {"kata": "Lain", "nilai": 2}], words[:1]):
		refused(
			KinerjaError, frappe.get_doc({"doctype": "Skala Nilai", "nama_skala": "Uji", "kata": bad}).insert
		)


# Through the SOP.

# kode: satuan, values of the indicator, target, typed, kept, capaian
CASES = {
	"G1": ("Nilai SAKIP", {}, "BB", "70,80", "70,80 (BB)", "101,14 %"),
	"G2": ("Predikat", {"skala_nilai": SAKIP}, "(BB)", "b", "B", "85,71 %"),
	"G3": ("Opini BPK", {}, "WTP", "wdp", "WDP", "75 %"),
	"R1": ("%", {}, "80-85", "82 %", "82", "100 %"),
	"R2": ("%", {"sifat": "Negatif"}, "7,50-7,78", "7,89", "7,89", "98,59 %"),
	"R3": ("Nilai", {"skala_nilai": SAKIP}, "70-80 (BB)", "77,27", "77,27 (BB)", "100 %"),
	"B1": ("Menit", {"sifat": "Negatif"}, "≤ 15 menit", "12 menit", "12", "120 %"),
	"B2": ("%", {"sifat": "Negatif"}, "kurang dari 2", "2,5", "2,5", "75 %"),
	"K1": ("Ada/Tidak", {}, "Ada", "Ada", "Ada", "100 %"),
	# Typed with more decimals than the indicator's: printed with those that it is judged by.
	"D1": ("Rasio", {"desimal": 2}, "0,020", "0,018", "0,018", "90 %"),
	"D2": ("%", {"desimal": 0}, "93", "92,6", "92,6", "99,57 %"),
}


def asked_for_every_kind(office) -> LocalRun:
	"""An office whose first unit is asked for every kind of target besides its own, before anything is typed."""
	agreement = reopened(office, office.units[0])
	for kode, (satuan, values, target, *_rest) in CASES.items():
		made = indicator(office, kode, satuan, tingkat="IKU", **values)
		agreement.append("target", {"indikator": made.name, **quarters(target)})
	agreement.save()
	return LocalRun(office).up_to_meeting()


@pytest.fixture(scope="module")
def story(_shared_office) -> Iterator[LocalRun]:
	with told_once(lambda: asked_for_every_kind(_shared_office.in_new_year())) as told:
		yield told


@pytest.fixture
def graded(story: LocalRun) -> Iterator[LocalRun]:
	with as_told(story) as told:
		yield told


def typed(kode: str, **cells) -> dict:
	notes = {"kendala": "Hambatan", "tindak_lanjut": "Rencana", "keterangan": "Keterangan"}
	return {kode: {**notes, **cells}}


def every_case() -> dict:
	return {**FIGURES, **{k: v for kode in CASES for k, v in typed(kode, realisasi=CASES[kode][3]).items()}}


def by_code(rows) -> dict:
	return {row.kode.rsplit("-", 1)[-1]: row for row in rows}


def test_a_format_takes_words_ranges_and_bounds(graded):
	unit = graded.office.units[0]
	rows = by_code(graded.type_in(unit, every_case()).baris)
	for kode, (_satuan, _values, target, _typed, kept, capaian) in CASES.items():
		row = rows[kode]
		assert (row.target_teks, row.target_sd_teks, row.target_tahunan_teks) == (target,) * 3, kode
		assert (row.realisasi, row.capaian_teks) == (kept, capaian), kode
	again = graded.format_of(unit)
	with signed_in(graded.user(f"jp:{unit}")):
		again.save()
	assert [row.realisasi for row in again.baris] == [row.realisasi for row in rows.values()]


@pytest.mark.parametrize(
	("kode", "text", "says"),
	[
		("G1", "70,80 (A)", "termasuk BB"),
		("G3", "Baik", "Tulis salah satunya: WTP, WDP, TW, TMP."),
		("R1", "80-85", "bukan satu angka"),
		("B1", "3 hari", "satuan indikatornya Menit, bukan hari"),
		("A1", "5 %", "memakai tanda %"),
		("A1", "BB", "tidak memakai Skala Nilai"),
	],
)
def test_what_a_format_cannot_read_says_what_to_write(graded, kode, text, says):
	said = refused(NumberInvalid, graded.type_in, graded.office.units[0], typed(kode, realisasi=text))
	assert "kolom Realisasi:" in said and says in said


def test_nihil_is_no_word_of_an_opinion_and_a_word_that_counts_nothing_is_not_nihil(graded):
	unit = graded.office.units[0]
	said = refused(NumberInvalid, graded.type_in, unit, typed("G3", status="Nihil"))
	assert "Nihil tidak berlaku" in said
	doc = graded.type_in(unit, {"K1": {"realisasi": "tidak ada", "kendala": "x", "tindak_lanjut": "y"}})
	row = by_code(doc.baris)["K1"]
	assert (row.realisasi, row.capaian_teks, row.temuan) == ("Tidak Ada", "0 %", None)


@pytest.mark.full
def test_recaps_papers_workbook_and_report_say_the_same(graded):
	first, *others = graded.office.units
	graded.unit_through(first, every_case())
	for unit in others:
		graded.unit_through(unit)
	graded.finalize()
	unit_rows, office = by_code(graded.recap(first).baris), graded.recap()
	rows = by_code(office.baris)
	shown = {kode: case[4] for kode, case in CASES.items()} | {"B2": "2,50"}  # with the indicator's decimals
	for kode, (_satuan, _values, target, _typed, _kept, capaian) in CASES.items():
		for row in (unit_rows[kode], rows[kode]):
			assert (row.target_teks, row.realisasi_teks, row.sd_teks) == (target, shown[kode], shown[kode]), (
				kode
			)
			assert (row.capaian_teks, row.sd_capaian_teks) == (capaian, capaian), kode
	told = {row["kode"].rsplit("-", 1)[-1]: row for row in api.sementara(graded.disposisi)["baris"]}
	assert {kode: told[kode]["realisasi_teks"] for kode in CASES} == shown
	assert {kode: told[kode]["capaian_teks"] for kode in CASES} == {
		kode: case[5] for kode, case in CASES.items()
	}
	(head, *_rest) = tables.tables_of(office)
	lines = {line[2]: line for line in head.baris}
	assert lines["Ukuran G2"][4:6] == ("(BB)", "B") and lines["Ukuran R1"][4] == "80-85"
	sheet = load_workbook(io.BytesIO(workbook.build(office)))["Rekap"]
	formats = {cell.number_format for line in sheet.iter_rows() for cell in line}
	assert {
		'"WDP";"WDP";"WDP"',
		'"80-85";"80-85";"80-85"',
		'"≤ 15 menit";"≤ 15 menit";"≤ 15 menit"',
	} <= formats
	traced = api.asal(office.name, rows["R1"].indikator)["angka"]
	assert any("rentang target 80-85 (di dalamnya 100 %)" in cell["uraian"] for cell in traced)
	graded_cell = api.asal(office.name, rows["G2"].indikator)["angka"]
	assert any("dihitung dari nilai 60 / 70" in cell["uraian"] for cell in graded_cell)
	page = squeezed(words_of(office, "Rekap Data Kinerja Kecamatan"))
	assert all(squeezed(text) in page for text in ("70,80 (BB)", "≤ 15 menit", "7,50-7,78"))


@pytest.mark.full
def test_a_correction_may_be_a_word(graded):
	unit = graded.office.units[0]
	graded.fill(unit, every_case())
	doc = graded.recap(unit)
	target = by_code(doc.baris)["G3"].indikator
	doc.append(
		"koreksi", {"indikator": target, "kolom": "Realisasi", "sesudah": "wtp", "alasan": "Surat BPK"}
	)
	unit_recap.fill_unit_recap(doc)
	row = by_code(doc.baris)["G3"]
	assert (row.realisasi_teks, row.capaian_teks) == ("WTP", "100 %")
	assert (doc.koreksi[0].sebelum, doc.koreksi[0].sesudah) == ("WDP", "WTP")
	unit_recap.fill_unit_recap(doc)
	assert by_code(doc.baris)["G3"].realisasi_teks == "WTP"


def test_a_recap_keeps_the_word_that_it_printed(graded):
	"""Units are told apart by what they are: a row from before the master finds no other unit in its indicator."""
	unit = graded.office.units[0]
	name = graded.format_of(unit).name
	frappe.db.set_value("Baris Data Kinerja", {"parent": name, "kode": ["like", "%R1"]}, "satuan", "Persen")
	doc = graded.type_in(unit, typed("R1", realisasi="82 %"))
	row = by_code(doc.baris)["R1"]
	assert (row.satuan, row.realisasi, row.temuan) == ("Persen", "82", None)
	assert frappe.get_doc(FORMAT, name).baris


def test_the_desk_knows_the_words(site):
	bootinfo = frappe._dict()
	judging.tell_desk(bootinfo)
	assert bootinfo.kinerja_skala_nilai["Opini BPK"] == ["WTP", "WDP", "TW", "TMP"]
