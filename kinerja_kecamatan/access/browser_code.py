"""Fields of Frappe's own documents that the desk runs as scripts or pastes into a page, in the browser of whoever looks.

Frappe lets every account write some of them, or writes them for every account without asking; reading is everybody's. Here
they are changed by who administers desks. Hook validate; Frappe's own permissions are asked as before.
"""

import frappe
from frappe import _

from kinerja_kecamatan.access import attached_changes
from kinerja_kecamatan.base.roles import SITE_ADMIN
from kinerja_kecamatan.exceptions import MoveRefused

DESKS = frozenset((SITE_ADMIN, "Workspace Manager", "Dashboard Manager"))
# Named where Frappe's desk evaluates them; of DocTypes whose other fields more people write than these.
RUN = {
	"Custom HTML Block": ("html", "script", "style"),
	"Number Card": ("filters_config", "dynamic_filters_json"),
	"Dashboard Chart": ("dynamic_filters_json",),
}
EMPTY = ("", "[]", "{}", "null")


def before_write(doc, method=None) -> None:
	"""Hook validate of the DocTypes above."""
	if attached_changes.steps_aside() or DESKS.intersection(frappe.get_roles()):
		return
	before = doc.get_doc_before_save()
	for field in RUN[doc.doctype]:
		if _said(doc, field) not in EMPTY and _said(doc, field) != _said(before, field):
			frappe.throw(
				_(
					"{0} memuat perintah yang dijalankan di peramban semua orang; yang mengubahnya: {1}."
				).format(_(doc.meta.get_label(field)), ", ".join(sorted(DESKS))),
				MoveRefused,
				title=_("Tidak diizinkan"),
			)


def _said(doc, field: str) -> str:
	return str((doc and doc.get(field)) or "").strip()
