"""What a change is called and what it says, for the confirmer, the log and the person who waits."""

import frappe
from frappe import _
from frappe.utils import formatdate

from kinerja_kecamatan.base.doctypes import PEGAWAI, PENUGASAN, PERJANJIAN, UNIT_KERJA
from kinerja_kecamatan.rules import nip
from kinerja_kecamatan.second_person import cells
from kinerja_kecamatan.second_person.changes import DATES, FIELDS

NONE = "-"


def title(doctype: str, before: dict | None, after: dict, name: str) -> str:
	"""`Penugasan baru: Uji Camat sebagai Plt. Camat`."""
	if doctype == PERJANJIAN:
		return _("Ralat Perjanjian Kinerja: {0}").format(name)
	if doctype == PENUGASAN:
		kind = _("Ubah penugasan") if before else _("Penugasan baru")
		return _("{0}: {1} sebagai {2}").format(kind, person(after["pegawai"]), office(after))
	if doctype == PEGAWAI:
		kind = _("Ubah akun") if before["user"] != after["user"] else _("Ubah nama atau NIP")
		return f"{kind}: {person(name)}"
	return _("Ubah unit: {0}").format(name)


def person(pegawai: str | None) -> str:
	return (pegawai and frappe.db.get_value(PEGAWAI, pegawai, "nama_lengkap")) or pegawai or NONE


def office(state: dict) -> str:
	"""`Plt. Camat`; a definite appointment says nothing before it."""
	kind = state["jenis"] if state["jenis"].endswith(".") else ""
	return f"{kind} {state['jabatan']}".strip()


def lines(doctype: str, before: dict | None, after: dict) -> list[str]:
	"""One line a field that differs: `Akun Pengguna: camat@x.test → kasi@x.test`; of something new all that it says. Of an
	appointment whose it is comes first, with the account that signs under it: that may be another one by now."""
	if doctype == PERJANJIAN:
		return cells.lines(before or {}, after)
	out = []
	if doctype == PENUGASAN and before and before["pegawai"] == after["pegawai"]:
		out.append(f"{_label(doctype, 'pegawai')}: {_value('pegawai', after['pegawai'], after)}")
	for field in FIELDS[doctype]:
		new, old = after.get(field, ""), (before or {}).get(field, "")
		if before and new == old:
			continue
		label = nip.label(new or old) if field == "nip" else _label(doctype, field)
		said = _value(field, new, after)
		out.append(f"{label}: {_value(field, old, before)} → {said}" if before else f"{label}: {said}")
	return out


def _label(doctype: str, field: str) -> str:
	return _(frappe.get_meta(doctype).get_label(field))


def _value(field: str, value, state: dict) -> str:
	if not value:
		return NONE
	if field in DATES:
		return formatdate(value)
	if field == "peran":
		return ", ".join(f"{role} ({reach})" for role, reach in value)
	if field == "pegawai":
		return f"{person(value)} ({state.get('akun') or _('tanpa akun')})"
	if field in ("unit_kerja", "parent_unit_kerja", "unit_penerus"):
		return f"{frappe.db.get_value(UNIT_KERJA, value, 'nama_unit') or value} ({value})"
	return _("ya") if field == "unit_perekap" else value
