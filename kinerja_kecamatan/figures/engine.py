"""What does the arithmetic of a recap: the shipped Server Scripts where they are at work, else the app's own rules.

Everything goes through in groups, so that a whole recap is one call. A group is one indicator's rows as plain data:
{"indikator", "kode", "cara", "faktor", "baris": [Baris]}; a result is the rules' Hasil with its marks.

A script knows nothing of figures that others publish: to it what is waited for is not measured. That it is waited for, and what is marked
because of it, is said here, whoever did the arithmetic.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal

import frappe
from frappe import _
from frappe.utils import escape_html

from kinerja_kecamatan.base.sentences import sentence_of
from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.figures import scripts
from kinerja_kecamatan.rules import operators
from kinerja_kecamatan.rules.aggregation import (
	Hasil,
	aggregate_sources,
	aggregate_time,
	status_without_value,
)
from kinerja_kecamatan.rules.errors import RuleError
from kinerja_kecamatan.rules.recap_rows import mean_of_rows
from kinerja_kecamatan.rules.rilis import marks_of
from kinerja_kecamatan.rules.rows import check_row, figures_of_row
from kinerja_kecamatan.rules.status import (
	MENUNGGU_RILIS,
	STATUS_BARIS,
	STATUS_BERNILAI,
	TIDAK_ADA_OBJEK,
	TIDAK_DIUKUR,
)

SOURCES, TIME, MEAN = "kinerja_agregasi_sumber", "kinerja_agregasi_waktu", "kinerja_rata_capaian"
NUMBERS = ("nilai", "pembilang", "penyebut")
KEYS = frozenset(("status", *NUMBERS, "lengkap", "asal", "belum"))


def over_sources(groups: Sequence[dict]) -> list[Hasil]:
	"""Each indicator in one period over its sources."""
	return _aggregate(SOURCES, aggregate_sources, groups)


def over_time(groups: Sequence[dict]) -> list[Hasil]:
	"""Each indicator over the periods of its year so far, oldest first."""
	return _aggregate(TIME, aggregate_time, groups)


def mean_capaian(groups: Sequence[dict]) -> list[Decimal | None]:
	"""Mean capaian of each group {"baris": [{"capaian", "bobot"}], "semua_berbobot"}; None where nothing is calculated."""
	name = scripts.at_work(MEAN)
	if name:
		return [_decimal(value) for value in scripts.run(name, list(groups), _wrong_means)]
	return [
		mean_of_rows(
			((row["capaian"], row["bobot"]) for row in group["baris"]), semua_berbobot=group["semua_berbobot"]
		)
		for group in groups
	]


def _aggregate(method: str, own: Callable, groups: Sequence[dict]) -> list[Hasil]:
	name = scripts.at_work(method)
	if not name or not groups:
		return [_marked(group, _one(own, group)) for group in groups]
	found = scripts.run(name, [_plain(group) for group in groups], _wrong_results)
	return [
		_marked(
			group, {**one, **{key: _decimal(one[key]) for key in NUMBERS}, "status": _waiting(group, one)}
		)
		for group, one in zip(groups, found, strict=True)
	]


def _marked(group: dict, result: Hasil) -> Hasil:
	return {**result, **marks_of(group["baris"], group["cara"])._asdict()}


def _waiting(group: dict, one: dict) -> str:
	"""A script's status; where it found nothing measured, what the sources that are waited for make of that."""
	words = {row["status"] for row in group["baris"]}
	if one["status"] in (TIDAK_DIUKUR, TIDAK_ADA_OBJEK) and MENUNGGU_RILIS in words:
		return status_without_value(words)
	return one["status"]


def _one(aggregate: Callable, group: dict) -> Hasil:
	with naming_indicator(group["kode"]):
		return aggregate(group["baris"], group["cara"], indikator=group["indikator"], faktor=group["faktor"])


def _plain(group: dict) -> dict:
	"""A group as a script gets it: rows that do not contradict themselves, numbers exact or None."""
	with naming_indicator(group["kode"]):
		for row in group["baris"]:
			check_row(row, rasio=operators.is_pair(group["cara"]), indikator=group["indikator"])
	return {**group, "baris": [_plain_row(row) for row in group["baris"]]}


def _plain_row(row: dict) -> dict:
	numbers = figures_of_row(row) if row["status"] in STATUS_BERNILAI else (None, None, None)
	plain = {
		"sumber": row.get("sumber") or "-",
		"status": TIDAK_DIUKUR if row["status"] == MENUNGGU_RILIS else row["status"],
		"lengkap": bool(row.get("lengkap", True)),
	}
	return {**plain, **dict(zip(NUMBERS, numbers, strict=True))}


@contextmanager
def naming_indicator(kode: str) -> Iterator[None]:
	"""Figures that cannot be put together, or kept, stop the recap: by indicator and with what to do."""
	try:
		yield
	except RuleError as error:
		frappe.throw(
			f"{escape_html(kode)}: {escape_html(sentence_of(error))}",
			KinerjaError,
			title=_("Rekap tidak dapat dihitung"),
		)


def _wrong_results(groups: list, found: object) -> str | None:
	"""What is wrong with a script's results, or None: one for each group, whole, and no figure out of nothing."""
	if not isinstance(found, list) or len(found) != len(groups):
		return _("hasil harus memuat {0} isi, satu untuk tiap kelompok.").format(len(groups))
	for group, one in zip(groups, found, strict=True):
		if not isinstance(one, dict) or set(one) != KEYS:
			return _("{0}: isinya harus {1}.").format(group["kode"], ", ".join(sorted(KEYS)))
		if one["status"] not in STATUS_BARIS:
			return _("{0}: status {1} tidak dikenal.").format(group["kode"], one["status"])
		if any(not _is_number(one[key]) for key in NUMBERS):
			return _("{0}: nilai, pembilang dan penyebut harus angka atau None.").format(group["kode"])
		if (one["nilai"] is None) == (one["status"] in STATUS_BERNILAI):
			return _("{0}: nilai harus ada bila statusnya Terisi atau Nihil, dan kosong bila tidak.").format(
				group["kode"]
			)
		known = {row["sumber"] for row in group["baris"]}
		if not isinstance(one["lengkap"], bool) or not {*one["asal"], *one["belum"]} <= known:
			return _("{0}: lengkap harus True atau False; asal dan belum memuat nama sumbernya.").format(
				group["kode"]
			)
	return None


def _wrong_means(groups: list, found: object) -> str | None:
	if not isinstance(found, list) or len(found) != len(groups):
		return _("hasil harus memuat {0} isi, satu untuk tiap kelompok.").format(len(groups))
	for group, one in zip(groups, found, strict=True):
		if not _is_number(one) or (one is None) == bool(group["baris"]):
			return _("tiap isi harus angka, atau None bila kelompoknya tanpa baris.")
	return None


def _is_number(value: object) -> bool:
	if value is None:
		return True
	if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
		return False
	return Decimal(value).is_finite()


def _decimal(value) -> Decimal | None:
	"""A script's number exactly; its floats as they are printed."""
	return Decimal(repr(value)) if isinstance(value, float) else None if value is None else Decimal(value)
