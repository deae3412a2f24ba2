"""A recap's totals: mean capaian and predikat per tingkat, over all of a unit's rows or the kecamatan's IKU; efisiensi."""

from kinerja_kecamatan.base.stored_words import OFFICE_RECAP
from kinerja_kecamatan.figures import engine
from kinerja_kecamatan.figures.judging import as_column
from kinerja_kecamatan.figures.policy import policy_of
from kinerja_kecamatan.recaps import budget
from kinerja_kecamatan.rules.budget import BELUM_DINILAI, efisiensi
from kinerja_kecamatan.rules.decimals import rounded, to_decimal
from kinerja_kecamatan.rules.numbers import print_number
from kinerja_kecamatan.rules.periode import Periode
from kinerja_kecamatan.rules.policy import basis_of_mean
from kinerja_kecamatan.rules.recap_rows import IKU, TINGKAT
from kinerja_kecamatan.rules.status import MENUNGGU_RILIS

PERIOD, YEAR = "", "sd_"


def fill_totals(doc, policy) -> None:
	"""Means of the capped capaian: the unit's own over all its rows by bobot, the kecamatan's over the Camat's
	IKU; Program and Kegiatan stand apart in `nilai`."""
	levels = [level for level in TINGKAT if any(row.tingkat == level for row in doc.baris)]
	own = counted_rows(doc)
	tables = [own, *([row for row in doc.baris if row.tingkat == level] for level in levels)]
	found = engine.mean_capaian([_group(rows, prefix, doc) for rows in tables for prefix in (PERIOD, YEAR)])
	pairs = list(zip(found[::2], found[1::2], strict=True))
	mean, year = pairs[0]
	doc.rata_capaian, doc.predikat = as_column(mean), policy.predikat(mean)
	doc.rata_capaian_sd, doc.predikat_sd = as_column(year), policy.predikat(year)
	doc.rata_capaian_teks, doc.rata_capaian_sd_teks = (
		basis_of(doc, own, prefix, policy) for prefix in (PERIOD, YEAR)
	)
	doc.set("nilai", [])
	for level, rows, means in zip(levels, tables[1:], pairs[1:], strict=True):
		_append_level(doc, level, rows, means, policy)
	_set_efficiency(doc, year)


def counted_rows(doc) -> list:
	"""The rows that a recap's own mean is over: all of a unit's, the IKU of the kecamatan's."""
	return [row for row in doc.baris if doc.jenis != OFFICE_RECAP or row.tingkat == IKU]


def basis_of(doc, rows: list, prefix: str, policy) -> str:
	"""`2 dari 4 IKU; 1 menunggu rilis; capaian dibatasi 120 %`: how many rows a mean counts, what others have still to publish, and under
	which cap."""
	counted = [row for row in rows if row.get(f"{prefix}dihitung")]
	return basis_of_mean(
		len(counted),
		len(rows),
		IKU if doc.jenis == OFFICE_RECAP else "indikator",
		(policy_of(row, policy).batas for row in counted),
		menunggu=len(waiting_rows(rows, prefix)),
		sementara=sum(bool(row.get(f"{prefix}sementara")) for row in counted),
	)


def waiting_rows(rows: list, prefix: str) -> list:
	"""Rows that are not counted because others have not published them, or a part of their sum."""
	return [
		row for row in rows if row.get(f"{prefix}status") == MENUNGGU_RILIS or row.get(f"{prefix}belum_utuh")
	]


def _group(rows: list, prefix: str, doc) -> dict:
	"""Rows whose capaian was calculated; `prefix` picks this period or the year."""
	return {
		"baris": [
			{"capaian": to_decimal(row.get(f"{prefix}capaian_dibatasi")), "bobot": to_decimal(row.bobot)}
			for row in rows
			if row.get(f"{prefix}dihitung")
		],
		"semua_berbobot": doc.jenis == OFFICE_RECAP,
	}


def _append_level(doc, level: str, rows: list, means: tuple, policy) -> None:
	mean, year = means
	doc.append(
		"nilai",
		{
			"tingkat": level,
			"jumlah": len(rows),
			"dihitung": sum(bool(row.dihitung) for row in rows),
			"rata_capaian": as_column(mean),
			"predikat": policy.predikat(mean),
			"dihitung_sd": sum(bool(row.sd_dihitung) for row in rows),
			"rata_capaian_sd": as_column(year),
			"predikat_sd": policy.predikat(year),
			"menunggu": len(waiting_rows(rows, PERIOD)),
			"sementara": sum(bool(row.dihitung and row.sementara) for row in rows),
		},
	)


def _set_efficiency(doc, year) -> None:
	"""Capaian s.d. against the serapan of the same time; both must be there, for every program.

	When the year closes that is the serapan of the budget; before, only where the office has planned its cash by quarter, that of
	the plan so far, at a quarter's end: a year's budget says nothing of a quarter's work.
	"""
	complete = budget.is_complete(doc)
	closes = Periode.dari_kode(doc.periode).tutup_tahun
	rate = (budget.total(doc).serapan if closes else budget.rate_of_plan(doc)) if complete else None
	found = efisiensi(year, rate)
	doc.efisiensi_teks = f"{print_number(rounded(found.selisih, 2))} poin" if found else ""
	waits = complete and budget.total(doc).serapan is not None and not closes and not found
	doc.kategori_efisiensi = found.kategori if found else BELUM_DINILAI if waits else ""
