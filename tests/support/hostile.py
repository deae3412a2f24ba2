"""Hostile values for every text field of the app's DocTypes, each with a number that names its field when it runs.

Written straight into the tables, past everything that cleans, as an old release or a repair on the console could have left
them. What a person can send is in tests/site/test_hostile_values.py.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import frappe
from frappe.model.base_document import BaseDocument

MODULE = "Kinerja Kecamatan"
TEXT = {
	*("Data", "Small Text", "Text", "Long Text", "Code", "HTML Editor", "Text Editor", "Markdown Editor"),
	*("Attach", "Attach Image", "Read Only", "Autocomplete", "Barcode", "Phone", "Color", "Select"),
}
# What documents are found by, what the app reads as structure, and what its rules compute with: a round of its own, of one
# document each, since pages show less where these are odd. Choices, and what is unique, belong to it too.
STRUCTURE = {
	*("kunci", "kode", "sidik", "segel", "isi", "sidik_isi", "jenis", "kertas", "kegiatan"),
	*("sifat", "tingkat", "agregasi_waktu", "agregasi_sumber", "lingkup", "kolom", "hasil"),
}
# Names of documents stand in routes and attributes. None is free text: how each is made, and by what it is held so
# (tests/site/test_hostile_values.py); those that a person words are planted with SHAPES["name"].
SERIES = "numbered by the app"
OF_OTHERS = "the name of another document, and a number"
RANDOM = "random"
BY_CODE = "a code that a rule takes apart"
PLAIN = "no quotes, no angle brackets, no backslash (access/markup.py, check_name)"
NAMES = {
	**dict.fromkeys(("Pegawai", "Penugasan", "Sasaran Kinerja", "SOP", "Usulan Perubahan"), SERIES),
	**dict.fromkeys(("Disposisi", "Format Data Kinerja", "Rapat Kinerja", "Rekap Kinerja"), OF_OTHERS),
	**dict.fromkeys(
		("Dispensasi Kinerja", "Perjanjian Kinerja", "Salinan Rekap", "Rantai Catatan"), OF_OTHERS
	),
	**dict.fromkeys(("Arsip Kertas", "Catatan Tahapan", "Register Nomor Surat", "Shipped Seed"), RANDOM),
	**dict.fromkeys(("Unit Kerja", "Periode Kinerja", "Program Kegiatan"), BY_CODE),
	**dict.fromkeys(("Skala Predikat", "Skala Nilai", "Satuan", "Indikator Kinerja"), PLAIN),
}

# Each is a whole value: a tag, an attribute by either quote, a template, an address, what Frappe's own cleaning lets through.
SHAPES = {
	"tag": """'"><img src=x onerror=__ran({n})>{{{{__ran({n})}}}}&lt;img src=x onerror=__ran({n})&gt;""",
	"attribute": """" onanimationstart="__ran({n})" style="animation:spinner-border 1s" x=\"""",
	"apostrophe": """' onanimationstart='__ran({n})' style='animation:spinner-border 1s' x='""",
	"script": "</textarea></script><script>__ran({n})</script><svg onload=__ran({n})>{{% set x = __ran({n}) %}}",
	"address": "javascript:__ran({n})",
	"json": """["<img src=x onerror=__ran({n})>"]""",
	"name": "Uji {{{{__ran({n})}}}}&lt;img src=x onerror=__ran({n})&gt;",
	"cdata": "<!-- markdown --><![CDATA[><img src=x onerror=__ran({n})>]]>",
}
# What a round in the browser writes: into short fields, into long ones, into Attach fields.
ROUNDS = {
	"tags": ("tag", ("tag", "script"), "tag"),
	"attributes": ("attribute", ("attribute",), "address"),
	"apostrophes": ("apostrophe", ("apostrophe",), "apostrophe"),
	"structure": ("tag", ("tag",), "tag"),
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


def fields_of(doctype: str, structure: bool = False) -> list[str]:
	"""The text fields of a DocType, from its meta: those that are read as words, or those that are read as structure."""
	meta = frappe.get_meta(doctype)
	columns = set(frappe.db.get_table_columns(doctype)) if not meta.issingle else None
	return [
		df.fieldname
		for df in meta.fields
		if df.fieldtype in TEXT
		and (df.fieldtype == "Select" or df.fieldname in STRUCTURE or bool(df.unique)) is structure
		and (columns is None or df.fieldname in columns)
	]


def shown_empty(kind: str) -> set[str]:
	"""Fields whose value a page never has: hidden ones; choices, which show one of their own; and what is an address, where it is
	none of a file or of https (public/js/teks.js)."""
	found = set()
	for doctype in doctypes(tables=True):
		for df in frappe.get_meta(doctype).fields:
			address = df.fieldtype in ATTACH or df.options == "URL"
			if df.hidden or address or (kind == "structure" and df.fieldtype == "Select"):
				found.add(f"{doctype}.{df.fieldname}")
	return found


def plant(marks: Marks, kind: str, names: dict[str, list[str]]) -> None:
	"""Write a round's values into every text field of the named documents and of their rows; into those of structure of the
	last of them alone."""
	for doctype, key, documents in _places(kind, names):
		_write(marks, kind, doctype, key, documents)


def _places(kind: str, names: dict[str, list[str]]) -> Iterator[tuple[str, str, list[str]]]:
	for doctype, documents in names.items():
		chosen = documents[-1:] if kind == "structure" else documents
		yield doctype, "name", chosen
		for child in {df.options for df in frappe.get_meta(doctype).get_table_fields()}:
			yield child, "parent", chosen


def kept(kind: str, names: dict[str, list[str]]) -> list[tuple[str, dict]]:
	"""What stands where a round is about to write, for put_back."""
	found = []
	for doctype, key, documents in _places(kind, names):
		fields = ["name", *fields_of(doctype, kind == "structure")]
		rows = frappe.get_all(doctype, filters={key: ["in", documents]}, fields=fields)
		found += [(doctype, row) for row in rows]
	return found


def put_back(found: list[tuple[str, dict]]) -> None:
	for doctype, row in found:
		if len(row) > 1:
			frappe.db.set_value(doctype, row.pop("name"), row, update_modified=False)


def _write(marks: Marks, kind: str, doctype: str, key: str, documents: list[str]) -> None:
	fields = fields_of(doctype, kind == "structure")
	if not fields or not frappe.db.exists(doctype, {key: ["in", documents]}):
		return
	meta = frappe.get_meta(doctype)
	values = [_value(marks, kind, meta.get_field(name), f"{doctype}.{name}") for name in fields]
	changes = ", ".join(f"`{name}` = %s" for name in fields)
	frappe.db.sql(f"update `tab{doctype}` set {changes} where `{key}` in %s", (*values, tuple(documents)))


def _value(marks: Marks, kind: str, df, place: str) -> str:
	short, long, attach = ROUNDS[kind]
	shapes = (attach,) if df.fieldtype in ATTACH else (short,) if df.fieldtype in ("Data", "Select") else long
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
		if doctype == "Usulan Perubahan":
			doc.status = "Disetujui"  # of one that waits, who may decide is read out of its content
		BaseDocument.db_insert(doc)  # past what only the app writes too
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
