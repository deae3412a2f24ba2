"""Methods that every document of Frappe has, called by whoever may only read it; and private files that hang on what hangs on ours."""

import frappe
import pytest
from frappe.model.document import Document

from tests.support.guard_stage import Stage
from tests.support.inside import own_transaction, send
from tests.support.local_run import LocalRun, signed_in
from tests.support.office import Office
from tests.support.onlooker import run_in, with_onlooker
from tests.support.sop_run import DISPOSISI, FORMAT

RUN = "/api/method/run_doc_method"


@pytest.fixture(scope="module")
def looked_on(stage: Stage) -> Office:
	return with_onlooker(stage, "pemeriksa nama")


@pytest.fixture
def run(stage: Stage, looked_on: Office, site) -> LocalRun:
	return run_in(looked_on, stage)


def ask(user: str, doctype: str, dn: str, method: str, **args):
	with own_transaction():
		return send(user, "POST", RUN, json={"dt": doctype, "dn": dn, "method": method, "args": args})


@pytest.mark.parametrize("merge", (False, True))
@pytest.mark.parametrize("works", (False, True))
def test_who_reads_gives_no_new_name(run, works, merge):
	"""Frappe takes from the client that a new name needs no look, and then asks neither for a right nor a hook; only the note that
	it leaves afterwards is refused to who takes no part in the work."""
	reader = run.user(f"jp:{run.office.recap_unit}" if works else "pemeriksa nama")
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


def enclosure(run: LocalRun, form: str) -> str:
	"""A private file of a letter that hangs on a form."""
	letter = frappe.new_doc("Communication")
	letter.update({"communication_medium": "Email", "subject": "Surat", "content": "Surat"})
	letter.update({"reference_doctype": FORMAT, "reference_name": form, "sender": run.user("camat")})
	letter.update(
		{"owner": run.user("camat"), "creation": frappe.utils.now(), "modified": frappe.utils.now()}
	)
	letter.name = frappe.generate_hash(length=10)
	letter.db_insert()
	with signed_in(run.user("camat")):
		file = frappe.get_doc(
			{"doctype": "File", "file_name": "isi-surat.txt", "content": "isi surat", "is_private": 1}
		)
		file.update({"attached_to_doctype": "Communication", "attached_to_name": letter.name})
		return file.insert(ignore_permissions=True).name  # as the mail's own code keeps it


@pytest.fixture
def stranger(site) -> str:
	"""An account without any role or appointment."""
	user = frappe.get_doc(
		{"doctype": "User", "email": "orang.lain@uji.test", "first_name": "Lain", "user_type": "System User"}
	)
	user.flags.no_welcome_mail = True
	user.insert(ignore_permissions=True)  # by the test
	# Frappe makes the only account of a site its System Manager.
	frappe.db.delete("Has Role", {"parent": user.name})
	frappe.clear_cache(user=user.name)
	return user.name


@pytest.mark.full
def test_an_enclosure_of_a_letter_is_seen_with_the_letters_document(run, stage, stranger):
	file = enclosure(run, stage.open_format)
	address = frappe.db.get_value("File", file, "file_url")
	with signed_in(stranger):
		assert not frappe.get_list("File", {"name": file})
		with own_transaction():
			claim = send(stranger, "POST", "/api/resource/File", json={"file_url": address})
		assert not claim.ok
		assert not frappe.db.exists("File", {"file_url": address, "owner": stranger})
	with signed_in(run.user("camat")):
		assert frappe.get_list("File", {"name": file})


def test_nobody_claims_a_private_file_of_anybody(run, stranger):
	with signed_in(run.user("camat")):
		file = frappe.get_doc(
			{"doctype": "File", "file_name": "pribadi.txt", "content": "pribadi", "is_private": 1}
		).insert()
	with own_transaction():
		assert not send(stranger, "POST", "/api/resource/File", json={"file_url": file.file_url}).ok
	assert not frappe.db.exists("File", {"file_url": file.file_url, "owner": stranger})


IMPORTS = "frappe.core.doctype.data_import.data_import"


def test_an_import_is_its_makers(run, stranger):
	"""Its name is enough for Frappe: to show the rows of any workbook, to give out what was refused, to start it."""
	with signed_in("Administrator"):
		made = frappe.get_doc(
			{"doctype": "Data Import", "reference_doctype": "ToDo", "import_type": "Insert New Records"}
		).insert()
	with signed_in(run.user("camat")):
		evidence = frappe.get_doc(
			{"doctype": "File", "file_name": "angka.csv", "content": "Angka\n42\n", "is_private": 1}
		).insert()
	by_name = {"data_import_name": made.name}
	for method, values in {
		"get_preview_from_template": {"data_import": made.name, "import_file": evidence.file_url},
		"form_start_import": {"data_import": made.name},
		"download_errored_template": by_name,
		"download_import_log": by_name,
		"get_import_status": by_name,
	}.items():
		with own_transaction():
			said = send(stranger, "POST", f"/api/method/{IMPORTS}.{method}", json=values)
		assert said.status == 403, method


def test_a_kept_result_is_deleted_by_whose_it_is(run, stranger):
	with signed_in(run.user("camat")):
		kept = frappe.get_doc({"doctype": "Prepared Report", "report_name": "ToDo"})
		kept.name = frappe.generate_hash(length=10)
		kept.update({"owner": run.user("camat"), "creation": frappe.utils.now()})
		kept.db_insert()
	method = "frappe.core.doctype.prepared_report.prepared_report.delete_prepared_reports"
	with own_transaction():
		assert not send(stranger, "POST", f"/api/method/{method}", json={"reports": [{"name": kept.name}]}).ok
	assert frappe.db.exists("Prepared Report", kept.name)


def test_a_step_of_an_introduction_is_only_ticked_off(run, stranger):
	"""Frappe writes whatever an account names into whatever column, and shows the description to admins as HTML."""
	method = "/api/method/frappe.desk.desktop.update_onboarding_step"
	step = frappe.get_all("Onboarding Step", pluck="name", limit=1)[0]
	before = frappe.db.get_value("Onboarding Step", step, "description")
	with own_transaction():
		hostile = {"name": step, "field": "description", "value": "<img src=x onerror=alert(1)>"}
		assert not send(stranger, "POST", method, json=hostile).ok
		assert send(stranger, "POST", method, json={"name": step, "field": "is_skipped", "value": 1}).ok
	assert frappe.db.get_value("Onboarding Step", step, "description") == before
