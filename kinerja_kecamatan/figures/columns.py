"""Figures between a recap's columns and the rules: read exactly, written with all that follows from them."""

from collections.abc import Iterable
from decimal import Decimal

from kinerja_kecamatan.figures.judging import as_column, judge_row, row_text
from kinerja_kecamatan.office.measures import factor_of
from kinerja_kecamatan.rules import operators
from kinerja_kecamatan.rules.aggregation import Hasil
from kinerja_kecamatan.rules.capaian import value_of_ratio
from kinerja_kecamatan.rules.decimals import to_decimal
from kinerja_kecamatan.rules.recap_rows import single_result
from kinerja_kecamatan.rules.rilis import Marks, is_starred, starred
from kinerja_kecamatan.rules.status import STATUS_BERNILAI, TIDAK_DIUKUR


def set_result(row, result: Hasil, policy, said: Iterable[str | None] = ()) -> None:
	"""This period's figure of a Baris Rekap; `said` are the texts of what it came from."""
	row.status = result["status"]
	row.nilai_pembilang = as_column(result["pembilang"])
	row.nilai_penyebut = as_column(result["penyebut"])
	row.lengkap = int(result["lengkap"])
	row.sementara, row.belum_utuh = (int(bool(result.get(mark))) for mark in MARKS)
	set_value(row, result["nilai"], policy, said)


def set_value(row, value: Decimal | None, policy, said: Iterable[str | None] = ()) -> None:
	"""A recap row's realisasi with everything that follows from it and from its marks."""
	row.nilai = as_column(value)
	row.realisasi_teks = starred(row_text(row, value, said), row.sementara)
	judge_row(row, value, policy)


def stored_period(row, source: str = "", complete: bool | None = None) -> Hasil:
	"""A row's figure of its period as the rules' result."""
	return _stored(row, "", _way(row), source, bool(row.get("lengkap")) if complete is None else complete)


def stored_year(row, source: str) -> Hasil:
	"""A recap row's figure of the year so far as the rules' result."""
	way = _way(row) if operators.operator(row.agregasi_waktu).as_period else row.agregasi_waktu
	return _stored(row, "sd", way, source, bool(row.sd_lengkap))


def stored_last_year(row, source: str) -> Hasil:
	"""A recap row's figure of the same period last year as the rules' result; Tidak Diukur where there was none."""
	return _stored(row, "lalu", _way(row), source, True)


def _way(row) -> str:
	"""How a period's figure came about: a ratio if either axis says so."""
	ways = (row.agregasi_sumber, row.agregasi_waktu)
	return next((way for way in ways if operators.is_pair(way)), row.agregasi_sumber)


MARKS = ("sementara", "belum_utuh")
COLUMNS = {
	"": ("status", "nilai", "nilai_pembilang", "nilai_penyebut"),
	"sd": ("sd_status", "sd_nilai", "sd_pembilang", "sd_penyebut"),
	"lalu": ("lalu_status", "lalu_nilai", "lalu_pembilang", "lalu_penyebut"),
}


def _stored(row, which: str, way: str, source: str, complete: bool) -> Hasil:
	"""A quotient is taken anew from what it was divided from: its column holds nine decimals, and three stored thirds
	are not one."""
	status, value, upper, lower = (row.get(column) for column in COLUMNS[which])
	if status in STATUS_BERNILAI and operators.is_quotient(way) and lower:
		factor = operators.factor_of(way, factor_of(row.satuan))
		value = value_of_ratio(to_decimal(upper), to_decimal(lower), factor)
	marks = _marks(row, which)
	return single_result(
		status or TIDAK_DIUKUR, value, upper, lower, sumber=source, lengkap=complete, marks=marks
	)


def _marks(row, which: str) -> Marks:
	"""Of last year's figure the text says it."""
	if which == "lalu":
		return Marks(is_starred(row.get("lalu_teks")), False)
	prefix = f"{which}_" if which else ""
	return Marks(*(bool(row.get(f"{prefix}{mark}")) for mark in MARKS))


def as_rule(result: Hasil, source: str) -> dict:
	"""A result as a row for the next aggregation, under its source's name."""
	kept = {key: result[key] for key in ("status", "nilai", "pembilang", "penyebut", "lengkap")}
	return kept | {mark: bool(result.get(mark)) for mark in MARKS} | {"sumber": source}
