"""Cetak Berkas: all that a person may read of one Disposisi's file, as one PDF or as a zip with workbooks and evidence."""

import io
import os
import re
import zipfile
from collections.abc import Iterator

import frappe
from frappe import _
from pypdf import PdfWriter

from kinerja_kecamatan.archive import files, render
from kinerja_kecamatan.base.doctypes import ARCHIVE, DISPOSISI, FORMAT, RAPAT, REKAP
from kinerja_kecamatan.excel import recap as workbook
from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.office.names import unit_name
from kinerja_kecamatan.papers import contents, page

CONTENTS = "Daftar Isi Berkas"
EVIDENCE = (DISPOSISI, RAPAT, FORMAT, REKAP)
# Evidence beyond this is fetched from its documents instead.
MOST_BYTES = 300_000_000


def as_pdf(disposisi) -> bytes:
	"""One PDF: the Daftar Isi, then the newest version of each archived paper; bookmarks name them. A paper whose file is gone
	or damaged is left out, and the Daftar Isi says so."""
	writer = PdfWriter()
	rows, damaged = whole_and_damaged(disposisi)
	writer.append(io.BytesIO(_contents(disposisi, damaged)), outline_item=CONTENTS)
	for row in rows:
		title = f"{row.langkah}. {row.print_format}" if row.langkah else row.print_format
		writer.append(
			io.BytesIO(_paper(row)), outline_item=f"{title}, {unit_name(row.unit_kerja, row.periode)}"
		)
	out = io.BytesIO()
	writer.write(out)
	return out.getvalue()


def as_zip(disposisi) -> bytes:
	"""A zip with a folder for each step, the recaps as workbooks beside their papers, and the evidence."""
	out, taken = io.BytesIO(), set()
	with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
		for path, content in _entries(disposisi):
			archive.writestr(free_path(path, taken), content)
	return out.getvalue()


def _entries(disposisi) -> Iterator[tuple[str, bytes]]:
	rows, damaged = whole_and_damaged(disposisi)
	yield "00 Daftar Isi.pdf", _contents(disposisi, damaged)
	for row in rows:
		folder = f"{row.langkah:02d} {row.kegiatan}"
		yield f"{plain_file_name(folder)}/{plain_file_name(paper_title(row))}.pdf", _paper(row)
	for name in frappe.get_list(
		REKAP, filters={"disposisi": disposisi.name}, pluck="name", order_by="jenis, unit_kerja"
	):
		doc = frappe.get_doc(REKAP, name)
		yield (
			f"Buku Kerja/{plain_file_name(f'Rekap {doc.jenis} {unit_name(doc.unit_kerja, doc.periode)} {doc.name}')}.xlsx",
			workbook.build(doc),
		)
	absent: list[str] = []
	yield from _evidence(disposisi, absent)
	if absent:
		yield (
			"Bukti/00 Bukti yang hilang.txt",
			"\n".join([_("Tidak ada lagi di penyimpanan:"), *absent]).encode(),
		)


def _evidence(disposisi, absent: list[str]) -> Iterator[tuple[str, bytes]]:
	"""(path, content) of the files on the documents; `absent` is told of those whose bytes are gone."""
	size = 0
	for doctype in EVIDENCE:
		own = {"name": disposisi.name} if doctype == disposisi.doctype else {"disposisi": disposisi.name}
		readable = frappe.get_list(
			doctype, filters=own, fields=["name"], order_by="creation", limit_page_length=0
		)
		for document in readable:
			attached = {"attached_to_doctype": doctype, "attached_to_name": document.name}
			for name in frappe.get_all("File", filters=attached, pluck="name", order_by="creation"):
				file = frappe.get_doc("File", name)
				size += file.file_size or 0
				if size > MOST_BYTES:
					frappe.throw(
						_("Bukti {0} melebihi {1} MB; unduhlah dari dokumennya masing-masing.").format(
							disposisi.name, MOST_BYTES // 1_000_000
						),
						KinerjaError,
					)
				content = files.stored_bytes(name)
				if content is not None:
					yield f"Bukti/{plain_file_name(document.name)}/{plain_file_name(file.file_name)}", content
				elif not file.is_remote_file:
					absent.append(f"{document.name}: {file.file_name}")


def _contents(disposisi, damaged: list) -> bytes:
	with contents.naming_left_out({row.name for row in damaged}):
		return page.pdf(page.html(disposisi, CONTENTS))


def whole_and_damaged(disposisi) -> tuple[list, list]:
	"""What is kept of a Disposisi, parted by whether its files can be given out."""
	rows, damaged = kept_papers(disposisi), []
	for row in rows:
		if files.problem_of_file(frappe.get_doc(ARCHIVE, row.name)):
			damaged.append(row)
	return [row for row in rows if row not in damaged], damaged


def kept_papers(disposisi) -> list:
	"""The newest kept version of each archived paper of a Disposisi that the session's user may read."""
	return [row for row in contents.listed_papers(disposisi.name) if row.status == render.KEPT]


def _paper(row) -> bytes:
	return files.kept_bytes(frappe.get_doc(ARCHIVE, row.name))


def paper_title(row) -> str:
	"""An archived paper's name as a file: layout, unit, document, version."""
	unit = unit_name(row.unit_kerja, row.periode) if row.unit_kerja != row.kecamatan else ""
	version = f"versi {row.versi_kertas}" if row.versi_kertas > 1 else ""
	return " - ".join(part for part in (row.print_format, unit, row.dokumen, version) if part)


def plain_file_name(name: str) -> str:
	"""A name that every file system takes and no zip tool reads as a path."""
	return re.sub(r'[\\/:*?"<>|\x00-\x1f]+', "-", name).strip(" .")[:120] or "tanpa nama"


def free_path(path: str, taken: set[str]) -> str:
	"""The path, numbered where it is taken already; `taken` is kept up."""
	stem, ending = os.path.splitext(path)
	number, free = 2, path
	while free.casefold() in taken:
		number, free = number + 1, f"{stem} ({number}){ending}"
	taken.add(free.casefold())
	return free
