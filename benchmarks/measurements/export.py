"""Workbooks out: the writer that every sheet goes through, and the recap's own table, beside the bare libraries."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO

import frappe
import xlsxwriter
from openpyxl import Workbook

from benchmarks.measurement import Bench, Figure, measurement
from benchmarks.timing import paired
from kinerja_kecamatan.base.stored_words import OFFICE_RECAP
from kinerja_kecamatan.excel.recap_sheets import table
from kinerja_kecamatan.excel.sheets import TEXT, Book, SheetWriter, number_format
from kinerja_kecamatan.figures.policy import SitePolicy

ROWS, COLUMNS, LIMIT = 1000, 50, 1.5
# The recap's table also works out every cell: formulas, formats, texts that stand for missing figures.
TABLE_LIMIT = 3
# The recap's table has half as many columns: as many cells.
RECAP_ROWS = ROWS * COLUMNS // len(table.COLUMNS)
RUNS = 7


@measurement("excel, 1,000 x 50 beside openpyxl and XlsxWriter")
def export(bench: Bench) -> Iterator[Figure]:
	rows = list(_rows())
	yield from _beside(f"ekspor {ROWS} x {COLUMNS}", lambda: _styled(rows), rows, LIMIT)


@measurement("excel, the recap's table beside openpyxl and XlsxWriter")
def recap_table(bench: Bench) -> Iterator[Figure]:
	doc = frappe._dict(jenis=OFFICE_RECAP, baris=[_row(number) for number in range(RECAP_ROWS)])
	title = f"tabel rekap {RECAP_ROWS} x {len(table.COLUMNS)}"
	yield from _beside(title, lambda: _recap(doc), _written(doc), TABLE_LIMIT)


def _beside(
	title: str, work: Callable[[], bytes], rows: Sequence[Sequence], limit: float
) -> Iterator[Figure]:
	"""The app's own way, with formats, frames and heights, beside the same values without any."""
	for name, bare, most in (
		("openpyxl write_only", _bare_openpyxl, limit),
		("XlsxWriter", _bare_xlsxwriter, None),
	):
		seconds, baseline = paired(work, lambda bare=bare: bare(rows), RUNS, clock=time.process_time)
		yield Figure.compared(f"{title}, terhadap {name} polos", seconds, baseline, limit=most)


def _rows() -> Iterator[list]:
	for row in range(ROWS):
		yield [f"teks {row} {column}" if column % 2 else row * column / 7 for column in range(COLUMNS)]


def _styled(rows: Sequence[Sequence]) -> bytes:
	"""As every sheet is written: every cell framed and formatted, every row as high as its texts need."""
	book = Book()
	sheet = book.sheet("Rekap", [12] * COLUMNS)
	text, figure = book.style("teks", TEXT), book.style("angka", number_format(2))
	styles = [text if column % 2 else figure for column in range(COLUMNS)]
	for values in rows:
		sheet.row(values, styles, sheet.height(values))
	return book.bytes()


def _recap(doc) -> bytes:
	book = Book()
	table.write(book.sheet("Rekap", table.WIDTHS), "Rekap", ["REKAP", "", ""], doc, SitePolicy())
	return book.bytes()


def _written(doc) -> list[list]:
	"""The values that the table's cells get, row by row."""
	rows: list[list] = []

	class Listening(SheetWriter):
		def row(self, values, styles, height=None):
			rows.append(list(values))
			return super().row(values, styles, height)

	book = Book()
	sheet = book.sheet("Rekap", table.WIDTHS)
	table.write(Listening(book, sheet.sheet, table.WIDTHS), "Rekap", ["REKAP", "", ""], doc, SitePolicy())
	book.bytes()
	return rows


def _row(number: int) -> frappe._dict:
	"""A recap's row with everything that it can have."""
	target, value = 50 + number % 7, (number * 7) % 90 + 10.5
	capaian, year, kemajuan = value / target * 100, value * 2 / 200 * 100, value * 2 / 1000 * 100
	return frappe._dict(
		{
			"tingkat": "Program",
			"kode": f"IK-{number:04}",
			"satuan": "Dokumen",
			"sifat": "Positif",
			"bobot": 0,
		},
		sasaran="Meningkatnya kualitas pelayanan publik kecamatan",
		nama_indikator=f"Persentase pengaduan masyarakat yang ditindaklanjuti nomor {number}",
		**{"unit_kerja": f"unit {number % 5}", "desimal": 2, "diukur": 1, "dihitung": 1, "status": "Terisi"},
		**{"target": target, "nilai": value, "capaian": capaian, "predikat": "Tinggi"},
		**{"target_tahunan": 200, "target_tahunan_teks": "200", "sd_status": "Terisi", "sd_nilai": value * 2},
		**{
			"target_sd": 200,
			"target_sd_teks": "200",
			"sd_predikat": "Tinggi",
			"kemajuan_tahun": year,
			"kemajuan_tahun_teks": "1 %",
		},
		**{"sd_capaian": year, "sd_dihitung": 1, "lalu_status": "Terisi", "lalu_nilai": 30},
		**{"renstra_target": 1000, "renstra_teks": "1.000", "kemajuan": kemajuan, "kemajuan_teks": "1 %"},
		kendala=f"Hambatan pada kegiatan nomor {number} karena cuaca",
		tindak_lanjut="Dijadwalkan ulang pada bulan berikutnya",
	)


def _bare_openpyxl(rows: Sequence[Sequence]) -> bytes:
	book = Workbook(write_only=True)
	sheet = book.create_sheet("Rekap")
	for values in rows:
		sheet.append(values)
	out = BytesIO()
	book.save(out)
	return out.getvalue()


def _bare_xlsxwriter(rows: Sequence[Sequence]) -> bytes:
	out = BytesIO()
	book = xlsxwriter.Workbook(out, {"in_memory": True})
	sheet = book.add_worksheet("Rekap")
	for number, values in enumerate(rows):
		sheet.write_row(number, 0, values)
	book.close()
	return out.getvalue()
