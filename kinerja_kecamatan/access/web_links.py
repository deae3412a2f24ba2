"""Links to the outside in documents of ours: Data fields with the option URL, custom ones and those of rows included.

Frappe takes any scheme and shows what is stored as HTML. Here a link is an https address written out in plain signs.
"""

import re

import frappe
from frappe import _

from kinerja_kecamatan.access.doctypes import our_doctypes
from kinerja_kecamatan.exceptions import KinerjaError

_NAME = r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{1,62}"
_NUMBER = r"(?:\d{1,3}\.){3}\d{1,3}"
# No user before the host, no quotes, brackets of tags, blanks, backslashes or signs beyond ASCII.
LINK = re.compile(
	rf"https://(?:{_NAME}|{_NUMBER})(?::\d{{1,5}})?(?:[/?#][A-Za-z0-9\-._~:/?#\[\]@!$&()*+,;=%]*)?"
)


def is_link(text: str) -> bool:
	return bool(LINK.fullmatch(text))


def check_web_addresses(doc, method=None) -> None:
	"""Hook validate, of every DocType."""
	if doc.doctype not in our_doctypes():
		return
	fields: dict[str, list] = {}
	for part in (doc, *doc.get_all_children()):
		if part.doctype not in fields:
			fields[part.doctype] = part.meta.get("fields", {"fieldtype": "Data", "options": "URL"})
		for df in fields[part.doctype]:
			value = part.get(df.fieldname)
			if not value:
				continue
			part.set(df.fieldname, str(value).strip())
			if not is_link(part.get(df.fieldname)):
				frappe.throw(
					_("{0}: tulis alamat https yang lengkap, misalnya {1}.").format(
						_("{0} baris {1}").format(_(df.label), part.idx)
						if part.meta.istable
						else _(df.label),
						"https://drive.contoh.go.id/bukti/tw1",
					),
					KinerjaError,
					title=_("Tautan tidak diterima"),
				)
