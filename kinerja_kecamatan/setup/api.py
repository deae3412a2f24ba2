"""Whitelisted methods about what was shipped, for the desk."""

import frappe

from kinerja_kecamatan.setup import scripts, workflows


@frappe.whitelist(methods=["GET"])
def keadaan_alur() -> list[dict]:
	"""For Pengaturan Kinerja: each shipped workflow and how it stands here."""
	return workflows.status_of_workflows()


@frappe.whitelist(methods=["POST"])
def kembalikan_alur(document_type: str) -> str:
	"""The button "Kembalikan Alur Bawaan"; needs the right to write Workflows (System Manager)."""
	return workflows.restore_workflow(document_type)


@frappe.whitelist(methods=["GET"])
def keadaan_skrip() -> list[dict]:
	"""For Pengaturan Kinerja: which does each part of the arithmetic, and why.

	:return: [{"judul", "metode", "skrip" (name or None), "bekerja" (the script is at work), "sebab", "diubah"}]
	"""
	return scripts.status_of_scripts()


@frappe.whitelist(methods=["POST"])
def kembalikan_skrip(metode: str) -> str:
	"""The button "Kembalikan Skrip Bawaan": the shipped text again, on or off as it is; needs the right to write Server Scripts."""
	return scripts.restore_script(metode)
