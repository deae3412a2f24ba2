"""Figures that others publish: waited for, provisional, asked for again; and figures of a period without target."""

import json
from collections.abc import Iterator

import frappe
import pytest

from kinerja_kecamatan.base import clock
from kinerja_kecamatan.excel import office_templates, upload
from kinerja_kecamatan.excel.layout import FIRST_ROW, LETTER, SHEET
from kinerja_kecamatan.exceptions import MoveRefused, NumberInvalid, PreconditionMissing, UploadRefused
from kinerja_kecamatan.formats import annual
from kinerja_kecamatan.formats import api as formats
from kinerja_kecamatan.recaps import api as recaps
from kinerja_kecamatan.recaps import unit_recap, year
from kinerja_kecamatan.reporting import tables
from kinerja_kecamatan.rules.recap_rows import single_result
from tests.support.local_run import LocalRun, at, refused, signed_in
from tests.support.office import reopened
from tests.support.papers import words_of
from tests.support.recap_case import by_code, cells
from tests.support.sop_run import FORMAT, REKAP
from tests.support.told_once import as_told, told_once
from tests.support.workbooks import edited
from tests.support.year_run import settle

LATER = "2099-01-31"
WAITS = {"status": "Menunggu Rilis", "sumber_rilis": "Inspektorat", "perkiraan_rilis": LATER}
SAID = "Inspektorat, perkiraan 31 Januari 2099"
TYPED = {"A1": "9", "A2": ("19", "20"), "A3": "1"}


def rows_of(run: LocalRun, unit: str) -> dict:
	return by_code(run.format_of(unit))


def figures(**other) -> dict:
	return {**cells(TYPED), **other}


def template(run: LocalRun, unit: str, entries: dict) -> bytes:
	def edit(book):
		sheet = book[SHEET]
		places = {sheet[f"B{n}"].value.rsplit("-", 1)[-1]: n for n in range(FIRST_ROW, sheet.max_row + 1)}
		for (code, key), value in entries.items():
			sheet[f"{LETTER[key]}{places[code]}"].value = value

	return edited(office_templates.template_of(run.format_of(unit)), edit)


def taken_in(run: LocalRun, unit: str, content: bytes):
	with signed_in(run.user(f"jp:{unit}")):
		return upload.apply_upload(frappe.get_doc(FORMAT, run.formats(unit)[0]), content)


def through(run: LocalRun, unit: str, typed: dict) -> None:
	run.fill(unit, typed)
	settle(run, unit)
	run.recap_unit(unit)
	settle(run, unit, "pek")
	run.validate(unit)
	run.read_closely(unit)


def main_rows(doc) -> tuple:
	"""The IKU of the first unit, which waits, and of the second, which is provisional."""
	rows = {row.status: row for row in doc.baris if row.tingkat == "IKU"}
	return rows["Menunggu Rilis"], rows["Terisi"]


def correct(run: LocalRun, unit: str, code: str, kolom: str, sesudah: str):
	row = by_code(run.recap(unit))[code]
	values = {"indikator": row.indikator, "kolom": kolom, "sesudah": sesudah, "alasan": "Menurut rilisnya"}
	doc = run.recap(unit)
	rows = [*(one.as_dict() for one in doc.koreksi), values]
	return run.update("sekcam", REKAP, doc.name, koreksi=rows)


def up_to_validation(run: LocalRun, unit: str, typed: dict) -> None:
	run.fill(unit, typed)
	settle(run, unit)
	run.recap_unit(unit)
	settle(run, unit, "pek")
	run.validate(unit)


def next_run(run: LocalRun, periode: str) -> LocalRun:
	return LocalRun(run.office, periode).up_to_meeting()


def without_target(office, unit: str, code: str, quarters: tuple[int, ...]) -> None:
	agreement = reopened(office, unit)
	for row in agreement.target:
		if row.indikator.endswith(code):
			row.update({f"target_tw{quarter}": "" for quarter in quarters})
	agreement.save()


def year_of(run: LocalRun, monkeypatch) -> LocalRun:
	"""The year of a run's quarter, as if it had that one alone."""
	for module in (annual, year):
		monkeypatch.setattr(module, "parts_of", lambda kecamatan, periode: [run.periode])
	return LocalRun(run.office, str(run.office.tahun)).up_to_meeting()


def odd_years(doc) -> list[str]:
	return [one.uraian.partition(": ")[2] for one in doc.temuan if one.jenis == "setahun"]


def test_an_indicator_from_outside_brings_its_source_along(office):
	unit = office.units[0]
	name = next(one for one in office.indicators[unit] if one.endswith("A1"))
	frappe.get_doc("Indikator Kinerja", name).update({"data_dari_luar": 1, "sumber_luar": "Bappeda"}).save()
	run = LocalRun(office).up_to_meeting()
	row = rows_of(run, unit)["A1"]
	assert (row.status, row.sumber_rilis) == ("Belum Diisi", "Bappeda")
	said = refused(PreconditionMissing, run.act, f"jp:{unit}", FORMAT, run.formats(unit)[0], "Sampaikan Data")
	assert "Bila angkanya belum dirilis, pilih Menunggu Rilis." in said


def test_a_figure_without_target_is_kept_printed_and_counts_in_the_year(office):
	unit = office.units[0]
	without_target(office, unit, "A1", (1,))
	run = LocalRun(office).up_to_meeting()
	for each in office.units:
		through(run, each, figures())
	run.finalize()
	row = by_code(run.recap(unit))["A1"]
	assert (row.diukur, row.status, row.realisasi_teks, row.dihitung, row.predikat) == (
		0,
		"Terisi",
		"9",
		0,
		"",
	)
	assert (row.sd_teks, row.sd_dihitung, row.kemajuan_tahun_teks) == ("9", 0, "25 %")
	text = words_of(run.recap(unit), "Rekap Data Kinerja Unit")
	assert "Informasi" in text and "tanpa target" in text
	told = recaps.asal_nilai(run.recap(unit).name)["rata"][0]
	assert "informasi; periode ini tanpa target" in [one["sebab"] for one in told["tidak_dihitung"]]
	second = next_run(run, f"{office.tahun}-TW2")
	second.fill(unit, figures())
	row = by_code(second.recap(unit))["A1"]
	assert (row.sd_teks, row.target_sd_teks, row.sd_capaian_teks) == ("18", "9", "200 %")


@pytest.mark.full
def test_the_year_lists_what_its_quarters_wait_for(office):
	unit = office.units[0]
	name = next(one for one in office.indicators[unit] if one.endswith("A1"))
	frappe.get_doc("Indikator Kinerja", name).update(
		{"sifat": "Negatif", "target_renstra": "40", "tahun_renstra": office.tahun}
	).save()
	frappe.db.set_value("Unit Kerja", office.units[1], "melapor", 0)
	typed = {
		1: figures(),
		2: figures(),
		3: figures(A2=WAITS),
		4: figures(A1=WAITS, A3={"realisasi": "1*", "sumber_rilis": "BPS"}),
	}
	for quarter, said in typed.items():
		run = LocalRun(office, f"{office.tahun}-TW{quarter}").up_to_meeting()
		through(run, unit, said)
	last = by_code(run.recap(unit))["A1"]
	said = (last.sd_teks, last.sd_capaian_teks, last.sd_dihitung, last.kemajuan_teks)
	assert said == ("27*", "belum utuh: menunggu rilis", 0, ""), "where less is better, a part is not less"
	assert "belum utuh: menunggu rilis" in words_of(run.recap(unit), "Rekap Data Kinerja Unit")
	told = {one["judul"]: one["uraian"] for one in recaps.asal(last.parent, last.indikator)["angka"]}
	assert "tidak dinilai: belum utuh: menunggu rilis" in told.values()
	whole = LocalRun(office, str(office.tahun)).up_to_meeting()
	rows = rows_of(whole, unit)
	assert (rows["A1"].realisasi, rows["A1"].sementara, rows["A1"].belum_utuh, rows["A1"].dihitung) == (
		"27",
		1,
		1,
		0,
	)
	assert (rows["A2"].realisasi, rows["A2"].sementara, rows["A2"].dihitung) == ("95", 1, 1)
	assert (rows["A3"].realisasi, rows["A3"].sementara, rows["A3"].sumber_rilis) == ("4", 1, "BPS")
	assert rows["A4"].status == "Belum Diisi"
	assert "triwulan" not in (rows["A1"].temuan or ""), "what is waited for is not missing"
	whole.fill(
		unit,
		{
			**cells({"A4": "90"}),
			**{code: cells(TYPED)["A1"] | {"realisasi": rows[code].realisasi} for code in ("A1", "A3")},
		},
	)
	doc = whole.recap(unit)
	row = by_code(doc)["A1"]
	assert (row.sd_capaian_teks, row.kemajuan_teks) == ("belum utuh: menunggu rilis", "")
	then = single_result("Terisi", 40, None, None)
	for partial, arah in ((1, ""), (0, "Membaik")):
		row.belum_utuh = partial
		year._set_last_year(row, then, [frappe._dict(realisasi_teks="40")])
		assert (row.lalu_teks, row.lalu_arah) == ("40", arah)
	row.belum_utuh = 1
	assert (row.realisasi_teks, row.capaian_teks, row.sd_teks, row.sd_belum_utuh) == ("27*", "", "27*", 1)
	assert doc.rata_capaian_teks.startswith("3 dari 4 indikator; 1 menunggu rilis; 2 angka sementara")
	assert {"Informasi"} == {one.tingkat for one in doc.temuan if one.jenis == "rilis"}


# An order whose Formats are to be filled in: told once. Tests above make offices of their own.


@pytest.fixture(scope="module")
def asked(_shared_office) -> Iterator[LocalRun]:
	with told_once(lambda: LocalRun(_shared_office.in_new_year()).up_to_meeting()) as story:
		yield story


@pytest.fixture
def run(asked: LocalRun) -> Iterator[LocalRun]:
	with as_told(asked) as story:
		yield story


@pytest.fixture
def unit(run) -> str:
	return run.office.units[0]


def test_a_row_waits_with_its_source_and_day(run, unit):
	run.type_in(unit, figures(A1=WAITS))
	doc = run.format_of(unit)
	row = by_code(doc)["A1"]
	assert (row.status, row.realisasi or "", row.capaian_teks or "", row.dihitung) == (
		"Menunggu Rilis",
		"",
		"",
		0,
	)
	assert (row.sumber_rilis, str(row.perkiraan_rilis)) == ("Inspektorat", LATER)
	assert doc.kemajuan == 100
	assert row.temuan == f"Informasi: menunggu rilis ({SAID})."
	run.act(f"jp:{unit}", FORMAT, doc.name, "Sampaikan Data")
	run.recap_unit(unit)


@pytest.mark.parametrize("missing", ["sumber_rilis", "perkiraan_rilis"])
def test_waiting_without_source_or_day_is_not_handed_on(run, unit, missing):
	said = refused(PreconditionMissing, run.fill, unit, figures(A1={**WAITS, missing: None}))
	assert "menunggu rilis; tulis sumber datanya dan perkiraan tanggal rilisnya" in said


def test_waiting_beside_a_figure_gets_a_sentence(run, unit):
	said = refused(NumberInvalid, run.type_in, unit, {"A1": {**WAITS, "realisasi": "9"}})
	assert "ditandai Menunggu Rilis, padahal angkanya diisi" in said and "Angka Sementara" in said
	kode = rows_of(run, unit)["A1"].kode
	assert kode in said
	pair = refused(NumberInvalid, run.type_in, unit, {"A2": {**WAITS, "pembilang": "9", "penyebut": "10"}})
	assert "padahal angkanya diisi" in pair


def test_a_figure_that_stood_is_not_taken_away_by_waiting(run, unit):
	run.type_in(unit, {"A1": {"realisasi": "9"}})
	refused(NumberInvalid, run.type_in, unit, {"A1": WAITS})
	run.type_in(unit, {"A1": {**WAITS, "realisasi": ""}})
	assert rows_of(run, unit)["A1"].status == "Menunggu Rilis"


def test_a_figure_that_comes_later_ends_the_waiting(run, unit):
	run.type_in(unit, {"A1": WAITS, "A2": WAITS})
	run.type_in(unit, {"A1": {"realisasi": "9"}, "A2": {"pembilang": "19", "penyebut": "20"}})
	rows = rows_of(run, unit)
	assert [(rows[code].status, rows[code].realisasi) for code in ("A1", "A2")] == [
		("Terisi", "9"),
		("Terisi", "95"),
	]


@pytest.mark.parametrize("word", ["menunggu rilis", "Menunggu Rilis", "belum dirilis"])
def test_a_word_in_the_figures_place_says_it_too(run, unit, word):
	run.type_in(unit, {"A1": {"realisasi": word}, "A2": {"pembilang": word}})
	assert [rows_of(run, unit)[code].status for code in ("A1", "A2")] == ["Menunggu Rilis"] * 2


@pytest.mark.parametrize("typed", [{"realisasi": "9,5*"}, {"realisasi": "9,5", "sementara": 1}])
def test_a_provisional_figure_counts_and_is_marked(run, unit, typed):
	run.type_in(unit, figures(A1={**cells(TYPED)["A1"], **typed, "sumber_rilis": "BPS"}))
	row = rows_of(run, unit)["A1"]
	assert (row.realisasi, row.sementara, row.status, row.capaian_teks) == ("9,5", 1, "Terisi", "105,56 %")
	assert row.temuan.splitlines()[-1] == "Informasi: angka sementara (BPS)."
	run.type_in(unit, {"A1": {"sementara": 0}})
	assert rows_of(run, unit)["A1"].sementara == 0


def test_the_mark_behind_one_half_of_a_ratio_is_the_rows(run, unit):
	run.type_in(unit, {"A2": {"pembilang": "19*", "penyebut": "20"}})
	row = rows_of(run, unit)["A2"]
	assert (row.pembilang, row.realisasi, row.sementara) == ("19", "95", 1)


def test_a_client_says_it_by_isi_baris(run, unit):
	doc = run.format_of(unit)
	row = by_code(doc)["A1"]
	before = {"status": row.status, "sumber_rilis": "", "perkiraan_rilis": None}
	with signed_in(run.user(f"jp:{unit}")):
		found = formats.isi_baris(doc.name, row.name, WAITS, before)["baris"]
		assert (found["status"], str(found["perkiraan_rilis"])) == ("Menunggu Rilis", LATER)
		now = {"realisasi": found["realisasi"], "sementara": found["sementara"]}
		said = {"realisasi": "8*", "sementara": 0}
		found = formats.isi_baris(doc.name, row.name, said, now)["baris"]
	assert (found["status"], found["realisasi"], found["sementara"]) == ("Terisi", "8", 1)


def test_only_who_fills_in_says_it(run, unit):
	other = f"jp:{run.office.units[1]}"
	with pytest.raises((MoveRefused, frappe.PermissionError)):
		run.type_in(unit, {"A1": WAITS}, key=other)
	run.fill(unit, figures())
	assert refused(MoveRefused, run.type_in, unit, {"A1": {"sementara": 1}})


def test_a_template_brings_waiting_provisional_and_untargeted_rows(run, unit):
	content = template(
		run,
		unit,
		{
			("A1", "realisasi"): "menunggu rilis",
			("A1", "sumber_rilis"): "Inspektorat",
			("A1", "perkiraan_rilis"): "31-01-2099",
			("A3", "realisasi"): "1*",
			("A4", "realisasi"): "80,5",
		},
	)
	taken_in(run, unit, content)
	rows = rows_of(run, unit)
	assert (rows["A1"].status, rows["A1"].sumber_rilis, str(rows["A1"].perkiraan_rilis)) == (
		"Menunggu Rilis",
		"Inspektorat",
		LATER,
	)
	assert (rows["A3"].realisasi, rows["A3"].sementara) == ("1", 1)
	assert (rows["A4"].realisasi, rows["A4"].status, rows["A4"].dihitung) == ("80,5", "Terisi", 0)
	# Taken back and made final by the next one.
	content = template(
		run,
		unit,
		{
			("A1", "pilihan"): None,
			("A1", "realisasi"): "9",
			("A3", "realisasi"): "1",
			("A4", "realisasi"): None,
		},
	)
	taken_in(run, unit, content)
	rows = rows_of(run, unit)
	assert (rows["A1"].status, rows["A3"].sementara, rows["A4"].status) == ("Terisi", 0, "Tidak Diukur")


def test_a_template_with_both_is_refused_by_cell(run, unit):
	content = template(run, unit, {("A1", "pilihan"): "Menunggu Rilis", ("A1", "realisasi"): "9"})
	said = refused(UploadRefused, taken_in, run, unit, content)
	assert "Menunggu Rilis dipilih, padahal angkanya diisi" in said


def test_laporan_nihil_is_refused_over_what_waits(run, unit):
	run.type_in(unit, {"A1": WAITS})
	said = refused(NumberInvalid, run.update, f"jp:{unit}", FORMAT, run.formats(unit)[0], laporan_nihil=1)
	assert rows_of(run, unit)["A1"].kode in said


def test_the_day_that_has_passed_asks_for_a_reason(run, unit):
	run.fill(unit, figures(A2={**WAITS, "perkiraan_rilis": "2020-05-20"}))
	(finding,) = (row for row in run.recap(unit).temuan if row.jenis == "rilis_lewat")
	assert finding.tingkat == "Peringatan" and "20 Mei 2020 sudah lewat" in finding.uraian
	run.recap_unit(unit)
	run.judge(unit)
	assert "20 Mei 2020" in refused(PreconditionMissing, run.validate, unit)
	settle(run, unit, "pek")
	run.validate(unit)


def test_step_8_writes_the_figure_that_has_come_or_that_it_waits(run, unit):
	run.fill(unit, figures(A1=WAITS))
	settle(run, unit)
	run.recap_unit(unit)
	settle(run, unit, "pek")
	run.validate(unit)
	correct(run, unit, "A1", "Realisasi", "9,5*")
	row = by_code(run.recap(unit))["A1"]
	assert (row.status, row.realisasi_teks, row.sementara, row.capaian_teks) == (
		"Terisi",
		"9,50*",
		1,
		"105,56 %",
	)
	correct(run, unit, "A1", "Realisasi", "9,5")
	row = by_code(run.recap(unit))["A1"]
	assert (row.realisasi_teks, row.sementara) == ("9,50", 0)
	correct(run, unit, "A3", "Realisasi", "menunggu rilis")
	doc = run.recap(unit)
	row = by_code(doc)["A3"]
	assert (row.status, row.realisasi_teks, row.dihitung) == ("Menunggu Rilis", "", 0)
	assert [(one.sebelum or "", one.sesudah) for one in doc.koreksi] == [
		("", "9,5*"),
		("9,50*", "9,5"),
		("1", "Menunggu Rilis"),
	]
	run.read_closely(unit)


def test_step_8_corrects_one_half_of_a_provisional_pair(run, unit):
	"""Official it is when either half is: the one that is corrected, and the one that was left as it was."""
	up_to_validation(run, unit, figures(A2={"pembilang": "18*", "penyebut": "20", "sumber_rilis": "BPS"}))
	said = []
	for kolom, sesudah in (("Penyebut", "24"), ("Pembilang", "21*"), ("Penyebut", "28"), ("Pembilang", "21")):
		correct(run, unit, "A2", kolom, sesudah)
		row = by_code(run.recap(unit))["A2"]
		said.append((row.realisasi_teks, row.sementara))
	assert said == [("75*", 1), ("87,50*", 1), ("75*", 1), ("75", 0)]


def test_step_8_waits_for_nothing_in_a_period_without_target(run, unit):
	up_to_validation(run, unit, figures(A4={"realisasi": "80,5"}))
	said = refused(NumberInvalid, correct, run, unit, "A4", "Realisasi", "menunggu rilis")
	assert "tidak diukur pada periode ini, jadi tidak ada yang ditunggu" in said
	correct(run, unit, "A4", "Realisasi", "81")
	row = by_code(run.recap(unit))["A4"]
	assert (row.status, row.realisasi_teks, row.dihitung) == ("Terisi", "81", 0)


def test_what_is_not_measured_is_not_waited_for(run, unit):
	said = refused(NumberInvalid, run.type_in, unit, {"A4": WAITS})
	assert "tidak diukur pada periode ini" in said and "tidak ada yang ditunggu" in said


def test_a_figure_that_comes_after_its_year_had_lacked_a_quarter_is_judged(run, unit, monkeypatch):
	"""The quarter was not read closely when the year's Format was made, and waits since step 8."""
	up_to_validation(run, unit, figures(A1={**cells(TYPED)["A1"], "realisasi": "9"}))
	whole = year_of(run, monkeypatch)
	row = rows_of(whole, unit)["A1"]
	assert (row.realisasi, row.dari_triwulan, row.lengkap) == ("9", 1, 0)
	correct(run, unit, "A1", "Realisasi", "menunggu rilis")
	run.read_closely(unit)
	whole.type_in(unit, {})
	row = rows_of(whole, unit)["A1"]
	assert (row.status, row.realisasi or "", row.dari_triwulan, row.lengkap) == ("Menunggu Rilis", "", 0, 1)
	whole.fill(unit, {**figures(A4={"realisasi": "90"}), "A1": {**cells(TYPED)["A1"], "realisasi": "36"}})
	row = by_code(whole.recap(unit))["A1"]
	assert (row.realisasi_teks, row.capaian_teks, row.sd_lengkap) == ("36", "100 %", 1)


def test_a_year_that_was_typed_beside_its_quarters_is_told_what_they_say_by_now(run, unit, monkeypatch):
	up_to_validation(run, unit, figures(A1=WAITS))
	run.read_closely(unit)
	whole = year_of(run, monkeypatch)
	whole.fill(unit, {**figures(A4={"realisasi": "90"}), "A1": {**cells(TYPED)["A1"], "realisasi": "36"}})
	doc = whole.recap(unit)
	assert by_code(doc)["A1"].realisasi_teks == "36" and not odd_years(doc)
	quarter = by_code(run.recap(unit))["A1"]
	for figure, told in (
		("36", []),
		("35", ["angka setahun 36, sedangkan menurut triwulan 35; samakan keduanya."]),
	):
		values = {"status": "Terisi", "nilai": float(figure), "realisasi_teks": figure}
		frappe.db.set_value("Baris Rekap", quarter.name, values)
		unit_recap.fill_unit_recap(doc)
		assert odd_years(doc) == told


def test_the_clock_is_the_apps(run, unit):
	"""The day passes by the app's own clock."""
	run.type_in(unit, {"A1": {**WAITS, "perkiraan_rilis": "2030-01-31"}})
	try:
		at("2030-02-01 08:00:00")
		assert clock.today().year == 2030
		run.type_in(unit, {"A1": {"keterangan": "Sudah ditanyakan"}})
		assert "sudah lewat" in rows_of(run, unit)["A1"].temuan
	finally:
		at(None)


# A final recap: told once as well, after the tests of the other story.


def with_what_waits(office) -> LocalRun:
	"""The first unit's only IKU waits, the second's is provisional; final."""
	run = LocalRun(office).up_to_meeting()
	first, second = run.office.units
	through(run, first, figures(A2=WAITS))
	through(run, second, figures(A2={"pembilang": "18*", "penyebut": "20", "sumber_rilis": "BPS"}))
	run.finalize()
	return run


@pytest.fixture(scope="module")
def published(_shared_office) -> Iterator[LocalRun]:
	with told_once(lambda: with_what_waits(_shared_office.in_new_year())) as story:
		yield story


@pytest.fixture
def final(published: LocalRun) -> Iterator[LocalRun]:
	with as_told(published) as story:
		yield story


def test_means_and_findings_say_what_is_waited_for(final):
	first, _second = final.office.units
	doc = final.recap()
	assert (
		doc.rata_capaian_teks == "1 dari 2 IKU; 1 menunggu rilis; 1 angka sementara; capaian dibatasi 120 %"
	)
	assert doc.rata_capaian == 100
	waiting, provisional = main_rows(doc)
	assert (waiting.status, waiting.dihitung, waiting.realisasi_teks, waiting.lengkap) == (
		"Menunggu Rilis",
		0,
		"",
		1,
	)
	assert (waiting.sumber_rilis, str(waiting.perkiraan_rilis)) == ("Inspektorat", LATER)
	assert (provisional.realisasi_teks, provisional.sementara, provisional.dihitung) == ("90*", 1, 1)
	assert (provisional.sd_teks, provisional.sd_sementara) == ("90*", 1)
	assert {row.uraian.partition(": ")[2] for row in doc.temuan} == {
		f"menunggu rilis ({SAID}).",
		"angka sementara (BPS).",
	}
	assert {row.tingkat for row in doc.temuan} == {"Informasi"}
	(level,) = (row for row in doc.nilai if row.tingkat == "IKU")
	assert (level.menunggu, level.sementara, level.dihitung) == (1, 1, 1)
	told = recaps.sementara(final.disposisi)
	assert told["rata_capaian_teks"] == doc.rata_capaian_teks
	unit = final.recap(first)
	assert [row.tingkat for row in unit.temuan] == ["Informasi"]
	assert not unit.temuan[0].alasan and not any(row.indikator == waiting.indikator for row in unit.validasi)


def test_papers_and_files_mark_them(final):
	doc = final.recap()
	waiting, provisional = main_rows(doc)
	text = words_of(doc, "Rekap Data Kinerja Kecamatan")
	assert "Menunggu rilis" in text and "90*" in text
	assert f"{waiting.kode}: menunggu rilis ({SAID})" in text
	assert f"{provisional.kode}: angka sementara (BPS)" in text and "* Angka sementara:" in text
	assert "1 menunggu rilis; 1 angka sementara" in text
	report = {table.kode: table for table in tables.tables_of(doc)}["T1"]
	said = {
		cell if isinstance(cell, str) else (cell.nilai, cell.tanda)
		for cell in (line[5] for line in report.baris)
	}
	assert said == {f"Menunggu Rilis ({SAID})", (90, "*")}
	assert report.catatan.startswith("* Angka sementara")
	for unit in final.office.units:
		for paper in ("Rekap Data Kinerja Unit", "Lembar Validasi", "Lembar Pencermatan dan Koreksi"):
			assert "Data dari Luar dan Informasi" in words_of(final.recap(unit), paper)
		assert "Data dari Luar dan Informasi" in words_of(final.format_of(unit), "Format Data Kinerja")


def test_traces_say_it(final):
	waiting, provisional = main_rows(final.recap())
	told = recaps.asal(final.recap().name, waiting.indikator)
	assert f"menunggu rilis ({SAID})" in [one["uraian"] for one in told["angka"]]
	told = recaps.asal(final.recap().name, provisional.indikator)
	assert any("angka sementara" in one["uraian"] for one in told["angka"])
	assert told["sumber"][0]["nilai_teks"] == "90*"
	means = recaps.asal_nilai(final.recap().name)["rata"][0]
	assert [row["sebab"] for row in means["tidak_dihitung"]] == ["menunggu rilis"]


def test_what_is_open_comes_up_with_the_next_format_and_is_closed_by_reopening(final):
	first, second = final.office.units
	later = next_run(final, f"{final.office.tahun}-TW2")
	doc = later.format_of(first)
	kode = by_code(doc)["A2"].kode
	period = f"Triwulan I Tahun {final.office.tahun}"
	assert doc.rilis_terbuka == f"{period}, {kode} Persentase tepat waktu: menunggu rilis ({SAID})"
	assert "angka sementara 90*" in later.format_of(second).rilis_terbuka
	assert "Belum Resmi dari Periode Sebelumnya" in words_of(doc, "Format Data Kinerja")
	recap = final.recap()
	final.act("sekcam", REKAP, recap.name, "Buka Kembali", "Nilai sudah dirilis.", unit=[first])
	final.fill(first, cells({"A2": ("17", "20")}))
	settle(final, first)
	final.recap_unit(first)
	settle(final, first, "pek")
	final.validate(first)
	final.read_closely(first)
	final.finalize()
	row = next(row for row in final.recap().baris if row.kode == kode)
	assert (final.recap().versi, row.status, row.realisasi_teks) == (2, "Terisi", "85")
	logged = frappe.get_all(
		"Catatan Tahapan", filters={"dokumen": recap.name, "aksi": "Buka Kembali"}, fields=["alasan", "peran"]
	)
	assert [(line.alasan, line.peran) for line in logged] == [("Nilai sudah dirilis.", "Sekcam")]
	kept = frappe.db.get_value("Salinan Rekap", {"rekap": recap.name, "versi": 1}, "isi")
	then = next(row for row in json.loads(kept)["baris"] if row["kode"] == kode)
	assert (then["status"], then["sumber_rilis"]) == ("Menunggu Rilis", "Inspektorat")
	later.type_in(first, cells(TYPED))
	assert not later.format_of(first).rilis_terbuka


def test_a_final_recap_keeps_its_figures(final):
	first = final.office.units[0]
	assert refused(MoveRefused, final.type_in, first, {"A2": {"pembilang": "17", "penyebut": "20"}})
	assert refused(MoveRefused, correct, final, first, "A1", "Realisasi", "8")
