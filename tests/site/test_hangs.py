"""What hangs on a document is changed by who works on it, and what Frappe notes of a document by nobody.

Every whitelisted method of the installed Frappe is called as people who may change nothing, about a Format of another unit and all that
hangs on it; afterwards no table has changed.
"""

from collections.abc import Iterator

import frappe
import pytest
from frappe.utils.password import update_password

from tests.support.guard_stage import Stage, upload
from tests.support.hangs import methods, targets
from tests.support.hangs.sweep import Sweep
from tests.support.isolation.offices import own_copy
from tests.support.office import PASSWORD, _account, add_person, make_office
from tests.support.sop_run import DISPOSISI, FORMAT, SopRun


@pytest.fixture(scope="module")
def planted(stage: Stage) -> targets.Planted:
	"""Hangers of every kind on the Format of the Unit Perekap, and masters of another office."""
	office = stage.run.office
	# Workers make files meanwhile.
	while stage.person("pek").call("kinerja_kecamatan.archive.api.siapkan", disposisi=stage.run.disposisi)["menunggu"]:
		pass
	frappe.set_user("Administrator")
	neighbour = make_office().in_new_year()
	frappe.db.commit()
	order = SopRun(stage.run.env, neighbour).draft()
	frappe.db.rollback()
	others = {
		"Unit Kerja": neighbour.units[0],
		"Pegawai": neighbour.pegawai["camat"],
		"Penugasan": neighbour.penugasan["camat"],
		"User": neighbour.people["camat"],
		DISPOSISI: order,
		"File": _evidence(stage),
	}
	return targets.plant(stage.open_format, office.people["camat"], office.people[f"jp:{stage.perekap}"], others)


def _evidence(stage: Stage) -> str:
	answer = upload(stage.run.person(f"jp:{stage.perekap}"), FORMAT, stage.open_format)
	return answer.json()["message"]["name"]


@pytest.fixture(scope="module")
def outsiders(stage: Stage) -> SopRun:
	"""A Pemeriksa, the head of another unit, and an account without roles."""
	office = own_copy(stage.run.office)
	add_person(office, "pemeriksa", "Auditor", office.root, [("Pemeriksa", "Kecamatan")])
	email = f"tanpa-peran-{frappe.generate_hash(length=6)}@uji.test"
	_account(email, "tanpa peran", [])
	update_password(email, PASSWORD)
	office.people["tanpa peran"] = email
	frappe.db.commit()
	return SopRun(stage.run.env, office)


@pytest.mark.full
@pytest.mark.parametrize("key", ["pemeriksa", "unit lain", "tanpa peran"])
def test_no_method_of_frappe_changes_anything_for_who_takes_no_part(stage, planted, outsiders, key):
	key = f"ku:{stage.seksi}" if key == "unit lain" else key
	user = outsiders.office.people[key]
	sweep = Sweep(outsiders.person(key), targets.aims(planted, user), {"*": set()})
	sweep.go([*methods.functions(), *methods.of_documents()])
	print(sweep.asked, sweep.answered)
	assert not sweep.wrote, "\n".join(map(str, sweep.wrote))
