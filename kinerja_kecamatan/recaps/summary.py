"""A recap's totals: mean capaian and predikat per tingkat, over all of a unit's rows or the kecamatan's IKU; efisiensi."""

from kinerja_kecamatan.figures import engine
from kinerja_kecamatan.figures.judging import as_column
from kinerja_kecamatan.recaps import budget
from kinerja_kecamatan.rules.budget import efisiensi
from kinerja_kecamatan.rules.decimals import rounded, to_decimal
from kinerja_kecamatan.rules.numbers import print_number
from kinerja_kecamatan.rules.periode import Periode
from kinerja_kecamatan.rules.recap_rows import IKU, TINGKAT

KECAMATAN = "Kecamatan"
PERIOD, YEAR = "", "sd_"


def fill_totals(doc, policy) -> None:
	"""Means of the capped capaian: the unit's own over all its rows by bobot, the kecamatan's over the Camat's
	IKU; Program and Kegiatan stand apart in `nilai`."""
	levels = [level for level in TINGKAT if any(row.tingkat == level for row in doc.baris)]
	own = [row for row in doc.baris if doc.jenis != KECAMATAN or row.tingkat == IKU]
	tables = [own, *([row for row in doc.baris if row.tingkat == level] for level in levels)]
	found = engine.mean_capaian([_group(rows, prefix, doc) for rows in tables for prefix in (PERIOD, YEAR)])
	pairs = list(zip(found[::2], found[1::2], strict=True))
	mean, year = pairs[0]
	doc.rata_capaian, doc.predikat = as_column(mean), policy.predikat(mean)
	doc.rata_capaian_sd, doc.predikat_sd = as_column(year), _year_word(doc, year, policy)
	doc.set("nilai", [])
	for level, rows, means in zip(levels, tables[1:], pairs[1:], strict=True):
		_append_level(doc, level, rows, means, policy)
	_set_efficiency(doc, year)


def _group(rows: list, prefix: str, doc) -> dict:
	"""Rows whose capaian was calculated; `prefix` picks this period or the year."""
	return {
		"baris": [
			{"capaian": to_decimal(row.get(f"{prefix}capaian_dibatasi")), "bobot": to_decimal(row.bobot)}
			for row in rows
			if row.get(f"{prefix}dihitung")
		],
		"semua_berbobot": doc.jenis == KECAMATAN,
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
			"predikat_sd": _year_word(doc, year, policy),
		},
	)


def _year_word(doc, mean, policy) -> str:
	"""The year's predikat, when the year is over."""
	return policy.predikat(mean) if Periode.dari_kode(doc.periode).tutup_tahun else ""


def _set_efficiency(doc, year) -> None:
	"""Capaian kinerja of the year so far against serapan of the year so far; both must be there, for every program."""
	complete = len(budget.stated_rows(doc)) == len(doc.anggaran)
	found = efisiensi(year, budget.total(doc).serapan if complete else None)
	doc.efisiensi_teks = f"{print_number(rounded(found.selisih, 2))} poin" if found else ""
	doc.kategori_efisiensi = found.kategori if found else ""
