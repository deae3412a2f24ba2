"""Tables T1 to T6 as a workbook, a sheet each, figures as numbers."""

from kinerja_kecamatan.base.stored_words import USUAL_PAPER
from kinerja_kecamatan.excel.sheets import TEXT, Book, number_format
from kinerja_kecamatan.office.names import unit_name
from kinerja_kecamatan.reporting import tables, texts
from kinerja_kecamatan.reporting.table_parts import Angka, Tabel

# Characters over a landscape page.
PAGE_WIDTH = 150
HEAD_ROW = 4


def build(doc, paper: str = USUAL_PAPER) -> bytes:
	"""The file's bytes for a kecamatan's final Rekap."""
	book = Book(paper)
	for table in tables.tables_of(doc):
		_write(
			book,
			table,
			(f"{table.kode}. {table.judul}", f"{unit_name(doc.kecamatan, doc.periode)}. {texts.source(doc)}"),
		)
	return book.bytes()


def _write(book: Book, table: Tabel, lines: tuple[str, str]) -> None:
	sheet = book.sheet(table.kode, [PAGE_WIDTH * share / sum(table.lebar) for share in table.lebar])
	sheet.sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
	sheet.sheet.freeze_panes = f"A{HEAD_ROW + 1}"
	sheet.row([lines[0]], book.style("judul"))
	sheet.row([lines[1]], book.style("baris"))
	sheet.blank()
	sheet.row(list(table.kepala), book.style("kepala"), height=30)
	for values in table.baris:
		styles = [_style(book, value) for value in values]
		plain = [value.nilai if isinstance(value, Angka) else value for value in values]
		sheet.row(plain, styles, sheet.height(plain))
	if table.catatan:
		sheet.row([table.catatan], book.style("baris"))


def _style(book: Book, value) -> str:
	if isinstance(value, Angka):
		return book.style("angka", number_format(value.desimal, value.tanda))
	return book.style("teks", TEXT)
