"""A Perjanjian Kinerja becomes a contract: closed with who signs it and with its paper, its scan attached, a Ralat taken in.

What may still be changed of a closed one is the guard's (guard.closed), who proposes and confirms a Ralat the second person's
(second_person.ralat). What follows from each stands here: a line in the log, the archived paper, and what rests on the old value.
"""

import hashlib

import frappe
from frappe import _
from frappe.utils import formatdate

from kinerja_kecamatan.archive import files, register
from kinerja_kecamatan.base import clock
from kinerja_kecamatan.base.doctypes import PERJANJIAN
from kinerja_kecamatan.base.stored_words import IN_FORCE
from kinerja_kecamatan.guard import closed
from kinerja_kecamatan.guard.closed import SCAN, Correction
from kinerja_kecamatan.papers import agreement as paper
from kinerja_kecamatan.papers import dictionary
from kinerja_kecamatan.process import corrected_targets, letter_numbers
from kinerja_kecamatan.recaps import resting
from kinerja_kecamatan.second_person import cells
from kinerja_kecamatan.step_log import agreements as sealed
from kinerja_kecamatan.step_log import log

TETAPKAN, PINDAI = "Tetapkan", "Pasang Pindaian"
NUMBER, DAY = closed.Cell("", "", "nomor"), closed.Cell("", "", "tanggal")
# Of the archive: a Ralat's paper is the next version of the one that was signed.
KEGIATAN = "Penetapan Perjanjian Kinerja"


def prepare(doc) -> None:
	"""Called by before_save: who signs, and what its indicators mean, is kept with the day on which it is set in force; of a draft nothing
	is."""
	correction = closed.correction_of(doc)
	if correction and doc.penandatangan:
		paper.keep_parties(doc, {cell.kolom for cell in correction.cells})
	elif not correction and _closes_now(doc):
		doc.ditetapkan_pada, doc.ditetapkan_oleh = clock.now(), frappe.session.user
		doc.penandatangan = None
		paper.keep_parties(doc)
		doc.kamus = dictionary.kept_terms(doc)
	elif doc.status != IN_FORCE:
		doc.ditetapkan_pada = doc.ditetapkan_oleh = doc.penandatangan = doc.kamus = None


def follow(doc) -> None:
	"""Called by on_update."""
	before, correction = doc.get_doc_before_save(), closed.correction_of(doc)
	if _closes_now(doc) or (correction and _changes_register(doc, correction)):
		letter_numbers.settle(doc, PERJANJIAN)
	if correction:
		_follow_correction(doc, before, correction)
	elif _closes_now(doc):
		_write(doc, TETAPKAN, _what(doc), dari_status=before.status if before else "", ke_status=doc.status)
		register.note_paper(doc, PERJANJIAN, KEGIATAN)  # its print format has its name
	closing = _closes_now(doc)
	if closed.is_closed(doc) and doc.get(SCAN) and (closing or doc.get(SCAN) != before.get(SCAN)):
		_write(doc, PINDAI, _scan(doc))


def _changes_register(doc, correction: Correction) -> bool:
	"""Whether a Ralat touches what the register of numbers says; one of the day gives no number to an agreement without any."""
	dated = DAY in correction.cells and letter_numbers.entry_of(doc, PERJANJIAN)
	return bool(NUMBER in correction.cells or dated)


def _closes_now(doc) -> bool:
	return doc.status == IN_FORCE and not closed.is_closed(doc.get_doc_before_save())


def _what(doc) -> str:
	"""`PK/1, Murni 2021, berlaku mulai 01-01-2021, 4 indikator, 2 program.`"""
	return _("{0}, {1} {2}, berlaku mulai {3}, {4} indikator, {5} program.").format(
		doc.nomor or doc.name,
		_(doc.jenis),
		doc.tahun,
		formatdate(doc.berlaku_mulai),
		len(doc.target),
		len(doc.program),
	)


def _scan(doc) -> str:
	"""The file's name with the SHA-256 of its bytes: another one of the same name is another one."""
	hung = {"file_url": doc.get(SCAN), "attached_to_doctype": PERJANJIAN, "attached_to_name": doc.name}
	name = frappe.db.get_value("File", hung, "file_name") or doc.get(SCAN)
	content = files.stored_bytes(hung)
	sidik = hashlib.sha256(content).hexdigest() if content is not None else "-"
	return _("Pindaian {0}, SHA-256 {1}.").format(name, sidik)


def _write(doc, aksi: str, said: str, **more) -> None:
	"""It belongs to no order and no step: hasil Lainnya, without Disposisi."""
	log.write_line(
		{
			"kecamatan": doc.kecamatan,
			"unit_kerja": doc.unit_kerja,
			"kegiatan": PERJANJIAN,
			"jenis_dokumen": PERJANJIAN,
			"dokumen": doc.name,
			"aksi": aksi,
			"hasil": log.LAINNYA,
			"alasan": said,
			**log.at_the_desk(doc.kecamatan),
			"t2_selesai": clock.now(),
			**more,
		},
		**{sealed.KEY: sealed.sealed_facts(doc.name)},
	)


def _follow_correction(doc, before, correction: Correction) -> None:
	"""The next version of the paper; every final recap that rests on the old value is named, where it is read, and what is not final
	takes in the new one."""
	register.note_paper(doc, PERJANJIAN, KEGIATAN)  # its print format has its name
	changed = sorted(correction.cells & closed.differences(doc, before))
	found = resting.on_cells(doc, changed)
	said = "; ".join(cells.lines(cells.state_of(before, changed), cells.state_of(doc, changed)))
	for name in found.final:
		resting.tell(
			name,
			_("{0} diralat pada {1}: {2}. Rekap ini final dan tetap memakai nilai yang lama.").format(
				doc.name, formatdate(clock.today()), said
			),
		)
	if found.final:
		correction.told.append(_("Rekap final yang memakai nilai lama: {0}.").format(", ".join(found.final)))
	correction.told += corrected_targets.take_in(doc, changed, found)
	correction.sealed[sealed.KEY] = sealed.sealed_facts(doc.name)
	if correction.told:
		frappe.msgprint(
			"<br>".join(correction.told), title=_("Yang bersandar pada nilai lama"), indicator="orange"
		)
