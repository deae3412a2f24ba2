"""What an account without roles writes into Frappe's own documents runs in nobody's browser: every text and Attach field of every
DocType that the installed Frappe lets everybody create or write, over REST."""

from collections.abc import Iterator

import frappe
import pytest
from bs4 import BeautifulSoup

from kinerja_kecamatan.access import others_texts
from kinerja_kecamatan.demo.client import Person
from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.patches import texts_of_everybody
from tests.support.http import raw
from tests.support.local_run import refused
from tests.support.no_roles import no_roles, written_by_everybody

SHAPES = {
	"json": '["<img src=x onerror=__ran(1)>"]',
	"tag": "<img src=x onerror=__ran(1)>",
	"unclosed": "Rapat <img src=x onerror=__ran(1) x=",
	"markdown": "<!-- markdown --> <img src=x onerror=__ran(1) x=",
	"quote": 'red" onanimationstart="__ran(1)" style="animation:spinner-border 1s" x="',
	"apostrophe": "x' onanimationstart='__ran(1)' style='animation:spinner-border 1s' x='",
	"address": "javascript:__ran(1)",
	"picture": "x'><img src=x onerror=__ran(1)>",
}
TEXT = {
	*("Data", "Small Text", "Text", "Long Text", "Text Editor", "HTML Editor", "Attach", "Attach Image"),
	*("Select", "Color", "Icon", "Link", "Dynamic Link", "Phone", "Autocomplete", "Read Only"),
}
# Quick: what everybody's desk shows at once, in every release.
SAMPLE = {
	"Event": ("subject", "color", "description"),
	"List Filter": ("filter_name",),
	"Note": ("title", "content"),
	"User": ("user_image",),
}
SAMPLED = ("json", "unclosed", "quote", "picture")
DAY = "2031-01-01 10:00:00"
NEEDED = {
	"Event": {"event_type": "Private", "starts_on": DAY, "subject": "Uji"},
	"Reminder": {"remind_at": DAY},
	"File": {"content": "uji", "is_private": 1},
	"Kanban Board": {"reference_doctype": "ToDo", "field_name": "status"},
	"Workspace": {"content": "[]", "public": 0},
}
# Written so by who has no role in every release; that others take nothing may be Frappe's own refusal.
TAKEN = {"Event", "File", "List Filter", "Note", "User"}


@pytest.fixture(scope="module")
def somebody(env, _connected) -> Iterator[Person]:
	frappe.db.rollback()
	frappe.set_user("Administrator")
	made = no_roles(env)
	yield made
	frappe.db.rollback()
	for doctype in (*written_by_everybody(), "Comment", "Notification Log", "Version", "Workspace"):
		names = frappe.get_all(doctype, filters={"owner": made.user}, pluck="name")
		for name in names:
			if (doctype, name) != ("User", made.user):
				frappe.db.delete(doctype, {"name": name})
	frappe.db.commit()


def fields_of(doctype: str) -> list:
	meta = frappe.get_meta(doctype)
	columns = set(meta.get_valid_columns())
	return [df for df in meta.fields if df.fieldtype in TEXT and df.fieldname in columns]


def write(person: Person, doctype: str, values: dict) -> str | None:
	"""The name of the document that took the values, None where Frappe or the app refused them."""
	if doctype == "User":
		answer = raw(person, "PUT", f"/api/resource/User/{person.user}", json=values)
	else:
		answer = raw(
			person, "POST", f"/api/resource/{doctype}", json={**base(doctype, person.user), **values}
		)
	return str(answer.json()["data"]["name"]) if answer.ok else None


def base(doctype: str, user: str) -> dict:
	"""What a new document of a DocType has to say."""
	word = f"uji-{frappe.generate_hash(length=8)}"
	values = {"name": word}
	for df in frappe.get_meta(doctype).get("fields", {"reqd": 1}):
		if df.fieldtype == "Link":
			values[df.fieldname] = "Administrator" if df.options == "User" else any_of(df.options)
		elif df.fieldtype == "Select":
			values[df.fieldname] = next(filter(None, (df.options or "").split("\n")), None)
		elif df.fieldtype in TEXT or df.fieldtype == "Code":
			values[df.fieldname] = word
	own = {
		df.fieldname: user for df in frappe.get_meta(doctype).fields if df.fieldname in ("user", "for_user")
	}
	return {**values, **own, **NEEDED.get(doctype, {})}


def any_of(doctype: str) -> str | None:
	return "ToDo" if doctype == "DocType" else frappe.db.get_value(doctype, {}, "name")


def running(value: str, df) -> list[str]:
	"""What a browser would run of a stored text, wherever a page puts it."""
	attach = df.fieldtype in ("Attach", "Attach Image")
	pages = [f"<div>{value}</div><p>x</p>"]
	if df.fieldtype not in others_texts.RICH:
		pages += [f'<i title="{value}">x</i>', f"<i title='{value}'>x</i>"]
	if attach:
		pages.append(f'<a href="{value}">x</a>')
	return [
		str(part) for page in pages for part in BeautifulSoup(page, "html5lib").find_all(True) if runs(part)
	]


def runs(part) -> bool:
	return (
		part.name == "script"
		or any(name.startswith("on") for name in part.attrs)
		or str(part.attrs.get("href", "")).strip().lower().startswith("javascript:")
	)


def found_running(person: Person, doctype: str, fields: list, shapes=tuple(SHAPES)) -> tuple[int, list[str]]:
	"""How many texts were stored, and which of them would run."""
	stored, found = 0, []
	for shape in shapes:
		for group in written(person, doctype, fields, shape):
			for name, df in group:
				value = frappe.db.get_value(doctype, name, df.fieldname)
				stored += bool(value)
				if isinstance(value, str) and running(value, df):
					found.append(f"{doctype}.{df.fieldname} ({shape}): {value}")
	return stored, found


def written(person: Person, doctype: str, fields: list, shape: str) -> Iterator[list]:
	"""[(document, field)] that took a shape: all fields at once, or one by one where that is refused."""
	name = write(person, doctype, {df.fieldname: SHAPES[shape] for df in fields})
	if not name and len(fields) > 1:
		for df in fields:
			yield from written(person, doctype, [df], shape)
		return
	frappe.db.rollback()
	yield [(name, df) for df in fields if name]


def test_the_shapes_would_run():
	"""Each of them, where a page is careless."""
	text, attach = frappe._dict(fieldtype="Data"), frappe._dict(fieldtype="Attach Image")
	assert all(running(value, attach if shape == "address" else text) for shape, value in SHAPES.items())


@pytest.mark.full
def test_what_everybodys_desk_shows_runs_nothing(site, somebody):
	for doctype, names in SAMPLE.items():
		fields = [frappe.get_meta(doctype).get_field(name) for name in names]
		stored, found = found_running(somebody, doctype, fields, SAMPLED)
		assert not found, "\n".join(found)
		assert stored or doctype == "User", doctype


@pytest.mark.full
def test_nothing_that_everybody_may_write_runs(site, somebody):
	every, counted = [], {}
	for doctype in written_by_everybody():
		counted[doctype], found = found_running(somebody, doctype, fields_of(doctype))
		every += found
	assert not every, "\n".join(every)
	assert not TAKEN - {doctype for doctype, stored in counted.items() if stored}, counted
	assert sum(bool(stored) for doctype, stored in counted.items()) >= 8, counted


@pytest.mark.full
def test_comments_and_names_run_nothing_either(site, somebody):
	for shape, text in SHAPES.items():
		values = {"reference_doctype": "User", "reference_name": somebody.user, "content": text}
		raw(
			somebody,
			"POST",
			"/api/method/frappe.desk.form.utils.add_comment",
			json={**values, "comment_email": somebody.user, "comment_by": "x"},
		)
		for doctype in ("Tag", "Kanban Board", "Custom HTML Block"):
			frappe.db.rollback()
			name = write(somebody, doctype, {"name": text, "kanban_board_name": text})
			assert not (name and running(name, frappe._dict(fieldtype="Data"))), (doctype, shape)
	contents = frappe.get_all("Comment", {"reference_name": somebody.user}, pluck="content")
	editor = frappe._dict(fieldtype="Text Editor")
	assert len(contents) >= len(SHAPES)
	assert not [content for content in contents if running(content, editor)]


def test_a_folder_and_a_picture_have_plain_names(site, somebody):
	folder = write(
		somebody,
		"File",
		{
			"file_name": "Map <img src=x onerror=__ran(1) x=",
			"is_folder": 1,
			"content": None,
			"folder": "Home",
		},
	)
	frappe.db.rollback()
	data = frappe._dict(fieldtype="Data")
	assert not (folder and running(frappe.db.get_value("File", folder, "file_name"), data))
	place = {"attached_to_doctype": "User", "attached_to_name": somebody.user}
	name = write(somebody, "File", {**place, "file_name": SHAPES["quote"] + ".txt"})
	frappe.db.rollback()
	assert name and not running(frappe.db.get_value("File", name, "file_name"), data)
	assert not write(
		somebody, "File", {**place, "content": None, "file_url": "https://x.test/" + SHAPES["quote"]}
	)


def test_what_people_write_stays_as_it_is(site):
	for doctype, field, text in (
		("Event", "subject", "Rapat \"A\" & 'B', <50 orang, a <= b"),
		("Event", "subject", '{"a": "<", "b": [1]}'),
		("Event", "description", "<p>Bawa <b>berkas</b></p>"),
		("Report", "json", '{"filters": [["ToDo", "idx", "<", 5]], "columns": [{"label": "A < B"}]}'),
		("Communication", "sender", "Camat <camat@uji.test>"),
		("Communication", "recipients", "Camat <camat@uji.test>, PEK <pek@uji.test>"),
		("Notification Log", "subject", '<strong>A</strong> memberi tugas <b class="subject-title">B</b>'),
		(
			"Workspace",
			"content",
			'[{"type": "header", "data": {"text": "<span class=\\"h4\\">Data</span>"}}]',
		),
		("DocType", "description", "Only on = 5"),
	):
		df = frappe.get_meta(doctype).get_field(field)
		assert others_texts.made_inert(doctype, df, text) == text, (doctype, field)


def test_labels_that_somebody_saved_with_a_report_hold_no_tags(site):
	report = frappe.get_meta("Report")
	columns = '{"columns": [{"label": "<img src=x onerror=__ran(1)>"}]}'
	assert "<img" not in others_texts.made_inert("Report", report.get_field("json"), columns)


def test_other_apps_keep_json_in_their_texts(site, monkeypatch):
	df = frappe.get_meta("Event").get_field("subject")
	kept = SHAPES["json"]
	assert others_texts.made_inert("Event", df, kept) != kept
	monkeypatch.setitem(frappe.local.module_app, "desk", "another_app")
	assert others_texts.made_inert("Event", df, kept) == kept


def test_a_picture_is_an_address_and_an_old_one_stays(site):
	user = frappe.get_doc("User", "Guest")
	for value in (SHAPES["picture"], SHAPES["apostrophe"], SHAPES["address"], "data:text/html,x"):
		user.user_image = value
		assert "Unggah" in refused(KinerjaError, others_texts.keep_inert, user)
	for value in ("/files/Foto saya (1).png", "https://x.test/a?b=1&c=2", "data:image/png;base64,AAAA"):
		user.user_image = value
		others_texts.keep_inert(user)
	frappe.db.set_value("User", "Guest", "user_image", SHAPES["picture"])
	old = frappe.get_doc("User", "Guest")
	old.load_doc_before_save()
	others_texts.keep_inert(old)


def test_what_was_stored_before_is_made_inert(site):
	frappe.db.set_value("User", "Guest", {"user_image": SHAPES["picture"], "bio": SHAPES["json"]})
	event = frappe.get_doc({"doctype": "Event", **NEEDED["Event"]}).insert()
	frappe.db.set_value("Event", event.name, {"subject": SHAPES["unclosed"], "color": SHAPES["quote"]})
	texts_of_everybody.execute()
	assert frappe.db.get_value("User", "Guest", "user_image") is None
	data = frappe._dict(fieldtype="Data")
	found = [
		frappe.db.get_value("User", "Guest", "bio"),
		*frappe.db.get_value("Event", event.name, ["subject", "color"]),
	]
	assert all(found) and not any(running(value, data) for value in found)
