"""Names stay where documents that are done, papers and keys have them."""

import frappe
import pytest

from kinerja_kecamatan.exceptions import KinerjaError, MoveRefused
from tests.support.local_run import LocalRun, refused, signed_in
from tests.support.office import add_person
from tests.support.sop_run import FORMAT, RAPAT

pytestmark = pytest.mark.full


@pytest.fixture
def run(office) -> LocalRun:
	"""After step 4, the section's Format handed on; "pengelola" is the office's Admin Kinerja."""
	add_person(office, "pengelola", "Admin", office.root, [("Admin Kinerja", "Kecamatan")])
	made = LocalRun(office).up_to_meeting()
	made.fill(office.units[0])
	return made


def rename(doctype: str, old: str, new: str, merge: bool = False) -> None:
	frappe.get_attr("frappe.client.rename_doc")(doctype, old, new, merge=merge)


def test_a_meeting_keeps_its_number(run):
	"""Its archived papers carry it."""
	name = frappe.db.get_value(RAPAT, {"disposisi": run.disposisi})
	archived = {"jenis_dokumen": RAPAT, "dokumen": name}
	count = frappe.db.count("Arsip Kertas", archived)
	assert count
	for user in (run.user("pek"), "Administrator"):
		with signed_in(user):
			said = refused(MoveRefused, rename, RAPAT, name, "RPT-LAIN")
		assert "tidak diganti namanya" in said and frappe.db.count("Arsip Kertas", archived) == count


@pytest.mark.parametrize("who", ["pengelola", "Administrator"])
def test_masters_are_not_merged(run, who):
	first, second = run.office.indicators[run.office.units[0]][:2]
	user = run.office.people.get(who, who)
	pairs = {
		"Indikator Kinerja": (second, first),
		"Pegawai": (run.office.pegawai["sekcam"], run.office.pegawai["camat"]),
		"Unit Kerja": tuple(run.office.units),
	}
	with signed_in(user):
		for doctype, (old, new) in pairs.items():
			refused(KinerjaError, rename, doctype, old, new, merge=True)
			assert frappe.db.exists(doctype, old)
	assert {row.indikator for row in run.format_of(run.office.units[0]).baris} >= {first, second}


def test_a_name_that_nothing_printed_has_may_change(run):
	unit = run.office.units[0]
	old = run.office.indicators[unit][0]
	with signed_in(run.user("pengelola")):
		rename("Indikator Kinerja", old, f"{old}-BARU")
	assert f"{old}-BARU" in {row.indikator for row in run.format_of(unit).baris}


def test_a_person_of_whom_a_format_is_keeps_the_name(run):
	"""The Format's key is made of it."""
	unit = run.office.units[0]
	person = run.office.pegawai[f"jp:{unit}"]
	frappe.db.set_value(FORMAT, run.format_of(unit).name, "pelaksana", person)
	assert "tidak diganti namanya" in refused(KinerjaError, rename, "Pegawai", person, f"{person}-X")
