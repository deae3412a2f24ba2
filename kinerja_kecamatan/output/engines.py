"""Where HTML goes into a PDF engine, in any of Frappe's ways and in other apps'.

Frappe hands over what accounts have typed or sent: pdfkit reads options of wkhtmltopdf out of it (CVE-2025-26240), an
engine opens what it refers to, and options come from clients too (download_multi_pdf). So each engine is entered here:

- pdfkit (wkhtmltopdf): options of options.py and no others, the page and Frappe's header and footer through page.py;
- WeasyPrint: it asks one function for everything that it loads, that one knows the site's own public files only;
- Chromium, in releases that have it: the page through page.py;
- cssutils, which Frappe reads a page's margins with, fetches what a style sheet imports: nothing here.

None of this has a hook in Frappe; the functions themselves are wrapped (wraps.py), by hooks before every request and job.
"""

import contextlib
from collections.abc import Iterator

import frappe
from frappe import _

from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.output import embed, options, own_files, page


@contextlib.contextmanager
def only_public() -> Iterator[None]:
	"""For a paper that others will read than who has it made: no private picture of the maker's is put into it."""
	before = frappe.local.flags.kinerja_only_public
	frappe.local.flags.kinerja_only_public = True
	try:
		yield
	finally:
		frappe.local.flags.kinerja_only_public = before


def _kit(original, kit, url_or_file, type_, options=None, *args, **kwargs) -> None:
	"""pdfkit.PDFKit: a page that was given as text, and no other source: no address, file, cover or style sheet by name."""
	if type_ != "string":
		frappe.throw(_("PDF hanya dibuat dari halaman situs ini sendiri."), KinerjaError)
	text = url_or_file if isinstance(url_or_file, str) else str(url_or_file, "utf-8")
	kept = {name: kwargs[name] for name in ("configuration", "verbose") if name in kwargs}
	original(kit, page.clean(text), type_, _for_wkhtmltopdf(options or {}), **kept)


def _for_wkhtmltopdf(given: dict) -> dict:
	told = options.allowed(given)
	for name, path in options.header_and_footer(given).items():
		with open(path, encoding="utf-8") as file:
			cleaned = page.clean_header(file.read())
		with open(path, "w", encoding="utf-8") as file:
			file.write(cleaned)
		told[name] = path
	return told | options.FORCED


def _prepare(original, html, given=None):
	"""frappe.utils.pdf.prepare_options: what a caller may have from a client. Frappe deletes the files that it finds under
	header-html and footer-html afterwards, so that they are its own or none."""
	told = options.allowed(given or {})
	if given and given.get("password"):
		told["password"] = given["password"]  # for pypdf, which locks the file
	return original(html, told)


def _inline_private(original, html):
	"""frappe.utils.pdf.inline_private_images, in later releases: page.py does it at the end, for papers of others not at
	all, and without failing over an img that has no src."""
	return html


def _no_cookies(original) -> dict:
	"""frappe.utils.pdf.get_cookie_options writes the session's id into a file for wkhtmltopdf, which asks nobody now."""
	return {}


def _chrome(original, print_format, html, *args, **kwargs):
	return original(print_format, page.clean(html), *args, **kwargs)


def _from_own_files(original, made, *args, **kwargs) -> None:
	original(made, *args, **{**kwargs, "url_fetcher": own_file})


def own_file(url: str, *args, **kwargs) -> dict:
	"""WeasyPrint's way to everything it loads: the page's own data, the site's public files."""
	if url[:5].lower() == "data:":
		found = embed.from_data(url)
		if found:
			return {"mime_type": found[0], "string": found[1]}
	file = own_files.read(url, own_files.PICTURES | own_files.FONTS | own_files.SHEETS)
	if not file:
		raise ValueError("not a public file of this site")
	return {"mime_type": file.mime, "string": file.content}


def _no_options(original, kit, content) -> dict:
	"""pdfkit reads `<meta name="pdfkit-...">`."""
	return {}


def _nothing(original, url) -> None:
	"""cssutils fetches what a style sheet imports, of Frappe's own process."""


STRICTER = {
	"pdfkit.pdfkit": {"PDFKit.__init__": _kit, "PDFKit._find_options_in_meta": _no_options},
	"frappe.utils.pdf": {
		"prepare_options": _prepare,
		"inline_private_images": _inline_private,
		"get_cookie_options": _no_cookies,
		"get_chrome_pdf": _chrome,
	},
	"weasyprint": {"HTML.__init__": _from_own_files, "CSS.__init__": _from_own_files},
	"cssutils.util": {"_defaultFetcher": _nothing},
}
