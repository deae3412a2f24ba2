"""Whitelisted methods of the report's material, for the desk and for REST clients."""

import frappe
from frappe import _

from kinerja_kecamatan.base.doctypes import PENGATURAN, REKAP
from kinerja_kecamatan.base.stored_words import OFFICE_RECAP, USUAL_PAPER
from kinerja_kecamatan.exceptions import PreconditionMissing
from kinerja_kecamatan.reporting import evidence, word, workbook
from kinerja_kecamatan.sop import step_state, steps


@frappe.whitelist(methods=["GET"])
def bahan_lkjip(name: str, bentuk: str = "docx") -> None:
	"""Download the material for the LKjIP from a kecamatan's final recap.

	:param bentuk: "docx" (chapters and tables to go on writing in) or "xlsx" (the tables alone)
	"""
	doc = _final(name)
	build = {"docx": word.build, "xlsx": workbook.build}.get(bentuk)
	if not build:
		frappe.throw(_("Pilih bentuk docx atau xlsx, bukan {0}.").format(frappe.utils.escape_html(bentuk)))
	paper = frappe.get_cached_doc(PENGATURAN).ukuran_kertas or USUAL_PAPER
	_send(f"Bahan-LKjIP-{doc.periode}-{doc.name}.{bentuk}", _built(build, doc, paper))


@frappe.whitelist(methods=["GET"])
def bukti_dukung(name: str) -> None:
	"""Download the evidence for the evaluator of SAKIP as one zip: the year of a kecamatan's final recap."""
	doc = _final(name)
	_send(f"Bukti-Dukung-SAKIP-{doc.periode.partition('-')[0]}-{doc.name}.zip", _built(evidence.build, doc))


@frappe.read_only()
def _built(build, *values) -> bytes:
	"""Years of figures and their evidence are read from the site's replica where it has one."""
	return build(*values)


def _final(name: str):
	"""The recap, if this person may take it out and it is the kecamatan's final one."""
	doc = frappe.get_doc(REKAP, name)
	doc.check_permission("export")
	if doc.jenis != OFFICE_RECAP or not step_state.is_done(doc, steps.REKAP_KECAMATAN):
		frappe.throw(
			_("Bahan laporan diambil dari rekap kecamatan yang sudah final; {0} berstatus {1}.").format(
				doc.name, doc.get("workflow_state")
			),
			PreconditionMissing,
			title=_("Belum final"),
		)
	return doc


def _send(name: str, content: bytes) -> None:
	frappe.local.response.update({"filename": name, "filecontent": content, "type": "binary"})
