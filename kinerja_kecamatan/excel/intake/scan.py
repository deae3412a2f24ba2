"""The parts: looked through as a stream, and refused for what would cost time or memory to read or could mean two things.

No document type (entities expand, and reach for files), no sheet under a strange address, no sheet read twice, no cell far
outside the table, no more cells and strings than a template can have.
"""

import posixpath
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple

from kinerja_kecamatan.excel.intake.limits import CONTENT_TYPES, SHEETS, STRINGS, WORKBOOK
from kinerja_kecamatan.excel.intake.problems import WorkbookRefused

MAX_ROWS, MAX_COLUMNS = 3000, 64
MAX_ROW_ELEMENTS = 20_000
MAX_CELLS = 80_000
MAX_STRINGS = 40_000
MAX_MERGES = 1000
MAX_SHEETS = 8
MAX_DEPTH = 32
MAX_ELEMENTS = 1_000_000
# Styles, relations and the like are read as a whole tree, an object an element.
MAX_TREE_ELEMENTS = 20_000

_RELATIONS = "xl/_rels/workbook.xml.rels"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_STRINGS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_CHUNK = 32 * 1024

_BROKEN = "Berkas ini rusak: bagian {0} tidak dapat dibaca. Buka dan simpan lagi sebagai .xlsx, lalu unggah kembali."
_STRANGE = "Berkas ini memuat bagian yang tidak lazim dalam buku kerja Excel ({0}), sehingga tidak dibuka. Unggah templat yang diunduh dari aplikasi."
_MACRO = "Berkas ini bukan buku kerja .xlsx biasa (misalnya bermakro atau templat Excel). Simpan sebagai Buku Kerja Excel (.xlsx), lalu unggah kembali."
_TOO_MANY = "Lembar {0} memuat jauh lebih banyak {1} daripada sebuah templat, sehingga tidak dibaca. Unggah templat yang diunduh dari aplikasi."


@dataclass
class SheetFacts:
	"""What a look through a sheet told: its last row with a cell, and its merged ranges such as `A1:B2`."""

	last_row: int = 0
	merged: list[str] = field(default_factory=list)


def check(archive: ZipFile) -> dict[str, SheetFacts]:
	"""Look through every part that will be read; what each sheet told, by its title."""
	for name in archive.namelist():
		if (
			name.lower().endswith((".xml", ".rels", ".vml"))
			and not name.startswith(SHEETS)
			and name != STRINGS
		):
			_parse(archive, name, _nothing, MAX_TREE_ELEMENTS)
	_check_content_types(archive)
	sheets = _sheets(archive)
	_count_strings(archive)
	return {title: _look_through(archive, part, title) for title, part in sheets.items()}


def _nothing(tag: str, attributes: dict[str, str]) -> None:
	pass


def _parse(archive: ZipFile, name: str, start: Callable, limit: int = MAX_ELEMENTS) -> None:
	"""Stream a part through expat; `start(tag, attributes)` gets local names. No document type, no more than `limit`
	elements, none deeper than a workbook's."""
	count = depth = 0

	def opening(tag, attributes):
		nonlocal count, depth
		count, depth = count + 1, depth + 1
		if count > limit or depth > MAX_DEPTH:
			raise WorkbookRefused(_STRANGE.format(name))
		start(tag.rpartition(" ")[2], attributes)

	def closing(tag):
		nonlocal depth
		depth -= 1

	def refuse(*_ignored):
		raise WorkbookRefused(_STRANGE.format("deklarasi DOCTYPE"))

	parser = expat.ParserCreate(namespace_separator=" ")
	parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
	parser.StartElementHandler, parser.EndElementHandler = opening, closing
	try:
		with archive.open(name) as part:
			while chunk := part.read(_CHUNK):
				parser.Parse(chunk, False)
			parser.Parse(b"", True)
	except WorkbookRefused:
		raise
	except (expat.ExpatError, BadZipFile, EOFError, zlib.error, ValueError) as error:
		raise WorkbookRefused(_BROKEN.format(name)) from error


def _check_content_types(archive: ZipFile) -> None:
	"""The workbook is a plain one and lies where it always does: openpyxl goes by what is said here."""
	found: dict[str, str] = {}

	def start(tag, attributes):
		kind = attributes.get("ContentType", "")
		if tag == "Default" and kind.endswith(".main+xml"):
			raise WorkbookRefused(_MACRO)
		if tag == "Override" and (kind.endswith(".main+xml") or kind == _STRINGS_TYPE):
			found[attributes.get("PartName", "").lstrip("/")] = kind

	_parse(archive, CONTENT_TYPES, start)
	if found.get(WORKBOOK) != _MAIN_TYPE:
		raise WorkbookRefused(_MACRO)
	strange = set(found) - {WORKBOOK, STRINGS} | {
		name for name in found if name == STRINGS and found[name] != _STRINGS_TYPE
	}
	if strange:
		raise WorkbookRefused(_STRANGE.format(sorted(strange)[0]))


def _sheets(archive: ZipFile) -> dict[str, str]:
	"""Part by title; no two titles over one part, none outside the folder of sheets."""
	targets: dict[str, str] = {}
	titles: dict[str, str] = {}

	def relation(tag, attributes):
		if tag == "Relationship" and attributes.get("Type", "").endswith(("/worksheet", "/chartsheet")):
			part = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", ""))).lstrip("/")
			if attributes["Type"].endswith("/worksheet"):
				targets[attributes.get("Id", "")] = part

	def sheet(tag, attributes):
		if tag == "sheet":
			name = next((value for key, value in attributes.items() if key.endswith(" id")), "")
			titles[attributes.get("name", "")] = targets.get(name, "")

	if _RELATIONS not in archive.namelist():
		raise WorkbookRefused(_BROKEN.format(_RELATIONS))
	_parse(archive, _RELATIONS, relation)
	_parse(archive, WORKBOOK, sheet)
	parts, known = list(titles.values()), set(archive.namelist())
	if len(parts) > MAX_SHEETS or len(targets) > MAX_SHEETS:
		raise WorkbookRefused(_STRANGE.format(f"lebih dari {MAX_SHEETS} lembar"))
	if len(set(parts)) < len(parts) or not all(part.startswith(SHEETS) and part in known for part in parts):
		raise WorkbookRefused(_STRANGE.format("lembar yang alamatnya keliru"))
	return titles


def _count_strings(archive: ZipFile) -> None:
	if STRINGS not in archive.namelist():
		return
	count = 0

	def start(tag, attributes):
		nonlocal count
		# Runs of differently set text inside one string are elements to read as well.
		count += tag in ("si", "r", "rPh")
		if count > MAX_STRINGS:
			raise WorkbookRefused(_TOO_MANY.format("teks bersama", "teks"))

	_parse(archive, STRINGS, start)


def _look_through(archive: ZipFile, part: str, title: str) -> SheetFacts:
	look = _Look(title)
	_parse(archive, part, look.start)
	return look.facts


class _Look:
	"""Counts a sheet's rows, cells and merges, and where its cells lie."""

	def __init__(self, title: str):
		self.title, self.facts = title, SheetFacts()
		self.rows = self.cells = self.row = self.column = 0

	def start(self, tag: str, attributes: dict[str, str]) -> None:
		if tag == "c":
			self._cell(attributes.get("r"))
		elif tag == "row":
			self.rows += 1
			self.row, self.column = int(attributes.get("r") or self.row + 1), 0
			if self.rows > MAX_ROW_ELEMENTS:
				raise WorkbookRefused(_TOO_MANY.format(self.title, "baris"))
		elif tag == "mergeCell":
			self.facts.merged.append(attributes.get("ref", "")[:40])
			if len(self.facts.merged) > MAX_MERGES:
				raise WorkbookRefused(_TOO_MANY.format(self.title, "gabungan sel"))

	def _cell(self, place: str | None) -> None:
		self.cells += 1
		if place:
			row, self.column = coordinate_to_tuple(place)
			if row != self.row:
				raise WorkbookRefused(_STRANGE.format(f"sel {self.title}!{place[:20]} di baris lain"))
		else:
			self.column += 1
		if self.row > MAX_ROWS or self.column > MAX_COLUMNS:
			where = f"{get_column_letter(min(self.column, 18278))}{self.row}"
			raise WorkbookRefused(
				f"{self.title}!{where}: ada sel jauh di luar tabel. Hapus baris dan kolom di luar tabel, atau unduh templat baru."
			)
		if self.cells > MAX_CELLS:
			raise WorkbookRefused(_TOO_MANY.format(self.title, "sel"))
		self.facts.last_row = max(self.facts.last_row, self.row)
