"""Methods of Frappe by which anybody changes what is somebody else's, or the whole site's; hook override_whitelisted_methods.

Each asks for the right that the change deserves, and then calls Frappe's own.
"""

import frappe
from frappe import _
from frappe.automation.doctype.auto_repeat import auto_repeat
from frappe.desk.doctype.form_tour import form_tour
from frappe.desk.doctype.global_search_settings import global_search_settings
from frappe.desk.doctype.notification_log import notification_log
from frappe.desk.doctype.notification_settings import notification_settings
from frappe.desk.page.setup_wizard import install_fixtures, setup_wizard

from kinerja_kecamatan.exceptions import MoveRefused

SITE_ADMIN = "System Manager"


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
def mark_as_read(docname: str) -> None:
	"""frappe.desk.doctype.notification_log.notification_log.mark_as_read marks anybody's."""
	owner = frappe.db.get_value("Notification Log", docname, "for_user")
	if owner:
		_check_own(owner)
	return notification_log.mark_as_read(docname)


def _check_own(user: str) -> None:
	if user != frappe.session.user:
		frappe.throw(_("Pemberitahuan itu bukan untuk Anda."), MoveRefused)
