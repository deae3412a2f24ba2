"""What is odd about the targets of a Perjanjian Kinerja, with row and column: gathered here, judged by the rules."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import frappe
from frappe import _
from frappe.utils import cint, escape_html

from kinerja_kecamatan.base.doctypes import INDIKATOR, PERJANJIAN, TARGET
from kinerja_kecamatan.base.sentences import sentence_of
from kinerja_kecamatan.base.stored_words import IN_FORCE
from kinerja_kecamatan.office import periods
from kinerja_kecamatan.office.agreements import in_force_on
from kinerja_kecamatan.office.measures import measure_of
from kinerja_kecamatan.office.names import unit_name
from kinerja_kecamatan.office.nomenclature import lines_of
from kinerja_kecamatan.rules.agreement_checks import SEMUA, SIFAT, Diperjanjikan, Ganjil, oddities
from kinerja_kecamatan.rules.budget import Program, program_of
from kinerja_kecamatan.rules.errors import RuleError
from kinerja_kecamatan.rules.numbers import print_number
from kinerja_kecamatan.rules.period_targets import KOLOM, Rencana, columns_of
from kinerja_kecamatan.rules.program_codes import asked_at, exceeded, read_code
from kinerja_kecamatan.rules.rupiah import stored_rupiah
from kinerja_kecamatan.rules.written_targets import Tertulis, Ukuran, read_target

MASTER = (
	*("name", "nama_indikator", "sifat", "satuan", "skala_nilai", "agregasi_waktu", "desimal", "unit_kerja"),
)


def measures_of(names: list[str]) -> dict[str, Ukuran]:
	"""What the figures of these indicators are written in, by name."""
	return {name: measure_of(row) for name, row in _masters({"name": ["in", names or [""]]}).items()}


def shares_targets(doc) -> bool:
	"""Whether a quarter's target of figures that are added up is shared out evenly over its months: of a draft as its office has it now, of
	what was set in force as it was then."""
	return bool(doc.bagi_target if doc.status == IN_FORCE else periods.shares_targets(doc.kecamatan))


def plans_of(doc) -> dict[str, Rencana]:
	"""What the rows of an agreement ask for over its year, by indicator."""
	shares = shares_targets(doc)
	masters = _masters({"name": ["in", [row.indikator for row in doc.target] or [""]]})
	return {
		row.indikator: _plan(row, masters[row.indikator], shares)
		for row in doc.target
		if row.indikator in masters
	}


def odd_targets(doc, labels: dict[str, str]) -> list[str]:
	"""Sentences on an agreement whose targets have been read.

	:param labels: of the columns of targets, by field
	"""
	names = [row.indikator for row in doc.target]
	masters = _masters({"name": ["in", names or [""]]})
	if not masters:
		return []
	named = _by_name(doc.kecamatan, [master.nama_indikator for master in masters.values()])
	past, shares = _last_year(doc, names), shares_targets(doc)
	kind = periods.collected_in(doc.kecamatan, cint(doc.tahun))
	first, *_between, last = columns_of(kind)
	columns = {**labels, SIFAT: _("Indikator"), SEMUA: f"{labels[first]} - {labels[last]}"}
	return [
		_told(row, columns[odd.kolom], odd)
		for row in doc.target
		if row.indikator in masters
		for odd in oddities(_facts(row, masters[row.indikator], named, past, _Year(kind, shares)))
	]


def same_programs(doc) -> list[str]:
	"""Sentences on programs that stand twice without a funding source that tells them apart."""
	first: dict[Program, int] = {}
	told = []
	for row in doc.program:
		number = first.setdefault(program_of(row.kode_program, row.program, row.sumber_dana), row.idx)
		if number != row.idx:
			told.append(
				_(
					"Baris {0}, kolom {1}: program yang sama sudah ada pada baris {2}. Bedakan sumber dananya, agar realisasinya tidak tertukar."
				).format(row.idx, _("Sumber Dana"), number)
			)
	return told


def exceeding_parts(doc) -> list[str]:
	"""Sentences on programs whose kegiatan, written beside them, come to more money than they have."""
	rows = list(doc.program)
	return [
		_(
			"Baris {0}, kolom {1}: kegiatan dan sub kegiatannya berjumlah {2}, melebihi {3}. Yang dijumlahkan adalah baris ini."
		).format(
			", ".join(str(rows[number].idx) for number in more.baris),
			_("Anggaran"),
			print_number(more.bagian),
			print_number(more.seluruh),
		)
		for more in exceeded(lines_of(rows))
	]


def plan_beyond_budget(doc) -> list[str]:
	"""Sentences on programs and kegiatan of which the Rencana Aksi asks for more money, at their code and below it, than they have."""
	planned, budgeted = _sums(doc.rencana_aksi, "kode"), _sums(doc.program, "kode_program")
	return [
		_("Rencana Aksi: {0} beserta rinciannya berjumlah {1}, melebihi anggarannya {2}.").format(
			escape_html(code), print_number(asked), print_number(budget)
		)
		for code, budget in budgeted.items()
		if (asked := asked_at(code, planned)) > budget
	]


def _sums(rows: list, column: str) -> dict[str, Decimal]:
	"""Rupiah by code; what has no code, or no amount that can be read, is in no sum."""
	found: dict[str, Decimal] = {}
	for row in rows:
		code, amount = read_code(row.get(column)), stored_rupiah(row.anggaran or "")
		if code and amount:
			found[code] = found.get(code, Decimal(0)) + amount
	return found


def _told(row, column: str, odd: Ganjil) -> str:
	return _("Baris {0}, kolom {1}: {2}").format(row.idx, column, escape_html(sentence_of(odd.uraian)))


class _Year(NamedTuple):
	"""What an agreement's year is collected in, and whether a quarter's targets are shared out."""

	jenis: str
	bagi_rata: bool


def _facts(row, master, named: dict[str, list], past: dict[str, str], year: _Year) -> Diperjanjikan:
	others, measure = named.get(_same_name(master.nama_indikator), []), measure_of(master)
	return Diperjanjikan(
		nama=master.nama_indikator or "",
		sifat=master.sifat,
		rencana=_plan(row, master, year.bagi_rata),
		jenis=year.jenis,
		tahun_lalu=_written(past.get(row.indikator), measure),
		sifat_lain=[
			(unit_name(other.unit_kerja), other.sifat)
			for other in others
			if other.unit_kerja != master.unit_kerja
		],
	)


def _plan(row, master, shares: bool) -> Rencana:
	measure = measure_of(master)
	read = {column: _written(row.get(column), measure) for column in KOLOM}
	typed = {column: found for column, found in read.items() if found}
	return Rencana(typed, master.agregasi_waktu, measure, master.desimal or 0, shares)


def _masters(filters: dict) -> dict[str, frappe._dict]:
	return {row.name: row for row in frappe.get_all(INDIKATOR, filters=filters, fields=list(MASTER))}


def _by_name(kecamatan: str, texts: Iterable[str]) -> dict[str, list]:
	"""The office's indicators of these names that are in use, by name."""
	found: dict[str, list] = {}
	wanted = {
		"kecamatan": kecamatan,
		"aktif": 1,
		"nama_indikator": ["in", sorted({text or "" for text in texts})],
	}
	for row in _masters(wanted).values():
		found.setdefault(_same_name(row.nama_indikator), []).append(row)
	return found


def _same_name(text: str | None) -> str:
	return " ".join((text or "").casefold().split())


def _last_year(doc, names: list[str]) -> dict[str, str]:
	"""What the agreements in force at the end of the year before say for the year, by indicator."""
	year = cint(doc.tahun) - 1
	if not date.min.year <= year <= date.max.year:
		return {}  # without a year, which Frappe asks for after this
	before = in_force_on(doc.kecamatan, date(year, 12, 31))
	rows = frappe.get_all(
		TARGET,
		filters={"parenttype": PERJANJIAN, "parent": ["in", before or [""]], "indikator": ["in", names]},
		fields=["indikator", "target_tahunan"],
	)
	return {row.indikator: row.target_tahunan for row in rows}


def unreadable_targets(indicator) -> list[str]:
	"""Sentences on the targets in agreements that could not be read any more if an indicator were measured as it says now."""
	measure = measure_of(indicator)
	rows = frappe.get_all(
		TARGET,
		filters={"parenttype": PERJANJIAN, "indikator": indicator.name},
		fields=["parent", "idx", *KOLOM],
		order_by="parent, idx",
	)
	found = []
	for row in rows:
		for field in KOLOM:
			try:
				read_target(row[field], measure)
			except RuleError as error:
				found.append(
					_("{0}, baris {1}: {2}").format(row.parent, row.idx, escape_html(sentence_of(error)))
				)
	return found


def _written(text: str | None, measure: Ukuran) -> Tertulis | None:
	"""A target that has been read before; None for what an earlier release has let in."""
	try:
		return read_target(text, measure)
	except RuleError:
		return None
