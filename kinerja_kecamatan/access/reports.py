"""Reports over documents of ours give a person what that person may see, however they are run, kept, exported or mailed.

Frappe keeps the result of a slow report and hands it on by name, and mails reports as its scheduler; neither asks.
"""

from inspect import signature

import frappe
from frappe import _
from frappe.desk import query_report
from frappe.model import get_permitted_fields

from kinerja_kecamatan.access.doctypes import our_doctypes, readable_names
from kinerja_kecamatan.access.scope import is_site_admin
from kinerja_kecamatan.exceptions import MoveRefused, RequestUnreadable

KEPT_RESULT = "prepared_report_name"


@frappe.whitelist()
def run(report_name: str, filters: dict | str | None = None, **rest) -> dict | None:
	"""frappe.desk.query_report.run takes the user and a kept result's name from the client. Here: one's own."""
	if _is_ours(report_name):
		filters = _of_oneself(filters)
		rest["user"] = frappe.session.user
	rest |= _added_columns(rest)
	return frappe.call(query_report.run, report_name=report_name, filters=filters, **rest)


@frappe.whitelist()
def export_query() -> None:
	"""frappe.desk.query_report.export_query, as run."""
	form = frappe.local.form_dict
	if _is_ours(form.report_name):
		form.filters = frappe.as_json(_of_oneself(form.filters))
	form.update(_added_columns(form))
	return query_report.export_query()


@frappe.whitelist()
def get_data_for_custom_field(doctype: str, field: str, **rest) -> dict:
	"""frappe.desk.query_report.get_data_for_custom_field reads, in older releases, a field of every document there is."""
	if not field:
		frappe.throw(_("Sebutkan {0}.").format("field"), RequestUnreadable)
	found = frappe.call(query_report.get_data_for_custom_field, doctype=doctype, field=field, **rest)
	if doctype not in our_doctypes():
		return found
	if field not in get_permitted_fields(doctype):
		frappe.throw(
			_("Bidang {0} dari {1} tidak dapat Anda baca.").format(
				frappe.utils.escape_html(field), _(doctype)
			),
			frappe.PermissionError,
		)
	mine = readable_names(doctype, list(found))
	return {name: value for name, value in found.items() if name in mine}


def before_mailing(doc, method=None) -> None:
	"""Hook of Auto Email Report: its scheduler computes a script or query report with its own rights, whoever the user is."""
	report = frappe.db.get_value("Report", doc.report, ["report_type", "ref_doctype"], as_dict=True)
	if (
		report
		and report.ref_doctype in our_doctypes()
		and report.report_type != "Report Builder"
		and not is_site_admin(doc.user)
	):
		frappe.throw(
			_(
				"Laporan {0} dihitung oleh penjadwal dengan hak penuh, bukan dengan hak {1}. Kirimlah laporan jenis Report Builder, atau atas nama System Manager."
			).format(frappe.utils.escape_html(doc.report), frappe.utils.escape_html(doc.user)),
			MoveRefused,
		)


def _added_columns(arguments: dict) -> dict:
	"""Columns that a client adds to a report: older releases read them out of every document there is, so there none of ours."""
	columns = arguments.get("custom_columns")
	if not columns or "names" in signature(query_report.get_data_for_custom_field).parameters:
		return {}
	kept = [column for column in frappe.parse_json(columns) if column.get("doctype") not in our_doctypes()]
	return {"custom_columns": kept}


def _is_ours(report_name: str | None) -> bool:
	return (
		frappe.get_cached_value("Report", report_name, "ref_doctype") in our_doctypes()
		if report_name
		else False
	)


def _of_oneself(filters: dict | str | None) -> dict:
	"""The filters, without somebody else's kept result."""
	filters = dict((frappe.parse_json(filters) if isinstance(filters, str) else filters) or {})
	kept, user = filters.get(KEPT_RESULT), frappe.session.user
	if kept and not is_site_admin(user) and frappe.db.get_value("Prepared Report", kept, "owner") != user:
		del filters[KEPT_RESULT]
	return filters
