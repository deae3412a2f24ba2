"""Names that the log has written down. An account may be renamed, and Frappe then changes the log's links with it: the
chain says so in an entry of its own. What the log's other links name keeps its name. A workflow may begin in another state:
the chain says that too."""

import json

import frappe
from frappe import _

from kinerja_kecamatan.base import clock, doctypes
from kinerja_kecamatan.base.doctypes import GUARDED_DOCTYPES
from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.step_log import log

AKSI, FIRST_STATE = "Ganti Nama Akun", "Ganti Status Awal"
# Columns of the log that hold an account.
ACCOUNTS = ("pelaku", "owner")


def on_user_renamed(doc, method, old: str, new: str, merge: bool = False) -> None:
	"""Hook User.after_rename: an entry in the chain of every kecamatan whose log names the account."""
	if not merge and frappe.db.exists("User", old):
		return  # called, not renamed: an entry would excuse who puts another name into the log
	table = frappe.qb.DocType(doctypes.LOG)
	touched = (
		frappe.qb.from_(table)
		.select(table.kecamatan)
		.distinct()
		.where((table.pelaku == new) | (table.owner == new))
		.orderby(table.kecamatan)
	).run(pluck=True)
	for kecamatan in touched:
		_tell(kecamatan, AKSI, old, new)


def on_workflow_update(doc, method=None) -> None:
	"""Hook Workflow.on_update: documents begin in another state from now on; those that stand in the old one began there."""
	before = doc.get_doc_before_save()
	if doc.document_type not in GUARDED_DOCTYPES or not (before and before.states and doc.states):
		return
	old, new = before.states[0].state, doc.states[0].state
	if old != new:
		for kecamatan in frappe.get_all(doc.document_type, pluck="kecamatan", distinct=True):
			_tell(kecamatan, FIRST_STATE, old, new, jenis_dokumen=doc.document_type)


def _tell(kecamatan: str, aksi: str, old: str, new: str, **more) -> None:

	log.write_line(
		{
			"kecamatan": kecamatan,
			"unit_kerja": kecamatan,
			"kegiatan": aksi,
			"aksi": aksi,
			"dari_status": old,
			"ke_status": new,
			"hasil": log.LAINNYA,
			"pelaku": frappe.session.user,
			"nama_pelaku": frappe.utils.get_fullname(frappe.session.user),
			"t2_selesai": clock.now(),
			**more,
		}
	)


def refuse_rename(doc, method, old: str, new: str, merge: bool = False) -> None:
	"""Hook before_rename of what the log links to besides accounts."""
	links = [df.fieldname for df in frappe.get_meta(doctypes.LOG).fields if df.options == doc.doctype]
	if any(frappe.db.exists(doctypes.LOG, {field: old}) for field in links):
		frappe.throw(
			_("{0} tercatat pada Catatan Tahapan dan tidak diganti namanya.").format(old), KinerjaError
		)


def renames_in(rows: list) -> list[tuple[int, str, str]]:
	"""(number, old, new) of the renames that a chain tells of, in order."""
	told = [json.loads(row.isi) for row in rows if row.aksi == AKSI and row.isi]
	return sorted((said["nomor"], said["dari_status"], said["ke_status"]) for said in told)


def follow(field: str, value, number: int, known: list[tuple[int, str, str]]):
	"""What a column that said `value` in entry `number` must say after the renames since."""
	if field in ACCOUNTS:
		for at, old, new in known:
			if at > number and value == old:
				value = new
	return value
