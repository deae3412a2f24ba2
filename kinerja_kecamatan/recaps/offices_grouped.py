"""A year of many kecamatan in one statement, grouped by the database from first to last.

What a year's figure comes to is said by the table of operators (rules/operators/); capaian and mean stand here a second time, by
SQL. A test holds both formulations against each other on random data. Indicators whose operator has no SQL are judged from their
rows and added to the sums.
"""

from collections.abc import Iterable
from decimal import Decimal

import frappe

from kinerja_kecamatan.base.doctypes import REKAP
from kinerja_kecamatan.office.measures import units
from kinerja_kecamatan.recaps.offices_by_row import COUNTS, judge_some
from kinerja_kecamatan.rules import operators
from kinerja_kecamatan.rules.capaian import POSITIF, T_BAGI_R
from kinerja_kecamatan.rules.decimals import exact_arithmetic, to_decimal
from kinerja_kecamatan.rules.operator_type import TIME, Operator
from kinerja_kecamatan.rules.policy import TANPA_BATAS
from kinerja_kecamatan.rules.recap_rows import IKU
from kinerja_kecamatan.rules.satuan import PERSEN
from kinerja_kecamatan.rules.status import BELUM_DIISI, MENUNGGU_RILIS
from kinerja_kecamatan.sop.workflow import state_field

# Per kecamatan and indicator: the sums of the year, and which row is the last. The latest of "period, text" is that of the
# last period, as the periods' codes of one kind sort by time; what else is asked for is up to the operators.
_SUMS = """
	select
		r.kecamatan, substring(max(concat(rpad(r.periode, 10, ' '), b.name)), 11) as terakhir,
		max(if(b.lengkap and b.status != %(belum)s, '', r.periode)) as periode_kurang,
		max(if({there}, r.periode, '')) as periode_angka,
		{aggregates}
	from `tabRekap Kinerja` r
	join `tabBaris Rekap` b on b.parent = r.name and b.parenttype = 'Rekap Kinerja'
	where r.jenis = 'Kecamatan' and r.periode in %(periods)s and r.`{state}` in %(done)s {offices}
	group by r.kecamatan, b.indikator
"""
# The year's figure by the indicator's way over time, where no period is missing in it: an incomplete one is not judged. What an
# indicator is stands in its last row, and so does the target up to then: a Perjanjian Perubahan counts from its period on. Grouped first
# and joined then, no text of the other rows is read.
_YEAR = """
	select s.kecamatan, b.tingkat, b.sifat, b.bobot, if(ifnull(b.target_sd_teks, '') = '', null, b.target_sd) as bawah,
		ifnull(b.target_sd_lebar, 0) as lebar,
		ifnull(nullif(b.rumus_negatif, ''), %(rumus)s) as rumus,
		case ifnull(b.batas_capaian, '') when '' then %(batas)s when %(tanpa)s then null
			else cast(b.batas_capaian as decimal(12, 2)) end as batas,
		case b.agregasi_waktu {ways} end as nilai, case b.agregasi_waktu {complete} end as lengkap,
		ifnull(case b.agregasi_waktu {parts} end, 0) as belum_utuh, ifnull(case b.agregasi_waktu {marks} end, 0) as sementara,
		s.menunggu > 0 and s.belum_diisi = 0 as belum_rilis
	from ({sums}) s
	join `tabBaris Rekap` b on b.name = s.terakhir
	{others}
"""
_OTHERS = "where ifnull(b.agregasi_waktu, '') not in %(by_row)s"
# A range is reached by every figure in it; outside of it the nearer end is the target (rules/capaian.py).
_AIMED = """
	select *, if(lebar > 0, least(greatest(nilai, bawah), bawah + lebar), bawah) as target
	from ({year}) tahun
"""
_JUDGED = """
	select kecamatan, tingkat = %(iku)s as iku, bobot, batas, sementara > 0 as sementara,
		if(nilai is null, belum_rilis, belum_utuh > 0) as menunggu,
		case
			when nilai is null or belum_utuh > 0 or bawah is null or not lengkap then null
			when lebar > 0 and nilai between bawah and bawah + lebar then 100
			when target < 0 then greatest(if(sifat = %(positif)s, 2 * target - nilai, nilai) * 100 / target, 0)
			when sifat = %(positif)s then nilai * 100 / nullif(target, 0)
			when target = 0 then if(nilai <= 0, 100, 0)
			when rumus = %(bagi)s then if(nilai <= 0, 100, target * 100 / nilai)
			else greatest((2 * target - nilai) * 100 / target, 0)
		end as capaian
	from ({aimed}) berbatas
"""
_CAPPED = """
	select *, if(batas is null, greatest(capaian, 0), least(greatest(capaian, 0), batas)) as dibatasi
	from ({judged}) dinilai
"""
# What the mean over the judged IKU needs: how many they are, the least bobot, the sums of bobot and of capaian, by bobot and simple.
_TOTAL = """
	select kecamatan, count(*) as indikator, sum(capaian is not null) as dihitung, ifnull(sum(menunggu), 0) as menunggu,
		ifnull(sum(sementara and capaian is not null), 0) as sementara,
		ifnull(sum(iku and capaian is not null), 0) as banyak_iku, min(if(iku and capaian is not null, ifnull(bobot, 0), null)) as bobot_kecil,
		ifnull(sum(if(iku and capaian is not null, bobot, null)), 0) as jumlah_bobot,
		ifnull(sum(if(iku, dibatasi * bobot, null)), 0) as berbobot,
		ifnull(sum(if(iku, dibatasi, null)), 0) as jumlah
	from ({capped}) nilai
	group by kecamatan
	order by kecamatan
"""
FIGURES = {"nilai": "nilai", "pembilang": "nilai_pembilang", "penyebut": "nilai_penyebut"}
THERE = "b.status in ('Terisi', 'Nihil')"
_FIGURES = {
	**{name: f"if({THERE}, b.{column}, null)" for name, column in FIGURES.items()},
	"periode": "r.periode",
}
# What a year's figure is marked with (rules/rilis.py), of any of its periods and of the last one; which of them are waited for, or missing.
_PARTS = {
	"belum_utuh": f"max(if({THERE}, b.belum_utuh, 0))",
	"belum_utuh_akhir": f"substring(max(if({THERE}, concat(rpad(r.periode, 10, ' '), b.belum_utuh), null)), 11)",
	"menunggu": f"max(b.status = '{MENUNGGU_RILIS}')",
	"menunggu_akhir": f"ifnull(max(if(b.status = '{MENUNGGU_RILIS}', r.periode, '')) > max(if({THERE}, r.periode, '')), 0)",
	"belum_diisi": f"max(b.status = '{BELUM_DIISI}')",
	"sementara": f"max(if({THERE}, b.sementara, 0))",
	"sementara_akhir": f"substring(max(if({THERE}, concat(rpad(r.periode, 10, ' '), b.sementara), null)), 11)",
}
_FACTOR = "if(b.satuan in %(persen)s, 100, 1)"

# Of a kecamatan of which nothing has been added up yet.
_NONE = {
	"indikator": 0,
	"dihitung": 0,
	"menunggu": 0,
	"sementara": 0,
	"banyak_iku": 0,
	"bobot_kecil": None,
	"jumlah_bobot": 0,
	"berbobot": 0,
	"jumlah": 0,
}


def mean_of_offices(periods: list[str], states: list[str], offices: list[str] | None, policy) -> list[dict]:
	"""[{"kecamatan", "indikator", "dihitung", "menunggu", "sementara" (of those that count), "rata_capaian" (percent or None)}] over the
	recaps in one of `states`."""
	ways = [one for one in operators.every(TIME) if one.sql]
	by_row = [one.name for one in operators.every(TIME) if not one.sql]
	values = {
		"periods": periods,
		"offices": offices,
		"done": states,
		"by_row": by_row,
		**{f"cara_{number}": one.name for number, one in enumerate(ways)},
		"positif": POSITIF,
		"rumus": policy.rumus_negatif,
		"bagi": T_BAGI_R,
		"belum": BELUM_DIISI,
		"tanpa": TANPA_BATAS,
		"iku": IKU,
		"persen": units().of_kind(PERSEN) or [""],
		"batas": policy.batas,
	}
	statement = _statement(ways, offices is not None, bool(by_row))
	found = {row.kecamatan: row for row in frappe.db.sql(statement, values, as_dict=True)}
	if by_row:
		for one in judge_some(periods, states, offices, policy, by_row):
			_add(found.setdefault(one.kecamatan, frappe._dict(_NONE)), one)
		found = dict(sorted(found.items()))
	return [
		frappe._dict(kecamatan=name, **{key: row[key] for key in COUNTS}, rata_capaian=_mean(row))
		for name, row in found.items()
	]


def _add(row, one) -> None:
	"""Put an indicator's year into the sums of its kecamatan."""
	row.indikator += 1
	row.dihitung += one.capaian.terukur
	row.menunggu += one.menunggu
	row.sementara += one.sementara and one.capaian.terukur
	if one.is_iku and one.capaian.terukur:
		bobot = one.bobot or Decimal(0)
		row.banyak_iku += 1
		least = to_decimal(row.bobot_kecil)
		row.bobot_kecil = bobot if least is None else min(least, bobot)
		row.jumlah_bobot = to_decimal(row.jumlah_bobot) + bobot
		row.berbobot = to_decimal(row.berbobot) + one.capaian.dibatasi * bobot
		row.jumlah = to_decimal(row.jumlah) + one.capaian.dibatasi


def _mean(row) -> Decimal | None:
	"""By bobot where every judged IKU has one, else the simple mean (rules/recap_rows.py, rata_capaian)."""
	if not row.banyak_iku:
		return None
	with exact_arithmetic():
		if row.bobot_kecil > 0:
			return to_decimal(row.berbobot) / to_decimal(row.jumlah_bobot)
		return to_decimal(row.jumlah) / int(row.banyak_iku)


def _part(operator: Operator) -> str:
	"""Whether the year's figure is a sum that lacks a part, as a column of the grouped rows."""
	if operator.as_period:
		return "s.belum_utuh_akhir"
	return "greatest(s.belum_utuh, s.menunggu)" if operator.adds else "s.belum_utuh"


def _mark(operator: Operator) -> str:
	"""Whether it is provisional, by what it is made of or by what is waited for."""
	last = "_akhir" if operator.as_period else ""
	return f"greatest(s.sementara{last}, s.menunggu{last})"


def _statement(ways: list[Operator], some_offices: bool, others: bool) -> str:
	aggregates = {name: text for one in ways for name, text in one.sql.aggregates.items()}
	sums = _SUMS.format(
		aggregates=", ".join(
			[
				*(f"{text.format(**_FIGURES)} as {name}" for name, text in aggregates.items()),
				*(f"{text} as {name}" for name, text in _PARTS.items()),
			]
		),
		there=THERE,
		state=state_field(REKAP),
		offices="and r.kecamatan in %(offices)s" if some_offices else "",
	)
	columns = {name: f"s.{name}" for name in aggregates} | {"faktor": _FACTOR}
	known = {"kurang": "s.periode_kurang", "terakhir": "s.periode_angka"}
	year = _YEAR.format(
		sums=sums,
		ways=_cases(one.sql.value.format(**columns) for one in ways),
		complete=_cases(one.sql.complete.format(**known) for one in ways),
		parts=_cases(map(_part, ways)),
		marks=_cases(map(_mark, ways)),
		others=_OTHERS if others else "",
	)
	return _TOTAL.format(capped=_CAPPED.format(judged=_JUDGED.format(aimed=_AIMED.format(year=year))))


def _cases(texts: Iterable[str]) -> str:
	"""Branches of a case over the ways, in their order."""
	return " ".join(f"when %(cara_{number})s then {text}" for number, text in enumerate(texts))
