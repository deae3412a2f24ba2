"""Rows of a Format from the Perjanjian Kinerja in force at the period's end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.query_builder import Order

from kinerja_kecamatan.base.doctypes import (
	FORMAT,
	FORMAT_ROW,
	INDIKATOR,
	PELAKSANA_INDIKATOR,
	PERJANJIAN,
	SASARAN,
	TARGET,
)
from kinerja_kecamatan.base.sentences import sentence_of
from kinerja_kecamatan.figures import engine
from kinerja_kecamatan.figures.judging import as_column
from kinerja_kecamatan.formats import annual
from kinerja_kecamatan.office.agreements import agreements_in_force
from kinerja_kecamatan.office.measures import measure_of
from kinerja_kecamatan.office.names import period_end
from kinerja_kecamatan.office.units import dated_units
from kinerja_kecamatan.rules import operators
from kinerja_kecamatan.rules.capaian import Rentang, Target
from kinerja_kecamatan.rules.errors import RuleError
from kinerja_kecamatan.rules.period_targets import Rencana, columns_needed, target_in, target_until
from kinerja_kecamatan.rules.periode import Periode
from kinerja_kecamatan.rules.recap_rows import level_place
from kinerja_kecamatan.rules.status import BELUM_DIISI, TIDAK_DIUKUR
from kinerja_kecamatan.rules.validity import Unit, answering, chain, forebears
from kinerja_kecamatan.rules.written_targets import Tertulis, read_target

# Between the agreements of a Format.
SEPARATOR = ", "


@dataclass(frozen=True)
class RowGroup:
	"""The rows of one Format: `pelaksana` is None for the unit's own."""

	pelaksana: str | None
	rows: list[dict]
	perjanjian: list[str]


def agreements_text(names: list[str]) -> str:
	"""Format Data Kinerja.perjanjian: the agreements that its targets come from."""
	return SEPARATOR.join(names)


def agreements_of(text: str | None) -> list[str]:
	"""The names again."""
	return [name for name in (text or "").split(SEPARATOR) if name]


def rows_by_unit(kecamatan: str, periode: str) -> dict[str, list[RowGroup]]:
	"""For every unit with targets: the groups of rows its Formats are made of. An indicator is asked of the unit that answers for it
	at the period's end, whosever it has become since.

	An indicator that is shared out stands in the group of each of its Pelaksana; the rest, and a year's figures from its
	periods, in the unit's own group. Where the shares are added up, each is `sebagian`: the target is the unit's.
	"""
	targets = _asked(kecamatan, periode)
	whose = [row["_unit"] for row in targets]
	annual.fill_from_periods(targets, kecamatan, periode, units=whose)
	annual.fill_notes(targets, kecamatan, periode, units=whose)
	shared = _shared([row["indikator"] for row in targets])
	groups: dict[tuple[str, str | None], list[dict]] = {}
	sources: dict[tuple[str, str | None], dict[str, None]] = {}
	for row in targets:
		unit, agreement = row.pop("_unit"), row.pop("_perjanjian")
		# A figure of the year's periods is the unit's, not a contribution of each Pelaksana.
		people = [None] if row.get("dari_triwulan") else shared.get(row["indikator"], [None])
		part = int(len(people) > 1 and operators.operator(row["agregasi_sumber"]).adds)
		for person in people:
			groups.setdefault((unit, person), []).append({**row, "sebagian": part})
			sources.setdefault((unit, person), {})[agreement] = None
	out: dict[str, list[RowGroup]] = {}
	for (unit, person), rows in groups.items():
		out.setdefault(unit, []).append(RowGroup(person, rows, list(sources[(unit, person)])))
	return out


def asked_by_unit(kecamatan: str, periode: str) -> dict[str, list[str]]:
	"""The indicators with a target in the agreements in force, by the unit that answers for them at the period's end."""
	found: dict[str, list[str]] = {}
	for row in _asked(kecamatan, periode):
		found.setdefault(row["_unit"], []).append(row["indikator"])
	return found


def _asked(kecamatan: str, periode: str) -> list[dict]:
	units = dated_units(kecamatan)
	targets = _targets(agreements_in_force(kecamatan, periode), periode, units)
	_ask_who_answered(targets, units, period_end(periode))
	return targets


def _ask_who_answered(targets: list[dict], units: Mapping[str, Unit], day: date) -> None:
	"""Give each row the unit that answers for it on a day: of several that one whose agreement it is in, or who was asked last."""
	for row in targets:
		row["_unit"] = answering(units, row["_unit"], day, [row.pop("_milik")])
	open_ones = [row for row in targets if row["_unit"] in units and not units[row["_unit"]].in_force(day)]
	asked = _asked_last([row["indikator"] for row in open_ones])
	for row in open_ones:
		row["_unit"] = answering(units, row["_unit"], day, asked.get(row["indikator"], ()))


def _asked_last(indicators: list[str]) -> dict[str, list[str]]:
	"""By indicator the units in whose Formats it has stood, the latest first."""
	if not indicators:
		return {}
	row, form = frappe.qb.DocType(FORMAT_ROW), frappe.qb.DocType(FORMAT)
	rows = (
		frappe.qb.from_(row)
		.join(form)
		.on((form.name == row.parent) & (row.parenttype == FORMAT))
		.select(row.indikator, form.unit_kerja)
		.where(row.indikator.isin(indicators))
		.orderby(form.creation, order=Order.desc)
	).run()
	found: dict[str, list[str]] = {}
	for indicator, unit in rows:
		found.setdefault(indicator, []).append(unit)
	return found


def _targets(agreements: list[str], periode: str, units: Mapping[str, Unit]) -> list[dict]:
	rows = sorted(
		(_as_row(row, periode) for row in _chosen(agreements, units).values()),
		key=lambda r: (level_place(r["tingkat"]), r["kode"]),
	)
	return [{**row, "urutan_target": n} for n, row in enumerate(rows, start=1)]


def _chosen(agreements: list[str], units: Mapping[str, Unit]) -> dict[str, frappe._dict]:
	"""By indicator the row of Target Kinerja that counts, with what its indicator says."""
	if not agreements:
		return {}
	target, indikator, sasaran, agreement = (
		frappe.qb.DocType(TARGET),
		frappe.qb.DocType(INDIKATOR),
		frappe.qb.DocType(SASARAN),
		frappe.qb.DocType(PERJANJIAN),
	)
	found = (
		frappe.qb.from_(target)
		.join(agreement)
		.on((agreement.name == target.parent) & (target.parenttype == PERJANJIAN))
		.join(indikator)
		.on(indikator.name == target.indikator)
		.join(sasaran)
		.on(sasaran.name == indikator.sasaran)
		.select(target.star, indikator.kode, indikator.nama_indikator.as_("nama"), indikator.tingkat)
		.select(indikator.satuan.as_("satuan_indikator"), indikator.sifat, indikator.desimal)
		.select(indikator.agregasi_waktu, indikator.agregasi_sumber, indikator.bukti_wajib)
		.select(indikator.rumus_negatif, indikator.batas_capaian, indikator.skala_nilai)
		.select(indikator.data_dari_luar, indikator.sumber_luar)
		.select(indikator.sebutan_pembilang, indikator.sebutan_penyebut)
		.select(indikator.unit_kerja.as_("unit_pelapor"), sasaran.nama_sasaran)
		.select(agreement.unit_kerja.as_("unit_perjanjian"), agreement.bagi_target)
		.where(agreement.name.isin(agreements) & (indikator.aktif == 1))
		.orderby(agreement.unit_kerja, target.idx)
	).run(as_dict=True)
	# The same indicator in two agreements: the reporting unit's own one counts, or that of whose work it carries on.
	found.sort(key=lambda row: _distance(row, units))
	chosen: dict[str, frappe._dict] = {}
	for row in found:
		chosen.setdefault(row.indikator, row)
	return chosen


def _distance(row, units: Mapping[str, Unit]) -> int:
	if row.unit_perjanjian == row.unit_pelapor:
		return 0
	related = {*forebears(units, row.unit_pelapor), *chain(units, row.unit_pelapor)}
	return 1 if row.unit_perjanjian in related else 2


def targets_again(form) -> dict[str, tuple[str, dict]]:
	"""By the name of a Format's row (agreement, what that says now of its targets and bobot), from the agreements that the Format was made
	with; each row is read as its indicator was when it was made. What they do not have any more is left out."""
	agreements = agreements_of(form.perjanjian)
	chosen = _chosen(agreements, dated_units(form.kecamatan))
	found = {}
	for row in form.baris:
		if row.indikator in chosen:
			own = {name: row.get(name) for name in ("kode", "agregasi_waktu", "desimal", "skala_nilai")}
			known = frappe._dict({**chosen[row.indikator], **own, "satuan_indikator": row.satuan})
			found[row.name] = (known.parent, _target_columns(known, form.periode))
	return found


def _target_columns(row, periode: str) -> dict:
	"""What a Format's row has of a row of Target Kinerja."""
	with engine.naming_indicator(row.kode):
		when = Periode.dari_kode(periode)
		plan = plan_of(row, when)
		target, so_far = target_in(plan, when), target_until(plan, when)
		return {
			**_columns("target", *_said(target and target.tertulis)),
			**_columns("target_sd", so_far.target, so_far.teks),
			**_columns("target_tahunan", *_said(plan.setahun)),
			"target_asal": origin_text(target and target.turunan, so_far.turunan),
			"bobot": row.bobot,
			"diukur": int(target is not None),
		}


def _as_row(row, periode: str) -> dict:
	columns = _target_columns(row, periode)
	return {
		**columns,
		"_unit": row.unit_pelapor,
		"_milik": row.unit_perjanjian,
		"_perjanjian": row.parent,
		"indikator": row.indikator,
		"kode": row.kode,
		"nama_indikator": row.nama,
		"sasaran": row.nama_sasaran,
		"tingkat": row.tingkat,
		"satuan": row.satuan_indikator,
		"sifat": row.sifat,
		"agregasi_waktu": row.agregasi_waktu,
		"agregasi_sumber": row.agregasi_sumber,
		"desimal": row.desimal,
		"skala_nilai": row.skala_nilai or "",
		"bukti_wajib": row.bukti_wajib,
		"sebutan_pembilang": row.sebutan_pembilang or "",
		"sebutan_penyebut": row.sebutan_penyebut or "",
		"rumus_negatif": row.rumus_negatif or "",
		"batas_capaian": row.batas_capaian or "",
		"status": BELUM_DIISI if columns["diukur"] else TIDAK_DIUKUR,
		"sumber_rilis": (row.sumber_luar or "") if row.data_dari_luar else "",
	}


def _columns(key: str, target: Target | None, text: str) -> dict:
	"""A target as a row keeps it: what it is held against, how wide a range is, and how it is written."""
	ends = target if isinstance(target, Rentang) else Rentang(target, target)
	wide = None if target is None else ends.atas - ends.bawah
	return {key: as_column(ends.bawah), f"{key}_lebar": as_column(wide), f"{key}_teks": text}


def _said(written: Tertulis | None) -> tuple[Target | None, str]:
	return (written.target, written.teks) if written else (None, "")


def plan_of(row, when: Periode) -> Rencana:
	"""What a Target Kinerja row, with its indicator's columns and its agreement's `bagi_target`, asks for up to a period."""
	measure = measure_of(row, "satuan_indikator")
	read = {column: read_target(row.get(column), measure) for column in columns_needed(when)}
	return Rencana(
		{column: found for column, found in read.items() if found},
		row.agregasi_waktu,
		measure,
		row.desimal or 0,
		bool(row.bagi_target),
	)


def origin_text(derived: RuleError | None, so_far: int) -> str:
	"""What a row says of targets that nobody has typed: that of its period, and those in the target of the year so far; "" of none.

	:param so_far: how many of the periods' targets in the target s.d. were derived
	"""
	own = sentence_of(derived) if derived else ""
	others = so_far - bool(derived)
	rest = _("target s.d. memuat {0} target turunan lain").format(others) if others > 0 else ""
	return "; ".join(part for part in (own, rest) if part)


def _shared(indicators: list[str]) -> dict[str, list[str]]:
	rows = frappe.get_all(
		PELAKSANA_INDIKATOR,
		filters={"parenttype": INDIKATOR, "parent": ["in", indicators or [""]]},
		fields=["parent", "pegawai"],
		order_by="idx",
	)
	out: dict[str, list[str]] = {}
	for row in rows:
		out.setdefault(row.parent, []).append(row.pegawai)
	return out
