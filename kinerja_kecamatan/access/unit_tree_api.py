"""Frappe's tree columns of Unit Kerja: who may have them computed anew, and who is told when they are wrong.

A new node (treeview.add_node) and a changed parent are saves of the document, for who may change the office's units.
"""

import frappe
from frappe import _
from frappe.utils import nestedset

from kinerja_kecamatan.access.checks import may_act
from kinerja_kecamatan.access.scope import is_site_admin, scope_of
from kinerja_kecamatan.base.doctypes import UNIT_KERJA
from kinerja_kecamatan.base.roles import SITE_ADMIN
from kinerja_kecamatan.exceptions import MoveRefused
from kinerja_kecamatan.office import penugasan, tree_check


@frappe.whitelist(methods=["POST"])
def rebuild_tree(doctype: str, parent_field: str | None = None) -> None:
	"""frappe.utils.nestedset.rebuild_tree means to be System Manager's, but asks only when called by a name that no request
	has, and in older releases takes any column for the parent's. Here, for every DocType: both are kept."""
	frappe.only_for(SITE_ADMIN, message=True)
	column = frappe.get_meta(doctype).nsm_parent_field or f"parent_{frappe.scrub(doctype)}"
	if parent_field and parent_field != column:
		frappe.throw(_("Susunan {0} mengikuti kolom {1}.").format(_(doctype), column), MoveRefused)
	frappe.call(nestedset.rebuild_tree, doctype=doctype, parent_field=column)
	frappe.clear_document_cache(doctype)
	penugasan.forget()


def disagreements_in_sight() -> list[dict]:
	"""See `access.api.periksa_susunan`."""
	user = frappe.session.user
	if is_site_admin(user):
		return tree_check.disagreements()
	kept = [name for name in sorted(scope_of(user).member_of) if _keeps_units(name, user)]
	if not kept:
		frappe.throw(_("Susunan unit diperiksa oleh Admin Kinerja kantornya."), MoveRefused)
	return [problem for name in kept for problem in tree_check.disagreements(name)]


def _keeps_units(kecamatan: str, user: str) -> bool:
	return may_act(frappe._dict(doctype=UNIT_KERJA, kecamatan=kecamatan), "write", user)
