"""Whitelisted methods of the recaps, for the desk and for REST clients."""

import frappe

from kinerja_kecamatan.recaps import interim, offices, trace, trace_totals


@frappe.whitelist(methods=["GET"])
def sementara(disposisi: str) -> dict:
	"""The kecamatan's recap of an order as it would be now, for who may read it.

	:return: {"unit_masuk", "unit_total", "rata_capaian" (percent or None, over the IKU), "rata_capaian_teks" (what it rests on), "predikat",
	        "baris": [{"indikator", "kode", "nama_indikator", "tingkat", "satuan", "status", "tidak_disampaikan" (1: its unit is
	        Tidak Melapor), "sementara", "belum_utuh" (1: a part of the sum is waited for), "target_teks", "realisasi_teks"
	        (`80,5*` where it is provisional), "capaian_teks", "predikat"}]}
	"""
	return interim.interim_recap(disposisi)


@frappe.whitelist(methods=["GET"])
def tahunan(periode: list[str] | str) -> list[dict]:
	"""Final recaps of the given periods of one kind (four quarters, twelve months), per kecamatan that the caller may read; several kinds
	are refused, since the same figures would be counted twice.

	:return: [{"kecamatan", "indikator", "dihitung", "menunggu" (others have not published them, or a part of their sum), "sementara" (of
	        those that count), "rata_capaian" (percent over the IKU against the targets up to the last final period, capped;
	        None where nothing is calculated), "periode" (the last final one), "banyak_periode" (how many are final),
	        "predikat" ("" as long as a period before the last one is not final)}]
	"""
	return offices.year_of_offices(periode)


@frappe.whitelist(methods=["GET"])
def asal(name: str, indikator: str) -> dict:
	"""Explain one row of a recap that the caller may read.

	:return: {"kode", "nama", "angka": [{"judul", "uraian"}] (the sums, as sentences), "sumber": [rows of Sumber Rekap; a
	        kecamatan's carry their unit's own sources as "sumber"], "koreksi": [{"unit", "kolom", "sebelum", "sesudah",
	        "alasan", "oleh", "pada", "usang" (it no longer applies)}], a kecamatan's those of its units}. A final recap
	        answers from its snapshot. Raises DoesNotExistError for an unknown indicator.
	"""
	return trace.explain_row(name, indikator)


@frappe.whitelist(methods=["GET"])
def asal_nilai(name: str) -> dict:
	"""Explain the totals of a recap that the caller may read.

	:return: {"rata": [{"judul", "uraian" (sum / number = mean), "dasar" (what it rests on), "predikat", "baris": [{"kode", "nama", "capaian", "bobot",
	        "hasil"}], "tidak_dihitung": [{"kode", "nama", "sebab"}]}] (this period, the year so far), "serapan": {"uraian",
	        "baris": [{"program", "realisasi", "anggaran", "serapan"}]}, "efisiensi": a sentence}; figures as printed.
	"""
	return trace_totals.explain_totals(name)
