"""A Rekap Kinerja as a workbook: Ringkasan with its chart, the rows, each unit's, corrections, verdicts, findings, budget, steps."""

import re

import frappe

from kinerja_kecamatan.base.doctypes import PENGATURAN, REKAP, UNIT_KERJA
from kinerja_kecamatan.base.stored_words import OFFICE_RECAP, UNIT_RECAP, USUAL_PAPER
from kinerja_kecamatan.excel.recap_sheets import records, summary, table
from kinerja_kecamatan.excel.recap_sheets.below import Below
from kinerja_kecamatan.excel.sheets import Book
from kinerja_kecamatan.figures import policy as policies
from kinerja_kecamatan.office.names import office_word, period_name, unit_name

SUMMARY, ROWS = "Ringkasan", "Rekap"
# What a sheet's name may not hold, and how long it may be.
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_MAX_TITLE = 31


def send_recap(name: str) -> None:
	"""See `excel.api.unduh_rekap`."""
	doc = frappe.get_doc(REKAP, name)
	doc.check_permission("export")
	frappe.local.response.filename = f"{name}.xlsx"
	frappe.local.response.filecontent = build(doc)
	frappe.local.response.type = "binary"


def build(doc) -> bytes:
	"""The workbook's bytes; of unit recaps and the log, what the session's user may read."""
	policy, heading = policies.current_policy(), _heading(doc)
	book = Book(frappe.get_cached_doc(PENGATURAN).ukuran_kertas or USUAL_PAPER)
	front = book.sheet(SUMMARY, summary.WIDTHS)
	rows, recaps, below = book.sheet(ROWS, table.WIDTHS), _unit_recaps(doc), Below()
	units = [(recap, _unit_sheet(book, recap, policy)) for recap in recaps]
	for recap, found in units:
		below.add(recap, found.cell, table.FIRST_ROW)
	main = table.write(rows, ROWS, heading, doc, policy, below)
	records.corrections(book, heading, recaps or [doc])
	records.verdicts(book, heading, recaps or [doc])
	records.findings(book, heading, [*recaps, doc])
	records.budget(book, heading, doc)
	records.log(book, heading, doc)
	summary.write(front, heading, doc, main, units)
	return book.bytes()


def _unit_recaps(doc) -> list:
	"""The unit recaps under a kecamatan's, in the order of units."""
	if doc.jenis != OFFICE_RECAP:
		return []
	filters = {"disposisi": doc.disposisi, "jenis": UNIT_RECAP}
	names = frappe.get_list(REKAP, filters=filters, fields=["name", "unit_kerja"], limit=0)
	order = {
		unit: n
		for n, unit in enumerate(
			frappe.get_all(UNIT_KERJA, filters={"kecamatan": doc.kecamatan}, pluck="name", order_by="lft")
		)
	}
	return [
		frappe.get_doc(REKAP, row.name) for row in sorted(names, key=lambda row: order.get(row.unit_kerja, 0))
	]


def _unit_sheet(book: Book, recap, policy) -> table.Written:
	title = book.title(_FORBIDDEN.sub(" ", unit_name(recap.unit_kerja, recap.periode))[:_MAX_TITLE])
	return table.write(book.sheet(title, table.WIDTHS), title, _heading(recap), recap, policy)


def _heading(doc) -> list[str]:
	office, unit = unit_name(doc.kecamatan, doc.periode), unit_name(doc.unit_kerja, doc.periode)
	whole = doc.jenis == OFFICE_RECAP
	return [
		f"REKAPITULASI DATA KINERJA {(office_word(doc.kecamatan) if whole else 'Unit').upper()}",
		office if whole else f"{office} - {unit}",
		f"{period_name(doc.periode)}, {doc.name} versi {doc.versi}, {doc.workflow_state}"
		+ (" (Tidak Melapor: angkanya tidak ikut direkap)" if doc.tidak_melapor else ""),
	]
