"""Names of masters: Frappe writes a new one by SQL wherever the old one stands, closed documents and final recaps included."""

import frappe
from frappe import _

from kinerja_kecamatan.base.doctypes import ARCHIVE, FORMAT, LOG, PEGAWAI, UNIT_KERJA
from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.guard.rules import steps_aside
from kinerja_kecamatan.rules.unit_codes import is_plain

# What is computed from a name, and would keep the old one.
IN_KEYS = {
	PEGAWAI: (FORMAT, "pelaksana"),
	UNIT_KERJA: (FORMAT, "unit_kerja"),
}


def before_rename(doc, method, old: str, new: str, merge: bool = False) -> None:
	"""Hook: two never become one; a single one is renamed while no paper and no key has its name."""
	if steps_aside():
		return
	# Frappe asks for the right on the DocType, not on the document.
	doc.check_permission("write")
	if doc.doctype == UNIT_KERJA and not is_plain(new):
		_refuse(_("Kode unit hanya memuat huruf A-Z, angka dan tanda hubung, misalnya SI-PEM."))
	if merge:
		_refuse(
			_("{0} tidak digabungkan ke {1}: dokumen yang sudah selesai akan ikut berubah.").format(old, new)
		)
	if frappe.db.exists(ARCHIVE, {"jenis_dokumen": doc.doctype, "dokumen": old}):
		_refuse(_("{0} tercetak pada kertas arsip dan tidak diganti namanya.").format(old))
	if frappe.db.exists(LOG, {"jenis_dokumen": doc.doctype, "dokumen": old}):
		_refuse(_("{0} tercatat pada Catatan Tahapan dan tidak diganti namanya.").format(old))
	table, field = IN_KEYS.get(doc.doctype, (None, None))
	if table and frappe.db.exists(table, {field: old}):
		_refuse(_("{0} tercatat pada {1} dan tidak diganti namanya.").format(old, _(table)))


def _refuse(message: str) -> None:
	frappe.throw(message, KinerjaError)
