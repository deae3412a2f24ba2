"""What the app ships for admins to change: seeded once, an admin's edits kept, restorable."""

import copy
from collections.abc import Iterator

import frappe
import frappe.permissions
import pytest

from kinerja_kecamatan import install, uninstall
from kinerja_kecamatan.base import doctypes, roles
from kinerja_kecamatan.base.doctypes import GUARDED_DOCTYPES
from kinerja_kecamatan.demo.client import DemoError
from kinerja_kecamatan.setup import api, fixtures, masters, workflows
from kinerja_kecamatan.sop.workflow import GERAK_FIELD
from tests.support import workflows as flows
from tests.support.http import raw
from tests.support.record import administrator
from tests.support.sop_run import DISPOSISI, FORMAT, REKAP

NEW_ACTION = "Catat Perintah Lisan"
SETTINGS = ("Skala Predikat", "Rentang Predikat")


def migrate_twice() -> None:
	"""What bench migrate runs of the app's own, through its hook."""
	for _time in range(2):
		for method in frappe.get_hooks("after_migrate", app_name="kinerja_kecamatan"):
			frappe.get_attr(method)()


def name_of(doctype: str) -> str:
	return flows.active(doctype).name


def of(stored: dict, name: str) -> list:
	"""The rows of one workflow."""
	return [row for rows in stored.values() for row in rows if name in (row.name, row.get("parent"))]


@pytest.fixture
def release(monkeypatch):
	"""A release that ships one more action in each workflow; undone with the test."""
	shipped = copy.deepcopy(workflows.shipped())
	for seed in shipped:
		first, last = seed["states"][0]["state"], seed["transitions"][0]["next_state"]
		extra = {**seed["transitions"][0], "state": first, "next_state": last, "action": NEW_ACTION}
		seed["transitions"].insert(1, extra)
	monkeypatch.setattr(workflows, "shipped", lambda: shipped)
	return {seed["document_type"]: seed for seed in shipped}


def has_new_action(doctype: str) -> bool:
	return NEW_ACTION in {row.action for row in flows.active(doctype).transitions}


def test_nothing_is_written_when_nothing_changed(changed_flow):
	before = flows.stored()
	assert {row.document_type for row in before["Workflow"] if row.is_active} == set(GUARDED_DOCTYPES)
	migrate_twice()
	assert flows.stored() == before


def test_changed_role_is_kept(changed_flow):
	workflow = flows.active(DISPOSISI)
	flows.transition(workflow, "Diperintahkan", "Teruskan").allowed = "Kasubag PEK"
	workflow.save()
	before = flows.stored()
	migrate_twice()
	assert flows.stored() == before
	assert flows.transition(flows.active(DISPOSISI), "Diperintahkan", "Teruskan").allowed == "Kasubag PEK"


def test_renamed_workflow_is_kept(changed_flow):
	frappe.rename_doc("Workflow", name_of(FORMAT), "Alur Format Kami")
	before = flows.stored()
	migrate_twice()
	assert flows.stored() == before
	assert name_of(FORMAT) == "Alur Format Kami"


def test_deleted_workflow_does_not_come_back(changed_flow):
	shipped = flows.active(REKAP)
	flows.copy_of(shipped, "Alur Rekap Kami").insert()
	frappe.delete_doc("Workflow", shipped.name)
	before = flows.stored()
	migrate_twice()
	assert flows.stored() == before
	assert frappe.get_all("Workflow", filters={"document_type": REKAP}, pluck="name") == ["Alur Rekap Kami"]


def test_switched_off_workflow_stays_off(changed_flow):
	shipped = flows.active(DISPOSISI)
	own = flows.copy_of(shipped, "Alur Disposisi Kami")
	flows.transition(own, "Draf", "Perintahkan").allow_self_approval = 0
	own.insert()
	before = flows.stored()
	migrate_twice()
	assert flows.stored() == before
	assert name_of(DISPOSISI) == "Alur Disposisi Kami"


def test_release_updates_what_is_untouched_and_nothing_else(changed_flow, release):
	edited = flows.active(FORMAT)
	flows.transition(edited, "Selesai Disusun", "Tarik Kembali").allowed = "Kepala Unit"
	edited.save()
	before = flows.stored()
	migrate_twice()
	after = flows.stored()
	assert has_new_action(DISPOSISI) and has_new_action(REKAP)
	assert workflows.content(flows.active(DISPOSISI)) == workflows.content(release[DISPOSISI])
	assert not has_new_action(FORMAT)
	assert of(after, edited.name) == of(before, edited.name)


def test_release_updates_again_after_an_update(changed_flow, release):
	migrate_twice()
	release[DISPOSISI]["transitions"][1]["allowed"] = "Sekcam"
	migrate_twice()
	assert flows.transition(flows.active(DISPOSISI), "Draf", NEW_ACTION).allowed == "Sekcam"


def test_release_updates_a_switched_off_seed_but_leaves_it_off(changed_flow, release):
	shipped = name_of(DISPOSISI)
	flows.copy_of(flows.active(DISPOSISI), "Alur Disposisi Kami").insert()
	migrate_twice()
	assert name_of(DISPOSISI) == "Alur Disposisi Kami"
	assert not has_new_action(DISPOSISI)
	assert workflows.content(frappe.get_doc("Workflow", shipped)) == workflows.content(release[DISPOSISI])


def test_new_seed_does_not_go_active_over_an_own_workflow(changed_flow):
	shipped = flows.active(DISPOSISI)
	flows.copy_of(shipped, "Alur Disposisi Kami").insert()
	frappe.delete_doc("Workflow", shipped.name)
	frappe.db.delete(doctypes.SHIPPED_SEED, {"jenis": "Workflow", "kunci": DISPOSISI})
	migrate_twice()
	found = frappe.get_all(
		"Workflow", filters={"document_type": DISPOSISI}, fields=["name", "is_active"], order_by="name"
	)
	assert {row.name: row.is_active for row in found} == {"Alur Disposisi": 0, "Alur Disposisi Kami": 1}


def test_seed_steps_aside_for_a_taken_name(changed_flow):
	"""An admin's own workflow, for another DocType even, may already be called like ours."""
	frappe.rename_doc("Workflow", name_of(DISPOSISI), "Alur Lama")
	own = flows.copy_of(flows.active(FORMAT), "Alur Disposisi", is_active=0).insert()
	frappe.db.delete(doctypes.SHIPPED_SEED, {"jenis": "Workflow", "kunci": DISPOSISI})
	before = of(flows.stored(), own.name)
	migrate_twice()
	assert of(flows.stored(), own.name) == before
	assert frappe.db.get_value("Workflow", "Alur Disposisi 2", ["document_type", "is_active"]) == (
		DISPOSISI,
		0,
	)


@pytest.mark.parametrize("done", ["edited", "renamed", "deleted", "switched off"])
def test_restore_brings_the_shipped_one_back(changed_flow, done):
	shipped = flows.active(DISPOSISI)
	seed = next(seed for seed in workflows.shipped() if seed["document_type"] == DISPOSISI)
	if done == "edited":
		flows.transition(shipped, "Diperintahkan", "Teruskan").allowed = "Kasubag PEK"
		shipped.save()
	elif done == "renamed":
		frappe.rename_doc("Workflow", shipped.name, "Alur Disposisi Kami")
	else:
		flows.copy_of(shipped, "Alur Disposisi Kami").insert()
		if done == "deleted":
			frappe.delete_doc("Workflow", shipped.name)
	restored = workflows.restore(DISPOSISI)
	assert name_of(DISPOSISI) == restored == "Alur Disposisi"
	assert workflows.content(flows.active(DISPOSISI)) == workflows.content(seed)
	standing = next(row for row in api.keadaan_alur() if row["document_type"] == DISPOSISI)
	assert standing == {"document_type": DISPOSISI, "active": restored, "shipped": restored, "changed": False}


def test_restored_workflow_is_updated_by_releases_again(changed_flow, release):
	workflow = flows.active(DISPOSISI)
	flows.transition(workflow, "Diperintahkan", "Teruskan").allowed = "Kasubag PEK"
	workflow.save()
	migrate_twice()
	assert not has_new_action(DISPOSISI)
	workflows.restore(DISPOSISI)
	release[DISPOSISI]["transitions"][1]["allowed"] = "Sekcam"
	migrate_twice()
	assert flows.transition(flows.active(DISPOSISI), "Draf", NEW_ACTION).allowed == "Sekcam"


def test_status_tells_an_admin_what_was_changed(changed_flow):
	assert [row["changed"] for row in api.keadaan_alur()] == [False, False, False]
	workflow = flows.active(REKAP)
	flows.transition(workflow, "Final", "Ketahui").allowed = "Sekcam"
	workflow.save()
	assert {row["document_type"]: row["changed"] for row in api.keadaan_alur()} == {
		DISPOSISI: False,
		FORMAT: False,
		REKAP: True,
	}


@pytest.mark.parametrize("key", ["camat", "sekcam", "pek"])
def test_restore_over_http_is_refused_to_all_but_system_managers(sop, key):
	before = flows.stored()
	answer = raw(
		sop.person(key),
		"POST",
		"/api/method/kinerja_kecamatan.setup.api.kembalikan_alur",
		json={"document_type": DISPOSISI},
	)
	frappe.db.rollback()
	assert answer.status_code == 403
	assert flows.stored() == before


def test_restore_over_http_by_a_system_manager(env, changed_flow):
	admin = administrator(env)
	name = name_of(DISPOSISI)
	states, moves = admin.get("Workflow", name)["states"], admin.get("Workflow", name)["transitions"]
	changed = [{**row, "allowed": "Kasubag PEK"} if row["action"] == "Teruskan" else row for row in moves]
	try:
		admin.update("Workflow", name, states=states, transitions=changed)
		frappe.db.rollback()
		assert flows.transition(flows.active(DISPOSISI), "Diperintahkan", "Teruskan").allowed == "Kasubag PEK"
	finally:
		restored = admin.call("kinerja_kecamatan.setup.api.kembalikan_alur", document_type=DISPOSISI)
	frappe.db.rollback()
	assert restored == name
	assert flows.transition(flows.active(DISPOSISI), "Diperintahkan", "Teruskan").allowed == "Sekcam"
	with pytest.raises(DemoError, match="Tidak ada alur bawaan untuk"):
		admin.call("kinerja_kecamatan.setup.api.kembalikan_alur", document_type="ToDo")


def test_edited_sop_is_kept(changed_flow):
	sop = frappe.get_doc("SOP", {"nomor_sop": "30.1/ 1 b /411.513/2021"})
	sop.disahkan_oleh, sop.langkah[1].waktu = "CAMAT PACE", 45
	sop.save()
	before = (flows.rows("SOP"), flows.rows("Langkah SOP"))
	migrate_twice()
	assert (flows.rows("SOP"), flows.rows("Langkah SOP")) == before
	assert frappe.db.get_value("SOP", sop.name, "total_waktu") == 2295


def test_deleted_sop_is_not_made_again(changed_flow):
	for name in frappe.get_all("SOP", pluck="name"):
		frappe.delete_doc("SOP", name, force=True)
	migrate_twice()
	assert frappe.db.count("SOP") == 0


def test_renamed_sop_is_not_made_again(changed_flow):
	name = frappe.db.get_value("SOP", {"nomor_sop": "30.1/ 1 b /411.513/2021"})
	frappe.db.set_value("SOP", name, "nomor_sop", "31/2022")
	before = flows.rows("SOP")
	migrate_twice()
	assert flows.rows("SOP") == before


def test_edited_scale_and_settings_are_kept(changed_flow):
	scale = frappe.get_doc("Skala Predikat", masters.DEFAULT_SCALE)
	scale.rentang[0].predikat = "Istimewa"
	scale.save()
	settings = frappe.get_doc("Pengaturan Kinerja")
	settings.update({"batas_capaian": 150, "ukuran_kertas": "A4", "wajib_kendala": 0})
	settings.save()
	before = [flows.rows(doctype) for doctype in SETTINGS], frappe.db.get_singles_dict("Pengaturan Kinerja")
	migrate_twice()
	assert (
		[flows.rows(doctype) for doctype in SETTINGS],
		frappe.db.get_singles_dict("Pengaturan Kinerja"),
	) == before
	assert "Istimewa" in {row.predikat for row in flows.rows("Rentang Predikat")}


def test_deleted_scale_and_emptied_setting_are_left_alone(changed_flow):
	settings = frappe.get_doc("Pengaturan Kinerja")
	settings.skala_predikat = None
	settings.save()
	frappe.delete_doc("Skala Predikat", masters.DEFAULT_SCALE)
	migrate_twice()
	assert not frappe.db.exists("Skala Predikat", masters.DEFAULT_SCALE)
	assert not frappe.db.get_single_value("Pengaturan Kinerja", "skala_predikat")


def test_own_scale_in_the_settings_is_kept(changed_flow):
	own = frappe.copy_doc(frappe.get_doc("Skala Predikat", masters.DEFAULT_SCALE))
	own.nama_skala = "Perbup 12/2020"
	own.insert()
	frappe.db.set_single_value("Pengaturan Kinerja", "skala_predikat", own.name)
	migrate_twice()
	assert frappe.db.get_single_value("Pengaturan Kinerja", "skala_predikat") == own.name


def test_put_in_place_is_the_hook_of_install_and_migrate(monkeypatch, site):
	calls = []
	monkeypatch.setattr(install, "put_in_place", lambda: calls.append(1))
	monkeypatch.setattr(fixtures, "bring_fixtures", lambda: None)  # writing a Custom Field commits
	for hook in ("after_install", "after_migrate"):
		for method in frappe.get_hooks(hook, app_name="kinerja_kecamatan"):
			frappe.get_attr(method)()
	assert calls == [1, 1]


@pytest.fixture
def role_of_others(site) -> Iterator[str]:
	"""A role that another app had made before, with a right on a DocType that is not ours, held by an account."""
	role = "Pemeriksa"
	frappe.db.set_value("Role", role, "creation", "2001-01-01 00:00:00")
	frappe.db.delete("Shipped Seed", {"jenis": "Role"})
	frappe.permissions.add_permission("ToDo", role, 0, ptype="read")
	frappe.get_doc("User", "Guest").append("roles", {"role": role}).db_insert()
	yield role
	frappe.db.rollback()
	frappe.clear_cache()


def test_only_roles_of_the_apps_making_go_with_it(role_of_others):
	masters.make_roles()
	made = set(roles.SHIPPED_ROLES) - {role_of_others}
	assert set(masters.made_roles()) == made
	uninstall.remove_permissions()
	uninstall.remove_roles()
	assert frappe.get_all("Role", filters={"name": ["in", roles.SHIPPED_ROLES]}, pluck="name") == [
		role_of_others
	]
	held = frappe.get_all("Has Role", filters={"role": role_of_others, "parent": "Guest"})
	rights = frappe.get_all("Custom DocPerm", filters={"role": role_of_others}, pluck="parent")
	assert len(held) == 1 and rights == ["ToDo"]
	assert not frappe.db.exists("Custom DocPerm", {"role": ["in", sorted(made)]})


def test_what_admins_gave_is_known_again_after_a_patch(site, monkeypatch):
	"""Whatever a patch reads of a DocType stays in Frappe's cache without the rights that admins have set."""

	def known() -> bool:
		return roles.ADMIN_ROLE in {row.role for row in frappe.get_meta("Role").permissions}

	frappe.clear_cache(doctype="Role")
	with monkeypatch.context() as patch:
		patch.setitem(frappe.flags, "in_patch", True)
		assert not known()
	assert not known()
	install.after_migrate()
	assert known()


@pytest.fixture
def gerak(site) -> Iterator[str]:
	"""The Custom Field of ours, put back as it was: importing it commits (DDL)."""
	name = f"Workflow Transition-{GERAK_FIELD}"
	yield name
	frappe.db.rollback()
	frappe.delete_doc("Custom Field", name, force=True)
	fixtures.bring_fixtures()
	frappe.db.commit()


def test_fixtures_leave_an_admins_words(gerak):
	"""Frappe imports fixtures anew at every migrate; what the app owns of them is mended, what an admin changed stays."""
	shipped = frappe.db.get_value("Custom Field", gerak, "options")
	theirs = {"label": "Arah", "description": "Menurut Perbup.", "insert_after": "condition", "columns": 2}
	frappe.db.set_value("Custom Field", gerak, {**theirs, "options": "Maju", "fieldtype": "Data"})
	renamed = frappe.get_all("Workflow Action Master", pluck="name")
	fixtures.bring_fixtures()
	field = frappe.get_doc("Custom Field", gerak)
	assert {name: field.get(name) for name in theirs} == theirs
	assert (field.options, field.fieldtype) == (shipped, "Select")
	assert frappe.get_all("Workflow Action Master", pluck="name") == renamed
