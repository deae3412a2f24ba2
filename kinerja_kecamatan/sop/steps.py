"""Langkah SOP: which step a workflow state completes. Steps are rows of the SOP, never code."""

from dataclasses import dataclass

import frappe
from frappe.query_builder import Order
from frappe.query_builder.functions import Coalesce

from kinerja_kecamatan.base.doctypes import DISPOSISI, SOP

# The activities on which the app's own work hangs (Langkah SOP.kegiatan), and nothing on numbers or states. An SOP may name
# others: their steps are logged, timed and printed like these.
PERINTAH = "Perintah"
PENERUSAN = "Penerusan Perintah"
PENYAMPAIAN = "Penyampaian Format"
RAPAT = "Rapat Pembahasan"
PENYUSUNAN = "Penyusunan Data"
REKAP_UNIT = "Rekapitulasi Unit"
VALIDASI = "Validasi"
PENCERMATAN = "Pencermatan"
REKAP_KECAMATAN = "Rekapitulasi Kecamatan"
KEGIATAN = (
	PERINTAH,
	PENERUSAN,
	PENYAMPAIAN,
	RAPAT,
	PENYUSUNAN,
	REKAP_UNIT,
	VALIDASI,
	PENCERMATAN,
	REKAP_KECAMATAN,
)


@dataclass(frozen=True)
class Step:
	"""One Langkah SOP row."""

	nomor: int
	kegiatan: str
	dokumen: str
	status: str
	waktu: int
	uraian: str
	pelaksana: str
	kelengkapan: str
	output: str
	sop: str
	kertas: tuple[str, ...] = ()
	"""Print formats of the papers that are archived when the step is done."""


def sop_in_force(kecamatan: str, on_date) -> str | None:
	"""The SOP of a kecamatan on a date: its own latest one, else the general one (kecamatan empty)."""
	sop = frappe.qb.DocType(SOP)
	since = Coalesce(sop.tanggal_efektif, sop.tanggal_pembuatan)
	rows = (
		frappe.qb.from_(sop)
		.select(sop.name, sop.kecamatan)
		.where((Coalesce(sop.kecamatan, "") == "") | (sop.kecamatan == kecamatan))
		.where(Coalesce(since, "1900-01-01") <= on_date)
		.orderby(Coalesce(sop.kecamatan, ""), order=Order.desc)
		.orderby(since, order=Order.desc)
		.limit(1)
	).run()
	return rows[0][0] if rows else None


def steps_of(sop: str | None) -> list[Step]:
	"""The steps of one SOP in order; an unknown SOP has none."""
	return rows_as_steps(frappe.get_cached_doc(SOP, sop)) if sop else []


def rows_as_steps(doc) -> list[Step]:
	"""The steps of an SOP document as it stands, saved or not, by their numbers."""
	return [
		Step(
			nomor=row.nomor,
			kegiatan=row.kegiatan,
			dokumen=row.dokumen or "",
			status=row.status or "",
			waktu=row.waktu,
			uraian=row.uraian or "",
			pelaksana=row.pelaksana or "",
			kelengkapan=row.kelengkapan or "",
			output=row.output or "",
			sop=doc.name,
			kertas=tuple(name for line in (row.get("kertas") or "").splitlines() if (name := line.strip())),
		)
		for row in in_order(doc.langkah)
	]


def in_order(rows: list) -> list:
	"""Rows of an SOP by their numbers, wherever in the table an admin has put them."""
	return sorted(rows, key=lambda row: row.nomor or 0)


def sop_of(doc) -> str | None:
	"""The SOP that a Disposisi, Format or Rekap runs under: the one fixed on its Disposisi."""
	if doc.doctype == DISPOSISI:
		return doc.sop
	return frappe.get_cached_value(DISPOSISI, doc.disposisi, "sop")


def step_completed_by(doc, state: str) -> Step | None:
	"""The step that this document completes by reaching `state`, or None."""
	for step in steps_of(sop_of(doc)):
		if step.dokumen == doc.doctype and step.status == state:
			return step
	return None


def step_for(doc, kegiatan: str) -> Step | None:
	"""The SOP row for an activity, under the SOP of this document."""
	return next((step for step in steps_of(sop_of(doc)) if step.kegiatan == kegiatan), None)
