"""Two people at one document: the second one is told what the first has changed, and gets the own values back.

A refusal carries, beside its sentences, `bentrok` in the response, for the desk and for REST clients:
{"doctype", "dokumen", "modified": of the document as it stands now,
 "perubahan": [cell + {"sebelum", "sesudah", "oleh", "nama", "pada"}]: what others changed since it was read,
 "isian": [cell + {"nilai", "kini", "bentrok": typed over somebody else's change}]: what this person typed},
a cell being {"tabel", "baris", "nomor", "kode", "kolom", "label"}; of a new row `nilai` is the whole row and `kolom` empty.
"""

import json
from typing import NoReturn

import frappe
from frappe import _
from frappe.utils import escape_html, format_datetime, get_fullname

from kinerja_kecamatan.base.doctypes import GUARDED_DOCTYPES
from kinerja_kecamatan.exceptions import EditConflict, VersionNotNamed
from kinerja_kecamatan.guard import payload
from kinerja_kecamatan.sop.workflow import state_field

SHOWN = 12
# With no version named, what is told is how the cells in question came to what they are.
LOOKED_BACK = 50

Key = tuple[str, str, str]


def refuse_stale(doc, current) -> NoReturn:
	"""The document was saved by somebody since `doc` was read."""
	changes = changes_since(current, doc._original_modified)
	typed = typed_cells(doc, current, changes)
	_carry(current, changes, typed)
	sentence = _(
		"{0} sudah diubah sejak Anda membukanya, terakhir oleh {1} pada {2}. Isian Anda belum disimpan dan tidak hilang; "
		"muat yang terbaru, lalu pasang kembali isian Anda."
	).format(current.name, _name(current.modified_by), format_datetime(current.modified))
	frappe.throw(
		[sentence, *_lines(current, changes, typed)],
		EditConflict,
		title=_("Sudah diubah orang lain"),
		as_list=True,
	)


def refuse_unseen(doc, modified: str) -> NoReturn:
	"""A person decides on a document that is no longer what the person has read."""
	changes = changes_since(doc, modified)
	_carry(doc, changes, [])
	sentence = _(
		"{0} berubah sejak Anda membacanya, terakhir oleh {1} pada {2}. Baca yang terbaru, lalu putuskan."
	).format(doc.name, _name(doc.modified_by), format_datetime(doc.modified))
	frappe.throw(
		[sentence, *_lines(doc, changes, [])], EditConflict, title=_("Sudah diubah orang lain"), as_list=True
	)


def refuse_unnamed(doc, before) -> NoReturn:
	"""The request does not say which version it changes."""
	changes = changes_since(before, None)
	typed = typed_cells(doc, before, {})
	touched = {_key(cell) for cell in typed}
	changes = {key: change for key, change in changes.items() if key in touched}
	_carry(before, changes, typed)
	sentence = _(
		"Sertakan modified dari {0} yang Anda baca, agar perubahan orang lain tidak tertimpa; kini {1}, oleh {2}. "
		"Isian Anda belum disimpan."
	).format(before.name, before.modified, _name(before.modified_by))
	frappe.throw(
		[sentence, *_lines(before, changes, typed)],
		VersionNotNamed,
		title=_("Versi tidak disebut"),
		as_list=True,
	)


def refuse_cells(doc, row, values: dict, read: dict, columns: list[str]) -> NoReturn:
	"""Cells of one row no longer hold what was read in them (formats.cells)."""
	changes = changes_since(doc, None)
	typed = [
		{**_cell(doc, ("baris", row.name, f)), "nilai": values[f], "kini": row.get(f), "bentrok": True}
		for f in columns
	]
	mine = {_key(cell) for cell in typed}
	changes = {key: change for key, change in changes.items() if key in mine}
	for cell in typed:
		# What they were when this person read them, whatever lies in between.
		changes.setdefault(_key(cell), _change(doc.modified_by, doc.modified, None, cell["kini"]))[
			"sebelum"
		] = read[cell["kolom"]]
	_carry(doc, changes, typed)
	sentence = _(
		"Isian pada {0} sudah diubah orang lain sejak Anda membacanya; isian Anda belum disimpan."
	).format(doc.name)
	frappe.throw(
		[sentence, *_lines(doc, changes, typed)],
		EditConflict,
		title=_("Sudah diubah orang lain"),
		as_list=True,
	)


def changes_since(doc, moment) -> dict[Key, dict]:
	"""What each cell went through after `moment`, from the Versions that Frappe keeps; without one, each cell's last change.

	Read with a lock: a plain read would not show what was committed while this request waited for the document.
	"""
	version = frappe.qb.DocType("Version")
	query = (
		frappe.qb.from_(version)
		.select(version.owner, version.creation, version.data)
		.where((version.ref_doctype == doc.doctype) & (version.docname == doc.name))
		.orderby(version.creation, order=frappe.qb.desc)
		.limit(LOOKED_BACK)
		.for_update()
	)
	rows = (query.where(version.creation > moment) if moment else query).run(as_dict=True)
	found: dict[Key, dict] = {}
	for row in reversed(rows):
		for key, old, new in _cells_of(json.loads(row.data)):
			before = found[key]["sebelum"] if moment and key in found else old
			found[key] = _change(row.owner, row.creation, before, new)
	return found


def _cells_of(data: dict) -> list[tuple[Key, object, object]]:
	cells = [(("", "", field), old, new) for field, old, new in data.get("changed") or ()]
	for table, _index, row, fields in data.get("row_changed") or ():
		cells += [((table, row, field), old, new) for field, old, new in fields]
	return cells


def _change(user: str, moment, before, after) -> dict:
	return {
		"sebelum": before or None,
		"sesudah": after or None,
		"oleh": user,
		"nama": _name(user),
		"pada": str(moment),
	}


def typed_cells(doc, current, changes: dict[Key, dict]) -> list[dict]:
	"""The cells of `doc` that neither stand like that now nor stood like that when it was read: the person's own."""
	found = _typed_in(doc, current, "", "", changes)
	for df in doc.meta.get_table_fields():
		if df.read_only:
			continue
		standing = {row.name: row for row in current.get(df.fieldname)}
		for row in doc.get(df.fieldname):
			if row.name in standing:
				found += _typed_in(row, standing[row.name], df.fieldname, row.name, changes)
			else:
				found.append(_new_row(row, df))
	return found


def _typed_in(new, now, table: str, row: str, changes: dict[Key, dict]) -> list[dict]:
	found = []
	for df in payload.typed_fields(new.meta):
		key, value = (table, row, df.fieldname), new.get(df.fieldname)
		if payload.same_value(df, value, now.get(df.fieldname)):
			continue
		change = changes.get(key)
		if change and (new.get_formatted(df.fieldname) if value else value or None) == (
			change["sebelum"] or None
		):
			continue  # as it was read; not typed
		found.append(
			{
				**_cell(now, key),
				"nilai": value,
				"kini": now.get(df.fieldname) or None,
				"bentrok": bool(change),
			}
		)
	return found


def _new_row(row, df) -> dict:
	values = {field.fieldname: row.get(field.fieldname) for field in payload.typed_fields(row.meta)}
	place = {
		"tabel": df.fieldname,
		"baris": "",
		"nomor": row.idx,
		"kode": "",
		"kolom": "",
		"label": _(df.label),
	}
	return {
		**place,
		"nilai": {k: v for k, v in values.items() if v not in (None, "")},
		"kini": None,
		"bentrok": False,
	}


def _cell(holder, key: Key) -> dict:
	"""Where a cell is, for people too; `holder` is the document or already the row."""
	table, name, field = key
	row = holder
	if table and holder.get("parentfield") != table:
		row = next((row for row in holder.get(table) if row.name == name), None)
	df = row.meta.get_field(field) if row else None
	return {
		"tabel": table,
		"baris": name,
		"nomor": row.idx if table and row else None,
		"kode": (row.get("kode") or "") if table and row else "",
		"kolom": field,
		"label": _(df.label) if df else field,
	}


def _key(cell: dict) -> Key:
	return cell["tabel"], cell["baris"], cell["kolom"]


def _carry(doc, changes: dict[Key, dict], typed: list[dict]) -> None:
	frappe.local.response["bentrok"] = {
		"doctype": doc.doctype,
		"dokumen": doc.name,
		"modified": str(doc.modified),
		"perubahan": [{**_cell(doc, key), **change} for key, change in _for_people(doc, changes)],
		"isian": typed,
	}


def _for_people(doc, changes: dict[Key, dict]) -> list[tuple[Key, dict]]:
	"""What people type, and the state; not what the app works out from it."""
	shown = []
	for key, change in changes.items():
		table, _row, field = key
		meta = frappe.get_meta(doc.meta.get_field(table).options) if table else doc.meta
		df = meta.get_field(field)
		if df and (not df.read_only or (not table and field == state_field(doc.doctype))):
			shown.append((key, change))
	return shown


def _lines(doc, changes: dict[Key, dict], typed: list[dict]) -> list[str]:
	mine = {_key(cell): cell for cell in typed}
	shown = _for_people(doc, changes)
	shown.sort(key=lambda item: item[0] not in mine)
	lines = [_line(_cell(doc, key), change, mine.get(key)) for key, change in shown[:SHOWN]]
	if len(shown) > SHOWN:
		lines.append(_("... dan {0} perubahan lain.").format(len(shown) - SHOWN))
	return lines


def _line(cell: dict, change: dict, typed: dict | None) -> str:
	where = (
		_("Baris {0} ({1}), {2}").format(cell["nomor"], cell["kode"] or "-", cell["label"])
		if cell["tabel"]
		else cell["label"]
	)
	text = _("{0}: {1} menjadi {2}, oleh {3} pada {4}.").format(
		escape_html(where),
		_shown(change["sebelum"]),
		_shown(change["sesudah"]),
		change["nama"],
		format_datetime(change["pada"]),
	)
	return f"{text} {_('Anda mengetik {0}.').format(_shown(typed['nilai']))}" if typed else text


def _shown(value) -> str:
	return f"<b>{escape_html(str(value))}</b>" if value not in (None, "") else _("(kosong)")


def _name(user: str) -> str:
	return escape_html(get_fullname(user))


def date_version(doc, method=None) -> None:
	"""Version, before insert: it bears the moment of the save that it describes, so that `modified` tells which came after."""
	if doc.ref_doctype in GUARDED_DOCTYPES:
		doc.creation = doc.modified = frappe.db.get_value(doc.ref_doctype, doc.docname, "modified")
