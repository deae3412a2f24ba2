"""The lines in the log: what decides who signs was changed, by whom, from what to what, and why.

They belong to no order and no step: hasil Lainnya, without Disposisi.
"""

from frappe import _

from kinerja_kecamatan.base import clock
from kinerja_kecamatan.base.doctypes import PEGAWAI, PENUGASAN, PERJANJIAN
from kinerja_kecamatan.guard.closed import Correction
from kinerja_kecamatan.second_person import wording
from kinerja_kecamatan.second_person.changes import Change, state_of
from kinerja_kecamatan.second_person.confirmers import before_and_after, offices_of
from kinerja_kecamatan.step_log import log

KEGIATAN = "Perubahan Penanda Tangan"
UBAH, HAPUS = "Ubah Langsung", "Hapus Penugasan"
SETUJU = "Setujui Usulan"
RALAT = "Ralat"
AKSES = "Ubah Akses Akun"


def direct(doc, change: Change, reason: str) -> None:
	"""A change that took effect at once."""
	said = wording.lines(doc.doctype, change.before, change.after)
	_write(
		change.kecamatan,
		UBAH,
		(doc.doctype, doc.name),
		wording.title(doc.doctype, change.before, change.after, doc.name),
		[*said, _reason(reason)],
		_accounts(doc.doctype, change.before, change.after),
	)


def confirmed(usulan, correction: Correction | None) -> None:
	"""A proposal that was confirmed: who proposed stands in the text, who confirmed is who the line names.

	:param correction: of a Ralat, with what followed from it
	"""
	before, after = before_and_after(usulan)
	proposer = _("Diusulkan {0} ({1}).").format(usulan.nama_pengusul, usulan.pengusul)
	said = [*wording.lines(usulan.jenis_dokumen, before, after), proposer, _reason(usulan.alasan)]
	if usulan.catatan:
		said.append(_("Catatan: {0}").format(usulan.catatan))
	said += correction.told if correction else []
	_write(
		offices_of(usulan),
		RALAT if usulan.jenis_dokumen == PERJANJIAN else SETUJU,
		(usulan.jenis_dokumen, usulan.dokumen),
		f"{usulan.name}, {usulan.perihal}",
		said,
		_accounts(usulan.jenis_dokumen, before, after),
		correction.sealed if correction else {},
	)


def deleted(doc) -> None:
	"""An appointment that was never used; the line cannot link to what is gone."""
	said = wording.lines(PENUGASAN, None, state_of(doc))
	_write({doc.kecamatan}, HAPUS, None, doc.name, said, {})


def access_changed(user: str, fields: list[str], offices) -> None:
	"""A password, key, address or role of an account that signs, set by an administrator of the site: which of them, never what."""
	_write(offices, AKSES, None, _("Akses akun {0} diubah").format(user), [", ".join(fields) + "."], {})


def _accounts(doctype: str, before: dict | None, after: dict) -> dict:
	if doctype != PEGAWAI or not before or before["user"] == after["user"]:
		return {}
	return {"dari_status": before["user"], "ke_status": after["user"]}


def _reason(reason: str | None) -> str:
	return _("Alasan: {0}").format(reason or wording.NONE)


def _write(
	offices,
	aksi: str,
	document: tuple | None,
	title: str,
	said: list[str],
	more: dict,
	sealed: dict | None = None,
) -> None:
	place = {"jenis_dokumen": document[0], "dokumen": document[1]} if document else {}
	for office in sorted(offices):
		log.write_line(
			{
				"kecamatan": office,
				"unit_kerja": office,
				"kegiatan": PERJANJIAN if aksi == RALAT else KEGIATAN,
				"aksi": aksi,
				"hasil": log.LAINNYA,
				"alasan": "\n".join([f"{title}.", *said]),
				**log.at_the_desk(office),
				"t2_selesai": clock.now(),
				**place,
				**more,
			},
			**(sealed or {}),
		)
