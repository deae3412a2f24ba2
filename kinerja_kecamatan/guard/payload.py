"""What a request sent, held against what stands in the database."""

from collections.abc import Iterator

import frappe
from frappe.model import no_value_fields, table_fields
from frappe.utils import cast

# Set for a new document before the rest of its read-only fields are blanked; an amendment says itself what it amends.
BEGUN = frozenset({"workflow_state", "tersedia_pada", "mulai_pada", "putaran", "amended_from"})


def restore_read_only(doc, before) -> None:
	"""Put back every read-only field that a payload changed: they are the app's to fill.

	Fields fetched from a link are left where there is a link: Frappe has just filled them itself. A read-only table comes
	back whole; in an editable one, known rows get their read-only cells back and new rows have them blanked.
	"""
	for df in doc.meta.fields:
		if df.fieldtype in table_fields:
			_restore_table(doc, before, df)
		elif _is_app_owned(df, doc):
			doc.set(df.fieldname, before.get(df.fieldname))


def blank_read_only(doc) -> None:
	"""For an insert: read-only fields start from their defaults, whatever was sent."""
	for df in doc.meta.fields:
		if df.fieldtype in table_fields:
			if df.read_only:
				doc.set(df.fieldname, [])
			for row in doc.get(df.fieldname):
				_blank(row)
		elif _is_app_owned(df, doc) and df.fieldname not in BEGUN:
			doc.set(df.fieldname, df.default or None)


def typed_fields(meta) -> list:
	"""The fields of a DocType that people fill in, its tables left out."""
	return [
		df for df in meta.fields if not df.read_only and df.fieldtype not in (*no_value_fields, *table_fields)
	]


def changed_fields(doc, before, ignore: frozenset[str] | set[str] = frozenset()) -> set[str]:
	"""Names of the fields (tables included) in which the document differs from the database."""
	return {
		df.fieldname
		for df in _value_fields(doc.meta)
		if df.fieldname not in ignore and not same_value(df, doc.get(df.fieldname), before.get(df.fieldname))
	}


def _is_app_owned(df, doc) -> bool:
	return _is_kept(df) and not _is_fetched(df, doc)


def _is_kept(df) -> bool:
	return bool(df.read_only) and df.fieldtype not in no_value_fields and not _is_state(df)


def _is_fetched(df, doc) -> bool:
	"""Without its link nothing has been fetched, and what stands there is the payload's."""
	return bool(df.fetch_from and doc.get(df.fetch_from.partition(".")[0]))


def _is_state(df) -> bool:
	return df.fieldname == "workflow_state"


def _value_fields(meta) -> Iterator:
	return (df for df in meta.fields if df.fieldtype not in no_value_fields or df.fieldtype in table_fields)


def _restore_table(doc, before, df) -> None:
	if df.read_only:
		doc.set(df.fieldname, before.get(df.fieldname))
		return
	known = {row.name: row for row in before.get(df.fieldname)}
	kept = [child for child in frappe.get_meta(df.options).fields if _is_kept(child)]
	# Of thousands of rows: what does not hang on a link is not asked about it again for each.
	plain = [child.fieldname for child in kept if not child.fetch_from]
	fetched = [child for child in kept if child.fetch_from]
	for row in doc.get(df.fieldname):
		old = known.get(row.name)
		if old:
			row.update({name: old.get(name) for name in plain})
			row.update(
				{
					child.fieldname: old.get(child.fieldname)
					for child in fetched
					if not _is_fetched(child, row)
				}
			)
		else:
			_blank(row)
			as_new(row)


def as_new(row) -> None:
	"""A row that is not this document's is a new one, whatever name it comes under: saved by its name, a row of another
	document would be taken out of that one."""
	row.name = None
	row.set("__islocal", 1)


def _blank(row) -> None:
	for child in row.meta.fields:
		if _is_app_owned(child, row):
			row.set(child.fieldname, child.default or None)


def same_value(df, new, old) -> bool:
	"""Whether two values of a field are one to the database; None and '' are the same emptiness."""
	if df.fieldtype in table_fields:
		return _same_rows(frappe.get_meta(df.options), new or [], old or [])
	return new == old or _plain(df, new) == _plain(df, old)


def _same_rows(meta, new: list, old: list) -> bool:
	if [row.name for row in new] != [row.name for row in old]:
		return False
	fields = list(_value_fields(meta))
	return all(
		same_value(df, a.get(df.fieldname), b.get(df.fieldname))
		for a, b in zip(new, old, strict=True)
		for df in fields
	)


def _plain(df, value):
	"""A value as the database would hold it; None and '' are the same emptiness."""
	if value in (None, ""):
		return None if df.fieldtype not in ("Int", "Check", "Float", "Currency", "Percent") else 0
	return cast(df.fieldtype, value) if isinstance(value, str | int | float) else value
