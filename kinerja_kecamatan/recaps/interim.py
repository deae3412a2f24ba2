"""Rekap Sementara, at any time and stored nowhere: the kecamatan over the units that are in, grouped by the database.

The database adds up and counts per indicator; the rules judge what comes of it. An indicator whose operator says nothing of
sums is put together from its rows. A whole year, and whatever a Server Script aggregates, is put together row by row as the stored recap is.
"""

from decimal import Decimal
from typing import NamedTuple

import frappe
from frappe import _
from frappe.query_builder import Case
from frappe.query_builder.functions import Count, Max, Min, Sum

from kinerja_kecamatan.access.doctypes import frappe_allows
from kinerja_kecamatan.base.doctypes import DISPOSISI, RECAP_ROW, REKAP
from kinerja_kecamatan.base.stored_words import UNIT_RECAP
from kinerja_kecamatan.figures import engine, scripts
from kinerja_kecamatan.figures import policy as policies
from kinerja_kecamatan.figures.columns import MARKS
from kinerja_kecamatan.figures.groups import by_indicator, group_of
from kinerja_kecamatan.figures.judging import row_text
from kinerja_kecamatan.office.measures import factor_of, target_column
from kinerja_kecamatan.recaps import office_recap
from kinerja_kecamatan.rules import operators
from kinerja_kecamatan.rules.aggregation import Hasil
from kinerja_kecamatan.rules.capaian import Capaian
from kinerja_kecamatan.rules.decimals import exact_arithmetic, to_decimal
from kinerja_kecamatan.rules.numbers import print_percent
from kinerja_kecamatan.rules.operator_type import Sums
from kinerja_kecamatan.rules.periode import TAHUN, Periode
from kinerja_kecamatan.rules.policy import basis_of_mean
from kinerja_kecamatan.rules.recap_rows import IKU, level_place
from kinerja_kecamatan.rules.rilis import Marks, marks_of, starred
from kinerja_kecamatan.rules.status import (
	BELUM_DIISI,
	MENUNGGU_RILIS,
	NIHIL,
	STATUS_BARIS,
	STATUS_BERNILAI,
	TERISI,
	TIDAK_ADA_OBJEK,
	TIDAK_DIUKUR,
)
from kinerja_kecamatan.sop import step_state, steps
from kinerja_kecamatan.sop.workflow import state_field

MASTER = (
	"kode",
	"nama_indikator",
	"tingkat",
	"satuan",
	"sifat",
	"agregasi_sumber",
	"desimal",
	"diukur",
	"target",
	"target_lebar",
	"target_teks",
	"skala_nilai",
	"bobot",
	"rumus_negatif",
	"batas_capaian",
)
SUMS = ("indikator", "status", "banyak", "jumlah", "kecil", "besar", "atas", "bawah", *MARKS)
SHOWN = ("indikator", "kode", "nama_indikator", "tingkat", "satuan", "target_teks")
TEXTS = ("status", "tidak_disampaikan", *MARKS, "realisasi_teks", "capaian_teks", "predikat")
# The status, in the sums, of what was asked of a unit that is Tidak Melapor.
NOT_SUBMITTED = "Tidak Disampaikan"


def _key(word: str) -> str:
	return word.lower().replace(" ", "_")


# What is known of an indicator before its first source is looked at.
_NOTHING = {
	**dict.fromkeys(map(_key, (*STATUS_BARIS, NOT_SUBMITTED)), 0),
	**{
		"banyak": 0,
		"jumlah": Decimal(0),
		"atas": Decimal(0),
		"bawah": Decimal(0),
		"kecil": None,
		"besar": None,
		**dict.fromkeys(MARKS, 0),
	},
}


def interim_recap(disposisi: str) -> dict:
	"""See `recaps.api.sementara`."""
	if not frappe.db.exists(DISPOSISI, disposisi) or not frappe_allows(
		office_recap.new_office_recap(disposisi), "read", None
	):
		frappe.throw(
			_("Anda tidak berwenang membuka rekap kecamatan atas {0}.").format(
				frappe.utils.escape_html(disposisi)
			),
			frappe.PermissionError,
		)
	return _now(disposisi, policies.current_policy())


@frappe.read_only()
def _now(disposisi: str, policy) -> dict:
	"""As `sementara`, from the site's replica where it has one."""
	if scripts.at_work(engine.SOURCES) or _is_of_a_year(disposisi):
		return _row_by_row(disposisi)
	units = _units(disposisi)
	groups = sorted(_grouped(disposisi, units.pop("done")), key=lambda row: level_place(row.tingkat))
	rowwise = _from_rows(disposisi, groups)
	cells = [_finish(row, policy, rowwise.get(row.indikator)) for row in groups]
	judged = [
		{"capaian": capaian.dibatasi, "bobot": to_decimal(row.bobot or 0)}
		for row, (_shown, capaian) in zip(groups, cells, strict=True)
		if row.tingkat == IKU and capaian.terukur
	]
	(mean,) = engine.mean_capaian([{"baris": judged, "semua_berbobot": True}])
	rows = [shown for shown, _capaian in cells]
	return {
		**units,
		"rata_capaian": mean,
		"rata_capaian_teks": _basis(groups, cells, policy),
		"predikat": policy.predikat(mean),
		"baris": rows,
	}


def _is_of_a_year(disposisi: str) -> bool:
	"""Whether what a figure lacks is a period of another recap, which no sum of this one's rows says."""
	return Periode.dari_kode(frappe.db.get_value(DISPOSISI, disposisi, "periode")).jenis == TAHUN


def _basis(groups: list, cells: list[tuple[dict, Capaian]], policy) -> str:
	"""What the mean over the IKU rests on."""
	main = [(row, *cell) for row, cell in zip(groups, cells, strict=True) if row.tingkat == IKU]
	counted = [(row, shown) for row, shown, capaian in main if capaian.terukur]
	return basis_of_mean(
		len(counted),
		len(main),
		IKU,
		(policies.policy_of(row, policy).batas for row, _shown in counted),
		menunggu=sum(
			shown["status"] == MENUNGGU_RILIS or shown["belum_utuh"] for _row, shown, _capaian in main
		),
		sementara=sum(shown["sementara"] for _row, shown in counted),
	)


def _units(disposisi: str) -> dict:
	probe = frappe._dict(doctype=REKAP, disposisi=disposisi)
	return {
		"unit_masuk": len(office_recap.units_in(disposisi)),
		"unit_total": len(office_recap.units_of(disposisi)),
		"done": sorted(step_state.states_done(probe, steps.PENCERMATAN)),
	}


def _row_by_row(disposisi: str) -> dict:
	doc = office_recap.new_office_recap(disposisi)
	office_recap.fill_office_recap(doc)
	return {
		"unit_masuk": doc.unit_masuk,
		"unit_total": doc.unit_total,
		"rata_capaian": doc.rata_capaian
		if any(row.dihitung and row.tingkat == IKU for row in doc.baris)
		else None,
		"rata_capaian_teks": doc.rata_capaian_teks,
		"predikat": doc.predikat,
		"baris": [{column: row.get(column) for column in (*SHOWN, *TEXTS)} for row in doc.baris],
	}


def _grouped(disposisi: str, done: list[str]) -> list:
	"""One row an indicator: how many sources stand in which status, and sums over those that have a value."""
	groups: dict[str, frappe._dict] = {}
	for part in _sums(disposisi, done):
		group = groups.get(part.indikator)
		if group is None:
			group = groups[part.indikator] = frappe._dict({**part, **_NOTHING})
		group.banyak += part.banyak
		group[_key(part.status)] = part.banyak
		if part.status in STATUS_BERNILAI:
			_add(group, part)
	return list(groups.values())


def _sums(disposisi: str, done: list[str]) -> list:
	"""By indicator and status, which is one grouping for the database, and cheap: no text is compared but these two. What an
	indicator's rows have in common comes from one row each."""
	row, recap = frappe.qb.DocType(RECAP_ROW), frappe.qb.DocType(REKAP)
	silent = recap.tidak_melapor == 1
	status = (
		Case().when(silent & (row.diukur == 1), NOT_SUBMITTED).when(silent, TIDAK_DIUKUR).else_(row.status)
	)
	sums = (
		frappe.qb.from_(row)
		.join(recap)
		.on((recap.name == row.parent) & (row.parenttype == REKAP))
		.select(row.indikator, status.as_("status"), Count("*").as_("banyak"), Min(row.name).as_("contoh"))
		.select(Sum(row.nilai).as_("jumlah"), Min(row.nilai).as_("kecil"), Max(row.nilai).as_("besar"))
		.select(Sum(row.nilai_pembilang).as_("atas"), Sum(row.nilai_penyebut).as_("bawah"))
		.select(*(Max(row[mark]).as_(mark) for mark in MARKS))
		.where((recap.disposisi == disposisi) & (recap.jenis == UNIT_RECAP))
		.where((recap.tidak_melapor == 1) | recap[state_field(REKAP)].isin(done or [""]))
		.groupby(row.indikator, status)
	).as_("jumlahan")
	example = frappe.qb.DocType(RECAP_ROW).as_("contoh_baris")
	query = (
		frappe.qb.from_(sums)
		.join(example)
		.on(example.name == sums.contoh)
		.select(*(sums[column] for column in SUMS), *(example[column] for column in MASTER))
		.orderby(sums.indikator, sums.status)
	)
	return query.run(as_dict=True)


class _FromRows(NamedTuple):
	"""What an indicator's rows come to, and how they said it."""

	result: Hasil
	said: list[str | None]


def _from_rows(disposisi: str, groups: list) -> dict[str, _FromRows]:
	"""By indicator what the rules make of its rows, of those whose operator cannot go by sums, or that are said in words."""
	asked = [
		row.indikator
		for row in groups
		if row.skala_nilai or not operators.operator(row.agregasi_sumber).from_sums
	]
	if not asked:
		return {}
	rows = by_indicator(office_recap.read_sources(disposisi, office_recap.units_in(disposisi), asked))
	results = engine.over_sources([group_of(one) for one in rows.values()])
	return {
		name: _FromRows(result, [one.realisasi_teks for one in own])
		for (name, own), result in zip(rows.items(), results, strict=True)
	}


def _add(group, part) -> None:
	for field in ("jumlah", "atas", "bawah"):
		group[field] += to_decimal(part[field])
	for mark in MARKS:
		group[mark] = max(group[mark], part[mark])
	group.kecil = part.kecil if group.kecil is None else min(group.kecil, part.kecil)
	group.besar = part.besar if group.besar is None else max(group.besar, part.besar)


def _finish(row, policy, found: _FromRows | None) -> tuple[dict, Capaian]:
	"""An indicator's line as it is shown, and its capaian; `found` where its rows have been looked at."""
	value = found.result["nilai"] if found else _value(row)
	status = found.result["status"] if found else _status(row, value)
	marks = _marks(row, found)
	target, judged_as = target_column(row, "target"), MENUNGGU_RILIS if marks.belum_utuh else status
	capaian = policies.policy_of(row, policy).capaian(value, target, row.sifat, judged_as)
	return {
		**{name: row.get(name) for name in SHOWN},
		"status": status,
		"tidak_disampaikan": int(status == BELUM_DIISI and bool(row.tidak_disampaikan)),
		**{mark: int(said) for mark, said in marks._asdict().items()},
		"realisasi_teks": starred(row_text(row, value, found.said if found else ()), marks.sementara),
		"capaian_teks": print_percent(capaian.mentah),
		"predikat": policy.predikat(capaian.mentah),
	}, capaian


def _marks(row, found: _FromRows | None) -> Marks:
	"""What the figure is marked with, by what has been counted of its sources."""
	if found:
		return Marks(*(bool(found.result.get(mark)) for mark in MARKS))
	there = (
		[{"status": TERISI, **{mark: bool(row[mark]) for mark in MARKS}}] if row.terisi + row.nihil else []
	)
	waiting = [{"status": MENUNGGU_RILIS}] if row.menunggu_rilis else []
	return marks_of([*there, *waiting], row.agregasi_sumber)


def _value(row) -> Decimal | None:
	"""What the sums come to, by the indicator's way; None where no source has a value."""
	count = int(row.terisi + row.nihil)
	if not count:
		return None
	sums = Sums(
		count,
		row.jumlah,
		to_decimal(row.kecil),
		to_decimal(row.besar),
		row.atas,
		row.bawah,
	)
	with engine.naming_indicator(row.kode or row.indikator), exact_arithmetic():
		operator = operators.operator(row.agregasi_sumber)
		return operator.from_sums(sums, row.nama_indikator, factor_of(row.satuan))


def _status(row, value: Decimal | None) -> str:
	if value is not None:
		return TERISI if row.terisi else NIHIL
	if row.belum_diisi or row.tidak_disampaikan:
		return BELUM_DIISI
	if row.menunggu_rilis:
		return MENUNGGU_RILIS
	return TIDAK_DIUKUR if row.tidak_diukur == row.banyak else TIDAK_ADA_OBJEK
