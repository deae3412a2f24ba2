"""Methods of Frappe by which anybody changes, or reads, what is somebody else's, or the whole site's; hook
override_whitelisted_methods.

Each asks for the right that the change deserves, and then calls Frappe's own.
"""

import frappe
from frappe import _
from frappe.automation.doctype.auto_repeat import auto_repeat
from frappe.core.doctype.data_import import data_import as importing
from frappe.core.doctype.prepared_report import prepared_report
from frappe.desk import desktop
from frappe.desk.doctype.dashboard_settings import dashboard_settings
from frappe.desk.doctype.form_tour import form_tour
from frappe.desk.doctype.global_search_settings import global_search_settings
from frappe.desk.doctype.notification_log import notification_log
from frappe.desk.doctype.notification_settings import notification_settings
from frappe.desk.page.setup_wizard import install_fixtures, setup_wizard
from frappe.model.document import Document
from frappe.utils import cint

from kinerja_kecamatan.base.roles import SITE_ADMIN
from kinerja_kecamatan.exceptions import MoveRefused, RequestUnreadable

TICKS = ("is_complete", "is_skipped")


@frappe.whitelist(methods=["POST"])
def update_reference(docname: str, reference: str) -> str:
	"""frappe.automation.doctype.auto_repeat.auto_repeat.update_reference points anybody's repetition at any document."""
	frappe.get_doc("Auto Repeat", docname).check_permission("write")
	return auto_repeat.update_reference(docname, reference)


@frappe.whitelist(methods=["POST"])
def reset_tour(tour_name: str) -> None:
	"""frappe.desk.doctype.form_tour.form_tour.reset_tour writes on every account."""
	frappe.only_for(SITE_ADMIN, message=True)
	return form_tour.reset_tour(tour_name)


@frappe.whitelist(methods=["POST"])
def reset_global_search_settings_doctypes() -> None:
	"""frappe.desk.doctype.global_search_settings.global_search_settings.reset_global_search_settings_doctypes is the whole site's."""
	frappe.only_for(SITE_ADMIN, message=True)
	return global_search_settings.reset_global_search_settings_doctypes()


@frappe.whitelist(methods=["POST"])
def load_messages(language: str) -> str:
	"""frappe.desk.page.setup_wizard.setup_wizard.load_messages sets the language of the whole site, by a GET too."""
	frappe.only_for(SITE_ADMIN, message=True)
	return setup_wizard.load_messages(language)


@frappe.whitelist(methods=["POST"])
def update_genders() -> None:
	"""frappe.desk.page.setup_wizard.install_fixtures.update_genders is the set-up's."""
	frappe.only_for(SITE_ADMIN, message=True)
	return install_fixtures.update_genders()


@frappe.whitelist(methods=["POST"])
def update_salutations() -> None:
	"""frappe.desk.page.setup_wizard.install_fixtures.update_salutations is the set-up's."""
	frappe.only_for(SITE_ADMIN, message=True)
	return install_fixtures.update_salutations()


@frappe.whitelist(methods=["POST"])
def set_seen_value(value: int | bool | str, user: str) -> None:
	"""frappe.desk.doctype.notification_settings.notification_settings.set_seen_value takes the user from the client."""
	_check_own(user)
	return notification_settings.set_seen_value(value, user)


@frappe.whitelist(methods=["POST"])
def create_dashboard_settings(user: str) -> Document | None:
	"""frappe.desk.doctype.dashboard_settings.dashboard_settings.create_dashboard_settings takes the user from the client."""
	if user != frappe.session.user:
		frappe.throw(_("Pengaturan itu bukan milik Anda."), MoveRefused)
	return dashboard_settings.create_dashboard_settings(user)


@frappe.whitelist(methods=["POST"])
def mark_as_read(docname: str) -> None:
	"""frappe.desk.doctype.notification_log.notification_log.mark_as_read marks anybody's."""
	owner = frappe.db.get_value("Notification Log", docname, "for_user")
	if owner:
		_check_own(owner)
	return notification_log.mark_as_read(docname)


@frappe.whitelist()
def get_preview_from_template(
	data_import: str, import_file: str | None = None, google_sheets_url: str | None = None
) -> dict | None:
	"""frappe.core.doctype.data_import.data_import.get_preview_from_template shows the rows of any workbook of the site, as soon as
	somebody has ever imported something."""
	_check_import(data_import, "write")
	return importing.get_preview_from_template(data_import, import_file, google_sheets_url)


@frappe.whitelist()
def download_errored_template(data_import_name: str) -> None:
	"""frappe.core.doctype.data_import.data_import.download_errored_template gives the rows that were refused."""
	_check_import(data_import_name, "read")
	return importing.download_errored_template(data_import_name)


@frappe.whitelist()
def download_import_log(data_import_name: str) -> None:
	"""frappe.core.doctype.data_import.data_import.download_import_log gives what became of each row."""
	_check_import(data_import_name, "read")
	return importing.download_import_log(data_import_name)


@frappe.whitelist()
def get_import_status(data_import_name: str) -> dict:
	"""frappe.core.doctype.data_import.data_import.get_import_status counts the rows of any import."""
	_check_import(data_import_name, "read")
	return importing.get_import_status(data_import_name)


@frappe.whitelist(methods=["POST"])
def delete_prepared_reports(reports: str | list) -> None:
	"""frappe.core.doctype.prepared_report.prepared_report.delete_prepared_reports deletes, in older releases, anybody's."""
	for report in frappe.parse_json(reports):
		name = report.get("name") if isinstance(report, dict) else None
		if not isinstance(name, str):
			frappe.throw(_("Sebutkan {0}.").format("reports"), RequestUnreadable)
		frappe.get_doc("Prepared Report", name).check_permission("read")
	return prepared_report.delete_prepared_reports(frappe.as_json(frappe.parse_json(reports)))


@frappe.whitelist(methods=["POST"])
def update_onboarding_step(name: str, field: str, value: bool | int | str) -> None:
	"""frappe.desk.desktop.update_onboarding_step writes any text into any column of a step, which admins see as HTML; the desk ticks
	steps off."""
	if field not in TICKS or not isinstance(name, str):
		frappe.throw(_("Langkah pengenalan hanya ditandai selesai atau dilewati."), MoveRefused)
	return desktop.update_onboarding_step(name, field, cint(value))


def _check_import(name: str, ptype: str) -> None:
	frappe.get_doc("Data Import", name).check_permission(ptype)


def _check_own(user: str) -> None:
	if user != frappe.session.user:
		frappe.throw(_("Pemberitahuan itu bukan untuk Anda."), MoveRefused)
