"""Roles are known by the exact text of their record; none looks like another that counts. Codes of units are plain."""

import frappe
import pytest

from kinerja_kecamatan.exceptions import KinerjaError
from kinerja_kecamatan.office import role_names
from tests.support import workflows as flows
from tests.support.local_run import refused


def make_role(name: str):
	return frappe.get_doc({"doctype": "Role", "role_name": name, "desk_access": 1}).insert()


@pytest.mark.parametrize(
	("name", "twin"),
	[("\u0421amat", "Camat"), ("Camat\u200b", "Camat"), ("Kepala Unlt", "Kepala Unit"), ("Kasubag-PEK", "Kasubag PEK"),
		("Adm\u0456n Kinerja", "Admin Kinerja"), ("\u0405ystem Manager", "System Manager"), ("Sistem-Kinerja", "Sistem Kinerja")],
)  # fmt: skip
def test_a_role_that_looks_like_one_that_counts_is_refused(changed_setup, name, twin):
	assert twin in refused(KinerjaError, make_role, name)
	other = make_role("Peran Uji")
	assert twin in refused(KinerjaError, frappe.rename_doc, "Role", other.name, name)
	assert not frappe.db.exists("Role", {"name": ["like", name]}) or frappe.db.get_value("Role", name) == twin


def test_a_role_of_the_workflows_is_not_merged_away(changed_setup):
	make_role("Peran Uji")
	for old, new in (("Peran Uji", "Camat"), ("Jabatan Pelaksana", "Camat"), ("Camat", "Peran Uji")):
		with pytest.raises(KinerjaError):
			frappe.rename_doc("Role", old, new, merge=True)


@pytest.mark.parametrize("name", ["camat", "Camat ", "Çamat", "CAMAT", "Tidak Ada"])
def test_a_role_is_named_exactly(office, name):
	"""The database takes all of these for one."""
	assert refused(KinerjaError, role_names.check_role_name, name)
	doc = frappe.get_doc("Penugasan", office.penugasan["camat"])
	doc.peran[0].peran = name
	assert refused(KinerjaError, doc._check_roles)
	workflow = flows.active("Disposisi")
	workflow.transitions[0].allowed = name
	assert refused(KinerjaError, workflow.run_method, "validate")


@pytest.mark.parametrize("kode", ["SI 1", "SI_1", "SI/1", "\u0421I", "É1"])
def test_codes_of_units_are_plain(office, kode):
	values = {
		"doctype": "Unit Kerja",
		"kode": kode,
		"nama_unit": "x",
		"jenis": "Seksi",
		"parent_unit_kerja": office.root,
	}
	assert "huruf A-Z" in refused(KinerjaError, frappe.get_doc(values).insert)


def test_a_code_from_before_stays(office):
	unit = office.units[0]
	frappe.db.set_value("Unit Kerja", unit, "kode", "Seksi Lama_1")
	doc = frappe.get_doc("Unit Kerja", unit)
	doc.tempat = "Uji"
	doc.save()
	doc.kode = "Seksi Baru_1"
	assert refused(KinerjaError, doc.save)
