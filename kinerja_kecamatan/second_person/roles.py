"""Which roles and offices count: what is signed in this app is signed under them."""

from collections.abc import Iterable

import frappe
from frappe.query_builder.functions import Coalesce

from kinerja_kecamatan.base import clock
from kinerja_kecamatan.base.doctypes import GUARDED_DOCTYPES, LOG, PENUGASAN, PERAN_PENUGASAN
from kinerja_kecamatan.base.roles import ADMIN_ROLE
from kinerja_kecamatan.office import penugasan
from kinerja_kecamatan.sop.workflow import roles_in_use


def signing_roles() -> set[str]:
	"""Roles that the active workflows use, and the one that says who holds them."""
	return {role for doctype in GUARDED_DOCTYPES for role in roles_in_use(doctype)} | {ADMIN_ROLE}


def is_set_up(kecamatan: str) -> bool:
	"""Whether the first set-up of an office is over: the first step of its first order stands in the log."""
	return bool(frappe.db.exists(LOG, {"kecamatan": kecamatan, "disposisi": ["is", "set"]}))


def signs_under(jabatan: str, unit: str | None, roles: Iterable[str]) -> bool:
	"""Whether an appointment lets its holder sign: by a role that counts, or as the head whom the papers name."""
	return bool(set(roles) & signing_roles()) or penugasan.is_title_of_head(jabatan, unit)


def held_by(pegawai: str | None) -> list[frappe._dict]:
	"""A person's appointments that let sign, in force or to come, those that still wait for their second person included."""
	if not pegawai:
		return []
	table, row = frappe.qb.DocType(PENUGASAN), frappe.qb.DocType(PERAN_PENUGASAN)
	found = (
		frappe.qb.from_(table)
		.left_join(row)
		.on((row.parent == table.name) & (row.parenttype == PENUGASAN))
		.select(table.name, table.kecamatan, table.jabatan, table.unit_kerja, row.peran)
		.where(table.pegawai == pegawai)
		.where(table.persetujuan != penugasan.DITOLAK)
		.where(Coalesce(table.berlaku_sampai, penugasan.FAR_FUTURE) >= clock.today())
	).run(as_dict=True)
	return [each for each in found if signs_under(each.jabatan, each.unit_kerja, [each.peran])]
