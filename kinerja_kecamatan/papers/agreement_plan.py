"""The Rencana Aksi of a Perjanjian Kinerja: targets by period, and the kegiatan by which they are to be reached."""

from collections.abc import Sequence
from decimal import Decimal

from frappe import _

from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.office.agreement_targets import Cell, Planned, planned_by_period
from kinerja_kecamatan.papers.paper import note_blocks
from kinerja_kecamatan.papers.rows import DASH
from kinerja_kecamatan.papers.sheets import Column, Sheet, Table, table
from kinerja_kecamatan.rules.numbers import print_number
from kinerja_kecamatan.rules.period_targets import column_of, columns_of
from kinerja_kecamatan.rules.periode import BULAN, TAHUN, TRIWULAN, Periode
from kinerja_kecamatan.rules.program_codes import Baris, counted, read_code
from kinerja_kecamatan.rules.rupiah import stored_rupiah

_PLAN_FIRST = (
	Column("No", 11, "tengah"),
	Column("Indikator Kinerja / Kegiatan", 56),
	Column("Satuan", 20, "tengah"),
	Column("Target", 18, "tengah"),
)
_PLAN_MONEY = Column("Anggaran (Rp)", 27, "kanan")
_RESPONSIBLE = Column("Penanggung Jawab", 31)
# What the periods of a year share of the width.
PLAN_WIDTH = 60
MONTH_START = (Column("No", 8, "tengah"), Column("Indikator Kinerja", 46))
MONTH_WIDTH = 11
QUARTERS = columns_of(TRIWULAN)


def plan(doc, page: Sheet, responsible: str) -> list[Table]:
	"""By the periods that the office collects in; by quarter where these are months, or where kegiatan are planned, which
	are by quarter, and then the office's own periods after it."""
	planned = planned_by_period(doc)
	own, texts = planned.periode, [[_planned(cell) for cell in cells] for cells in planned.baris]
	periods = Periode(own[0].tahun, TAHUN).bagian(TRIWULAN)
	if own[0].jenis == TRIWULAN or (own[0].jenis != BULAN and not doc.rencana_aksi):
		tables = [_plan_table(doc, page, responsible, own, texts)]
	else:
		typed = [[clean(row.get(column_of(one))) for one in periods] for row in doc.target]
		tables = [_plan_table(doc, page, responsible, periods, typed), _own_periods(doc, page, planned)]
	why = "\n".join(f"* {text}" for text in planned.cara)
	return [*tables, *note_blocks(page, "turunan", _("Target yang Diturunkan"), why)]


def _planned(cell: Cell) -> str:
	return f"{clean(cell.teks)} *" if cell.turunan else clean(cell.teks)


def _plan_table(
	doc, page: Sheet, responsible: str, periods: Sequence[Periode], texts: Sequence[Sequence[str]]
) -> Table:
	"""Each indicator with its targets, under it the kegiatan by which they are to be reached.

	:param texts: by target its words in each of `periods`
	"""
	money = any(clean(row.anggaran) for row in doc.rencana_aksi)
	width = PLAN_WIDTH / len(periods)
	columns = (
		*_PLAN_FIRST,
		*(Column(one.nama_singkat, width, "tengah") for one in periods),
		*([_PLAN_MONEY] if money else []),
		_RESPONSIBLE,
	)
	cells = [*_plan_of_targets(doc, texts, responsible, money), *_plan_beside(doc, responsible, money)]
	if money:
		lines = [
			Baris(read_code(row.kode) or "", "", stored_rupiah(row.anggaran or ""))
			for row in doc.rencana_aksi
		]
		total = sum((lines[number].anggaran or Decimal(0) for number in counted(lines)), Decimal(0))
		cells.append({"sel": ["", _("Jumlah"), *[""] * 6, print_number(total), ""], "kelas": "tebal"})
	return table(
		page,
		"rencana",
		columns,
		cells or none_yet(),
		judul=_("Rencana Aksi Perjanjian Kinerja Tahun {0}").format(doc.tahun),
		bernomor=True,
		baru=True,
	)


def _plan_of_targets(doc, planned: Sequence[Sequence[str]], responsible: str, money: bool) -> list[dict]:
	cells = []
	for number, (target, own) in enumerate(zip(doc.target, planned, strict=True), start=1):
		mine = [row for row in doc.rencana_aksi if row.indikator == target.indikator]
		texts = [
			str(number),
			clean(target.nama_indikator),
			clean(target.satuan),
			clean(target.target_tahunan) or DASH,
			*[text or DASH for text in own],
			*([""] if money else []),
			responsible,
		]
		cells.append({"sel": texts, "kelas": "tebal" if doc.rencana_aksi else "", "ikut": bool(mine)})
		cells += [
			_activity(f"{number}.{part}", row, responsible, money) for part, row in enumerate(mine, start=1)
		]
	return cells


def _plan_beside(doc, responsible: str, money: bool) -> list[dict]:
	"""Kegiatan that serve no indicator of this agreement by name."""
	named = {target.indikator for target in doc.target}
	rows = [row for row in doc.rencana_aksi if row.indikator not in named]
	if not rows:
		return []
	heading = {"sel": [_("Kegiatan penunjang")], "kelas": "kelompok tebal", "ikut": True}
	first = len(doc.target) + 1
	return [
		heading,
		*(_activity(str(number), row, responsible, money) for number, row in enumerate(rows, start=first)),
	]


def _activity(number: str, row, responsible: str, money: bool) -> dict:
	return {
		"sel": [
			number,
			" ".join(part for part in (clean(row.kode), clean(row.kegiatan)) if part),
			clean(row.satuan),
			*[clean(row.get(field)) or DASH for field in ("target_tahunan", *QUARTERS)],
			*([rupiah(row.anggaran) if clean(row.anggaran) else DASH] if money else []),
			clean(row.penanggung_jawab) or responsible,
		]
	}


def _own_periods(doc, page: Sheet, planned: Planned) -> Table:
	"""The targets of the office's months or semesters."""
	monthly = planned.periode[0].jenis == BULAN
	heads = [one.nama_singkat[:3] if monthly else one.nama_singkat for one in planned.periode]
	columns = (*MONTH_START, *(Column(head, MONTH_WIDTH * 12 / len(heads), "tengah") for head in heads))
	cells = [
		{"sel": [str(number), clean(row.nama_indikator), *[_planned(cell) or DASH for cell in own]]}
		for number, (row, own) in enumerate(zip(doc.target, planned.baris, strict=True), start=1)
	]
	title = _("Target Bulanan Tahun {0}") if monthly else _("Target Semester Tahun {0}")
	return table(page, "bulanan", columns, cells or none_yet(), judul=title.format(doc.tahun), bernomor=True)


def rupiah(text) -> str:
	"""An amount as it was written; what an earlier release has left there and nobody can read stays as it is."""
	amount = stored_rupiah(text or 0)
	return clean(text) if amount is None else print_number(amount)


def none_yet() -> list[dict]:
	return [{"sel": [_("Belum ada target.")]}]
