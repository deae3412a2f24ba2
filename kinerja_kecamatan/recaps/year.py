"""The columns beside this period's: the year so far, the same period last year, the Renstra's end target.

A unit's come from its office's unit recaps of those periods; the kecamatan's from its units' own columns, as they were
read closely.
"""

from collections.abc import Iterable
from decimal import Decimal

import frappe

from kinerja_kecamatan.base.doctypes import INDIKATOR
from kinerja_kecamatan.figures import engine, history
from kinerja_kecamatan.figures.columns import (
	MARKS,
	stored_last_year,
	stored_period,
	stored_year,
)
from kinerja_kecamatan.figures.groups import by_indicator, group_of
from kinerja_kecamatan.figures.judging import (
	as_column,
	as_text,
	percent_column,
	row_text,
)
from kinerja_kecamatan.figures.policy import policy_of
from kinerja_kecamatan.office.measures import measure_of, target_column
from kinerja_kecamatan.office.periods import parts_of
from kinerja_kecamatan.recaps.aggregate import LAST_YEAR, THIS_YEAR, trace_row
from kinerja_kecamatan.rules import operators
from kinerja_kecamatan.rules.comparison import compare_years, kemajuan
from kinerja_kecamatan.rules.errors import RuleError
from kinerja_kecamatan.rules.numbers import print_percent
from kinerja_kecamatan.rules.periode import TAHUN, Periode
from kinerja_kecamatan.rules.recap_rows import judge_cell, rows_of_time, why_not_judged
from kinerja_kecamatan.rules.rilis import starred
from kinerja_kecamatan.rules.status import STATUS_BERNILAI
from kinerja_kecamatan.rules.targets import annual_progress
from kinerja_kecamatan.rules.written_targets import Tertulis, read_target


def fill_unit(doc, policy) -> history.History:
	"""Set them on every row of a unit's recap, from this period's figures as they stand (corrected, if so), with their
	sources; returns what the other periods said."""
	before, last = history.earlier_periods(doc.periode), history.last_year(doc.periode)
	# A year's own figures have come from its periods by way of the Format; here they are traced.
	parts = parts_of(doc.kecamatan, doc.periode)
	traced = [*before, *parts, last]
	past = history.history_of(
		doc.kecamatan,
		list({*history.compared_periods(doc.periode), *filter(None, traced)}),
		[row.indikator for row in doc.baris],
		doc.disposisi,
	)
	results = engine.over_time([_over_time(row, doc.periode, before, past) for row in doc.baris])
	for row, result in zip(doc.baris, results, strict=True):
		with engine.naming_indicator(row.kode or row.indikator):
			earlier = [
				one.realisasi_teks
				for period in before
				for one in past.rows_of(row.indikator, period, row.unit_kerja)
			]
			said = [*earlier, row.realisasi_teks]
			row.sd_belum = _missing(row, result, parts, past)
			_set_year(row, result, policy, result["asal"][-1] if result["asal"] else "", said)
			then = [one for one in past.rows_of(row.indikator, last, row.unit_kerja) if not one.tidak_melapor]
			_set_last_year(row, past.result(row.indikator, last, row.unit_kerja), then)
		for period in traced:
			for source in past.rows_of(row.indikator, period, row.unit_kerja):
				doc.append("sumber", trace_row(source, LAST_YEAR if period == last else THIS_YEAR, period))
	_finish(doc, policy)
	return past


def typed_beside_parts(doc, sources: list, past: history.History) -> list[tuple[object, Decimal]]:
	"""The rows of a whole year's recap whose figure was typed, as where its periods waited for it, with what these come to by now: all of it,
	or nothing is said."""
	parts = parts_of(doc.kecamatan, doc.periode)
	taken = {source.indikator for source in sources if source.dari_triwulan}
	rows = [
		row for row in doc.baris if parts and row.status in STATUS_BERNILAI and row.indikator not in taken
	]
	results = engine.over_time([_of_parts(row, parts, past) for row in rows])
	return [
		(row, result["nilai"])
		for row, result in zip(rows, results, strict=True)
		if result["nilai"] is not None
		and not result.get("belum_utuh")
		and (result["lengkap"] or not operators.operator(row.agregasi_waktu).adds)
	]


def _of_parts(row, parts: list[str], past: history.History) -> dict:
	results = [(period, past.result(row.indikator, period, row.unit_kerja)) for period in parts]
	return {**group_of([row], stored_period, row.agregasi_waktu), "baris": rows_of_time(results)}


def fill_office(doc, sources: list, policy) -> None:
	"""Set them on every row of the kecamatan's recap from its units' rows."""
	groups = list(by_indicator(sources).values())
	years = _office_years(doc, groups)
	lasts = engine.over_sources([group_of(rows, stored_last_year) for rows in groups])
	for row, rows, year, last in zip(doc.baris, groups, years, lasts, strict=True):
		with engine.naming_indicator(row.kode or row.indikator):
			said = [text for source in rows for text in (source.realisasi_teks, source.sd_teks)]
			row.sd_belum = _missing_of_units(rows, year)
			_set_year(row, year, policy, max(source.sd_terakhir or "" for source in rows), said)
			_set_last_year(row, last, [source for source in rows if source.lalu_status])
	_finish(doc, policy)


def _finish(doc, policy) -> None:
	"""What follows for all rows: of a whole year that lacks a period the period's own pair, which is the year's, is not judged either."""
	if Periode.dari_kode(doc.periode).jenis == TAHUN:
		for row in doc.baris:
			if row.dihitung and not row.sd_lengkap:
				row.update({"dihitung": 0, "capaian": 0, "capaian_dibatasi": 0, "predikat": ""})
				row.capaian_teks = row.sd_capaian_teks
	_set_renstra(doc, policy)


def _missing(row, result, parts: list[str], past: history.History) -> str:
	"""The codes of the periods that an incomplete year so far lacks, oldest first; of a whole year's figure those of its `parts`."""
	if result["lengkap"]:
		return ""
	known = [(period, past.result(row.indikator, period, row.unit_kerja)) for period in parts]
	counted = operators.operator(row.agregasi_waktu).counted(rows_of_time(known))
	return _joined([one["sumber"] for one in counted if not one["lengkap"]] or result["belum"])


def _missing_of_units(rows: list, result) -> str:
	"""The same of a kecamatan's row: where its units come together period by period those periods, else what its units lack."""
	if result["lengkap"]:
		return ""
	if _is_by_period(rows):
		return _joined(result["belum"])
	return _joined(code for row in rows if not row.sd_lengkap for code in _codes(row.sd_belum))


def _joined(codes: Iterable[str]) -> str:
	return ", ".join(one.kode for one in sorted({Periode.dari_kode(code) for code in codes}))


def _codes(text: str | None) -> list[str]:
	return [code for code in (text or "").split(", ") if code]


def _office_years(doc, groups: list[list]) -> list:
	"""Each indicator's year so far over its units: their own years put together, or period by period where those would not
	say the same."""
	together = [rows for rows in groups if _is_by_period(rows)]
	unreported = [row for rows in groups for row in rows if row.tidak_melapor]
	names = [*(rows[0].indikator for rows in together), *(row.indikator for row in unreported)]
	before = history.earlier_periods(doc.periode)
	known = [*before, *parts_of(doc.kecamatan, doc.periode)] if names else []
	past = history.history_of(doc.kecamatan, known, names, doc.disposisi)
	_take_years_of(unreported, doc.periode, known, past)
	shared = {rows[0].indikator for rows in together}
	over_time = engine.over_time(
		[_over_time(row, doc.periode, before, past) for row in doc.baris if row.indikator in shared]
	)
	over_sources = engine.over_sources(
		[
			group_of(rows, stored_year, None if len(rows) > 1 else operators.AS_IT_IS)
			for rows in groups
			if rows[0].indikator not in shared
		]
	)
	first, second = iter(over_sources), iter(over_time)
	return [next(second if rows[0].indikator in shared else first) for rows in groups]


def _is_by_period(rows: list) -> bool:
	"""Whether several units' figures have to be put together period by period, and taken over time after that: a single
	value that they agree on, as where one of them misses a period their own years would not agree; and a mean over
	periods of a ratio, which has lost what it was divided from."""
	first = rows[0]
	time, source = first.agregasi_waktu, first.agregasi_sumber
	return len(rows) > 1 and (operators.operator(source).by_period or operators.loses_pair(time, source))


def _take_years_of(unreported: list, periode: str, known: list[str], past: history.History) -> None:
	"""The year of a unit that did not report this time, from the periods that it has reported; written into its source rows."""
	results = engine.over_time([_over_time(row, periode, known, past) for row in unreported])
	for row, result in zip(unreported, results, strict=True):
		row.sd_status, row.sd_lengkap = result["status"], int(result["lengkap"])
		row.sd_belum = _joined(result["belum"])
		row.sd_sementara, row.sd_belum_utuh = (int(bool(result.get(mark))) for mark in MARKS)
		row.sd_terakhir = result["asal"][-1] if result["asal"] else ""
		row.sd_nilai = as_column(result["nilai"])
		row.sd_pembilang, row.sd_penyebut = as_column(result["pembilang"]), as_column(result["penyebut"])


def _over_time(row, periode: str, before: list[str], past: history.History) -> dict:
	results = [(period, past.result(row.indikator, period, row.unit_kerja)) for period in before]
	group = group_of([row], stored_period, row.agregasi_waktu)
	return {**group, "baris": rows_of_time([*results, (periode, stored_period(row))])}


def _set_year(row, result, policy, last_measured: str, said: list[str | None]) -> None:
	row.sd_status = result["status"]
	row.sd_lengkap = int(result["lengkap"])
	row.sd_terakhir = last_measured
	row.sd_nilai = as_column(result["nilai"])
	row.sd_pembilang, row.sd_penyebut = as_column(result["pembilang"]), as_column(result["penyebut"])
	row.sd_sementara, row.sd_belum_utuh = (int(bool(result.get(mark))) for mark in MARKS)
	row.sd_teks = starred(row_text(row, result["nilai"], said), row.sd_sementara)
	_judge_year(row, result, policy)


def judge_year(row, policy) -> None:
	"""Capaian, predikat and kemajuan of a row's year so far, as it is stored."""
	_judge_year(row, stored_year(row, ""), policy)


def _judge_year(row, result, policy) -> None:
	target, annual = (target_column(row, key) for key in ("target_sd", "target_tahunan"))
	cell = judge_cell(result, target, row.sifat, policy_of(row, policy))
	row.sd_dihitung = int(cell.capaian.terukur)
	row.sd_capaian = percent_column(cell.capaian.mentah)
	row.sd_capaian_dibatasi = as_column(cell.capaian.dibatasi)
	unjudged = why_not_judged(result, cell.capaian, _codes(row.sd_belum))
	row.sd_capaian_teks = unjudged or print_percent(cell.capaian.mentah)
	row.sd_predikat = cell.predikat
	progress = annual_progress(result["nilai"], annual)
	row.kemajuan_tahun = percent_column(progress)
	row.kemajuan_tahun_teks = print_percent(progress)


def _set_last_year(row, then, sources: list | None) -> None:
	row.lalu_status = then["status"] if sources else ""
	row.lalu_nilai = as_column(then["nilai"])
	row.lalu_pembilang, row.lalu_penyebut = as_column(then["pembilang"]), as_column(then["penyebut"])
	said = [source.get("lalu_teks", source.get("realisasi_teks")) for source in sources or ()]
	row.lalu_teks = starred(row_text(row, then["nilai"], said), then.get("sementara"))
	only = sources[0] if sources and len(sources) == 1 else {}
	row.lalu_capaian_teks = only.get("lalu_capaian_teks", only.get("capaian_teks")) or ""
	compared = None
	if not (row.belum_utuh or then.get("belum_utuh") or any(map(_is_uncompared, sources or ()))):
		compared = compare_years(stored_period(row)["nilai"], then["nilai"], row.sifat)
	row.lalu_arah = compared.arah if compared else ""
	row.lalu_selisih_teks = _signed(compared.selisih, row.desimal) if compared else ""


def _is_uncompared(source) -> bool:
	"""Whether a unit's row of the kecamatan's recap holds both years' figures, of which one was but a part and nothing was said."""
	both = source.get("lalu_status") in STATUS_BERNILAI and source.status in STATUS_BERNILAI
	return both and not source.lalu_arah


def _set_renstra(doc, policy) -> None:
	targets = {
		row.name: row
		for row in frappe.get_all(
			INDIKATOR,
			filters={"kecamatan": doc.kecamatan, "target_renstra": ["is", "set"]},
			fields=["name", "target_renstra", "tahun_renstra"],
		)
	}
	closes = Periode.dari_kode(doc.periode).tutup_tahun
	for row in doc.baris:
		known = targets.get(row.indikator)
		written = _read_renstra(known.target_renstra, row) if known else None
		target = written.target if written else None
		rumus = policy_of(row, policy).rumus_negatif
		progress = kemajuan(
			stored_year(row, "")["nilai"],
			target,
			row.sifat,
			rumus,
			sebagian=not closes and operators.operator(row.agregasi_waktu).adds,
			lengkap=bool(row.sd_lengkap) and not row.sd_belum_utuh,
		)
		row.renstra_teks = written.teks if written else ""
		row.renstra_tahun = known.tahun_renstra if known else 0
		row.renstra_target = as_column(written.nilai if written else None)
		row.kemajuan = percent_column(progress)
		row.kemajuan_teks = print_percent(progress)


def _read_renstra(text: str, row) -> Tertulis | None:
	"""The end target of an indicator; None for what its unit or scale no longer has a word for."""
	try:
		return read_target(text, measure_of(row))
	except RuleError:
		return None


def _signed(value, decimals: int | None) -> str:
	return f"+{as_text(value, decimals)}" if value > 0 else as_text(value, decimals)
