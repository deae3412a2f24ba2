"""An appointment under which something was signed is ended, never rewritten: papers and log say who signed as what."""

from datetime import date

import frappe
from frappe import _
from frappe.model import no_value_fields, table_fields
from frappe.utils import formatdate, getdate

from kinerja_kecamatan.base import clock
from kinerja_kecamatan.base.doctypes import LOG, PEGAWAI, UNIT_KERJA
from kinerja_kecamatan.base.stored_words import WHOLE_OFFICE
from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.guard import payload
from kinerja_kecamatan.office import penugasan, unit_tree

# What may still change: the end, and what is no content of the appointment.
ENDING = "berlaku_sampai"
NO_CONTENT = frozenset({"alasan_perubahan", "persetujuan", "kecamatan"})


def refuse_rewriting(doc) -> None:
	"""Called while a Penugasan is being saved."""
	before = doc.get_doc_before_save()
	changed = before and _changed(doc, before)
	last = changed and last_signature(before)
	if not last:
		return
	if changed != {ENDING}:
		_refuse(
			_(
				"{0} sudah dipakai menandatangani sampai {1} dan tidak diubah lagi. Isi Berlaku Sampai untuk mengakhirinya, lalu buat penugasan baru."
			).format(doc.name, formatdate(last))
		)
	end = doc.berlaku_sampai and getdate(doc.berlaku_sampai)
	if end and end < last:
		_refuse(
			_("{0} sudah dipakai menandatangani pada {1}; Berlaku Sampai tidak boleh sebelum itu.").format(
				doc.name, formatdate(last)
			)
		)
	ended = before.berlaku_sampai and getdate(before.berlaku_sampai)
	if ended and ended < clock.today() and (not end or end > ended):
		_refuse(_("{0} sudah berakhir dan tidak dihidupkan lagi. Buat penugasan baru.").format(doc.name))


def last_signature(doc) -> date | None:
	"""The day of the last line in the log that this person signed under a role of this appointment, over its units and within its
	dates; of a stored Penugasan."""
	line = frappe.qb.DocType(LOG)
	person = frappe.db.get_value(PEGAWAI, doc.pegawai, ["user", "nama_lengkap", "nip"], as_dict=True)
	if not person or not doc.peran:
		return None
	# The account may have changed since, the name may be shared: whatever fits keeps the appointment as it is.
	is_person = line.nama_pelaku == person.nama_lengkap
	for column, value in ((line.pelaku, person.user), (line.nip, person.nip)):
		is_person = is_person | (column == value) if value else is_person
	rows = (
		frappe.qb.from_(line)
		.select(line.peran, line.unit_kerja, line.t2_selesai)
		.where(line.kecamatan == doc.kecamatan)
		.where(line.peran.isin([row.peran for row in doc.peran]))
		.where(is_person)
		.where(line.t2_selesai >= doc.berlaku_mulai)
		.orderby(line.t2_selesai)
	).run(as_dict=True)
	rows = [row for row in rows if any(_reaches(doc, own, row) for own in doc.peran)]
	end, after = doc.berlaku_sampai and getdate(doc.berlaku_sampai), _finishes_until(doc)
	days = [
		day
		for row in rows
		if (day := row.t2_selesai.date())
		and (not end or day <= end or (after and day <= after and row.unit_kerja == doc.unit_kerja))
	]
	return max(days, default=None)


def _finishes_until(doc) -> date | None:
	"""How long an appointment that ended with its unit is still signed under, in what the unit has left; None of any other."""
	last_day = frappe.db.get_value(UNIT_KERJA, doc.unit_kerja, "berlaku_sampai")
	if not last_day or not doc.berlaku_sampai:
		return None
	with_unit = getdate(doc.berlaku_mulai) <= last_day <= getdate(doc.berlaku_sampai)
	return last_day + penugasan.AFTER_THE_END if with_unit else None


def _reaches(doc, own, row) -> bool:
	if own.peran != row.peran:
		return False
	return own.lingkup == WHOLE_OFFICE or is_below(row.unit_kerja, doc.unit_kerja)


def is_below(unit: str | None, above: str) -> bool:
	"""Whether a unit is another one or lies below it."""
	kecamatan = unit and frappe.db.get_value(UNIT_KERJA, unit, "kecamatan")
	return bool(kecamatan) and unit_tree.tree_of(kecamatan).covers(above, unit)


def _changed(doc, before) -> set[str]:
	names = {
		df.fieldname
		for df in doc.meta.fields
		if df.fieldtype not in (*no_value_fields, *table_fields)
		and df.fieldname not in NO_CONTENT
		and not payload.same_value(df, doc.get(df.fieldname), before.get(df.fieldname))
	}
	roles = [[(row.peran, row.lingkup) for row in version.peran] for version in (doc, before)]
	return names | ({"peran"} if roles[0] != roles[1] else set())


def _refuse(message: str) -> None:
	frappe.throw(message, KinerjaError, title=_("Penugasan sudah dipakai"))
