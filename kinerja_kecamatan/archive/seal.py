"""What the log's chain says of an archived paper: written when its step is done and again when its file is kept.

The row of an Arsip Kertas is a row in a table like any other. What its paper is, its code, and the SHA-256 of its content and
its file stand in the chain too; a row that says anything else is not believed.
"""

import json
from datetime import datetime

import frappe
from frappe import _

from kinerja_kecamatan.base import clock, doctypes
from kinerja_kecamatan.base.doctypes import ARCHIVE
from kinerja_kecamatan.step_log import chain, log

NOTED, KEPT, MISSED = "Kertas Dicatat", "Kertas Disimpan", "Kertas Belum Dicatat"
# What makes a paper the one that it is. `oleh` follows the renaming of accounts, what is left out changes later.
IDENTITY = (
	*("kode", "judul", "jenis_dokumen", "dokumen", "print_format", "langkah", "kegiatan", "disposisi"),
	*("kecamatan", "unit_kerja", "periode", "versi", "putaran", "versi_kertas", "nama_oleh", "pada"),
	*("simulasi", "sidik_isi"),
)
FILE = ("sidik_berkas", "halaman", "ukuran")


def sealed_facts(row) -> dict:
	"""What the chain keeps of a paper (a document or a row): `arsip` its name, by column what it is, once kept its file."""
	meta = frappe.get_meta(ARCHIVE)
	fields = (*IDENTITY, *FILE) if row.get("sidik_berkas") else IDENTITY
	values = {field: chain.plain_value(meta.get_field(field).fieldtype, row.get(field)) for field in fields}
	return {"arsip": row.name, **values}


def note_papers(doc_facts: list[dict], unit: str) -> None:
	"""One line for the papers of a step, in its transaction; they know their line from then on."""
	if doc_facts:
		names = [said["arsip"] for said in doc_facts]
		_point(names, _write(NOTED, doc_facts, unit))


def note_missing(line: str) -> None:
	"""A line that says of a step's own one that its papers could not be noted: what `lines_without_papers` makes up for later. Here nobody
	deletes it, nor does time."""
	columns = ["kecamatan", "periode", "unit_kerja", "kegiatan", "dokumen"]
	step = frappe.db.get_value(doctypes.LOG, line, columns, as_dict=True)
	output = _("Kertas langkah {0} untuk {1} belum dapat dicatat; aplikasi mencobanya lagi.").format(
		step.kegiatan, step.dokumen
	)
	_write_line(MISSED, step, step.unit_kerja, output, tertunda=line)


def lines_without_papers(since: datetime) -> list[str]:
	"""The steps' lines of which such a line tells, oldest first."""
	told = frappe.get_all(
		doctypes.LOG,
		filters={"aksi": MISSED, "creation": [">=", since]},
		pluck="isi",
		order_by="creation, name",
	)
	return list(dict.fromkeys(json.loads(isi)["tertunda"] for isi in told))


def note_kept(row) -> None:
	"""The line of a paper whose file has just been stored. The chain's next writer waits for this one's commit."""
	_point([row.name], _write(KEPT, [sealed_facts(row)], row.unit_kerja))


def _write(aksi: str, papers: list[dict], unit: str) -> str:
	"""Without its order and document: it is no step of theirs."""
	output = "\n".join(f"{said['print_format']} {said['dokumen']}" for said in papers)
	return _write_line(aksi, papers[0], unit, output, kertas=papers)


def _write_line(aksi: str, place: dict, unit: str, output: str, **more) -> str:
	return log.write_line(
		{
			"kecamatan": place["kecamatan"],
			"periode": place["periode"],
			"unit_kerja": unit,
			"kegiatan": ARCHIVE,
			"aksi": aksi,
			"hasil": log.LAINNYA,
			"nama_pelaku": _("Aplikasi"),
			"output": output,
			"t2_selesai": clock.now(),
		},
		**more,
	)


def _point(names: list[str], line: str) -> None:
	frappe.db.set_value(ARCHIVE, {"name": ["in", names]}, "catatan", line, update_modified=False)


def problem_of_paper(row) -> str:
	"""Why an archived paper's row is not to be believed, as a sentence; "" where the chain says the same of it.

	:return: never about a seal that only another encryption key explains; see `is_vouched_for`
	"""
	said, _sealed = _told(row)
	if said is None:
		return _("Rantai catatan tidak mengenal kertas {0}.").format(row.judul)
	if said != sealed_facts(row):
		return _("Catatan arsip {0} tidak lagi cocok dengan rantai catatan.").format(row.judul)
	return ""


def is_vouched_for(row) -> bool:
	"""Whether a line under this site's seal says of a paper what its row says."""
	said, sealed = _told(row)
	return sealed and said == sealed_facts(row)


def _told(row) -> tuple[dict | None, bool]:
	"""(what the line of a paper says of it, whether the line is sealed); None where there is no such line."""
	entry = row.catatan and frappe.db.get_value(
		doctypes.LOG, row.catatan, ["kecamatan", "nomor", "isi", "sidik", "segel"], as_dict=True
	)
	if not entry or not entry.isi or chain.fingerprint(entry.isi) != entry.sidik:
		return None, False
	papers = papers_in(json.loads(entry.isi))
	return next((said for said in papers if said["arsip"] == row.name), None), chain.is_sealed(entry)


def papers_in(said: dict) -> list[dict]:
	"""The papers that a line tells of."""
	return said.get("kertas") or []
