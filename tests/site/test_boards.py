"""A Kanban Board names no card: every account of the desk may list the columns of all boards."""

import json
from collections.abc import Iterator

import frappe
import pytest

from kinerja_kecamatan.demo.client import reason_of
from kinerja_kecamatan.patches import boards_without_order
from tests.support.http import raw
from tests.support.sop_run import FORMAT

pytestmark = pytest.mark.full

BOARD, COLUMN = "Kanban Board", "Kanban Board Column"
KANBAN = "frappe.desk.doctype.kanban_board.kanban_board"


@pytest.fixture
def board(stage) -> Iterator[str]:
	"""A public board over the states of all offices' Formats, by the Administrator."""
	columns = [{"column_name": state} for state in ("Siap Diisi", "Selesai Disusun")]
	values = {"reference_doctype": FORMAT, "field_name": "workflow_state", "columns": columns}
	yield stage.admin.insert(BOARD, kanban_board_name=f"Semua {frappe.generate_hash(length=5)}", **values)[
		"name"
	]
	frappe.db.rollback()
	for name in frappe.get_all(BOARD, {"name": ["like", "Semua %"]}, pluck="name"):
		frappe.delete_doc(BOARD, name)
	frappe.db.commit()


def named(stage, board: str) -> set[str]:
	"""Names of Formats, of whatever office, that somebody of a unit is told by the board."""
	person = stage.person("jp:{seksi}")
	columns = {"doctype": COLUMN, "parent": BOARD, "fields": ["*"], "limit_page_length": 0}
	told = ""
	for answer in (
		raw(person, "GET", f"/api/resource/{BOARD}/{board}"),
		raw(person, "POST", "/api/method/frappe.client.get_list", json=columns),
	):
		assert answer.ok, reason_of(answer)
		told += answer.text
	frappe.db.rollback()
	assert board in told
	return {name for name in frappe.get_all(FORMAT, pluck="name") if name in told}


def test_a_board_over_all_offices_names_no_document(stage, board):
	assert named(stage, board) == set()
	closed, form = stage.closed_format, stage.open_format
	stage.admin.call(f"{KANBAN}.update_order", board_name=board, order=json.dumps({"Siap Diisi": [form]}))
	stage.admin.call(f"{KANBAN}.add_card", board_name=board, docname=closed, colname="Selesai Disusun")
	assert named(stage, board) == set()


def test_a_board_of_the_own_names_none_either(stage, board):
	"""Private, but its columns are listed like all others."""
	pek = stage.person("pek")
	own = pek.insert(
		BOARD,
		kanban_board_name=f"Semua {frappe.generate_hash(length=5)}",
		reference_doctype=FORMAT,
		field_name="workflow_state",
		columns=[{"column_name": "Siap Diisi"}],
	)
	assert own["private"] == 1
	assert raw(stage.person("jp:{seksi}"), "GET", f"/api/resource/{BOARD}/{own['name']}").status_code == 403
	assert named(stage, board) == set()


def test_a_drag_meets_the_guard(stage, board):
	"""Where it is somebody's move it is made (tests.support.routes); here it is a refusal, not an error for want of an order."""
	drag = {"board_name": board, "docname": stage.closed_format, "old_index": 0, "new_index": 0}
	drag |= {"from_colname": "Selesai Disusun", "to_colname": "Siap Diisi"}
	answer = raw(
		stage.person("jp:{perekap}"), "POST", f"/api/method/{KANBAN}.update_order_for_single_card", json=drag
	)
	assert answer.status_code == 403


def test_boards_from_before_forget_their_cards(stage, board):
	frappe.db.rollback()
	frappe.db.set_value(COLUMN, {"parent": board}, "order", json.dumps([stage.open_format]))
	frappe.db.commit()
	assert named(stage, board) == {stage.open_format}
	boards_without_order.execute()
	frappe.db.commit()
	assert named(stage, board) == set()
