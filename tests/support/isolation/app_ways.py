"""The app's own methods that give something out, asked for one document."""

from collections.abc import Iterator

import frappe
import requests

from tests.support.isolation.ways import Way, _get, _post, number_of_results

APP, REKAP = "kinerja_kecamatan.", "Rekap Kinerja"
# By DocType: the method, how it is called, and under which name it takes the document's.
BY_NAME = {
	"Disposisi": (
		("archive.api.siapkan", _post, "disposisi"),
		("archive.api.berkas", _get, "disposisi"),
		("archive.api.berkas_zip", _get, "disposisi"),
		("excel.api.unduh_semua", _post, "disposisi"),
	),
	"Format Data Kinerja": (("excel.api.unduh_templat", _post, "name"),),
	"Arsip Kertas": (("archive.api.cetak_ulang", _get, "name"),),
	REKAP: (("excel.api.unduh_rekap", _get, "name"),),
}
IN_FIGURES = ("recaps.api.sementara", "step_log.api.ringkasan")
GUARDED = ("Disposisi", "Format Data Kinerja", REKAP)
OF_FINAL_RECAP = ("reporting.api.bahan_lkjip", "reporting.api.bukti_dukung")


def said(answer: requests.Response) -> int:
	"""Anything at all: the method answers in words that are no secret by themselves."""
	return int(bool(answer.json().get("message")))


def methods(doctype: str, names: list[str]) -> Iterator[Way]:
	"""Ways to the first of the documents; for the material of the report, to a kecamatan's recap among them."""
	name = names[0]
	for method, ask, argument in BY_NAME.get(doctype, ()):
		yield ask(method, APP + method, **{argument: name})
	if doctype == "Disposisi":
		for method in IN_FIGURES:
			yield _get(method, APP + method, said, disposisi=name)
	if doctype == "Unit Kerja":
		yield _get("office.api.jenis_periode", APP + "office.api.jenis_periode", said, kecamatan=name)
	if doctype in GUARDED:
		yield _post("process.api.buka", APP + "process.api.buka", said, doctype=doctype, name=name)
		yield _get("archive.api.daftar", APP + "archive.api.daftar", doctype=doctype, name=name)
		method = "process.api.pilihan_pintas"
		yield _get(method, APP + method, number_of_results, doctype=doctype, name=name)
	if doctype == REKAP:
		yield from _of_recaps(name, names)


def _of_recaps(name: str, names: list[str]) -> Iterator[Way]:
	row = frappe.db.get_value("Baris Rekap", {"parent": name}, "indikator")
	yield _get("recaps.api.asal", APP + "recaps.api.asal", name=name, indikator=row or "x")
	yield _get("recaps.api.asal_nilai", APP + "recaps.api.asal_nilai", name=name)
	whole = frappe.db.get_value(REKAP, {"name": ["in", names], "jenis": "Kecamatan"})
	for method in OF_FINAL_RECAP if whole else ():
		yield _get(method, APP + method, name=whole)
	if whole:
		year = frappe.db.get_value(REKAP, whole, "periode")[:4]
		for kind in ("Triwulan", "Menurut Kecamatan"):
			yield from _report("Capaian Kecamatan", {"tahun": year, "jenis": kind})


def _report(name: str, filters: dict) -> Iterator[Way]:
	"""The report in the desk, and as a file."""
	asked = {"report_name": name, "filters": filters}
	yield _get("report", "frappe.desk.query_report.run", **asked)
	kept = {**filters, "prepared_report_name": "x"}
	for form in ("CSV", "Excel"):
		yield _post(
			f"report {form}",
			"frappe.desk.query_report.export_query",
			**asked | {"filters": kept, "file_format_type": form, "visible_idx": list(range(50))},
		)
