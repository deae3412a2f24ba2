"""Whitelisted methods of the workbooks, for the desk and for REST clients."""

import frappe
from frappe import _

from kinerja_kecamatan.base.doctypes import DISPOSISI, FORMAT
from kinerja_kecamatan.excel import batch, office_templates, recap, upload
from kinerja_kecamatan.excel.intake.limits import MAX_FILE
from kinerja_kecamatan.exceptions import UploadRefused
from kinerja_kecamatan.guard import rules
from kinerja_kecamatan.sop import step_state, steps
from kinerja_kecamatan.step_log import log

MAX_FILES = 50


@frappe.whitelist(methods=["POST"])
def unduh_templat(name: str) -> None:
	"""Download the template of one Format. For who is to fill it in, step 5 starts with the first one."""
	doc = frappe.get_doc(FORMAT, name)
	doc.check_permission("read")
	_send(office_templates.file_name(doc), office_templates.template_of(doc))
	if step_state.is_next(doc, steps.PENYUSUNAN) and rules.may_edit(doc, frappe.session.user):
		log.starts_now(doc)


@frappe.whitelist(methods=["POST"])
def periksa(name: str) -> dict:
	"""Dry run of an uploaded template (multipart field `file`): what would change, every problem by cell. Writes nothing.

	:return: see excel.upload.report
	"""
	doc = frappe.get_doc(FORMAT, name)
	upload.may_fill_in(doc)
	return upload.report(doc, upload.dry_run(doc, _uploaded()[0][1]))


@frappe.whitelist(methods=["POST"])
def unggah(name: str, modified: str | None = None) -> dict:
	"""Take an uploaded template in, all or nothing, through the Format's normal save; refused with every reason.

	:param modified: the Format's `modified` as the dry run returned it; refused if it has changed since
	:return: see excel.upload.report
	"""
	doc = frappe.get_doc(FORMAT, name, for_update=True)
	upload.may_fill_in(doc)
	found = upload.apply_upload(doc, _uploaded()[0][1], modified)
	return upload.report(doc, found)


@frappe.whitelist(methods=["POST"])
def unduh_semua(disposisi: str) -> None:
	"""Download the templates of all Formats of a Disposisi that the person may read, as one zip."""
	doc = frappe.get_doc(DISPOSISI, disposisi)
	doc.check_permission("read")
	_send(f"{doc.name}-templat.zip", batch.zip_of_templates(doc))


@frappe.whitelist(methods=["POST"])
def periksa_banyak(disposisi: str) -> list[dict]:
	"""Dry run of several uploaded templates of one Disposisi (multipart, field `file` repeated): one report a file.

	:return: per file {"berkas"} and what excel.upload.report says
	"""
	return batch.check_files(_order(disposisi), _uploaded())


@frappe.whitelist(methods=["POST"])
def unggah_banyak(disposisi: str) -> list[dict]:
	"""Take several uploaded templates in; each file all or nothing, the faulty ones left out and reported.

	:return: per file {"berkas", "diterapkan"} and what excel.upload.report says
	"""
	return batch.apply_files(_order(disposisi), _uploaded())


def _order(disposisi: str):
	"""The Disposisi, for a person who has something to fill in on it."""
	doc = frappe.get_doc(DISPOSISI, disposisi)
	doc.check_permission("read")
	batch.may_fill_in_one(doc)
	return doc


def _uploaded() -> list[tuple[str, bytes]]:
	"""Names and contents of the request's files; never more of one than a template can have."""
	files = frappe.request.files.getlist("file") if frappe.request else []
	if not files or len(files) > MAX_FILES:
		frappe.throw(_("Pilih berkas .xlsx, paling banyak {0} sekaligus.").format(MAX_FILES), UploadRefused)
	return [(file.filename or "", file.stream.read(MAX_FILE + 1)) for file in files]


def _send(name: str, content: bytes) -> None:
	frappe.local.response.filename = name
	frappe.local.response.filecontent = content
	frappe.local.response.type = "binary"


@frappe.whitelist(methods=["GET"])
def unduh_rekap(name: str) -> None:
	"""Download one recap as xlsx."""
	recap.send_recap(name)
