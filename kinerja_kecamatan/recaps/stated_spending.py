"""Indicators that state how much of the budget was spent, held against the table of the budget on the same recap."""

from collections.abc import Iterator, Mapping

import frappe
from frappe import _

from kinerja_kecamatan.base.stored_words import OFFICE_RECAP
from kinerja_kecamatan.exceptions import PreconditionMissing
from kinerja_kecamatan.figures.columns import stored_year
from kinerja_kecamatan.figures.finding_facts import indicator_masters
from kinerja_kecamatan.recaps import budget
from kinerja_kecamatan.rules.findings import Temuan, spending_contradiction, states_table


def contradictions(doc, known: Mapping[str, frappe._dict]) -> Iterator[tuple[object, Temuan]]:
	"""(row, finding) of the rows whose indicator states the table of this recap, and whose year so far is another figure than the
	table's. Nothing while a program of the table is not stated: the rate is not known then; nor of a row that was not reported.

	:param known: what the findings need of the rows' indicators (finding_facts.indicator_masters)
	"""
	rate = budget.total(doc).serapan if budget.is_complete(doc) else None
	if rate is None:
		return
	for row in doc.baris:
		said = stored_year(row, "")["nilai"] if _states(row, known.get(row.indikator), doc) else None
		found = spending_contradiction(said, rate, row.desimal or 0) if said is not None else None
		if found:
			yield row, found


def _states(row, master, doc) -> bool:
	if not master or not master.menyatakan_serapan or row.tidak_disampaikan:
		return False
	return states_table(master.tabel_serapan, row.tingkat, kecamatan=doc.jenis == OFFICE_RECAP)


def refuse_contradictions(doc) -> None:
	"""The kecamatan's recap goes onto one paper with its table: where an indicator that states that table says otherwise it does not become
	final. What a unit states of its own budget is no rate of the whole, and was held against the unit's table."""
	known = indicator_masters(row.indikator for row in doc.baris)
	found = [f"{row.kode or row.indikator}: {finding.uraian}" for row, finding in contradictions(doc, known)]
	if found:
		frappe.throw(found, PreconditionMissing, title=_("Serapan anggaran belum cocok"), as_list=True)
