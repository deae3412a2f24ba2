"""Roles of accounts follow the Penugasan, one account apart from the other."""

import frappe
import pytest
from frappe.core.doctype.user.user import User

from kinerja_kecamatan.office import penugasan, role_sync
from tests.support.office import add_person

READER = "Pemeriksa"


def roles_of(user: str) -> set[str]:
	return set(frappe.get_all("Has Role", filters={"parent": user, "parenttype": "User"}, pluck="role"))


@pytest.fixture
def readers(office) -> list[str]:
	"""Three accounts that still have the role of an appointment that has ended."""
	past = {"berlaku_sampai": "2020-12-31"}
	people = [
		add_person(office, f"lalu-{n}", "Auditor", office.root, [(READER, "Kecamatan")], **past)
		for n in "123"
	]
	for user in people:
		doc = frappe.get_doc("User", user)
		doc.append("roles", {"role": READER}).db_insert()
	return people


@pytest.mark.full
def test_an_account_that_cannot_be_saved_stops_nobody(readers, monkeypatch):
	validate, broken = User.validate, readers[1]

	def refuse(self):
		if self.name == broken:
			frappe.throw("Akun ini rusak")
		validate(self)

	monkeypatch.setattr(User, "validate", refuse)
	assert all(READER in roles_of(user) for user in readers)
	role_sync.daily()
	assert [READER in roles_of(user) for user in readers] == [False, True, False]
	frappe.local.message_log = []
	role_sync.on_login(frappe._dict(user=broken))
	assert frappe.local.message_log == []
	assert frappe.db.exists("Error Log", {"method": ["like", f"%{broken}%"]})


def test_a_head_is_known_with_the_place_and_without(office):
	"""`Camat Pace`, as it is printed, is the Camat; another office is not, and is told."""
	root, place = office.root, office.root  # "Kecamatan K123" is named after K123
	frappe.db.set_value("Penugasan", office.penugasan["camat"], "jabatan", f"camat  {place}")
	frappe.db.set_value("Penugasan", office.penugasan["sekcam"], "jabatan", f"Sekretaris Kecamatan {place}")
	secretariat = frappe.db.get_value("Penugasan", office.penugasan["sekcam"], "unit_kerja")
	assert penugasan.head_of(root).user == office.people["camat"]
	assert penugasan.head_of(secretariat).user == office.people["sekcam"]
	assert role_sync.headless_units(root) == []
	frappe.db.set_value("Penugasan", office.penugasan["camat"], "jabatan", "Staf Camat")
	penugasan.forget()
	assert penugasan.head_of(root) is None
	assert role_sync.headless_units(root) == [f"{root} (Camat)"]


def test_roles_that_a_profile_keeps_away_are_told(office):
	account = office.people["sekcam"]
	assert "Sekcam" not in "".join(role_sync.unheld_roles(office.root))
	name = f"Profil {office.root}"
	frappe.get_doc({"doctype": "Role Profile", "role_profile": name, "roles": [{"role": READER}]}).insert()
	user = frappe.get_doc("User", account)
	user.role_profile_name = name
	user.save()
	assert "Sekcam" not in roles_of(account)
	found = role_sync.unheld_roles(office.root)
	assert "Sekcam" in found
	assert f"Sekcam (akun {account} memakai Role Profile yang tidak memuatnya)" in found
	role_sync.on_login(frappe._dict(user=account))
	assert roles_of(account) == {READER}
