"""What an account without roles writes into Frappe's own documents runs at nobody's desk: planted over REST, met by the Camat."""

import json
from collections.abc import Iterator

import frappe
import pytest

from kinerja_kecamatan.demo.client import Person
from tests.browser.desk import Desk
from tests.browser.watched import Watched
from tests.support import hostile
from tests.support.http import raw
from tests.support.no_roles import no_roles
from tests.support.sop_run import DISPOSISI

PICTURE = "x'><img src=x onerror=__ran({n})>"
UNCLOSED = "Rapat <img src=x onerror=__ran({n}) x="
BLOCK, CARD, CARDS = "Blok Uji", "Kartu Uji", "frappe.desk.doctype.number_card.number_card.create_number_card"
AVATAR = "user => $(frappe.avatar(user)).appendTo(document.body)"
BELL = """() => { $('.dropdown-notifications .notifications-icon').first().click();
	$('.dropdown-notifications .notifications-category').each((_n, tab) => tab.click()); }"""


class Planted:
	"""What was asked to be stored, and which of it is there."""

	def __init__(self, somebody: Person):
		self.person, self.marks = somebody, hostile.Marks()
		self.user = somebody.user

	def mark(self, shape: str, place: str) -> str:
		self.marks.places.append(place)
		return shape.format(n=len(self.marks.places) - 1)

	def post(self, path: str, **values):
		return raw(self.person, "POST", path, json=values)

	def all(self, boss: str) -> None:
		image = {"user_image": self.mark(PICTURE, "own picture")}
		method = "/api/method/frappe.desk.page.user_profile.user_profile.update_profile_info"
		self.post(method, profile_info=json.dumps(image))
		today = f"{frappe.utils.today()} 23:00:00"
		event = {"event_type": "Public", "starts_on": today, "ends_on": today, "all_day": 0}
		for place, fields in {
			"event": {"subject": self.mark(UNCLOSED, "event, no end"), "color": "#fff"},
			"event of JSON": {"subject": self.mark(hostile.SHAPES["json"], "event, JSON")},
			"colour": {
				"subject": "Uji",
				"color": self.mark(hostile.SHAPES["attribute"], "colour of an event"),
			},
		}.items():
			assert self.post("/api/resource/Event", **event, **fields).ok, place
		for shape in (UNCLOSED, hostile.SHAPES["json"]):
			name = self.mark(shape, "saved filter")
			saved = {"filter_name": name, "reference_doctype": DISPOSISI, "filters": "[]", "for_user": ""}
			assert self.post("/api/resource/List Filter", **saved).ok
		note = {
			"title": self.mark(UNCLOSED, "note"),
			"content": self.mark(hostile.SHAPES["json"], "note"),
			"public": 1,
		}
		assert self.post("/api/resource/Note", **note, notify_on_login=1).ok
		script = self.mark("__ran({n})", "block")
		self.post("/api/resource/Custom HTML Block", name=BLOCK, script=script, html="<b>x</b>")
		card = {
			"label": CARD,
			"type": "Custom",
			"method": "frappe.ping",
			"document_type": "ToDo",
			"function": "Count",
			"filters_json": "[]",
		}
		self.post(
			f"/api/method/{CARDS}",
			args=json.dumps({**card, "filters_config": self.mark("__ran({n})", "card")}),
		)
		text = self.mark("<img src=x onerror=__ran({n})>", "page")
		page = {"title": "Titipan", "label": f"Titipan-{boss}", "for_user": boss, "public": 0}
		content = json.dumps([{"id": "a", "type": "paragraph", "data": {"text": text, "col": 12}}])
		self.post("/api/resource/Workspace", **page, content=content)
		method = "/api/method/frappe.desk.doctype.workspace.workspace.new_page"  # the snapshot's way
		self.post(method, new_page=json.dumps({**page, "content": content}))

	def drop(self) -> None:
		frappe.db.rollback()
		for doctype in (
			"Event",
			"List Filter",
			"Note",
			"Custom HTML Block",
			"Number Card",
			"Workspace",
			"Version",
		):
			frappe.db.delete(doctype, {"owner": self.user})
		frappe.db.set_value("User", self.user, "user_image", None)
		frappe.db.commit()


@pytest.fixture
def planted(env, site, office) -> Iterator[Planted]:
	frappe.db.commit()
	made = Planted(no_roles(env))
	made.all(office.people["camat"])
	frappe.db.rollback()
	yield made
	made.drop()


def at_work(desk: Desk, planted: Planted) -> Watched:
	"""Through the pages that a Camat opens on any day."""
	watched = Watched(desk, planted.marks)
	watched.page_of("desk", f"/app/{frappe.scrub(DISPOSISI)}", wait=2000)
	watched.do("bell", BELL, wait=600)
	watched.at(f"list {DISPOSISI}", "List", DISPOSISI, "List", wait=800)
	watched.at("calendar", "List", "Event", "Calendar", wait=600)
	watched.at("events", "List", "Event", "List", wait=600)
	watched.at("notes", "List", "Note", "List")
	event = frappe.db.get_value("Event", {"owner": planted.user}, "name")
	watched.at("event", "Form", "Event", event, wait=800)
	show_avatar(watched, planted.user)
	for doctype, name in {"Custom HTML Block": BLOCK, "Number Card": CARD}.items():
		if frappe.db.exists(doctype, name):
			watched.at(doctype, "Form", doctype, name, wait=800)
	watched.at("page", "Workspaces", "private", "Titipan", wait=800)
	return watched


def show_avatar(watched: Watched, user: str) -> None:
	"""As at every comment, task and notice of that person."""
	info = {user: {"fullname": "x", "image": frappe.db.get_value("User", user, "user_image")}}
	watched.page.evaluate("info => frappe.update_user_info(info)", info)
	watched.do("avatar", AVATAR, user, wait=600)


@pytest.mark.full
def test_nothing_of_it_runs_at_the_camats_desk(env, planted, office, at_desk):
	desk = at_desk(office.people["camat"])
	try:
		watched = at_work(desk, planted)
	finally:
		desk.errors.clear()
	assert not watched.ran, watched.said()


@pytest.mark.full
def test_a_picture_that_was_stored_before_does_not_run(env, planted, office, at_desk):
	frappe.db.set_value("User", planted.user, "user_image", planted.mark(PICTURE, "old picture"))
	frappe.db.commit()
	frappe.clear_cache(user=office.people["camat"])
	desk = at_desk(office.people["camat"])
	watched = Watched(desk, planted.marks)
	show_avatar(watched, planted.user)
	desk.errors.clear()
	assert not watched.ran, watched.said()
