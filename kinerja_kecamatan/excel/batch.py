"""Templates of all units of a Disposisi at once, and many filled ones back with one report."""

import zipfile
from html import unescape
from io import BytesIO

import frappe
from frappe import _

from kinerja_kecamatan.excel import made, upload
from kinerja_kecamatan.excel.intake.diff import Difference
from kinerja_kecamatan.excel.intake.problems import Problem, WorkbookRefused
from kinerja_kecamatan.exceptions import KinerjaError, MoveRefused
from kinerja_kecamatan.flow import offers
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
	if not any(offers.may_edit(frappe.get_doc(FORMAT, name), user) for name in _names(order)):
		frappe.throw(
			_("Tidak ada Format pada {0} yang sekarang dapat Anda isi.").format(order.name), MoveRefused
		)


def check(order, files: list[tuple[str, bytes]]) -> list[dict]:
	"""Dry run of every file."""
	return _all(order, files, write=False)


def apply(order, files: list[tuple[str, bytes]]) -> list[dict]:
	"""Take every file in that is without fault, each in a transaction of its own: a faulty one leaves nothing behind and
	does not hold up the others."""
	return _all(order, files, write=True)


def _all(order, files: list[tuple[str, bytes]], write: bool) -> list[dict]:
	twice = _for_one_format(files)
	return [
		_refused(name, [twice[place]]) if place in twice else _one(order, name, content, write)
		for place, (name, content) in enumerate(files)
	]


def _for_one_format(files: list[tuple[str, bytes]]) -> dict[int, str]:
	"""By place, the sentence for files that fill in the same Format: which of them is right is not for the app to say, and
	the later one would undo the earlier."""
	found: dict[str, list[int]] = {}
	for place, (_name, content) in enumerate(files):
		try:
			found.setdefault(upload.mark_of(content).dokumen, []).append(place)
		except WorkbookRefused:
			continue  # told when its turn comes
	text = _("{0} sama-sama mengisi {1}. Gabungkan isiannya dalam satu berkas, lalu unggah berkas itu saja.")
	return {
		place: text.format(" {} ".format(_("dan")).join(f"“{files[n][0]}”" for n in places), document)
		for document, places in found.items()
		if len(places) > 1
		for place in places
	}


def _one(order, name: str, content: bytes, write: bool) -> dict:
	"""The report of one file. What the app or the site refuses is the file's problem, not the request's: what earlier files
	have changed stands, and must be told."""
	frappe.clear_messages()
	try:
		found = {"berkas": name, **_take(order, content, write)}
		if found["diterapkan"]:
			frappe.db.commit()  # as in Frappe's bulk actions: what a later file runs into does not take this one back
		return found
	except WorkbookRefused as error:
		return _refused(name, [str(error)])
	except (frappe.ValidationError, frappe.PermissionError) as error:
		said = _sentences(error)
		frappe.db.rollback()
	except Exception:
		said = [
			_("Berkas ini tidak dapat diterapkan karena galat aplikasi; rinciannya tercatat di Error Log.")
		]
		frappe.db.rollback()
		frappe.log_error(title=_("Unggah Banyak Templat: {0}").format(name)[:140])
		frappe.db.commit()  # the next file's rollback is not to take the record of this one's error along
	frappe.clear_messages()
	return _refused(name, said)


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
