"""A year of many kecamatan beside one another: one statement, grouped by the database from first to last.

For a kabupaten, over the recaps of all its kecamatan. The rules stand here a second time, in SQL; a test holds both
formulations against each other on random data.
"""

import frappe

from kinerja_kecamatan.flow import reach, steps
from kinerja_kecamatan.flow.workflow import state_field
from kinerja_kecamatan.recap import policy as policies
from kinerja_kecamatan.rules.agregasi import KUMULATIF, POSISI_AKHIR, RATA_RATA
from kinerja_kecamatan.rules.capaian import POSITIF, T_BAGI_R
from kinerja_kecamatan.rules.desimal import bulatkan, ke_desimal
from kinerja_kecamatan.rules.rekap import IKU

# Per kecamatan and indicator: the sums of the year, and which row is the last. The latest of "period, text" is that of the
# last period, as the periods' codes of one kind sort by time; `akhir` is the last measured one's value.
_SUMS = """
	select
		r.kecamatan, substring(max(concat(rpad(r.periode, 10, ' '), b.name)), 11) as terakhir,
		sum(if({there}, b.nilai, null)) as jumlah, avg(if({there}, b.nilai, null)) as rata,
		substring(max(if({there}, concat(rpad(r.periode, 10, ' '), b.nilai), null)), 11) as akhir,
		sum(if({there}, b.nilai_pembilang, 0)) as pembilang, sum(if({there}, b.nilai_penyebut, 0)) as penyebut
	from `tabRekap Kinerja` r
	join `tabBaris Rekap` b on b.parent = r.name and b.parenttype = 'Rekap Kinerja'
	where r.jenis = 'Kecamatan' and r.periode in %(periods)s and r.`{state}` in %(done)s {offices}
	group by r.kecamatan, b.indikator
"""
# The year's figure by the indicator's way over time. What an indicator is stands in its last row, and so does the year's
# target: a Perjanjian Perubahan counts from its period on. Grouped first and joined then, no text of the other rows is read.
_YEAR = """
	select s.kecamatan, b.tingkat, b.sifat, b.target_tahunan as target,
		case b.agregasi_waktu
			when %(kumulatif)s then s.jumlah
			when %(rata)s then s.rata
			when %(akhir)s then cast(s.akhir as decimal(30, 9))
			else s.pembilang * if(b.satuan in ('%%', 'persen', 'prosen'), 100, 1) / nullif(s.penyebut, 0)
		end as nilai
	from ({sums}) s
	join `tabBaris Rekap` b on b.name = s.terakhir
"""
_JUDGED = """
	select kecamatan, tingkat, nilai,
		case
			when nilai is null or target < 0 then null
			when sifat = %(positif)s then nilai * 100 / nullif(target, 0)
			when target = 0 then if(nilai <= 0, 100, 0)
			when %(bagi)s then if(nilai <= 0, 100, target * 100 / nilai)
			else greatest((2 * target - nilai) * 100 / target, 0)
		end as capaian
	from ({year}) tahun
"""
_TOTAL = """
	select kecamatan, count(*) as indikator, sum(capaian is not null) as dihitung,
		avg(if(tingkat = %(iku)s, least(greatest(capaian, 0), %(batas)s), null)) as rata_capaian
	from ({judged}) nilai
	group by kecamatan
	order by kecamatan
"""
THERE = "b.status in ('Terisi', 'Nihil')"


@frappe.whitelist(methods=["GET"])
def tahunan(periode: list[str] | str) -> list[dict]:
	"""Final recaps of the given periods of one kind (four quarters, twelve months), per kecamatan that the caller may read.

	:return: [{"kecamatan", "indikator", "dihitung", "rata_capaian" (percent over the IKU, unweighted, capped; None where
	        nothing is calculated), "predikat"}]
	"""
	frappe.has_permission("Rekap Kinerja", "read", throw=True)
	return rows(frappe.parse_json(periode) if isinstance(periode, str) else periode, _readable())


def _readable() -> list[str] | None:
	"""The kecamatan whose recap the caller may read; None for all of them."""
	from kinerja_kecamatan.access.scope import scope_of

	scope = scope_of(frappe.session.user)
	return None if scope.everything else sorted(scope.kecamatan)


@frappe.read_only()
def rows(periods: list[str], offices: list[str] | None = None) -> list[dict]:
	"""As `tahunan`, over the named kecamatan (None: all), from the site's replica where it has one."""
	policy = policies.current()
	values = {
		"periods": tuple(periods) or ("",),
		"offices": tuple(offices or ()) or ("",),
		"done": done_states(),
		"kumulatif": KUMULATIF,
		"rata": RATA_RATA,
		"akhir": POSISI_AKHIR,
		"positif": POSITIF,
		"bagi": policy.rumus_negatif == T_BAGI_R,
		"iku": IKU,
		"batas": policy.batas,
	}
	found = frappe.db.sql(statement(offices is not None), values, as_dict=True)
	for row in found:
		mean = ke_desimal(row.rata_capaian)
		row.rata_capaian = None if mean is None else bulatkan(mean)
		row.predikat = policy.predikat(mean)
	return found


def statement(some: bool) -> str:
	"""The whole statement; `some`: only over %(offices)s."""
	sums = _SUMS.format(
		there=THERE,
		state=state_field("Rekap Kinerja"),
		offices="and r.kecamatan in %(offices)s" if some else "",
	)
	return _TOTAL.format(judged=_JUDGED.format(year=_YEAR.format(sums=sums)))


def done_states() -> tuple[str, ...]:
	"""States in which a kecamatan's recap is final, under any SOP of the site."""
	found = set()
	for sop in frappe.get_all("SOP", pluck="name"):
		step = next((s for s in steps.steps_of(sop) if s.kegiatan == steps.REKAP_KECAMATAN), None)
		if step and step.status:
			found |= {
				s
				for s in reach.onward(step.dokumen, step.status)
				if step.status not in reach.onward(step.dokumen, s)
			}
			found.add(step.status)
	return tuple(sorted(found)) or ("",)
