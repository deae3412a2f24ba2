"""Figures of others: what waits, what is provisional, and what comes of it where figures are put together."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_kecamatan.rules import operators, rilis
from kinerja_kecamatan.rules.aggregation import aggregate_sources, aggregate_time
from kinerja_kecamatan.rules.capaian import compute_capaian
from kinerja_kecamatan.rules.errors import RuleError
from kinerja_kecamatan.rules.findings import (
	GALAT,
	INFORMASI,
	PERINGATAN,
	Isian,
	all_findings,
	findings_of_entry,
)
from kinerja_kecamatan.rules.operator_type import SOURCES, TIME
from kinerja_kecamatan.rules.policy import Policy, basis_of_mean
from kinerja_kecamatan.rules.recap_rows import judge_cell
from kinerja_kecamatan.rules.status import MENUNGGU_RILIS

WORDS = ("Belum Diisi", "Terisi", "Nihil", "Tidak Ada Objek", "Tidak Diukur", "Menunggu Rilis")


def row(status: str, sementara: bool = False, belum_utuh: bool = False, nilai: int = 5) -> dict:
	there = status in ("Terisi", "Nihil")
	value = 0 if status == "Nihil" else nilai
	return {
		"sumber": "x",
		"status": status,
		"nilai": value if there else None,
		"pembilang": value if there else None,
		"penyebut": 10 if there else None,
		"lengkap": status != "Belum Diisi",
		"sementara": there and sementara,
		"belum_utuh": there and belum_utuh,
	}


ROWS = st.lists(st.builds(row, st.sampled_from(WORDS), st.booleans(), st.booleans()), max_size=5)


def obvious(rows: list[dict], way: str) -> tuple[bool, bool]:
	"""The marks, told another way: looked at one by one."""
	if way == "Posisi Akhir":
		while (
			rows
			and rows[-1]["status"] not in ("Terisi", "Nihil")
			and any(one["status"] in ("Terisi", "Nihil") for one in rows)
		):
			if rows[-1]["status"] == "Menunggu Rilis":
				last = next(one for one in reversed(rows) if one["status"] in ("Terisi", "Nihil"))
				return True, last["belum_utuh"]
			rows = rows[:-1]
		rows = rows[-1:]
	used = [one for one in rows if one["status"] in ("Terisi", "Nihil")]
	if not used:
		return False, False
	waiting = way != "Nilai Tunggal" and "Menunggu Rilis" in {one["status"] for one in rows}
	provisional, partial = waiting, waiting and way in ("Jumlah", "Kumulatif")
	for one in used:
		provisional = provisional or one["sementara"]
		partial = partial or one["belum_utuh"]
	return provisional, partial


@pytest.mark.parametrize("way", [*operators.names(SOURCES), *operators.names(TIME)])
@given(rows=ROWS)
def test_marks_are_those_of_what_is_counted(way: str, rows: list[dict]) -> None:
	assert tuple(rilis.marks_of(rows, way)) == obvious(rows, way)


@given(rows=ROWS)
def test_what_is_waited_for_is_neither_missing_nor_nought(rows: list[dict]) -> None:
	"""A source that is waited for changes nothing but the word where there is no figure."""
	others = [one for one in rows if one["status"] != MENUNGGU_RILIS]
	for aggregate, way in ((aggregate_sources, "Jumlah"), (aggregate_time, "Kumulatif")):
		found, without = aggregate(rows, way), aggregate(others, way)
		assert (found["nilai"], found["asal"], found["belum"]) == (
			without["nilai"],
			without["asal"],
			without["belum"],
		)
		words = {one["status"] for one in rows}
		if found["nilai"] is None and words and "Belum Diisi" not in words and MENUNGGU_RILIS in words:
			assert found["status"] == MENUNGGU_RILIS and found["lengkap"]


def test_a_partial_sum_stands_and_is_not_judged() -> None:
	rows = [row("Terisi", nilai=8), row(MENUNGGU_RILIS)]
	result = {**aggregate_sources(rows, "Jumlah"), **rilis.marks_of(rows, "Jumlah")._asdict()}
	assert (result["nilai"], result["belum_utuh"]) == (8, True)
	cell = judge_cell(result, 10, "Positif", Policy())
	assert (cell.capaian.mentah, cell.capaian.status, cell.predikat) == (None, MENUNGGU_RILIS, "")
	mean = {**aggregate_sources(rows, "Rata-rata"), **rilis.marks_of(rows, "Rata-rata")._asdict()}
	assert (mean["sementara"], mean["belum_utuh"]) == (True, False)
	assert judge_cell(mean, 10, "Positif", Policy()).capaian.mentah == 80


def test_no_column_of_a_waiting_row_is_read() -> None:
	assert compute_capaian(0, 10, "Positif", status=MENUNGGU_RILIS).status == MENUNGGU_RILIS
	assert compute_capaian(5, None, "Positif", status="Terisi").status == "Tidak Diukur"


@pytest.mark.parametrize(
	("text", "plain", "starred"),
	[
		("12,3*", "12,3", True),
		("12,3 * ", "12,3", True),
		("BB*", "BB", True),
		("12,3", "12,3", False),
		("", "", False),
	],
)
def test_the_mark_is_put_on_once_and_taken_off(text: str, plain: str, starred: bool) -> None:
	assert rilis.is_starred(text) == starred and rilis.unstarred(text) == plain
	assert rilis.starred(text, 1) == (f"{plain}*" if plain else "")
	assert rilis.starred(text, 0) == plain


@pytest.mark.parametrize(
	"text", ["menunggu rilis", " Menunggu  Rilis.", "masih menunggu rilis", "belum dirilis"]
)
def test_words_in_a_figures_place(text: str) -> None:
	assert rilis.is_waiting_word(text)


@pytest.mark.parametrize("text", ["menunggu", "12", "", None, 5, "menunggu rilis 2027"])
def test_other_words_are_no_such_word(text: object) -> None:
	assert not rilis.is_waiting_word(text)


@given(day=st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_days_are_read_back_as_they_are_printed(day: date) -> None:
	for text in (
		rilis.print_day(day),
		day.isoformat(),
		day.strftime("%d-%m-%Y"),
		f"{day.day}/{day.month}/{day.year}",
	):
		assert rilis.read_day(text) == day


@pytest.mark.parametrize("text", ["31-02-2027", "besok", "2027", "31 Foo 2027", "1-2-27"])
def test_what_is_no_day_says_how_to_write_one(text: str) -> None:
	with pytest.raises(RuleError, match=r"bukan tanggal.*31-01-2027"):
		rilis.read_day(text)


def kinds(isian: Isian) -> list[tuple[str, str]]:
	return [(one.jenis, one.tingkat) for one in findings_of_entry(isian)]


def test_findings_list_what_is_waited_for_and_ask_when_the_day_has_passed() -> None:
	waits = {"status": MENUNGGU_RILIS, "bukti_wajib": True, "sumber_rilis": "Inspektorat"}
	today = date(2027, 1, 20)
	assert kinds(Isian(status=MENUNGGU_RILIS)) == [("rilis", GALAT)]
	assert kinds(Isian(**waits)) == [("rilis", GALAT)]
	known = Isian(**waits, perkiraan_rilis=today, hari_ini=today)
	assert kinds(known) == [("rilis", INFORMASI)]
	assert "Inspektorat, perkiraan 20 Januari 2027" in all_findings(known)[0].uraian
	late = Isian(**waits, perkiraan_rilis=date(2027, 1, 19), hari_ini=today)
	assert kinds(late) == [("rilis_lewat", PERINGATAN)]
	assert "19 Januari 2027 sudah lewat" in all_findings(late)[0].uraian


def test_a_provisional_figure_is_told_beside_its_other_findings() -> None:
	found = all_findings(Isian(status="Terisi", nilai=Decimal(5), sementara=True, bukti_wajib=True))
	assert [(one.jenis, one.tingkat) for one in found] == [("bukti", GALAT), ("rilis", INFORMASI)]
	assert not kinds(Isian(status="Terisi", nilai=5))


def test_an_empty_row_of_others_is_told_that_it_may_wait() -> None:
	(missing,) = findings_of_entry(Isian(status="Belum Diisi", sumber_rilis="BPS"))
	assert missing.tingkat == GALAT and missing.uraian.endswith("pilih Menunggu Rilis.")


@pytest.mark.parametrize(
	("numbers", "text"),
	[
		((2, 4, 1, 1), "2 dari 4 IKU; 1 menunggu rilis; 1 angka sementara; capaian dibatasi 120 %"),
		((2, 4, 0, 0), "2 dari 4 IKU; capaian dibatasi 120 %"),
		((0, 4, 2, 0), "0 dari 4 IKU; 2 menunggu rilis"),
	],
)
def test_a_mean_says_what_it_waits_for(numbers: tuple, text: str) -> None:
	counted, rows, waiting, provisional = numbers
	caps = [120] * counted
	assert basis_of_mean(counted, rows, "IKU", caps, menunggu=waiting, sementara=provisional) == text


def test_a_row_says_what_is_waited_for_and_of_whom() -> None:
	day = date(2027, 1, 31)
	said = {"sumber_rilis": "Inspektorat", "perkiraan_rilis": day}
	assert (
		rilis.told_release({"status": "Menunggu Rilis", **said})
		== "menunggu rilis (Inspektorat, perkiraan 31 Januari 2027)"
	)
	assert rilis.told_release({"status": "Menunggu Rilis", **said}, ", sudah lewat").endswith(
		"2027, sudah lewat)"
	)
	assert rilis.told_release({"status": "Terisi", "sementara": 1}) == "angka sementara"
	assert rilis.told_release({"status": "Terisi", "sementara": 1, "belum_utuh": 1}).startswith(
		"sebagian menunggu rilis"
	)
	assert rilis.told_release({"status": "Terisi", **said}) == "", "a hint of the indicator is no release"


def test_publishers_are_named_once_and_waited_for_until_the_last() -> None:
	rows = [
		{"status": "Menunggu Rilis", "sumber_rilis": " Inspektorat ", "perkiraan_rilis": "2027-01-31"},
		{"status": "Terisi", "sementara": 1, "sumber_rilis": "BPS", "perkiraan_rilis": date(2027, 2, 1)},
		{"status": "Menunggu Rilis", "sumber_rilis": "Inspektorat", "perkiraan_rilis": None},
		{"status": "Terisi", "sementara": 0, "sumber_rilis": "Terbit sudah", "perkiraan_rilis": "2028-01-01"},
	]
	assert rilis.publishers_of(rows) == {
		"sumber_rilis": "Inspektorat; BPS",
		"perkiraan_rilis": date(2027, 2, 1),
	}
	assert rilis.publishers_of(rows[3:]) == {"sumber_rilis": "", "perkiraan_rilis": None}
