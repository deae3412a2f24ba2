"""A site of an earlier release, filled by that release's own code, comes to this one: nothing is lost, and the work goes on."""

import hashlib
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import frappe
import pytest

from kinerja_kecamatan.access import markup
from tests.support.throwaway import APP, REPOSITORY, Throwaway, throwaway_site

pytestmark = pytest.mark.full

# Before texts, files, links, appointments and the log were held as docs/security.md says.
# The commit that CHANGELOG names for the last release.
EARLIER = re.search(r"^Commit ([0-9a-f]{40})", (REPOSITORY / "CHANGELOG.md").read_text(), re.M)[1]
DISPOSISI, FORMAT, ROW = "Disposisi", "Format Data Kinerja", "Baris Data Kinerja"
# Columns that hold something else than the same text without markup; the chain has a line more.
REWRITTEN = {
	("Comment", "content"),
	("File", "file_name"),
	("File", "file_url"),
	(ROW, "bukti"),
	# Money was a number; a known funding source stood under Keterangan.
	("Program Anggaran", "anggaran"),
	("Program Anggaran", "keterangan"),
	# A month is called one.
	("Periode Kinerja", "nama_periode"),
	# Every spelling of a unit is that unit.
	("Indikator Kinerja", "satuan"),
	# The shipped Server Scripts are put together from the table of operators.
	("Shipped Seed", "sidik"),
	("Shipped Seed", "modified"),
	*(("Rantai Catatan", column) for column in ("jumlah", "sidik", "segel", "modified", "modified_by")),
}
HERE, NOW = "tests.support.earlier_office", "tests.support.migrated"


@pytest.fixture(scope="module")
def earlier_code(tmp_path_factory) -> Path:
	"""That release's app and tests, out of this repository's history."""
	known = subprocess.run(
		["git", "-C", str(REPOSITORY), "cat-file", "-e", f"{EARLIER}^{{commit}}"],
		check=False,
		capture_output=True,
	)
	if known.returncode:
		pytest.skip(
			f"the history of this checkout does not reach back to {EARLIER[:7]} (git fetch --unshallow)"
		)
	folder = tmp_path_factory.mktemp("earlier")
	packed = folder / "earlier.tar"
	subprocess.run(["git", "-C", str(REPOSITORY), "archive", "-o", str(packed), EARLIER], check=True)
	shutil.unpack_archive(packed, folder)
	shutil.copy(REPOSITORY / "tests/support/earlier_office.py", folder / "tests/support")
	return folder


@dataclass
class Migrated:
	site: Throwaway
	known: dict
	before: dict
	after: dict
	bytes: dict[str, str]
	state: dict


@pytest.fixture(scope="module")
def migrated(env, _connected, earlier_code) -> Iterator[Migrated]:
	"""The chapters in order: the earlier release's app on a bare site, its work, bench migrate."""
	frappe.db.rollback()
	with throwaway_site(env) as site:
		site.bench("uninstall-app", APP, "--yes", "--no-backup")
		site.run("forget_patches", module=NOW)
		then = replace(site, code=earlier_code)
		then.bench("install-app", APP)
		known = then.run("fill", module=HERE)
		before = then.run("everything", module=HERE)
		content = sums(site, before)
		site.bench("migrate", "--skip-search-index")
		after = site.run("everything", module=HERE)
		state = site.run("state", module=NOW)
		yield Migrated(site, known, before, after, content, state)


def sums(site: Throwaway, found: dict) -> dict[str, str]:
	return {path: hashlib.sha256((site.env.sites / path).read_bytes()).hexdigest() for path in found["files"]}


def changes(migrated: Migrated) -> dict[tuple[str, str], list[tuple]]:
	"""{(table, column): [(row, before, after)]} of what stood there before; every row is still there."""
	found: dict[tuple[str, str], list[tuple]] = {}
	for table, rows in migrated.before["rows"].items():
		now = migrated.after["rows"][table]
		assert not set(rows) - set(now), table
		for name, row in rows.items():
			for column, value in row.items():
				if now[name].get(column) != value:
					found.setdefault((table, column), []).append((name, value, now[name].get(column)))
	return found


def _has_markup(comments: dict) -> bool:
	"""Whether a comment holds a tag that runs something."""
	return any(re.search(r"<[^>]*\sonerror\s*=", row["content"] or "") for row in comments.values())


def test_every_patch_ran(migrated):
	ran_before = {row["patch"] for row in migrated.before["rows"]["Patch Log"].values()}
	listed = (REPOSITORY / "kinerja_kecamatan/patches.txt").read_text().split("[post_model_sync]")[1].split()
	assert {"plain_texts_and_files", "seal_register", "appointments_confirmed"} <= {
		patch.rpartition(".")[2] for patch in set(listed) - ran_before
	}
	assert set(listed) <= set(migrated.state["patches"])
	assert migrated.state["errors"] == []


def test_only_what_a_patch_says_is_another(migrated):
	found = changes(migrated)
	for key, rows in sorted(found.items()):
		if key not in REWRITTEN:
			assert [(name, after) for name, _before, after in rows] == [
				(name, markup.inert_text(before)) for name, before, _after in rows
			], key
	# Release 15 itself cleans what the earlier app's comments were made of.
	clean = {("Comment", "content")} if not _has_markup(migrated.before["rows"]["Comment"]) else set()
	rewritten = REWRITTEN - clean
	assert set(found) >= {(DISPOSISI, "isi_perintah"), (FORMAT, "catatan"), (ROW, "kendala"), *rewritten}
	added = {
		table
		for table, rows in migrated.after["rows"].items()
		if set(rows) - set(migrated.before["rows"].get(table, ()))
	}
	seeds = {"Satuan", "Skala Nilai", "Kata Nilai", "Program Kegiatan", "Shipped Seed"}
	told = {"Catatan Tahapan", "Comment", "Custom DocPerm", "File", "Patch Log", "Version"}
	assert added <= seeds | told | {"Register Nomor Surat"}
	assert migrated.after["roles"] == migrated.before["roles"]
	assert migrated.after["settings"] == migrated.before["settings"]


def test_agreements_keep_their_money_and_a_second_murni_is_told(migrated):
	agreement, twin = migrated.known["agreement"], migrated.known["twin"]
	programs = migrated.after["rows"]["Program Anggaran"].values()
	rows = {
		row["sumber_dana"]: (row["anggaran"], row["keterangan"])
		for row in programs
		if row["parent"] == agreement
	}
	assert rows == {"DAU": ("1.500.000", None), "PAD": ("250.000,5", None)}
	comments = migrated.after["rows"]["Comment"].values()
	(told,) = [row["content"] for row in comments if row["reference_name"] == twin]
	assert agreement in told and "Murni" in told


def test_agreements_keep_the_sasaran_that_they_print(migrated):
	rows = migrated.after["rows"]
	goals = {name: row["nama_sasaran"] for name, row in rows["Sasaran Kinerja"].items()}
	indicators = {name: goals[row["sasaran"]] for name, row in rows["Indikator Kinerja"].items()}
	kept = {row["indikator"]: row["nama_sasaran"] for row in rows["Target Kinerja"].values()}
	assert kept and all(text == indicators[name] for name, text in kept.items())


def test_a_closed_unit_counts_up_to_the_day_before(migrated):
	units = migrated.after["rows"]["Unit Kerja"]
	ended = {name: str(row["berlaku_sampai"]) for name, row in units.items() if row["berlaku_sampai"]}
	(closed,) = [name for name, row in units.items() if row["tanggal_tutup"]]
	assert ended == {closed: "2020-06-30"}


def test_units_become_those_of_the_master(migrated):
	rows, units = migrated.after["rows"]["Indikator Kinerja"], migrated.known["units"]
	assert {satuan: rows[name]["satuan"] for satuan, name in units.items()} == {
		"persen": "%",
		"Persentase": "%",
		"Bidang Tanah": "Bidang Tanah",
	}
	made = migrated.after["rows"]["Satuan"]
	assert (made["Bidang Tanah"]["jenis"], made["%"]["jenis"]) == ("Desimal", "Persen")


def test_offices_collect_by_quarter_as_they_did_and_months_are_called_months(migrated):
	rows = migrated.after["rows"]
	assert {row["jenis_periode"] for row in rows["Unit Kerja"].values()} == {"Triwulan"}
	year = migrated.known["office"]["tahun"]
	names = {row["jenis"]: row["nama_periode"] for row in rows["Periode Kinerja"].values()}
	assert (names["Bulanan"], names["Tahunan"]) == (f"Bulan Maret {year}", f"Tahun {year}")
	assert not any(row["target_asal"] for row in rows["Baris Rekap"].values())


def test_evidence_is_where_it_belongs(migrated):
	"""Files are private and hang on their document, a link stands beside, a script in a comment."""
	before, after = migrated.before["rows"][ROW], migrated.after["rows"][ROW]
	now = {row["bukti"]: after[name] for name, row in before.items() if row["bukti"]}
	files, link, script = migrated.known["files"], "https://drive.contoh.test/bukti/1", "javascript:alert(1)"
	assert set(now) >= {*files.values(), link, script}
	assert (now[link]["bukti"], now[link]["tautan_bukti"]) == (None, link)
	assert (now[script]["bukti"], now[script]["tautan_bukti"]) == (None, None)
	assert any(script in (row["content"] or "") for row in migrated.after["rows"]["Comment"].values())
	assert now[files["own"]]["bukti"] == files["own"]
	for address in files.values():
		row = now[address]
		hanging = [
			file for file in migrated.after["rows"]["File"].values() if file["file_url"] == row["bukti"]
		]
		assert row["bukti"].startswith("/private/files/") and not set(row["bukti"]) & set("\"'<>")
		assert any(file["is_private"] and file["attached_to_name"] == row["parent"] for file in hanging)


def test_log_and_papers_are_whole(migrated):
	state = migrated.state
	assert set(state["logs"].values()) == {""}
	assert set(state["sealed"]) == {migrated.known["office"]["root"]}
	assert set(state["papers"]) == {"asli", "diganti"}
	assert migrated.site.bench("kinerja-periksa-log", "--berkas")


def test_no_bytes_are_lost(migrated):
	now = set(sums(migrated.site, migrated.after).values())
	assert not set(migrated.bytes.values()) - now


def test_the_admins_role_reads_what_joined(migrated):
	assert migrated.state["unread"] == []


def test_the_office_works_on(migrated):
	assert migrated.site.run("go_on", migrated.known, module=NOW) == {
		"open": "Selesai",
		"next": "Format Dibahas",
		"log": "",
	}
