"""Nobody sees, counts or finds what is not theirs: every way of asking, as everybody, searched for planted marks."""

from collections.abc import Callable, Iterator

import frappe
import pytest
from frappe.model.base_document import get_controller

from kinerja_kecamatan.access.rows import RowOfParent
from kinerja_kecamatan.demo.client import reason_of
from kinerja_kecamatan.office import role_sync
from tests.support import routes
from tests.support.environment import Environment
from tests.support.guard_stage import try_all
from tests.support.http import raw
from tests.support.isolation import dispatched, ways
from tests.support.isolation.offices import Looker, Offices, lookers, make_offices, own_copy
from tests.support.isolation.planted import MASTERS, clear, doctypes, searchable
from tests.support.isolation.sweep import (
	Tally,
	forged_place,
	over_documents,
	over_hangers,
	over_lists,
	over_own,
	sweep,
)
from tests.support.office import add_person, make_office

pytestmark = pytest.mark.full

FORMAT, REKAP, DISPOSISI = "Format Data Kinerja", "Rekap Kinerja", "Disposisi"
# The quick run's DocTypes; the full run takes every one of the app's.
QUICK = {FORMAT}
# Only a Disposisi shows connections, only masters have titles.
QUICK_SILENT = {"get_open_count", "get_link_title"}
# Answers with how many papers it has rendered; asked for what its messages might tell.
NUMBERS_ALONE = {"archive.api.siapkan"}
# Ways that are not there in the snapshot of 2023.
LATER = {"REST v2 list", "REST v2 count", "REST v2 get", "unlock_document"}
# Answer nobody in release 15: a server error of its own; no longer whitelisted, and by our override not either; of submittable
# DocTypes alone.
NO_LONGER = {"filter dashboard", "web form options", "get_submitted_linked_docs"}


@pytest.fixture(scope="module")
def offices(env: Environment, _shared_office) -> Iterator[Offices]:
	with searchable():
		made = make_offices(env, _shared_office)
		yield made
		clear(made.scopes)


def all_ways(looker: Looker, offices: Offices, only: set[str] | None) -> dict[str, Tally]:
	hidden = offices.forbidden(looker.root, looker.units)
	allowed = offices.allowed(looker.root, looker.units)
	asked = [
		*over_lists(hidden, only),
		*over_documents(hidden, forged_place(looker), only),
		*over_hangers(hidden),
		*over_own(allowed, only),
	]
	return sweep(looker, offices, asked)


def table_of(swept: dict[str, dict[str, Tally]], control: dict[str, Tally]) -> list[list]:
	"""One row a way: how often asked, what the Administrator saw there, and each looker's own / foreign values."""
	return [
		[
			label,
			sum(table[label].asked for table in swept.values() if label in table),
			len(control[label].foreign),
			*(
				f"{len(table[label].own)} / {len(table[label].foreign)}" if label in table else "-"
				for table in swept.values()
			),
		]
		for label in control
	]


def check(
	swept: dict[str, dict[str, Tally]], control: dict[str, Tally], silent: set[str], report: Callable
) -> None:
	"""Print the table; fail on a foreign value, on a way that shows nothing to anybody, and on a server error."""
	asked = sum(tally.asked for table in swept.values() for tally in table.values())
	title = f"Isolation: {len(control)} ways, {len(swept)} people, {asked} requests (own / foreign values)"
	report(title, ["way", "asked", "Administrator", *swept], table_of(swept, control))
	every = [(key, label, tally) for key, table in swept.items() for label, tally in table.items()]
	leaks = {f"{key}: {label}": sorted(tally.foreign)[:5] for key, label, tally in every if tally.foreign}
	assert not leaks, leaks
	blind = {label for label, tally in control.items() if not tally.foreign}
	assert blind <= silent | NUMBERS_ALONE, f"shows nothing even to the Administrator: {blind}"
	failed = [
		f"{key}: {problem}" for key, label, tally in every if label not in blind for problem in tally.failed
	]
	assert not failed, failed[:10]


def test_no_foreign_value_by_any_way(offices, env, report_table):
	"""A unit's own people and an office-wide post, over what both work on; the full run takes everybody and everything."""
	keys = {f"jp:{offices.first.office.units[0]}", "pek"}
	swept = {one.key: all_ways(one, offices, QUICK) for one in lookers(offices) if one.key in keys}
	silent = QUICK_SILENT | (LATER if env.snapshot else NO_LONGER)
	check(swept, all_ways(anybody(offices), offices, QUICK), silent, report_table)


@pytest.mark.whole
def test_no_foreign_value_by_any_way_for_anybody(env, _connected, report_table):
	"""Seven units in two offices, every DocType, everybody who has an account."""
	frappe.db.rollback()
	frappe.set_user("Administrator")
	office = make_office(units=4)
	frappe.db.commit()
	with searchable():
		offices = make_offices(env, office, units=3)
		whole = {f"jp:{office.units[0]}", "pek", "admin", "pemeriksa:lalu", "tanpa tugas"}
		swept = {
			one.key: all_ways(one, offices, None if one.key in whole else QUICK) for one in lookers(offices)
		}
		silent = LATER if env.snapshot else NO_LONGER
		try:
			check(swept, all_ways(anybody(offices), offices, None), silent, report_table)
		finally:
			clear(offices.scopes)


def through_dispatchers(offices: Offices, key: str, only: set[str] | None) -> dict[str, Tally]:
	"""The ways to what is hidden from one looker, each through everything of Frappe's that calls a method by a client's name for it."""
	looker = next(one for one in lookers(offices) if one.key == key)
	hidden = offices.forbidden(looker.root, looker.units)
	asked = [
		*over_lists(hidden, only),
		*over_documents(hidden, forged_place(looker), only),
		*over_hangers(hidden),
	]
	return sweep(looker, offices, [through for way in asked for through in dispatched.through(way)])


def check_dispatched(swept: dict[str, dict[str, Tally]], report: Callable) -> None:
	rows = [
		[label, *(table[label].asked for table in swept.values())] for label in next(iter(swept.values()))
	]
	number = sum(tally.asked for table in swept.values() for tally in table.values())
	report(f"Dispatched: {number} requests", ["way", *swept], rows)
	leaks = {
		f"{key}: {label}": sorted(tally.foreign)[:5]
		for key, table in swept.items()
		for label, tally in table.items()
		if tally.foreign
	}
	assert not leaks and number > 500 * len(swept), leaks


def lookers_of_every_kind(offices: Offices) -> tuple[str, ...]:
	"""Of a unit, of the whole office, who keeps its masters, whose time is over, with roles and no Penugasan."""
	return f"jp:{offices.first.office.units[0]}", "pek", "admin", "pemeriksa:lalu", "tanpa tugas"


@pytest.mark.full
def test_no_foreign_value_through_a_dispatcher(offices, report_table):
	"""Over one DocType, for a unit's own person and for whom nothing is open; the longest run takes all by all."""
	own, *_others, nobody = lookers_of_every_kind(offices)
	swept = {
		own: through_dispatchers(offices, own, QUICK),
		nobody: through_dispatchers(offices, nobody, QUICK),
	}
	check_dispatched(swept, report_table)


@pytest.mark.whole
@pytest.mark.parametrize("number", range(5))
def test_no_foreign_value_through_a_dispatcher_for_anybody(offices, report_table, number):
	"""Every DocType of the app, by everybody of a kind."""
	key = lookers_of_every_kind(offices)[number]
	check_dispatched({key: through_dispatchers(offices, key, None)}, report_table)


def anybody(offices: Offices) -> Looker:
	"""The Administrator, to whom nothing is foreign: what a way can show at all."""
	return Looker("Administrator", offices.admin, None, set())


def test_every_doctype_of_the_app_has_its_scope(site):
	"""A DocType that is added later is closed, or this fails."""
	queries = frappe.get_hooks("permission_query_conditions")
	checks = frappe.get_hooks("has_permission")
	for doctype in doctypes():
		assert any("kinerja_kecamatan.access" in path for path in queries.get(doctype, [])), doctype
		assert any("kinerja_kecamatan.access" in path for path in checks.get(doctype, [])), doctype
		for table in frappe.get_meta(doctype).get_table_fields():
			child = table.options
			assert any("kinerja_kecamatan.access" in path for path in queries.get(child, [])), child
			assert issubclass(get_controller(child), RowOfParent), child


def test_connections_count_what_one_may_open(offices):
	"""The order is the whole office's; how many Formats hang on it is told as far as one sees them."""
	run = offices.first
	method = "/api/method/frappe.desk.notifications.get_open_count"
	for key, expected in (("pek", len(run.office.units)), (f"jp:{run.office.units[0]}", 1)):
		answer = raw(run.person(key), "GET", method, params={"doctype": DISPOSISI, "name": run.disposisi})
		assert answer.ok, reason_of(answer)
		counts = answer.json()["message"]["count"]
		entries = counts if isinstance(counts, list) else counts["external_links_found"]
		found = {entry.get("doctype") or entry.get("name"): entry["count"] for entry in entries}
		seen = run.person(key).list(FORMAT, {"disposisi": run.disposisi}, ["name"])
		assert found[FORMAT] == len(seen) >= expected


def test_a_forged_document_is_printed_as_it_is_stored(offices):
	"""Whatever a client sends as JSON, the paper shows the stored document, and only to its readers."""
	run = offices.first
	person = run.person(f"jp:{run.office.units[0]}")
	name = run.formats(run.office.units[0])[0]
	html = "/api/method/frappe.www.printview.get_html_and_style"
	forged = {"doctype": FORMAT, "name": name, "unit_kerja": run.office.units[0], "catatan": "zz-palsu-zz"}
	for layout in ("Standard", FORMAT):
		answer = raw(person, "POST", html, json={"doc": frappe.as_json(forged), "print_format": layout})
		assert answer.ok, reason_of(answer)
		assert "zz-palsu-zz" not in answer.text
		assert run.office.units[0] in answer.text or layout != "Standard"
	invented = forged | {"name": "FDK-BUKAN-01"}
	answer = raw(person, "POST", html, json={"doc": frappe.as_json(invented), "print_format": FORMAT})
	assert answer.status_code in (403, 404, 417) and "zz-palsu-zz" not in answer.text


def test_a_foreign_file_cannot_be_claimed(offices):
	"""By address in any spelling, by an Attach field, from the library, by mail: the bytes stay closed."""
	run = offices.first
	unit = run.office.units[0]
	person = run.person(f"jp:{unit}")
	own = (FORMAT, run.formats(unit)[0])
	scope = next(scope for scope in offices.scopes if scope.unit == run.office.recap_unit)
	file = next(file for file in scope.files if file["doctype"] == FORMAT)
	assert raw(run.person("pek"), "GET", file["file_url"]).ok, "its own readers read it"
	for way in ways.file_claims(file, own):
		path = way.path.replace("{user}", person.user)
		raw(person, way.verb, path, **way.arguments)
		for address in (file["file_url"], file["file_url"].replace("/private", "")):
			answer = raw(person, "GET", address)
			assert answer.status_code in (403, 404), f"{way.label}: {address} {answer.status_code}"
	frappe.db.rollback()
	rows = frappe.get_all("File", filters={"owner": person.user, "file_url": file["file_url"]})
	assert not rows, rows


def onlooking(doctype: str, name: str, person: str) -> Iterator[tuple]:
	"""Ways to leave something on a document that one may only read; labels as in tests.support.routes."""
	reference = {"reference_doctype": doctype, "reference_name": name}
	comment = {"doctype": "Comment", "comment_type": "Comment", "content": "x", **reference}
	task = {"doctype": "ToDo", "description": "x", "reference_type": doctype, "reference_name": name}
	share = {
		"doctype": "DocShare",
		"share_doctype": doctype,
		"share_name": name,
		"user": person,
		"read": 1,
		"write": 1,
	}
	file = {
		"doctype": "File",
		"file_name": "x.txt",
		"content": "x",
		"attached_to_doctype": doctype,
		"attached_to_name": name,
	}
	by = {"comment_email": person, "comment_by": person, "content": "x"}
	tag = {"tag": "x", "dt": doctype, "dn": name}
	for label, method, values in (
		("comment", "frappe.desk.form.utils.add_comment", reference | by),
		("comment insert", "frappe.client.insert", {"doc": comment}),
		("like", "frappe.desk.like.toggle_like", {"doctype": doctype, "name": name, "add": "Yes"}),
		("unlike", "frappe.desk.like.toggle_like", {"doctype": doctype, "name": name, "add": "No"}),
		("tag", "frappe.desk.doctype.tag.tag.add_tag", tag),
		(
			"tags",
			"frappe.desk.doctype.tag.tag.add_tags",
			{"tags": '["x"]', "dt": doctype, "docs": frappe.as_json([name])},
		),
		("untag", "frappe.desk.doctype.tag.tag.remove_tag", tag),
		(
			"assign",
			"frappe.desk.form.assign_to.add",
			{"doctype": doctype, "name": name, "assign_to": frappe.as_json([person])},
		),
		("task", "frappe.client.insert", {"doc": task | {"allocated_to": person}}),
		("share", "frappe.share.add", {"doctype": doctype, "name": name, "user": person, "write": 1}),
		("share insert", "frappe.client.insert", {"doc": share}),
		(
			"mail",
			"frappe.core.doctype.communication.email.make",
			{"doctype": doctype, "name": name, "content": "x", "subject": "x", "recipients": person},
		),
		("attach", "frappe.client.insert", {"doc": file}),
		(
			"attach_file",
			"frappe.client.attach_file",
			{"filename": "x.txt", "filedata": "x", "doctype": doctype, "docname": name},
		),
	):
		yield label, "POST", f"/api/method/{method}", {"json": values}
	for hanger, values in (("Comment", comment), ("ToDo", task), ("DocShare", share), ("File", file)):
		yield f"REST {hanger}", "POST", f"/api/resource/{hanger}", {"json": values}
	upload = {"files": {"file": ("x.txt", b"x")}, "data": {"doctype": doctype, "docname": name}}
	yield "upload", "POST", "/api/method/upload_file", upload


def around(doctype: str, name: str) -> dict[str, int]:
	"""How many of Frappe's own records hang on a document."""
	frappe.db.rollback()
	fields = {
		"Comment": "reference_name",
		"ToDo": "reference_name",
		"Tag Link": "document_name",
		"DocShare": "share_name",
	}
	fields |= {"Communication": "reference_name", "File": "attached_to_name", "Version": "docname"}
	return {hanger: frappe.db.count(hanger, {field: name}) for hanger, field in fields.items()}


def test_a_pemeriksa_writes_nothing_by_any_route(offices):
	run = offices.first
	unit = run.office.units[0]
	for key, doctype, name in (
		("pemeriksa", DISPOSISI, run.disposisi),
		("pemeriksa", REKAP, run.recap(unit)),
		(f"pemeriksa:{unit}", FORMAT, run.formats(unit)[0]),
		("pemeriksa", "Unit Kerja", unit),
	):
		person = run.person(key)
		doc, before = person.get(doctype, name), around(doctype, name)
		field = "catatan" if doctype == FORMAT else "alasan_terakhir" if doctype == DISPOSISI else "modified"
		asked = [*onlooking(doctype, name, person.user), *routes.edits(doc, field, "x"), *routes.endings(doc)]
		if doctype != "Unit Kerja":
			asked += routes.moves(doc, "Selesai", "Batalkan")
		try_all(person, (doctype, name), asked)
		assert around(doctype, name) == before, f"{key} {doctype}"


def test_who_works_on_a_document_comments_tags_and_assigns(offices):
	"""The same ways, open to those who take part."""
	run = offices.first
	unit = run.office.units[0]
	person, name = run.person(f"jp:{unit}"), run.formats(unit)[0]
	ways_open = {"comment", "like", "unlike", "tag", "untag", "assign"}
	for label, verb, path, arguments in onlooking(FORMAT, name, person.user):
		if label in ways_open:
			answer = raw(person, verb, path, **arguments)
			assert answer.ok, f"{label}: {answer.status_code} {reason_of(answer)}"
	# Nobody is given work on what they cannot see or do not work on, and nothing is shared past Penugasan.
	for other in ("pemeriksa", f"jp:{run.office.recap_unit}", "tanpa tugas"):
		account = run.office.people[other]
		answer = raw(
			person,
			"POST",
			"/api/method/frappe.desk.form.assign_to.add",
			json={"doctype": FORMAT, "name": name, "assign_to": frappe.as_json([account])},
		)
		assert answer.ok == (other == f"jp:{run.office.recap_unit}"), f"{other}: {answer.status_code}"
	share = {"doctype": FORMAT, "name": name, "user": run.office.people["pemeriksa:lalu"]}
	assert raw(offices.admin, "POST", "/api/method/frappe.share.add", json=share).status_code == 403


def test_a_pemeriksa_reads_as_long_as_the_penugasan_lasts(offices):
	"""From its first day to its last, as the office admin writes them down."""
	run = offices.first
	person, admin = run.person("pemeriksa"), run.person("admin")
	everything = {
		name for scope in offices.allowed(run.office.root, None) for name in scope.names.get(FORMAT, [])
	}
	name = run.office.penugasan["pemeriksa"]
	today, day = frappe.utils.getdate(), frappe.utils.add_days
	for begins, ends, reads in (
		(day(today, -1), day(today, 1), True),
		(day(today, -9), day(today, -1), False),
		(day(today, 1), day(today, 9), False),
		(today, None, True),
	):
		admin.update("Penugasan", name, berlaku_mulai=str(begins), berlaku_sampai=str(ends) if ends else None)
		answer = raw(person, "GET", f"/api/resource/{FORMAT}", params={"limit_page_length": 0})
		seen = {row["name"] for row in answer.json()["data"]} if answer.ok else set()
		assert seen >= everything if reads else not seen, f"{begins} - {ends}: {len(seen)}"
		one = raw(person, "GET", f"/api/resource/{FORMAT}/{sorted(everything)[0]}")
		assert one.status_code == (200 if reads else 403)


def test_two_kecamatan_of_a_site_have_nothing_of_each_other(offices):
	"""The same period in both: figures, numbers, masters, tasks and settings stay apart."""
	first, second = offices.first, offices.second
	assert first.office.periode == second.office.periode
	# The recap of the one is made of its own units, whatever the other has filled in.
	recap = second.person("camat").get(REKAP, second.recap())
	assert recap["unit_total"] == recap["unit_masuk"] == len(second.office.units)
	assert {row["unit_kerja"] for row in recap["sumber"]} <= set(second.office.units)
	assert {row["dokumen"] for row in recap["sumber"]} <= {
		name
		for scope in offices.scopes
		if scope.root == second.office.root
		for names in scope.names.values()
		for name in names
	}
	# Its masters are read by nobody here, down to the NIP, whoever asks.
	hidden = set().union(*(scope.secrets() for scope in offices.scopes if scope.root == second.office.root))
	for key in ("camat", "admin"):
		for doctype in MASTERS:
			answer = raw(
				first.person(key),
				"GET",
				f"/api/resource/{doctype}",
				params={"fields": '["*"]', "limit_page_length": 0},
			)
			assert answer.ok and answer.json()["data"], f"{key} {doctype}"
			assert not [secret for secret in hidden if secret in answer.text], f"{key} {doctype}"
	# The other's tasks are nobody's here, though the role is the same.
	actions = raw(
		first.person("camat"),
		"GET",
		"/api/resource/Workflow Action",
		params={"fields": '["reference_name"]', "limit_page_length": 0},
	)
	assert second.disposisi not in actions.text and second.office.root not in actions.text


def test_an_admin_keeps_the_masters_of_the_own_kecamatan(offices):
	"""Neither changed, taken over, given away nor added to in the other; what both share is for who has both."""
	first, second = offices.first, offices.second
	admin, here, there = first.person("admin"), first.office, second.office
	unit = here.units[0]
	masters = {scope.root: scope.names for scope in offices.scopes if scope.unit is None}[there.root]
	for doctype in (
		"Unit Kerja",
		"Pegawai",
		"Penugasan",
		"Sasaran Kinerja",
		"Indikator Kinerja",
		"Perjanjian Kinerja",
	):
		for name in masters[doctype][:2]:
			for values in (
				{"nomor_sk": "x"},
				{"unit_kerja": unit, "kecamatan": here.root, "parent_unit_kerja": here.root},
			):
				answer = raw(admin, "PUT", f"/api/resource/{doctype}/{name}", json=values)
				assert answer.status_code == 403, f"{doctype} {values}: {answer.status_code}"
			assert raw(admin, "DELETE", f"/api/resource/{doctype}/{name}").status_code == 403, doctype
	role = [{"peran": "Camat", "lingkup": "Kecamatan"}]
	appointment = {"jabatan": "x", "jenis": "Definitif", "berlaku_mulai": "2021-01-01", "peran": role}
	for doctype, values in (
		("Unit Kerja", {"kode": "X", "nama_unit": "x", "jenis": "Seksi", "parent_unit_kerja": there.root}),
		("Unit Kerja", {"kode": "BARU", "nama_unit": "x", "jenis": "Kecamatan", "kecamatan": here.root}),
		(
			"Penugasan",
			appointment
			| {"pegawai": here.pegawai["admin"], "unit_kerja": there.root, "kecamatan": here.root},
		),
		("Sasaran Kinerja", {"nama_sasaran": "x", "kecamatan": there.root}),
		("Perjanjian Kinerja", {"unit_kerja": there.units[0], "tahun": 2021, "berlaku_mulai": "2021-01-01"}),
	):
		answer = raw(admin, "POST", f"/api/resource/{doctype}", json=values)
		assert answer.status_code == 403, f"{doctype} {values}: {answer.status_code} {reason_of(answer)}"
	for doctype, name in (
		("Pengaturan Kinerja", "Pengaturan Kinerja"),
		("Skala Predikat", frappe.get_all("Skala Predikat", pluck="name")[0]),
		("Skala Nilai", "Predikat SAKIP"),
		("Satuan", "Dokumen"),
	):
		answer = raw(
			admin,
			"PUT",
			f"/api/resource/{doctype}/{name}",
			json={"dasar": "x", "sinonim": "x", "wajib_kendala": 0},
		)
		assert answer.status_code == 403, f"{doctype}: {answer.status_code}"
	# At home all of it is open.
	person = admin.insert("Pegawai", nama="Orang Baru")["name"]
	admin.insert(
		"Penugasan",
		**appointment
		| {"pegawai": person, "unit_kerja": unit, "peran": [{"peran": "Kepala Unit", "lingkup": "Unit"}]},
	)
	admin.update("Pegawai", person, nama="Orang Lama")
	admin.update("Unit Kerja", unit, tempat="Uji")
	goal = admin.insert("Sasaran Kinerja", nama_sasaran="x", kecamatan=here.root)["name"]
	assert raw(admin, "DELETE", f"/api/resource/Sasaran Kinerja/{goal}").ok
	# Whoever is entered over there is no business of this office, until appointed here.
	stranger = frappe.get_doc({"doctype": "Pegawai", "nama": "Belum Bertugas"}).insert().name
	frappe.db.commit()
	assert raw(admin, "GET", f"/api/resource/Pegawai/{stranger}").status_code == 403


def test_what_a_site_shares_is_kept_by_the_admin_of_its_only_kecamatan(office):
	"""With one kecamatan the office admin keeps scale, settings and SOP; with a second nobody does it for the other."""
	account = add_person(
		own_copy(office), "admin-tunggal", "Admin", office.root, [("Admin Kinerja", "Kecamatan")]
	)
	shared = [
		frappe.get_doc("Skala Predikat", frappe.get_all("Skala Predikat", pluck="name")[0]),
		frappe.get_doc("Skala Nilai", "Predikat SAKIP"),
		frappe.get_doc("Satuan", "Dokumen"),
		frappe.get_doc("Pengaturan Kinerja"),
		frappe.get_doc(
			"SOP", frappe.get_all("SOP", filters={"kecamatan": ["is", "not set"]}, pluck="name")[0]
		),
	]
	frappe.set_user(account)
	assert not any(doc.has_permission("write") for doc in shared)
	frappe.db.sql(
		"update `tabUnit Kerja` set parent_unit_kerja = %s where name != %s", (office.root, office.root)
	)
	assert all(doc.has_permission("write") for doc in shared)


def test_a_role_held_elsewhere_gives_nothing_here(offices):
	"""Camat of the one kecamatan and admin of the other: in each only what is held there."""
	first, second = offices.first, offices.second
	email = second.office.people["camat"]
	frappe.db.rollback()
	frappe.set_user("Administrator")
	frappe.get_doc(
		{
			"doctype": "Penugasan",
			"pegawai": second.office.pegawai["camat"],
			"jabatan": "Admin",
			"unit_kerja": first.office.root,
			"jenis": "Definitif",
			"berlaku_mulai": "2000-01-01",
			"peran": [{"peran": "Admin Kinerja", "lingkup": "Kecamatan"}],
		}
	).insert()
	frappe.db.commit()
	person = second.person("camat")
	assert person.user == email
	home, away = second.office.units[0], first.office.units[0]
	assert raw(person, "PUT", f"/api/resource/Unit Kerja/{home}", json={"tempat": "x"}).status_code == 403
	assert raw(person, "PUT", f"/api/resource/Unit Kerja/{away}", json={"tempat": "Uji"}).ok
	answer = raw(
		person, "PUT", f"/api/resource/{DISPOSISI}/{first.disposisi}", json={"workflow_state": "Dibatalkan"}
	)
	assert answer.status_code == 403


def test_an_appointment_is_no_way_to_a_person_of_another_office(offices):
	"""Who may write a Pegawai may give the person's account away."""
	admin, here, there = offices.first.person("admin"), offices.first.office, offices.second.office
	values = {"doctype": "Penugasan", "jabatan": "Tamu", "jenis": "Definitif", "berlaku_mulai": "2000-01-01"}
	values |= {"unit_kerja": here.units[0], "peran": [{"peran": "Pemeriksa", "lingkup": "Unit"}]}
	theirs, mine = there.pegawai["sekcam"], admin.insert("Pegawai", nama="Orang Sini")["name"]
	answer = raw(admin, "POST", "/api/resource/Penugasan", json=values | {"pegawai": theirs})
	assert answer.status_code == 403 and "bukan pegawai yang dapat Anda buka" in reason_of(answer)
	own = admin.insert(**values, pegawai=mine)["name"]
	assert raw(admin, "PUT", f"/api/resource/Penugasan/{own}", json={"pegawai": theirs}).status_code == 403
	admin.update("Penugasan", own, nomor_sk="1/2000")
	# Where a site admin has lent somebody, both offices know the person and neither alone changes the entry.
	frappe.db.rollback()
	frappe.set_user("Administrator")
	lent = frappe.get_doc(values | {"pegawai": theirs}).insert()
	frappe.db.commit()
	try:
		assert admin.get("Pegawai", theirs)["user"] == there.people["sekcam"]
		for change in ({"user": None}, {"user": here.people["camat"]}, {"nama": "x"}, {"nip": None}):
			answer = raw(admin, "PUT", f"/api/resource/Pegawai/{theirs}", json=change)
			assert answer.status_code == 403, f"{change}: {answer.text}"
	finally:
		lent.delete()
		frappe.db.commit()


def test_following_the_penugasan_makes_nobody_site_admin(office):
	"""Frappe gives System Manager to the next account saved where nobody but the Administrator has it."""
	account = add_person(
		own_copy(office),
		"lalu",
		"Auditor",
		office.root,
		[("Pemeriksa", "Kecamatan")],
		berlaku_sampai="2020-12-31",
	)
	frappe.db.delete("Has Role", {"role": "System Manager", "parent": ["!=", "Administrator"]})
	frappe.db.set_single_value("System Settings", "setup_complete", 1)
	role_sync.sync_user(account)
	held = frappe.get_all("Has Role", filters={"parent": account, "parenttype": "User"}, pluck="role")
	assert "Pemeriksa" not in held and "System Manager" not in held


def test_who_uploaded_a_file_reads_it_no_longer_than_its_document(offices):
	"""Frappe would let its owner download it for ever."""
	run = offices.first
	person = run.person("pemeriksa:lalu")
	scope = next(scope for scope in offices.scopes if scope.unit == run.office.units[0])
	file = next(file for file in scope.files if file["doctype"] == FORMAT)
	frappe.db.set_value("File", file["name"], "owner", person.user)
	frappe.db.commit()
	for way in ways.file_reads(file):
		answer = raw(person, way.verb, way.path, **way.arguments)
		assert answer.status_code == 403 and scope.mark not in answer.text, way.label
