"""What a PDF engine may be told besides the page: geometry and looks. Nothing that names a file, an address or a script."""

import os
import re

_NUMBER = re.compile(r"\d{1,5}(?:\.\d{1,4})?")
_LENGTH = re.compile(r"\d{1,5}(?:\.\d{1,4})?\s*(?:mm|cm|in|px|pt|pc)?", re.I)
# What wkhtmltopdf knows; it gives no page at all for another.
_PAGE_SIZE = re.compile(r"[AB]\d|B10|C5E|Comm10E|DLE|Executive|Folio|Ledger|Legal|Letter|Tabloid", re.I)
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9+-]{0,29}")
_ORIENTATION = re.compile(r"landscape|portrait", re.I)
_TEXT = re.compile(r"[^-\x00-\x1f\x7f][^\x00-\x1f\x7f]{0,299}")
# Frappe writes the header and the footer of a page here itself; the name is its own.
_FRAPPES_OWN = re.compile(r"/tmp/frappe-pdf-[0-9a-f]+\.html")

VALUES = {
	**dict.fromkeys(("margin-top", "margin-right", "margin-bottom", "margin-left"), _LENGTH),
	**dict.fromkeys(("page-width", "page-height"), _LENGTH),
	**dict.fromkeys(("header-spacing", "footer-spacing", "header-font-size", "footer-font-size"), _NUMBER),
	**dict.fromkeys(("dpi", "image-dpi", "image-quality", "zoom", "page-offset", "copies"), _NUMBER),
	**dict.fromkeys(
		(f"{end}-{side}" for end in ("header", "footer") for side in ("left", "center", "right")), _TEXT
	),
	**dict.fromkeys(("header-font-name", "footer-font-name", "title"), _TEXT),
	"page-size": _PAGE_SIZE,
	"encoding": _WORD,
	"orientation": _ORIENTATION,
}
FLAGS = frozenset(
	"""
	print-media-type no-print-media-type background no-background images no-images grayscale lowquality quiet collate
	no-collate outline no-outline no-pdf-compression disable-smart-shrinking enable-smart-shrinking disable-external-links
	disable-internal-links enable-external-links enable-internal-links header-line no-header-line footer-line
	no-footer-line disable-forms
	""".split()
)
PARTS = ("header-html", "footer-html")
# Whatever slips through on the page ends here: scripts and plug-ins are off, no file is opened, and every address,
# that of this machine too, is asked of a port where nothing listens.
FORCED = {
	"disable-javascript": "",
	"disable-plugins": "",
	"disable-local-file-access": "",
	"proxy": "http://127.0.0.1:1",
}


def allowed(options: dict) -> dict:
	"""Those of the options that may be there, by their names without dashes; a value that is none drops its option, as
	wkhtmltopdf would take the next option for it."""
	kept = {}
	for key, value in options.items():
		name = str(key).strip().lower().lstrip("-")
		if name in FLAGS:
			kept[name] = ""
		elif name in VALUES and VALUES[name].fullmatch(said := _said(value)):
			kept[name] = said.replace(" ", "") if VALUES[name] is _LENGTH else said
	return kept


def header_and_footer(options: dict) -> dict[str, str]:
	"""The files of header and footer that Frappe has written."""
	return {
		name: path
		for name in PARTS
		if (path := options.get(name)) and _FRAPPES_OWN.fullmatch(str(path)) and _is_plain_file(path)
	}


def _said(value) -> str:
	return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _is_plain_file(path: str) -> bool:
	return os.path.isfile(path) and not os.path.islink(path)
