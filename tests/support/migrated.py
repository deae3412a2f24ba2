"""What is asked of a site that an earlier release has filled (earlier_office), once it is migrated; runs on that site."""

import inspect

import frappe

from kinerja_kecamatan.archive import api
from kinerja_kecamatan.base import doctypes
from kinerja_kecamatan.integrity import chain_check
from kinerja_kecamatan.office import role_permissions
from tests.support.earlier_office import ROLE
from tests.support.local_run import LocalRun
from tests.support.office import Office
from tests.support.sop_run import DISPOSISI, REKAP


def forget_patches() -> None:
	"""uninstall-app leaves the list of patches; an earlier release's site has not run today's. Errors are those of the copied site."""
	frappe.db.delete("Patch Log", {"patch": ["like", "kinerja_kecamatan.%"]})
	frappe.db.delete("Error Log")


def state() -> dict:
	"""Patches that ran, what the public page says of every paper, what the check says of every log, what the role reads."""
	papers = frappe.get_all("Arsip Kertas", filters={"status": "Tersimpan"}, pluck="kode")
	asked = inspect.unwrap(api.periksa)  # without the limit of questions by address
	said = [asked(kode)["status"] for kode in papers]
	return {
		"patches": frappe.get_all("Patch Log", {"patch": ["like", "kinerja_kecamatan.%"]}, pluck="patch"),
		"papers": {status: said.count(status) for status in said},
		"logs": {name: chain_check.check_chain(name).putus for name in chain_check.known_chains()},
		"sealed": frappe.get_all(doctypes.LOG, {"aksi": "Segel Daftar"}, pluck="kecamatan"),
		"errors": frappe.get_all("Error Log", pluck="method"),
		"unread": [
			doctype
			for doctype in role_permissions.REFERENCES
			if ROLE not in {row.role for row in frappe.get_meta(doctype).permissions if row.read}
		],
	}


def go_on(known: dict) -> dict:
	"""The work that was open is finished, under the admin's role, and the office begins the next."""
	office = Office(**known["office"])
	frappe.set_user("Administrator")
	run = LocalRun(office, known["periode"])
	run.disposisi = known["open"]
	for unit in office.units:
		run.unit_through(unit)
	run.finalize()
	run.act("camat", REKAP, run.recap().name, "Ketahui")
	following = LocalRun(office, f"{office.tahun}-TW3").up_to_meeting()
	frappe.db.commit()
	return {
		"open": frappe.db.get_value(DISPOSISI, run.disposisi, "workflow_state"),
		"next": frappe.db.get_value(DISPOSISI, following.disposisi, "workflow_state"),
		"log": chain_check.check_chain(office.root).putus,
	}
