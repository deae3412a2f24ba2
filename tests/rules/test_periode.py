"""Period codes, their dates and their order."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_kecamatan.rules.errors import PeriodeTidakSah
from kinerja_kecamatan.rules.periode import Periode

periods = st.builds(
	lambda year, kind: Periode(year, *kind),
	st.integers(2001, 2099),
	st.sampled_from(
		[("Triwulan", n) for n in range(1, 5)]
		+ [("Bulan", n) for n in range(1, 13)]
		+ [("Semester", 1), ("Semester", 2), ("Tahun", 1)]
	),
)


@pytest.mark.parametrize(
	("code", "start", "end", "name"),
	[
		("2021-TW1", date(2021, 1, 1), date(2021, 3, 31), "Triwulan I Tahun 2021"),
		("2021-TW2", date(2021, 4, 1), date(2021, 6, 30), "Triwulan II Tahun 2021"),
		("2021-TW3", date(2021, 7, 1), date(2021, 9, 30), "Triwulan III Tahun 2021"),
		("2021-TW4", date(2021, 10, 1), date(2021, 12, 31), "Triwulan IV Tahun 2021"),
		("2021", date(2021, 1, 1), date(2021, 12, 31), "Tahun 2021"),
		("2021-S1", date(2021, 1, 1), date(2021, 6, 30), "Semester I Tahun 2021"),
		("2021-S2", date(2021, 7, 1), date(2021, 12, 31), "Semester II Tahun 2021"),
		("2021-01", date(2021, 1, 1), date(2021, 1, 31), "Bulan Januari 2021"),
		("2021-12", date(2021, 12, 1), date(2021, 12, 31), "Bulan Desember 2021"),
		("2024-02", date(2024, 2, 1), date(2024, 2, 29), "Bulan Februari 2024"),
	],
)
def test_codes(code: str, start: date, end: date, name: str) -> None:
	period = Periode.dari_kode(code)
	assert (period.kode, period.mulai, period.akhir, period.nama) == (code, start, end, name)
	assert Periode.dari_kode(f" {code.lower()} ") == period


@pytest.mark.parametrize(
	"code",
	[
		*(
			"",
			"2021-TW0",
			"2021-TW5",
			"2021-S0",
			"2021-S3",
			"2021-S",
			"2021-13",
			"2021-00",
			"2021-1",
			"21-TW1",
			"1999",
			"2101",
			"2021TW1",
			"TW1-2021",
		),
		*("2021-TW1x", "2021-TW1\n2", "\u0662\u0660\u0662\u0661", "2021-TW\u0661", "2" * 200),
	],
)
def test_refused(code: str) -> None:
	with pytest.raises(PeriodeTidakSah) as refusal:
		Periode.dari_kode(code)
	assert str(refusal.value).endswith(".")


@given(periods)
def test_neighbours_touch(period: Periode) -> None:
	assert Periode.dari_kode(period.kode) == period
	assert period.berikutnya.mulai == period.akhir + timedelta(days=1)
	assert period.berikutnya.sebelumnya == period == period.sebelumnya.berikutnya
	assert period.sebelumnya < period < period.berikutnya
	assert period.tahun_lalu.tahun == period.tahun - 1 and period.tahun_lalu.ke == period.ke
	so_far = period.sampai_dengan
	assert so_far[0].mulai == date(period.tahun, 1, 1) and so_far[-1] == period and len(so_far) == period.ke
	assert all(period.memuat(day) for day in (period.mulai, period.akhir))
	assert not period.memuat(period.mulai - timedelta(days=1)) and not period.memuat(
		period.akhir + timedelta(days=1)
	)


def test_order_across_kinds() -> None:
	codes = [
		"2020",
		"2021-01",
		"2021-03",
		"2021-TW1",
		"2021-TW2",
		"2021-S1",
		"2021-12",
		"2021-TW4",
		"2021-S2",
		"2021",
	]
	codes.append("2022-01")
	assert [p.kode for p in sorted(map(Periode.dari_kode, reversed(codes)))] == codes
	assert Periode.dari_kode("2021-TW1") >= Periode.dari_kode("2021-03")
	with pytest.raises(PeriodeTidakSah):
		Periode(2021, "Caturwulan", 1)


@given(periods, st.sampled_from(["Triwulan", "Bulan", "Semester", "Tahun"]))
def test_the_periods_of_a_kind_in_another_fill_it_or_are_none(period: Periode, kind: str) -> None:
	parts = period.bagian(kind)
	every = [Periode(period.tahun, kind, n + 1) for n in range(Periode(period.tahun, kind).banyak)]
	assert list(parts) == [one for one in every if period.memuat(one.mulai) and period.memuat(one.akhir)]
	if parts:
		assert (parts[0].mulai, parts[-1].akhir) == (period.mulai, period.akhir)
		assert all(one.berikutnya == other for one, other in pairwise(parts))


def test_short_names_head_columns() -> None:
	codes = ("2021-TW2", "2021-S2", "2021-03", "2021")
	assert [Periode.dari_kode(code).nama_singkat for code in codes] == [
		"TW II",
		"Semester II",
		"Maret",
		"Setahun",
	]
