"""Targets of months, semesters and quarters, and what a year comes to in each of them, against plain loops in fractions."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_kecamatan.rules import operators
from kinerja_kecamatan.rules.aggregation import aggregate_time
from kinerja_kecamatan.rules.capaian import Rentang
from kinerja_kecamatan.rules.operator_type import EACH, LAST, SHARED, TIME
from kinerja_kecamatan.rules.period_targets import (
	KOLOM,
	LABEL,
	Rencana,
	column_of,
	columns_needed,
	columns_of,
	share,
	target_in,
	target_until,
	way_of_derivation,
)
from kinerja_kecamatan.rules.periode import Periode
from kinerja_kecamatan.rules.satuan import SATUAN_BAWAAN, Units
from kinerja_kecamatan.rules.skala_nilai import SKALA_NILAI_BAWAAN
from kinerja_kecamatan.rules.written_targets import Ukuran, read_target

D, F = Decimal, Fraction
UNITS = Units(SATUAN_BAWAAN)
WAYS = ("Kumulatif", "Posisi Akhir", "Rata-rata", "Rasio")
KINDS = {"Triwulan": 4, "Semester": 2, "Bulan": 12}
ends = {"Triwulan": "2021-TW{}", "Semester": "2021-S{}", "Bulan": "2021-{:02d}"}

stated = st.none() | st.integers(0, 10**6).map(lambda n: D(n) / 100)
years = st.fixed_dictionaries(
	{
		"year": stated,
		"quarters": st.lists(stated, min_size=4, max_size=4),
		"semesters": st.lists(stated, min_size=2, max_size=2),
		"months": st.lists(stated, min_size=12, max_size=12) | st.just([None] * 12),
		"shared": st.booleans(),
		"way": st.sampled_from(WAYS),
	}
)


def made(said: dict) -> Rencana:
	cells = {
		"target_tahunan": said["year"],
		**{f"target_tw{n}": one for n, one in enumerate(said["quarters"], 1)},
		**{f"target_s{n}": one for n, one in enumerate(said["semesters"], 1)},
		**{f"target_b{n:02d}": one for n, one in enumerate(said["months"], 1)},
	}
	read = {column: read_target(one, Ukuran()) for column, one in cells.items()}
	return Rencana({c: one for c, one in read.items() if one}, said["way"], Ukuran(), 2, said["shared"])


def half_up(value: Fraction, places: int = 2) -> Fraction:
	"""Of what is not below 0."""
	scale = 10**places
	return F(int(value * scale + F(1, 2)), scale)


def come_to(targets: list, way: str) -> Fraction | None:
	"""One after the other, by the named way."""
	there = [F(one) for one in targets if one is not None]
	if not there:
		return None
	if way == "Kumulatif":
		return sum(there)
	if way == "Rata-rata":
		return half_up(sum(there) / len(there))
	return there[-1]


def expected(said: dict, kind: str) -> list:
	"""The year's targets of a kind, worked out one by one."""
	if kind == "Triwulan":
		return [None if one is None else F(one) for one in said["quarters"]]
	if kind == "Semester":
		found = []
		for half in (0, 1):
			typed = said["semesters"][half]
			quarters = said["quarters"][2 * half : 2 * half + 2]
			found.append(come_to(quarters, said["way"]) if typed is None else F(typed))
		return found
	found = []
	for quarter, whole in enumerate(said["quarters"]):
		months = said["months"][3 * quarter : 3 * quarter + 3]
		if any(one is not None for one in months):
			found += [None if one is None else F(one) for one in months]
		elif whole is None:
			found += [None] * 3
		elif said["way"] in ("Rata-rata", "Rasio"):
			found += [F(whole)] * 3
		elif said["way"] == "Posisi Akhir":
			found += [None, None, F(whole)]
		elif said["shared"]:
			upto = [half_up(F(whole) * n / 3) for n in range(4)]
			found += [upto[n] - upto[n - 1] for n in (1, 2, 3)]
		else:
			found += [None] * 3
	return found


@given(years)
def test_every_target_of_the_year_is_what_a_plain_loop_says(said):
	plan = made(said)
	for kind, many in KINDS.items():
		wanted = expected(said, kind)
		for number in range(1, many + 1):
			when = Periode.dari_kode(ends[kind].format(number))
			found = target_in(plan, when)
			assert (found and F(found.tertulis.target)) == wanted[number - 1], when.kode
			typed = column_of(when) in plan.tertulis
			assert not found or (found.turunan is None) == typed, "derived ones say so, typed ones do not"
			# The year so far over the periods of the kind; the annual target where it closes.
			so_far = target_until(plan, when)
			closing = number == many and said["year"] is not None
			sd = F(said["year"]) if closing else come_to(wanted[:number], said["way"])
			assert (None if so_far.target is None else F(so_far.target)) == sd, when.kode
			assert bool(so_far.teks) == (sd is not None)
			own = [target_in(plan, one) for one in when.sampai_dengan]
			assert so_far.turunan == (0 if closing else sum(bool(one and one.turunan) for one in own))
	whole = target_until(plan, Periode.dari_kode("2021"))
	assert (whole.target, whole.turunan) == (said["year"], 0)


@given(
	years, st.sampled_from([ends[kind].format(n + 1) for kind, many in KINDS.items() for n in range(many)])
)
def test_nothing_later_is_looked_at(said, code):
	when, plan = Periode.dari_kode(code), made(said)
	needed = {column: one for column, one in plan.tertulis.items() if column in columns_needed(when)}
	alone = Rencana(needed, said["way"], Ukuran(), 2, said["shared"])
	assert target_until(alone, when) == target_until(plan, when)
	found, same = target_in(alone, when), target_in(plan, when)
	assert (found and (found.tertulis, str(found.turunan))) == (same and (same.tertulis, str(same.turunan)))


@given(st.lists(stated, min_size=4, max_size=4), st.sampled_from(WAYS))
def test_derived_months_come_to_what_the_quarters_say(quarters, way):
	"""At every quarter's end the year so far is one and the same, whichever of both is collected."""
	none = {"year": None, "semesters": [None] * 2, "months": [None] * 12, "shared": True, "way": way}
	plan = made({**none, "quarters": quarters})
	for number in (1, 2, 3, 4):
		by_month = target_until(plan, Periode.dari_kode(f"2021-{3 * number:02d}"))
		by_quarter = target_until(plan, Periode.dari_kode(f"2021-TW{number}"))
		assert by_month.target == by_quarter.target
	if way != "Rata-rata":  # the mean of two means is rounded twice
		for number in (1, 2):
			by_half = target_until(plan, Periode.dari_kode(f"2021-S{number}"))
			assert by_half.target == target_until(plan, Periode.dari_kode(f"2021-TW{2 * number}")).target


@given(st.integers(0, 10**6), st.integers(1, 12), st.integers(0, 3))
def test_shares_come_to_the_whole_and_none_is_two_steps_from_another(total, parts, places):
	whole = D(total) / 10**places
	shares = [share(whole, n, parts, places) for n in range(1, parts + 1)]
	step = D(1) / 10**places
	assert sum(shares) == whole
	assert max(shares) - min(shares) <= step and min(shares) >= 0
	assert all(one % step == 0 for one in shares)


@pytest.mark.parametrize(
	("satuan", "whole", "wanted"),
	[
		("Dokumen", "10", ["3", "4", "3"]),
		("Dokumen", "1", ["0", "1", "0"]),
		("Dokumen", "9", ["3", "3", "3"]),
		("Dokumen", "1 dokumen", ["0", "1", "0"]),
		("Dokumen", "20-25", ["7-9", "6-7", "7-9"]),
		("Dokumen", "≥ 10", ["≥ 3", "≥ 4", "≥ 3"]),
		("Rupiah", "1.000.000", ["333.333,33", "333.333,34", "333.333,33"]),
	],
)
def test_whole_things_are_shared_as_whole_things(satuan, whole, wanted):
	measure = Ukuran(UNITS.find(satuan))
	plan = Rencana({"target_tw1": read_target(whole, measure)}, "Kumulatif", measure, 2, True)
	found = [target_in(plan, Periode.dari_kode(f"2021-0{n}")) for n in (1, 2, 3)]
	assert [one.tertulis.teks for one in found] == wanted
	assert str(found[1].turunan) == "diturunkan dari TW I: dibagi rata, bulan ke-2 dari 3"


def test_words_of_a_scale_are_not_shared_but_stand_in_the_last_month():
	measure = Ukuran(UNITS.find("Nilai SAKIP"), SKALA_NILAI_BAWAAN[0])
	cells = {"target_tw1": read_target("BB", measure), "target_tw2": read_target("A", measure)}
	last = Rencana(cells, "Posisi Akhir", measure, 2, True)
	assert target_in(last, Periode.dari_kode("2021-02")) is None
	assert target_in(last, Periode.dari_kode("2021-03")).tertulis.teks == "BB"
	assert target_in(last, Periode.dari_kode("2021-S1")).tertulis.teks == "A"
	adding = Rencana(cells, "Kumulatif", measure, 2, True)
	assert target_in(adding, Periode.dari_kode("2021-03")) is None


def test_a_typed_month_speaks_for_its_whole_quarter():
	plan = Rencana(
		{"target_tw1": read_target("9", Ukuran()), "target_b02": read_target("5", Ukuran())},
		"Kumulatif",
		Ukuran(),
		2,
		True,
	)
	found = [target_in(plan, Periode.dari_kode(f"2021-0{n}")) for n in (1, 2, 3)]
	assert [one and one.tertulis.teks for one in found] == [None, "5", None]


def test_ranges_of_two_quarters_come_together_end_by_end():
	cells = {f"target_tw{n}": read_target(text, Ukuran()) for n, text in ((1, "20-25"), (2, "30-40"))}
	found = target_in(Rencana(cells, "Kumulatif"), Periode.dari_kode("2021-S1"))
	assert (found.tertulis.target, found.tertulis.teks) == (Rentang(D(50), D(65)), "50-65")
	assert str(found.turunan) == "diturunkan dari TW I, TW II (Kumulatif)"


def test_every_operator_says_what_months_get():
	said = {one.name: one.months for one in operators.every(TIME)}
	assert set(said.values()) <= {SHARED, LAST, EACH}
	own = {"Kumulatif": SHARED, "Posisi Akhir": LAST, "Rata-rata": EACH, "Rasio": EACH}
	assert {name: said[name] for name in own} == own


def test_each_way_says_how_it_derives():
	said = {way: str(way_of_derivation(way, "Bulan")) for way in WAYS}
	assert "dibagi rata" in said["Kumulatif"] and "bulan terakhirnya" in said["Posisi Akhir"]
	assert "sama tiap bulan" in said["Rasio"] and "sama tiap bulan" in said["Rata-rata"]
	assert str(way_of_derivation("Rasio", "Semester")) == "diturunkan dari kedua triwulannya (Rasio)"


def test_columns_are_labelled_as_the_form_labels_them():
	assert columns_of("Bulan")[0] == "target_b01" and len(KOLOM) == len(set(KOLOM)) == 19
	assert [LABEL[one] for one in ("target_tahunan", "target_tw4", "target_s2", "target_b12")] == [
		"Target Tahunan",
		"TW IV",
		"Semester II",
		"Desember",
	]


figure = st.tuples(
	st.sampled_from(["Terisi", "Nihil", "Tidak Diukur", "Belum Diisi", "Tidak Ada Objek"]),
	st.integers(1, 500),
	st.integers(1, 40),
)


@given(st.lists(figure, min_size=12, max_size=12), st.sampled_from(WAYS))
def test_a_year_of_months_semesters_or_quarters_is_what_a_plain_loop_says(said, way):
	"""Realisasi s.d. after every period of each kind, and the whole year."""
	for kind, many in KINDS.items():
		rows = [_row(ends[kind].format(n), *one, way) for n, one in enumerate(said[:many], 1)]
		for number in range(1, many + 1):
			found = aggregate_time(rows[:number], way, faktor=D(100) if way == "Rasio" else D(1))
			there = [row for row in rows[:number] if row["status"] in ("Terisi", "Nihil")]
			if not there:
				assert found["nilai"] is None
				continue
			values = [F(row["nilai"]) for row in there]
			wanted = {
				"Kumulatif": sum(values),
				"Posisi Akhir": values[-1],
				"Rata-rata": sum(values) / len(values),
				"Rasio": sum(F(row["pembilang"]) for row in there)
				* 100
				/ sum(F(row["penyebut"]) for row in there),
			}[way]
			assert abs(F(found["nilai"]) - wanted) < F(1, 10**20)


def _row(kode: str, status: str, value: int, base: int, way: str) -> dict:
	value = 0 if status == "Nihil" else value
	nilai = D(value) * 100 / base if way == "Rasio" else D(value)
	return {
		"sumber": kode,
		"status": status,
		"nilai": nilai,
		"pembilang": D(value),
		"penyebut": D(base),
		"lengkap": True,
	}
