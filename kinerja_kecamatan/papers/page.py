"""A paper as a whole page of HTML with everything in it, and as a PDF."""

import io

import frappe
from markupsafe import escape
from pypdf import PdfReader

from kinerja_kecamatan.output import engines
from kinerja_kecamatan.output.install import install
from kinerja_kecamatan.papers import catalogue


def html(doc, print_format: str) -> str:
	"""A document in a print format, as a page that needs no network and none of Frappe's own style sheets.

	Unlike Frappe's print view this raises where something fails, and gives no page about the error.
	"""
	from frappe.www.printview import get_rendered_template

	layout = frappe.get_doc("Print Format", print_format)
	catalogue.refuse_other(print_format, layout.doc_type, doc)
	flags, before = frappe.flags, frappe.flags.ignore_print_permissions
	flags.ignore_print_permissions = True  # whoever calls has asked for the right to read
	try:
		body = get_rendered_template(doc, print_format=layout, no_letterhead=True)
	finally:
		flags.ignore_print_permissions = before
	return whole_page(f"{print_format} {doc.name}", body, layout.css or "")


def whole_page(title: str, body: str, css: str = "") -> str:
	return (
		f'<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>{escape(title)}</title>'
		f"<style>body {{ margin: 0; }} {css}</style></head>"
		f'<body><div class="print-format">{body}</div></body></html>'
	)


def pdf(page: str) -> bytes:
	"""The PDF that the bench's own engine makes of a page, with nothing that only its maker may see."""
	from frappe.utils.pdf import get_pdf  # opens a log of the site, so only inside one

	install()
	with engines.only_public():
		return get_pdf(page)


def page_count(content: bytes) -> int:
	"""Pages of a PDF."""
	return len(PdfReader(io.BytesIO(content)).pages)
