"""What a person typed into a Format, read and judged row by row. Empty is not zero."""

from decimal import Decimal

import frappe
from frappe import _
from frappe.utils import escape_html

from kinerja_kecamatan.base.sentences import sentence_of
from kinerja_kecamatan.exceptions import NumberInvalid
from kinerja_kecamatan.figures import policy as policies
from kinerja_kecamatan.figures.judging import as_column, as_text, is_percent, is_ratio, judge_row
from kinerja_kecamatan.office.measures import factor_of, measure_of
from kinerja_kecamatan.rules.capaian import value_of_ratio
from kinerja_kecamatan.rules.errors import RuleError
from kinerja_kecamatan.rules.numbers import print_number, read_number
from kinerja_kecamatan.rules.rilis import is_starred, is_waiting_word, unstarred
from kinerja_kecamatan.rules.status import (
	BELUM_DIISI,
	MENUNGGU_RILIS,
	NIHIL,
	TERISI,
	TIDAK_ADA_OBJEK,
	TIDAK_DIUKUR,
)
from kinerja_kecamatan.rules.target_texts import kept_figure
from kinerja_kecamatan.rules.written_targets import read_figure

LABELS = {"realisasi": "Realisasi", "pembilang": "Pembilang", "penyebut": "Penyebut"}
PAIR = ("pembilang", "penyebut")


def read_entries(doc, before=None) -> None:
	"""Read every row's numbers, set its status, value, capaian and predikat. Raises NumberInvalid, all rows at once."""
	policy = policies.current_policy()
	old = {row.name: row for row in before.baris} if before else {}
	if doc.laporan_nihil:
		_fill_nihil(doc)
	elif before and before.laporan_nihil:
		_clear_nihil(doc)
	errors = []
	for row in doc.baris:
		try:
			_read_row(row, old.get(row.name), policy)
		except RuleError as error:
			errors.append(f"{row_label(row)}: {escape_html(sentence_of(error))}")
	if errors:
		frappe.throw(errors, NumberInvalid, title=_("Angka belum benar"), as_list=True)
	measured = [row for row in doc.baris if row.diukur]
	filled = [row for row in measured if row.status != BELUM_DIISI]
	doc.kemajuan = round(100 * len(filled) / len(measured), 1) if measured else 100


def _read_row(row, old, policy) -> None:
	pair, waits = is_ratio(row), _read_marks(row)
	numbers = {field: _read_cell(row, field) for field in LABELS}
	if not pair:
		_refuse_pair(row, numbers, old)
	given = any(numbers[field] is not None for field in (PAIR if pair else ("realisasi",)))
	if waits and _is_waiting(row, given, old):
		_empty(row, MENUNGGU_RILIS)
		value = None
	elif not row.diukur and not given:
		_empty(row, TIDAK_DIUKUR)
		value = None
	else:
		value = _ratio(row, numbers, old) if pair else _plain(row, numbers["realisasi"], old)
	if value is None and row.status != BELUM_DIISI:
		row.sementara = 0
	row.nilai = as_column(value)
	row.nilai_pembilang = as_column(numbers["pembilang"]) if pair else 0
	row.nilai_penyebut = as_column(numbers["penyebut"]) if pair else 0
	judge_row(row, value, policy)


def _read_marks(row) -> bool:
	"""Take what is written in the place of a figure, or behind it: a word that it is waited for, a `*` for a provisional one.

	:return: whether the row says that its figure is waited for
	"""
	said = row.status == MENUNGGU_RILIS
	for field in LABELS:
		text = row.get(field)
		if is_waiting_word(text):
			row.set(field, "")
			said, row.status = True, MENUNGGU_RILIS
		elif is_starred(text) and (field in PAIR or not is_ratio(row)):
			row.set(field, unstarred(text))
			row.sementara = 1
	return said


def _is_waiting(row, given: bool, old) -> bool:
	"""Whether a row that says so is waited for: a figure that is typed later ends it, one that stands beside it is refused."""
	if not given:
		if not row.diukur:
			raise RuleError(
				"tidak diukur pada periode ini menurut Perjanjian Kinerja, jadi tidak ada yang ditunggu; kosongkan Status Isiannya."
			)
		return True
	if old and old.status == MENUNGGU_RILIS:
		return False
	raise RuleError(
		"ditandai Menunggu Rilis, padahal angkanya diisi. Kosongkan angkanya, atau kembalikan Status Isian ke Belum Diisi; bila angkanya belum resmi, centang Angka Sementara."
	)


def _empty(row, status: str) -> None:
	"""A row without a figure: also without one that had been computed."""
	row.status = status
	for field in LABELS:
		row.set(field, "")


def _read_cell(row, field: str) -> Decimal | None:
	"""A typed cell as Decimal; writes it back in office form. The error names the column."""
	try:
		if field == "realisasi" and not is_ratio(row):
			figure = read_figure(row.get(field), measure_of(row))
			text, value = kept_figure(figure), figure.nilai if figure else None
		else:
			value = read_number(row.get(field), persen=field == "realisasi" and is_percent(row))
			text = print_number(value)
	except RuleError as error:
		raise type(error)(_("kolom {0}: {1}"), LABELS[field], error) from None
	row.set(field, text)
	return value


def _plain(row, value: Decimal | None, old) -> Decimal | None:
	if value is None and row.status == NIHIL and not _just_cleared(old, NIHIL, "realisasi"):
		value = Decimal(0)
		row.realisasi = _nothing(row)
	if value is None:
		row.status = TIDAK_ADA_OBJEK if row.status == TIDAK_ADA_OBJEK else BELUM_DIISI
		return None
	row.status = NIHIL if value == 0 else TERISI
	return value


def _nothing(row) -> str:
	"""What a chosen Nihil says in the cell: a word that counts 0 where the indicator is answered in words."""
	scale = measure_of(row).skala
	if not scale:
		return "0"
	word = scale.of_value(Decimal(0))
	if not word:
		raise RuleError(
			"indikator ini dijawab menurut Skala Nilai {0}; Nihil tidak berlaku. Tulis salah satunya: {1}.",
			scale.nama,
			scale.choices,
		)
	return word.kata


def _just_cleared(old, status: str, field: str) -> bool:
	"""A typed 0 (or 0/0) gave the row its status; emptying the cell again means empty."""
	return bool(old) and old.status == status and bool(old.get(field))


def _ratio(row, numbers: dict[str, Decimal | None], old) -> Decimal | None:
	upper, lower = numbers["pembilang"], numbers["penyebut"]
	value = value_of_ratio(upper, lower, factor_of(row.satuan))
	if upper is None:
		chosen = row.status == TIDAK_ADA_OBJEK and not _just_cleared(old, TIDAK_ADA_OBJEK, "pembilang")
		row.status = TIDAK_ADA_OBJEK if chosen else BELUM_DIISI
	elif value is None:
		row.status = TIDAK_ADA_OBJEK
	else:
		row.status = NIHIL if value == 0 else TERISI
	row.realisasi = as_text(value, row.desimal)
	return value


def _refuse_pair(row, numbers: dict[str, Decimal | None], old) -> None:
	"""A pair typed beside a plain figure would count nowhere."""
	if any(numbers[field] is not None and (not old or old.get(field) != row.get(field)) for field in PAIR):
		raise RuleError(
			"indikator ini tidak memakai pembilang dan penyebut; kosongkan keduanya dan isi kolom Realisasi."
		)


def _fill_nihil(doc) -> None:
	"""Laporan Nihil: the unit signs that there was nothing; refused where a figure is already given."""
	filled = [
		row.kode
		for row in doc.baris
		if row.pembilang or row.realisasi not in (None, "", "0") or row.status == MENUNGGU_RILIS
	]
	if filled:
		frappe.throw(
			_("Laporan Nihil tidak dapat dipilih karena sudah ada isian pada: {0}.").format(
				", ".join(filled)
			),
			NumberInvalid,
		)
	for row in doc.baris:
		if row.diukur:
			row.status = TIDAK_ADA_OBJEK if is_ratio(row) or row.skala_nilai else NIHIL
			row.keterangan = row.keterangan or _("Laporan Nihil")


def _clear_nihil(doc) -> None:
	"""Laporan Nihil taken back: no row has a figure any more, but for what was typed in the same moment."""
	for row in doc.baris:
		if row.keterangan == _("Laporan Nihil"):
			row.keterangan = None
		chosen = row.status == MENUNGGU_RILIS
		if row.diukur and not chosen and not row.pembilang and row.realisasi in (None, "", "0"):
			row.update({"status": BELUM_DIISI, "realisasi": None})


def row_label(row) -> str:
	"""A row as the person at the form finds it."""
	return _("Baris {0} ({1})").format(row.idx, escape_html(row.kode or row.indikator))
