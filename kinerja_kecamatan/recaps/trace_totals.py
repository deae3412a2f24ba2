"""Where a recap's totals come from: which rows its means count and which not, and why; serapan and efisiensi."""

from decimal import Decimal

import frappe
from frappe import _

from kinerja_kecamatan.base.doctypes import REKAP
from kinerja_kecamatan.base.stored_words import OFFICE_RECAP
from kinerja_kecamatan.figures import not_reported
from kinerja_kecamatan.figures import policy as policies
from kinerja_kecamatan.office.measures import target_column
from kinerja_kecamatan.recaps import budget
from kinerja_kecamatan.rules.capaian import DIHITUNG, TARGET_NOL
from kinerja_kecamatan.rules.decimals import rounded, to_decimal
from kinerja_kecamatan.rules.numbers import print_number, print_percent
from kinerja_kecamatan.rules.periode import Periode
from kinerja_kecamatan.rules.recap_rows import IKU, mean_of_rows
from kinerja_kecamatan.rules.rilis import is_information
from kinerja_kecamatan.rules.status import BELUM_DIISI, MENUNGGU_RILIS, TIDAK_ADA_OBJEK, TIDAK_DIUKUR

# Prefix of a row's columns, and those of its judged figure.
PERIOD, YEAR = ("", "status", "nilai", "target"), ("sd_", "sd_status", "sd_nilai", "target_sd")
# What two means may differ by that were worked out from stored figures.
NEAR = Decimal("0.000001")


def explain_totals(name: str) -> dict:
	"""See `recaps.api.asal_nilai`."""
	doc = frappe.get_doc(REKAP, name)
	doc.check_permission("read")
	return {
		"rata": [
			_mean(doc, PERIOD, _("Rata-rata capaian periode ini"), ("rata_capaian", "predikat")),
			_mean(doc, YEAR, _("Rata-rata capaian s.d. periode ini"), ("rata_capaian_sd", "predikat_sd")),
		],
		"serapan": _spending(doc),
		"efisiensi": _efficiency(doc),
	}


def _mean(doc, columns: tuple[str, ...], title: str, fields: tuple[str, str]) -> dict:
	prefix, whole = columns[0], doc.jenis == OFFICE_RECAP
	rows = [row for row in doc.baris if not whole or row.tingkat == IKU]
	counted = [row for row in rows if row.get(f"{prefix}dihitung")]
	weighs = bool(counted) and (all if whole else any)(row.bobot for row in counted)
	return {
		"judul": _("{0} (IKU)").format(title) if whole else title,
		"uraian": _division(counted, prefix, weighs, to_decimal(doc.get(fields[0])), whole),
		"dasar": doc.get(f"{fields[0]}_teks") or "",
		"predikat": doc.get(fields[1]) or "",
		"baris": [_line(row, prefix, weighs) for row in counted],
		"tidak_dihitung": [
			{"kode": row.kode, "nama": row.nama_indikator, "sebab": _why_not(row, columns)}
			for row in rows
			if row not in counted
		],
	}


def _line(row, prefix: str, weighs: bool) -> dict:
	capaian, bobot = to_decimal(row.get(f"{prefix}capaian_dibatasi")), to_decimal(row.bobot)
	return {
		"kode": row.kode,
		"nama": row.nama_indikator,
		"capaian": print_percent(capaian),
		"bobot": print_number(bobot) if weighs else "",
		"hasil": _cents(capaian * bobot if weighs else capaian),
	}


def _division(rows: list, prefix: str, weighs: bool, stored: Decimal, whole: bool) -> str:
	"""`281,67 / 3 = 93,89 %`, by bobot `9.350 / 100 = 93,5 %`; says so where another rule made the figure."""
	if not rows:
		return _("Belum ada indikator yang dapat dihitung.")
	pairs = [(to_decimal(row.get(f"{prefix}capaian_dibatasi")), to_decimal(row.bobot)) for row in rows]
	weights = [bobot if weighs else Decimal(1) for _capaian, bobot in pairs]
	total = sum((pair[0] * weight for pair, weight in zip(pairs, weights, strict=True)), Decimal(0))
	mean = mean_of_rows(pairs, semua_berbobot=whole)
	text = f"{_cents(total)} / {print_number(sum(weights, Decimal(0)))} = {print_percent(mean)}"
	if abs(mean - stored) > NEAR:
		return _("{0} menurut aturan lain (Server Script); hitungan biasa: {1}").format(
			print_percent(stored), text
		)
	return text


def _why_not(row, columns: tuple[str, ...]) -> str:
	prefix, status, value, target = columns
	if row.tidak_disampaikan and row.get(status) == BELUM_DIISI:
		return not_reported.TEKS
	if row.get(f"{prefix}belum_utuh"):
		return _("jumlahnya belum utuh, menunggu rilis")
	# It says itself why it is not judged.
	if said := row.get(f"{prefix}capaian_teks"):
		return said
	if not prefix and is_information(row):
		return _("informasi; periode ini tanpa target")
	goal = target_column(row, target)
	policy = policies.policy_of(row, policies.current_policy())
	found = policy.capaian(to_decimal(row.get(value)), goal, row.sifat, row.get(status))
	return {
		BELUM_DIISI: _("belum diisi"),
		TIDAK_DIUKUR: _("tidak diukur"),
		TIDAK_ADA_OBJEK: _("tidak ada objek"),
		MENUNGGU_RILIS: _("menunggu rilis"),
		TARGET_NOL: _("targetnya nol"),
		DIHITUNG: _("targetnya di bawah nol, yang waktu itu belum dinilai"),
	}.get(found.status, found.status)


def _spending(doc) -> dict:
	sums, (stated, programs) = budget.total(doc), budget.stated_of_all(doc)
	text = _("Realisasi anggaran belum diisi.")
	if sums.serapan is not None:
		text = (
			f"{print_number(sums.realisasi)} / {print_number(sums.anggaran)} = {print_percent(sums.serapan)}"
		)
	elif stated:
		text = _("Program yang diisi tidak mempunyai anggaran; serapannya tidak dihitung.")
	if 0 < stated < programs:
		text = _("{0} ({1} dari {2} program sudah diisi)").format(text, stated, programs)
	return {
		"uraian": text,
		"baris": [
			{
				"program": budget.program_name(row),
				"realisasi": row.realisasi or "",
				"anggaran": print_number(to_decimal(row.anggaran)),
				"serapan": row.serapan_teks or "",
			}
			for row in doc.anggaran
		],
	}


def _efficiency(doc) -> str:
	if not doc.kategori_efisiensi:
		return _("Efisiensi dihitung bila realisasi semua program dan capaian s.d. periode ini sudah ada.")
	if not doc.efisiensi_teks:
		return _(
			"Belum dinilai: efisiensi dinilai pada periode yang menutup tahun, atau lebih awal, pada akhir triwulan, bila rencana kas tiap triwulan semua program diisi pada Perjanjian Kinerja (0 bila tidak ada)."
		)
	closes = Periode.dari_kode(doc.periode).tutup_tahun
	sentence = (
		_("capaian {0} - serapan {1} = {2} ({3})")
		if closes
		else _("capaian {0} - serapan atas rencana kas {1} = {2} ({3})")
	)
	rate = budget.total(doc).serapan if closes else budget.rate_of_plan(doc)
	return sentence.format(
		print_percent(doc.rata_capaian_sd), print_percent(rate), doc.efisiensi_teks, doc.kategori_efisiensi
	)


def _cents(value: Decimal) -> str:
	return print_number(rounded(value, 2))
