"""What a file of ours is when it is given out, whichever way it is asked for: nothing that a browser runs, nobody else's."""

from collections.abc import Iterator
from urllib.parse import quote

import frappe
import pytest

from kinerja_kecamatan.demo.client import Person, reason_of
from tests.support.guard_stage import upload
from tests.support.http import raw
from tests.support.sop_run import FORMAT, SopRun

SCRIPT = "<script>alert(1)</script>"
# Let in by an earlier release, or by a repair on the console; what is shown, and what is a download.
OLD = {
	".html": (SCRIPT, 0),
	".xhtml": (SCRIPT, 0),
	".svg": ("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", 0),
	".txt": (SCRIPT, 0),
	".pdf": ("%PDF-1.4", 1),
	".png": ("x", 1),
}
BY_METHOD = (
	"frappe.handler.download_file",
	"frappe.core.doctype.file.file.download_file",
	"download_file",
)


def stored(form: str, owner: str) -> list[str]:
	"""A private file of each kind on a Format, past all rules; their addresses."""
	frappe.db.rollback()
	stem = f"/private/files/{frappe.generate_hash(length=8)}"
	for ending, (content, _shown) in OLD.items():
		with open(frappe.get_site_path(*(stem + ending).strip("/").split("/")), "w") as file:
			file.write(content)
		row = frappe.new_doc("File")
		row.update({"name": frappe.generate_hash(length=10), "file_name": f"x{ending}", "is_private": 1})
		row.update({"file_url": stem + ending, "owner": owner})
		row.update({"attached_to_doctype": FORMAT, "attached_to_name": form})
		row.db_insert()
	frappe.db.commit()
	return [stem + ending for ending in OLD]


@pytest.fixture
def given(sop) -> Iterator[tuple[SopRun, Person, list[str]]]:
	"""A person of the Unit Perekap, whose Format no other unit reads, and what hangs on it."""
	sop.up_to_meeting()
	unit = sop.office.recap_unit
	person, form = sop.person(f"jp:{unit}"), sop.formats(unit)[0]
	answer = upload(person, FORMAT, form)
	assert answer.ok, reason_of(answer)
	yield sop, person, [answer.json()["message"]["file_url"], *stored(form, person.user)]


@pytest.mark.full
def test_files_of_ours_are_never_run_by_the_browser(given):
	_sop, person, addresses = given
	for url in addresses:
		answer = raw(person, "GET", url)
		ending = url[url.rindex(".") :]
		shown = OLD.get(ending, ("", 0))[1]
		assert answer.status_code == 200
		assert answer.headers["X-Content-Type-Options"] == "nosniff", url
		assert answer.headers.get("Content-Disposition", "").startswith("attachment") is not bool(shown), url
		assert ("sandbox" in answer.headers.get("Content-Security-Policy", "")) is not url.endswith(".pdf"), (
			url
		)


@pytest.mark.full
def test_nor_when_a_method_gives_them_out(given):
	_sop, person, addresses = given
	for url in addresses:
		for method in BY_METHOD:
			answer = raw(person, "GET", f"/api/method/{method}?file_url={quote(url)}")
			assert answer.status_code == 200, (url, method, answer.text[:500])
			assert answer.headers["Content-Disposition"].startswith("attachment"), (url, method)
			assert answer.headers["X-Content-Type-Options"] == "nosniff", (url, method)


def test_whoever_may_not_read_the_document_gets_no_byte_of_its_files(given):
	sop, owner, addresses = given
	other = sop.person(f"jp:{sop.office.units[0]}")
	for url in addresses:
		ways = [url, f"{url}?fid=x", *(f"/api/method/{method}?file_url={quote(url)}" for method in BY_METHOD)]
		for way in ways:
			answer = raw(other, "GET", way)
			assert answer.status_code in (403, 404), (way, answer.status_code)
			assert "Content-Disposition" not in answer.headers and "alert(1)" not in answer.text, way
	assert raw(owner, "GET", addresses[0]).ok


@pytest.mark.full
def test_a_web_server_that_sends_the_bytes_is_told_the_same(given):
	"""nginx asks for X-Accel-Redirect; type and disposition of that answer are what the browser gets."""
	sop, person, addresses = given
	asking = {"X-Use-X-Accel-Redirect": "True"}
	for url in addresses:
		answer = raw(person, "GET", url, headers=asking)
		ending = url[url.rindex(".") :]
		shown = OLD.get(ending, ("", 0))[1]
		assert answer.headers["X-Accel-Redirect"] == f"/protected{url}" and not answer.content
		assert answer.headers.get("Content-Disposition", "").startswith("attachment") is not bool(shown), url
		assert answer.headers["X-Content-Type-Options"] == "nosniff", url
	other = raw(sop.person(f"jp:{sop.office.units[0]}"), "GET", addresses[1], headers=asking)
	assert other.status_code == 403 and "X-Accel-Redirect" not in other.headers
