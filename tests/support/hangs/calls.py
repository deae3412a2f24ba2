"""Arguments by the names of parameters, and the requests that carry them."""

import json
from collections.abc import Iterator

import frappe

from tests.support.hangs.methods import Method
from tests.support.hangs.targets import NEW, TEXT, Target
from tests.support.routes import Way
from tests.support.sop_run import FORMAT

# fmt: off
DOCTYPES = {"doctype", "dt", "reference_doctype", "ref_doctype", "document_type", "share_doctype", "document", "reference_dt",
	"parent_doctype", "for_doctype", "doc_type", "transaction_type", "reference_type", "reminder_doctype", "deleted_doctype", "source_doctype"}
NAMES = {"name", "docname", "dn", "reference_name", "reference_docname", "doc_name", "document_name", "ref_docname", "source_name",
	"ref_name", "docid", "event", "note", "fid", "reminder_docname", "reference_document", "reference", "reference_doc", "old_name",
	"reply_name", "file_name", "reply", "data_import", "job_id", "source", "page_name", "page", "label", "parent"}
LISTS = {"names", "docnames", "items", "source_names", "files", "queues", "reports", "docs_list", "name_list"}
PEOPLE = {"user", "assign_to", "allocated_to", "for_user", "user_email", "email", "email_id", "sender", "recipients", "to_user", "owner"}
# fmt: on
FIXED = {
	"status": "Closed",
	"action": "Save",
	"add": "Yes",
	"like": "1",
	"following": 1,
	"read": 1,
	"write": 1,
	"share": 1,
	"everyone": 0,
	"permission_to": "write",
	"comment_by": "Camat",
	"comment_email": "camat@uji.test",
	"frequency": "Daily",
	"remind_at": "2031-01-01 10:00:00",
	"starts_on": "2031-01-01 10:00:00",
	"parent_field": "parent_unit_kerja",
	"email_account": "Uji",
	"tree_method": "frappe.ping",
	"method": "frappe.ping",
	"merge": 0,
	"points": 1,
	"page_length": 5,
	"start": 0,
	"limit": 5,
	"filters": "[]",
	"as_dict": 1,
	"new": NEW,
	"new_name": NEW,
	"route": "",
	# Of the app's own methods.
	"tahun": 2001,
	"nomor": 1,
	"sebelum": "{}",
	"nilai": '{"realisasi": "9"}',
	"alasan": NEW,
	"berlaku_sampai": "2099-12-31",
}
# Where a word means something else to one method.
BY_METHOD = {
	"frappe.email.inbox.create_email_flag_queue": {"action": "Read"},
	"kinerja_kecamatan.access.inbox.create_email_flag_queue": {"action": "Read"},
	"kinerja_kecamatan.process.api.tindak": {"action": "Sampaikan Data"},
	"kinerja_kecamatan.process.api.pintas": {"status": "Selesai Disusun"},
}
# Calls that would end the test, not what it looks for.
NOT_CALLED = {
	**dict.fromkeys(("frappe.handler.logout", "frappe.handler.web_logout"), "ends the caller's session"),
	"frappe.sessions.clear": "ends the caller's session",
	"frappe.core.doctype.user.user.update_password": "changes the caller's password and session",
	"frappe.core.doctype.user.user.reset_password": "anybody asks for the mail that lets an account choose a new password",
}
# Aimed at in every form that a call can have; at the others in one.
TYPICAL = (FORMAT, "Communication", "Comment")
# What says how a method answers, not what it does.
LEFT_OUT = {"cmd", "debug", "cache", "ignore_permissions", "as_csv", "flags", "as_list", "print_html"}


def aimed(method: Method, targets: list[Target]) -> list[Target]:
	"""What a method is called about: everything where it can be told what kind of document it is; else what it is named after."""
	parameters = set(method.parameters)
	if method.of and frappe.get_meta(method.of).issingle:
		return [each for each in targets if each.label in TYPICAL]
	if (
		method.of
		or method.reads_form
		or parameters & (DOCTYPES | {"doc", "docs", "args", "data", "file_list"})
	):
		return targets
	if parameters & (NAMES | LISTS | {"communication", "comment"}):
		return [
			each for each in targets if each.label in TYPICAL or frappe.scrub(each.doctype) in method.path
		]
	return targets[:1]


def ways(method: Method, target: Target) -> Iterator[Way]:
	"""The requests by which a method is called about one target."""
	verbs = [
		verb
		for verb in ("GET", "POST")
		if verb in frappe.allowed_http_methods_for_whitelisted_func[method.call]
	] or ["PUT"]
	if method.of:
		yield from _on_document(method, target, verbs)
		return
	for verb in verbs:
		if verb == "GET" and "POST" in verbs and target.label not in TYPICAL:
			continue  # rolled back at its end, but for what the method commits by itself whatever it is about
		for label, values in _variants(method, target):
			content = {"params": _flat(values)} if verb == "GET" else {"json": values}
			yield f"{verb} {method.path} ({target.label}{label})", verb, f"/api/method/{method.path}", content


def _on_document(method: Method, target: Target, verbs: list[str]) -> Iterator[Way]:
	if target.doctype != method.of:
		# A method that this DocType's class has as well, or the document of a DocType with one document.
		if not frappe.get_meta(method.of).issingle and not hasattr(
			frappe.get_doc({"doctype": target.doctype}), method.path.rpartition(".")[2]
		):
			return
	name = method.path.rpartition(".")[2]
	meta = frappe.get_meta(method.of)
	single = meta.issingle and target.doctype != method.of
	doc = {"doctype": method.of, "name": method.of} if single else target.changed()
	if single:
		named = {df.fieldname for df in meta.fields} & {*DOCTYPES, *NAMES, *PEOPLE}
		doc |= {field: _value(field, target) for field in named - {"name", "doctype"}}
	arguments = {key: _value(key, target) for key in method.parameters if key not in LEFT_OUT}
	forms = {
		"stored": {"dt": doc["doctype"], "dn": doc.get("name")},
		"sent": {"docs": json.dumps(doc)},
	}
	for verb in verbs:
		for label, form in forms.items():
			values = {"method": name, "args": json.dumps(arguments), **form}
			content = {"params": values} if verb == "GET" else {"json": values}
			yield (
				f"{verb} {method.path} ({target.label}, {label})",
				verb,
				"/api/method/run_doc_method",
				content,
			)


def _variants(method: Method, target: Target) -> Iterator[tuple[str, dict]]:
	"""All that can be said, and where some of it is optional only what has to be."""
	known = {key: _value(key, target) for key in method.parameters if key not in LEFT_OUT}
	if method.reads_form:
		known = {**_everything(target), **known}
	known |= BY_METHOD.get(method.path, {})
	yield "", known
	needed = {key: value for key, value in known.items() if method.parameters.get(key)}
	if needed and needed != known and target.label in TYPICAL:
		yield ", required only", needed


def _everything(target: Target) -> dict:
	keys = {*DOCTYPES, *NAMES, *LISTS, *PEOPLE, *FIXED, "doc", "docs", "content", "data", "tag"} - {
		"method",
		"action",
	}
	return {key: _value(key, target) for key in keys}


def _value(key: str, target: Target):
	"""What a request says under a parameter's name."""
	if key in target.values and key not in ("reference_doctype", "reference_name"):
		return target.values[key]
	if key in ("reference_doctype", "reference_name") and target.doctype in (
		"Communication",
		"ToDo",
		"Event",
	):
		return target.values[key]  # where it would be hung
	if key in DOCTYPES:
		return target.doctype
	if key in LISTS:
		return json.dumps([target.name])
	if key in NAMES:
		return target.name or NEW
	if key in PEOPLE:
		return json.dumps([target.values["user"]]) if key == "assign_to" else target.values["user"]
	if key in FIXED:
		return FIXED[key]
	return _written(key, target)


def _written(key: str, target: Target):
	"""What carries a whole document, or a text."""
	doc = target.changed()
	if key in ("doc", "data"):
		return json.dumps(doc)
	if key in ("docs", "file_list"):
		return json.dumps([{**doc, "docname": doc.get("name")}])
	if key == "args":
		return json.dumps(
			{**doc, "doctype": target.doctype, "name": target.name, "assign_to": [target.values["user"]]}
		)
	if key in ("fieldname", "field"):
		return _field(target)
	return NEW


def _field(target: Target) -> str:
	return TEXT.get(target.doctype, "owner")


def _flat(values: dict) -> dict:
	return {
		key: value if isinstance(value, str | int) else json.dumps(value) for key, value in values.items()
	}
