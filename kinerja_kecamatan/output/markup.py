"""A parsed page without anything that loads, runs or leads elsewhere; pictures and style sheets of the site's own in it."""

import re
from typing import Protocol

from lxml import etree

from kinerja_kecamatan.output import css
from kinerja_kecamatan.output.vocabulary import (
	ATTRIBUTE_FAMILIES,
	ATTRIBUTES,
	DROPPED,
	HTML,
	LINKED,
	SVG,
	TEXT_ONLY,
)

KNOWN = HTML | SVG
SVG_SPACE, XLINK = "http://www.w3.org/2000/svg", "{http://www.w3.org/1999/xlink}"
_BLANK = re.compile(r"[\x00-\x20\x7f]+")
_FRAGMENT = re.compile(r"#[\w.:-]+")


class Embedder(Protocol):
	"""Who knows the site's own files."""

	def picture(self, address: str) -> str | None:
		"""An address as a data: URI, where it is a picture that may stand on the page."""

	def within_css(self, address: str) -> str | None:
		"""As picture; fonts too."""

	def style(self, text: str) -> str:
		"""The text of a style element, cleaned."""

	def sheet(self, address: str) -> str | None:
		"""A style sheet of the site's own, cleaned."""


def clean(root: etree._Element, embedder: Embedder) -> None:
	"""Take all out of the tree that vocabulary.py does not name, and look into what may load."""
	for element in list(root.iter()):
		if element is not root and element.getparent() is None:
			continue  # gone with what held it
		name = _name(element)
		if name == "link":
			_style_in_place_of(element, embedder)
		elif name is None or name in DROPPED:
			_drop(element)
		elif name not in KNOWN:
			element.tag = "span"
			_attributes(element, embedder)
		else:
			_attributes(element, embedder)
			if name == "style" or name in TEXT_ONLY:
				text = _only_text(element)
				element.text = embedder.style(text) if name == "style" else text


def _name(element: etree._Element) -> str | None:
	"""The element's name in small letters; None for comments, instructions, and elements of foreign languages."""
	tag = element.tag
	if not isinstance(tag, str):
		return None
	space, _mark, local = tag.rpartition("}")
	return local.lower() if space.lstrip("{") in ("", SVG_SPACE) else None


def _drop(element: etree._Element) -> None:
	"""Without what it holds; the text behind it stays."""
	parent = element.getparent()
	if parent is None:
		element.clear()
		return
	if element.tail:
		before = element.getprevious()
		if before is not None:
			before.tail = (before.tail or "") + element.tail
		else:
			parent.text = (parent.text or "") + element.tail
	# A descendant that the walk still meets has no way up to the page any more.
	for inner in list(element.iter()):
		if inner is not element:
			inner.getparent().remove(inner)
	parent.remove(element)


def _attributes(element: etree._Element, embedder: Embedder) -> None:
	for key, value in list(element.attrib.items()):
		name = key.lower().replace(XLINK, "xlink:")
		kept = _value(element, name, value, embedder)
		if kept is None:
			del element.attrib[key]
		elif kept != value:
			element.attrib[key] = kept


def _value(element: etree._Element, name: str, value: str, embedder: Embedder) -> str | None:
	"""What an attribute may say; None for none."""
	if name == "style":
		return css.clean(value, embedder.within_css)
	if name in ("src", "background"):
		return embedder.picture(value)
	if name in ("href", "xlink:href"):
		return _reference(element, value, embedder)
	if name not in ATTRIBUTES and not name.startswith(ATTRIBUTE_FAMILIES):
		return None
	return css.clean(value, embedder.within_css) if re.search(r"url|\\", value, re.I) else value


def _reference(element: etree._Element, value: str, embedder: Embedder) -> str | None:
	value, name = _BLANK.sub("", value), _name(element)
	if _FRAGMENT.fullmatch(value):
		return value
	if name == "image":
		return embedder.picture(value)
	return value if name == "a" and value.lower().startswith(LINKED) else None


def _only_text(element: etree._Element) -> str:
	text = "".join(element.itertext(tag=[etree.Element, "{*}*"])) if len(element) else element.text or ""
	for inner in list(element):
		element.remove(inner)
	return text


def _style_in_place_of(link: etree._Element, embedder: Embedder) -> None:
	rel = (link.get("rel") or "").lower().split()
	text = embedder.sheet(link.get("href") or "") if "stylesheet" in rel and "alternate" not in rel else None
	if text is None or link.getparent() is None:
		_drop(link)
		return
	media, tail = link.get("media"), link.tail
	for inner in list(link):
		link.remove(inner)
	link.attrib.clear()
	link.tag, link.text, link.tail = "style", text, tail
	if media:
		link.set("media", media)
