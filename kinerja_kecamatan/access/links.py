"""What a person links from a document of an office is that office's own, and readable by that person.

One rule over every Link and Dynamic Link of our DocTypes and their rows, and over Links to them from anywhere else, read from the
meta, so that fields which an office adds are held too: a link that anybody may set makes Frappe give out the other document's title and fetched fields.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import escape_html

from kinerja_kecamatan.access import acting
from kinerja_kecamatan.access.doctypes import is_scoped, our_doctypes, readable_names
from kinerja_kecamatan.access.scope import place_of
from kinerja_kecamatan.base.doctypes import PEGAWAI, PENUGASAN
from kinerja_kecamatan.exceptions import MoveRefused

# An appointment is how a person comes into an office; Penugasan itself asks whether its writer may open the person's entry.
ASKED_ELSEWHERE = frozenset({(PENUGASAN, "pegawai")})


@dataclass(frozen=True)
class Link:
	"""One value of a Link field: in which table (None: the document itself), row and field, and what it names."""

	table: str | None
	row: int
	field: str
	label: str
	doctype: str
	name: str

	@property
	def place(self) -> tuple:
		"""By this a value is known again, in whatever row of the table it stands."""
		return self.table, self.field, self.doctype, self.name

	@property
	def title(self) -> str:
		return _("{0} baris {1}").format(self.label, self.row) if self.table else self.label


def validate(doc, method=None) -> None:
	"""Hook of every document that is saved, after its controller has computed its own: what is linked anew to one of ours."""
	if _steps_aside():
		return
	named = [
		link
		for link in _links(doc)
		if (doc.doctype, link.field) not in ASKED_ELSEWHERE
		and (link.doctype, link.name) != (doc.doctype, doc.name)  # a new root is its own kecamatan
	]
	if not named:
		return
	office = place_of(_document_of(doc)).kecamatan if doc.doctype in our_doctypes() else None
	known = _known(doc, office)
	new = [link for link in named if link.place not in known]
	for doctype in {link.doctype for link in new}:
		_check(doc, [link for link in new if link.doctype == doctype], doctype, office)


def _steps_aside() -> bool:
	flags = frappe.flags
	return bool(
		acting.active() or flags.in_install or flags.in_uninstall or flags.in_migrate or flags.in_patch
	)


def _links(doc) -> Iterator[Link]:
	# Of other apps' documents those that an admin has tied to ours: what they name dynamically is about us, not linked by somebody.
	own = doc.doctype in our_doctypes()
	for part in (doc, *doc.get_all_children()):
		meta = part.meta
		for df in (*meta.get_link_fields(), *(meta.get_dynamic_link_fields() if own else ())):
			name = part.get(df.fieldname)
			target = df.options if df.fieldtype == "Link" else part.get(df.options)
			if name and target and is_scoped(target):
				yield Link(part.get("parentfield"), part.idx or 0, df.fieldname, _(df.label), target, name)


def _document_of(doc):
	"""The document that says where a row belongs, which Frappe also saves alone."""
	if doc.meta.istable and doc.get("parent") and frappe.db.exists(doc.parenttype, doc.parent):
		return frappe.get_doc(doc.parenttype, doc.parent)
	return doc


def _known(doc, office: str | None) -> set[tuple]:
	"""What was linked before in the same field, as it may since have gone to another office; nothing once the document goes there."""
	before = doc.get_doc_before_save()
	if not before or (office and place_of(_document_of(before)).kecamatan != office):
		return set()
	return {link.place for link in _links(before)}


def _check(doc, links: list[Link], doctype: str, office: str | None) -> None:
	names = sorted({link.name for link in links})
	elsewhere = {
		name for name, offices in _offices(doctype, names).items() if office and office not in offices
	}
	# What the app itself writes for a person follows from documents that were asked for already.
	seen = set(names) if doc.flags.ignore_permissions else readable_names(doctype, names)
	for link in links:
		if link.name in elsewhere or link.name not in seen:
			frappe.throw(
				_("{0}: {1} {2} bukan milik {3}, atau tidak dapat Anda buka.").format(
					link.title, _(doctype), escape_html(link.name), office or _("kantor Anda")
				),
				MoveRefused,
				title=_("Bukan dari kantor ini"),
			)


def _offices(doctype: str, names: list[str]) -> dict[str, set[str]]:
	"""The kecamatan of each document that has any: a Pegawai is of all where the person is, was or will be appointed."""
	if doctype == PEGAWAI:
		rows = frappe.get_all(
			PENUGASAN,
			filters={"pegawai": ["in", names]},
			fields=["pegawai", "kecamatan"],
			distinct=True,
			as_list=True,
		)
	elif frappe.get_meta(doctype).has_field("kecamatan"):
		rows = frappe.get_all(
			doctype, filters={"name": ["in", names]}, fields=["name", "kecamatan"], as_list=True
		)
	else:
		rows = ()
	offices: dict[str, set[str]] = {}
	for name, kecamatan in rows:
		if kecamatan:
			offices.setdefault(name, set()).add(kecamatan)
	return offices
