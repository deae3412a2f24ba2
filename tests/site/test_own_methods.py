"""Methods that every document of Frappe has, called by whoever may only read it; and private files that hang on what hangs on ours."""

import frappe
import pytest
from frappe.model.document import Document

from tests.support.guard_stage import Stage
from tests.support.inside import own_transaction, send
from tests.support.isolation.offices import own_copy
from tests.support.local_run import LocalRun, signed_in
from tests.support.office import Office, add_person
from tests.support.sop_run import DISPOSISI, FORMAT

RUN = "/api/method/run_doc_method"


@pytest.fixture(scope="module")
def looked_on(stage: Stage) -> Office:
	office = own_copy(stage.run.office)
	frappe.db.rollback()
	frappe.set_user("Administrator")
	add_person(office, "pemeriksa nama", "Auditor", office.root, [("Pemeriksa", "Kecamatan")])
	frappe.db.commit()
	return office


@pytest.fixture
def run(stage: Stage, looked_on: Office, site) -> LocalRun:
	made = LocalRun(own_copy(looked_on))
	made.disposisi = stage.run.disposisi
	return made


def ask(user: str, doctype: str, dn: str, method: str, **args):
	with own_transaction():
		return send(user, "POST", RUN, json={"dt": doctype, "dn": dn, "method": method, "args": args})


@pytest.mark.parametrize("merge", (False, True))
def test_who_reads_gives_no_new_name(run, merge):
	"""Frappe takes from the client that a new name needs no look, and then asks neither for a right nor a hook."""
	reader = run.user("pemeriksa nama")
	unit, other = run.office.units[:2]
	for doctype, name, new in (
		(DISPOSISI, run.disposisi, f"{run.disposisi}-X"),
		("Unit Kerja", unit, other if merge else f"{unit}-X"),
		("User", reader, run.user("camat") if merge else "lain@uji.test"),
	):
		said = ask(reader, doctype, name, "rename", name=new, validate_rename=False, merge=merge, force=True)
		assert not said.ok, doctype
		assert frappe.db.exists(doctype, name), doctype
		assert merge or not frappe.db.exists(doctype, new), doctype


def test_a_note_of_frappe_is_not_written_by_a_method(run, stage):
	"""In release 15 a document's add_comment may be called by whoever reads it, for any kind of note and in any name."""
	jp = run.user(f"jp:{run.office.recap_unit}")
	on = {"reference_doctype": FORMAT, "reference_name": stage.open_format}
	before = frappe.get_all("Comment", on, pluck="name")
	for kind in ("Workflow", "Info", "Edit"):
		said = ask(
			jp,
			FORMAT,
			stage.open_format,
			"add_comment",
			comment_type=kind,
			text="Disetujui",
			comment_email=run.user("camat"),
			comment_by="Camat",
		)
		assert not said.ok, kind
	assert frappe.get_all("Comment", on, pluck="name") == before


def test_what_is_typed_by_the_method_is_in_the_own_name(run, stage):
	jp = run.user(f"jp:{run.office.recap_unit}")
	said = ask(
		jp, FORMAT, stage.open_format, "add_comment", text="Kata saya", comment_email=run.user("camat")
	)
	if Document.add_comment not in getattr(frappe.whitelisted, "core", frappe.whitelisted):
		assert not said.ok
		return
	assert said.ok, said.said
	mine = frappe.get_last_doc("Comment", {"reference_name": stage.open_format, "comment_type": "Comment"})
	assert mine.comment_email == jp
