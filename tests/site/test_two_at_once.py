"""Two people, or twenty, at one document: nothing is lost silently, and who comes second is told what the first one did."""

import json
from collections import Counter

import frappe
import pytest

from kinerja_kecamatan.demo.client import reason_of
from tests.support import routes
from tests.support.at_once import all_at_once
from tests.support.guard_stage import ALWAYS_200
from tests.support.http import raw
from tests.support.office import add_indicators, add_person, make_office
from tests.support.record import new_run, whole
from tests.support.sop_run import FORMAT, RAPAT, REKAP, SopRun

pytestmark = pytest.mark.full

WRITERS = 20
PATCH = "/api/method/kinerja_kecamatan.formats.api.isi_baris"


@pytest.fixture(scope="module")
def filling(env, _connected) -> SopRun:
	"""An office with two Pelaksana in its section, whose Format has a row for each of twenty writers; at step 5."""
	frappe.set_user("Administrator")
	office = make_office()
	add_person(office, "jp2", "Pelaksana kedua", office.units[0], [("Jabatan Pelaksana", "Unit")])
	frappe.db.commit()
	run = new_run(env, office)
	add_indicators(run.office, run.office.units[0], *(f"B{number}" for number in range(WRITERS)))
	frappe.db.commit()
	return run.up_to_meeting()


@pytest.fixture
def form(filling) -> dict:
	"""The Format as both read it, all rows empty."""
	frappe.db.rollback()
	name = filling.formats(filling.office.units[0])[0]
	person = first(filling)
	doc = person.get(FORMAT, name)
	emptied = [{**row, **dict.fromkeys(TYPED)} for row in doc["baris"]]
	person.update(FORMAT, name, baris=emptied, modified=doc["modified"], laporan_nihil=0, catatan=None)
	return person.get(FORMAT, name)


TYPED = ("realisasi", "pembilang", "penyebut", "kendala", "tindak_lanjut", "keterangan")


def first(run: SopRun):
	return run.person(f"jp:{run.office.units[0]}")


def second(run: SopRun):
	return run.person("jp2")


def row_of(form: dict, code: str) -> dict:
	return next(row for row in form["baris"] if row["kode"].rsplit("-", 1)[-1] == code)


def typed(form: dict, values: dict[str, dict]) -> dict:
	"""The form as somebody has it on the screen, with these cells typed into."""
	rows = [{**row, **values.get(row["kode"].rsplit("-", 1)[-1], {})} for row in form["baris"]]
	return {**form, "baris": rows}


def save(person, form: dict):
	"""What the desk sends when the form is saved."""
	return raw(
		person,
		"POST",
		"/api/method/frappe.desk.form.save.savedocs",
		json={"doc": json.dumps(form), "action": "Save"},
	)


def patch(person, form: dict, row: dict, values: dict, read: dict | None = None):
	read = {column: row.get(column) for column in values} if read is None else read
	return raw(
		person,
		"POST",
		PATCH,
		json={"format": form["name"], "baris": row["name"], "nilai": values, "sebelum": read},
	)


def refused(answer, status: int = 417) -> dict:
	"""What a refused request carries for who sent it."""
	assert answer.status_code == status, (answer.status_code, reason_of(answer))
	return answer.json().get("bentrok")


def test_the_second_to_save_is_told_every_change_and_gets_the_own_cells_back(filling, form):
	ours = typed(form, {"A1": {"realisasi": "9"}, "A3": {"realisasi": "1", "keterangan": "Dari register."}})
	theirs = typed(form, {"A1": {"realisasi": "10"}, "B0": {"realisasi": "4"}})
	assert save(first(filling), ours).ok
	before = whole(FORMAT, form["name"])
	answer = save(second(filling), theirs)
	carried, said = refused(answer), reason_of(answer)
	assert whole(FORMAT, form["name"]) == before
	assert answer.json()["exc_type"] == "EditConflict"
	assert (
		f"{form['name']} sudah diubah sejak Anda membukanya, terakhir oleh Uji jp:{filling.office.units[0]}"
		in said
	)
	assert "Document has been modified" not in said
	a1, a3 = row_of(form, "A1"), row_of(form, "A3")
	assert f"Baris {a1['idx']} ({a1['kode']}), Realisasi: (kosong) menjadi <b>9</b>, oleh Uji jp:" in said
	assert "Anda mengetik <b>10</b>." in said
	assert f"Baris {a3['idx']} ({a3['kode']}), Keterangan: (kosong) menjadi <b>Dari register.</b>" in said
	changed = {(cell["kode"], cell["kolom"]): cell for cell in carried["perubahan"]}
	# The status that follows from a number is the app's doing, but a column that people may choose.
	assert set(changed) == {
		(a1["kode"], "realisasi"),
		(a3["kode"], "realisasi"),
		(a3["kode"], "keterangan"),
	} | {(row["kode"], "status") for row in (a1, a3)}
	cell = changed[a1["kode"], "realisasi"]
	assert (cell["sebelum"], cell["sesudah"], cell["oleh"]) == (None, "9", first(filling).user)
	now = first(filling).get(FORMAT, form["name"])
	assert cell["pada"] == carried["modified"] == now["modified"]
	mine = {
		(cell["kode"], cell["kolom"]): (cell["nilai"], cell["kini"], cell["bentrok"])
		for cell in carried["isian"]
	}
	assert mine == {
		(a1["kode"], "realisasi"): ("10", "9", True),
		(row_of(form, "B0")["kode"], "realisasi"): ("4", None, False),
	}
	# With the newest read, the same cells go through.
	assert save(second(filling), typed(now, {"A1": {"realisasi": "10"}, "B0": {"realisasi": "4"}})).ok
	done = first(filling).get(FORMAT, form["name"])
	assert [row_of(done, code)["realisasi"] for code in ("A1", "A3", "B0")] == ["10", "1", "4"]


def test_what_one_has_read_is_no_change_of_somebody_elses(filling, form):
	"""The Version of the save that made what one has read is older than it, to the microsecond."""
	assert save(first(filling), typed(form, {"A1": {"realisasi": "5"}})).ok
	read = second(filling).get(FORMAT, form["name"])
	assert save(first(filling), typed(read, {"A3": {"realisasi": "2"}})).ok
	carried = refused(save(second(filling), typed(read, {"A1": {"realisasi": "6"}})))
	assert {cell["kode"] for cell in carried["perubahan"]} == {row_of(form, "A3")["kode"]}
	assert [(cell["nilai"], cell["bentrok"]) for cell in carried["isian"]] == [("6", False)]


def test_a_change_that_names_no_version_is_refused_on_every_endpoint(filling, form):
	"""Frappe reads the document itself just before it writes: the last writer would win, whatever stood there."""
	assert save(first(filling), {**form, "catatan": "Dari jp."}).ok
	doc = second(filling).get(FORMAT, form["name"])
	unnamed = {key: value for key, value in doc.items() if key != "modified"}
	before = whole(FORMAT, form["name"])
	for label, verb, path, arguments in routes.edits(unnamed, "catatan", "Dari jp2."):
		answer = raw(second(filling), verb, path, **arguments)
		assert whole(FORMAT, form["name"]) == before, label
		assert not answer.ok or label in ALWAYS_200, label
	answer = raw(
		second(filling), "PUT", f"/api/resource/{FORMAT}/{form['name']}", json={"catatan": "Dari jp2."}
	)
	carried, said = refused(answer), reason_of(answer)
	assert answer.json()["exc_type"] == "VersionNotNamed"
	assert f"Sertakan modified dari {form['name']} yang Anda baca" in said and doc["modified"] in said
	assert "(kosong) menjadi <b>Dari jp.</b>, oleh Uji jp:" in said
	assert "Anda mengetik <b>Dari jp2.</b>" in said
	assert [(cell["kolom"], cell["nilai"], cell["kini"]) for cell in carried["isian"]] == [
		("catatan", "Dari jp2.", "Dari jp.")
	]
	assert carried["modified"] == doc["modified"]


NAMING = ("PUT", "set_value", "client.save", "bulk_update", "savedocs")


@pytest.mark.parametrize("way", NAMING)
def test_a_change_that_names_the_version_goes_through(filling, form, way):
	_label, verb, path, arguments = next(
		row for row in routes.edits(form, "catatan", "Dari jp2.") if row[0] == way
	)
	answer = raw(second(filling), verb, path, **arguments)
	assert answer.ok, reason_of(answer)
	assert second(filling).get(FORMAT, form["name"])["catatan"] == "Dari jp2."
	# The same request a second time is based on what no longer stands.
	raw(first(filling), verb, path, **json.loads(json.dumps(arguments).replace("Dari jp2.", "Lagi.")))
	assert second(filling).get(FORMAT, form["name"])["catatan"] == "Dari jp2."


def test_twenty_writers_on_twenty_rows_all_stay(filling, form):
	attempts = [
		lambda n=n: patch(
			(first, second)[n % 2](filling),
			form,
			row_of(form, f"B{n}"),
			{"realisasi": f"1.{n:03},5", "keterangan": f"Nomor {n}"},
		)
		for n in range(WRITERS)
	]
	answers = all_at_once([first(filling), second(filling)], attempts)
	assert Counter(answer.status_code for answer in answers) == {200: WRITERS}, [
		reason_of(a) for a in answers if not a.ok
	]
	now = first(filling).get(FORMAT, form["name"])
	written = [
		(row_of(now, f"B{n}")["realisasi"], row_of(now, f"B{n}")["keterangan"]) for n in range(WRITERS)
	]
	assert written == [(f"1.{n:03},5", f"Nomor {n}") for n in range(WRITERS)]
	assert now["kemajuan"] == round(100 * WRITERS / (WRITERS + 3), 1)


def test_twenty_whole_forms_at_once_one_stays_and_nineteen_are_told(filling, form):
	attempts = [
		lambda n=n: save((first, second)[n % 2](filling), typed(form, {f"B{n}": {"realisasi": str(n + 1)}}))
		for n in range(WRITERS)
	]
	answers = all_at_once([first(filling), second(filling)], attempts)
	assert Counter(answer.status_code for answer in answers) == {200: 1, 417: WRITERS - 1}
	now = first(filling).get(FORMAT, form["name"])
	winner = next(n for n, answer in enumerate(answers) if answer.ok)
	assert [row["kode"] for row in now["baris"] if row["realisasi"]] == [row_of(form, f"B{winner}")["kode"]]
	for n, answer in enumerate(answers):
		if n == winner:
			continue
		carried = refused(answer)
		assert [(cell["kode"], cell["nilai"], cell["bentrok"]) for cell in carried["isian"]] == [
			(row_of(form, f"B{n}")["kode"], str(n + 1), False)
		]
		assert {cell["kode"] for cell in carried["perubahan"]} == {row_of(form, f"B{winner}")["kode"]}


def test_two_on_one_row(filling, form):
	"""Different columns meet in peace; one cell is the first one's, and the second is told; the same value is no quarrel."""
	row = row_of(form, "A1")
	assert patch(first(filling), form, row, {"realisasi": "7"}).ok
	assert patch(second(filling), form, row, {"keterangan": "Dari jp2."}).ok
	before = whole(FORMAT, form["name"])
	answer = patch(second(filling), form, row, {"realisasi": "8", "kendala": "Hujan"})
	carried, said = refused(answer), reason_of(answer)
	assert whole(FORMAT, form["name"]) == before, "the free cell is not written either"
	assert answer.json()["exc_type"] == "EditConflict"
	assert f"Baris {row['idx']} ({row['kode']}), Realisasi: (kosong) menjadi <b>7</b>, oleh Uji jp:" in said
	assert "Anda mengetik <b>8</b>." in said and "Hujan" not in said
	assert [(c["kolom"], c["nilai"], c["kini"]) for c in carried["isian"]] == [("realisasi", "8", "7")]
	assert patch(second(filling), form, row, {"realisasi": "7", "kendala": "Hujan"}).ok
	assert patch(second(filling), form, row, {"realisasi": "8"}, {"realisasi": "7"}).ok
	now = row_of(first(filling).get(FORMAT, form["name"]), "A1")
	assert (now["realisasi"], now["kendala"], now["keterangan"]) == ("8", "Hujan", "Dari jp2.")


WRONG = [
	(
		{"capaian_teks": "100 %"},
		{"capaian_teks": ""},
		"kolom capaian_teks tidak diisi orang. Yang diisi: status, realisasi",
	),
	({"realisasi": "3"}, {}, "sertakan pada sebelum isi yang Anda baca dari kolom realisasi"),
	({"indikator": "lain"}, {"indikator": "lain"}, "kolom indikator tidak diisi orang"),
	({}, {}, "Sebutkan nilai dan sebelum"),
	({"realisasi": "tiga"}, {"realisasi": None}, "kolom Realisasi"),
]


@pytest.mark.parametrize(("values", "read", "sentence"), WRONG)
def test_a_row_takes_only_what_people_type_and_have_read(filling, form, values, read, sentence):
	before = whole(FORMAT, form["name"])
	answer = patch(first(filling), form, row_of(form, "A1"), values, read)
	assert answer.status_code == 417 and sentence in reason_of(answer)
	assert whole(FORMAT, form["name"]) == before


def test_a_row_stays_the_row_of_its_indicator(filling, form):
	"""The recap goes by it: a figure typed under one indicator must not be counted as another's."""
	before = whole(FORMAT, form["name"])
	swapped = typed(form, {"A1": {"indikator": row_of(form, "A3")["indikator"]}})
	answer = save(first(filling), swapped)
	assert answer.status_code == 417 and f"Baris {row_of(form, 'A1')['idx']}" in reason_of(answer)
	assert whole(FORMAT, form["name"]) == before


def test_the_row_method_opens_nothing_that_the_guard_closes(filling, form):
	before = whole(FORMAT, form["name"])
	row = row_of(form, "A1")
	for person in (filling.person("pek"), filling.person(f"jp:{filling.office.recap_unit}")):
		answer = patch(person, form, row, {"realisasi": "3"})
		assert answer.status_code == 403, (person.user, answer.status_code, reason_of(answer))
	other = first(filling).list(FORMAT, {"disposisi": filling.disposisi}, ["name"])
	assert patch(first(filling), {"name": form["name"]}, {"name": "x"}, {"realisasi": "3"}).status_code == 417
	assert len(other) == 1 and whole(FORMAT, form["name"]) == before


def test_rows_that_two_people_add_are_told_and_given_back_too(run, units, web):
	"""Corrections on a recap: rows of one's own, which nobody else has."""
	name, sekcam = run.recap(units[0]).name, web.person("sekcam")
	read = sekcam.get(REKAP, name)
	counts, faults = (
		next(r["indikator"] for r in read["baris"] if r["kode"].endswith(code)) for code in ("A1", "A3")
	)
	rows = [
		{
			"doctype": "Koreksi Rekap",
			"indikator": indicator,
			"kolom": "Realisasi",
			"sesudah": after,
			"alasan": "Register.",
		}
		for indicator, after in ((counts, "9,5"), (faults, "1"))
	]
	assert save(sekcam, {**read, "koreksi": rows[:1]}).ok
	before = whole(REKAP, name)
	carried = refused(save(sekcam, {**read, "koreksi": rows[1:], "catatan_pencermatan": "Dibaca."}))
	assert whole(REKAP, name) == before
	mine = {cell["kolom"]: cell for cell in carried["isian"]}
	assert set(mine) == {"", "catatan_pencermatan"}
	new = mine[""]
	assert (new["tabel"], new["nilai"]["indikator"], new["nilai"]["sesudah"]) == ("koreksi", faults, "1")
	sekcam.update(REKAP, name, koreksi=[])


def test_the_minutes_of_a_meeting_are_nobodys_to_overwrite_unseen(env, filling):
	"""A Rapat Kinerja follows no workflow; its notulis and the Kasubag PEK meet in it all the same."""
	run = new_run(env, filling.office)
	run.order()
	run.pass_on()
	pek, place = run.person("pek"), {"tanggal": "2021-04-01", "waktu_mulai": "10:00:00"}
	name = pek.insert(RAPAT, disposisi=run.disposisi, **place)["name"]
	read = pek.get(RAPAT, name)
	assert save(pek, {**read, "keputusan": "Sepakat."}).ok
	before = whole(RAPAT, name)
	unnamed = {key: value for key, value in read.items() if key != "modified"}
	for label, verb, path, arguments in routes.edits(unnamed, "keputusan", "Batal."):
		answer = raw(pek, verb, path, **arguments)
		assert whole(RAPAT, name) == before, label
		assert not answer.ok or label in ALWAYS_200, label
	answer = raw(pek, "PUT", f"/api/resource/{RAPAT}/{name}", json={"keputusan": "Batal."})
	assert answer.json()["exc_type"] == "VersionNotNamed" and f"modified dari {name}" in reason_of(answer)
	carried = refused(save(pek, {**read, "keputusan": "Batal."}))
	assert [(cell["kolom"], cell["nilai"], cell["kini"]) for cell in carried["isian"]] == [
		("keputusan", "Batal.", "Sepakat.")
	]
	assert whole(RAPAT, name) == before
	assert save(pek, {**pek.get(RAPAT, name), "keputusan": "Batal."}).ok
