"""A move that reaches many documents: one job, all of it or nothing, told as it goes."""

from datetime import datetime, timedelta

import frappe
import pytest
from frappe.utils import add_to_date

from kinerja_kecamatan.base import jobs as base_jobs
from kinerja_kecamatan.exceptions import EditConflict
from kinerja_kecamatan.process import api, background, not_reporting, system_moves
from tests.support.local_run import LocalRun, signed_in
from tests.support.sop_run import DISPOSISI, FORMAT, REKAP

ACTION = "Sampaikan Format"


@pytest.fixture
def run(office, monkeypatch) -> LocalRun:
	"""An order before step 3, in an office where two units are many."""
	run = LocalRun(office)
	run.order()
	run.pass_on()
	monkeypatch.setattr(background, "MANY", 1)
	return run


@pytest.fixture
def queue(monkeypatch) -> list[dict]:
	"""What is handed to the workers, which do not run here."""
	jobs: list[dict] = []

	def enqueue(method, **kwargs):
		if method is not background.run:
			return
		if not (kwargs["deduplicate"] and any(job["job_id"] == kwargs["job_id"] for job in jobs)):
			jobs.append({"method": method, **kwargs})

	monkeypatch.setattr(frappe, "enqueue", enqueue)
	# The job's own commits and rollbacks stay within the test.
	monkeypatch.setattr(frappe.db, "commit", lambda: frappe.db.after_commit.run())
	return jobs


def work(job: dict) -> None:
	names = ("doctype", "docname", "action", "alasan", "rincian", "modified", "job")
	job["method"](**{k: job[k] for k in names})


def states(run: LocalRun) -> set[str]:
	return set(frappe.get_all(FORMAT, filters={"disposisi": run.disposisi}, pluck="workflow_state"))


def test_many_documents_are_moved_by_one_job_with_progress(run, queue, monkeypatch):
	told = []
	monkeypatch.setattr(
		frappe, "publish_progress", lambda percent, **kwargs: told.append((percent, kwargs["docname"]))
	)
	with signed_in(run.user("pek")):
		answer = api.tindak(DISPOSISI, run.disposisi, ACTION)
		again = api.tindak(DISPOSISI, run.disposisi, ACTION)
		assert answer["latar"] == again["latar"] and len(queue) == 1, "a second press is the same job"
		assert api.keadaan(answer["latar"])["keadaan"] == base_jobs.RUNNING
		assert states(run) == {"Konsep"}, "nothing has moved yet"
		work(queue[0])
		assert api.keadaan(answer["latar"]) == {"keadaan": "selesai", "persen": 100, "pesan": ""}
	assert states(run) == {"Disampaikan"}
	assert told[-1] == (100, run.disposisi)


def test_a_worker_that_dies_leaves_nothing_half_done_and_the_move_can_be_made_again(run, queue, monkeypatch):
	count = frappe.db.count(FORMAT, {"disposisi": run.disposisi})
	with signed_in(run.user("pek")):
		latar = api.tindak(DISPOSISI, run.disposisi, ACTION)["latar"]
		frappe.db.savepoint("before_job")
		monkeypatch.setattr(
			frappe.db, "rollback", lambda **kwargs: frappe.db.sql("rollback to savepoint before_job")
		)
		move, moved = system_moves.move_along, []

		def die(doctype, name, *args, **kwargs):
			if moved:
				raise MemoryError("killed")
			moved.append(name)
			return move(doctype, name, *args, **kwargs)

		monkeypatch.setattr(system_moves, "move_along", die)
		with pytest.raises(MemoryError):
			work(queue[0])
		assert api.keadaan(latar)["keadaan"] == "gagal" and moved
		assert states(run) == {"Konsep"}, "no half move"
		monkeypatch.setattr(system_moves, "move_along", move)
		queue.clear()
		api.tindak(DISPOSISI, run.disposisi, ACTION)
		work(queue[0])
	assert states(run) == {"Disampaikan"}
	assert frappe.db.count(FORMAT, {"disposisi": run.disposisi}) == count, "no duplicates"


def test_what_has_changed_while_the_job_waited_is_read_again_first(run, queue, monkeypatch):
	"""The person has decided on what stood there; somebody has written something else since."""
	read = str(frappe.db.get_value(DISPOSISI, run.disposisi, "modified"))
	with signed_in(run.user("pek")):
		latar = api.tindak(DISPOSISI, run.disposisi, ACTION, modified=read)["latar"]
	changed = add_to_date(read, seconds=1)
	frappe.db.set_value(
		DISPOSISI,
		run.disposisi,
		{"modified": changed, "modified_by": run.user("sekcam")},
		update_modified=False,
	)
	frappe.db.savepoint("before_job")
	monkeypatch.setattr(frappe.db, "rollback", lambda **_: frappe.db.sql("rollback to savepoint before_job"))
	with signed_in(run.user("pek")):
		with pytest.raises(EditConflict):
			work(queue[0])
		told = api.keadaan(latar)
	assert told["keadaan"] == base_jobs.FAILED and states(run) == {"Konsep"}
	assert told["pesan"].startswith(
		f"{run.disposisi} berubah sejak Anda membacanya, terakhir oleh Uji sekcam"
	)
	assert "Baca yang terbaru, lalu putuskan." in told["pesan"]


def test_the_wrong_person_is_refused_before_anything_is_queued(run, queue):
	with signed_in(run.user("camat")), pytest.raises(frappe.PermissionError):
		api.tindak(DISPOSISI, run.disposisi, ACTION)
	assert queue == []


def test_few_documents_are_moved_at_once(run, queue, monkeypatch):
	monkeypatch.setattr(background, "MANY", 20)
	with signed_in(run.user("pek")):
		assert api.tindak(DISPOSISI, run.disposisi, ACTION)["workflow_state"] == "Format Disampaikan"
	assert queue == []


def test_how_a_job_stands_is_told_to_who_may_read_its_document(run, queue):
	with signed_in(run.user("pek")):
		latar = api.tindak(DISPOSISI, run.disposisi, ACTION)["latar"]
	with signed_in("Guest"), pytest.raises(frappe.PermissionError):
		api.keadaan(latar)
	with pytest.raises(frappe.PermissionError):
		api.keadaan("kinerja|User|Administrator|x")


@pytest.mark.parametrize(("minutes", "told"), [(1, base_jobs.RUNNING), (10, base_jobs.FAILED)])
def test_a_job_whose_worker_is_gone_is_told_and_can_be_pressed_again(run, queue, monkeypatch, minutes, told):
	"""RQ itself takes such a job for a running one until its timeout."""
	gone = []

	class Job:
		is_started = True
		last_heartbeat = datetime.utcnow() - timedelta(minutes=minutes)

		def delete(self):
			gone.append(self)

	with signed_in(run.user("pek")):
		latar = api.tindak(DISPOSISI, run.disposisi, ACTION)["latar"]
		monkeypatch.setattr(base_jobs, "get_job", lambda name: Job() if name == latar and not gone else None)
		answer = api.keadaan(latar)
		assert answer["keadaan"] == told
		assert ("Ulangilah" in answer["pesan"]) == bool(gone) == (told == base_jobs.FAILED)
		assert api.keadaan(latar) == answer


READ, FINAL, REOPEN = "Selesai Dicermati", "Finalkan", "Buka Kembali"


@pytest.fixture
def validated(office, monkeypatch) -> LocalRun:
	"""Every unit's recap is validated, the last one's not read closely yet, in an office where two units are many."""
	run = LocalRun(office).up_to_meeting()
	*before, last = office.units
	for unit in before:
		run.unit_through(unit)
	run.fill(last)
	run.recap_unit(last)
	run.validate(last)
	monkeypatch.setattr(background, "MANY", 1)
	return run


@pytest.mark.full
def test_what_recomputes_the_kecamatans_recap_is_a_job_with_progress(validated, queue, monkeypatch):
	run, last, told = validated, validated.office.units[-1], []
	monkeypatch.setattr(
		frappe, "publish_progress", lambda percent, **kwargs: told.append((percent, kwargs["docname"]))
	)
	with signed_in(run.user("sekcam")):
		assert api.tindak(REKAP, run.recap(last).name, READ)["latar"]
		assert run.recap().unit_masuk == len(run.office.units) - 1, "the draft waits for the job"
		work(queue.pop())
	assert run.recap().unit_masuk == len(run.office.units)
	name = run.recap().name
	with signed_in(run.user(f"jp:{run.office.recap_unit}")):
		assert api.tindak(REKAP, name, FINAL)["latar"]
		work(queue.pop())
	assert [percent for percent, of in told if of == name] == [
		int(100 * n / (len(run.office.units) + 1)) for n in range(1, len(run.office.units) + 2)
	]
	told.clear()
	with signed_in(run.user("sekcam")):
		assert api.tindak(REKAP, name, REOPEN, "Angka keliru.", {"unit": run.office.units})["latar"]
		work(queue.pop())
	assert [percent for percent, of in told if of == name][-1] == 100 and len(told) == len(run.office.units)


@pytest.mark.full
def test_tidak_melapor_over_many_units_leaves_the_draft_to_a_job(validated, monkeypatch):
	run, last, jobs = validated, validated.office.units[-1], []
	monkeypatch.setattr(
		frappe,
		"enqueue",
		lambda method, **kwargs: method is not_reporting.refresh_office and jobs.append(kwargs),
	)
	with signed_in(run.user("sekcam")):
		api.tetapkan_tidak_melapor(run.disposisi, last, "Sakit.")
	assert run.recap().unit_masuk == len(run.office.units) - 1
	(job,) = jobs
	assert job["enqueue_after_commit"]
	not_reporting.refresh_office(**{key: job[key] for key in ("disposisi", "kecamatan", "moment")})
	assert run.recap().unit_masuk == len(run.office.units) and run.recap().tersedia_pada
