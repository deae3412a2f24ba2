"""Evidence: files of the SOP's documents, attached or named in a row, are private, and change only while their document may
be edited. A Rapat Kinerja closes with its step, a Perjanjian Kinerja when it is set in force; the log and the kept
recaps never open."""

import os

import frappe
from frappe import _

from kinerja_kecamatan.access import acting
from kinerja_kecamatan.access.attached_records import may_see
from kinerja_kecamatan.access.attachments import attach_columns
from kinerja_kecamatan.access.doctypes import our_doctypes
from kinerja_kecamatan.access.files import PUBLIC_DOCTYPES, at_address, refuse_claim
from kinerja_kecamatan.access.impersonation import refuse_impersonation
from kinerja_kecamatan.access.scope import roles_over
from kinerja_kecamatan.base.doctypes import (
	ARCHIVE,
	COPY,
	DISPENSASI,
	GUARDED_DOCTYPES,
	LOG,
	PERJANJIAN,
	RAPAT,
)
from kinerja_kecamatan.exceptions import MoveRefused
from kinerja_kecamatan.guard.rules import check_person, steps_aside
from kinerja_kecamatan.sop.workflow import editors, state_field

# Documents that decide for themselves, by check_editor(), whether their files may change.
SELF_KEPT = (RAPAT, COPY, LOG, DISPENSASI, ARCHIVE, PERJANJIAN)
# Of these a closed one takes files all the same, and gives none back.
TAKES_MORE = (PERJANJIAN,)


def before_insert(doc, method=None) -> None:
	"""File: refuse where the document is closed to this person; Frappe has written the content, publicly unless asked."""
	if steps_aside() or acting.active():
		return
	if is_evidence(doc):
		check_evidence(doc.attached_to_doctype, doc.attached_to_name, adds=True)
		make_private(doc)


def before_validate(doc, method=None) -> None:
	"""File, saved again: neither where it hangs now nor where it is to hang may be closed; never public."""
	before = doc.get_doc_before_save()
	if steps_aside() or acting.active() or not before:
		return
	if before.file_url != doc.file_url:
		refuse_claim(doc.file_url)
	for place in {*documents_of(before), *documents_of(doc)}:
		check_evidence(*place)
	moved = bool(doc.is_private) != bool(before.is_private)
	if (not doc.is_private and is_evidence(doc)) or (moved and _is_also_evidence(doc, before)):
		frappe.throw(_("Berkas bukti selalu bersifat pribadi."), MoveRefused)


def on_trash(doc, method=None) -> None:
	check_removal(doc)


def check_removal(doc) -> None:
	if steps_aside() or acting.active():
		return
	for place in documents_of(doc):
		check_evidence(*place)


def documents_of(file) -> list[tuple[str, str]]:
	"""(DocType, name) of the SOP's documents whose evidence a File is: where it hangs, and who names its address."""
	found = [(file.attached_to_doctype, file.attached_to_name)] if is_evidence(file) else []
	for doctype in GUARDED_DOCTYPES if file.file_url else ():
		for table, column in attach_columns(doctype):
			key = "name" if table == doctype else "parent"
			names = frappe.get_all(table, filters={column: file.file_url}, pluck=key, distinct=True)
			found += [(doctype, name) for name in names]
	return found


def is_evidence(file) -> bool:
	return file.attached_to_doctype in our_doctypes() - PUBLIC_DOCTYPES


def _is_also_evidence(doc, before) -> bool:
	"""Frappe keeps equal contents once: moving one's own copy would move the evidence, by its address or by its hash."""
	hashes = {doc.content_hash, before.content_hash} - {None, ""}
	same = frappe.get_all(
		"File",
		filters={"content_hash": ["in", sorted(hashes) or ["-"]]},
		fields=["name", "attached_to_doctype"],
	)
	same += [file for version in (doc, before) for file in at_address(version.file_url)]
	return any(file.name != doc.name and is_evidence(file) for file in same)


def make_private(doc) -> None:
	"""Store a new File's content again as a private one; the public copy goes unless another File needs it."""
	if doc.is_private or doc.is_remote_file or doc.is_folder:
		return
	content, public_url, public_path = doc.get_content(), doc.file_url, doc.get_full_path()
	doc.is_private = 1
	doc.file_url = None
	doc.save_file(content=content)
	if not frappe.db.exists("File", {"file_url": public_url}) and os.path.exists(public_path):
		os.remove(public_path)


def check_evidence(doctype: str, name: str | None, adds: bool = False) -> None:
	"""Refuse a change of evidence by someone who could not edit the document now.

	:param adds: a new file, which takes nothing away from those that hang there
	"""
	if not name or not frappe.db.exists(doctype, name):
		return
	target = frappe.get_doc(doctype, name)
	if target.meta.istable:
		return check_evidence(target.parenttype, target.parent, adds)
	refuse_impersonation()
	user = frappe.session.user
	if not may_see(doctype, name, user):
		frappe.throw(_("Anda tidak mempunyai akses ke {0}.").format(target.name), MoveRefused)
	if doctype not in GUARDED_DOCTYPES:
		target.check_permission("write")
		keeps = doctype in SELF_KEPT and not (adds and doctype in TAKES_MORE)
		return target.check_editor(target, user) if keeps else None
	state = target.get(state_field(doctype))
	if not roles_over(user, target) & editors(doctype, state):
		frappe.throw(
			_("{0} berstatus {1}; buktinya tidak dapat diubah.").format(target.name, state), MoveRefused
		)
	check_person(target, target)
