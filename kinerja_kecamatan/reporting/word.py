"""The material as a .docx: chapters I to IV with tables T1 to T6, for the office to go on writing in."""

from collections.abc import Sequence
from io import BytesIO

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from frappe import _

from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.base.stored_words import USUAL_PAPER
from kinerja_kecamatan.office.names import unit_name
from kinerja_kecamatan.reporting import tables, texts
from kinerja_kecamatan.reporting.table_parts import Angka, Tabel
from kinerja_kecamatan.rules.periode import Periode

PAGES = {USUAL_PAPER: (215, 330), "A4": (210, 297)}
MARGIN_MM = 25
FONT, SIZE, TABLE_SIZE = "Arial", 11, 8


def build(doc, paper: str = USUAL_PAPER) -> bytes:
	"""The file's bytes for a kecamatan's final Rekap."""
	writer = _Writer(PAGES.get(paper, PAGES[USUAL_PAPER]))
	found = {table.kode: table for table in tables.tables_of(doc)}
	_title(writer, doc)
	writer.chapter(_("BAB I PENDAHULUAN"))
	for heading, paragraphs in texts.opening(doc):
		writer.section(heading, paragraphs)
	writer.chapter(_("BAB II PERENCANAAN KINERJA"))
	writer.paragraphs(texts.planning(doc))
	_accountability(writer, doc, found)
	writer.chapter(_("BAB IV PENUTUP"))
	writer.paragraphs(texts.closing(doc))
	return writer.bytes()


def _title(writer: "_Writer", doc) -> None:
	when, office = Periode.dari_kode(doc.periode), unit_name(doc.kecamatan, doc.periode)
	for line in (_("LAPORAN KINERJA INSTANSI PEMERINTAH"), office.upper(), when.nama.upper()):
		writer.centred(line)
	writer.paragraphs(
		[
			texts.source(doc),
			_("Naskah ini bahan: isi yang di dalam kurung siku dan tanda … dilengkapi oleh kantor."),
		]
	)


def _accountability(writer: "_Writer", doc, found: dict[str, Tabel]) -> None:
	writer.chapter(_("BAB III AKUNTABILITAS KINERJA"))
	writer.section(_("A. Capaian Kinerja Organisasi"), [])
	parts = (
		("1. Target dan realisasi", texts.achieved(doc), ("T1", "T1b")),
		("2. Perbandingan dengan tahun sebelumnya", [], ("T2",)),
		("3. Perbandingan dengan target akhir Renstra", [], ("T3",)),
		("4. Perbandingan dengan standar nasional", [], ("T4",)),
		("5. Penyebab dan upaya", [], ("T5",)),
		("6. Program dan kegiatan penunjang", [], ("T1a",)),
	)
	for heading, paragraphs, codes in parts:
		there = [found[code] for code in codes if code in found]
		if there:
			writer.section(_(heading), paragraphs, level=3)
		for table in there:
			writer.table(table)
	writer.section(_("B. Realisasi Anggaran"), texts.money(doc))
	for code in ("T6", "T6a", "T6b"):
		if code in found:
			writer.table(found[code])


class _Writer:
	"""A document being written from top to bottom."""

	def __init__(self, page: tuple[int, int]):
		self.document = Document()
		section = self.document.sections[0]
		section.orientation = WD_ORIENT.PORTRAIT
		section.page_width, section.page_height = Mm(page[0]), Mm(page[1])
		section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(
			MARGIN_MM
		)
		self.width = page[0] - 2 * MARGIN_MM
		style = self.document.styles["Normal"]
		style.font.name, style.font.size = FONT, Pt(SIZE)
		for level in (1, 2, 3):
			heading = self.document.styles[f"Heading {level}"]
			heading.font.name, heading.font.size, heading.font.color.rgb = FONT, Pt(SIZE + 3 - level), None
			heading.element.rPr.rFonts.set(qn("w:asciiTheme"), "")

	def chapter(self, title: str) -> None:
		self.document.add_page_break()
		self.document.add_heading(clean(title), 1).alignment = WD_ALIGN_PARAGRAPH.CENTER

	def section(self, title: str, paragraphs: Sequence[str], level: int = 2) -> None:
		self.document.add_heading(clean(title), level)
		self.paragraphs(paragraphs)

	def paragraphs(self, texts_: Sequence[str]) -> None:
		for text in texts_:
			self.document.add_paragraph(_unbroken(clean(text))).alignment = WD_ALIGN_PARAGRAPH.JUSTIFY

	def centred(self, text: str) -> None:
		line = self.document.add_paragraph()
		line.alignment = WD_ALIGN_PARAGRAPH.CENTER
		run = line.add_run(clean(text))
		run.bold, run.font.size = True, Pt(SIZE + 3)

	def table(self, table: Tabel) -> None:
		"""A table under its caption, its head on every page."""
		caption = self.document.add_paragraph()
		caption.paragraph_format.keep_with_next = True
		caption.add_run(f"{_('Tabel')} {table.kode}. {clean(table.judul)}").bold = True
		if not table.baris:
			self.paragraphs([_("[Belum ada data.]")])
			return
		grid = self.document.add_table(rows=1, cols=len(table.kepala), style="Table Grid")
		grid.autofit = False
		for column, share in zip(grid.columns, table.lebar, strict=True):
			column.width = self._share(share, table.lebar)
		self._fill(grid.rows[0].cells, table.kepala, table.lebar, bold=True)
		_repeat(grid.rows[0])
		for values in table.baris:
			row = grid.add_row()
			_keep_whole(row)
			self._fill(row.cells, values, table.lebar)
		self.document.add_paragraph(table.catatan)

	def _share(self, share: int, shares: Sequence[int]) -> Mm:
		return Mm(self.width * share / sum(shares))

	def _fill(self, cells, values: Sequence, shares: Sequence[int], bold: bool = False) -> None:
		for cell, value, share in zip(cells, values, shares, strict=True):
			cell.width = self._share(share, shares)
			line = cell.paragraphs[0]
			line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(1)
			run = line.add_run(clean(texts.printed(value)))
			run.bold, run.font.size = bold, Pt(TABLE_SIZE)
			if isinstance(value, Angka):
				line.alignment = WD_ALIGN_PARAGRAPH.RIGHT

	def bytes(self) -> bytes:
		out = BytesIO()
		self.document.save(out)
		return out.getvalue()


def _unbroken(text: str) -> str:
	"""A percent sign stays on its number's line."""
	return text.replace(" %", "\u00a0%")


def _repeat(row) -> None:
	_mark(row, "w:tblHeader")


def _keep_whole(row) -> None:
	_mark(row, "w:cantSplit")


def _mark(row, tag: str) -> None:
	mark = OxmlElement(tag)
	mark.set(qn("w:val"), "true")
	row._tr.get_or_add_trPr().append(mark)
