"""Fields of linked documents (`pimpinan.nip`) give nobody what the linked document itself would not.

Frappe joins the other table in a list query and asks only whether its DocType may be read, never which of its documents; a form
is sent the titles of everything that it links. Which documents of ours somebody reads depends on the office. So a query joins the
documents that its reader could list, and of the columns that a request names only titles come in this way, because the desk's
own lists ask for them; everything else is read from the linked documents' own lists.
"""

import re
from collections.abc import Iterator

import frappe
from frappe import _
from frappe.desk.form import load
from frappe.model.db_query import DatabaseQuery

from kinerja_kecamatan.access.doctypes import is_scoped, listed_in, readable_names
from kinerja_kecamatan.exceptions import RequestUnreadable

# `tabPegawai_1`.`nip`, tabPegawai.nip, pimpinan.nip, inside a function as well.
DOTTED = re.compile(r"`?([\w -]+?)`?\s*\.\s*`?\w+")
TITLE = re.compile(r"(?P<link>\w+)\.(?P<title>\w+)(?: as \w+)?")
JOINED = re.compile(r"tab(.+?)(?:_\d+)?$")
HELD = "kinerja_held"


def hold_joins(*args, **kwargs) -> None:
	"""Hook of every request and job. Frappe has no hook where a list query joins the table of a linked document, so that the one
	method which puts the tables together, on every way there is (REST, desk, export, report, chart), does it within what the
	reader may list; once a process."""
	prepared = DatabaseQuery.prepare_args
	if hasattr(prepared, HELD):
		return

	def prepare_args(self):
		args = prepared(self)
		if not self.flags.ignore_permissions:
			for link in self.link_tables:
				args.tables = _within_own_list(args.tables, link, self.user)
		return args

	setattr(prepare_args, HELD, True)
	DatabaseQuery.prepare_args = prepare_args


def _within_own_list(tables: str, link: dict, user: str) -> str:
	"""The tables of a query, of a linked DocType of ours only the documents that the user could list: of others the columns are empty."""
	if not is_scoped(link.doctype):
		return tables
	own_list = DatabaseQuery(link.doctype, user=user)
	match = own_list.build_match_conditions()
	conditions = [f"({one})" for one in (*own_list.conditions, match) if one]
	if not conditions:
		return tables
	joined = f"{link.table_name} {link.table_alias} on ("
	if joined not in tables:
		_refuse(link.doctype, link.fieldname, user)
	own = " and ".join(conditions).replace(f"{link.table_name}.", f"{link.table_alias}.")
	return tables.replace(joined, f"{joined}{own} and ")


def without_titles(doctype: str, fields) -> list | str | None:
	"""What a client names as fields, without the titles of what is linked (`unit_kerja.nama_unit as unit_kerja_nama_unit`), where
	Frappe joins by the method that `hold_joins` holds."""
	fields = frappe.parse_json(fields) if isinstance(fields, str) and fields.strip()[:1] == "[" else fields
	if not isinstance(fields, list) or not hasattr(DatabaseQuery, "append_link_table"):
		return fields
	return [name for name in fields if not (isinstance(name, str) and _is_title(doctype, name))]


def _is_title(doctype: str, name: str) -> bool:
	read = TITLE.fullmatch(name.strip())
	field = read and frappe.get_meta(doctype).get_field(read["link"])
	if not field or field.fieldtype != "Link":
		return False
	linked = frappe.get_meta(field.options)
	return bool(linked.show_title_field_in_link) and linked.title_field == read["title"]


def refuse_hidden_links(
	doctype: str, *named: str | list | tuple | dict | None, user: str | None = None
) -> None:
	"""Refuse a dotted name that reads a DocType of which the user does not read every document.

	:param named: fields, filters, order_by, group_by as a client sends them, parsed or as text. Only names count, not values.
	"""
	meta = frappe.get_meta(doctype)
	tables = {doctype, *(df.options for df in meta.get_table_fields())}
	for prefix in (prefix for part in named for name in _names(part) for prefix in DOTTED.findall(name)):
		field = meta.get_field(prefix.strip())
		joined = JOINED.fullmatch(prefix.strip())
		if field and field.fieldtype == "Link":
			_refuse(field.options, prefix, user)
		elif joined and joined[1] not in tables:
			_refuse(joined[1], prefix, user)


@frappe.whitelist()
def getdoc(doctype: str, name: str | int, **rest) -> list | None:
	"""frappe.desk.form.load.getdoc sends the title of whatever a document links; here of what its reader may read."""
	if not doctype or not name:
		frappe.throw(_("Sebutkan {0}.").format("doctype, name"), RequestUnreadable)
	answer = frappe.call(load.getdoc, doctype=doctype, name=name, **rest)
	titles = frappe.local.response.get("_link_titles")
	if titles:
		withhold_titles(titles)
	return answer


def withhold_titles(titles: dict[str, str]) -> None:
	"""Take out of {`DocType::name`: title} what the session user could not read; the name stays, as the document has it."""
	named: dict[str, list[str]] = {}
	for key in titles:
		doctype, _separator, name = key.partition("::")
		if is_scoped(doctype):
			named.setdefault(doctype, []).append(name)
	for doctype, names in named.items():
		for name in set(names) - readable_names(doctype, names):
			del titles[f"{doctype}::{name}"]


def _names(part) -> Iterator[str]:
	"""The column names in one argument of a list query."""
	if isinstance(part, str):
		parsed = frappe.parse_json(part) if part.strip()[:1] in ("[", "{") else part
		yield from [parsed] if isinstance(parsed, str) else _names(parsed)
	elif isinstance(part, dict):
		yield from (str(name) for name in part)
	elif isinstance(part, list | tuple):
		for item in part:
			# A filter is [field, operator, value] or [doctype, field, operator, value]; anything else is a list of names.
			if isinstance(item, list | tuple):
				yield from (str(name) for name in item[: 1 if len(item) < 4 else 2])
			elif item is not None:
				yield from _names(item)


def _refuse(doctype: str, named: str, user: str | None) -> None:
	if is_scoped(doctype) and listed_in(doctype, user or frappe.session.user):
		frappe.throw(
			_("{0}: isi {1} dibaca dari daftar {1} sendiri, sejauh Anda dapat membukanya.").format(
				frappe.utils.escape_html(named), _(doctype)
			),
			frappe.PermissionError,
			title=_("Tidak diizinkan"),
		)
