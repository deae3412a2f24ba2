"""Cetak Berkas: all that a person may read of one Disposisi's file, as one PDF or as a zip with workbooks and evidence.

The file of a year holds its periods' files too. What waits is rendered before (`archive.api.siapkan`, which the desk calls); what is
missing all the same stands step by step on the Daftar Isi, the cover.
"""

import io
import zipfile
from collections.abc import Iterator

import frappe
from frappe import _
from pypdf import PdfWriter

from kinerja_kecamatan.access.doctypes import readable_names
from kinerja_kecamatan.archive import files, render
from kinerja_kecamatan.archive.file_names import ending_of, free_path, plain_file_name
from kinerja_kecamatan.base.doctypes import ARCHIVE, DISPOSISI, FORMAT, RAPAT, REKAP
from kinerja_kecamatan.excel import recap as workbook
from kinerja_kecamatan.office.names import unit_name
from kinerja_kecamatan.papers import contents, page
from kinerja_kecamatan.papers.contents import LeftOut
from kinerja_kecamatan.papers.file_parts import Part, parts_of
from kinerja_kecamatan.papers.missing import Missing

CONTENTS = "Daftar Isi Berkas"
COVER = "00 Daftar Isi.pdf"
EVIDENCE = (DISPOSISI, RAPAT, FORMAT, REKAP)
# Evidence beyond this is fetched from its documents instead.
MOST_BYTES = 300_000_000


def waiting_in_sight(disposisi) -> list[str]:
	"""Papers of a Disposisi's file that have no PDF yet and that the person may read, oldest first."""
	names = [name for part in parts_of(disposisi) for name in render.waiting_papers(part.disposisi)]
	seen = readable_names(ARCHIVE, names)
	return [name for name in names if name in seen]


def as_pdf(disposisi) -> bytes:
	"""One PDF: the Daftar Isi, then the newest version of each archived paper; bookmarks name them. A paper whose file is gone
	or damaged is left out, and the Daftar Isi says so."""
	writer, damaged, kept = PdfWriter(), set(), []
	for part in parts_of(disposisi):
		rows, harmed = whole_and_damaged(frappe._dict(name=part.disposisi))
		damaged |= {row.name for row in harmed}
		kept += [(part, row) for row in rows]
	writer.append(io.BytesIO(_contents(disposisi, LeftOut(frozenset(damaged)))), outline_item=CONTENTS)
	for part, row in kept:
		writer.append(io.BytesIO(_paper(row)), outline_item=_bookmark(part, row))
	out = io.BytesIO()
	writer.write(out)
	return out.getvalue()


def _bookmark(part: Part, row) -> str:
	title = f"{row.langkah}. {row.print_format}" if row.langkah else row.print_format
	return ", ".join(filter(None, (title, unit_name(row.unit_kerja, row.periode), part.judul)))


def as_zip(disposisi) -> bytes:
	"""A zip with a folder for each step, the recaps as workbooks beside their papers, and the evidence; a year's periods each
	in a folder of their own."""
	out, taken = io.BytesIO(), {COVER.casefold()}
	with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
		for path, content in _entries(disposisi):
			archive.writestr(path if path == COVER else free_path(path, taken), content)
		# The cover knows what is missing only when all else is packed; it is listed first.
		archive.filelist.insert(0, archive.filelist.pop())
	return out.getvalue()


def _entries(disposisi) -> Iterator[tuple[str, bytes]]:
	"""(path, content) of everything, the cover last."""
	damaged, more, left = set(), {}, _Room(MOST_BYTES)
	for part in parts_of(disposisi):
		folder = f"{plain_file_name(part.judul)}/" if part.judul else ""
		rows, harmed = whole_and_damaged(frappe._dict(name=part.disposisi))
		damaged |= {row.name for row in harmed}
		absent = more.setdefault(part.disposisi, [])
		for row in rows:
			step = plain_file_name(f"{row.langkah:02d} {row.kegiatan}")
			yield f"{folder}{step}/{plain_file_name(paper_title(row))}.pdf", _paper(row)
		yield from ((f"{folder}{path}", content) for path, content in _workbooks(part.disposisi))
		yield from ((f"{folder}{path}", content) for path, content in _evidence(part.disposisi, absent, left))
	yield COVER, _contents(disposisi, LeftOut(frozenset(damaged), more))


def _workbooks(disposisi: str) -> Iterator[tuple[str, bytes]]:
	names = frappe.get_list(
		REKAP,
		filters={"disposisi": disposisi},
		pluck="name",
		order_by="jenis, unit_kerja",
		limit_page_length=0,
	)
	for name in names:
		doc = frappe.get_doc(REKAP, name)
		title = plain_file_name(f"Rekap {doc.jenis} {unit_name(doc.unit_kerja, doc.periode)} {doc.name}")
		yield f"Buku Kerja/{title}.xlsx", workbook.build(doc)


class _Room:
	"""Bytes of evidence that a file still takes in."""

	def __init__(self, size: int):
		self.left = size

	def takes(self, size: int) -> bool:
		if size > self.left:
			return False
		self.left -= size
		return True


def _evidence(disposisi: str, absent: list[Missing], room: _Room) -> Iterator[tuple[str, bytes]]:
	"""(path, content) of the files on an order's documents; `absent` is told of those that are gone or have no room."""
	for doctype in EVIDENCE:
		own = {"name": disposisi} if doctype == DISPOSISI else {"disposisi": disposisi}
		readable = frappe.get_list(
			doctype, filters=own, pluck="name", order_by="creation", limit_page_length=0
		)
		for document in readable:
			attached = {"attached_to_doctype": doctype, "attached_to_name": document}
			for name in frappe.get_all("File", filters=attached, pluck="name", order_by="creation"):
				file = frappe.get_doc("File", name)
				content = files.stored_bytes(name)
				if content is None and file.is_remote_file:
					continue
				if content is None or not room.takes(len(content)):
					absent.append(_left_behind(document, file, content is None))
					continue
				title = plain_file_name(file.file_name or "", ending_of(file.file_url))
				yield f"Bukti/{plain_file_name(document)}/{title}", content


def _left_behind(document: str, file, gone: bool) -> Missing:
	return Missing(
		langkah=0,
		nama=_("Bukti {0}").format(file.file_name),
		tempat=document,
		sebab=_("berkasnya tidak ada lagi di penyimpanan")
		if gone
		else _("tidak dimuat, karena bukti melebihi {0} MB; unduhlah dari dokumennya").format(
			MOST_BYTES // 1_000_000
		),
	)


def _contents(disposisi, left_out: LeftOut) -> bytes:
	with contents.naming_left_out(left_out):
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
