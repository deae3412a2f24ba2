"""Offices that collect by month or by semester: their periods, targets, papers and workbooks, and the year out of them."""

import io

import frappe
import pytest
from openpyxl import load_workbook

from kinerja_kecamatan.excel import office_templates, upload
from kinerja_kecamatan.excel import recap as workbook
from kinerja_kecamatan.excel.layout import FIRST_ROW, LETTER, SHEET
from kinerja_kecamatan.exceptions import KinerjaError, NumberInvalid
from kinerja_kecamatan.kinerja_kecamatan.report.capaian_kecamatan import capaian_kecamatan
from kinerja_kecamatan.office import agreement_targets, api, periods
from kinerja_kecamatan.papers import agreement, catalogue, file_parts
from kinerja_kecamatan.patches import office_periods
from kinerja_kecamatan.recaps import api as recaps_api
from kinerja_kecamatan.recaps import interim, unit_recap
from kinerja_kecamatan.reporting import tables
from tests.support.local_run import LocalRun, refused, signed_in
from tests.support.office import Office, draft_of, reopened
from tests.support.papers import FORMAT as FORMAT_PAPER
from tests.support.papers import KECAMATAN, UNIT, table_of, words_of
from tests.support.recap_case import by_code, cells
from tests.support.sop_run import DISPOSISI, FORMAT, REKAP
from tests.support.workbooks import edited
from tests.support.year_run import EXPLAINED, settle

MONTHS = (
	*("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
	*("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)


def collect_by(office: Office, kind: str, **more) -> Office:
	"""The office says what it collects in, and has the periods of its year made."""
	frappe.get_doc("Unit Kerja", office.root).update({"jenis_periode": kind, **more}).save()
	api.buat_periode(office.root, office.tahun)
	if "bagi_target" in more:
		for unit in office.units:
			reopened(office, unit).save()  # agreements keep what the office said when they were set in force
	frappe.clear_messages()
	return office


def through(office: Office, periode: str, typed: dict) -> LocalRun:
	"""From step 1 to 9."""
	run = LocalRun(office, periode).up_to_meeting()
	for unit in office.units:
		run.fill(unit, {**EXPLAINED, **cells(typed)})
		settle(run, unit)
		run.recap_unit(unit)
		settle(run, unit, "pek")
		run.validate(unit)
		run.read_closely(unit)
	run.finalize()
	return run


@pytest.mark.parametrize(
	("kind", "codes"),
	[
		("Bulanan", [f"{{}}-{n:02d}" for n in range(1, 13)]),
		("Semester", ["{}-S1", "{}-S2"]),
		("Triwulan", [f"{{}}-TW{n}" for n in range(1, 5)]),
	],
)
def test_the_periods_of_a_year_are_made_as_the_office_collects(office, kind, codes):
	frappe.get_doc("Unit Kerja", office.root).update({"jenis_periode": kind}).save()
	wanted = [*(code.format(office.tahun) for code in codes), str(office.tahun)]
	made = api.buat_periode(office.root, office.tahun)
	assert sorted([*made["dibuat"], *made["ada"]]) == sorted(wanted)
	assert all(frappe.db.exists("Periode Kinerja", code) for code in wanted)
	again = api.buat_periode(office.root, office.tahun)
	assert (again["dibuat"], again["ada"]) == ([], wanted)
	assert {kind, "Tahunan"} <= set(api.jenis_periode(office.units[0]))
	assert "tahun 2000 sampai 2100" in refused(KinerjaError, api.buat_periode, office.root, 1999)


def test_who_may_not_create_periods_makes_none(office):
	with signed_in(office.people["pek"]), pytest.raises(frappe.PermissionError):
		api.buat_periode(office.root, office.tahun)


def test_an_order_is_of_the_kind_that_the_office_collects_in(office):
	run = LocalRun(collect_by(office, "Bulanan"), f"{office.tahun}-TW1")
	said = refused(KinerjaError, run.draft)
	assert f"{office.root} mengumpulkan data per bulan. Pilih periode bulan" in said
	monthly = LocalRun(office, f"{office.tahun}-03")
	first = monthly.draft()
	# The year has begun in months: whatever the office says now, it is finished so.
	frappe.get_doc("Unit Kerja", office.root).update({"jenis_periode": "Semester"}).save()
	frappe.get_doc({"doctype": "Periode Kinerja", "kode": f"{office.tahun}-S1"}).insert(
		ignore_if_duplicate=True
	)
	said = refused(KinerjaError, LocalRun(office, f"{office.tahun}-S1").draft)
	assert f"Data tahun {office.tahun} dikumpulkan per bulan ({first}, Bulan Maret {office.tahun})" in said
	LocalRun(office, f"{office.tahun}-04").draft()
	assert periods.parts_of(office.root, str(office.tahun)) == [
		f"{office.tahun}-{n:02d}" for n in range(1, 13)
	]
	assert LocalRun(office, str(office.tahun)).draft(), "the year itself is of no kind"


def test_a_cancelled_order_binds_nobody(office):
	monthly = LocalRun(collect_by(office, "Bulanan"), f"{office.tahun}-03")
	monthly.draft()
	monthly.act("sekcam", DISPOSISI, monthly.disposisi, "Batalkan", "Salah periode")
	frappe.get_doc("Unit Kerja", office.root).update({"jenis_periode": "Triwulan"}).save()
	assert LocalRun(office, f"{office.tahun}-TW1").draft()


def test_another_kind_counts_from_the_next_year_on(office, monkeypatch):
	LocalRun(office, f"{office.tahun}-TW1").draft()
	frappe.clear_messages()
	periods.tell_of_change(office.root, office.tahun)
	assert not frappe.local.message_log
	frappe.get_doc("Unit Kerja", office.root).db_set("jenis_periode", "Bulanan")
	periods.tell_of_change(office.root, office.tahun)
	assert "per triwulan" in str(frappe.local.message_log) and "per bulan mulai" in str(
		frappe.local.message_log
	)


def test_months_of_an_agreement_typed_and_derived(office):
	unit = office.units[0]
	collect_by(office, "Bulanan", bagi_target=1)
	pk = reopened(office, unit)
	pk.target[0].update({"target_b04": "4", "target_b05": "2", "target_b06": "3,0"})
	pk.target[2].target_b12 = "banyak"
	assert "Baris 3, kolom Desember:" in refused(NumberInvalid, pk.save)
	pk = reopened(office, unit)
	pk.target[0].update({"target_b04": "4", "target_b05": "2", "target_b06": "3,0"})
	pk.save()
	planned = agreement_targets.for_the_form(pk)
	assert planned["kolom"] == list(MONTHS)
	adds, ratio, *_rest = planned["baris"]
	assert [cell["teks"] for cell in adds["sel"]] == ["3", "3", "3", "4", "2", "3,0", *["3"] * 6]
	assert adds["sel"][1]["turunan"] == "diturunkan dari TW I: dibagi rata, bulan ke-2 dari 3"
	assert adds["sel"][4]["turunan"] == ""
	assert {cell["teks"] for cell in ratio["sel"]} == {"90"}
	assert {cell["turunan"] for cell in ratio["sel"]} == {
		f"diturunkan dari {quarter}: sama tiap bulan (Rasio)"
		for quarter in ("TW I", "TW II", "TW III", "TW IV")
	}
	paper = agreement.agreement_paper(pk)
	first = table_of(paper, "bulanan")[0]
	assert first[2:8] == ["3 *", "3 *", "3 *", "4", "2", "3,0"]
	assert table_of(paper, "rencana")[0][4:8] == ["9"] * 4
	assert table_of(paper, "turunan") == [
		[
			"* diturunkan dari triwulannya: dibagi rata ke tiga bulan (Kumulatif) * diturunkan dari triwulannya: sama tiap bulan (Rasio)"
		]
	]


def test_an_agreement_in_force_keeps_how_its_months_were_shared_out(office):
	"""A tick of today gives no targets that nobody has signed, and takes none away; a draft goes by it."""
	first, second = office.units
	collect_by(office, "Bulanan")
	root = frappe.get_doc("Unit Kerja", office.root).update({"bagi_target": 1})
	root.save()
	frappe.clear_messages()
	periods.tell_of_shares(office.root, office.tahun)
	told = str(frappe.local.message_log)
	names = {unit: frappe.db.get_value("Perjanjian Kinerja", {"unit_kerja": unit}) for unit in office.units}
	assert "tetap meminta target bulanan seperti semula" in told and all(
		one in told for one in names.values()
	)
	run = LocalRun(office, f"{office.tahun}-02").up_to_meeting()
	assert {by_code(run.format_of(unit))["A1"].target_teks for unit in office.units} == {""}
	assert first_month(names[first]) == ""
	reopened(office, first).save()
	assert (first_month(names[first]), first_month(names[second])) == ("3 *", "")
	root.reload()
	root.update({"bagi_target": 0}).save()
	assert first_month(names[first]) == "3 *"
	later = LocalRun(office, f"{office.tahun}-03").up_to_meeting()
	assert [by_code(later.format_of(unit))["A1"].target_teks for unit in office.units] == ["3", ""]
	draft = draft_of(office, first)
	assert {cell["teks"] for cell in agreement_targets.for_the_form(draft)["baris"][0]["sel"]} == {""}


def first_month(name: str) -> str:
	"""January of the first row, as the agreement's paper prints it."""
	return table_of(agreement.agreement_paper(frappe.get_doc("Perjanjian Kinerja", name)), "bulanan")[0][
		2
	].replace("–", "")


def test_semesters_of_an_agreement(office):
	unit = office.units[0]
	collect_by(office, "Semester")
	pk = reopened(office, unit)
	pk.target[0].target_s2 = "20"
	pk.save()
	told = str(frappe.local.message_log)
	assert "Semester II: TW III sampai TW IV sampai pada 18 (Kumulatif), sedangkan targetnya 20." in told
	paper = agreement.agreement_paper(pk)
	assert [row[4:6] for row in table_of(paper, "rencana")][:2] == [["18 *", "20"], ["90 *", "90 *"]]


def test_an_office_that_collects_by_quarter_sees_nothing_new(office):
	pk = frappe.get_doc("Perjanjian Kinerja", {"unit_kerja": office.units[0], "tahun": office.tahun})
	assert agreement_targets.for_the_form(pk) is None
	paper = agreement.agreement_paper(pk)
	assert not table_of(paper, "bulanan") and not table_of(paper, "turunan")
	assert table_of(paper, "rencana")[0][3:8] == ["36", "9", "9", "9", "9"]


def test_periods_of_several_kinds_are_not_added_up(office):
	said = refused(
		KinerjaError, recaps_api.tahunan, [f"{office.tahun}-TW1", f"{office.tahun}-01", f"{office.tahun}-02"]
	)
	assert "Bulanan, Triwulan" in said
	assert recaps_api.tahunan([f"{office.tahun}-TW1", "lain"]) == []


def test_an_office_that_has_collected_by_month_goes_on_so(office):
	collect_by(office, "Bulanan")
	LocalRun(office, f"{office.tahun}-01").draft()
	frappe.get_doc("Unit Kerja", office.root).db_set("jenis_periode", "Triwulan")
	frappe.db.set_value("Periode Kinerja", f"{office.tahun}-01", "nama_periode", f"Januari {office.tahun}")
	office_periods.execute()
	assert periods.kind_of(office.root) == "Bulan"
	name = frappe.db.get_value("Periode Kinerja", f"{office.tahun}-01", "nama_periode")
	assert name == f"Bulan Januari {office.tahun}"


@pytest.mark.full
def test_a_semester_from_the_first_step_to_the_last_and_the_year_after(office):
	collect_by(office, "Semester")
	year = office.tahun
	first = through(office, f"{year}-S1", {"A1": "17", "A2": ("19", "20"), "A3": "3"})
	unit = office.units[0]
	rows = by_code(first.recap(unit))
	assert (rows["A1"].target_teks, rows["A1"].target_sd_teks, rows["A1"].capaian_teks) == (
		"18",
		"18",
		"94,44 %",
	)
	assert rows["A1"].target_asal == "diturunkan dari TW I, TW II (Kumulatif)"
	assert (rows["A2"].target_teks, rows["A2"].target_asal) == ("90", "diturunkan dari TW I, TW II (Rasio)")
	for paper, doc in (
		(UNIT, first.recap(unit)),
		(KECAMATAN, first.recap()),
		(FORMAT_PAPER, first.format_of(unit)),
	):
		said = words_of(doc, paper)
		assert f"SEMESTER I TAHUN {year}" in said and "diturunkan dari TW I, TW II (Kumulatif)" in said
	second = through(office, f"{year}-S2", {"A1": "20", "A2": ("8", "10"), "A3": "3"})
	row = by_code(second.recap(unit))["A1"]
	assert (row.sd_teks, row.target_sd_teks, row.sd_capaian_teks) == ("37", "36", "102,78 %")
	told = {one["judul"]: one["uraian"] for one in recaps_api.asal(row.parent, row.indikator)["angka"]}
	assert told["Realisasi s.d. periode ini (Kumulatif)"] == "17 + 20 = 37"
	assert "diturunkan dari TW III, TW IV (Kumulatif)" in told["Target"]
	whole = through(office, str(year), {"A4": "90"})
	annual = by_code(whole.recap(unit))
	assert [annual[code].realisasi_teks for code in ("A1", "A2", "A3", "A4")] == ["37", "90", "6", "90"]
	assert (annual["A2"].nilai_pembilang, annual["A2"].nilai_penyebut) == (27, 30)
	form = whole.format_of(unit)
	assert f"Semester I Tahun {year}\nKendala: Hambatan" in by_code(form)["A1"].kendala_triwulan
	assert "Kendala dan Tindak Lanjut Tiap Semester, untuk Diringkas" in words_of(form, FORMAT_PAPER)
	parts = file_parts.parts_of(frappe.get_doc(DISPOSISI, whole.disposisi))
	assert [part.judul for part in parts] == ["", f"Semester I Tahun {year}", f"Semester II Tahun {year}"]
	(found,) = [
		row for row in recaps_api.tahunan([f"{year}-S1", f"{year}-S2"]) if row.kecamatan == office.root
	]
	assert (found.periode, found.banyak_periode, bool(found.predikat)) == (f"{year}-S2", 2, True)
	_columns, shown, *_rest = capaian_kecamatan.execute({"tahun": year, "jenis": "Menurut Kecamatan"})
	assert [row.periode for row in shown if row.kecamatan == office.root] == [f"{year}-S2"]
	frappe.db.set_value(REKAP, whole.recap(unit).name, "workflow_state", "Diketahui Kepala Unit")
	for run in (first, second):
		frappe.db.set_value("Validasi Rekap", {"parent": run.recap(unit).name}, "putusan", "Sesuai")
	recap = whole.recap(unit)
	unit_recap.fill_unit_recap(recap)
	evidence = next(row for row in recap.validasi if row.kode.endswith("A1"))
	assert evidence.bukti == "rekap kedua semester yang sudah dicermati"
	assert (
		"rekap kedua semester"
		in table_of(catalogue.paper_content("Format Data Kinerja", form), "baris")[1][-1]
	)


def typed_in(month: int) -> dict:
	return {"A1": str(2 + month % 3), "A2": (str(15 + month % 4), "20"), "A3": str(month % 2)}


@pytest.fixture
def months(office) -> dict[int, LocalRun]:
	"""A year of months, each from step 1 to 9; of the first unit the second quarter's months are typed."""
	collect_by(office, "Bulanan", bagi_target=1)
	pk = reopened(office, office.units[0])
	pk.target[0].update({"target_b04": "2", "target_b05": "3", "target_b06": "4"})
	pk.save()
	return {n: through(office, f"{office.tahun}-{n:02d}", typed_in(n)) for n in range(1, 13)}


@pytest.mark.full
def test_a_year_of_months_figure_by_figure(office, months):
	"""Held against a loop over what was typed: targets and figures of each month, of the year so far, and of the year."""
	unit, year = office.units[0], office.tahun
	asked = {1: [3, 3, 3, 2, 3, 4, *[3] * 6], 3: [1, 0, 1] * 4}
	for number, run in months.items():
		rows, typed = by_code(run.recap(unit)), [typed_in(n) for n in range(1, number + 1)]
		a1, a2, a3 = rows["A1"], rows["A2"], rows["A3"]
		for row, code, annual in ((a1, 1, 36), (a3, 3, 8)):
			so_far = annual if number == 12 else sum(asked[code][:number])
			assert (row.target, row.target_sd) == (asked[code][number - 1], so_far), (row.kode, number)
			assert row.sd_nilai == sum(int(one[f"A{code}"]) for one in typed)
		tops, bottoms = (sum(int(one["A2"][n]) for one in typed) for n in (0, 1))
		assert (a2.target, a2.target_sd, a2.sd_pembilang, a2.sd_penyebut) == (90, 90, tops, bottoms)
		assert a2.sd_nilai == pytest.approx(tops / bottoms * 100)
		assert a1.sd_capaian == pytest.approx(a1.sd_nilai / a1.target_sd * 100)
		typed_target = number in (4, 5, 6)
		assert (a1.target_asal or "").startswith("diturunkan dari TW") != typed_target
		assert rows["A4"].status == "Tidak Diukur"
		assert f"BULAN {MONTHS[number - 1].upper()} {year}" in words_of(run.recap(), KECAMATAN)
	whole = through(office, str(year), {"A4": "90"})
	annual, every = by_code(whole.recap(unit)), [typed_in(n) for n in range(1, 13)]
	assert annual["A1"].nilai == sum(int(one["A1"]) for one in every)
	assert annual["A2"].nilai_pembilang == sum(int(one["A2"][0]) for one in every)
	assert annual["A3"].nilai == 6 and annual["A4"].realisasi_teks == "90"
	assert all(row.lengkap for row in annual.values())
	told = {
		one["judul"]: one["uraian"]
		for one in recaps_api.asal(annual["A1"].parent, annual["A1"].indikator)["angka"]
	}
	assert told["Realisasi s.d. periode ini (Kumulatif)"].count("+") == 11
	codes = [f"{year}-{n:02d}" for n in range(1, 13)]
	(found,) = [row for row in recaps_api.tahunan(codes) if row.kecamatan == office.root]
	assert (found.periode, found.banyak_periode) == (codes[-1], 12)
	last = months[12].recap()
	assert float(found.rata_capaian) == pytest.approx(last.rata_capaian_sd, abs=1e-6)
	made = tables.tables_of(last)
	assert made[0].judul == f"Capaian kinerja Bulan Desember {year}"
	sheet = load_workbook(io.BytesIO(workbook.build(months[3].recap())))["Ringkasan"]
	texts = [str(row[0]) for row in sheet.iter_rows(values_only=True)]
	assert any(f"Bulan Maret {year}" in text for text in texts)
	assert any("Target turunan" in text and "dibagi rata, bulan ke-3 dari 3" in text for text in texts)


@pytest.mark.full
def test_a_month_by_template_interim_recap_and_paper(office):
	collect_by(office, "Bulanan", bagi_target=1)
	run = LocalRun(office, f"{office.tahun}-02").up_to_meeting()
	unit, year = office.units[0], office.tahun
	doc = run.format_of(unit)
	content = office_templates.template_of(doc)
	book = load_workbook(io.BytesIO(content))
	assert any(f"Bulan Februari {year}" in str(row[0]) for row in book[SHEET].iter_rows(values_only=True))
	guide = [
		str(row[1])
		for sheet in book.worksheets
		for row in sheet.iter_rows(min_col=1, max_col=2, values_only=True)
	]
	assert any("Target turunan" in line and "bulan ke-2 dari 3" in line for line in guide)

	def fill(book):
		sheet = book[SHEET]
		places = {sheet[f"B{n}"].value.rsplit("-", 1)[-1]: n for n in range(FIRST_ROW, sheet.max_row + 1)}
		assert sheet[f"{LETTER['target']}{places['A1']}"].value == 3
		for code, key, value in (
			("A1", "realisasi", "3"),
			("A2", "pembilang", "19"),
			("A2", "penyebut", "20"),
			("A3", "realisasi", "1"),
		):
			sheet[f"{LETTER[key]}{places[code]}"].value = value
		for key in ("kendala", "tindak_lanjut"):
			sheet[f"{LETTER[key]}{places['A3']}"].value = "Ada"

	with signed_in(run.user(f"jp:{unit}")):
		found = upload.apply_upload(frappe.get_doc(FORMAT, doc.name), edited(content, fill))
	assert not found.problems and len(found.changes) == 6
	row = by_code(run.format_of(unit))["A1"]
	assert (row.realisasi, row.capaian_teks, row.target_sd_teks) == ("3", "100 %", "6")
	run.act(f"jp:{unit}", FORMAT, doc.name, "Sampaikan Data")
	settle(run, unit)
	run.recap_unit(unit)
	settle(run, unit, "pek")
	run.validate(unit)
	run.read_closely(unit)
	with signed_in(run.user("camat")):
		now = interim.interim_recap(run.disposisi)
	assert now["unit_masuk"] == 1
	assert {one["kode"][-2:]: one["capaian_teks"] for one in now["baris"]}["A1"] == "100 %"
	card = words_of(frappe.get_doc(DISPOSISI, run.disposisi), "Kartu Kendali Pelaksanaan SOP")
	assert f"BULAN FEBRUARI {year}" in card


def test_the_plan_of_cash_is_held_against_a_quarters_end_alone(office):
	collect_by(office, "Bulanan", bagi_target=1)
	unit = office.units[0]
	pk = reopened(office, unit)
	pk.append(
		"program",
		{
			"kode_program": "7.01.02",
			"program": "Pelayanan Publik",
			"anggaran": 200,
			"kas_tw1": 40,
			"kas_tw2": 60,
		},
	)
	pk.save()
	planned = {}
	for month in ("02", "03", "04", "06"):
		doc = frappe.new_doc(REKAP).update(
			{
				"jenis": "Unit",
				"kecamatan": office.root,
				"unit_kerja": unit,
				"periode": f"{office.tahun}-{month}",
			}
		)
		unit_recap.budget.fill_unit(doc)
		planned[month] = doc.anggaran[0].rencana_kas
	assert planned == {"02": 0, "03": 40, "04": 0, "06": 100}
