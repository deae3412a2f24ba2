"""A workbook's parts as streams of elements: no tree is built, nothing grows out of a few bytes, and over the whole file there
is no more than a template can have. The limits are counts, so that they hold on any machine, however busy."""

import zlib
from collections.abc import Callable
from typing import ClassVar
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from kinerja_kecamatan.excel.intake.problems import WorkbookRefused

# A Format of 2,000 rows, saved by Excel or LibreOffice, has not half as many.
MAX_ELEMENTS = 320_000
MAX_DEPTH = 32
# A name comes with its namespace, which a few bytes can repeat with every element.
MAX_NAME = 200
# No tag is longer; a cell's text of the greatest length is not either, each of its letters written as a number.
_MAX_RUN = 256 * 1024

BROKEN = "Berkas ini rusak: bagian {0} tidak dapat dibaca. Buka dan simpan lagi sebagai .xlsx, lalu unggah kembali."
STRANGE = "Berkas ini memuat bagian yang tidak lazim dalam buku kerja Excel ({0}), sehingga tidak dibuka. Unggah templat yang diunduh dari aplikasi."
TOO_MANY = "Lembar {0} memuat jauh lebih banyak {1} daripada sebuah templat, sehingga tidak dibaca. Unggah templat yang diunduh dari aplikasi."


def _nothing(*_ignored) -> None:
	pass


class Parts:
	"""The parts of one file; remembers how many elements have been read of all of them."""

	def __init__(self, archive: ZipFile):
		self.archive, self.names = archive, frozenset(archive.namelist())
		self._left = MAX_ELEMENTS

	def read(
		self,
		name: str,
		start: Callable[[str, dict[str, str]], object] = _nothing,
		end: Callable[[str], object] = _nothing,
		text: Callable[[str], object] | None = None,
		limit: int = MAX_ELEMENTS,
	) -> None:
		"""Tell of every element, by its name without the namespace, and of every text. No document type, no more than `limit`
		elements, none deeper than a workbook's."""
		left, depth = min(limit, self._left), 0

		def opening(tag, attributes):
			nonlocal left, depth
			left, depth = left - 1, depth + 1
			longest = max(map(len, attributes)) if attributes else 0
			if left < 0 or depth > MAX_DEPTH or longest > MAX_NAME or len(tag) > MAX_NAME:
				raise WorkbookRefused(STRANGE.format(name[:40]))
			start(tag.rpartition(" ")[2], attributes)

		def closing(tag):
			nonlocal depth
			depth -= 1
			end(tag.rpartition(" ")[2])

		before = left
		self._parse(name, opening, closing, text)
		self._left -= before - left

	def _parse(self, name: str, opening: Callable, closing: Callable, text: Callable | None) -> None:
		# What Excel and LibreOffice write is UTF-8; another encoding could hide a long tag from the look at its bytes.
		parser = expat.ParserCreate("UTF-8", namespace_separator=" ")
		parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refuse_doctype
		parser.StartElementHandler, parser.EndElementHandler = opening, closing
		if text:
			parser.buffer_text, parser.CharacterDataHandler = True, text
		try:
			with self.archive.open(name) as part:
				# Asked for everything, it would unpack more than the directory says.
				data = part.read(self.archive.getinfo(name).file_size + 1)
			if _has_long_run(data):
				raise WorkbookRefused(STRANGE.format(name[:40]))
			# In one piece: given in pieces, a long tag is gone through again with each.
			parser.Parse(data, True)
		except WorkbookRefused:
			raise
		except (
			*(expat.ExpatError, BadZipFile, EOFError, zlib.error),
			*(ValueError, LookupError, OverflowError, NotImplementedError),
		) as error:
			raise WorkbookRefused(BROKEN.format(name[:40])) from error


class Path:
	"""Handlers for some elements of a part, those in `known` as (parent, name); what lies elsewhere passes unseen. The root's
	parent is ""."""

	known: ClassVar[frozenset[tuple[str, str]]]

	def __init__(self):
		self._path: list[str | None] = [""]

	def start(self, tag: str, attributes: dict[str, str]) -> None:
		if (self._path[-1], tag) in self.known:
			self._path.append(tag)
			self.opened(tag, attributes)
		else:
			self._path.append(None)

	def end(self, _tag: str) -> None:
		tag = self._path.pop()
		if tag:
			self.closed(tag)

	def opened(self, tag: str, attributes: dict[str, str]) -> None:
		"""A known element begins."""

	def closed(self, tag: str) -> None:
		"""A known element ends."""


def _refuse_doctype(*_ignored) -> None:
	raise WorkbookRefused(STRANGE.format("deklarasi DOCTYPE"))


def _has_long_run(data: bytes) -> bool:
	"""Whether so much stands in the part without the end of a tag."""
	place = 0
	while len(data) - place > _MAX_RUN:
		place = data.rfind(b">", place, place + _MAX_RUN) + 1
		if not place:
			return True
	return False
