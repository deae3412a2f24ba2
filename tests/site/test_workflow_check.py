"""A Workflow of ours that would strand documents or lose a step is refused with the reason; sound edits are accepted."""

import json
from collections.abc import Callable

import frappe
import pytest

from kinerja_kecamatan.demo.client import reason_of
from kinerja_kecamatan.exceptions import WorkflowUnusable
from tests.support import workflows as flows
from tests.support.http import raw
from tests.support.local_run import signed_in
from tests.support.record import administrator
from tests.support.sop_run import DISPOSISI, FORMAT, REKAP


def refused(work: Callable, *words: str) -> str:
	"""Run `work`, which must be refused with a sentence that holds all the words; returns the sentence."""
	with pytest.raises(WorkflowUnusable) as caught:
		work()
	said = frappe.utils.strip_html(str(caught.value))
	for word in words:
		assert word in said
	return said


def insert_draft(office) -> str:
	values = {"kecamatan": office.root, "periode": office.periode, "tanggal": "2021-04-01"}
	with signed_in(office.people["pek"]):
		doc = frappe.get_doc(
			{
				"doctype": DISPOSISI,
				"hal": "Pengumpulan data",
				"isi_perintah": "Kumpulkan data kinerja.",
				**values,
			}
		)
		return doc.insert().name


def test_step_whose_transition_is_gone(changed_flow):
	workflow = flows.active(DISPOSISI)
	flows.drop(workflow, flows.transition(workflow, "Diperintahkan", "Teruskan"))
	said = refused(workflow.save, "Langkah 2 (Penerusan Perintah)", "Diteruskan")
	assert "tidak diselesaikan oleh status mana pun" in said


def test_step_whose_state_is_gone(changed_flow, office):
	"""No document is in the way: the state goes with its transitions, but the step is still the SOP's."""
	workflow = flows.active(REKAP)
	frappe.db.sql("update `tabRekap Kinerja` set workflow_state = 'Draf'")
	workflow.set("states", [row for row in workflow.states if row.state != "Dicermati"])
	gone = [row for row in workflow.transitions if "Dicermati" in (row.state, row.next_state)]
	flows.drop(workflow, *gone)
	flows.transition(workflow, "Final", "Buka Kembali").allowed = "Sistem Kinerja"
	refused(workflow.save, "Langkah 8 (Pencermatan)", "status Dicermati tidak ada atau tidak dapat dicapai")


def test_dead_end(changed_flow):
	flows.ensure_state("Ditunda")
	flows.ensure_action("Tunda")
	workflow = flows.active(DISPOSISI)
	workflow.append("states", {"state": "Ditunda", "doc_status": "0", "allow_edit": "Sekcam"})
	workflow.append(
		"transitions",
		{"state": "Diperintahkan", "action": "Tunda", "next_state": "Ditunda", "allowed": "Sekcam"},
	)
	refused(workflow.save, "Status Ditunda adalah jalan buntu", "menuju Format Dibahas")


def test_dead_end_that_is_a_cancellation_is_an_end(changed_flow):
	flows.ensure_state("Ditarik")
	flows.ensure_action("Tarik")
	workflow = flows.active(DISPOSISI)
	workflow.append("states", {"state": "Ditarik", "doc_status": "0", "allow_edit": "Sekcam"})
	workflow.append(
		"transitions",
		{
			"state": "Diperintahkan",
			"action": "Tarik",
			"next_state": "Ditarik",
			"allowed": "Sekcam",
			"kinerja_gerak": "Batalkan",
		},
	)
	workflow.save()
	assert "Ditarik" in {row.state for row in flows.active(DISPOSISI).states}


def test_state_in_use_cannot_be_taken_out(changed_flow, office):
	"""An added state that a document stands in; to take out a shipped one would lose a step besides."""
	add_intermediate(flows.active(DISPOSISI)).save()
	name = insert_draft(office)
	frappe.db.set_value(DISPOSISI, name, "workflow_state", "Diparaf")
	workflow = flows.active(DISPOSISI)
	workflow.set("states", [row for row in workflow.states if row.state != "Diparaf"])
	flows.drop(workflow, *[row for row in workflow.transitions if "Diparaf" in (row.state, row.next_state)])
	refused(workflow.save, "Status Diparaf tidak dapat dihapus: 1 dokumen", "masih berstatus itu")
	frappe.db.set_value(DISPOSISI, name, "workflow_state", "Draf")
	workflow.reload()
	workflow.set("states", [row for row in workflow.states if row.state != "Diparaf"])
	flows.drop(workflow, *[row for row in workflow.transitions if "Diparaf" in (row.state, row.next_state)])
	workflow.save()


def test_state_in_use_cannot_be_lost_by_a_replacement(changed_flow, office):
	"""Another workflow going active strands documents just as an edit would."""
	shipped = flows.active(DISPOSISI)
	add_intermediate(flows.copy_of(shipped, "Alur Disposisi Kami")).insert()
	frappe.db.set_value(DISPOSISI, insert_draft(office), "workflow_state", "Diparaf")
	shipped.reload()
	shipped.is_active = 1
	refused(shipped.save, "Status Diparaf tidak dapat dihapus: 1 dokumen")


def test_loop_without_jenis_gerak(changed_flow):
	workflow = flows.active(DISPOSISI)
	flows.transition(workflow, "Diperintahkan", "Kembalikan").kinerja_gerak = ""
	refused(workflow.save, "Transisi", "membawa dokumen mundur", "Isi Jenis Gerak")


def test_move_to_the_same_state_is_a_loop(changed_flow):
	workflow = flows.active(DISPOSISI)
	workflow.append(
		"transitions",
		{"state": "Draf", "action": "Kembalikan", "next_state": "Draf", "allowed": "Kasubag PEK"},
	)
	refused(workflow.save, "Transisi Kembalikan dari Draf ke Draf membawa dokumen mundur")


@pytest.mark.parametrize(
	("doctype", "state", "action"),
	[(FORMAT, "Selesai Disusun", "Kembalikan"), (REKAP, "Dicermati", "Buka Kembali")],
)
def test_system_listener_is_missing(changed_flow, doctype, state, action):
	workflow = flows.active(doctype)
	flows.drop(workflow, flows.transition(workflow, state, action, "Sistem Kinerja"))
	refused(
		workflow.save, f"Transisi {action} dengan peran Sistem Kinerja tidak boleh hilang", "tetap terkunci"
	)


def test_system_listener_given_to_a_person(changed_flow):
	workflow = flows.active(FORMAT)
	flows.transition(workflow, "Selesai Disusun", "Kembalikan").allowed = "Kepala Unit"
	refused(workflow.save, "tidak boleh hilang")


@pytest.mark.parametrize("how", ["switched off", "deleted", "turned over to another DocType"])
def test_last_active_workflow_with_documents(changed_flow, office, how):
	insert_draft(office)
	workflow = flows.active(DISPOSISI)
	if how == "deleted":
		work = workflow.delete
	elif how == "switched off":
		workflow.is_active = 0
		work = workflow.save
	else:
		workflow.document_type = "ToDo"
		work = workflow.save
	said = refused(work, f"Alur {workflow.name} sedang dipakai", "Aktifkan alur penggantinya lebih dulu.")
	assert f"{frappe.db.count(DISPOSISI)} dokumen" in said


def test_last_active_workflow_without_documents_may_go(changed_flow):
	frappe.db.delete(DISPOSISI)
	workflow = flows.active(DISPOSISI)
	workflow.is_active = 0
	workflow.save()
	assert not frappe.db.exists("Workflow", {"document_type": DISPOSISI, "is_active": 1})


def test_inactive_workflow_may_be_deleted(changed_flow, office):
	insert_draft(office)
	own = flows.copy_of(flows.active(DISPOSISI), "Alur Disposisi Coba", is_active=0).insert()
	own.delete()
	assert not frappe.db.exists("Workflow", "Alur Disposisi Coba")


def test_inactive_workflow_may_be_unfinished(changed_flow):
	draft = flows.copy_of(flows.active(DISPOSISI), "Alur Disposisi Coba", is_active=0)
	flows.drop(draft, *draft.transitions[2:])
	draft.insert()
	draft.is_active = 1
	refused(draft.save, "Langkah 2 (Penerusan Perintah) tidak diselesaikan")


def test_status_column_cannot_be_changed(changed_flow):
	"""Frappe would make the column, commit, and start every document over."""
	workflow = flows.active(DISPOSISI)
	workflow.workflow_state_field = "status_lain"
	refused(workflow.save, "Kolom status", "selalu workflow_state")
	assert not frappe.db.has_column(DISPOSISI, "status_lain")
	assert flows.active(DISPOSISI).workflow_state_field == "workflow_state"


def test_sop_that_names_a_state_of_no_workflow(changed_flow):
	flows.ensure_state("Entah")
	sop = frappe.get_doc("SOP", {"nomor_sop": "30.1/ 1 b /411.513/2021"})
	sop.langkah[7].status = "Entah"
	refused(sop.save, "Langkah 8 (Pencermatan) tidak diselesaikan", "Entah")
	sop.reload()
	sop.langkah[7].status = None
	with pytest.raises(WorkflowUnusable, match="Langkah 8"):
		sop.save()


def test_doubled_step_of_an_sop(changed_flow):
	sop = frappe.get_doc("SOP", {"nomor_sop": "30.1/ 1 b /411.513/2021"})
	sop.langkah[3].nomor = 3
	with pytest.raises(frappe.ValidationError, match=r"Nomor langkah ganda: 3\."):
		sop.save()


def test_intermediate_state_is_accepted(changed_flow):
	add_intermediate(flows.active(DISPOSISI)).save()
	assert flows.transition(flows.active(DISPOSISI), "Diparaf", "Teruskan").next_state == "Diteruskan"


def test_swapped_role_is_accepted(changed_flow):
	workflow = flows.active(DISPOSISI)
	flows.transition(workflow, "Draf", "Perintahkan").allowed = "Sekcam"
	workflow.save()
	assert flows.transition(flows.active(DISPOSISI), "Draf", "Perintahkan").allowed == "Sekcam"


def test_ketahui_may_be_taken_out(changed_flow):
	"""It is no tenth step."""
	frappe.db.sql(
		"update `tabRekap Kinerja` set workflow_state = 'Final' where workflow_state = 'Diketahui Camat'"
	)
	workflow = flows.active(REKAP)
	flows.drop(
		workflow, *[row for row in workflow.transitions if "Diketahui Camat" in (row.state, row.next_state)]
	)
	workflow.set("states", [row for row in workflow.states if row.state != "Diketahui Camat"])
	workflow.save()
	assert "Diketahui Camat" not in {row.state for row in flows.active(REKAP).states}


def test_workflows_of_others_are_none_of_our_business(changed_flow):
	flows.ensure_state("Entah")
	flows.ensure_action("Tunda")
	doc = frappe.get_doc(
		{
			"doctype": "Workflow",
			"workflow_name": "Alur ToDo",
			"document_type": "Note",
			"workflow_state_field": "title",
			"is_active": 1,
			"states": [{"state": "Entah", "doc_status": "0", "allow_edit": "All"}],
			"transitions": [{"state": "Entah", "action": "Tunda", "next_state": "Entah", "allowed": "All"}],
		}
	).insert()
	assert frappe.db.exists("Workflow", doc.name)


def test_refused_in_frappes_own_form(env, changed_flow):
	"""What the Workflow form of the desk sends, by a System Manager: the sentence comes back, nothing is written."""
	admin = administrator(env)
	before = flows.stored()
	doc = admin.get("Workflow", flows.active(DISPOSISI).name)
	doc["transitions"] = [row for row in doc["transitions"] if row["action"] != "Sampaikan Format"]
	answer = raw(
		admin,
		"POST",
		"/api/method/frappe.desk.form.save.savedocs",
		data={"doc": json.dumps(doc), "action": "Save"},
	)
	frappe.db.rollback()
	assert answer.status_code == 417
	said = frappe.utils.strip_html(reason_of(answer))
	assert "Langkah 3 (Penyampaian Format) tidak diselesaikan oleh status mana pun" in said
	assert flows.stored() == before


def add_intermediate(workflow):
	"""Diperintahkan -> Diparaf -> Diteruskan beside the direct way."""
	flows.ensure_state("Diparaf")
	flows.ensure_action("Paraf")
	workflow.append("states", {"state": "Diparaf", "doc_status": "0", "allow_edit": "Sekcam"})
	workflow.append(
		"transitions",
		{"state": "Diperintahkan", "action": "Paraf", "next_state": "Diparaf", "allowed": "Kasubag PEK"},
	)
	workflow.append(
		"transitions",
		{"state": "Diparaf", "action": "Teruskan", "next_state": "Diteruskan", "allowed": "Sekcam"},
	)
	return workflow
