"""The file as a whole: which part is which sheet, and nothing in it that could mean two things.

No document type (entities expand, and reach for files), no sheet under a strange address, no two sheets of one title or one
part, nothing but a plain workbook where it always lies.
"""

import posixpath
from dataclasses import dataclass, field

from kinerja_kecamatan.excel.intake.limits import CHAIN, CONTENT_TYPES, MAX_TREE, SHEETS, STRINGS, WORKBOOK
from kinerja_kecamatan.excel.intake.problems import WorkbookRefused
from kinerja_kecamatan.excel.intake.stream import BROKEN, STRANGE, Parts

MAX_SHEETS = 8
# Of relations, styles and the like.
MAX_SMALL = 20_000

_FOLDER, _RELATIONS = "xl", "xl/_rels/workbook.xml.rels"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORKSHEET, _ID = f"{_OFFICE}/worksheet", f"{_OFFICE} id"
_RELATION = frozenset({"Id", "Type", "Target", "TargetMode"})
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_STRINGS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_MACRO = "Berkas ini bukan buku kerja .xlsx biasa (misalnya bermakro atau templat Excel). Simpan sebagai Buku Kerja Excel (.xlsx), lalu unggah kembali."


@dataclass
class Book:
	"""The sheets' parts by title, in order; whether days are counted from 1904."""

	sheets: dict[str, str] = field(default_factory=dict)
	from_1904: bool = False


def check_parts(parts: Parts) -> Book:
	"""Look through every part but sheets, strings and the list of formulas."""
	book = _book(parts)
	_check_others(parts, {STRINGS, CHAIN, *book.sheets.values()})
	_check_content_types(parts)
	return book


def _check_others(parts: Parts, large: set[str]) -> None:
	"""What is left is small, the sheets' relations too, whatever folder they lie in."""
	for part in parts.archive.infolist():
		name = part.filename
		if name in large or not name.lower().endswith((".xml", ".rels", ".vml")):
			continue
		if part.file_size > MAX_TREE:
			raise WorkbookRefused(STRANGE.format(name[:40]))
		parts.read(name, limit=MAX_SMALL)


def _check_content_types(parts: Parts) -> None:
	"""The workbook is a plain one and lies where it always does: programs go by what is said here."""
	found: dict[str, str] = {}

	def start(tag, attributes):
		kind = attributes.get("ContentType", "")
		if tag == "Default" and kind.endswith(".main+xml"):
			raise WorkbookRefused(_MACRO)
		if tag == "Override" and (kind.endswith(".main+xml") or kind == _STRINGS_TYPE):
			# Some take the first letter off, whatever it is.
			found[attributes.get("PartName", "")[1:]] = kind

	parts.read(CONTENT_TYPES, start, limit=MAX_SMALL)
	if found.get(WORKBOOK) != _MAIN_TYPE:
		raise WorkbookRefused(_MACRO)
	strange = set(found) - {WORKBOOK, STRINGS} | {
		name for name in found if name == STRINGS and found[name] != _STRINGS_TYPE
	}
	if strange:
		raise WorkbookRefused(STRANGE.format(sorted(strange)[0][:40]))


def _book(parts: Parts) -> Book:
	"""No two titles over one part, none outside the folder of sheets, no title twice. What has a sheetId is a sheet, whatever
	its tag: to some programs it is."""
	targets, book = _related(parts), Book()

	def start(tag, attributes):
		if "sheetId" in attributes:
			title = attributes.get("name", "")
			if title in book.sheets:
				raise WorkbookRefused(STRANGE.format(f"dua lembar bernama {title[:40]}"))
			book.sheets[title] = targets.get(attributes.get(_ID, ""), "")
		elif tag == "workbookPr":
			book.from_1904 = attributes.get("date1904") in ("1", "true")

	parts.read(WORKBOOK, start, limit=MAX_SMALL)
	named = list(book.sheets.values())
	if len(named) > MAX_SHEETS or len(targets) > MAX_SHEETS:
		raise WorkbookRefused(STRANGE.format(f"lebih dari {MAX_SHEETS} lembar"))
	if len(set(named)) < len(named) or not all(_is_sheet(part) and part in parts.names for part in named):
		raise WorkbookRefused(STRANGE.format("lembar yang alamatnya keliru"))
	return book


def _is_sheet(part: str) -> bool:
	return part.startswith(SHEETS) and not part.lower().endswith(".rels")


def _related(parts: Parts) -> dict[str, str]:
	"""The sheets' parts by the Id of their relation. Programs differ in which of two relations with one Id they take, and in
	what they take for a relation: nothing that is doubtful is let through."""
	seen: set[str] = set()
	targets: dict[str, str] = {}

	def relation(tag, attributes):
		if tag == "Relationships" and not attributes:
			return
		name = attributes.get("Id", "")
		if tag != "Relationship" or not name or name in seen or not _RELATION.issuperset(attributes):
			raise WorkbookRefused(STRANGE.format("hubungan antarbagian yang keliru atau bernomor ganda"))
		seen.add(name)
		if attributes.get("Type") == _WORKSHEET and attributes.get("TargetMode") != "External":
			targets[name] = _address(attributes.get("Target", ""))

	if _RELATIONS not in parts.names:
		raise WorkbookRefused(BROKEN.format(_RELATIONS))
	parts.read(_RELATIONS, relation, limit=MAX_SMALL)
	return targets


def _address(target: str) -> str:
	"""The part that a relation of the workbook leads to."""
	return target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(_FOLDER, target))
