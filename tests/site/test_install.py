"""What the app puts on a site, that migrates keep what admins made of it, that it goes without a trace and comes again."""

import re
from collections.abc import Iterator
from pathlib import Path

import frappe
import pytest

from kinerja_kecamatan.base import roles
from kinerja_kecamatan.setup import masters
from tests.support import workflows as flows
from tests.support.throwaway import APP, Throwaway, throwaway_site
from tests.support.workers import wait_until_idle

pytestmark = pytest.mark.full  # sites made, migrated and taken apart

SEED = Path(__file__).resolve().parents[1] / "data" / "sop_seed.txt"
NUMBER = "30.1/ 1 b /411.513/2021"


@pytest.fixture(scope="module")
def copy(env, _connected) -> Iterator[Throwaway]:
	"""One copy of the suite's site for the whole file; its tests are the chapters of one story, in order."""
	frappe.db.rollback()
	with throwaway_site(env) as site:
		yield site


@pytest.fixture(scope="module")
def used(copy) -> dict:
	"""An office at work, and an admin's edits: the evidence that is to stay, and what admins may edit."""
	return copy.run("use")


@pytest.fixture(scope="module")
def migrated(copy, used) -> list[dict]:
	"""What admins may edit after one bench migrate, and after another."""
	seen = []
	for _time in range(2):
		copy.bench("migrate", "--skip-search-index")
		seen.append(copy.run("contents"))
	return seen


@pytest.fixture(scope="module")
def uninstalled(copy, used, migrated) -> dict:
	"""What is left of the app. Frappe empties its cache before it commits that the app is gone: a job that a worker still runs
	for the site would put the list of apps back as it was."""
	wait_until_idle(copy.site)
	copy.bench("uninstall-app", APP, "--yes", "--no-backup")
	return copy.run("leftovers", used["evidence"])


@pytest.fixture(scope="module")
def reinstalled(copy, uninstalled) -> dict:
	copy.bench("install-app", APP)
	return copy.run("start_over")


def test_edits_outlive_two_migrates(used, migrated):
	edited, (once, twice) = used["contents"], migrated
	assert once == edited
	assert twice == edited
	names = {row["name"]: (row["document_type"], row["is_active"]) for row in edited["Workflow"]}
	assert names == {
		"Alur Disposisi": ("Disposisi", 1),
		"Alur Format Kami": ("Format Data Kinerja", 1),
		"Alur Rekap Kami": ("Rekap Kinerja", 1),
	}
	passed_on = [
		row
		for row in twice["Workflow Transition"]
		if (row["parent"], row["action"]) == ("Alur Disposisi", "Teruskan")
	]
	assert [row["allowed"] for row in passed_on] == ["Kasubag PEK"]
	assert [row["waktu"] for row in twice["Langkah SOP"] if row["nomor"] == 2] == [45]
	assert float(twice["Pengaturan Kinerja"]["batas_capaian"]) == 150


def test_uninstall_leaves_only_the_evidence(used, uninstalled):
	files = uninstalled["files"]
	assert {what: found for what, found in uninstalled.items() if found and what != "files"} == {}
	assert len(files) == 1 and files[0].startswith("/private/files/")
	assert Path(used["evidence"]["path"]).read_text() == "Perintah tertulis"


def test_second_install_brings_everything_and_nothing_of_an_office(reinstalled):
	assert reinstalled["masters"] == {}
	assert set(reinstalled["roles"]) == set(roles.SHIPPED_ROLES)
	assert set(reinstalled["held"]) <= {"Administrator"}
	assert reinstalled["workflows"] == {"Disposisi": 1, "Format Data Kinerja": 1, "Rekap Kinerja": 1}
	assert reinstalled["sop"] == [NUMBER]
	assert reinstalled["scales"] == [masters.DEFAULT_SCALE]
	assert reinstalled["settings"]["skala_predikat"] == masters.DEFAULT_SCALE
	assert float(reinstalled["settings"]["batas_capaian"]) == 120
	assert reinstalled["custom fields"] == ["Workflow Transition"]
	assert reinstalled["frozen"] == ["Role"]


def test_site_works_after_the_second_install(reinstalled):
	assert reinstalled["order"] == {"state": "Diperintahkan", "log": [1]}


def test_three_workflows_are_active(site):
	for doctype in ("Disposisi", "Format Data Kinerja", "Rekap Kinerja"):
		assert len(frappe.get_all("Workflow", filters={"document_type": doctype, "is_active": 1})) == 1
	assert "Sistem Kinerja" not in frappe.get_all(
		"Has Role", filters={"parent": ["!=", "Administrator"]}, pluck="role"
	)
	assert {row.allowed for row in flows.active("Format Data Kinerja").transitions} >= {"Sistem Kinerja"}


@pytest.fixture(scope="module")
def seed_lines() -> list[str]:
	return [line.rstrip() for line in SEED.read_text().splitlines()]


@pytest.fixture
def sop(site):
	return frappe.get_doc("SOP", {"nomor_sop": NUMBER})


def block(lines: list[str], after: str, count: int) -> list[str]:
	"""The first `count` numbered items after a heading, without their numbers."""
	items = [line for line in lines[lines.index(after) + 1 :] if re.match(r"(- )?\d+\.? ", line)]
	return [re.sub(r"^(- )?\d+\.? ", "", line) for line in items[:count]]


def test_sop_cover_word_for_word(sop, seed_lines):
	assert f"Nomor Urut SOP : {sop.nomor_sop}" in seed_lines
	assert "Tanggal Pembuatan : 4 Januari 2021" in seed_lines
	assert str(sop.tanggal_pembuatan) == "2021-01-04"
	# Blank in the seed, blank here.
	assert (
		"Tanggal Revisi" in seed_lines and "Tanggal Efektif" in seed_lines and "Disahkan Oleh" in seed_lines
	)
	assert (sop.tanggal_revisi, sop.tanggal_efektif, sop.disahkan_oleh or "") == (None, None, "")
	printed = [line for line in seed_lines if line.strip()]
	assert printed[0] == sop.instansi
	assert printed[printed.index("Disahkan Oleh") + 1] == sop.kotak_unit
	assert printed[printed.index("Nama SOP") + 1] == sop.nama_sop


def test_sop_lists_word_for_word(sop, seed_lines):
	"""The seed prints two columns one after the other: both headings, then both lists."""
	law = block(seed_lines, "Kualifikasi Pelaksana", 6)
	assert sop.dasar_hukum.splitlines() == law[:2]
	assert sop.kualifikasi_pelaksana.splitlines() == law[2:]
	tools = block(seed_lines, "Peralatan /Perlengkapan", 7)
	assert sop.keterkaitan.splitlines() == tools[:1]
	assert sop.peralatan.splitlines() == tools[1:]
	assert sop.peringatan.splitlines() == block(seed_lines, "Pendataan dan Pencatatan", 2)
	assert sop.pencatatan in seed_lines
	# Nothing of the cover is left over: every item of the seed stands in one of the lists.
	items = [line for line in seed_lines[: seed_lines.index("PROSEDUR")] if re.match(r"(- )?\d+\.? ", line)]
	kept = (sop.dasar_hukum, sop.kualifikasi_pelaksana, sop.keterkaitan, sop.peralatan, sop.peringatan)
	assert len(items) == sum(len(text.splitlines()) for text in kept)


def test_sop_nine_steps_word_for_word(sop, seed_lines):
	rows = [[cell for cell in line.split("\t") if cell] for line in seed_lines if re.match(r"\d\.\t", line)]
	shipped = [
		[f"{row.nomor}.", row.uraian, row.kelengkapan, f"{row.waktu} menit", row.output]
		for row in sop.langkah
	]
	assert shipped == rows
	assert len(rows) == 9
	assert {row.keterangan or "" for row in sop.langkah} == {""}
	assert sop.total_waktu == 2280
