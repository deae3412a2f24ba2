"""Every way to ask Frappe or the app for documents: what to send, and what of an answer would be a foreign value."""

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import requests
from pypdf import PdfReader

METHOD = "/api/method/"


@dataclass
class Way:
	"""One request. `judge`, where the answer is a number or a bare yes: how many foreign values it tells of."""

	label: str
	verb: str
	path: str
	arguments: dict
	judge: Callable[[requests.Response], int] | None = None

	def values(self, answer: requests.Response, secrets: set[str]) -> set[str]:
		"""Which of the secrets, or how many that are not ours to name, the answer tells. What was sent does not count."""
		if self.judge:
			return {f"#{number}" for number in range(self.judge(answer))} if answer.ok else set()
		sent = self.path + json.dumps(self.arguments, default=str)
		text = text_of(answer)
		return {secret for secret in secrets if secret in text and secret not in sent}


def text_of(answer: requests.Response) -> str:
	"""What an answer says, whatever its form: JSON, HTML, CSV, a workbook, a PDF, an archive."""
	return text_in(answer.content)


def text_in(content: bytes) -> str:
	"""The text of bytes, in archives that of every file in them."""
	if content.startswith(b"%PDF"):
		return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
	if content.startswith(b"PK"):
		with zipfile.ZipFile(io.BytesIO(content)) as archive:
			return "\n".join(f"{name}\n{text_in(archive.read(name))}" for name in archive.namelist())
	return content.decode(errors="ignore")


def _get(label: str, method: str, /, judge=None, **values) -> Way:
	return Way(label, "GET", METHOD + method, {"params": {k: _flat(v) for k, v in values.items()}}, judge)


def _post(label: str, method: str, /, judge=None, **values) -> Way:
	return Way(label, "POST", METHOD + method, {"json": values}, judge)


def _flat(value):
	return value if isinstance(value, str | int) else json.dumps(value)


def number(answer: requests.Response) -> int:
	"""The message is a count."""
	return int(answer.json().get("message") or 0)


def numbers(answer: requests.Response) -> int:
	"""Every number above 0 that an aggregate gives."""
	return sum(
		int(float(found))
		for found in re.findall(
			r'(?<![\w"-])\d+(?:\.\d+)?(?![\w"-])', json.dumps(answer.json().get("message"))
		)
	)


def exists(answer: requests.Response) -> int:
	"""validate_link says that there is such a name."""
	return int(bool((answer.json().get("message") or {}).get("name")))


def let_through(answer: requests.Response) -> int:
	"""The method went on to what it does, as it never does for a document of others."""
	return int(answer.ok)


def lists(doctype: str, names: list[str], text: str, tag: str, fields: list[str]) -> Iterator[Way]:
	"""Ways over a whole DocType; `names` are the foreign ones, of which a count must be 0, `text` one of the fields."""
	everything, only = json.dumps(["*"]), [[doctype, "name", "in", names]]
	yield Way(
		"REST list",
		"GET",
		f"/api/resource/{doctype}",
		{"params": {"fields": everything, "limit_page_length": 0}},
	)
	yield Way(
		"REST v2 list",
		"GET",
		f"/api/v2/document/{doctype}",
		{"params": {"fields": everything, "limit": 5000}},
	)
	yield Way(
		"REST v2 count",
		"GET",
		f"/api/v2/doctype/{doctype}/count",
		{"params": {"filters": json.dumps(only)}},
		_data,
	)
	yield _get(
		"client.get_list", "frappe.client.get_list", doctype=doctype, fields=["*"], limit_page_length=0
	)
	yield _get("client.get_count", "frappe.client.get_count", number, doctype=doctype, filters=only)
	yield _get(
		"client.get_value", "frappe.client.get_value", doctype=doctype, fieldname=["name", text], filters=only
	)
	yield _get("client.get by filter", "frappe.client.get", doctype=doctype, filters={"name": ["in", names]})
	yield _get(
		"reportview.get", "frappe.desk.reportview.get", doctype=doctype, fields=fields, page_length=5000
	)
	yield _get(
		"reportview.get_list",
		"frappe.desk.reportview.get_list",
		doctype=doctype,
		fields=fields,
		page_length=5000,
	)
	yield _get(
		"reportview.get_count", "frappe.desk.reportview.get_count", number, doctype=doctype, filters=only
	)
	yield _get(
		"reportview group by",
		"frappe.desk.reportview.get",
		numbers,
		doctype=doctype,
		fields=["count(`tab" + doctype + "`.`name`) as n"],
		filters=only,
	)
	yield _get(
		"get_sidebar_stats", "frappe.desk.reportview.get_sidebar_stats", doctype=doctype, stats=["_user_tags"]
	)
	yield _get(
		"get_stats",
		"frappe.desk.reportview.get_stats",
		doctype=doctype,
		stats=["_user_tags", "owner"],
		filters=only,
	)
	yield _get(
		"filter dashboard",
		"frappe.desk.reportview.get_filter_dashboard_data",
		doctype=doctype,
		stats=[{"name": text, "type": "Data"}],
		filters=[],
	)
	yield _post(
		"export CSV",
		"frappe.desk.reportview.export_query",
		doctype=doctype,
		fields=json.dumps(fields),
		file_format_type="CSV",
		title="x",
	)
	yield _post(
		"export Excel",
		"frappe.desk.reportview.export_query",
		doctype=doctype,
		fields=json.dumps(fields),
		file_format_type="Excel",
		title="x",
	)
	yield _get(
		"search_link",
		"frappe.desk.search.search_link",
		doctype=doctype,
		txt="",
		page_length=5000,
		ignore_user_permissions=1,
	)
	yield _get(
		"search_link text",
		"frappe.desk.search.search_link",
		doctype=doctype,
		txt="zq",
		page_length=5000,
		reference_doctype=doctype,
	)
	yield _get(
		"search_widget",
		"frappe.desk.search.search_widget",
		doctype=doctype,
		txt="",
		page_length=5000,
		ignore_user_permissions=1,
		searchfield=text,
	)
	yield _get(
		"get_group_by_count",
		"frappe.desk.listview.get_group_by_count",
		numbers,
		doctype=doctype,
		current_filters=only,
		field="owner",
	)
	yield _get(
		"group by assigned_to",
		"frappe.desk.listview.get_group_by_count",
		numbers,
		doctype=doctype,
		current_filters=only,
		field="assigned_to",
	)
	yield _get(
		"get_workflow_state_count",
		"frappe.workflow.doctype.workflow.workflow.get_workflow_state_count",
		doctype=doctype,
		workflow_state_field=text,
		states=["x"],
	)
	yield _get(
		"calendar",
		"frappe.desk.calendar.get_events",
		doctype=doctype,
		start="2000-01-01",
		end="2099-01-01",
		field_map={"start": "creation", "end": "creation", "title": text},
	)
	yield _get(
		"get_tagged_docs", "frappe.desk.doctype.tag.tag.get_tagged_docs", doctype=doctype, tag=f"%{tag}%"
	)
	yield _get(
		"column of a report",
		"frappe.desk.query_report.get_data_for_custom_field",
		doctype=doctype,
		field=text,
	)
	yield _get(
		"web form options",
		"frappe.website.doctype.web_form.web_form.get_link_options",
		web_form_name="edit-profile",
		doctype=doctype,
		allow_read_on_all_link_options=1,
	)
	yield _get(
		"get_attached_images", "frappe.core.api.file.get_attached_images", doctype=doctype, names=names
	)
	yield _get(
		"data export",
		"frappe.core.doctype.data_export.exporter.export_data",
		doctype=doctype,
		with_data=1,
		file_type="CSV",
	)
	yield _get(
		"import template",
		"frappe.core.doctype.data_import.data_import.download_template",
		doctype=doctype,
		export_fields={doctype: ["name", text]},
		export_records="all",
		file_type="CSV",
	)
	yield _get(
		"file list by doctype",
		"frappe.client.get_list",
		doctype="File",
		fields=["*"],
		filters={"attached_to_doctype": doctype},
		limit_page_length=0,
	)
	yield from _drawn(doctype, only)


def _data(answer: requests.Response) -> int:
	return int(answer.json().get("data") or 0)


def _drawn(doctype: str, only: list) -> Iterator[Way]:
	card = {"document_type": doctype, "function": "Count", "name": "x"}
	yield _get(
		"number card",
		"frappe.desk.doctype.number_card.number_card.get_result",
		number,
		doc=card,
		filters=only,
	)
	dates = {
		"document_type": doctype,
		"based_on": "creation",
		"name": "x",
		"timespan": "Last Year",
		"time_interval": "Yearly",
		"filters_json": "[]",
	}
	get = "frappe.desk.doctype.dashboard_chart.dashboard_chart.get"
	for kind, chart in (
		("count", dates | {"chart_type": "Count", "type": "Line"}),
		("heat map", dates | {"chart_type": "Count", "type": "Heatmap"}),
		(
			"group by",
			dates | {"chart_type": "Group By", "group_by_type": "Count", "group_by_based_on": "owner"},
		),
	):
		chart["filters_json"] = json.dumps(only)
		yield _post(f"chart {kind}", get, _drawn_values, chart=json.dumps(chart), no_cache=1)


def _drawn_values(answer: requests.Response) -> int:
	message = answer.json().get("message") or {}
	drawn = [value for series in message.get("datasets", []) for value in series["values"]]
	return int(sum(map(float, [*drawn, *(message.get("dataPoints") or {}).values()])))


def rows(child: str, parent: str, names: list[str], parents: list[str], text: str) -> Iterator[Way]:
	"""Ways to the rows of a child table, past their documents."""
	only = [[child, "parent", "in", parents]]
	fields = [f"`tab{parent}`.`name`", f"`tab{child}`.`name` as baris", f"`tab{child}`.`{text}` as teks"]
	yield _get(
		"child: client.get_list",
		"frappe.client.get_list",
		doctype=child,
		parent=parent,
		fields=["*"],
		limit_page_length=0,
	)
	yield _get(
		"child: client.get_count",
		"frappe.client.get_count",
		number,
		doctype=child,
		parent=parent,
		filters=only,
	)
	yield _get(
		"child: client.get_value",
		"frappe.client.get_value",
		doctype=child,
		parent=parent,
		fieldname=["name", text],
		filters=only,
	)
	yield _get("child: client.get", "frappe.client.get", doctype=child, parent=parent, name=names[0])
	yield Way("child: REST", "GET", f"/api/resource/{child}/{names[0]}", {})
	yield Way(
		"child: REST list",
		"GET",
		f"/api/resource/{child}",
		{"params": {"fields": json.dumps(["*"]), "parent": parent, "limit_page_length": 0}},
	)
	yield _get("child: getdoc", "frappe.desk.form.load.getdoc", doctype=child, name=names[0])
	yield _get(
		"child: reportview.get", "frappe.desk.reportview.get", doctype=parent, fields=fields, page_length=5000
	)
	yield _get(
		"child: reportview own",
		"frappe.desk.reportview.get",
		doctype=child,
		parent_doctype=parent,
		fields=["name", text],
		page_length=5000,
	)
	yield _get(
		"child: reportview.get_count",
		"frappe.desk.reportview.get_count",
		number,
		doctype=parent,
		filters=only,
	)
	yield _get(
		"child: get_group_by_count",
		"frappe.desk.listview.get_group_by_count",
		numbers,
		doctype=parent,
		current_filters=only,
		field="owner",
	)
	yield _post(
		"child: export",
		"frappe.desk.reportview.export_query",
		doctype=parent,
		fields=json.dumps(fields),
		file_format_type="CSV",
		title="x",
	)
	yield _get("child: validate_link", "frappe.client.validate_link", exists, doctype=child, docname=names[0])


def documents(doctype: str, name: str, forged: dict, layout: str) -> Iterator[Way]:
	"""Ways to one document by its name; `forged` are place fields of the asking person's own."""
	yield Way("REST get", "GET", f"/api/resource/{doctype}/{name}", {})
	yield Way("REST v2 get", "GET", f"/api/v2/document/{doctype}/{name}", {})
	yield _get("client.get", "frappe.client.get", doctype=doctype, name=name)
	yield _get("getdoc", "frappe.desk.form.load.getdoc", doctype=doctype, name=name)
	yield _get("get_docinfo", "frappe.desk.form.load.get_docinfo", doctype=doctype, name=name)
	yield _get("get_communications", "frappe.desk.form.load.get_communications", doctype=doctype, name=name)
	yield _get("get_link_title", "frappe.desk.search.get_link_title", doctype=doctype, docname=name)
	yield _get("validate_link", "frappe.client.validate_link", exists, doctype=doctype, docname=name)
	yield _get("linked_with", "frappe.desk.form.linked_with.get", doctype=doctype, docname=name)
	yield _get(
		"get_open_count", "frappe.desk.notifications.get_open_count", _connections, doctype=doctype, name=name
	)
	yield _get("get_next", "frappe.desk.form.utils.get_next", doctype=doctype, value=name, prev=0)
	submitted = "frappe.core.doctype.submission_queue.submission_queue.get_latest_submissions"
	yield _get("get_latest_submissions", submitted, let_through, doctype=doctype, docname=name)
	below = "frappe.desk.form.linked_with.get_submitted_linked_docs"
	yield _get("get_submitted_linked_docs", below, let_through, doctype=doctype, name=name)
	unlock = "frappe.model.document.unlock_document"
	yield _post("unlock_document", unlock, let_through, doctype=doctype, name=name)
	if doctype == "Unit Kerja":
		yield _get("tree", "frappe.desk.treeview.get_children", doctype=doctype, parent="")
	yield from papers(doctype, name, forged, layout)


def _connections(answer: requests.Response) -> int:
	counts = answer.json()["message"]["count"]
	found = (
		counts
		if isinstance(counts, list)
		else [*counts["external_links_found"], *counts["internal_links_found"]]
	)
	return sum(int(entry.get("count") or 0) for entry in found)


def papers(doctype: str, name: str, forged: dict, layout: str) -> Iterator[Way]:
	"""Ways to a print, with the name and with a document of the client's own making in its place."""
	made_up = {"doctype": doctype, "name": name} | forged
	yield printed(doctype, name, layout)
	yield Way(
		"printview standard",
		"GET",
		"/printview",
		{"params": {"doctype": doctype, "name": name, "format": "Standard"}},
	)
	html = "frappe.www.printview.get_html_and_style"
	yield _post("get_html_and_style", html, doc=doctype, name=name, print_format=layout)
	yield _post("print a forged document", html, doc=json.dumps(made_up), print_format=layout)
	yield _post("print a forged document, standard", html, doc=json.dumps(made_up), print_format="Standard")


def printed(doctype: str, name: str, layout: str) -> Way:
	return Way(
		"printview", "GET", "/printview", {"params": {"doctype": doctype, "name": name, "format": layout}}
	)


def pdfs(doctype: str, name: str, layout: str) -> Iterator[Way]:
	"""Ways to a PDF; each takes about half a second where it succeeds."""
	yield _get(
		"download_pdf", "frappe.utils.print_format.download_pdf", doctype=doctype, name=name, format=layout
	)
	yield _get(
		"download_multi_pdf",
		"frappe.utils.print_format.download_multi_pdf",
		doctype=doctype,
		name=[name],
		format=layout,
	)


def hanging(doctype: str, name: str, mark: str, tag: str) -> Iterator[Way]:
	"""Ways to what hangs on documents: files, comments, versions, tasks, tags, actions, mail, search entries."""
	for hanger, reference in (
		("File", "attached_to_name"),
		("Comment", "reference_name"),
		("Version", "docname"),
		("ToDo", "reference_name"),
		("Tag Link", "document_name"),
		("Workflow Action", "reference_name"),
		("Communication", "reference_name"),
	):
		yield _get(
			f"{hanger} list", "frappe.client.get_list", doctype=hanger, fields=["*"], limit_page_length=0
		)
		yield _get(
			f"{hanger} reportview",
			"frappe.desk.reportview.get",
			doctype=hanger,
			fields=["name", reference],
			page_length=5000,
		)
		yield _get(
			f"{hanger} count", "frappe.client.get_count", number, doctype=hanger, filters={reference: name}
		)
	yield _get("Tag list", "frappe.client.get_list", doctype="Tag", limit_page_length=0)
	yield _get("tag.get_tags", "frappe.desk.doctype.tag.tag.get_tags", doctype=doctype, txt="zq")
	yield _get(
		"tag.get_documents_for_tag", "frappe.desk.doctype.tag.tag.get_documents_for_tag", tag=f"#{tag}"
	)
	yield _get("tags of the awesome bar", "frappe.desk.doctype.tag.tag.get_tags_list_for_awesomebar")
	yield _get("global search", "frappe.utils.global_search.search", text="carikinerjakecamatan", limit=1000)
	yield _get("global search by mark", "frappe.utils.global_search.search", number_of_results, text=mark)
	yield _get(
		"files in folder",
		"frappe.core.api.file.get_files_in_folder",
		folder="Home/Attachments",
		page_length=5000,
	)
	yield _get("files by text", "frappe.core.api.file.get_files_by_search_text", text="bukti-")


def number_of_results(answer: requests.Response) -> int:
	return len(answer.json().get("message") or [])


def file_reads(file: dict) -> Iterator[Way]:
	"""Ways to a private file's row and bytes."""
	name, url = file["name"], file["file_url"]
	yield Way("file bytes", "GET", url, {})
	yield Way("file bytes by fid", "GET", url, {"params": {"fid": name}})
	yield _get("download_file", "frappe.handler.download_file", file_url=url)
	yield _get("file.download_file", "frappe.core.doctype.file.file.download_file", file_url=url)
	yield Way("File get", "GET", f"/api/resource/File/{name}", {})
	yield _get("zip_files", "frappe.core.api.file.zip_files", files=[name])
	yield _post("unzip_file", "frappe.core.api.file.unzip_file", name=name)


def file_claims(file: dict, own: tuple[str, str]) -> Iterator[Way]:
	"""Ways to become the owner of a row at a foreign file's address; afterwards its bytes must be as closed as before."""
	url, (doctype, name) = file["file_url"], own
	for label, address in (
		("as it is", url),
		("another spelling", url.replace("/files/", "/files/../files/")),
		("from the public side", url.replace("/private/files/", "/files/../../private/files/")),
		("percent signs", url.replace("files", "%66iles")),
	):
		for private in (0, 1):
			yield Way(
				f"claim {label}, private={private}",
				"POST",
				"/api/resource/File",
				{"json": {"file_url": address, "is_private": private}},
			)
	yield _post(
		"claim with content",
		"frappe.client.insert",
		doc={"doctype": "File", "file_url": url, "file_name": "x.txt", "content": "x"},
	)
	yield _post(
		"claim for an own document",
		"frappe.client.insert",
		doc={"doctype": "File", "file_url": url, "attached_to_doctype": doctype, "attached_to_name": name},
	)
	yield Way(
		"upload_file by address",
		"POST",
		METHOD + "upload_file",
		{"data": {"file_url": url, "is_private": 1, "file_name": "x.txt"}},
	)
	yield Way(
		"upload_file from the library",
		"POST",
		METHOD + "upload_file",
		{"data": {"library_file_name": file["name"]}},
	)
	yield Way("own picture", "PUT", "/api/resource/User/{user}", {"json": {"user_image": url}})
	mail = {
		"doctype": doctype,
		"name": name,
		"content": "x",
		"subject": "x",
		"send_email": 0,
		"recipients": "x@uji.test",
	}
	yield _post(
		"attachment of a mail",
		"frappe.core.doctype.communication.email.make",
		**mail,
		attachments=json.dumps([file["name"]]),
	)
