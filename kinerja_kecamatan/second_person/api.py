"""What a second person does with an Usulan Perubahan, and the Ralat that begins as one."""

import frappe
from frappe import _

from kinerja_kecamatan.access.impersonation import refuse_impersonation
from kinerja_kecamatan.base import doctypes
from kinerja_kecamatan.exceptions import MoveRefused, ReasonMissing
from kinerja_kecamatan.second_person import confirmers, proposals, ralat


@frappe.whitelist(methods=["POST"])
def setujui(name: str, catatan: str | None = None) -> str:
	"""Confirm a proposal, which takes effect now; returns its status (Gugur when its document has changed since)."""
	usulan = _open_proposal(name)
	_check_decider(usulan)
	return proposals.confirm(usulan, (catatan or "").strip())


@frappe.whitelist(methods=["POST"])
def tolak(name: str, alasan: str | None = None) -> str:
	"""Decline a proposal, with the reason; returns its status."""
	usulan = _open_proposal(name)
	_check_decider(usulan)
	if not (alasan or "").strip():
		frappe.throw(_("Tulis alasan penolakan."), ReasonMissing, title=_("Alasan belum diisi"))
	return proposals.decline(usulan, alasan.strip())


@frappe.whitelist(methods=["POST"])
def tarik(name: str) -> str:
	"""Take back a proposal of one's own; returns its status."""
	usulan = _open_proposal(name)
	if frappe.session.user != usulan.pengusul:
		_refuse(_("{0} hanya ditarik oleh pengusulnya.").format(usulan.name))
	return proposals.withdraw(usulan)


@frappe.whitelist(methods=["POST"])
def ajukan_ralat(name: str, perubahan: list[dict] | str, alasan: str | None = None) -> str:
	"""Propose a Ralat of a Perjanjian Kinerja that is Ditetapkan; returns the name of its Usulan Perubahan.

	:param perubahan: [{"tabel": "target", "program" or "" for the document itself, "baris": the row's name or number,
	        "kolom": its field, "menjadi": what it is to say}]
	:param alasan: why, for who confirms and for the log; must not be empty.
	"""
	refuse_impersonation()
	return ralat.propose(name, frappe.parse_json(perubahan), alasan)


def _open_proposal(name: str):
	refuse_impersonation()
	# One decision, however many arrive at the same moment.
	usulan = frappe.get_doc(doctypes.USULAN, name, for_update=True)
	usulan.check_permission("read")
	proposals.refuse_decided(usulan)
	return usulan


def _check_decider(usulan) -> None:
	if not confirmers.may_decide(usulan, frappe.session.user):
		names = [frappe.utils.get_fullname(user) for user in confirmers.candidates(usulan)[:5]]
		_refuse(
			_(
				"{0} diputus oleh orang kedua yang tidak mengusulkan dan tidak mendapat wewenang darinya: {1}."
			).format(usulan.name, ", ".join(names) or _("administrator situs"))
		)


def _refuse(message: str) -> None:
	frappe.throw(message, MoveRefused, title=_("Tidak diizinkan"))
