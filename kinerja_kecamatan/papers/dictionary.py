"""Kamus Indikator of a unit and what lies below it, for a year: what each indicator means, how it is counted and who answers for it.

The year's is what its Perjanjian Kinerja hold: an agreement keeps the definitions of its indicators with the day on which it is set
in force (`kept_terms`), and what was left open then is filled with what stands at the indicator by now.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date

import frappe
from frappe import _
from frappe.utils import cint

from kinerja_kecamatan.base import clock
from kinerja_kecamatan.base.doctypes import INDIKATOR, PERJANJIAN, SASARAN
from kinerja_kecamatan.base.plain_text import clean
from kinerja_kecamatan.base.stored_words import IN_FORCE
from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.office import agreements, unit_tree
from kinerja_kecamatan.office.agreement_targets import Cell, planned_by_period
from kinerja_kecamatan.office.names import name_on
from kinerja_kecamatan.papers import signatures
from kinerja_kecamatan.papers.document import page_for
from kinerja_kecamatan.papers.indonesia import tanggal_panjang
from kinerja_kecamatan.papers.paper import Paper
from kinerja_kecamatan.papers.rows import DASH, TITLES, by_goal
from kinerja_kecamatan.papers.sheets import Column, Table, table
from kinerja_kecamatan.rules.periode import (
	BULAN,
	SEMESTER,
	TAHUN,
	TAHUN_PERTAMA,
	TAHUN_TERAKHIR,
	TRIWULAN,
	Periode,
)
from kinerja_kecamatan.rules.recap_rows import IKU

COLUMNS = (
	Column("No", 8, "tengah"),
	Column("Indikator", 46),
	Column("Satuan", 19, "tengah"),
	Column("Definisi Operasional", 62),
	Column("Formula", 50),
	Column("Sumber Data", 34),
	Column("Sifat", 17, "tengah"),
	Column("Cara Hitung", 27),
	Column("Periode", 23, "tengah"),
	Column("Penanggung Jawab", 34),
)
# What an agreement keeps of each of its indicators.
TERMS = (
	*("indikator", "kode", "nama_indikator", "tingkat", "sasaran", "satuan", "skala_nilai", "sifat"),
	*("agregasi_waktu", "agregasi_sumber", "definisi_operasional", "formula", "sumber_data"),
	*(
		"data_dari_luar",
		"sumber_luar",
		"sebutan_pembilang",
		"sebutan_penyebut",
		"penanggung_jawab",
		"unit_kerja",
	),
)
# Of these, what says nothing where it is empty and is filled with what stands there by now.
LEFT_OPEN = ("definisi_operasional", "formula", "sumber_data", "sebutan_pembilang", "sebutan_penyebut")
# Of an indicator that is measured in every period of the year.
EVERY = {TRIWULAN: "Triwulanan", SEMESTER: "Semesteran", BULAN: "Bulanan"}
# Of a print's address, and of a document's flags: the year whose Kamus is wanted.
YEAR = "tahun"
FIRST_YEAR, LAST_YEAR = TAHUN_PERTAMA, TAHUN_TERAKHIR


def dictionary_paper(doc) -> dict:
	"""The Kamus Indikator of a Unit Kerja for the year that was asked for (`wanted_year`)."""
	page, today, year = page_for(landscape=True), clock.today(), wanted_year(doc)
	day = min(Periode.dari_kode(str(year)).akhir, today)
	rows = _of_year(doc, year)
	said = (_("Menurut"), _("Perjanjian Kinerja Tahun {0}").format(year))
	if not rows:
		rows = _in_use(doc)
		said = (_("Keadaan per"), tanggal_panjang(today))
	rows.sort(key=_place)
	return Paper(
		doc=doc,
		page=page,
		judul=_("KAMUS INDIKATOR KINERJA TAHUN {0}").format(year),
		anak_judul=name_on(doc.name, day).nama.upper(),
		kiri=[(_("Jumlah Indikator"), str(len(rows)))],
		kanan=[said],
		blocks=[_table(rows, page, day)],
		ttd=signatures.signature_block(
			[signatures.head_block(doc.name, "", today)], signatures.place_and_date(doc.kecamatan, today)
		),
	).data()


def _place(row) -> tuple[str, str]:
	"""The office's key indicators by their codes, whoever reports them; others by unit."""
	return "" if row.tingkat == IKU else clean(row.unit_kerja), clean(row.kode)


def wanted_year(doc) -> int:
	"""The year named by who prints (`doc.flags.tahun`, or `tahun` of the address), else the latest with an agreement in force, up to this
	one."""
	said = doc.flags.get(YEAR) or frappe.form_dict.get(YEAR)
	if said:
		year = cint(said)
		if not FIRST_YEAR <= year <= LAST_YEAR:
			frappe.throw(
				_("Tahun Kamus Indikator ditulis empat angka, dari {0} sampai {1}, misalnya 2026.").format(
					FIRST_YEAR, LAST_YEAR
				),
				KinerjaError,
			)
		return year
	this_year = min(max(clock.today().year, FIRST_YEAR), LAST_YEAR)
	last = frappe.get_all(
		PERJANJIAN,
		filters=[
			["kecamatan", "=", doc.kecamatan],
			["status", "=", IN_FORCE],
			["tahun", ">=", FIRST_YEAR],
			["tahun", "<=", this_year],
		],
		pluck="tahun",
		order_by="tahun desc",
		limit=1,
	)
	return cint(last[0]) if last else this_year


def kept_terms(doc) -> str:
	"""What the indicators of an agreement mean today, as JSON, for the agreement to keep."""
	masters = _masters({"name": ["in", [row.indikator for row in doc.target] or [""]]})
	kept = [masters[row.indikator] for row in doc.target if row.indikator in masters]
	return json.dumps([{key: row.get(key) or "" for key in TERMS} for row in kept], ensure_ascii=False)


def _of_year(doc, year: int) -> list:
	"""The indicators that this unit, or one below it, answers for by the agreements of a year; of several that hold one, the latest says."""
	tree = unit_tree.tree_of(doc.kecamatan)
	units, known = set(tree.below(doc.name)), set(tree.below(doc.kecamatan))
	agreed = _agreements(doc.kecamatan, year)
	masters = _masters({"name": ["in", [row.indikator for one in agreed for row in one.rows] or [""]]})
	found: dict[str, frappe._dict] = {}
	for agreement in agreed:
		terms = _terms(agreement.kamus)
		for target, cells in zip(agreement.rows, agreement.planned.baris, strict=True):
			master = masters.get(target.indikator) or frappe._dict()
			kept = terms.get(master.kode) or master
			said = {term: kept.get(term) or "" for term in TERMS}
			said |= {term: said[term] or master.get(term) or "" for term in LEFT_OPEN}
			if said["unit_kerja"] not in known:  # it has another key by now
				said["unit_kerja"] = master.unit_kerja
			found[target.indikator] = frappe._dict(said, periode=_measured(agreement.planned.periode, cells))
	return [row for row in found.values() if row.unit_kerja in units]


def _agreements(kecamatan: str, year: int) -> list:
	"""Those that counted at the end of one of the year's quarters, the earliest first, each with its targets as `rows` and period by period
	as `planned`."""
	ends = [one.akhir for one in Periode(year, TAHUN).bagian(TRIWULAN)]
	names = dict.fromkeys(name for end in ends for name in agreements.in_force_on(kecamatan, end))
	docs = [frappe.get_doc(PERJANJIAN, name) for name in names]
	return [frappe._dict(kamus=doc.kamus, rows=doc.target, planned=planned_by_period(doc)) for doc in docs]


def _terms(raw) -> dict[str, dict]:
	"""What an agreement has kept, by the indicator's code, which stays when its key is another; {} of one from before they were."""
	kept = json.loads(raw) if isinstance(raw, str) and raw else raw or []
	return {row["kode"]: row for row in kept}


def _in_use(doc) -> list:
	"""The indicators in use today: of a year without agreements there is nothing else to print."""
	units = unit_tree.tree_of(doc.kecamatan).below(doc.name)
	rows = _masters({"unit_kerja": ["in", units], "aktif": 1}).values()
	return [frappe._dict(row, periode=DASH) for row in rows]


def _masters(filters: dict) -> dict[str, frappe._dict]:
	"""The terms of indicators as they stand, by name; the sasaran by its words."""
	fields = ["name as indikator", *(term for term in TERMS if term != "indikator")]
	rows = frappe.get_all(INDIKATOR, filters=filters, fields=fields)
	for row in rows:
		row.sasaran = frappe.get_cached_value(SASARAN, row.sasaran, "nama_sasaran") if row.sasaran else ""
	return {row.indikator: row for row in rows}


def _measured(periods: Sequence[Periode], cells: Sequence[Cell]) -> str:
	"""When an indicator is measured by its targets, typed or derived: `Triwulanan`, `TW II, TW IV`, or `Tahunan` where no period has one."""
	found = [one.nama_singkat for one, cell in zip(periods, cells, strict=True) if cell.teks]
	if len(found) == len(periods):
		return _(EVERY[periods[0].jenis])
	return ", ".join(found) or _("Tahunan")


def _table(rows: Iterable, page, day: date) -> Table:
	cells = by_goal(rows, lambda number, row: _cells(number, row, day), TITLES)
	return table(
		page, "kamus", COLUMNS, cells or [{"sel": [_("Belum ada indikator.")]}], bernomor=True, gap=0
	)


def _source(row) -> str:
	"""Where the data come from, and who publishes the figure where that is somebody else."""
	publisher = clean(row.sumber_luar) if row.data_dari_luar else ""
	return "\n".join(
		filter(None, (clean(row.sumber_data), publisher and _("Dirilis oleh {0}").format(publisher)))
	)


def _cells(number: int, row, day: date) -> list[str]:
	counted = [
		_("Antarwaktu: {0}").format(clean(row.agregasi_waktu)),
		_("Antarsumber: {0}").format(clean(row.agregasi_sumber)),
	]
	return [
		str(number),
		f"{clean(row.nama_indikator)} ({clean(row.kode)})",
		"\n".join(filter(None, (clean(row.satuan), clean(row.skala_nilai)))),
		clean(row.definisi_operasional) or DASH,
		_formula(row) or DASH,
		_source(row) or DASH,
		clean(row.sifat),
		"\n".join(counted),
		row.periode,
		_responsible(row, day),
	]


def _formula(row) -> str:
	"""The formula, with what is counted above and below the line where the indicator names it."""
	parts = (
		clean(row.formula),
		_("Pembilang: {0}").format(clean(row.sebutan_pembilang)) if row.sebutan_pembilang else "",
		_("Penyebut: {0}").format(clean(row.sebutan_penyebut)) if row.sebutan_penyebut else "",
	)
	return "\n".join(part for part in parts if part)


def _responsible(row, day: date) -> str:
	"""Who answers, as the office has written it, else the head of the unit that reports; and that unit."""
	who = clean(row.penanggung_jawab) or signatures.head_title(row.unit_kerja, day)
	return f"{who}\n({name_on(row.unit_kerja, day).nama})"
