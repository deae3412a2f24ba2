"""The turn of the year: who reports, which targets count and what a unit is called are judged at the period's end, whenever asked."""

import json
from copy import deepcopy
from dataclasses import replace

import frappe
import pytest
from frappe import client

from kinerja_kecamatan.access.checks import can_read
from kinerja_kecamatan.access.scope import roles_over, scope_of
from kinerja_kecamatan.base import clock
from kinerja_kecamatan.exceptions import KinerjaError, MoveRefused, PreconditionMissing
from kinerja_kecamatan.figures import history
from kinerja_kecamatan.formats.left_out import left_out_of
from kinerja_kecamatan.formats.rows import rows_by_unit
from kinerja_kecamatan.guard import bulk
from kinerja_kecamatan.integrity import chain_check
from kinerja_kecamatan.office import penugasan, unit_tree
from kinerja_kecamatan.office.calendar import working_minutes
from kinerja_kecamatan.office.names import unit_name
from kinerja_kecamatan.office.units import recap_unit, reporting_in
from kinerja_kecamatan.papers import signatures
from kinerja_kecamatan.process import api
from kinerja_kecamatan.reporting import tables
from kinerja_kecamatan.rules.periode import Periode
from tests.support.inside import own_transaction
from tests.support.local_run import LocalRun, at, refused, signed_in
from tests.support.office import INDICATORS, Office, _agree, _indicators, _unit, add_person, make_office
from tests.support.papers import words_of
from tests.support.sop_run import DISPOSISI, FORMAT, REKAP

UNIT, APPOINTMENT, AGREEMENT = "Unit Kerja", "Penugasan", "Perjanjian Kinerja"
# After every year that other tests work in.
YEAR = 2041
LAST, NEW_YEAR, JANUARY = f"{YEAR}-12-31", f"{YEAR + 1}-01-01", f"{YEAR + 1}-01-12"


def in_year(office: Office, year: int) -> Office:
	"""The office in a year, with its periods and an agreement of each unit."""
	made = replace(deepcopy(office), tahun=year)
	for code in (*(f"{year}-TW{n}" for n in range(1, 5)), str(year)):
		if not frappe.db.exists("Periode Kinerja", code):
			frappe.get_doc({"doctype": "Periode Kinerja", "kode": code}).insert()
	for unit in made.units:
		_agree(made, unit)
	return made


@pytest.fixture
def office(office) -> Office:
	return in_year(office, YEAR)


def change(unit: str, **values):
	doc = frappe.get_doc(UNIT, unit)
	return doc.update(values).save()


def end_appointment(office: Office, key: str, day: str) -> None:
	frappe.get_doc(APPOINTMENT, office.penugasan[key]).update({"berlaku_sampai": day}).save()


def move_person(office: Office, key: str, unit: str, day: str, role: str = "Jabatan Pelaksana") -> None:
	"""Somebody goes to another unit."""
	frappe.get_doc(
		{
			"doctype": APPOINTMENT,
			"pegawai": office.pegawai[key],
			"jabatan": "Pelaksana lain",
			"unit_kerja": unit,
			"jenis": "Definitif",
			"berlaku_mulai": day,
			"peran": [{"peran": role, "lingkup": "Unit"}],
		}
	).insert()


def collect(office: Office, periode: str, day: str) -> LocalRun:
	"""Steps 1 to 4 on a day."""
	at(f"{day} 08:00")
	run = LocalRun(office, periode)
	run.order()
	run.pass_on()
	run.send_forms()
	run.record_meeting(f"{day} 09:00", "09:30")
	at(f"{day} 10:00")
	run.act("pek", DISPOSISI, run.disposisi, "Tetapkan Hasil Rapat")
	return run


def asked(run: LocalRun) -> set[str]:
	return set(frappe.get_all("Format Data Kinerja", {"disposisi": run.disposisi}, pluck="unit_kerja"))


def labels(run: LocalRun) -> str:
	order = frappe.get_doc(DISPOSISI, run.disposisi)
	return "\n".join(one.label for one in left_out_of(order, clock.today()))


def step_three(run: LocalRun) -> str:
	"""The log's line of step 3, its alasan."""
	key = {"dokumen": run.disposisi, "ke_status": "Format Disampaikan"}
	return frappe.get_last_doc("Catatan Tahapan", key).alasan or ""


@pytest.mark.full
def test_a_unit_closed_at_new_year_still_reports_the_last_quarter(office):
	"""Its people have gone to another unit by then; they fill in, recap and take note, under the offices that they held."""
	closed, other = office.units
	at(f"{JANUARY} 08:00")
	for key in (f"ku:{closed}", f"jp:{closed}"):
		end_appointment(office, key, LAST)
		move_person(office, key, other, NEW_YEAR)
	change(closed, berlaku_sampai=LAST)
	run = collect(office, f"{YEAR}-TW4", JANUARY)
	assert asked(run) == {closed, other} and "Seksi SI-1:" not in step_three(run)
	for unit in (closed, other):
		run.unit_through(unit)
	run.finalize()
	recap = run.recap(closed)
	(note,) = frappe.get_all(
		"Catatan Tahapan", {"dokumen": recap.name, "aksi": "Ketahui"}, ["jabatan", "peran"]
	)
	assert (note.jabatan, note.peran) == ("Kasi 1", "Kepala Unit")
	head = signatures.signers(recap)[0]
	assert (head["nama"], head["jabatan"]) == (f"Uji ku:{closed}", "Kasi 1")
	assert {row.unit_kerja for row in run.recap().baris} == {closed, other}
	# The first quarter after it is not asked of it, which is said.
	in_year(office, YEAR + 1)
	following = LocalRun(office, f"{YEAR + 1}-TW1")
	at(f"{YEAR + 1}-04-05 08:00")
	following.order()
	following.pass_on()
	assert asked(following) == {other}
	assert "berlaku sampai 31" in labels(following) and "Seksi SI-1" in labels(following)


@pytest.mark.full
def test_rights_over_what_a_closed_unit_has_left(office):
	closed, other = office.units
	stranger = add_person(office, "lain", "Pelaksana lain", other, [("Jabatan Pelaksana", "Unit")])
	roles = [("Kepala Unit", "Unit"), ("Admin Kinerja", "Kecamatan"), ("Pemeriksa", "Unit")]
	gone = add_person(office, "pergi", "Kasi 1", closed, roles)
	at(f"{JANUARY} 08:00")
	change(closed, berlaku_sampai=LAST)
	for key in (f"ku:{closed}", "pergi"):
		end_appointment(office, key, LAST)
	move_person(office, f"ku:{closed}", other, NEW_YEAR)
	run = collect(office, f"{YEAR}-TW4", JANUARY)
	form = run.format_of(closed)
	kept = office.people[f"ku:{closed}"]
	assert "Kepala Unit" in roles_over(kept, form) and can_read(form, kept)
	assert "Kepala Unit" not in roles_over(kept, run.format_of(other))
	assert not roles_over(gone, form), "who has left the office has left its documents"
	assert not roles_over(stranger, form)
	assert roles_over(office.people[f"jp:{closed}"], form), "an appointment without an end goes on"
	# Nobody keeps the masters of a unit that there is no more; and a year later it is over.
	move_person(office, "pergi", other, NEW_YEAR)
	assert roles_over(gone, form) == {"Kepala Unit"}
	at(f"{YEAR + 2}-01-12 08:00")
	penugasan.forget()
	assert not roles_over(kept, form) & {"Kepala Unit"}


@pytest.mark.full
def test_who_carries_the_work_on_finishes_it(office):
	closed, other = office.units
	heir = f"jp:{other}"
	at(f"{JANUARY} 08:00")
	end_appointment(office, f"jp:{closed}", LAST)
	end_appointment(office, f"ku:{closed}", LAST)
	change(closed, berlaku_sampai=LAST)
	run = collect(office, f"{YEAR}-TW4", JANUARY)
	assert not roles_over(office.people[heir], run.format_of(closed))
	change(closed, unit_penerus=other)
	assert closed in unit_tree.tree_of(office.root).below(other)
	assert roles_over(office.people[heir], run.format_of(closed)) == {"Jabatan Pelaksana"}
	run.fill(closed, key=heir)
	run.act(heir, REKAP, run.recap(closed).name, "Sampaikan Rekap")
	run.act(f"ku:{other}", REKAP, run.recap(closed).name, "Ketahui")
	assert run.recap(closed).workflow_state == "Diketahui Kepala Unit"
	# A unit that goes on is its own people's alone, whoever is to follow it.
	change(closed, berlaku_sampai=f"{YEAR + 1}-12-31")
	assert not roles_over(office.people[heir], run.format_of(closed))


def test_a_new_unit_owes_nothing_yet(office):
	new = _unit("SI-BARU", "Seksi", office.root, kepala="Kasi Baru", melapor=1, berlaku_mulai=NEW_YEAR)
	later = _unit(
		"SI-NANTI", "Seksi", office.root, kepala="Kasi", melapor=1, berlaku_mulai=f"{YEAR + 2}-01-01"
	)
	run = LocalRun(office, f"{YEAR}-TW4")
	at(f"{JANUARY} 08:00")
	run.order()
	run.pass_on()
	assert asked(run) == set(office.units)
	said = refused(PreconditionMissing, run.act, "pek", DISPOSISI, run.disposisi, "Sampaikan Format")
	assert "Seksi SI-BARU: baru berlaku mulai" in said and "SI-NANTI" not in said
	run.send_forms()
	assert asked(run) == set(office.units) and "Seksi SI-BARU" in step_three(run)
	following = in_year(office, YEAR + 1)
	following.units.append(new)
	_indicators(following, new)
	_agree(following, new)
	at(f"{YEAR + 1}-04-05 08:00")
	second = LocalRun(following, following.periode)
	second.order()
	second.pass_on()
	assert asked(second) == {*office.units, new} and later not in asked(second)
	# Its year so far is whole: in the quarter before its first day nothing was asked of it.
	past = history.history_of(office.root, [f"{YEAR}-TW4"], following.indicators[new])
	assert past.result(following.indicators[new][0], f"{YEAR}-TW4", new)["status"] == "Tidak Diukur"
	old = past.result(following.indicators[new][0], f"{YEAR}-TW4", office.units[0])
	assert old["status"] == "Belum Diisi"


class Merged:
	"""Two sections and a Subbagian through two quarters; the sections become one on the first of July."""

	def __init__(self):
		base = make_office(units=3)
		self.office = in_year(base, YEAR)
		self.one, self.two, self.recap_unit = self.office.units
		for number, day in ((1, "04-05"), (2, "07-10")):
			self.quarter(number, f"{YEAR}-{day}", self.office.units)

	def quarter(self, number: int, day: str, units: list[str]) -> LocalRun:
		run = collect(self.office, f"{YEAR}-TW{number}", day)
		for unit in units:
			run.unit_through(unit, MEASURED)
		run.finalize()
		return run

	def merge(self) -> None:
		"""The indicators of the first go to the new unit, those of the second end: of the same names."""
		office, last_day = self.office, f"{YEAR}-06-30"
		self.new = _unit(
			"SI-GAB", "Seksi", office.root, kepala="Kasi Gabungan", melapor=1, berlaku_mulai=f"{YEAR}-07-01"
		)
		for unit in (self.one, self.two):
			change(unit, berlaku_sampai=last_day, unit_penerus=self.new)
		add_person(office, f"ku:{self.new}", "Kasi Gabungan", self.new, [("Kepala Unit", "Unit")])
		add_person(office, f"jp:{self.new}", "Pelaksana", self.new, [("Jabatan Pelaksana", "Unit")])
		for name in office.indicators[self.one]:
			frappe.get_doc("Indikator Kinerja", name).update({"unit_kerja": self.new}).save()

	def agree(self) -> None:
		rows = [
			{"indikator": name, "target_tahunan": yearly, "target_tw3": quarter, "target_tw4": quarter}
			for name, (*_rest, yearly, quarter) in zip(
				self.office.indicators[self.one], INDICATORS, strict=True
			)
		]
		values = {"unit_kerja": self.new, "tahun": YEAR, "status": "Ditetapkan", "target": rows}
		frappe.get_doc({"doctype": AGREEMENT, "berlaku_mulai": f"{YEAR}-07-01", **values}).insert()


EXPLAINED = {"kendala": "Hambatan", "tindak_lanjut": "Rencana"}
MEASURED = {
	"A1": {"realisasi": "9", **EXPLAINED},
	"A2": {"pembilang": "19", "penyebut": "20", **EXPLAINED},
	"A3": {"realisasi": "1", **EXPLAINED},
	"A4": {},
}


@pytest.mark.full
def test_a_merged_unit_carries_its_history(site):
	merged = Merged()
	office, periode = merged.office, f"{YEAR}-TW3"
	merged.merge()
	merged.agree()
	assert asked_units(office, periode) == {merged.new, merged.recap_unit}
	run = merged.quarter(3, f"{YEAR}-10-05", [merged.new, merged.recap_unit])
	assert "dilanjutkan oleh Seksi SI-GAB" in step_three(run)
	row = next(row for row in run.recap(merged.new).baris if row.kode.endswith("A1"))
	# 9 of each in both quarters, and its own.
	assert (row.realisasi_teks, row.sd_teks, row.sd_lengkap) == ("9", "45", 1)
	ratio = next(row for row in run.recap(merged.new).baris if row.kode.endswith("A2"))
	assert (ratio.sd_pembilang, ratio.sd_penyebut) == (95, 100)
	trace = {
		(source.periode, source.unit_kerja)
		for source in run.recap(merged.new).sumber
		if source.indikator == row.indikator
	}
	before = {(f"{YEAR}-TW{n}", unit) for n in (1, 2) for unit in (merged.one, merged.two)}
	assert trace == {(periode, merged.new), *before}
	whole = next(one for one in run.recap().baris if one.indikator == row.indikator)
	assert (whole.sd_teks, whole.sd_lengkap) == ("45", 1)
	# The year after is held against what they came to: in the recap, and in T2 of the report, two years back as well.
	past = history.history_of(office.root, [f"{YEAR}-TW1"], [row.indikator])
	assert past.result(row.indikator, f"{YEAR}-TW1", merged.new)["nilai"] == 18
	later = frappe._dict(kecamatan=office.root)
	when = Periode.dari_kode(f"{YEAR}-TW1")
	known = tables.final_rows(later, when)
	names = history.pasts_of(office.root, [row.indikator])[row.indikator]
	assert len(names) == 1 and tables._stated_then(row, known, names, when) == ((18, 0, ""), None)
	assert tables._stated_then(row, known, [], when)[0] == (9, 0, "")
	# Of an indicator that is all new both are its past.
	fresh = frappe.copy_doc(frappe.get_doc("Indikator Kinerja", row.indikator))
	fresh.kode = "GAB-A1"
	fresh.insert()
	frappe.db.set_value("Indikator Kinerja", row.indikator, "unit_kerja", merged.one)
	names = history.pasts_of(office.root, [fresh.name])[fresh.name]
	assert len(names) == 2
	fresh.indikator = fresh.name
	assert tables._stated_then(fresh, known, names, when) == ((18, 0, ""), None)


def asked_units(office: Office, periode: str) -> set[str]:
	known = {unit.name for unit in reporting_in(office.root, periode)}
	return known & set(rows_by_unit(office.root, periode))


def test_what_was_merged_since_is_asked_of_those_that_counted(office):
	"""The second quarter is collected in July, when the indicators are the new unit's already."""
	old, other = office.units
	new = _unit("SI-GAB", "Seksi", office.root, kepala="Kasi", melapor=1, berlaku_mulai=f"{YEAR}-07-01")
	change(old, berlaku_sampai=f"{YEAR}-06-30", unit_penerus=new)
	moved = office.indicators[old][0]
	frappe.get_doc("Indikator Kinerja", moved).update({"unit_kerja": new}).save()
	at(f"{YEAR}-07-10 08:00")

	def asked_of(periode: str) -> dict[str, set[str]]:
		groups = rows_by_unit(office.root, periode)
		return {
			unit: {row["indikator"] for group in found for row in group.rows}
			for unit, found in groups.items()
		}

	assert asked_of(f"{YEAR}-TW2")[old] == set(office.indicators[old])
	# Without an agreement of the new unit's nothing is asked of it, as that of the old one has ended with it.
	assert set(asked_of(f"{YEAR}-TW3")) == {other}
	target = {"indikator": moved, "target_tahunan": "36", "target_tw3": "9"}
	frappe.get_doc(
		{
			"doctype": AGREEMENT,
			"unit_kerja": new,
			"tahun": YEAR,
			"status": "Ditetapkan",
			"berlaku_mulai": f"{YEAR}-07-01",
			"target": [target],
		}
	).insert()
	assert asked_of(f"{YEAR}-TW3")[new] == {moved} and asked_of(f"{YEAR}-TW2")[old] >= {moved}
	order = frappe._dict(kecamatan=office.root, periode=f"{YEAR}-TW3")
	told = {one.value for one in left_out_of(order, clock.today())}
	assert f"{old}|berakhir" in told and not any(value.startswith(moved) for value in told)


@pytest.fixture
def silent(office) -> LocalRun:
	"""An order before step 3, with a unit that is not to report and an indicator that is not in use."""
	first, second = office.units
	change(first, melapor=0)
	frappe.db.set_value("Indikator Kinerja", office.indicators[second][0], "aktif", 0)
	at(f"{YEAR}-04-05 08:00")
	run = LocalRun(office, f"{YEAR}-TW1")
	run.order()
	run.pass_on()
	return run


def stands(run: LocalRun) -> str:
	return frappe.db.get_value(DISPOSISI, run.disposisi, "workflow_state")


def test_what_drops_out_is_shown_with_its_reason(silent):
	first, second = silent.office.units
	(move,) = [m for m in silent.open("pek", DISPOSISI, silent.disposisi)["tindakan"] if m["konfirmasi"]]
	assert (move["action"], move["konfirmasi"]["kunci"]) == ("Sampaikan Format", "tidak_ikut")
	shown = {row["value"]: row["label"] for row in move["konfirmasi"]["baris"]}
	inactive = silent.office.indicators[second][0]
	assert {f"{first}|tidak-melapor", f"{inactive}|nonaktif"} <= set(shown)
	assert "Seksi SI-1: tidak dicentang Melapor (4 indikator bertarget tidak ikut)" in shown.values()
	assert "tidak aktif" in shown[f"{inactive}|nonaktif"]
	assert all(not m["konfirmasi"] for m in silent.open("camat", DISPOSISI, silent.disposisi)["tindakan"])


def test_no_way_of_sending_passes_by_the_confirmation(silent):
	"""The desk's button and REST, lists, Frappe's own methods, a plain save."""
	name, action = silent.disposisi, "Sampaikan Format"
	values = silent.left_out()
	for given in ({}, {"tidak_ikut": values[:1]}, {"tidak_ikut": "semua"}, {"tidak_ikut": [None, {}, 3]}):
		said = refused(PreconditionMissing, silent.act, "pek", DISPOSISI, name, action, **given)
		assert "tidak dicentang Melapor" in said if not given else "tidak aktif" in said
	with pytest.raises(PreconditionMissing):
		silent.update("pek", DISPOSISI, name, workflow_state="Format Disampaikan")
	changed = {"doctype": DISPOSISI, "docname": name, "workflow_state": "Format Disampaikan"}
	with signed_in(silent.user("pek")), own_transaction():
		bulk.bulk_workflow_approval(json.dumps([name]), DISPOSISI, action)
	assert stands(silent) == "Diteruskan"
	with signed_in(silent.user("pek")):
		assert len(bulk.bulk_update(json.dumps([changed]))["failed_docs"]) == 1
		doc = frappe.get_doc(DISPOSISI, name)
		with pytest.raises(PreconditionMissing):
			client.save({**doc.as_dict(), "workflow_state": "Format Disampaikan"})
	assert stands(silent) == "Diteruskan"
	assert not frappe.db.exists("Catatan Tahapan", {"dokumen": name, "langkah": 3})


def test_a_list_that_has_changed_is_confirmed_anew(silent):
	first, _second = silent.office.units
	values = silent.left_out()
	change(first, melapor=1, berlaku_sampai=f"{YEAR}-03-30")
	shown = {"tidak_ikut": values}
	said = refused(
		PreconditionMissing, silent.act, "pek", DISPOSISI, silent.disposisi, "Sampaikan Format", **shown
	)
	assert "berlaku sampai" in said and "tidak aktif" not in said


def test_what_was_confirmed_stands_in_the_chain(silent):
	first, _second = silent.office.units
	silent.send_forms()
	assert stands(silent) == "Format Disampaikan" and asked(silent) == {silent.office.recap_unit}
	line = frappe.get_last_doc("Catatan Tahapan", {"dokumen": silent.disposisi, "langkah": 3})
	assert "Tidak ikut dikumpulkan, dikonfirmasi: Seksi SI-1: tidak dicentang Melapor" in line.alasan
	assert line.alasan == json.loads(line.isi)["alasan"] and "tidak aktif" in line.alasan
	assert chain_check.check_chain(silent.office.root).putus == ""
	assert not frappe.db.exists(FORMAT, {"disposisi": silent.disposisi, "unit_kerja": first})


@pytest.mark.full
def test_an_administrators_way_past_it_says_what_it_left_out(silent):
	api.pintas(DISPOSISI, silent.disposisi, "Format Disampaikan", "Darurat.")
	said = step_three(silent)
	assert said.startswith("Darurat.") and "Tidak ikut dikumpulkan: Seksi SI-1" in said


def test_with_nobody_left_there_is_nothing_to_confirm(silent):
	change(silent.office.units[1], melapor=0)
	for name in silent.formats(silent.office.units[1]):
		frappe.db.delete("Baris Data Kinerja", {"parent": name})
		frappe.db.delete(FORMAT, {"name": name})
	with pytest.raises(PreconditionMissing, match="Tidak ada satu unit pun"):
		silent.send_forms()
	assert stands(silent) == "Diteruskan"


@pytest.mark.parametrize(
	("values", "told"),
	[
		({"berlaku_mulai": "2041-02-01", "berlaku_sampai": "2041-01-31"}, "sebelum Berlaku Mulai"),
		({"unit_penerus": "other"}, "Isi Berlaku Sampai dengan hari terakhir"),
		({"berlaku_sampai": "2041-12-31", "unit_penerus": "itself"}, "kembali ke unit ini"),
		({"berlaku_sampai": "2041-12-31", "unit_penerus": "young"}, "bertumpang tindih"),
	],
)
def test_dates_that_contradict_each_other_are_refused_in_words(office, values, told):
	unit, other = office.units
	named = {"other": other, "itself": unit}
	if values.get("unit_penerus") == "young":
		named["young"] = _unit(
			"SI-MUDA", "Seksi", office.root, kepala="Kasi", melapor=1, berlaku_mulai="2041-06-01"
		)
	values = {
		**values,
		**({"unit_penerus": named[values["unit_penerus"]]} if "unit_penerus" in values else {}),
	}
	assert told in refused(KinerjaError, change, unit, **values)


def test_one_unit_perekap_after_the_other(office):
	first, second = office.recap_unit, office.units[0]
	assert "sudah menjadi Unit Perekap" in refused(KinerjaError, change, second, unit_perekap=1)
	change(first, berlaku_sampai=LAST)
	new = _unit("SB-BARU", "Subbagian", office.root, kepala="Kasubag", unit_perekap=1, berlaku_mulai=NEW_YEAR)
	assert "sudah menjadi Unit Perekap" in refused(KinerjaError, change, new, berlaku_mulai=LAST)
	at(f"{JANUARY} 08:00")
	assert recap_unit(office.root, f"{YEAR}-TW4") == first and recap_unit(office.root) == new


@pytest.mark.full
def test_a_successor_of_another_office_inherits_nothing(office):
	elsewhere = make_office(units=1)
	unit = office.units[0]
	at(f"{JANUARY} 08:00")
	with pytest.raises(frappe.ValidationError):
		change(unit, berlaku_sampai=LAST, unit_penerus=elsewhere.recap_unit)
	frappe.db.set_value(UNIT, unit, {"berlaku_sampai": LAST, "unit_penerus": elsewhere.recap_unit})
	penugasan.forget()
	assert unit not in scope_of(elsewhere.people[f"jp:{elsewhere.recap_unit}"]).units


@pytest.mark.full
def test_a_name_is_that_of_the_periods_end(office):
	unit, other = office.units
	at(f"{JANUARY} 08:00")
	change(unit, nama_unit="Seksi Baru", sebutan_kepala="Kasi Baru", nama_mulai=NEW_YEAR)
	(former,) = frappe.get_doc(UNIT, unit).nama_terdahulu
	assert (former.nama_unit, former.sebutan_kepala, str(former.sampai)) == ("Seksi SI-1", "Kasi 1", LAST)
	assert [unit_name(unit, period) for period in (f"{YEAR}-TW4", str(YEAR), f"{YEAR + 1}-TW1")] == [
		*["Seksi SI-1"] * 2,
		"Seksi Baru",
	]
	run = collect(office, f"{YEAR}-TW4", JANUARY)
	assert unit_name(unit) == "Seksi Baru"
	for each in (unit, other):
		run.unit_through(each)
	said = words_of(run.format_of(unit), "Format Data Kinerja")
	assert "Seksi SI-1" in said and "Seksi Baru" not in said
	run.finalize()
	names = {row.nama_pelaksana for row in run.recap().sumber if row.unit_kerja == unit}
	assert names == {"Seksi SI-1"}
	# Spelt better, it is the same name; and the log of names is the app's.
	change(unit, nama_unit="Seksi Barunya", nama_terdahulu=[])
	assert unit_name(unit) == "Seksi Barunya" and unit_name(unit, f"{YEAR}-TW4") == "Seksi SI-1"
	said = refused(KinerjaError, change, unit, nama_unit="Seksi Lain", nama_mulai=LAST)
	assert "bertumpang tindih" in said


def test_a_head_of_before_the_change_of_names_stays_the_head_of_then(office):
	unit = office.units[0]
	at(f"{JANUARY} 08:00")
	end_appointment(office, f"ku:{unit}", LAST)
	move_person(office, f"ku:{unit}", unit, NEW_YEAR)
	change(unit, sebutan_kepala="Kasi Baru", nama_mulai=NEW_YEAR)
	assert [a.title for a in penugasan.heads_of(unit, frappe.utils.getdate(LAST))] == ["Kasi 1"]
	assert not penugasan.heads_of(unit)


MONDAY = frappe.utils.getdate("2041-04-01")


def minutes(office: Office, day) -> int:
	start, end = (frappe.utils.get_datetime(f"{day} {time}") for time in ("00:00", "23:59"))
	return working_minutes(office.root, start, end)


def holiday(doc, day) -> None:
	doc.append("hari_libur", {"tanggal": day, "keterangan": "Libur"})
	doc.save()


@pytest.fixture
def two(office) -> tuple[Office, Office]:
	"""Two offices of the site, each with an admin."""
	other = make_office(units=1)
	for each in (office, other):
		add_person(each, "admin", "Pengelola", each.root, [("Admin Kinerja", "Kecamatan")])
	return office, other


def test_holidays_of_the_site_and_of_an_office_count_both(two):
	here, there = two
	days = [frappe.utils.add_days(MONDAY, n) for n in range(3)]
	assert all(minutes(each, day) for each in two for day in days)
	holiday(frappe.get_doc("Pengaturan Kinerja"), days[0])
	with signed_in(here.people["admin"]):
		holiday(frappe.get_doc(UNIT, here.root), days[1])
	assert [bool(minutes(here, day)) for day in days] == [False, False, True]
	assert [bool(minutes(there, day)) for day in days] == [False, True, True]


def test_an_office_adds_its_own_holidays_and_changes_nobody_elses(two):
	here, there = two
	holiday(frappe.get_doc("Pengaturan Kinerja"), MONDAY)
	holiday(frappe.get_doc(UNIT, there.root), MONDAY)
	with signed_in(here.people["admin"]):
		for doctype, name in (("Pengaturan Kinerja", "Pengaturan Kinerja"), (UNIT, there.root)):
			with pytest.raises((frappe.PermissionError, MoveRefused)):
				holiday(frappe.get_doc(doctype, name), "2041-04-02")
		seen = frappe.get_list("Hari Libur", parent_doctype=UNIT, fields=["parent"], limit=0)
		assert there.root not in {row.parent for row in seen}
		shared = frappe.get_list(
			"Hari Libur", parent_doctype="Pengaturan Kinerja", fields=["parent", "tanggal"], limit=0
		)
		assert MONDAY in {row.tanggal for row in shared if row.parent == "Pengaturan Kinerja"}
	holiday(frappe.get_doc(UNIT, there.root), "2041-04-03")
