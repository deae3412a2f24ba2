"""Every paper of DESIGN 7, printed of one finished run: size, pages, words read back, nothing cut, black on white."""

import io
import os
from pathlib import Path

import frappe
import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from kinerja_kecamatan.papers import catalogue
from tests.support import paper_run
from tests.support.paper_run import PaperRun
from tests.support.papers import squeezed

PORTRAIT = {
	"Lembar Disposisi",
	"Nota Dinas Permintaan Data Kinerja",
	"Tanda Terima Format",
	"Undangan Rapat",
	"Daftar Hadir Rapat",
	"Notulen Rapat",
	"Kartu Kendali Pelaksanaan SOP",
	"Perjanjian Kinerja",
	"Daftar Isi Berkas",
}
F4 = (215, 330)
PAPERS = sorted(catalogue.BUILDERS)


@pytest.fixture(scope="module")
def printed(_connected: None, _shared_office) -> PaperRun:
	frappe.db.rollback()
	frappe.set_user("Administrator")
	return paper_run.build(_shared_office.in_new_year())


def pages_of(pdf: bytes) -> list:
	return PdfReader(io.BytesIO(pdf)).pages


def test_every_print_format_of_the_app_is_a_paper_and_the_sop_names_only_papers(site: None) -> None:
	shipped = frappe.get_all("Print Format", filters={"module": "Kinerja Kecamatan"}, pluck="name")
	assert set(shipped) == set(catalogue.BUILDERS) and len(shipped) == 16
	named = [
		line for row in frappe.get_all("Langkah SOP", pluck="kertas") for line in (row or "").splitlines()
	]
	assert named and set(named) <= set(shipped)


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_has_its_size_and_loses_no_word(printed: PaperRun, name: str, site: None) -> None:
	html, pdf = printed.html(name), printed.pdf(name)
	if folder := os.environ.get("KINERJA_PICTURES"):
		Path(folder, f"{name}.pdf").write_bytes(pdf)
	pages = pages_of(pdf)
	assert len(pages) == html.count('class="lembar"')
	expected = F4 if name in PORTRAIT else F4[::-1]
	for page in pages:
		size = [float(side) / 72 * 25.4 for side in (page.mediabox.width, page.mediabox.height)]
		assert all(abs(a - b) < 1.5 for a, b in zip(size, expected, strict=True))
	text = squeezed(" ".join(page.extract_text() for page in pages))
	for cell in BeautifulSoup(html, "html5lib").select(".kertas td, .kertas th, .kertas div"):
		if not cell.find(["td", "div", "svg"]):
			assert squeezed(cell.get_text()) in text, cell.get_text()


def test_the_control_card_is_one_page_on_both_papers(printed: PaperRun, site: None) -> None:
	from tests.support.papers import html_of, paper_size

	card = "Kartu Kendali Pelaksanaan SOP"
	for size in ("F4", "A4"):
		paper_size(size)
		page = html_of(frappe.get_doc(*printed.documents[card]), card)
		assert page.count('class="lembar"') == 1, size
		assert [f">{number}</td>" in page for number in range(1, 10)] == [True] * 9
