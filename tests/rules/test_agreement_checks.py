"""What is odd about an agreement's targets: an oracle in fractions for the quarters, names as offices write them for the sifat."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_kecamatan.rules import operators
from kinerja_kecamatan.rules.agreement_checks import (
	SEMUA,
	SIFAT,
	TAHUNAN,
	Diperjanjikan,
	expected_sifat,
	oddities,
)
from kinerja_kecamatan.rules.operator_type import TIME
from kinerja_kecamatan.rules.period_targets import Rencana, columns_of
from kinerja_kecamatan.rules.satuan import SATUAN_BAWAAN, Units
from kinerja_kecamatan.rules.skala_nilai import SKALA_NILAI_BAWAAN
from kinerja_kecamatan.rules.written_targets import Tertulis, Ukuran, read_target

D = Decimal
UNITS = Units(SATUAN_BAWAAN)
SAKIP = SKALA_NILAI_BAWAAN[0]


def as_target(value: Decimal | None) -> Tertulis | None:
	return read_target(value, Ukuran())


YEAR, PLAIN = as_target(D(36)), Ukuran()
TRIWULAN, SEMESTER, BULAN = map(columns_of, ("Triwulan", "Semester", "Bulan"))


def plan(
	way: str, year: Tertulis | None, four=(), ukuran: Ukuran = PLAIN, bagi_rata: bool = False, **typed
) -> Rencana:
	"""An agreement's row from what is typed in it; `four` are its quarters."""
	said = {TAHUNAN: year, **dict(zip(TRIWULAN, four, strict=False)), **typed}
	return Rencana({column: one for column, one in said.items() if one}, way, ukuran, 2, bagi_rata)


GOOD = Diperjanjikan("Jumlah kegiatan", "Positif", plan("Kumulatif", YEAR, (as_target(D(9)),) * 4))
stated = st.integers(0, 10**6).map(lambda n: D(n) / 100)
targets = st.one_of(st.none(), stated)
quarters = st.tuples(targets, targets, targets, targets)


def columns(row: Diperjanjikan) -> list[str]:
	return [one.kolom for one in oddities(row) if not str(one.uraian).startswith("target nol")]


def said(row: Diperjanjikan) -> str:
	return " ".join(str(one.uraian) for one in oddities(row))


def test_quarters_that_lead_to_the_year_say_nothing():
	assert oddities(GOOD) == []


@pytest.mark.parametrize(
	("way", "four", "year", "column"),
	[
		("Kumulatif", ("9", "9", "9", "9"), "36", None),
		("Kumulatif", ("9", "9", "9", None), "36", TAHUNAN),
		("Kumulatif", ("9", "18", "27", "36"), "36", TAHUNAN),
		("Posisi Akhir", ("80", None, "85", "88,5"), "88,5", None),
		("Posisi Akhir", ("80", "88,5", None, None), "88,5", None),
		("Posisi Akhir", ("80", "85", None, None), "88,5", "target_tw2"),
		("Rasio", ("90", "90", "90", "95"), "90", "target_tw4"),
		("Rata-rata", ("80", "90", None, None), "85", None),
		("Rata-rata", ("80", "90", None, None), "90", TAHUNAN),
		("Rata-rata", ("1", "2", "2", None), "1,67", None),
		("Kumulatif", (None,) * 4, "36", SEMUA),
	],
)
def test_the_last_quarter_against_the_year_by_the_operator(way, four, year, column):
	read = [D(one.replace(",", ".")) if one else None for one in four]
	row = replace(GOOD, rencana=plan(way, as_target(D(year.replace(",", "."))), list(map(as_target, read))))
	assert columns(row) == ([column] if column else [])


@given(quarters, targets, st.sampled_from(operators.names(TIME)))
def test_it_is_told_just_where_the_quarters_do_not_lead_to_the_year(four, year, way):
	there = [Fraction(one) for one in four if one is not None]
	written = tuple(map(as_target, four))
	row = replace(GOOD, rencana=plan(way, as_target(year), written), tahun_lalu=None)
	found = [column for column in columns(row) if column != SIFAT]
	if not there:
		assert found == [SEMUA]
		return
	led = {"Kumulatif": sum(there), "Rata-rata": sum(there) / len(there)}.get(way, there[-1])
	same = year is None or abs(Fraction(year) - led) <= (Fraction(1, 200) if way == "Rata-rata" else 0)
	assert bool(found) != same
	assert set(found) <= {TAHUNAN, *TRIWULAN}


@given(stated, stated)
def test_far_from_last_year_is_more_than_half_of_it(now, before):
	same, then = as_target(now), as_target(before)
	row = replace(GOOD, rencana=plan("Posisi Akhir", same, (same,) * 4), tahun_lalu=then)
	far = abs(Fraction(now) - Fraction(before)) > Fraction(before) / 2
	assert columns(row) == ([TAHUNAN] if far else [])


@pytest.mark.parametrize(
	("name", "wanted"),
	[
		("Persentase penurunan angka stunting", "Negatif"),
		("Menurunnya jumlah pelanggaran Perda", "Negatif"),
		("Jumlah  KELUHAN masyarakat", "Negatif"),
		("Angka kemiskinan", "Negatif"),
		("Jumlah gangguan ketenteraman", "Negatif"),
		("Indeks Kepuasan Masyarakat (IKM)", "Positif"),
		("Persentase desa yang menetapkan APBDes tepat waktu", "Positif"),
		("Persentase penyelesaian pengaduan masyarakat", None),
		("Prosentase Gangguan Keamanan yang dapat diselesaikan", None),
		("Persentase keluhan yang ditindaklanjuti", None),
		("Peningkatan penanganan konflik", None),
		("Nilai SAKIP Kecamatan", None),
		("Jumlah kasusnya", None),
		("", None),
	],
)
def test_what_a_name_says_of_its_sifat(name, wanted):
	found = expected_sifat(name)
	assert (found and found[0]) == wanted
	for sifat in ("Positif", "Negatif"):
		row = replace(GOOD, nama=name, sifat=sifat)
		assert columns(row) == ([SIFAT] if wanted and wanted != sifat else [])
		assert found is None or wanted == sifat or f"“{found[1]}”" in said(row)


def test_another_units_indicator_of_the_same_name():
	row = replace(GOOD, sifat_lain=[("Seksi Pemerintahan", "Positif"), ("Seksi Trantib", "Negatif")])
	assert columns(row) == [SIFAT]
	assert said(row) == "sifatnya Positif, sedangkan indikator bernama sama pada Seksi Trantib Negatif."


def promised(measure: Ukuran, year: str, *four: str, way: str = "Posisi Akhir") -> Diperjanjikan:
	read = [read_target(text, measure) for text in (year, *four)]
	return replace(GOOD, sifat=measure.sifat, rencana=plan(way, read[0], read[1:], measure))


@pytest.mark.parametrize(
	("satuan", "year", "four", "way", "told"),
	[
		(
			"Dokumen",
			"10",
			("2,5", "2,5", "2,5", "2,5"),
			"Kumulatif",
			"2,5 Dokumen: jumlah biasanya bilangan bulat.",
		),
		(
			"Dokumen",
			"4-5",
			("", "", "", "3,5-5"),
			"Posisi Akhir",
			"3,5-5 Dokumen: jumlah biasanya bilangan bulat.",
		),
		("%", "92,5", ("90,5", "", "", "92,5"), "Posisi Akhir", None),
		(
			"Skor",
			"-5",
			("", "", "", "-5"),
			"Posisi Akhir",
			"-5 adalah target di bawah nol, dinilai dari selisihnya terhadap besar target.",
		),
		("Nilai", "80-90", ("", "70-80", "", "80-90"), "Posisi Akhir", None),
		("Dokumen", "50-65", ("20-25", "30-40", "", ""), "Kumulatif", None),
		(
			"Dokumen",
			"50-70",
			("20-25", "30-40", "", ""),
			"Kumulatif",
			"triwulan-triwulannya sampai pada 50-65",
		),
		(
			"Dokumen",
			"≥ 12",
			("≥ 4", "≥ 4", "3", ""),
			"Kumulatif",
			"triwulan-triwulannya sampai pada ≥ 11 (Kumulatif)",
		),
		("Dokumen", "≥ 11", ("≥ 4", "≥ 4", "3", ""), "Kumulatif", None),
	],
)
def test_figures_that_their_unit_or_sign_makes_doubtful(satuan, year, four, way, told):
	row = promised(Ukuran(UNITS.find(satuan)), year, *four, way=way)
	assert (told in said(row)) if told else not said(row)


def test_a_year_of_nought_cannot_be_judged_where_more_is_better():
	measure = Ukuran(UNITS.find("Kejadian"))
	assert "target nol tidak dapat dinilai untuk sifat Positif" in said(
		promised(measure, "0", "", "", "", "0")
	)
	less = Ukuran(UNITS.find("Kejadian"), sifat="Negatif")
	assert not said(promised(less, "0", "", "", "", "0"))


def test_words_of_a_scale_and_scores_that_do_not_earn_them():
	measure = Ukuran(UNITS.find("Nilai SAKIP"), SAKIP)
	assert not said(promised(measure, "BB", "", "", "", "BB"))
	assert not said(promised(measure, "70-80 (BB)", "", "", "", "70-80 (BB)"))
	assert "70,80 (A): menurut Skala Nilai Predikat SAKIP termasuk BB." in said(
		promised(measure, "70,80 (A)", "", "", "", "70,80 (A)")
	)
	assert "triwulan-triwulannya sampai pada BB" in said(promised(measure, "A", "", "", "", "BB"))


def monthly(
	four, months=(), *, way: str = "Kumulatif", year: str = "36", shared: bool = False
) -> Diperjanjikan:
	"""What an office promises that collects by month; `months` from January on."""
	typed = {column: as_target(D(text)) for column, text in zip(BULAN, months, strict=False) if text}
	quarters = [as_target(D(text)) if text else None for text in four]
	made = plan(way, as_target(D(year)), quarters, bagi_rata=shared, **typed)
	return replace(GOOD, rencana=made, jenis="Bulan")


@pytest.mark.parametrize(
	("row", "told"),
	[
		(monthly(("9",) * 4, shared=True), []),
		(monthly(("9",) * 4, ("3",) * 12), []),
		(monthly((None,) * 4, ("3",) * 12), []),
		(monthly(("9",) * 4), ["TW", "TW", "TW", "TW", "tidak ada target bulan"]),
		(
			monthly(("9",) * 4, ("3", "3", "2"), shared=True),
			["Januari sampai Maret sampai pada 8 (Kumulatif)", "35"],
		),
		(monthly(("9", "9", "9", "8"), shared=True), ["bulan-bulannya sampai pada 35 (Kumulatif)"]),
		(monthly(("90",) * 4, way="Rasio", year="90"), []),
		(monthly(("80", None, "85", "88"), way="Posisi Akhir", year="88"), []),
		(monthly(("80", None, "85", "87"), way="Posisi Akhir", year="88"), ["bulan-bulannya sampai pada 87"]),
	],
)
def test_an_office_that_collects_by_month_is_told_what_its_months_ask_for(row, told):
	found = [str(one.uraian) for one in oddities(row)]
	assert len(found) == len(told), found
	for one, part in zip(found, told, strict=True):
		assert part in one or (part == "TW" and "tidak terbagi ke bulannya (Kumulatif)" in one)


def test_an_office_that_collects_by_semester():
	quarters = [as_target(D(9))] * 4
	derived = replace(GOOD, rencana=plan("Kumulatif", YEAR, quarters), jenis="Semester")
	assert oddities(derived) == []
	typed = replace(
		GOOD, rencana=plan("Kumulatif", YEAR, quarters, target_s1=as_target(D(20))), jenis="Semester"
	)
	first, second = oddities(typed)
	assert (first.kolom, second.kolom) == (SEMESTER[0], TAHUNAN)
	assert str(first.uraian) == "TW I sampai TW II sampai pada 18 (Kumulatif), sedangkan targetnya 20."
	assert "semester-semesternya sampai pada 38 (Kumulatif)" in str(second.uraian)
	nothing = replace(GOOD, rencana=plan("Kumulatif", YEAR), jenis="Semester")
	assert columns(nothing) == [SEMUA]
