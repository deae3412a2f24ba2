"""Hostile files over HTTP, as a person who may upload: refused in a sentence within two seconds, and the same workers answer on."""

import os
from dataclasses import dataclass
from pathlib import Path

import frappe
import pytest

from kinerja_kecamatan.demo.client import reason_of
from kinerja_kecamatan.excel import batch, upload
from tests.site.test_excel_upload import FIGURES, filled, send, template, untouched
from tests.support.detours import detours
from tests.support.greedy import greedy
from tests.support.http import raw
from tests.support.local_run import signed_in
from tests.support.record import new_run
from tests.support.sop_run import DISPOSISI, SopRun
from tests.support.workbooks import hostile

SECONDS, MB = 2, 150
CHOSEN = (
	*("bom 200 MB", "10.000 bagian", "lembar jauh", "entitas keluar", "50.000 hubungan lembar"),
	*("format angka 480 kB", "area cetak", "kaki halaman 480 kB", "450.000 potong teks", "tiga lembar penuh"),
	*("awalan nama 250 kB", "direktori zip64"),
)


@pytest.fixture(scope="module")
def run(env, _shared_office) -> SopRun:
	"""Two units that fill in, in a year of this file's own."""
	return new_run(env, _shared_office).up_to_meeting()


@dataclass(frozen=True)
class Worker:
	"""A process of the web server: the most memory that it ever had, in MB, and its seconds of computing so far."""

	peak: float
	seconds: float


def workers(url: str) -> dict[int, Worker]:
	"""By process id, the master's as well."""
	port, found = url.rpartition(":")[2], {}
	for folder in Path("/proc").glob("[0-9]*"):
		try:
			command = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
			status = (folder / "status").read_text()
			times = (folder / "stat").read_text().rpartition(")")[2].split()
		except OSError:
			continue
		if any(word.endswith("gunicorn") for word in command) and any(
			word.endswith(f":{port}") for word in command
		):
			peak = int(status.split("VmHWM:")[1].split()[0]) / 1024
			found[int(folder.name)] = Worker(
				peak, (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")
			)
	return found


def computed(url: str) -> float:
	"""Seconds of computing of all workers: unlike the clock's, they do not grow with what else the machine does."""
	return sum(worker.seconds for worker in workers(url).values())


@pytest.mark.full
def test_refused_quickly_and_the_workers_answer_on(run, env):
	unit = run.office.units[0]
	jp, name = run.person(f"jp:{unit}"), run.formats(unit)[0]
	content = template(jp, name)
	files = {**hostile(content), **detours(content), **greedy(content)}
	before, at_work = untouched(name), workers(env.url)
	assert len(at_work) > 1 and send(jp, "periksa", content, name=name).ok
	for title in CHOSEN:
		start = computed(env.url)
		answer = send(jp, "periksa", files[title], name=name)
		seconds = computed(env.url) - start
		assert answer.ok, (title, reason_of(answer))
		[problem] = answer.json()["message"]["masalah"]
		assert problem["pesan"].endswith(".") and len(problem["pesan"]) > 40, title
		assert seconds < SECONDS, (title, seconds)
		# The next request of the same server.
		assert raw(jp, "GET", "/api/method/frappe.auth.get_logged_user").json()["message"] == jp.user
	for title in CHOSEN[-3:]:
		refused = send(jp, "unggah", files[title], name=name)
		assert refused.status_code == 417 and "erkas ini" in reason_of(refused), title
	after = workers(env.url)
	assert set(after) == set(at_work)
	assert [pid for pid in after if after[pid].peak - at_work[pid].peak > MB] == []
	assert untouched(name) == before


@pytest.mark.full
def test_a_hostile_file_among_others_does_not_keep_them_from_being_told_of(run):
	unit, other = run.office.units
	jp, name = run.person(f"jp:{unit}"), run.formats(unit)[0]
	content = template(jp, name)
	hurtful = greedy(content)
	files = {
		"awal.xlsx": hurtful["tiga lembar penuh"],
		"baik.xlsx": filled(content, FIGURES),
		"lain.xlsx": template(run.person(f"jp:{other}"), run.formats(other)[0]),
		"akhir.xlsx": hurtful["format angka 480 kB"],
	}
	for method, applied in (("periksa_banyak", False), ("unggah_banyak", True)):
		told = send(jp, method, files, disposisi=run.disposisi).json()["message"]
		assert [report["berkas"] for report in told] == list(files)
		assert [len(report["masalah"]) for report in told] == [1, 0, 1, 1]
		assert [report["diterapkan"] for report in told] == [False, applied, False, False]
	assert jp.get("Format Data Kinerja", name)["kemajuan"] == 100


@pytest.mark.parametrize("kept", [batch.MAX_KEPT, 0], ids=["kept", "too much to keep"])
@pytest.mark.full
def test_files_of_a_batch_are_read_once_while_memory_allows(run, monkeypatch, kept):
	unit = run.office.units[0]
	jp, name = run.person(f"jp:{unit}"), run.formats(unit)[0]
	content, real, opened = template(jp, name), upload.open_upload, []
	frappe.db.rollback()  # to see what came over HTTP
	monkeypatch.setattr(upload, "open_upload", lambda content: opened.append(content) or real(content))
	monkeypatch.setattr(batch, "MAX_KEPT", kept)
	with signed_in(jp.user):
		files = [("teks.xlsx", b"teks"), ("isian.xlsx", content)]
		refused, good = batch.check_files(frappe.get_doc(DISPOSISI, run.disposisi), files)
	assert (len(refused["masalah"]), good["masalah"], good["dokumen"]) == (1, [], name)
	assert opened == ([b"teks", content] if kept else [b"teks", content, content])
