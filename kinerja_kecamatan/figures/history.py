"""What an office's unit recaps of other periods say of its indicators, in one query.

By kecamatan, not by unit: an indicator that moved to another unit during the year keeps its year. Of a unit that carries on the
work of others their indicators of the same name are its own indicator's past.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import NamedTuple

import frappe
from pypika.terms import ValueWrapper

from kinerja_kecamatan.base.doctypes import INDIKATOR, RECAP_ROW, REKAP, UNIT_KERJA
from kinerja_kecamatan.base.stored_words import UNIT_RECAP
from kinerja_kecamatan.figures import engine, not_reported
from kinerja_kecamatan.figures.columns import stored_period
from kinerja_kecamatan.figures.groups import group_of
from kinerja_kecamatan.office.names import unit_name
from kinerja_kecamatan.office.units import dated_units
from kinerja_kecamatan.rules.aggregation import Hasil
from kinerja_kecamatan.rules.periode import TAHUN_PERTAMA, Periode
from kinerja_kecamatan.rules.recap_rows import single_result, without_data
from kinerja_kecamatan.rules.rilis import Marks
from kinerja_kecamatan.rules.validity import Unit, forebears, origins
from kinerja_kecamatan.sop import step_state, steps
from kinerja_kecamatan.sop.workflow import state_field

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
	"diukur",
	"sementara",
	"belum_utuh",
	"sumber_rilis",
	"perkiraan_rilis",
)


@dataclass
class History:
	"""Rows by (indikator, kode periode), the periods an indicator stands in, which units reported in which period, and the units with
	their dates."""

	rows: dict[tuple[str, str], list] = field(default_factory=lambda: defaultdict(list))
	periods: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
	reported: set[tuple[str, str]] = field(default_factory=set)
	units: Mapping[str, Unit] = field(default_factory=dict)
	pasts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
	"""By indicator the units from whose indicators it has come."""
	_asked: dict[tuple[str, str], list[str]] = field(default_factory=dict)

	def result(self, indicator: str, period: str, unit: str | None) -> Hasil:
		"""An indicator's figure in a period. Nothing there is missing where no recap was made, and not measured where
		the recap did not ask for it."""
		rows = self.rows_of(indicator, period, unit)
		if not rows:
			return without_data(period, diminta=not self._made(period, unit))
		partial = self._is_partial(indicator, period, unit, rows)
		if len(rows) == 1:
			return stored_period(rows[0], period, False if partial else None)
		# Several units in one period: aggregated as they were then.
		result = engine.over_sources([group_of(rows)])[0]
		return single_result(
			**{key: result[key] for key in ("status", "nilai", "pembilang", "penyebut")},
			lengkap=result["lengkap"] and not partial,
			sumber=period,
			marks=Marks(bool(result.get("sementara")), bool(result.get("belum_utuh"))),
		)

	def rows_of(self, indicator: str, period: str, unit: str | None) -> list:
		"""The unit's own rows; those of whose work it carries on; another's where the indicator has moved to it since."""
		rows = self.rows.get((indicator, period), [])
		own = [row for row in rows if row.unit_kerja == unit]
		if own or not unit or len(rows) < 2:
			return own or rows
		before = set(forebears(self.units, unit))
		return [row for row in rows if row.unit_kerja in before] or rows

	def _is_partial(self, indicator: str, period: str, unit: str | None, rows: list) -> bool:
		"""Whether one of those whose figures make up a merged unit's has not reported in the period."""
		if not unit or any(row.unit_kerja == unit for row in rows):
			return False
		asked = self.pasts.get(indicator, set()) & set(self._origins(unit, period))
		return any((one, period) not in self.reported for one in asked)

	def values(self, indicator: str, before: str, unit: str | None) -> list[tuple[str, Decimal]]:
		"""(kode periode, figure) of every earlier period of the kind of `before` that was measured whole, oldest first."""
		now = Periode.dari_kode(before)
		known = (Periode.dari_kode(period) for period in self.periods[indicator])
		periods = sorted(one for one in known if one.jenis == now.jenis and one < now)
		results = [(one.kode, self.result(indicator, one.kode, unit)) for one in periods]
		return [
			(kode, result["nilai"])
			for kode, result in results
			if result["nilai"] is not None and not result.get("belum_utuh")
		]

	def _made(self, period: str, unit: str | None) -> bool:
		"""Whether what was asked of a unit's work in a period is there: of it and of those whose work it carries on, who counted at the
		period's end. Before there was any of them nothing was asked."""
		if not unit:
			return any(p == period for _unit, p in self.reported)
		return all((one, period) in self.reported for one in self._origins(unit, period))

	def _origins(self, unit: str, period: str) -> list[str]:
		if (unit, period) not in self._asked:
			self._asked[(unit, period)] = origins(self.units, unit, Periode.dari_kode(period).akhir)
		return self._asked[(unit, period)]


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


def history_of(
	kecamatan: str, periods: list[str], indicators: list[str] | None = None, disposisi: str | None = None
) -> History:
	"""The unit recaps of a kecamatan in the given periods.

	A figure counts as complete only where its recap has been read closely (step 8) under the SOP of `disposisi`. A unit that
	was set Tidak Melapor has its rows there, without figures.
	"""
	if not periods:
		return History()
	history = History(units=dated_units(kecamatan))
	done = (
		step_state.states_done(frappe._dict(doctype=REKAP, disposisi=disposisi), steps.PENCERMATAN)
		if disposisi
		else None
	)
	pasts, named = {}, cache(unit_name)
	for past in _pasts(history.units, indicators):
		pasts[past.old] = past.now
		history.pasts[past.now].add(past.unit)
	asked = None if indicators is None else [*indicators, *pasts]
	for row in _query(kecamatan, periods, asked).run(as_dict=True):
		if not row.tidak_melapor:
			history.reported.add((row.unit_kerja, row.periode))
		if row.indikator:
			row.sumber_nama = named(row.unit_kerja, row.periode)
			row.indikator = pasts.get(row.indikator, row.indikator)
			row.lengkap = int(bool(row.lengkap) and (done is None or row.state in done))
			if row.tidak_melapor:
				not_reported.blank_row(row)
			history.rows[(row.indikator, row.periode)].append(row)
			history.periods[row.indikator].add(row.periode)
	return history


def pasts_of(kecamatan: str, indicators: list[str]) -> dict[str, list[str]]:
	"""By indicator of today those of units that have ended which it has come from, where it has come from others."""
	found: dict[str, list[str]] = {}
	for past in _pasts(dated_units(kecamatan), indicators):
		found.setdefault(past.now, []).append(past.old)
	return found


class _Past(NamedTuple):
	"""An indicator of a unit that has ended, and the one of today that it has become."""

	old: str
	unit: str
	now: str


def _pasts(units: Mapping[str, Unit], indicators: list[str] | None) -> list[_Past]:
	"""What the indicators asked for have come from: those of units whose work theirs carries on, of the same name and Satuan."""
	carried = {unit.penerus for unit in units.values() if unit.penerus}
	if not carried or not indicators:
		return []
	fields = ["name", "nama_indikator", "satuan", "unit_kerja"]
	later = frappe.get_all(INDIKATOR, filters={"name": ["in", indicators]}, fields=fields)
	before = {
		row.unit_kerja: set(forebears(units, row.unit_kerja)) - {row.unit_kerja}
		for row in later
		if row.unit_kerja in carried
	}
	ended = sorted(set().union(*before.values()))
	found: dict[tuple, list] = {}
	for row in frappe.get_all(INDIKATOR, filters={"unit_kerja": ["in", ended or [""]]}, fields=fields):
		found.setdefault((_plain(row.nama_indikator), _plain(row.satuan)), []).append(row)
	return [
		_Past(row.name, row.unit_kerja, one.name)
		for one in later
		for row in found.get((_plain(one.nama_indikator), _plain(one.satuan)), ())
		if row.unit_kerja in before.get(one.unit_kerja, ()) and row.name not in indicators
	]


def _plain(text: str | None) -> str:
	return " ".join((text or "").casefold().split())


def notes_of(kecamatan: str, periods: list[str], indicators: list[str]) -> dict[tuple[str, str], list]:
	"""By (indikator, kode periode) what the unit recaps of a kecamatan said beside their figures: rows of `kendala`,
	`tindak_lanjut` and `unit_kerja`, only those that said something. A unit that was set Tidak Melapor has said nothing."""
	row, recap = frappe.qb.DocType(RECAP_ROW), frappe.qb.DocType(REKAP)
	found = (
		frappe.qb.from_(row)
		.join(recap)
		.on((row.parent == recap.name) & (row.parenttype == REKAP))
		.select(row.indikator, row.kendala, row.tindak_lanjut, recap.periode, recap.unit_kerja)
		.where((recap.kecamatan == kecamatan) & (recap.jenis == UNIT_RECAP) & (recap.tidak_melapor == 0))
		.where(recap.periode.isin(periods or [""]) & row.indikator.isin(indicators or [""]))
		.orderby(recap.periode, row.idx)
	).run(as_dict=True)
	notes: dict[tuple[str, str], list] = defaultdict(list)
	for one in found:
		if one.kendala or one.tindak_lanjut:
			notes[(one.indikator, one.periode)].append(one)
	return notes


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
		.select(recap[state_field(REKAP)].as_("state"))
		.where((recap.kecamatan == kecamatan) & (recap.jenis == UNIT_RECAP) & recap.periode.isin(periods))
		.orderby(recap.periode, unit.lft, row.idx)
	)
