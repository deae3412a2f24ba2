"""Step 8's corrections: before, after, reason, who and when; they outlive every recomputation."""

from decimal import Decimal

import frappe
from frappe import _
from frappe.utils import escape_html

from kinerja_kecamatan.base import clock
from kinerja_kecamatan.base.sentences import sentence_of
from kinerja_kecamatan.exceptions import KinerjaError, NumberInvalid
from kinerja_kecamatan.figures.columns import set_value
from kinerja_kecamatan.figures.judging import as_column, is_ratio
from kinerja_kecamatan.office.measures import factor_of, measure_of
from kinerja_kecamatan.rules.capaian import value_of_ratio
from kinerja_kecamatan.rules.decimals import to_decimal
from kinerja_kecamatan.rules.errors import RuleError
from kinerja_kecamatan.rules.numbers import print_number
from kinerja_kecamatan.rules.rilis import is_starred, is_waiting_word, starred, unstarred
from kinerja_kecamatan.rules.status import (
	MENUNGGU_RILIS,
	NIHIL,
	STATUS_BERNILAI,
	TERISI,
	TIDAK_ADA_OBJEK,
	TIDAK_DIUKUR,
)
from kinerja_kecamatan.rules.target_texts import kept_figure
from kinerja_kecamatan.rules.written_targets import Ukuran, read_figure

TYPED = ("indikator", "kolom", "sesudah", "alasan")
COLUMN = {"Pembilang": "nilai_pembilang", "Penyebut": "nilai_penyebut"}


def apply_corrections(doc, policy) -> None:
	"""Apply every Koreksi in order on freshly aggregated rows, filling in what it found before; one whose figure has been
	reported anew stays as a record (`usang`) and changes nothing."""
	rows = {row.indikator: row for row in doc.baris}
	marked = {row.indikator: dict.fromkeys(COLUMN.values(), bool(row.sementara)) for row in doc.baris}
	for correction in doc.koreksi:
		row = rows.get(correction.indikator)
		if not row and correction.oleh:
			correction.usang = 1
			continue
		if not row:
			_refuse(correction, _("indikator ini tidak ada pada rekap."))
		_apply_one(correction, row, policy, marked[row.indikator])


def forget_changed(doc, before) -> None:
	"""A correction that was written anew is somebody's of today: it gets a new sebelum, oleh and pada."""
	old = {row.name: row for row in before.koreksi}
	for correction in doc.koreksi:
		was = old.get(correction.name)
		if was and any((correction.get(field) or "") != (was.get(field) or "") for field in TYPED):
			correction.update({"sebelum": None, "oleh": None, "pada": None, "usang": 0})


def _apply_one(correction, row, policy, marked: dict[str, bool]) -> None:
	"""`marked`: which half of a pair is provisional by what has been said of it last; written with each correction."""
	if row.status == TIDAK_DIUKUR:
		# A Ralat may have taken its target since: what was corrected then stays as a record.
		if correction.oleh:
			correction.usang = 1
			return
		_refuse(correction, _("indikator tidak diukur pada periode ini."))
	before = _shown(correction, row)
	# A unit that reports anew has another figure than the one that was corrected.
	correction.usang = int(bool(correction.oleh) and (correction.sebelum or "") != before)
	if correction.usang:
		return
	value, text = _read(correction, row)
	if text == MENUNGGU_RILIS and not row.diukur:
		# What came without a target is information; a Ralat may have taken that target since.
		if correction.oleh:
			correction.usang = 1
			return
		_refuse(correction, _("indikator tidak diukur pada periode ini, jadi tidak ada yang ditunggu."))
	if not correction.oleh:
		correction.sebelum = before
		correction.oleh = frappe.utils.get_fullname(frappe.session.user)
		correction.pada = clock.now()
	correction.sesudah = text
	row.dikoreksi = 1
	try:
		_write(correction, row, value, policy, marked)
	except RuleError as error:
		_refuse(correction, sentence_of(error))


def _write(correction, row, value, policy, marked: dict[str, bool]) -> None:
	half = COLUMN.get(correction.kolom)
	marked.update(dict.fromkeys([half] if half else marked, is_starred(correction.sesudah)))
	row.sementara, row.belum_utuh = int(any(marked.values())), 0
	if correction.sesudah == MENUNGGU_RILIS:
		marked.update(dict.fromkeys(marked, False))
		row.sementara = 0
		row.nilai_pembilang, row.nilai_penyebut = 0, 0
		row.status, row.lengkap = MENUNGGU_RILIS, 1
		set_value(row, None, policy)
		return
	if half:
		row.set(half, as_column(value))
		value = value_of_ratio(
			to_decimal(row.nilai_pembilang), to_decimal(row.nilai_penyebut), factor_of(row.satuan)
		)
	else:
		# What it had been averaged from is no longer what it says.
		row.nilai_pembilang, row.nilai_penyebut = 0, 0
	row.status = TIDAK_ADA_OBJEK if value is None else NIHIL if value == 0 else TERISI
	row.lengkap = 1
	set_value(row, value, policy, [correction.sesudah])


def _read(correction, row) -> tuple[Decimal | None, str]:
	"""What it is corrected to, as a figure and as its cell keeps it; a figure with `*` is provisional, and a word says that it is waited for."""
	if is_waiting_word(correction.sesudah):
		return None, MENUNGGU_RILIS
	ratio = is_ratio(row)
	if ratio != (correction.kolom in COLUMN):
		_refuse(
			correction,
			_("koreksi pembilang atau penyebutnya; realisasi dihitung dari keduanya.")
			if ratio
			else _("indikator ini tidak memakai pembilang dan penyebut; koreksi realisasinya."),
		)
	try:
		found = read_figure(unstarred(correction.sesudah), Ukuran() if ratio else measure_of(row))
	except RuleError as error:
		_refuse(correction, sentence_of(error))
	if found is None:
		_refuse(correction, _("isi nilai sesudah koreksi."))
	return found.nilai, starred(kept_figure(found), is_starred(correction.sesudah))


def spent_corrections(doc) -> list:
	"""The corrections of a recap that no longer apply."""
	return [row for row in doc.koreksi if row.usang]


def _shown(correction, row) -> str:
	if row.status not in STATUS_BERNILAI:
		return ""
	if correction.kolom in COLUMN:
		return print_number(to_decimal(row.get(COLUMN[correction.kolom])))
	return row.realisasi_teks or ""


def _refuse(correction, text: str) -> None:
	frappe.throw(
		_("Koreksi baris {0}: {1}").format(correction.idx, escape_html(text)),
		NumberInvalid if correction.sesudah else KinerjaError,
		title=_("Koreksi belum benar"),
	)
