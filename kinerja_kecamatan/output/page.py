"""A page of HTML as a PDF engine may have it: nothing to load, nothing to run, no word to the engine."""

import re

import frappe
from lxml import etree

from kinerja_kecamatan.output import markup
from kinerja_kecamatan.output.embed import Embedder

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
EMPTY = "<html><head></head><body></body></html>"
# What Frappe's own header and footer do: page numbers for the elements of these classes. wkhtmltopdf hands them over in
# the address of the header's page, and runs scripts there whatever it is told; this one is the only one.
NUMBERING = """<script>(function () {
	var said = {}, names = ["frompage", "topage", "page", "webpage", "section", "subsection", "subsubsection"];
	var pairs = window.location.search.substring(1).split("&");
	for (var i = 0; i < pairs.length; i++) {
		var pair = pairs[i].split("=", 2);
		said[pair[0]] = unescape(pair[1] || "");
	}
	for (var n = 0; n < names.length; n++) {
		var places = document.getElementsByClassName(names[n]);
		for (var p = 0; p < places.length; p++) places[p].textContent = said[names[n]] || "";
	}
})();</script>"""


def clean(html: str) -> str:
	"""The same page, the site's own public assets and files in it, every other reference gone."""
	html = _CONTROL.sub(" ", html)
	parser = etree.HTMLParser(
		encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, default_doctype=False
	)
	root = etree.fromstring(html.encode("utf-8", "replace") or EMPTY.encode(), parser)
	if root is None:
		return EMPTY
	markup.clean(root, Embedder(private=not frappe.local.flags.kinerja_only_public))
	_say_encoding(root)
	doctype = "<!DOCTYPE html>" if root.getroottree().docinfo.doctype else ""
	return doctype + etree.tostring(root, method="html", encoding="unicode", with_tail=False)


def clean_header(html: str) -> str:
	"""A page header or footer: as clean, with the numbering of the pages."""
	return NUMBERING.join(_around_last(clean(html), "</body>"))


def _say_encoding(root: etree._Element) -> None:
	head = root.find("head")
	if head is None:
		head = etree.Element("head")
		root.insert(0, head)
	head.insert(0, etree.Element("meta", charset="utf-8"))


def _around_last(text: str, word: str) -> tuple[str, str]:
	before, found, after = text.rpartition(word)
	return (before, found + after) if found else (text, "")
