"""Evidence files and the log of steps: as closed as the documents they belong to."""

import json

import frappe
import pytest

from kinerja_kecamatan.demo.client import Person, reason_of
from tests.support import routes
from tests.support.guard_stage import try_all, upload
from tests.support.http import raw
from tests.support.record import whole

pytestmark = pytest.mark.full


def test_evidence_of_a_closed_document_stays_as_it_is(stage):
	"""Insert, replace, hand over, make public, delete: all refused; the file is private though nobody asked for it."""
	person, target = stage.person("jp:{seksi}"), stage.name("closed format")
	before = whole(*target)
	assert [row.is_private for row in before["File"]] == [1]
	path = f"/api/resource/File/{stage.file}"
	doctype, name = target
	url = before["File"][0]["file_url"]
	for label, answer in {
		"upload": upload(person, *target),
		"upload private": upload(person, *target, is_private=1),
		"by url": raw(
			person,
			"POST",
			"/api/resource/File",
			json={"file_url": url, "attached_to_doctype": doctype, "attached_to_name": name},
		),
		"public": raw(person, "PUT", path, json={"is_private": 0}),
		"detach": raw(person, "PUT", path, json={"attached_to_doctype": None, "attached_to_name": None}),
		"hand over": raw(person, "PUT", path, json={"attached_to_name": stage.open_format}),
		"replace": raw(person, "PUT", path, json={"file_url": "/private/files/lain.txt"}),
		"delete": raw(person, "DELETE", path),
		"remove_attach": raw(
			person,
			"POST",
			"/api/method/frappe.desk.form.utils.remove_attach",
			json={"fid": stage.file, "dt": doctype, "dn": name},
		),
		"delete_items": raw(
			person,
			"POST",
			"/api/method/frappe.desk.reportview.delete_items",
			json={"doctype": "File", "items": json.dumps([stage.file])},
		),
	}.items():
		assert label == "delete_items" or 400 <= answer.status_code < 500, (
			f"{label}: {answer.status_code} {reason_of(answer)}"
		)
		assert whole(*target) == before, label
	assert "buktinya tidak dapat diubah" in reason_of(upload(person, *target))


def test_evidence_of_an_open_document_is_private_and_its_own(stage):
	person, target = stage.person("jp:{perekap}"), stage.name("open format")
	answer = upload(person, *target)
	assert answer.ok, reason_of(answer)
	made = answer.json()["message"]
	assert made["is_private"] == 1 and made["file_url"].startswith("/private/files/")
	stranger = stage.person("jp:{seksi}")
	assert raw(stranger, "GET", made["file_url"]).status_code == 403
	# Claiming a file by its address would make the claimant its owner and reader.
	claim = raw(stranger, "POST", "/api/resource/File", json={"file_url": made["file_url"], "is_private": 1})
	assert 400 <= claim.status_code < 500, claim.text
	assert raw(stranger, "GET", made["file_url"]).status_code == 403
	assert raw(person, "DELETE", f"/api/resource/File/{made['name']}").ok


@pytest.mark.parametrize("who", ["admin", "sekcam"])
def test_the_log_is_written_by_the_app_alone(stage, who):
	frappe.db.rollback()
	name = frappe.get_all(
		"Catatan Tahapan", filters={"disposisi": stage.run.disposisi}, pluck="name", limit=1
	)[0]
	assert_immutable(stage.admin, stage.person(who), "Catatan Tahapan", name, "pelaksanaan")


def assert_immutable(admin: Person, person: Person, doctype: str, name: str, field: str) -> None:
	"""No person, the Administrator included, changes, removes, renames or adds to an immutable DocType."""
	doc = admin.get(doctype, name)
	ways = [*routes.edits(doc, field, 1), *routes.endings(doc)]
	said = try_all(person, (doctype, name), ways)
	if person.user == "Administrator":
		assert "tidak dapat diubah atau dihapus" in said["PUT"]
		assert "tidak dapat diubah atau dihapus" in said["DELETE"]
	frappe.db.rollback()
	# A worker may still write lines of another office, or keep papers of this one.
	own = {field: doc[field] for field in ("kecamatan", "disposisi") if doc.get(field)}
	count = frappe.db.count(doctype, own)
	values = {
		k: v for k, v in doc.items() if k not in ("name", "owner", "creation", "modified", "modified_by")
	}
	for label, verb, path, arguments in routes.inserts(values):
		answer = raw(person, verb, path, **arguments)
		frappe.db.rollback()
		assert 400 <= answer.status_code < 500, f"{label}: {answer.status_code}"
		assert frappe.db.count(doctype, own) == count, label
