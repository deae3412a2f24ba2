"""The sheet that brings a year's filler what each of its periods said: the material that kendala and tindak lanjut of the year are made of."""

from collections.abc import Sequence

from kinerja_kecamatan.excel.layout import PERIODS
from kinerja_kecamatan.excel.sheets import INTEGER, Book

_COLUMNS = (("No.", 5), ("Kode", 14), ("Indikator", 44), ("Kendala dan Tindak Lanjut Tiap Periode", 90))
TITLE = "KENDALA DAN TINDAK LANJUT TIAP PERIODE"
POINT = (
	"Ringkaslah menjadi kendala dan tindak lanjut setahun pada lembar Isian. Lembar ini hanya untuk dibaca."
)


def write(book: Book, rows: Sequence) -> None:
	"""Fill the sheet in, by the numbers that the rows have on the sheet of entries; none where no period said anything.

	:param rows: of a Format
	"""
	said = [
		(number, row)
		for number, row in enumerate(rows, start=1)
		if (row.get("kendala_triwulan") or "").strip()
	]
	if not said:
		return
	sheet, style = book.sheet(PERIODS, [width for _label, width in _COLUMNS]), book.style
	sheet.sheet.protection.sheet = True
	sheet.row([TITLE], style("judul"))
	sheet.row([POINT], style("baris"))
	sheet.blank()
	sheet.row([label for label, _width in _COLUMNS], style("kepala"), height=30)
	text, figure = style("teks"), style("angka", INTEGER)
	for number, row in said:
		values = [number, row.kode, row.nama_indikator, row.kendala_triwulan]
		sheet.row(values, (figure, text, text, text), sheet.height(values))
