"""A Rekap Kinerja as a workbook: the figures as numbers, the empty cells empty."""

from io import BytesIO

import frappe
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side
from openpyxl.utils import get_column_letter

from kinerja_kecamatan.rules.status import STATUS_BERNILAI

COLUMNS = (
	("No.", 5),
	("Tingkat", 10),
	("Sasaran", 34),
	("Indikator", 44),
	("Unit", 28),
	("Satuan", 10),
	("Target", 12),
	("Realisasi", 12),
	("Capaian (%)", 12),
	("Predikat", 16),
	("Status", 14),
	("Kendala", 36),
	("Tindak Lanjut", 36),
)
HEAD_ROW = 5


@frappe.whitelist(methods=["GET"])
def unduh(name: str) -> None:
	"""Download one recap as xlsx."""
	doc = frappe.get_doc("Rekap Kinerja", name)
	doc.check_permission("export")
	frappe.local.response.filename = f"{name}.xlsx"
	frappe.local.response.filecontent = build(doc)
	frappe.local.response.type = "binary"


def build(doc) -> bytes:
	"""The workbook's bytes."""
	book = Workbook()
	sheet = book.active
	sheet.title = "Rekap"
	head, body = _styles(book)
	_heading(sheet, doc)
	for column, (label, width) in enumerate(COLUMNS, start=1):
		cell = sheet.cell(HEAD_ROW, column, label)
		cell.style = head
		sheet.column_dimensions[get_column_letter(column)].width = width
	for number, row in enumerate(doc.baris, start=1):
		for column, value in enumerate(_values(number, row), start=1):
			_write(sheet.cell(HEAD_ROW + number, column), value).style = body
	sheet.freeze_panes = sheet.cell(HEAD_ROW + 1, 5)
	sheet.page_setup.orientation = "landscape"
	sheet.page_setup.fitToHeight = 0
	sheet.sheet_properties.pageSetUpPr.fitToPage = True
	sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
	out = BytesIO()
	book.save(out)
	return out.getvalue()


def _heading(sheet, doc) -> None:
	office = frappe.get_cached_value("Unit Kerja", doc.kecamatan, "nama_unit")
	unit = frappe.get_cached_value("Unit Kerja", doc.unit_kerja, "nama_unit")
	period = frappe.get_cached_value("Periode Kinerja", doc.periode, "nama_periode")
	title = (
		"REKAPITULASI DATA KINERJA KECAMATAN"
		if doc.jenis == "Kecamatan"
		else "REKAPITULASI DATA KINERJA UNIT"
	)
	lines = (
		title,
		f"{office} - {unit}" if doc.jenis == "Unit" else office,
		f"{period}, {doc.name} versi {doc.versi}, {doc.workflow_state}",
	)
	for number, text in enumerate(lines, start=1):
		_write(sheet.cell(number, 1), text).font = Font(bold=number == 1, size=13 if number == 1 else 11)


def _values(number: int, row) -> tuple:
	filled = row.status in STATUS_BERNILAI
	return (
		number,
		row.tingkat,
		row.sasaran,
		row.nama_indikator,
		frappe.get_cached_value("Unit Kerja", row.unit_kerja, "nama_unit") if row.unit_kerja else "",
		row.satuan,
		row.target if row.diukur else None,
		row.nilai if filled else None,
		round(row.capaian, 2) if row.dihitung else None,
		row.predikat,
		row.status,
		row.kendala,
		row.tindak_lanjut,
	)


def _write(cell, value):
	"""Text stays text: what starts with = + - @ never becomes a formula."""
	if isinstance(value, str):
		# Control characters, as they come with text pasted from a PDF, have no place in a workbook.
		cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
		cell.data_type = "s"
	else:
		cell.value = value
	return cell


def _styles(book) -> tuple[str, str]:
	thin = Side(style="thin")
	border = Border(left=thin, right=thin, top=thin, bottom=thin)
	wrap = Alignment(wrap_text=True, vertical="top")
	book.add_named_style(NamedStyle("kepala", font=Font(bold=True), border=border, alignment=wrap))
	book.add_named_style(NamedStyle("isi", border=border, alignment=wrap, number_format="#,##0.##"))
	return "kepala", "isi"
