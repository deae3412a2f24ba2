"""What anybody stored in Frappe's own documents before this release kept such texts inert: own pictures, events, saved filters, notes."""

import frappe

from kinerja_kecamatan.access import others_texts
from kinerja_kecamatan.access.doctypes import our_doctypes
from kinerja_kecamatan.access.markup import ATTACH, TAG_IN_SQL

# Written for everybody by methods of Frappe's that ask for no permission, or in what everybody hangs somewhere.
BY_METHODS = {
	"User",
	"Notification Log",
	"Comment",
	"Communication",
	"Dashboard Chart",
	"Number Card",
	"Report",
	"Workspace",
}
EVERYBODY = ("All", "Desk User", "Guest")
ATTRIBUTE_IN_SQL = "[\"'`].*on[a-z]+[[:space:]]*="


def execute() -> None:
	for doctype in sorted(everybodys()):
		meta = frappe.get_meta(doctype)
		if meta.issingle or meta.get("is_virtual") or doctype in our_doctypes():
			continue
		for part in (meta, *(frappe.get_meta(df.options) for df in meta.get_table_fields())):
			_clean(part)


def everybodys() -> set[str]:
	"""DocTypes that an account without roles may write."""
	found = set(BY_METHODS)
	for table in ("DocPerm", "Custom DocPerm"):
		for right in ("write", "create"):
			found |= set(
				frappe.get_all(
					table, filters={"role": ["in", EVERYBODY], right: 1, "permlevel": 0}, pluck="parent"
				)
			)
	return found & set(frappe.get_all("DocType", pluck="name"))


def _clean(meta) -> None:
	columns = set(frappe.db.get_table_columns(meta.name))
	for df in meta.fields:
		if df.fieldname not in columns or df.fieldtype in (
			"Int",
			"Float",
			"Currency",
			"Check",
			"Date",
			"Datetime",
			"Time",
		):
			continue
		for name, value in _suspect(meta.name, df):
			if df.fieldtype in ATTACH:
				clean = value if others_texts.is_address(value) else None
			else:
				clean = others_texts.made_inert(meta.name, df, value)
			if clean != value:
				frappe.db.set_value(meta.name, name, df.fieldname, clean, update_modified=False)


def _suspect(doctype: str, df) -> list[tuple]:
	column = f"`{df.fieldname}`"
	if df.fieldtype in ATTACH:
		return frappe.db.sql(f"select name, {column} from `tab{doctype}` where {column} <> ''")
	return frappe.db.sql(
		f"select name, {column} from `tab{doctype}` where {column} regexp %s or {column} regexp %s",
		(TAG_IN_SQL, ATTRIBUTE_IN_SQL),
	)
