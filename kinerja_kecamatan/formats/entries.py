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
from kinerja_kecamatan.rules.status import BELUM_DIISI, NIHIL, TERISI, TIDAK_ADA_OBJEK, TIDAK_DIUKUR
from kinerja_kecamatan.rules.target_texts import kept_figure
from kinerja_kecamatan.rules.written_targets import read_figure

LABELS = {"realisasi": "Realisasi", "pembilang": "Pembilang", "penyebut": "Penyebut"}


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
	numbers = {field: _read_cell(row, field) for field in LABELS}
	if not row.diukur:
		_refuse_unmeasured(numbers)
		row.status, value = TIDAK_DIUKUR, None
	elif is_ratio(row):
		value = _ratio(row, numbers, old)
	else:
		_refuse_pair(row, numbers, old)
		value = _plain(row, numbers["realisasi"], old)
	row.nilai = as_column(value)
	pair = is_ratio(row)
	row.nilai_pembilang = as_column(numbers["pembilang"]) if pair else 0
	row.nilai_penyebut = as_column(numbers["penyebut"]) if pair else 0
	judge_row(row, value, policy)


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
	pair = ("pembilang", "penyebut")
	if any(numbers[field] is not None and (not old or old.get(field) != row.get(field)) for field in pair):
		raise RuleError(
			"indikator ini tidak memakai pembilang dan penyebut; kosongkan keduanya dan isi kolom Realisasi."
		)


def _refuse_unmeasured(numbers: dict[str, Decimal | None]) -> None:
	if any(value is not None for value in numbers.values()):
		raise RuleError("tidak diukur pada periode ini menurut Perjanjian Kinerja; kosongkan isiannya.")


def _fill_nihil(doc) -> None:
	"""Laporan Nihil: the unit signs that there was nothing; refused where a figure is already given."""
	filled = [
		row.kode
		for row in doc.baris
		if row.diukur and (row.pembilang or row.realisasi not in (None, "", "0"))
	]
	if filled:
		frappe.throw(
			_("Laporan Nihil tidak dapat dipilih karena sudah ada angka pada: {0}.").format(
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
		if row.diukur and not row.pembilang and row.realisasi in (None, "", "0"):
			row.update({"status": BELUM_DIISI, "realisasi": None})


def row_label(row) -> str:
	"""A row as the person at the form finds it."""
	return _("Baris {0} ({1})").format(row.idx, escape_html(row.kode or row.indikator))
