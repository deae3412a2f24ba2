"""What stands in the place of Frappe's methods serves another app's DocType as Frappe does: asked with and without, as Administrator
and as an ordinary person."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

import frappe
import pytest

from tests.support.inside import own_transaction, send
from tests.support.record import administrator

HOOK = "override_whitelisted_methods"
STATES = ("Buka", "Tutup")
# About DocTypes of Frappe's own, or about none.
OF_ITS_OWN = {
	*(
		"frappe.automation.doctype.auto_repeat.auto_repeat.update_reference",
		"frappe.utils.nestedset.rebuild_tree",
	),
	*(
		f"frappe.core.{module}.{name}_file"
		for module in ("api.file", "doctype.file.file")
		for name in ("unzip",)
	),
	*(f"frappe.core.{module}.zip_files" for module in ("api.file", "doctype.file.file")),
	"frappe.core.doctype.communication.email.mark_email_as_seen",
	*(
		f"frappe.core.doctype.data_import.data_import.{name}"
		for name in ("form_start_import", "get_preview_from_template", "get_import_status")
	),
	*(
		f"frappe.core.doctype.data_import.data_import.download_{name}"
		for name in ("errored_template", "import_log")
	),
	"frappe.core.doctype.prepared_report.prepared_report.delete_prepared_reports",
	"frappe.desk.desktop.update_onboarding_step",
	"frappe.desk.doctype.dashboard_settings.dashboard_settings.create_dashboard_settings",
	"frappe.desk.doctype.form_tour.form_tour.reset_tour",
	"frappe.desk.doctype.global_search_settings.global_search_settings.reset_global_search_settings_doctypes",
	"frappe.desk.doctype.notification_log.notification_log.mark_as_read",
	"frappe.desk.doctype.notification_settings.notification_settings.set_seen_value",
	*(f"frappe.desk.page.setup_wizard.install_fixtures.update_{what}" for what in ("genders", "salutations")),
	"frappe.desk.page.setup_wizard.setup_wizard.load_messages",
	*(
		f"frappe.email.inbox.{name}"
		for name in ("create_email_flag_queue", "mark_as_closed_open", "move_email")
	),
	*(f"frappe.email.inbox.mark_as_{name}" for name in ("spam", "trash")),
	*("frappe.email.relink", "frappe.utils.global_search.search"),
	*(f"frappe.utils.print_format.{name}" for name in ("print_by_server", "report_to_pdf")),
	# They act without a login, by a link that is signed.
	*(
		f"frappe.workflow.doctype.workflow_action.workflow_action.{name}_action"
		for name in ("apply", "confirm")
	),
}
# Theirs is an answer that can be compared word for word; of the others what was done is.
READING = {
	*(
		"frappe.client.get_count",
		"frappe.client.validate_link",
		"frappe.desk.doctype.tag.tag.get_tagged_docs",
	),
	*("frappe.desk.doctype.dashboard_chart.dashboard_chart.get", "frappe.desk.form.linked_with.get"),
	*("frappe.desk.form.document_follow.get_follow_users", "frappe.desk.form.utils.get_next"),
	*("frappe.desk.listview.get_group_by_count", "frappe.desk.notifications.get_open_count"),
	*("frappe.desk.query_report.get_data_for_custom_field", "frappe.desk.search.get_link_title"),
	*("frappe.desk.search.search_link", "frappe.desk.search.search_widget"),
	"frappe.core.doctype.submission_queue.submission_queue.get_latest_submissions",
	"frappe.desk.form.linked_with.get_submitted_linked_docs",
	"frappe.utils.goal.get_monthly_goal_graph_data",
	"frappe.website.doctype.web_form.web_form.get_link_options",
	"frappe.workflow.doctype.workflow.workflow.get_workflow_state_count",
}


@pytest.fixture(scope="module")
def foreign(env, _connected) -> Iterator[tuple[str, str, str]]:
	"""A DocType that no app of ours knows, with two documents; everybody of the desk may do with it what they like."""
	admin, name = administrator(env), f"Uji Asing {frappe.generate_hash(length=6)}"
	rights = dict.fromkeys(("read", "write", "create", "delete", "report", "export", "share"), 1)
	made = {
		**{"name": name, "custom": 1, "module": "Custom"},
		"fields": [
			{"fieldname": "judul", "label": "Judul", "fieldtype": "Data", "in_list_view": 1},
			{"fieldname": "status", "label": "Status", "fieldtype": "Select", "options": "\n".join(STATES)},
		],
		"permissions": [{"role": role, **rights} for role in ("System Manager", "All")],
	}
	admin.insert("DocType", **made)
	first, second = (admin.insert(name, judul=title, status="Buka")["name"] for title in ("satu", "dua"))
	admin.insert(
		"Kanban Board",
		kanban_board_name=name,
		reference_doctype=name,
		field_name="status",
		columns=[
			{"column_name": "Buka", "order": json.dumps([first, second])},
			{"column_name": "Tutup", "order": "[]"},
		],
	)
	frappe.db.rollback()
	yield name, first, second
	frappe.db.rollback()
	for doctype in ("Kanban Board", "DocType"):
		admin.call("frappe.client.delete", doctype=doctype, name=name)


def questions(doctype: str, first: str, second: str, user: str) -> dict[str, list[dict]]:
	"""What each method in the place of one of Frappe's is asked about the DocType."""
	named, here = {"doctype": doctype, "name": first}, {"doctype": doctype, "docname": first}
	tag, tagged = "frappe.desk.doctype.tag.tag.", {"tag": "Uji", "dt": doctype}
	tasks, task = "frappe.desk.form.assign_to.", {**named, "assign_to": json.dumps([user])}
	chart = {"name": "x", "document_type": doctype, "chart_type": "Group By", "group_by_type": "Count"}
	chart |= {"group_by_based_on": "status", "filters_json": "[]"}
	goal = {
		"title": "x",
		**here,
		"goal_doctype": doctype,
		"goal_doctype_link": "judul",
		"date_field": "creation",
	}
	goal |= {"goal_value_field": "idx", "goal_total_field": "idx", "goal_history_field": "judul"}
	card = {"board_name": doctype, "docname": first, "from_colname": "Buka", "to_colname": "Tutup"}
	comment = {"comment": "Cukup panjang.", "comment_email": user, "comment_by": "x", "route": "x"}
	return {
		"frappe.client.bulk_update": [{"docs": json.dumps([{**here, "judul": "tiga"}])}],
		"frappe.client.get_count": [
			{"doctype": doctype, **filters}
			for filters in (
				{},
				{"filters": '{"judul": "satu"}'},
				{"filters": json.dumps([[doctype, "judul", "like", "%a%"]])},
				{"filters": '[["judul","=","dua"]]'},
				{"filters": first},
			)
		],
		"frappe.client.validate_link": [
			here,
			{**here, "fields": '["judul"]'},
			{**here, "docname": "tidak ada"},
		],
		"frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs": [
			{
				"doctype": doctype,
				"docnames": json.dumps([first]),
				"action": "update",
				"data": '{"judul":"tiga"}',
			}
		],
		"frappe.desk.doctype.dashboard_chart.dashboard_chart.get": [
			{"chart": json.dumps(chart), "no_cache": 1}
		],
		"frappe.desk.doctype.kanban_board.kanban_board.update_order_for_single_card": [
			{**card, "old_index": 0, "new_index": 0}
		],
		f"{tag}add_tag": [{**tagged, "dn": first}],
		f"{tag}add_tags": [{"tags": '["Uji"]', "dt": doctype, "docs": json.dumps([first, second])}],
		f"{tag}remove_tag": [{**tagged, "dn": first}],
		f"{tag}get_tagged_docs": [{"doctype": doctype, "tag": "Uji"}],
		f"{tasks}add": [task],
		f"{tasks}add_multiple": [{**task, "name": json.dumps([first, second])}],
		f"{tasks}close": [{**named, "assign_to": user}],
		f"{tasks}remove": [{**named, "assign_to": user}],
		f"{tasks}remove_multiple": [{"doctype": doctype, "names": json.dumps([first])}],
		"frappe.desk.form.document_follow.get_follow_users": [{"doctype": doctype, "doc_name": first}],
		"frappe.desk.form.linked_with.get": [here],
		"frappe.desk.form.linked_with.get_submitted_linked_docs": [named],
		"frappe.core.doctype.submission_queue.submission_queue.get_latest_submissions": [here],
		"frappe.model.document.unlock_document": [named],
		"frappe.desk.form.load.getdoc": [named],
		"frappe.desk.form.utils.get_next": [
			{"doctype": doctype, "value": first, "prev": 0, "sort_field": "creation", "sort_order": "asc"}
		],
		"frappe.desk.like.toggle_like": [{**named, "add": "Yes"}],
		"frappe.desk.listview.get_group_by_count": [
			{"doctype": doctype, "current_filters": "[]", "field": field}
			for field in ("judul", "assigned_to")
		],
		"frappe.desk.notifications.get_open_count": [named],
		"frappe.desk.query_report.export_query": [
			{"report_name": "ToDo", "filters": "{}", "file_format_type": "CSV", "visible_idx": "[0]"}
		],
		"frappe.desk.query_report.get_data_for_custom_field": [
			{"doctype": doctype, "field": "judul", "names": json.dumps([first, second])}
		],
		"frappe.desk.query_report.run": [{"report_name": "ToDo", "filters": "{}"}],
		"frappe.desk.reportview.delete_items": [{"doctype": doctype, "items": json.dumps([second])}],
		"frappe.desk.search.get_link_title": [here],
		"frappe.desk.search.search_link": [
			{"doctype": doctype, "txt": ""},
			{"doctype": doctype, "txt": first},
		],
		"frappe.desk.search.search_widget": [{"doctype": doctype, "txt": "", "filters": '{"judul": "dua"}'}],
		"frappe.model.workflow.bulk_workflow_approval": [
			{"doctype": doctype, "docnames": json.dumps([first]), "action": "x"}
		],
		"frappe.templates.includes.comments.comments.add_comment": [
			{**comment, "reference_doctype": doctype, "reference_name": first}
		],
		"frappe.utils.goal.get_monthly_goal_graph_data": [
			{**goal, "goal_field": "idx", "aggregation": "count", "filters": "{}"}
		],
		"frappe.website.doctype.web_form.web_form.get_link_options": [
			{"doctype": doctype, "web_form_name": "edit-profile"}
		],
		"frappe.workflow.doctype.workflow.workflow.get_workflow_state_count": [
			{"doctype": doctype, "workflow_state_field": "judul", "states": '["dua"]'}
		],
	}


@contextmanager
def as_stock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
	"""Frappe's own methods under their names."""
	hooks = frappe.get_hooks

	def without(hook=None, *args, **kwargs):
		return {} if hook == HOOK else hooks(hook, *args, **kwargs)

	with monkeypatch.context() as patch:
		patch.setattr(frappe, "get_hooks", without)
		yield


def is_called(method: str) -> bool:
	try:
		return frappe.get_attr(method) in frappe.allowed_http_methods_for_whitelisted_func
	except AttributeError:
		return False


def told(user: str, method: str, values: dict, doctype: str) -> tuple:
	"""(status, what came back, what is in the table afterwards); undone."""
	verbs = frappe.allowed_http_methods_for_whitelisted_func[frappe.get_attr(method)]
	path, content = f"/api/method/{method}", {"data": values}
	verb = "POST" if "POST" in verbs else verbs[0]
	if verb == "GET":
		path, content = f"{path}?{urlencode(values)}", {}
	frappe.db.savepoint("asked")
	with own_transaction():
		answer = send(user, verb, path, **content)
		said = frappe.local.response
		columns = "name, judul, status, ifnull(_user_tags, ''), ifnull(_liked_by, ''), ifnull(_assign, '')"
		rows = frappe.db.sql(f"select {columns} from `tab{doctype}` order by name")
	frappe.db.rollback(save_point="asked")
	frappe.clear_document_cache(doctype)
	message = [said.get(key) for key in ("message", "results", "values")] if method in READING else None
	return answer.status, json.loads(frappe.as_json(message)), rows


def test_every_method_in_frappes_place_serves_it_as_frappe_does(foreign, _shared_office, site, monkeypatch):
	doctype, first, second = foreign
	replaced = {
		name
		for name, paths in frappe.get_hooks(HOOK).items()
		if any(path.startswith("kinerja_kecamatan.") for path in paths)
	}
	assert set(questions(*foreign, "x")) | OF_ITS_OWN == replaced
	wrong, answered = {}, 0
	for user in ("Administrator", _shared_office.people[f"ku:{_shared_office.units[0]}"]):
		for method, all_values in questions(doctype, first, second, user).items():
			if not is_called(method):
				continue  # not by this release
			for values in all_values:
				with as_stock(monkeypatch):
					stock = told(user, method, values, doctype)
				ours = told(user, method, values, doctype)
				answered += stock[0] < 400
				if ours != stock:
					wrong[f"{user} {method} {values}"] = f"{ours} instead of {stock}"
	assert not wrong, json.dumps(wrong, indent=1)
	assert answered > 60
