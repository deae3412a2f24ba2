"""What an office's unit recaps of other periods say of its indicators, in one query.

By kecamatan, not by unit: an indicator that moved to another unit during the year keeps its year.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

import frappe
from pypika.terms import ValueWrapper

from kinerja_kecamatan.base.doctypes import RECAP_ROW, REKAP, UNIT_KERJA
from kinerja_kecamatan.figures import engine, not_reported
from kinerja_kecamatan.figures.columns import stored_period
from kinerja_kecamatan.figures.groups import group_of
from kinerja_kecamatan.rules.aggregation import Hasil
from kinerja_kecamatan.rules.periode import TAHUN, TAHUN_PERTAMA, Periode
from kinerja_kecamatan.rules.recap_rows import single_result, without_data
from kinerja_kecamatan.sop import step_state, steps
from kinerja_kecamatan.sop.workflow import state_field

UNIT = "Unit"
FIGURES = (
	"indikator",
	"nama_indikator",
	"kode",
	"agregasi_sumber",
	"satuan",
	"status",
	"nilai",
	"nilai_pembilang",
	"nilai_penyebut",
	"realisasi_teks",
	"capaian_teks",
	"lengkap",
)


@dataclass
class History:
	"""Rows by (indikator, kode periode), the periods an indicator stands in, and which units reported in which period."""

	rows: dict[tuple[str, str], list] = field(default_factory=lambda: defaultdict(list))
	periods: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
	reported: set[tuple[str, str]] = field(default_factory=set)

	def result(self, indicator: str, period: str, unit: str | None) -> Hasil:
		"""An indicator's figure in a period. Nothing there is missing where no recap was made, and not measured where
		the recap did not ask for it."""
		rows = self.rows_of(indicator, period, unit)
		if not rows:
			return without_data(period, diminta=not self._made(period, unit))
		if len(rows) == 1:
			return stored_period(rows[0], period)
		# Several units in one period: aggregated as they were then.
		result = engine.over_sources([group_of(rows)])[0]
		return single_result(
			**{key: result[key] for key in ("status", "nilai", "pembilang", "penyebut", "lengkap")},
			sumber=period,
		)

	def rows_of(self, indicator: str, period: str, unit: str | None) -> list:
		"""The unit's own rows; another's where the indicator has moved to it since."""
		rows = self.rows.get((indicator, period), [])
		return [row for row in rows if row.unit_kerja == unit] or rows

	def values(self, indicator: str, before: str, unit: str | None) -> list[tuple[str, Decimal]]:
		"""(kode periode, figure) of every earlier period of the kind of `before` that was measured, oldest first."""
		now = Periode.dari_kode(before)
		known = (Periode.dari_kode(period) for period in self.periods[indicator])
		periods = sorted(one for one in known if one.jenis == now.jenis and one < now)
		results = [(one.kode, self.result(indicator, one.kode, unit)["nilai"]) for one in periods]
		return [(kode, value) for kode, value in results if value is not None]

	def _made(self, period: str, unit: str | None) -> bool:
		return (unit, period) in self.reported if unit else any(p == period for _unit, p in self.reported)


def earlier_periods(periode: str) -> list[str]:
	"""The periods of a year before this one, oldest first; a whole year has none."""
	return [one.kode for one in Periode.dari_kode(periode).sampai_dengan[:-1]]


def compared_periods(periode: str) -> list[str]:
	"""The periods whose figures a figure is held against: this year's earlier ones and the two years' before."""
	when = Periode.dari_kode(periode)
	past = [
		Periode(year, when.jenis, one.ke)
		for year in (when.tahun - 2, when.tahun - 1)
		if year >= TAHUN_PERTAMA
		for one in Periode(year, when.jenis, when.banyak).sampai_dengan
	]
	return [*(one.kode for one in past), *earlier_periods(periode)]


def last_year(periode: str) -> str | None:
	"""The same period one year earlier; None before there were any."""
	when = Periode.dari_kode(periode)
	return when.tahun_lalu.kode if when.tahun > TAHUN_PERTAMA else None


def quarters_of(periode: str) -> list[str]:
	"""The quarters that a whole year's figures come from; none for a shorter period."""
	when = Periode.dari_kode(periode)
	return [one.kode for one in when.triwulan] if when.jenis == TAHUN else []


def history_of(
	kecamatan: str, periods: list[str], indicators: list[str] | None = None, disposisi: str | None = None
) -> History:
	"""The unit recaps of a kecamatan in the given periods.

	A figure counts as complete only where its recap has been read closely (step 8) under the SOP of `disposisi`. A unit that
	was set Tidak Melapor has its rows there, without figures.
	"""
	history = History()
	if not periods:
		return history
	done = (
		step_state.states_done(frappe._dict(doctype=REKAP, disposisi=disposisi), steps.PENCERMATAN)
		if disposisi
		else None
	)
	for row in _query(kecamatan, periods, indicators).run(as_dict=True):
		if not row.tidak_melapor:
			history.reported.add((row.unit_kerja, row.periode))
		if row.indikator:
			row.lengkap = int(bool(row.lengkap) and (done is None or row.state in done))
			if row.tidak_melapor:
				not_reported.blank_row(row)
			history.rows[(row.indikator, row.periode)].append(row)
			history.periods[row.indikator].add(row.periode)
	return history


def _query(kecamatan: str, periods: list[str], indicators: list[str] | None):
	row, recap, unit = frappe.qb.DocType(RECAP_ROW), frappe.qb.DocType(REKAP), frappe.qb.DocType(UNIT_KERJA)
	joined = (row.parent == recap.name) & (row.parenttype == REKAP)
	if indicators is not None:
		joined &= row.indikator.isin(indicators or [""])
	return (
		frappe.qb.from_(recap)
		.join(unit)
		.on(unit.name == recap.unit_kerja)
		.left_join(row)
		.on(joined)
		.select(*(row[name] for name in FIGURES), row.name.as_("baris_sumber"))
		.select(
			recap.name.as_("dokumen"),
			ValueWrapper(REKAP).as_("jenis_dokumen"),
			recap.periode,
			recap.unit_kerja,
			recap.tidak_melapor,
		)
		.select(recap[state_field(REKAP)].as_("state"), unit.nama_unit.as_("sumber_nama"))
		.where((recap.kecamatan == kecamatan) & (recap.jenis == UNIT) & recap.periode.isin(periods))
		.orderby(recap.periode, unit.lft, row.idx)
	)
