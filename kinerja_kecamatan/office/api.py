"""Whitelisted methods about an office, for the desk and for REST clients."""

import frappe
from frappe import _
from frappe.utils import cint, escape_html

from kinerja_kecamatan.base.doctypes import PERIODE, UNIT_KERJA
from kinerja_kecamatan.base.sentences import sentence_of
from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.office import periods
from kinerja_kecamatan.rules.errors import RuleError


@frappe.whitelist(methods=["POST"])
def buat_periode(kecamatan: str, tahun: int) -> dict:
	"""Make the periods of a year, of the kind that the kecamatan collects in, and the year itself; for who may create periods.

	:return: {"dibuat": [codes], "ada": [codes that stood already]}
	"""
	root = _root(kecamatan)
	if not frappe.has_permission(PERIODE, "create"):
		frappe.throw(_("Anda tidak berwenang membuat Periode Kinerja."), frappe.PermissionError)
	try:
		made = periods.make_periods(root, cint(tahun))
	except RuleError as error:
		frappe.throw(escape_html(sentence_of(error)), KinerjaError)
	return {"dibuat": made.dibuat, "ada": made.ada}


@frappe.whitelist(methods=["GET"])
def jenis_periode(kecamatan: str) -> list[str]:
	"""Jenis of Periode Kinerja that an order of the kecamatan may be of, for who may read it."""
	return periods.kinds_on_offer(_root(kecamatan))


def _root(unit: str) -> str:
	"""The kecamatan of a unit that the caller may read."""
	doc = frappe.get_doc(UNIT_KERJA, unit)
	doc.check_permission("read")
	return doc.kecamatan or doc.name
