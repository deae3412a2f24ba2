"""The masters: the tree of units, calendars, periods, scales, SOPs, the meeting and the settings refuse what cannot be."""

import json
import secrets

import frappe
import pytest

from kinerja_kecamatan.exceptions import KinerjaError, PreconditionMissing, WorkflowUnusable
from kinerja_kecamatan.figures.policy import current_policy
from kinerja_kecamatan.office.calendar import working_minutes
from kinerja_kecamatan.office.units import recap_unit, reporting_units
from kinerja_kecamatan.sop import steps
from tests.support.local_run import LocalRun, refused
from tests.support.office import draft_of
from tests.support.sop_run import RAPAT


def unit(kode: str, jenis: str, parent: str | None = None, **values):
	doc = {"doctype": "Unit Kerja", "kode": kode, "nama_unit": f"{jenis} {kode}", "jenis": jenis}
	return frappe.get_doc({**doc, "parent_unit_kerja": parent, **values}).insert()


@pytest.fixture
def tree(site) -> dict:
	"""A kecamatan with a Sekretariat, a Subbagian below it and a Seksi."""
	root = unit(f"T{secrets.token_hex(3)}", "Kecamatan")
	sekretariat = unit("SEK", "Sekretariat", root.name)
	return {
		"root": root.name,
		"sek": sekretariat.name,
		"sub": unit("SB", "Subbagian", sekretariat.name, melapor=1).name,
		"seksi": unit("SI", "Seksi", root.name, melapor=1).name,
	}


def place(name: str) -> tuple[int, int]:
	return frappe.db.get_value("Unit Kerja", name, ["lft", "rgt"])


def test_units_stand_in_a_tree_under_their_kecamatan(tree):
	root, sek, sub, seksi = (place(tree[key]) for key in ("root", "sek", "sub", "seksi"))
	assert root[0] < sek[0] < sub[0] < sub[1] < sek[1] < seksi[0] < seksi[1] < root[1]
	assert tree["root"] == tree["root"].upper() and tree["sub"] == f"{tree['root']}-SB"
	assert {frappe.db.get_value("Unit Kerja", name, "kecamatan") for name in tree.values()} == {tree["root"]}


def test_a_parent_becomes_a_group(tree):
	assert frappe.db.get_value("Unit Kerja", tree["seksi"], "is_group") == 0
	child = unit("X", "Subbagian", tree["seksi"]).name
	assert frappe.db.get_value("Unit Kerja", tree["seksi"], "is_group") == 1
	assert place(tree["seksi"])[0] < place(child)[0] < place(tree["seksi"])[1]


def test_moving_a_unit_within_the_kecamatan_moves_its_place(tree):
	doc = frappe.get_doc("Unit Kerja", tree["sub"])
	doc.parent_unit_kerja = tree["root"]
	doc.save()
	assert place(tree["sub"])[0] > place(tree["sek"])[1]
	assert doc.name == tree["sub"]


def test_only_a_kecamatan_stands_alone_and_only_alone(tree):
	assert "Unit puncak berjenis Kecamatan" in refused(KinerjaError, unit, "LEPAS", "Seksi")
	assert "Unit puncak berjenis Kecamatan" in refused(KinerjaError, unit, "DUA", "Kecamatan", tree["root"])
	other = unit(f"U{secrets.token_hex(3)}", "Kecamatan")
	assert other.kecamatan == other.name and place(other.name)[0] > place(tree["root"])[1]


def test_a_unit_stays_in_its_kecamatan(tree):
	other = unit(f"U{secrets.token_hex(3)}", "Kecamatan")
	doc = frappe.get_doc("Unit Kerja", tree["sub"])
	doc.parent_unit_kerja = other.name
	assert "tidak dapat dipindahkan ke kecamatan lain" in refused(KinerjaError, doc.save)


def test_one_unit_perekap_a_kecamatan_until_it_is_closed(tree):
	assert "Tetapkan satu Unit Perekap" in refused(PreconditionMissing, recap_unit, tree["root"])
	first = frappe.get_doc("Unit Kerja", tree["sub"])
	first.update({"unit_perekap": 1}).save()
	assert recap_unit(tree["root"]) == tree["sub"]
	second = frappe.get_doc("Unit Kerja", tree["seksi"])
	second.unit_perekap = 1
	assert f"{tree['sub']} sudah menjadi Unit Perekap" in refused(KinerjaError, second.save)
	first.reload()
	first.update({"berlaku_sampai": "2020-01-01"}).save()
	frappe.get_doc("Unit Kerja", tree["seksi"]).update({"unit_perekap": 1}).save()
	assert recap_unit(tree["root"]) == tree["seksi"]


def test_a_unit_reports_from_its_first_day_to_its_last(tree):
	dates = {"berlaku_mulai": "2021-02-01", "berlaku_sampai": "2021-04-14"}
	frappe.get_doc("Unit Kerja", tree["seksi"]).update(dates).save()
	on = lambda day: [row.name for row in reporting_units(tree["root"], frappe.utils.getdate(day))]  # noqa: E731
	assert on("2021-01-31") == [tree["sub"]]
	assert on("2021-02-01") == on("2021-04-14") == [tree["sub"], tree["seksi"]]
	assert on("2021-04-15") == [tree["sub"]]


def test_a_unit_with_documents_is_not_deleted(office):
	LocalRun(office).draft()
	with pytest.raises(frappe.ValidationError):
		frappe.delete_doc("Unit Kerja", office.root)
	with pytest.raises(frappe.LinkExistsError):
		frappe.delete_doc("Unit Kerja", office.units[0])


HOURS = {
	"hari": "Senin",
	"mulai": "07:30",
	"istirahat_mulai": "12:00",
	"istirahat_selesai": "12:30",
	"selesai": "16:00",
}


@pytest.mark.parametrize(
	("rows", "sentence"),
	[
		([{**HOURS, "selesai": "07:00"}], "Senin: urutan jam tidak benar"),
		([{**HOURS, "istirahat_selesai": None}], "isi awal dan akhir istirahat kedua-duanya"),
		([HOURS, HOURS], "ada dua baris jam kerja dengan masa berlaku yang sama"),
		(
			[{**HOURS, "berlaku_mulai": "2021-05-01", "berlaku_sampai": "2021-04-01"}],
			"tanggal Berlaku Sampai harus",
		),
		(
			[HOURS, {**HOURS, "hari": "Selasa", "mulai": None}],
			"Jam Kerja baris 2: isi Hari, Mulai dan Selesai",
		),
		([{**HOURS, "hari": "Ahad"}], "Jam Kerja baris 1: isi Hari, Mulai dan Selesai"),
	],
)
def test_calendar_errors_are_said_in_a_sentence(tree, rows, sentence):
	doc = frappe.get_doc("Unit Kerja", tree["root"])
	doc.set("jam_kerja", rows)
	assert sentence in refused(KinerjaError, doc.save)


def test_a_day_without_a_break_has_none(tree):
	"""Frappe fills an empty Time with the present one; here empty means no break."""
	doc = frappe.get_doc("Unit Kerja", tree["root"])
	doc.set("jam_kerja", [{"hari": "Sabtu", "mulai": "08:00", "selesai": "12:00"}])
	doc.save()
	row = frappe.get_doc("Unit Kerja", tree["root"]).jam_kerja[0]
	assert (row.istirahat_mulai, row.istirahat_selesai) == (None, None)


def test_every_kecamatan_has_its_own_calendar(tree):
	frm, to = (frappe.utils.get_datetime(t) for t in ("2021-04-05 10:00", "2021-04-05 11:00"))
	other = unit(f"U{secrets.token_hex(3)}", "Kecamatan")
	doc = frappe.get_doc("Unit Kerja", tree["root"])
	doc.update({"jam_kerja": [{**HOURS, "mulai": "10:30"}], "hari_libur": [{"tanggal": "2021-04-12"}]})
	doc.save()
	assert (working_minutes(tree["root"], frm, to), working_minutes(other.name, frm, to)) == (30, 60)
	week = frappe.utils.add_days(frm, 7), frappe.utils.add_days(to, 7)
	assert (working_minutes(tree["root"], *week), working_minutes(other.name, *week)) == (0, 60)
	assert working_minutes(tree["root"], to, frm) == working_minutes(tree["root"], None, to) == 0


@pytest.mark.parametrize(
	("kode", "name", "jenis", "start", "end", "title"),
	[
		("2098-tw1", "2098-TW1", "Triwulan", "2098-01-01", "2098-03-31", "Triwulan I Tahun 2098"),
		("2096-02", "2096-02", "Bulanan", "2096-02-01", "2096-02-29", "Bulan Februari 2096"),
		("2096-s2", "2096-S2", "Semester", "2096-07-01", "2096-12-31", "Semester II Tahun 2096"),
		("2098", "2098", "Tahunan", "2098-01-01", "2098-12-31", "Tahun 2098"),
	],
)
def test_everything_about_a_period_follows_from_its_code(site, kode, name, jenis, start, end, title):
	doc = frappe.get_doc(
		{"doctype": "Periode Kinerja", "kode": kode, "nama_periode": "lain", "tahun": 1}
	).insert()
	assert (doc.name, doc.jenis, doc.nama_periode) == (name, jenis, title)
	assert (str(doc.tanggal_mulai), str(doc.tanggal_selesai), doc.tahun) == (start, end, int(name[:4]))


@pytest.mark.parametrize(
	"kode", ["2098-TW5", "2098-S3", "2098-13", "98-TW1", "Triwulan I", "1999-TW1", "2098-TW", ""]
)
def test_unknown_period_codes_are_refused(site, kode):
	said = refused(KinerjaError, frappe.get_doc({"doctype": "Periode Kinerja", "kode": kode}).insert)
	assert "Periode" in said or "Tahun" in said


def scale(*bands: tuple) -> object:
	rows = [{"batas_bawah": lower, "predikat": word, "singkatan": short} for lower, word, short in bands]
	return frappe.get_doc(
		{"doctype": "Skala Predikat", "nama_skala": f"Uji {secrets.token_hex(3)}", "rentang": rows}
	)


def test_a_scale_is_kept_from_the_top_down_and_used(site):
	doc = scale((0, "Kurang", "K"), (80, "Baik", "B")).insert()
	assert [row.predikat for row in doc.rentang] == ["Baik", "Kurang"]
	settings = frappe.get_doc("Pengaturan Kinerja")
	settings.update({"skala_predikat": doc.name}).save()
	policy = current_policy()
	assert [policy.predikat(value) for value in (80, 79.99, -5, None)] == ["Baik", "Kurang", "Kurang", ""]


@pytest.mark.parametrize(
	("bands", "sentence"),
	[
		([(80, "Baik", "B"), (10, "Kurang", "K")], "Isi batas bawah tingkat terendah dengan 0"),
		([(80, "Baik", "B"), (80, "Cukup", "C"), (0, "Kurang", "K")], "harus lebih kecil daripada baris"),
		([(80, "Baik", "B"), (0, "baik ", "K")], "sudah dipakai"),
	],
)
def test_gaps_overlaps_and_doubtful_names_of_a_scale_are_refused(site, bands, sentence):
	assert sentence in refused(KinerjaError, scale(*bands).insert)


def test_settings_refuse_a_cap_below_target(site):
	settings = frappe.get_doc("Pengaturan Kinerja")
	settings.batas_capaian = 99
	assert "paling sedikit 100" in refused(KinerjaError, settings.save)


@pytest.mark.parametrize(
	("field", "value", "sentence"),
	[
		("desimal", 5, "paling banyak 4"),
		("batas_wajar_atas", "1,234.5", "ditulis dengan cara Inggris"),
	],
)
def test_an_indicator_refuses_what_cannot_be(office, field, value, sentence):
	doc = frappe.get_doc("Indikator Kinerja", office.indicators[office.units[0]][0])
	doc.set(field, value)
	assert sentence in refused(KinerjaError, doc.save)


def test_an_indicator_is_reported_by_a_unit_of_its_own_kecamatan(office, tree):
	doc = frappe.get_doc("Indikator Kinerja", office.indicators[office.units[0]][0])
	doc.unit_kerja = tree["seksi"]
	assert "bukan bagian dari" in refused(KinerjaError, doc.save)


@pytest.fixture
def sop(site):
	"""A copy of the seeded SOP for a kecamatan of its own, not inserted."""
	doc = frappe.copy_doc(
		frappe.get_doc("SOP", frappe.get_all("SOP", pluck="name", order_by="creation", limit=1)[0])
	)
	doc.kecamatan = unit(f"S{secrets.token_hex(3)}", "Kecamatan").name
	return doc


def test_the_sop_in_force_is_the_kecamatans_own_latest_one(sop):
	on = lambda day, office=sop.kecamatan: steps.sop_in_force(office, frappe.utils.getdate(day))  # noqa: E731
	general = on("2021-06-01")
	assert general and frappe.db.get_value("SOP", general, "kecamatan") in (None, "")
	second = frappe.copy_doc(sop)
	sop.update({"tanggal_efektif": "2021-07-01"}).insert()
	second.update({"tanggal_efektif": "2022-01-01"}).insert()
	assert [on(day) for day in ("2021-06-30", "2021-07-01", "2021-12-31", "2022-01-01")] == [
		general,
		sop.name,
		sop.name,
		second.name,
	]
	assert on("2022-06-01", unit(f"S{secrets.token_hex(3)}", "Kecamatan").name) == general
	assert on("2000-01-01") is None


def test_a_version_without_tanggal_efektif_counts_from_its_making(sop):
	sop.update({"tanggal_efektif": None, "tanggal_pembuatan": "2021-09-01"}).insert()
	assert steps.sop_in_force(sop.kecamatan, frappe.utils.getdate("2021-09-01")) == sop.name
	assert steps.sop_in_force(sop.kecamatan, frappe.utils.getdate("2021-08-31")) != sop.name


def test_minutes_of_an_sop_are_summed(sop):
	assert sop.insert().total_waktu == 2280
	sop.langkah[0].waktu = 20
	sop.save()
	assert frappe.db.get_value("SOP", sop.name, "total_waktu") == 2285


def test_a_step_that_no_state_completes_is_refused(sop):
	sop.langkah[4].status = "Selesai"  # a state of another workflow
	said = refused(WorkflowUnusable, frappe.copy_doc(sop).insert)
	assert "Langkah 5 (Penyusunan Data) tidak diselesaikan oleh status mana pun" in said
	sop.langkah[4].status = None
	assert "Langkah 5" in refused(WorkflowUnusable, frappe.copy_doc(sop).insert)
	sop.langkah[4].update({"status": "Selesai Disusun", "dokumen": None})
	assert "Langkah 5 belum punya Dokumen dan Status Penyelesai" in refused(
		WorkflowUnusable, frappe.copy_doc(sop).insert
	)


def test_an_sop_in_use_is_checked_as_it_is_being_saved(sop):
	sop.insert()
	steps.steps_of(sop.name)  # read once, as any request does: the old version is in the cache
	sop.langkah[4].status = "Selesai"
	assert "Langkah 5" in refused(WorkflowUnusable, sop.save)


def test_doubled_steps_are_refused(sop):
	sop.langkah[1].nomor = 1
	assert "Nomor langkah ganda: 1" in refused(KinerjaError, sop.insert)
	sop.langkah[1].nomor = 2
	sop.langkah[1].kegiatan = "Perintah"
	assert "Kegiatan ganda: Perintah" in refused(KinerjaError, sop.insert)


@pytest.fixture
def meeting(office):
	run = LocalRun(office)
	run.order()
	run.pass_on()
	values = {
		"disposisi": run.disposisi,
		"tanggal": "2021-04-01",
		"waktu_mulai": "10:00",
		"waktu_selesai": "11:00",
	}
	return frappe.get_doc({"doctype": RAPAT, **values})


def test_a_meeting_lists_every_reporting_unit_with_its_head_and_pelaksana(meeting, office):
	meeting.insert()
	units = frappe.get_all("Unit Kerja", {"name": ["in", office.units]}, pluck="name", order_by="lft")
	assert list(dict.fromkeys(row.unit_kerja for row in meeting.kehadiran)) == units
	people = {unit: [row.pegawai for row in meeting.kehadiran if row.unit_kerja == unit] for unit in units}
	for unit in units:
		head = "pek" if unit == office.recap_unit else f"ku:{unit}"
		assert people[unit] == [office.pegawai[head], office.pegawai[f"jp:{unit}"]]
	assert all(row.nama_pegawai for row in meeting.kehadiran)
	assert (meeting.kecamatan, meeting.periode) == (office.root, office.periode)


def test_a_meeting_that_has_not_ended_has_no_end(meeting):
	meeting.waktu_selesai = None
	assert frappe.get_doc(RAPAT, meeting.insert().name).waktu_selesai is None


def test_a_meeting_ends_after_it_begins_and_names_a_person_once(meeting, office):
	meeting.waktu_selesai = "09:00"
	assert "Waktu Selesai harus sesudah Waktu Mulai" in refused(KinerjaError, meeting.insert)
	meeting.waktu_selesai = "11:00"
	meeting.set("kehadiran", [{"unit_kerja": office.units[0]}] * 2)
	assert "tertulis dua kali" in refused(KinerjaError, meeting.insert)
	people = [office.pegawai[key] for key in ("pek", "camat")]
	meeting.set("kehadiran", [{"unit_kerja": office.units[0], "pegawai": one} for one in people])
	assert len(meeting.insert().kehadiran) == 2, "several of a unit"


def told() -> list[dict]:
	"""What the session was shown since it was last asked, as {"message", "indicator"}."""
	log, frappe.local.message_log = frappe.local.message_log, []
	return [entry if isinstance(entry, dict) else json.loads(entry) for entry in log]


def test_percentages_are_not_kumulatif_and_indices_are_asked_about(office):
	def saved(satuan: str, time: str = "Kumulatif") -> list[dict]:
		indicator = frappe.get_doc("Indikator Kinerja", office.indicators[office.units[0]][0])
		told()
		indicator.update({"satuan": satuan, "agregasi_waktu": time, "agregasi_sumber": "Jumlah"}).save()
		return told()

	for satuan in ("%", " Persen"):
		said = refused(KinerjaError, saved, satuan)
		assert "Persentase atau rata-rata tidak dijumlahkan antarperiode" in said
	(warning,) = saved("Indeks")
	assert warning["indicator"] == "orange" and "Indeks biasanya tidak dijumlahkan" in warning["message"]
	assert saved("Kegiatan") == saved("%", "Rata-rata") == []


def test_an_agreement_says_when_its_bobot_do_not_come_to_a_hundred(office):
	agreement = draft_of(office, office.units[0])
	agreement.target[3].target_tw4 = "88,5"  # measured once a year is odd too

	def saved(*weights: float) -> list[dict]:
		for row, weight in zip(agreement.target, weights, strict=True):
			row.bobot = weight
		told()
		agreement.save()
		return told()

	assert saved(0, 0, 0, 0) == [] and saved(25, 25, 25, 25) == []
	(warning,) = saved(40, 30, 20, 0)
	assert warning["indicator"] == "orange"
	assert "Jumlah bobot 90, seharusnya 100. 1 dari 4 indikator tidak berbobot" in warning["message"]
