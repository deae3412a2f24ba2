"""Templates of all units of a Disposisi at once, and many filled ones back with one report."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from io import BytesIO

import frappe
from frappe import _

from kinerja_kecamatan.base.doctypes import FORMAT
from kinerja_kecamatan.excel import office_templates, upload
from kinerja_kecamatan.excel.intake.diff import Difference
from kinerja_kecamatan.excel.intake.problems import Problem, WorkbookRefused
from kinerja_kecamatan.exceptions import KinerjaError, MoveRefused
from kinerja_kecamatan.formats.build import main_order
from kinerja_kecamatan.guard import rules

# Letters of opened files that are kept until their turn comes; those of an office's usual Formats are some thousands each.
MAX_KEPT = 10_000_000
_CELL = 100


@dataclass(frozen=True)
class _File:
	"""One of the uploaded files: why it cannot be read, or which Format it is for; its content as bytes, or read already."""

	name: str
	content: bytes
	refusal: str = ""
	document: str = ""
	read: upload.Upload | None = None

	def opened(self) -> upload.Upload:
		return self.read or upload.open_upload(self.content)


def zip_of_templates(order) -> bytes:
	"""A zip of the templates of an order's Formats, those that the session's user may read, in the order of units."""
	out = BytesIO()
	with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
		for name in readable_formats(order):
			doc = frappe.get_doc(FORMAT, name)
			archive.writestr(office_templates.file_name(doc), office_templates.template_of(doc))
	return out.getvalue()


def readable_formats(order) -> list[str]:
	names = _names(order)
	if not names:
		frappe.throw(_("Belum ada Format pada {0} yang dapat Anda buka.").format(order.name), KinerjaError)
	return names


def _names(order) -> list[str]:
	return frappe.get_list(
		FORMAT,
		filters={"disposisi": main_order(order)},
		pluck="name",
		order_by="unit_kerja, creation",
		limit=0,
	)


def may_fill_in_one(order) -> None:
	"""Refuse whom no Format of the order is open to now, before any file is looked at: that costs more than asking."""
	user = frappe.session.user
	if not any(rules.may_edit(frappe.get_doc(FORMAT, name), user) for name in _names(order)):
		frappe.throw(
			_("Tidak ada Format pada {0} yang sekarang dapat Anda isi.").format(order.name), MoveRefused
		)


def check_files(order, files: list[tuple[str, bytes]]) -> list[dict]:
	"""Dry run of every file."""
	return _all(order, files, write=False)


def apply_files(order, files: list[tuple[str, bytes]]) -> list[dict]:
	"""Take every file in that is without fault, each in a transaction of its own: a faulty one leaves nothing behind and
	does not hold up the others."""
	return _all(order, files, write=True)


def _all(order, files: list[tuple[str, bytes]], write: bool) -> list[dict]:
	opened = list(_opened(files))
	twice = _for_one_format(opened)
	return [
		_refused(file.name, [file.refusal or twice[place]])
		if file.refusal or place in twice
		else _one(order, file, write)
		for place, file in enumerate(opened)
	]


def _opened(files: list[tuple[str, bytes]]) -> Iterator[_File]:
	"""Every file, read once, unless there is so much in them that keeping it all would cost too much memory."""
	kept = 0
	for name, content in files:
		try:
			found = upload.open_upload(content)
		except WorkbookRefused as error:
			yield _File(name, content, refusal=str(error))
			continue
		kept += sum(_CELL + len(str(cell.nilai or "")) for row in found.sheet.rows.values() for cell in row)
		yield _File(name, content, document=found.mark.dokumen, read=found if kept <= MAX_KEPT else None)


def _for_one_format(files: list[_File]) -> dict[int, str]:
	"""By place, the sentence for files that fill in the same Format: which of them is right is not for the app to say, and
	the later one would undo the earlier."""
	found: dict[str, list[int]] = {}
	for place, file in enumerate(files):
		if not file.refusal:
			found.setdefault(file.document, []).append(place)
	text = _("{0} sama-sama mengisi {1}. Gabungkan isiannya dalam satu berkas, lalu unggah berkas itu saja.")
	return {
		place: text.format(" {} ".format(_("dan")).join(f"“{files[n].name}”" for n in places), document)
		for document, places in found.items()
		if len(places) > 1
		for place in places
	}


def _one(order, file: _File, write: bool) -> dict:
	"""The report of one file. What the app or the site refuses is the file's problem, not the request's: what earlier files
	have changed stands, and must be told."""
	frappe.clear_messages()
	try:
		found = {"berkas": file.name, **_take(order, file.opened(), write)}
		if found["diterapkan"]:
			frappe.db.commit()  # as in Frappe's bulk actions: what a later file runs into does not take this one back
		return found
	except WorkbookRefused as error:
		return _refused(file.name, [str(error)])
	except (frappe.ValidationError, frappe.PermissionError) as error:
		said = _sentences(error)
		frappe.db.rollback()
	except Exception:
		said = [
			_("Berkas ini tidak dapat diterapkan karena galat aplikasi; rinciannya tercatat di Error Log.")
		]
		frappe.db.rollback()
		frappe.log_error(title=_("Unggah Banyak Templat: {0}").format(file.name)[:140])
		frappe.db.commit()  # the next file's rollback is not to take the record of this one's error along
	frappe.clear_messages()
	return _refused(file.name, said)


def _refused(name: str, sentences: list[str]) -> dict:
	found = Difference(problems=[Problem(text) for text in sentences])
	nothing = upload.report(frappe._dict(name="", modified=""), found)
	return {"berkas": name, **nothing, "diterapkan": False}


def _sentences(error: Exception) -> list[str]:
	"""What a refusal says, sentence by sentence, as plain text. Some of Frappe's own say it in messages before they raise."""
	log = frappe.get_message_log()
	raised = [entry for entry in log if entry.get("raise_exception")][-1:]
	said = [entry["message"] for entry in raised or log] or [str(error)]
	lines = [line for one in said for line in (one if isinstance(one, list) else [one])]
	return [unescape(frappe.utils.strip_html(str(line))) for line in lines]


def _take(order, file: upload.Upload, write: bool) -> dict:
	doc = frappe.get_doc(FORMAT, _format_of(order, file), for_update=write)
	upload.may_fill_in(doc)
	found = upload.check_upload(doc, file)
	apply = write and not found.problems
	if apply:
		upload.write_upload(doc, file, found)
	return {**upload.report(doc, found), "diterapkan": apply and bool(found.changes)}


def _format_of(order, file: upload.Upload) -> str:
	"""The Format that a file says it is for, one of this order's."""
	name = file.mark.dokumen
	if frappe.db.get_value(FORMAT, name, "disposisi") != main_order(order):
		raise WorkbookRefused(_("Templat ini milik {0}, yang tidak termasuk {1}.").format(name, order.name))
	return name
