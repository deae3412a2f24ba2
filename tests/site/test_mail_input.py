"""A mail takes no file of this machine into itself and asks no address, whatever its text says."""

import os

import frappe
import pytest

from kinerja_kecamatan.demo.client import Person
from kinerja_kecamatan.output import wraps
from kinerja_kecamatan.output.install import install
from tests.support.environment import Environment
from tests.support.hostile_pages import ANSWERED, SECRET, Trap
from tests.support.http import raw
from tests.support.no_roles import no_roles

MAIL = "/api/method/frappe.email.email_body.get_email_html"


@pytest.fixture(scope="module")
def nobody(env: Environment, _connected: None) -> Person:
	return no_roles(env)


def named_files(site: str) -> list[str]:
	"""Files that the web server can open, as a text may name them."""
	root = os.path.abspath(frappe.get_site_path())
	return [
		f"{site}/site_config.json",
		f"/{site}/site_config.json",
		"common_site_config.json",
		f"/{root}/site_config.json",
		"//etc/passwd",
		"files/../../site_config.json",
		"assets/../common_site_config.json",
		"assets/frappe/../../common_site_config.json",
	]


def test_no_file_is_put_into_a_mail(site: None, env: Environment) -> None:
	install()
	from frappe.email.email_body import replace_filename_with_cid

	for name in named_files(env.site):
		for text in (f'embed="{name}"', f"<img embed='{name}'>"):
			message, pictures = replace_filename_with_cid(text)
			assert not pictures and "cid:" not in message, name


def test_a_private_file_is_not_either_and_a_public_picture_is(site: None) -> None:
	install()
	from frappe.email.email_body import replace_filename_with_cid

	values = {"doctype": "File", "file_name": "surat.png", "content": b"\x89PNG\r\n\x1a\n" + os.urandom(20)}
	kept = frappe.get_doc({**values, "is_private": 1}).insert()
	assert kept.file_url.startswith("/private/files/")
	assert not replace_filename_with_cid(f'<img embed="{kept.file_url}">')[1]
	logo = "assets/kinerja_kecamatan/images/lambang-contoh.png"
	shipped = next(path for path in (logo, "assets/frappe/images/frappe-favicon.svg") if os.path.exists(path))
	(picture,) = replace_filename_with_cid(f'<img embed="{shipped}">')[1]
	assert picture["filecontent"] == open(shipped, "rb").read()
	kept.delete()


def test_a_style_sheet_of_elsewhere_is_neither_read_nor_asked_for(nobody: Person, trapped: Trap) -> None:
	"""Who may write a mail's text is everybody: the answer tells neither what stands there nor whether there is anything."""
	said = set()
	for address in (*trapped.addresses, *trapped.files, "/tidak/ada.css"):
		content = (
			f"<link rel='stylesheet' href='{address}'><style>@import '{address}';</style><p>Isi surat</p>"
		)
		values = {"template": "standard", "subject": "x", "args": frappe.as_json({"content": content})}
		answer = raw(nobody, "GET", MAIL, params=values)
		assert answer.status_code == 200 and "Isi surat" in answer.text, answer.text[:500]
		assert SECRET not in answer.text and ANSWERED not in answer.text
		said.add(answer.text.replace(address, ""))
	assert not trapped.asked
	assert len({len(text) for text in said}) == 1, "what is there answers like what is not"


def test_mails_keep_their_own_styles(nobody: Person) -> None:
	values = {"template": "standard", "subject": "x", "args": frappe.as_json({"content": "<p>Isi</p>"})}
	answer = raw(nobody, "GET", MAIL, params=values)
	assert answer.status_code == 200 and "style=" in answer.text and "email-body" in answer.text


def test_without_the_wraps_files_are_sent(site: None, monkeypatch: pytest.MonkeyPatch) -> None:
	"""What the tests above would see if the mend were gone."""
	install()
	monkeypatch.setattr(wraps, "applies", lambda: False)
	from frappe.email.email_body import replace_filename_with_cid

	assert replace_filename_with_cid('embed="common_site_config.json"')[1]
