"""The first set-up of an office: its admin enters everybody on one afternoon."""

import frappe
import pytest

from kinerja_kecamatan.office import penugasan
from kinerja_kecamatan.second_person.roles import is_set_up
from tests.site.test_second_person import ADMIN, appoint, ask, holds
from tests.support.inside import own_transaction
from tests.support.office import _account, add_person, make_office


@pytest.mark.full
def test_the_first_afternoon_of_an_office_needs_no_second_person(site):
	made = make_office()
	assert not is_set_up(made.root)
	add_person(made, "admin", "Pengelola", made.root, ADMIN)
	email = f"kedua.{made.root.lower()}@uji.test"
	_account(email, "kedua", [])
	with own_transaction():
		for number in range(3):
			account = f"orang{number}.{made.root.lower()}@uji.test"
			_account(account, "orang", [])
			assert ask(
				made, "admin", "POST", "/api/resource/Pegawai", nama=f"Orang {number}", user=account
			).ok
			made.pegawai[account], made.people[account] = frappe.get_last_doc("Pegawai").name, account
			name = appoint(made, account, "Jabatan Pelaksana", unit=made.units[0])
			assert frappe.db.get_value("Penugasan", name, "persetujuan") == penugasan.DISETUJUI
			assert holds(made, account, "Jabatan Pelaksana")
		assert not frappe.db.exists("Catatan Tahapan", {"kecamatan": made.root})
		for key, role in (("admin", "Camat"), (account, "Admin Kinerja")):
			name = appoint(made, key, role)
			assert frappe.db.get_value("Penugasan", name, "persetujuan") == penugasan.MENUNGGU, (key, role)
