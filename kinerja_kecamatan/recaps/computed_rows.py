"""Rows of a recap that the app works out: computed again they stay the same rows, and only what differs is written, in bulk.

What a row is about is its key; a row with the key of one that there was keeps that one's name. What the database holds is what
Frappe has read for the save, under its lock (`get_doc_before_save`), never what a document says of itself.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from weakref import WeakKeyDictionary, WeakSet

import frappe
from frappe.model import table_fields
from frappe.model.base_document import get_controller
from frappe.model.docstatus import DocStatus
from frappe.model.document import Document
from frappe.model.naming import set_new_name
from frappe.utils import cint, create_batch, flt

KEYS = {
	"baris": ("indikator",),
	"nilai": ("tingkat",),
	"sumber": ("indikator", "untuk", "periode", "jenis_dokumen", "dokumen", "baris_sumber"),
}
# What stays with a row: whose it is, and when it was written until it is written again.
IDENTITY = ("name", "owner", "creation", "modified", "modified_by")
WHOLE, DECIMAL = ("Int", "Check"), ("Float", "Currency", "Percent")
# Rows a statement: it stays far below MariaDB's max_allowed_packet.
CHUNK = 500

# By document, then by table and name: its rows as the database holds them.
_stored: WeakKeyDictionary = WeakKeyDictionary()
# By document: a new row of each table, without values.
_blanks: WeakKeyDictionary = WeakKeyDictionary()
# Documents whose rows have been computed and not yet saved.
_computed: WeakSet = WeakSet()
# Documents that have just been inserted, their rows not yet; and rows that were written together.
_inserted: WeakSet = WeakSet()
_written: WeakSet = WeakSet()


@contextmanager
def keeping_names(doc) -> Iterator[None]:
	"""Around what computes a document's rows anew."""
	known = {table: _by_key(doc.get(table) or (), table) for table in KEYS}
	yield
	for table, old in known.items():
		fields = _fields_of_others(doc, table)
		for row in doc.get(table):
			same = old.get(_key(row, table))
			if same:
				_take_over(row, same.pop(0), fields)
	_computed.add(doc)


def _by_key(rows: Iterable, table: str) -> dict[tuple, list]:
	found: dict[tuple, list] = {}
	for row in rows:
		if row.name and not row.is_new():
			found.setdefault(_key(row, table), []).append(row)
	return found


def _key(row, table: str) -> tuple:
	values = row.__dict__
	return tuple(values.get(field) or "" for field in KEYS[table])


def _take_over(row, old, fields: list[str]) -> None:
	row.__dict__.update({field: old.get(field) for field in (*IDENTITY, *fields)})
	row.__dict__["__islocal"] = 0


def _fields_of_others(doc, table: str) -> list[str]:
	"""Fields that a site has added, of which the computation knows nothing."""
	meta = frappe.get_meta(doc.meta.get_field(table).options)
	return [df.fieldname for df in meta.fields if df.get("is_custom_field")]


def made_of(doc, table: str, values: dict) -> Document:
	"""A row of these values; as Frappe makes one, without working out for each of thousands what a row consists of."""
	blanks = _blanks.setdefault(doc, {})
	if table not in blanks:
		doctype = doc.get_table_field_doctype(table)
		blanks[table] = get_controller(doctype)({"doctype": doctype})
	blank = blanks[table]
	if type(blank).__init__ is not Document.__init__ or hasattr(blank, "__setup__"):
		return type(blank)({**values, "doctype": blank.doctype})  # another app's class
	row = object.__new__(type(blank))
	row.__dict__.update(blank.__dict__)
	row.__dict__.update(flags=frappe._dict(), dont_update_if_missing=[])
	row.__dict__.update((key, value) for key, value in values.items() if key not in row._reserved_keywords)
	row.doctype = blank.doctype
	if row.__dict__["docstatus"] is None:
		row.docstatus = DocStatus.draft()
	row.idx = row.idx or 0
	return row


def note_stored(doc) -> None:
	"""Keep what the database holds: rows that the guard puts back are the very ones of the document before the save."""
	before = doc.get_doc_before_save()
	if not before:
		_stored.pop(doc, None)
		return
	_stored[doc] = {
		table: {row.name: row.__dict__.copy() for row in before.get(table) or ()} for table in KEYS
	}


def stored_row(row) -> dict | None:
	"""A row as the database holds it; None for a new one."""
	doc = getattr(row, "parent_doc", None)
	tables = _stored.get(doc) if doc is not None else None
	return tables.get(row.parentfield, {}).get(row.name) if tables else None


def is_known(doc) -> bool:
	"""Whether it is known what the database holds of the document's rows."""
	return doc in _stored


def forget_stored(doc) -> None:
	"""After the rows were written: of the next save Frappe reads anew what the database holds."""
	_stored.pop(doc, None)


def write_rows(doc, table: str) -> None:
	"""Bring a table in the database to what the document says: rows that are gone, new ones, and what changed in the others."""
	stored, doctype = _stored[doc][table], doc.get_table_field_doctype(table)
	rows, new, changed, columns = doc.get(table), [], [], set()
	kinds = _kinds(frappe.get_meta(doctype))
	for row in rows:
		old = stored.get(row.name)
		if not old:
			new.append(row)
		elif differing := _differing(row.__dict__, old, kinds):
			changed.append(row)
			columns |= differing
		else:
			row.modified, row.modified_by = old["modified"], old["modified_by"]
	_delete(doctype, stored.keys() - {row.name for row in rows})
	_insert(doc, doctype, new)
	_update(doc, doctype, changed, sorted(columns), kinds)


def note_inserted(doc) -> None:
	_inserted.add(doc)


def was_inserted_together(row) -> bool:
	"""Whether a row is in the database with the rest of its new document's: with the first of them, all are written."""
	doc = getattr(row, "parent_doc", None)
	if doc is not None and doc in _inserted:
		_inserted.discard(doc)
		for table in KEYS:
			_insert(doc, doc.get_table_field_doctype(table), doc.get(table))
			_written.update(doc.get(table))
	there = row in _written
	_written.discard(row)
	return there


def was_computed(doc) -> bool:
	"""Whether the rows of this save were computed, not only read; asked once."""
	computed = doc in _computed
	_computed.discard(doc)
	return computed


def remember(doc) -> dict:
	"""What a document says: its fields, and the rows of its tables."""
	return {
		field: [row.__dict__.copy() for row in value] if isinstance(value, list) else value
		for field, value in ((df.fieldname, doc.get(df.fieldname)) for df in _columns_and_tables(doc.meta))
	}


def says_the_same(doc, remembered: dict) -> bool:
	"""Whether a document that was computed again says what it said, so that there is nothing to write."""
	kinds = _kinds(doc.meta)
	for df in _columns_and_tables(doc.meta):
		field, value, old = df.fieldname, doc.get(df.fieldname), remembered[df.fieldname]
		if isinstance(old, list):
			if not _are_same_rows(value, old, _kinds(frappe.get_meta(df.options))):
				return False
		elif value != old and _plain(value, kinds[field]) != _plain(old, kinds[field]):
			return False
	return True


def _columns_and_tables(meta) -> list:
	columns = _kinds(meta)
	return [df for df in meta.fields if df.fieldname in columns or df.fieldtype in table_fields]


def _are_same_rows(rows: list, old: list[dict], kinds: dict) -> bool:
	return len(rows) == len(old) and all(
		row.name == was["name"] and not row.is_new() and not _differing(row.__dict__, was, kinds)
		for row, was in zip(rows, old, strict=True)
	)


def _kinds(meta) -> dict[str, str]:
	"""The columns of a DocType with what they hold; without those that a write sets itself."""
	found = {}
	for name in meta.get_valid_columns():
		df = meta.get_field(name)
		if name not in IDENTITY and not (df and df.get("is_virtual")):
			found[name] = df.fieldtype if df else "Int" if name in ("idx", "docstatus") else "Data"
	return found


def _differing(new: dict, old: dict, kinds: dict[str, str]) -> set[str]:
	return {
		name
		for name, kind in kinds.items()
		if (value := new.get(name)) != (was := old.get(name)) and _plain(value, kind) != _plain(was, kind)
	}


def _plain(value, kind: str):
	"""A value as its column gives it back; None and "" are the same emptiness."""
	if kind in WHOLE:
		return cint(value) if kind == "Int" else int(bool(cint(value)))
	if kind in DECIMAL:
		return flt(value)
	return "" if value is None else str(value)


def _delete(doctype: str, names: Iterable[str]) -> None:
	for some in create_batch(sorted(names), CHUNK):
		frappe.db.delete(doctype, {"name": ("in", some)})


def _insert(doc, doctype: str, rows: list) -> None:
	"""New rows, each under a name of its own: under one that it has brought along it would be another document's."""
	if not rows:
		return
	for row in rows:
		if not row.name or not row.is_new():
			row.name = None
			set_new_name(row)
		_sign(doc, row)
	values = [row.get_valid_dict(convert_dates_to_str=True, ignore_virtual=True) for row in rows]
	_send(doctype, list(values[0]), [list(one.values()) for one in values])
	for row in rows:
		row.set("__islocal", False)


def _update(doc, doctype: str, rows: list, columns: list[str], kinds: dict[str, str]) -> None:
	"""The columns in which any of these rows has changed. All of them are there, read for this save under its lock."""
	columns = [*columns, "modified", "modified_by"]
	for row in rows:
		_sign(doc, row)
	values = [[row.name, *(_column(row, name, kinds.get(name)) for name in columns)] for row in rows]
	taken = ", ".join(f"`{name}` = values(`{name}`)" for name in columns)
	_send(doctype, ["name", *columns], values, f"on duplicate key update {taken}")


def _column(row, name: str, kind: str | None):
	value = row.__dict__.get(name)
	return _plain(value, kind) if kind in WHOLE or kind in DECIMAL else value


def _sign(doc, row) -> None:
	row.modified, row.modified_by = doc.modified, doc.modified_by
	if not row.creation:
		row.creation, row.owner = doc.modified, doc.modified_by


def _send(doctype: str, columns: list[str], rows: list[list], rest: str = "") -> None:
	"""Many rows a statement. frappe.db.bulk_insert makes an object of every cell, which takes longer than the database does."""
	names = ", ".join(f"`{name}`" for name in columns)
	one = f"({', '.join(['%s'] * len(columns))})"
	for some in create_batch(rows, CHUNK):
		places = ", ".join([one] * len(some))
		frappe.db.sql(
			f"insert into `tab{doctype}` ({names}) values {places} {rest}",
			[cell for row in some for cell in row],
		)
