"""A Perjanjian Kinerja that is Ditetapkan is closed: what has been printed and signed is not written over.

Whatever way a change comes in, it ends here. Two things stay open: the scan of the signed paper, and the cells of a Ralat that a
second person has confirmed. Like the right to write a record once (written_once), that confirmation is no flag: it is known of
the very object that is being saved, for that one save, and lies in this module alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

import frappe
from frappe import _
from frappe.model import no_value_fields, table_fields
from frappe.model.document import Document
from frappe.utils import escape_html

from kinerja_kecamatan.base import typed_code
from kinerja_kecamatan.base.doctypes import PERJANJIAN
from kinerja_kecamatan.base.stored_words import IN_FORCE
from kinerja_kecamatan.exceptions import MoveRefused
from kinerja_kecamatan.guard import names, payload, rules
from kinerja_kecamatan.guard.rules import steps_aside

SCAN = "pindaian"


class Cell(NamedTuple):
	"""A column of the document (`tabel` and `baris` are ""), or of one row of a table, by the row's name; without `kolom` the
	rows of a table as such."""

	tabel: str
	baris: str
	kolom: str


@dataclass(eq=False)
class Correction:
	"""A Ralat while it is being written. `told`: what its effects have to say, for the log and for who confirms; `sealed`: what its
	line keeps beside its columns."""

	doc: Document
	cells: frozenset[Cell]
	told: list[str] = field(default_factory=list)
	sealed: dict = field(default_factory=dict)


# By id; an entry lives for one save.
_under_way: dict[int, Correction] = {}


@contextmanager
def correcting(doc: Document, cells: frozenset[Cell]) -> Iterator[Correction]:
	"""Around the save by which a confirmed Ralat takes effect."""
	typed_code.refuse()
	_under_way[id(doc)] = correction = Correction(doc, cells)
	try:
		yield correction
	finally:
		_under_way.pop(id(doc), None)


def correction_of(doc: Document) -> Correction | None:
	"""The Ralat that is being written into this very document."""
	found = _under_way.get(id(doc))
	return found if found and found.doc is doc else None


def is_closed(doc: Document | None) -> bool:
	"""Of a document as it is stored."""
	return bool(doc) and doc.status == IN_FORCE


def before_change(doc, method=None) -> None:
	"""Hook of every way to save a Perjanjian Kinerja, before anything else looks at it."""
	if steps_aside():
		return
	rules.check_class(doc)
	rules.check_shadows(doc)
	before = doc.get_doc_before_save()
	if doc.is_new() or not before:
		payload.blank_read_only(doc)
	elif is_closed(before):
		_hold(doc, before)
	else:
		payload.restore_read_only(doc, before)


def _hold(doc, before) -> None:
	correction = correction_of(doc)
	_keep_app_owned(doc, before)
	allowed = (correction.cells if correction else frozenset()) | {Cell("", "", SCAN)}
	if changed := differences(doc, before) - allowed:
		refuse_change(doc.name, sorted({_label(doc.meta, cell) for cell in changed}))
	if before.get(SCAN) and not doc.get(SCAN):
		_refuse(_("{0}: pindaian diganti dengan yang baru, tidak dikosongkan.").format(doc.name))


def _keep_app_owned(doc, before) -> None:
	"""Names and units of indicators are fetched anew with every save, and may be others by now; who made a document and when says
	which of two agreements counts."""
	doc.owner, doc.creation = before.owner, before.creation
	_keep_read_only(doc, before)
	for df in doc.meta.get_table_fields():
		known = {row.name: row for row in before.get(df.fieldname)}
		for row in doc.get(df.fieldname):
			if row.name in known:
				_keep_read_only(row, known[row.name])


def _keep_read_only(part, before) -> None:
	for df in part.meta.fields:
		if df.read_only and df.fieldtype not in (*no_value_fields, *table_fields):
			part.set(df.fieldname, before.get(df.fieldname))


def keep_the_rest(doc) -> None:
	"""After a Ralat has been read and checked: what it does not name stays to the letter, as older releases have written it."""
	before, correction = doc.get_doc_before_save(), correction_of(doc)
	rows = {row.name: row for df in doc.meta.get_table_fields() for row in doc.get(df.fieldname)}
	old = {row.name: row for df in doc.meta.get_table_fields() for row in before.get(df.fieldname)}
	for cell in differences(doc, before) - correction.cells:
		part, was = (rows[cell.baris], old[cell.baris]) if cell.baris else (doc, before)
		part.set(cell.kolom, was.get(cell.kolom))


def differences(doc, before) -> set[Cell]:
	"""The cells in which a document differs from what is stored."""
	tables = doc.meta.get_table_fields()
	found = {
		Cell("", "", name)
		for name in payload.changed_fields(doc, before, ignore={df.fieldname for df in tables})
	}
	if doc.docstatus != before.docstatus:
		found.add(Cell("", "", "docstatus"))
	for df in tables:
		found |= _row_differences(df.fieldname, doc.get(df.fieldname), before.get(df.fieldname))
	return found


def _row_differences(table: str, rows: list, before: list) -> set[Cell]:
	if [(row.name, row.idx) for row in rows] != [(row.name, row.idx) for row in before]:
		return {Cell(table, "", "")}
	return {
		Cell(table, row.name, name)
		for row, was in zip(rows, before, strict=True)
		for name in payload.changed_fields(row, was)
	}


def _label(meta, cell: Cell) -> str:
	if not cell.tabel:
		return _(meta.get_label(cell.kolom))
	table = meta.get_field(cell.tabel)
	if not cell.kolom:
		return _("baris {0}").format(_(table.label))
	return _(frappe.get_meta(table.options).get_label(cell.kolom))


def refuse_change(name: str, labels: list[str]) -> None:
	_refuse(
		_(
			"{0} sudah Ditetapkan dan tertutup: {1} tidak diubah lagi. Buat Perjanjian Kinerja berjenis Perubahan dengan tanggal berlakunya, atau ajukan Ralat dengan alasannya."
		).format(escape_html(name), ", ".join(map(escape_html, labels)))
	)


def on_trash(doc, method=None) -> None:
	if not steps_aside() and is_closed_in_database(doc.name):
		_refuse(_("{0} sudah Ditetapkan dan tidak dihapus.").format(doc.name))


def before_rename(doc, method, old: str, new: str, merge: bool = False) -> None:
	if not steps_aside() and any(is_closed_in_database(name) for name in (old, new)):
		_refuse(_("{0} sudah Ditetapkan dan tidak diganti namanya.").format(old))
	names.before_rename(doc, method, old, new, merge)


def is_closed_in_database(name: str) -> bool:
	return frappe.db.get_value(PERJANJIAN, name, "status") == IN_FORCE


def refuse_files(doc) -> None:
	"""Of a closed agreement: its files stay as they are; more may come, such as the scan of the signed paper."""
	if is_closed_in_database(doc.name):
		_refuse(_("Berkas {0} tidak diganti atau dihapus: perjanjiannya sudah Ditetapkan.").format(doc.name))


def _refuse(message: str) -> None:
	frappe.throw(message, MoveRefused, title=_("Perjanjian Kinerja tertutup"))
