"""Single values as they come in a request: what a database's text, number or date can hold."""

import re
from collections.abc import Iterator
from datetime import datetime

import frappe
from frappe import _
from frappe.utils import flt

from kinerja_kecamatan.exceptions import RequestUnreadable

KINDS = {str: "teks", int: "bilangan", float: "bilangan", bool: "ya/tidak", dict: "objek", list: "daftar"}
# No form nests deeper than a document, its table, its row and JSON in a cell.
DEEPEST = 12
# Of any number in a request; of a column of whole numbers; of one with decimals.
LARGEST, LARGEST_INT, LARGEST_FLOAT = 10**15, 2**31 - 1, 10**12
# Bytes in a column of MariaDB's type `text`.
LONGEST_TEXT = 2**16 - 1
SHORT_TEXTS = ("Small Text", "Text", "Attach", "Attach Image")
TEXTS = (*SHORT_TEXTS, "Long Text", "Text Editor", "HTML Editor", "Code")
WHOLE, DECIMAL = ("Int", "Check"), ("Float", "Currency", "Percent")
NUMBER = re.compile(r"\s*[-+]?[\d.,]+(?:[eE][-+]?\d+)?\s*")
MOMENTS = ("Date", "Datetime", "Time")
DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](.+))?")
TIME = re.compile(r"(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d{1,6})?)?")


def check_plain(value, depth: int = 0) -> None:
	"""Refuse what neither JSON nor a database's text can hold, however deep it lies."""
	if isinstance(value, dict | list):
		if depth > DEEPEST:
			refuse_value(_("Isian terlalu dalam bersarang."))
		for each in _parts(value):
			check_plain(each, depth + 1)
	elif isinstance(value, str):
		if "\0" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
			refuse_value(_("Teks berisi huruf yang tidak dapat disimpan."))
	elif isinstance(value, int | float) and not abs(value) <= LARGEST:  # NaN is neither above nor below
		refuse_value(_("Angka itu terlalu besar atau bukan angka."))


def check_value(label: str, fieldtype: str, value) -> None:
	"""Refuse one cell that its column cannot hold."""
	if value is None or value == "":
		return
	if isinstance(value, dict | list | tuple) and fieldtype != "JSON":
		refuse_value(_("{0} diisi dengan satu nilai.").format(_(label)))
	elif fieldtype in MOMENTS:
		if isinstance(value, str | int | float) and not _is_moment(fieldtype, value):
			refuse_value(_("{0} bukan tanggal atau jam yang ada; misalnya 2021-04-30.").format(_(label)))
	elif fieldtype in (*WHOLE, *DECIMAL):
		_check_number(label, fieldtype, value)
	elif isinstance(value, bool) or (fieldtype in TEXTS and isinstance(value, int | float)):
		refuse_value(_("{0} diisi dengan teks.").format(_(label)))
	elif fieldtype in SHORT_TEXTS and isinstance(value, str) and len(value.encode()) > LONGEST_TEXT:
		refuse_value(_("{0} terlalu panjang.").format(_(label)))


def refuse_value(sentence: str) -> None:
	frappe.throw(sentence, RequestUnreadable, title=_("Permintaan tidak dapat dibaca"))


def _check_number(label: str, fieldtype: str, value) -> None:
	if (isinstance(value, str) and not NUMBER.fullmatch(value)) or (value is True and fieldtype != "Check"):
		refuse_value(_("{0} diisi dengan angka.").format(_(label)))
	# Frappe's cint makes 0 of more digits than Python reads.
	if not abs(flt(value)) <= (LARGEST_INT if fieldtype in WHOLE else LARGEST_FLOAT):
		refuse_value(_("{0}: angka itu terlalu besar atau bukan angka.").format(_(label)))


def _is_moment(fieldtype: str, value) -> bool:
	"""Whether a text is a day, a moment or a time of day that there is, as MariaDB reads it."""
	if not isinstance(value, str):
		return False
	found = TIME.fullmatch(value) if fieldtype == "Time" else DATE.fullmatch(value)
	if not found:
		return False
	if fieldtype == "Time":
		return _exists(2000, 1, 1, *(int(part or 0) for part in found.groups()))
	year, month, day, time = found.groups()
	clock = TIME.fullmatch(time) if time else None
	if time and not clock:
		return False
	return _exists(
		int(year), int(month), int(day), *(int(part or 0) for part in (clock.groups() if clock else ()))
	)


def _exists(*parts: int) -> bool:
	try:
		datetime(*parts)
	except ValueError:
		return False
	return parts[0] >= 1000


def _parts(value: dict | list) -> Iterator:
	if isinstance(value, dict):
		yield from value
		yield from value.values()
	else:
		yield from value
