"""What stands beside a recap's figures: corrections, verdicts, findings, budget, the log of the steps."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

import frappe

from kinerja_kecamatan.base.doctypes import LOG
from kinerja_kecamatan.base.stored_words import OFFICE_RECAP
from kinerja_kecamatan.excel.recap_sheets import table
from kinerja_kecamatan.excel.sheets import INTEGER, TEXT, Book, Formula, SheetWriter, number_format
from kinerja_kecamatan.office.names import unit_name
from kinerja_kecamatan.recaps.budget import (
	Share,
	by_sasaran,
	counted_rows,
	is_planned,
	several_rows_a_program,
)
from kinerja_kecamatan.rules.decimals import to_decimal
from kinerja_kecamatan.rules.numbers import shown_decimals

# Decimals of a rupiah.
SEN = 2
MOMENT = "dd-mm-yyyy hh:mm"
_CORRECTIONS = (
	("Unit", 26),
	("Indikator", 16),
	("Kolom", 12),
	("Sebelum", 14),
	("Sesudah", 14),
	("Alasan", 50),
	("Oleh", 26),
	("Pada", 17),
)
_VERDICTS = (
	("Unit", 26),
	("Kode", 14),
	("Indikator", 50),
	("Realisasi", 14),
	("Bukti", 40),
	("Putusan", 16),
	("Alasan", 44),
	("Oleh", 26),
	("Pada", 17),
)
_FINDINGS = (("Unit", 26), ("Tingkat", 12), ("Temuan", 70), ("Alasan", 50), ("Oleh", 26), ("Pada", 17))
_BUDGET = (
	("Kode", 14),
	("Program", 60),
	("Anggaran (Rp)", 20),
	("Realisasi (Rp)", 20),
	("Serapan (%)", 13),
	("Rencana Kas s.d. (Rp)", 20),
	("Sumber Dana", 16),
)
_LOG = (
	*(("Langkah", 9), ("Kegiatan", 24), ("Unit", 26), ("Dokumen", 28), ("Pelaku", 28), ("Jabatan", 28)),
	*(
		("Waktu Tersedia", 17),
		("Waktu Mulai", 17),
		("Waktu Selesai", 17),
		("Tunggu (menit)", 10),
		("Pelaksanaan (menit)", 13),
	),
	*(
		("Mutu Baku (menit)", 12),
		("Selisih (menit)", 11),
		("Hasil", 14),
		("Putaran", 9),
		("Versi", 8),
		("Alasan", 40),
	),
)


def corrections(book: Book, heading: Sequence[str], recaps: list) -> None:
	"""Sheet Koreksi: what step 8 corrected, before and after, and which of it the unit's new figures have overtaken."""
	rows = [
		(
			unit_name(recap.unit_kerja, recap.periode),
			_code(recap, row.indikator),
			row.kolom,
			row.sebelum,
			row.sesudah,
			f"{row.alasan or ''} (tidak berlaku lagi)".strip() if row.usang else row.alasan,
			row.oleh,
			_moment(row.pada),
		)
		for recap in recaps
		for row in recap.koreksi
	]
	_sheet(book, "Koreksi", heading, _CORRECTIONS, rows, "Tidak ada koreksi.")


def verdicts(book: Book, heading: Sequence[str], recaps: list) -> None:
	"""Sheet Putusan: the validator's own word on each figure, the figure that it was given on, and the evidence beside it."""
	rows = [
		(
			unit_name(recap.unit_kerja, recap.periode),
			row.kode,
			row.nama_indikator,
			row.angka_teks,
			row.bukti or "tidak ada",
			row.putusan or "belum ada",
			row.alasan,
			row.oleh,
			_moment(row.pada),
		)
		for recap in recaps
		for row in recap.get("validasi") or []
	]
	_sheet(book, "Putusan", heading, _VERDICTS, rows, "Tidak ada angka yang divalidasi.")


def findings(book: Book, heading: Sequence[str], recaps: list) -> None:
	"""Sheet Temuan: what step 7 found, and the reasons given."""
	rows = [
		(
			unit_name(recap.unit_kerja, recap.periode),
			row.tingkat,
			row.uraian,
			row.alasan,
			row.oleh,
			_moment(row.pada),
		)
		for recap in recaps
		for row in recap.get("temuan") or []
	]
	_sheet(book, "Temuan", heading, _FINDINGS, rows, "Tidak ada temuan.")


def budget(book: Book, heading: Sequence[str], doc) -> None:
	"""Sheet Anggaran: programs, what was spent, serapan and totals by formula."""
	sheet, style = _start(book, "Anggaran", heading, _BUDGET), book.style
	text, percent = style("teks", TEXT), style("angka", number_format(2))
	first = sheet.count + 1
	for row in doc.get("anggaran") or []:
		number = sheet.count + 1
		spent = row.nilai_realisasi if row.realisasi else None
		rate = Formula(f'=IF(AND(ISNUMBER(D{number}),C{number}>0),D{number}/C{number}*100,"")')
		planned = row.rencana_kas if is_planned(row) else None
		values = [row.kode_program, row.program, row.anggaran, spent, rate, planned, row.get("sumber_dana")]
		had, used, plan = (style("angka", _rupiah(amount)) for amount in (row.anggaran, spent, planned))
		sheet.row(values, (text, text, had, used, percent, plan, text), sheet.height(values))
	last = sheet.count
	if last < first:
		sheet.row(["Belum ada program pada Perjanjian Kinerja."], style("naskah"))
		return
	# Of programs with their kegiatan beside them the programs; and only those whose spending is stated count in the rate.
	counted = {id(row) for row in counted_rows(doc)}
	runs = _runs([first + n for n, row in enumerate(doc.anggaran) if id(row) in counted])
	stated = "+".join(f'SUMIF(D{a}:D{b},">=0",C{a}:C{b})' for a, b in runs)
	sums = {letter: ",".join(f"{letter}{a}:{letter}{b}" for a, b in runs) for letter in "CD"}
	rate = Formula(f'=IF({stated}>0,SUM({sums["D"]})/({stated})*100,"")')
	totals = [Formula(f"=SUM({sums[letter]})") for letter in "CD"]
	strong = style("kelompok")
	looks = [
		style(
			"jumlah", _rupiah(sum((to_decimal(row.get(field) or 0) for row in counted_rows(doc)), Decimal(0)))
		)
		for field in ("anggaran", "nilai_realisasi")
	]
	looks.append(style("jumlah", number_format(2)))
	sheet.row(["", "Jumlah", *totals, rate], (strong, strong, *looks))
	_shares(sheet, "Program", several_rows_a_program(doc))
	_shares(sheet, "Sasaran", by_sasaran(doc))


def _shares(sheet: SheetWriter, word: str, shares: list[Share]) -> None:
	"""What each program or sasaran has and has spent, where the rows above do not say it themselves; on the paper the same."""
	if not shares:
		return
	style = sheet.book.style
	percent = style("angka", number_format(2))
	sheet.blank()
	sheet.row([f"Serapan per {word}"], style("tebal"))
	sheet.row(["", word, "Anggaran (Rp)", "Realisasi (Rp)", "Serapan (%)"], style("kepala"), height=30)
	for share in shares:
		number = sheet.count + 1
		rate = Formula(f'=IF(AND(ISNUMBER(D{number}),C{number}>0),D{number}/C{number}*100,"")')
		values = ["", share.nama, share.anggaran, share.realisasi, rate]
		money = [style("angka", _rupiah(amount)) for amount in (share.anggaran, share.realisasi)]
		sheet.row(values, (style("teks"), style("teks"), *money, percent), sheet.height(values))


def _rupiah(amount) -> str:
	"""How an amount is shown: sen only where there are any."""
	return number_format(shown_decimals(amount or 0, SEN))


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
	"""Numbers in order as (first, last) of each run without a gap."""
	runs: list[tuple[int, int]] = []
	for number in numbers:
		if runs and runs[-1][1] == number - 1:
			runs[-1] = (runs[-1][0], number)
		else:
			runs.append((number, number))
	return runs


def log(book: Book, heading: Sequence[str], doc) -> None:
	"""Sheet Tahapan: the lines of the log that the person may read."""
	filters = {"disposisi": doc.disposisi}
	if doc.jenis != OFFICE_RECAP:
		filters["unit_kerja"] = doc.unit_kerja
	fields = [
		"langkah",
		"kegiatan",
		"unit_kerja",
		"dokumen",
		"nama_pelaku",
		"jabatan",
		"t0_tersedia",
		"t1_mulai",
		"t2_selesai",
	]
	fields += ["tunggu", "pelaksanaan", "standar", "hasil", "putaran", "versi", "alasan"]
	entries = frappe.get_list(LOG, filters=filters, fields=fields, order_by="t2_selesai, creation", limit=0)
	rows = []
	for number, entry in enumerate(entries, start=table.FIRST_ROW):
		values = [entry[field] for field in fields]
		values[2] = unit_name(entry.unit_kerja, doc.periode)
		values.insert(12, Formula(f"=K{number}-L{number}"))
		rows.append(values)
	_sheet(book, "Tahapan", heading, _LOG, rows, "Belum ada langkah yang selesai.")


def _sheet(
	book: Book, title: str, heading: Sequence[str], columns: Sequence, rows: Sequence, nothing: str
) -> None:
	sheet = _start(book, title, heading, columns)
	text, moment, number = (book.style("teks", form) for form in (TEXT, MOMENT, INTEGER))
	for values in rows:
		styles = [
			moment if isinstance(v, datetime) else number if isinstance(v, int | Formula) else text
			for v in values
		]
		sheet.row(values, styles, sheet.height(values))
	if not rows:
		sheet.row([nothing], book.style("baris"))


def _start(book: Book, title: str, heading: Sequence[str], columns: Sequence):
	sheet = book.sheet(title, [width for _label, width in columns])
	sheet.sheet.freeze_panes = f"A{table.FIRST_ROW}"
	sheet.sheet.print_title_rows = f"{table.HEAD_ROW}:{table.HEAD_ROW}"
	table.head(sheet, [title.upper(), *heading[1:]])
	sheet.row([label for label, _width in columns], book.style("kepala"), height=30)
	return sheet


def _code(recap, indikator: str) -> str:
	return next((row.kode for row in recap.baris if row.indikator == indikator), indikator)


def _moment(value) -> datetime | None:
	return frappe.utils.get_datetime(value) if value else None
