"""Templates of all units of a Disposisi at once, and many filled ones back with one report."""

import zipfile
from io import BytesIO

import frappe
from frappe import _

from kinerja_kecamatan.excel import made, upload
from kinerja_kecamatan.excel.intake.diff import Difference
from kinerja_kecamatan.excel.intake.problems import Problem, WorkbookRefused
from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.formats.build import main_order

FORMAT = "Format Data Kinerja"


def templates(order) -> bytes:
	"""A zip of the templates of an order's Formats, those that the session's user may read, in the order of units."""
	out = BytesIO()
	with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
		for name in readable(order):
			doc = frappe.get_doc(FORMAT, name)
			archive.writestr(made.file_name(doc), made.template_of(doc))
	return out.getvalue()


def readable(order) -> list[str]:
	names = frappe.get_list(
		FORMAT,
		filters={"disposisi": main_order(order)},
		pluck="name",
		order_by="unit_kerja, creation",
		limit=0,
	)
	if not names:
		frappe.throw(_("Belum ada Format pada {0} yang dapat Anda buka.").format(order.name), KinerjaError)
	return names


def check(order, files: list[tuple[str, bytes]]) -> list[dict]:
	"""Dry run of every file."""
	return [_one(order, name, content, write=False) for name, content in files]


def apply(order, files: list[tuple[str, bytes]]) -> list[dict]:
	"""Take every file in that is without fault, each in a transaction of its own: a faulty one leaves nothing behind and
	does not hold up the others."""
	return [_one(order, name, content, write=True) for name, content in files]


def _one(order, name: str, content: bytes, write: bool) -> dict:
	"""The report of one file; what the app refuses is the file's problem, not the request's."""
	try:
		found = {"berkas": name, **_take(order, content, write)}
		if found["diterapkan"]:
			frappe.db.commit()  # as in Frappe's bulk actions: what a later file runs into does not take this one back
		return found
	except WorkbookRefused as error:
		text = str(error)
	except (KinerjaError, frappe.PermissionError) as error:
		frappe.db.rollback()
		frappe.clear_messages()
		text = frappe.utils.strip_html(str(error))
	nothing = upload.report(frappe._dict(name="", modified=""), Difference(problems=[Problem(text)]))
	return {"berkas": name, **nothing, "diterapkan": False}


def _take(order, content: bytes, write: bool) -> dict:
	file = upload.opened(content)
	doc = frappe.get_doc(FORMAT, _format_of(order, file), for_update=write)
	upload.may_fill_in(doc)
	found = upload.check(doc, file)
	apply = write and not found.problems
	if apply:
		upload.write(doc, file, found)
	return {**upload.report(doc, found), "diterapkan": apply and bool(found.changes)}


def _format_of(order, file: upload.Upload) -> str:
	"""The Format that a file says it is for, one of this order's."""
	name = file.mark.dokumen
	if frappe.db.get_value(FORMAT, name, "disposisi") != main_order(order):
		raise WorkbookRefused(_("Templat ini milik {0}, yang tidak termasuk {1}.").format(name, order.name))
	return name
