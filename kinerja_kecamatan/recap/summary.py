"""A recap's totals: mean capaian and predikat per tingkat, over all of a unit's rows or the kecamatan's IKU; efisiensi."""

from kinerja_kecamatan.formats.fill import as_column
from kinerja_kecamatan.rules.anggaran import efisiensi
from kinerja_kecamatan.rules.angka import cetak_angka
from kinerja_kecamatan.rules.desimal import bulatkan, ke_desimal
from kinerja_kecamatan.rules.periode import Periode
from kinerja_kecamatan.rules.rekap import IKU, TINGKAT, rata_capaian

KECAMATAN = "Kecamatan"


def fill(doc, policy) -> None:
	"""Means of the capped capaian: the unit's own over all its rows by bobot, the kecamatan's over the Camat's IKU
	(DESIGN 6); Program and Kegiatan stand apart in `nilai`."""
	office = doc.jenis == KECAMATAN
	rows = [row for row in doc.baris if row.tingkat == IKU] if office else doc.baris
	mean, year = _mean(rows, "", office), _mean(rows, "sd_", office)
	doc.rata_capaian, doc.predikat = as_column(mean), policy.predikat(mean)
	doc.rata_capaian_sd, doc.predikat_sd = as_column(year), _year_word(doc, year, policy)
	doc.set("nilai", [])
	for level in TINGKAT:
		_append_level(doc, level, policy)
	_set_efficiency(doc, year)


def _mean(rows: list, prefix: str, office: bool):
	"""Mean over rows whose capaian was calculated, None if there is none; `prefix` picks this period or the year."""
	return rata_capaian(
		(
			(ke_desimal(row.get(f"{prefix}capaian_dibatasi")), ke_desimal(row.bobot))
			for row in rows
			if row.get(f"{prefix}dihitung")
		),
		semua_berbobot=office,
	)


def _append_level(doc, level: str, policy) -> None:
	rows = [row for row in doc.baris if row.tingkat == level]
	if not rows:
		return
	office = doc.jenis == KECAMATAN
	mean, year = _mean(rows, "", office), _mean(rows, "sd_", office)
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
	"""Capaian kinerja of the year so far against serapan of the year so far; both must be there."""
	spent = any(row.realisasi for row in doc.anggaran)
	found = efisiensi(year, ke_desimal(doc.serapan) if spent else None)
	doc.efisiensi_teks = f"{cetak_angka(bulatkan(found.selisih, 2))} poin" if found else ""
	doc.kategori_efisiensi = found.kategori if found else ""
