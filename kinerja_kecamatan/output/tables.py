"""Tables for spreadsheets, in which typed text stays text.

Excel and LibreOffice compute a cell of a CSV file that begins with `=`, `+`, `-` or `@`, and openpyxl makes a formula of any
text with `=`. Frappe's exports (list, report, data export, import template, rows that an import refused, mailed reports)
all end in the few functions below. In a workbook such a text is a string by its type; in CSV it has an apostrophe before it,
which is taken off again where Frappe imports CSV. What is a number, or reads as one, is left as it is.
"""

import csv
import re
from collections.abc import Callable

_LINES = type(csv.reader(()))
_LIVE = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_WITH_APOSTROPHE = re.compile(r"'+[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
# Where decimals have commas, cells end with `;`, and a quote in the middle of one no longer holds it together: what comes behind is a
# cell then. A list's hyphens stay as they are, unless something is called or referred to behind them.
_BEHIND = r"(?P<before>[;\t\r\n][ \"']*)"
_SIGN = r"(?=[=@\uff1d\uff20]|[+\-\uff0b\uff0d][^;\t\r\n]*[(|!])"
_LIVE_INSIDE = re.compile(_BEHIND + _SIGN)
_HELD_INSIDE = re.compile(f"{_BEHIND}'{_SIGN}")
_NUMBER = re.compile(r"[+-]?[\d.,]*\d[\d.,]*\s?%?")


def text_cell(value):
	"""A value as a cell of a CSV file. A text with apostrophes already gets one more, so that from_text_cell is exact."""
	if not isinstance(value, str):
		return value
	inside = _LIVE_INSIDE.sub(r"\g<before>'", value)
	return f"'{inside}" if _LIVE.match(value) and not _NUMBER.fullmatch(value) else inside


def from_text_cell(value):
	"""What text_cell was given."""
	if not isinstance(value, str):
		return value
	inside = value[1:] if _WITH_APOSTROPHE.match(value) else value
	return _HELD_INSIDE.sub(r"\g<before>", inside)


def _csv_bytes(original, data, *args, **kwargs) -> bytes:
	"""frappe.desk.utils.get_csv_bytes: lists and reports."""
	return original([[text_cell(value) for value in row] for row in data], *args, **kwargs)


def _writerow(original, writer, row) -> None:
	"""frappe.utils.csvutils.UnicodeWriter: data export, import templates, mailed reports, whatever else is answered as CSV."""
	original(writer, [text_cell(value) for value in row])


def _read_csv(original, *args, **kwargs) -> list:
	"""frappe.utils.csvutils.read_csv_content: what comes back from such a file."""
	return [[from_text_cell(value) for value in row] for row in original(*args, **kwargs)]


def _make_xlsx(original, data, sheet_name, wb=None, *args, **kwargs):
	"""frappe.utils.xlsxutils.make_xlsx: every workbook of Frappe's own. Data export hands over the lines of its CSV."""
	from openpyxl import Workbook  # loaded by now; too heavy for every process to load

	if isinstance(data, _LINES):
		data = ([from_text_cell(value) for value in row] for row in data)
	wb = Workbook(write_only=True) if wb is None else wb
	wb.create_sheet = _of_texts(wb.create_sheet)
	return original(data, sheet_name, wb, *args, **kwargs)


def _of_texts(create_sheet: Callable) -> Callable:
	"""A workbook's create_sheet whose sheets take rows as make_xlsx has them, after all that it does to a text."""

	def create(*args, **kwargs):
		sheet = create_sheet(*args, **kwargs)
		append = sheet.append
		sheet.append = lambda row: append([_text(sheet, value) for value in row])
		return sheet

	return create


def _text(sheet, value):
	if not isinstance(value, str) or text_cell(value) == value:
		return value
	from openpyxl.cell import WriteOnlyCell  # as Workbook

	cell = WriteOnlyCell(sheet, value)
	cell.data_type, cell.quotePrefix = "s", True
	return cell


STRICTER = {
	"frappe.desk.utils": {"get_csv_bytes": _csv_bytes},
	"frappe.utils.csvutils": {"UnicodeWriter.writerow": _writerow, "read_csv_content": _read_csv},
	"frappe.utils.xlsxutils": {"make_xlsx": _make_xlsx},
}
