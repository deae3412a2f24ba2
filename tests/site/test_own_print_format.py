"""docs/print-formats.md: an admin's own paper prints as the example says, and is kept with the step that names it."""

import io
import re
from pathlib import Path

import frappe
import pytest
from pypdf import PdfReader

from kinerja_kecamatan.archive import files, prints, render
from kinerja_kecamatan.base import doctypes
from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.papers import catalogue, page
from tests.support.local_run import LocalRun, refused
from tests.support.papers import html_of
from tests.support.sop_run import DISPOSISI

DOCS = Path(__file__).resolve().parents[2] / "docs" / "print-formats.md"
NAME = "Tanda Terima Perintah"


@pytest.fixture
def own(site: None) -> str:
	html = re.search(r"```html\n(.*?)```", DOCS.read_text(), re.S).group(1)
	values = {"doc_type": DISPOSISI, "standard": "No", "custom_format": 1, "print_format_type": "Jinja"}
	return frappe.get_doc({"doctype": "Print Format", "name": NAME, "html": html, **values}).insert().name


def test_the_example_prints_what_it_says(office, own) -> None:
	run = LocalRun(office)
	run.order()
	doc = frappe.get_doc(DISPOSISI, run.disposisi)
	doc.db_set({"tanggal": "2021-03-09", "batas_pengumpulan": "2026-10-01"})
	frappe.db.set_value("Unit Kerja", office.root, "kop_nama", "KECAMATAN <b>UJI</b>")
	frappe.clear_document_cache("Unit Kerja", office.root)
	html = html_of(doc, own)
	assert "KECAMATAN &lt;b&gt;UJI&lt;/b&gt;" in html
	assert f"perintah {doc.name} tanggal 9 Maret 2021," in html and "batas 1 Oktober 2026." in html
	assert re.search(r"Dicetak \d+ \w+ \d{4} pukul \d\d\.\d\d", html)


def test_it_is_kept_with_the_step_that_names_it(office, own) -> None:
	run = LocalRun(office)
	run.draft()
	sop = frappe.get_doc("SOP", frappe.db.get_value(DISPOSISI, run.disposisi, "sop"))
	row = sop.langkah[0]
	frappe.db.set_value("Langkah SOP", row.name, "kertas", f"{row.kertas}\n{own}")
	frappe.clear_document_cache("SOP", sop.name)
	run.act("camat", DISPOSISI, run.disposisi, "Perintahkan")
	name = frappe.db.get_value(doctypes.ARCHIVE, {"disposisi": run.disposisi, "print_format": own})
	assert name and render.keep_paper(name)
	kept = frappe.get_doc(doctypes.ARCHIVE, name)
	assert (kept.status, kept.langkah, kept.versi_kertas) == (render.KEPT, row.nomor, 1)
	text = PdfReader(io.BytesIO(files.kept_bytes(kept))).pages[0].extract_text()
	assert f"Telah diterima perintah {run.disposisi}" in re.sub(r"\s+", " ", text)


def test_a_paper_is_printed_of_its_own_doctype_alone(office, own, monkeypatch) -> None:
	"""An address, a template and the SOP's rows name papers; with a document of another DocType none is printed."""
	run = LocalRun(office)
	run.draft()
	order, root = frappe.get_doc(DISPOSISI, run.disposisi), frappe.get_doc("Unit Kerja", office.root)
	for nama in catalogue.BUILDERS:
		of = frappe.db.get_value("Print Format", nama, "doc_type")
		assert catalogue.OF.get(nama, DISPOSISI) == of, nama
		other = root if of == DISPOSISI else order
		monkeypatch.setitem(catalogue.BUILDERS, nama, lambda doc: {"isi": doc.name})
		for attempt in (
			lambda nama=nama, other=other: prints.printed_paper(nama, other),
			lambda nama=nama, other=other: page.html(other, nama),
		):
			assert "bukan kertas dari" in refused(KinerjaError, attempt), nama
	assert "bukan kertas dari" in refused(KinerjaError, page.html, root, own)
	# As an address names it.
	for named, doc in (("Kamus Indikator", order), (own, root)):
		monkeypatch.setitem(frappe.form_dict, "format", named)
		assert "bukan kertas dari" in refused(KinerjaError, doc.run_method, "before_print", None)
	for named in ("Standard", "tidak ada", None, own):
		monkeypatch.setitem(frappe.form_dict, "format", named)
		order.run_method("before_print", None)
