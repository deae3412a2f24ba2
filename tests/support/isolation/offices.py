"""Two kecamatan on one site in the same period, one filling in and one final, and everybody who might look."""

from dataclasses import dataclass, replace

import frappe
from frappe.utils.password import update_password

from kinerja_kecamatan.demo.client import Person
from tests.support.environment import Environment
from tests.support.isolation.planted import Scope, plant
from tests.support.office import PASSWORD, Office, _account, add_person, make_office
from tests.support.office import _agree as agree
from tests.support.record import administrator, new_run
from tests.support.sop_run import SopRun

ENDED = {"berlaku_mulai": "2020-01-01", "berlaku_sampai": "2020-12-31"}


@dataclass
class Offices:
	"""`first` and `second`, with what is planted in each; every unit of both has filled in, the second is final."""

	first: SopRun
	second: SopRun
	scopes: list[Scope]
	admin: Person

	def forbidden(self, root: str | None, units: set[str] | None) -> list[Scope]:
		"""What someone must not see who sees these units of an office (None: all of it), or nothing (no root)."""
		return [scope for scope in self.scopes if scope.root != root or not _within(scope, units)]

	def allowed(self, root: str | None, units: set[str] | None) -> list[Scope]:
		hidden = self.forbidden(root, units)
		return [scope for scope in self.scopes if scope not in hidden]


def _within(scope: Scope, units: set[str] | None) -> bool:
	return units is None or scope.unit is None or scope.unit in units


@dataclass
class Looker:
	"""Somebody who looks: the session, and how far the Penugasan reaches."""

	key: str
	person: Person
	root: str | None
	units: set[str] | None
	own: tuple[str, str] | None = None


def make_offices(env: Environment, office: Office, units: int = 2) -> Offices:
	"""Run both offices and plant their marks; `office` is the first, and may be shared with other tests."""
	first = new_run(env, own_copy(office))
	frappe.set_user("Administrator")
	neighbour = make_office(units=units)
	neighbour.tahun = first.office.tahun
	for unit in neighbour.units:
		agree(neighbour, unit)
	_onlookers(first.office)
	frappe.db.commit()
	second = SopRun(env, neighbour)
	for run in (first, second):
		run.up_to_meeting()
		for unit in run.office.units:
			run.fill(unit)
	for unit in second.office.units:
		second.recap_unit(unit)
		second.validate(unit)
		second.read_closely(unit)
	second.finalize()
	frappe.db.rollback()
	scopes = [*plant(first, masters=False), *plant(second)]
	return Offices(first, second, scopes, administrator(env))


def own_copy(office: Office) -> Office:
	"""An office to which people can be added that other tests do not hear of."""
	return replace(
		office, people={**office.people}, pegawai={**office.pegawai}, penugasan={**office.penugasan}
	)


def _onlookers(office: Office) -> None:
	"""Inspectors of the office, of a unit and of the past, its admin, and one with every role and no Penugasan."""
	section = office.units[0]
	add_person(office, "pemeriksa", "Auditor", office.root, [("Pemeriksa", "Kecamatan")])
	add_person(office, f"pemeriksa:{section}", "Auditor", section, [("Pemeriksa", "Unit")])
	add_person(office, "pemeriksa:lalu", "Auditor", office.root, [("Pemeriksa", "Kecamatan")], **ENDED)
	add_person(office, "admin", "Admin", office.root, [("Admin Kinerja", "Kecamatan")])
	email = f"tanpa-tugas.{office.root.lower()}@uji.test"
	_account(
		email,
		"tanpa tugas",
		["Camat", "Sekcam", "Kasubag PEK", "Jabatan Pelaksana", "Pemeriksa", "Admin Kinerja"],
	)
	update_password(email, PASSWORD)
	office.people["tanpa tugas"] = email


def lookers(offices: Offices) -> list[Looker]:
	"""Everybody of the first office, with how far each may see."""
	run = offices.first
	root, section, recap = run.office.root, run.office.units[0], run.office.recap_unit
	own = ("Format Data Kinerja", run.formats(section)[0])
	reach = {
		f"jp:{section}": {section},
		f"ku:{section}": {section},
		f"pemeriksa:{section}": {section},
		**dict.fromkeys(("camat", "sekcam", "pek", f"jp:{recap}", "pemeriksa", "admin")),
	}
	found = [Looker(key, run.person(key), root, units, own) for key, units in reach.items()]
	return found + [
		Looker(key, run.person(key), None, set(), own) for key in ("pemeriksa:lalu", "tanpa tugas")
	]
