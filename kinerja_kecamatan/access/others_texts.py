"""Texts in documents that are not ours: what Frappe's own cleaning lets through, and its desk shows to everybody as HTML.

Frappe cleans what its parser takes for HTML. It lets through whatever is JSON (`["<img …>"]`), a tag that does not end
(`<img onerror=…`, which a browser ends itself), addresses of pictures, fields of addresses of mail, and quotes that end the
attribute in which the desk puts a text (`red" onanimationstart="…`, the colour of an event). Anybody may write such texts: the own picture, an
event, a saved filter, a folder, a note. Of what is HTML by its kind only what Frappe would refuse itself is taken out.
"""

import re

import frappe
from frappe import _
from frappe.utils import cstr, sanitize_html

from kinerja_kecamatan.access.doctypes import our_doctypes
from kinerja_kecamatan.access.file_kinds import LOOK_ALIKE, is_plain
from kinerja_kecamatan.access.markup import ATTACH, TAG, clean_html, inert_text
from kinerja_kecamatan.exceptions import KinerjaError

RICH = ("Text Editor", "HTML Editor")
# Read as what they are, or by who administers the site alone.
NO_TEXT = ("Code", "JSON", "Password", "HTML", "Markdown Editor", "Geolocation", "Signature", "Barcode")
# Marked as not to be cleaned, but what everybody writes.
CLEANED_ANYHOW = {("Comment", "content")}
# JSON whose texts are HTML by design; whose it is: access/workspaces.py.
JSON_WITH_HTML = {("Workspace", "content")}
# Code by its type, but read as a list of columns with labels.
LABELS = {("Report", "json")}
ADDRESS = re.compile(r"<[\w.%+-]+@[\w.-]+>")
EVENT = re.compile(r"[\s/\"'`]on[a-z]{2,}\s*=(?!=)", re.I)
QUOTE = re.compile(r"[\"'`]")
QUOTES = {sign: LOOK_ALIKE[sign] for sign in map(ord, "\"'`")}
SCHEME = re.compile(r"[\s\x00-\x20]*(?:javascript|vbscript|data(?!:image/(?:png|jpe?g|gif|webp);))\s*:", re.I)
SUSPECT = re.compile(r"[<>\"'`\\\x00-\x1f]|^\s*(?:javascript|vbscript|data)\s*:", re.I)


def keep_inert(doc, method=None) -> None:
	"""Hook validate, of every DocType."""
	if doc.doctype in our_doctypes() or _site_is_made():
		return
	if doc.is_new():
		check_name(doc.name)
	fields: dict[str, dict] = {}
	before = doc.get_doc_before_save()
	for part in (doc, *doc.get_all_children()):
		values = {key: value for key, value in vars(part).items() if isinstance(value, str)}
		for name in [key for key, value in values.items() if SUSPECT.search(value)]:
			if part.doctype not in fields:
				fields[part.doctype] = {df.fieldname: df for df in part.meta.fields}
			df = fields[part.doctype].get(name)
			if df and df.fieldtype in ATTACH:
				_check_address(part, df, before)
			elif df:
				part.set(name, made_inert(part.doctype, df, values[name]))


def before_rename(doc, method=None, old=None, new=None, merge=False) -> None:
	"""Hook, of every DocType."""
	if doc.doctype not in our_doctypes() and not _site_is_made():
		check_name(new)


def made_inert(doctype: str, df, value: str) -> str:
	"""A text as no page runs it, the same text where Frappe's cleaning suffices."""
	place, email = (doctype, df.fieldname), df.options == "Email"
	if place in LABELS:
		return inert_text(value)
	if place in JSON_WITH_HTML or (df.fieldtype in NO_TEXT and not email):
		return value
	if df.get("ignore_xss_filter") and place not in CLEANED_ANYHOW:
		return value
	if _is_json(value) and not _is_of_frappe(doctype):
		return value  # read as such by the app that keeps it
	if TAG.search(ADDRESS.sub("", value) if email else value) and _is_left_alone(value, email):
		value = clean_html(value) if df.fieldtype in RICH else inert_text(value)
	if df.fieldtype not in RICH and df.fieldtype != "Code" and ends_attribute(value):
		value = value.translate(QUOTES)
	return value


def ends_attribute(value: str) -> bool:
	"""Whether a text would end the attribute that it is put into and begin one that runs."""
	quote = QUOTE.search(value)
	return bool(quote) and any(event.start() >= quote.start() for event in EVENT.finditer(value))


def check_name(name) -> None:
	"""Names of documents stand in attributes; Frappe refuses only angle brackets there."""
	if name and ends_attribute(cstr(name)):
		frappe.throw(
			_("Nama dokumen tidak boleh memuat tanda petik yang diikuti perintah halaman web."),
			KinerjaError,
			title=_("Nama tidak diterima"),
		)


def is_address(value: str) -> bool:
	"""Whether a picture or file can be shown from there; what a browser would run is no address."""
	return is_plain(value) and not SCHEME.match(value)


def _is_left_alone(value: str, email: bool) -> bool:
	"""Whether Frappe would store it as it is although its cleaning, were it made to look, takes something out."""
	# At fields of addresses it does not look at all.
	return clean_html(value) != value and (email or sanitize_html(value) == value)


def _is_json(value: str) -> bool:
	"""A list or an object, as other apps keep them in their fields for texts."""
	try:
		return isinstance(frappe.parse_json(value), list | dict)
	except ValueError:
		return False


def _is_of_frappe(doctype: str) -> bool:
	module = frappe.get_meta(doctype).module or ""
	return frappe.local.module_app.get(frappe.scrub(module)) == "frappe"


def _check_address(part, df, before) -> None:
	"""A file's address is not cleaned at all; what stood there already is not this save's."""
	value = part.get(df.fieldname)
	if is_address(value) or (before and value in _addresses(before, df.fieldname)):
		return
	frappe.throw(
		_(
			"{0}: alamat berkas memuat tanda yang tidak dapat dipakai. Unggah gambar atau berkasnya di sini."
		).format(_(df.label or df.fieldname)),
		KinerjaError,
		title=_("Alamat berkas tidak diterima"),
	)


def _addresses(before, field: str) -> set:
	return {part.get(field) for part in (before, *before.get_all_children())}


def _site_is_made() -> bool:
	flags = frappe.flags
	return bool(flags.in_install or flags.in_uninstall or flags.in_patch or flags.in_migrate)
