"""A year of many kecamatan row by row, for where a Server Script does the arithmetic: the same as offices_grouped.py."""

from itertools import groupby

import frappe

from kinerja_kecamatan.base.doctypes import RECAP_ROW, REKAP
from kinerja_kecamatan.figures import engine
from kinerja_kecamatan.figures.columns import stored
from kinerja_kecamatan.figures.groups import group_of
from kinerja_kecamatan.rules.decimals import to_decimal
from kinerja_kecamatan.rules.recap_rows import IKU, baris_waktu, nilai_sel
from kinerja_kecamatan.sop.workflow import state_field

READ = (
	*("indikator", "nama_indikator", "kode", "tingkat", "satuan", "sifat", "agregasi_waktu"),
	*("agregasi_sumber", "bobot", "target_tahunan", "status", "nilai", "nilai_pembilang"),
	*("nilai_penyebut", "lengkap"),
)


def means(periods: list[str], states: list[str], offices: list[str] | None, policy) -> list[dict]:
	"""As offices_grouped.means."""
	lines = [
		list(rows)
		for _key, rows in groupby(_rows(periods, states, offices), lambda row: (row.kecamatan, row.indikator))
	]
	results = engine.over_time([_over_time(rows) for rows in lines])
	found: dict[str, frappe._dict] = {}
	for rows, result in zip(lines, results, strict=True):
		last = rows[-1]
		capaian = nilai_sel(result, to_decimal(last.target_tahunan), last.sifat, policy).capaian
		office = found.setdefault(
			last.kecamatan, frappe._dict(kecamatan=last.kecamatan, indikator=0, dihitung=0, iku=[])
		)
		office.indikator += 1
		office.dihitung += capaian.terukur
		if last.tingkat == IKU and capaian.terukur:
			office.iku.append({"capaian": capaian.dibatasi, "bobot": to_decimal(last.bobot)})
	groups = [{"baris": office.pop("iku"), "semua_berbobot": True} for office in found.values()]
	for office, mean in zip(found.values(), engine.means(groups), strict=True):
		office.rata_capaian = mean
	return list(found.values())


def _over_time(rows: list) -> dict:
	"""An indicator's year as the engine wants it; what it is stands in its last row."""
	group = group_of(rows[-1:], stored, rows[-1].agregasi_waktu)
	return {**group, "baris": baris_waktu([(row.periode, stored(row)) for row in rows])}


def _rows(periods: list[str], states: list[str], offices: list[str] | None) -> list:
	row, recap = frappe.qb.DocType(RECAP_ROW), frappe.qb.DocType(REKAP)
	query = (
		frappe.qb.from_(row)
		.join(recap)
		.on((recap.name == row.parent) & (row.parenttype == REKAP))
		.select(recap.kecamatan, recap.periode, *(row[column] for column in READ))
		.where((recap.jenis == "Kecamatan") & recap.periode.isin(periods))
		.where(recap[state_field(REKAP)].isin(states))
		.orderby(recap.kecamatan, row.indikator, recap.periode)
	)
	if offices is not None:
		query = query.where(recap.kecamatan.isin(offices))
	return query.run(as_dict=True)
