"""What is odd about the money spent on a recap's programs: more than the budget, or less than in the period before."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

import frappe

from kinerja_kecamatan.base.doctypes import REKAP, SERAPAN_ANGGARAN
from kinerja_kecamatan.base.stored_words import OFFICE_RECAP
from kinerja_kecamatan.office.units import forebears
from kinerja_kecamatan.recaps.budget import PROGRAM, program_key, program_name, stated_rows
from kinerja_kecamatan.rules.decimals import to_decimal
from kinerja_kecamatan.rules.findings import Temuan, spending_findings
from kinerja_kecamatan.rules.periode import Periode


def odd_spending(doc) -> Iterator[tuple[str, Temuan]]:
	"""(program, finding) of what is typed on this recap; sums of the units have been explained where they were typed."""
	typed = [row for row in stated_rows(doc) if not (row.dari_unit or row.dari_rincian)]
	if not typed:
		return
	times, before = Counter(map(program_key, doc.anggaran)), _spent_before(doc)
	for row in typed:
		key = program_key(row)
		# Of rows that cannot be told apart nobody knows which of them had spent what.
		known = before.get(key) if times[key] == 1 else None
		for found in spending_findings(to_decimal(row.nilai_realisasi), to_decimal(row.anggaran), known):
			yield program_name(row), found


def _spent_before(doc) -> dict[tuple, tuple[str, Decimal]]:
	"""By program the period of this year that stated its spending last, and what it stated; of a unit that carries on the work of
	others theirs too."""
	now = Periode.dari_kode(doc.periode)
	earlier = [row for row in _stated(doc, now.tahun) if Periode.dari_kode(row.periode) < now]
	found: dict[tuple, tuple[str, Decimal]] = {}
	for row in sorted(earlier, key=lambda row: Periode.dari_kode(row.periode)):
		key, (periode, spent) = program_key(row), found.get(program_key(row), ("", Decimal(0)))
		# Twice in one recap: together.
		already = spent if periode == row.periode else Decimal(0)
		found[key] = (row.periode, already + to_decimal(row.nilai_realisasi))
	return found


def _stated(doc, year: int) -> list:
	spent, recap = frappe.qb.DocType(SERAPAN_ANGGARAN), frappe.qb.DocType(REKAP)
	query = (
		frappe.qb.from_(spent)
		.join(recap)
		.on((recap.name == spent.parent) & (spent.parenttype == REKAP))
		.select(recap.periode, spent.nilai_realisasi, *(spent[column] for column in PROGRAM))
		.where((recap.kecamatan == doc.kecamatan) & (recap.jenis == doc.jenis) & (recap.tidak_melapor == 0))
		.where(recap.periode.like(f"{year}%") & (spent.realisasi != ""))
	)
	if doc.jenis != OFFICE_RECAP:
		query = query.where(recap.unit_kerja.isin(forebears(doc.unit_kerja)))
	return query.run(as_dict=True)
