"""Usulan Perubahan: made by a save that needs a second person, or by a Ralat; decided once, kept as it was."""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe import _

from kinerja_kecamatan.access import acting
from kinerja_kecamatan.base import clock
from kinerja_kecamatan.base.doctypes import PEGAWAI, PENUGASAN, PERJANJIAN, USULAN
from kinerja_kecamatan.base.plain_text import shortened
from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.guard import closed, written_once
from kinerja_kecamatan.office import penugasan
from kinerja_kecamatan.second_person import cells, changes, confirmation, confirmers, record, wording
from kinerja_kecamatan.second_person.changes import Change
from kinerja_kecamatan.second_person.confirmers import before_and_after

MENUNGGU, DISETUJUI, DITOLAK, GUGUR = "Menunggu", "Disetujui", "Ditolak", "Gugur"


def propose(doc, change: Change, reason: str) -> str:
	"""Keep a change for a second person, tell those who may decide, and tell who saved; returns the Usulan's name."""
	drop_open(doc.doctype, doc.name)
	person = {PEGAWAI: doc.name, PENUGASAN: change.after.get("pegawai")}.get(doc.doctype)
	user = acting.real_user()
	usulan = written_once.insert_once(
		frappe.get_doc(
			{
				"doctype": USULAN,
				"status": MENUNGGU,
				"kecamatan": sorted(change.kecamatan)[0],
				"jenis_dokumen": doc.doctype,
				"dokumen": doc.name,
				"pegawai": person,
				"perihal": shortened(wording.title(doc.doctype, change.before, change.after, doc.name)),
				"ringkasan": "\n".join(wording.lines(doc.doctype, change.before, change.after)),
				"alasan": reason or _decree(doc),
				"pengusul": user,
				"nama_pengusul": frappe.utils.get_fullname(user),
				"diusulkan_pada": clock.now(),
				"semula": changes.as_text(change.before) if change.before else None,
				"menjadi": changes.as_text(change.after),
			}
		)
	)
	deciding = confirmers.candidates(usulan)
	for each in deciding:
		_tell(each, usulan, _("Menunggu persetujuan Anda: {0}").format(usulan.perihal))
	_say_waiting(usulan, deciding)
	return usulan.name


def drop_open(doctype: str, name: str) -> None:
	"""A later change of the same document takes the place of what still waits."""
	for each in frappe.get_all(
		USULAN, filters={"jenis_dokumen": doctype, "dokumen": name, "status": MENUNGGU}, pluck="name"
	):
		frappe.db.set_value(USULAN, each, {"status": GUGUR, "diputus_pada": clock.now()})


def open_for(doctype: str, name: str) -> str | None:
	"""The proposal that waits for a document."""
	return frappe.db.get_value(USULAN, {"jenis_dokumen": doctype, "dokumen": name, "status": MENUNGGU})


def confirm(usulan, note: str) -> str:
	"""Let a proposal take effect; returns its status. One whose document has changed meanwhile, or whose proposer may no longer
	propose, lapses."""
	doc = _document(usulan)
	if not doc or _is_stale(usulan, doc):
		_close(usulan, GUGUR, _("Dokumennya sudah berubah sejak diusulkan."))
		return GUGUR
	if not confirmers.may_propose(usulan.pengusul, confirmers.offices_of(usulan)):
		_close(usulan, GUGUR, _("Pengusul tidak lagi berwenang."))
		return GUGUR
	before, after = before_and_after(usulan)
	_fill(doc, before, after)
	with _taking_effect(doc, after) as correction:
		doc.save(ignore_permissions=True)  # the proposer may write it, the confirmer may decide it
	_close(usulan, DISETUJUI, note)
	record.confirmed(usulan, correction)
	return DISETUJUI


def _fill(doc, before: dict | None, after: dict) -> None:
	if doc.doctype == PERJANJIAN:
		cells.fill(doc, cells.cells_of(after))
	elif before:
		for field in changes.FIELDS[doc.doctype]:
			if before[field] != after[field]:
				doc.set(field, _rows(after[field]) if field == "peran" else after[field] or None)


@contextmanager
def _taking_effect(doc, after: dict) -> Iterator[closed.Correction | None]:
	"""Around the save; of a Ralat what its effects have to say is there when it is done."""
	if doc.doctype != PERJANJIAN:
		with confirmation.confirming(doc):
			yield None
		return
	with closed.correcting(doc, frozenset(cells.cells_of(after))) as correction:
		yield correction


def decline(usulan, note: str) -> str:
	"""Nothing changes; a new Penugasan stays without effect."""
	doc = _document(usulan)
	if doc and doc.doctype == PENUGASAN and not changes.is_confirmed(doc):
		doc.db_set("persetujuan", penugasan.DITOLAK)
	_close(usulan, DITOLAK, note)
	return DITOLAK


def withdraw(usulan) -> str:
	"""The proposer takes it back; a new Penugasan then counts as declined."""
	doc = _document(usulan)
	if doc and doc.doctype == PENUGASAN and not changes.is_confirmed(doc):
		doc.db_set("persetujuan", penugasan.DITOLAK)
	_close(usulan, GUGUR, _("Ditarik pengusul."))
	return GUGUR


def refuse_decided(usulan) -> None:
	if usulan.status != MENUNGGU:
		frappe.throw(_("{0} sudah diputus: {1}.").format(usulan.name, _(usulan.status)), KinerjaError)


def _document(usulan):
	if not frappe.db.exists(usulan.jenis_dokumen, usulan.dokumen):
		return None
	return frappe.get_doc(usulan.jenis_dokumen, usulan.dokumen, for_update=True)


def _is_stale(usulan, doc) -> bool:
	"""What is confirmed is what the confirmer read: the document, and the account behind its person, say what they said."""
	before, after = before_and_after(usulan)
	if doc.doctype == PERJANJIAN:
		return not closed.is_closed(doc) or not cells.still_says(doc, before)
	if before is None and doc.persetujuan != penugasan.MENUNGGU:
		return True
	if doc.doctype == PENUGASAN and after["akun"] != changes.account_of(after["pegawai"]):
		return True
	return changes.state_of(doc) != (before or after)


def _close(usulan, status: str, note: str) -> None:
	user = frappe.session.user
	usulan.db_set(
		{
			"status": status,
			"pemutus": user,
			"nama_pemutus": frappe.utils.get_fullname(user),
			"diputus_pada": clock.now(),
			"catatan": note,
		}
	)
	_before, after = before_and_after(usulan)
	waiting = {usulan.pengusul, changes.account_of(usulan.pegawai), after.get("user")} - {user, "", None}
	for each in sorted(waiting):
		_tell(each, usulan, f"{_(status)}: {usulan.perihal}")


def _rows(roles: list) -> list[dict]:
	return [{"peran": role, "lingkup": reach} for role, reach in roles]


def _decree(doc) -> str:
	number = doc.get("nomor_sk")
	return _("SK {0}").format(number) if number else ""


def _tell(user: str, usulan, subject: str) -> None:
	frappe.get_doc(
		{
			"doctype": "Notification Log",
			"for_user": user,
			"type": "Alert",
			"document_type": USULAN,
			"document_name": usulan.name,
			"subject": frappe.utils.escape_html(subject),
		}
	).insert(ignore_permissions=True)  # a notice of the system, not of a person


def _say_waiting(usulan, deciding: list[str]) -> None:
	names = [frappe.utils.escape_html(frappe.utils.get_fullname(user)) for user in deciding[:5]]
	link = frappe.utils.get_link_to_form(USULAN, usulan.name)
	sentence = (
		_("Ralat ini berlaku setelah disetujui orang kedua ({0}): {1}.")
		if usulan.jenis_dokumen == PERJANJIAN
		else _(
			"Perubahan ini menentukan siapa yang menandatangani dan berlaku setelah disetujui orang kedua ({0}): {1}."
		)
	)
	frappe.msgprint(
		sentence.format(link, ", ".join(names) or _("administrator situs")),
		title=_("Menunggu persetujuan"),
		indicator="orange",
	)
