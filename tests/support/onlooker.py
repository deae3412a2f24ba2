"""An office in which somebody looks on, and its run within a test's own transaction."""

import frappe

from tests.support.guard_stage import Stage
from tests.support.isolation.offices import own_copy
from tests.support.local_run import LocalRun
from tests.support.office import Office, add_person


def with_onlooker(stage: Stage, key: str) -> Office:
	"""The stage's office with a Pemeriksa of its own, by `key`; committed."""
	office = own_copy(stage.run.office)
	frappe.db.rollback()
	frappe.set_user("Administrator")
	add_person(office, key, "Auditor", office.root, [("Pemeriksa", "Kecamatan")])
	frappe.db.commit()
	return office


def run_in(office: Office, stage: Stage) -> LocalRun:
	"""The stage's order with its forms; what a test does to the office is its own."""
	made = LocalRun(own_copy(office))
	made.disposisi = stage.run.disposisi
	return made
