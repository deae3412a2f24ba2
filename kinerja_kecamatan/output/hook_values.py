"""What hooks.py says about what leaves the site: hook values."""

before_request = before_job = ["kinerja_kecamatan.output.install.install"]
PRINTING = {
	f"frappe.utils.print_format.{name}": f"kinerja_kecamatan.output.printing.{name}"
	for name in ("report_to_pdf", "print_by_server")
}
