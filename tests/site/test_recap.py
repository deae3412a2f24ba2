"""The recap of a unit, held against figures worked out apart, in fractions, from what was typed; its corrections."""

from fractions import Fraction

import frappe
import pytest

from kinerja_kecamatan.exceptions import KinerjaError, MoveRefused, NumberInvalid
from kinerja_kecamatan.recaps import api, office_recap, unit_recap
from tests.support.local_run import LocalRun, refused
from tests.support.recap_case import FIRST, SHARED, SINGLE, band, by_code, check, code_of, mean, numbers_of
from tests.support.record import whole
from tests.support.sop_run import REKAP


def test_unit_recap_over_several_pelaksana(run, units):
	doc = run.recap(units[0])
	rows = by_code(doc)
	assert list(rows) == ["A2", "A1", "A3", "A4", "A5", "A6", "A7"]
	for code, wanted in SHARED.items():
		check(rows[code], wanted)
	assert (rows["A2"].nilai_pembilang, rows["A2"].nilai_penyebut, rows["A2"].realisasi_teks) == (
		10,
		19,
		"52,63",
	)
	wanted = mean(list(SHARED.values()))
	assert doc.rata_capaian == pytest.approx(float(wanted), abs=1e-9)
	assert doc.predikat == band(wanted)


def test_unit_recap_of_one_format(run, units):
	doc = run.recap(units[1])
	rows = by_code(doc)
	for code, wanted in SINGLE.items():
		check(rows[code], wanted)
	wanted = mean(list(SINGLE.values()))
	assert (doc.rata_capaian, doc.predikat) == (pytest.approx(float(wanted)), band(wanted))


def test_every_cell_can_be_traced_to_the_rows_it_came_from(run, units):
	doc = run.recap(units[0])
	for row in doc.baris:
		traced = [source for source in doc.sumber if source.indikator == row.indikator]
		assert len(traced) == (2 if code_of(row) in FIRST else 1)
		for source in traced:
			origin = frappe.db.get_value(
				"Baris Data Kinerja",
				source.baris_sumber,
				["parent", "indikator", "realisasi", "status"],
				as_dict=True,
			)
			assert (origin.parent, origin.indikator) == (source.dokumen, row.indikator)
			assert (origin.realisasi or "", origin.status) == (source.nilai_teks or "", source.status)
	assert {source.dokumen for source in doc.sumber} == set(run.formats(units[0]))
	names = {s.nama_pelaksana for s in doc.sumber if s.indikator == by_code(doc)["A1"].indikator}
	assert names == {f"Uji jp:{units[0]}", "Uji jp2"}


def test_notes_of_several_pelaksana_are_kept_by_name(run, units):
	row = by_code(run.recap(units[0]))["A1"]
	assert row.kendala.splitlines() == [f"Uji jp:{units[0]}: Hambatan", "Uji jp2: Hambatan"]
	assert by_code(run.recap(units[0]))["A7"].kendala == "Hambatan"


def test_recomputing_changes_nothing(run, units):
	for doc, fill in (
		(run.recap(units[0]), unit_recap.fill_unit_recap),
		(run.recap(), office_recap.fill_office_recap),
	):
		before, totals = numbers_of(doc), (doc.rata_capaian, doc.predikat, len(doc.sumber))
		for _again in range(2):
			fill(doc)
			assert len(doc.baris) == len(before)
			for row, was in zip(doc.baris, before, strict=True):
				now = row.as_dict()
				same = {
					k: v
					for k, v in was.items()
					if k in now and k not in ("parent", "parenttype", "parentfield")
				}
				assert {k: now[k] or None for k in same} == {k: v or None for k, v in same.items()}
			assert (pytest.approx(doc.rata_capaian), doc.predikat, len(doc.sumber)) == totals


def test_two_values_for_one_indicator_stop_the_recap_with_a_sentence(run, units):
	doc = run.recap(units[0])
	source = next(s for s in doc.sumber if s.indikator.endswith("A5") and s.nama_pelaksana == "Uji jp2")
	frappe.db.set_value("Baris Data Kinerja", source.baris_sumber, {"nilai": 85, "realisasi": "85"})
	said = refused(KinerjaError, unit_recap.fill_unit_recap, doc)
	assert "hanya boleh mempunyai satu nilai" in said and "Uji jp2" in said
	assert by_code(run.recap(units[0]))["A5"].kode in said


def test_a_sum_that_no_column_holds_is_refused_with_a_sentence(run, units):
	doc = run.recap(units[0])
	for source in [s for s in doc.sumber if s.indikator.endswith("A1")]:
		frappe.db.set_value("Baris Data Kinerja", source.baris_sumber, "nilai", 999_999_999_999)
	assert "terlalu besar untuk disimpan" in refused(KinerjaError, unit_recap.fill_unit_recap, doc)


def correct(run, unit: str, rows: list[dict], key: str = "sekcam"):
	"""Set the corrections of a unit's recap, as the form sends them."""
	return run.update(key, REKAP, run.recap(unit).name, koreksi=rows)


def correction(run, unit: str, code: str, kolom: str, sesudah: str, **values) -> dict:
	row = by_code(run.recap(unit))[code]
	return {
		"indikator": row.indikator,
		"kolom": kolom,
		"sesudah": sesudah,
		"alasan": "Register menyebut lain",
		**values,
	}


def test_a_correction_flows_into_row_totals_and_the_kecamatan(run, units):
	unit = units[0]
	before = run.recap(unit)
	correct(
		run,
		unit,
		[
			correction(run, unit, "A1", "Realisasi", "8,5", sebelum="palsu", oleh="orang lain"),
			correction(run, unit, "A2", "Pembilang", "17"),
		],
	)
	doc = run.recap(unit)
	rows = by_code(doc)
	changed = {
		**SHARED,
		"A1": SHARED["A1"]._replace(value=Fraction(17, 2)),
		"A2": SHARED["A2"]._replace(value=Fraction(1700, 19)),
	}
	for code, wanted in changed.items():
		check(rows[code], wanted)
	assert [code for code, row in rows.items() if row.dikoreksi] == ["A2", "A1"]
	assert doc.rata_capaian == pytest.approx(float(mean(list(changed.values()))), abs=1e-9)
	first, second = doc.koreksi
	assert (first.sebelum, first.sesudah, first.oleh) == ("10", "8,5", "Uji sekcam")
	assert (second.sebelum, second.sesudah, second.alasan) == ("10", "17", "Register menyebut lain")
	assert first.pada and second.pada
	run.read_closely(unit)
	office = by_code(run.recap(), unit)
	check(office["A1"], changed["A1"])
	check(office["A2"], changed["A2"])
	assert before.rata_capaian != doc.rata_capaian


def test_a_figures_origin_says_whether_its_correction_still_applies(run, units, monkeypatch):
	unit = units[0]
	doc = correct(run, unit, [correction(run, unit, "A1", "Realisasi", "8,5")])
	monkeypatch.setattr(frappe, "get_doc", lambda *_args: doc)
	for outdated in (0, 1):
		doc.koreksi[0].usang = outdated
		assert [row["usang"] for row in api.asal(doc.name, doc.koreksi[0].indikator)["koreksi"]] == [outdated]


def test_each_of_two_spent_corrections_of_an_indicator_keeps_its_reason(run, units):
	"""Their findings agree in indicator, kind and source; the same in another order too."""
	doc = run.recap(units[0])
	indicator = by_code(doc)["A2"].indikator
	for column in ("Pembilang", "Penyebut"):
		spent = {"kolom": column, "sebelum": "1", "sesudah": "2", "oleh": "Sekcam", "alasan": "Salah"}
		doc.append("koreksi", {"indikator": indicator, **spent})
	unit_recap.fill_unit_recap(doc)
	for row in _spent(doc):
		row.alasan = f"tentang {row.uraian}"
	for _again in range(2):
		doc.set("koreksi", list(reversed(doc.koreksi)))
		unit_recap.fill_unit_recap(doc)
		rows = _spent(doc)
		assert len({id(row) for row in rows}) == len({row.uraian for row in rows}) == 2
		assert [row.alasan for row in rows] == [f"tentang {row.uraian}" for row in rows]
	doc.koreksi[0].sebelum = "3"
	unit_recap.fill_unit_recap(doc)
	assert sorted(bool(row.alasan) for row in _spent(doc)) == [False, True], "another sentence asks anew"


def _spent(doc) -> list:
	return [row for row in doc.temuan if row.jenis == "koreksi"]


def test_taking_a_correction_back_restores_every_figure(run, units):
	before = run.recap(units[0])
	correct(run, units[0], [correction(run, units[0], "A2", "Penyebut", "40")])
	assert by_code(run.recap(units[0]))["A2"].realisasi_teks == "25"
	correct(run, units[0], [])
	after = run.recap(units[0])
	for row, was in zip(after.baris, before.baris, strict=True):
		assert (row.realisasi_teks, row.nilai, row.capaian, row.predikat, row.dikoreksi) == (
			was.realisasi_teks,
			was.nilai,
			was.capaian,
			was.predikat,
			0,
		)
	assert (after.rata_capaian, after.predikat, after.koreksi) == (before.rata_capaian, before.predikat, [])


def test_a_second_correction_of_a_cell_starts_from_the_first(run, units):
	unit = units[0]
	correct(run, unit, [correction(run, unit, "A1", "Realisasi", "8")])
	kept = run.recap(unit).koreksi[0].as_dict()
	correct(run, unit, [kept, correction(run, unit, "A1", "Realisasi", "0")])
	doc = run.recap(unit)
	assert [(c.sebelum, c.sesudah) for c in doc.koreksi] == [("10", "8"), ("8", "0")]
	assert (by_code(doc)["A1"].status, by_code(doc)["A1"].realisasi_teks) == ("Nihil", "0")


def test_a_correction_written_anew_is_stamped_anew(run, units):
	unit = units[0]
	correct(run, unit, [correction(run, unit, "A1", "Realisasi", "8")])
	kept = run.recap(unit).koreksi[0].as_dict()
	correct(run, unit, [{**kept, "indikator": by_code(run.recap(unit))["A5"].indikator, "sesudah": "90"}])
	doc = run.recap(unit)
	assert [(c.sebelum, c.sesudah) for c in doc.koreksi] == [("84", "90")]
	assert (by_code(doc)["A1"].realisasi_teks, by_code(doc)["A5"].realisasi_teks) == ("10", "90")


@pytest.mark.parametrize(
	("code", "kolom", "sesudah", "sentence"),
	[
		("A2", "Realisasi", "90", "koreksi pembilang atau penyebutnya"),
		("A1", "Pembilang", "9", "tidak memakai pembilang dan penyebut"),
		("A4", "Realisasi", "80", "tidak diukur pada periode ini"),
		("A1", "Realisasi", "1,234.5", "ditulis dengan cara Inggris"),
		("A2", "Penyebut", "0", "Penyebut 0 sedangkan pembilang tidak 0"),
	],
)
def test_impossible_corrections_are_refused(run, units, code, kolom, sesudah, sentence):
	name = run.recap(units[0]).name
	before = whole(REKAP, name)
	said = refused(NumberInvalid, correct, run, units[0], [correction(run, units[0], code, kolom, sesudah)])
	assert "Koreksi baris 1:" in said and sentence in said
	frappe.db.rollback()
	assert whole(REKAP, name) == before


def test_a_correction_of_a_foreign_indicator_is_refused(run, units):
	foreign = correction(run, units[1], "A1", "Realisasi", "3")
	assert "tidak ada pada rekap" in refused(NumberInvalid, correct, run, units[0], [foreign])


def test_only_who_may_edit_now_corrects(run, units):
	rows = [correction(run, units[0], "A1", "Realisasi", "8")]
	said = refused(MoveRefused, correct, run, units[0], rows, "pek")
	assert "hanya dapat diubah oleh: Sekcam" in said


@pytest.mark.full
def test_notes_and_corrections_are_written_in_their_own_step(office):
	"""Who else may edit the recap in a state writes neither the Sekcam's word nor the validator's before its time."""
	own, unit = LocalRun(office).up_to_meeting(), office.units[0]
	own.fill(unit)
	name, notes = own.recap(unit).name, ("catatan_validasi", "catatan_pencermatan")

	def tries(key: str, *open_fields: str) -> None:
		for field in notes:
			values = {field: f"Catatan {key}."}
			if field in open_fields:
				own.update(key, REKAP, name, **values)
			else:
				assert "menunggu langkah" in refused(MoveRefused, own.update, key, REKAP, name, **values)
		verdict = [
			{**row.as_dict(), "putusan": "Tanpa Bukti", "alasan": f"Kata {key}."}
			for row in own.recap(unit).validasi
		]
		if "catatan_validasi" in open_fields:
			own.update(key, REKAP, name, validasi=verdict)
		else:
			assert "menunggu langkah" in refused(MoveRefused, own.update, key, REKAP, name, validasi=verdict)
		if "koreksi" not in open_fields:
			rows = [correction(own, unit, "A1", "Realisasi", "8")]
			assert "menunggu langkah Pencermatan" in refused(MoveRefused, correct, own, unit, rows, key)

	tries(f"jp:{unit}")
	own.act(f"jp:{unit}", REKAP, name, "Sampaikan Rekap")
	tries(f"ku:{unit}")
	own.act(f"ku:{unit}", REKAP, name, "Ketahui")
	tries("pek", "catatan_validasi")
	own.validate(unit)
	tries("sekcam", "catatan_pencermatan", "koreksi")
	rows = [correction(own, unit, code, "Realisasi", "8") for code in ("A1", "A3")]
	correct(own, unit, rows)
	own.act("sekcam", REKAP, name, "Kembalikan ke Kasubag PEK", "Periksa lagi.")
	first, second = own.recap(unit).koreksi
	refused(MoveRefused, correct, own, unit, [second.as_dict()], "pek")
	# One that no longer applies would keep the recap from being validated.
	frappe.db.set_value("Koreksi Rekap", first.name, "usang", 1)
	changed = {**second.as_dict(), "sesudah": "7"}
	refused(MoveRefused, correct, own, unit, [changed], "pek")
	correct(own, unit, [second.as_dict()], "pek")
	assert [row.indikator for row in own.recap(unit).koreksi] == [second.indikator]


def test_the_kecamatans_recap_takes_no_corrections(run, units):
	"""They would be printed and never counted."""
	rows = [correction(run, units[1], "A1", "Realisasi", "8")]
	key = f"jp:{run.office.recap_unit}"
	said = refused(MoveRefused, run.update, key, REKAP, run.recap().name, koreksi=rows)
	assert "koreksi dicatat pada rekap unit" in said


def test_a_correction_over_http(run, units, web):
	unit = units[0]
	name, before = run.recap(unit).name, run.recap(unit)
	web.person("sekcam").update(REKAP, name, koreksi=[correction(run, unit, "A1", "Realisasi", "9.5")])
	frappe.db.rollback()
	doc = run.recap(unit)
	assert by_code(doc)["A1"].capaian_teks == "105,56 %"
	assert [(c.sebelum, c.sesudah, c.oleh) for c in doc.koreksi] == [("10", "9,5", "Uji sekcam")]
	web.person("sekcam").update(REKAP, name, koreksi=[])
	frappe.db.rollback()
	assert [r.realisasi_teks for r in run.recap(unit).baris] == [r.realisasi_teks for r in before.baris]
