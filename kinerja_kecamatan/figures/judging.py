"""A row's value, capaian and predikat, and how a computed value is kept and printed."""

from collections.abc import Iterable
from decimal import Decimal

from kinerja_kecamatan.figures.policy import policy_of
from kinerja_kecamatan.office.measures import factor_of, measure_of, scales, target_column
from kinerja_kecamatan.rules import operators
from kinerja_kecamatan.rules.capaian import BELUM_LENGKAP, Capaian
from kinerja_kecamatan.rules.decimals import rounded
from kinerja_kecamatan.rules.errors import RuleError
from kinerja_kecamatan.rules.numbers import BATAS_ANGKA, print_figure, print_percent
from kinerja_kecamatan.rules.recap_rows import name_missing
from kinerja_kecamatan.rules.rilis import unstarred
from kinerja_kecamatan.rules.skala_nilai import print_graded
from kinerja_kecamatan.rules.status import MENUNGGU_RILIS
from kinerja_kecamatan.rules.written_targets import Ukuran, read_figure

SERATUS = Decimal(100)

# What a decimal(21,9) column can hold of a capaian; capaian_teks says the true figure.
CAPAIAN_MAKS = BATAS_ANGKA - 1


def is_ratio(row) -> bool:
	"""Ratio rows are typed as pembilang and penyebut; their realisasi is computed."""
	return operators.is_pair(row.agregasi_sumber, row.agregasi_waktu)


def tell_desk(bootinfo) -> None:
	"""Hook extend_bootinfo: which ways of aggregation are typed as pembilang and penyebut, and the words of each Skala Nilai; forms open
	and fill their cells by them."""
	bootinfo.kinerja_cara_rasio = operators.pair_names()
	bootinfo.kinerja_skala_nilai = {scale.nama: [one.kata for one in scale.kata] for scale in scales()}


def is_percent(row) -> bool:
	return factor_of(row.satuan) == SERATUS


def as_column(value: Decimal | None) -> float:
	"""A computed value as its Float column keeps it: 9 decimals, empty is 0 (the status tells). Raises RuleError when too
	large."""
	if value is not None and value.copy_abs() >= BATAS_ANGKA:
		raise RuleError(
			"hasil hitungannya terlalu besar untuk disimpan. Periksa kembali angka yang diisikan."
		)
	return float(rounded(value)) if value is not None else 0


def as_text(value: Decimal | None, decimals: int | None) -> str:
	"""A computed value as printed, with the decimals that it is judged by; empty stays empty."""
	return print_figure(value, decimals)


def row_text(row, value: Decimal | None, said: Iterable[str | None] = ()) -> str:
	"""A row's value as printed: as as_text, and on a Skala Nilai by its word, as one of the figures that it came from has said it.

	:param said: texts of those figures, the latest last
	"""
	measure = measure_of(row)
	if value is None or not measure.skala:
		return as_text(value, row.get("desimal"))
	same = [unstarred(text) for text in said if text and _reads_as(text, value, measure)]
	return print_graded(value, measure.skala, row.get("desimal"), same)


def _reads_as(text: str, value: Decimal, measure: Ukuran) -> bool:
	try:
		found = read_figure(unstarred(text), measure)
	except RuleError:
		return False
	return found is not None and found.nilai == value


def judge_row(row, value: Decimal | None, policy) -> None:
	"""Capaian and predikat of a row from its value; also used by the recap. A share of a unit's figure has none of its own, nor has a
	year's figure whose periods are not all there."""
	target = None if row.get("sebagian") else target_column(row, "target")
	status = MENUNGGU_RILIS if row.get("belum_utuh") else row.status
	capaian = policy_of(row, policy).capaian(value, target, row.sifat, status)
	lacks = bool(row.get("dari_triwulan")) and not row.get("lengkap")
	if capaian.terukur and lacks:
		capaian = Capaian(None, None, BELUM_LENGKAP)
	row.dihitung = int(capaian.terukur)
	row.capaian = percent_column(capaian.mentah)
	row.capaian_teks = name_missing(()) if lacks and not capaian.terukur else print_percent(capaian.mentah)
	row.predikat = policy.predikat(capaian.mentah)
	if row.meta.has_field("capaian_dibatasi"):
		row.capaian_dibatasi = as_column(capaian.dibatasi)


def percent_column(value: Decimal | None) -> float:
	"""A percentage that nothing limits, such as a raw capaian, as its column keeps it; the printed text says the true figure."""
	return as_column(None if value is None else max(-CAPAIAN_MAKS, min(value, CAPAIAN_MAKS)))
