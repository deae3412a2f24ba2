"""Every paper, printed of one finished run: size, pages, words read back, nothing cut, black on white."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import frappe
import pytest
from bs4 import BeautifulSoup
from PIL import Image
from pypdf import PdfReader

from kinerja_kecamatan.papers import catalogue
from tests.support import paper_run
from tests.support.paper_run import PaperRun
from tests.support.papers import html_of, paper_size, squeezed

pytestmark = pytest.mark.full

PORTRAIT = {
	"Lembar Disposisi",
	"Nota Dinas Permintaan Data Kinerja",
	"Tanda Terima Format",
	"Undangan Rapat",
	"Daftar Hadir Rapat",
	"Notulen Rapat",
	"Kartu Kendali Pelaksanaan SOP",
	"Lembar Arahan Pimpinan",
	"Perjanjian Kinerja",
	"Daftar Isi Berkas",
}
SIZES = {"F4": (215, 330), "A4": (210, 297)}
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
	assert set(shipped) == set(catalogue.BUILDERS) and len(shipped) == 17
	named = [
		line for row in frappe.get_all("Langkah SOP", pluck="kertas") for line in (row or "").splitlines()
	]
	assert named and set(named) <= set(shipped)


def _whole(html: str, pdf: bytes, expected: tuple[float, float]) -> None:
	"""As many pages as the app has broken the paper into, of their size, and every cell's text on them."""
	pages = pages_of(pdf)
	assert len(pages) == html.count('class="lembar"')
	for page in pages:
		size = [float(side) / 72 * 25.4 for side in (page.mediabox.width, page.mediabox.height)]
		assert all(abs(a - b) < 1.5 for a, b in zip(size, expected, strict=True))
	text = squeezed(" ".join(page.extract_text() for page in pages))
	for cell in BeautifulSoup(html, "html5lib").select(".kertas td, .kertas th, .kertas div"):
		if not cell.find(["td", "div", "svg"]):
			assert squeezed(cell.get_text()) in text, cell.get_text()


def _size(name: str, size: str) -> tuple[float, float]:
	return SIZES[size] if name in PORTRAIT else SIZES[size][::-1]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_has_its_size_and_loses_no_word(printed: PaperRun, name: str, size: str, site: None) -> None:
	pdf = printed.pdf(name, size)
	if folder := os.environ.get("KINERJA_PICTURES"):
		Path(folder, f"{name} {size}.pdf").write_bytes(pdf)
	_whole(printed.html(name, size), pdf, _size(name, size))


@pytest.fixture
def patched(env, monkeypatch: pytest.MonkeyPatch) -> None:
	"""wkhtmltopdf with patched Qt in the place of Debian's."""
	if not os.access(Path(env.patched_pdf, "wkhtmltopdf"), os.X_OK):
		pytest.skip("this bench has no wkhtmltopdf with patched Qt (KINERJA_PATCHED_PDF names its folder)")
	monkeypatch.setenv("PATH", f"{env.patched_pdf}:{os.environ['PATH']}")
	said = subprocess.run(["wkhtmltopdf", "--version"], capture_output=True, text=True, check=True).stdout
	assert "with patched qt" in said


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAPERS)
def test_patched_wkhtmltopdf_prints_the_same_pages(
	printed: PaperRun, patched: None, name: str, size: str, site: None, tmp_path: Path
) -> None:
	html = printed.html(name, size)
	pdf = paper_run.page.pdf(html)
	_whole(html, pdf, _size(name, size))
	(tmp_path / "a.pdf").write_bytes(pdf)
	_clear_margins(ink(tmp_path / "a.pdf", tmp_path))


def test_the_control_card_has_its_steps_on_one_page_on_both_papers(printed: PaperRun, site: None) -> None:
	"""What came back, here one unit once, may take it to a second one, with the signatures."""
	card = "Kartu Kendali Pelaksanaan SOP"
	for size in ("F4", "A4"):
		paper_size(size)
		page = html_of(frappe.get_doc(*printed.documents[card]), card)
		first, *rest = page.split('class="lembar"')[1:]
		assert len(rest) <= 1, size
		assert [f">{number}</td>" in first for number in range(1, 10)] == [True] * 9


# Every way out of a template, of HTML and of a table, and what Frappe rewrites to addresses of the site.
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> \"&' {{ 8191*8191 }} a:url(/x) </td></table>"
TEXT_FIELDS = {"Data", "Small Text", "Text", "Long Text"}
# What the app finds its way by, or keeps as JSON: no text that anybody types.
KEYS = frozenset(
	("kunci", "penandatangan", "nip", "kode", "isi", "kegiatan", "kertas", "print_format", "jenis", "dokumen")
)


def poison(doctype: str, name: str) -> None:
	"""Hostile text in every text field of a document and of its rows, past every rule; keys and JSON stay what they are."""
	doc = frappe.get_doc(doctype, name)
	for row in [doc, *doc.get_all_children()]:
		for field in row.meta.get("fields", {"fieldtype": ["in", list(TEXT_FIELDS)]}):
			if field.fieldname in KEYS or field.options == "JSON":
				continue
			text = HOSTILE if field.fieldtype != "Data" else HOSTILE[: field.length or 140]
			frappe.db.set_value(row.doctype, row.name, field.fieldname, text, update_modified=False)
	frappe.clear_document_cache(doctype, name)


@pytest.mark.parametrize("name", PAPERS)
def test_hostile_text_in_every_field_prints_as_typed(printed: PaperRun, name: str, site: None) -> None:
	doctype, document = printed.documents[name]
	poison(doctype, document)
	for other, key in _printed_beside(printed):
		poison(other, key)
	frappe.local.cache = {}
	paper_size("F4")
	page = paper_run.page.html(frappe.get_doc(doctype, document), name)
	body = BeautifulSoup(page, "html5lib").find(class_="kertas")
	assert body and not body.find_all(["script", "a", "iframe"]) and not body.find_all(onerror=True)
	assert all(image["src"].startswith("data:image/png;base64,") for image in body.find_all("img"))
	_whole(page, paper_run.page.pdf(page), _size(name, "F4"))
	text = body.get_text()
	assert squeezed(HOSTILE[:40]) in squeezed(text) and str(8191 * 8191) not in text


def _printed_beside(printed: PaperRun) -> list[tuple[str, str]]:
	"""What papers print besides their own document: the office, its people and measures, the log, the archive, the SOP."""
	run, office = printed.run, printed.run.office
	order = {"disposisi": run.disposisi}
	named = {
		"Unit Kerja": [office.root, *office.units],
		"Pegawai": list(office.pegawai.values()),
		"Indikator Kinerja": office.indicators[office.units[0]],
		"SOP": [frappe.db.get_value("Disposisi", run.disposisi, "sop")],
		"Sasaran Kinerja": frappe.get_all("Sasaran Kinerja", {"kecamatan": office.root}, pluck="name"),
	}
	for doctype in ("Catatan Tahapan", "Arsip Kertas", "Format Data Kinerja", "Rekap Kinerja"):
		named[doctype] = frappe.get_all(doctype, order, pluck="name")
	return [(doctype, name) for doctype, names in named.items() for name in names]


def ink(pdf: Path, folder: Path) -> list:
	"""Each page as a grey picture at 50 dots to the inch."""
	subprocess.run(
		["pdftoppm", "-r", "50", "-gray", "-png", str(pdf), str(folder / "p")], check=True, timeout=60
	)
	return [Image.open(path) for path in sorted(folder.glob("p*.png"))]


@pytest.mark.parametrize("name", PAPERS)
def test_pictures_have_ink_inside_the_margins_only(
	printed: PaperRun, name: str, site: None, tmp_path: Path
) -> None:
	"""What ran over an edge would leave ink in the margin of that side."""
	(tmp_path / "a.pdf").write_bytes(printed.pdf(name))
	pictures = ink(tmp_path / "a.pdf", tmp_path)
	assert len(pictures) == len(pages_of(printed.pdf(name)))
	_clear_margins(pictures)


def _clear_margins(pictures: list) -> None:
	for picture in pictures:
		dark = picture.point(lambda value: 255 if value < 200 else 0).getbbox()
		assert dark, "an empty page"
		# Millimetres free on each side, at 50 dots to the inch; the sheet leaves 20, 12, 12 and 10.
		free = [dark[0], dark[1], picture.width - dark[2], picture.height - dark[3]]
		assert all(side * 25.4 / 50 >= least for side, least in zip(free, (18, 10, 9, 8), strict=True)), free


@pytest.mark.parametrize("name", PAPERS)
def test_other_engines_break_the_same_pages(
	printed: PaperRun, name: str, site: None, tmp_path: Path, env
) -> None:
	"""The app breaks the pages itself; WeasyPrint and Chromium must come to as many, of the same size and words."""
	html = printed.html(name)
	words = sorted(
		re.findall(r"[^\W_]{6,}", BeautifulSoup(html, "html5lib").find(class_="kertas").get_text(" "))
	)
	(tmp_path / "a.html").write_text(html)
	weasy = tmp_path / "weasy.pdf"
	script = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2])"
	subprocess.run([sys.executable, "-c", script, tmp_path / "a.html", weasy], check=True, timeout=120)
	chrome = tmp_path / "chrome.pdf"
	flags = [
		"--headless",
		"--no-sandbox",
		"--disable-gpu",
		"--no-pdf-header-footer",
		f"--print-to-pdf={chrome}",
	]
	subprocess.run(
		[env.chromium, *flags, (tmp_path / "a.html").as_uri()], check=True, timeout=120, capture_output=True
	)
	for made in (weasy, chrome):
		pages = pages_of(made.read_bytes())
		assert len(pages) == html.count('class="lembar"'), made.name
		text = squeezed(" ".join(page.extract_text() for page in pages))
		assert not [word for word in words if word not in text], made.name


def test_recaps_show_the_year_beside_the_period(printed: PaperRun, site: None) -> None:
	"""The year so far stands in a table and a column of its own, always called so: mixing the two is the classic error."""
	for name in ("Rekap Data Kinerja Unit", "Rekap Data Kinerja Kecamatan"):
		doc = frappe.get_doc(*printed.documents[name])
		body = BeautifulSoup(printed.html(name), "html5lib").find(class_="kertas")
		heads = [head.get_text(" ") for head in body.select("th.judul-tabel")]
		assert "Capaian s.d. Periode Ini dan Perbandingan" in heads, name
		text = re.sub(r"\s+", " ", body.get_text(" "))
		for row in doc.baris:
			assert row.sd_teks in text and row.sd_capaian_teks in text and row.target_tahunan_teks in text


def test_validation_shows_what_was_found_and_why_it_was_accepted(printed: PaperRun, site: None) -> None:
	doctype, document = printed.documents["Lembar Validasi"]
	doc = frappe.get_doc(doctype, document)
	finding = doc.append(
		"temuan",
		{"tingkat": "Peringatan", "uraian": "Turun tajam", "alasan": "Panen raya", "oleh": "Uji pek"},
	)
	finding.update({"parent": document, "parenttype": doctype, "parentfield": "temuan"})
	finding.db_insert()
	page = paper_run.page.html(frappe.get_doc(doctype, document), "Lembar Validasi")
	assert all(word in page for word in ("Temuan Validasi", "Turun tajam", "Panen raya", "Uji pek"))
