"""Text that no browser takes for markup.

Frappe's desk shows the text of most fields as HTML and relies on what is stored being clean. Its cleaning lets through
whatever is JSON (`["<img …>"]`), whatever its own parser does not take for a tag though a browser does, and Attach and Code
fields altogether. What is stored in documents of ours is plain text: nothing in it begins a tag.
"""

import re

import frappe
from frappe import _
from frappe.utils import sanitize_html

from kinerja_kecamatan.access.doctypes import our_doctypes
from kinerja_kecamatan.access.file_kinds import HOSTILE
from kinerja_kecamatan.base.doctypes import ARCHIVE, COPY, LOG
from kinerja_kecamatan.exceptions import KinerjaError

# Where a browser begins a tag, a comment or a declaration. `R < T`, `<= 5` and `<50` are none.
TAG = re.compile(r"<(?=[A-Za-z/!?])")
# The same for MariaDB.
TAG_IN_SQL = "<[A-Za-z/!?]"
RICH = ("Text Editor", "HTML Editor", "Markdown Editor", "HTML")
# Kept by the app as JSON under a fingerprint; what goes into it has been cleaned before.
SEALED = {(ARCHIVE, "isi"), (LOG, "isi"), (COPY, "isi")}
ATTACH = ("Attach", "Attach Image")
FILE = re.compile(r"/(?:private/)?files/[^<>\"'`\\]+")
NO_TEXT = ("Password", "JSON", *ATTACH)
# What hangs on a document and is shown with it, and names of people, which stand everywhere.
HANGING = {
	"Comment": ("reference_doctype", ("content",)),
	"Communication": ("reference_doctype", ("content", "subject")),
	"ToDo": ("reference_type", ("description",)),
}
PEOPLE = ("first_name", "middle_name", "last_name", "full_name", "username")


def inert_text(text: str) -> str:
	"""The same text with a blank after every `<` that would begin a tag."""
	return TAG.sub("< ", text)


def clean_html(html: str) -> str:
	"""Formatted text as Frappe cleans it, without the exceptions that it makes for what looks like JSON or like no HTML."""
	mark = "<i></i>"
	return sanitize_html(mark + html).removeprefix(mark)


def keep_plain(doc, method=None) -> None:
	"""Hook validate, of every DocType: texts of our documents and their rows, and what hangs on them."""
	if doc.doctype in our_doctypes():
		if doc.is_new():
			check_name(doc.name)
		fields: dict[str, list] = {}
		for part in (doc, *doc.get_all_children()):
			if part.doctype not in fields:
				fields[part.doctype] = text_fields(part.meta)
			for df in fields[part.doctype]:
				_set(part, df.fieldname, clean_html if df.fieldtype in RICH else inert_text)
	elif doc.doctype in HANGING:
		place, fields = HANGING[doc.doctype]
		if doc.get(place) in our_doctypes():
			for field in fields:
				_set(doc, field, clean_html)
	elif doc.doctype == "User":
		for field in PEOPLE:
			_set(doc, field, inert_text)


def show_plain(doc) -> None:
	"""For Frappe's own print formats, which print what is stored as HTML: a document that is not saved again."""
	for part in (doc, *doc.get_all_children()):
		for df in part.meta.fields:
			value = part.get(df.fieldname)
			if df.fieldtype in ATTACH and value and not FILE.fullmatch(value):
				part.set(df.fieldname, None)
			elif df.fieldtype not in RICH and isinstance(value, str):
				part.set(df.fieldname, inert_text(value))
	titles = doc.get("__link_titles") or {}
	titles.update({key: inert_text(title) for key, title in titles.items() if isinstance(title, str)})


def before_rename(doc, method=None, old=None, new=None, merge=False) -> None:
	"""Hook, of every DocType."""
	if doc.doctype in our_doctypes():
		check_name(new)


def check_name(name: str | None) -> None:
	"""Names of documents stand in attributes of the desk's pages; older releases put them there as they are."""
	if name and HOSTILE.search(str(name)):
		frappe.throw(
			_(
				"Kode dan nama dokumen tidak boleh memuat tanda petik, tanda < dan >, atau garis miring terbalik."
			),
			KinerjaError,
			title=_("Nama tidak diterima"),
		)


def tell_desk(bootinfo) -> None:
	"""Hook extend_bootinfo: whose texts the desk shows as text (public/js/teks.js)."""
	bootinfo.kinerja_doctypes = sorted(our_doctypes())


def text_fields(meta) -> list:
	"""The fields of a DocType that hold text which somebody could have typed."""
	columns = set(meta.get_valid_columns())
	return [
		df
		for df in meta.fields
		if df.fieldname in columns and df.fieldtype not in NO_TEXT and (meta.name, df.fieldname) not in SEALED
	]


def _set(part, field: str, clean) -> None:
	value = part.get(field)
	if isinstance(value, str) and "<" in value and TAG.search(value):
		part.set(field, clean(value))
