"""Numbers of letters have a register now, and invitations say for themselves what they ask for.

An invitation of before printed the day, time and place of its meeting, and the day on which that was entered where it had no day of its
own: they stand on it from now on, whatever happens to the meeting.
Numbers of agreements that are in force are in the register, in the order in which they were set in force, each in the year of its day or,
without one, in that in which it counts; where two of a year bear the same one, the first has it, and the other keeps what it printed: a
comment on it says so.
"""

import frappe

from kinerja_kecamatan.base.doctypes import GUARDED_DOCTYPES, PERJANJIAN
from kinerja_kecamatan.exceptions import DuplicateDocument
from kinerja_kecamatan.office import role_permissions
from kinerja_kecamatan.process import letter_numbers

JOINED = ("Register Nomor Surat",)


def execute() -> None:
	_keep_invitations()
	_register_agreements()
	active = {"document_type": ["in", GUARDED_DOCTYPES], "is_active": 1}
	for name in frappe.get_all("Workflow", filters=active, pluck="name"):
		role_permissions.grant_rights(frappe.get_doc("Workflow", name), JOINED)


def _keep_invitations() -> None:
	frappe.db.sql(
		"update `tabRapat Kinerja` set hari_undangan = tanggal, waktu_undangan = waktu_mulai, tempat_undangan = tempat "
		"where hari_undangan is null"
	)
	frappe.db.sql(
		"update `tabRapat Kinerja` set tanggal_undangan = least(date(creation), hari_undangan) where tanggal_undangan is null"
	)


def _register_agreements() -> None:
	in_force = {"status": "Ditetapkan", "nomor": ["is", "set"]}
	rows = frappe.get_all(
		"Perjanjian Kinerja",
		filters=in_force,
		fields=["name", "creation", "ditetapkan_pada"],
		order_by="name",
	)
	for row in sorted(rows, key=lambda row: (row.ditetapkan_pada or row.creation, row.creation)):
		doc = frappe.get_doc("Perjanjian Kinerja", row.name)
		try:
			letter_numbers.settle(doc, PERJANJIAN)
		except DuplicateDocument as error:
			frappe.clear_last_message()
			_tell(doc, str(error))


def _tell(doc, sentence: str) -> None:
	"""Where who keeps the agreement reads it, once."""
	said = {"reference_doctype": doc.doctype, "reference_name": doc.name, "comment_type": "Info"}
	if sentence not in frappe.get_all("Comment", filters=said, pluck="content"):
		doc.add_comment("Info", sentence)
