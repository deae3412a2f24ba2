"""A new name is given by who was asked about it: hooks of every document that is renamed.

Every document of Frappe has a method `rename`, which any reader may call and which takes from the client that nothing needs to be
looked at (`validate_rename`): then Frappe asks neither for the right to write nor any before_rename, and writes the new name, or one
document over the other, into every table. Its after_rename always comes.
"""

import frappe
from frappe import _

from kinerja_kecamatan.access import attached_changes
from kinerja_kecamatan.exceptions import MoveRefused


def before_rename(doc, method, old: str, new: str, merge: bool = False) -> None:
	"""Hook: from here on Frappe looks at the rest by itself."""
	_asked().add((doc.doctype, old))


def after_rename(doc, method, old: str, new: str, merge: bool = False) -> None:
	"""Hook: what nobody was asked about is taken back with the whole request."""
	if attached_changes.steps_aside():
		return
	if (doc.doctype, old) not in _asked():
		frappe.throw(
			_("Nama {0} hanya diganti setelah hak dan aturannya diperiksa.").format(
				frappe.utils.escape_html(str(old))
			),
			MoveRefused,
		)
	_asked().discard((doc.doctype, old))


def _asked() -> set[tuple[str, str]]:
	"""What is being renamed in the present request. No flag, which scripts and templates could set."""
	if not hasattr(frappe.local, "kinerja_new_names"):
		frappe.local.kinerja_new_names = set()
	return frappe.local.kinerja_new_names
