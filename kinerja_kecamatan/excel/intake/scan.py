"""The parts: looked through as a stream, and refused for what would cost time or memory to read or could mean two things.

No document type (entities expand, and reach for files), no sheet under a strange address, no sheet read twice, no sheet that
openpyxl would look for in another part, no cell far outside the table, no more cells and strings than a template can have.
"""

import posixpath
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple

from kinerja_kecamatan.excel.intake.limits import CONTENT_TYPES, MAX_TREE, SHEETS, STRINGS, WORKBOOK
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

_FOLDER, _RELATIONS = "xl", "xl/_rels/workbook.xml.rels"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORKSHEET, _ID = f"{_OFFICE}/worksheet", f"{_OFFICE} id"
_RELATION = frozenset({"Id", "Type", "Target", "TargetMode"})
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
	sheets = _sheets(archive)
	_check_trees(archive, {STRINGS, *sheets.values()})
	_check_content_types(archive)
	_count_strings(archive)
	return {title: _look_through(archive, part, title) for title, part in sheets.items()}


def _check_trees(archive: ZipFile, streamed: set[str]) -> None:
	"""What is not read as a stream is read as a whole tree, the sheets' relations too, whatever folder they lie in."""
	for part in archive.infolist():
		name = part.filename
		if name in streamed or not name.lower().endswith((".xml", ".rels", ".vml")):
			continue
		if part.file_size > MAX_TREE:
			raise WorkbookRefused(_STRANGE.format(name))
		_parse(archive, name, _nothing, MAX_TREE_ELEMENTS)


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
			# openpyxl takes the first letter off, whatever it is.
			found[attributes.get("PartName", "")[1:]] = kind

	_parse(archive, CONTENT_TYPES, start)
	if found.get(WORKBOOK) != _MAIN_TYPE:
		raise WorkbookRefused(_MACRO)
	strange = set(found) - {WORKBOOK, STRINGS} | {
		name for name in found if name == STRINGS and found[name] != _STRINGS_TYPE
	}
	if strange:
		raise WorkbookRefused(_STRANGE.format(sorted(strange)[0]))


def _sheets(archive: ZipFile) -> dict[str, str]:
	"""Part by title; no two titles over one part, none outside the folder of sheets, no title twice: openpyxl takes the
	first. To openpyxl a sheet is what has a sheetId, whatever its tag."""
	parts, titles = _related(archive), {}

	def sheet(_tag, attributes):
		if "sheetId" in attributes:
			title = attributes.get("name", "")
			if title in titles:
				raise WorkbookRefused(_STRANGE.format(f"dua lembar bernama {title[:40]}"))
			titles[title] = parts.get(attributes.get(_ID, ""), "")

	_parse(archive, WORKBOOK, sheet, MAX_TREE_ELEMENTS)
	named, known = list(titles.values()), set(archive.namelist())
	if len(named) > MAX_SHEETS or len(parts) > MAX_SHEETS:
		raise WorkbookRefused(_STRANGE.format(f"lebih dari {MAX_SHEETS} lembar"))
	if len(set(named)) < len(named) or not all(_is_sheet(part) and part in known for part in named):
		raise WorkbookRefused(_STRANGE.format("lembar yang alamatnya keliru"))
	return titles


def _is_sheet(part: str) -> bool:
	return part.startswith(SHEETS) and not part.lower().endswith(".rels")


def _related(archive: ZipFile) -> dict[str, str]:
	"""The sheets' parts by the Id of their relation. Of two relations with one Id openpyxl takes the last, whatever its
	type, and it takes every element for a relation, and attributes that are none of the format's."""
	seen: set[str] = set()
	parts: dict[str, str] = {}

	def relation(tag, attributes):
		if tag == "Relationships" and not attributes:
			return
		name = attributes.get("Id", "")
		if tag != "Relationship" or not name or name in seen or not _RELATION.issuperset(attributes):
			raise WorkbookRefused(_STRANGE.format("hubungan antarbagian yang keliru atau bernomor ganda"))
		seen.add(name)
		if attributes.get("Type") == _WORKSHEET and attributes.get("TargetMode") != "External":
			parts[name] = _address(attributes.get("Target", ""))

	if _RELATIONS not in archive.namelist():
		raise WorkbookRefused(_BROKEN.format(_RELATIONS))
	_parse(archive, _RELATIONS, relation, MAX_TREE_ELEMENTS)
	return parts


def _address(target: str) -> str:
	"""The part that a relation of the workbook leads to, exactly as openpyxl finds it."""
	return target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(_FOLDER, target))


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
