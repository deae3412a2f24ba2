"""Fields of linked documents (`pimpinan.nip`) give nobody what the linked document itself would not.

Frappe joins the other table in a list query and asks only whether its DocType may be read, never which of its documents; a form
is sent the titles of everything that it links. Which documents of ours somebody reads depends on the office, so that their
fields are read from their own lists.
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
JOINED = re.compile(r"tab(.+?)(?:_\d+)?$")
HELD = "kinerja_held"


def hold_joins(*args, **kwargs) -> None:
	"""Hook of every request and job. Frappe has no hook where a list query joins the table of a linked document, so that the one
	method which does, on every way there is (REST, desk, export, report, chart), asks here first; once a process."""
	joined = getattr(DatabaseQuery, "append_link_table", None)
	if not joined or getattr(joined, HELD, False):
		return

	def append_link_table(self, doctype: str, fieldname: str):
		if not self.flags.ignore_permissions:
			_refuse(doctype, fieldname, self.user)
		return joined(self, doctype, fieldname)

	setattr(append_link_table, HELD, True)
	DatabaseQuery.append_link_table = append_link_table


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
