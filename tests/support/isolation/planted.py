"""Marks in every text of two offices' documents, and on what hangs on them, each saying to whom it belongs.

Planted straight into the tables once the documents stand where they are to stand: nothing is run on them afterwards. A
DocType without a document gets a bare one, so that a new DocType of the app is searched from its first day.
"""

import hashlib
import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import frappe
from frappe.model.base_document import BaseDocument
from frappe.model.naming import set_new_name

from kinerja_kecamatan.access.checks import OF_EVERY_UNIT
from kinerja_kecamatan.archive import seal

MODULE = "Kinerja Kecamatan"
# What everybody of an office may see of it; anything else, and any DocType to come, is a unit's own.
OF_OFFICE = frozenset(
	{
		"Disposisi",
		"Rapat Kinerja",
		"Unit Kerja",
		"Pegawai",
		"Penugasan",
		"Usulan Perubahan",
		"Sasaran Kinerja",
		"Indikator Kinerja",
	}
)
OF_OFFICE |= {"Perjanjian Kinerja", "Program Kegiatan", "SOP", "Register Nomor Surat"}
MASTERS = OF_OFFICE - {"Disposisi", "Rapat Kinerja", "Usulan Perubahan", "Register Nomor Surat"}
TEXT = {"Small Text", "Text", "Long Text"}
# Data fields that are read as numbers, codes or keys.
NO_TEXT = (
	"kode",
	"kunci",
	"realisasi",
	"pembilang",
	"penyebut",
	"target",
	"capaian",
	"teks",
	"sifat",
	"satuan",
	"skala",
	"tingkat",
)
NO_TEXT += (
	"agregasi",
	"rumus",
	"singkatan",
	"predikat",
	"status",
	"sidik",
	"sebutan",
	"nip",
	"batas",
	"anggaran",
	"kas_tw",
	"baris",
	"sd_belum",
	"format",
	"pola",
	"klasifikasi",
)

PAPER = ("Arsip Kertas", "isi")


@dataclass
class Scope:
	"""What one mark stands for: a unit's documents, or an office's."""

	root: str
	unit: str | None
	mark: str = field(default_factory=lambda: f"zq{secrets.token_hex(6)}")
	names: dict[str, list[str]] = field(default_factory=dict)
	rows: dict[str, list[str]] = field(default_factory=dict)
	files: list[dict] = field(default_factory=list)
	tag: str = ""
	bare: list[tuple[str, str]] = field(default_factory=list)

	def secrets(self) -> set[str]:
		"""Every string that tells of this scope."""
		names = {name for names in (*self.names.values(), *self.rows.values()) for name in names}
		files = {file["file_url"].rsplit("/", 1)[1] for file in self.files}
		return {self.mark} | files | {name for name in names if len(name) > 8}


def doctypes() -> list[str]:
	"""The app's DocTypes that are documents of an office: they say their unit or kecamatan, or are its people."""
	found = frappe.get_all(
		"DocType", filters={"module": MODULE, "istable": 0, "issingle": 0}, pluck="name", order_by="name"
	)
	return [name for name in found if (name == "Pegawai" or _places(name)) and not _of_site_admin(name)]


def _of_site_admin(doctype: str) -> bool:
	"""Read by System Manager alone, who sees everything."""
	return {row.role for row in frappe.get_meta(doctype).permissions if row.read} <= {"System Manager"}


def children(doctype: str) -> list[str]:
	return sorted({df.options for df in frappe.get_meta(doctype).get_table_fields()})


def _places(doctype: str) -> list[str]:
	meta = frappe.get_meta(doctype)
	return [name for name in ("unit_kerja", "kecamatan") if meta.has_field(name)]


def plant(run, masters: bool = True) -> list[Scope]:
	"""Plant a run's marks: one scope for the office, one for what lies above its units, one a unit.

	:param masters: False where other tests use the office too: only what belongs to the run's order is marked.
	"""
	office = run.office
	scopes = [Scope(office.root, unit) for unit in (None, "", *office.units)]
	for scope in scopes:
		for doctype in doctypes():
			if (doctype in OF_OFFICE) == (scope.unit is None) and (masters or doctype not in MASTERS):
				_plant_doctype(scope, doctype, run)
		for doctype, names in scope.names.items():
			_hang(scope, doctype, names[0])
	frappe.db.commit()
	return scopes


def _plant_doctype(scope: Scope, doctype: str, run) -> None:
	names = _documents(scope, doctype, run)
	if not names:
		names = [_bare(scope, doctype)]
		scope.bare.append((doctype, names[0]))
	scope.names[doctype] = names
	_mark(doctype, "name", names, scope.mark)
	if doctype == "Arsip Kertas" and (doctype, names[0]) not in scope.bare:
		_seal_again(names)
	for child in children(doctype):
		filters = {"parent": ["in", names], "parenttype": doctype}
		if not frappe.db.exists(child, filters):
			_bare_row(child, doctype, names[0])
		_mark(child, "parent", names, scope.mark)
		scope.rows[child] = frappe.get_all(child, filters=filters, pluck="name")


def _documents(scope: Scope, doctype: str, run) -> list[str]:
	"""What there is already of the run's order, or of the office's masters."""
	meta = frappe.get_meta(doctype)
	if doctype == "Pegawai":
		return list(run.office.pegawai.values())
	if doctype == "Disposisi":
		return [run.disposisi]
	filters = {"kecamatan": scope.root}
	if meta.has_field("disposisi"):
		filters["disposisi"] = run.disposisi
	elif doctype not in MASTERS:
		return []  # of many orders at once: a bare one of the scope's own
	if doctype == "Catatan Tahapan":
		return []  # its hash chain would show the mark
	either = {}
	if doctype == "Arsip Kertas":  # read like the document that it prints
		either = {
			"jenis_dokumen": ["not in", sorted(OF_OFFICE)],
			"print_format": ["in", sorted(OF_EVERY_UNIT)],
		}
	rows = frappe.get_all(doctype, filters=filters, or_filters=either, fields=["name", *_places(doctype)])
	return [row.name for row in rows if scope.unit is None or _unit_of(row, scope.root) == scope.unit]


def _unit_of(row, root: str) -> str:
	return "" if row.get("unit_kerja") == root else row.get("unit_kerja") or ""


def _bare(scope: Scope, doctype: str) -> str:
	doc = frappe.new_doc(doctype)
	doc.name = f"{doctype[:3].upper()}-{secrets.token_hex(6)}"
	meta = frappe.get_meta(doctype)
	for fieldname, value in (("unit_kerja", scope.unit), ("kecamatan", scope.root)):
		if meta.has_field(fieldname):
			doc.set(fieldname, value or None)
	for df in meta.fields:
		if df.unique:
			doc.set(df.fieldname, secrets.token_hex(6))
		elif df.fieldtype == "Link" and scope.names.get(df.options):
			doc.set(df.fieldname, scope.names[df.options][0])
	if doctype == "Usulan Perubahan":
		doc.status = "Ditolak"  # what is open is read as JSON, which a mark is not
	# Not by the controller's own: a bare line of the log would leave a gap in its chain.
	BaseDocument.db_insert(doc)
	return doc.name


def _bare_row(child: str, parent_doctype: str, parent: str) -> None:
	row = frappe.new_doc(child)
	table = next(df for df in frappe.get_meta(parent_doctype).get_table_fields() if df.options == child)
	row.update({"parent": parent, "parenttype": parent_doctype, "parentfield": table.fieldname, "idx": 1})
	row.name = secrets.token_hex(6)
	row.db_insert()


def clear(scopes: list[Scope]) -> None:
	"""Take the bare documents away again: other tests look for the site's one SOP, or for an order's copies."""
	frappe.db.rollback()
	for doctype, name in (pair for scope in scopes for pair in scope.bare):
		for child in children(doctype):
			frappe.db.delete(child, {"parent": name, "parenttype": doctype})
		frappe.db.delete(doctype, {"name": name})
	frappe.db.commit()


@contextmanager
def searchable() -> Iterator[None]:
	"""The app's DocTypes in Frappe's global search, which an admin can choose; put back afterwards."""
	before = frappe.get_all("Global Search DocType", pluck="document_type", order_by="idx")
	_search_in([*before, *doctypes()])
	yield
	_search_in(before)


def _search_in(names: list[str]) -> None:
	frappe.db.rollback()
	frappe.db.delete("Global Search DocType")
	for number, name in enumerate(dict.fromkeys(names), start=1):
		row = {"parent": "Global Search Settings", "parenttype": "Global Search Settings", "idx": number}
		_insert("Global Search DocType", document_type=name, parentfield="allowed_in_global_search", **row)
	frappe.cache().hdel("global_search", "search_priorities")
	frappe.db.commit()


def _mark(doctype: str, column: str, names: list[str], mark: str) -> None:
	"""Write the mark into every text field; the field's name beside it says where a leak came from."""
	if doctype == "Arsip Kertas":
		_mark_papers(names, mark)
	fields = [
		df.fieldname
		for df in frappe.get_meta(doctype).fields
		if (df.fieldtype in TEXT and (doctype, df.fieldname) != PAPER)
		or (df.fieldtype == "Data" and not df.unique and not any(word in df.fieldname for word in NO_TEXT))
	]
	if not fields:
		return
	changes = ", ".join(f"`{name}` = %s" for name in fields)
	values = [f"{mark} {name}" for name in fields]
	frappe.db.sql(f"update `tab{doctype}` set {changes} where `{column}` in %s", (*values, tuple(names)))


def _mark_papers(names: list[str], mark: str) -> None:
	"""What an archived paper says stays readable: it is still to be rendered."""
	said = '"judul": "'
	frappe.db.sql(
		"update `tabArsip Kertas` set isi = replace(ifnull(isi, ''), %s, %s) where name in %s",
		(said, f"{said}{mark} ", tuple(names)),
	)


def _seal_again(names: list[str]) -> None:
	"""As if they had been noted with their marks: what does not fit the log's chain is neither rendered nor given out."""
	for name in names:
		row = frappe.get_doc("Arsip Kertas", name)
		row.db_set("sidik_isi", hashlib.sha256((row.isi or "").encode()).hexdigest(), update_modified=False)
		seal.note_papers([seal.sealed_facts(row)], row.unit_kerja or row.kecamatan)


def _hang(scope: Scope, doctype: str, name: str) -> None:
	"""A file, comment, version, task, tag, workflow action, mail and search entry on one document."""
	scope.tag = scope.tag or f"{scope.mark}tag"
	tags = {
		"_user_tags": f",{scope.tag}",
		"_comments": json.dumps([{"comment": scope.mark, "by": "x", "name": "x"}]),
	}
	for column, value in tags.items():
		if column not in frappe.db.get_table_columns(doctype):
			frappe.db.add_column(doctype, column, "Text") if hasattr(frappe.db, "add_column") else None
		if column in frappe.db.get_table_columns(doctype):
			frappe.db.sql(f"update `tab{doctype}` set `{column}` = %s where name = %s", (value, name))
	_insert(
		"Comment", comment_type="Comment", reference_doctype=doctype, reference_name=name, content=scope.mark
	)
	_insert(
		"Version", ref_doctype=doctype, docname=name, data=json.dumps({"changed": [["x", "", scope.mark]]})
	)
	_insert(
		"ToDo",
		reference_type=doctype,
		reference_name=name,
		description=scope.mark,
		status="Open",
		allocated_to="Administrator",
	)
	if not frappe.db.exists("Tag", scope.tag):
		_insert("Tag", name=scope.tag)
	_insert("Tag Link", document_type=doctype, document_name=name, tag=scope.tag, title=scope.mark)
	_insert(
		"Communication",
		communication_type="Communication",
		reference_doctype=doctype,
		reference_name=name,
		subject=scope.mark,
		content=scope.mark,
	)
	_insert_action(doctype, name, scope.mark)
	_insert_searchable(doctype, name, scope.mark)
	scope.files.append(_insert_file(doctype, name, scope.mark))


def _insert(doctype: str, **values) -> str:
	doc = frappe.new_doc(doctype)
	doc.update(values)
	if not values.get("name"):
		set_new_name(doc)
	doc.owner = "Administrator"
	doc.db_insert()
	return doc.name


def _insert_action(doctype: str, name: str, mark: str) -> None:
	"""Open to every role of the app: what Frappe shows by role alone."""
	action = _insert(
		"Workflow Action", reference_doctype=doctype, reference_name=name, status="Open", workflow_state=mark
	)
	for role in frappe.get_all("DocPerm", filters={"parent": "Format Data Kinerja"}, pluck="role"):
		_insert(
			"Workflow Action Permitted Role",
			parent=action,
			parenttype="Workflow Action",
			parentfield="permitted_roles",
			role=role,
		)


def _insert_searchable(doctype: str, name: str, mark: str) -> None:
	frappe.db.sql("delete from `__global_search` where doctype = %s and name = %s", (doctype, name))
	frappe.db.sql(
		"insert into `__global_search` (doctype, name, content, published, title, route) values (%s, %s, %s, 0, %s, '')",
		(doctype, name, f"cari{MODULE.replace(' ', '').lower()} ||| {mark}", mark),
	)


def _insert_file(doctype: str, name: str, mark: str) -> dict:
	"""A private file on disk, and its row. {name, file_url, doctype, docname}"""
	file_name = f"bukti-{secrets.token_hex(6)}.txt"
	with open(frappe.get_site_path("private", "files", file_name), "w") as handle:
		handle.write(f"{mark} isi berkas {doctype}")
	url = f"/private/files/{file_name}"
	row = _insert(
		"File",
		file_name=file_name,
		file_url=url,
		is_private=1,
		folder="Home/Attachments",
		attached_to_doctype=doctype,
		attached_to_name=name,
		content_hash=secrets.token_hex(16),
	)
	return {"name": row, "file_url": url, "doctype": doctype, "docname": name}
