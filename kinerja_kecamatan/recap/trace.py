"""Where a figure comes from: a recap row's sources, its evidence, its corrections and the sums between them."""

import json

import frappe
from frappe import _

from kinerja_kecamatan.recap.aggregate import THIS_PERIOD, THIS_YEAR
from kinerja_kecamatan.rules.angka import cetak_angka
from kinerja_kecamatan.rules.capaian import NEGATIF
from kinerja_kecamatan.rules.periode import TAHUN, Periode
from kinerja_kecamatan.rules.status import STATUS_BERNILAI

REKAP, SOURCE, SNAPSHOT = "Rekap Kinerja", "Sumber Rekap", "Salinan Rekap"
SHOWN = (
	*("untuk", "periode", "unit_kerja", "jenis_dokumen", "dokumen", "baris_sumber", "status", "nilai_teks"),
	*("pembilang_teks", "penyebut_teks", "nama_pelaksana", "bukti"),
)


@frappe.whitelist(methods=["GET"])
def asal(name: str, indikator: str) -> dict:
	"""Explain one row of a recap that the caller may read.

	:return: {"kode", "nama", "angka": [{"judul", "uraian"}] (the sums, as sentences), "sumber": [rows of Sumber Rekap; a
	        kecamatan's carry their unit's own sources as "sumber"], "koreksi": [{"kolom", "sebelum", "sesudah", "alasan",
	        "oleh", "pada", "usang" (it no longer applies)}]}. A final recap answers from its snapshot. Raises
	        DoesNotExistError for an unknown indicator.
	"""
	doc = frappe.get_doc(REKAP, name)
	doc.check_permission("read")
	row = next((row for row in doc.baris if row.indikator == indikator), None)
	if not row:
		frappe.throw(_("{0} tidak memuat indikator {1}.").format(name, indikator), frappe.DoesNotExistError)
	sources = [_shown(source) for source in doc.sumber if source.indikator == indikator]
	for source in sources:
		if source["jenis_dokumen"] == REKAP and source["untuk"] == THIS_PERIOD:
			source["sumber"] = _sources_of(source["dokumen"], indikator, doc.versi)
	fields = ("kolom", "sebelum", "sesudah", "alasan", "oleh", "pada", "usang")
	return {
		"kode": row.kode,
		"nama": row.nama_indikator,
		"angka": _sums(row, sources, is_year=Periode.dari_kode(doc.periode).jenis == TAHUN),
		"sumber": sources,
		"koreksi": [{f: c.get(f) for f in fields} for c in doc.koreksi if c.indikator == indikator],
	}


def _shown(source) -> dict:
	return {field: source.get(field) for field in SHOWN}


def _sources_of(recap: str, indikator: str, version: int) -> list[dict]:
	"""What a unit's recap itself came from; as it stood when this version of the kecamatan's became final."""
	kept = frappe.db.get_value(SNAPSHOT, {"rekap": recap, "versi": version}, "isi")
	if kept:
		rows = [frappe._dict(row) for row in json.loads(kept)["sumber"] if row["indikator"] == indikator]
	else:
		rows = frappe.get_all(
			SOURCE,
			filters={"parent": recap, "parenttype": REKAP, "indikator": indikator},
			fields=list(SHOWN),
			order_by="idx",
		)
	return [_shown(row) for row in rows]


def _sums(row, sources: list[dict], is_year: bool) -> list[dict]:
	"""How the cells came about, a sentence each; what was not measured has none."""
	now, year = row.status in STATUS_BERNILAI, row.sd_status in STATUS_BERNILAI
	last = f"{row.lalu_teks} ({row.lalu_arah or '-'}, {row.lalu_selisih_teks or '-'})"
	cells = (
		(
			now,
			_("Realisasi periode ini ({0})").format(row.agregasi_sumber),
			_joined(row, row.agregasi_sumber, sources, THIS_PERIOD, row.realisasi_teks),
		),
		(
			row.dihitung,
			_("Capaian periode ini"),
			_ratio(row, row.realisasi_teks, row.target_teks, row.capaian_teks),
		),
		(
			year,
			_("Realisasi s.d. periode ini ({0})").format(row.agregasi_waktu),
			_year_so_far(row, sources, is_year),
		),
		(
			row.sd_dihitung,
			_("Capaian s.d. periode ini terhadap target tahunan"),
			_ratio(row, row.sd_teks, row.target_tahunan_teks, row.sd_capaian_teks),
		),
		(row.lalu_teks, _("Periode yang sama tahun lalu"), last),
		(
			row.kemajuan_teks,
			_("Terhadap target akhir Renstra {0}").format(row.renstra_tahun or ""),
			_ratio(row, row.sd_teks, row.renstra_teks, row.kemajuan_teks),
		),
	)
	return [{"judul": title, "uraian": text} for there, title, text in cells if there]


def _year_so_far(row, sources: list[dict], is_year: bool) -> str:
	"""The earlier periods and this one; a whole year is its quarters. A kecamatan's comes from its units' own years, of which
	a recap keeps the sums alone."""
	used = [s for s in sources if s["untuk"] == THIS_YEAR and s["status"] in STATUS_BERNILAI]
	if not used and row.agregasi_waktu == "Rasio" and row.sd_penyebut != row.nilai_penyebut:
		return f"{cetak_angka(row.sd_pembilang)} / {cetak_angka(row.sd_penyebut)} = {row.sd_teks}"
	if not is_year and row.status in STATUS_BERNILAI:
		used.append(
			{
				"nilai_teks": row.realisasi_teks,
				"pembilang_teks": cetak_angka(row.nilai_pembilang),
				"penyebut_teks": cetak_angka(row.nilai_penyebut),
			}
		)
	return _calculation(row.agregasi_waktu, used, row.sd_teks)


def _joined(row, way: str, sources: list[dict], purpose: str, result: str) -> str:
	"""How this period's figure came about from its sources."""
	if row.dikoreksi:
		return _("{0} (setelah koreksi)").format(result)
	used = [s for s in sources if s["untuk"] == purpose and s["status"] in STATUS_BERNILAI]
	return _calculation(way, used, result)


def _calculation(way: str, used: list[dict], result: str) -> str:
	"""`8 + 12 = 20`, `(1 + 9) / (1 + 18) = 52,63`, or the figure alone where there is nothing to add up."""
	if way == "Rasio" and used:
		upper, lower = (" + ".join(s[f] or "0" for s in used) for f in ("pembilang_teks", "penyebut_teks"))
		return f"({upper}) / ({lower}) = {result}"
	if way in ("Jumlah", "Kumulatif") and len(used) > 1:
		return f"{' + '.join(s['nilai_teks'] for s in used)} = {result}"
	if way == "Rata-rata" and len(used) > 1:
		return f"({' + '.join(s['nilai_teks'] for s in used)}) / {len(used)} = {result}"
	return result


def _ratio(row, value: str, target: str, capaian: str) -> str:
	if row.sifat == NEGATIF:
		return _("realisasi {0}, target {1} (makin rendah makin baik) = {2}").format(value, target, capaian)
	return f"{value} / {target} = {capaian}"
