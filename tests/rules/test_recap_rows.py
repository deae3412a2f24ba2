"""A recap's line from plain data: this period, the year so far, comparison, Renstra, anggaran; invariants by hypothesis."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_kecamatan.rules.aggregation import aggregate_sources, aggregate_time
from kinerja_kecamatan.rules.budget import efisiensi, serapan
from kinerja_kecamatan.rules.capaian import Capaian, ratio_factor
from kinerja_kecamatan.rules.comparison import compare_years, kemajuan
from kinerja_kecamatan.rules.errors import AgregasiTidakSah, AnggaranTidakSah, RuleError
from kinerja_kecamatan.rules.nilai_kinerja import warning_about_weights
from kinerja_kecamatan.rules.periode import Periode
from kinerja_kecamatan.rules.policy import Policy
from kinerja_kecamatan.rules.recap_rows import (
	Sel,
	check_operators,
	judge_cell,
	mean_of_rows,
	name_missing,
	rows_of_time,
	single_result,
	why_not_judged,
	without_data,
)
from kinerja_kecamatan.rules.rilis import marks_of

D = Decimal
RULES = Policy()
amounts = st.integers(0, 10**9).map(lambda n: D(n) / 100)
figures = st.integers(-(10**6), 10**6).map(lambda n: D(n) / 100)


class Indicator(NamedTuple):
	time: str
	source: str = "Jumlah"
	target: int | Decimal = 10
	yearly: int | Decimal = 40
	satuan: str = "Dokumen"


def this_period(rows: list[dict], one: Indicator) -> Sel:
	result = aggregate_sources(rows, one.source, indikator="Uji", faktor=ratio_factor(one.satuan))
	return judge_cell(result, one.target, "Positif", RULES)


def this_year(periods: list[tuple[str, dict]], one: Indicator) -> Sel:
	result = aggregate_time(rows_of_time(periods), one.time, indikator="Uji", faktor=ratio_factor(one.satuan))
	return judge_cell(result, one.yearly, "Positif", RULES)


def filled(value) -> dict:
	return single_result("Terisi", value, None, None)


def ratio(top, bottom) -> dict:
	return single_result("Terisi", None, top, bottom)


NOT_MEASURED = single_result("Tidak Diukur", None, None, None)


def test_this_period_against_its_target_and_the_year_against_the_years():
	one = Indicator("Kumulatif")
	now = this_period([{"sumber": "A", "status": "Terisi", "nilai": 12}], one)
	assert (now.capaian.mentah, now.predikat) == (120, "Sangat Tinggi")
	year = this_year([("2021-TW1", filled(8)), ("2021-TW2", now.hasil)], one)
	assert (year.hasil["nilai"], year.capaian.mentah, year.predikat) == (20, 50, "Sangat Rendah")


def test_the_last_measured_position_stands_where_nothing_is_measured():
	quarters = [("2021-TW1", NOT_MEASURED), ("2021-TW2", filled(D("87.5"))), ("2021-TW3", NOT_MEASURED)]
	year = this_year(quarters, Indicator("Posisi Akhir", yearly=D("88.5")))
	assert (year.hasil["nilai"], year.hasil["asal"], year.hasil["lengkap"]) == (D("87.5"), ["2021-TW2"], True)


def test_a_year_of_four_quarters():
	four = [("TW1", 9), ("TW2", 8), ("TW3", 10), ("TW4", 9)]
	over = {
		time: this_year([(k, filled(v)) for k, v in four], Indicator(time)).hasil["nilai"]
		for time in ("Kumulatif", "Posisi Akhir", "Rata-rata")
	}
	assert over == {"Kumulatif": 36, "Posisi Akhir": 9, "Rata-rata": 9}
	rates = [
		("TW1", ratio(1, 1)),
		("TW2", ratio(9, 18)),
		("TW3", single_result("Tidak Ada Objek", 0, 0, 0)),
		("TW4", ratio(5, 6)),
	]
	year = this_year(rates, Indicator("Rasio", "Rasio", satuan="%"))
	assert (year.hasil["nilai"], year.hasil["lengkap"]) == (60, True)


def test_a_quarter_without_a_recap_is_missing_one_that_did_not_ask_is_not():
	late = this_year(
		[("TW1", without_data("TW1", diminta=True)), ("TW2", filled(5))],
		Indicator("Kumulatif"),
	)
	assert (late.hasil["nilai"], late.hasil["lengkap"], late.hasil["belum"]) == (5, False, ["TW1"])
	young = this_year(
		[("TW1", without_data("TW1", diminta=False)), ("TW2", filled(5))],
		Indicator("Kumulatif"),
	)
	assert (young.hasil["nilai"], young.hasil["lengkap"]) == (5, True)


@pytest.mark.parametrize(
	("time", "source", "good"),
	[
		("Kumulatif", "Rasio", False),
		("Rasio", "Jumlah", False),
		("Rasio", "Rata-rata", False),
		("Rasio", "Rasio", True),
		("Rasio", "Nilai Tunggal", True),
		("Posisi Akhir", "Rasio", True),
		("Kumulatif", "Jumlah", True),
	],
)
def test_ways_that_add_percentages_up_are_refused(time, source, good):
	if good:
		check_operators(time, source)
		return
	with pytest.raises(AgregasiTidakSah, match=r"\.$"):
		check_operators(time, source)


@pytest.mark.parametrize("source", ["Jumlah", "Rata-rata", "Nilai Tunggal"])
def test_percentages_are_not_added_up_however_they_come_together(source):
	"""A survey's 90 + 91 + 89 + 92 is no 362 %."""
	check_operators("Kumulatif", source)
	with pytest.raises(AgregasiTidakSah, match=r"Persentase .* tidak dijumlahkan antarperiode"):
		check_operators("Kumulatif", source, persen=True)
	for time in ("Posisi Akhir", "Rata-rata"):
		check_operators(time, source, persen=True)


@pytest.mark.parametrize(
	("weights", "said"),
	[
		([], None),
		([0, None, 0], None),
		([40, 60], None),
		([D("33.5"), D("66.5")], None),
		([40, 50], "Jumlah bobot 90, seharusnya 100."),
		([40, 60, 0], "Jumlah bobot 100. 1 dari 3 indikator tidak berbobot"),
		([40, None, 0], "Jumlah bobot 40, seharusnya 100. 2 dari 3 indikator tidak berbobot"),
	],
)
def test_bobot_that_do_not_come_to_a_hundred_are_told(weights, said):
	found = warning_about_weights(weights)
	assert found is None if said is None else found.startswith(said)


def test_bobot_counts_over_units_only_where_every_row_has_one():
	rows = [(D(100), D(30)), (D(50), D(0)), (None, D(0))]
	assert mean_of_rows(rows) == 100
	assert mean_of_rows(rows, semua_berbobot=True) == 75
	assert mean_of_rows([(D(100), D(30)), (D(50), D(10)), (None, 0)], semua_berbobot=True) == D("87.5")


@pytest.mark.parametrize(
	("now", "then", "sifat", "wanted"),
	[
		(12, 10, "Positif", (2, 20, "Membaik")),
		(12, 10, "Negatif", (2, 20, "Menurun")),
		(8, 10, "Negatif", (-2, -20, "Membaik")),
		(5, 5, "Positif", (0, 0, "Tetap")),
		(5, 0, "Positif", (5, None, "Membaik")),
		(-5, -10, "Positif", (5, 50, "Membaik")),
		(None, 10, "Positif", None),
		(10, None, "Positif", None),
	],
)
def test_against_last_year(now, then, sifat, wanted):
	assert compare_years(now, then, sifat) == wanted


@given(figures, figures, st.sampled_from(["Positif", "Negatif"]))
def test_comparison_turned_round_is_its_opposite(now, then, sifat):
	there, back = compare_years(now, then, sifat), compare_years(then, now, sifat)
	assert there.selisih == -back.selisih
	assert {there.arah, back.arah} in ({"Tetap"}, {"Membaik", "Menurun"})


def test_towards_the_renstra():
	assert kemajuan(66, 88, "Positif", "2T-R") == 75
	assert kemajuan(200, 100, "Positif", "2T-R") == 200, "progress is not capped"
	assert kemajuan(3, 2, "Negatif", "2T-R") == 50
	quarters = [kemajuan(so_far, 4, "Negatif", "2T-R", sebagian=True) for so_far in (1, 2, 3)]
	assert quarters == [25, 50, 75], "on target all year, it does not come down from 175 %"
	assert kemajuan(4, 4, "Negatif", "2T-R") == 100
	assert kemajuan(1, 4, "Negatif", "2T-R", lengkap=False) is None, "what was not reported is no success"
	assert kemajuan(1, 4, "Positif", "2T-R", lengkap=False) == 25
	assert kemajuan(None, 88, "Positif", "2T-R") is None and kemajuan(5, 0, "Positif", "2T-R") is None


@pytest.mark.parametrize(
	("spent", "budget", "wanted"),
	[(50, 200, 25), (0, 200, 0), (None, 200, None), (0, 0, None), (250, 200, 125)],
)
def test_serapan(spent, budget, wanted):
	assert serapan(spent, budget) == wanted


@pytest.mark.parametrize(("spent", "budget"), [(1, 0), (-1, 10), (1, -10)])
def test_money_that_cannot_be_is_refused(spent, budget):
	with pytest.raises(AnggaranTidakSah, match=r"\.$"):
		serapan(spent, budget)


@given(amounts, amounts.filter(bool))
def test_serapan_is_the_fraction(spent, budget):
	assert abs(Fraction(serapan(spent, budget)) - Fraction(spent) / Fraction(budget) * 100) < Fraction(
		1, 10**30
	)


@pytest.mark.parametrize(
	("capaian", "spent", "word"),
	[
		(100, D("94.99"), "Efisien"),
		(100, 95, "Cukup Efisien"),
		(90, 95, "Cukup Efisien"),
		(D("89.99"), 95, "Tidak Efisien"),
	],
)
def test_efisiensi_is_achievement_minus_spending(capaian, spent, word):
	assert efisiensi(capaian, spent) == (capaian - spent, word)


def test_not_spending_is_no_efficiency_by_itself():
	assert efisiensi(None, 40) is None and efisiensi(90, None) is None
	assert efisiensi(30, 40).kategori == "Tidak Efisien"


def test_quarters_and_the_end_of_a_year():
	year = Periode.dari_kode("2021")
	assert [one.kode for one in year.bagian("Triwulan")] == [f"2021-TW{n}" for n in range(1, 5)]
	assert [one.kode for one in year.bagian("Semester")] == ["2021-S1", "2021-S2"]
	assert [one.kode for one in year.bagian("Bulan")] == [f"2021-{n:02d}" for n in range(1, 13)]
	closing = {
		code: Periode.dari_kode(code).tutup_tahun
		for code in ("2021", "2021-TW4", "2021-12", "2021-S2", "2021-TW3", "2021-11", "2021-S1")
	}
	assert list(closing.values()) == [True] * 4 + [False] * 3
	assert Periode.dari_kode("2021-03").banyak == 12


@given(
	st.lists(
		st.tuples(
			st.sampled_from(["Terisi", "Nihil", "Tidak Diukur", "Belum Diisi", "Tidak Ada Objek"]), figures
		),
		max_size=4,
	),
	st.sampled_from(["Kumulatif", "Posisi Akhir", "Rata-rata"]),
)
def test_the_year_never_fails_and_never_turns_nothing_into_zero(quarters, time):
	rows = [
		(f"TW{number}", single_result(status, D(0) if status == "Nihil" else value, None, None))
		for number, (status, value) in enumerate(quarters, start=1)
	]
	year = this_year(rows, Indicator(time))
	there = any(status in ("Terisi", "Nihil") for status, _value in quarters)
	assert (year.hasil["nilai"] is not None) == there
	# What lacks a period has a figure, and no capaian.
	assert (there and year.hasil["lengkap"]) == year.capaian.terukur == bool(year.predikat)
	waited = [status for status, _value in quarters]
	if time == "Posisi Akhir" and there:
		waited = waited[max(n for n, status in enumerate(waited) if status in ("Terisi", "Nihil")) :]
	assert year.hasil["lengkap"] == (bool(quarters) and "Belum Diisi" not in waited)


def test_errors_of_the_rules_share_one_base():
	with pytest.raises(RuleError):
		compare_years(1, 2, "Netral")


@pytest.mark.parametrize(
	("time", "sifat", "target", "second"),
	[("Kumulatif", "Negatif", 4, 2), ("Kumulatif", "Positif", 20, 10), ("Rata-rata", "Positif", 80, 85)],
)
def test_a_quarter_that_was_not_reported_is_no_nought(time, sifat, target, second):
	"""TW1 Tidak Melapor: the targets so far ask for it, so neither 150 % of a negative indicator nor 50 % of a positive one."""
	so_far = [("2021-TW1", without_data("2021-TW1", diminta=True)), ("2021-TW2", filled(second))]
	result = aggregate_time(rows_of_time(so_far), time, indikator="Uji")
	cell = judge_cell(result, target, sifat, RULES)
	assert (cell.hasil["nilai"], cell.capaian.status, cell.predikat) == (second, "Belum Lengkap", "")
	assert cell.capaian.mentah is None is cell.capaian.dibatasi
	assert name_missing(result["belum"]) == "belum lengkap: TW I"
	whole = aggregate_time(rows_of_time([("2021-TW1", filled(0)), so_far[1]]), time, indikator="Uji")
	assert judge_cell(whole, target, sifat, RULES).capaian.terukur


def test_a_last_position_does_not_wait_for_what_lies_before_it():
	missing, there = without_data("2021-TW1", diminta=True), filled(85)
	rows = rows_of_time([("2021-TW1", missing), ("2021-TW2", there)])
	assert judge_cell(aggregate_time(rows, "Posisi Akhir", indikator="Uji"), 90, "Positif", RULES).predikat
	rows = rows_of_time([("2021-TW1", there), ("2021-TW2", missing)])
	result = aggregate_time(rows, "Posisi Akhir", indikator="Uji")
	assert judge_cell(result, 90, "Positif", RULES).capaian.status == "Belum Lengkap"


def test_missing_periods_are_named_once_and_in_their_order():
	assert name_missing(["2021-TW3", "2021-TW1", "2021-TW3"]) == "belum lengkap: TW I, TW III"
	assert name_missing(["2021-02"]) == "belum lengkap: Februari"
	assert name_missing(()) == "belum lengkap"


def test_both_reasons_for_which_a_year_is_not_judged_are_named():
	"""A quarter that was not reported, and one that is waited for."""
	missing, there, waits = (
		without_data("2021-TW1", diminta=True),
		filled(4),
		single_result("Menunggu Rilis", None, None, None),
	)

	def told(*so_far, target=9):
		rows = rows_of_time([(f"2021-TW{n}", one) for n, one in enumerate(so_far, start=1)])
		result = aggregate_time(rows, "Kumulatif", indikator="Uji")
		result |= marks_of(rows, "Kumulatif")._asdict()
		return why_not_judged(result, judge_cell(result, target, "Negatif", RULES).capaian, result["belum"])

	assert told(missing, there) == "belum lengkap: TW I"
	assert told(there, waits) == "belum utuh: menunggu rilis"
	assert told(missing, there, waits) == "belum utuh: menunggu rilis; belum lengkap: TW I"
	assert told(there, there) == told(there, waits, target=None) == told(waits, waits) == ""


def test_the_longest_reason_fits_its_column():
	"""A text column holds 140 letters; every month may be missing in some unit."""
	result = {"belum_utuh": True, "lengkap": False}
	months = [f"2021-{n:02d}" for n in range(1, 13)]
	assert len(why_not_judged(result, Capaian(None, None, "Menunggu Rilis"), months)) <= 140
