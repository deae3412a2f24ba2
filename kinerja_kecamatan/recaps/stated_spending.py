"""Indicators that state how much of the budget was spent, held against the table of the budget on the same recap."""

from collections.abc import Iterable, Iterator

import frappe
from frappe import _

from kinerja_kecamatan.base.doctypes import INDIKATOR
from kinerja_kecamatan.exceptions import PreconditionMissing
from kinerja_kecamatan.figures.columns import stored_year
from kinerja_kecamatan.recaps import budget
from kinerja_kecamatan.rules.findings import Temuan, spending_contradiction
from kinerja_kecamatan.rules.recap_rows import IKU


def contradictions(doc, stating: Iterable[str]) -> Iterator[tuple[object, Temuan]]:
	"""(row, finding) of the rows of these indicators whose year so far is another figure than the table's.

	Nothing while a program of the table is not stated: the rate is not known then.
	"""
	named = set(stating)
	rate = budget.total(doc).serapan if budget.is_complete(doc) else None
	if rate is None or not named:
		return
	for row in doc.baris:
		said = stored_year(row, "")["nilai"] if row.indikator in named else None
		found = spending_contradiction(said, rate, row.desimal or 0) if said is not None else None
		if found:
			yield row, found


def refuse_contradictions(doc) -> None:
	"""The kecamatan's recap goes onto one paper with its table: where an IKU says otherwise it does not become final. What a unit
	states of its own budget is no rate of the whole, and was held against the unit's table."""
	rows = {row.indikator for row in doc.baris if row.tingkat == IKU}
	stating = frappe.get_all(
		INDIKATOR, filters={"name": ["in", sorted(rows) or [""]], "menyatakan_serapan": 1}, pluck="name"
	)
	found = [
		f"{row.kode or row.indikator}: {finding.uraian}" for row, finding in contradictions(doc, stating)
	]
	if found:
		frappe.throw(found, PreconditionMissing, title=_("Serapan anggaran belum cocok"), as_list=True)
