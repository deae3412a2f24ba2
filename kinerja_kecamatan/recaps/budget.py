"""Programs and their budget on a recap: rows from the Perjanjian Kinerja in force, what was spent typed by the office."""

from collections import Counter
from decimal import Decimal
from typing import NamedTuple

import frappe
from frappe import _
from frappe.utils import escape_html

from kinerja_kecamatan.base.doctypes import (
	PERJANJIAN,
	PROGRAM_ANGGARAN,
	PROGRAM_KEGIATAN,
	REKAP,
	SASARAN,
	SERAPAN_ANGGARAN,
)
from kinerja_kecamatan.base.sentences import sentence_of
from kinerja_kecamatan.base.stored_words import UNIT_RECAP
from kinerja_kecamatan.exceptions import NumberInvalid
from kinerja_kecamatan.figures.judging import as_column
from kinerja_kecamatan.office.agreements import agreements_in_force
from kinerja_kecamatan.office.nomenclature import lines_of
from kinerja_kecamatan.recaps.matching import matched
from kinerja_kecamatan.rules import program_codes
from kinerja_kecamatan.rules.budget import Program, program_of, serapan
from kinerja_kecamatan.rules.decimals import to_decimal
from kinerja_kecamatan.rules.errors import RuleError
from kinerja_kecamatan.rules.numbers import print_number, print_percent
from kinerja_kecamatan.rules.periode import Periode
from kinerja_kecamatan.rules.rupiah import read_rupiah, stored_rupiah

# What names a program on an agreement and on a recap.
PROGRAM = ("kode_program", "program", "sumber_dana")
PROGRAM_LEVEL = program_codes.PROGRAM
# The cash that a program's agreement plans for each quarter.
CASH = tuple(f"kas_tw{number}" for number in range(1, 5))


def fill_unit(doc) -> None:
	"""The programs of the unit's own agreement, with what is typed for them."""
	_fill(doc, _programs(doc).get(doc.unit_kerja, []), {})


def fill_office(doc, units: set[str]) -> None:
	"""The programs of the Camat's agreement, else all units'. What every unit of a program has stated is added up, or what all
	units of its kegiatan have, where those make up its whole budget; the rest is typed: of a sum without one of them nobody could tell."""
	programs = _programs(doc)
	own = programs.pop(doc.kecamatan, None)
	spent = _spent(doc, units, programs)
	of_units = _together([row for rows in programs.values() for row in rows])
	if own:
		spent |= _spent_below(own, of_units, spent)
		_plan_below(own, of_units)
	_fill(doc, own or of_units, spent)


class Total(NamedTuple):
	"""Budget and spending of the programs whose spending is stated, and the rate in percent; None where there is no budget
	or nothing is stated."""

	anggaran: Decimal
	realisasi: Decimal
	serapan: Decimal | None


class Share(NamedTuple):
	"""A program or a sasaran with its part of the budget; `realisasi` None while a row of it states nothing."""

	nama: str
	anggaran: Decimal
	realisasi: Decimal | None

	@property
	def serapan(self) -> Decimal | None:
		return serapan(self.realisasi, self.anggaran) if self.anggaran else None


def stated_rows(doc) -> list:
	"""The rows whose spending somebody has stated."""
	return [row for row in doc.anggaran if row.realisasi]


def counted_rows(doc) -> list:
	"""The rows that a sum is made of: a kegiatan beside its program is part of it already (rules.program_codes)."""
	rows = list(doc.anggaran)
	return [rows[number] for number in program_codes.counted(lines_of(rows))]


def stated_of_all(doc) -> tuple[int, int]:
	"""(how many of the counted rows are stated, how many there are)."""
	rows = counted_rows(doc)
	return sum(bool(row.realisasi) for row in rows), len(rows)


def is_complete(doc) -> bool:
	"""Whether the spending of all the money is stated."""
	stated, rows = stated_of_all(doc)
	return stated == rows


def total(doc) -> Total:
	"""The programs together, from the rows: an empty Float column holds 0, which is a rate."""
	rows = [row for row in counted_rows(doc) if row.realisasi]
	budget, spent = (
		sum((to_decimal(row.get(field)) for row in rows), to_decimal(0))
		for field in ("anggaran", "nilai_realisasi")
	)
	return Total(budget, spent, serapan(spent, budget) if rows else None)


def rate_of_plan(doc) -> Decimal | None:
	"""Spending in percent of the cash planned so far; None unless every program has a plan, which may be 0, and where nothing was to be
	spent at all."""
	rows = counted_rows(doc)
	if not all(is_planned(row) for row in rows):
		return None
	planned = sum((to_decimal(row.rencana_kas) for row in rows), Decimal(0))
	spent = sum((to_decimal(row.nilai_realisasi) for row in rows), Decimal(0))
	return serapan(spent, planned) if planned else None


def is_planned(row) -> bool:
	"""Whether its cash so far is planned, if only as 0; rows from before a planned 0 was told from an empty cell have a figure or none."""
	return bool(row.kas_direncanakan or row.rencana_kas)


def by_program(doc) -> list[Share]:
	"""Each program once, whatever its funding sources and however it is written: by its own row, or by its kegiatan where it has none."""
	groups: dict[tuple, list] = {}
	for row in counted_rows(doc):
		groups.setdefault(_program_of(row), []).append(row)
	return [
		Share(
			_program_name(code, rows),
			sum((to_decimal(row.anggaran or 0) for row in rows), Decimal(0)),
			_sum_of_stated([(row.realisasi, to_decimal(row.nilai_realisasi)) for row in rows]),
		)
		for (code, _name), rows in groups.items()
	]


def several_rows_a_program(doc) -> list[Share]:
	"""`by_program` where a program has more than one row: with several funding sources, or with its kegiatan; else []."""
	found = by_program(doc)
	return found if len(found) < len(doc.anggaran) else []


def by_sasaran(doc) -> list[Share]:
	"""Each sasaran with the money that serves it: of a program what its kegiatan do not spend on another one. What serves none comes
	last, under a dash; [] where nothing is tied to any."""
	rows = list(doc.anggaran)
	lines = lines_of(rows)
	goals = program_codes.groups_by([row.sasaran for row in rows], lines)
	if not any(goals):
		return []
	budget = program_codes.own_parts([line.anggaran or Decimal(0) for line in lines], lines)
	spent = program_codes.own_parts([to_decimal(row.nilai_realisasi or 0) for row in rows], lines)
	found: dict[str, list[int]] = {}
	for number, goal in enumerate(goals):
		if budget[number] or spent[number]:
			found.setdefault(goal or "", []).append(number)
	below = program_codes.children(lines)
	return [
		Share(
			goal or _("Tanpa sasaran"),
			sum((budget[number] for number in numbers), Decimal(0)),
			_sum_of_stated([(_is_known(number, rows, below), spent[number]) for number in numbers]),
		)
		for goal, numbers in sorted(found.items(), key=lambda one: (not one[0], min(one[1])))
	]


def _is_known(number: int, rows: list, below: list[list[int]]) -> bool:
	"""Whether a row's own part of the spending is: its whole, and what stands below it."""
	return bool(rows[number].realisasi) and all(rows[part].realisasi for part in below[number])


def _sum_of_stated(parts: list[tuple[object, Decimal]]) -> Decimal | None:
	return (
		sum((spent for _known, spent in parts), Decimal(0)) if all(known for known, _spent in parts) else None
	)


def _program_of(row) -> tuple[str, str]:
	"""(code of the program, or the row's own name where it has no code of the nomenclature)."""
	code = program_key(row).kode
	programs = [
		each
		for each in (code, *program_codes.codes_above(code))
		if program_codes.level_of(each) == PROGRAM_LEVEL
	]
	return (programs[0], "") if programs else program_key(row)[:2]


def _program_name(code: str, rows: list) -> str:
	"""By its own row, else by the nomenclature; a kegiatan's name is no program's."""
	own = next((row.program for row in rows if program_key(row).kode == code), None)
	name = own or frappe.db.get_value(PROGRAM_KEGIATAN, {"kode": code}, "nama")
	return " ".join(part for part in (code, name or rows[0].program) if part)


def judge_spending(doc) -> None:
	"""Read what is typed, and the serapan of each row and of all. A program that states nothing has spent what its kegiatan have."""
	_fill_from_parts(doc)
	for row in doc.anggaran:
		try:
			spent = read_rupiah(row.realisasi)
			rate = serapan(spent, to_decimal(row.anggaran))
		except RuleError as error:
			frappe.throw(
				_("Anggaran baris {0} ({1}): {2}").format(
					row.idx, escape_html(row.program), escape_html(sentence_of(error))
				),
				NumberInvalid,
				title=_("Realisasi anggaran belum benar"),
			)
		row.realisasi = print_number(spent)
		row.nilai_realisasi, row.serapan = as_column(spent), as_column(rate)
		row.serapan_teks = print_percent(rate)
	doc.serapan = as_column(total(doc).serapan)


def _fill_from_parts(doc) -> None:
	rows = list(doc.anggaran)
	for row in rows:
		if row.dari_rincian:
			row.update({"realisasi": None, "dari_rincian": 0})
	spent = program_codes.from_parts([stored_rupiah(row.realisasi) for row in rows], lines_of(rows))
	for row, amount in zip(rows, spent, strict=True):
		if amount is not None and not row.realisasi:
			row.update({"realisasi": print_number(amount), "dari_rincian": 1})


def _programs(doc) -> dict[str, list]:
	"""Program rows of the agreements in force at the period's end, by unit, in their order; `rencana_kas` is None while a quarter so far
	has no plan of its cash (a planned 0 is one)."""
	names = agreements_in_force(doc.kecamatan, doc.periode)
	program, agreement, goal = map(frappe.qb.DocType, (PROGRAM_ANGGARAN, PERJANJIAN, SASARAN))
	rows = (
		frappe.qb.from_(program)
		.join(agreement)
		.on(agreement.name == program.parent)
		.left_join(goal)
		.on(goal.name == program.sasaran)
		.select(program.anggaran, agreement.unit_kerja, goal.nama_sasaran.as_("sasaran"))
		.select(*(program[column] for column in (*PROGRAM, *CASH)))
		.where(agreement.name.isin(names or [""]) & (program.parenttype == PERJANJIAN))
		.orderby(agreement.unit_kerja, program.idx)
	).run(as_dict=True)
	so_far = _quarters_so_far(doc.periode)
	out: dict[str, list] = {}
	for row in rows:
		cash = [stored_rupiah(row.pop(column)) for column in CASH][:so_far]
		row.rencana_kas = _sum_of_known(cash) if cash else None
		row.anggaran = as_column(stored_rupiah(row.anggaran))
		out.setdefault(row.unit_kerja, []).append(row)
	return out


def _quarters_so_far(periode: str) -> int:
	"""How many quarters of the cash plan have ended with a period's end; 0 in the midst of a quarter, whose plan says nothing of a month."""
	quarters, rest = divmod(Periode.dari_kode(periode).akhir.month, 3)
	return 0 if rest else quarters


def _together(rows: list) -> list:
	"""The same program of several units once for each funding source, its budgets added up."""
	out: dict[Program, frappe._dict] = {}
	for row in rows:
		known = out.setdefault(
			program_key(row), frappe._dict({**row, "anggaran": Decimal(0), "rencana_kas": []})
		)
		known.anggaran += to_decimal(row.anggaran)
		known.rencana_kas.append(row.rencana_kas)
	for row in out.values():
		row.anggaran, row.rencana_kas = as_column(row.anggaran), _sum_of_known(row.rencana_kas)
	return sorted(out.values(), key=lambda row: (row.kode_program or "", row.program, row.sumber_dana or ""))


def _sum_of_known(amounts: list[Decimal | None]) -> Decimal | None:
	"""None where one of them is not known."""
	return None if None in amounts else sum(amounts, Decimal(0))


def _plan_below(own: list, of_units: list) -> None:
	"""Give programs of the Camat's agreement without a plan of their own what the units have planned for them, or for all their kegiatan."""
	same = {program_key(row): row for row in of_units}
	for row in own:
		other = same.get(program_key(row))
		if row.rencana_kas is None and other and to_decimal(other.anggaran) == to_decimal(row.anggaran):
			row.rencana_kas = other.rencana_kas
	rows = [*own, *of_units]
	found = program_codes.from_parts([row.rencana_kas for row in rows], lines_of(rows))
	for row, amount in zip(own, found, strict=False):
		row.rencana_kas = amount


def _spent(doc, units: set[str], programs: dict[str, list]) -> dict[Program, Decimal]:
	"""What the units have stated as spent, by program: those that all units with the program in their agreement have stated, in
	each of its rows; who is Tidak Melapor or not in yet among them."""
	holders: dict[Program, Counter] = {}
	for unit, rows in programs.items():
		for row in rows:
			holders.setdefault(program_key(row), Counter())[unit] += 1
	sums: dict[Program, Decimal] = {}
	given: dict[Program, Counter] = {}
	for row in _stated_by_units(doc, units):
		key = program_key(row)
		sums[key] = sums.get(key, Decimal(0)) + to_decimal(row.nilai_realisasi)
		given.setdefault(key, Counter())[row.unit_kerja] += 1
	return {key: spent for key, spent in sums.items() if holders.get(key, Counter()) <= given[key]}


def _spent_below(own: list, of_units: list, spent: dict[Program, Decimal]) -> dict[Program, Decimal]:
	"""What the units' kegiatan come to for programs of the Camat's agreement that no unit has in its own."""
	rows = [*own, *of_units]
	keys = [program_key(row) for row in rows]
	found = program_codes.from_parts([spent.get(key) for key in keys], lines_of(rows))
	return {
		key: amount
		for key, amount in zip(keys[: len(own)], found, strict=False)
		if amount is not None and key not in spent
	}


def _stated_by_units(doc, units: set[str]) -> list:
	spent, recap = frappe.qb.DocType(SERAPAN_ANGGARAN), frappe.qb.DocType(REKAP)
	return (
		frappe.qb.from_(spent)
		.join(recap)
		.on(recap.name == spent.parent)
		.select(spent.nilai_realisasi, recap.unit_kerja)
		.select(*(spent[column] for column in PROGRAM))
		.where(
			(recap.disposisi == doc.disposisi)
			& (recap.jenis == UNIT_RECAP)
			& (recap.tidak_melapor == 0)
			& recap.unit_kerja.isin(sorted(units) or [""])
		)
		.where((spent.parenttype == REKAP) & (spent.realisasi != ""))
	).run(as_dict=True)


def program_key(row) -> Program:
	"""Which program, of which funding source, a row is of."""
	return program_of(row.kode_program, row.program, row.sumber_dana)


def program_name(row) -> str:
	"""A program with its code and its funding source, as it is read."""
	name = " ".join(part for part in (row.kode_program, row.program) if part)
	return f"{name} ({row.sumber_dana})" if row.sumber_dana else name


def _taken_up(old: list, new: list) -> list:
	"""For each program of the agreements the row that holds what has been typed for it, None where there is none.

	A funding source that has been named since, or is no longer, does not lose what was typed; what was typed for one source is
	never another's.
	"""
	found = matched(old, new, lambda row: (program_key(row), row.anggaran), program_key)
	for sourced in (True, False):
		left = [
			row for row in old if bool(row.sumber_dana) != sourced and not any(row is one for one in found)
		]
		places = [n for n, row in enumerate(new) if found[n] is None and bool(row.sumber_dana) == sourced]
		again = matched(left, [new[n] for n in places], lambda row: (_bare(row), row.anggaran), _bare)
		for place, row in zip(places, again, strict=True):
			found[place] = row
	return found


def _bare(row) -> tuple[str, str]:
	return program_key(row)[:2]


def _fill(doc, programs: list, spent: dict[Program, Decimal]) -> None:
	rows, times = [], Counter(program_key(program) for program in programs)
	# A program without a plan of its own has what its kegiatan have planned, where they make up the whole.
	planned = program_codes.from_parts([program.rencana_kas for program in programs], lines_of(programs))
	for program, cash, known in zip(programs, planned, _taken_up(list(doc.anggaran), programs), strict=True):
		key, row = program_key(program), known or frappe.new_doc(SERAPAN_ANGGARAN)
		row.update({field: program.get(field) for field in (*PROGRAM, "anggaran", "sasaran")})
		row.rencana_kas, row.kas_direncanakan = as_column(cash), int(cash is not None)
		# Where it stands twice without a source that tells, the units' sum does not say which of them was spent.
		if key in spent and times[key] == 1:
			row.update({"realisasi": print_number(spent[key]), "dari_unit": 1})
		elif row.dari_unit:
			row.update({"realisasi": None, "dari_unit": 0})
		rows.append(row)
	doc.set("anggaran", rows)
	judge_spending(doc)
