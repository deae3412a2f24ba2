"""Files of our documents as they are given out: shown by the browser only where it cannot run them.

Frappe sends a private file with whatever type its name suggests, and makes a download of four kinds only. Behind a web server
that sends private files itself (X-Accel-Redirect) only type and disposition of the answer get to the browser; what else such
a server has to say stands in docs/security.md.
"""

from urllib.parse import quote

import frappe

from kinerja_kecamatan.access.doctypes import our_doctypes
from kinerja_kecamatan.access.files import PRIVATE

# Shown in place, for a look at evidence; everything else is downloaded.
SHOWN = frozenset({"application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"})
PDF = "application/pdf"


def after_request(response=None, request=None) -> None:
	"""Hook: a private file of ours keeps its type, is never sniffed, and where a browser could run it is a download.

	What Frappe gives out as a file by a method (download_file, exports, zips) is a download already; it is not sniffed either.
	"""
	path = getattr(request, "path", "")
	if response is None or response.status_code >= 400:
		return
	if "Content-Disposition" in response.headers:
		response.headers["X-Content-Type-Options"] = "nosniff"
	if not path.startswith(PRIVATE):
		return
	if not frappe.db.exists(
		"File", {"file_url": path, "attached_to_doctype": ["in", sorted(our_doctypes())]}
	):
		return
	response.headers["X-Content-Type-Options"] = "nosniff"
	if response.mimetype != PDF:  # Chromium's viewer does not open in a sandbox
		response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
	if response.mimetype not in SHOWN:
		name = quote(path.rsplit("/", 1)[1], safe="")
		response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
