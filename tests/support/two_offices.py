"""Two offices of a site, each with an office admin, for tests of what the one can do to the other."""

import secrets
from dataclasses import dataclass

import frappe

from tests.support.environment import Environment
from tests.support.office import Office, add_person, make_office
from tests.support.sop_run import SopRun


@dataclass
class TwoOffices:
	"""`here` and `there`: an Office's names and the sessions of its people each."""

	here: SopRun
	there: SopRun


def make_two_offices(env: Environment) -> TwoOffices:
	"""Insert and commit them, in a year of their own; `there` stands to the left of `here` in the tree."""
	frappe.db.rollback()
	frappe.set_user("Administrator")
	there, here = (_office() for _number in range(2))
	frappe.db.commit()
	return TwoOffices(SopRun(env, here), SopRun(env, there))


def _office() -> Office:
	made = make_office(kode=f"T{secrets.token_hex(3).upper()}").in_new_year()
	add_person(made, "admin", "Pengelola", made.root, [("Admin Kinerja", "Kecamatan")])
	return made


def give_nip(office: Office, key: str) -> str:
	"""A NIP to look for, straight into the table."""
	nip = "19" + "".join(secrets.choice("0123456789") for _digit in range(16))
	frappe.db.set_value("Pegawai", office.pegawai[key], "nip", nip)
	frappe.db.commit()
	return nip
