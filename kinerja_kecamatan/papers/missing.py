"""What a Disposisi's file lacks, step by step: papers that its SOP names, evidence beside the figures, records of the meeting.

Only of documents that the person may read.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import frappe
from frappe import _

from kinerja_kecamatan.access.doctypes import readable_names
from kinerja_kecamatan.base.doctypes import DISPOSISI, FORMAT, FORMAT_ROW, RAPAT, REKAP
from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.base.stored_words import OFFICE_RECAP, UNIT_RECAP
from kinerja_kecamatan.office.names import unit_name
from kinerja_kecamatan.papers import acknowledgement, targets
from kinerja_kecamatan.rules.status import TERISI
from kinerja_kecamatan.sop import step_state, steps
from kinerja_kecamatan.sop.workflow import state_field, transitions


@dataclass(frozen=True)
class Missing:
	"""One thing that is not there: `nama` the paper or evidence, `tempat` unit and document, `sebab` why."""

	langkah: int
	nama: str
	tempat: str
	sebab: str
	arsip: str = ""
	"""The Arsip Kertas of a paper that is noted and not rendered yet."""


def missing_of(disposisi: str, rows: Sequence) -> list[Missing]:
	"""Everything that the file of an order lacks, in the order of its steps.

	:param rows: `contents.listed_papers` of it
	"""
	order = frappe.get_doc(DISPOSISI, disposisi)
	known = {(row.dokumen, row.print_format, row.kegiatan): row for row in rows}
	found = []
	for step in steps.steps_of(order.sop):
		found += _of_step(order, step, known)
		if step.kegiatan == steps.RAPAT:
			found += _meeting_records(order, step)
		if step.kegiatan == steps.PENYUSUNAN:
			found += _evidence(order, step)
		if step.kegiatan == steps.REKAP_KECAMATAN:
			found += _taken_note_of(order, step, rows)
	return found + _other_waiting(rows, {one.arsip for one in found})


def _other_waiting(rows: Sequence, told: set[str]) -> list[Missing]:
	"""Papers that no step of the SOP names, as of a recap that was taken note of: as long as they wait they are in no file either."""
	return [_waiting(row.langkah or 0, row, rows) for row in rows if not row.berkas and row.name not in told]


def _waiting(langkah: int, row, rows: Collection) -> Missing:
	"""A noted paper, called as in the list of papers: with the activity where several have left the same one."""
	same = [one for one in rows if (one.dokumen, one.print_format) == (row.dokumen, row.print_format)]
	nama = clean(row.print_format) + (f" ({clean(row.kegiatan)})" if len(same) > 1 else "")
	place = _place(row.jenis_dokumen, row.dokumen)
	return Missing(langkah, nama, place, _("menunggu dirender"), row.name)


def _of_step(order, step, known: dict) -> Iterator[Missing]:
	"""Papers of one step that are not there, by the documents that it is done on."""
	papers = [nama for nama in step.kertas if frappe.db.exists("Print Format", nama)]
	if not papers or (order.disposisi_utama and step.dokumen != DISPOSISI):
		return  # what a Susulan asks for goes into the set of its main order
	moved = _moved(order, step)
	for unit in sorted(_units_without(order, step, moved)):
		yield Missing(step.nomor, ", ".join(papers), unit_name(unit), _("dokumennya belum dibuat"))
	for doc in moved:
		for nama in papers:
			yield from _of_document(order, step, doc, nama, known)


def _of_document(order, step, doc, nama: str, known: dict) -> Iterator[Missing]:
	printed = targets.printed_documents(doc, nama)
	if not printed and not order.disposisi_utama:
		yield Missing(step.nomor, nama, "", _("dokumennya belum dibuat"))
	for doctype in dict.fromkeys(doctype for doctype, _name in printed):
		names = [name for kind, name in printed if kind == doctype]
		for name in sorted(readable_names(doctype, names)):
			row = known.get((name, nama, step.kegiatan))
			if not (row and row.berkas):
				yield (
					_waiting(step.nomor, row, known.values())
					if row
					else Missing(step.nomor, nama, _place(doctype, name), _why(doc, step))
				)


def _why(doc, step) -> str:
	if doc.get("tidak_melapor"):
		return _("unit Tidak Melapor")
	return _("belum diarsipkan") if step_state.is_done(doc, step.kegiatan) else _("langkah belum selesai")


def _place(doctype: str, name: str) -> str:
	unit = frappe.get_meta(doctype).has_field("unit_kerja") and frappe.db.get_value(
		doctype, name, "unit_kerja"
	)
	return "\n".join(part for part in (unit_name(unit), clean(name)) if part)


def _moved(order, step) -> list:
	"""Documents on which a step is done, that the person may read, with what tells how far they are."""
	if step.dokumen == DISPOSISI:
		return [order]
	own = ("jenis", "tidak_melapor") if step.dokumen == REKAP else ()
	kind = {"jenis": _kind_of(order, step)} if step.dokumen == REKAP else {}
	rows = frappe.get_list(
		step.dokumen,
		filters={"disposisi": order.name, **kind},
		fields=["name", "disposisi", "unit_kerja", state_field(step.dokumen), *own],
		order_by="unit_kerja, creation",
		limit_page_length=0,
	)
	return [row.update({"doctype": step.dokumen}) for row in rows]


def _kind_of(order, step) -> str:
	"""Whose recap a step is done on: the kecamatan's where its state lies on the way to the final one or beyond it."""
	final = steps.step_for(order, steps.REKAP_KECAMATAN)
	if not final:
		return UNIT_RECAP
	to_final = final.status in step_state.states_onward(REKAP, step.status)
	beyond = step.status in step_state.states_onward(REKAP, final.status)
	return OFFICE_RECAP if to_final or beyond else UNIT_RECAP


def _units_without(order, step, moved: list) -> set[str]:
	"""Units with a Format and without the document of the step; the kecamatan where its recap is not there."""
	if step.dokumen != REKAP:
		return set() if moved or step.dokumen == DISPOSISI else {order.kecamatan}
	if _kind_of(order, step) == OFFICE_RECAP:
		return set() if moved else {order.kecamatan}
	forms = frappe.get_list(
		FORMAT, filters={"disposisi": order.name}, pluck="unit_kerja", limit_page_length=0
	)
	if not forms and not moved:
		return {order.kecamatan}
	return set(forms) - {doc.unit_kerja for doc in moved}


def _taken_note_of(order, step, rows: Sequence) -> Iterator[Missing]:
	"""The paper by which the kecamatan's recap was taken note of, where it is final and the workflow lets somebody do so."""
	if not _may_be_noted(order, step):
		return
	for doc in _moved(order, step):
		kept = any((row.dokumen, row.print_format) == (doc.name, acknowledgement.NAME) for row in rows)
		if not kept and step_state.is_done(doc, step.kegiatan):
			yield Missing(step.nomor, acknowledgement.NAME, clean(doc.name), _("belum diketahui pimpinan"))


def _may_be_noted(order, step) -> bool:
	"""Whether a move forward leaves the final recap for a state that completes no step; an admin may have taken it out, or
	made a step of it with papers of its own."""
	completing = {other.status for other in steps.steps_of(order.sop) if other.dokumen == REKAP}
	return any(
		row.state == step.status and row.next_state not in completing and not row.gerak
		for row in transitions(REKAP)
	)


def _meeting_records(order, step) -> Iterator[Missing]:
	for name in frappe.get_list(
		RAPAT, filters={"disposisi": order.name}, pluck="name", order_by="creation", limit_page_length=0
	):
		if not frappe.db.exists("File", {"attached_to_doctype": RAPAT, "attached_to_name": name}):
			sebab = _("tidak ada foto atau daftar hadir yang dilampirkan")
			yield Missing(step.nomor, _("Bukti rapat"), clean(name), sebab)


def _evidence(order, step) -> Iterator[Missing]:
	"""Figures that were given without evidence, and evidence that lies elsewhere."""
	for form in _moved(order, step):
		rows = frappe.get_all(
			FORMAT_ROW,
			filters={"parent": form.name, "parenttype": FORMAT, "status": TERISI, "dari_triwulan": 0},
			fields=["kode", "indikator", "bukti", "tautan_bukti"],
			order_by="idx",
		)
		place = _place(FORMAT, form.name)
		without = [row.kode or row.indikator for row in rows if not (row.bukti or row.tautan_bukti)]
		if without:
			yield Missing(step.nomor, _("Bukti"), place, _("tanpa bukti: {0}").format(", ".join(without)))
		for row in rows:
			if row.tautan_bukti and not row.bukti:
				sebab = _("berupa tautan: {0}").format(clean(row.tautan_bukti))
				yield Missing(step.nomor, _("Bukti {0}").format(row.kode or row.indikator), place, sebab)
