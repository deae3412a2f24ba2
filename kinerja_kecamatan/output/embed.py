"""The site's own pictures, fonts and style sheets as part of a page: an engine gets all there is in one piece."""

import base64
import binascii
import re
from functools import lru_cache, partial
from urllib.parse import quote, unquote, unquote_to_bytes

from lxml import etree

from kinerja_kecamatan.output import css, markup, own_files

_AS_IT_IS = re.compile(r"data:image/(?:png|jpe?g|gif|webp|bmp|x-icon);base64,[A-Za-z0-9+/=]*")
_DATA = re.compile(r"\s*data:([^,]*),(.*)", re.I | re.S)
PICTURE_TYPES = frozenset(own_files.PICTURES.values()) | {"image/jpg"}
FONT_TYPES = frozenset(own_files.FONTS.values()) | {
	"application/font-woff",
	"application/font-woff2",
	"application/x-font-woff",
	"application/x-font-ttf",
	"application/x-font-opentype",
	"application/vnd.ms-fontobject",
}
SVG = "image/svg+xml"
# What may be put into one page, whatever it asks for.
LARGEST_SUM = 60 * 1024 * 1024
DEEPEST = 3


class NeedsFiles(Exception):
	"""A style sheet that refers to more than what stands in it."""


class Embedder:
	"""For one page: what of the site's own it refers to."""

	def __init__(self, private: bool):
		"""`private`: pictures that the session's user may download, too."""
		self.private = private
		self.left = LARGEST_SUM
		self.known: dict[str, str | None] = {}

	def picture(self, address: str) -> str | None:
		if address.lstrip()[:5].lower() == "data:":
			return picture_from_data(address)
		if address not in self.known:
			self.known[address] = self._picture_of(address)
		return self._within_sum(self.known[address])

	def within_css(self, address: str, base: str = "/") -> str | None:
		if address[:5].lower() == "data:":
			return anything_from_data(address)
		font = own_files.read(address, own_files.FONTS, base)
		if font:
			return self._within_sum(as_data(font.mime, font.content))
		path = own_files.path_on_site(address, base)
		return self.picture(quote(path)) if path else None

	def style(self, text: str, base: str = "/") -> str:
		cleaned = of_itself(text)
		return css.clean(text, partial(self.within_css, base=base)) if cleaned is None else cleaned

	def sheet(self, address: str) -> str | None:
		found = from_data(address)
		if found:
			return self.style(found[1].decode(errors="replace")) if found[0] == "text/css" else None
		file = own_files.read(address, own_files.SHEETS)
		return self.style(file.content.decode(errors="replace"), file.address) if file else None

	def _picture_of(self, address: str) -> str | None:
		file = own_files.read(address, own_files.PICTURES)
		if not file and self.private:
			file = own_files.private_picture(address)
		return picture(file.mime, file.content) if file else None

	def _within_sum(self, data: str | None) -> str | None:
		self.left -= len(data or "")
		return data if self.left >= 0 else None


@lru_cache(maxsize=16)
def of_itself(text: str) -> str | None:
	"""A style sheet that needs no file, cleaned: the large ones of a bench are the same on every page. Else None."""
	try:
		return css.clean(text, _of_data)
	except NeedsFiles:
		return None


def _of_data(address: str) -> str | None:
	if address[:5].lower() != "data:":
		raise NeedsFiles
	return anything_from_data(address)


def picture_from_data(address: str, depth: int = 0) -> str | None:
	"""A data: URI of a picture in its one plain form."""
	if _AS_IT_IS.fullmatch(address):
		return address
	found = from_data(address)
	return picture(*found, depth) if found and found[0] in PICTURE_TYPES else None


def anything_from_data(address: str) -> str | None:
	"""Of a picture or a font."""
	found = from_data(address)
	if found and found[0] in FONT_TYPES:
		return as_data(*found)
	return picture_from_data(address)


def from_data(address: str) -> tuple[str, bytes] | None:
	found = _DATA.match(address)
	if not found:
		return None
	mime, *more = (part.strip().lower() for part in found[1].split(";"))
	if "base64" not in more:
		return mime, unquote_to_bytes(found[2])
	try:
		return mime, base64.b64decode(re.sub(r"[^A-Za-z0-9+/]", "", unquote(found[2])) + "==")
	except binascii.Error:
		return None


def picture(mime: str, content: bytes, depth: int = 0) -> str | None:
	"""A picture as a data: URI; a drawing has no references left in it."""
	if mime == SVG:
		content = drawing(content, depth)
	return as_data(mime, content) if content else None


def as_data(mime: str, content: bytes) -> str:
	return f"data:{mime};base64,{base64.b64encode(content).decode()}"


def drawing(content: bytes, depth: int) -> bytes | None:
	"""An SVG file without entities, scripts and references."""
	parser = etree.XMLParser(
		resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
	)
	try:
		root = etree.fromstring(content, parser)
	except (etree.XMLSyntaxError, ValueError):
		return None
	if etree.QName(root).localname != "svg" or depth >= DEEPEST:
		return None
	markup.clean(root, _InDrawing(depth + 1))
	return etree.tostring(root, with_tail=False)


class _InDrawing:
	"""A picture's own pictures are those that stand in it."""

	def __init__(self, depth: int):
		self.depth = depth

	def picture(self, address: str) -> str | None:
		return picture_from_data(address, self.depth)

	within_css = picture

	def style(self, text: str) -> str:
		return css.clean(text, self.within_css)

	def sheet(self, address: str) -> str | None:
		return None
