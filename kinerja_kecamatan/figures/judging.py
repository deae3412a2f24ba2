"""A row's value, capaian and predikat, and how a computed value is kept and printed."""

from decimal import Decimal

from kinerja_kecamatan.figures.policy import policy_of
from kinerja_kecamatan.rules import operators
from kinerja_kecamatan.rules.capaian import faktor_rasio
from kinerja_kecamatan.rules.decimals import rounded, to_decimal
from kinerja_kecamatan.rules.errors import RuleError
from kinerja_kecamatan.rules.numbers import BATAS_ANGKA, print_number, print_percent

SERATUS = Decimal(100)

# What a decimal(21,9) column can hold of a capaian; capaian_teks says the true figure.
CAPAIAN_MAKS = BATAS_ANGKA - 1


def is_ratio(row) -> bool:
	"""Ratio rows are typed as pembilang and penyebut; their realisasi is computed."""
	return operators.is_pair(row.agregasi_sumber, row.agregasi_waktu)


def tell_desk(bootinfo) -> None:
	"""Hook extend_bootinfo: which ways of aggregation are typed as pembilang and penyebut; forms open their cells by it."""
	bootinfo.kinerja_cara_rasio = operators.pair_names()


def is_percent(row) -> bool:
	return faktor_rasio(row.satuan) == SERATUS


def as_column(value: Decimal | None) -> float:
	"""A computed value as its Float column keeps it: 9 decimals, empty is 0 (the status tells). Raises RuleError when too
	large."""
	if value is not None and value.copy_abs() >= BATAS_ANGKA:
		raise RuleError(
			"hasil hitungannya terlalu besar untuk disimpan. Periksa kembali angka yang diisikan."
		)
	return float(rounded(value)) if value is not None else 0


def as_text(value: Decimal | None, decimals: int | None) -> str:
	"""A computed value as printed: whole numbers whole, others with the indicator's decimals; empty stays empty."""
	if value is None:
		return ""
	return print_number(value, None if value == value.to_integral_value() else decimals)


def judge_row(row, value: Decimal | None, policy) -> None:
	"""Capaian and predikat of a row from its value; also used by the recap. A share of a unit's figure has none of its own."""
	target = to_decimal(row.target) if row.diukur and not row.get("sebagian") else None
	capaian = policy_of(row, policy).capaian(value, target, row.sifat, row.status)
	row.dihitung = int(capaian.terukur)
	row.capaian = as_column(
		max(-CAPAIAN_MAKS, min(capaian.mentah, CAPAIAN_MAKS)) if capaian.terukur else None
	)
	row.capaian_teks = print_percent(capaian.mentah) if capaian.terukur else ""
	row.predikat = policy.predikat(capaian.mentah) if capaian.terukur else ""
	if row.meta.has_field("capaian_dibatasi"):
		row.capaian_dibatasi = as_column(capaian.dibatasi)
