"""What every paper says about its document: number, state, version, round, simulated or not."""

from datetime import datetime

import frappe
from frappe import _

from kinerja_kecamatan.base import doctypes
from kinerja_kecamatan.base.doctypes import LOG, PENGATURAN, REKAP
from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.base.stored_words import PINTAS, SELESAI, USUAL_PAPER
from kinerja_kecamatan.papers.sheets import Sheet, sheet
from kinerja_kecamatan.sop import step_state, workflow


def stored_document(doc):
	"""The document as it stands in the database.

	The desk's preview sends the document as JSON and Frappe prints what it was sent: without this,
	anybody could have a paper with numbers and a state of their own making. What Frappe itself has loaded
	is printed as it is.
	"""
	if isinstance(doc.get("modified"), datetime):
		return doc
	if doc.is_new() or not frappe.db.exists(doc.doctype, doc.name):
		frappe.throw(_("Simpan dokumen ini lebih dulu, baru dicetak."))
	found = frappe.get_doc(doc.doctype, doc.name)
	if not frappe.local.flags.ignore_print_permissions:
		found.check_permission("read")
	return found


def page_for(landscape: bool) -> Sheet:
	"""The sheet that the office prints on."""
	return sheet(frappe.get_cached_doc(PENGATURAN).ukuran_kertas or USUAL_PAPER, landscape)


def log_of(doc) -> list:
	"""The document's Catatan Tahapan, oldest first."""
	return frappe.get_all(
		LOG,
		filters={"jenis_dokumen": doc.doctype, "dokumen": doc.name},
		fields=[
			"kegiatan",
			"hasil",
			"ke_status",
			"pelaku",
			"nama_pelaku",
			"jabatan",
			"pangkat",
			"nip",
			"t2_selesai",
			"simulasi",
		],
		order_by="t2_selesai asc, creation asc",
	)


def completing_line(doc, log: list, kegiatan: str):
	"""The last line of the log by which an activity was done; None once the document has been taken back before it, and
	where an administrator has passed it over since.
	"""
	if not step_state.is_done(doc, kegiatan):
		return None
	lines = [row for row in log if row.kegiatan == kegiatan and row.hasil in (SELESAI, PINTAS)]
	return lines[-1] if lines and lines[-1].hasil == SELESAI else None


def document_facts(doc, log: list) -> dict:
	"""Number, state, version and round as printed in the head and on every following page."""
	if doc.doctype not in doctypes.GUARDED_DOCTYPES:
		return {
			"nomor": clean(doc.name),
			"status": "",
			"edisi": "",
			"simulasi": any(row.simulasi for row in log),
		}
	marks = []
	if doc.doctype == REKAP:
		marks.append(_("Versi {0}").format(doc.get("versi") or 1))
	marks.append(_("Putaran {0}").format(doc.get("putaran") or 1))
	return {
		"nomor": clean(doc.name),
		"status": clean(doc.get(workflow.state_field(doc.doctype))) or "-",
		"edisi": ", ".join(marks),
		"simulasi": any(row.simulasi for row in log),
	}
