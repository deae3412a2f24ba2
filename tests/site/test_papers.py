"""The first four papers: what stands on them, on which paper, over how many pages; no text breaks them."""

import io
import json
import os
import re
from datetime import date, datetime
from pathlib import Path

import frappe
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

import kinerja_kecamatan
from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.exceptions import EmblemUnreadable
from kinerja_kecamatan.papers import corrections, indonesia, letterhead, signatures
from kinerja_kecamatan.papers.pages import paginate
from kinerja_kecamatan.papers.sheets import BIASA, JUDUL, KECIL, KOP_NAMA, Column, Fixed, sheet, table
from kinerja_kecamatan.papers.text import Teks, width, wrap
from kinerja_kecamatan.sop import steps
from tests.support.papers import (
	FORMAT,
	KECAMATAN,
	LEMBAR,
	UNIT,
	corrected_office,
	correction,
	disposisi,
	format_data,
	four_documents,
	html_of,
	logged,
	paper_size,
	pdf_of,
	raw,
	rekap,
	squeezed,
	words_of,
)

APP = Path(kinerja_kecamatan.__file__).parent
TEMPLATES = sorted(
	[*APP.glob("templates/papers/*.html"), *APP.glob("kinerja_kecamatan/print_format/*/*.html")]
)
FORMATS = (LEMBAR, FORMAT, UNIT, KECAMATAN)
# Every way out of a template, of HTML and of a table, and what Frappe rewrites to addresses of the site.
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> \"&' {{ 8191*8191 }} a:url(/x) href=/y </td></table>"
LONG = "Uraian yang panjang sekali tentang data kinerja " * 40 + "PENUTUP"


@pytest.fixture
def papers(site: None) -> dict:
	"""One document for each print format, by its name."""
	return four_documents()


def test_dates_as_the_office_writes_them() -> None:
	assert indonesia.tanggal_panjang(date(2026, 10, 1)) == "1 Oktober 2026"
	assert indonesia.tanggal_panjang("2021-03-09") == "9 Maret 2021"
	assert indonesia.hari_tanggal(date(2026, 10, 1)) == "Kamis, 1 Oktober 2026"
	assert indonesia.waktu(datetime(2026, 10, 1, 8, 5)) == "1 Oktober 2026 pukul 08.05"
	assert [f(None) for f in (indonesia.tanggal_panjang, indonesia.hari_tanggal, indonesia.waktu)] == [
		"",
		"",
		"",
	]


def test_text_is_cleaned_and_escaped_whole() -> None:
	assert clean("a\u202eb\x00c\r\n  d\t e \n") == "ab c\nd e"
	assert Teks("<a src=x>:url(y)").__html__() == "&lt;a src&#61;x&gt;:url&#40;y)"


@pytest.mark.parametrize(
	"text", [LONG, HOSTILE, "W" * 500, "https://contoh.test/a/b/" * 20, "", "satu\n\ndua"]
)
@pytest.mark.parametrize("room", [40, 90, 300])
def test_wrapped_lines_fit_and_lose_nothing(text: str, room: int) -> None:
	lines = wrap(text, 11, room)
	assert squeezed("".join(lines)) == squeezed(text)
	assert all(width(line, 11) <= room or len(line) == 1 for line in lines)


def test_css_repeats_the_measures_that_pages_are_broken_by() -> None:
	css = (APP / "templates/papers/kertas.css").read_text()
	for font, name in ((KECIL, "KECIL"), (BIASA, "BIASA"), (JUDUL, "JUDUL"), (KOP_NAMA, "KOP_NAMA")):
		marked = [line for line in css.splitlines() if f"(*) {name} " in line]
		assert marked, name
		for line in marked:
			assert f"font-size: {font.px}px; line-height: {font.line}px" in line
			assert "padding" not in line or f"padding: {font.pad_y}px {font.pad_x}px" in line


@pytest.mark.parametrize("rows", [1, 7, 40])
@pytest.mark.parametrize("words", [3, 60, 2000])
def test_pages_hold_every_row_in_order_and_no_more_than_fits(rows: int, words: int) -> None:
	for opening in (200, 230, 260, 300):
		_hold_every_row(rows, words, opening)


def _hold_every_row(rows: int, words: int, opening: int) -> None:
	page = sheet("F4", landscape=True)
	columns = [Column("No", 1), Column("Uraian", 3)]
	cells = [{"sel": [f"n{n}", " ".join(f"n{n}w{w}" for w in range(words))]} for n in range(rows)]
	block = table(page, "t", columns, [{"sel": ["A. Kelompok"], "ikut": True}, *cells], bernomor=True)
	pages = paginate(page, opening, [block, Fixed("ttd", 200, ikat=True)])
	printed = [row for entries in pages for entry in entries if entry["tabel"] for row in entry["baris"]]
	text = " ".join(cell["teks"] for row in printed[1:] for cell in row["sel"][1:])
	assert text.split() == " ".join(cell["sel"][1] for cell in cells).split()
	for number, entries in enumerate(pages):
		used = opening if number == 0 else 0
		for entry in entries:
			lines = sum(max(c["teks"].count("\n") + 1 for c in row["sel"]) for row in entry.get("baris", []))
			used += (
				lines * KECIL.line + len(entry.get("baris", [])) * 7 + (block.over if entry["tabel"] else 200)
			)
			assert not entry["tabel"] or not entry["baris"][-1]["penuh"], "a heading stays with its rows"
		assert used <= page.height + 1
	assert len(pages[-1]) > 1, "signatures do not stand alone"


tables = st.lists(
	st.lists(st.tuples(st.integers(1, 40), st.booleans()), min_size=1, max_size=12), min_size=1, max_size=3
)


@given(tables, st.integers(100, 320), st.integers(160, 300))
def test_signatures_take_something_along(blocks: list, opening: int, height: int) -> None:
	"""On a page of their own they could be put under anything; only what cannot be divided is left behind whole."""
	page = sheet("F4", landscape=True)
	columns = [Column("No", 1), Column("Uraian", 3)]
	made = [
		table(
			page,
			f"t{n}",
			columns,
			[
				{"sel": [f"Kelompok {n}"], "ikut": True}
				if heading and row and not rows[row - 1][1]
				else {"sel": ["1", "\n".join("x" * lines)]}
				for row, (lines, heading) in enumerate(rows)
			]
			+ [{"sel": ["1", "akhir"]}],
		)
		for n, rows in enumerate(blocks)
	]
	pages = paginate(page, opening, [*made, Fixed("ttd", height, ikat=True)])
	assert sum(len(e.get("baris", [])) for entries in pages for e in entries) >= sum(
		len(b.rows) for b in made
	)
	for entries in pages:
		assert not any(e["tabel"] and e["baris"][-1]["penuh"] for e in entries), (
			"a heading stays with its rows"
		)
	assert len(pages[-1]) > 1


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_value_of_a_template_is_escaped_and_nothing_comes_from_outside(path: Path) -> None:
	source = path.read_text()
	macros = "|".join(name for p in TEMPLATES for name in re.findall(r"{%-?\s*macro (\w+)", p.read_text()))
	for value in re.findall(r"\{\{-?\s*(.*?)\s*-?\}\}", source):
		assert re.search(r"\|\s*(e|escape)$", value) or re.match(rf"({macros})\(", value), value
	assert not re.search(r"https?:|//|\bsafe\b", source)


@pytest.mark.parametrize("print_format", FORMATS)
@pytest.mark.parametrize("size", ["F4", "A4"])
def test_paper_has_its_size_its_facts_and_as_many_pages_as_it_says(
	papers: dict, print_format: str, size: str
) -> None:
	paper_size(size)
	doc, page = papers[print_format], html_of(papers[print_format], print_format)
	texts, sizes = pdf_of(page)
	short, long = {"F4": (215, 330), "A4": (210, 297)}[size]
	expected = (short, long) if print_format == LEMBAR else (long, short)
	assert all(abs(w - expected[0]) < 1.5 and abs(h - expected[1]) < 1.5 for w, h in sizes)
	assert len(texts) == page.count('class="lembar"')
	assert all(doc.name in text for text in texts)
	first, last = texts[0], texts[-1]
	for fact in ("PEMERINTAH KABUPATEN UJI", "KECAMATAN UJI", doc.workflow_state, f"Putaran {doc.putaran}"):
		assert fact in first
	assert f"1 dari {len(texts)}" in first.replace(" :", "")
	assert print_format not in (UNIT, KECAMATAN) or "Versi 3" in first
	assert "Ujian," in last


def test_who_signs(papers: dict) -> None:
	"""Names, ranks and NIP of the people in office, Plt. before the title, the Camat with the place."""
	lembar = words_of(papers[LEMBAR], LEMBAR)
	assert "Ujian, 1 April 2021 CAMAT UJI, Sri Camat, M.Si. Pembina NIP. 19791208 200003 1 001" in lembar
	assert "Plt. KASI PEMERINTAHAN, Tono Kasi, S.Sos. Penata" in words_of(papers[FORMAT], FORMAT)
	frappe.db.set_value("Rekap Kinerja", papers[UNIT].name, "workflow_state", "Divalidasi")
	logged(papers[UNIT], steps.REKAP_UNIT, "Budi Pelaksana")
	logged(papers[UNIT], steps.VALIDASI, "Rina Validator")
	unit_paper = words_of(papers[UNIT], UNIT)
	assert "Mengetahui, Plt. KASI PEMERINTAHAN, Tono Kasi, S.Sos." in unit_paper
	assert "Ujian, 13 April 2021 Yang merekap, JABATAN PELAKSANA, Budi Pelaksana" in unit_paper
	assert "Rina Validator" not in unit_paper, "who validates signs the Lembar Validasi"
	roles = [who["peran"] for who in signatures.signers(papers[KECAMATAN])]
	assert roles == ["Mengetahui", "Diperiksa oleh", "Yang merekap"]


def test_kept_signatures_outlive_a_change_of_head(papers: dict) -> None:
	kept = json.dumps(signatures.signers(papers[KECAMATAN]))
	frappe.db.set_value("Rekap Kinerja", papers[KECAMATAN].name, "penandatangan", kept)
	frappe.db.set_value("Pegawai", "UJI-CAMAT", "nama_lengkap", "Orang Lain")
	text = words_of(papers[KECAMATAN], KECAMATAN)
	assert "Sri Camat, M.Si." in text and "Orang Lain" not in text


@pytest.mark.parametrize("print_format", FORMATS)
def test_hostile_text_prints_as_it_was_typed(papers: dict, print_format: str) -> None:
	doc = {
		LEMBAR: lambda: disposisi("UJI-X", HOSTILE),
		FORMAT: lambda: format_data("UJI-X", HOSTILE),
		UNIT: lambda: rekap("Unit", "UJI-X", HOSTILE, koreksi=[correction(HOSTILE)]),
		KECAMATAN: lambda: corrected_office("UJI-X", HOSTILE, [correction(HOSTILE)]),
	}[print_format]()
	page = html_of(doc, print_format)
	body = BeautifulSoup(page, "html5lib").find(class_="kertas")
	assert not body.find_all(["script", "img", "a", "iframe"]) and not body.find_all(onerror=True)
	text = squeezed("".join(pdf_of(page)[0]))
	assert text.count(squeezed(HOSTILE)) >= 3
	assert "http" not in text and str(8191 * 8191) not in text


@pytest.mark.full
@pytest.mark.parametrize("print_format", FORMATS)
def test_long_text_in_every_field_goes_on_over_pages_uncut(papers: dict, print_format: str) -> None:
	doc = {
		LEMBAR: lambda: disposisi("UJI-L", LONG),
		FORMAT: lambda: format_data("UJI-L", LONG),
		UNIT: lambda: rekap("Unit", "UJI-L", LONG, koreksi=[correction(LONG)] * 3),
		KECAMATAN: lambda: corrected_office("UJI-L", LONG, [correction(LONG)]),
	}[print_format]()
	page = html_of(doc, print_format)
	texts, _sizes = pdf_of(page)
	assert len(texts) == page.count('class="lembar"') > 2
	assert page.count("PENUTUP") == sum(text.count("PENUTUP") for text in texts) >= 4
	assert all(
		f"Halaman {number} dari {len(texts)}" in text for number, text in enumerate(texts[1:], start=2)
	)


def test_the_kecamatans_paper_names_what_was_corrected_in_its_units(papers: dict) -> None:
	"""A row's mark leads to its correction, with the unit whose recap it stands on."""
	assert "Koreksi (†" not in words_of(papers[KECAMATAN], KECAMATAN)
	text = words_of(corrected_office("UJI-K1", "Tertib.", [correction("Salah ketik.")]), KECAMATAN)
	_head, table = text.split("Koreksi († pada tabel di atas)")
	assert "Unit Kerja" in table
	assert "Seksi Pemerintahan Tertib. Realisasi 88,89 94,44 Salah ketik." in table
	# Of a unit that is Tidak Melapor nothing counts.
	frappe.db.set_value("Rekap Kinerja", "UJI-K1-U", "tidak_melapor", 1)
	silent = frappe.get_doc("Rekap Kinerja", "UJI-K1")
	assert "Koreksi (†" not in words_of(silent, KECAMATAN)


@pytest.mark.parametrize("print_format", [UNIT, KECAMATAN])
def test_what_was_not_handed_in_is_said_in_words(papers: dict, print_format: str) -> None:
	doc = papers[print_format]
	row = {"status": "Belum Diisi", "tidak_disampaikan": 1, "realisasi_teks": "", "capaian_teks": ""}
	frappe.db.set_value("Baris Rekap", doc.baris[0].name, row)
	assert "Data tidak disampaikan" in words_of(frappe.get_doc("Rekap Kinerja", doc.name), print_format)


def test_forty_rows_repeat_the_head_on_every_page(papers: dict) -> None:
	notes = ("catatan_validasi", "catatan_pencermatan", "arahan_pimpinan", "alasan_terakhir")
	doc = rekap("Kecamatan", "UJI-40", rows=40, **dict.fromkeys(notes, ""))
	texts, _sizes = pdf_of(html_of(doc, KECAMATAN))
	assert len(texts) > 2
	assert all("Tindak Lanjut" in text and "Realisasi" in text for text in texts)


def test_blank_form_has_room_to_write(papers: dict) -> None:
	blank = {
		"status": "Belum Diisi",
		**dict.fromkeys(("realisasi", "pembilang", "penyebut", "capaian_teks"), ""),
	}
	words = dict.fromkeys(("predikat", "kendala", "tindak_lanjut", "keterangan"), "")
	doc = format_data("UJI-KOSONG", rows=2, row={**blank, **words})
	body = BeautifulSoup(html_of(doc, FORMAT), "html.parser").find(class_="kertas")
	first = next(row for row in body.select("table.isi tbody tr") if len(row.select("td")) > 1)
	assert int(re.search(r"height: (\d+)px", first["style"])[1]) >= 57, "15 mm"
	cells = [cell.get_text(strip=True) for cell in first.find_all("td")]
	assert cells[5] == "90" and cells[7:] == [""] * 6
	assert "Pembilang:" in cells[6] and "Cara Mengisi" in body.get_text()


@pytest.mark.parametrize(
	("status", "shown"),
	[("Nihil", "0 (nihil)"), ("Tidak Ada Objek", "Tidak ada objek"), ("Tidak Diukur", "Tidak diukur")],
)
def test_empty_is_not_zero(papers: dict, status: str, shown: str) -> None:
	row = {
		"status": status,
		"realisasi": "0" if status == "Nihil" else "",
		"capaian_teks": "",
		"predikat": "",
	}
	assert shown in words_of(format_data("UJI-N", row=row), FORMAT)


def test_average_is_printed_only_when_there_is_one(papers: dict) -> None:
	assert "Rata-rata Capaian : 93,75 %, Tertib." in words_of(papers[UNIT], UNIT)
	assert "– (belum ada yang dapat dihitung)" in words_of(papers[KECAMATAN], KECAMATAN), (
		"no IKU among the rows"
	)


def test_recap_says_that_it_is_provisional_until_it_is_final(papers: dict) -> None:
	doc = papers[KECAMATAN]
	assert "SEMENTARA (6 dari 7 unit)" in words_of(doc, KECAMATAN)
	final = steps.step_for(doc, steps.REKAP_KECAMATAN).status
	frappe.db.set_value("Rekap Kinerja", doc.name, "workflow_state", final)
	assert "SEMENTARA" not in words_of(doc, KECAMATAN)


def test_simulated_work_is_marked(papers: dict) -> None:
	for print_format in FORMATS:
		logged(papers[print_format], steps.PERINTAH)
		assert "SIMULASI" not in words_of(papers[print_format], print_format)
		logged(papers[print_format], steps.PERINTAH, simulasi=1)
		assert "SIMULASI" in words_of(papers[print_format], print_format)


def test_corrections_say_what_was_before_and_why(papers: dict) -> None:
	assert "Koreksi" not in words_of(papers[UNIT], UNIT)
	text = words_of(rekap("Unit", "UJI-KOREKSI", koreksi=[correction("Bukti menyusul.")]), UNIT)
	assert "Realisasi 88,89 94,44 Bukti menyusul. Bukti menyusul. 14 April 2021 pukul 10.05" in text


def test_a_correction_that_no_longer_applies_says_so(papers: dict) -> None:
	doc = rekap("Unit", "UJI-USANG", koreksi=[correction("Salah ketik."), correction("Bukti menyusul.")])
	doc.koreksi[0].usang = 1
	(table,) = corrections.correction_blocks(doc, sheet("F4", landscape=True))
	assert [row.sel[5] for row in table.rows] == ["Salah ketik. (tidak berlaku lagi)", "Bukti menyusul."]


def test_a_forged_document_prints_what_is_stored(papers: dict) -> None:
	"""The desk's preview sends the document as JSON; a paper must not believe it."""
	from frappe.www.printview import get_html_and_style

	forged = json.loads(papers[UNIT].as_json())
	forged["workflow_state"], forged["baris"][0]["realisasi_teks"] = "Diketahui Camat", "999"
	page = get_html_and_style(json.dumps(forged), print_format=UNIT)["html"]
	assert "Direkap" in page and "Diketahui Camat" not in page and "999" not in page
	forged["name"] = "UJI-TIDAK-ADA"
	with pytest.raises(frappe.ValidationError):
		get_html_and_style(json.dumps(forged), print_format=UNIT)


def test_a_forged_document_does_not_open_a_foreign_one(papers: dict) -> None:
	from kinerja_kecamatan.papers.document import stored_document

	forged = frappe.get_doc(json.loads(papers[UNIT].as_json()))
	frappe.set_user("Guest")
	with pytest.raises(frappe.PermissionError):
		stored_document(forged)


def test_emblem_comes_inline_and_only_from_the_office(papers: dict) -> None:
	from PIL import Image

	picture = io.BytesIO()
	Image.new("RGB", (900, 1200), "green").save(picture, "PNG")
	inline = letterhead._encoded(picture.getvalue())
	assert inline.startswith("data:image/png;base64,") and len(inline) < 20_000
	url = f"/private/files/{frappe.generate_hash(length=12)}.png"
	raw(
		{
			"doctype": "File",
			"name": frappe.generate_hash(),
			"file_url": url,
			"is_private": 1,
			"attached_to_doctype": "ToDo",
		}
	)
	frappe.db.set_value("Unit Kerja", root := papers[UNIT].kecamatan, "lambang", url)
	frappe.clear_document_cache("Unit Kerja", root)
	assert letterhead.letterhead_of(root)["lambang"] == ""
	with letterhead.emblem_needed(), pytest.raises(EmblemUnreadable):
		letterhead.letterhead_of(root)


@pytest.mark.parametrize("place", [0, 4, 8], ids=["first", "middle", "last"])
@pytest.mark.parametrize("lines", [22, 30, 120])
def test_a_step_of_the_sop_goes_on_over_pages_with_its_drawing(papers: dict, lines: int, place: int) -> None:
	"""Every part of a broken row is drawn, each line that leaves a page comes in on the next, and nothing is cut."""
	doc = frappe.get_doc("SOP", frappe.get_all("SOP", pluck="name", limit=1)[0])
	doc.langkah[place].db_set("output", "\n".join(f"Dokumen ke{n}" for n in range(lines)))
	page = html_of(doc, "SOP")
	if folder := os.environ.get("KINERJA_PICTURES"):
		Path(folder, f"SOP {lines} {place}.html").write_text(page)
	body = BeautifulSoup(page, "html5lib").find(class_="kertas")
	charts = [table.select("tbody > tr") for table in body.select("table.isi") if table.select("td.gambar")]
	numbers = [[row.td.get_text() for row in rows] for rows in charts]
	assert [n for rows in numbers for n in rows if n] == [str(n) for n in range(1, 10)]
	assert len(charts) > 1 and all(row.select("td.gambar svg") for rows in charts for row in rows)
	for turn in range(1, len(charts)):
		ends = [charts[turn - 1][-1], charts[turn][0]]
		pentagons = [[len(p["points"].split()) for p in row.svg.find_all("polygon")].count(5) for row in ends]
		assert all(pentagons) == any(n for rows in numbers[turn:] for n in rows), (
			"a line goes on to a later step"
		)
	texts, _sizes = pdf_of(page)
	assert len(texts) == page.count('class="lembar"')
	assert re.findall(r"Dokumen ke(\d+)", " ".join(texts)) == [str(n) for n in range(lines)]
