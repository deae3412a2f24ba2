"""Past the setup wizard: an office in western Indonesia. Runs in the bench's Python, with a site's name."""

import sys

import frappe

SETTINGS = {
	"country": "Indonesia",
	"language": "id",
	"time_zone": "Asia/Jakarta",
	"date_format": "dd-mm-yyyy",
	"time_format": "HH:mm:ss",
	"number_format": "#.###,##",
	"currency": "IDR",
	"first_day_of_the_week": "Monday",
	"enable_onboarding": 0,
	"setup_complete": 1,
}


def prepare() -> None:
	"""Write the settings that the wizard would ask for; newer releases also keep a mark per application."""
	settings = frappe.get_doc("System Settings")
	settings.update(SETTINGS)
	settings.flags.ignore_mandatory = True
	settings.save(ignore_permissions=True)  # as the setup wizard: nobody has logged in yet
	frappe.db.set_value("Currency", "IDR", {"enabled": 1, "number_format": "#.###,##"})
	frappe.db.set_value("Language", "id", "enabled", 1)
	if frappe.get_meta("Installed Application").has_field("is_setup_complete"):
		frappe.db.set_value("Installed Application", {"app_name": ("!=", "")}, "is_setup_complete", 1)
	for key, value in {
		"desktop:home_page": "workspace",
		"country": "Indonesia",
		"currency": "IDR",
		"lang": "id",
	}.items():
		frappe.db.set_default(key, value)
	frappe.clear_cache()
	frappe.db.commit()


if __name__ == "__main__":
	frappe.init(site=sys.argv[1], sites_path=".")
	frappe.connect()
	try:
		prepare()
	finally:
		frappe.destroy()
