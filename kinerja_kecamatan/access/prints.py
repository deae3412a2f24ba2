"""Paper shows what is stored, to who may read it."""

import frappe
from frappe import _
from frappe.www.printview import set_link_titles

from kinerja_kecamatan.access import markup
from kinerja_kecamatan.access.doctypes import our_doctypes
from kinerja_kecamatan.access.linked_fields import withhold_titles
from kinerja_kecamatan.exceptions import KinerjaError


def before_print(doc, method=None, settings=None) -> None:
	"""Hook before_print. Frappe prints whatever JSON a client sends, under the office's letterhead: a form not yet saved,
	or one made up. For a document of ours the stored one takes its place, and that one's permission counts.
	"""
	if doc.doctype not in our_doctypes():
		return
	_refuse_misfit(doc)
	if not doc.get("name") or not frappe.db.exists(doc.doctype, doc.name):
		frappe.throw(_("Simpan dahulu; hanya dokumen yang tersimpan dapat dicetak."), KinerjaError)
	stored, flags = frappe.get_doc(doc.doctype, doc.name), doc.flags
	doc.__dict__.clear()
	doc.__dict__.update(stored.__dict__)
	doc.flags = flags
	if not frappe.flags.ignore_print_permissions:
		doc.check_permission("read")
	set_link_titles(doc)
	markup.show_plain(doc)
	if not frappe.flags.ignore_print_permissions:
		withhold_titles(doc.get("__link_titles") or {})


def _refuse_misfit(doc) -> None:
	"""An address may name any print format: that of another DocType would print this document as what it is not."""
	named = frappe.form_dict.get("format")
	of = isinstance(named, str) and frappe.db.get_value("Print Format", named, "doc_type")
	if of and of != doc.doctype:
		frappe.throw(_("{0} bukan kertas dari {1}.").format(_(named), _(doc.doctype)), KinerjaError)
