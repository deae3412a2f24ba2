"""Run as a program: what an upload costs a web worker in memory. Arguments: site, user, name of the Format, file.

Prints a line of JSON, in MB of resident memory: {"before": with Frappe and the app loaded, "peak": the most since}.
"""

import json
import sys
from pathlib import Path

import frappe

from kinerja_kecamatan.base import doctypes
from kinerja_kecamatan.excel import upload

_RESET_PEAK = "5"


def main(site: str, user: str, name: str, path: str) -> None:
	frappe.init(site=site)
	frappe.connect()
	frappe.set_user(user)
	# What a worker has at hand after its first requests.
	upload.may_fill_in(frappe.get_doc(doctypes.FORMAT, name))
	before = _status("VmRSS")
	Path("/proc/self/clear_refs").write_text(_RESET_PEAK)
	content = Path(path).read_bytes()
	doc = frappe.get_doc(doctypes.FORMAT, name)
	upload.report(doc, upload.dry_run(doc, content))
	doc = frappe.get_doc(doctypes.FORMAT, name, for_update=True)
	found = upload.apply_upload(doc, content)
	upload.report(doc, found)
	assert found.changes
	peak = _status("VmHWM")
	frappe.db.rollback()
	frappe.destroy()
	print(json.dumps({"before": before, "peak": peak}))


def _status(field: str) -> float:
	status = Path("/proc/self/status").read_text()
	return int(status.split(f"{field}:")[1].split()[0]) / 1024


if __name__ == "__main__":
	main(*sys.argv[1:])
