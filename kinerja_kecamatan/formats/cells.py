"""Filling in a Format row by row, for clients that work beside others: different rows and columns never meet."""

import frappe
from frappe import _
from frappe.utils import escape_html

from kinerja_kecamatan.base.doctypes import FORMAT
from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.formats.entries import row_label
from kinerja_kecamatan.guard import conflict, payload
from kinerja_kecamatan.guard.values import check_value


def write_cells(format: str, baris: str, nilai: dict | str, sebelum: dict | str) -> dict:
	"""See `formats.api.isi_baris`."""
	doc = frappe.get_doc(FORMAT, format, for_update=True)
	doc.check_permission("write")
	row = next((row for row in doc.baris if row.name == baris), None)
	if not row:
		frappe.throw(_("{0} tidak mempunyai baris {1}.").format(doc.name, escape_html(baris)), KinerjaError)
	values, read = frappe.parse_json(nilai), frappe.parse_json(sebelum)
	fields = _fields(row, values, read)
	moved = [
		name
		for name, df in fields.items()
		if not payload.same_value(df, row.get(name), read[name])
		and not payload.same_value(df, row.get(name), values[name])
	]
	if moved:
		conflict.refuse_cells(doc, row, values, read, moved)
	row.update(values)
	doc.save()
	return {"modified": str(doc.modified), "kemajuan": doc.kemajuan, "baris": row.as_dict()}


def _fields(row, values: dict, read: dict) -> dict:
	"""The columns to write, by name; refuses what nobody types and what was not read."""
	typed = {df.fieldname: df for df in payload.typed_fields(row.meta) if df.fieldname != "indikator"}
	if not values or not isinstance(values, dict) or not isinstance(read, dict):
		frappe.throw(_("Sebutkan nilai dan sebelum sebagai {kolom: isi}."), KinerjaError)
	if foreign := sorted(set(values) - set(typed)):
		frappe.throw(
			_("Baris {0} ({1}): kolom {2} tidak diisi orang. Yang diisi: {3}.").format(
				row.idx, escape_html(row.kode), escape_html(", ".join(foreign)), ", ".join(typed)
			),
			KinerjaError,
		)
	if unread := sorted(set(values) - set(read)):
		frappe.throw(
			_("Baris {0} ({1}): sertakan pada sebelum isi yang Anda baca dari kolom {2}.").format(
				row.idx, escape_html(row.kode), ", ".join(unread)
			),
			KinerjaError,
		)
	fields = {name: typed[name] for name in values}
	for name, df in fields.items():
		for value in (values[name], read[name]):
			check_value(f"{row_label(row)}, {_(df.label)}", df.fieldtype, value)
	return fields
