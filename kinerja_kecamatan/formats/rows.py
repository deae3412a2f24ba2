"""Rows of a Format from the Perjanjian Kinerja in force at the period's end."""

from dataclasses import dataclass

import frappe

from kinerja_kecamatan.base.doctypes import INDIKATOR, PELAKSANA_INDIKATOR, PERJANJIAN, SASARAN, TARGET
from kinerja_kecamatan.figures import engine
from kinerja_kecamatan.figures.judging import as_column
from kinerja_kecamatan.formats import annual
from kinerja_kecamatan.office.agreements import agreements_in_force
from kinerja_kecamatan.rules import operators
from kinerja_kecamatan.rules.numbers import print_number, read_number
from kinerja_kecamatan.rules.periode import TAHUN, TRIWULAN, Periode
from kinerja_kecamatan.rules.status import BELUM_DIISI, TIDAK_DIUKUR
from kinerja_kecamatan.rules.targets import target_so_far


@dataclass(frozen=True)
class RowGroup:
	"""The rows of one Format: `pelaksana` is None for the unit's own."""

	pelaksana: str | None
	rows: list[dict]
	perjanjian: list[str]


def rows_by_unit(kecamatan: str, periode: str) -> dict[str, list[RowGroup]]:
	"""For every unit with targets: the groups of rows its Formats are made of.

	An indicator that is shared out stands in the group of each of its Pelaksana; the rest, and a year's figures from its
	quarters, in the unit's own group. Where the shares are added up, each is `sebagian`: the target is the unit's.
	"""
	names = agreements_in_force(kecamatan, periode)
	targets = _targets(names, periode)
	annual.fill_from_quarters(targets, kecamatan, periode, units=[row["_unit"] for row in targets])
	shared = _shared([row["indikator"] for row in targets])
	groups: dict[tuple[str, str | None], list[dict]] = {}
	sources: dict[tuple[str, str | None], dict[str, None]] = {}
	for row in targets:
		unit, agreement = row.pop("_unit"), row.pop("_perjanjian")
		# A figure of the quarters is the unit's, not a contribution of each Pelaksana.
		people = [None] if row.get("dari_triwulan") else shared.get(row["indikator"], [None])
		part = int(len(people) > 1 and operators.operator(row["agregasi_sumber"]).adds)
		for person in people:
			groups.setdefault((unit, person), []).append({**row, "sebagian": part})
			sources.setdefault((unit, person), {})[agreement] = None
	out: dict[str, list[RowGroup]] = {}
	for (unit, person), rows in groups.items():
		out.setdefault(unit, []).append(RowGroup(person, rows, list(sources[(unit, person)])))
	return out


def _targets(agreements: list[str], periode: str) -> list[dict]:
	if not agreements:
		return []
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
		.select(indikator.rumus_negatif, indikator.batas_capaian)
		.select(indikator.unit_kerja.as_("unit_pelapor"), sasaran.nama_sasaran)
		.select(agreement.unit_kerja.as_("unit_perjanjian"))
		.where(agreement.name.isin(agreements) & (indikator.aktif == 1))
		.orderby(agreement.unit_kerja, target.idx)
	).run(as_dict=True)
	chosen: dict[str, dict] = {}
	for row in found:
		# The same indicator in two agreements: the reporting unit's own one counts.
		if row.indikator not in chosen or row.unit_perjanjian == row.unit_pelapor:
			chosen[row.indikator] = _as_row(row, periode)
	rows = sorted(chosen.values(), key=lambda r: (_TINGKAT.get(r["tingkat"], 9), r["kode"]))
	return [{**row, "urutan_target": n} for n, row in enumerate(rows, start=1)]


_TINGKAT = {"IKU": 0, "Program": 1, "Kegiatan": 2}


def _as_row(row, periode: str) -> dict:
	target = target_of(row, periode)
	yearly = read_number(row.target_tahunan, persen=True)
	so_far = target_so_far_of(row, periode)
	with engine.naming_indicator(row.kode):
		numbers = {
			"target": as_column(target),
			"target_sd": as_column(so_far),
			"target_tahunan": as_column(yearly),
		}
	return {
		**numbers,
		"_unit": row.unit_pelapor,
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
		"bukti_wajib": row.bukti_wajib,
		"bobot": row.bobot,
		"diukur": int(target is not None),
		"rumus_negatif": row.rumus_negatif or "",
		"batas_capaian": row.batas_capaian or "",
		"target_teks": print_number(target),
		"target_sd_teks": print_number(so_far),
		"target_tahunan_teks": print_number(yearly),
		"status": BELUM_DIISI if target is not None else TIDAK_DIUKUR,
	}


def target_of(row, periode: str):
	"""A Target Kinerja row's figure for a period as Decimal; None when the period has no target (Tidak Diukur)."""
	when = Periode.dari_kode(periode)
	fields = {TRIWULAN: f"target_tw{when.ke}", TAHUN: "target_tahunan"}
	# A Perjanjian Kinerja has no monthly targets.
	return read_number(row.get(fields[when.jenis]), persen=True) if when.jenis in fields else None


def target_so_far_of(row, periode: str):
	"""What a Target Kinerja row asks for up to a period's end, by the indicator's way over time; None where nothing so far."""
	when = Periode.dari_kode(periode)
	targets = [target_of(row, one.kode) for one in when.sampai_dengan] if when.jenis == TRIWULAN else []
	yearly = read_number(row.target_tahunan, persen=True)
	return target_so_far(
		targets, yearly, row.agregasi_waktu, closes_year=when.tutup_tahun, desimal=row.desimal or 0
	)


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
