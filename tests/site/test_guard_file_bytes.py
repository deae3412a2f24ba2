"""The bytes of evidence: by a File of one's own nobody writes, takes, publishes or deletes them."""

import io
import json
from urllib.parse import unquote

import frappe
import pytest
from PIL import Image

from kinerja_kecamatan.demo.client import Person, reason_of
from tests.support import office
from tests.support.http import raw
from tests.support.record import new_run, sha256_of
from tests.support.sop_run import FORMAT, SopRun

pytestmark = pytest.mark.full

FILE = "/api/resource/File"


@pytest.fixture(scope="module")
def run(env, _shared_office) -> SopRun:
	"""Formats of two units, each with a picture; the section's is handed on."""
	made = new_run(env, _shared_office)
	unit = made.office.units[0]
	past = {"berlaku_sampai": "2000-12-31"}
	office.add_person(made.office, "mantan", "Staf", unit, [("Jabatan Pelaksana", "Unit")], **past)
	frappe.db.commit()
	made.up_to_meeting()
	for each in made.office.units:
		values = {"doctype": FORMAT, "docname": made.formats(each)[0]}
		assert _upload(made.person(f"jp:{each}"), "bukti.jpg", _picture(), **values)["is_private"]
	made.fill(unit)
	return made


def _picture() -> bytes:
	out = io.BytesIO()
	Image.effect_noise((300, 200), 90).convert("RGB").save(out, "JPEG", quality=98)
	return out.getvalue()


def _upload(person: Person, name: str, content: bytes, **values) -> dict:
	files = {"file": (name, content, "image/jpeg")}
	answer = raw(person, "POST", "/api/method/upload_file", files=files, data={"is_private": 1, **values})
	assert answer.ok, reason_of(answer)
	return answer.json()["message"]


def _method(person: Person, **values):
	return raw(person, "POST", "/api/method/run_doc_method", json={"method": "optimize_file", **values})


def _forged(person: Person, **values):
	doc = {
		"doctype": "File",
		"name": "x",
		"__islocal": 1,
		"owner": person.user,
		"is_private": 1,
		"file_size": 1,
	}
	return _method(person, docs=json.dumps({**doc, **values}))


def _own(person: Person, **changes) -> str:
	"""A picture of one's own, changed afterwards as far as that is let through."""
	name = _upload(person, f"milik-{frappe.generate_hash(length=6)}.jpg", _picture())["name"]
	for field, value in changes.items():
		raw(person, "PUT", f"{FILE}/{name}", json={field: value})
	return name


def _delete(person: Person, name: str) -> None:
	raw(person, "DELETE", f"{FILE}/{name}")


def _overwrites(person: Person, url: str, content: bytes) -> None:
	name = url.rsplit("/", 1)[1]
	_forged(person, file_name=name, content="palsu")
	_forged(person, file_name=name, content="palsu", file_url=url)
	_method(person, dt="File", dn=_own(person, file_name=name))
	same = _upload(person, "sama.jpg", content)["name"]
	_method(person, dt="File", dn=same)
	escaped = _own(person, file_name=f"%{ord(name[0]):x}{name[1:]}")
	_method(person, dt="File", dn=escaped)
	_delete(person, same)
	_delete(person, escaped)


def _deletions(person: Person, url: str, content: bytes) -> None:
	name = url.rsplit("/", 1)[1]
	_delete(person, _own(person, thumbnail_url=url))
	_delete(person, _own(person, file_url=url, content_hash="lain"))
	_delete(person, _own(person, file_url=f"/private/files/./{name}", content_hash="lain"))
	remote = {"file_url": f"https://contoh.test/{name}", "file_name": name, "content_hash": "lain"}
	made = raw(person, "POST", FILE, json=remote)
	_delete(person, made.json()["data"]["name"])
	same = _upload(person, "sama.jpg", content)["name"]
	raw(person, "PUT", f"{FILE}/{same}", json={"content_hash": "lain"})
	_delete(person, same)


def _publications(person: Person, url: str, content: bytes) -> None:
	name = url.rsplit("/", 1)[1]
	for address in (url, f"/private/files/x/{name}"):
		raw(person, "PUT", f"{FILE}/{_own(person)}", json={"is_private": 0, "file_url": address})
	same = _upload(person, "sama.jpg", content)["name"]
	raw(person, "PUT", f"{FILE}/{same}", json={"is_private": 0, "content_hash": "lain"})
	_forged(person, file_name="salinan.jpg", file_url=url, is_private=0)
	assert sha256_of("/files/salinan.jpg") is None


@pytest.mark.parametrize("who", ["mantan", "sekcam"])
@pytest.mark.parametrize("place", [0, 1], ids=["closed", "open"])
@pytest.mark.parametrize("ways", [_overwrites, _deletions, _publications])
def test_evidence_stays_byte_for_byte(run, ways, place, who):
	form = run.formats(run.office.units[place])[0]
	kept = {"attached_to_doctype": FORMAT, "attached_to_name": form}
	frappe.db.rollback()
	before = frappe.get_all("File", filters=kept, fields=["name", "file_url", "is_private"])
	url = before[0].file_url
	with open(frappe.get_doc("File", before[0].name).get_full_path(), "rb") as file:
		content = file.read()
	sha256 = sha256_of(url)
	ways(run.person(who), url, content)
	frappe.db.rollback()
	assert sha256_of(url) == sha256
	assert sha256_of(url.removeprefix("/private")) is None
	assert frappe.get_all("File", filters=kept, fields=["name", "file_url", "is_private"]) == before


def test_a_name_with_escapes_is_no_other_files_address(run):
	"""Frappe unquotes the address of what is uploaded: its uploader would be a reader of what lies there."""
	form = run.formats(run.office.units[0])[0]
	frappe.db.rollback()
	url = frappe.db.get_value("File", {"attached_to_name": form}, "file_url")
	name, stranger = url.rsplit("/", 1)[1], run.person("mantan")
	made = _upload(stranger, f"%{ord(name[0]):x}{name[1:]}", _picture())
	assert made["file_url"] != url and unquote(made["file_url"]) == made["file_url"]
	assert raw(stranger, "GET", made["file_url"]).ok
	assert raw(stranger, "GET", url).status_code == 403
	_delete(stranger, made["name"])
	assert sha256_of(url)


def test_who_may_edit_makes_a_picture_smaller(run):
	unit = run.office.units[1]
	person = run.person(f"jp:{unit}")
	made = _upload(person, "besar.jpg", _picture(), doctype=FORMAT, docname=run.formats(unit)[0])
	before = sha256_of(made["file_url"])
	answer = _method(person, dt="File", dn=made["name"])
	assert answer.ok, reason_of(answer)
	assert sha256_of(made["file_url"]) not in (None, before)
	assert raw(person, "DELETE", f"{FILE}/{made['name']}").ok and sha256_of(made["file_url"]) is None
