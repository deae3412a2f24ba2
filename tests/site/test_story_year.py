"""A story of one year: an index that is measured in TW2 and TW4 only, and a Perjanjian Kinerja changed on 1 October.

Three quarters are closed in the test's own process; the change and the fourth quarter come over HTTP.
"""

from dataclasses import dataclass

import frappe
import pytest

from tests.support.local_run import LocalRun
from tests.support.office import FIGURES, Office, add_person, reopened
from tests.support.record import modified
from tests.support.sop_run import FORMAT, REKAP, SopRun
from tests.support.story import refused

pytestmark = pytest.mark.full
PK = "Perjanjian Kinerja"
INDEX = {"A4": {"realisasi": "81"}}
CLOSED = (1, 2, 3)


@dataclass
class Year:
	"""Runs by quarter, the fourth over HTTP; what the closed ones were before the Perjanjian Kinerja changed."""

	office: Office
	closed: dict[int, LocalRun]
	fourth: SopRun
	before: dict[str, str]
	murni: str
	perubahan: str

	@property
	def unit(self) -> str:
		return self.office.units[0]

	def disposisi(self, quarter: int) -> str:
		return self.closed[quarter].disposisi if quarter in self.closed else self.fourth.disposisi

	def form(self, quarter: int, unit: str | None = None) -> dict:
		"""A unit's Format as its own Pelaksana reads it."""
		unit = unit or self.unit
		person = self.fourth.person(f"jp:{unit}")
		scope = {"disposisi": self.disposisi(quarter), "unit_kerja": unit}
		return person.get(FORMAT, person.list(FORMAT, scope, ["name"])[0]["name"])

	def recap(self, quarter: int, jenis: str = "Unit") -> dict:
		person = self.fourth.person("pek")
		scope = {"disposisi": self.disposisi(quarter), "jenis": jenis}
		if jenis == "Unit":
			scope["unit_kerja"] = self.unit
		return person.get(REKAP, person.list(REKAP, scope, ["name"])[0]["name"])


def row_of(doc: dict, code: str, unit: str = "") -> dict:
	return next(r for r in doc["baris"] if r["kode"].endswith(code) and (not unit or r["unit_kerja"] == unit))


def close(office: Office, quarter: int) -> LocalRun:
	run = LocalRun(office, f"{office.tahun}-TW{quarter}").up_to_meeting()
	first, second = office.units
	run.unit_through(first, FIGURES | INDEX if quarter == 2 else FIGURES)
	run.unit_through(second)
	run.finalize()
	return run


@pytest.fixture(scope="module")
def year(env, _shared_office) -> Year:
	frappe.db.rollback()
	frappe.set_user("Administrator")
	office = _shared_office.in_new_year()
	murni = reopened(office, office.units[0])
	murni.target[3].update({"target_tw2": "80", "target_tw4": "88,5"})
	murni.save()
	closed = {quarter: close(office, quarter) for quarter in CLOSED}
	add_person(office, "admin tahun", "Admin Kinerja", office.root, [("Admin Kinerja", "Kecamatan")])
	frappe.db.commit()
	scope = {"periode": ["in", [run.periode for run in closed.values()]], "kecamatan": office.root}
	before = modified(FORMAT, **scope) | modified(REKAP, **scope)
	fourth = SopRun(env, office)
	perubahan = change(fourth.person("admin tahun"), office, murni.name)
	order_fourth(fourth)
	return Year(office, closed, fourth, before, murni.name, perubahan)


def change(admin, office: Office, murni: str) -> str:
	"""The Perjanjian Perubahan from 1 October: three activities more in the last quarter."""
	rows = [
		{k: row[k] for k in row if k.startswith(("indikator", "target_", "bobot"))}
		for row in admin.get(PK, murni)["target"]
	]
	rows[0] |= {"target_tw4": "12", "target_tahunan": "39"}
	return admin.insert(
		PK,
		unit_kerja=office.units[0],
		tahun=office.tahun,
		jenis="Perubahan",
		nomor="050/77/2021",
		status="Ditetapkan",
		berlaku_mulai=f"{office.tahun}-10-01",
		target=rows,
	)["name"]


def order_fourth(run: SopRun) -> None:
	pek = run.person("pek")
	run.disposisi = pek.insert(
		"Disposisi",
		kecamatan=run.office.root,
		periode=f"{run.office.tahun}-TW4",
		tanggal="2021-04-01",
		hal="Pengumpulan data",
		isi_perintah="Kumpulkan data kinerja.",
	)["name"]
	run.person("camat").act("Disposisi", run.disposisi, "Perintahkan")
	run.pass_on()
	run.send_forms()
	run.meet()


@pytest.mark.parametrize(
	("quarter", "status"), [(1, "Tidak Diukur"), (2, "Terisi"), (3, "Tidak Diukur"), (4, "Belum Diisi")]
)
def test_an_index_is_asked_for_only_in_its_quarters(year, quarter, status):
	row = row_of(year.form(quarter), "A4")
	target = {2: "80", 4: "88,5"}.get(quarter, "")
	assert (row["status"], row["diukur"], row["target_teks"]) == (status, int(bool(target)), target)
	if quarter == 4:
		return
	recap = row_of(year.recap(quarter), "A4")
	assert (recap["status"], recap["realisasi_teks"]) == (status, "81" if quarter == 2 else "")
	assert recap["dihitung"] == int(quarter == 2), "outside the averages where it is not measured"


def test_what_is_not_measured_keeps_a_figure_as_information(year):
	person, form = year.fourth.person(f"jp:{year.office.recap_unit}"), year.form(4, year.office.recap_unit)
	for typed, wanted in (("70", ("Terisi", "70", 0, "")), ("", ("Tidak Diukur", "", 0, ""))):
		row_of(form, "A4")["realisasi"] = typed
		person.update(FORMAT, form["name"], baris=form["baris"])
		form = person.get(FORMAT, form["name"])
		row = row_of(form, "A4")
		assert (row["status"], row["realisasi"] or "", row["dihitung"], row["capaian_teks"] or "") == wanted


def test_closed_quarters_keep_the_old_target_and_the_fourth_has_the_new(year):
	for quarter in CLOSED:
		assert row_of(year.form(quarter), "A1")["target_teks"] == "9"
		assert row_of(year.recap(quarter, "Kecamatan"), "A1", year.unit)["target_teks"] == "9"
		assert year.form(quarter)["perjanjian"] == year.murni
	fourth = year.form(4)
	assert row_of(fourth, "A1")["target_teks"] == "12" and fourth["perjanjian"] == year.perubahan
	assert row_of(fourth, "A3")["target_teks"] == "2"
	other = year.form(4, year.office.recap_unit)
	assert row_of(other, "A1")["target_teks"] == "9"
	now = modified(FORMAT, name=["in", list(year.before)]) | modified(REKAP, name=["in", list(year.before)])
	assert now == year.before


def test_the_fourth_quarter_is_judged_by_the_new_target(year):
	run, unit = year.fourth, year.unit
	person, form = run.person(f"jp:{unit}"), year.form(4)
	for row in form["baris"]:
		row.update((FIGURES | {"A4": {"realisasi": "88,5"}}).get(row["kode"].rsplit("-", 1)[-1], {}))
	person.update(FORMAT, form["name"], baris=form["baris"])
	assert row_of(person.get(FORMAT, form["name"]), "A1")["capaian_teks"] == "75 %", "9 of 12"
	assert "target belum tercapai" in refused(person.act, FORMAT, form["name"], "Sampaikan Data")
