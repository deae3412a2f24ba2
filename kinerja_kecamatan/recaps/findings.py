"""Findings on a Format's or a Rekap's rows: gathered from the documents, judged by the rules, kept with their reasons."""

from collections import Counter
from collections.abc import Iterable

import frappe
from frappe import _

from kinerja_kecamatan.base import clock
from kinerja_kecamatan.base.stored_words import UNIT_RECAP
from kinerja_kecamatan.figures.columns import stored_period
from kinerja_kecamatan.figures.finding_facts import facts_of, indicator_masters
from kinerja_kecamatan.office.periods import part_word
from kinerja_kecamatan.recaps import corrections, spending, stated_spending, year
from kinerja_kecamatan.recaps.matching import matched
from kinerja_kecamatan.rules.findings import (
	GALAT,
	INFORMASI,
	PERINGATAN,
	Isian,
	Temuan,
	findings_of_both,
	findings_of_entry,
	findings_of_release,
	findings_on_figures,
	outdated_correction,
	year_contradiction,
)
from kinerja_kecamatan.rules.rilis import read_day, release_of, told_release

# What a correction's own reason has already answered.
ANSWERED_BY_CORRECTION = frozenset(
	{"kosong", "kendala", "tindak_lanjut", "nihil", "rujukan", "rilis", "rilis_lewat"}
)


def fill_findings(doc, sources: list, past, policy) -> None:
	"""Set a unit recap's `temuan`: what its sources lack, and what is odd about its own figures. Reasons are kept."""
	known = indicator_masters(row.indikator for row in doc.baris)
	reasons = {row.indikator: row.alasan for row in doc.koreksi if row.alasan and not row.usang}
	notes = {row.indikator: row.penjelasan_temuan for row in sources if row.penjelasan_temuan}
	found = [
		_values(row.indikator, source, _sentence(row, source, finding), finding)
		for row, source, finding in _all(doc, sources, known, past, policy)
	]
	_set(doc, [*found, *_of_spending(doc)], {**notes, **reasons})


def fill_office(doc) -> None:
	"""Set the kecamatan's recap's `temuan`: its figures are the units', and what is typed there is what was spent. What others have still
	to publish is listed; why it is late the units have said."""
	_set(doc, [*_of_publishers(doc), *_of_spending(doc)], {})


def _of_publishers(doc) -> Iterable[dict]:
	for row in doc.baris:
		if release_of(row):
			day = read_day(row.perkiraan_rilis)
			late = ", sudah lewat" if day and day < clock.today() else ""
			finding = Temuan("rilis", INFORMASI, f"{told_release(row, late)}.")
			yield _values(row.indikator, "", _sentence(row, "", finding), finding)


def _of_spending(doc) -> Iterable[dict]:
	for program, finding in spending.odd_spending(doc):
		yield _values(None, _("Anggaran"), f"{program}: {finding.uraian}", finding)


def _values(indicator: str | None, source: str, sentence: str, finding: Temuan) -> dict:
	return {
		"indikator": indicator,
		"jenis": finding.jenis,
		"tingkat": finding.tingkat,
		"sumber": source,
		"uraian": sentence,
	}


def _set(doc, found: list[dict], reasons: dict[str, str]) -> None:
	before = list(doc.temuan)
	doc.set("temuan", [])
	for values, kept in zip(found, matched(before, found, _saying, _kind), strict=True):
		# A reason explains the figure that it was written for.
		same = kept and kept.uraian == values["uraian"]
		values["alasan"] = (kept.alasan if same else "") or reasons.get(values["indikator"]) or ""
		doc.append("temuan", kept.update(values) if kept else values)
	_sign(doc)


def _kind(row) -> tuple:
	return row.get("indikator"), row.get("jenis"), row.get("sumber") or ""


def _saying(row) -> tuple:
	return *_kind(row), row.get("uraian")


def _all(doc, sources: list, known: dict, past, policy) -> Iterable[tuple[object, str, Temuan]]:
	corrected = {row.indikator for row in doc.baris if row.dikoreksi}
	several = {name for name, count in Counter(source.indikator for source in sources).items() if count > 1}
	part = part_word(doc.kecamatan, doc.periode)
	for source in sources:
		answered = ANSWERED_BY_CORRECTION if source.indikator in corrected else ()
		for finding in findings_of_entry(facts_of(source, policy, part=part)):
			if finding.jenis not in answered:
				yield source, source.sumber_nama if source.indikator in several else "", finding
	rows = {row.indikator: row for row in doc.baris}
	for correction in corrections.spent_corrections(doc):
		if row := rows.get(correction.indikator):
			yield row, "", outdated_correction(correction.kolom, correction.sebelum, correction.sesudah)
	for row, finding in stated_spending.contradictions(doc, known):
		yield row, "", finding
	for row, figure in year.typed_beside_parts(doc, sources, past):
		if finding := year_contradiction(stored_period(row)["nilai"], figure, row.desimal or 0, part):
			yield row, "", finding
	shared = {source.indikator for source in sources if source.sebagian and not source.laporan_nihil}
	for row in doc.baris:
		values = past.values(row.indikator, doc.periode, doc.unit_kerja)
		whole = facts_of(row, policy, known.get(row.indikator), values)
		together = findings_of_both(whole) if row.indikator in shared - corrected else ()
		published = _as_corrected(whole) if row.indikator in corrected else ()
		for finding in (*together, *published, *findings_on_figures(whole)):
			yield row, "", finding


def _as_corrected(isian: Isian) -> Iterable[Temuan]:
	"""Of a figure that step 8 has written: that it is waited for or provisional; who publishes it need not be said again."""
	for finding in findings_of_release(isian):
		yield (
			finding
			if finding.tingkat != GALAT
			else Temuan("rilis", INFORMASI, "menunggu rilis menurut koreksi.")
		)


def _sentence(row, source: str, finding: Temuan) -> str:
	place = f"{row.kode or row.indikator}, {source}" if source else row.kode or row.indikator
	return f"{place}: {finding.uraian}"


def _sign(doc) -> None:
	"""Who gave a reason and when; a reason written anew is somebody's of today."""
	before = doc.get_doc_before_save()
	was = {row.name: row.alasan or "" for row in before.temuan} if before else {}
	for row in doc.temuan:
		text = (row.alasan or "").strip()
		if not text:
			row.oleh, row.pada = None, None
		elif not row.oleh or was.get(row.name, text) != (row.alasan or ""):
			row.oleh, row.pada = frappe.utils.get_fullname(frappe.session.user), clock.now()


def open_findings(doc) -> list[str]:
	"""Sentences of what still holds a recap back: every error, and every warning without a reason."""
	found = []
	for row in doc.temuan:
		if row.tingkat == GALAT:
			found.append(row.uraian)
		elif row.tingkat == PERINGATAN and not (row.alasan or "").strip():
			found.append(_what_to_do(doc).format(row.uraian))
	return found


def _what_to_do(doc) -> str:
	if doc.jenis == UNIT_RECAP:
		return _("{0} Tulis alasannya pada tabel Temuan, atau kembalikan ke unit.")
	return _("{0} Tulis alasannya pada tabel Temuan, atau perbaiki angkanya.")
