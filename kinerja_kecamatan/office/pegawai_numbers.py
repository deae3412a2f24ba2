"""The NIP or NI PPPK of a Pegawai: well formed, and nobody else's on this site."""

import frappe
from frappe import _
from frappe.utils import cstr, escape_html

from kinerja_kecamatan.base.doctypes import PEGAWAI
from kinerja_kecamatan.base.sentences import sentence_of
from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.rules import nip
from kinerja_kecamatan.rules.errors import RuleError


def check(doc) -> None:
	"""Called while a Pegawai is being saved. A number that stands already is left as an earlier release took it."""
	before = doc.get_doc_before_save()
	if before and cstr(before.nip) == cstr(doc.nip):
		return
	try:
		doc.nip = nip.check_nip(doc.nip)
	except RuleError as error:
		frappe.throw(escape_html(sentence_of(error)), KinerjaError, title=_("NIP belum benar"))
	other = doc.nip and _holder(doc.nip, doc.name)
	if other:
		frappe.throw(_taken(doc.nip, other), KinerjaError, title=_("NIP sudah dipakai"))


def _holder(digits: str, own: str | None) -> str | None:
	"""Who else has the number, by now: of two that are entered at once the later one waits, and sees the earlier."""
	frappe.db.get_value("DocType", PEGAWAI, "name", for_update=True)
	rows = frappe.db.sql(
		f"select name from `tab{PEGAWAI}` where nip = %s and name != %s limit 1 lock in share mode",
		(digits, own or ""),
	)
	return rows[0][0] if rows else None


def _taken(digits: str, other: str) -> str:
	"""The other is named to who may see them."""
	number = f"{nip.label(digits)} {nip.spaced(digits)}"
	if not frappe.has_permission(PEGAWAI, "read", doc=other):
		return _(
			"{0} sudah dipakai pegawai kecamatan lain pada situs ini. Hubungi administrator situs."
		).format(number)
	name = frappe.db.get_value(PEGAWAI, other, "nama_lengkap") or other
	return _("{0} sudah dipakai {1} ({2}). Periksa angkanya, atau pakai Pegawai yang sudah ada itu.").format(
		number, escape_html(name), other
	)
