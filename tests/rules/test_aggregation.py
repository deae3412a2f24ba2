"""Aggregation against a slow second implementation in Fractions, on random rows of every status."""

import itertools
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja_kecamatan.rules import operators
from kinerja_kecamatan.rules.aggregation import aggregate_sources, aggregate_time
from kinerja_kecamatan.rules.capaian import compute_capaian
from kinerja_kecamatan.rules.errors import AgregasiTidakSah, RuleError
from kinerja_kecamatan.rules.nilai_kinerja import mean, weighted_mean
from kinerja_kecamatan.rules.numbers import print_percent
from kinerja_kecamatan.rules.operator_type import SOURCES, TIME
from kinerja_kecamatan.rules.rows import Baris, check_row

D = Decimal
SILENT = ("Belum Diisi", "Tidak Ada Objek", "Tidak Diukur")
values = st.integers(-40, 400).map(lambda n: D(n) / 4)


def close(left: Decimal | None, right: Fraction | None) -> bool:
	if left is None or right is None:
		return left is right
	return abs(Fraction(left) - right) < Fraction(1, 10**30)


@st.composite
def row(draw: st.DrawFn, ratio: bool) -> Baris:
	status = draw(st.sampled_from(["Terisi", "Terisi", "Nihil", *SILENT]))
	made: Baris = {"status": status}
	if status in SILENT:
		made["nilai"] = draw(st.sampled_from([None, D(0), 0.0, D(7)]))
		made["pembilang"] = made["penyebut"] = draw(st.sampled_from([None, D(0), D(7)]))
	elif status == "Nihil":
		made["nilai"] = draw(st.sampled_from([None, D(0)])) if not ratio else D(0)
		made["pembilang"], made["penyebut"] = D(0), D(draw(st.integers(1, 30)))
	else:
		bottom = draw(st.integers(0, 30))
		made["pembilang"] = D(draw(st.integers(0, 40))) if bottom else D(0)
		made["penyebut"] = D(bottom)
		made["nilai"] = draw(values)
	if draw(st.integers(0, 9)) == 0:
		made["lengkap"] = False
	return made


def table(ratio: bool) -> st.SearchStrategy[list[Baris]]:
	return st.lists(row(ratio), max_size=6).map(
		lambda made: [{**one, "sumber": f"S{number}"} for number, one in enumerate(made)]
	)


def obvious(rows: list[Baris], how: str, factor: int) -> tuple[str, Fraction | None, set[str]]:
	"""status, value and missing sources, told row by row."""
	filled, missing, measured = [], set(), 0
	for one in rows:
		if one["status"] != "Tidak Diukur":
			measured += 1
		if one["status"] in ("Terisi", "Nihil"):
			filled.append(one)
		if one["status"] == "Belum Diisi" or one.get("lengkap") is False:
			missing.add(one["sumber"])
	if filled and how in ("Posisi Akhir", "Nilai Tunggal"):
		place = rows.index(filled[-1])
		considered = rows[place:] if how == "Posisi Akhir" else filled
		missing &= {one["sumber"] for one in considered}
		filled = filled[-1:] if how == "Posisi Akhir" else filled
	numbers = [Fraction(0) if one["status"] == "Nihil" else Fraction(one["nilai"]) for one in filled]
	value = None
	if filled and how in ("Jumlah", "Kumulatif"):
		value = sum(numbers, Fraction(0))
	elif filled and how == "Rata-rata":
		value = sum(numbers, Fraction(0)) / len(numbers)
	elif filled and how == "Rasio":
		top, bottom = (sum(Fraction(one[key]) for one in filled) for key in ("pembilang", "penyebut"))
		value = top / bottom * factor if bottom else None
	elif filled:
		value = numbers[-1]
	if value is not None:
		status = "Terisi" if any(one["status"] == "Terisi" for one in filled) else "Nihil"
	elif not rows or any(one["status"] == "Belum Diisi" for one in rows):
		status = "Belum Diisi"
	else:
		status = "Tidak Ada Objek" if measured else "Tidak Diukur"
	return status, value, missing


AXES = ((aggregate_sources, SOURCES), (aggregate_time, TIME))
CASES = [(aggregate, how) for aggregate, axis in AXES for how in operators.names(axis)]


@settings(max_examples=150)
@pytest.mark.parametrize(("aggregate", "how"), CASES, ids=lambda case: getattr(case, "__name__", case))
@given(data=st.data())
def test_every_cell_equals_the_obvious(aggregate: object, how: str, data: st.DataObject) -> None:
	rows, factor = data.draw(table(how == "Rasio")), data.draw(st.sampled_from([1, 100]))
	distinct = {
		0 if one["status"] == "Nihil" else one["nilai"] for one in rows if one["status"] not in SILENT
	}
	if how == "Nilai Tunggal" and len(distinct) > 1:
		with pytest.raises(AgregasiTidakSah, match="IKM"):
			aggregate(rows, how, indikator="IKM")
		return
	result = aggregate(rows, how, indikator="IKM", faktor=factor)
	status, value, missing = obvious(rows, how, factor)
	assert result["status"] == status
	assert close(result["nilai"], value)
	assert set(result["belum"]) == missing
	assert result["lengkap"] == (not missing and bool(rows))
	assert (result["nilai"] is None) == (result["status"] in SILENT)


@given(table(False), st.sampled_from(["Jumlah", "Rata-rata"]), st.randoms())
def test_sources_have_no_order(rows: list[Baris], how: str, random: object) -> None:
	first = aggregate_sources(rows, how)
	shuffled = list(rows)
	random.shuffle(shuffled)
	again = aggregate_sources(shuffled, how)
	for key in ("asal", "belum"):
		first[key], again[key] = sorted(first[key]), sorted(again[key])
	assert first == again


@given(st.lists(st.lists(row(ratio=True), min_size=2, max_size=2), min_size=1, max_size=4))
def test_ratio_over_units_and_quarters_is_the_same_either_way(grid: list[list[Baris]]) -> None:
	"""Units first or quarters first: one and the same sum over one and the same sum."""
	by_quarter = aggregate_time([aggregate_sources(line, "Rasio") for line in grid], "Rasio")
	by_unit = aggregate_sources(
		[aggregate_time(column, "Rasio") for column in zip(*grid, strict=True)], "Rasio"
	)
	for key in ("nilai", "pembilang", "penyebut", "lengkap"):
		assert by_quarter[key] == by_unit[key] or {by_quarter[key], by_unit[key]} <= {None, D(0)}


@given(st.lists(st.lists(row(ratio=False), min_size=1, max_size=3), min_size=1, max_size=3))
def test_sums_may_be_taken_in_steps(grid: list[list[Baris]]) -> None:
	steps = aggregate_sources([aggregate_sources(line, "Jumlah") for line in grid], "Jumlah")
	flat = aggregate_sources(list(itertools.chain(*grid)), "Jumlah")
	assert (steps["nilai"], steps["lengkap"]) == (flat["nilai"], flat["lengkap"])


@given(table(True))
def test_the_caller_keeps_its_rows(rows: list[Baris]) -> None:
	before = [dict(one) for one in rows]
	aggregate_sources(rows, "Rasio")
	assert rows == before


def filled(value: object, source: str = "S") -> Baris:
	return {"sumber": source, "status": "Terisi", "nilai": value}


def ratio(top: object, bottom: object, source: str = "S") -> Baris:
	return {"sumber": source, "status": "Terisi", "pembilang": top, "penyebut": bottom}


def word(status: str, source: str = "S") -> Baris:
	return {"sumber": source, "status": status, "nilai": 0.0}


def test_percentages_are_recomputed_never_averaged() -> None:
	result = aggregate_time([ratio(1, 1, "TW1"), ratio(9, 18, "TW2")], "Rasio")
	assert print_percent(result["nilai"]) == "52,63 %"
	assert (result["pembilang"], result["penyebut"], result["asal"]) == (10, 19, ["TW1", "TW2"])
	capaian = compute_capaian(result["nilai"], 90, "Positif")
	assert print_percent(capaian.mentah) == "58,48 %"


def test_an_average_in_minutes_is_no_percentage() -> None:
	assert aggregate_sources([ratio(300, 10), ratio(150, 20)], "Rasio", faktor=1)["nilai"] == 15


def test_last_position() -> None:
	quarters = [word("Tidak Diukur", "TW1"), filled(87.5, "TW2"), word("Tidak Diukur", "TW3")]
	result = aggregate_time(quarters, "Posisi Akhir")
	assert (result["nilai"], result["asal"], result["lengkap"]) == (D("87.5"), ["TW2"], True)
	late = aggregate_time([*quarters, word("Belum Diisi", "TW4")], "Posisi Akhir")
	assert (late["nilai"], late["lengkap"], late["belum"]) == (D("87.5"), False, ["TW4"])
	early = aggregate_time([word("Belum Diisi", "TW1"), filled(12, "TW2")], "Posisi Akhir")
	assert (early["nilai"], early["lengkap"]) == (12, True)


def test_last_position_keeps_its_ratio() -> None:
	result = aggregate_time(
		[{**ratio(9, 18, "TW1"), "nilai": 50}, word("Tidak Diukur", "TW2")], "Posisi Akhir"
	)
	assert (result["nilai"], result["pembilang"], result["penyebut"]) == (50, 9, 18)


def test_nihil_is_zero_and_no_object_is_nothing() -> None:
	rows = [filled(4, "A"), word("Nihil", "B"), word("Tidak Ada Objek", "C")]
	assert aggregate_sources(rows, "Rata-rata")["nilai"] == 2
	assert aggregate_sources(rows, "Rata-rata")["lengkap"]
	assert aggregate_sources(rows[1:], "Jumlah") == {
		"status": "Nihil",
		"nilai": D(0),
		"pembilang": None,
		"penyebut": None,
		"lengkap": True,
		"asal": ["B"],
		"belum": [],
	}
	assert aggregate_sources(rows[2:], "Jumlah")["status"] == "Tidak Ada Objek"
	assert aggregate_sources([ratio(0, 0), ratio(0, 0)], "Rasio")["status"] == "Tidak Ada Objek"


def test_missing_says_so_and_is_no_zero() -> None:
	result = aggregate_sources([filled(4, "A"), word("Belum Diisi", "B")], "Rata-rata")
	assert (result["nilai"], result["lengkap"], result["belum"]) == (4, False, ["B"])
	empty = aggregate_sources([word("Belum Diisi", "A"), word("Tidak Ada Objek", "B")], "Jumlah")
	assert (empty["status"], empty["nilai"], empty["lengkap"]) == ("Belum Diisi", None, False)
	assert (
		aggregate_sources([], "Jumlah")["status"] == "Belum Diisi"
		and not aggregate_sources([], "Jumlah")["lengkap"]
	)
	assert aggregate_sources([word("Tidak Diukur")], "Jumlah")["lengkap"]


def test_single_value() -> None:
	one = aggregate_sources([word("Belum Diisi", "A"), filled(88.5, "B")], "Nilai Tunggal", indikator="IKM")
	assert (one["nilai"], one["asal"], one["lengkap"]) == (D("88.5"), ["B"], True)
	same = aggregate_sources([filled(D("88.50"), "A"), filled(88.5, "B")], "Nilai Tunggal")
	assert same["nilai"] == D("88.5") and same["asal"] == ["A", "B"]
	with pytest.raises(AgregasiTidakSah, match=r"“IKM”.*A, B"):
		aggregate_sources([filled(88, "A"), filled(89, "B")], "Nilai Tunggal", indikator="IKM")
	agreeing = [{**ratio(1, 2), "nilai": 50}, {**ratio(2, 4), "nilai": 50}]
	found = aggregate_sources(agreeing, "Nilai Tunggal")
	assert (found["pembilang"], found["penyebut"]) == (1, 2), "one of them goes on, for the year's ratio"
	assert aggregate_sources(agreeing[:1] * 2, "Nilai Tunggal")["penyebut"] == 2


@pytest.mark.parametrize(
	("rows", "how"),
	[
		([filled(None)], "Jumlah"),
		([word("Kosong")], "Jumlah"),
		([{"sumber": "S"}], "Jumlah"),
		([{**word("Nihil"), "nilai": 3}], "Jumlah"),
		([ratio(1, 0)], "Rasio"),
		([ratio(1, 0), ratio(1, 5)], "Rasio"),
		([ratio(None, 5)], "Rasio"),
		([ratio(5, None)], "Rasio"),
		([ratio(0, -1)], "Rasio"),
		([{**ratio(None, None), "nilai": 50}], "Rasio"),
		([{**ratio(0, 0), "status": "Nihil"}], "Rasio"),
		([{**ratio(1, 5), "status": "Nihil"}], "Rasio"),
		([word("Nihil")], "Rasio"),
		([filled(float("nan"))], "Jumlah"),
	],
)
def test_contradictions_are_refused(rows: list[Baris], how: str) -> None:
	with pytest.raises(RuleError) as refusal:
		aggregate_sources(rows, how, indikator="Indikator X")
	message = str(refusal.value)
	assert message.endswith(".")
	if how == "Rasio" or "Terisi" in message:
		assert "Indikator X" in message and "sumber S" in message


def test_words_of_the_other_axis_are_refused() -> None:
	for aggregate, how in (
		(aggregate_sources, "Kumulatif"),
		(aggregate_time, "Jumlah"),
		(aggregate_time, ""),
	):
		with pytest.raises(AgregasiTidakSah, match="tidak dikenal"):
			aggregate([filled(1)], how)


def test_rows_are_checked_one_by_one_too() -> None:
	check_row(word("Belum Diisi"), rasio=True)
	check_row(ratio(0, 0), rasio=True)
	check_row(word("Nihil"), rasio=False)
	with pytest.raises(AgregasiTidakSah):
		check_row(word("Nihil"), rasio=True)


def test_means() -> None:
	assert mean([100, None, 50]) == 75
	assert mean([0, 100]) == 50, "a capaian of 0 counts, a missing one does not"
	assert weighted_mean([(0, 30), (100, 10)]) == 25
	assert mean([]) is None and mean([None]) is None
	assert weighted_mean([(100, 30), (50, 10), (None, 60)]) == D("87.5")
	assert weighted_mean([(100, 0), (50, 0.0), (None, None)]) == 75
	assert weighted_mean([(100, 0), (50, 20)]) == 50
	assert weighted_mean([(100, 0), (None, 20)]) is None
	with pytest.raises(AgregasiTidakSah):
		weighted_mean([(100, -1), (50, 2)])


@given(st.lists(st.tuples(st.none() | values, st.none() | st.integers(0, 40)), max_size=8))
def test_weighted_mean_equals_the_fraction(pairs: list[tuple[Decimal | None, int | None]]) -> None:
	weights = [weight or 0 for _, weight in pairs]
	if not any(weights):
		weights = [1] * len(pairs)
	measured = [
		(Fraction(value), weight)
		for (value, _), weight in zip(pairs, weights, strict=True)
		if value is not None
	]
	total = sum(weight for _, weight in measured)
	expected = sum((value * weight for value, weight in measured), Fraction(0)) / total if total else None
	result = weighted_mean(pairs)
	assert close(result, expected)
	if measured and result is not None:
		assert (
			min(value for value, _ in measured) - 1
			< Fraction(result)
			< max(value for value, _ in measured) + 1
		)
	assert close(mean([D(7)] * len(pairs)), Fraction(7) if pairs else None)
