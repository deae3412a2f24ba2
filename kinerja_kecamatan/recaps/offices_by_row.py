"""A year of many kecamatan row by row: the same as offices_grouped.py, for where a Server Script does the arithmetic, and of the
indicators whose operator has no SQL."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

import frappe

from kinerja_kecamatan.base.doctypes import RECAP_ROW, REKAP
from kinerja_kecamatan.base.stored_words import OFFICE_RECAP
from kinerja_kecamatan.figures import engine
from kinerja_kecamatan.figures.columns import stored_period
from kinerja_kecamatan.figures.groups import group_of
from kinerja_kecamatan.figures.policy import policy_of
from kinerja_kecamatan.office.measures import target_column
from kinerja_kecamatan.rules.capaian import Capaian
from kinerja_kecamatan.rules.decimals import to_decimal
from kinerja_kecamatan.rules.recap_rows import IKU, judge_cell, rows_of_time
from kinerja_kecamatan.rules.status import MENUNGGU_RILIS
from kinerja_kecamatan.sop.workflow import state_field

READ = (
	*("indikator", "nama_indikator", "kode", "tingkat", "satuan", "sifat", "agregasi_waktu"),
	*(
		"agregasi_sumber",
		"bobot",
		"target_sd",
		"target_sd_lebar",
		"target_sd_teks",
		"status",
		"nilai",
		"nilai_pembilang",
	),
	*("nilai_penyebut", "lengkap", "rumus_negatif", "batas_capaian", "sementara", "belum_utuh"),
)


COUNTS = ("indikator", "dihitung", "menunggu", "sementara")


class YearOfIndicator(NamedTuple):
	"""What a year of an indicator comes to in one kecamatan."""

	kecamatan: str
	is_iku: bool
	capaian: Capaian
	bobot: Decimal
	menunggu: bool
	"""Not published yet, or a sum that lacks a part."""
	sementara: bool


def mean_of_offices(periods: list[str], states: list[str], offices: list[str] | None, policy) -> list[dict]:
	"""As offices_grouped.mean_of_offices."""
	found: dict[str, frappe._dict] = {}
	for one in _judged(_rows(periods, states, offices), policy):
		office = found.setdefault(
			one.kecamatan, frappe._dict(kecamatan=one.kecamatan, **dict.fromkeys(COUNTS, 0), iku=[])
		)
		office.indikator += 1
		office.dihitung += one.capaian.terukur
		office.menunggu += one.menunggu
		office.sementara += one.sementara and one.capaian.terukur
		if one.is_iku and one.capaian.terukur:
			office.iku.append({"capaian": one.capaian.dibatasi, "bobot": one.bobot})
	groups = [{"baris": office.pop("iku"), "semua_berbobot": True} for office in found.values()]
	for office, mean in zip(found.values(), engine.mean_capaian(groups), strict=True):
		office.rata_capaian = mean
	return list(found.values())


def judge_some(
	periods: list[str], states: list[str], offices: list[str] | None, policy, ways: list[str]
) -> Iterator[YearOfIndicator]:
	"""Of those indicators whose last row comes together over time in one of these ways."""
	return _judged(_rows(periods, states, offices, ways), policy, ways)


def _judged(rows: list, policy, ways: list[str] | None = None) -> Iterator[YearOfIndicator]:
	lines = [list(line) for _key, line in groupby(rows, lambda row: (row.kecamatan, row.indikator))]
	lines = [line for line in lines if ways is None or line[-1].agregasi_waktu in ways]
	results = engine.over_time([_over_time(line) for line in lines])
	for line, result in zip(lines, results, strict=True):
		last = line[-1]
		capaian = judge_cell(
			result, target_column(last, "target_sd"), last.sifat, policy_of(last, policy)
		).capaian
		yield YearOfIndicator(
			last.kecamatan,
			last.tingkat == IKU,
			capaian,
			to_decimal(last.bobot),
			result["status"] == MENUNGGU_RILIS or bool(result.get("belum_utuh")),
			bool(result.get("sementara")),
		)


def _over_time(rows: list) -> dict:
	"""An indicator's year as the engine wants it; what it is stands in its last row."""
	group = group_of(rows[-1:], stored_period, rows[-1].agregasi_waktu)
	return {**group, "baris": rows_of_time([(row.periode, stored_period(row)) for row in rows])}


def _rows(
	periods: list[str], states: list[str], offices: list[str] | None, ways: list[str] | None = None
) -> list:
	row, recap = frappe.qb.DocType(RECAP_ROW), frappe.qb.DocType(REKAP)
	query = (
		frappe.qb.from_(row)
		.join(recap)
		.on((recap.name == row.parent) & (row.parenttype == REKAP))
		.select(recap.kecamatan, recap.periode, *(row[column] for column in READ))
		.where((recap.jenis == OFFICE_RECAP) & recap.periode.isin(periods))
		.where(recap[state_field(REKAP)].isin(states))
		.orderby(recap.kecamatan, row.indikator, recap.periode)
	)
	if offices is not None:
		query = query.where(recap.kecamatan.isin(offices))
	if ways is not None:
		own = frappe.qb.DocType(RECAP_ROW).as_("cara")
		some = frappe.qb.from_(own).select(own.indikator).where(own.agregasi_waktu.isin(ways))
		query = query.where(row.indikator.isin(some))
	return query.run(as_dict=True)
