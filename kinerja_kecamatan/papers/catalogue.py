"""The papers by the name of their print format."""

from collections.abc import Callable

import frappe
from frappe import _

from kinerja_kecamatan.base.doctypes import DISPOSISI, FORMAT, PERJANJIAN, RAPAT, REKAP, SOP, UNIT_KERJA
from kinerja_kecamatan.base.stored_words import OFFICE_RECAP, UNIT_RECAP
from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.papers import (
	acknowledgement,
	agreement,
	contents,
	control_card,
	dictionary,
	disposisi,
	format_data,
	handover,
	meeting,
	rekap,
	review,
	sop,
)

BUILDERS: dict[str, Callable[[object], dict]] = {
	"Lembar Disposisi": disposisi.disposisi_paper,
	"Nota Dinas Permintaan Data Kinerja": handover.request_note,
	"Tanda Terima Format": handover.receipt,
	"Format Data Kinerja": format_data.format_paper,
	"Undangan Rapat": meeting.invitation,
	"Daftar Hadir Rapat": meeting.attendance,
	"Notulen Rapat": meeting.minutes,
	"Rekap Data Kinerja Unit": rekap.recap_paper,
	"Lembar Validasi": review.validation,
	"Lembar Pencermatan dan Koreksi": review.close_reading,
	"Rekap Data Kinerja Kecamatan": rekap.recap_paper,
	acknowledgement.NAME: acknowledgement.acknowledgement_paper,
	"Kartu Kendali Pelaksanaan SOP": control_card.control_card_paper,
	"Kamus Indikator": dictionary.dictionary_paper,
	"Perjanjian Kinerja": agreement.agreement_paper,
	"SOP": sop.sop_paper,
	"Daftar Isi Berkas": contents.contents_paper,
}

# What each is a paper of, where that is not the Disposisi; as their print formats say.
OF = {
	**dict.fromkeys(("Undangan Rapat", "Daftar Hadir Rapat", "Notulen Rapat"), RAPAT),
	**dict.fromkeys(("Rekap Data Kinerja Unit", "Rekap Data Kinerja Kecamatan"), REKAP),
	**dict.fromkeys(("Lembar Validasi", "Lembar Pencermatan dan Koreksi", acknowledgement.NAME), REKAP),
	**{name: name for name in (FORMAT, PERJANJIAN, SOP)},
	"Kamus Indikator": UNIT_KERJA,
}
# Kept when a recap of the kind has been taken note of: a move, but no step of the SOP.
ACKNOWLEDGED = {UNIT_RECAP: ("Rekap Data Kinerja Unit",), OFFICE_RECAP: (acknowledgement.NAME,)}
# Masters and lists: printed as they stand today.
KEPT_BY_NO_STEP = frozenset({"Kamus Indikator", "SOP", "Daftar Isi Berkas"})


def paper_content(nama: str, doc) -> dict:
	"""What a paper says: plain data for `templates/papers`, every str as Teks. KeyError for a name that is none of ours.

	Refused for a document of another DocType: an address, a template or a setting may name any paper with any document.
	"""
	refuse_other(nama, OF.get(nama, DISPOSISI), doc)
	return BUILDERS[nama](doc)


def refuse_other(nama: str, doctype: str | None, doc) -> None:
	"""Refuse to print a paper (a print format) of one DocType with a document of another."""
	if doctype != doc.doctype:
		frappe.throw(_("{0} bukan kertas dari {1}.").format(_(nama), _(doc.doctype)), KinerjaError)
