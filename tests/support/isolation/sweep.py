"""Go every way as somebody, and count what comes back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import frappe

from tests.support.http import raw
from tests.support.isolation import app_ways, ways
from tests.support.isolation.offices import Looker, Offices
from tests.support.isolation.planted import Scope, children, doctypes

LAYOUTS = {
	"Format Data Kinerja": "Format Data Kinerja",
	"Rekap Kinerja": "Rekap Data Kinerja Unit",
	"Disposisi": "Lembar Disposisi",
}
# What the whole office reads, and what tells of every unit if one is not careful.
OF_ORDER = ("Disposisi", "Rapat Kinerja")
# Fields that a list view asks for: the name and one text of the DocType.
TEXT_FIELD = {
	"Format Data Kinerja": "catatan",
	"Rekap Kinerja": "catatan_validasi",
	"Catatan Tahapan": "alasan",
	"Salinan Rekap": "isi",
	"Disposisi": "hal",
	"Rapat Kinerja": "acara",
}


@dataclass
class Tally:
	"""What one way of looking gave, over all that was asked of it."""

	asked: int = 0
	own: set[str] = field(default_factory=set)
	foreign: set[str] = field(default_factory=set)
	failed: list[str] = field(default_factory=list)


def text_field(doctype: str) -> str:
	"""A text field of the DocType that carries the mark."""
	if doctype in TEXT_FIELD:
		return TEXT_FIELD[doctype]
	texts = [
		df.fieldname
		for df in frappe.get_meta(doctype).fields
		if df.fieldtype in ("Small Text", "Text", "Long Text")
	]
	data = [df.fieldname for df in frappe.get_meta(doctype).fields if df.fieldtype == "Data"]
	return (texts or data or ["owner"])[0]


def over_lists(hidden: list[Scope], only: set[str] | None = None) -> Iterator[ways.Way]:
	"""Every DocType's lists and child tables, asked for what is hidden."""
	for doctype in doctypes():
		if only is not None and doctype not in only:
			continue
		names = [name for scope in hidden for name in scope.names.get(doctype, [])]
		tag = next(scope.tag for scope in hidden if doctype in scope.names)
		text = text_field(doctype)
		yield from ways.lists(doctype, names, text, tag, ["name", text])
		for child in children(doctype):
			rows = [row for scope in hidden for row in scope.rows.get(child, [])]
			yield from ways.rows(child, doctype, rows, names, text_field(child))


def over_documents(hidden: list[Scope], forged: dict, only: set[str] | None = None) -> Iterator[ways.Way]:
	"""One hidden document of every DocType, by name."""
	for doctype in doctypes():
		if only is not None and doctype not in only:
			continue
		scope = next(scope for scope in hidden if doctype in scope.names)
		name, layout = scope.names[doctype][0], LAYOUTS.get(doctype, "Standard")
		meta = frappe.get_meta(doctype)
		places = {field: value for field, value in forged.items() if meta.has_field(field)}
		yield from ways.documents(doctype, name, places, layout)
		yield from app_ways.methods(doctype, _real(hidden, doctype))
		if doctype in LAYOUTS:
			yield from ways.pdfs(doctype, name, layout)


def _real(scopes: list[Scope], doctype: str) -> list[str]:
	"""Documents that the SOP's run has made, before those that were planted bare."""
	names = [name for scope in scopes for name in scope.names.get(doctype, [])]
	bare = {name for scope in scopes for _doctype, name in scope.bare}
	return sorted(names, key=lambda name: name in bare)


def over_own(allowed: list[Scope], only: set[str] | None = None) -> Iterator[ways.Way]:
	"""One document of every DocType that may be read, by name and on all its papers: it tells nothing of others."""
	for doctype in doctypes():
		names = _real(allowed, doctype)
		if not names or (only is not None and doctype not in {*only, *OF_ORDER}):
			continue
		layouts = frappe.get_all("Print Format", filters={"doc_type": doctype}, pluck="name")
		asked = [
			*ways.documents(doctype, names[0], {}, LAYOUTS.get(doctype, "Standard")),
			*app_ways.methods(doctype, names),
			*(ways.printed(doctype, names[0], layout) for layout in layouts),
		]
		# A bare yes or a count is right here.
		yield from (way for way in asked if not way.judge)


def over_hangers(hidden: list[Scope]) -> Iterator[ways.Way]:
	"""What hangs on one hidden Format."""
	scope = next(scope for scope in hidden if "Format Data Kinerja" in scope.names)
	name = scope.names["Format Data Kinerja"][0]
	yield from ways.hanging("Format Data Kinerja", name, scope.mark, scope.tag)
	yield from ways.file_reads(next(file for file in scope.files if file["docname"] == name))


def sweep(looker: Looker, offices: Offices, asked: Iterable[ways.Way]) -> dict[str, Tally]:
	"""Go every way; {label: Tally}. A way that fails with a server error is no proof and is reported as such."""
	hidden = set().union(*(scope.secrets() for scope in offices.forbidden(looker.root, looker.units)))
	own = set().union(set(), *(scope.secrets() for scope in offices.allowed(looker.root, looker.units)))
	table: dict[str, Tally] = {}
	for way in asked:
		answer = raw(looker.person, way.verb, way.path, **way.arguments)
		tally = table.setdefault(way.label, Tally())
		tally.asked += 1
		tally.foreign |= way.values(answer, hidden)
		if not way.judge:
			tally.own |= way.values(answer, own)
		if answer.status_code >= 500:
			tally.failed.append(f"{way.path} {str(way.arguments)[:200]}: {answer.status_code}")
	return table


def forged_place(looker: Looker) -> dict:
	"""Place fields that would put any document where the looker may read."""
	return {"unit_kerja": next(iter(looker.units or ()), None) or looker.root, "kecamatan": looker.root}
