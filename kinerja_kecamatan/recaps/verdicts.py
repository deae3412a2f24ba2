"""The verdicts of step 7 on a unit's recap: a row for each figure, its word the validator's own."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

import frappe
from frappe import _
from frappe.model import table_fields
from frappe.utils import escape_html

from kinerja_kecamatan.base import clock
from kinerja_kecamatan.base.doctypes import RECAP_ROW, VALIDASI_REKAP
from kinerja_kecamatan.figures import history
from kinerja_kecamatan.office.periods import every_part, parts_of
from kinerja_kecamatan.recaps.matching import matched
from kinerja_kecamatan.rules.status import STATUS_BERNILAI
from kinerja_kecamatan.rules.verdicts import TANPA_BUKTI, TIDAK_SESUAI, verdict_problem
from kinerja_kecamatan.sop import activities, step_state, steps

# What the validator types, and who and when that makes of it.
SAID = ("putusan", "alasan")
SIGNED = (*SAID, "oleh", "pada")
# A verdict is about this figure beside this evidence.
ABOUT = ("angka_teks", "bukti")
# Said of a recap in one round too, beside the steps' own words.
BESIDE = ("temuan_validasi", "arahan_pimpinan")


def fill_verdicts(doc, sources: Iterable) -> None:
	"""Bring a unit recap's `validasi` to its figures; a verdict stays with the figure that it was given on.

	:param sources: the rows of its Formats (`recaps.unit_recap`). Once the step is done its verdicts stay as they are.
	"""
	stood = doc.get_doc_before_save() or doc
	if step_state.is_done(stood, steps.VALIDASI):
		return
	sources = list(sources)
	evidence = _evidence(doc, sources, _doubted(doc, sources))
	wanted = [_about(row, evidence) for row in doc.baris if row.status in STATUS_BERNILAI]
	before = list(doc.validasi)
	doc.set("validasi", [])
	for number, (values, kept) in enumerate(
		zip(wanted, matched(before, wanted, _indicator), strict=True), start=1
	):
		if kept and any((kept.get(field) or "") != values[field] for field in ABOUT):
			values |= dict.fromkeys(SIGNED)
		values["idx"] = number
		doc.append("validasi", kept.update(values) if kept else values)
	_sign(doc)


def _indicator(row) -> str:
	return row.get("indikator")


def _about(row, evidence: dict[str, list[str]]) -> dict:
	found = evidence.get(row.indikator, [])
	return {
		**{field: row.get(field) for field in ("indikator", "kode", "nama_indikator")},
		"angka_teks": row.realisasi_teks or "",
		"ada_bukti": int(bool(found)),
		"bukti": "\n".join(found),
	}


def _doubted(doc, sources: list) -> set[str]:
	"""The indicators of a year's recap of which the validator has found a period's figure without evidence or not as that says: such a
	period is no evidence of the year."""
	named = [row.indikator for row in sources if row.dari_triwulan]
	parts = parts_of(doc.kecamatan, doc.periode)
	if not named or not parts:
		return set()
	past = history.history_of(doc.kecamatan, parts, named, doc.disposisi)
	cited = {
		row.baris_sumber: indicator
		for indicator in named
		for period in parts
		for row in past.rows_of(indicator, period, doc.unit_kerja)
	}
	verdict, row = frappe.qb.DocType(VALIDASI_REKAP), frappe.qb.DocType(RECAP_ROW)
	found = (
		frappe.qb.from_(row)
		.join(verdict)
		.on((verdict.parent == row.parent) & (verdict.indikator == row.indikator))
		.select(row.name)
		.where(row.name.isin(list(cited) or [""]) & verdict.putusan.isin([TIDAK_SESUAI, TANPA_BUKTI]))
	).run(pluck=True)
	return {cited[name] for name in found}


def _evidence(doc, sources: list, doubted: AbstractSet[str]) -> dict[str, list[str]]:
	"""By indicator what its figures can be held against: files, addresses, and for a year's figure its periods (not those `doubted`)."""
	found: dict[str, dict[str, None]] = {}
	parts = ""
	for row in sources:
		said = [row.bukti, row.tautan_bukti]
		if row.dari_triwulan and row.lengkap and row.indikator not in doubted:
			parts = parts or every_part(doc.kecamatan, doc.periode)
			said.append(_("rekap {0} yang sudah dicermati").format(parts))
		found.setdefault(row.indikator, {}).update(dict.fromkeys(filter(None, said)))
	return {indicator: list(texts) for indicator, texts in found.items()}


def _sign(doc) -> None:
	"""Who gave a verdict and when; one that is written anew is somebody's of today."""
	before = doc.get_doc_before_save()
	was = {row.name: _said(row) for row in before.validasi} if before else {}
	for row in doc.validasi:
		said = _said(row)
		if not any(said):
			row.oleh, row.pada = None, None
		elif not row.oleh or was.get(row.name, said) != said:
			row.oleh, row.pada = frappe.utils.get_fullname(frappe.session.user), clock.now()


def _said(row) -> tuple[str, ...]:
	return tuple((row.get(field) or "").strip() for field in SAID)


def open_verdicts(doc) -> list[str]:
	"""Sentences of what the figures of a unit's recap still lack before the step is done, the first names the recap; [] when nothing."""
	given = {row.indikator: row for row in doc.validasi}
	found = []
	for row in doc.baris:
		if row.status not in STATUS_BERNILAI:
			continue
		verdict = given.get(row.indikator) or frappe._dict()
		if problem := verdict_problem(verdict.putusan, bool(verdict.ada_bukti), verdict.alasan):
			found.append(f"{escape_html(row.kode or row.indikator)}: {problem}")
	if not found:
		return []
	head = _("{0} belum dapat divalidasi: putusan untuk {1} indikator belum lengkap.")
	return [head.format(doc.name, len(found)), *found]


def round_notes(doc) -> list[str]:
	"""Texts of one round of a recap, which do not stand on the next one's papers: what is a step's word, and BESIDE."""
	known = {df.fieldname for df in doc.meta.fields if df.fieldtype not in table_fields}
	return [field for field in (*activities.activity_of_fields(), *BESIDE) if field in known]


def begin_round(doc) -> dict:
	"""Empty what was said of a recap in the round that ends; returns it, as the log's chain is to keep it ({} for nothing)."""
	notes = round_notes(doc)
	said = {field: doc.get(field) for field in notes if doc.get(field)}
	given = [row for row in doc.validasi if any(_said(row))]
	if given:
		said["validasi"] = [
			{field: str(row.get(field) or "") for field in ("indikator", *ABOUT, *SIGNED)} for row in given
		]
	doc.update(dict.fromkeys(notes))
	figures = {row.indikator: row.realisasi_teks or "" for row in doc.baris}
	for row in doc.validasi:
		# What is corrected by now is what the next verdict is about.
		row.update({**dict.fromkeys(SIGNED), "angka_teks": figures.get(row.indikator, row.angka_teks)})
	return said
