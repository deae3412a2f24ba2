"""kill -9 of the worker in the middle of a step: all of it or nothing, and the next run makes it whole, once."""

from collections import Counter
from collections.abc import Callable, Iterator

import frappe
import pytest

from kinerja_kecamatan.archive import codes, seal
from kinerja_kecamatan.base.doctypes import GUARDED_DOCTYPES
from kinerja_kecamatan.guard import written_once
from tests.support.doomed import AFTER_COMMIT, BEFORE_COMMIT, NEVER, Doomed, doomed
from tests.support.local_run import LocalRun
from tests.support.record import new_run, whole
from tests.support.sop_run import DISPOSISI, FORMAT, REKAP, SopRun

pytestmark = pytest.mark.full

TINDAK = "/api/method/kinerja_kecamatan.process.api.tindak"
# What hangs on the documents of a set, by the column that names them.
HANGING = {
	"Catatan Tahapan": "dokumen",
	"Comment": "reference_name",
	"Version": "docname",
	"Workflow Action": "reference_name",
	"Salinan Rekap": "rekap",
	"Arsip Kertas": "dokumen",
	"ToDo": "reference_name",
	"Notification Log": "document_name",
	"Email Queue": "reference_name",
}
# With one near the end, the commit and the moment after it: ten points a move.
MANY = 7
# So many writes before the last one is near the end.
LATE = 4


@pytest.fixture(scope="module")
def dying(env) -> Iterator[Doomed]:
	with doomed(env) as made:
		yield made


class Set:
	"""One Disposisi with everything that hangs on it, as the database has it."""

	def __init__(self, web: SopRun):
		self.web = web
		self.local = LocalRun(web.office)

	def documents(self) -> list[tuple[str, str]]:
		frappe.db.rollback()
		found = [(DISPOSISI, self.local.disposisi)]
		for doctype in (FORMAT, REKAP):
			names = frappe.get_all(
				doctype, filters={"disposisi": self.local.disposisi}, pluck="name", order_by="creation, name"
			)
			found += [(doctype, name) for name in names]
		return found

	def picture(self) -> dict:
		"""Every column of every document, and the names of all that hangs on them."""
		documents = self.documents()
		names = [name for _doctype, name in documents]
		hanging = {
			doctype: sorted(frappe.get_all(doctype, filters={column: ["in", names]}, pluck="name"))
			for doctype, column in HANGING.items()
		}
		return {
			"documents": {f"{doctype} {name}": whole(doctype, name) for doctype, name in documents},
			**hanging,
		}

	def shape(self) -> dict:
		"""What two sets at the same point have in common: states, rows, and how much of everything there is."""
		documents = self.documents()
		names = [name for _doctype, name in documents]
		states = Counter(
			(doctype, frappe.db.get_value(doctype, name, "workflow_state")) for doctype, name in documents
		)
		rows = {
			table.options: frappe.db.count(table.options, {"parent": ["in", names]})
			for doctype in GUARDED_DOCTYPES
			for table in frappe.get_meta(doctype).get_table_fields()
		}
		hanging = {
			doctype: frappe.db.count(doctype, {column: ["in", names]})
			for doctype, column in HANGING.items()
			if doctype != "Version"
		}
		steps = frappe.get_all(
			"Catatan Tahapan", filters={"disposisi": names[0]}, fields=["langkah", "aksi", "hasil"]
		)
		papers = frappe.get_all(
			"Arsip Kertas",
			filters={"disposisi": names[0]},
			fields=["print_format", "langkah", "versi_kertas"],
		)
		return {
			"states": states,
			"rows": rows,
			**hanging,
			"Version": _versions(names),
			"steps": Counter(map(_values, steps)),
			"papers": Counter(map(_values, papers)),
		}

	def commit(self, *steps) -> None:
		frappe.db.rollback()
		for step in steps:
			step()
		frappe.db.commit()


def _versions(names: list[str]) -> int:
	"""How many there are, without those of a moment alone: within one second Frappe sees no change of a time, and keeps none."""
	kept = frappe.get_all("Version", filters={"docname": ["in", names]}, pluck="data")
	return sum(map(_tells_more_than_a_moment, map(frappe.parse_json, kept)))


def _tells_more_than_a_moment(data: dict) -> bool:
	fields = {field for field, *_before_and_after in data.get("changed", [])}
	return bool(
		fields - {"tersedia_pada"} or any(data.get(part) for part in ("added", "removed", "row_changed"))
	)


def _values(row: dict) -> tuple:
	return tuple(row.values())


@pytest.fixture(scope="module")
def sets(env, _shared_office) -> tuple[Set, Set, int]:
	"""Two sets of one office: the first one's workers are killed at so many writes a move, the second one's are not."""
	return (
		Set(new_run(env, _shared_office, alone=True)),
		Set(new_run(env, _shared_office, alone=True)),
		MANY,
	)


# Each move stands on the ones before it: what leads up to it, who, on what, which action, with what.
MOVES = {
	"langkah 3": (
		lambda s: s.commit(s.local.order, s.local.pass_on),
		"pek",
		lambda s: (DISPOSISI, s.local.disposisi),
		"Sampaikan Format",
		{},
	),
	"langkah 4": (
		lambda s: s.commit(s.local.record_meeting),
		"pek",
		lambda s: (DISPOSISI, s.local.disposisi),
		"Tetapkan Hasil Rapat",
		{},
	),
	"Kembalikan ke Unit": (
		lambda s: s.commit(
			*(
				lambda unit=unit: (s.local.fill(unit), s.local.recap_unit(unit))
				for unit in s.local.office.units
			)
		),
		"pek",
		lambda s: (REKAP, s.local.recap(s.local.office.units[0]).name),
		"Kembalikan ke Unit",
		{"alasan": "Angka A1 keliru."},
	),
	"Finalkan": (
		lambda s: s.commit(
			lambda: s.local.fill(s.local.office.units[0]),
			lambda: s.local.recap_unit(s.local.office.units[0]),
			*(
				lambda unit=unit: (s.local.validate(unit), s.local.read_closely(unit))
				for unit in s.local.office.units
			),
		),
		"jp",
		lambda s: (REKAP, s.local.recap().name),
		"Finalkan",
		{},
	),
}


def press(dying: Doomed, one: Set, move: str, at: int | str) -> dict:
	_lead, who, target, action, values = MOVES[move]
	doctype, name = target(one)
	person = one.web.person(f"jp:{one.local.office.recap_unit}" if who == "jp" else who)
	return dying.request(at, person, TINDAK, doctype=doctype, name=name, action=action, **values)


@pytest.mark.parametrize("move", MOVES)
def test_a_move_whose_worker_dies_is_made_wholly_or_not_at_all(dying, sets, move):
	struck, spared, count = sets
	for one in (struck, spared):
		MOVES[move][0](one)
	dies_everywhere(struck, spared, count, lambda one, at: press(dying, one, move, at))


@pytest.fixture(scope="module")
def job_sets(env, _shared_office) -> tuple[Set, Set]:
	"""As `sets`, for moves that are made by a job."""
	return tuple(Set(new_run(env, _shared_office, alone=True)) for _ in range(2))


def through_all_units(s: Set) -> None:
	s.commit(*(lambda unit=unit: s.local.unit_through(unit) for unit in s.local.office.units))


# The moves that a job makes over many units (process.background), each on the ones before it.
IN_A_JOB = {
	"langkah 3": MOVES["langkah 3"],
	"langkah 4": MOVES["langkah 4"],
	"Finalkan": (through_all_units, *MOVES["Finalkan"][1:]),
	"Buka Kembali": (
		lambda s: None,
		"sekcam",
		lambda s: (REKAP, s.local.recap().name),
		"Buka Kembali",
		{"alasan": "Angka A1 keliru."},
	),
}


@pytest.mark.parametrize("move", IN_A_JOB)
def test_a_move_that_runs_as_a_job_dies_as_well(dying, job_sets, move):
	"""The same job, without the many units."""
	struck, spared = job_sets
	lead, who, target, action, values = IN_A_JOB[move]
	for one in job_sets:
		lead(one)

	def run(one: Set, at: int | str) -> dict:
		doctype, name = target(one)
		person = f"jp:{one.local.office.recap_unit}" if who == "jp" else who
		rincian = {"unit": one.local.office.units} if action == "Buka Kembali" else {}
		values_of = {"doctype": doctype, "docname": name, "action": action, "rincian": rincian}
		values_of |= {"alasan": values.get("alasan"), "job": f"kinerja|{doctype}|{name}|{action}"}
		return dying.job(at, one.local.user(person), "kinerja_kecamatan.process.background.run", **values_of)

	dies_everywhere(struck, spared, MANY, run)


def dies_everywhere(struck: Set, spared: Set, count: int, move: Callable[[Set, int | str], dict]) -> None:
	undisturbed = move(spared, NEVER)
	assert undisturbed["status"] == 200 and undisturbed["writes"] > 10, undisturbed
	before = struck.picture()
	for at in points(undisturbed["writes"], count):
		assert move(struck, at)["killed"], at
		assert struck.picture() == before, f"killed {at}: something was written"
	# Killed when all was written, before the answer went out: the person tries again.
	assert move(struck, AFTER_COMMIT)["killed"]
	assert struck.shape() == spared.shape()
	after = struck.picture()
	again = move(struck, NEVER)
	assert again["status"] in (0, 403, 417) and not again["killed"], again
	assert struck.picture() == after


def points(writes: int, count: int) -> list[int | str]:
	"""Before the first write and `count` in all spread evenly, one near the end; then with everything written but the commit."""
	# What a request writes on the side (when an account was last active) comes and goes by a statement or two: the late point
	# stays clear of the very end, which the commit's own point covers.
	last = max(2, int(0.85 * writes))
	step = (last - 1) / (count - 1)
	return [*(round(1 + step * n) for n in range(count)), max(last, writes - LATE), BEFORE_COMMIT]


def test_a_job_of_bulk_approval_that_dies_leaves_each_document_whole(dying, sets):
	"""Frappe approves twenty documents and more in a background job, with a commit after each: what is not done yet is done by
	the next run, what is done is not done again."""
	struck, spared, count = sets
	from frappe.model import workflow

	for one in (struck, spared):
		one.commit(
			lambda one=one: one.local.act(
				"sekcam",
				REKAP,
				one.local.recap().name,
				"Buka Kembali",
				"Diperiksa lagi.",
				unit=one.local.office.units,
			)
		)
		one.commit(
			*(
				lambda unit=unit, one=one: (
					one.local.fill(unit),
					one.local.recap_unit(unit),
					one.local.judge(unit),
				)
				for unit in one.local.office.units
			)
		)
	in_job = hasattr(workflow, "_bulk_workflow_action")  # the snapshot of 2023 has no job for it
	method = f"frappe.model.workflow.{'_bulk_workflow_action' if in_job else 'bulk_workflow_approval'}"

	def approve(one: Set, at: int | str) -> dict:
		names = [one.local.recap(unit).name for unit in one.local.office.units]
		docnames = names if in_job else frappe.as_json(names)
		return dying.job(
			at, one.local.user("pek"), method, docnames=docnames, doctype=REKAP, action="Validasi"
		)

	undisturbed = approve(spared, NEVER)
	assert undisturbed["status"] == 200, undisturbed
	before = struck.shape()["states"]
	for at in points(undisturbed["writes"], count)[:-1]:
		killed = approve(struck, at)["killed"]
		whole_or_not(struck)
		if not killed:  # with the first document done, a later run has less to write
			break
	assert struck.shape()["states"] != before, "the first document's commit stays"
	assert approve(struck, NEVER)["status"] == 200
	whole_or_not(struck)
	assert struck.shape() == spared.shape()


def whole_or_not(one: Set) -> None:
	"""Each unit's recap either stands before step 7 without a trace of it, or after it with one."""
	frappe.db.rollback()
	for unit in one.local.office.units:
		rekap = one.local.recap(unit)
		done = rekap.workflow_state == "Divalidasi"
		where = {
			"dokumen": rekap.name,
			"langkah": 7,
			"putaran": rekap.putaran,
			"hasil": "Selesai",
			"versi": 2,
		}
		assert frappe.db.count("Catatan Tahapan", where) == int(done), (unit, rekap.workflow_state)


def test_a_job_that_keeps_a_paper_dies_without_a_trace_on_the_disk(dying, env, sets):
	"""The PDF is on the disk before the database knows of it: what a dead worker left there is the next one's, not lost."""
	one = sets[0]
	paper = waiting_paper(one)
	folder = env.sites / env.site / "private" / "files"
	before = set(folder.iterdir())
	job = "kinerja_kecamatan.archive.render.render_papers_of"
	for at in (2, BEFORE_COMMIT):
		assert dying.job(at, "Administrator", job, dokumen=[paper])["killed"]
		frappe.db.rollback()
		assert frappe.db.get_value("Arsip Kertas", paper, "status") == "Menunggu"
		assert not frappe.db.exists("File", {"attached_to_name": paper})
	assert dying.job(NEVER, "Administrator", job, dokumen=[paper])["body"] == 1
	assert dying.job(NEVER, "Administrator", job, dokumen=[paper])["body"] == 0
	frappe.db.rollback()
	kept = frappe.get_all("File", filters={"attached_to_name": paper}, pluck="file_url")
	assert len(kept) == 1
	made = [path for path in set(folder.iterdir()) - before if f"-v{VERSION}" in path.name]
	assert [f"/private/files/{path.name}" for path in made] == kept


VERSION = 99


def waiting_paper(one: Set) -> str:
	"""An Arsip Kertas that no worker has been told of."""
	if not one.local.disposisi:
		one.commit(one.local.order, one.local.pass_on, one.local.send_forms)
	known = frappe.get_all(
		"Arsip Kertas", filters={"disposisi": one.local.disposisi, "langkah": 3}, pluck="name", limit=1
	)
	paper = frappe.copy_doc(frappe.get_doc("Arsip Kertas", known[0]))
	paper.update({"status": "Menunggu", "versi_kertas": VERSION, "kode": codes.new_code(), "berkas": None})
	said: dict = {}
	written_once.insert_once(paper, told=said)
	seal.note_papers([said], paper.unit_kerja)
	frappe.db.commit()
	return paper.name
