"""Methods of Frappe that print what a client sends; hook override_whitelisted_methods."""

import frappe
from frappe import _

from kinerja_kecamatan.exceptions import MoveRefused

ORIENTATIONS = ("Landscape", "Portrait")


@frappe.whitelist()
def report_to_pdf(html: str, orientation: str = "Landscape", **rest) -> None:
	"""frappe.utils.print_format.report_to_pdf prints any page for any account, under the site's name. Reports stand in the
	desk: here whoever has it. What may be on the page, engines.py says."""
	from frappe.utils import print_format  # opens a log of the site, so only inside one

	if frappe.get_cached_value("User", frappe.session.user, "user_type") != "System User":
		frappe.throw(_("Laporan hanya dicetak oleh pengguna yang bekerja di desk."), MoveRefused)
	orientation = orientation if orientation in ORIENTATIONS else ORIENTATIONS[0]
	return frappe.call(print_format.report_to_pdf, html=html, orientation=orientation, **rest)


@frappe.whitelist(methods=["POST"])
def print_by_server(doctype: str, name: str, printer_setting: str, **rest) -> None:
	"""frappe.utils.print_format.print_by_server writes the PDF to whatever file the client names. Here to one of its own."""
	from frappe.utils import print_format  # as above

	frappe.get_doc("Network Printer Settings", printer_setting).check_permission("read")
	rest.pop("file_path", None)
	return frappe.call(
		print_format.print_by_server, doctype=doctype, name=name, printer_setting=printer_setting, **rest
	)
