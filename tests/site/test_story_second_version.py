"""A story over HTTP: a final recap is opened again after later ones have used it. Those are flagged Perlu Diperbarui and keep
their figures until somebody opens them again."""

from dataclasses import dataclass

import frappe
import pytest

from tests.support.local_run import LocalRun
from tests.support.office import FIGURES, Office
from tests.support.record import whole
from tests.support.sop_run import DISPOSISI, FORMAT, REKAP, SopRun
from tests.support.story import printed, refused
from tests.support.year_run import settle

pytestmark = pytest.mark.full
WHY = "Angka kegiatan keliru."
PAPER = "Rekap Data Kinerja Kecamatan"
# A year's figures come from its quarters; two of them are far from the year's target.
YEARLY = {
	"A1": {"kendala": "Baru dua triwulan.", "tindak_lanjut": "Dilanjutkan."},
	"A4": {"realisasi": "88,5"},
}


def finish(office: Office, periode: str, figures: dict) -> LocalRun:
	run = LocalRun(office, periode).up_to_meeting()
	for unit in office.units:
		run.fill(unit, figures)
		run.recap_unit(unit)
		settle(run, unit, "pek")  # a year of two quarters is told to be incomplete
		run.validate(unit)
		run.read_closely(unit)
	run.finalize()
	return run


@dataclass
class Versions:
	first: SopRun
	second: SopRun
	year: SopRun
	next_year: str


def over_http(env, office: Office, run: LocalRun) -> SopRun:
	made = SopRun(env, office)
	made.disposisi = run.disposisi
	return made


@pytest.fixture
def versions(env, _shared_office, site) -> Versions:
	"""Two quarters and the whole year are final, and a quarter of the year after; nothing has been reopened."""
	office = _shared_office.in_new_year()
	first = finish(office, f"{office.tahun}-TW1", FIGURES)
	second = finish(office, f"{office.tahun}-TW2", FIGURES)
	year = finish(office, str(office.tahun), YEARLY)
	later = _shared_office.in_new_year()
	other = finish(later, f"{later.tahun}-TW3", FIGURES)
	frappe.db.commit()
	return Versions(*(over_http(env, office, run) for run in (first, second, year)), other.recap().name)


def flag(run: SopRun, name: str) -> str | None:
	return run.person("sekcam").get(REKAP, name).get("perlu_diperbarui")


def without_flag(name: str) -> dict:
	found = whole(REKAP, name)
	found[REKAP][0].pop("perlu_diperbarui")
	found[REKAP][0].pop("_comments")
	return found


def test_who_used_the_old_version_is_flagged_and_not_changed(versions):
	first, year = versions.first, versions.year
	sekcam, office, unit = first.person("sekcam"), first.office, first.office.units[0]
	yearly = year.recap()
	before, untouched = without_flag(yearly), whole(REKAP, versions.next_year)
	assert "Tulis alasan" in refused(sekcam.act, REKAP, first.recap(), "Buka Kembali", "")
	sekcam.act(REKAP, first.recap(), "Buka Kembali", WHY, unit=[unit])
	assert not flag(year, yearly), "nothing is new before it is final"
	first.fill(unit, FIGURES | {"A1": {"realisasi": "12"}})
	first.recap_unit(unit)
	first.validate(unit)
	first.read_closely(unit)
	first.finalize()
	assert sekcam.get(REKAP, first.recap())["versi"] == 2 and not flag(first, first.recap())

	said = f"Rekap kecamatan Triwulan I Tahun {office.tahun} menjadi versi 2"
	assert flag(year, yearly).startswith(said)
	assert flag(year, year.recap(unit)).startswith(said)
	assert flag(versions.second, versions.second.recap()).startswith(said), (
		"its year so far counts the first quarter in"
	)
	assert without_flag(yearly) == before
	assert sekcam.get(DISPOSISI, year.disposisi)["workflow_state"] == "Selesai"
	paper = printed(sekcam, REKAP, yearly, PAPER)
	assert "PERLU DIPERBARUI" in paper and said in paper
	assert whole(REKAP, versions.next_year) == untouched

	update_year(versions)


def update_year(versions: Versions) -> None:
	"""Opened again: who is computed anew loses the flag, and the kecamatan's recap when the last of its units has."""
	year, yearly = versions.year, versions.year.recap()
	for number, unit in enumerate(year.office.units, start=1):
		year.person("sekcam").act(REKAP, yearly, "Buka Kembali", "Dasarnya berubah.", unit=[unit])
		form = year.formats(unit)[0]
		year.person(f"jp:{unit}").act(FORMAT, form, "Sampaikan Data")
		year.recap_unit(unit)
		year.validate(unit)
		year.read_closely(unit)
		year.finalize()
		assert not flag(year, year.recap(unit))
		assert bool(flag(year, yearly)) == (number < len(year.office.units))
	assert "PERLU DIPERBARUI" not in printed(year.person("sekcam"), REKAP, yearly, PAPER)
