"""Documents for papers, written past every rule (the test rolls them back), and reading what was printed."""

import base64
import io
import re
from datetime import datetime
from pathlib import Path

import frappe
from bs4 import BeautifulSoup
from frappe.model.base_document import BaseDocument
from pypdf import PdfReader

LEMBAR, FORMAT = "Lembar Disposisi", "Format Data Kinerja"
UNIT, KECAMATAN = "Rekap Data Kinerja Unit", "Rekap Data Kinerja Kecamatan"
ROOT, DEPT, RECAPPER = "UJI-K", "UJI-K-PEM", "UJI-K-PEK"


def raw(values: dict):
	"""A document with its rows straight in the database."""
	doc = frappe.get_doc(values)
	doc.creation = doc.modified = datetime(2021, 4, 1, 8)
	doc.owner = doc.modified_by = "Administrator"
	BaseDocument.db_insert(doc)  # not by the controller's own: the log is written by the app alone
	for field in doc.meta.get_table_fields():
		for number, row in enumerate(doc.get(field.fieldname), start=1):
			row.update({"parent": doc.name, "parenttype": doc.doctype, "parentfield": field.fieldname})
			row.idx, row.name = number, frappe.generate_hash(length=10)
			row.db_insert()
	return frappe.get_doc(doc.doctype, doc.name)


def unit(name: str, nama: str, jenis: str, kepala: str, lft: int, rgt: int, **more) -> None:
	values = {
		"name": name,
		"kode": name,
		"nama_unit": nama,
		"jenis": jenis,
		"sebutan_kepala": kepala,
		"kecamatan": ROOT,
	}
	raw({"doctype": "Unit Kerja", "lft": lft, "rgt": rgt, **values, **more})


def person(name: str, nama: str, jabatan: str, unit_kerja: str, jenis: str = "Definitif", **more) -> None:
	raw({"doctype": "Pegawai", "name": name, "nama": nama, "nama_lengkap": nama, "aktif": 1, **more})
	peran = [{"doctype": "Peran Penugasan", "peran": "Kepala Unit", "lingkup": "Unit"}]
	place = {"unit_kerja": unit_kerja, "kecamatan": ROOT, "berlaku_mulai": "2020-01-01"}
	raw(
		{
			"doctype": "Penugasan",
			"name": name,
			"pegawai": name,
			"jabatan": jabatan,
			"jenis": jenis,
			"peran": peran,
			"persetujuan": "Disetujui",
		}
		| place
	)


def four_documents() -> dict:
	"""One document for each print format, by its name."""
	kop = {"kop_pemerintah": "PEMERINTAH KABUPATEN UJI", "kop_nama": "KECAMATAN UJI", "tempat": "Ujian"}
	unit(ROOT, "Kecamatan Uji", "Kecamatan", "Camat", 90001, 90010, kop_alamat="Jalan Uji Nomor 1", **kop)
	unit(DEPT, "Seksi Pemerintahan", "Seksi", "Kasi Pemerintahan", 90002, 90003, melapor=1)
	unit(RECAPPER, "Subbagian Program", "Subbagian", "Kasubag Program", 90004, 90005, unit_perekap=1)
	person("UJI-CAMAT", "Sri Camat, M.Si.", "Camat", ROOT, pangkat="Pembina", nip="197912082000031001")
	person("UJI-KASI", "Tono Kasi, S.Sos.", "Kasi Pemerintahan", DEPT, "Plt.", pangkat="Penata")
	person("UJI-JP", "Budi Pelaksana", "Pengelola Data", DEPT)
	return {LEMBAR: disposisi(), FORMAT: format_data(), UNIT: rekap("Unit"), KECAMATAN: rekap("Kecamatan")}


def disposisi(name: str = "UJI-DISP", text: str = "Kumpulkan data kinerja.", **more):
	row = {"doctype": "Penerusan Disposisi", "dari": "Camat", "kepada": text[:140], "instruksi": text}
	values = {
		"kecamatan": ROOT,
		"periode": "2021-TW1",
		"tanggal": "2021-04-01",
		"sifat": "Segera",
		"jenis": "Utama",
	}
	texts = dict.fromkeys(
		("isi_perintah", "data_yang_diperlukan", "dokumen_rujukan", "alasan_terakhir"), text
	)
	short = dict.fromkeys(("hal", "surat_dari", "nomor_surat", "nomor_agenda"), text[:140])
	sop = frappe.get_all("SOP", pluck="name", limit=1)[0]
	head = {"doctype": "Disposisi", "name": name, "sop": sop, "workflow_state": "Diteruskan", "putaran": 1}
	sent = {**row, "tanggal": "2021-04-01 08:15:00", "dibaca": "2021-04-01 09:00:00"}
	return raw(
		{**head, **values, **texts, **short, "batas_pengumpulan": "2021-04-12", "penerusan": [sent], **more}
	)


def data_row(number: int, text: str, **more) -> dict:
	texts = dict.fromkeys(("nama_indikator", "kendala", "tindak_lanjut", "keterangan"), text)
	short = dict.fromkeys(("realisasi", "realisasi_teks", "pembilang", "penyebut", "predikat"), text[:140])
	kind = {"tingkat": "Kegiatan", "agregasi_sumber": "Rasio", "satuan": "%", "diukur": 1, "status": "Terisi"}
	code = {"indikator": f"UJI-{number}", "sasaran": f"Sasaran {number // 3} {text}"}
	figures = {"target_teks": "90", "capaian_teks": "93,75 %", "dihitung": 1}
	return {**code, **texts, **short, **kind, **figures, **more}


def format_data(name: str = "UJI-FDK", text: str = "Tertib.", rows: int = 3, row: dict | None = None, **more):
	values = {"unit_kerja": DEPT, "kecamatan": ROOT, "periode": "2021-TW1", "disposisi": "UJI-DISP"}
	baris = [{"doctype": "Baris Data Kinerja", **data_row(n, text, **(row or {}))} for n in range(rows)]
	texts = {"catatan": text, "alasan_terakhir": text, "perjanjian": text[:200], "nama_pelaksana": text[:140]}
	head = {"doctype": FORMAT, "name": name, "workflow_state": "Selesai Disusun", "putaran": 2}
	return raw({**head, **values, **texts, "baris": baris, "batas_pengumpulan": "2021-04-12", **more})


def rekap(jenis: str, name: str = "", text: str = "Tertib.", rows: int = 3, **more):
	unit_kerja = DEPT if jenis == "Unit" else RECAPPER
	values = {"unit_kerja": unit_kerja, "kecamatan": ROOT, "periode": "2021-TW1", "disposisi": "UJI-DISP"}
	baris = [{"doctype": "Baris Rekap", "unit_kerja": DEPT, **data_row(n, text)} for n in range(rows)]
	texts = dict.fromkeys(
		("catatan_validasi", "catatan_pencermatan", "arahan_pimpinan", "alasan_terakhir"), text
	)
	head = {
		"doctype": "Rekap Kinerja",
		"name": name or f"UJI-RDK-{jenis}",
		"jenis": jenis,
		"workflow_state": "Direkap",
	}
	figures = {
		"versi": 3,
		"putaran": 1,
		"rata_capaian": 93.75,
		"predikat": text[:140],
		"unit_masuk": 6,
		"unit_total": 7,
	}
	return raw({**head, **values, **texts, **figures, "baris": baris, **more})


def corrected_office(name: str, text: str, corrections: list[dict]):
	"""A kecamatan's recap with a unit's recap under it, on which the corrections stand."""
	under = rekap("Unit", f"{name}-U", text, koreksi=corrections)
	cited = {"indikator": "UJI-1", "untuk": "Periode Ini", "jenis_dokumen": "Rekap Kinerja"}
	source = {"doctype": "Sumber Rekap", "dokumen": under.name, "status": "Terisi", **cited}
	return rekap("Kecamatan", name, text, sumber=[source])


def correction(text: str) -> dict:
	figures = {"kolom": "Realisasi", "sebelum": "88,89", "sesudah": "94,44"}
	who = {"alasan": text, "oleh": text[:140], "pada": "2021-04-14 10:05:00"}
	return {"doctype": "Koreksi Rekap", "indikator": "UJI-1", **figures, **who}


def logged(doc, kegiatan: str, nama: str = "", simulasi: int = 0) -> None:
	link = {
		"jenis_dokumen": doc.doctype,
		"dokumen": doc.name,
		"versi": doc.get("versi") or 1,
		"putaran": doc.putaran,
		"kecamatan": doc.kecamatan,
	}
	done = {
		"kegiatan": kegiatan,
		"hasil": "Selesai",
		"nama_pelaku": nama,
		"t2_selesai": "2021-04-13 14:30:00",
	}
	# Past the log's own writer, which the SOP's moves alone reach: these papers' documents have made none.
	line = {"name": frappe.generate_hash(length=10), **link, **done, "simulasi": simulasi}
	frappe.db.bulk_insert("Catatan Tahapan", list(line), [list(line.values())])


def paper_size(size: str) -> None:
	frappe.db.set_single_value("Pengaturan Kinerja", "ukuran_kertas", size)
	frappe.clear_document_cache("Pengaturan Kinerja", "Pengaturan Kinerja")


def html_of(doc, print_format: str) -> str:
	"""The page as Frappe makes it, its one linked style sheet put inline: rendering needs no web server."""
	before, frappe.flags.in_test = frappe.flags.in_test, True  # or the access log would commit
	try:
		page = frappe.get_print(doc.doctype, doc.name, print_format)
	finally:
		frappe.flags.in_test = before
	link = re.search(r'<link[^>]*href="[^"]*?(/assets/[^"]+\.css)"[^>]*>', page)
	css = base64.b64encode(Path(frappe.local.sites_path + link[1]).read_bytes()).decode()
	return page.replace(link[0], f'<link rel="stylesheet" href="data:text/css;base64,{css}">')


def pdf_of(page: str) -> tuple[list[str], list[tuple[float, float]]]:
	"""Text and size in millimetres of every page of the PDF."""
	from frappe.utils.pdf import get_pdf  # opens a log of the site, so only inside one

	pages = PdfReader(io.BytesIO(get_pdf(page))).pages
	sizes = [(float(p.mediabox.width) / 72 * 25.4, float(p.mediabox.height) / 72 * 25.4) for p in pages]
	return [re.sub(r"\s+", " ", p.extract_text()) for p in pages], sizes


def squeezed(text: str) -> str:
	return re.sub(r"\s+", "", text)


def words_of(doc, print_format: str) -> str:
	soup = BeautifulSoup(html_of(doc, print_format), "html.parser")
	return re.sub(r"\s+", " ", soup.find(class_="kertas").get_text(" "))


def table_of(paper: dict, name: str) -> list[list[str]]:
	"""The cells of one table of a paper's data, row by row over its pages, each as one line."""
	blocks = [block for page in paper["lembar"] for block in page if block["nama"] == name]
	rows = [row for block in blocks for row in block["baris"]]
	return [[" ".join(str(cell["teks"]).split()) for cell in row["sel"]] for row in rows]
