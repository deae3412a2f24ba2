"""A story over HTTP with a return at each point where there can be one: only that unit, with its reason and putaran, and the
waiting of the others is in nobody's minutes."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from kinerja_kecamatan.demo.client import Person
from tests.support.record import new_run
from tests.support.sop_run import DISPOSISI, FORMAT, REKAP, SopRun
from tests.support.story import Clock, declared_clock, log_of, refused

pytestmark = pytest.mark.full

MINUTES = {
	"Kembalikan": 20,
	"Kembalikan ke Pelaksana": 30,
	"Kembalikan ke Kasubag PEK": 15,
	"Kembalikan ke Unit": 25,
}
WAIT = 240
REASONS = {("pek", "Kembalikan ke Unit"): "Perbaiki: Kembalikan ke Unit\nSI-1-A1: Lampirkan daftar hadir."}


@dataclass
class Return:
	"""One return as the server left it: the documents before and after, and what of the other unit was written."""

	who: str
	action: str
	before: dict
	after: dict
	form: dict
	other: tuple
	other_after: tuple
	without_reason: str


@dataclass
class Story:
	run: SopRun
	unit: str
	other: str
	returns: list[Return] = field(default_factory=list)
	taken_back: dict = field(default_factory=dict)
	foreign_note: str = ""
	mended: dict = field(default_factory=dict)

	@property
	def recap(self) -> str:
		return self.run.recap(self.unit)


def written(run: SopRun, unit: str) -> tuple:
	"""Everything that a unit has, with when it was last written."""
	person = run.person("pek")
	rows = []
	for doctype in (FORMAT, REKAP):
		scope = {"disposisi": run.disposisi, "unit_kerja": unit}
		rows += person.list(
			doctype,
			scope,
			["name", "modified", "putaran", "workflow_state", "jenis"][: 5 if doctype == REKAP else 4],
		)
	return tuple(
		sorted(
			(row["name"], row["modified"], row["putaran"]) for row in rows if row.get("jenis") != "Kecamatan"
		)
	)


def send_back(story: Story, clock: Clock, who: str, doctype: str, name: str, action: str, **rincian) -> None:
	"""Wait half a day, look, take some minutes, return."""
	run, person = story.run, story.run.person(who)
	clock.work(WAIT)
	person.open(doctype, name)
	clock.work(MINUTES.get(action, 10))
	before, other = person.get(doctype, name), written(run, story.other)
	said = refused(person.act, doctype, name, action, "  ", **rincian)
	person.act(doctype, name, action, f"Perbaiki: {action}", **rincian)
	forms = run.formats(story.unit)
	form = run.person("pek").get(FORMAT, forms[0]) if forms else {}
	after = person.get(doctype, name)
	story.returns.append(Return(who, action, before, after, form, other, written(run, story.other), said))


def to_the_validator(story: Story, clock: Clock, start: str) -> None:
	"""From the unit's desk up to Divalidasi, half an hour each."""
	way = (("jp", "Sampaikan Rekap"), ("ku", "Ketahui"), ("pek", "Validasi"))
	for who, action in way[[action for _who, action in way].index(start) :]:
		key = who if who == "pek" else f"{who}:{story.unit}"
		clock.work(30)
		if who == "pek":
			story.run.judge(story.unit)
		story.run.person(key).act(REKAP, story.recap, action)


@pytest.fixture(scope="module")
def story(env, _shared_office) -> Iterator[Story]:
	with declared_clock(env, "2021-06-07 08:00") as clock:
		run = new_run(env, _shared_office)
		told = Story(run, run.office.units[0], run.office.recap_unit)
		tell(told, clock)
		yield told


def tell(story: Story, clock: Clock) -> None:
	run, unit, other = story.run, story.unit, story.other
	run.order()
	send_back(story, clock, "sekcam", DISPOSISI, run.disposisi, "Kembalikan")
	run.person("camat").act(DISPOSISI, run.disposisi, "Perintahkan")
	run.pass_on()
	run.send_forms()
	run.meet()
	run.fill(other)
	run.fill(unit)
	take_back(story)
	run.fill(unit)
	run.person(f"jp:{unit}").act(REKAP, story.recap, "Sampaikan Rekap")
	story.taken_back["late"] = refused(
		run.person(f"jp:{unit}").act, FORMAT, run.formats(unit)[0], "Tarik Kembali"
	)
	send_back(story, clock, f"ku:{unit}", REKAP, story.recap, "Kembalikan ke Pelaksana")
	run.fill(unit)
	run.recap_unit(unit)
	noted = {run.office.indicators[unit][0]: "Lampirkan daftar hadir."}
	story.foreign_note = refused(
		run.person("pek").act,
		REKAP,
		story.recap,
		"Kembalikan ke Unit",
		"Coba",
		catatan={run.office.indicators[other][0]: "x"},
	)
	send_back(story, clock, "pek", REKAP, story.recap, "Kembalikan ke Unit", catatan=noted)
	run.fill(unit)
	story.mended = run.person("pek").get(FORMAT, run.formats(unit)[0])
	to_the_validator(story, clock, "Sampaikan Rekap")
	send_back(story, clock, "sekcam", REKAP, story.recap, "Kembalikan ke Kasubag PEK")
	to_the_validator(story, clock, "Validasi")
	send_back(story, clock, "sekcam", REKAP, story.recap, "Kembalikan ke Unit")
	run.fill(unit)
	to_the_validator(story, clock, "Sampaikan Rekap")
	run.read_closely(unit)
	run.recap_unit(other)
	run.validate(other)
	run.read_closely(other)
	run.finalize()
	send_back(story, clock, "sekcam", REKAP, run.recap(), "Buka Kembali", unit=[unit])


def take_back(story: Story) -> None:
	run, unit = story.run, story.unit
	person, form = run.person(f"jp:{unit}"), run.formats(unit)[0]
	story.taken_back["other"] = written(run, story.other)
	story.taken_back["foreign"] = refused(run.person("pek").act, FORMAT, form, "Tarik Kembali")
	person.act(FORMAT, form, "Tarik Kembali")
	story.taken_back["form"] = person.get(FORMAT, form)
	story.taken_back["other after"] = written(run, story.other)


def of(story: Story, action: str, who: str = "") -> Return:
	return next(r for r in story.returns if r.action == action and r.who.startswith(who))


POINTS = [
	("sekcam", "Kembalikan", "Draf", 2),
	("ku", "Kembalikan ke Pelaksana", "Perlu Perbaikan", 6),
	("pek", "Kembalikan ke Unit", "Perlu Perbaikan", 7),
	("sekcam", "Kembalikan ke Kasubag PEK", "Diketahui Kepala Unit", 8),
	("sekcam", "Kembalikan ke Unit", "Perlu Perbaikan", 8),
]


@pytest.mark.parametrize(("who", "action", "state", "step"), POINTS)
def test_a_return_at_each_point(story, who, action, state, step):
	made = of(story, action, who)
	assert made.without_reason.startswith("417") and "Tulis alasan untuk tindakan" in made.without_reason
	assert made.after["workflow_state"] == state
	assert made.after["putaran"] == made.before["putaran"] + 1
	assert made.after["alasan_terakhir"] == REASONS.get((who, action), f"Perbaiki: {action}")
	assert made.other == made.other_after, "the other unit was written"
	if state == "Perlu Perbaikan":
		assert (made.form["workflow_state"], made.form["alasan_terakhir"]) == (
			state,
			made.after["alasan_terakhir"],
		)
	elif made.form:
		assert made.form["workflow_state"] == "Selesai Disusun"


@pytest.mark.parametrize(("who", "action", "state", "step"), POINTS)
def test_waiting_is_not_in_the_minutes(story, who, action, state, step):
	made = of(story, action, who)
	(entry,) = (
		e
		for e in log_of(made.after["name"], aksi=action, putaran=made.before["putaran"])
		if e.dari_status == made.before["workflow_state"]
	)
	assert (entry.hasil, entry.alasan) == ("Dikembalikan", made.after["alasan_terakhir"])
	assert (entry.tunggu, entry.pelaksanaan) == (WAIT, MINUTES[action])
	# Ketahui is no step: what a Kepala Unit sends back after looking is nobody's minutes against a standard.
	assert entry.langkah == (step if who != "ku" else 0)


def test_the_step_is_judged_by_the_work_of_all_its_rounds(story):
	steps = story.run.person("sekcam").read(
		"kinerja_kecamatan.step_log.api.ringkasan", disposisi=story.run.disposisi
	)["langkah"]
	minutes = {row["nomor"]: row["pelaksanaan"] for row in steps}
	assert minutes[2] == MINUTES["Kembalikan"]  # passed on at once after it came back
	assert minutes[8] == MINUTES["Kembalikan ke Kasubag PEK"] + MINUTES["Kembalikan ke Unit"]


def test_taken_back_by_who_handed_it_on_while_the_recap_is_a_draft(story):
	told = story.taken_back
	assert told["foreign"].startswith(("403", "417"))
	assert (told["form"]["workflow_state"], told["form"]["putaran"]) == ("Siap Diisi", 1)
	assert told["other"] == told["other after"]
	assert f"Rekap unit {story.unit} sudah berstatus Direkap" in told["late"]


def test_opened_again_naming_one_unit(story):
	made = of(story, "Buka Kembali")
	run = story.run
	assert (made.after["workflow_state"], made.after["versi"]) == ("Draf", 2)
	assert made.form["workflow_state"] == "Perlu Perbaikan"
	unit = run.person("sekcam").get(REKAP, story.recap)
	assert (unit["workflow_state"], unit["alasan_terakhir"]) == ("Perlu Perbaikan", "Perbaiki: Buka Kembali")
	assert made.other == made.other_after, "the other unit was written"
	assert run.person("sekcam").get(DISPOSISI, run.disposisi)["workflow_state"] == "Format Dibahas"


def test_a_note_on_one_indicator_stands_beside_its_row_until_it_is_mended(story):
	made = of(story, "Kembalikan ke Unit", "pek")
	notes = {row["kode"].rsplit("-", 1)[-1]: row.get("catatan_perbaikan") for row in made.form["baris"]}
	assert notes == {"A1": "Lampirkan daftar hadir.", "A2": None, "A3": None, "A4": None}
	assert not any(row.get("catatan_perbaikan") for row in story.mended["baris"])
	assert "bukan indikator rekap ini" in story.foreign_note


def test_nobody_else_can_send_it_back(story):
	"""Each button belongs to one person: the others are refused, whatever state it is in."""
	run, recap = story.run, story.recap
	keys = ("camat", "pek", "sekcam", f"ku:{story.other}", f"jp:{story.unit}")
	before = run.person("sekcam").get(REKAP, recap)
	for key in keys:
		person: Person = run.person(key)
		assert refused(person.act, REKAP, recap, "Kembalikan ke Unit", "Coba")[:3] in ("403", "417")
	assert run.person("sekcam").get(REKAP, recap) == before
