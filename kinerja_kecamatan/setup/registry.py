"""Shipped Seed: what the app put in place for admins to change, and in which form.

A seed is updated by a release only while the document still has the form that was shipped; a renamed, deleted or edited
one is the admin's.
"""

import hashlib
import json

import frappe

from kinerja_kecamatan.base.doctypes import SHIPPED_SEED


def fingerprint(content: dict | list) -> str:
	"""SHA-256 of a canonical form; None, '' and 0 of a check are the same to an admin and so to us."""
	return hashlib.sha256(
		json.dumps(content, sort_keys=True, ensure_ascii=False, default=str).encode()
	).hexdigest()


def find_seed(jenis: str, kunci: str):
	"""The record of a seed as {name, nama_dokumen, sidik}, or None when it was never shipped here."""
	return frappe.db.get_value(
		SHIPPED_SEED, {"jenis": jenis, "kunci": kunci}, ["name", "nama_dokumen", "sidik"], as_dict=True
	)


def record_seed(jenis: str, kunci: str, document: str, digest: str) -> None:
	known = find_seed(jenis, kunci)
	if known:
		frappe.db.set_value(SHIPPED_SEED, known.name, {"nama_dokumen": document, "sidik": digest})
		return
	frappe.get_doc(
		{"doctype": SHIPPED_SEED, "jenis": jenis, "kunci": kunci, "nama_dokumen": document, "sidik": digest}
	).insert(ignore_permissions=True)  # written by install and migrate
