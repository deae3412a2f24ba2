"""A year of many kecamatan in one statement, grouped by the database from first to last.

What a year's figure comes to is said by the table of operators (rules/operators/); capaian and mean stand here a second time, in
SQL. A test holds both formulations against each other on random data.
"""

import frappe

from kinerja_kecamatan.base.doctypes import REKAP
from kinerja_kecamatan.rules import operators
from kinerja_kecamatan.rules.capaian import POSITIF, T_BAGI_R
from kinerja_kecamatan.rules.operator_type import TIME
from kinerja_kecamatan.rules.recap_rows import IKU
from kinerja_kecamatan.sop.workflow import state_field

# Per kecamatan and indicator: the sums of the year, and which row is the last. The latest of "period, text" is that of the
# last period, as the periods' codes of one kind sort by time; what else is asked for is up to the operators.
_SUMS = """
	select
		r.kecamatan, substring(max(concat(rpad(r.periode, 10, ' '), b.name)), 11) as terakhir,
		{aggregates}
	from `tabRekap Kinerja` r
	join `tabBaris Rekap` b on b.parent = r.name and b.parenttype = 'Rekap Kinerja'
	where r.jenis = 'Kecamatan' and r.periode in %(periods)s and r.`{state}` in %(done)s {offices}
	group by r.kecamatan, b.indikator
"""
# The year's figure by the indicator's way over time. What an indicator is stands in its last row, and so does the year's
# target: a Perjanjian Perubahan counts from its period on. Grouped first and joined then, no text of the other rows is read.
_YEAR = """
	select s.kecamatan, b.tingkat, b.sifat, b.bobot, b.target_tahunan as target,
		case b.agregasi_waktu {ways} end as nilai
	from ({sums}) s
	join `tabBaris Rekap` b on b.name = s.terakhir
"""
_JUDGED = """
	select kecamatan, tingkat = %(iku)s as iku, bobot,
		case
			when nilai is null or target < 0 then null
			when sifat = %(positif)s then nilai * 100 / nullif(target, 0)
			when target = 0 then if(nilai <= 0, 100, 0)
			when %(bagi)s then if(nilai <= 0, 100, target * 100 / nilai)
			else greatest((2 * target - nilai) * 100 / target, 0)
		end as capaian
	from ({year}) tahun
"""
# The mean over the IKU: by bobot where every judged one has one, else the simple mean (rules/recap_rows.py, rata_capaian).
_TOTAL = """
	select kecamatan, count(*) as indikator, sum(capaian is not null) as dihitung,
		if(
			min(if(iku and capaian is not null, ifnull(bobot, 0), null)) > 0,
			sum(if(iku, least(greatest(capaian, 0), %(batas)s) * bobot, null)) / sum(if(iku and capaian is not null, bobot, null)),
			avg(if(iku, least(greatest(capaian, 0), %(batas)s), null))
		) as rata_capaian
	from ({judged}) nilai
	group by kecamatan
	order by kecamatan
"""
FIGURES = {"nilai": "nilai", "pembilang": "nilai_pembilang", "penyebut": "nilai_penyebut"}
THERE = "b.status in ('Terisi', 'Nihil')"
_FIGURES = {
	**{name: f"if({THERE}, b.{column}, null)" for name, column in FIGURES.items()},
	"periode": "r.periode",
}
_FACTOR = "if(b.satuan in ('%%', 'persen', 'prosen'), 100, 1)"


def means(periods: list[str], states: list[str], offices: list[str] | None, policy) -> list[dict]:
	"""[{"kecamatan", "indikator", "dihitung", "rata_capaian" (percent or None)}] over the recaps in one of `states`."""
	values = {
		"periods": periods,
		"offices": offices,
		"done": states,
		**{f"cara_{number}": one.name for number, one in enumerate(operators.every(TIME))},
		"positif": POSITIF,
		"bagi": policy.rumus_negatif == T_BAGI_R,
		"iku": IKU,
		"batas": policy.batas,
	}
	return frappe.db.sql(_statement(offices is not None), values, as_dict=True)


def _statement(some: bool) -> str:
	known = operators.every(TIME)
	aggregates = {name: text for one in known for name, text in one.sql.aggregates.items()}
	sums = _SUMS.format(
		aggregates=", ".join(f"{text.format(**_FIGURES)} as {name}" for name, text in aggregates.items()),
		state=state_field(REKAP),
		offices="and r.kecamatan in %(offices)s" if some else "",
	)
	columns = {name: f"s.{name}" for name in aggregates} | {"faktor": _FACTOR}
	ways = " ".join(
		f"when %(cara_{number})s then {one.sql.value.format(**columns)}" for number, one in enumerate(known)
	)
	return _TOTAL.format(judged=_JUDGED.format(year=_YEAR.format(sums=sums, ways=ways)))
