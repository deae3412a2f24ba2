"""Bukti Dukung SAKIP: one zip that answers what an evaluator asks of measuring performance (LKE, PermenPAN-RB 88/2021)."""

import io
import os
import zipfile
from collections.abc import Iterator

import frappe
from frappe import _

from kinerja_kecamatan.archive import bundle, files, render
from kinerja_kecamatan.archive.file_names import free_path, plain_file_name
from kinerja_kecamatan.base.doctypes import (
	ARCHIVE,
	DISPOSISI,
	LOG,
	PEGAWAI,
	PENUGASAN,
	PERJANJIAN,
	REKAP,
	SOP,
	UNIT_KERJA,
)
from kinerja_kecamatan.base.stored_words import IN_FORCE, MAIN_ORDER, OFFICE_RECAP
from kinerja_kecamatan.excel import recap as workbook
from kinerja_kecamatan.excel.sheets import TEXT, Book
from kinerja_kecamatan.office.names import unit_name
from kinerja_kecamatan.office.penugasan import DISETUJUI
from kinerja_kecamatan.papers import dictionary, page
from kinerja_kecamatan.rules.periode import Periode
from kinerja_kecamatan.sop.activities import facts_of

CARD = "Kartu Kendali Pelaksanaan SOP"
CRITERIA = {
	"1 Mekanisme": "Terdapat mekanisme yang jelas terhadap pengumpulan data kinerja yang dapat diandalkan",
	"2 Petugas": "Petugas pengumpul dan penanggung jawab data kinerja ditetapkan",
	"3 Ukuran": "Indikator kinerja dan cara mengukurnya ditetapkan serta diperjanjikan",
	"4 Berkala": "Pengukuran kinerja dilakukan secara berkala",
	"5 Berjenjang": "Setiap level organisasi melakukan pemantauan atas pengukuran capaian kinerja secara berjenjang",
	"6 Teknologi Informasi": "Pengumpulan data kinerja memanfaatkan teknologi informasi (aplikasi)",
}
MECHANISM, PEOPLE, MEASURES, REGULAR, LEVELS, SYSTEM = CRITERIA

_LOG = (
	*(("disposisi", "Disposisi", 26), ("langkah", "Langkah", 9), ("kegiatan", "Kegiatan", 24)),
	*(
		("unit_kerja", "Unit", 28),
		("dokumen", "Dokumen", 30),
		("nama_pelaku", "Pelaku", 28),
		("jabatan", "Jabatan", 28),
	),
	*(("t1_mulai", "Waktu Mulai", 17), ("t2_selesai", "Waktu Selesai", 17), ("pelaksanaan", "Menit", 9)),
	*(("standar", "Mutu Baku", 9), ("hasil", "Hasil", 14), ("simulasi", "Simulasi", 9)),
)


def build(doc) -> bytes:
	"""The zip for the year of a kecamatan's Rekap: what its reader may read."""
	out, taken, listed = io.BytesIO(), set(), []
	with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
		for folder, name, content in _entries(doc):
			if content is None:
				listed.append(
					(folder, _("{0} (rusak / hilang, tidak disertakan)").format(plain_file_name(name)))
				)
				continue
			path = free_path(f"{folder}/{plain_file_name(name)}", taken)
			listed.append((folder, path.partition("/")[2]))
			archive.writestr(path, content)
		archive.writestr("0 Daftar Bukti Dukung.xlsx", _contents(doc, listed))
	return out.getvalue()


Entry = tuple[str, str, bytes | None]


def _entries(doc) -> Iterator[Entry]:
	"""(folder, file name, content; None for what is gone or damaged)."""
	orders = _orders(doc)
	for sop in dict.fromkeys(order.sop for order in orders if order.sop):
		yield MECHANISM, f"SOP {sop}.pdf", _print(SOP, sop, "SOP")
	for order in orders:
		yield MECHANISM, f"Kartu Kendali {order.name}.pdf", _card(order)
	yield PEOPLE, "Daftar Penugasan.xlsx", _appointments(doc)
	yield from _decrees(doc)
	yield MEASURES, "Kamus Indikator.pdf", _dictionary(doc)
	for name in _agreements(doc):
		yield MEASURES, f"Perjanjian Kinerja {name}.pdf", _agreement(name)
		if scan := frappe.db.get_value(PERJANJIAN, name, "pindaian"):
			ending = os.path.splitext(scan)[1]
			hung = {"file_url": scan, "attached_to_doctype": PERJANJIAN, "attached_to_name": name}
			yield MEASURES, f"Perjanjian Kinerja {name} bertanda tangan{ending}", files.stored_bytes(hung)
	yield from _recaps(orders)
	yield from _papers(orders)
	yield SYSTEM, "Catatan Tahapan.xlsx", _log(doc, orders)


def _dictionary(doc) -> bytes:
	"""What the year's agreements mean by their indicators."""
	unit = frappe.get_doc(UNIT_KERJA, doc.kecamatan)
	unit.flags[dictionary.YEAR] = _year(doc)
	return page.pdf(page.html(unit, "Kamus Indikator"))


def _agreement(name: str) -> bytes | None:
	"""The paper that was kept when it was set in force or corrected last; one of today as long as there is none."""
	of = {
		"dokumen": name,
		"print_format": PERJANJIAN,
		"status": render.KEPT,
		"diganti_oleh": ["is", "not set"],
	}
	kept = frappe.db.get_value(ARCHIVE, of, ["name"], as_dict=True)
	return _kept(kept) if kept else _print(PERJANJIAN, name, "Perjanjian Kinerja")


def _year(doc) -> int:
	return Periode.dari_kode(doc.periode).tahun


def _orders(doc) -> list:
	"""The year's main Disposisi of the kecamatan, in the order of their periods."""
	rows = frappe.get_list(
		DISPOSISI,
		filters={"kecamatan": doc.kecamatan, "jenis": MAIN_ORDER, "periode": ["like", f"{_year(doc)}%"]},
		fields=["name", "sop", "periode"],
		order_by="periode, creation",
		limit=0,
	)
	begun = set(
		frappe.get_all(
			LOG,
			filters={"disposisi": ["in", [r.name for r in rows] or [""]]},
			pluck="disposisi",
			distinct=True,
		)
	)
	return [row for row in rows if row.name in begun]


def _card(order) -> bytes | None:
	"""The order's Kartu Kendali: the very file that was kept, one of today as long as there is none."""
	kept = next((row for row in bundle.kept_papers(order) if row.print_format == CARD), None)
	return _kept(kept) if kept else _print(DISPOSISI, order.name, CARD)


def _kept(row) -> bytes | None:
	paper = frappe.get_doc(ARCHIVE, row.name)
	return None if files.problem_of_file(paper) else files.kept_bytes(paper)


def _print(doctype: str, name: str, layout: str) -> bytes:
	return page.pdf(page.html(frappe.get_doc(doctype, name), layout))


def _agreements(doc) -> list[str]:
	filters = {"kecamatan": doc.kecamatan, "tahun": _year(doc), "status": IN_FORCE}
	return frappe.get_all(PERJANJIAN, filters=filters, pluck="name", order_by="unit_kerja, berlaku_mulai")


def _appointed(doc) -> list:
	"""Penugasan in force at some time of the year."""
	year = _year(doc)
	rows = frappe.get_all(
		PENUGASAN,
		filters={
			"kecamatan": doc.kecamatan,
			"berlaku_mulai": ["<=", f"{year}-12-31"],
			"persetujuan": DISETUJUI,
		},
		fields=[
			"name",
			"pegawai",
			"jabatan",
			"unit_kerja",
			"jenis",
			"nomor_sk",
			"tanggal_sk",
			"berlaku_mulai",
			"berlaku_sampai",
		],
		order_by="unit_kerja, berlaku_mulai",
	)
	return [row for row in rows if not row.berlaku_sampai or row.berlaku_sampai.year >= year]


def _appointments(doc) -> bytes:
	people = dict(frappe.get_all(PEGAWAI, fields=["name", "nama_lengkap"], as_list=True))
	rows = [
		(
			people.get(row.pegawai) or row.pegawai,
			row.jabatan,
			unit_name(row.unit_kerja),
			row.jenis,
			row.nomor_sk,
			*(
				day.strftime("%d-%m-%Y") if day else ""
				for day in (row.tanggal_sk, row.berlaku_mulai, row.berlaku_sampai)
			),
		)
		for row in _appointed(doc)
	]
	heads = (
		"Nama",
		"Jabatan",
		"Unit Kerja",
		"Jenis",
		"Nomor SK",
		"Tanggal SK",
		"Berlaku Mulai",
		"Berlaku Sampai",
	)
	return _list_of(
		"Penugasan",
		_("Daftar Penugasan {0} Tahun {1}").format(unit_name(doc.kecamatan), _year(doc)),
		heads,
		(32, 34, 30, 12, 26, 13, 13, 13),
		rows,
	)


def _decrees(doc) -> Iterator[Entry]:
	"""The decrees themselves, where they are attached to a Penugasan."""
	names = [row.name for row in _appointed(doc)]
	attached = {"attached_to_doctype": PENUGASAN, "attached_to_name": ["in", names or [""]], "is_folder": 0}
	for name in frappe.get_all("File", filters=attached, pluck="name", order_by="creation"):
		file = frappe.get_doc("File", name)
		content = files.stored_bytes(name)
		if content is not None or not file.is_remote_file:
			yield PEOPLE, f"SK {file.attached_to_name} {file.file_name}", content


def _recaps(orders: list) -> Iterator[Entry]:
	for order in orders:
		filters = {"disposisi": order.name, "jenis": OFFICE_RECAP}
		for name in frappe.get_list(REKAP, filters=filters, pluck="name"):
			yield REGULAR, f"{order.periode} Rekap {name}.xlsx", workbook.build(frappe.get_doc(REKAP, name))


def _papers(orders: list) -> Iterator[Entry]:
	"""Archived papers, the very files that were kept: the recaps as papers, and each level's look at the figures."""
	for order in orders:
		for row in bundle.kept_papers(order):
			folder = (
				LEVELS
				if facts_of(row.kegiatan).shows_levels
				else REGULAR
				if row.jenis_dokumen == REKAP
				else None
			)
			if folder:
				yield folder, f"{order.periode} {bundle.paper_title(row)}.pdf", _kept(row)


def _log(doc, orders: list) -> bytes:
	entries = frappe.get_list(
		LOG,
		filters={"disposisi": ["in", [order.name for order in orders] or [""]]},
		fields=[field for field, _head, _width in _LOG],
		order_by="disposisi, t2_selesai",
		limit=0,
	)
	rows = [[_plain_value(field, entry[field]) for field, *_ in _LOG] for entry in entries]
	title = _("Catatan pelaksanaan SOP Tahun {0}").format(_year(doc))
	_fields, heads, widths = zip(*_LOG, strict=True)
	return _list_of("Catatan Tahapan", title, heads, widths, rows)


def _plain_value(field: str, value):
	if field == "unit_kerja":
		return unit_name(value)
	if field == "simulasi":
		return "ya" if value else ""
	return value.strftime("%d-%m-%Y %H:%M") if hasattr(value, "strftime") else value


def _contents(doc, listed: list[tuple[str, str]]) -> bytes:
	"""Which criterion each file answers; a criterion without a file says so."""
	rows = []
	for folder, criterion in CRITERIA.items():
		names = [name for where, name in listed if where == folder] or [_("belum ada")]
		rows += [(folder, criterion if number == 0 else "", name) for number, name in enumerate(names)]
	title = _("Bukti Dukung SAKIP {0} Tahun {1}: pengukuran kinerja").format(
		unit_name(doc.kecamatan), _year(doc)
	)
	return _list_of("Daftar", title, ("Folder", "Kriteria", "Berkas"), (24, 60, 80), rows)


def _list_of(
	sheet_title: str, title: str, heads: tuple[str, ...], widths: tuple[int, ...], rows: list
) -> bytes:
	book = Book()
	sheet = book.sheet(sheet_title, widths)
	sheet.row([title], book.style("judul"))
	sheet.blank()
	sheet.row(list(heads), book.style("kepala"))
	text, number = book.style("teks", TEXT), book.style("angka")
	for values in rows:
		styles = [number if isinstance(value, int) else text for value in values]
		sheet.row(list(values), styles, sheet.height(values))
	return book.bytes()
