"""Whitelisted methods of Frappe that give out or count documents without asking who asks; hook override_whitelisted_methods.

Each does what Frappe's does, for documents of ours within the session user's scope, and hands everything else on.
Arguments are handed on as they came, as they differ between releases of Frappe 15.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe import _, client
from frappe.core.api import file as file_api
from frappe.core.doctype.submission_queue import submission_queue
from frappe.desk import like, listview, notifications, reportview, search
from frappe.desk.doctype.dashboard_chart import dashboard_chart
from frappe.desk.doctype.kanban_board import kanban_board
from frappe.desk.doctype.tag import tag as tag_module
from frappe.desk.form import linked_with
from frappe.desk.form import utils as form_utils
from frappe.model import document
from frappe.model.document import Document
from frappe.utils import cint, get_safe_filters, global_search, goal
from frappe.website.doctype.web_form import web_form
from frappe.workflow.doctype.workflow import workflow

from kinerja_kecamatan.access import participation
from kinerja_kecamatan.access.attached_records import may_see
from kinerja_kecamatan.access.client_query import parsed_value
from kinerja_kecamatan.access.doctypes import listed_in, our_doctypes, readable_names, refuse_unseen
from kinerja_kecamatan.access.releases import function_of
from kinerja_kecamatan.access.scope import is_site_admin
from kinerja_kecamatan.exceptions import KinerjaError, MoveRefused, RequestUnreadable

PAGES = 10
COLUMN = "Kanban Board Column"


@frappe.whitelist()
def get_count(doctype: str, filters: dict | list | str | None = None, **rest) -> int:
	"""frappe.client.get_count counts anything for anyone, with nothing to say whose. Frappe's own count of what the user could list is
	reportview's, which answers here; names handed to the other would be a list of everything there is."""
	parent = rest.get("parent")
	if frappe.is_table(doctype):
		frappe.has_permission(doctype, "read", parent_doctype=parent, throw=True)
	filters = get_safe_filters(filters)
	if isinstance(filters, str):
		filters = {"name": filters}
	elif filters and isinstance(filters, list):
		if all(isinstance(each, str | int) for each in filters):
			filters = {"name": ["in", filters]}
		else:  # a condition as an object is none to the other's check of its fields
			filters = [part for each in filters for part in _conditions(each)]
	with _form(doctype=doctype, filters=filters, parent_doctype=parent, save_user_settings="false"):
		return cint(reportview.get_count())


def _conditions(said) -> list[list]:
	if not isinstance(said, dict):
		return [said]
	return [
		[name, *value[:2]] if isinstance(value, list) and len(value) > 1 else [name, "=", value]
		for name, value in said.items()
	]


@contextmanager
def _form(**values) -> Iterator[None]:
	"""The request's arguments, for what reads them from there."""
	asked, frappe.local.form_dict = frappe.local.form_dict, frappe._dict(values)
	try:
		yield
	finally:
		frappe.local.form_dict = asked


@frappe.whitelist()
def validate_link(doctype: str, docname: str, **rest) -> dict:
	"""frappe.client.validate_link tells which names exist."""
	if not may_see(doctype, docname, frappe.session.user):
		return frappe._dict()
	return frappe.call(client.validate_link, doctype=doctype, docname=docname, **rest)


@frappe.whitelist()
def get_link_title(doctype: str, docname: str) -> str | None:
	"""frappe.desk.search.get_link_title gives any title; without the right to it the name stays the name."""
	return (
		search.get_link_title(doctype, docname) if may_see(doctype, docname, frappe.session.user) else docname
	)


@frappe.whitelist()
def search_link(doctype: str, **rest) -> list | None:
	"""frappe.desk.search.search_link takes "ignore permissions" from the client."""
	return frappe.call(search.search_link, doctype=doctype, **_asking_permissions(doctype, rest))


@frappe.whitelist()
def search_widget(doctype: str, **rest) -> list | None:
	"""As search_link, for the advanced search."""
	return frappe.call(search.search_widget, doctype=doctype, **_asking_permissions(doctype, rest))


def _asking_permissions(doctype: str, arguments: dict) -> dict:
	return arguments | ({"ignore_user_permissions": 0} if doctype in our_doctypes() else {})


@frappe.whitelist()
def get_group_by_count(doctype: str, current_filters: str, field: str) -> list:
	"""frappe.desk.listview.get_group_by_count counts everybody's assignments."""
	filters = parsed_value(current_filters) or []
	if not field or not isinstance(filters, list | dict):
		frappe.throw(_("Sebutkan {0}.").format("current_filters, field"), RequestUnreadable)
	if doctype in our_doctypes() and field == "assigned_to":
		names = frappe.get_list(doctype, filters=filters, pluck="name", limit_page_length=0)
		current_filters = json.dumps([[doctype, "name", "in", names or [""]]])
	return listview.get_group_by_count(doctype, current_filters, field)


@frappe.whitelist()
def get_workflow_state_count(doctype: str, workflow_state_field: str, states: str | list) -> list | None:
	"""frappe.workflow...get_workflow_state_count counts every office's, with nothing to say whose: it answers who lists them all. The
	others Frappe's own get_group_by_count, which asks the same of what one could list."""
	if doctype not in our_doctypes() or not listed_in(doctype, frappe.session.user):
		return workflow.get_workflow_state_count(doctype, workflow_state_field, states)
	if not frappe.get_meta(doctype).has_field(workflow_state_field):
		return None
	filters = [
		[doctype, workflow_state_field, "not in", frappe.parse_json(states)],
		[doctype, workflow_state_field, "is", "set"],
	]
	counted = listview.get_group_by_count(doctype, json.dumps(filters), workflow_state_field)
	return [{workflow_state_field: row["name"], "count": row["count"]} for row in counted]


@frappe.whitelist()
def get_open_count(doctype: str, name: str, items: str | list | None = None) -> dict:
	"""frappe.desk.notifications.get_open_count counts connections that the user could not open."""
	named = parsed_value(items) or []
	if not isinstance(named, list) or not all(isinstance(each, str) for each in named):
		frappe.throw(_("{0} memuat nama-nama jenis dokumen.").format("items"), RequestUnreadable)
	answer = notifications.get_open_count(doctype, name, items)
	if doctype not in our_doctypes():
		return answer
	links = frappe.get_meta(doctype).get_dashboard_data()
	# Before 15.20 or so the counts are the answer's list, later they are sorted by kind.
	counts = answer["count"] if isinstance(answer["count"], list) else answer["count"]["external_links_found"]
	for entry in counts:
		other = entry.get("doctype") or entry.get("name")
		field = links.get("non_standard_fieldnames", {}).get(other, links.get("fieldname"))
		if other in our_doctypes():
			entry["count"] = len(
				readable_names(other, frappe.get_all(other, filters={field: name}, pluck="name"))
			)
	return answer


@frappe.whitelist()
def get_next(doctype: str, value: str, prev: int, **rest) -> str | None:
	"""frappe.desk.form.utils.get_next holds one's own documents against any field of any other."""
	_must_see(doctype, value)
	return frappe.call(form_utils.get_next, doctype=doctype, value=value, prev=prev, **rest)


def _must_see(doctype: str, name: str) -> None:
	if not name:
		frappe.throw(_("Sebutkan {0}.").format("name"), RequestUnreadable)
	if not may_see(doctype, name, frappe.session.user):
		refuse_unseen(doctype, name)


@frappe.whitelist()
def get_linked(doctype: str, docname: str) -> dict:
	"""frappe.desk.form.linked_with.get lists, in older releases, whatever links here."""
	_must_see(doctype, docname)
	answer = linked_with.get(doctype, docname)
	for other in set(answer) & our_doctypes():
		mine = readable_names(other, [row["name"] for row in answer[other]])
		answer[other] = [row for row in answer[other] if row["name"] in mine]
	return {other: rows for other, rows in answer.items() if rows}


@frappe.whitelist()
def get_submitted_linked_docs(doctype: str, name: str, **rest) -> list | dict:
	"""frappe.desk.form.linked_with.get_submitted_linked_docs asks nobody, or does not hear the answer."""
	_must_see(doctype, name)
	return frappe.call(linked_with.get_submitted_linked_docs, doctype=doctype, name=name, **rest)


@frappe.whitelist()
def get_latest_submissions(doctype: str, docname: str) -> dict | None:
	"""frappe.core...submission_queue.get_latest_submissions tells how anybody's submission went."""
	_must_see(doctype, docname)
	return submission_queue.get_latest_submissions(doctype, docname)


@frappe.whitelist()
def unlock_document(doctype: str | None = None, name: str | None = None, args: str | None = None) -> None:
	"""frappe.model.document.unlock_document takes anybody's lock away; in 15.55, not in the release of 2023."""
	named = parsed_value(args) if args and not (doctype or name) else {"doctype": doctype, "name": name}
	if not isinstance(named, dict) or not all(isinstance(named.get(key), str) for key in ("doctype", "name")):
		frappe.throw(_("Sebutkan {0}.").format("doctype, name"), RequestUnreadable)
	if named["doctype"] in our_doctypes():
		_must_see(named["doctype"], named["name"])
		frappe.get_doc(named["doctype"], named["name"]).check_permission("write")
	function_of(document, "unlock_document")(named["doctype"], named["name"])


@frappe.whitelist(methods=["POST"])
def unzip_file(name: str) -> list:
	"""frappe.core.api.file.unzip_file opens any file by its name."""
	frappe.get_doc("File", name).check_permission("write")
	return file_api.unzip_file(name)


@frappe.whitelist()
def zip_files(files: str | list) -> None:
	"""frappe.core.api.file.zip_files packs, in older releases, any file by its name."""
	for name in frappe.parse_json(files):
		if not isinstance(name, str):
			frappe.throw(_("files memuat nama-nama berkas."), MoveRefused)
		frappe.get_doc("File", name).check_permission("read")
	return file_api.zip_files(files)


@frappe.whitelist()
def get_tagged_docs(doctype: str, tag: str) -> list | tuple:
	"""frappe.desk.doctype.tag.tag.get_tagged_docs lists everybody's."""
	found = tag_module.get_tagged_docs(doctype, tag)
	if doctype not in our_doctypes():
		return found
	mine = readable_names(doctype, [row[0] for row in found])
	return [row for row in found if row[0] in mine]


@frappe.whitelist(methods=["POST"])
def add_tag(tag: str, dt: str, dn: str, color: str | None = None) -> str | None:
	"""frappe.desk.doctype.tag.tag.add_tag, for who works on the document."""
	participation.check_participation(dt, dn, frappe.session.user)
	return tag_module.add_tag(tag, dt, dn, color)


@frappe.whitelist(methods=["POST"])
def add_tags(tags: list | str, dt: str, docs: list | str, color: str | None = None) -> None:
	"""frappe.desk.doctype.tag.tag.add_tags, for who works on the documents."""
	for name in frappe.parse_json(docs):
		participation.check_participation(dt, name, frappe.session.user)
	return tag_module.add_tags(tags, dt, docs, color)


@frappe.whitelist(methods=["POST"])
def remove_tag(tag: str, dt: str, dn: str) -> None:
	"""frappe.desk.doctype.tag.tag.remove_tag, for who works on the document."""
	participation.check_participation(dt, dn, frappe.session.user)
	return tag_module.remove_tag(tag, dt, dn)


@frappe.whitelist(methods=["POST"])
def toggle_like(doctype: str, name: str, add: str | bool = False) -> None:
	"""frappe.desk.like.toggle_like, for who works on the document."""
	participation.check_participation(doctype, name, frappe.session.user)
	return like.toggle_like(doctype, name, add)


@frappe.whitelist(methods=["POST"])
def update_order_for_single_card(
	board_name: str, docname: str, from_colname: str, to_colname: str, old_index: int, new_index: int
) -> Document:
	"""frappe.desk.doctype.kanban_board.kanban_board.update_order_for_single_card takes a card out of the board's order, which a
	board over documents of ours does not keep (participation.before_board): it is lent the one card."""
	if frappe.db.get_value("Kanban Board", board_name, "reference_doctype") in our_doctypes():
		_lend_card(board_name, docname, (from_colname, to_colname))
		old_index = new_index = 0
	return kanban_board.update_order_for_single_card(
		board_name, docname, from_colname, to_colname, old_index, new_index
	)


def _lend_card(board_name: str, docname: str, columns: tuple[str, str]) -> None:
	"""Until the board is saved, which is part of the same request. Of columns of one name Frappe takes the last."""
	rows = frappe.get_all(COLUMN, {"parent": board_name}, ["name", "column_name"], order_by="idx")
	places = {row.column_name: row.name for row in rows}
	missing = [column for column in columns if column not in places]
	if missing:
		frappe.throw(_("Papan {0} tidak mempunyai kolom {1}.").format(board_name, missing[0]), KinerjaError)
	frappe.db.set_value(COLUMN, places[columns[0]], "order", json.dumps([docname]), update_modified=False)


@frappe.whitelist()
def find_everywhere(text: str, start: int = 0, limit: int = 20, doctype: str = "") -> list:
	"""frappe.utils.global_search.search asks for the DocType only. Pages on until `limit` results of one's own are found."""
	found, start, limit = [], cint(start), cint(limit) or 20
	for _page in range(PAGES):
		page = global_search.search(text, start, limit, doctype)
		found += _within_sight(page)
		start += limit
		if len(page) < limit or len(found) >= limit:
			break
	return found[:limit]


def _within_sight(results: list) -> list:
	names: dict[str, list[str]] = {}
	for row in results:
		names.setdefault(row.doctype, []).append(row.name)
	mine = {
		doctype: readable_names(doctype, found) if doctype in our_doctypes() else set(found)
		for doctype, found in names.items()
	}
	return [row for row in results if row.name in mine[row.doctype]]


@frappe.whitelist()
def get_chart(chart_name: str | None = None, chart: str | dict | None = None, **rest) -> dict | None:
	"""frappe.desk.doctype.dashboard_chart.dashboard_chart.get draws heat maps over everybody's documents."""
	if not chart_name and not chart:
		frappe.throw(_("Sebutkan {0}.").format("chart"), RequestUnreadable)
	drawn = (
		frappe.get_doc("Dashboard Chart", chart_name).as_dict() if chart_name else frappe.parse_json(chart)
	)
	said = json.dumps([drawn, rest], default=str)
	if (
		"Heatmap" in said
		and not is_site_admin(frappe.session.user)
		and any(name in said for name in our_doctypes())
	):
		frappe.throw(
			_("Frappe menghitung peta panas atas dokumen semua kantor; gunakan jenis grafik lain."),
			MoveRefused,
		)
	arguments = {"chart_name": chart_name} if chart_name else {"chart": chart}
	return frappe.call(dashboard_chart.get, **arguments, **rest)


@frappe.whitelist(allow_guest=True)
def get_link_options(web_form_name: str, doctype: str, **rest) -> str | None:
	"""frappe.website.doctype.web_form.web_form.get_link_options lists, in older releases, whatever there is."""
	options = frappe.call(web_form.get_link_options, web_form_name=web_form_name, doctype=doctype, **rest)
	if doctype not in our_doctypes() or not options:
		return options
	titled = options.startswith("[")
	rows = json.loads(options) if titled else [{"value": name} for name in options.split("\n")]
	mine = readable_names(doctype, [row["value"] for row in rows])
	rows = [row for row in rows if row["value"] in mine]
	return json.dumps(rows) if titled else "\n".join(row["value"] for row in rows)


@frappe.whitelist()
def get_monthly_goal_graph_data(
	doctype: str, docname: str, goal_doctype: str, filters: dict | str | None = None, **rest
) -> dict:
	"""frappe.utils.goal.get_monthly_goal_graph_data adds up everybody's documents. Here: what the user could list."""
	wanted = frappe.parse_json(filters) if filters else {}
	if doctype != goal_doctype:
		wanted[rest.get("goal_doctype_link")] = docname
	names = frappe.get_list(goal_doctype, filters=wanted, pluck="name", limit_page_length=0)
	only = {"name": ["in", names or [""]]}
	return frappe.call(
		goal.get_monthly_goal_graph_data,
		doctype=doctype,
		docname=docname,
		goal_doctype=goal_doctype,
		filters=only,
		**rest,
	)
