"""Hostile values for every text field of the app's DocTypes, each with a number that names its field when it runs.

Written straight into the tables, past everything that cleans, as an old release or a repair on the console could have left
them. What a person can send is in tests/site/test_hostile_values.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import frappe

MODULE = "Kinerja Kecamatan"
TEXT = {
	*("Data", "Small Text", "Text", "Long Text", "Code", "HTML Editor", "Text Editor", "Markdown Editor"),
	*("Attach", "Attach Image", "Read Only", "Autocomplete", "Barcode", "Phone", "Color", "Select"),
}
# What documents are found by and what the app reads as structure; a name is tried by documents that are named so.
STRUCTURE = {
	"kunci",
	"kode",
	"sidik",
	"segel",
	"isi",
	"sidik_isi",
	"workflow_state",
	"jenis",
	"kertas",
	"kegiatan",
}
# Rules compute with these before anything is shown.
READ_AS_NUMBERS = {"sifat", "tingkat", "agregasi_waktu", "agregasi_sumber", "lingkup", "kolom", "hasil"}

# Each is a whole value: a tag, an attribute by either quote, a template, an address, what Frappe's own cleaning lets through.
SHAPES = {
	"tag": """'"><img src=x onerror=__ran({n})>{{{{__ran({n})}}}}&lt;img src=x onerror=__ran({n})&gt;""",
	"attribute": """" onanimationstart="__ran({n})" style="animation:spinner-border 1s" x=\"""",
	"apostrophe": """' onanimationstart='__ran({n})' style='animation:spinner-border 1s' x='""",
	"script": "</textarea></script><script>__ran({n})</script><svg onload=__ran({n})>{{% set x = __ran({n}) %}}",
	"address": "javascript:__ran({n})",
	"json": """["<img src=x onerror=__ran({n})>"]""",
	"cdata": "<!-- markdown --><![CDATA[><img src=x onerror=__ran({n})>]]>",
}
# What a round in the browser writes: into short fields, into long ones, into Attach fields.
ROUNDS = {
	"tags": ("tag", ("tag", "script"), "tag"),
	"attributes": ("attribute", ("attribute",), "address"),
	"apostrophes": ("apostrophe", ("apostrophe",), "apostrophe"),
}
ATTACH = ("Attach", "Attach Image")


@dataclass
class Marks:
	"""What each number stands for."""

	places: list[str] = field(default_factory=list)

	def value(self, shape: str, place: str) -> str:
		self.places.append(f"{place} ({shape})")
		return SHAPES[shape].format(n=len(self.places) - 1)

	def named(self, numbers: Iterable[int]) -> list[str]:
		return sorted({self.places[number] for number in numbers})


def doctypes(tables: bool = False) -> list[str]:
	filters = {"module": MODULE, **({} if tables else {"istable": 0})}
	return frappe.get_all("DocType", filters=filters, pluck="name", order_by="name")


def fields_of(doctype: str) -> list[str]:
	"""The text fields of a DocType, from its meta."""
	meta = frappe.get_meta(doctype)
	columns = set(frappe.db.get_table_columns(doctype)) if not meta.issingle else None
	return [
		df.fieldname
		for df in meta.fields
		if df.fieldtype in TEXT - {"Select"}
		and df.fieldname not in STRUCTURE | READ_AS_NUMBERS
		and not df.unique
		and (columns is None or df.fieldname in columns)
	]


def plant(marks: Marks, kind: str, names: dict[str, list[str]]) -> None:
	"""Write a round's values into every text field of the named documents and of their rows."""
	for doctype, documents in names.items():
		_write(marks, kind, doctype, "name", documents)
		for child in {df.options for df in frappe.get_meta(doctype).get_table_fields()}:
			_write(marks, kind, child, "parent", documents)


def _write(marks: Marks, kind: str, doctype: str, key: str, documents: list[str]) -> None:
	fields = fields_of(doctype)
	if not fields or not documents:
		return
	meta = frappe.get_meta(doctype)
	values = [_value(marks, kind, meta.get_field(name), f"{doctype}.{name}") for name in fields]
	changes = ", ".join(f"`{name}` = %s" for name in fields)
	frappe.db.sql(f"update `tab{doctype}` set {changes} where `{key}` in %s", (*values, tuple(documents)))


def _value(marks: Marks, kind: str, df, place: str) -> str:
	short, long, attach = ROUNDS[kind]
	shapes = (attach,) if df.fieldtype in ATTACH else (short,) if df.fieldtype == "Data" else long
	return " ".join(marks.value(shape, place) for shape in shapes)


def documents(root: str, people: Iterable[str]) -> dict[str, list[str]]:
	"""Every document of an office, by DocType."""
	found = {}
	for doctype in doctypes():
		meta = frappe.get_meta(doctype)
		if meta.issingle:
			continue
		if doctype == "Pegawai":
			found[doctype] = list(people)
		elif meta.has_field("kecamatan"):
			found[doctype] = frappe.get_all(
				doctype, filters={"kecamatan": root}, pluck="name", order_by="creation"
			)
	for doctype in set(doctypes()) - set(found) - {"Periode Kinerja"}:
		if not frappe.get_meta(doctype).issingle:
			found[doctype] = frappe.get_all(doctype, filters={"name": ["like", "uji-%"]}, pluck="name")
	found["Unit Kerja"] = frappe.get_all(
		"Unit Kerja", filters={"kecamatan": root}, pluck="name", order_by="lft"
	)
	return {doctype: names for doctype, names in found.items() if names}


def add_bare(root: str) -> list[tuple[str, str]]:
	"""A bare document, past all rules, of each DocType that an office has none of; say drop() when done."""
	made = []
	for doctype in doctypes():
		meta = frappe.get_meta(doctype)
		if meta.issingle or (meta.has_field("kecamatan") and frappe.db.exists(doctype, {"kecamatan": root})):
			continue
		if doctype in ("Pegawai", "Unit Kerja", "Periode Kinerja"):
			continue
		doc = frappe.new_doc(doctype)
		doc.name = f"uji-{frappe.generate_hash(length=8)}"
		if meta.has_field("kecamatan"):
			doc.kecamatan = root
		doc.db_insert()
		for table in meta.get_table_fields():
			row = frappe.new_doc(table.options)
			row.update({"parent": doc.name, "parenttype": doctype, "parentfield": table.fieldname, "idx": 1})
			row.name = frappe.generate_hash(length=10)
			row.db_insert()
		made.append((doctype, doc.name))
	return made


def drop(made: list[tuple[str, str]]) -> None:
	frappe.db.rollback()
	for doctype, name in made:
		for table in frappe.get_meta(doctype).get_table_fields():
			frappe.db.delete(table.options, {"parent": name, "parenttype": doctype})
		frappe.db.delete(doctype, {"name": name})
	frappe.db.commit()
