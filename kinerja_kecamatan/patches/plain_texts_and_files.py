"""What earlier releases stored and the desk would show as HTML: texts, names of files, addresses in Attach fields.

A link in an Attach field goes to the field for links beside it; what is no file at all is taken out and kept in a comment.
The log is left as it was written; the desk shows it as text.
"""

import os

import frappe
from frappe import _
from frappe.core.doctype.file.utils import generate_file_name
from frappe.utils import escape_html, get_files_path

from kinerja_kecamatan.access import acting, attachments, file_kinds, markup, web_links
from kinerja_kecamatan.access.doctypes import our_doctypes
from kinerja_kecamatan.access.files import PRIVATE, PUBLIC
from kinerja_kecamatan.exceptions import KinerjaError

# Sealed by the chain, column by column.
AS_WRITTEN = {"Catatan Tahapan", "Rantai Catatan"}
# What Frappe's own cleaning takes for no HTML.
UNCLEANED = (
	"content regexp '^[[:space:]]*[[{\"]' or content like '%%<![CDATA[%%' or content like '%%<!-- markdown%%'"
)


def execute() -> None:
	for doctype in sorted(our_doctypes()):
		meta = frappe.get_meta(doctype)
		if not meta.issingle and doctype not in AS_WRITTEN:
			_clean_texts(meta)
	_clean_comments()
	_rename_files()
	with acting.acting_as_system():
		for doctype in sorted(our_doctypes()):
			meta = frappe.get_meta(doctype)
			if not (meta.issingle or meta.istable):
				_settle_attachments(doctype)


def _clean_texts(meta) -> None:
	for df in markup.text_fields(meta):
		filters = f"`{df.fieldname}` regexp %s"
		rows = frappe.db.sql(
			f"select name, `{df.fieldname}` from `tab{meta.name}` where {filters}", (markup.TAG_IN_SQL,)
		)
		clean = markup.clean_html if df.fieldtype in markup.RICH else markup.inert_text
		for name, text in rows:
			frappe.db.set_value(meta.name, name, df.fieldname, clean(text), update_modified=False)


def _clean_comments() -> None:
	rows = frappe.db.sql(
		f"select name, content from tabComment where reference_doctype in %s and content regexp %s and ({UNCLEANED})",
		(tuple(our_doctypes()), markup.TAG_IN_SQL),
	)
	for name, content in rows:
		frappe.db.set_value("Comment", name, "content", markup.clean_html(content), update_modified=False)


def _rename_files() -> None:
	files = frappe.get_all(
		"File",
		filters={"attached_to_doctype": ["in", sorted(our_doctypes())], "is_folder": 0},
		fields=["name", "file_name", "file_url"],
	)
	for file in files:
		plain = file_kinds.plain_name(file.file_name)
		if plain != file.file_name:
			frappe.db.set_value("File", file.name, "file_name", plain, update_modified=False)
	for address in {
		file.file_url for file in files if file.file_url and not file_kinds.is_plain(file.file_url)
	}:
		if address.startswith((PUBLIC, PRIVATE)):
			_move(address)


def _move(address: str) -> None:
	"""Give a stored file another name on the disk, and whatever names its address the new one."""
	private, name = address.startswith(PRIVATE), os.path.basename(address)
	source = get_files_path(name, is_private=private)
	if address != (PRIVATE if private else PUBLIC) + name or not os.path.exists(source):
		return
	plain = generate_file_name(file_kinds.plain_name(name), is_private=private)
	os.rename(source, get_files_path(plain, is_private=private))
	new = (PRIVATE if private else PUBLIC) + plain
	places = [
		("File", "file_url"),
		*(column for doctype in our_doctypes() for column in attachments.attach_columns(doctype)),
	]
	for table, column in dict.fromkeys(places):
		frappe.db.sql(f"update `tab{table}` set `{column}` = %s where binary `{column}` = %s", (new, address))


def _settle_attachments(doctype: str) -> None:
	for table, column in attachments.attach_columns(doctype):
		own = table == doctype
		filters = {column: ["is", "set"], **({} if own else {"parenttype": doctype})}
		fields = ["name", f"{column} as address", *([] if own else ["parent"])]
		for row in frappe.get_all(table, filters=filters, fields=fields):
			_settle(doctype, row.name if own else row.parent, table, column, row)


def _settle(doctype: str, name: str, table: str, column: str, row) -> None:
	files = frappe.get_all(
		"File",
		filters={"file_url": row.address},
		fields=["attached_to_doctype", "attached_to_name", "is_private"],
	)
	here = [file for file in files if (file.attached_to_doctype, file.attached_to_name) == (doctype, name)]
	if any(file.is_private for file in here):
		return
	doc = frappe.get_doc(doctype, name)
	part = next(
		each for each in (doc, *doc.get_all_children()) if (each.doctype, each.name) == (table, row.name)
	)
	if files:
		try:
			address = attachments.take_in(doc, part, part.meta.get_field(column), row.address)
		except KinerjaError:
			frappe.clear_last_message()
			return  # kept for whoever checks the document; given out as a download only
		frappe.db.set_value(table, row.name, column, address, update_modified=False)
		return
	beside = f"tautan_{column}"
	values = {column: None}
	if (
		part.meta.has_field(beside)
		and not part.get(beside)
		and web_links.is_link(row.address)
		and len(row.address) <= 255
	):
		values[beside] = row.address
	else:
		text = _("{0} bukan berkas dan dikosongkan: {1}").format(
			_(part.meta.get_label(column)), escape_html(markup.inert_text(row.address))
		)
		doc.add_comment("Info", text)
	frappe.db.set_value(table, row.name, values, update_modified=False)
