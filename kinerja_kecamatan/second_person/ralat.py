"""Ralat: a correction of a Perjanjian Kinerja that is closed, proposed by one person with a reason and confirmed by another.

Only cells that are named are changed: what was mistyped beside what was signed. Rows come and go, and targets change from a day on,
by an agreement of jenis Perubahan.
"""

import frappe
from frappe import _
from frappe.utils import cstr, escape_html

from kinerja_kecamatan.base import typed_code
from kinerja_kecamatan.base.doctypes import PERJANJIAN
from kinerja_kecamatan.exceptions import KinerjaError, ReasonMissing
from kinerja_kecamatan.guard import closed
from kinerja_kecamatan.guard.closed import Cell
from kinerja_kecamatan.second_person import cells, proposals
from kinerja_kecamatan.second_person.changes import Change


def propose(name: str, changes: list[dict], reason: str | None) -> str:
	"""Hold a correction for its second person; returns the name of its Usulan Perubahan.

	:param changes: [{"tabel": "target", "program", "rencana_aksi" or "", "baris": the row's name or number, "kolom", "menjadi"}]
	"""
	typed_code.refuse()
	doc = frappe.get_doc(PERJANJIAN, name, for_update=True)
	doc.check_permission("write")
	if not closed.is_closed(doc):
		_refuse(_("{0} belum Ditetapkan; ubahlah langsung pada dokumennya.").format(doc.name))
	if not (reason or "").strip():
		frappe.throw(_("Tulis alasan ralat."), ReasonMissing, title=_("Alasan belum diisi"))
	wanted = {_cell(doc, change): change.get("menjadi") for change in changes}
	before, after = cells.state_of(doc, wanted), _read(doc, wanted)
	changed = [key for key in before if before[key] != after[key]]
	if not changed:
		_refuse(_("Tidak ada yang berubah: isian ralat sama dengan yang tertulis."))
	change = Change(
		PERJANJIAN,
		{key: before[key] for key in changed},
		{key: after[key] for key in changed},
		kecamatan=frozenset({doc.kecamatan}),
		gives=True,
		gives_admin=False,
		accounts=frozenset(),
	)
	return proposals.propose(doc, change, reason.strip())


def _cell(doc, change: dict) -> Cell:
	"""The cell that a request names; refused where there is none, or none that a Ralat may change."""
	table, row, column = (cstr(change.get(part)).strip() for part in ("tabel", "baris", "kolom"))
	if not table and column in cells.HEAD:
		return Cell("", "", column)
	if table in cells.TABLES and column in cells.columns_of(table):
		rows = {str(each.idx): each.name for each in doc.get(table)}
		rows |= {each.name: each.name for each in doc.get(table)}  # a row may be named like a number
		if row in rows:
			return Cell(table, rows[row], column)
		_refuse(_("{0} tidak mempunyai baris {1}.").format(_(cells.TABLES[table]), escape_html(row)))
	allowed = [cells.label(PERJANJIAN, field) for field in cells.HEAD]
	for table, doctype in cells.TABLES.items():
		allowed += [f"{cells.label(doctype, field)} ({_(doctype)})" for field in cells.columns_of(table)]
	_refuse(
		_("{0} tidak diubah dengan Ralat. Yang dapat diralat: {1}.").format(
			escape_html(column) or "-", ", ".join(allowed)
		)
	)


def _read(doc, wanted: dict[Cell, object]) -> dict[str, str]:
	"""What the document would say, read and checked as when it is saved; nothing is written."""
	trial = frappe.get_doc(PERJANJIAN, doc.name)
	trial.load_doc_before_save()
	trial._action = "save"
	cells.fill(trial, wanted)
	with closed.correcting(trial, frozenset(wanted)):
		trial._validate_links()
		for phase in ("before_validate", "validate"):
			trial.run_method(phase)
	trial._validate()
	return cells.state_of(trial, wanted)


def _refuse(message: str) -> None:
	frappe.throw(message, KinerjaError, title=_("Ralat belum dapat diajukan"))
