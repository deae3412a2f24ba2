"""What a page is meant to show is shown in its PDF: the site's own pictures and style sheets, numbers of pages, its looks."""

import base64
import io
from collections.abc import Iterator
from pathlib import Path

import frappe
import pytest
from PIL import Image
from pypdf import PdfReader

from kinerja_kecamatan.output import css, engines, page
from kinerja_kecamatan.papers import page as papers_page
from tests.support.hostile_pages import Trap, whole
from tests.support.pdf_ways import WAYS, read


@pytest.fixture
def pictures(trapped: Trap) -> Iterator[dict[str, str]]:
	"""A public and a private picture, and a drawing, as files of the site."""
	made = {}
	for name, private, color in (("uji-umum.png", 0, "red"), ("uji-rahasia.png", 1, "blue")):
		content = io.BytesIO()
		Image.new("RGB", (9, 9), color).save(content, "PNG")
		doc = {"doctype": "File", "file_name": name, "is_private": private, "content": content.getvalue()}
		file = frappe.get_doc(doc).insert()
		made[name] = file.file_url
	yield made
	for url in made.values():
		Path(
			frappe.get_site_path(*(["public"] if url.startswith("/files") else []), url.lstrip("/"))
		).unlink()


def test_public_pictures_and_style_sheets_stand_on_the_page(trapped: Trap, pictures: dict[str, str]) -> None:
	sheet = frappe.utils.jinja_globals.bundled_asset("print.bundle.css")
	for at in ("", trapped.url):
		html = f'<link rel="stylesheet" href="{at}{sheet}" media="print"><img src="{at}{pictures["uji-umum.png"]}?v=1"><p style="background: url({at}{pictures["uji-umum.png"]})">x</p>'
		cleaned = page.clean(whole(html))
		assert cleaned.count("data:image/png;base64,") == 2
		assert '<style media="print">' in cleaned and ".print-format" in cleaned and len(cleaned) > 50_000
	assert not trapped.asked


def test_a_name_among_the_public_files_that_leads_elsewhere_is_none(trapped: Trap) -> None:
	link = Path(frappe.get_site_path("public", "files", "uji-tautan.png"))
	link.symlink_to(trapped.files[0])
	try:
		assert "data:" not in page.clean(
			whole('<img src="/files/uji-tautan.png"><img src="/files/uji-tidak-ada.png">')
		)
	finally:
		link.unlink()


def test_a_private_picture_is_printed_for_who_may_see_it(
	trapped: Trap, pictures: dict[str, str], office
) -> None:
	html = whole(f'<img src="{trapped.url}{pictures["uji-rahasia.png"]}">')
	assert "data:image/png;base64," in page.clean(html)
	with engines.only_public():
		assert "data:" not in page.clean(html), "the archive prints for others than who has it made"
	frappe.set_user(office.people["pek"])
	assert "data:" not in page.clean(html)
	frappe.set_user("Administrator")


def test_the_archives_papers_hold_no_private_picture(trapped: Trap, pictures: dict[str, str]) -> None:
	img = '<img src="{}">'
	for name, found in (("uji-umum.png", 1), ("uji-rahasia.png", 0)):
		pdf = papers_page.pdf(whole(img.format(pictures[name])))
		assert sum(len(sheet.images) for sheet in PdfReader(io.BytesIO(pdf)).pages) == found


@pytest.mark.parametrize("engine", ["patched Qt"], indirect=True)
def test_pages_are_numbered_in_header_and_footer(trapped: Trap, engine: str) -> None:
	ends = '<div id="header-html">Kop</div><div id="footer-html">Halaman <span class="page"></span> dari <span class="topage"></span></div>'
	pdf = WAYS["report_to_pdf"](whole(ends + '<p style="page-break-after: always">x</p><p>y</p>'), "")
	said = read(pdf)
	assert "Halaman 1 dari 2" in said and "Halaman 2 dari 2" in said and "Kop" in said


def test_a_page_keeps_its_looks() -> None:
	kept = '<p class="a b" id="c" style="color: red; width: 10px" data-x="1" title="y">Tulisan &amp; <b>tebal</b><br></p>'
	table = '<table class="table" cellpadding="2"><thead><tr><th colspan="2">A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>'
	drawing = '<svg viewbox="0 0 9 9" width="9"><defs><lineargradient id="g"><stop offset="0" stop-color="red"></stop></lineargradient></defs><path d="M0 0" fill="url(#g)"></path></svg>'
	style = "<style>p > b:before { content: 'x'; } @media print { a { color: red } }</style>"
	data = f'<img src="data:image/png;base64,{base64.b64encode(b"x" * 9).decode()}" alt="z">'
	cleaned = page.clean(whole(kept + table + style + data + drawing))
	for part in (kept, table, style, data, drawing):
		assert part in cleaned, part


def test_fonts_and_pictures_in_css_stay_only_as_data() -> None:
	known = {"/files/a.png": "data:image/png;base64,QQ=="}
	for given, expected in {
		"p { background: url(/files/a.png) }": 'p { background: url("data:image/png;base64,QQ==") }',
		"p { background: url( '/files/a.png' ) no-repeat }": 'p { background: url("data:image/png;base64,QQ==") no-repeat }',
		"p { content: '\\201C' }": "p { content: '\\201c ' }",
		"p { content: 'a & <b>' }": "p { content: 'a \\26  \\3c b>' }",
		"p { fill: url(#g) }": "p { fill: url(#g) }",
		"p { background: url(/files/b.png) }": "p { background: none }",
		"p { background: u\\72l(/files/b.png) }": "p { background: none }",
		"p { background: u\\\nrl(/files/b.png) }": "p { background: none }",
		"p { x: '\\\\75rl(' }": "p { x: '\\5c 75rl(' }",
	}.items():
		assert css.clean(given, known.get) == expected
