"""Rights over units follow the parent links; Frappe's columns of the tree are nobody's to write, and give nothing."""

import json
from contextlib import contextmanager

import frappe
import pytest

from kinerja_kecamatan.access.scope import roles_over, scope_of
from kinerja_kecamatan.office import penugasan, tree_check, unit_tree
from tests.support.http import raw
from tests.support.office import _unit, add_person
from tests.support.record import administrator
from tests.support.sop_run import FORMAT
from tests.support.story import decide, decisions

UNIT = "Unit Kerja"
REBUILD = "/api/method/frappe.utils.nestedset.rebuild_tree"
CHECK = "/api/method/kinerja_kecamatan.access.api.periksa_susunan"
WIDE = {"lft": 1, "rgt": 999_999}


def set_columns(unit: str, **columns) -> None:
	"""As somebody could who gets at the database; Unit Kerja itself is not asked."""
	frappe.db.set_value(UNIT, unit, columns, update_modified=False)
	penugasan.forget()


def tree_rows(*roots: str) -> list:
	frappe.db.rollback()
	columns = (
		"name, kecamatan, ifnull(parent_unit_kerja, ''), ifnull(old_parent, ''), lft, rgt, is_group, jenis"
	)
	return frappe.db.sql(
		f"select {columns} from `tabUnit Kerja` where kecamatan in %s order by name", [roots]
	)


@contextmanager
def restored(*roots: str):
	"""Units as they were, whatever the test wrote to them."""
	before = frappe.get_all(UNIT, filters={"kecamatan": ["in", roots]}, fields=["*"])
	yield
	frappe.db.rollback()
	for row in before:
		frappe.db.set_value(UNIT, row.name, dict(row), update_modified=False)
	frappe.db.commit()


def test_what_does_not_hang_on_the_root_covers_itself_alone():
	tree = unit_tree.grow(
		"K",
		{
			"K": None,
			"A": "K",
			"B": "A",
			"C": "K",
			"L1": "L2",
			"L2": "L1",
			"L3": "L1",
			"S": "S",
			"O": "gone",
			"P": "O",
		},
	)
	assert tree.order == ("K", "A", "B", "C") and tree.below("A") == ("A", "B")
	assert tree.covers("K", "B") and tree.covers("A", "B") and not tree.covers("B", "A")
	assert not tree.covers("A", "C") and tree.path("B") == ["B", "A", "K"]
	for lost in ("L1", "L2", "L3", "S", "O", "P", "unknown"):
		assert tree.below(lost) == (lost,) and tree.path(lost) == [lost] and tree.covers(lost, lost)
		assert not any(tree.covers(lost, other) or tree.covers(other, lost) for other in tree.order)
	assert not tree.covers("L1", "L3") and not tree.covers("O", "P")
	# A root with a parent, in a loop with its own child, is a root all the same and met once.
	assert unit_tree.grow("K", {"K": "A", "A": "K"}).order == ("K", "A")
	deep = {f"U{n}": f"U{n - 1}" for n in range(1, 5000)} | {"U0": None}
	assert unit_tree.grow("U0", deep).covers("U1", "U4999")


def test_wide_intervals_give_nothing(office):
	"""lft and rgt around the whole site, a loop, a lost parent: everybody reaches what they reached, or less."""
	mine, other = office.units[0], office.recap_unit
	head = office.people[f"ku:{mine}"]
	doc = frappe._dict(doctype=FORMAT, unit_kerja=other, kecamatan=office.root)
	before = scope_of(head)
	assert before.units == {mine} and not before.kecamatan
	set_columns(mine, **WIDE)
	assert scope_of(head) == before and not roles_over(head, doc)
	# A loop: the unit above hangs below this one as well.
	above = frappe.db.get_value(UNIT, other, "parent_unit_kerja")
	set_columns(above, parent_unit_kerja=other)
	holder = office.people[f"jp:{other}"]
	assert "Jabatan Pelaksana" in roles_over(holder, doc)
	assert not roles_over(holder, frappe._dict(doc, unit_kerja=above))
	assert [a.unit_kerja for a in penugasan.leaders_of(other)] == [other] * 2
	assert penugasan.leaders_of(above)[0].unit_kerja == above
	# A unit that says it is another kecamatan's is nobody's here.
	set_columns(mine, kecamatan="TIDAK-ADA")
	assert not scope_of(head).units and not penugasan.appointments_of(head)


def test_the_check_tells_intervals_and_parents_that_disagree(office):
	root, mine, other = office.root, office.units[0], office.recap_unit
	assert tree_check.disagreements(root) == []

	def told(unit: str, **columns) -> str:
		frappe.db.savepoint("kept")
		set_columns(unit, **columns)
		found = {row["unit"]: row["masalah"] for row in tree_check.disagreements(root)}
		frappe.db.rollback(save_point="kept")
		return found.get(unit, "")

	lft, rgt = frappe.db.get_value(UNIT, mine, ["lft", "rgt"])
	inside = frappe.db.get_value(UNIT, other, ["lft", "rgt"])
	assert "rusak" in told(mine, lft=0, rgt=0)
	assert "rusak" in told(mine, lft=rgt, rgt=lft)
	assert "rusak" in told(mine, lft=inside[0], rgt=inside[1]) or "rusak" in told(other, lft=lft, rgt=rgt)
	assert "menurut Unit Induk di bawah" in told(other, parent_unit_kerja=mine)
	assert "tidak ada" in told(mine, parent_unit_kerja="HILANG")
	assert "Terlepas" in told(mine, parent_unit_kerja=mine)
	assert "Tercatat di" in told(mine, kecamatan="HILANG")


def test_only_the_site_admin_has_the_tree_rebuilt(env, two_offices):
	"""rebuild_tree wrote lft and rgt for anybody, along any column."""
	here, there = two_offices.here, two_offices.there
	roots = here.office.root, there.office.root
	before = tree_rows(*roots)
	for key in (f"jp:{here.office.units[0]}", "camat", "admin"):
		for column in ("parent_unit_kerja", "kecamatan", "old_parent", "name"):
			body = {"doctype": UNIT, "parent_field": column}
			assert raw(here.person(key), "POST", REBUILD, json=body).status_code == 403, f"{key} {column}"
		assert (
			raw(here.person(key), "GET", REBUILD, params={"doctype": UNIT, "parent_field": "x"}).status_code
			== 403
		)
	site = administrator(env)
	for column in ("kecamatan", "old_parent", "owner"):
		answer = raw(site, "POST", REBUILD, json={"doctype": UNIT, "parent_field": column})
		assert answer.status_code == 403 and "parent_unit_kerja" in answer.text
	assert tree_rows(*roots) == before
	set_columns(here.office.units[0], **WIDE)
	frappe.db.commit()
	assert raw(here.person("camat"), "GET", CHECK).status_code == 403
	answer = raw(here.person("admin"), "GET", CHECK)
	assert answer.ok, answer.text
	told = answer.json()["message"]
	assert here.office.units[0] in {row["unit"] for row in told}
	assert {row["kecamatan"] for row in told} == {here.office.root}
	assert raw(site, "POST", REBUILD, json={"doctype": UNIT, "parent_field": "parent_unit_kerja"}).ok
	answer = raw(here.person("admin"), "GET", CHECK)
	assert answer.ok and not answer.json().get("message")
	assert [row[:4] for row in tree_rows(*roots)] == [row[:4] for row in before]


@pytest.mark.full
def test_no_way_writes_the_tree_columns(two_offices):
	"""REST, client.set_value, bulk_update, the tree view's own endpoint, insert: an office admin's save keeps them."""
	here, there = two_offices.here, two_offices.there
	admin, unit, root = here.person("admin"), here.office.units[0], here.office.root
	hostile = {**WIDE, "old_parent": there.office.root, "kecamatan": there.office.root}
	with restored(root, there.office.root):
		before = tree_rows(root, there.office.root)
		for field, value in hostile.items():
			one = {"doctype": UNIT, "name": unit, "docname": unit, field: value}
			assert raw(admin, "PUT", f"/api/resource/{UNIT}/{unit}", json={field: value}).ok, field
			for method, body in (
				(
					"frappe.client.set_value",
					{"doctype": UNIT, "name": unit, "fieldname": field, "value": value},
				),
				("frappe.client.bulk_update", {"docs": json.dumps([one])}),
				("frappe.client.save", {"doc": json.dumps(admin.get(UNIT, unit) | {field: value})}),
				(
					"frappe.desk.form.save.savedocs",
					{"doc": json.dumps(admin.get(UNIT, unit) | {field: value}), "action": "Save"},
				),
				(
					"frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs",
					{
						"doctype": UNIT,
						"docnames": json.dumps([unit]),
						"action": "update",
						"data": json.dumps({field: value}),
					},
				),
			):
				raw(admin, "POST", f"/api/method/{method}", json=body)
			assert tree_rows(root, there.office.root) == before, field
		new = {"doctype": UNIT, "kode": "SI-B", "nama_unit": "Baru", "jenis": "Seksi", **hostile}
		made = admin.insert(**new | {"parent_unit_kerja": root})["name"]
		answer = raw(
			admin,
			"POST",
			"/api/method/frappe.desk.treeview.add_node",
			json=new | {"kode": "SI-C", "parent": root, "is_root": "false"},
		)
		assert answer.ok, answer.text
		frappe.db.rollback()
		for name in (made, f"{root}-SI-C"):
			assert frappe.db.get_value(UNIT, name, "kecamatan") == root
		assert tree_check.disagreements(root) == [] == tree_check.disagreements(there.office.root)
		for body in (
			new | {"parent": there.office.root, "is_root": "false"},
			new | {"name": unit, "parent": there.office.root, "is_root": "false"},
		):
			assert (
				raw(admin, "POST", "/api/method/frappe.desk.treeview.add_node", json=body).status_code == 403
			)
		for key in ("camat", f"ku:{unit}"):
			body = new | {"kode": "SI-D", "parent": root, "is_root": "false"}
			assert (
				raw(
					here.person(key), "POST", "/api/method/frappe.desk.treeview.add_node", json=body
				).status_code
				== 403
			)
		frappe.db.delete(UNIT, {"name": ["in", [made, f"{root}-SI-C"]]})
		frappe.db.commit()


@pytest.mark.full
def test_nobody_moves_a_unit_to_reach_something(two_offices):
	"""Under another office's root, above its own root, by a loop in spoilt intervals, or by who is admin of one unit."""
	here, there = two_offices.here, two_offices.there
	admin, unit, root = here.person("admin"), here.office.units[0], here.office.root
	recap = here.office.recap_unit
	above = frappe.db.get_value(UNIT, recap, "parent_unit_kerja")
	before = tree_rows(root, there.office.root)
	for name, parent in (
		(unit, there.office.root),
		(there.office.units[0], root),
		(root, there.office.root),
		(root, unit),
	):
		for values in ({"parent_unit_kerja": parent}, {"parent_unit_kerja": parent, "jenis": "Seksi"}):
			assert raw(admin, "PUT", f"/api/resource/{UNIT}/{name}", json=values).status_code in (403, 417)
	assert tree_rows(root, there.office.root) == before
	with restored(root, there.office.root):
		set_columns(above, lft=900_001, rgt=900_002)
		frappe.db.commit()
		answer = raw(admin, "PUT", f"/api/resource/{UNIT}/{above}", json={"parent_unit_kerja": recap})
		assert answer.status_code == 417 and "tidak dapat menjadi Unit Induk" in answer.text
		assert frappe.db.get_value(UNIT, above, "parent_unit_kerja") == root
	add_person(here.office, "admin-unit", "Pengelola Seksi", unit, [("Admin Kinerja", "Unit")])
	frappe.db.commit()
	small = here.person("admin-unit")
	for values in ({"unit_perekap": 1}, {"jenis": "Sekretariat"}, {"parent_unit_kerja": recap}):
		assert raw(small, "PUT", f"/api/resource/{UNIT}/{unit}", json=values).status_code == 403
	new = {"kode": "SEK-2", "nama_unit": "x", "jenis": "Sekretariat", "parent_unit_kerja": unit}
	assert raw(small, "POST", f"/api/resource/{UNIT}", json=new).status_code == 403


@pytest.mark.full
def test_a_unit_inserted_to_the_left_takes_nobodys_rights(two_offices):
	"""Every unit to its right moves, and Tunjuk Pelaksana found nobody any more in rows that had been cached."""
	there, here = sorted(
		(two_offices.here, two_offices.there),
		key=lambda run: frappe.db.get_value(UNIT, run.office.root, "lft"),
	)
	here.office, here.disposisi = here.office.in_new_year(), ""
	frappe.db.commit()
	unit = here.office.units[0]
	here.order()
	here.pass_on()
	head, form = here.person(f"ku:{unit}"), here.formats(unit)[0]
	offered = decisions(head, FORMAT, form)
	assert here.office.pegawai[f"jp:{unit}"] in json.dumps(offered)
	before = frappe.db.get_value(UNIT, unit, "lft")
	new = there.person("admin").insert(
		UNIT, kode="SI-KIRI", nama_unit="Kiri", jenis="Seksi", parent_unit_kerja=there.office.root
	)
	frappe.db.rollback()
	assert frappe.db.get_value(UNIT, unit, "lft") > before
	assert decisions(head, FORMAT, form) == offered
	decide(head, FORMAT, form, "Tunjuk Pelaksana", pelaksana=here.office.pegawai[f"jp:{unit}"])
	frappe.db.rollback()
	assert frappe.db.get_value(FORMAT, form, "pelaksana") == here.office.pegawai[f"jp:{unit}"]
	frappe.delete_doc(UNIT, new["name"])
	frappe.db.commit()


def test_the_scope_costs_two_queries_however_many_units(office):
	"""Appointments, then the units of the kecamatan concerned; nothing a unit."""
	person, asked = office.people[f"ku:{office.units[0]}"], []
	for number in range(30):
		_unit(f"SI-Q{number}", "Seksi", office.units[0] if number % 2 else office.root)
	frappe.get_roles(person)
	penugasan.forget()
	sql = frappe.db.sql
	frappe.db.sql = lambda *args, **kwargs: asked.append(args[0]) or sql(*args, **kwargs)
	try:
		scope = scope_of(person)
		roles = roles_over(person, frappe._dict(doctype=FORMAT, unit_kerja=f"{office.root}-SI-Q1"))
	finally:
		frappe.db.sql = sql
	assert len(scope.units) == 16 and "Kepala Unit" in roles
	assert len(asked) == 3, asked
