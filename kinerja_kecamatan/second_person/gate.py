"""Where every save of a Pegawai, Penugasan or Unit Kerja passes: what decides who signs is taken at once or held back.

`hold` is called while the document is being saved, `follow` once it is written; between them the change waits on the
document's flags, which `hold` sets anew each time. That a change is confirmed, and that it was looked at, are no flags, which a
template could set (confirmation.py). Templates and scripts change nothing of who signs.
"""

from weakref import WeakSet

import frappe
from frappe import _

from kinerja_kecamatan.access import acting
from kinerja_kecamatan.access.scope import is_site_admin
from kinerja_kecamatan.base import typed_code
from kinerja_kecamatan.base.doctypes import PENUGASAN
from kinerja_kecamatan.exceptions import KinerjaError, MoveRefused
from kinerja_kecamatan.guard.rules import steps_aside
from kinerja_kecamatan.office import penugasan
from kinerja_kecamatan.second_person import changes, confirmation, proposals, record, roles, signed
from kinerja_kecamatan.second_person.changes import Change

# Documents that `hold` has looked at, until they are written.
_held: WeakSet = WeakSet()


def hold(doc) -> None:
	"""Called by the controller's validate. A change that needs a second person is taken back here and proposed by `follow`;
	a new Penugasan is kept as it is, and waits."""
	if steps_aside():
		return
	stored = doc.get_doc_before_save()
	if doc.doctype == PENUGASAN:
		signed.refuse_rewriting(doc)
		doc.persetujuan = stored.persetujuan if stored else penugasan.DISETUJUI
	change = changes.change_of(doc)
	doc.flags.kinerja_perubahan = doc.flags.kinerja_diusulkan = None
	_held.add(doc)
	agreed = confirmation.is_confirmed(doc)
	if agreed and doc.doctype == PENUGASAN:
		doc.persetujuan = penugasan.DISETUJUI
	if agreed or not change:
		_leave_waiting(doc, change, agreed)
		return
	typed_code.refuse()
	doc.flags.kinerja_perubahan = change
	doc.flags.kinerja_diusulkan = needs_second_person(change, acting.real_user())
	if doc.flags.kinerja_diusulkan:
		_hold_back(doc, stored)
	elif doc.doctype == PENUGASAN:
		doc.persetujuan = penugasan.DISETUJUI


def refuse_new_recap_unit(doc) -> None:
	"""Called by Unit Kerja's validate: a new unit has nobody who could be asked for a second person; which unit recaps is changed
	once it is there."""
	alone = steps_aside() or is_site_admin(acting.real_user())
	if doc.is_new() and doc.unit_perekap and not alone and roles.is_set_up(doc.kecamatan):
		frappe.throw(
			_(
				"Simpan unit baru ini lebih dulu tanpa Unit Perekap, lalu centang Unit Perekap: perubahan itu menunggu persetujuan."
			),
			KinerjaError,
		)


def follow(doc) -> None:
	"""Called by the controller's on_update: the proposal, or the line in the log. What passed `hold` by, as where a script tells
	Frappe to leave `validate` out, is not written."""
	looked_at = doc in _held
	_held.discard(doc)
	if not looked_at and not steps_aside():
		frappe.throw(_("{0} tidak disimpan tanpa pemeriksaan.").format(_(doc.doctype)), MoveRefused)
	change, proposed = doc.flags.pop("kinerja_perubahan", None), doc.flags.pop("kinerja_diusulkan", False)
	if not change:
		return
	reason = doc.flags.pop("kinerja_alasan_perubahan", "")
	if proposed:
		proposals.propose(doc, change, reason)
		return
	proposals.drop_open(doc.doctype, doc.name)
	if any(roles.is_set_up(kecamatan) for kecamatan in change.kecamatan):
		record.direct(doc, change, reason)


def take_reason(doc) -> None:
	"""The reason typed with a change goes with the proposal and the log; the next one starts from an empty field."""
	doc.flags.kinerja_alasan_perubahan = (doc.get("alasan_perubahan") or "").strip()
	doc.alasan_perubahan = None


def needs_second_person(change: Change, user: str) -> bool:
	"""Nobody appoints himself. A System Manager acts alone otherwise, an office's admin only until its first order is given,
	and never makes another admin."""
	if not change.gives:
		return False
	if user in change.accounts:
		return True
	if is_site_admin(user):
		return False
	return change.gives_admin or any(roles.is_set_up(kecamatan) for kecamatan in change.kecamatan)


def on_trash(doc) -> None:
	"""Called by Penugasan.on_trash: what was signed under it stays, and what is in force is ended, not deleted."""
	if steps_aside():
		return
	if signed.last_signature(doc):
		_refuse_deletion(_("{0} sudah dipakai menandatangani dan tidak dihapus.").format(doc.name))
	named = [row.peran for row in doc.peran]
	binding = changes.is_confirmed(doc) and roles.signs_under(doc.jabatan, doc.unit_kerja, named)
	if binding and roles.is_set_up(doc.kecamatan) and not is_site_admin(frappe.session.user):
		_refuse_deletion(_("{0} diakhiri dengan Berlaku Sampai, tidak dihapus.").format(doc.name))
	proposals.drop_open(doc.doctype, doc.name)
	if binding and roles.is_set_up(doc.kecamatan):
		record.deleted(doc)


def _hold_back(doc, stored) -> None:
	"""A Penugasan that nobody has confirmed yet keeps what is typed and waits with it; everything else stays as it was."""
	if doc.doctype == PENUGASAN and (not stored or not changes.is_confirmed(stored)):
		doc.persetujuan = penugasan.MENUNGGU
		return
	for field in changes.FIELDS[doc.doctype]:
		doc.set(field, stored.get(field))
	if doc.doctype == PENUGASAN:
		doc.kecamatan = stored.kecamatan


def _leave_waiting(doc, change: Change | None, agreed: bool) -> None:
	"""A waiting Penugasan that no longer lets anybody sign needs nobody's consent."""
	if doc.doctype != PENUGASAN or agreed or change or changes.is_confirmed(doc):
		return
	stored = doc.get_doc_before_save()
	if not stored or changes.state_of(stored) != changes.state_of(doc):
		doc.persetujuan = penugasan.DISETUJUI
		proposals.drop_open(doc.doctype, doc.name)


def _refuse_deletion(message: str) -> None:
	frappe.throw(message, KinerjaError, title=_("Penugasan tidak dihapus"))
