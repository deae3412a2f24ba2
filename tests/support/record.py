"""A document as the database holds it, whole, to say afterwards whether anything at all has changed."""

import hashlib
from functools import lru_cache
from pathlib import Path

import frappe

from kinerja_kecamatan.demo.client import Person
from tests.support.environment import Environment
from tests.support.office import Office
from tests.support.sop_run import SopRun

FILE = ("name", "file_name", "file_url", "is_private", "owner")


def new_run(env: Environment, office: Office, alone: bool = False) -> SopRun:
	"""A SopRun over an office in a year of its own, committed; for fixtures that live longer than a test."""
	frappe.db.rollback()
	frappe.set_user("Administrator")
	made = office.in_new_year(alone)
	frappe.db.commit()
	return SopRun(env, made)


def administrator(env: Environment) -> Person:
	return Person(env.url, env.site, "Administrator", env.admin_password, "Administrator")


def whole(doctype: str, name: str) -> dict:
	"""Every column of a document and of its rows, its files with their bytes, and how many lines the log has on it."""
	frappe.db.rollback()
	return contents(doctype, name)


def contents(doctype: str, name: str) -> dict:
	"""As `whole`, within the present transaction."""
	found = {doctype: frappe.db.sql(f"select * from `tab{doctype}` where name = %s", name, as_dict=True)}
	for field in frappe.get_meta(doctype).get_table_fields():
		found[field.options] = frappe.db.sql(
			f"select * from `tab{field.options}` where parent = %s and parenttype = %s order by parentfield, idx, name",
			(name, doctype),
			as_dict=True,
		)
	found["File"] = frappe.get_all(
		"File",
		filters={"attached_to_doctype": doctype, "attached_to_name": name},
		fields=FILE,
		order_by="name",
	)
	for file in found["File"]:
		file.sha256 = sha256_of(file.file_url)
	found["Catatan Tahapan"] = frappe.db.count("Catatan Tahapan", {"dokumen": name})
	return found


def fingerprint(doctype: str, name: str) -> tuple:
	"""What `contents` would say, in hashes that the database makes, for who asks thousands of times."""
	rows = frappe.db.sql(_hashes_of(doctype), {"doctype": doctype, "name": name})
	files = frappe.db.sql(
		"select file_url from tabFile where attached_to_doctype = %s and attached_to_name = %s",
		(doctype, name),
	)
	return rows, sorted((url, sha256_of(url)) for (url,) in files)


@lru_cache
def _hashes_of(doctype: str) -> str:
	tables = sorted({df.options for df in frappe.get_meta(doctype).get_table_fields()})
	return " union all ".join(
		(
			_hash_of(doctype, "name = %(name)s"),
			*(_hash_of(table, "parent = %(name)s and parenttype = %(doctype)s") for table in tables),
			_hash_of("File", "attached_to_doctype = %(doctype)s and attached_to_name = %(name)s", FILE),
			_hash_of("Catatan Tahapan", "dokumen = %(name)s", ("name",)),
		)
	)


def _hash_of(doctype: str, condition: str, columns: tuple[str, ...] = ()) -> str:
	"""One row: the table's name, how many rows, and the MD5 of all their columns."""
	columns = columns or tuple(frappe.db.get_table_columns(doctype))
	row = ", ".join(f"ifnull(`{column}`, '\\0')" for column in columns)
	return (
		f"select '{doctype}', count(*), md5(group_concat(concat_ws('\\t', {row}) order by name))"
		f" from `tab{doctype}` where {condition}"
	)


def sha256_of(file_url: str) -> str | None:
	"""The bytes behind a file's address; None when they are gone."""
	folder = () if file_url.startswith("/private/") else ("public",)
	path = Path(frappe.get_site_path(*folder, file_url.lstrip("/")))
	return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else None


def modified(doctype: str, **filters) -> dict[str, str]:
	"""When each matching document was last written, by name."""
	frappe.db.rollback()
	return {
		row.name: str(row.modified)
		for row in frappe.get_all(doctype, filters=filters, fields=["name", "modified"])
	}


def state(doctype: str, name: str) -> str:
	frappe.db.rollback()
	return frappe.db.get_value(doctype, name, "workflow_state")
